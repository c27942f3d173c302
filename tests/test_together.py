"""Panes that scroll together: what says the same stands on the same row."""

from pathlib import Path

import pytest
from making import BRIDGE, QUOTE, RIVER, SCHOOL, WIRE, articles_in, body, span_of
from piloting import desk, go_to, reader, screen_lines, screen_text, wait_for
from textual import events
from textual.pilot import Pilot
from textual.strip import Strip

from annotations.comparison.alignment import MOST, Aligned, align
from annotations.model import Article
from annotations.project import Project
from tui.widgets.article_pane import ArticlePane

OTHER = RIVER.replace("four metres", "5 metres").replace("told", "ordered")
FILLER = "\n\n".join(
    f"Paragraph {number} of the archive says nothing that anybody else has said." for number in range(30)
)


def there(one: Article, words: str, other: Article) -> str:
    found = align(one, other).there.at(span_of(one.text, words).start)
    return other.text[slice(*found[1])] if found else ""


def test_a_sentence_has_the_one_that_says_the_same_as_its_counterpart() -> None:
    one, other = body(WIRE), body(f"Nobody sang.\n\n{OTHER}\n\n{BRIDGE}\n")
    assert there(one, "mayor of Dresden", other) == OTHER
    assert there(one, "old stone bridge", other) == BRIDGE
    assert there(one, "Children were", other) == ""
    aligned = align(one, other)
    assert len(aligned.there) == len(aligned.back) == 2
    back = aligned.back.at(span_of(other.text, "ordered").start)
    assert back
    assert one.text[slice(*back[1])] == RIVER


def test_before_between_and_behind_sentences_there_is_no_counterpart() -> None:
    one, other = body(f"Nobody sang.\n\n{RIVER}\n\nNobody danced.\n"), body(WIRE)
    aligned = align(one, other).there
    place = span_of(one.text, RIVER)
    assert aligned.at(place.start) == aligned.at(place.end - 1) == (place, span_of(WIRE, RIVER))
    assert aligned.at(place.start - 1) is None
    assert aligned.at(place.end) is None
    assert aligned.at(0) is None


def test_of_two_sentences_that_were_made_one_both_have_it() -> None:
    joined = f"{SCHOOL[:-1]}, and {BRIDGE[0].lower()}{BRIDGE[1:]}"
    one, other = body(WIRE), body(f"{RIVER}\n\n{joined}\n")
    assert there(one, "Children were", other) == there(one, "old stone bridge", other) == joined


def test_articles_too_long_to_wait_for_are_not_aligned() -> None:
    one, other = body(WIRE), body(WIRE + "x " * MOST)
    assert len(align(one, other).there) == len(align(other, one).back) == 0


@pytest.fixture
def project(tmp_path: Path, database: Path) -> Project:
    texts = {
        "1.txt": f"River\n\n{FILLER}\n\n{WIRE}\n\n{FILLER}\n",
        "2.txt": f"Floods\n\n{FILLER}\n\n{OTHER}\n\n{FILLER}\n\n{QUOTE}\n\n{FILLER}\n".replace("archive", "library"),
        "3.txt": "Grapes\n\nGrowers in Champagne lost their grapes to a late frost. The church has a new roof.\n",
    }
    return Project.open(database, [articles_in(tmp_path, texts)])


def row_on_screen(pane: ArticlePane, words: str) -> int:
    assert pane.article
    return pane.rows.row_at(span_of(pane.article.text, words).start) - pane.top


async def two_panes(pilot: Pilot[None]) -> tuple[ArticlePane, ArticlePane]:
    """The first article and, beside it, the second; the focus in the first."""
    screen = reader(pilot.app)
    await pilot.press("enter", "vertical_line")
    await wait_for(pilot, lambda: [bool(pane.article) for pane in screen.panes] == [True, True])
    left, right = screen.panes
    screen.set_focus(left)
    return left, right


async def test_what_says_the_same_comes_to_the_same_row(project: Project) -> None:
    async with desk(project) as pilot:
        left, right = await two_panes(pilot)
        go_to(left, "the mayor of Dresden")
        assert right.scroll_offset.y == 0
        await pilot.press("ampersand")
        await wait_for(pilot, lambda: row_on_screen(right, "The river") == row_on_screen(left, "The river") > 0)
        assert "together" in screen_lines(pilot.app)[-1]
        go_to(left, "We had no power")
        await wait_for(pilot, lambda: row_on_screen(right, "We had no") == row_on_screen(left, "We had no"))
        before = right.scroll_offset.y
        go_to(left, "Children were")  # the other one does not say that
        await pilot.pause()
        assert right.scroll_offset.y == before
        await pilot.press("ampersand")
        assert "together" not in screen_lines(pilot.app)[-1]
        go_to(left, "the mayor of Dresden")
        await pilot.pause()
        assert right.scroll_offset.y == before


async def test_the_pane_with_the_focus_leads(project: Project) -> None:
    async with desk(project) as pilot:
        left, right = await two_panes(pilot)
        await pilot.press("ampersand")
        reader(pilot.app).set_focus(right)
        go_to(right, "We had no power")
        await wait_for(pilot, lambda: row_on_screen(right, "We had no") == row_on_screen(left, "We had no"))


async def test_on_a_screen_of_another_size_the_same_stands_on_the_same_row_again(project: Project) -> None:
    async with desk(project) as pilot:
        left, right = await two_panes(pilot)
        await pilot.press("ampersand")
        go_to(left, "We had no power")
        for size in ((90, 20), (200, 40), (120, 30)):
            await pilot.resize_terminal(*size)
            await wait_for(pilot, lambda: row_on_screen(right, "We had no") == row_on_screen(left, "We had no"))


async def test_the_wheel_moves_the_others_along_whichever_pane_it_is_over(project: Project) -> None:
    async with desk(project) as pilot:
        left, right = await two_panes(pilot)
        go_to(left, "The river Elbe")
        await pilot.press("ampersand")
        await wait_for(pilot, lambda: row_on_screen(right, "The river") == row_on_screen(left, "The river"))
        right.scroll_row(right.rows.row_at(span_of(text_of(right), "We had no").start) - right.size.height // 3)
        before = left.scroll_offset.y
        for kind in (events.MouseScrollUp, events.MouseScrollDown):
            right.post_message(kind(right, 5, 5, 0, 0, 0, False, False, False))
        await wait_for(pilot, lambda: left.scroll_offset.y > before)
        await wait_for(pilot, lambda: row_on_screen(right, "We had no") == row_on_screen(left, "We had no"))
        assert left.has_focus


def text_of(pane: ArticlePane) -> str:
    assert pane.article
    return pane.article.text


async def test_articles_are_aligned_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counted(one: Article, other: Article) -> Aligned:
        made.append(one)
        return align(one, other)

    monkeypatch.setattr("annotations.comparison.alignment.align", counted)
    async with desk(project) as pilot:
        left, right = await two_panes(pilot)
        await pilot.press("ampersand")
        for pane, words in ((left, "the mayor"), (right, "We had no"), (left, "We had no")):
            reader(pilot.app).set_focus(pane)
            go_to(pane, words)
            await pilot.pause()
        await wait_for(pilot, lambda: row_on_screen(right, "We had no") == row_on_screen(left, "We had no"))
        assert len(made) == 1


async def test_a_move_paints_no_row_of_a_pane_that_stays_where_it_is(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(project) as pilot:
        left, right = await two_panes(pilot)
        go_to(left, "the mayor of Dresden")
        await pilot.press("ampersand")
        await wait_for(pilot, lambda: row_on_screen(right, "The river") == row_on_screen(left, "The river"))
        painted: list[int] = []

        def painting(y: int) -> Strip:
            painted.append(y)
            return Strip.blank(1)

        monkeypatch.setattr(right, "render_line", painting)
        await pilot.press("w", "w", "b")
        await wait_for(pilot, lambda: reader(pilot.app).status.place)
        assert painted == []
        go_to(left, "We had no power")
        await wait_for(pilot, lambda: painted)


async def test_it_is_said_where_nothing_scrolls(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "ampersand")
        assert "will scroll with it" in screen_text(pilot.app)
        screen = reader(pilot.app)
        await pilot.press("vertical_line")
        await screen.open(project.files[2])
        await pilot.press("j")
        await wait_for(pilot, lambda: "Nothing in the one is said in the other" in screen_text(pilot.app))


async def test_without_an_article_there_is_nothing_to_scroll(tmp_path: Path, database: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with desk(Project.open(database, [tmp_path / "empty"])) as pilot:
        await pilot.press("ampersand")
        assert "together" in screen_lines(pilot.app)[-1]


async def test_it_is_said_that_articles_are_too_long(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.comparison.alignment.MOST", 10)
    async with desk(project) as pilot:
        await two_panes(pilot)
        await pilot.press("ampersand")
        await wait_for(pilot, lambda: "too long to be lined up" in screen_text(pilot.app))
