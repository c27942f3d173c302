"""What detection understood, in a few words."""

import pytest

from annotations.model import Quantity, QuantityKind, Quotation, QuotationKind
from tui.widgets.reading import reading_text


def quantity(kind: QuantityKind = QuantityKind.NUMBER, **values: object) -> Quantity:
    return Quantity(0, 1, "x", kind, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mention", "words"),
    [
        (quantity(value=1500.0, counted="civilians"), "number: 1,500, civilians"),
        (
            quantity(QuantityKind.PERCENT, value=90.0, unit="%", modifier="around", of="the city"),
            "percent: ≈ 90 %, of the city, around",
        ),
        (quantity(value=150.0, modifier="up to"), "number: ≤ 150, up to"),
        (quantity(value=4.5, unit="km"), "number: 4.5 km"),
        (quantity(QuantityKind.DATE, value="2017-10-14"), "date: 2017-10-14"),
        (quantity(QuantityKind.RANGE, low=5.0, high=7.0), "range: 5–7"),
        (quantity(QuantityKind.RANGE, low=24.0, vague=True), "range: 24–, vague"),
        (quantity(vague=True), "number: vague"),
        (quantity(), "number"),
        (Quotation(0, 1, "x", QuotationKind.DIRECT), "direct quotation"),
        (Quotation(0, 1, "x", QuotationKind.MIXED, speaker_name="Maria"), "Maria · mixed quotation"),
        (Quotation(0, 1, "x", QuotationKind.TERM), "term"),
    ],
)
def test_a_mention_is_read_out(mention: Quantity | Quotation, words: str) -> None:
    assert reading_text(mention) == words
