"""Numbers in digits: "1,500", "60 000", "2.5m", "3½", "6.63×10−4", "3 million"."""

import re

from annotations.detection.currencies import WORDS as CURRENCY_WORDS
from annotations.detection.number_words import (
    FRACTION_SIGNS,
    GLUED_MAGNITUDES,
    MAGNITUDES,
    ORDINAL_SUFFIXES,
    SCALES,
)
from annotations.detection.reading import Reading
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?")
_LENGTHS = word_set(
    """
    tall high long wide deep away below above apart race final hurdles freestyle sprint relay medley
    """
)
_SIGNS = frozenset({"-", "−"})
_LARGEST_BASE = 1000.0  # to the power of 99 it fits a float
_MOST_GROUPS = 5  # of three digits, each set apart by a space
_MOST_DIGITS = 100  # a longer figure is no quantity
_LARGEST_SCALE = 1e21  # "a million million million" is one; without an end it would not fit a float


def figure_value(word: str) -> float | None:
    """The value of a token in digits, nothing when its separators make no number ("1.2.3", "1,2")."""
    if len(word) > _MOST_DIGITS or not _GROUPED.fullmatch(word):
        return None
    return float(word.replace(",", ""))


def figure_at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """The number whose digits are token `index`; a sign before it is taken in down to `floor`."""
    value = figure_value(tokens.words[index])
    if value is None:
        return None
    reading = Reading(index, index + 1, value=value, in_digits=True)
    _take_groups(tokens, reading)
    if tokens.glued(index + 1) and tokens.words[index + 1] in ORDINAL_SUFFIXES:
        reading.kind, reading.last = QuantityKind.ORDINAL, index + 2
        return reading
    _add_fraction(tokens, reading)
    _raise(tokens, reading)
    _take_spoken_decimals(tokens, reading)
    _take_power(tokens, reading)
    _take_sign(tokens, reading, floor)
    return scaled(tokens, reading)


def _take_spoken_decimals(tokens: Tokens, reading: Reading) -> None:
    """Take in "1 point 5", as it is said."""
    words, last = tokens.words, reading.last
    if words[last] == "point" and words[last - 1].isdecimal() and words[last + 1].isdecimal():
        reading.value, reading.last = float(f"{words[last - 1]}.{words[last + 1]}"), last + 2


def _take_power(tokens: Tokens, reading: Reading) -> None:
    """Take in the exponent of "10^6" or "5^-1"."""
    words, at = tokens.words, reading.last + 1
    if words[at - 1] != "^" or not isinstance(reading.value, float):
        return
    sign = -1 if words[at] in _SIGNS else 1
    at += words[at] in _SIGNS or words[at] == "+"
    is_small = words[at].isdecimal() and len(words[at]) < 3 and 0 < reading.value <= _LARGEST_BASE
    if is_small:
        reading.value, reading.last = reading.value ** (sign * int(words[at])), at + 1


def _take_groups(tokens: Tokens, reading: Reading) -> None:
    """Take in thousands set apart by spaces: "60 000", "1 500 000"."""
    words, last = tokens.words, reading.last
    if len(words[reading.first]) > 3 or not words[reading.first].isdecimal() or tokens.is_figure(reading.first - 1):
        return
    while len(words[last]) == 3 and words[last].isdecimal() and last - reading.first < _MOST_GROUPS:
        last += 1
    if last > reading.last and tokens.ends[last - 1] - tokens.starts[reading.first] < 5 * (last - reading.first):
        reading.value, reading.last = float("".join(words[reading.first : last])), last


def _raise(tokens: Tokens, reading: Reading) -> None:
    """Take in a power of ten: "3e12", "6.63×10−4"."""
    words, at = tokens.words, reading.last
    if words[at] in {"×", "x"} and words[at + 1] == "10":
        at += 2
    elif words[at] == "e" and tokens.glued(at):
        at += 1
    else:
        return
    sign = -1 if words[at] in _SIGNS else 1
    at += words[at] in _SIGNS or words[at] in {"+", "^"}
    if tokens.glued(at) and words[at].isdecimal() and len(words[at]) < 3:
        reading.times(10.0 ** (sign * int(words[at])))
        reading.last = at + 1


def _take_sign(tokens: Tokens, reading: Reading, floor: int) -> None:
    """Minus signs and the bare point of ".77" stand before the figure, touching it and nothing else."""
    before = reading.first - 1
    if take_sign_word(tokens, reading, floor):
        return
    opens = before == floor == 0 and tokens.words[before] in _SIGNS
    if before < floor or not (opens or tokens.glued(reading.first)) or _hangs_on_word(tokens, before):
        return
    if tokens.words[before] in _SIGNS and tokens.is_figure(before - 1):
        return  # "35 -120" is a span
    mark = tokens.words[before]
    if mark in _SIGNS:
        reading.first = before
        reading.times(-1)
    elif mark == "." and "." not in tokens.words[reading.first]:
        reading.value = float("0." + tokens.words[reading.first].replace(",", ""))
        reading.first = before


def take_sign_word(tokens: Tokens, reading: Reading, floor: int) -> bool:
    """Take in "minus" or "negative"; returns whether there was one."""
    before = reading.first - 1
    is_sign = before >= floor and tokens.words[before] in {"minus", "negative"} and tokens.words[before - 1] != "or"
    if is_sign:
        reading.first = before
        reading.times(-1)
    return is_sign


def _hangs_on_word(tokens: Tokens, index: int) -> bool:
    return tokens.glued(index) and tokens.words[index - 1] not in {"(", "[", "=", "<", ">", "“", '"', "$", "€", "£"}


def _add_fraction(tokens: Tokens, reading: Reading) -> None:
    """Take in "½" or "3/8" behind a whole number, or make the figure itself the upper half of one."""
    last, words = reading.last, tokens.words
    whole = float(reading.value or 0)
    if words[last] in FRACTION_SIGNS:
        reading.value, reading.last = whole + FRACTION_SIGNS[words[last]], last + 1
    elif (part := _slashed(tokens, last)) and part < 1 and not tokens.glued(last):
        reading.value, reading.last = whole + part, last + 3
    elif part := _slashed(tokens, reading.first):
        reading.value, reading.last = part, last + 2


def _slashed(tokens: Tokens, index: int) -> float | None:
    """The value of "3/8" at `index`, of small whole numbers only."""
    if tokens.words[index + 1] != "/" or not (tokens.glued(index + 1) and tokens.glued(index + 2)):
        return None
    upper, lower = tokens.words[index], tokens.words[index + 2]
    if not (upper.isdecimal() and lower.isdecimal()) or len(upper) > 2 or len(lower) > 2:
        return None
    return int(upper) / int(lower) if int(lower) and tokens.words[index + 3] != "/" else None


def scaled(tokens: Tokens, reading: Reading) -> Reading:
    """Multiply by the magnitudes behind a number: "2.5 million", "3-million", "10k", "a hundred thousand"."""
    while True:
        at = reading.last
        if tokens.words[at] == "-" and tokens.glued(at) and tokens.words[at + 1] in MAGNITUDES:
            at += 1
        scale = SCALES.get(tokens.words[at]) or _glued_scale(tokens, reading)
        if not scale or reading.scale >= _LARGEST_SCALE:
            return reading
        reading.times(scale)
        reading.scale *= scale
        reading.last = at + 1


def _glued_scale(tokens: Tokens, reading: Reading) -> float | None:
    """What "k", "m", "b" or "t" behind a figure multiply it by, if it is not a unit."""
    at = reading.last
    letter = tokens.words[at]
    if letter not in GLUED_MAGNITUDES or not (reading.in_digits and tokens.glued(at)):
        return None
    if tokens.glued(at + 1) and tokens.words[at + 1] not in ".,;:)-–—'’\"”?!%":
        return None
    if letter == "k" or _after_money(tokens, reading.first):
        return GLUED_MAGNITUDES[letter]
    is_money = tokens.words[at + 1] in CURRENCY_WORDS
    if is_money or (letter == "m" and tokens.words[at + 1] not in _LENGTHS and float(reading.value or 0) < 100):
        return GLUED_MAGNITUDES[letter]
    return None


def _after_money(tokens: Tokens, first: int) -> bool:
    return tokens.words[first - 1] in {"$", "€", "£", "¥", "₹", "rs"}
