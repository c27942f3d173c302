"""Holidays by their words, and the days they fall on: the same every year, a weekday of a month, or by Easter."""

from collections.abc import Callable
from datetime import date, timedelta

_DayOf = Callable[[int], date]


def _fixed(month: int, day: int) -> _DayOf:
    return lambda year: date(year, month, day)


def nth_weekday(count: int, weekday: int, month: int) -> _DayOf:
    """The `count`-th such weekday of a month, the last one if -1; Monday is 0. The fifth may be in the next month."""

    def day_of(year: int) -> date:
        if count < 0:
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))

    return day_of


def _from_easter(days: int) -> _DayOf:
    return lambda year: easter(year) + timedelta(days=days)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


_TABLE: dict[str, _DayOf | None] = {
    "christmas day": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new year": _fixed(1, 1),
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "valentine's day": _fixed(2, 14),
    "st patrick's day": _fixed(3, 17),
    "earth day": _fixed(4, 22),
    "may day": _fixed(5, 1),
    "juneteenth": _fixed(6, 19),
    "independence day": None,
    "bastille day": _fixed(7, 14),
    "halloween": _fixed(10, 31),
    "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "martin luther king day": nth_weekday(3, 0, 1),
    "presidents day": nth_weekday(3, 0, 2),
    "mother's day": None,
    "father's day": nth_weekday(3, 6, 6),
    "memorial day": nth_weekday(-1, 0, 5),
    "labor day": nth_weekday(1, 0, 9),
    "labour day": None,
    "columbus day": nth_weekday(2, 0, 10),
    "thanksgiving day": nth_weekday(4, 3, 11),
    "thanksgiving": nth_weekday(4, 3, 11),
    "black friday": None,
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "good friday": _from_easter(-2),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "easter": _from_easter(0),
    "pentecost": _from_easter(49),
    "ramadan": None,
    "eid": None,
    "eid al - fitr": None,
    "eid al - adha": None,
    "passover": None,
    "hanukkah": None,
    "yom kippur": None,
    "diwali": None,
    "ashura": None,
    "lunar new year": None,
    "nowruz": None,
}


def _written(name: str) -> list[tuple[str, ...]]:
    """A name as tokens, with either apostrophe."""
    return [tuple(name.replace("'", f" {mark} ").split()) for mark in ("'’" if "'" in name else "'")]


HOLIDAYS = {words: day_of for name, day_of in _TABLE.items() for words in _written(name)}
"""The day of a year by the words of a holiday; nothing where countries or moons differ."""

STARTS = frozenset(words[0] for words in HOLIDAYS)

ONLY_CAPITAL = frozenset(
    {("new", "year"), ("may", "day"), ("eid",), ("ashura",), ("good", "friday"), ("black", "friday")}
)
"""Names that are other words as well in lower case."""

LONGEST = max(map(len, HOLIDAYS))
