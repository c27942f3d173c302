"""The desk with the copies of an article: what one outlet changed in what another printed too."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from annotations.errors import ArticleError
from annotations.model import Article
from tui.screens.together import TogetherScreen
from tui.widgets.bindings import binding
from tui.widgets.long_work import StoppedError

if TYPE_CHECKING:  # not needed before the first key
    from tui.screens.twins import Passage

_MOST = 200  # articles compared at once, in about a second for each hundred


class TwinningScreen(TogetherScreen, layer=True):
    """The list beside the panes, and the copies of an article."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("W", "show_twin", "Copies", "twin.show", "The article beside its copy, with what was changed"),
    ]

    def files_to_compare(self) -> list[str]:
        """The articles on screen, then those of the list as it is filtered."""
        on_screen = [pane.article.file for pane in self.panes if pane.article]
        listed = [self.articles.items[number].file for number in self.articles.shown]
        files = list(dict.fromkeys([*on_screen, *listed]))
        if len(files) > _MOST:
            self.notify(f"The first {_MOST} articles are compared. Filter the list to choose others.")
        return sorted(files[:_MOST])

    def action_show_twin(self) -> None:
        """Look for copies of the article in the active pane, or under the list's cursor if the focus is there."""
        current = self.articles.current if self.articles.has_focus else None
        file = current.file if current else self.active.article.file if self.active.article else ""
        if file:
            self.run_worker(self._show_twin(file), group="twins", exclusive=True)

    async def _show_twin(self, file: str) -> None:
        try:
            article = await asyncio.to_thread(self.project.read, file)
        except ArticleError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        with suppress(StoppedError):
            if copies := await self._copies_of(article, sorted({file, *self.files_to_compare()})):
                self._show_copies(article, copies)
            else:
                self.notify("No other article of the list is a copy of this one.", timeout=3)

    async def _copies_of(self, article: Article, files: list[str]) -> list[Article]:
        """The copies of an article among those of some keys; whoever asks for others meanwhile stops it.

        Raises:
            StoppedError: The reader has stopped it.
        """
        if len(files) < 2:
            return []
        with self.long_work("comparing", 2 * self.compared.length_of(files)) as work:
            try:
                return await asyncio.to_thread(self.compared.twins_of, article, files, work.heed)
            finally:
                work.stop()

    def _show_copies(self, article: Article, copies: list[Article]) -> None:
        from tui.screens.twins import TwinsScreen

        self.app.push_screen(TwinsScreen(self.project, article, copies, self.changed), self._open_twins)

    async def _open_twins(self, passages: "tuple[Passage, Passage] | None") -> None:
        """Open both on the desk, at the change that was looked at; the first has the focus in the end."""
        if passages:
            for place, (article, _) in reversed([*enumerate(passages)]):
                await self.show_beside(article, place)
            for pane, (_, span) in zip(self.panes, passages, strict=False):
                self.call_after_refresh(pane.go_to, span.start)
