"""The reading of a figure: what detection hands on.

It stands apart from `annotations.model`, which has its names too, so that figures alone are found without loading what
annotations need; for the same reason it is a named tuple and no dataclass.
"""

from enum import StrEnum
from typing import NamedTuple


class QuantityKind(StrEnum):
    """What sort of quantity a mention is; `code` is a recognised non-quantity (a phone number, `F-16`)."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    ORDINAL = "ordinal"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    RANGE = "range"
    UNIT = "unit"
    CODE = "code"


class Quantity(NamedTuple):
    """The reading of one figure in a text.

    Attributes:
        start: First code point.
        end: One past the last.
        text: The words themselves.
        kind: What sort of quantity it is.
        value: The figure, or a date or interval as ISO 8601 text ("2017-10-14", "2017-10-09/2017-10-14"), or a vote or
            match as text ("6-1"), or nothing where only bounds are known. Durations are in seconds.
        low: Lower bound of a range or a vague word.
        high: Upper bound.
        unit: `%`, a currency code, `km`, `s` …: a key of `annotations.detection.units.FACTORS` where it is a measure.
        modifier: `around`, `up to`, `at least` …, as written in lower case.
        counted: The noun that is counted ("civilians").
        of: The whole that it is a part of ("the city" in "90 percent of the city").
        vague: Whether the words name no exact figure ("dozens").
    """

    start: int
    end: int
    text: str
    kind: QuantityKind
    value: float | str | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    modifier: str = ""
    counted: str = ""
    of: str = ""
    vague: bool = False
