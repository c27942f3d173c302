"""Numbers in words, cardinal and ordinal: "thirty-one thousand two hundred", "twenty-first", "two point five"."""

from typing import NamedTuple

from annotations.detection.number_words import (
    DOZEN,
    HUNDRED,
    MAGNITUDES,
    ORDINAL_MAGNITUDES,
    ORDINAL_TENS,
    ORDINAL_UNITS,
    ORDINALS,
    PLURAL_FRACTIONS,
    TENS,
    UNITS_AND_TEENS,
)
from annotations.detection.reading import Reading
from annotations.detection.tokens import Tokens
from annotations.quantity import QuantityKind


def spelled_at(tokens: Tokens, index: int) -> Reading | None:
    """The number in words that begins at token `index`."""
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
    if not read.ordinal:
        _take_decimals(tokens, reading)
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
        if words[at + 1] in PLURAL_FRACTIONS:
            return None
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


def _take_decimals(tokens: Tokens, reading: Reading) -> None:
    """`two point five`: digits spoken one by one."""
    words, at = tokens.words, reading.last
    if words[at] != "point" or words[at + 1] not in _SINGLE_DIGITS:
        return
    digits = ""
    while words[at + 1 + len(digits)] in _SINGLE_DIGITS and len(digits) < _MOST_DECIMALS:
        digits += f"{UNITS_AND_TEENS[words[at + 1 + len(digits)]]}"
    reading.value, reading.last = float(f"{reading.value or 0:.0f}.{digits}"), at + 1 + len(digits)


_MOST_DECIMALS = 6
_SINGLE_DIGITS = frozenset(word for word, value in UNITS_AND_TEENS.items() if value < 10)
