"""Rows that are broken only where somebody looks."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from making import lines_of
from test_wrapping import PARAGRAPHS, wrap

from annotations.model import Line, Role, Span
from tui.widgets.rows import Rows
from tui.widgets.wrapping import RowKind


class Page(NamedTuple):
    """What rows are made of."""

    text: str
    lines: tuple[Line, ...]
    width: int
    show_furniture: bool

    def rows(self, anchor: int) -> Rows:
        return Rows(self.text, self.lines, self.width, anchor=anchor, show_furniture=self.show_furniture)

    def all_rows(self) -> Rows:
        return wrap(self.text, self.lines, self.width, show_furniture=self.show_furniture)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Pages of some hundreds of rows, so that not all are broken at first; of every role, alone and in runs."""
    paragraphs = draw(PARAGRAPHS)
    text = "\n".join(paragraphs * draw(st.sampled_from([1, 40, 200])))
    roles = draw(st.lists(st.sampled_from(Role), min_size=1, max_size=7))
    roles = [role for role in roles for _ in range(draw(st.sampled_from([1, 1, 3])))]
    lines = tuple(line._replace(role=roles[number % len(roles)]) for number, line in enumerate(lines_of(text)))
    return Page(text, lines, draw(st.integers(1, 40)), draw(st.booleans()))


LOOKS = st.lists(st.integers(-3000, 30_000) | st.floats(0, 1), max_size=5)
"""Numbers of rows, and offsets as parts of the text, that somebody looks at in turn."""


def look(rows: Rows, page: Page, looks: Sequence[float]) -> None:
    for each in looks:
        if isinstance(each, int):
            rows.has(each)
        else:
            rows.row_at(int(each * len(page.text)))


def described(rows: Rows) -> list[tuple[Span, int, int]]:
    """What each row that is broken shows, of what kind it is, and how many lines are folded in it."""
    return [
        (rows.span(row), rows.kind(row), rows.hidden_lines(row) if rows.kind(row) == RowKind.FOLD else 0)
        for row in range(rows.first, rows.stop)
    ]


@given(pages(), st.floats(0, 1.1), LOOKS)
def test_rows_are_the_same_wherever_one_begins_and_whatever_is_looked_at(
    page: Page, anchor: float, looks: list[float]
) -> None:
    whole, rows = page.all_rows(), page.rows(int(anchor * len(page.text)))
    look(rows, page, looks)
    if not rows:
        assert not page.lines
        return
    shift = whole.row_at(rows.starts[0]) - rows.first
    assert described(rows) == described(whole)[rows.first + shift : rows.stop + shift]
    assert list(rows.starts) == [rows.span(row).start for row in range(rows.first, rows.stop)]
    assert len(rows) == len(whole)
    assert described(rows) == described(whole)
    assert (rows.first, rows.above, rows.below) == (-shift, shift, len(whole) - shift)


@given(pages(), st.floats(0, 1), LOOKS, st.lists(st.floats(0, 1), min_size=1))
def test_a_row_keeps_its_number(page: Page, anchor: float, looks: list[float], places: list[float]) -> None:
    rows, offsets = page.rows(int(anchor * len(page.text))), [int(each * len(page.text)) for each in places]
    look(rows, page, looks)
    before = [rows.row_at(offset) for offset in offsets]
    estimates = [rows.about(offset) for offset in offsets]
    spans = {row: rows.span(row) for row in range(rows.first, rows.stop)}
    len(rows)
    assert [rows.row_at(offset) for offset in offsets] == before == estimates
    assert {row: rows.span(row) for row in spans} == spans


@given(pages(), st.floats(0, 1), st.integers(-5000, 5000))
def test_the_nearest_row_is_one(page: Page, anchor: float, row: int) -> None:
    rows = page.rows(int(anchor * len(page.text)))
    if rows:
        there_is = rows.has(row)
        found = rows.nearest(row)
        assert rows.has(found)
        assert (found == row) is there_is
        len(rows)
        assert found == min(max(row, rows.first), rows.stop - 1)


@given(pages(), st.floats(0, 1), st.floats(0, 1))
def test_what_is_not_broken_is_taken_to_stand_outside_of_what_is(page: Page, anchor: float, place: float) -> None:
    rows, offset = page.rows(int(anchor * len(page.text))), int(place * len(page.text))
    about, first, stop = rows.about(offset), rows.first, rows.stop
    row = rows.row_at(offset)
    assert about == row or (about < first and row < first) or (about >= stop and row >= stop)


PARAGRAPH = "one two three four"
LINES = 20_000


def test_rows_that_nobody_looks_at_are_not_broken() -> None:
    text = "\n".join([PARAGRAPH] * LINES)
    lines, last = lines_of(text), 4 * LINES - 2
    for anchor in (0, len(text) // 2, len(text)):
        rows = Rows(text, lines, 9, anchor=anchor)
        assert len(rows.starts) < 2_000
        assert abs(rows.above - 4 * LINES * anchor // len(text)) < 1_000
        assert abs(rows.above + rows.below - last) < 1_000
        assert rows.row_at(min(anchor + 10_000, len(text))) - rows.row_at(max(anchor - 10_000, 0)) > 1_000
        assert len(rows.starts) < 10_000
        assert len(rows) == rows.above + rows.below == 4 * LINES - 1


def test_what_is_far_is_told_from_what_is_near() -> None:
    text = "\n".join([PARAGRAPH] * LINES)
    middle = len(text) // 2
    rows = Rows(text, lines_of(text), 9, anchor=middle)
    assert rows.is_far(0)
    assert rows.is_far(len(text))
    assert not rows.is_far(middle + 20_000)
    assert not rows.is_far(middle - 20_000)
    len(rows)
    assert not rows.is_far(0)
    assert not rows.is_far(len(text) * 2)


def test_a_row_far_above_is_broken_with_what_lies_between() -> None:
    text = "\n".join([PARAGRAPH] * 50 + ["a"] * 5_000)
    rows = Rows(text, lines_of(text), 9, anchor=len(text))
    assert rows.has(-5_000)
    assert rows.first <= -5_000
    assert not rows.has(-5_000_000)
    assert rows.has_first


def test_a_paragraph_is_broken_no_further_than_to_where_somebody_looks() -> None:
    text = f"{PARAGRAPH} " * LINES
    rows = Rows(text, lines_of(text), 9, anchor=1000)
    assert rows.span(rows.row_at(1000)).start <= 1000
    assert len(rows.starts) < 3_000
    assert not rows.is_far(len(text)), "it would have to be broken from its beginning anyway"
