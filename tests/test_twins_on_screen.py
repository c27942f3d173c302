"""Two copies of one text side by side, and annotations carried from one to the other, as a person does it."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from making import BRIDGE, QUOTE, SCHOOL, WIRE, span_of
from piloting import desk, reader, screen_text, wait_for
from textual.pilot import Pilot
from textual.strip import Strip

from annotations.comparison.carrying import carried
from annotations.detection.sentences import sentence_at
from annotations.model import Article, Origin, Span, Status
from annotations.project import Project
from tui.screens.dialogs import ChoiceDialog
from tui.screens.twins import TwinsScreen, question
from tui.settings import Settings
from tui.widgets.highlights import Mark
from tui.widgets.twin_pane import TwinPane

COPY = WIRE.replace("no food", "little food").replace("Elbe", "Oder").replace(f"{SCHOOL} ", "").replace("12", "a dozen")
OWN = "Nobody at the ministry could be reached for comment, because it was closed for the holidays."


@pytest.fixture
def project(tmp_path: Path, database: Path) -> Project:
    texts = {"1": WIRE, "2": f"{COPY}\n{OWN}\n", "3": "Grapes froze in Champagne, growers said.\n\nSo did the vines.\n"}
    return project_of(tmp_path, database, texts)


def project_of(folder: Path, database: Path, texts: dict[str, str]) -> Project:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(f"Report number {name}\n\n{text}", encoding="utf-8")
    return Project.open(database, [folder], annotator="tester")


async def twins(pilot: Pilot[None]) -> TwinsScreen:
    """The view on the first article and its copy, the changes marked."""
    await pilot.press("enter", "W")
    return await shown(pilot)


async def shown(pilot: Pilot[None]) -> TwinsScreen:
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, TwinsScreen))
    screen = pilot.app.screen
    assert isinstance(screen, TwinsScreen)
    await wait_for(pilot, lambda: screen.changes.border_title != " comparing ")
    await wait_for(pilot, lambda: len(screen.shown[1][0].preview) or not screen.changes.items)
    return screen


def panes(screen: TwinsScreen) -> list[TwinPane]:
    return [pane for pane, _ in screen.shown]


def previewed(pane: TwinPane) -> str:
    assert pane.article
    return pane.article.text[slice(*pane.preview.span(0))]


def row_on_screen(pane: TwinPane) -> int:
    return pane.rows.row_at(pane.preview.starts[0]) - pane.top


async def test_changes_are_listed_with_those_inside_quotation_marks_first(project: Project) -> None:
    async with desk(project) as pilot:
        screen = await twins(pilot)
        listed = [(each.a.text, each.b.text) for each in screen.changes.items]
        assert listed == [("no", "little"), ("Elbe", "Oder"), (SCHOOL, ""), ("12", "a dozen"), ("", OWN)]
        text = screen_text(pilot.app)
        assert "5 changes, 1 inside quotation marks" in text
        assert "(not here)" in text
        assert "no  " in text


async def test_changes_are_told_by_signs_beside_the_rows_and_by_how_the_words_look(project: Project) -> None:
    async with desk(project) as pilot:
        left, right = panes(await twins(pilot))
        for pane, words, sign in (
            (left, "no food", '"'),
            (right, "little food", '"'),
            (left, "Elbe", "≠"),
            (left, "Children", "+"),
            (right, OWN, "+"),
        ):
            assert pane.article
            row = pane.rows.row_at(span_of(pane.article.text, words).start)
            assert sign in pane._gutter(pane.rows.span(row))
            strip = pane._paint(row)
            marked = [each for each in strip if each.style and each.style.underline and each.text.strip()]
            assert marked
        gaps = [number for number, mark in enumerate(right.changes.marks) if mark == Mark.MISSING]
        assert [
            "-" in right._gutter(right.rows.span(right.rows.row_at(right.changes.starts[gap]))) for gap in gaps
        ] == [True]


async def test_next_and_previous_change_go_there_in_both_panes(project: Project) -> None:
    async with desk(project, (100, 16)) as pilot:
        screen = await twins(pilot)
        left, right = panes(screen)
        assert (previewed(left), previewed(right)) == ("no", "little")
        await pilot.press("n")
        assert (previewed(left), previewed(right)) == ("Elbe", "Oder")
        await pilot.press("n")
        assert previewed(left) == SCHOOL
        assert len(previewed(right)) == 1  # where it would stand
        assert row_on_screen(left) == row_on_screen(right)
        await pilot.press("N", "N", "N")
        assert (previewed(left), previewed(right)) == ("no", "little")


async def test_enter_goes_to_the_change_under_the_cursor_of_the_list(project: Project) -> None:
    async with desk(project, (100, 16)) as pilot:
        left, right = panes(await twins(pilot))
        await pilot.press("G")
        assert previewed(left) == "no"
        await pilot.press("enter")
        assert previewed(right) == OWN
        await pilot.press("g")
        await pilot.click("ChangeList", offset=(5, 2))
        await pilot.click("ChangeList", offset=(5, 2))
        assert (previewed(left), previewed(right)) == ("Elbe", "Oder")


async def test_a_move_to_a_change_in_sight_paints_only_its_rows(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(project, (200, 50)) as pilot:
        left, right = panes(await twins(pilot))
        await pilot.press("n")
        painted: list[int] = []

        def counting(paint: Callable[[int], Strip]) -> Callable[[int], Strip]:
            def counted(row: int) -> Strip:
                painted.append(row)
                return paint(row)

            return counted

        for pane in (left, right):
            monkeypatch.setattr(pane, "_paint", counting(pane._paint))
        await pilot.press("n", "n")
        await pilot.pause()
        assert 0 < len(painted) <= 24  # of more than a hundred


async def test_it_is_reached_from_the_list_for_the_article_there(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("j", "W")
        screen = await shown(pilot)
        assert [article.file[-5:] for _, article in screen.shown] == ["2.txt", "1.txt"]


async def test_nothing_is_left_behind_when_it_is_closed(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "j", "j", "j")
        pane = reader(pilot.app).active
        await pilot.pause()

        def looks() -> list[Strip]:
            return [pane.render_line(row) for row in range(pane.size.height)]

        before = (pane.cursor, pane.target, pane.scroll_offset, looks())
        await pilot.press("W")
        await shown(pilot)
        await pilot.press("n", "n", "escape")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        assert reader(pilot.app).panes == [pane]
        assert (pane.cursor, pane.target, pane.scroll_offset, looks()) == before


async def test_both_are_opened_on_the_desk_at_the_change(project: Project) -> None:
    async with desk(project) as pilot:
        await twins(pilot)
        await pilot.press("n", "vertical_line")
        await wait_for(pilot, lambda: len(reader(pilot.app).panes) == 2)
        left, right = reader(pilot.app).panes
        await wait_for(pilot, lambda: right.article and right.article.text[right.cursor :].startswith("Oder"))
        assert left.article
        assert left.article.text[left.cursor :].startswith("Elbe")
        assert left.has_focus


async def test_without_an_article_there_is_no_copy_to_show(tmp_path: Path, database: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with desk(Project.open(database, [tmp_path / "empty"])) as pilot:
        await pilot.press("W")
        assert pilot.app.screen is reader(pilot.app)


async def test_several_copies_are_shown_one_after_the_other(tmp_path: Path, database: Path) -> None:
    texts = {"1": WIRE, "2": COPY, "3": WIRE.replace(". ", " . ")}
    async with desk(project_of(tmp_path, database, texts)) as pilot:
        screen = await twins(pilot)
        assert "copy 1 of 2" in screen_text(pilot.app)
        await pilot.press("right_square_bracket")
        await wait_for(pilot, lambda: "word for word the same" in screen_text(pilot.app))
        assert screen.shown[1][1].file.endswith("3.txt")
        await pilot.press("n", "vertical_line")
        await wait_for(pilot, lambda: len(reader(pilot.app).panes) == 2)


async def test_one_copy_is_no_reason_to_step(project: Project) -> None:
    async with desk(project) as pilot:
        screen = await twins(pilot)
        await pilot.press("left_square_bracket", "N")
        assert screen.shown[1][1].file.endswith("2.txt")


def judged(project: Project, words: str, status: Status = Status.DISPUTED) -> Span:
    """The reader judges some words of the first article."""
    article = project.read(project.files[0])
    span = span_of(article.text, words)
    project.judge(article, span, status)
    return span


def said_of(project: Project, article: Article) -> list[tuple[str, Status | None, Origin]]:
    return [(each.exact, each.status, each.origin) for each in project.annotations_in(article)]


async def test_annotations_are_carried_over_when_asked_and_taken_back_in_one_step(project: Project) -> None:
    for words in ("mayor of Dresden", BRIDGE, QUOTE, SCHOOL, "lower town", "old stone bridge"):
        judged(project, words)
    copy = project.read(project.files[1])
    project.judge(copy, span_of(copy.text, "old stone bridge"), Status.AGREED)
    async with desk(project) as pilot:
        await twins(pilot)
        await pilot.press("asterisk")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
        text = " ".join(screen_text(pilot.app).replace("│", " ").split())
        assert "2 of your 6 annotations can be carried over" in text
        for reason in ("not in the other text: 1", "quoted words that were changed: 1", "already annotated there: 1"):
            assert reason in text
        assert len(said_of(project, copy)) == 1
        await pilot.press("enter")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, TwinsScreen))
        assert ("lower town", Status.DISPUTED, Origin.PROPAGATED) in said_of(project, copy)
        assert len(said_of(project, copy)) == 3
        assert "2 carried over" in screen_text(pilot.app)
        screen = await shown(pilot)
        assert len(panes(screen)[1].annotations) == 3
        await pilot.press("u")
        assert len(panes(screen)[1].annotations) == len(said_of(project, copy)) == 1
        await pilot.press("U")
        assert len(panes(screen)[1].annotations) == 3


async def test_a_key_pressed_twice_asks_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(project, "lower town")
    gate = threading.Event()
    monkeypatch.setattr("tui.screens.twins.carried", lambda *given: gate.wait(20) and carried(*given))
    async with desk(project) as pilot:
        await twins(pilot)
        await pilot.press("asterisk", "asterisk")
        gate.set()
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
        await wait_for(pilot, lambda: not list(pilot.app.workers))
        assert sum(isinstance(screen, ChoiceDialog) for screen in pilot.app.screen_stack) == 1


async def test_what_is_carried_may_differ_in_words_that_tell_nothing(tmp_path: Path, database: Path) -> None:
    project = project_of(tmp_path, database, {"1": WIRE, "2": WIRE.replace("coats and blankets", "blankets and coats")})
    judged(project, SCHOOL)
    async with desk(project) as pilot:
        await twins(pilot)
        await pilot.press("asterisk")
        await wait_for(pilot, lambda: "1 of them onto passages with some other words" in screen_text(pilot.app))
        await pilot.press("down", "enter")
        await shown(pilot)
        assert len(list(project.all_annotations())) == 1


async def test_they_go_the_other_way_from_the_pane_at_the_right(project: Project) -> None:
    copy = project.read(project.files[1])
    project.judge(copy, span_of(copy.text, "lower town"), Status.AGREED)
    async with desk(project) as pilot:
        screen = await twins(pilot)
        screen.set_focus(panes(screen)[1])
        await pilot.press("asterisk")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
        await pilot.press("enter")
        await shown(pilot)
        assert said_of(project, project.read(project.files[0])) == [("lower town", Status.AGREED, Origin.PROPAGATED)]


async def test_it_is_said_where_nothing_can_be_carried_or_taken_back(project: Project) -> None:
    judged(project, SCHOOL)
    async with desk(project) as pilot:
        screen = await twins(pilot)
        await pilot.press("asterisk")
        await wait_for(pilot, lambda: "0 of your 1 annotations can be carried" in screen_text(pilot.app))
        assert pilot.app.screen is screen
        await pilot.press("u", "u")
        await wait_for(pilot, lambda: "Nothing to undo" in screen_text(pilot.app))
        await pilot.press("U", "U")
        await wait_for(pilot, lambda: "Nothing to redo" in screen_text(pilot.app))


def test_of_many_that_are_left_out_some_are_quoted() -> None:
    assert question([], "The Paper") == "0 of your 0 annotations can be carried over to The Paper."


@pytest.mark.parametrize("size", [(80, 24), (20, 5), (12, 3), (200, 50)])
async def test_it_fits_every_screen(project: Project, size: tuple[int, int]) -> None:
    judged(project, "lower town")
    async with desk(project, size) as pilot:
        screen = await twins(pilot)
        await pilot.press("n", "n", "tab", "j", "j", "G", "n", "N")
        await pilot.resize_terminal(60, 20)
        await pilot.press("n", "asterisk")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
        await pilot.press("escape", "q")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        assert screen.changes.items


async def test_missing_words_are_marked_at_the_beginning_and_in_an_empty_text() -> None:
    pane = TwinPane(sentence_at)
    pane.article = Article("id", "a\nb", "hash", (), "")
    assert [pane._visible(Span(at, at)) for at in range(4)] == [Span(0, 1), Span(0, 1), Span(2, 3), Span(2, 3)]
    pane.article = Article("id", "", "hash", (), "")
    assert pane._visible(Span(0, 0)) == Span(0, 0)


async def test_with_ascii_everything_that_the_view_draws_is_ascii(tmp_path: Path, database: Path) -> None:
    plain = {"1": WIRE.replace("“", '"').replace("”", '"'), "2": COPY.replace("“", '"').replace("”", '"')}
    async with desk(project_of(tmp_path, database, plain), settings=Settings(glyphs="ascii")) as pilot:
        await twins(pilot)
        assert screen_text(pilot.app).isascii()
        await pilot.press("tab")
        assert screen_text(pilot.app).isascii()
