"""Dates in figures alone: "2017-10-14", "14/10/2017", "12/24/68", "14.10.2017", "5/17"."""

from annotations.detection.calendar_words import MONTHS
from annotations.detection.resolution import Parts, iso_day
from annotations.detection.tokens import Tokens

_CENTURY_TURN = 29  # two-digit years up to here are of this century
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 32, 64, 100})


def take_numeric(tokens: Tokens, parts: Parts, at: int) -> int:
    """`2017-10-14`, `14/10/2017`, `12/24/68`, `14.10.2017`, `20171014`; month first unless that cannot be."""
    if parts.month or parts.year:
        return at
    if (end := _take_named_month(tokens, parts, at)) > at:
        return end
    figures, end = _three_figures(tokens, at)
    if not figures:
        return _take_month_and_day(tokens, parts, at)
    one, two, three = (int(figure) for figure in figures)
    if len(figures[0]) == 4:
        year, month, day = one, two, three
    else:
        day_first = one > 12 or "." in tokens.words[at]
        year, month, day = _full_year(three), two if day_first else one, one if day_first else two
    if iso_day(year, month, day) is None:
        return at
    parts.year, parts.month, parts.day = year, month, day
    return end


def _take_named_month(tokens: Tokens, parts: Parts, at: int) -> int:
    """`2019/17/Jul`, `2019-Jul-17`: the year first, the month in words."""
    words, mark = tokens.words, tokens.words[at + 1]
    joined = mark in {"-", "/"} and words[at + 3] == mark and all(tokens.glued(at + step) for step in range(1, 5))
    if not joined or len(words[at]) != 4 or not words[at].isdecimal():
        return at
    day, month = (words[at + 2], words[at + 4]) if words[at + 4] in MONTHS else (words[at + 4], words[at + 2])
    is_day = month in MONTHS and day.isdecimal() and len(day) < 3
    if not is_day or iso_day(int(words[at]), MONTHS[month], int(day)) is None:
        return at
    parts.year, parts.month, parts.day = int(words[at]), MONTHS[month], int(day)
    return at + 5


def _take_month_and_day(tokens: Tokens, parts: Parts, at: int) -> int:
    """`5/17`: a date where it cannot be a fraction, or stands behind its weekday."""
    words = tokens.words
    upper, lower = words[at], words[at + 2]
    joined = words[at + 1] == "/" and tokens.glued(at + 1) and tokens.glued(at + 2) and words[at + 3] != "/"
    if not joined or not (upper.isdecimal() and lower.isdecimal() and len(upper) < 3 and len(lower) < 3):
        return at
    one, two = int(upper), int(lower)
    month, day = (two, one) if one > 12 else (one, two)
    is_told = parts.weekday is not None or words[at - 1] in {"next", "last", "this"}
    is_fraction = one < two and two in _DENOMINATORS and not is_told
    if (
        is_fraction
        or (upper, lower) in {("9", "11"), ("24", "7"), ("7", "7"), ("50", "50")}
        or iso_day(2000, month, day) is None
    ):
        return at
    parts.month, parts.day = month, day
    return at + 3


def _three_figures(tokens: Tokens, at: int) -> tuple[list[str], int]:
    words = tokens.words
    word = words[at]
    if len(word) == 8 and word.isdecimal() and word[:2] in {"19", "20"}:
        return [word[:4], word[4:6], word[6:]], at + 1
    dotted = word.split(".")
    if len(dotted) == 3 and _is_date_shape(dotted):
        return dotted, at + 1
    spaced = words[at : at + 3]
    if word[:2] in {"19", "20"} and [len(each) for each in spaced] == [4, 2, 2] and not words[at + 3].isdecimal():
        return (spaced, at + 3) if all(each.isdecimal() for each in spaced) else ([], at)
    mark = words[at + 1]
    if mark in {"-", "/"} and words[at + 3] == mark and all(tokens.glued(at + step) for step in range(1, 5)):
        figures = [words[at], words[at + 2], words[at + 4]]
        goes_on = words[at + 5] == mark and tokens.glued(at + 6) and words[at + 6][:1].isalnum()
        if _is_date_shape(figures) and not goes_on:
            return figures, at + 5
    return [], at


def _is_date_shape(figures: list[str]) -> bool:
    lengths = [len(figure) for figure in figures]
    shaped = (lengths[0] == 4 and max(lengths[1:]) <= 2) or (max(lengths[:2]) <= 2 and lengths[2] in {2, 4})
    return shaped and all(figure.isdecimal() for figure in figures)


def _full_year(year: int) -> int:
    return year if year > 99 else year + (2000 if year <= _CENTURY_TURN else 1900)


def short_year(tokens: Tokens, parts: Parts, at: int) -> int | None:
    """The year of "24-Dec-68" or "12 June of 91"."""
    word, before = tokens.words[at], tokens.words[at - 1]
    joined = tokens.glued(at) and before in {"-", "/"}
    if not (parts.day and parts.month and (joined or before == "of")):
        return None
    return _full_year(int(word)) if len(word) == 2 and word.isdecimal() else None
