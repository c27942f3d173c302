"""The desk with the list of who speaks, in the article on screen or in all open ones."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from annotations.project import Project
from tui.screens.reviewing import ReviewingScreen
from tui.settings import Settings
from tui.widgets.bindings import binding

if TYPE_CHECKING:  # not needed before the first key
    from collections.abc import Iterator

    from tui.widgets.article_pane import ArticlePane
    from tui.widgets.speaker_list import Heard, SpeakerList


class HearingScreen(ReviewingScreen, layer=True):
    """The list beside the panes, and who says what."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("S", "list_speakers", "Speakers", "speakers.list", "Who speaks, and what they say"),
    ]

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self.speaker_list: SpeakerList | None = None
        self._hears_all = False
        self._heard: tuple[object, ...] = ()

    async def action_list_speakers(self) -> None:
        """Show who speaks in the article of the active pane, or go to the list."""
        from tui.widgets.speaker_list import SpeakerList

        if self.speaker_list is None:
            await self.close_list()
            self.speaker_list = SpeakerList()
            await self.query_one("#desk").mount(self.speaker_list)
            self._list_speakers()
        self.set_focus(self.speaker_list)

    async def action_list_annotations(self) -> None:
        """Show the annotations in the place of the speakers."""
        await self.action_close_speakers()
        await super().action_list_annotations()

    async def action_close_speakers(self) -> None:
        """Hide the list of speakers."""
        if self.speaker_list:
            listed, self.speaker_list, self._heard = self.speaker_list, None, ()
            self.set_focus(self.active)
            await listed.remove()

    def action_switch_hearing(self) -> None:
        """List who speaks in all open articles, or in that of the active pane again."""
        self._hears_all = not self._hears_all
        self._list_speakers()

    def settle(self) -> None:
        """The list of speakers too."""
        super().settle()
        self._list_speakers()

    def _list_speakers(self) -> None:
        from tui.widgets.speaker_list import rows_of

        if self.speaker_list is None:
            return
        panes = self.panes if self._hears_all else [self.active]
        found = tuple(pane.findings for pane in panes)
        if self._heard != (self._hears_all, *map(id, found)):
            self._heard = (self._hears_all, *map(id, found))
            rows = list(rows_of(self._hear(panes)))
            self.speaker_list.set_items(rows)
            speakers, where = (
                sum(row.kind is None for row in rows),
                "in all open articles" if self._hears_all else "here",
            )
            self.speaker_list.border_title = f" {speakers} speakers {where} "

    def _hear(self, panes: "list[ArticlePane]") -> "Iterator[Heard]":
        from annotations.detection.speaking import kind_of, who_speaks

        for pane in panes:
            findings = pane.findings
            if pane.article and findings:
                yield (
                    pane.article,
                    {
                        speaker: [(span, kind_of(findings, span)) for span in said]
                        for speaker, said in who_speaks(findings).items()
                    },
                )

    def on_speaker_list_chosen(self, message: "SpeakerList.Chosen") -> None:
        """Go to what somebody says."""
        article, span = message.said.article, message.said.span
        for pane in self.panes_of(article)[:1]:
            self.set_focus(pane)
            pane.go_to_passage(span, span.start)
