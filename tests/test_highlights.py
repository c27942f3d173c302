"""Marked passages and the runs they become."""

from array import array
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from making import annotation

from annotations.findings import Findings
from annotations.model import MentionKind, Status
from tui.widgets.highlights import Intervals, Mark, of_annotations, of_mentions, runs

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from(list(Mark))).map(
        lambda each: (each[0], each[0] + each[1], int(each[2]))
    ),
    max_size=40,
).map(sorted)


def intervals(spans: list[tuple[int, int, int]]) -> Intervals:
    return Intervals(*map(list, zip(*spans, strict=True))) if spans else Intervals()


@given(SPANS, st.integers(0, 90), st.integers(1, 30))
def test_the_marks_that_touch_a_range_are_found(spans: list[tuple[int, int, int]], start: int, length: int) -> None:
    end = start + length
    expected = [(low, high, mark) for low, high, mark in spans if low < end and high > start]
    assert list(intervals(spans).within(start, end)) == expected


@given(SPANS, st.integers(0, 90), st.sampled_from([0, *Mark]))
def test_the_marks_at_an_offset_are_found_unless_hidden(
    spans: list[tuple[int, int, int]], offset: int, hidden: int
) -> None:
    expected = [(low, high) for low, high, mark in spans if low <= offset < high and not mark & hidden]
    assert list(intervals(spans).at(offset, hidden)) == expected


@given(SPANS, st.integers(0, 70), st.integers(1, 30))
def test_runs_cover_the_row_exactly_and_unite_marks(spans: list[tuple[int, int, int]], start: int, length: int) -> None:
    end = start + length
    flat = runs(start, end, spans)
    assert flat[0][0] == start
    assert flat[-1][1] == end
    assert all(before[1] == after[0] for before, after in pairwise(flat))
    for low, high, union in flat:
        assert low < high
        for offset in range(low, high):
            expected = 0
            for first, last, mark in spans:
                expected |= mark if first <= offset < last else 0
            assert union == expected


def test_a_row_without_marks_is_one_run() -> None:
    assert runs(3, 9, []) == [(3, 9, 0)]


def test_an_empty_row_has_no_runs() -> None:
    assert runs(3, 3, [(0, 9, 1)]) == []


def test_annotations_are_marked_by_their_status() -> None:
    marked = of_annotations([annotation(0, 4), annotation(5, 9, status=Status.DISPUTED)])
    assert len(marked) == 2
    assert list(marked.within(0, 10)) == [(0, 4, Mark.NOTED), (5, 9, Mark.DISPUTED)]
    assert len(of_annotations([])) == 0


@given(SPANS)
def test_what_is_given_as_arrays_is_not_copied(spans: list[tuple[int, int, int]]) -> None:
    starts, ends, marks = (array("I", [span[part] for span in spans]) for part in range(3))
    shared = Intervals(starts, ends, marks)
    assert shared.starts is starts
    assert shared.ends is ends
    assert shared.marks is marks
    assert list(shared.within(0, 90)) == list(intervals(spans).within(0, 90))


def test_mentions_are_marked_by_their_kinds() -> None:
    kinds = array("B", MentionKind)
    places = array("I", range(len(kinds)))
    ends = array("I", (place + 1 for place in places))
    marked = of_mentions(Findings(places, ends, kinds))
    assert list(marked.marks) == [Mark.QUANTITY, Mark.QUOTATION, Mark.MIXED, Mark.REPORT, Mark.TERM]
    assert [marked.span(number) for number in range(len(marked))] == list(zip(places, ends, strict=True))
