"""Words around an offset: letters, digits, what joins them, and whole graphemes."""

import unicodedata
from collections.abc import Callable
from typing import SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Span, Text
from tui.widgets.words import (
    grapheme_at,
    last_grapheme,
    quoted_around,
    trimmed,
    word_after,
    word_at,
    word_before,
    word_ending_after,
)

DECOMPOSED = unicodedata.normalize("NFD", "café société")
TEXTS = st.text(st.sampled_from("ab1 é’-.,“\u0301漢👩\u200d👧नी\u200c"), max_size=24)


def words(text: str) -> list[str]:
    """The words from the first to the last."""
    line, offset = Span(0, len(text)), -1
    found: list[str] = []
    while word := word_after(text, offset, line):
        found.append(text[slice(*word)])
        offset = word.start
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two words, and a third.", ["Two", "words", "and", "a", "third"]),
        ("They don’t; O'Neill's didn't'", ["They", "don’t", "O'Neill's", "didn't"]),
        ("a three-year-old - and re‑election", ["a", "three-year-old", "and", "re‑election"]),
        ("$1,400.50, 3.5% of 20. Then", ["1,400.50", "3.5", "of", "20", "Then"]),
        (DECOMPOSED, DECOMPOSED.split()),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("می‌خواهم کتاب", ["می‌خواهم", "کتاب"]),
        ("\u0301 lone mark, ❤️ and 👩‍👧", ["lone", "mark", "and"]),
        ("漢字 text", ["漢字", "text"]),
        ("“‘…’” — …", []),
    ],
)
def test_a_word_is_what_a_reader_calls_one(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(TEXTS)
def test_words_backwards_are_those_forwards(text: str) -> None:
    line, offset = Span(0, len(text)), len(text)
    found: list[str] = []
    while word := word_before(text, offset, line):
        found.insert(0, text[slice(*word)])
        offset = word.start
    assert found == words(text)


@given(TEXTS)
def test_ends_of_words_come_in_the_same_order(text: str) -> None:
    line, offset = Span(0, len(text)), -1
    found: list[str] = []
    while word := word_ending_after(text, offset, line):
        found.append(text[slice(*word)])
        offset = last_grapheme(text, word)
    assert found == words(text)


@given(TEXTS, st.integers(0, 30))
def test_a_word_holds_the_offset_it_was_asked_for(text: str, offset: int) -> None:
    word = word_at(text, offset, Span(0, len(text)))
    assert word is None or (word.contains(offset) and text[slice(*word)] == text[slice(*word)].strip())


def test_words_do_not_leave_their_line() -> None:
    text = "one two three"
    assert word_at(text, 0, Span(4, 7)) is None
    assert word_after(text, 0, Span(4, 7)) == Span(4, 7)
    assert word_after(text, 4, Span(4, 7)) is None
    assert word_before(text, 13, Span(4, 7)) == Span(4, 7)
    assert word_before(text, 4, Span(4, 7)) is None


def test_a_grapheme_is_taken_whole() -> None:
    text = "e\u0301a👩\u200d👧z"
    assert [grapheme_at(text, offset) for offset in (0, 2, 3, 6)] == [Span(0, 2), Span(2, 3), Span(3, 6), Span(6, 7)]
    assert last_grapheme(text, Span(0, 6)) == 3
    assert last_grapheme(text, Span(0, 2)) == 0


def test_white_space_around_a_passage_is_left_out() -> None:
    assert trimmed(" a b\n ", Span(0, 6)) == Span(1, 4)
    assert trimmed("ab", Span(0, 2)) == Span(0, 2)
    assert trimmed("a  ", Span(1, 3)) == Span(1, 3), "it is nothing else"


def test_what_stands_in_quotation_marks_is_found() -> None:
    text = 'He “did not” say "so so" or «so».'
    line = Span(0, len(text))
    found = [quoted_around(text, text.index(word), line) for word in ("not", "so so", "so»", "say", "or")]
    assert [each and text[slice(*each)] for each in found] == ["did not", "so so", "so", None, None]
    assert quoted_around("a ” b “ c", 4, Span(0, 9)) is None


class CountedText:
    """A text that counts how many of its code points are read, and how often somebody reads."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.read = self.times = 0

    def __len__(self) -> int:
        return len(self._text)

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        found = self._text[key]
        self.read += len(found)
        self.times += 1
        return found


ONE_LETTER, ONE_SIGN = "漢", "👧"


@pytest.mark.parametrize("find", [word_at, word_after, word_before, word_ending_after, quoted_around])
@pytest.mark.parametrize("unit", ["word ", ONE_LETTER, '"so," he said. '])
def test_in_a_line_as_long_as_a_book_little_is_read(find: Callable[[Text, int, Span], Span | None], unit: str) -> None:
    text = CountedText(unit * 100_000)
    find(text, len(text) // 2, Span(0, len(text)))
    assert text.read < 20_000
    assert text.times < 40


@pytest.mark.parametrize("find", [word_after, word_before])
def test_the_way_to_a_word_far_away_is_read_once_and_in_large_pieces(
    find: Callable[[Text, int, Span], Span | None],
) -> None:
    text = CountedText(f"one{ONE_SIGN * 200_000}two")
    found = find(text, 100_000, Span(0, len(text)))
    assert found in (Span(0, 3), Span(200_003, 200_006))
    assert text.read < 110_000
    assert text.times < 40


def test_a_word_as_long_as_a_book_is_taken_in_pieces_that_go_from_one_to_the_next() -> None:
    text, line = ONE_LETTER * 3000, Span(0, 3000)
    here = word_at(text, 1500, line)
    assert here
    assert here.contains(1500)
    assert 500 < here.end - here.start < 1500
    after, before = word_after(text, 1500, line), word_before(text, 1500, line)
    assert after
    assert before
    assert before.start < 1500 < after.end
    assert after.end > here.end


def test_marks_without_end_over_one_letter_are_no_word_any_more() -> None:
    text = "a" + "\u0301" * 1000
    assert word_at(text, 64, Span(0, len(text))) == Span(0, 65)
    assert word_at(text, 900, Span(0, len(text))) is None


def test_in_a_long_line_straight_marks_are_counted_from_the_last_that_surely_open() -> None:
    odd = '12" ' + "x" * 20_000
    text = f'{odd} He said: "Not now," and "some day" he went.'
    found = [quoted_around(text, text.index(word), Span(0, len(text))) for word in ("Not", "and", "some", "went")]
    assert [each and text[slice(*each)] for each in found] == ["Not now,", None, "some day", None]
    far = f'He said: "{"so " * 10_000}"'
    assert quoted_around(far, 15_000, Span(0, len(far))) is None
