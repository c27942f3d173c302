"""What detection understood, in a few words."""

import pytest
from making import body, span_of

from annotations.detection.findings import find
from annotations.model import Quantity, QuantityKind, Quotation, QuotationKind, Span
from tui.widgets.reading import quotation_text, reading_text, sentence_text


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


ARTICLE = body(
    "Ryan Dillon, spokesman for the coalition, said: “We are close.” He said the town was “nearly free”.\n\n"
    "The so-called “caliphate” is gone. It rained. There were 5 dead."
)


def read(words: str) -> str:
    *_, findings = find(ARTICLE)
    number = findings.quotation_at(span_of(ARTICLE.text, words))
    assert number is not None
    return quotation_text(ARTICLE.text, findings, number)


def test_who_speaks_stands_as_in_the_text_with_the_name_that_is_offered() -> None:
    assert read("“We are close.”").startswith("Ryan Dillon")
    assert read("“We are close.”").endswith("· said · direct quotation")
    assert read("the town was “nearly free”") == "He (Ryan Dillon?) · said · mixed quotation"
    assert read("“caliphate”") == "term"


def test_a_figure_is_no_quotation() -> None:
    *_, findings = find(ARTICLE)
    assert findings.quotation_at(span_of(ARTICLE.text, "5")) is None
    assert findings.quotation_at(Span(0, 4)) is None


def test_a_sentence_tells_whether_there_is_something_to_check_in_it() -> None:
    *_, findings = find(ARTICLE)
    assert (
        sentence_text(findings, span_of(ARTICLE.text, "There were 5 dead.")) == "checkable, in the outlet's own voice"
    )
    assert sentence_text(findings, span_of(ARTICLE.text, "It rained.")) == ""
    first = span_of(ARTICLE.text, "Ryan Dillon, spokesman for the coalition, said: “We are close.”")
    assert sentence_text(findings, first) == "checkable, attributed"
