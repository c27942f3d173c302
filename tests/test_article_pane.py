"""The reading pane: what it shows and marks, furniture, resizing, and how little is painted."""

import re
from array import array

import pytest
from making import REPORT, annotation, body, span_of
from piloting import Alone, alone, screen_lines, screen_text, wait_for
from reading_pane import LONG, CountingPane, at, reading, replace_role, target, with_menu
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from annotations.detection.sentences import sentence_at
from annotations.findings import Findings
from annotations.model import MentionKind, Role, Span, Status
from tui.widgets.article_pane import ArticlePane
from tui.widgets.pane_paint import GUTTER


async def test_the_first_sentence_is_the_target_at_first() -> None:
    async with reading(body("It is so. Then it was not.")) as (_, pane):
        assert (pane.cursor, target(pane), pane.target_is_sentence) == (0, "It is so.", True)


async def test_the_shorter_of_two_marks_under_the_cursor_is_the_target() -> None:
    text = "“We saw 20 people,” she said."
    article = body(text)
    whole, number = span_of(text, "“We saw 20 people,”"), span_of(text, "20")
    async with reading(article) as (_, pane):
        pane.set_findings(
            Findings(
                array("I", [whole.start, number.start]), array("I", [whole.end, number.end]),
                array("B", [MentionKind.DIRECT, MentionKind.QUANTITY]),
            )
        )  # fmt: skip
        pane.go_to(number.start)
        assert pane.target == number
        pane.go_to(whole.start + 1)
        assert pane.target == whole
        pane.go_to(len(text) - 2)
        assert pane.target_is_sentence
        pane.set_annotations((annotation(*span_of(text, "she said")),))
        pane.go_to(text.index("said"))
        assert pane.target == span_of(text, "she said")


async def test_matches_are_marked_on_the_screen() -> None:
    async with reading(body("the flood came")) as (_, pane):
        before = {str(segment.style) for segment in pane.render_line(0) if "flood" in segment.text}
        pane.set_pattern(re.compile("flood"))
        after = {str(segment.style) for segment in pane.render_line(0) if segment.text == "flood"}
        assert after
        assert after != before


async def test_furniture_is_unfolded_and_folded_again() -> None:
    async with reading(with_menu()) as (pilot, pane):
        assert "2 lines around the article" in screen_text(pilot.app)
        assert pane.cursor == pane.article.lines[2].start  # type: ignore[union-attr]
        pane.action_toggle_furniture()
        await wait_for(pilot, lambda: "Menu one" in screen_text(pilot.app))
        pane.action_toggle_furniture()
        await wait_for(pilot, lambda: "2 lines around the article" in screen_text(pilot.app))


async def test_h_unfolds_furniture() -> None:
    async with reading(with_menu()) as (pilot, _):
        await pilot.press("h")
        await wait_for(pilot, lambda: "Menu one" in screen_text(pilot.app))


async def test_the_cursor_leaves_furniture_that_is_folded() -> None:
    async with reading(with_menu()) as (pilot, pane):
        pane.action_toggle_furniture()
        await pilot.press("g")
        assert at(pane).startswith("Menu one")
        pane.action_toggle_furniture()
        assert pane.line_at(pane.cursor).role is not Role.FURNITURE


async def test_unfolding_keeps_the_text_at_the_top() -> None:
    async with reading(with_menu()) as (_, pane):
        pane.scroll_row(40)
        top = pane.rows.span(pane.top).start
        pane.action_toggle_furniture()
        assert pane.rows.span(pane.top).start == top


@pytest.mark.parametrize("size", [(30, 20), (100, 20), (59, 8)])
async def test_resizing_keeps_the_text_at_the_top(size: tuple[int, int]) -> None:
    async with reading(body(LONG)) as (pilot, pane):
        pane.scroll_row(60)
        top = pane.rows.span(pane.top).start
        width = pane._wrapped_to
        await pilot.resize_terminal(*size)
        await wait_for(pilot, lambda: pane._wrapped_to != width)
        start, end = pane.rows.span(pane.top)
        assert start <= top < end


async def test_the_same_width_breaks_no_rows_again() -> None:
    async with reading(body(LONG)) as (pilot, pane):
        rows = pane.rows
        await pilot.resize_terminal(60, 12)
        await wait_for(pilot, lambda: pane.size.height < 14)
        assert pane.rows is rows


async def test_a_step_paints_no_more_than_four_lines() -> None:
    async with reading(body(LONG), (80, 40)) as (pilot, pane):
        await pilot.press("j", "j")
        for key in ("j", "k", "full_stop", "full_stop", "comma"):
            await pilot.pause()
            pane.painted = 0
            await pilot.press(key)
            await pilot.pause()
            assert 0 < pane.painted <= 4, key


async def test_an_annotation_paints_only_its_rows() -> None:
    async with reading(body(LONG), (80, 40)) as (pilot, pane):
        await pilot.press("full_stop", "full_stop")
        await pilot.pause()
        assert pane.target
        pane.painted = 0
        pane.set_annotations((annotation(*pane.target, status=Status.DISPUTED),))
        await pilot.pause()
        assert 0 < pane.painted <= 4
        assert "✗" in screen_text(pilot.app)
        pane.painted = 0
        pane.set_annotations(pane.annotations)
        await pilot.pause()
        assert pane.painted == 0
        pane.set_annotations((*pane.annotations, annotation(len(LONG) - 9, len(LONG))))
        await pilot.pause()
        assert pane.painted == 0, "what is out of sight is not painted"


async def test_what_changed_out_of_sight_is_shown_as_it_is_once_in_sight() -> None:
    async with reading(body(LONG)) as (pilot, pane):
        await pilot.press("G")
        await pilot.pause()
        place = span_of(LONG, "2 apples")  # its row was painted before
        pane.set_annotations((annotation(*place, status=Status.DISPUTED),))
        pane.go_to(place.start)
        gutter = pane.render_line(pane.rows.row_at(place.start) - pane.top).text[:GUTTER]
        assert gutter == "▌✗  "
        end = len(LONG)
        pane.set_annotations((annotation(*place), annotation(end - 9, end)))
        await pilot.press("G")
        gutter = pane.render_line(pane.rows.row_at(end - 9) - pane.top).text[:GUTTER]
        assert gutter.endswith("•  ")


async def test_a_passage_of_more_rows_than_are_kept_is_painted_again() -> None:
    text = LONG * 8
    async with reading(body(text)) as (pilot, pane):
        await pilot.press("G")
        pane.set_annotations((annotation(0, len(text), status=Status.DISPUTED),))
        pane.scroll_row(0)
        assert len(pane.rows) > 2000
        assert any(segment.style and segment.style.underline for segment in pane.render_line(12))


async def test_opening_a_long_article_paints_one_screen() -> None:
    pane = CountingPane(sentence_at)
    async with alone(pane, (80, 30)) as pilot:
        pane.painted = 0
        pane.show(body(LONG * 40))
        await pilot.pause()
        assert pane.painted <= 3 * 30


async def test_without_the_focus_nothing_shows_what_a_key_would_act_on() -> None:
    async with reading(body(REPORT)) as (pilot, pane):
        await wait_for(pilot, lambda: "▌" in screen_text(pilot.app))
        pilot.app.screen.set_focus(None)
        await wait_for(pilot, lambda: "▌" not in screen_text(pilot.app))
        pane.focus()
        await wait_for(pilot, lambda: "▌" in screen_text(pilot.app))


async def test_the_title_says_outlet_date_and_headline_harmlessly() -> None:
    article = body("Text.")._replace(outlet="The [b]Daily[/b]", published="2024-03-01", title="A \x1b[31mheadline")
    async with reading(article) as (pilot, _):
        assert "The [b]Daily[/b] · 2024-03-01 · A ␛[31mheadline" in screen_lines(pilot.app)[0]


async def test_an_article_that_takes_the_place_of_another_begins_at_its_top() -> None:
    async with reading(body(LONG)) as (pilot, pane):
        await pilot.press("G")
        pane.select(Span(3, 9))
        pane.show(body(REPORT), (annotation(0, 5),))
        assert (pane.cursor, pane.scroll_offset.y, pane.selection) == (0, 0, None)
        assert len(pane.mentions) == 0
        assert len(pane.marked) == 1


async def test_a_pane_without_an_article_takes_every_key() -> None:
    pane = CountingPane(sentence_at)
    async with alone(pane, (40, 10)) as pilot:
        await pilot.press(
            "j", "k", "space", "pageup", "ctrl+d", "ctrl+u", "g", "G", "full_stop", "comma", "n", "N", "escape",
            "right_parenthesis", "left_parenthesis", "right_curly_bracket", "left_curly_bracket",
        )  # fmt: skip
        pane.refresh_span(Span(0, 4))
        assert not pane.search(re.compile("a"), 0)
        await pilot.click(pane, offset=(5, 3))
        assert pane.target is None


async def test_an_article_of_furniture_only_can_be_opened() -> None:
    article = body("Menu\nMore")
    article = article._replace(lines=tuple(replace_role(line, Role.FURNITURE) for line in article.lines))
    async with reading(article) as (pilot, _):
        await pilot.press("j", "k", "G", "g", "space", "right_parenthesis", "left_parenthesis", "right_curly_bracket")
        assert "2 lines around the article" in screen_text(pilot.app)


async def test_a_pane_of_no_size_waits_for_one() -> None:
    pane = CountingPane(sentence_at)
    pane.display = False
    async with alone(pane, (40, 10)) as pilot:
        pane.show(body(REPORT))
        assert len(pane.rows) == 0
        assert pane.target is None
        pane.display = True
        await wait_for(pilot, lambda: len(pane.rows) > 0)
        assert pane.target


async def test_a_message_tells_the_screen_of_every_move() -> None:
    moved: list[ArticlePane.Moved] = []

    class Listening(Screen[None]):
        def compose(self) -> ComposeResult:
            yield CountingPane(sentence_at)

        def on_cursor_view_moved(self, message: ArticlePane.Moved) -> None:
            moved.append(message)

    app = Alone(Static())
    async with app.run_test() as pilot:
        await app.push_screen(Listening())
        pane = app.screen.query_one(CountingPane)
        pane.show(body(LONG))
        pane.focus()
        await pilot.pause()
        moved.clear()
        await pilot.press("j")
        assert len(moved) == 1
