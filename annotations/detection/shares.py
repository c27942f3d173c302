"""Parts of a whole in words: "half", "a third of", "two-thirds", "two and a half", "a twentieth"."""

from annotations.detection.figures import scaled
from annotations.detection.number_words import (
    FRACTIONS,
    HUNDRED,
    MAGNITUDES,
    ORDINALS,
    PLURAL_FRACTIONS,
    SCALES,
    TENS,
    UNITS_AND_TEENS,
)
from annotations.detection.reading import Reading
from annotations.detection.spelled import spelled_at
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind


def part_at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`half`, `half a million`, `a third of`, `a quarter of`."""
    words, word = tokens.words, tokens.words[index]
    first = index - 1 if words[index - 1] in {"a", "one"} and index - 1 >= floor else index
    if word == "half":
        return _half(tokens, index, first)
    stands = words[index + 1] in _AFTER_PART or words[first - 1] in _BEFORE_HALF
    bare = word == "quarter" and words[index + 1] in MAGNITUDES
    bare = bare or (FRACTIONS[word] <= _TENTH and words[index + 1 : index + 3] == ["of", "a"])
    if (first == index or not stands) and not bare:
        return None
    return scaled(tokens, Reading(first, index + 1, value=FRACTIONS[word]))


_TENTH = 1 / 10  # from here on a share needs no article before it: "tenth of a second"
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
    if words[scale_at] in SCALES:
        reading.last = scale_at
        return scaled(tokens, reading)
    return reading


def with_fraction(tokens: Tokens, reading: Reading) -> Reading:
    """`two-thirds`, `one fortieth`, `two and a half million`, `three dozen`."""
    words, last = tokens.words, reading.last
    value = float(reading.value or 0)
    at = last + 1 if words[last] in {"-", "—"} and tokens.glued(last) == tokens.glued(last + 1) else last
    part, end = _denominator(tokens, reading.first, at, value)
    if words[last : last + 6] == _AND_A_HALF:
        reading.value, reading.last = value + 0.5, last + 6
    elif part:
        reading.value, reading.last = value * part, end
    elif words[last] == "and" and words[last - 1] not in SCALES:
        part, end = _fraction_behind(words, last + 1) if value < HUNDRED else (0, last)
        part, end = (part, end) if part else _spelled_part(tokens, last + 1, last)
        reading.value, reading.last = value + part, end if part else last
    return scaled(tokens, reading)


_AND_A_HALF = ["-", "and", "-", "a", "-", "half"]  # a two-and-a-half-year siege
_FRACTIONS_BEHIND = frozenset({"half", "third", "quarter", "fifth"})
_PERIOD_BEFORE = word_set("past last next first previous coming final")


def _denominator(tokens: Tokens, first: int, at: int, value: float) -> tuple[float, int]:
    """What a fraction divides by, as a share, and where it ends; singulars follow one, plurals more than one."""
    word = tokens.words[at]
    if word in {"quarters", "halves"}:
        is_share = value == 3 and tokens.words[first - 1] not in _PERIOD_BEFORE  # "two quarters" is half a year
        return (FRACTIONS[word], at + 1) if is_share else (0, at)
    if word in FRACTIONS and (word in PLURAL_FRACTIONS) == (value > 1):
        return FRACTIONS[word], at + 1
    divisor = spelled_at(tokens, at) if value == 1 and word in TENS else None
    if divisor and divisor.kind is QuantityKind.ORDINAL and isinstance(divisor.value, float):
        return 1 / divisor.value, divisor.last
    return 0, at


def _fraction_behind(words: list[str], at: int) -> tuple[float, int]:
    """`a half`, `half`, `one third` behind "and", and where it ends."""
    if words[at] in {"a", "one"} and words[at + 1] in _FRACTIONS_BEHIND:
        return FRACTIONS[words[at + 1]], at + 2
    return (0.5, at + 1) if words[at] == "half" else (0, at)


def add_rest(tokens: Tokens, reading: Reading) -> Reading:
    """Take in what is left of "three million and a half", "7 hundred and 45", "6 thousand 2 hundred"."""
    words, at = tokens.words, reading.last
    if reading.kind is not QuantityKind.NUMBER or not isinstance(reading.value, float) or words[at - 1] not in SCALES:
        return reading
    scale = SCALES[words[at - 1]]
    part, end = _and_part(tokens, reading, at, scale) if words[at] == "and" else _smaller(tokens, at, scale)
    if part:
        reading.value, reading.last = reading.value + part, end
    return reading


def _and_part(tokens: Tokens, reading: Reading, at: int, scale: float) -> tuple[float, int]:
    words, figure = tokens.words, tokens.words[at + 1]
    part, end = _fraction_behind(words, at + 1)
    if part and figure != "half" and words[end] != "of":
        return part * scale, end
    is_rest = reading.in_digits and scale == HUNDRED and figure.isdecimal() and len(figure) < 3
    if is_rest and words[at + 2] not in SCALES:
        return float(figure), at + 2
    part, end = _spelled_part(tokens, at + 1, at)
    return part * (scale if scale > HUNDRED else 1), end


def _spelled_part(tokens: Tokens, at: int, otherwise: int) -> tuple[float, int]:
    """`three quarters`, `eighteen hundredths` behind "and", and where it ends."""
    words = tokens.words
    count = spelled_at(tokens, at) if words[at] in UNITS_AND_TEENS or words[at] in TENS else None
    if count is None or not isinstance(count.value, float) or words[count.last] not in PLURAL_FRACTIONS:
        return 0, otherwise
    return count.value * FRACTIONS[words[count.last]], count.last + 1


def _smaller(tokens: Tokens, at: int, scale: float) -> tuple[float, int]:
    """The hundreds behind thousands, the lakhs behind crores."""
    figure, below = tokens.words[at], SCALES.get(tokens.words[at + 1], scale)
    fits = figure.isdecimal() and len(figure) < 3 and below < scale
    return (int(figure) * below, at + 2) if fits else (0, at)
