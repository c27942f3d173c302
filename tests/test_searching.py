"""Matches in a long text are those that one look at all of it would find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tui.widgets.searching
from annotations.model import Span
from tui.widgets.searching import match_before, matches, next_match

PATTERN = re.compile(r"ab|b\s+b|aaa")
TEXTS = st.text(alphabet="ab \n", max_size=60)


@pytest.fixture(autouse=True)
def short_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tui.widgets.searching, "_STRETCH", 5)


@given(TEXTS, st.integers(0, 60))
def test_matches_are_those_of_the_whole_text(text: str, start: int) -> None:
    expected = [Span(*match.span()) for match in PATTERN.finditer(text, start)]
    assert list(matches(PATTERN, text, start, len(text))) == expected


@given(TEXTS, st.integers(0, 60))
def test_no_match_begins_at_the_end_or_beyond(text: str, end: int) -> None:
    assert all(found.start < end for found in matches(PATTERN, text, 0, end))


@given(TEXTS, st.integers(0, 60))
def test_the_next_match_is_the_first_one_below_or_of_all(text: str, offset: int) -> None:
    match = PATTERN.search(text, offset) or PATTERN.search(text)
    assert next_match(PATTERN, text, offset) == (match.start() if match else None)


@given(TEXTS, st.integers(0, 60))
def test_the_match_before_is_the_last_one_above_or_of_all(text: str, offset: int) -> None:
    starts = [match.start() for match in re.finditer("ab", text)]
    above = [start for start in starts if start < offset]
    assert match_before(re.compile("ab"), text, offset) == (above[-1] if above else starts[-1] if starts else None)
