"""How far two figures agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.comparison.figures import Likeness, bounds_of, days_of, likeness, measure_of
from annotations.detection.quantities import find_quantities
from annotations.model import Quantity, QuantityKind


def figure(text: str) -> Quantity:
    return find_quantities(text, 0, len(text), "2017-10-14")[0]


@pytest.mark.parametrize(
    ("one", "other", "expected", "why"),
    [
        ("around 90 percent", "around 85%", Likeness.CONFLICTING, "“around 90 percent” against “around 85%”"),
        ("up to 1,500 men", "around 1,500 men", Likeness.COMPATIBLE, "same figure, “up to 1,500” and “around 1,500”"),
        ("thousands", "hundreds", Likeness.CONFLICTING, "“thousands” against “hundreds”"),
        ("dozens of men", "40 men", Likeness.COMPATIBLE, "“dozens” holds “40”"),
        ("40 men", "dozens of men", Likeness.COMPATIBLE, "“dozens” holds “40”"),
        ("June", "June 6", Likeness.COMPATIBLE, "“June” holds “June 6”"),
        ("December 2016", "December 24, 2016", Likeness.COMPATIBLE, "“December 2016” holds “December 24, 2016”"),
        ("around 100 men", "approximately 100 men", Likeness.SAME, ""),
        ("12 men", "13 men", Likeness.CONFLICTING, "“12” against “13”"),
        ("1,500 men", "1,503 men", Likeness.COMPATIBLE, "“1,500” and “1,503” round to one figure"),
        ("at least 10 men", "12 men", Likeness.COMPATIBLE, "“at least 10” holds “12”"),
        ("nearly 100 men", "95 men", Likeness.COMPATIBLE, "“nearly 100” holds “95”"),
        (
            "up to 10 men",
            "at least 5 men",
            Likeness.COMPATIBLE,
            "“up to 10” and “at least 5” leave room for each other",
        ),
        ("3 km", "3,000 metres", Likeness.SAME, ""),
        ("recent days", "June 6", Likeness.SAME, ""),
    ],
)
def test_two_figures_are_the_same_compatible_or_conflicting(one: str, other: str, expected: Likeness, why: str) -> None:
    assert likeness(figure(one), figure(other)) == (expected, why)


@pytest.mark.parametrize(
    ("iso", "days"),
    [("2016-02", 29), ("2017", 365), ("2017-W41", 7), ("2017-10-09/2017-10-14", 6), ("2017-12", 31), ("2017-10-14", 1)],
)
def test_a_date_leaves_its_days_open(iso: str, days: int) -> None:
    bounds = days_of(iso)
    assert bounds is not None
    assert bounds.high - bounds.low + 1 == days


@pytest.mark.parametrize("iso", ["6-1", "2017-02-30", "2017-10-09/never", ""])
def test_what_is_no_date_has_no_days(iso: str) -> None:
    assert days_of(iso) is None


def test_measures_are_compared_in_their_base_unit() -> None:
    assert measure_of(figure("3 km")) == "m"
    assert measure_of(figure("$3")) == "USD"
    assert measure_of(figure("June 6")) == "date"


@given(st.integers(0, 10**9), st.sampled_from(["", "around", "up to", "at least", "nearly"]))
def test_every_modifier_leaves_the_figure_itself_open(value: int, modifier: str) -> None:
    exact = Quantity(0, 1, "x", QuantityKind.NUMBER, float(value))
    said = Quantity(0, 1, "x", QuantityKind.NUMBER, float(value), modifier=modifier)
    bounds, point = bounds_of(said), bounds_of(exact)
    assert bounds is not None
    assert point is not None
    assert bounds.holds(point)
    assert likeness(exact, said)[0] is not Likeness.CONFLICTING


def test_one_word_for_two_days_is_told_with_the_days() -> None:
    one, other = (find_quantities("on Saturday", 0, 11, day)[0] for day in ("2017-10-14", "2017-10-22"))
    assert likeness(one, other) == (
        Likeness.CONFLICTING,
        "“Saturday” (2017-10-14) against “Saturday” (2017-10-21)",
    )
