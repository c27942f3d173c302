"""The desk with the list of who speaks, in the article on screen or in all open ones."""

import asyncio
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from annotations.findings import Findings
from annotations.model import Article
from annotations.project import Project
from tui.screens.reviewing import ReviewingScreen
from tui.screens.tasks import start
from tui.settings import Settings
from tui.widgets.bindings import binding

if TYPE_CHECKING:  # not needed before the first key
    from collections.abc import Iterable

    from tui.widgets.speaker_list import Heard, Said, SpeakerList


class HearingScreen(ReviewingScreen, layer=True):
    """The list beside the panes, and who says what."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("S", "list_speakers", "Speakers", "speakers.list", "Who speaks, and what they say"),
    ]

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self.speaker_list: SpeakerList | None = None
        self._hears_all = False
        self._heard: list[tuple[Article | None, Findings | None]] = []

    async def action_list_speakers(self) -> None:
        """Show who speaks in the article of the active pane, or go to the list."""
        from tui.widgets.speaker_list import SpeakerList

        if self.speaker_list is None:
            await self.close_list()
            self.speaker_list = SpeakerList()
            await self.query_one("#desk").mount(self.speaker_list)
            await self.wait_a_moment(self._list_speakers())
        self.set_focus(self.speaker_list)

    async def action_list_annotations(self) -> None:
        """Show the annotations in the place of the speakers."""
        await self.action_close_speakers()
        await super().action_list_annotations()

    async def action_close_speakers(self) -> None:
        """Hide the list of speakers."""
        if self.speaker_list:
            listed, self.speaker_list, self._heard = self.speaker_list, None, []
            self.set_focus(self.active)
            await listed.remove()

    async def action_switch_hearing(self) -> None:
        """List who speaks in all open articles, or in that of the active pane again."""
        self._hears_all = not self._hears_all
        await self.wait_a_moment(self._list_speakers())

    def settle(self) -> None:
        """The list of speakers too."""
        super().settle()
        if self.speaker_list and not _are_the_same(self._heard, self._to_hear()):
            start(self.app, self._list_speakers())

    def _to_hear(self) -> list[tuple[Article | None, Findings | None]]:
        panes = self.panes if self._hears_all else [self.active]
        return [(pane.article, pane.findings) for pane in panes]

    async def _list_speakers(self) -> None:
        """Fill the list: in a thread, because a long article takes a while."""
        heard = self._heard = self._to_hear()
        rows = await asyncio.to_thread(_speakers_in, heard)
        if self.speaker_list and self._heard is heard:
            self.speaker_list.set_items(rows)
            speakers = sum(row.kind is None for row in rows)
            where = "in all open articles" if self._hears_all else "here"
            self.speaker_list.border_title = f" {speakers} speakers {where} "

    def on_speaker_list_chosen(self, message: "SpeakerList.Chosen") -> None:
        """Go to what somebody says."""
        article, span = message.said.article, message.said.span
        for pane in self.panes_of(article)[:1]:
            self.set_focus(pane)
            pane.go_to_passage(span, span.start)


def _are_the_same(some: "Iterable[tuple[object, ...]]", others: "Iterable[tuple[object, ...]]") -> bool:
    """Whether these are the very same objects; comparing what was found in long articles would take long."""
    return [*map(id, chain(*some))] == [*map(id, chain(*others))]


def _speakers_in(heard: "Iterable[tuple[Article | None, Findings | None]]") -> "list[Said]":
    from annotations.detection.speaking import kind_of, who_speaks
    from tui.widgets.speaker_list import rows_of

    told: list[Heard] = []
    for article, findings in heard:
        if article and findings:
            speakers = who_speaks(findings).items()
            told.append(
                (article, {name: [(span, kind_of(findings, span)) for span in said] for name, said in speakers})
            )
    return list(rows_of(told))
