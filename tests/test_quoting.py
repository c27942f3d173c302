"""Passages on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import span_of

from annotations.model import Span
from tui.widgets.quoting import in_context, marked, one_line, quoted

TEXT = "It  rose by 5 metres\non Monday."


def test_what_differs_stands_in_brackets() -> None:
    differing = (span_of(TEXT, "5"), span_of(TEXT, "Monday"))
    assert marked(TEXT, Span(0, len(TEXT)), differing) == "It rose by [5] metres on [Monday]."


@pytest.mark.parametrize(
    ("words", "copied"),
    [
        ("4.5 metres", "“4.5 metres”"),
        ("“We had no food.”", "“We had no food.”"),
        ('"We had no food."', '"We had no food."'),
        ("„Wir hatten nichts.“", "„Wir hatten nichts.“"),
        ("«Nous n’avions rien.»", "«Nous n’avions rien.»"),
        ("“No food,” she said. “No power.”", "“‘No food,’ she said. ‘No power.’”"),
        ('The mayor called it "a flood".', "“The mayor called it ‘a flood’.”"),
        ("Sie sagte: „Wir hatten nichts.“", "“Sie sagte: ‚Wir hatten nichts.‘”"),
        ("Er sagte «nichts».", "“Er sagte «nichts».”"),
        ("cut off: “we had", "“cut off: ‘we had”"),
        ('a pipe of 5"', '“a pipe of 5"”'),
    ],
)
def test_quotation_marks_in_a_copied_passage_are_told_from_those_around_it(words: str, copied: str) -> None:
    assert quoted(words) == copied


def test_where_words_are_missing_something_stands_for_them() -> None:
    place = TEXT.index("metres")
    assert marked(TEXT, span_of(TEXT, "5 metres"), [Span(place, place)], missing="..") == "5 [..] metres"


def test_what_stands_around_a_passage_ends_with_the_text() -> None:
    assert in_context(TEXT, span_of(TEXT, "metres"), 4) == "y 5 [metres] on"
    assert in_context(TEXT, span_of(TEXT, "Monday"), 99) == "It rose by 5 metres on [Monday]."


@given(st.text())
def test_one_line_can_do_nothing_to_a_terminal(text: str) -> None:
    line = one_line(f"{text}\x1b]0;title\x07{text}")
    assert "\x1b" not in line
    assert "\n" not in line
    assert one_line(line) == line
