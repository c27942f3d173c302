"""Who is named, on the screen, and the way to the reader's own aliases."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from making import articles_in, span_of
from piloting import desk, reader, screen_text, wait_for
from textual.pilot import Pilot
from textual.widgets import Label

from annotations.model import Status
from annotations.project import Project
from tui.screens.names_dialog import NamesDialog
from tui.screens.occurrences_dialog import OccurrencesDialog
from tui.settings import Settings

FIRST = """Water in Riverton

They saw Raqqa on Monday, and the Water Board came to Raqqa with Umar Alush.
"""
SECOND = """Water elsewhere

Oumar Aloush was in Raqa, not in Raqqah; the Board of Water left Raqqa.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return articles_in(tmp_path / "articles", {"first.txt": FIRST, "second.txt": SECOND})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(aliases=tmp_path / "config" / "aliases.txt")


def rows(pilot: Pilot[None]) -> set[str]:
    """The rows of the list of names, without how often."""
    dialog = pilot.app.screen
    assert isinstance(dialog, NamesDialog)
    parts = [dialog.names.parts(item, 64)[0] for item in dialog.names.items]
    return {" ".join("".join(text for text, _ in row).split()[1:]) for row in parts}


async def named(pilot: Pilot[None]) -> None:
    await pilot.press("K")
    await wait_for(pilot, lambda: "names in 2 articles" in screen_text(pilot.app))


async def test_the_names_are_listed_and_enter_goes_to_a_form(project: Project, settings: Settings) -> None:
    async with desk(project, settings=settings) as pilot:
        await named(pilot)
        assert rows(pilot) >= {"Raqqa", "Raqa spelling", "Raqqah spelling", "Umar Alush spelling", "Water Board"}
        assert "no aliases in" in screen_text(pilot.app)
        dialog = pilot.app.screen
        assert isinstance(dialog, NamesDialog)
        places = [number for number, row in enumerate(dialog.names.items) if row.form and row.form.text == "Raqqah"]
        dialog.names.put_cursor_on(places[0])
        await pilot.press("enter")
        await wait_for(pilot, lambda: len(reader(pilot.app).panes) == 2)
        pane = reader(pilot.app).panes[1]
        await wait_for(pilot, lambda: pane.article and pane.article.text[pane.cursor :].startswith("Raqqah;"))


async def test_a_name_without_other_forms_is_gone_to_as_well_and_escape_stays(
    project: Project, settings: Settings
) -> None:
    async with desk(project, settings=settings) as pilot:
        await named(pilot)
        await pilot.press("escape", "K")
        await wait_for(pilot, lambda: "names in 2 articles" in screen_text(pilot.app))
        assert isinstance(pilot.app.screen, NamesDialog)
        await pilot.press("enter")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        pane = reader(pilot.app).panes[0]
        await wait_for(pilot, lambda: pane.article and pane.article.text[pane.cursor :].startswith("Raqqa on"))


async def test_aliases_written_in_the_editor_hold_at_once_and_what_is_wrong_is_told(
    project: Project, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "Water Board = Board of Water; WB\\nnonsense\n" >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    async with desk(project, settings=settings) as pilot:
        monkeypatch.setattr(pilot.app, "suspend", nullcontext)
        await named(pilot)
        assert "Board of Water" in rows(pilot)
        await pilot.press("e")
        await wait_for(pilot, lambda: "Board of Water your alias, line 3" in rows(pilot))
        shown = str(pilot.app.screen.query_one("#aliases", Label).content)
        assert f"{settings.aliases}, line 4: “nonsense” is not understood" in shown
        assert "in none of these articles: WB (line 3)" in shown
        assert settings.aliases.read_text().startswith("# Who is one")


async def test_without_an_editor_it_is_said_how_to_get_one(
    project: Project, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    async with desk(project, settings=settings) as pilot:
        await named(pilot)
        await pilot.press("e")
        await wait_for(pilot, lambda: "Set the variable EDITOR" in screen_text(pilot.app))
        assert not settings.aliases.exists()


async def test_a_file_that_cannot_be_made_is_told(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    (tmp_path / "file").touch()
    async with desk(project, settings=Settings(aliases=tmp_path / "file" / "aliases.txt")) as pilot:
        await named(pilot)
        await pilot.press("e")
        await wait_for(pilot, lambda: "cannot be written: " in screen_text(pilot.app))


async def test_the_same_is_said_where_names_are_spelt_otherwise(project: Project, settings: Settings) -> None:
    async with desk(project, settings=settings) as pilot:
        pane = reader(pilot.app).active
        assert pane.article
        pane.focus()
        span = span_of(pane.article.text, "Raqqa")
        pane.go_to(span.start)
        await pilot.press("v", "d", "asterisk")
        assert project.annotation_on(pane.article, span)
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, OccurrencesDialog))
        await wait_for(pilot, lambda: "4 more found; 2 of 2 articles searched" in screen_text(pilot.app))
        told = str(pilot.app.screen.query_one("#looked", Label).content)
        assert told.endswith("2 spelt otherwise (≈): Raqa, Raqqah")
        spelt = [row for row in screen_text(pilot.app).splitlines() if ">  second           ≈ " in row]
        assert len(spelt) == 2
        await pilot.press("enter")
        await wait_for(pilot, lambda: len(list(project.all_annotations())) == 5)
        assert {each.exact for each in project.all_annotations()} == {"Raqqa", "Raqa", "Raqqah"}
        assert {each.status for each in project.all_annotations()} == {Status.DISPUTED}


@pytest.mark.parametrize("size", [(80, 24), (20, 5)])
async def test_the_names_are_there_on_a_small_screen(
    project: Project, settings: Settings, size: tuple[int, int]
) -> None:
    async with desk(project, size=size, settings=settings) as pilot:
        await pilot.press("K")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NamesDialog) and pilot.app.screen.names.items)
        assert "Raqqa" in rows(pilot)
        await pilot.press("G", "K")
        assert pilot.app.screen is reader(pilot.app)


async def test_a_list_longer_than_its_dialog_scrolls_one_way_only(database: Path, seeds: Path) -> None:
    async with desk(Project.open(database, [seeds]), (80, 24)) as pilot:
        await pilot.press("K")
        await wait_for(pilot, lambda: "names in 5 articles" in screen_text(pilot.app))
        dialog = pilot.app.screen
        assert isinstance(dialog, NamesDialog)
        await wait_for(pilot, lambda: dialog.names.show_vertical_scrollbar)
        assert not dialog.names.show_horizontal_scrollbar
