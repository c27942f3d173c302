"""The reading pane: every motion, marks, search, mouse, resizing, and how little is painted."""

import re
import unicodedata
from array import array
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from making import REPORT, annotation, body, span_of
from piloting import Alone, alone, screen_lines, screen_text, wait_for
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from annotations.detection.findings import find
from annotations.detection.sentences import sentence_at
from annotations.findings import Findings
from annotations.model import Article, Line, MentionKind, Role, Span, Status
from tui.widgets.article_pane import ArticlePane
from tui.widgets.graphemes import edges
from tui.widgets.pane_paint import GUTTER
from tui.widgets.wrapping import cells, printable

LONG = "\n\n".join(
    f"Paragraph {number} begins here. It goes on for some more words, so that it takes several rows. "
    f"It ends with {number + 2} apples and {number + 3} pears."
    for number in range(80)
)


class CountingPane(ArticlePane):
    """A pane that counts the lines it paints."""

    painted = 0

    def render_line(self, y: int) -> Strip:
        self.painted += 1
        return super().render_line(y)


def findings_of(article: Article) -> Findings:
    *_, last = find(article)
    return last


@asynccontextmanager
async def reading(
    article: Article, size: tuple[int, int] = (60, 20)
) -> AsyncIterator[tuple[Pilot[None], CountingPane]]:
    """A pane that shows an article and its mentions."""
    pane = CountingPane(sentence_at)
    async with alone(pane, size) as pilot:
        pane.show(article)
        pane.set_findings(findings_of(article))
        await pilot.pause()
        yield pilot, pane


def at(pane: ArticlePane) -> str:
    """The words from the cursor on."""
    assert pane.article
    return pane.article.text[pane.cursor : pane.cursor + 12]


def target(pane: ArticlePane) -> str:
    """The words that a key would act on."""
    assert pane.article
    return pane.article.text[slice(*pane.target)] if pane.target else ""


def bells(pilot: Pilot[None]) -> int:
    assert isinstance(pilot.app, Alone)
    return pilot.app.bells


async def test_the_first_sentence_is_the_target_at_first() -> None:
    async with reading(body("It is so. Then it was not.")) as (_, pane):
        assert (pane.cursor, target(pane), pane.target_is_sentence) == (0, "It is so.", True)


async def test_rows_go_down_and_up_and_over_gaps() -> None:
    async with reading(body(LONG)) as (pilot, pane):
        rows = [row for row in range(12) if pane.rows.shows_text(row)]
        for row in rows[1:]:
            await pilot.press("j")
            assert pane.rows.row_at(pane.cursor) == row
        for row in reversed(rows[:-1]):
            await pilot.press("up")
            assert pane.rows.row_at(pane.cursor) == row
        await pilot.press("k")
        assert pane.cursor == 0


async def test_rows_keep_the_column_over_a_shorter_row() -> None:
    async with reading(body("a long row here\n\nab\n\nanother long row")) as (pilot, pane):
        pane.go_to(7)
        await pilot.press("down")
        assert at(pane).startswith("b")
        await pilot.press("down")
        assert at(pane) == " long row"


async def test_rows_keep_the_column_in_wide_characters() -> None:
    text = "漢字漢字漢字漢字\n\n一二三四五六七八"
    async with reading(body(text)) as (pilot, pane):
        pane.go_to(4)
        await pilot.press("down")
        assert at(pane)[0] == "五"


async def test_down_on_the_last_row_shows_what_is_below() -> None:
    text = "\n".join(["a body line"] * 3 + ["menu"] * 2)
    article = body(text)
    roles = [Role.BODY] * 3 + [Role.FURNITURE] * 2
    lines = tuple(Line(*line[:2], role, "") for line, role in zip(article.lines, roles, strict=True))
    async with reading(article._replace(lines=lines), (40, 5)) as (pilot, pane):
        await pilot.press("G", "j", "j", "j")
        assert pane.line_at(pane.cursor).role is Role.BODY
        await wait_for(pilot, lambda: "2 lines around" in screen_text(pilot.app))


async def test_pages_go_down_and_up() -> None:
    async with reading(body(LONG)) as (pilot, pane):
        page = pane.size.height - 1
        await pilot.press("space")
        assert abs(pane.rows.row_at(pane.cursor) - page) <= 1
        assert page - 3 <= pane.scroll_offset.y <= page
        await pilot.press("ctrl+d")
        assert abs(pane.rows.row_at(pane.cursor) - 1.5 * page) <= 2
        await pilot.press("ctrl+u", "pageup", "pageup")
        assert pane.cursor == 0
        for _ in range(40):
            pane.action_pages(1)
        assert pane.rows.row_at(pane.cursor) == len(pane.rows) - 1


async def test_top_and_bottom() -> None:
    async with reading(body(LONG)) as (pilot, pane):
        for bottom, top in (("G", "g"), ("end", "home")):
            await pilot.press(bottom)
            assert pane.rows.row_at(pane.cursor) == len(pane.rows) - 1
            await wait_for(pilot, lambda: "pears." in screen_text(pilot.app))
            await pilot.press(top)
            assert (pane.cursor, pane.scroll_offset.y) == (0, 0)


async def test_the_cursor_stays_in_sight_with_a_margin() -> None:
    async with reading(body(LONG)) as (pilot, pane):
        for key in (*"jjjjjjjjjjjjjjjjjj", *"kkkkkkkkkkkkkkkkkk"):
            await pilot.press(key)
            row = pane.rows.row_at(pane.cursor) - pane.scroll_offset.y
            assert 0 <= row < pane.size.height
        pane.go_to(len(LONG) // 2)
        row = pane.rows.row_at(pane.cursor) - pane.scroll_offset.y
        assert 0 < row < pane.size.height // 2


async def test_mentions_one_after_the_other_and_back() -> None:
    async with reading(body(REPORT)) as (pilot, pane):
        forth = []
        while not bells(pilot):
            await pilot.press("full_stop")
            forth.append(target(pane))
        assert "Around 200" in " ".join(forth[:3])
        assert any("$30 million" in each for each in forth)
        await pilot.press("full_stop")
        assert bells(pilot) == 2
        back = [forth[-1]]
        while bells(pilot) == 2:
            await pilot.press("comma")
            back.append(target(pane))
        assert sorted(set(back)) == sorted(set(forth))
        assert not pane.target_is_sentence


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


async def test_sentences_forth_and_back() -> None:
    text = "One is here. Two is there.\n\nThree it is.  Four. \n\nFive."
    starts = [text.index(word) for word in ("One", "Two", "Three", "Four", "Five")]
    async with reading(body(text)) as (pilot, pane):
        for start in [*starts[1:], starts[-1]]:
            await pilot.press("right_parenthesis")
            assert pane.cursor == start
        pane.go_to(len(text) - 2)
        for start in [*reversed(starts), starts[0]]:
            await pilot.press("left_parenthesis")
            assert pane.cursor == start


async def test_paragraphs_forth_and_back() -> None:
    text = "One. One more.\n\nTwo.\n\nThree. And more."
    starts = [text.index(word) for word in ("One", "Two", "Three")]
    async with reading(body(text)) as (pilot, pane):
        for start in (*starts[1:], starts[-1]):
            await pilot.press("right_curly_bracket")
            assert pane.cursor == start
        for start in (*reversed(starts[:-1]), starts[0]):
            await pilot.press("left_curly_bracket")
            assert pane.cursor == start


async def test_a_search_marks_moves_and_goes_round() -> None:
    text = "flood here\n\nand Flood there\n\nno more flooding"
    places = [match.start() for match in re.finditer("flood", text, re.IGNORECASE)]
    async with reading(body(text)) as (pilot, pane):
        pattern = re.compile("flood", re.IGNORECASE)
        assert pane.search(pattern, 5)
        assert pane.cursor == places[1]
        for key, place in (("n", 2), ("n", 0), ("N", 2), ("N", 1), ("N", 0)):
            await pilot.press(key)
            assert pane.cursor == places[place]
        assert pane.search(re.compile("here"), 40), "from the beginning, where there is none to the end"
        assert not pane.search(re.compile("drought"), 0)
        await pilot.press("n", "N")
        assert bells(pilot) == 2
        await pilot.press("escape")
        assert pane.pattern is None
        await pilot.press("n")
        assert bells(pilot) == 3
        assert not pane.search(None, 0)


async def test_a_search_backwards_finds_what_is_far_away() -> None:
    text = "needle " + "hay " * 40_000 + "end"
    async with reading(body(text)) as (pilot, pane):
        pane.set_pattern(re.compile("needle"))
        pane.go_to(len(text) - 1)
        await pilot.press("N")
        assert pane.cursor == 0
        await pilot.press("N")
        assert pane.cursor == 0


async def test_matches_are_marked_on_the_screen() -> None:
    async with reading(body("the flood came")) as (_, pane):
        before = {str(segment.style) for segment in pane.render_line(0) if "flood" in segment.text}
        pane.set_pattern(re.compile("flood"))
        after = {str(segment.style) for segment in pane.render_line(0) if segment.text == "flood"}
        assert after
        assert after != before


def with_menu() -> Article:
    article = body("Menu one\nMenu two\n" + LONG)
    lines = tuple(
        replace_role(line, Role.FURNITURE) if number < 2 else line for number, line in enumerate(article.lines)
    )
    return article._replace(lines=lines)


def replace_role(line: Line, role: Role) -> Line:
    return Line(line.start, line.end, role, line.reason)


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
        await wait_for(pilot, lambda: "Menu one" in screen_text(pilot.app), patience=1)


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


async def test_a_click_puts_the_cursor_there() -> None:
    text = "first row\n\nsecond row"
    async with reading(body(text)) as (pilot, pane):
        await pilot.click(pane, offset=(GUTTER + 7, 3))
        assert at(pane) == "row"
        await pilot.click(pane, offset=(0, 1))
        assert pane.cursor == 0
        await pilot.click(pane, offset=(50, 1))
        assert pane.cursor == text.index("\n") - 1
        await pilot.click(pane, offset=(GUTTER + 2, 2))
        assert pane.cursor == text.index("\n") - 1, "nothing stands in a gap"
        await pilot.click(pane, offset=(GUTTER, 15))
        assert pane.cursor == text.index("\n") - 1, "nor below the last row"


async def test_a_click_on_wide_characters_finds_the_one_under_the_mouse() -> None:
    async with reading(body("漢字 text 漢字")) as (pilot, pane):
        for x, letter in ((0, "漢"), (1, "漢"), (2, "字"), (3, "字"), (4, " "), (5, "t"), (10, "漢"), (40, "字")):
            await pilot.click(pane, offset=(GUTTER + x, 1))
            assert at(pane)[0] == letter


async def test_dragging_selects_a_passage() -> None:
    text = "first row\n\nsecond row"
    async with reading(body(text)) as (pilot, pane):
        await pilot.mouse_down(pane, offset=(GUTTER + 6, 1))
        await pilot.hover(pane, offset=(GUTTER + 5, 3))
        await pilot.mouse_up(pane, offset=(GUTTER + 5, 3))
        assert target(pane) == "row\n\nsecond"
        assert pane.selection
        await pilot.hover(pane, offset=(GUTTER, 1))
        assert target(pane) == "row\n\nsecond", "the mouse was let go"
        await pilot.press("escape")
        assert target(pane) == "first row"
        await pilot.mouse_down(pane, offset=(GUTTER + 5, 3))
        await pilot.hover(pane, offset=(GUTTER + 2, 3))
        assert target(pane) == "cond"
        await pilot.hover(pane, offset=(GUTTER + 5, 3))
        assert target(pane) == "second"
        await pilot.mouse_up(pane, offset=(GUTTER + 5, 3))


async def test_a_selection_ends_with_the_next_mention() -> None:
    async with reading(body(REPORT)) as (pilot, pane):
        pane.select(Span(0, 9))
        assert target(pane) == REPORT[:9]
        await pilot.press("full_stop")
        assert pane.selection is None
        assert target(pane) == "three"


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


async def test_hidden_mentions_are_skipped_and_not_marked() -> None:
    article = body("There were 20 boats, and “they all left the harbour,” said one.\n\nThen 30 came.")
    async with reading(article) as (pilot, pane):
        await pilot.press("number_sign", "full_stop")
        assert "“" in target(pane)
        await pilot.press("number_sign", "quotation_mark", "g", "full_stop", "full_stop", "full_stop")
        assert "“" not in target(pane)
        await pilot.press("number_sign", "g", "full_stop")
        assert bells(pilot) >= 1
        assert pane.target_is_sentence
        await pilot.press("number_sign", "quotation_mark", "full_stop")
        assert not pane.target_is_sentence


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


SCRIPTS = {
    "Chinese": "市议会表示，其供水计划将在冬季之前惠及大多数家庭，工程师没有发现任何故障。",
    "Arabic": "قَالَ الْمَجْلِسُ إِنَّ خُطَّتَهُ لِمِيَاهِ النَّهْرِ سَتَصِلُ إِلَى مُعْظَمِ الْمَنَازِلِ. ",
    "Thai": "สภากล่าวว่าแผนการจัดหาน้ำจากแม่น้ำจะเข้าถึงบ้านส่วนใหญ่ก่อนฤดูหนาว ",
    "emoji": "Water 👩\u200d👩\u200d👧 is back 🇩🇪🇫🇷 in the 👍🏽 valley ❤\ufe0f until 5\ufe0f\u20e3 o'clock. ",
    "Vietnamese": unicodedata.normalize(
        "NFD", "Hội đồng cho biết kế hoạch cung cấp nước sẽ đến được hầu hết gia đình. "
    ),
}


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS)
@pytest.mark.parametrize("line_end", ["", "\n"])
async def test_a_long_article_of_any_script_is_read_from_end_to_end(words: str, line_end: str) -> None:
    text = (words * 8 + line_end) * (2**17 // len(words) // 8)
    async with reading(body(text)) as (pilot, pane):
        assert len(pane.rows.starts) < 1_000, "what is not looked at is not broken"
        await pilot.press("space", "space")
        assert 0 < pane.rows.row_at(pane.cursor) < len(pane.rows.starts) < 1_000
        await pilot.press("G")
        assert len(pane.rows.starts) < 1_000 or not line_end
        assert pane.rows.has_last
        assert pane.rows.row_at(pane.cursor) == pane.rows.stop - 1 == pane.top + pane.size.height - 1
        assert pane.scroll_offset.y == pane.max_scroll_y
        assert text[pane.rows.starts[-1] :].strip() in screen_lines(pilot.app)[pane.size.height].replace("█", "")


SHORT, LONGER = "Short.\n\n" * 2_000, "This line is longer than others and takes several rows of this pane.\n\n" * 99


@pytest.mark.parametrize("text", [SHORT + LONGER * 9, LONGER + SHORT])
async def test_however_long_the_rest_was_taken_for_one_can_scroll_to_its_end(text: str) -> None:
    async with reading(body(text), (40, 20)) as (pilot, pane):
        while not pane.rows.has_last:
            pane.scroll_to(y=pane.max_scroll_y, animate=False, force=True, immediate=True)
            await pilot.pause()
        assert pane.scroll_offset.y == len(pane.rows) - pane.size.height


@pytest.mark.parametrize("words", SCRIPTS.values(), ids=SCRIPTS)
async def test_a_click_hits_the_character_that_is_shown_there(words: str) -> None:
    async with reading(body(words)) as (pilot, pane):
        whole = edges(printable(words))
        for x in range(GUTTER, GUTTER + 40, 3):
            await pilot.click(pane, offset=(x, 1))
            start, _ = pane.rows.span(0)
            before = cells(words[start : pane.cursor])
            wide = cells(words[pane.cursor : next(edge for edge in whole if edge > pane.cursor)])
            assert pane.cursor in whole
            assert before <= x - GUTTER < before + wide
            assert pane.offset_at(GUTTER + before, 0) == pane.cursor


async def test_going_from_mention_to_mention_paints_the_whole_pane_now_and_then() -> None:
    text = "\n\n".join(f"There were {number + 20} boats on the river that day." for number in range(200))
    async with reading(body(text), (40, 30)) as (pilot, pane):
        tops = []
        for _ in range(60):
            await pilot.press("full_stop")
            tops.append(pane.scroll_offset.y)
            assert pane.scroll_offset.y <= pane.rows.row_at(pane.cursor) < pane.scroll_offset.y + pane.size.height
        assert len(set(tops)) < 20
