"""Keys typed ahead: what is typed in one burst does what it does when it is typed slowly."""

from pathlib import Path

import pytest
from piloting import desk, wait_for
from real_terminal import NEWSREADER, Terminal
from textual import events
from textual.app import App
from textual.widgets import Input

from annotations.model import Annotation
from annotations.project import Project
from tui.in_turn import InTurnApp

_NAMES = {"/": "slash", ";": "semicolon", ".": "full_stop", " ": "space"}
_NAMES |= {"\r": "enter", "\x13": "ctrl+s", "\x1b": "escape"}


@pytest.fixture
def project(seeds: Path, database: Path) -> Project:
    return Project.open(database, [seeds], annotator="tester")


def type_at_once(app: App[None], typed: str) -> None:
    """Type without a moment between two keys."""
    for letter in typed:
        app.post_message(events.Key(_NAMES.get(letter, letter), letter if letter.isprintable() else None))


def said(project: Project) -> list[tuple[str, str, tuple[str, ...]]]:
    """Status, note and tags of each annotation, in the order of the text."""
    return [(each.status or "", each.note, each.tags) for each in sorted(project.all_annotations(), key=_place)]


def _place(annotation: Annotation) -> tuple[str, int]:
    return annotation.article_id, annotation.start


def lines(app: App[None]) -> list[str]:
    """What stands in the lines to type in."""
    return [each.value for each in app.screen.query(Input)]


@pytest.mark.parametrize("opens", ["/", "F"])
async def test_a_word_to_look_for_is_typed_in_one_burst(project: Project, opens: str) -> None:
    async with desk(project) as pilot:
        type_at_once(pilot.app, f"\r{opens}zebra dad")
        await wait_for(pilot, lambda: lines(pilot.app) == ["zebra dad"])
        assert said(project) == []


async def test_a_note_a_tag_and_judgements_are_typed_in_one_burst(project: Project) -> None:
    async with desk(project) as pilot:
        type_at_once(pilot.app, "\r.d;data from a raid\x13.atbad data\r.a;a\x1b\x1bd")
        await wait_for(pilot, lambda: len(said(project)) == 3 and said(project)[2][0] == "disputed")
    expected = [("disputed", "data from a raid", ()), ("agreed", "", ("bad data",)), ("disputed", "", ())]
    assert said(project) == expected


async def test_what_is_pasted_behind_a_key_goes_where_the_key_leads(project: Project) -> None:
    async with desk(project) as pilot:
        type_at_once(pilot.app, "\r/")
        pilot.app.post_message(events.Paste("a dad"))
        type_at_once(pilot.app, "da")
        await wait_for(pilot, lambda: lines(pilot.app) == ["a dadda"])
        assert said(project) == []


async def test_a_key_whose_widget_is_lost_keeps_none_from_its_turn(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "slash")
        field = pilot.app.screen.query_one(Input)
        post = field.post_message
        lost = []
        monkeypatch.setattr(
            field, "post_message", lambda each: lost.append(each) if isinstance(each, InTurnApp.Passed) else post(each)
        )
        type_at_once(pilot.app, "dad")
        await wait_for(pilot, lambda: lines(pilot.app) == ["dad"])
        assert lost


def test_a_burst_in_a_real_terminal(database: Path) -> None:
    with Terminal([*NEWSREADER, "--database", str(database)], (100, 30)) as terminal:
        terminal.wait_for("KOBANE/BEIRUT")
        terminal.type("\rd/zebra dad")
        terminal.wait_for("Search zebra dad")
        terminal.type("\x1b")
        terminal.wait_until(lambda: "Search" not in terminal.text)
        terminal.type(";a dad\x13qq")
        assert terminal.exit_status() == 0
    project = Project.open(database, [])
    assert said(project) == [("disputed", "a dad", ())]
    project.close()
