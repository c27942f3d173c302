"""What stands before and behind a date and says which part of it is meant: "early", "last", "the end of"."""

from annotations.detection.calendar_words import EARLY_LATE, MONTHS, PERIODS, PLACES, POINTING, WEEKDAYS
from annotations.detection.dates import date_end, year_value
from annotations.detection.holidays import STARTS as HOLIDAY_STARTS
from annotations.detection.reading import Reading
from annotations.detection.resolution import weekday_near
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind

_AFTER_IN = frozenset({"the", *MONTHS})
_TIMES_OF_DAY = word_set("hours night morning evening afternoon dawn")


def add_place(tokens: Tokens, reading: Reading, floor: int) -> None:
    """Take "early", "last", "the end of" or "the night of" before a date into it."""
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
    elif place == "end" and isinstance(reading.value, str) and len(reading.value) == len("2017-10-14"):
        reading.kind, reading.value = QuantityKind.TIME, f"{reading.value}T23:59:59"


def _is_named(tokens: Tokens, reading: Reading) -> bool:
    word = tokens.words[reading.first]
    return word in MONTHS or word in WEEKDAYS or word in HOLIDAY_STARTS


def _point(tokens: Tokens, reading: Reading, at: int) -> None:
    """`last Wednesday`, `next June`: the weekday or month on that side of the day of publication."""
    direction = POINTING[tokens.words[at]]
    word = tokens.words[reading.first]
    reading.first = at
    published = tokens.published
    if published is None or year_value(tokens, reading.last - 1):
        return
    if direction is None:
        is_told = tokens.words[at] == "following" and tokens.words[at - 1] != "the"
        direction = 1 if is_told else None
    if direction is None:
        reading.value = None
    elif word in WEEKDAYS and _has_number(tokens, reading):
        return
    elif word in WEEKDAYS:
        reading.value = _with_time(reading.value, weekday_near(published, WEEKDAYS[word], direction))
    elif word in HOLIDAY_STARTS:
        return
    elif word in MONTHS and reading.last == at + 2 and direction:
        passed = MONTHS[word] >= published.month if direction < 0 else MONTHS[word] <= published.month
        reading.value = f"{published.year + direction * passed:04d}-{MONTHS[word]:02d}"


def _has_number(tokens: Tokens, reading: Reading) -> bool:
    """Whether the day is told as well: "this Friday 5/12"."""
    return any(map(tokens.is_figure, range(reading.first, reading.last))) and "T" not in str(reading.value)


def _with_time(value: float | str | None, day: str | None) -> str | None:
    """Another day with the time of day of a value."""
    return day and day + "".join(str(value).partition("T")[1:])


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
