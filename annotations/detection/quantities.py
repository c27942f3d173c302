"""Figures in a text, found and read: `find_quantities`.

The order of the rules is the grammar: what is no figure first (codes), then dates and times, then numbers
with what they measure, ranges, modifiers, and at last what is counted. Rules run only at trigger words,
each of which costs a bounded number of steps, so the cost grows with the length of the text and nothing
else.
"""

from collections.abc import Iterator
from datetime import date, datetime

from annotations.detection import clock, codes, numerals, periods
from annotations.detection.bounds import add_second_bound
from annotations.detection.calendar_words import DAY_WORDS, MONTHS, PERIODS, WEEKDAYS
from annotations.detection.date_places import add_clock, add_place, after_of
from annotations.detection.dates import date_at, may_begin_date
from annotations.detection.measures import measure_at
from annotations.detection.modifiers import add_modifiers
from annotations.detection.nouns import CLOSED, add_counted
from annotations.detection.number_words import MAGNITUDES, ORDINAL_TENS, ORDINAL_UNITS, TENS, UNITS_AND_TEENS
from annotations.detection.periods import period_at
from annotations.detection.ranges import range_at
from annotations.detection.reading import Reading
from annotations.detection.tokens import Tokens, stretches
from annotations.detection.told_spans import add_anchor, named_day, spanned, told_from, weekday_of_week
from annotations.detection.word_tables import word_set
from annotations.detection.years import day_of_month, fiscal_quarter, ordinal_period, year_at
from annotations.quantity import Quantity, QuantityKind

_TRIGGERS = frozenset({*numerals.TRIGGERS, *periods.TRIGGERS, *clock.TRIGGERS, *MONTHS, *WEEKDAYS, *DAY_WORDS})
_DATE_WORDS = frozenset({*MONTHS, *WEEKDAYS, *DAY_WORDS, *ORDINAL_UNITS, *ORDINAL_TENS, *TENS, *clock.TRIGGERS})
_TEMPORAL = frozenset({QuantityKind.DATE, QuantityKind.TIME})


def find_quantities(text: str, start: int = 0, end: int | None = None, published: str = "") -> list[Quantity]:
    """Every figure in `text[start:end]` with its reading, and every code that only looks like one.

    Args:
        text: An article's text as read.
        start: First code point to look at.
        end: One past the last, the end of the text if left out.
        published: ISO date, with a time of day or without, that "Saturday", "last month" and "October 14th" are
            resolved against; without it they keep a kind and no value.

    Returns:
        Mentions in the order of the text, none overlapping another; spans are code points of `text`.

    Raises:
        ValueError: `published` is neither empty nor an ISO date.
    """
    day = moment(published) if published else None
    stop = len(text) if end is None else end
    return [
        quantity for first, last in stretches(text, start, stop) for quantity in _in_stretch(text, first, last, day)
    ]


def moment(published: str) -> date:
    """The day of an ISO text, or the day and time where it has both.

    Raises:
        ValueError: It is no ISO text.
    """
    has_time = len(published) > len("2017-10-14")
    return datetime.fromisoformat(published) if has_time else date.fromisoformat(published)


def _in_stretch(text: str, start: int, end: int, published: date | None) -> Iterator[Quantity]:
    tokens = Tokens(text, start, end, published)
    floor = 0
    triggers = [at for at, word in enumerate(tokens.words) if word in _TRIGGERS or "0" <= word < ":"]
    closed = _protected(tokens, start, end) if triggers else {}
    for index in triggers:
        if index < floor:
            continue
        reading = closed.get(index) or _reading_at(tokens, index, floor)
        if reading is not None:
            reading.first = max(reading.first, floor)  # a figure may have reached into an address
            tokens.told = named_day(reading) or tokens.told
            yield reading.quantity(tokens)
            floor = max(reading.last, index + 1)


def _protected(tokens: Tokens, start: int, end: int) -> dict[int, Reading]:
    """The codes that are told by their shape alone, by every token in them."""
    found: dict[int, Reading] = {}
    at = 0
    for first, last in codes.zones(tokens.text, start, end):
        while tokens.starts[at] < first and at < tokens.count:
            at += 1
        begin = at
        while tokens.ends[at] <= last and at < tokens.count:
            at += 1
        reading = Reading(begin, at, QuantityKind.CODE)
        found.update((index, reading) for index in range(begin, at))
    return found


def _reading_at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """The mention that the trigger at token `index` belongs to, finished."""
    reading = _figure(tokens, index, floor) if tokens.is_figure(index) else _word(tokens, index, floor)
    if reading is None or reading.kind is QuantityKind.CODE:
        return reading
    if reading.kind is QuantityKind.DURATION:
        add_modifiers(tokens, reading, floor)
        reading = spanned(tokens, told_from(tokens, reading), floor)
    elif led := _led_by_weekday(tokens, reading):
        reading = led
    if reading.kind in _TEMPORAL:
        add_anchor(tokens, reading)
        after_of(tokens, reading)
        add_place(tokens, reading, floor)
        add_clock(tokens, reading)
    add_modifiers(tokens, reading, floor)
    add_second_bound(tokens, reading)
    add_counted(tokens, reading)
    return reading


def _led_by_weekday(tokens: Tokens, weekday: Reading) -> Reading | None:
    """`Thursday, two years from now`: the weekday of the week that the words behind it lead to."""
    at = weekday.last + (tokens.words[weekday.last] == ",")
    is_bare = weekday.last == weekday.first + 1 and tokens.words[weekday.first] in WEEKDAYS
    if not is_bare or not (tokens.is_figure(at) or tokens.words[at] in UNITS_AND_TEENS or tokens.words[at] == "a"):
        return None
    offset = _reading_at(tokens, at + (tokens.words[at] == "a"), at)
    if offset is None or _FROM.isdisjoint(tokens.words[offset.first : offset.last]):
        return None
    weekday.last, weekday.value = offset.last, weekday_of_week(offset, WEEKDAYS[tokens.words[weekday.first]])
    return weekday


_FROM = frozenset({"from", "after", "before", "ago"})


def _figure(tokens: Tokens, index: int, floor: int) -> Reading | None:
    return (
        codes.chain_at(tokens, index)
        or fiscal_quarter(tokens, index, floor)
        or (may_begin_date(tokens, index) and date_at(tokens, index, floor))
        or year_at(tokens, index, floor)
        or codes.code_at(tokens, index, floor)
        or _number(tokens, index, floor)
    )


def _word(tokens: Tokens, index: int, floor: int) -> Reading | None:
    word = tokens.words[index]
    reading = None
    if word in _DATE_WORDS:
        reading = date_at(tokens, index, floor)
    elif word in UNITS_AND_TEENS:
        reading = _spoken_time(tokens, index, floor)
    if reading is None and word in periods.TRIGGERS:
        reading = period_at(tokens, index, floor)
    if reading is None and word in numerals.TRIGGERS:
        reading = _number(tokens, index, floor)
    return reading


def _spoken_time(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`six p.m.`, `eight o'clock`, `five May`: only where these words follow, numbers being so many."""
    return date_at(tokens, index, floor) if tokens.words[index + 1] in _BEHIND_SPOKEN else None


_BEHIND_SPOKEN = frozenset({"am", "pm", "a", "p", "o", "oclock", "to", "-", *MONTHS, *TENS, *UNITS_AND_TEENS})


def _number(tokens: Tokens, index: int, floor: int) -> Reading | None:
    if not tokens.is_figure(index) and _is_no_number(tokens, index):
        return None
    reading = measure_at(tokens, index, floor)
    if reading is None:
        return None
    if reading.kind is QuantityKind.ORDINAL:
        if _leads_span(tokens, reading.last):
            return None
        period = ordinal_period(tokens, reading, floor)
        name = period or day_of_month(tokens, reading, floor) or codes.ordinal_name(tokens, reading)
        return name or (None if codes.is_plain_word(tokens, reading) else reading)
    return _ratio(tokens, reading) or range_at(tokens, reading, floor)


def _leads_span(tokens: Tokens, at: int) -> bool:
    """Whether an ordinal stands before a number of days or years: "the first two days" is one date."""
    counts = tokens.is_figure(at) or tokens.words[at] in UNITS_AND_TEENS
    return counts and tokens.words[at + 1] in PERIODS


def _ratio(tokens: Tokens, reading: Reading) -> Reading | None:
    """`one in five`, `two out of three`."""
    words, at = tokens.words, reading.last
    if reading.kind is not QuantityKind.NUMBER or not isinstance(reading.value, float):
        return None
    at += 2 if words[at : at + 2] == ["out", "of"] else 1
    if words[at - 1] not in {"in", "of", "over"} or (words[at - 1] == "of" and words[at - 2] != "out"):
        return None
    if not (
        tokens.is_figure(at)
        or words[at] in UNITS_AND_TEENS
        or words[at] in TENS
        or words[at] in MAGNITUDES
        or words[at] == "a"
    ):
        return None
    whole = numerals.numeral_at(tokens, at + (words[at] == "a"), at)
    if whole is None or not isinstance(whole.value, float) or whole.kind is QuantityKind.ORDINAL:
        return None
    fits = 0 < abs(reading.value) < whole.value and (words[at - 1] == "of" or _is_share(tokens, whole))
    if not fits:
        return None
    reading.value, reading.last = reading.value / whole.value, whole.last
    return reading


def _is_share(tokens: Tokens, whole: Reading) -> bool:
    """Whether "in ten" is a share, not a time or a year: not "three in ten days", not "five in 2014"."""
    if tokens.words[whole.first - 1] == "over" and tokens.words[whole.last] not in {"", ".", ",", ";"}:
        return False
    return tokens.words[whole.last] not in PERIODS and float(whole.value or 0) not in range(1900, 2100)


_IDIOMS = frozenset({"day", "thing", "another", "side", "way", "hand"})
_NOT_BEFORE_ONE = word_set("no this that which each every any another the some either neither")
_BEFORE_ONE = word_set("only just least than about exactly under over up")


def _is_no_number(tokens: Tokens, index: int) -> bool:
    """Whether a number word is something else: "one of the", "no one", "one-time", "ground zero"."""
    words, word = tokens.words, tokens.words[index]
    before, after = words[index - 1], words[index + 1]
    if words[index - 2 : index] == ["group", "of"] and tokens.is_capital(index):
        return True
    if word == "second" and (before in {"a", "per", "split", "every"} and after in {"", ".", ","}):
        return True
    if words[index - 2 : index + 1] == ["of", "a", "second"]:
        return True
    if word in {"zero", "nil"}:
        return before in {"ground", "absolute"} or after in {"-", "tolerance"}
    if word != "one":
        return False
    if after == "-":
        return words[index + 2] in {"time", "off", "sided", "way", "man", "on", "stop", "to", "size", "liner"}
    if before in _NOT_BEFORE_ONE:
        return True
    if after in {"in", "out", "or", "to", "and", "over"}:
        return not (
            tokens.is_figure(index + 2)
            or words[index + 2] in numerals.TRIGGERS
            or words[index + 2] == "of"
            or after == "and"
        )
    if before == "at" and after == "point":
        return True
    is_noun = after[:1].isalpha() and after not in CLOSED and after not in _IDIOMS
    return not (is_noun or before in _BEFORE_ONE or tokens.count == 1 or tokens.is_figure(index + 1) or after == "more")
