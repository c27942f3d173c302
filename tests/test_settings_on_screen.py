"""What settings do to the screen: keys, words, signs, themes, warnings."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from piloting import alone, desk, reader, screen_lines, screen_text, type_text, wait_for
from real_terminal import NEWSREADER, Terminal
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widgets import Input

from annotations.model import Annotation, Status
from annotations.project import Project
from tui.app import NewsreaderApp, PlainScrollBar
from tui.screens.dialogs import LineDialog, NoteDialog
from tui.settings import Settings, StatusLook
from tui.themes import textual_theme
from tui.widgets import glyphs
from tui.widgets.status_line import StatusLine

ARTICLE = """Flood in the valley

The flood killed 12 people and cost $30 million. "We lost everything," the mayor Ann Lee said.

Some 40 houses were gone.
"""


@pytest.fixture(autouse=True)
def _unicode_again() -> Iterator[None]:
    yield
    glyphs.use("unicode")
    ScrollBar.renderer = ScrollBarRender


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    (place / "flood.txt").write_text(ARTICLE, encoding="utf-8")
    return place


@pytest.fixture
def project(folder: Path, database: Path) -> Project:
    return Project.open(database, [folder], annotator="tester")


def judged(project: Project) -> list[Annotation]:
    return sorted(project.all_annotations(), key=lambda each: each.start)


async def test_a_key_that_was_moved_judges_and_the_old_one_does_not(project: Project) -> None:
    settings = Settings(keys={"claim.dispute": ("x",), "mention.next": ("tab", "ctrl+n"), "history.undo": ("D",)})
    async with desk(project, settings=settings) as pilot:
        await pilot.press("enter", "tab", "d")
        assert judged(project) == []
        await pilot.press("x")
        assert [each.status for each in judged(project)] == [Status.DISPUTED]
        await pilot.press("ctrl+n", "x")
        assert len(judged(project)) == 2
        await pilot.press("D", "u")
        await wait_for(pilot, lambda: len(judged(project)) == 1)


async def test_keys_may_be_swapped(project: Project) -> None:
    async with desk(project, settings=Settings(keys={"claim.agree": ("d",), "claim.dispute": ("a",)})) as pilot:
        await pilot.press("enter", "full_stop", "a", "full_stop", "d")
        assert {each.status for each in judged(project)} == {Status.DISPUTED, Status.AGREED}
        assert judged(project)[0].status is Status.DISPUTED


async def test_an_id_of_several_lists_is_moved_in_all_of_them(project: Project) -> None:
    async with desk(project, settings=Settings(keys={"list.down": ("x",)})) as pilot:
        await pilot.press("enter", "full_stop", "a", "full_stop", "a", "L", "x")
        annotation_list = reader(pilot.app).annotation_list
        assert annotation_list
        assert annotation_list.cursor == 1


async def test_help_and_palette_tell_the_keys_in_force(project: Project) -> None:
    settings = Settings(keys={"claim.dispute": ("x",), "app.help": ("f2",)})
    async with desk(project, (160, 140), settings=settings) as pilot:
        assert screen_lines(pilot.app)[-1].endswith("f2 help ")
        await pilot.press("enter", "f2")
        await wait_for(pilot, lambda: re.search(r"\bx Disputed The passage is wrong", screen_text(pilot.app)))
        await pilot.press("f2", "colon")
        await wait_for(pilot, lambda: isinstance(pilot.app.focused, Input))
        await type_text(pilot, "disputed")
        await wait_for(pilot, lambda: "contested (x)" in screen_text(pilot.app))


async def test_a_letter_that_does_something_is_still_typed_in_a_dialog(project: Project) -> None:
    settings = Settings(keys={"app.help": ("x",), "history.undo": ("e",), "note.keep": ("ctrl+r",)})
    async with desk(project, settings=settings) as pilot:
        await pilot.press("enter", "full_stop", "semicolon")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteDialog))
        await type_text(pilot, "exit")
        await pilot.press("ctrl+r")
        await wait_for(pilot, lambda: [each.note for each in judged(project)] == ["exit"])


async def test_the_keymap_of_prodigy_accepts_rejects_ignores_and_undoes(project: Project) -> None:
    async with desk(project, settings=Settings(keymap="prodigy")) as pilot:
        await pilot.press("enter", "space", "a", "space", "space", "x")
        assert [each.status for each in judged(project)] == [Status.AGREED, Status.DISPUTED]
        await pilot.press("backspace")
        await wait_for(pilot, lambda: [each.status for each in judged(project)] == [Status.AGREED])
        await pilot.press("comma", "comma", "X")
        assert judged(project) == []


async def test_tags_of_the_settings_are_behind_their_numbers(project: Project) -> None:
    async with desk(project, settings=Settings(tags=("deaths", "money"))) as pilot:
        await pilot.press("enter", "full_stop", "2", "3")
        assert [each.tags for each in judged(project)] == [("money",)]
        await pilot.press("t")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
        await pilot.press("d", "right", "enter")
        assert [each.tags for each in judged(project)] == [("money", "deaths")]


async def test_a_status_is_called_what_the_reader_calls_it_and_stored_as_it_is(project: Project) -> None:
    settings = Settings(statuses={"disputed": StatusLook("false", "!")})
    async with desk(project, settings=settings) as pilot:
        await pilot.press("enter", "full_stop", "d")
        await wait_for(pilot, lambda: "! false · " in screen_lines(pilot.app)[-1])
        assert any("!" in line for line in screen_lines(pilot.app)[:-1])
        await pilot.press("L")
        await wait_for(pilot, lambda: "  false " in screen_text(pilot.app))
        assert judged(project)[0].status is Status.DISPUTED


async def test_with_ascii_everything_that_the_program_draws_is_ascii(project: Project) -> None:
    async with desk(project, (100, 12), settings=Settings(glyphs="ascii")) as pilot:
        await pilot.press("enter", "full_stop", "d", "L")
        await wait_for(pilot, lambda: "x disputed - " in screen_text(pilot.app))
        assert screen_text(pilot.app).isascii()
        await pilot.press("semicolon", "escape", "q", "t")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
        assert screen_text(pilot.app).isascii()
        assert ScrollBar.renderer is PlainScrollBar


@pytest.mark.parametrize(("name", "theme"), [("light", "textual-light"), ("dark", "textual-dark"), ("nord", "nord")])
async def test_the_theme_is_that_of_the_settings(project: Project, name: str, theme: str) -> None:
    async with desk(project, settings=Settings(theme=name)) as pilot:
        assert pilot.app.theme == theme


async def test_what_is_wrong_is_told_at_the_start_without_markup(project: Project) -> None:
    async with desk(
        project, settings=Settings(warnings=("file:3: there is no [bold]\x1b.", "file:4: nor this."))
    ) as pilot:
        told = [note.message for note in pilot.app._notifications if note.severity == "warning"]
        assert told == ["file:3: there is no [bold]␛.", "file:4: nor this."]
        assert "there is no [bold]" in screen_text(pilot.app)


async def test_of_many_wrong_settings_the_screen_tells_a_few_and_where_the_rest_is(project: Project) -> None:
    wrong = tuple(f"file:{line}: wrong." for line in range(1, 7))
    for warnings, shown in (
        (wrong[:4], [*wrong[:4]]),
        (wrong, [*wrong[:3], "3 more things are wrong: `newsreader config` tells all."]),
    ):
        async with desk(project, settings=Settings(warnings=warnings)) as pilot:
            assert [note.message for note in pilot.app._notifications if note.severity == "warning"] == shown


def colours(output: bytes) -> set[bytes]:
    """The numbers of every colour that was sent, without the terminal's own two."""
    sent = {number for found in re.findall(rb"\x1b\[([0-9;]*)m", output) for number in found.split(b";")}
    return {number for number in sent if re.fullmatch(rb"[349][0-8]|10[0-7]", number)}


async def test_an_empty_no_color_counts_for_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with desk(project) as pilot:
        assert not pilot.app.no_color
        assert not pilot.app.ansi_color
        assert pilot.app.theme == textual_theme(Settings().theme)


def test_no_color_sends_no_colour_and_every_state_is_told_apart(folder: Path, database: Path) -> None:
    command = (*NEWSREADER, "--database", str(database), str(folder))
    with Terminal(command, (80, 24), {"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("0/3")
        terminal.type("\r.")
        terminal.wait_for("number: 12")
        assert {(cell.bold, cell.reverse) for cell in cells_of(terminal, "12 people", 2)} == {(True, True)}
        assert {(cell.bold, cell.reverse) for cell in cells_of(terminal, "$30 million", 11)} == {(True, False)}
        assert {cell.italics for cell in cells_of(terminal, "We lost", 7)} == {True}
        terminal.type("d")
        terminal.wait_for("✗ disputed")
        assert {cell.underscore for cell in cells_of(terminal, "12 people", 2)} == {True}
        terminal.type("E")
        terminal.wait_for("annotations.csv")
        terminal.type("\x1b[D")
        terminal.wait_until(lambda: [cell.reverse for cell in cells_of(terminal, "annotations.csv", 15)][-1])
        terminal.type("\x1b")
        terminal.wait_until(lambda: "annotations.csv" not in terminal.text)
        terminal.type("qq")
        assert terminal.exit_status() == 0
        assert colours(terminal.output) == set()


def cells_of(terminal: Terminal, text: str, count: int) -> list[Any]:
    """The cells of the screen in which the first characters of a text stand."""
    row = next(number for number, line in enumerate(terminal.lines) if text in line)
    column = terminal.lines[row].index(text)
    return [terminal._emulator.buffer[row][column + each] for each in range(count)]


def test_settings_of_the_project_hold_in_a_real_terminal(folder: Path, database: Path) -> None:
    (folder / "newsreader.toml").write_text(
        f'database = "{database}"\nannotator = "anna"\nglyphs = "ascii"\nthme = "light"\n[keys]\nclaim.dispute = "x"\n'
    )
    with Terminal((*NEWSREADER, "."), (100, 30), {"NEWSREADER_ANNOTATOR": ""}, folder) as terminal:
        terminal.wait_for("newsreader.toml:4")
        terminal.type("\r.x")
        terminal.wait_for("x disputed")
        terminal.type("qq")
        assert terminal.exit_status() == 0
    (annotation,) = judged(Project.open(database, [folder], read_only=True))
    assert (annotation.status, annotation.annotator) == (Status.DISPUTED, "anna")


async def test_the_status_line_is_cut_with_the_sign_in_force() -> None:
    status = StatusLine()
    async with alone(status, (40, 3)):
        status.tell(place="a" * 60)
        assert "…" in status.render_line(0).text
        glyphs.use("ascii")
        assert "a>" in status.render_line(0).text


def test_the_app_has_the_defaults_where_no_settings_are_given(project: Project) -> None:
    assert NewsreaderApp(project).settings == Settings()
