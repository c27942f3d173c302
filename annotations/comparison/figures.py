"""How far two figures agree: the same one, one that holds the other, or two that cannot both be right.

A figure is read as the bounds that its words leave open. "Around" leaves 2.5 percent to each side: enough for what is
rounded, and less than what stands between 85 and 90 percent. A vague word ("dozens") leaves a tenth beyond its bounds,
for nobody who says it has counted.
"""

import math
import re
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from annotations.detection.units import FACTORS
from annotations.model import Quantity, QuantityKind

AROUND = 0.025
"""What "around" leaves open to each side, as a share of the figure."""

_VAGUE = 0.1
_NEARLY = 0.1
_AT_MOST = re.compile(r"\b(?:up to|at most|(?:no|not) more than|less than|fewer than|under|below|lower than|or less)\b")
_AT_LEAST = re.compile(
    r"\b(?:at least|(?:no|not) (?:less|fewer) than|more than|over|above|exceeding|or more|upwards of)\b"
)
_ABOUT = re.compile(
    r"\b(?:around|about|approx\w*|roughly|some|circa|estimated|or so|close to|just (?:over|under))\b|[~≈]"
)
_NEAR = re.compile(r"\b(?:nearly|almost|virtually)\b")
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d))?")


class Likeness(IntEnum):
    """What two figures are to each other; of several pairs the largest counts."""

    SAME = 0
    COMPATIBLE = 1
    CONFLICTING = 2


class Bounds(NamedTuple):
    """What a figure's words leave open, both ends included, in the base unit; days since the year 1 for dates."""

    low: float
    high: float

    def meets(self, other: "Bounds") -> bool:
        """Whether there is a figure that both leave open."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, other: "Bounds") -> bool:
        """Whether the other leaves nothing open that this does not."""
        return self.low <= other.low and other.high <= self.high


def measure_of(quantity: Quantity) -> str:
    """What the figure measures: the base unit of a measure, the currency of an amount, `date`, or nothing."""
    if quantity.kind is QuantityKind.DATE or quantity.kind is QuantityKind.TIME:
        return "date"
    return FACTORS[quantity.unit][0] if quantity.unit in FACTORS else quantity.unit


def bounds_of(quantity: Quantity) -> Bounds | None:
    """The bounds of a figure, or nothing where its words name none ("recent days", a vote)."""
    if isinstance(quantity.value, str):
        return days_of(quantity.value)
    factor = FACTORS[quantity.unit][1] if quantity.unit in FACTORS else 1.0
    if quantity.value is not None:
        return _open(quantity.value * factor, quantity.modifier)
    if quantity.low is None or quantity.high is None:
        return None
    slack = _VAGUE if quantity.vague else 0.0
    return Bounds(quantity.low * factor * (1 - slack), quantity.high * factor * (1 + slack))


def _open(value: float, modifier: str) -> Bounds:
    if _AT_MOST.search(modifier):
        return Bounds(-math.inf, value)
    if _AT_LEAST.search(modifier):
        return Bounds(value, math.inf)
    if _NEAR.search(modifier):
        return Bounds(value * (1 - _NEARLY), value)
    slack = abs(value) * AROUND if _ABOUT.search(modifier) else 0.0
    return Bounds(value - slack, value + slack)


def days_of(iso: str) -> Bounds | None:
    """The first and the last day of an ISO 8601 date, month, year, week or interval, or nothing if it is none."""
    first, _, last = iso.partition("/")
    ends = [_days(part) for part in (first, last or first)]
    if ends[0] is None or ends[1] is None:
        return None
    return Bounds(ends[0].low, ends[1].high)


def _days(iso: str) -> Bounds | None:
    match = _ISO_DAY.match(iso)
    if match is None:
        return None
    year, month, day, week = (int(part) if part else 0 for part in match.groups())
    try:
        if week:
            first = date.fromisocalendar(year, week, 1)
            return Bounds(first.toordinal(), (first + timedelta(days=6)).toordinal())
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return Bounds(first.toordinal(), first.toordinal())
    last = date(year, 12, 31) if not month else date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return Bounds(first.toordinal(), last.toordinal())


def likeness(one: Quantity, other: Quantity) -> tuple[Likeness, str]:
    """How two figures of one thing stand to each other, and why, in a few words for a person."""
    bounds, others = bounds_of(one), bounds_of(other)
    if bounds is None or others is None:
        return Likeness.SAME, ""
    if bounds == others and (one.modifier == other.modifier or measure_of(one) == "date"):
        return Likeness.SAME, ""
    if one.value == other.value and one.value is not None:
        return (Likeness.SAME, "") if _rough(one) == _rough(other) else (Likeness.COMPATIBLE, _modifiers(one, other))
    if bounds.meets(others):
        return Likeness.COMPATIBLE, _holding(one, other, bounds, others)
    if _is_rounded(one, other):
        return Likeness.COMPATIBLE, f"“{_words(one)}” and “{_words(other)}” round to one figure"
    return Likeness.CONFLICTING, " against ".join(_told_apart(one, other))


def _rough(quantity: Quantity) -> bool | str:
    """Two ways to say "around" are one modifier."""
    return bool(_ABOUT.search(quantity.modifier)) or quantity.modifier


def _modifiers(one: Quantity, other: Quantity) -> str:
    return f"same figure, “{_words(one)}” and “{_words(other)}”"


def _holding(one: Quantity, other: Quantity, bounds: Bounds, others: Bounds) -> str:
    if bounds.holds(others):
        return f"“{_words(one)}” holds “{_words(other)}”"
    if others.holds(bounds):
        return f"“{_words(other)}” holds “{_words(one)}”"
    return f"“{_words(one)}” and “{_words(other)}” leave room for each other"


def _is_rounded(one: Quantity, other: Quantity) -> bool:
    """Whether one is the other rounded: they lie within what "around" leaves open, and only one of them ends in 00."""
    values = [one.value, other.value]
    if not all(isinstance(value, float) and value >= 100 for value in values):
        return False
    low, high = sorted(float(value or 0) for value in values)
    return high - low <= high * AROUND and (low % 100 == 0) != (high % 100 == 0)


def _told_apart(one: Quantity, other: Quantity) -> tuple[str, str]:
    """The words of both; with their days where they say the same word on different days, such as Saturday."""
    said = f"“{_words(one)}”", f"“{_words(other)}”"
    if said[0].casefold() != said[1].casefold():
        return said
    return f"{said[0]} ({one.value})", f"{said[1]} ({other.value})"


def _words(quantity: Quantity) -> str:
    return " ".join(quantity.text.split())
