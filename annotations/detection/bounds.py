"""Two modifiers that bound one figure: "more than 10 but less than 20"."""

from annotations.detection.measures import measure_at
from annotations.detection.modifiers import add_modifiers
from annotations.detection.reading import Reading
from annotations.detection.tokens import Tokens
from annotations.quantity import QuantityKind

_LOWER = frozenset(
    {"more than", "over", "above", "at least", "greater than", "larger than", "higher than", "no less than"}
)
_UPPER = frozenset(
    {
        "less than",
        "fewer than",
        "under",
        "below",
        "at most",
        "smaller than",
        "lower than",
        "no more than",
        "up to",
        "less or equal than",
        "less than or equal to",
    }
)
_LONGEST_MODIFIER = 5


def add_second_bound(tokens: Tokens, reading: Reading) -> None:
    """Take in the other bound, and make of both a range."""
    at = reading.last
    opposite = _UPPER if reading.modifier in _LOWER else _LOWER if reading.modifier in _UPPER else frozenset()
    if tokens.words[at] not in {"and", "but"} or not opposite:
        return
    for index in range(at + 2, at + 2 + _LONGEST_MODIFIER):
        other = measure_at(tokens, index, at + 1)
        if other is not None:
            add_modifiers(tokens, other, at + 1)
            if other.first == at + 1 and other.modifier in opposite:
                low, high = (reading, other) if opposite is _UPPER else (other, reading)
                _bound(reading, low.value, high.value, other)
            return


def _bound(reading: Reading, low: float | str | None, high: float | str | None, other: Reading) -> None:
    if not isinstance(low, float) or not isinstance(high, float) or low >= high:
        return
    reading.low, reading.high = low, high
    reading.value, reading.last, reading.modifier = None, other.last, ""
    reading.unit = reading.unit or other.unit
    reading.kind = QuantityKind.RANGE if reading.kind is other.kind is QuantityKind.NUMBER else other.kind
