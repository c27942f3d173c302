"""Breaking an article into rows."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import body, lines_of

from annotations.model import Line, Role
from tui.widgets.graphemes import edges
from tui.widgets.rows import Rows
from tui.widgets.wrapping import RowKind, cells, printable

LETTERS = st.one_of(
    st.sampled_from(list(" abcde.,“—éß\t\u00a0")),
    st.sampled_from(list("漢字かなカナ한글，。")),
    st.sampled_from(
        [
            "👍",
            "👩\u200d👩\u200d👧",
            "🇩🇪",
            "e\u0301",
            "ก็",
            "น้ำ",
            "\u0301",
            "\u202e",
            "\x1b",
            "\u200b",
            "मि",
            "नमस्ते",
            "العربية",
        ]
    ),
    st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"),
)
PARAGRAPHS = st.lists(st.lists(LETTERS, max_size=60).map("".join), min_size=1, max_size=4)
UNSAFE = [
    0x00,
    0x07,
    0x1B,
    0x7F,
    0x80,
    0x9B,
    0x9F,
    0xAD,
    0x061C,
    0x200B,
    0x200E,
    0x2028,
    0x202E,
    0x2066,
    0xFEFF,
    0xE0041,
]


def wrap(text: str, lines: Sequence[Line], width: int, *, show_furniture: bool = False) -> Rows:
    """All rows of an article at once, broken from the top."""
    rows = Rows(text, lines, width, show_furniture=show_furniture)
    len(rows)
    return rows


def kinds(rows: Rows) -> list[int]:
    return [rows.kind(row) for row in range(rows.first, rows.stop)]


@given(PARAGRAPHS, st.integers(2, 40))
def test_rows_show_every_visible_code_point_once_and_in_order(paragraphs: list[str], width: int) -> None:
    text = "\n".join(paragraphs)
    rows = wrap(text, lines_of(text), width)
    shown: list[int] = []
    for row in range(len(rows)):
        if rows.shows_text(row):
            start, end = rows.span(row)
            assert start <= end
            shown.extend(range(start, end))
    assert shown == sorted(set(shown))
    within = {offset for line in lines_of(text) for offset in range(line.start, line.end)}
    assert within.issuperset(shown)
    assert all(text[offset] == " " for offset in within.difference(shown)), "only the space at a break is left out"


@given(PARAGRAPHS, st.integers(2, 40))
def test_no_row_is_wider_than_the_screen(paragraphs: list[str], width: int) -> None:
    text = "\n".join(paragraphs)
    rows = wrap(text, lines_of(text), width)
    for row in range(len(rows)):
        if rows.shows_text(row):
            start, end = rows.span(row)
            assert cells(text[start:end]) <= width


@given(PARAGRAPHS, st.integers(1, 40))
def test_every_offset_is_found_in_its_row(paragraphs: list[str], width: int) -> None:
    text = "\n".join(paragraphs)
    rows = wrap(text, lines_of(text), width)
    for row in range(len(rows)):
        if rows.shows_text(row):
            start, end = rows.span(row)
            for offset in range(start, end):
                assert rows.row_at(offset) == row


@given(PARAGRAPHS, st.integers(1, 40))
def test_no_row_cuts_a_grapheme(paragraphs: list[str], width: int) -> None:
    text = "\n".join(paragraphs)
    rows = wrap(text, lines_of(text), width)
    for line in lines_of(text):
        whole = {line.start + edge for edge in edges(printable(text[line.start : line.end]))}
        spans = (rows.span(row) for row in range(len(rows)) if rows.shows_text(row))
        assert whole.issuperset(edge for span in spans if line.start <= span.start < line.end for edge in span)


@given(PARAGRAPHS, st.integers(1, 40), st.sampled_from([30, 100, 5000]))
def test_a_long_line_is_broken_as_a_short_one_is(paragraphs: list[str], width: int, times: int) -> None:
    text = ("".join(paragraphs) or "x") * times
    line = (Line(0, len(text), Role.BODY, ""),)
    rows = wrap(text, line, width)
    shown = [text[slice(*rows.span(row))] for row in range(len(rows))]
    assert "".join(shown).replace(" ", "") == text.replace(" ", "")
    assert all(cells(each) <= max(width, 16) for each in shown)


def test_a_character_of_thousands_of_marks_is_cut() -> None:
    text = "a" + "\u0301" * 10_000
    rows = wrap(text, lines_of(text), 20)
    assert rows.span(0) == (0, 4096)
    assert rows.span(len(rows) - 1).end == len(text)


def test_a_space_with_a_mark_over_it_is_no_place_to_break() -> None:
    text = "abc de \u0301fgh"
    rows = wrap(text, lines_of(text), 7)
    assert [text[slice(*rows.span(row))] for row in range(len(rows))] == ["abc", "de \u0301fgh"]
    text = "abcdefg \u0301hi"
    rows = wrap(text, lines_of(text), 7)
    assert [text[slice(*rows.span(row))] for row in range(len(rows))] == ["abcdefg", " \u0301hi"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_printable_keeps_the_length_and_what_is_harmless(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert printable(shown) == shown
    assert all(ord(letter) >= 0x20 and not 0x7F <= ord(letter) <= 0x9F for letter in shown)
    assert all(
        after == before for before, after in zip(text, shown, strict=True) if before.isalnum() and before.isascii()
    )


@pytest.mark.parametrize("code", UNSAFE, ids=hex)
def test_what_could_drive_a_terminal_or_hide_text_becomes_a_sign(code: int) -> None:
    shown = printable(f"a{chr(code)}b")
    assert (shown[0], shown[2]) == ("a", "b")
    assert shown[1] != chr(code)
    assert cells(shown[1]) == 1


def test_joiners_that_scripts_are_written_with_stay() -> None:
    assert printable("می\u200cخواهم 👩\u200d👧") == "می\u200cخواهم 👩\u200d👧"


def test_tabs_and_line_breaks_become_spaces() -> None:
    assert printable("a\tb\r\nc\x1b") == "a b  c␛"


def test_half_a_character_does_not_reach_the_terminal() -> None:
    assert printable("a\ud83db") == "a\ufffdb"


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("Größe", 5), ("漢字", 4), ("👍", 2), ("a\x1b", 2)])
def test_cells_are_counted_as_a_terminal_shows_them(text: str, width: int) -> None:
    assert cells(text) == width


def test_words_are_kept_whole_where_they_fit() -> None:
    text = "one two three"
    rows = wrap(text, lines_of(text), 7)
    assert [text[slice(*rows.span(row))] for row in range(len(rows))] == ["one two", "three"]


@pytest.mark.parametrize("text", ["abcdefghij", "äbcdéfghîj", "漢字漢字漢"])
def test_a_word_that_is_too_long_is_cut(text: str) -> None:
    rows = wrap(text, lines_of(text), 4)
    assert "".join(text[slice(*rows.span(row))] for row in range(len(rows))) == text
    assert len(rows) == 3


def test_a_wide_character_in_one_column_does_not_loop() -> None:
    assert len(wrap("漢字", lines_of("漢字"), 1)) == 2


def test_emoji_and_text_break_at_spaces() -> None:
    text = "👍 good 👍 news"
    rows = wrap(text, lines_of(text), 8)
    assert [text[slice(*rows.span(row))] for row in range(len(rows))] == ["👍 good", "👍 news"]


def test_paragraphs_are_set_apart_and_small_print_is_not() -> None:
    text = "head\nby me\ntoday\nbody\nmore"
    roles = (Role.HEADLINE, Role.BYLINE, Role.BYLINE, Role.BODY, Role.BODY)
    lines = tuple(Line(*line[:2], role, "") for line, role in zip(lines_of(text), roles, strict=True))
    assert kinds(wrap(text, lines, 20)) == [
        RowKind.HEADLINE, RowKind.GAP, RowKind.BYLINE, RowKind.BYLINE,
        RowKind.GAP, RowKind.BODY, RowKind.GAP, RowKind.BODY,
    ]  # fmt: skip


def test_furniture_is_folded_to_one_row_until_it_is_shown() -> None:
    text = "menu\nmore\nbody\nend"
    roles = (Role.FURNITURE, Role.FURNITURE, Role.BODY, Role.FURNITURE)
    lines = tuple(Line(*line[:2], role, "") for line, role in zip(lines_of(text), roles, strict=True))
    folded = wrap(text, lines, 20)
    assert kinds(folded) == [RowKind.FOLD, RowKind.GAP, RowKind.BODY, RowKind.GAP, RowKind.FOLD]
    assert (folded.hidden_lines(0), folded.hidden_lines(4)) == (2, 1)
    assert [folded.shows_text(row) for row in range(5)] == [False, False, True, False, False]
    shown = wrap(text, lines, 20, show_furniture=True)
    assert [kind for kind in kinds(shown) if kind != RowKind.GAP] == [
        RowKind.FURNITURE, RowKind.FURNITURE, RowKind.BODY, RowKind.FURNITURE,
    ]  # fmt: skip


def test_an_article_without_lines_has_no_rows() -> None:
    assert len(wrap("", (), 10)) == 0
    assert Rows().row_at(7) == 0
    assert (Rows().above, Rows().below) == (0, 0)


def test_narrow_and_wide_lines_agree_where_both_ways_apply() -> None:
    text = "the same words are broken at the same places whichever way they go"
    narrow = wrap(text, body(text).lines, 11)
    both = text + "\n漢"
    mixed = wrap(both, (Line(0, len(text), Role.BODY, ""),), 11)
    assert list(narrow.starts) == list(mixed.starts)
