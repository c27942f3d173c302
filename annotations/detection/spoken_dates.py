"""Days and years in words: "the twenty first day of August", "April twenty nine nineteen seventy four"."""

from typing import NamedTuple

from annotations.detection.calendar_words import FULL_NAMES, MONTHS
from annotations.detection.number_words import ORDINAL_SUFFIXES, ORDINAL_TENS, ORDINAL_UNITS, TENS, UNITS_AND_TEENS
from annotations.detection.numerals import numeral_at
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set

STARTS = frozenset({*ORDINAL_UNITS, *ORDINAL_TENS, *UNITS_AND_TEENS, *TENS})
_CENTURIES = word_set("sixteen seventeen eighteen nineteen twenty two")
_LONGEST_MONTH = 31
_OFTEN_NO_DAY = 3  # "first", "second" and "third" behind "march": mostly the verb
_MANY = frozenset({"-", "–", "%", "$", "£", "€"})


class SpokenDay(NamedTuple):
    """A number in words that can be a day of the month, the token it ends before, and whether it is an ordinal."""

    day: int
    last: int
    is_ordinal: bool


def spoken_day(tokens: Tokens, at: int) -> SpokenDay | None:
    """The day in words that begins at token `at`: "fifteen", "twenty-second", "thirtieth"."""
    word = tokens.words[at]
    if word in {"twenty", "thirty"}:
        spoken = _with_unit(tokens, at, TENS[word])
    elif word in UNITS_AND_TEENS:
        spoken = SpokenDay(UNITS_AND_TEENS[word], at + 1, is_ordinal=False)
    else:
        spoken = SpokenDay(ORDINAL_UNITS.get(word) or ORDINAL_TENS.get(word, 0), at + 1, is_ordinal=True)
    return spoken if 0 < spoken.day <= _LONGEST_MONTH else None


def _with_unit(tokens: Tokens, at: int, tens: int) -> SpokenDay:
    unit_at = at + (2 if tokens.words[at + 1] == "-" else 1)
    unit = tokens.words[unit_at]
    ordinal, cardinal = ORDINAL_UNITS.get(unit, 0), UNITS_AND_TEENS.get(unit, 0)
    if 0 < (ordinal or cardinal) < TENS["twenty"] // 2:
        return SpokenDay(tens + (ordinal or cardinal), unit_at + 1, is_ordinal=ordinal > 0)
    return SpokenDay(tens, at + 1, is_ordinal=False)


def stands_beside_month(tokens: Tokens, at: int, spoken: SpokenDay) -> bool:
    """Whether a month stands at a spoken day so that nothing else is counted.

    "eleven October" and "March five" are days, "two March deadlines" and "in May two men" are not.
    """
    words = tokens.words
    is_behind = words[at - 1] in MONTHS and not spoken.is_ordinal
    return (is_behind and _ends(tokens, spoken.last)) or (
        _is_month(tokens, spoken.last) and _ends(tokens, spoken.last + 1)
    )


def day_of_month_end(tokens: Tokens, at: int) -> int:
    """Where "day of" ends in "the 23rd day of September", `at` where it does not stand."""
    words = tokens.words
    return at + 1 if words[at : at + 2] == ["day", "of"] and words[at + 2] in MONTHS else at


def ordinal_follows(tokens: Tokens, at: int, *, is_sure: bool) -> bool:
    """Whether "5th" or "twenty-second" stands at token `at`: it makes a month of "march", if not of "may"."""
    if tokens.is_figure(at):
        return tokens.words[at + 1] in ORDINAL_SUFFIXES and tokens.glued(at + 1)
    spoken = spoken_day(tokens, at)
    return spoken is not None and spoken.is_ordinal and (is_sure or spoken.day > _OFTEN_NO_DAY)


def spoken_year(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The year in words at token `at` and where it ends: "nineteen seventy-two", "two thousand and one"."""
    if tokens.words[at] not in _CENTURIES:
        return None
    number = numeral_at(tokens, at, at)
    if number is None or not isinstance(number.value, float) or number.value not in range(1000, 2100):
        return None
    return int(number.value), number.last


def _is_month(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return word in MONTHS and (tokens.is_capital(at) or word in FULL_NAMES)


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether a date can end or go on with its year or time at token `at`, so that no noun is counted."""
    word = tokens.words[at]
    if word in {"at", "around"} or spoken_year(tokens, at):
        return True
    return tokens.is_figure(at) or not (word[:1].isalnum() or word in _MANY)
