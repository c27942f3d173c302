"""Time told from where the writer stands: "last month", "the past five days", "a year ago"."""

from annotations.detection.calendar_words import (
    DAYPARTS,
    EARLY_LATE,
    HOLIDAY_STARTS,
    HOLIDAYS,
    MONTHS,
    PERIODS,
    PLACES,
    POINTING,
    SEASONS,
    WEEKDAYS,
)
from annotations.detection.dates import date_end, speaks_of_future, year_value
from annotations.detection.measures import add_smaller
from annotations.detection.reading import Reading
from annotations.detection.resolution import Parts, moved, period_text, resolve, shifted, span_of
from annotations.detection.tokens import Tokens
from annotations.detection.units import FACTORS, WORDS
from annotations.detection.word_tables import word_set
from annotations.model import QuantityKind

TRIGGERS = frozenset({*PERIODS, *DAYPARTS, *SEASONS, *HOLIDAY_STARTS, "overnight"})
_AGO = frozenset({"ago", "earlier", "later", "hence", "ahead"})
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
_BELOW_A_DAY = frozenset({"s", "min", "h"})


def period_at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """The relative date, time or vague duration that hangs on token `index`; words before it are taken in."""
    word = tokens.words[index]
    if word == "overnight":
        return Reading(index, index + 1, QuantityKind.TIME)
    if word in HOLIDAY_STARTS:
        return _holiday(tokens, index)
    if tokens.glued(index) or (tokens.words[index + 1] == "-" and tokens.glued(index + 1)):
        return _long(tokens, index, floor)
    if word in SEASONS:
        return _season(tokens, index, floor)
    if word in DAYPARTS:
        return _daypart(tokens, index, floor)
    return _pointed(tokens, index, floor) or _counted_from(tokens, index, floor) or _bare(tokens, index, floor)


def _holiday(tokens: Tokens, index: int) -> Reading | None:
    for length in (5, 4, 3, 2, 1):
        words = tuple(tokens.words[index : index + length])
        if words in HOLIDAYS and tokens.is_capital(index) and not tokens.glued(index):
            last = index + length
            year = year_value(tokens, last)
            value = None
            if day := HOLIDAYS[words]:
                value = resolve(Parts(year=year, month=day[0], day=day[1]), tokens.published)
            return Reading(
                index,
                last + (year is not None),
                QuantityKind.DATE,
                value=value or (f"{year}" if year else None),
            )
    return None


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
    if before in POINTING:
        days = -1 if before in {"last", "past", "previous"} else 0
        known = before in {"last", "this"} and tokens.published
        value = moved(tokens.published, days) if known and tokens.published else None
        return with_article(tokens, Reading(index - 1, index + 1, QuantityKind.TIME, value=value), floor)
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
    if before not in POINTING or index - 1 < floor or (before == "that" and words[index].endswith("s")):
        return None
    unit, direction = PERIODS[words[index]], POINTING[before]
    last = index + 1
    if words[last] in {"and", "or"} and words[last + 1] in PERIODS and words[last + 1].endswith("s"):
        last += 2
    kind = QuantityKind.TIME if unit in _BELOW_A_DAY else QuantityKind.DATE
    value = None
    if direction is not None and not words[index].endswith("s"):
        until_now = before == "past" or (before == "last" and words[index - 2] == "the")
        value = _span_or_period(tokens, unit, direction, until_now=until_now)
    return with_article(tokens, Reading(index - 1, last, kind, value=value), floor)


def _span_or_period(tokens: Tokens, unit: str, direction: int, *, until_now: bool) -> str | None:
    """The seven days until now ("the past week"), or the calendar week before this one ("last week")."""
    if until_now and unit in FACTORS:
        return span_of(tokens.published, FACTORS[unit][1], direction)
    return period_text(tokens.published, unit, direction)


def _counted_from(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`a year ago`, `a week later`; alone "a year" is a duration unless it is a rate ("$5 a day")."""
    words, unit = tokens.words, PERIODS[tokens.words[index]]
    article = words[index - 1]
    if article not in {"a", "an", "every", "each", "all"} or index - 1 < floor or unit not in FACTORS:
        return None
    reading = Reading(
        index - 1, index + 1, QuantityKind.DURATION, value=FACTORS[unit][1], unit="s", scale=FACTORS[unit][1]
    )
    if article in {"every", "each", "all"}:
        return reading if unit not in _BELOW_A_DAY else None
    if words[index + 1] in _AGO:
        return told_from(tokens, reading)
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
    if before == "the" and index - 1 >= floor:
        return _definite(tokens, index)
    if not word.endswith("s") or word == "quarters":
        return None
    reading = Reading(index, index + 1, QuantityKind.DURATION, vague=True)
    if before == "many" and words[index - 2] in {"as", "so", "how"}:
        return None
    if before in {"several", "few", "many"}:
        reading.first -= 1 + (before == "few" and words[index - 2] in {"a", "the"})
        reading.first = max(reading.first, floor)
        unit = PERIODS[word]
        if unit in FACTORS:
            reading.low, reading.high, reading.unit = 3 * FACTORS[unit][1], 9 * FACTORS[unit][1], "s"
    if after in _AGO:
        return told_from(tokens, reading)
    return reading if before in _DURATION_CUES and after not in {"of", "when"} else None


def _definite(tokens: Tokens, index: int) -> Reading | None:
    words, word = tokens.words, tokens.words[index]
    after = words[index + 1]
    if word == "day" and after in {"before", "after"} and words[index + 2] in {"yesterday", "tomorrow"}:
        days = -2 if after == "before" else 2
        value = moved(tokens.published, days) if tokens.published else None
        return Reading(index - 1, index + 3, QuantityKind.DATE, value=value)
    if words[index - 2] == "to":
        return None
    if after == "ahead" or (after in {"before", "after"} and word in {"day", "week", "month", "year", "night"}):
        return Reading(index - 1, index + 2, QuantityKind.DATE)
    if word in {"week", "month", "year", "weekend", "decade"} and words[index - 2] in _WHOLE and after != "of":
        return Reading(index - 1, index + 1, QuantityKind.DATE)
    return Reading(index - 1, index + 1, QuantityKind.DATE) if word == "weekend" else None


def told_from(tokens: Tokens, reading: Reading) -> Reading:
    """Make a duration the date it leads to: "two years ago", "a week later", "will leave in two weeks"."""
    word = tokens.words[reading.last]
    ahead = tokens.words[reading.first - 1] == "in" and speaks_of_future(tokens, reading.first)
    if word in _AGO or ahead or (word == "from" and tokens.words[reading.last + 1] == "now"):
        seconds, unit = reading.value, _unit_of(tokens, reading)
        reading.last += 1 if word in _AGO else 2 if word == "from" else 0
        reading.kind = QuantityKind.TIME if unit in _BELOW_A_DAY else QuantityKind.DATE
        reading.unit = ""
        reading.value = reading.low = reading.high = None
        if (ahead or word in {"ago", "hence", "from"}) and isinstance(seconds, float) and unit in FACTORS:
            count = seconds / FACTORS[unit][1]
            reading.value = shifted(tokens.published, -count if word == "ago" else count, unit)
    return reading


def _unit_of(tokens: Tokens, reading: Reading) -> str:
    return WORDS.get(tokens.words[reading.last - 1], "")


_SPANNING = {
    "past": -1, "last": -1, "previous": -1, "preceding": -1, "recent": -1, "next": 1, "coming": 1,
    "upcoming": 1, "following": 0, "first": 0, "final": 0, "opening": 0, "these": 0,
}  # fmt: skip


_AUXILIARIES = word_set("will would should could can may might must to not only often usually ll")


def spanned(tokens: Tokens, reading: Reading, floor: int) -> Reading:
    """Make a duration behind "the past" or "the next" the interval it names."""
    before = tokens.words[reading.first - 1]
    if before in {"every", "each"} and reading.first > floor:
        reading.first -= 1
        return reading
    is_verb = before == "last" and tokens.words[reading.first - 2] in _AUXILIARIES
    if reading.first - 1 < floor or before not in _SPANNING or tokens.words[reading.first] == "between" or is_verb:
        return reading
    seconds = reading.value if isinstance(reading.value, float) else None
    direction = _SPANNING[before]
    reading.first -= 1
    reading.kind, reading.unit = QuantityKind.DATE, ""
    reading.low = reading.high = None
    reading.value = span_of(tokens.published, seconds, direction) if seconds and direction else None
    return with_article(tokens, reading, floor)


_TIMES_OF_DAY = word_set("hours night morning evening afternoon dawn")


def add_place(tokens: Tokens, reading: Reading, floor: int) -> None:
    """Take "early", "last", "the end of" or "the night of" before a date into it."""
    while reading.first > floor:
        words, at = tokens.words, reading.first - 1
        word = words[at]
        if word in {"-", "–"} and words[at - 1] in EARLY_LATE | {"end"} and tokens.glued(at) and at - 1 >= floor:
            at, word = at - 1, words[at - 1]
        if word in EARLY_LATE or (word == "end" and words[at + 1] == "-"):
            reading.modifier, reading.first = word, at
        elif word in POINTING and word != "that" and _is_named(tokens, reading):
            _point(tokens, reading, at)
        elif word == "of" and words[at - 1] in PLACES and at - 1 >= floor:
            reading.first = at - 1
            reading.modifier = words[at - 1]
            if reading.modifier in _TIMES_OF_DAY:
                reading.kind = QuantityKind.TIME
        elif word in {"year", "fiscal"} and (tokens.is_figure(at + 1) or words[at + 1] == "year"):
            reading.first = at
        elif word == "the" and words[at + 1] in EARLY_LATE | POINTING.keys() | PLACES | {"year", "fiscal"}:
            reading.first = at
            return
        else:
            return


def _is_named(tokens: Tokens, reading: Reading) -> bool:
    word = tokens.words[reading.first]
    return word in MONTHS or word in WEEKDAYS or word in HOLIDAY_STARTS


def _point(tokens: Tokens, reading: Reading, at: int) -> None:
    """`last Wednesday`, `next June`: the weekday or month on that side of the day of publication."""
    direction = POINTING[tokens.words[at]]
    word = tokens.words[reading.first]
    reading.first = at
    published = tokens.published
    if published is None or not direction or year_value(tokens, reading.last - 1):
        return
    if word in WEEKDAYS:
        back = (published.weekday() - WEEKDAYS[word] - 1) % 7 + 1
        reading.value = moved(published, -back if direction < 0 else (7 - back) or 7)
    elif word in MONTHS and reading.last == at + 2:
        passed = MONTHS[word] >= published.month if direction < 0 else MONTHS[word] <= published.month
        reading.value = f"{published.year + direction * passed:04d}-{MONTHS[word]:02d}"
    else:
        reading.value = None


def after_of(tokens: Tokens, reading: Reading) -> None:
    """Take "of 2014" or "of this year" behind a date into it."""
    words, at = tokens.words, reading.last
    if words[at] != "of":
        return
    last = date_end(tokens, at + 1)
    if last > at + 1:
        reading.last, reading.value = last, None
    elif year_value(tokens, at + 1):
        reading.last = at + 2
    elif words[at + 1] in {"this", "last", "next", "the"} and words[at + 2] in PERIODS:
        reading.last = at + 3
