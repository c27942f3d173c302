"""Points of lines → the run that is the story."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.lines import look_at_lines
from annotations.articles.story import (
    MORE_THAN_A_SUMMARY,
    NEAR_THE_LARGEST,
    SIGNS,
    UNDER_A_PICTURE,
    find_runs,
    find_story,
    judge,
)

POINTS = st.lists(st.integers(-20, 20).map(float), max_size=14)


@given(POINTS)
def test_the_largest_sum_of_any_lines_in_a_row_is_among_the_runs(points: list[float]) -> None:
    sums = [sum(points[i:j]) for i in range(len(points) + 1) for j in range(i, len(points) + 1)]
    assert max((run.total for run in find_runs(points)), default=0.0) == max(sums)


@given(POINTS)
def test_runs_stand_apart_and_know_their_sums(points: list[float]) -> None:
    runs = list(find_runs(points))
    assert all(run.total == sum(points[run.start : run.end]) > 0 for run in runs)
    assert all(one.end <= other.start for one, other in pairwise(runs))


@given(POINTS)
def test_no_run_before_the_story_comes_near_the_largest(points: list[float]) -> None:
    start, end = find_story(points)
    runs = list(find_runs(points))
    largest = max((run.total for run in runs), default=0.0)
    enough = max(NEAR_THE_LARGEST * largest, min(MORE_THAN_A_SUMMARY, largest))
    assert (start, end) in [(run.start, run.end) for run in runs] or (start, end, runs) == (0, 0, [])
    assert all(run.total < enough for run in runs if run.end <= start)


def test_a_short_story_wins_over_longer_comments_below_it() -> None:
    assert find_story([-1.0, 4.0, 4.0, -9.0, 4.0, 4.0, 4.0]) == (1, 3)


def test_a_summary_that_a_box_parts_from_the_story_is_not_the_story() -> None:
    assert find_story([4.0, -9.0, 4.0, 4.0, -9.0]) == (2, 4)


def test_signs_are_ordered_by_their_points() -> None:
    points = [sign.points for sign in SIGNS]
    assert points == sorted(points, reverse=True)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("The mayor said that the river had never been so high before.", "reads like sentences"),
        ("Villages under water since Monday", "has no end of a sentence"),
        ("Home", "a label"),
        ("Homeless", "a short line"),
        ("[ ]", "a button, an item or a field"),
        ("Comment title *", "leads to other things"),
        ("14 October 2017", "a date, a time or a number"),
        ("Subscribe to our newsletter", "asks something of the visitor"),
        ("The mayor said that the river had never…", "is cut off, to be read elsewhere"),
        ("© The Evening Ledger", "a legal notice"),
        ("A boat in the main street. (Jo Weber/EPA)", UNDER_A_PICTURE),
        ("Photo: a boat in the main street", UNDER_A_PICTURE),
        ("A boat in the main street. Getty Images", UNDER_A_PICTURE),
    ],
)
def test_the_reason_is_what_weighed_most(line: str, reason: str) -> None:
    assert judge(look_at_lines(line)[0]).reason == reason


def test_a_line_in_a_script_without_spaces_has_words() -> None:
    look = look_at_lines(
        "市長は月曜日に、川の水位がこれほど高くなったことはないと述べ、四十人がボートで救出されたと語った。"
    )[0]
    assert look.words > 12
    assert look.ends
