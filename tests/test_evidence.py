"""Evidence: what a passage was checked against, and the line that says it."""

import json
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import annotation
from strategies import HOSTILE, pieces_of_evidence

from annotations.errors import InputError
from annotations.evidence import Evidence, evidence_of, read_evidence
from annotations.model import Annotation
from annotations.records import RecordError, as_record, from_record

TODAY = "2026-11-21"


@pytest.mark.parametrize(
    ("typed", "evidence"),
    [
        ("https://example.org/report", Evidence("https://example.org/report", accessed_at=TODAY)),
        (" https://example.org/a b 2026-01-02 ", Evidence("https://example.org/a%20b", accessed_at="2026-01-02")),
        ("HTTP://example.org/#part", Evidence("HTTP://example.org/#part", accessed_at=TODAY)),
        ("urn:isbn:0451450523", Evidence("urn:isbn:0451450523", accessed_at=TODAY)),
        ("urn:x-newsreader:article:a%2F1", Evidence(article_id="a/1", accessed_at=TODAY)),
        (
            "https://example.org/#:~:text=twelve%20houses%2C%20lost",
            Evidence("https://example.org/", quote="twelve houses, lost", accessed_at=TODAY),
        ),
        (
            "https://example.org/#part:~:text=said-,twelve,lost,-on%20Monday&text=more",
            Evidence("https://example.org/#part", quote="twelve … lost", accessed_at=TODAY),
        ),
    ],
)
def test_what_a_person_types_gets_one_form(typed: str, evidence: Evidence) -> None:
    assert evidence_of(typed, TODAY) == evidence


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "see page 3",
        "javascript:alert(1)",
        "ftp://example.org/a",
        "http:",
        "https://",
        "http://[",
        "urn:",
        "/etc",
    ],
)
def test_what_is_no_address_is_told(typed: str) -> None:
    with pytest.raises(InputError, match="is no address"):
        evidence_of(typed, TODAY)


def test_the_line_is_an_address_that_a_browser_opens_at_the_words() -> None:
    page = Evidence("https://example.org/report", quote="12-year-old … houses, lost", accessed_at=TODAY)
    assert str(page) == "https://example.org/report#:~:text=12%2Dyear%2Dold,houses%2C%20lost 2026-11-21"
    assert str(Evidence("https://e.org/#a", quote="x")) == "https://e.org/#a:~:text=x"
    assert str(Evidence(article_id="0123456789abcdef")) == "urn:x-newsreader:article:0123456789abcdef"


@given(pieces_of_evidence())
def test_the_line_says_all_of_it(evidence: Evidence) -> None:
    line = str(evidence)
    assert read_evidence(line) == evidence
    assert not any(letter.isspace() for letter in evidence.address)
    assert urlsplit(line).scheme


@given(st.sampled_from(["", "https://", "urn:x-newsreader:article:"]), HOSTILE)
def test_any_text_of_an_earlier_row_becomes_one_form(before: str, text: str) -> None:
    try:
        evidence = read_evidence(before + text)
    except ValueError:
        assert not text.strip() or before
        return
    assert read_evidence(str(evidence)) == evidence


@pytest.mark.parametrize(
    "values",
    [
        {}, {"url": "https://e.org", "article_id": "a"}, {"url": "two words"}, {"url": "https://e.org/#"},
        {"url": "https://e.org/#:~:text=x"}, {"url": "urn:x-newsreader:article:a"},
        {"url": "https://e.org", "accessed_at": "yesterday"},
    ],
)  # fmt: skip
def test_evidence_in_another_form_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"evidence is|this is no"):
        Evidence(**values)


def test_a_row_keeps_its_evidence() -> None:
    row = annotation(evidence=(Evidence("https://e.org", quote="x", accessed_at=TODAY), Evidence(article_id="a")))
    record = json.loads(json.dumps(as_record(row)))
    assert record["evidence"] == [
        {"url": "https://e.org", "quote": "x", "accessed_at": TODAY},
        {"article_id": "a"},
    ]
    assert from_record(Annotation, record) == row


def test_a_row_with_the_one_address_of_before_is_still_read() -> None:
    record = as_record(annotation()) | {"evidence_url": "https://e.org/a b"}
    assert from_record(Annotation, record).evidence == (Evidence("https://e.org/a%20b"),)


@pytest.mark.parametrize("value", ["https://e.org", [5], [{}], [{"url": "two words"}], [{"url": 5}], ["\ud800"]])
def test_evidence_that_cannot_stand_in_a_row_is_named(value: object) -> None:
    with pytest.raises(RecordError) as caught:
        from_record(Annotation, as_record(annotation()) | {"evidence": value})
    assert caught.value.name == "evidence"
