"""The desk with the same passage in the other articles."""

import asyncio
from typing import ClassVar

from textual.binding import BindingType

from annotations.detection.sentences import sentence_at
from annotations.model import Article, Span
from tui.screens.twinning import TwinningScreen
from tui.widgets.bindings import binding


class ElsewhereScreen(TwinningScreen):
    """The list beside the panes, and where else the passage under the cursor stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("equals_sign", "elsewhere", "Elsewhere", "passage.elsewhere", "The same passage in the other articles"),
    ]

    async def action_elsewhere(self) -> None:
        """List the same passage in the other articles, the most alike first."""
        from tui.screens.elsewhere_dialog import ElsewhereDialog

        here = self.here()
        if here is None:
            return
        article, span = here
        line = self.active.line_at(span.start)
        sentence = sentence_at(article.text, span.start, line.start, line.end)  # a figure alone says too little
        wanted = Span(min(span.start, sentence.start), max(span.end, sentence.end))
        index, articles = await asyncio.to_thread(self.compared.passages, self.files_to_compare())
        number = next((n for n, each in enumerate(articles) if each.sha256 == article.sha256), None)
        matches = index.elsewhere(number, wanted) if number is not None else []
        if not matches:
            self.notify("No other article says this.", timeout=3)
            return
        found = [(articles[each.article], each.span, each.differing) for each in matches]
        self.app.push_screen(ElsewhereDialog(found), self._go_elsewhere)

    async def _go_elsewhere(self, chosen: tuple[Article, Span] | None) -> None:
        if chosen:
            article, span = chosen
            shown = [pane.article.sha256 if pane.article else "" for pane in self.panes]
            place = shown.index(article.sha256) if article.sha256 in shown else min(1, len(self.panes))
            pane = await self.show_beside(article, place)
            self.call_after_refresh(pane.go_to_passage, span, span.start)
