"""What the rules hand each other: a reading in the making, in tokens instead of code points."""

from annotations.detection.tokens import Tokens
from annotations.quantity import Quantity, QuantityKind


class Reading:
    """A figure found in tokens `[first, last)`; the other fields are those of `annotations.model.Quantity`.

    `in_digits` and `scale` (what its words multiply the figure by) help to read ranges: "2-3 million".
    """

    __slots__ = (
        "counted", "first", "high", "in_digits", "kind", "last", "low", "modifier", "of", "scale", "unit", "vague",
        "value",
    )  # fmt: skip

    def __init__(
        self,
        first: int,
        last: int,
        kind: QuantityKind = QuantityKind.NUMBER,
        *,
        value: float | str | None = None,
        low: float | None = None,
        high: float | None = None,
        unit: str = "",
        vague: bool = False,
        in_digits: bool = False,
        scale: float = 1.0,
    ) -> None:
        self.first, self.last, self.kind = first, last, kind
        self.value, self.low, self.high = value, low, high
        self.unit, self.vague = unit, vague
        self.modifier = self.counted = self.of = ""
        self.in_digits, self.scale = in_digits, scale

    def times(self, factor: float) -> "Reading":
        """Multiply value and bounds, in place."""
        if isinstance(self.value, int | float):
            self.value = product(self.value, factor)
        self.low = None if self.low is None else product(self.low, factor)
        self.high = None if self.high is None else product(self.high, factor)
        return self

    def quantity(self, tokens: Tokens) -> Quantity:
        """The finished mention, in code points."""
        start, end = tokens.starts[self.first], tokens.ends[self.last - 1]
        return Quantity(
            start, end, tokens.text[start:end], self.kind, self.value, self.low, self.high, self.unit,
            self.modifier, self.counted, self.of, self.vague,
        )  # fmt: skip


def product(value: float, factor: float) -> float:
    """Multiply without the dust of binary fractions: 1.1 × 1000 is 1100."""
    return float(f"{value * factor:.15g}")
