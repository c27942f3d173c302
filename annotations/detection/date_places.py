"""What stands before and behind a date and says which part of it is meant: "early", "last", "the end of"."""

from datetime import date

from annotations.detection.calendar_words import DAY_WORDS, EARLY_LATE, MONTHS, PERIODS, PLACES, POINTING, WEEKDAYS
from annotations.detection.clock import clock_at
from annotations.detection.dates import date_at, date_end, year_value
from annotations.detection.holidays import STARTS as HOLIDAY_STARTS
from annotations.detection.holidays import nth_weekday
from annotations.detection.number_words import ORDINAL_UNITS
from annotations.detection.reading import Reading
from annotations.detection.resolution import iso_day, moved, weekday_near
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind

_AFTER_IN = frozenset({"the", *MONTHS})
_TIMES_OF_DAY = word_set("hours night morning evening afternoon dawn")


def add_place(tokens: Tokens, reading: Reading, floor: int) -> None:
    """Take "early", "last", "the end of" or "the night of" before a date into it."""
    _follow_list(tokens, reading)
    while reading.first > floor:
        words, at = tokens.words, reading.first - 1
        word = words[at]
        if word in {"-", "–"} and words[at - 1] in EARLY_LATE | {"end"} and tokens.glued(at) and at - 1 >= floor:
            at, word = at - 1, words[at - 1]
        if word == "in" and words[at - 1] in EARLY_LATE and at - 1 >= floor and words[at + 1] in _AFTER_IN:
            reading.modifier, reading.first = words[at - 1], at - 1  # earlier in the day
        elif word in EARLY_LATE or (word == "end" and words[at + 1] == "-"):
            reading.modifier, reading.first = word, at
        elif word in POINTING and word != "that" and _is_named(tokens, reading):
            _point(tokens, reading, at)
        elif word == "of" and words[at - 1] in PLACES and at - 1 >= floor:
            reading.first = at - 1
            _place(reading, words[at - 1])
        elif word in {"year", "fiscal"} and (tokens.is_figure(at + 1) or words[at + 1] == "year"):
            reading.first = at
        elif word == "the" and words[at + 1] in EARLY_LATE | POINTING.keys() | PLACES | {"year", "fiscal"}:
            reading.first = at
            return
        else:
            return


def _place(reading: Reading, place: str) -> None:
    """Write "end", "morning" or "dawn" into a date; the end of a day is its last second."""
    reading.modifier = place
    if place in _TIMES_OF_DAY:
        reading.kind = QuantityKind.TIME
    elif place == "end" and isinstance(reading.value, str) and len(reading.value) == _DAY:
        reading.kind, reading.value = QuantityKind.TIME, f"{reading.value}T23:59:59"


def _is_named(tokens: Tokens, reading: Reading) -> bool:
    word = tokens.words[reading.first]
    return word in MONTHS or word in WEEKDAYS or word in HOLIDAY_STARTS or _is_numeric(tokens, reading.first)


def _is_numeric(tokens: Tokens, at: int) -> bool:
    return tokens.is_figure(at) and tokens.words[at + 1] == "/"


def _follow_list(tokens: Tokens, reading: Reading) -> None:
    """Give `Tuesday` of "next Monday or Tuesday" and "next week Monday or Tuesday" the direction of the first."""
    words, at = tokens.words, reading.first
    while words[at - 1] in {"or", "and", ","} and words[at - 2] in WEEKDAYS and reading.first - at < _LONGEST_LIST:
        at -= 2
    is_bare = reading.last == reading.first + 1 and words[reading.first] in WEEKDAYS
    if at == reading.first or not is_bare or tokens.published is None:
        return
    weekday = WEEKDAYS[words[reading.first]]
    direction = POINTING.get(words[at - 2]) if words[at - 1] == "week" else POINTING.get(words[at - 1])
    if direction is not None and words[at - 1] == "week":
        reading.value = moved(tokens.published, weekday - tokens.published.weekday() + 7 * direction)
    elif direction is not None:
        reading.value = weekday_near(tokens.published, weekday, direction)


_LONGEST_LIST = 2 * len("MTWTFSS")  # tokens, with a word or comma for each weekday


def _point(tokens: Tokens, reading: Reading, at: int) -> None:
    """`last Wednesday`, `next June`: the weekday or month on that side of the day of publication."""
    direction = POINTING[tokens.words[at]]
    word = tokens.words[reading.first]
    reading.first = at
    published = tokens.published
    if word in WEEKDAYS and len(str(reading.value)) == len("2017-05"):  # "the last Friday of May"
        reading.value = _weekday_of(-1, WEEKDAYS[word], reading.value) if tokens.words[at] == "last" else None
        return
    if published is None or year_value(tokens, reading.last - 1):
        return
    if tokens.words[at] == "following" and word in WEEKDAYS:
        reading.value = _with_time(reading.value, _following(tokens, at, published))
    elif direction is None:
        reading.value = None
    elif word in WEEKDAYS and _has_number(tokens, reading):
        return
    elif word in WEEKDAYS:
        is_nearest = tokens.words[at] in {"coming", "upcoming", "past"}
        day = weekday_near(published, WEEKDAYS[word], direction, is_nearest=is_nearest)
        reading.value = _with_time(reading.value, day)
    elif _is_numeric(tokens, at + 1) and reading.value:
        reading.value = _other_year(reading.value, published, direction)
    elif word in HOLIDAY_STARTS:
        return
    elif word in MONTHS and reading.last == at + 2 and direction:
        passed = MONTHS[word] >= published.month if direction < 0 else MONTHS[word] <= published.month
        first_day = iso_day(published.year + direction * passed, MONTHS[word], 1)
        reading.value = first_day and first_day[: len("2017-10")]


def _following(tokens: Tokens, at: int, published: date) -> str | None:
    """`the following Friday`: after the day that the text named last; without "the", after that of publication."""
    told = date.fromisoformat(tokens.told[:_DAY]) if tokens.told else None
    if told is None and tokens.words[at - 1] == "the":
        return None
    return weekday_near(told or published, WEEKDAYS[tokens.words[at + 1]], 1, is_nearest=told is not None)


def _other_year(value: float | str | None, published: date, direction: int) -> str | None:
    """The same day of the year on that side of the day of publication: "next 5/12"."""
    _, month, day = map(int, str(value)[:_DAY].split("-"))
    today = (published.month, published.day)
    passed = (month, day) <= today if direction > 0 else (month, day) >= today
    return _with_time(value, iso_day(published.year + direction * passed, month, day))


def _has_number(tokens: Tokens, reading: Reading) -> bool:
    """Whether the day is told as well: "this Friday 5/12"."""
    return any(map(tokens.is_figure, range(reading.first, reading.last))) and "T" not in str(reading.value)


def _with_time(value: float | str | None, day: str | None) -> str | None:
    """Another day with the time of day of a value."""
    return day and day + "".join(str(value).partition("T")[1:])


def _told_weekday(tokens: Tokens, reading: Reading) -> str | None:
    """The day of "the first Monday" where "of October" follows."""
    words, at = tokens.words, reading.last
    count, month = ORDINAL_UNITS[words[at - 2]], date_at(tokens, at + 1, at + 1)
    return _weekday_of(count, WEEKDAYS[words[at - 1]], month.value) if month and count <= _MOST_WEEKS else None


def _weekday_of(count: int, weekday: int, month: float | str | None) -> str | None:
    """Such a weekday of a month as ISO text, nothing if the month has no fifth."""
    if not isinstance(month, str) or len(month) != len("2017-10") or not month[-2:].isdecimal():
        return None
    try:
        day = nth_weekday(count, weekday, int(month[-2:]))(int(month[:4])).isoformat()
    except (OverflowError, ValueError):
        return None  # behind the last week of the calendar
    return day if day.startswith(month) else None


_MOST_WEEKS = 5


def add_clock(tokens: Tokens, reading: Reading) -> None:
    """Take "at 8am" behind a day into it: "Christmas Day at 8am"."""
    is_open = reading.kind is QuantityKind.DATE and tokens.words[reading.last] == "at"
    clock = clock_at(tokens, reading.last + 1) if is_open and names_day(tokens, reading) else None
    if clock and not clock.until:
        reading.kind, reading.last = QuantityKind.TIME, clock.last
        is_day = isinstance(reading.value, str) and len(reading.value) == _DAY
        reading.value = f"{reading.value}T{clock.text}{clock.zone}" if is_day else None


def names_day(tokens: Tokens, reading: Reading) -> bool:
    """Whether a word of a date tells its day: "two days after Sunday" is one, not "two days after June"."""
    return any(
        word in WEEKDAYS or word in DAY_WORDS or word in HOLIDAY_STARTS or (word.isdecimal() and len(word) < len("100"))
        for word in tokens.words[reading.first : reading.last]
    )


_DAY = len("2017-10-14")


def after_of(tokens: Tokens, reading: Reading) -> None:
    """Take "of 2014" or "of this year" behind a date into it."""
    words, at = tokens.words, reading.last
    tells_weekday = words[at - 1] in WEEKDAYS and words[at - 2] in ORDINAL_UNITS
    if words[at] != "of" and not (words[at] == "in" and tells_weekday):
        return
    last = date_end(tokens, at + 1)
    if last > at + 1:
        reading.value = _told_weekday(tokens, reading) if tells_weekday else None
        reading.last = last
    elif year_value(tokens, at + 1):
        reading.last = at + 2
    elif words[at + 1] in {"this", "last", "next", "the"} and words[at + 2] in PERIODS:
        reading.last = at + 3
