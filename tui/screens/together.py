"""The desk whose panes scroll together: what says the same stands on the same row of the screen."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from annotations.model import Article
from annotations.project import Project
from tui.screens.hearing import HearingScreen
from tui.settings import Settings
from tui.widgets.article_pane import ArticlePane
from tui.widgets.bindings import binding
from tui.widgets.cursor_view import CursorView

if TYPE_CHECKING:  # aligning is heavy, and not needed before the first key
    from annotations.comparison.alignment import Alignment


class TogetherScreen(HearingScreen, layer=True):
    """The list beside the panes, which scroll together by aligned sentence when asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding(
            "ampersand", "toggle_together", "Together", "pane.together", "The panes scroll together, or each alone"
        ),
    ]

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self._together = False
        self._alignments: dict[tuple[str, str], Alignment | None] = {}  # by the texts' hashes; nothing while it is made

    def action_toggle_together(self) -> None:
        """Have the panes scroll together, or each alone again; the status line says which."""
        self._together = not self._together
        self.status.tell(mode="together" if self._together else "")
        if self._together and len(self.panes) < 2:
            self.notify("The next pane opened beside this one will scroll with it.", timeout=3)
        self._lead(self.active)

    def on_cursor_view_moved(self) -> None:
        """Bring what says the same as the sentence under the cursor to its row, in the other panes."""
        self._lead(self.active)

    def on_cursor_view_wheeled(self, message: ArticlePane.Wheeled) -> None:
        """Likewise from a pane that the wheel has moved, which need not have the focus."""
        self._lead(message.pane)

    def _lead(self, leader: CursorView) -> None:
        if self._together and leader.article:
            for pane in self.panes:
                if pane is not leader and pane.article:
                    self._follow(leader, leader.article, pane, pane.article)

    def _follow(self, leader: CursorView, led: Article, pane: ArticlePane, article: Article) -> None:
        key = led.sha256, article.sha256
        if key not in self._alignments:
            self._alignments[key] = self._alignments[key[::-1]] = None
            self.run_worker(self._align(led, article), group="align")
        elif (alignment := self._alignments[key]) and (pair := alignment.at(leader.offset_in_sight)):
            here, there = pair
            row = leader.rows.row_at(here.start) - leader.top
            pane.show_offset(there.start, row)

    async def _align(self, one: Article, other: Article) -> None:
        from annotations.comparison.alignment import MOST, align

        aligned = await asyncio.to_thread(align, one, other)
        self._alignments[one.sha256, other.sha256] = aligned.there
        self._alignments[other.sha256, one.sha256] = aligned.back
        if not len(aligned.there):
            too_long = len(one.pages) + len(other.pages) > MOST
            why = "They are too long to be lined up." if too_long else "Nothing in the one is said in the other."
            self.notify(f"Two of the articles do not scroll together. {why}", timeout=4)
        self._lead(self.active)

    async def show_beside(self, article: Article, place: int) -> ArticlePane:
        """Show an article in the pane of that place, which is opened if it is not there."""
        if place >= len(self.panes):
            await self.add_pane()
        pane = self.panes[place]
        self.set_focus(pane)
        await self.open(article.file, pane)
        return pane
