"""Dates that the calendar does not have, and dates against other days of publication."""

from itertools import pairwise

import pytest

from annotations.detection.quantities import find_quantities
from annotations.model import QuantityKind


def values(text: str, published: str) -> list[object]:
    return [each.value for each in find_quantities(text, published=published)]


def test_a_day_that_the_calendar_does_not_have_is_no_date() -> None:
    found = find_quantities("The part 45/13/2017 is missing.", published="2017-10-14")
    assert QuantityKind.DATE not in {each.kind for each in found[:2]}


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2017-10-14", "It fell on Saturday.", "2017-10-14"),
        ("2017-10-15", "It fell on Saturday.", "2017-10-14"),
        ("2017-10-14", "It will fall on Saturday.", "2017-10-14"),
        ("2017-10-16", "It is expected to fall on Friday.", "2017-10-20"),
        ("2017-10-16", "He was expected. It fell on Friday.", "2017-10-13"),
        ("2017-01-05", "It fell in December.", "2016-12"),
        ("2017-12-20", "It opens January 5.", "2018-01-05"),
        ("2017-01-05", "It fell last month.", "2016-12"),
        ("2017-01-05", "It fell last year.", "2016"),
        ("2017-01-05", "It ends next month.", "2017-02"),
        ("2017-01-01", "It fell last week.", "2016-W51"),
        ("2017-10-14", "It fell last October 5.", "2017-10-05"),
        ("2016-03-31", "It fell on the 30th.", "2016-03-30"),
        ("2016-03-29", "It fell on the 30th.", "2016-01-30"),
        ("2017-10-14", "It fell two weeks ago.", "2017-09-30"),
        ("2017-10-14", "It fell 14 months ago.", "2016-08-14"),
        ("2017-10-14", "It fell a century ago.", "1917"),
        ("2018-11-15", "It fell on previous Wednesday.", "2018-11-07"),
        ("2018-11-15", "It fell last Tuesday.", "2018-11-13"),
        ("2018-11-15", "It will fall next Friday.", "2018-11-23"),
        ("2018-11-15", "It will fall this coming Friday.", "2018-11-16"),
        ("2021-03-15", "They ate on Friday the 26th.", "2021-03-26"),
        ("2021-03-15", "He was shot on Friday the 26th.", "2021-02-26"),
        ("2021-03-20", "It will begin on Friday the 26th.", "2021-03-26"),
        ("2021-03-03", "It will begin on Friday the 26th.", "2021-03-26"),
        ("2017-10-14", "It began on the thirty-first day of June.", None),
        ("2017-05-31", "It is due on the 31st of next month.", None),
        ("2017-10-14", "They returned a week later.", None),
        ("2017-10-14", "See you tmrw 4.", "2017-10-15T04:00"),
        ("2017-10-14", "The paper is due two weeks from tmr.", "2017-10-29"),
        ("2017-10-14", "The council meets at 7 p . m . on Friday .", "2017-10-20T19:00"),
        ("2017-10-14", "The council met at 7 p.m on Friday.", "2017-10-13T19:00"),
        ("2017-10-14", "Send it back next 3rd of May.", "2018-05-03"),
        ("2017-10-14", "They met again on the following Friday.", None),
    ],
)
def test_a_missing_part_comes_from_the_day_of_publication(published: str, text: str, value: str | None) -> None:
    assert values(text, published) == [value]


def test_a_day_outside_the_calendar_has_no_value() -> None:
    assert values("It fell in the past 20,000 years and ends tomorrow.", "9999-12-31") == [None, None]
    assert values("It fell 20,000 years ago.", "2017-10-14") == [None]
    assert values("It will end in 20 minutes.", "9999-12-31T23:59:00") == [None]
    assert values("They will eat at next Easter.", "9999-12-31") == [None]
    assert values("It ends on June 5 next year, in June next year.", "9999-12-31") == [None, None]
    assert values("It ends next 5/12, on the 5th of next month.", "9999-12-31") == [None, None]
    assert values("It will end on the last Friday of December.", "9999-11-30") == [None]
    assert values("They left on Friday; the following Monday they came.", "9999-12-31") == ["9999-12-31", None]
    assert values("It began on the first Monday of January.", "0001-01-31") == ["0001-01-01"]


def test_weeks_beyond_the_calendar_have_no_value() -> None:
    assert values("It ends next week, next weekend.", "9999-12-31") == [None, None]


def test_a_figure_that_reaches_into_an_address_is_not_told_twice() -> None:
    found = find_quantities("Monday noon 2014.will://x1400 past", published="2017-10-14")
    assert all(one.end <= two.start for one, two in pairwise(found))
