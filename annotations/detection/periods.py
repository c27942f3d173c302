"""Time told from where the writer stands: "last month", "the past five days", "a year ago"."""

from datetime import date

from annotations.detection.calendar_words import (
    DAYPARTS,
    EARLY_LATE,
    PERIODS,
    POINTING,
    SEASONS,
    WEEKDAYS,
)
from annotations.detection.dates import date_at, year_value
from annotations.detection.holidays import HOLIDAYS, LONGEST, ONLY_CAPITAL
from annotations.detection.holidays import STARTS as HOLIDAY_STARTS
from annotations.detection.measures import add_smaller
from annotations.detection.reading import Reading
from annotations.detection.resolution import moved, near_day, period_text, span_of
from annotations.detection.tense import speaks_of_future, speaks_of_past
from annotations.detection.tokens import Tokens
from annotations.detection.units import FACTORS
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind

_REPEATED = frozenset(f"{day}s" for day in WEEKDAYS if day.endswith("day"))
TRIGGERS = frozenset({*PERIODS, *_REPEATED, *DAYPARTS, *SEASONS, *HOLIDAY_STARTS, "overnight"})
AGO = frozenset({"ago", "earlier", "later", "hence", "ahead"})
"""What makes a date of the duration before it."""
_DURATION_CUES = word_set(
    """
    for within after over through throughout several many few take takes took taken lasted last lasts
    spent spend in of him them more than wait waited waiting two three and or about until by the those
    these not if even perhaps maybe
    """
)
_WHOLE = frozenset({"throughout", "during", "over", "of", "in", "for"})
_RATE = word_set(
    """
    times twice once dollars euros percent % hours days cents people pounds barrels tons
    """
)
BELOW_A_DAY = frozenset({"s", "min", "h"})
"""Units of which a number leads to a time of day."""


def period_at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """The relative date, time or vague duration that hangs on token `index`; words before it are taken in."""
    word = tokens.words[index]
    if word in _REPEATED:
        return Reading(index, index + 1, QuantityKind.DATE)
    if word == "overnight":
        return Reading(index, index + 1, QuantityKind.TIME)
    if word in HOLIDAY_STARTS:
        return holiday_at(tokens, index)
    if tokens.glued(index) or (tokens.words[index + 1] == "-" and tokens.glued(index + 1)):
        return _long(tokens, index, floor)
    if word in SEASONS:
        return _season(tokens, index, floor)
    if word in DAYPARTS:
        return _daypart(tokens, index, floor)
    return _pointed(tokens, index, floor) or _counted_from(tokens, index, floor) or _bare(tokens, index, floor)


def holiday_at(tokens: Tokens, index: int) -> Reading | None:
    """`Christmas`, `Easter 2018`, `last Thanksgiving`."""
    for length in range(LONGEST, 0, -1):
        words = tuple(tokens.words[index : index + length])
        if words in HOLIDAYS:
            is_counted_from = words == ("new", "year") and tokens.words[index - 1] in {"before", "after"}
            may_stand = tokens.is_capital(index) or words not in ONLY_CAPITAL or is_counted_from
            names_place = (
                length == 1 and tokens.is_capital(index + 1) and len(tokens.words[index + 1]) > 1
            )  # Easter Island
            return _datedholiday_at(tokens, index, index + length) if may_stand and not names_place else None
    return None


def _datedholiday_at(tokens: Tokens, index: int, last: int) -> Reading:
    day_of = HOLIDAYS[tuple(tokens.words[index:last])]
    reading = Reading(index, last, QuantityKind.DATE)
    if year := year_value(tokens, last):
        reading.last, reading.value = last + 1, day_of(year).isoformat() if day_of else f"{year}"
    elif day_of and tokens.published:
        coming = POINTING.get(tokens.words[index - 1]) or speaks_of_future(tokens, index)
        this_year = tokens.words[index - 1] == "this"
        reading.value = (
            day_of(tokens.published.year).isoformat() if this_year else near_day(day_of, tokens.published, coming)
        )
    return reading


def _long(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`a week-long siege`."""
    words = tokens.words
    if words[index + 2] != "long" or words[index - 1] not in {"a", "the"} or PERIODS.get(words[index]) not in FACTORS:
        return None
    seconds = FACTORS[PERIODS[words[index]]][1]
    return Reading(max(floor, index - 1), index + 3, QuantityKind.DURATION, value=seconds, unit="s")


def _season(tokens: Tokens, index: int, floor: int) -> Reading | None:
    words = tokens.words
    before = words[index - 1]
    year_place = index + 2 if words[index + 1] == "of" else index + 1
    year = year_value(tokens, year_place)
    if year:
        return with_article(tokens, Reading(index, year_place + 1, QuantityKind.DATE, value=f"{year:04d}"), floor)
    if before in POINTING:
        return with_article(tokens, Reading(index - 1, index + 1, QuantityKind.DATE), floor)
    if words[index] == "fall" or words[index + 1] == "of":
        return None
    season_follows = before in {"in", "by", "since", "during", "until"} | EARLY_LATE or (
        before == "the" and words[index - 2] in {"in", "by", "during", "over", "until", "since", "of"}
    )
    reading = Reading(index, index + 1, QuantityKind.DATE)
    return with_article(tokens, reading, floor) if season_follows else None


def _daypart(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`last night`, `this morning`, `in the evening`."""
    words, before = tokens.words, tokens.words[index - 1]
    if index - 1 < floor:
        return None
    if before in {"last", "this", "next"} and (day := date_at(tokens, index - 1, floor)):
        return day
    if before in POINTING:
        return with_article(tokens, Reading(index - 1, index + 1, QuantityKind.TIME), floor)
    if before == "the" and words[index - 2] in {"in", "during", "of", "through", "into"} and words[index + 1] != "of":
        return Reading(index - 1, index + 1, QuantityKind.TIME)
    stands = before in EARLY_LATE or (before == "at" and words[index] == "night")
    return Reading(index, index + 1, QuantityKind.TIME) if stands else None


def with_article(tokens: Tokens, reading: Reading, floor: int) -> Reading:
    """Take "the" or "these" before a date into it."""
    if reading.first > floor and tokens.words[reading.first - 1] in {"the", "this", "these", "those"}:
        reading.first -= 1
    return reading


def _pointed(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`last month`, `the past months`, `the following day`, `the coming days and weeks`."""
    words = tokens.words
    before = words[index - 1]
    if index - 1 >= floor and words[index] == "week" and (day := date_at(tokens, index - 1, floor)):
        return day
    if before not in POINTING or index - 1 < floor or (before == "that" and words[index].endswith("s")):
        return None
    unit, direction = PERIODS[words[index]], POINTING[before]
    last = index + 1
    if words[last] in {"and", "or"} and words[last + 1] in PERIODS and words[last + 1].endswith("s"):
        last += 2
    kind = QuantityKind.TIME if unit in BELOW_A_DAY else QuantityKind.DATE
    value = None
    if direction is not None and not words[index].endswith("s"):
        until_now = before == "past" or (before == "last" and words[index - 2] == "the")
        value = _span_or_period(tokens, unit, direction, until_now=until_now)
    if unit == "day" and words[index - 2] == "the" and tokens.told and before in _BESIDE_TOLD:
        value = moved(date.fromisoformat(tokens.told[: len("2017-10-14")]), _BESIDE_TOLD[before])
    vague = words[index].endswith("s")
    return with_article(tokens, Reading(index - 1, last, kind, value=value, vague=vague), floor)


_BESIDE_TOLD = {"previous": -1, "preceding": -1, "next": 1, "following": 1}


def _span_or_period(tokens: Tokens, unit: str, direction: int, *, until_now: bool) -> str | None:
    """The seven days until now ("the past week"), or the calendar week before this one ("last week")."""
    if until_now and unit in FACTORS:
        return span_of(tokens.published, direction, unit)
    return period_text(tokens.published, unit, direction)


def _counted_from(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`a year ago`, `a week later`; alone "a year" is a duration unless it is a rate ("$5 a day")."""
    words, unit = tokens.words, PERIODS[tokens.words[index]]
    article = words[index - 1]
    if article not in {"a", "an", "another", "every", "each", "all"} or index - 1 < floor or unit not in FACTORS:
        return None
    reading = Reading(
        index - 1, index + 1, QuantityKind.DURATION, value=FACTORS[unit][1], unit="s", scale=FACTORS[unit][1]
    )
    if article in {"every", "each", "all"}:
        return reading if unit not in BELOW_A_DAY else None
    if words[index + 1] in AGO:
        return reading
    add_smaller(tokens, reading)
    if reading.last > index + 1:
        return reading
    is_rate = (
        words[index - 2] in _RATE
        or words[index - 2] == ")"
        or (index - 1 == floor and floor > 0)
        or tokens.is_figure(index - 2)
    )
    return None if is_rate or unit in {"day", "min", "weekend", "quarter"} else reading


def _bare(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`for weeks`, `months ago`, `the days ahead`, `throughout the week`, `the day before`."""
    words, word = tokens.words, tokens.words[index]
    before, after = words[index - 1], words[index + 1]
    if word == "day" and after in _BESIDE and words[index + 2] in {"yesterday", "tomorrow"}:
        value = moved(tokens.published, 2 * _BESIDE[after]) if tokens.published else None
        return with_article(tokens, Reading(index, index + 3, QuantityKind.DATE, value=value), floor)
    if before == "the" and index - 1 >= floor:
        return _definite(tokens, index)
    if not word.endswith("s") or word == "quarters":
        return None
    reading = Reading(index, index + 1, QuantityKind.DURATION, vague=True)
    if before == "many" and words[index - 2] in {"as", "so", "how"}:
        return None
    more = before == "more" and words[index - 2] in {"several", "few", "many"} and index - 2 >= floor
    if more:
        before = words[index - 2]
        reading.first -= 1
        index -= 1
    if before in {"several", "few", "many"}:
        reading.first -= 1 + (before == "few" and words[index - 2] in {"a", "the"})
        reading.first = max(reading.first, floor)
        seconds = FACTORS[PERIODS[word]][1]
        reading.low, reading.high, reading.unit = 3 * seconds, 9 * seconds, "s"
    if after in AGO:
        return reading
    return reading if before in _DURATION_CUES and after not in {"of", "when"} else None


_BESIDE = {"before": -1, "after": 1}


def _definite(tokens: Tokens, index: int) -> Reading | None:
    words, word = tokens.words, tokens.words[index]
    after = words[index + 1]
    beside = _BESIDE.get(after)
    if words[index - 2] == "to":
        return None
    if words[index - 2] == "in" and words[index - 3] in EARLY_LATE and after != "of":
        return Reading(index - 1, index + 1, QuantityKind.DATE)
    if after == "ahead":
        return Reading(index - 1, index + 2, QuantityKind.DATE, vague=word.endswith("s"))
    if beside and word in {"day", "week", "month", "year", "night"}:
        reading = Reading(index - 1, index + 2, QuantityKind.DATE)
        ends = word != "night" and not words[index + 2][:1].isalnum()  # not "the day after the vote"
        return _beside_told_day(tokens, reading, PERIODS[word], beside) if ends else reading
    if word in {"week", "month", "year", "weekend", "decade"} and words[index - 2] in _WHOLE and after != "of":
        return Reading(index - 1, index + 1, QuantityKind.DATE)
    return Reading(index - 1, index + 1, QuantityKind.DATE) if word == "weekend" else None


def _beside_told_day(tokens: Tokens, reading: Reading, unit: str, direction: int) -> Reading:
    """`the day before`: of the day that the text named last, else of the day of publication."""
    told = date.fromisoformat(tokens.told[: len("2017-10-14")]) if tokens.told else None
    reading.value = period_text(told or tokens.published, unit, direction)
    if told is None:
        leave_open(tokens, reading)
    return reading


def leave_open(tokens: Tokens, reading: Reading) -> None:
    """Say that a date counts from a day that is not named: vague, and without a value if that cannot be."""
    has_been = speaks_of_past(tokens, reading.first)
    published = tokens.published.isoformat() if tokens.published else ""
    if has_been and str(reading.value)[: len(published)] > published:
        reading.value = None
    reading.vague = reading.value is not None
