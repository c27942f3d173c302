"""Who speaks, in one article and in all open ones, and the way to what they say."""

import threading
from pathlib import Path

import pytest
from making import REPORT, articles_in, span_of
from piloting import desk, reader, ready, screen_text, wait_for
from textual.pilot import Pilot

from annotations.detection import speaking
from annotations.findings import Findings
from annotations.model import MentionKind, Span, Status
from annotations.project import Project
from tui.widgets.annotation_list import AnnotationList
from tui.widgets.highlights import CLASSES, Mark
from tui.widgets.speaker_list import SpeakerList

SECOND = """Valley counts the cost

“The water came at night,” said Maria Lopez on Tuesday. The mayor said the bill was “too high”.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return articles_in(tmp_path / "articles", {"flood.txt": REPORT, "valley.txt": SECOND})


def speakers(pilot: Pilot[None]) -> dict[str, int]:
    listed = reader(pilot.app).speaker_list
    assert listed
    return {row.speaker: row.passages for row in listed.items if row.kind is None}


async def test_the_speakers_of_an_article_are_listed_with_what_they_say(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "S")
        await wait_for(pilot, lambda: "2 speakers here" in screen_text(pilot.app))
        assert speakers(pilot) == {"the mayor": 1, "Maria Lopez": 1}
        assert "direct   “We had no food" in screen_text(pilot.app)
        assert "reported" in screen_text(pilot.app)


async def test_who_speaks_is_found_out_in_a_thread(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    threads, find_speakers = [], speaking.who_speaks

    def who_speaks(findings: Findings) -> dict[str, list[Span]]:
        threads.append(threading.current_thread())
        return find_speakers(findings)

    monkeypatch.setattr(speaking, "who_speaks", who_speaks)
    async with desk(project) as pilot:
        await pilot.press("enter", "S")
        await wait_for(pilot, lambda: "2 speakers here" in screen_text(pilot.app))
    assert threads
    assert threading.main_thread() not in threads


async def test_enter_goes_to_what_is_said(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "S", "G", "enter")
        pane = reader(pilot.app).active
        assert pane.article
        assert reader(pilot.app).focused is pane
        assert pane.target == span_of(pane.article.text, "“We had no food and no power,”")


async def test_the_speakers_of_all_open_articles_are_listed_together(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "vertical_line")
        await ready(pilot)
        await pilot.press("S", "S")
        await wait_for(pilot, lambda: "in all open articles" in screen_text(pilot.app))
        await wait_for(pilot, lambda: speakers(pilot).get("Maria Lopez") == 2)
        listed = reader(pilot.app).speaker_list
        assert listed
        rows = [row for row in listed.items if row.speaker == "Maria Lopez" and row.kind is not None]
        assert {row.kind for row in rows} == {MentionKind.DIRECT}
        assert len({row.article.article_id for row in rows}) == 2
        await pilot.press("S")
        assert "here" in screen_text(pilot.app)


async def test_the_list_goes_and_makes_room_for_the_annotations(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "S", "escape")
        assert not screen.query(SpeakerList)
        await pilot.press("S", "q")
        assert not screen.query(SpeakerList)
        await pilot.press("S", "L")
        assert screen.query(AnnotationList)
        assert not screen.query(SpeakerList)
        await pilot.press("S")
        assert not screen.query(AnnotationList)
        assert screen.query(SpeakerList)


async def test_speaker_and_saying_words_are_marked_and_hidden_with_the_quotations(project: Project) -> None:
    async with desk(project) as pilot:
        pane = reader(pilot.app).active
        assert pane.article
        marked = {pane.article.text[low:high]: mark for low, high, mark in pane.sources.within(0, 10_000)}
        assert marked == {"the mayor": Mark.SPEAKER, "Maria Lopez": Mark.SPEAKER, "said": Mark.CUE}
        await pilot.press("enter", "quotation_mark")
        assert pane.hidden == CLASSES["quotation"]


async def test_the_name_that_the_article_offers_goes_with_the_annotation(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "S", "G", "enter", "a")
        (judged,) = project.all_annotations()
        assert (judged.status, judged.speaker, judged.cue) == (Status.AGREED, "Maria Lopez", "said")


async def test_enter_goes_to_what_is_said_in_an_article_that_was_corrected(project: Project, folder: Path) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "S")
        await wait_for(pilot, lambda: "2 speakers here" in screen_text(pilot.app))
        await screen._correct(str(folder / "flood.txt"), {"title": "Another"})
        await pilot.press("G", "enter")
        assert screen.active.article
        assert screen.active.target == span_of(screen.active.article.text, "“We had no food and no power,”")
