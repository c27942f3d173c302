"""Dates of publication as pages write them, read into ISO 8601.

Only what can be read in one way is a date: `14/10/2017` is one, `04/10/2017` is the tenth of April or the
fourth of October.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<{}>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{{0,6}})\.?"
_DATE = re.compile(
    r"\b(?:(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
    rf"|{_MONTH.format('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})\b"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH.format('m3')},? (?P<y3>\d{{4}})\b"
    r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})\b"
    r"|(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y5>\d{4})\b)",
    re.IGNORECASE,
)


class Stamp(NamedTuple):
    """A date in a line: its ISO 8601 form and where it stands in that line, `[start, end)` in code points."""

    iso: str
    start: int
    end: int


def find_stamps(line: str) -> Iterator[Stamp]:
    """The dates with day, month and year in `line`, in order, that the calendar has."""
    for match in _DATE.finditer(line):
        year, month, day = _numbers(match)
        if iso := _iso(year, month, day):
            yield Stamp(iso, match.start(), match.end())


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    part = {name[:1]: value for name, value in match.groupdict().items() if value}
    if "a" in part:
        return int(part["y"]), *_month_and_day(int(part["a"]), int(part["b"]))
    month = part["m"]
    return (
        int(part["y"]),
        int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1,
        int(part["d"]),
    )


def _month_and_day(first: int, second: int) -> tuple[int, int]:
    """Which of two numbers is the month, where only one can be; 0 and 0 where both can."""
    if first == second or first <= 12 < second:
        return first, second
    return (second, first) if second <= 12 < first else (0, 0)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
