"""Numbers however they are written: "1,500", "thirty-one thousand", "two-thirds", "dozens", "several hundred"."""

from annotations.detection.figures import figure_at, scaled, take_sign_word
from annotations.detection.number_words import (
    FRACTION_SIGNS,
    FRACTIONS,
    MAGNITUDES,
    MULTIPLES,
    ORDINALS,
    SCALES,
    TENS,
    UNITS_AND_TEENS,
    VAGUE,
    VAGUE_FACTORS,
)
from annotations.detection.reading import Reading, product
from annotations.detection.shares import add_rest, part_at, with_fraction
from annotations.detection.spelled import spelled_at
from annotations.detection.tokens import Tokens
from annotations.quantity import QuantityKind

TRIGGERS = frozenset(
    UNITS_AND_TEENS.keys() | TENS.keys() | MAGNITUDES.keys() | ORDINALS.keys() | FRACTIONS.keys()
    | FRACTION_SIGNS.keys() | VAGUE.keys() | MULTIPLES.keys() | {"hundred", "dozen", "couple", "once"}
)  # fmt: skip
"""Words that can begin or be a number."""


def numeral_at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """The number at token `index`; "a", "several" or a sign before it are taken in down to `floor`."""
    reading = figure_at(tokens, index, floor) if tokens.is_figure(index) else _in_words(tokens, index, floor)
    return reading and add_rest(tokens, reading)


def _in_words(tokens: Tokens, index: int, floor: int) -> Reading | None:
    word = tokens.words[index]
    if word in VAGUE:
        return _vague(tokens, index)
    if word in FRACTION_SIGNS:
        return Reading(index, index + 1, value=FRACTION_SIGNS[word], in_digits=True)
    if word == "once":
        return Reading(index, index + 1, value=1.0) if tokens.words[index - 1] in {"least", "than"} else None
    if word in MULTIPLES:
        return Reading(index, index + 1, value=float(MULTIPLES[word]))
    if word == "couple":
        return _couple(tokens, index, floor)
    if word in FRACTIONS and (part := part_at(tokens, index, floor)):
        return part
    return _spelled(tokens, index, floor)


def _spelled(tokens: Tokens, index: int, floor: int) -> Reading | None:
    reading = spelled_at(tokens, index)
    if reading is None or reading.kind is QuantityKind.ORDINAL:
        return reading
    if tokens.words[index] in SCALES:
        return _before_scale(tokens, reading, floor)
    reading = with_fraction(tokens, reading)
    take_sign_word(tokens, reading, floor)
    return reading


def _vague(tokens: Tokens, index: int) -> Reading | None:
    """`dozens`, `hundreds of thousands`; "tens" and "scores" only before "of"."""
    words, word = tokens.words, tokens.words[index]
    low, high = VAGUE[word]
    reading = Reading(index, index + 1, low=low, high=high, vague=True)
    many = words[index + 2]
    if word in {"tens", "hundreds", "thousands"} and words[index + 1] in {"of", "to"} and many in VAGUE:
        return _to_vague(reading, words[index + 1], many)
    if word in {"tens", "scores"} and words[index + 1] != "of":
        return None
    return None if word == "tens" else reading


def _to_vague(reading: Reading, joiner: str, many: str) -> Reading | None:
    reading.last += 2
    if joiner == "of":
        scale = VAGUE[many][0] / 2
        reading.low, reading.high = (reading.low or 0) * scale, ((reading.high or 0) + 1) * scale - 1
        return reading
    reading.high = VAGUE[many][1]
    return reading


_BEFORE_COUPLE = frozenset({"a", "past", "last", "next", "coming", "first", "previous", "every"})


def _couple(tokens: Tokens, index: int, floor: int) -> Reading | None:
    words = tokens.words
    if words[index - 1] not in _BEFORE_COUPLE or index - 1 < floor:
        return None
    reading = Reading(index - (words[index - 1] == "a"), index + 1, value=2.0, low=2.0, high=3.0, vague=True)
    scale_at = index + 2 if words[index + 1] == "of" else index + 1
    if words[scale_at] in SCALES:
        reading.last = scale_at
        return scaled(tokens, reading)
    return reading if words[index + 1] == "of" else None


def _before_scale(tokens: Tokens, reading: Reading, floor: int) -> Reading:
    """Take in what multiplies a bare "hundred" or "million" from before it: "a", "several", "a few"."""
    before = reading.first - 1
    word = tokens.words[before]
    if before < floor:
        return reading
    if word in VAGUE_FACTORS:
        least, most = VAGUE_FACTORS[word]
        scale = float(reading.value or 0)
        reading.low, reading.high = product(least, scale), product(most + 1, scale) - 1
        reading.value, reading.vague = None, True
        has_article = tokens.words[before - 1] in {"a", "many"} and before > floor
        reading.first = before - 1 if has_article else before
    elif word in {"a", "an"}:
        reading.first = before
    return reading
