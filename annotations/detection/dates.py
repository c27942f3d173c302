"""Dates and timestamps on the calendar: "Sun Oct 15, 2017 11:03AM", "11-13 Dec.", "June to August 2015".

A date is read as parts in any order, each at most once, so that "GMT 09:45 2017 Saturday ,11 November" is one
timestamp.
"""

from annotations.detection.calendar_words import (
    DAY_WORDS,
    DAYPARTS,
    FULL_NAMES,
    MONTHS,
    NAMESAKES,
    WEEKDAYS,
    ZONES,
)
from annotations.detection.clock import SMALL_HOURS, by_daypart, clock_at, hour_at, zone_text
from annotations.detection.currencies import SIGNS
from annotations.detection.number_words import ORDINAL_SUFFIXES, ORDINAL_UNITS
from annotations.detection.numeric_dates import short_year, take_numeric
from annotations.detection.reading import Reading
from annotations.detection.resolution import Parts, has_date, resolve
from annotations.detection.spoken_dates import STARTS as SPOKEN
from annotations.detection.spoken_dates import (
    day_of_month_end,
    ordinal_follows,
    spoken_day,
    spoken_year,
    stands_beside_month,
)
from annotations.detection.tense import speaks_of_future, speaks_of_past
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind

_DASHES = frozenset("-–—−")
_TO = _DASHES | {"to", "through", "until", "till"}


_BESIDE = word_set(
    ": / - – — − . , this st nd rd th am pm a p h of o in to through thru and until till noon oclock"
).union(ZONES, MONTHS, WEEKDAYS, DAY_WORDS)


def may_begin_date(tokens: Tokens, index: int) -> bool:
    """Whether the figure at token `index` has a neighbour that a date or a time can go on with."""
    word = tokens.words[index]
    is_spaced = len(word) == 4 and tokens.is_figure(index + 1)
    return tokens.words[index + 1] in _BESIDE or "." in word or len(word) == 8 or is_spaced


def date_at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """The date or time whose first part stands at token `index`, or the span of two."""
    parts, last = _parts_at(tokens, index)
    if last == index:
        return None
    first = index
    before = tokens.words[index - 1]
    if parts.clock and before in ZONES and index - 1 >= floor:
        first, parts.zone = index - 1, zone_text(ZONES[before])
    elif before == "the" and index - 1 >= floor and _takes_article(tokens, parts, index):
        first = index - 1
    parts.is_coming = speaks_of_future(tokens, index)
    parts.is_past = not parts.is_coming and bool(parts.day) and speaks_of_past(tokens, index)
    if parts.clock and parts.daypart and not parts.last_clock:
        _tell_half_of_day(parts)
    kind = QuantityKind.TIME if parts.clock or parts.daypart else QuantityKind.DATE
    reading = Reading(first, last, kind, value=resolve(parts, tokens.published))
    return _until(tokens, reading, parts, floor) if not parts.last_clock else reading


def _tell_half_of_day(parts: Parts) -> None:
    """`8:30 tonight` is in the evening, `last night at 3` on the day behind that night."""
    parts.clock = by_daypart(parts.clock, parts.daypart)
    if parts.shift is not None and parts.daypart == "night" and 0 < int(parts.clock[:2]) <= SMALL_HOURS:
        parts.shift += 1


def _takes_article(tokens: Tokens, parts: Parts, index: int) -> bool:
    """`the 14th of October`, `the next week on Monday`; the article of "the October deal" is the deal's."""
    is_day = parts.day and parts.month and not tokens.words[index].isalpha()
    return bool(is_day) or parts.week is not None


def _until(tokens: Tokens, reading: Reading, parts: Parts, floor: int) -> Reading:
    """Take in the second date of a span; the first has the year of the second."""
    words, at = tokens.words, reading.last
    between = words[at] == "and" and words[reading.first - 1] == "between" and reading.first > floor
    if not (between or words[at] in _TO):
        return reading
    second, last = _parts_at(tokens, at + 1)
    alike = (parts.month is None) == (second.month is None) and (parts.day is None) == (second.day is None)
    if last == at + 1 or not alike or bool(parts.clock) != bool(second.clock):
        return reading
    second.is_coming, second.is_past = parts.is_coming, parts.is_past
    parts.year = parts.year or second.year
    parts.week = second.week if parts.week is None else parts.week
    end = resolve(second, tokens.published)
    if parts.clock and not has_date(parts):
        second.clock, parts = parts.clock, second  # from 3 p.m. to 5 p.m. on Friday
    begin = resolve(parts, tokens.published)
    reading.value = f"{begin}/{end}" if begin and end else None
    reading.first -= between
    reading.last = last
    return reading


def date_end(tokens: Tokens, index: int) -> int:
    """Where the date that begins at token `index` ends, `index` if there is none."""
    return _parts_at(tokens, index)[1]


# Parts


def _parts_at(tokens: Tokens, index: int) -> tuple[Parts, int]:
    """As many parts of one date as follow each other from token `index`, and where they end."""
    parts, last = Parts(), index
    while (grown := _next_part(tokens, parts, last, index)) > last:
        last = grown
    is_date = (
        parts.month or parts.shift is not None or parts.weekday is not None or parts.clock or (parts.year and parts.day)
    )
    return (parts, last) if is_date else (parts, index)


def _next_part(tokens: Tokens, parts: Parts, last: int, index: int) -> int:
    """Read one more part into `parts`; returns where it ends, `last` if there is none."""
    return next((end for at in _places(tokens, last, index) if (end := _take(tokens, parts, at)) > at), last)


def _places(tokens: Tokens, last: int, index: int) -> tuple[int, ...]:
    """Where the next part may stand: right here, or behind a comma or a small word."""
    if last == index:
        return (index,)
    word, after = tokens.words[last], tokens.words[last + 1]
    if word in {"-", "/"} and tokens.glued(last) and tokens.glued(last + 1):
        return (last + 1,)
    if word == "(" and after in WEEKDAYS:
        return (last + 1,)
    if word == ",":
        return (last + 2, last + 1) if after in {"the", "at"} else (last + 1,)
    if word in {"of", "the", "at", "on", "@", "t", "in"}:
        return (last, last + 2) if after in {"the", "around", "about"} else (last, last + 1)
    if word in {"around", "about", "by", "early", "late"}:
        return (last + 1,) if _is_told_by_clock(tokens, last + 1) else (last,)
    return (last,)


def _is_told_by_clock(tokens: Tokens, at: int) -> bool:
    """Whether a time of day stands at token `at` that needs no other word ("Friday around 4pm", "early morning")."""
    clock = clock_at(tokens, at) or hour_at(tokens, at) if tokens.is_figure(at) else None
    return tokens.words[at] in DAYPARTS or clock is not None


def _take(tokens: Tokens, parts: Parts, at: int) -> int:
    """Read one part at token `at` into `parts`; returns where it ends, `at` if there is none."""
    word = tokens.words[at]
    if word[:1].isdecimal():
        return _take_figure(tokens, parts, at)
    if word in MONTHS and parts.month is None:
        return _take_month(tokens, parts, at)
    if word in WEEKDAYS and parts.weekday is None:
        return _take_weekday(tokens, parts, at)
    if word in DAY_WORDS and parts.shift is None and not _has_day(parts):
        return _take_day_of_writing(tokens, parts, at)
    if word in DAYPARTS and (parts.weekday is not None or parts.day or parts.shift is not None) and not parts.daypart:
        parts.daypart = word
        return at + 1
    if word in {"the", "of", "on", "at"}:
        return at
    if word in _SIDES and parts.week is None and parts.shift is None:
        return _take_pointed(tokens, parts, at)
    end = _take_day_word(tokens, parts, at) if word in SPOKEN else at
    end = end if end > at else _take_spelled_year(tokens, parts, at)
    return end if end > at else _take_clock(tokens, parts, at)


_SIDES = {"last": -1, "previous": -1, "this": 0, "next": 1, "following": 1}


def _take_pointed(tokens: Tokens, parts: Parts, at: int) -> int:
    """`next week` beside a weekday; `last night` and `this morning` beside a time of day."""
    side, noun = _SIDES[tokens.words[at]], tokens.words[at + 1]
    if noun == "year" and parts.month and not parts.year and parts.years is None:
        parts.years = side
        return at + 2
    weekday_at = _weekday_behind(tokens, at + 2) if parts.weekday is None else at + 2
    if noun == "week" and parts.month is None and weekday_at:
        parts.week = side
        return weekday_at
    comes = side < 1 or (tokens.words[at - 1] != "the" and clock_at(tokens, at + 2))  # "next morning 7:30"
    if noun in DAYPARTS and comes and not _has_day(parts) and not parts.daypart:
        parts.shift, parts.daypart = side, noun
        return at + 2
    return at


_MOST_BETWEEN = 3  # words of "next week, how about on Wednesday"


def _weekday_behind(tokens: Tokens, at: int) -> int | None:
    """Where the weekday of "next week on Monday", "next week - Monday" or "next week, maybe on Monday" stands."""
    words = tokens.words
    near = at + (words[at] in {"on", ",", "-", "–", "—", "("})
    if words[near] in WEEKDAYS:
        return near
    if words[at] != ",":
        return None
    for on in range(near, near + _MOST_BETWEEN + 1):
        if words[on] == "on" and words[on + 1] in WEEKDAYS:
            return on + 1
        if not words[on].isalpha() or words[on] in WEEKDAYS:
            return None
    return None


def _has_day(parts: Parts) -> bool:
    return parts.weekday is not None or parts.month is not None


def _take_day_of_writing(tokens: Tokens, parts: Parts, at: int) -> int:
    """`yesterday`, `tonight`; not the name of a newspaper ("USA Today")."""
    if tokens.is_capital(at) and tokens.is_capital(at - 1) and not tokens.glued(at):
        return at
    word = tokens.words[at]
    parts.shift = DAY_WORDS[word]
    if word == "tonight":
        parts.daypart = "night"
    return at + 1


def _take_figure(tokens: Tokens, parts: Parts, at: int) -> int:
    end = take_numeric(tokens, parts, at)
    if end == at and not parts.clock:
        end = _take_clock(tokens, parts, at)
    if end == at:
        end = _take_day(tokens, parts, at)
    return end if end > at else _take_year(tokens, parts, at)


def _take_clock(tokens: Tokens, parts: Parts, at: int) -> int:
    clock = None if parts.clock else clock_at(tokens, at)
    behind = tokens.words[at + 2] if tokens.words[at + 1] == "," else tokens.words[at + 1]
    has_day = parts.shift is not None or parts.weekday is not None or behind in DAY_WORDS
    has_day = has_day or (behind in {"this", "last"} and tokens.words[at + 2] in DAYPARTS)
    if clock is None and not parts.clock and has_day:
        clock = hour_at(tokens, at)
    if clock is None or (tokens.words[at - 1] in {"in", "on"} and parts.month):
        return at
    parts.clock, parts.last_clock, parts.zone = clock.text, clock.until, clock.zone
    return clock.last


def _take_month(tokens: Tokens, parts: Parts, at: int) -> int:
    word = tokens.words[at]
    end = at + 1
    if word not in FULL_NAMES:
        is_written = tokens.is_capital(at) or parts.day is not None
        if not is_written and (word == "may" or not ordinal_follows(tokens, end, is_sure=parts.weekday is not None)):
            return at
        if not _beside_figures(tokens, parts, at):
            return at
        if tokens.words[end] == "." and tokens.glued(end) and len(word) < 5 and word != "may":
            end += 1
    parts.month = MONTHS[word]
    return end


_DAY_WORDS = frozenset({*ORDINAL_UNITS, "twenty", "thirty"})
_BEFORE_MONTH = word_set(
    """
    in since by until till from of last next this early late mid during before after between every
    through to each and or late-
    """
)


def _beside_figures(tokens: Tokens, parts: Parts, at: int) -> bool:
    """Whether "May" or "Mar" has a figure beside it or a word before it that only a month follows."""
    words = tokens.words
    behind = at + 2 if words[at + 1] in {".", "/"} and tokens.glued(at + 1) else at + 1
    if parts.day or tokens.is_figure(behind) or tokens.is_figure(at - 1) or words[behind] in _DAY_WORDS:
        return True
    if words[at - 1] in {"-", "–"}:
        return tokens.is_figure(at - 2) or words[at - 2] in {"mid", "late", "early"} or words[at - 2] in MONTHS
    is_name = tokens.is_capital(behind) and words[behind] not in MONTHS
    return words[at - 1] in _BEFORE_MONTH and not is_name


def _take_weekday(tokens: Tokens, parts: Parts, at: int) -> int:
    words, word = tokens.words, tokens.words[at]
    end = at + 1
    if words[at - 1] == "(" and parts.day:
        parts.weekday = WEEKDAYS[word] if words[end] == ")" else None
        return end + 1 if words[end] == ")" else at
    if word not in FULL_NAMES:
        follows = words[end] in {",", "."} or words[end] in MONTHS or tokens.is_figure(end)
        in_week = parts.week is not None
        if not tokens.is_capital(at) or not (follows or in_week) or tokens.raw(at).isupper():
            return at
        end += words[end] == "." and tokens.glued(end)
        if words[end] == "," and not (tokens.is_figure(end + 1) or words[end + 1] in MONTHS):
            return at
    if words[end] in NAMESAKES and tokens.is_capital(end):
        return at
    parts.weekday = WEEKDAYS[word]
    return end


def _take_day(tokens: Tokens, parts: Parts, at: int) -> int:
    """`14`, `14th` or `11-13` beside its month, or behind its weekday."""
    first, end = _day_number(tokens, at)
    if parts.day or first is None or tokens.words[at - 1] in SIGNS:
        return at
    last_day = None
    if tokens.words[end] in _DASHES or tokens.words[end] in {"to", "through", "thru", "and"}:
        skip = 2 if tokens.words[end + 1] == "the" else 1
        second, second_end = _day_number(tokens, end + skip)
        if second and second > first and (parts.month or _is_month(tokens, second_end)):
            last_day, end = second, second_end
    if not (_is_month(tokens, end) or _day_after_name(tokens, parts, at, end)):
        return at
    parts.day, parts.last_day = first, last_day
    return day_of_month_end(tokens, end)


def _day_after_name(tokens: Tokens, parts: Parts, at: int, end: int) -> bool:
    words = tokens.words
    suffixed = words[end - 1] in ORDINAL_SUFFIXES
    if parts.month:
        counts = words[end] in {"%", "percent", "million", "billion", "per", ":"} or (
            words[end] == "-" and tokens.glued(end) and not suffixed
        )
        return suffixed or (words[at - 1] != "," and not counts)
    return parts.weekday is not None and suffixed


def _is_month(tokens: Tokens, at: int) -> bool:
    """Whether a month follows a day: "14 October", "14th of October", "14-Oct"."""
    at = day_of_month_end(tokens, at)
    if tokens.words[at] in {"of", "-", "/", ","}:
        at += 1
    word = tokens.words[at]
    return word in MONTHS and (tokens.is_capital(at) or word in FULL_NAMES or tokens.words[at - 1] == "of")


def _day_number(tokens: Tokens, at: int) -> tuple[int | None, int]:
    word = tokens.words[at]
    if not (word.isdecimal() and len(word) <= 2 and 0 < int(word) <= 31):
        return None, at
    suffixed = tokens.words[at + 1] in ORDINAL_SUFFIXES and tokens.glued(at + 1)
    return int(word), at + 1 + suffixed


def _take_day_word(tokens: Tokens, parts: Parts, at: int) -> int:
    """`the first of March`, `March twenty-second`."""
    words, spoken = tokens.words, spoken_day(tokens, at)
    if parts.day or spoken is None:
        return at
    end = day_of_month_end(tokens, spoken.last)
    behind_weekday = parts.weekday is not None and words[at - 1] == "the" and words[at - 2] != ","
    of_month = end > spoken.last or (words[end] == "of" and words[end + 1] in MONTHS)
    counts = words[end] in WEEKDAYS  # "in May, the third Sunday"
    is_told = spoken.is_ordinal and not counts and (parts.month or behind_weekday or of_month)
    if not is_told and not stands_beside_month(tokens, at, spoken):
        return at
    parts.day = spoken.day
    return end


def _take_year(tokens: Tokens, parts: Parts, at: int) -> int:
    year = year_value(tokens, at) or short_year(tokens, parts, at)
    if parts.year or year is None:
        return _take_spelled_year(tokens, parts, at)
    follows = tokens.words[at + 1]
    in_timestamp = parts.clock and (follows in WEEKDAYS or follows in MONTHS)
    if not (parts.month or in_timestamp):
        return at
    parts.year = year
    return at + 1


def _take_spelled_year(tokens: Tokens, parts: Parts, at: int) -> int:
    """`May nineteen seventy-two`."""
    found = None if parts.year or not parts.month else spoken_year(tokens, at)
    if found is None:
        return at
    parts.year, end = found
    return end


def year_value(tokens: Tokens, at: int) -> int | None:
    """The year that token `at` can be: four digits from 1000 to 2100."""
    word = tokens.words[at]
    if len(word) != 4 or not word.isdecimal() or not 1000 <= int(word) <= 2100:
        return None
    return int(word)
