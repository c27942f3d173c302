"""Numbers as they are written: "1,500", "2.5m", "thirty-one thousand", "two-thirds", "dozens"."""

import re
from typing import NamedTuple

from annotations.detection.number_words import (
    DOZEN,
    FRACTION_SIGNS,
    FRACTIONS,
    GLUED_MAGNITUDES,
    HUNDRED,
    MAGNITUDES,
    MULTIPLES,
    ORDINAL_MAGNITUDES,
    ORDINAL_SUFFIXES,
    ORDINAL_TENS,
    ORDINAL_UNITS,
    TENS,
    UNITS_AND_TEENS,
    VAGUE,
    VAGUE_FACTORS,
)
from annotations.detection.reading import Reading, product
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set
from annotations.model import QuantityKind

ORDINALS = ORDINAL_UNITS | ORDINAL_TENS | ORDINAL_MAGNITUDES
TRIGGERS = frozenset(
    UNITS_AND_TEENS.keys() | TENS.keys() | MAGNITUDES.keys() | ORDINALS.keys() | FRACTIONS.keys()
    | FRACTION_SIGNS.keys() | VAGUE.keys() | MULTIPLES.keys() | {"hundred", "dozen", "couple", "once"}
)  # fmt: skip
"""Words that can begin or be a number."""

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALES = MAGNITUDES | {"hundred": HUNDRED, "dozen": DOZEN, "dozens": DOZEN}
_LENGTHS = word_set(
    """
    tall high long wide deep away below above apart race final hurdles freestyle sprint relay medley
    """
)
_SIGNS = frozenset({"-", "−"})
_MOST_DIGITS = 300  # a longer figure is no quantity and would not fit a float


def figure_value(word: str) -> float | None:
    """The value of a token in digits, nothing when its separators make no number ("1.2.3", "1,2")."""
    if len(word) > _MOST_DIGITS or not _GROUPED.fullmatch(word):
        return None
    return float(word.replace(",", ""))


def numeral_at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """The number at token `index`; "a", "several" or a sign before it are taken in down to `floor`."""
    if tokens.is_figure(index):
        return _figure(tokens, index, floor)
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
    if word in FRACTIONS and (part := _part(tokens, index, floor)):
        return part
    return _spelled(tokens, index, floor)


# Digits


def _figure(tokens: Tokens, index: int, floor: int) -> Reading | None:
    value = figure_value(tokens.words[index])
    if value is None:
        return None
    reading = Reading(index, index + 1, value=value, in_digits=True)
    if tokens.glued(index + 1) and tokens.words[index + 1] in ORDINAL_SUFFIXES:
        reading.kind, reading.last = QuantityKind.ORDINAL, index + 2
        return reading
    _add_fraction(tokens, reading)
    _raise(tokens, reading)
    _take_sign(tokens, reading, floor)
    return _scaled(tokens, reading)


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
    if before >= floor and tokens.words[before] in {"minus", "negative"}:
        reading.first = before
        reading.times(-1)
        return
    opens = before == floor == 0 and tokens.words[before] in _SIGNS
    if before < floor or not (opens or tokens.glued(reading.first)) or _hangs_on_word(tokens, before):
        return
    mark = tokens.words[before]
    if mark in _SIGNS:
        reading.first = before
        reading.times(-1)
    elif mark == "." and "." not in tokens.words[reading.first]:
        reading.value = float("0." + tokens.words[reading.first].replace(",", ""))
        reading.first = before


def _hangs_on_word(tokens: Tokens, index: int) -> bool:
    return tokens.glued(index) and tokens.words[index - 1] not in {"(", "[", "=", "“", '"', "$", "€", "£"}


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


def _scaled(tokens: Tokens, reading: Reading) -> Reading:
    """Multiply by the magnitudes behind a number: "2.5 million", "3-million", "10k", "a hundred thousand"."""
    while True:
        at = reading.last
        if tokens.words[at] == "-" and tokens.glued(at) and tokens.words[at + 1] in MAGNITUDES:
            at += 1
        scale = _SCALES.get(tokens.words[at]) or _glued_scale(tokens, reading)
        if not scale:
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
    if letter == "m" and tokens.words[at + 1] not in _LENGTHS and float(reading.value or 0) < 100:
        return GLUED_MAGNITUDES[letter]
    return None


def _after_money(tokens: Tokens, first: int) -> bool:
    return tokens.words[first - 1] in {"$", "€", "£", "¥", "₹", "rs"}


# Words


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


def _couple(tokens: Tokens, index: int, floor: int) -> Reading | None:
    words = tokens.words
    if words[index - 1] != "a" or index - 1 < floor:
        return None
    reading = Reading(index - 1, index + 1, value=2.0, low=2.0, high=3.0, vague=True)
    scale_at = index + 2 if words[index + 1] == "of" else index + 1
    if words[scale_at] in _SCALES:
        reading.last = scale_at
        return _scaled(tokens, reading)
    return reading if words[index + 1] == "of" else None


def _part(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`half`, `half a million`, `a third of`, `a quarter of`."""
    words, word = tokens.words, tokens.words[index]
    first = index - 1 if words[index - 1] in {"a", "one"} and index - 1 >= floor else index
    if word == "half":
        return _half(tokens, index, first)
    stands = words[index + 1] in _AFTER_PART or words[first - 1] in _BEFORE_HALF
    if first == index or not stands:
        return None
    return _scaled(tokens, Reading(first, index + 1, value=FRACTIONS[word]))


_AFTER_PART = frozenset({"of", "million", "billion", "", ".", ",", "were", "are", "have", "had"})
_AFTER_HALF = word_set(
    """
    of the a an its his her their our your my that those these all as million billion dozen hour
    """
)
_BEFORE_HALF = word_set(
    """
    than almost nearly about around by over under only roughly exactly least to a another
    """
)
_NOT_BEFORE_HALF = ORDINALS.keys() | {"other", "better", "latter", "opening"}


def _half(tokens: Tokens, index: int, first: int) -> Reading | None:
    words = tokens.words
    at = index + 1
    if words[at] == "-" and tokens.glued(at):
        at += 1
        if words[at] not in MAGNITUDES and words[at] not in {"dozen", "hour"}:
            return None
    elif words[index - 1] in _NOT_BEFORE_HALF:
        return None
    if (
        (words[at] not in _AFTER_HALF or words[at] == "as")
        and words[index - 1] not in _BEFORE_HALF
        and tokens.count > 1
    ):
        return None
    reading = Reading(first, index + 1, value=0.5)
    scale_at = at + 1 if words[at] in {"a", "an"} else at
    if words[scale_at] in _SCALES:
        reading.last = scale_at
        return _scaled(tokens, reading)
    return reading


class _Sum(NamedTuple):
    """A number in words as far as it has been read: whole thousands, what is below them, where it ends."""

    total: float
    rest: float | None
    last: int
    ordinal: bool = False

    @property
    def value(self) -> float:
        return self.total + (self.rest or 0)


def _spelled(tokens: Tokens, index: int, floor: int) -> Reading | None:
    read = _Sum(0, None, index)
    while not read.ordinal and (at := _next_word(tokens, read)) is not None:
        grown = _grow(read, tokens.words[at], at)
        if grown is None:
            break
        read = grown
    if read.last == index:
        return None
    kind = QuantityKind.ORDINAL if read.ordinal else QuantityKind.NUMBER
    reading = Reading(index, read.last, kind, value=float(read.value))
    if tokens.words[index] in _SCALES:
        return _before_scale(tokens, reading, floor)
    return reading if read.ordinal else _with_fraction(tokens, reading)


def _next_word(tokens: Tokens, read: _Sum) -> int | None:
    """Where the number may go on: after a hyphen, after "and" or a comma behind hundreds and more."""
    words, at = tokens.words, read.last
    if words[at] == "-" and tokens.glued(at) and tokens.glued(at + 1):
        return at + 1
    round_so_far = read.value >= HUNDRED and (read.rest is None or read.rest % HUNDRED == 0)
    if round_so_far and words[at] == "," and read.total:
        at += 1
    if round_so_far and words[at] in {"and", "&"}:
        at += 1
    if at > read.last:
        follows = UNITS_AND_TEENS.get(words[at]) or TENS.get(words[at]) or ORDINALS.get(words[at])
        return at if follows else None
    return at


def _grow(read: _Sum, word: str, at: int) -> _Sum | None:
    """Add one word to the sum, nothing if it cannot belong to the same number."""
    total, rest = read.total, read.rest
    for table, ordinal in (
        (UNITS_AND_TEENS, False),
        (TENS, False),
        (ORDINAL_UNITS, True),
        (ORDINAL_TENS, True),
    ):
        if word in table:
            below = _below_hundred(rest, table[word])
            return None if below is None else _Sum(total, below, at + 1, ordinal)
    if word in {"hundred", "dozen"}:
        many = (1 if rest is None else rest) * (HUNDRED if word == "hundred" else DOZEN)
        return None if rest is not None and rest >= HUNDRED else _Sum(total, many, at + 1)
    scale = MAGNITUDES.get(word) or ORDINAL_MAGNITUDES.get(word)
    if scale is None or (rest is None and total and scale >= total):
        return None
    ordinal = word in ORDINAL_MAGNITUDES
    return _Sum(total + (1 if rest is None else rest) * scale, None, at + 1, ordinal)


def _below_hundred(rest: float | None, value: int) -> float | None:
    """Join "twenty" and "one", "three hundred" and "ten"; "nineteen" and "ninety" make a year."""
    if rest is None:
        return value
    tail = rest % HUNDRED
    if tail == 0 and rest:
        return rest + value
    if 20 <= tail < HUNDRED and tail % 10 == 0 and 0 < value < 10:
        return rest + value
    if 16 <= rest <= 20 and value >= 10:
        return rest * HUNDRED + value
    return None


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


def _with_fraction(tokens: Tokens, reading: Reading) -> Reading:
    """`two-thirds`, `one fifth`, `two and a half million`, `three dozen`."""
    words, last = tokens.words, reading.last
    value = float(reading.value or 0)
    at = last + 1 if words[last] == "-" and tokens.glued(last) else last
    word = words[at]
    if word in FRACTIONS and value < 20 and _is_fraction(tokens, reading.first, at, value):
        reading.value, reading.last = value * FRACTIONS[word], at + 1
    elif (
        value < HUNDRED
        and words[last] == "and"
        and words[last + 1] in {"a", "one"}
        and words[last + 2] in _FRACTIONS_BEHIND
    ):
        reading.value, reading.last = value + FRACTIONS[words[last + 2]], last + 3
    return _scaled(tokens, reading)


_FRACTIONS_BEHIND = frozenset({"half", "third", "quarter", "fifth"})
_PERIOD_BEFORE = word_set("past last next first previous coming final")


def _is_fraction(tokens: Tokens, first: int, at: int, value: float) -> bool:
    """Singulars follow one, plurals more than one; "two quarters" is half a year."""
    word = tokens.words[at]
    if word in {"quarters", "halves"}:
        return value == 3 and tokens.words[first - 1] not in _PERIOD_BEFORE
    return word.endswith("s") == (value > 1)
