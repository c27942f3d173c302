"""Every motion in the reading pane, by key and by mouse: rows, pages, words, sentences, mentions, matches."""

import re
import unicodedata

import pytest
from making import REPORT, body
from piloting import screen_lines, screen_text, wait_for
from reading_pane import LONG, at, bells, reading, target, with_menu

from annotations.model import Line, Role, Span
from tui.widgets.graphemes import edges
from tui.widgets.pane_paint import GUTTER
from tui.widgets.wrapping import cells, printable


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


async def test_words_forth_and_back() -> None:
    text = "One (two) isn’t\n\nfour-five."
    starts = [text.index(word) for word in ("One", "two", "isn", "four")]
    async with reading(body(text)) as (pilot, pane):
        for start in [*starts[1:], starts[-1]]:
            await pilot.press("w")
            assert pane.cursor == start
        for start in [*reversed(starts[:-1]), starts[0]]:
            await pilot.press("b")
            assert pane.cursor == start
        ends = [text.index(word) + len(word) - 1 for word in ("One", "two", "isn’t", "four-five")]
        for end in [*ends, ends[-1]]:
            await pilot.press("e")
            assert pane.cursor == end


async def test_words_skip_furniture_that_is_folded() -> None:
    async with reading(with_menu()) as (pilot, pane):
        first = pane.cursor
        await pilot.press("b")
        assert pane.cursor == first
        await pilot.press("h", "b")
        assert at(pane).startswith("two")


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
