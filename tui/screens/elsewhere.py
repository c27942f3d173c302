"""The desk with the same passage in the other articles."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message

from annotations.detection.sentences import sentence_at
from annotations.model import Article, Span
from tui.screens.twinning import TwinningScreen
from tui.widgets.article_pane import ArticlePane
from tui.widgets.bindings import binding
from tui.widgets.long_work import StoppedError
from tui.widgets.quoting import one_line

if TYPE_CHECKING:  # comparing is heavy, and not needed before the first key
    from annotations.comparison.hits import Hit
    from tui.screens.elsewhere_dialog import Chosen

_PATIENCE = 0.1  # seconds that the key waits for an answer before it says that it looks


class ElsewhereScreen(TwinningScreen, layer=True):
    """The list beside the panes, and where else the passage under the cursor stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("equals_sign", "elsewhere", "Elsewhere", "passage.elsewhere", "The same passage in the other articles"),
    ]

    class Ahead(Message):
        """The library is compared as far as it was to be; the articles of these keys have other copies than before."""

        def __init__(self, files: Iterable[str]) -> None:
            super().__init__()
            self.files = files

    def work_ahead(self) -> None:
        """Compare the library while nobody types, so that stories, origins and passages are there when asked for."""
        with suppress(StoppedError):  # what was compared is kept, and the next start goes on
            for doing, steps in groupby(self.while_idle(self.compared.library.ahead()), key=attrgetter("doing")):
                first = next(steps)
                with self.long_work(doing, first.of) as work:
                    for _ in work.over(done for done, _ in groupby(steps, key=attrgetter("done"))):
                        pass
        if self.is_attached:
            self.post_message(self.Ahead(self.compared.library.keep_copies()))
        # of a screen that is being left there may be no pane any more, and this is another thread
        for pane in self.while_idle([pane for pane in self.panes if pane is self._active]):
            if pane.article:
                self.compared.line_up(pane.article)

    def on_elsewhere_screen_ahead(self, message: Ahead) -> None:
        """Show the copies in the list."""
        self.articles.repaint({*map(self.project.number_of, message.files)})

    async def action_elsewhere(self) -> None:
        """List the same passage in the other articles, the most alike first."""
        from tui.screens.elsewhere_dialog import ElsewhereDialog

        here = self.here()
        if here is None:
            return
        article, span = here
        line = self.active.line_at(span.start)
        sentence = sentence_at(article.pages, span.start, line.start, line.end)  # a figure alone says too little
        wanted = Span(min(span.start, sentence.start), max(span.end, sentence.end))
        looking = asyncio.ensure_future(asyncio.to_thread(self._look_elsewhere, article, wanted, span))
        await asyncio.wait([looking], timeout=_PATIENCE)
        if looking.done() and not looking.result():
            self.notify("No other article says this.", timeout=3)
        else:
            words = one_line(article.pages[slice(*wanted)])
            self.app.push_screen(ElsewhereDialog(words, looking), self._go_elsewhere)
        line_up = partial(self.compared.line_up, article)  # the next answers are better, and none waits for that
        self.run_worker(line_up, thread=True, exclusive=True, group="line-up")

    def _look_elsewhere(self, article: Article, span: Span, target: Span) -> "list[Hit]":
        """Runs in a thread."""
        from annotations.comparison.hits import find_hits

        found = self.compared.elsewhere(article.in_memory(), span, target)
        if found.looked < found.of:
            so_far = f"{found.looked:,} of {found.of:,} articles are looked through so far."
            self.app.call_from_thread(self.notify, so_far)
        return find_hits(found.matches, found.articles, found.origins, 0, span)

    async def _go_elsewhere(self, chosen: "Chosen | None") -> None:
        if chosen:
            await self.go_to_article(chosen.article, chosen.span, beside=chosen.beside)

    async def go_to_article(self, article: Article, span: Span, *, beside: bool) -> None:
        """Go to a passage: in the pane that shows its article, else in the active one or in one beside it."""
        shown = [pane.article.sha256 if pane.article else "" for pane in self.panes]
        place = self.panes.index(self.active)
        if article.sha256 in shown:
            place = shown.index(article.sha256)
        elif beside:
            place = 1 - place if place < 2 else 0
        pane = await self.show_beside(article, place)
        self.call_after_refresh(make_target, pane, span)


def make_target(pane: ArticlePane, span: Span) -> None:
    """Make a passage the target, also one that is no mention, or whose article's mentions are not found yet."""
    pane.go_to_passage(span, span.start)
    if pane.target != span:
        pane.select(span)
