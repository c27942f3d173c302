"""Whole mornings of work, from the first key to the table, driven through Textual's Pilot."""

import csv
import os
import re
from pathlib import Path

import pytest
from making import HOSTILE, REPORT, MemoryStore
from piloting import desk, reader, ready, screen_lines, screen_text, type_text, wait_for
from textual.events import Key
from textual.widgets import Input

from annotations.model import Span, Status
from annotations.project import Project
from tui.app import NewsreaderApp
from tui.cli import main
from tui.screens.dialogs import ChoiceDialog, LineDialog, NoteDialog
from tui.screens.export_dialog import ExportDialog
from tui.widgets.annotation_list import AnnotationList
from tui.widgets.prompt import Prompt
from tui.widgets.wrapping import printable

NOT_WITHOUT_ARTICLE = (
    "j", "G", "space", "full_stop", "d", "1", "t", "semicolon", "r", "n", "h", "backspace", "u", "escape",
    "right_parenthesis", "left_parenthesis", "left_curly_bracket", "right_square_bracket",
)  # fmt: skip
"""Keys that do nothing in a pane that shows no article, and no harm."""

LETTER = """Letter from the coast

The harbour froze for 12 days. The 40 boats lay still.
"""


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def text_of(file: str) -> str:
    return Path(file).read_bytes().decode()


def files_in(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.iterdir())]


def pane_colours(app: NewsreaderApp) -> set[str]:
    return {str(segment.style) for segment in reader(app).active.render_line(2)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two short articles."""
    place = tmp_path / "articles"
    place.mkdir()
    (place / "flood.txt").write_text(REPORT, encoding="utf-8")
    (place / "letter.txt").write_text(LETTER, encoding="utf-8")
    return place


@pytest.fixture
def project(folder: Path, database: Path) -> Project:
    return Project.open(database, [folder], annotator="tester")


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


async def test_there_is_room_for_four_panes_and_q_closes_them_one_by_one(seeds: Path, database: Path) -> None:
    async with desk(Project.open(database, [seeds])) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter")
        for count in (2, 3, 4):
            await pilot.press("vertical_line")
            await wait_for(pilot, lambda count=count: len(screen.panes) == count)
        await pilot.press("vertical_line")
        await wait_for(pilot, lambda: "There is room for 4 panes." in screen_text(pilot.app))
        files = [pane.article.file for pane in screen.panes if pane.article]
        assert len(set(files)) == 4
        for count in (3, 2, 1):
            await pilot.press("q")
            await wait_for(pilot, lambda count=count: len(screen.panes) == count)


async def test_split_rings_where_every_article_is_on_screen(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "vertical_line")
        await wait_for(pilot, lambda: len(screen.panes) == 2)
        await pilot.press("vertical_line")
        assert len(screen.panes) == 2


async def test_the_first_pane_can_be_closed_too(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("enter", "vertical_line")
        await wait_for(pilot, lambda: len(screen.panes) == 2)
        staying = screen.panes[1]
        screen.set_focus(screen.panes[0])
        await pilot.press("q")
        await wait_for(pilot, lambda: screen.panes == [staying])
        assert screen.active is staying


async def test_zoom_hides_the_list_and_q_brings_it_back(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await pilot.press("z")
        await wait_for(pilot, lambda: not screen.articles.region)
        assert screen.focused is screen.active
        await pilot.press("q")
        await wait_for(pilot, lambda: screen.articles.region)


async def test_the_filter_follows_the_typing_and_escape_undoes_it(project: Project) -> None:
    async with desk(project) as pilot:
        articles = reader(pilot.app).articles
        await pilot.press("F")
        await type_text(pilot, "letter")
        await wait_for(pilot, lambda: list(articles.shown) == [1])
        await pilot.press("enter")
        await wait_for(pilot, lambda: articles.has_focus)
        await pilot.press("F")
        await wait_for(pilot, lambda: isinstance(pilot.app.focused, Input) and pilot.app.focused.value == "letter")
        await pilot.press("escape")
        await wait_for(pilot, lambda: list(articles.shown) == [0, 1] and articles.has_focus)


async def test_the_next_article_is_that_of_the_filtered_list(seeds: Path, database: Path) -> None:
    async with desk(Project.open(database, [seeds])) as pilot:
        screen = reader(pilot.app)
        await pilot.press("F", "0", "0", "3", "enter")
        await wait_for(pilot, lambda: len(screen.articles.shown) == 1)
        await pilot.press("right_square_bracket")
        await wait_for(pilot, lambda: screen.active.article and "003_" in screen.active.article.file)
        await pilot.press("right_square_bracket", "left_square_bracket")
        assert screen.active.article
        assert "003_" in screen.active.article.file


async def test_search_moves_to_the_words_and_n_goes_round(project: Project) -> None:
    async with desk(project) as pilot:
        pane = reader(pilot.app).active
        await pilot.press("enter", "slash")
        await type_text(pilot, "the")
        assert pane.article
        first = pane.article.text.lower().index("the", pane.cursor)
        await wait_for(pilot, lambda: pane.cursor == first)
        await pilot.press("enter")
        await wait_for(pilot, lambda: pane.has_focus)
        places = [match.start() for match in re.finditer("the", pane.article.text.lower())]
        for key, step in (("n", 1), ("n", 2), ("N", 1), ("N", 0), ("N", -1), ("N", -2), ("n", -1), ("n", 0)):
            await pilot.press(key)
            assert pane.cursor == places[(places.index(first) + step) % len(places)]


async def test_a_search_left_with_escape_goes_back_to_where_it_began(project: Project) -> None:
    async with desk(project) as pilot:
        pane = reader(pilot.app).active
        await pilot.press("enter", "full_stop", "full_stop")
        before = pane.cursor
        await pilot.press("slash")
        await type_text(pilot, "sheep")
        await wait_for(pilot, lambda: pane.cursor != before)
        await pilot.press("escape")
        await wait_for(pilot, lambda: pane.has_focus)
        assert (pane.cursor, pane.pattern) == (before, None)


async def test_a_search_that_finds_nothing_says_so(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "slash")
        await type_text(pilot, "zebr")
        for _ in range(20):  # what the cursor is on may be told just then
            await pilot.press("a")
            if "not found: zebra" in screen_text(pilot.app):
                return
        raise AssertionError(screen_text(pilot.app))


async def test_a_new_question_takes_the_place_of_the_one_before(project: Project) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        await screen.action_search()
        await screen.action_filter()
        await wait_for(pilot, lambda: [each.purpose for each in screen.query(Prompt)] == ["filter"])


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


async def test_export_from_the_screen_says_what_was_written(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop", "d", "E")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
        await pilot.press("enter")
        table = tmp_path / "annotations.csv"
        await wait_for(pilot, lambda: f"1 annotations written to {table}" in screen_text(pilot.app))
        assert [row["status"] for row in rows_of(table)] == ["disputed"]


async def test_export_asks_before_it_replaces_a_file(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "annotations.csv"
    table.write_text("precious")
    async with desk(project) as pilot:
        for answers, content in ((("down", "enter"), "precious"), (("enter",), "annotation_id")):
            await pilot.press("E")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
            await pilot.press(*answers)
            await wait_for(pilot, lambda content=content: table.read_text().startswith(content))
        assert "precious" not in table.read_text()


async def test_an_export_that_cannot_be_written_says_why(project: Project, tmp_path: Path) -> None:
    async with desk(project) as pilot:
        await pilot.press("E")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
        pilot.app.screen.query_one("#file", Input).value = str(tmp_path / "no folder" / "a.csv")
        await pilot.press("enter")
        await wait_for(pilot, lambda: "there is no such folder" in screen_text(pilot.app))
        (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
        pilot.app.screen.query_one("#file", Input).value = str(tmp_path / "a.csv")
        await pilot.press("enter")
        await wait_for(pilot, lambda: "is a link" in screen_text(pilot.app))


async def test_an_export_left_with_escape_writes_nothing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with desk(project) as pilot:
        await pilot.press("E")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
        await pilot.press("escape")
        await pilot.pause()
    assert not (tmp_path / "annotations.csv").exists()


async def test_ctrl_s_says_when_and_where_it_was_saved(project: Project, database: Path) -> None:
    async with desk(project, size=(160, 40)) as pilot:
        await pilot.press("enter", "ctrl+s")
        await wait_for(pilot, lambda: f"nothing to save yet, in {database}" in screen_text(pilot.app))
        await pilot.press("full_stop", "d")
        await wait_for(pilot, lambda: not project.unsaved and reader(pilot.app)._saved_at)
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "saved at " in screen_text(pilot.app))


async def test_a_disk_that_refuses_keeps_the_change_and_is_tried_again(folder: Path) -> None:
    store = MemoryStore()
    project = Project(store, files_in(folder))
    async with desk(project) as pilot:
        store.refusing = True
        await pilot.press("enter", "full_stop", "d")
        await wait_for(pilot, lambda: "not saved: memory.json: the disk is full." in screen_lines(pilot.app)[-1])
        assert project.unsaved
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "changes not saved yet" in screen_text(pilot.app))
        store.refusing = False
        reader(pilot.app)._save_again()
        await wait_for(pilot, lambda: screen_lines(pilot.app)[-1].startswith(" saved"))
        assert store.writes == 1
        reader(pilot.app)._save_again()
        assert not project.unsaved


async def test_the_status_line_says_unsaved_until_the_disk_has_it(folder: Path) -> None:
    store = MemoryStore()
    project = Project(store, files_in(folder))
    async with desk(project) as pilot:
        store.gate.clear()
        await pilot.press("enter", "full_stop", "d")
        await wait_for(pilot, lambda: screen_lines(pilot.app)[-1].startswith(" unsaved"))
        await pilot.press("full_stop", "a")  # changed while the first change is being written
        store.gate.set()
        await wait_for(pilot, lambda: screen_lines(pilot.app)[-1].startswith(" saved"))
        assert {each.status for each in store.annotations()} == {"disputed", "agreed"}


async def test_leaving_waits_for_the_disk(folder: Path) -> None:
    store = MemoryStore()
    project = Project(store, files_in(folder))
    async with desk(project) as pilot:
        store.gate.clear()
        await pilot.press("enter", "full_stop", "d", "q", "q")
        assert pilot.app.is_running
        store.gate.set()
        await wait_for(pilot, lambda: not pilot.app.is_running)
    assert len(list(store.annotations())) == 1


async def test_leaving_with_a_disk_that_refuses_asks_what_to_do(folder: Path) -> None:
    store = MemoryStore()
    project = Project(store, files_in(folder))
    async with desk(project) as pilot:
        store.refusing = True
        await pilot.press("enter", "full_stop", "d", "q")
        for answer in (("enter",), ("escape",), ("down", "enter"), ("down", "down", "enter")):
            await wait_for(pilot, lambda: not reader(pilot.app)._saving)
            if not isinstance(pilot.app.screen, ChoiceDialog):
                await pilot.press("q")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
            assert "are not saved" in screen_text(pilot.app)
            assert pilot.app.is_running
            await pilot.press(*answer)
        await wait_for(pilot, lambda: not pilot.app.is_running)
    assert project.unsaved


async def test_ctrl_q_over_a_dialog_does_not_lose_unsaved_work(folder: Path) -> None:
    store = MemoryStore()
    project = Project(store, files_in(folder))
    async with desk(project) as pilot:
        store.refusing = True
        await pilot.press("enter", "full_stop", "d", "semicolon")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteDialog))
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app.is_running
        store.refusing = False


async def test_ctrl_q_leaves_from_the_text(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "ctrl+q")
        await wait_for(pilot, lambda: not pilot.app.is_running)


async def test_an_unreadable_file_says_so_in_the_list_and_when_opened(folder: Path, database: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\0\1\2" * 400)
    async with desk(Project.open(database, [folder / "flood.txt", folder / "broken.txt"])) as pilot:
        screen = reader(pilot.app)
        await wait_for(pilot, lambda: screen.articles.items[1].problem)
        await pilot.press("j", "enter")
        await wait_for(pilot, lambda: "is no text: it holds bytes that no text has" in screen_text(pilot.app))
        assert screen.active.article
        assert screen.active.article.file.endswith("flood.txt")


async def test_a_first_file_that_is_unreadable_leaves_the_rest_usable(folder: Path, database: Path) -> None:
    (folder / "a.txt").write_bytes(b"\0\1\2" * 400)
    project = Project.open(database, [folder / "a.txt", folder / "flood.txt"])
    app = NewsreaderApp(project)
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for(pilot, lambda: "is no text" in screen_text(app))
        await pilot.press("z", *NOT_WITHOUT_ARTICLE, "z", "q", "j", "enter")
        await ready(pilot)
        await pilot.press("full_stop", "d")
        assert len(list(project.all_annotations())) == 1


async def test_a_search_in_a_pane_without_an_article_is_left_with_escape(tmp_path: Path, database: Path) -> None:
    async with desk(Project.open(database, [tmp_path])) as pilot:
        await pilot.press("slash", "x", "escape")
        await wait_for(pilot, lambda: reader(pilot.app).active.has_focus)


async def test_a_file_that_vanishes_while_it_is_open_can_still_be_judged(
    project: Project, folder: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with desk(project) as pilot:
        await wait_for(pilot, lambda: all(each.checkable >= 0 for each in reader(pilot.app).articles.items))
        (folder / "flood.txt").unlink()
        (folder / "letter.txt").unlink()
        await pilot.press("enter", "full_stop", "d")
        await wait_for(pilot, lambda: not project.unsaved)
    assert main(["export", "--database", str(database)]) == 0
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert (row["status"], row["article_file"]) == ("disputed", str(folder / "flood.txt"))


async def test_a_file_that_became_shorter_is_shown_without_a_crash(
    project: Project, folder: Path, database: Path
) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", *["full_stop"] * 4, "d")
        await wait_for(pilot, lambda: not project.unsaved)
    (folder / "flood.txt").write_text("Short now\n\nOnly 3 words.\n", encoding="utf-8")
    again = Project.open(database, [folder])
    async with desk(again) as pilot:
        await pilot.press("enter", "full_stop", "a", "L", "enter", "u", "j", "k")
        assert pilot.app.is_running


async def test_an_article_full_of_escape_sequences_and_markup_is_harmless(tmp_path: Path, database: Path) -> None:
    (tmp_path / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    project = Project.open(database, [tmp_path / "hostile.txt"])
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop", "d", "full_stop", "a", "slash", *"words", "enter", "L", "j")
        await wait_for(pilot, lambda: "2 annotations" in screen_text(pilot.app))
        lines = screen_lines(pilot.app)
        assert all(line == printable(line) for line in lines)
        assert any("A line with ␛]0;title␇ and" in line for line in lines)


async def test_the_note_of_a_hostile_passage_is_harmless(tmp_path: Path, database: Path) -> None:
    (tmp_path / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    async with desk(Project.open(database, [tmp_path / "hostile.txt"])) as pilot:
        await pilot.press("enter", "semicolon")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteDialog))
        await pilot.pause()
        assert all(line == printable(line) for line in screen_lines(pilot.app))


async def test_resizing_in_the_middle_keeps_the_text_and_the_cursor(seeds: Path, database: Path) -> None:
    async with desk(Project.open(database, [seeds])) as pilot:
        pane = reader(pilot.app).active
        await pilot.press("enter", *["full_stop"] * 6, "d")
        cursor = pane.cursor
        for size in ((60, 20), (20, 5), (160, 45), (80, 24)):
            await pilot.resize_terminal(*size)
            await wait_for(pilot, lambda size=size: {len(line) for line in screen_lines(pilot.app)} == {size[0]})
            assert len(screen_lines(pilot.app)) == size[1]
            assert pane.cursor == cursor
        await pilot.press("full_stop")
        assert pane.cursor > cursor


async def test_twenty_columns_and_five_rows_are_enough_to_work(seeds: Path, database: Path) -> None:
    project = Project.open(database, [seeds])
    async with desk(project, size=(20, 5)) as pilot:
        await pilot.press("enter", "full_stop", "d", "L", "q", "z", "z", "slash", *"raqqa", "enter", "n", "F", "escape")
        assert len(list(project.all_annotations())) == 1
        await pilot.press("question_mark", "f1")
        assert len(screen_lines(pilot.app)) == 5


async def test_an_empty_project_says_what_to_do(database: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with desk(Project.open(database, [empty])) as pilot:
        await wait_for(pilot, lambda: "There is no article here." in screen_text(pilot.app))
        await pilot.press("enter", "j", "G", "z", *NOT_WITHOUT_ARTICLE, "vertical_line", "slash", "x", "enter", "n")
        await pilot.click("ArticlePane", offset=(6, 2))
        assert pilot.app.is_running


async def test_a_file_that_is_not_utf_8_is_read_with_a_warning(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "caf\u00e9.txt"
    path.write_bytes("Caf\u00e9 closes\n\nThe 3 owners of the caf\u00e9 gave up.\n".encode("cp1252"))
    async with desk(Project.open(database, [path])) as pilot:
        await wait_for(pilot, lambda: "read as Windows-1252" in screen_text(pilot.app))


async def test_an_article_whose_file_name_is_not_utf_8_can_be_judged(tmp_path: Path, database: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(REPORT, encoding="utf-8")
    project = Project.open(database, [tmp_path])
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop", "d")
        await wait_for(pilot, lambda: not project.unsaved, patience=3)


async def test_help_shows_the_keys_and_hides_them_again(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "question_mark")
        await wait_for(pilot, lambda: "One row down" in screen_text(pilot.app))
        await pilot.press("f1")
        await wait_for(pilot, lambda: "One row down" not in screen_text(pilot.app))


async def test_the_command_palette_runs_every_action(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop")
        pilot.app.action_command_palette()
        await wait_for(pilot, lambda: len(pilot.app.screen_stack) == 2)
        await type_text(pilot, "disputed")
        await wait_for(pilot, lambda: "The passage is wrong or contested (d)" in screen_text(pilot.app))
        await pilot.press("enter", "enter")
        await wait_for(pilot, lambda: [each.status for each in project.all_annotations()] == ["disputed"])


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
async def test_the_command_palette_has_two_keys(project: Project, key: str) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", key)
        await wait_for(pilot, lambda: len(pilot.app.screen_stack) == 2, patience=1)


async def test_another_theme_has_other_colours(project: Project) -> None:
    app = NewsreaderApp(project)
    app.theme = "textual-light"
    async with app.run_test() as pilot:
        await ready(pilot)
        before = pane_colours(app)
        app.theme = "textual-dark"
        await wait_for(pilot, lambda: pane_colours(app) != before)


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


async def test_what_happened_to_the_database_is_told(folder: Path) -> None:
    store = MemoryStore()
    store.told = ["The database was put in order."]
    async with desk(Project(store, files_in(folder))) as pilot:
        await wait_for(pilot, lambda: "The database was put in order." in screen_text(pilot.app))


async def test_hiding_numbers_says_how_many_are_hidden(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "number_sign")
        await wait_for(pilot, lambda: re.search(r"[1-9]\d* mentions hidden", screen_text(pilot.app)))
        await pilot.press("number_sign")
        await wait_for(pilot, lambda: "All mentions shown" in screen_text(pilot.app))


async def test_keys_typed_ahead_find_the_article_open(project: Project) -> None:
    async with desk(project) as pilot:
        for key, letter in (("enter", "\r"), ("full_stop", "."), ("d", "d")):
            pilot.app.post_message(Key(key, letter))
        await wait_for(pilot, lambda: [each.status for each in project.all_annotations()] == ["disputed"], patience=2)


async def test_the_status_line_speaks_of_the_pane_that_is_left(project: Project) -> None:
    async with desk(project, size=(120, 30)) as pilot:
        await pilot.press("enter", "vertical_line")
        screen = reader(pilot.app)
        await wait_for(pilot, lambda: len(screen.panes) == 2)
        screen.set_focus(screen.panes[0])
        await pilot.press("full_stop", "a")
        await wait_for(pilot, lambda: "agreed" in screen_lines(pilot.app)[-1])
        await pilot.press("q")
        await wait_for(pilot, lambda: "agreed" not in screen_lines(pilot.app)[-1])
