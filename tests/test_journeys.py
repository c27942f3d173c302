"""Whole mornings of work, from the first key to the table, driven through Textual's Pilot."""

import csv
import re
from pathlib import Path

from piloting import desk, reader, ready, screen_lines, screen_text, type_text, wait_for

from annotations.model import Span, Status
from annotations.project import Project
from tui.cli import main
from tui.screens.dialogs import LineDialog, NoteDialog
from tui.widgets.annotation_list import AnnotationList


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text_of(file: str) -> str:
    return Path(file).read_bytes().decode()


async def test_a_morning_with_the_seeds_ends_in_a_table_of_its_judgements(
    database: Path, seeds: Path, tmp_path: Path
) -> None:
    project = Project.open(database, [seeds], annotator="tester")
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "full_stop", "d", "full_stop", "a", "semicolon")
        article = screen.active.article
        assert article
        disputed, agreed = project.annotations(article.article_id)
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteDialog))
        await type_text(pilot, "two sources agree")
        await pilot.press("ctrl+s", "t")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
        await type_text(pilot, "raqqa")
        await pilot.press("enter", "1")
        await pilot.press("i", "u", "U", "u")
        await wait_for(pilot, lambda: not project.unsaved)
        await pilot.press("q", "q")
        await wait_for(pilot, lambda: not pilot.app.is_running)

    again = Project.open(database, [seeds])
    kept = again.annotations(article.article_id)
    assert [(each.start, each.status, each.note, each.tags) for each in kept] == [
        (disputed.start, "disputed", "", ()),
        (agreed.start, "agreed", "two sources agree", ("raqqa", "figure")),
    ]
    table = tmp_path / "annotations.csv"
    assert main(["export", "--database", str(database), "-o", str(table)]) == 0
    rows = rows_of(table)
    assert [(row["status"], row["note"], row["tags"], row["annotator"]) for row in rows] == [
        ("disputed", "", "", "tester"),
        ("agreed", "two sources agree", "raqqa;figure", "tester"),
    ]
    for row in rows:
        text = text_of(row["article_file"])
        assert text[int(row["start"]) : int(row["end"])] == row["quote"] != ""
        assert row["quote"] in row["sentence"]


async def test_judgements_are_there_again_after_a_restart(project: Project, folder: Path, database: Path) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", *["full_stop"] * 4, "d")
        await wait_for(pilot, lambda: not project.unsaved)
    async with desk(Project.open(database, [folder])) as pilot:
        await wait_for(pilot, lambda: "✗" in screen_text(pilot.app))
        await wait_for(pilot, lambda: reader(pilot.app).project.summaries[0].judged == 1)


async def test_each_status_has_its_key_and_0_takes_it_back(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "full_stop")
        article = screen.active.article
        assert article
        for key, status, sign in (
            ("a", "agreed", "✓"),
            ("d", "disputed", "✗"),
            ("i", "unclear", "?"),
            ("p", "context", "~"),
        ):
            await pilot.press(key)
            assert [each.status for each in project.annotations(article.article_id)] == [status]
            await wait_for(pilot, lambda status=status, sign=sign: f"{sign} {status}" in screen_lines(pilot.app)[-1])
        await pilot.press("0")
        assert project.annotations(article.article_id) == ()


async def test_a_sentence_without_a_mention_is_judged_as_a_claim(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "G", "right_parenthesis", "d")
        article = screen.active.article
        assert article
        (kept,) = project.annotations(article.article_id)
        assert kept.exact == "Nobody knows how many sheep were lost."
        assert kept.kind == "claim"


async def test_a_note_left_with_escape_is_as_it_was(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop", "semicolon")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteDialog))
        await type_text(pilot, "never")
        await pilot.press("escape")
        assert not list(project.all_annotations())


async def test_a_tag_left_with_escape_or_empty_changes_nothing(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop")
        for last in ("escape", "enter"):
            await pilot.press("t")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
            await pilot.press(last)
        assert not list(project.all_annotations())


async def test_backspace_deletes_and_undo_brings_back(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop", "d", "backspace")
        assert not list(project.all_annotations())
        await pilot.press("backspace", "u")
        assert [each.status for each in project.all_annotations()] == ["disputed"]


async def test_undo_and_redo_say_when_there_is_nothing(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop")
        await wait_for(pilot, lambda: "number: 3" in screen_lines(pilot.app)[-1])
        await pilot.press("u")
        await wait_for(pilot, lambda: "nothing to undo" in screen_text(pilot.app).lower())
        await pilot.press("U")
        await wait_for(pilot, lambda: re.search("nothing to redo|make again", screen_text(pilot.app).lower()))


async def test_undo_goes_back_to_the_article_it_happened_in(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await wait_for(pilot, lambda: screen.project.summaries[0].article_id)
        await pilot.press("enter", "full_stop", "d", "right_square_bracket")
        await wait_for(pilot, lambda: screen.active.article and screen.active.article.file.endswith("letter.txt"))
        await pilot.press("u")
        await wait_for(pilot, lambda: screen.active.article and screen.active.article.file.endswith("flood.txt"))
        assert not list(project.all_annotations())


async def test_undo_goes_to_the_pane_that_shows_the_article(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "full_stop", "d", "vertical_line")
        await wait_for(pilot, lambda: len(screen.panes) == 2)
        assert screen.active is screen.panes[1]
        await pilot.press("u")
        assert screen.active is screen.panes[0]


async def test_the_same_article_in_two_panes_shows_the_judgement_in_both(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "vertical_line")
        await wait_for(pilot, lambda: len(screen.panes) == 2 and screen.panes[1].findings is not None)
        await pilot.press("left_square_bracket")
        await wait_for(pilot, lambda: screen.panes[1].article == screen.panes[0].article)
        await ready(pilot)
        await pilot.press("full_stop", "d")
        assert [len(pane.annotations) for pane in screen.panes] == [1, 1]


async def test_the_list_of_annotations_goes_to_each_of_them(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        pane = screen.active
        await pilot.press("enter", "full_stop", "d", "full_stop", "full_stop", "a", "g", "L")
        await wait_for(pilot, lambda: isinstance(screen.focused, AnnotationList))
        await wait_for(pilot, lambda: "2 annotations" in screen_text(pilot.app))
        await pilot.press("j", "enter")
        await wait_for(pilot, lambda: pane.has_focus)
        assert pane.cursor == pane.annotations[1].start
        await pilot.press("q")
        await wait_for(pilot, lambda: not screen.query(AnnotationList))


async def test_an_article_is_marked_as_read_and_as_unread(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "r")
        await wait_for(pilot, lambda: project.summaries[0].read)
        await pilot.press("r")
        await wait_for(pilot, lambda: not project.summaries[0].read)


async def test_the_library_holds_every_article_again_after_a_restart(database: Path) -> None:
    project = Project.open(database, annotator="tester")
    files = [each.file for each in project.summaries]
    async with desk(project) as pilot:
        await wait_for(pilot, lambda: all(each.checkable >= 0 for each in project.summaries))
        await pilot.press("ctrl+q")
        await wait_for(pilot, lambda: not pilot.app.is_running)
    project.close()
    again = Project.open(database)
    assert [each.file for each in again.summaries] == files


async def test_what_another_window_saved_is_shown(project: Project, folder: Path, database: Path) -> None:
    async with desk(project) as pilot:
        other = Project.open(database, [folder], annotator="another")
        article = other.read(other.summaries[0].file)
        start = article.text.index("4.5 metres")
        other.judge(article, Span(start, start + 10), Status.DISPUTED)
        other.save()
        await wait_for(pilot, lambda: "✗" in screen_text(pilot.app))
        other.close()
