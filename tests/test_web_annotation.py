import io
import json
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import annotations

from annotations.errors import ExchangeError
from annotations.evidence import Evidence
from annotations.exchange.web_annotation import read_web_annotations, write_web_annotations
from annotations.model import Annotation, ArticleRecord, Status

ARTICLE = ArticleRecord("a1", url="https://example.org/rain")
FULL = Annotation(
    "018f0a3c-7b1e-7c3d-8a4b-2f1e0d9c8b7a", "a1", "hash", 3, 9, "r🌧️ain", "The ", " fell",
    status=Status.DISPUTED, tags=("flood", "river"), note="Not *yet*.", annotator="Ada", value=400.0,
    created_at="2024-05-01T10:00:00+02:00", updated_at="2024-05-01T11:00:00+02:00",
)  # fmt: skip

# The MUSTs of https://www.w3.org/TR/annotation-model/, section by section.
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
    "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def write(*some: Annotation) -> str:
    out = io.StringIO()
    write_web_annotations(out, some, {"a1": ARTICLE})
    return out.getvalue()


def is_iri(value: str) -> bool:
    parts = urlsplit(value)
    return bool(parts.scheme and (parts.netloc or parts.path)) and not any(c.isspace() for c in value)


def validate(entry: dict[str, Any]) -> None:
    context = entry["@context"]  # 3.1
    assert "http://www.w3.org/ns/anno.jsonld" in (context if isinstance(context, list) else [context])
    assert is_iri(entry["id"])
    assert entry["type"] == "Annotation"
    for body in entry.get("body", []):  # 3.2.4
        assert body["purpose"] in MOTIVATIONS  # 3.3.5
        if body["type"] == "TextualBody":
            assert isinstance(body["value"], str)
        else:
            validate_resource(body)
    assert entry["motivation"] in MOTIVATIONS
    for moment in ("created", "modified"):  # 3.3.1
        assert moment not in entry or datetime.fromisoformat(entry[moment]).tzinfo
    if "creator" in entry:  # 3.3.2
        assert entry["creator"]["type"] == "Person"
        assert isinstance(entry["creator"]["name"], str)
    validate_resource(entry["target"])


def validate_resource(resource: dict[str, Any]) -> None:
    assert resource["type"] == "SpecificResource"  # 4
    assert is_iri(resource["source"])
    for selector in resource.get("selector", []):
        assert selector["type"] in ("TextQuoteSelector", "TextPositionSelector")
        if selector["type"] == "TextQuoteSelector":  # 4.2.4
            assert isinstance(selector["exact"], str)
        else:  # 4.2.5
            assert 0 <= selector["start"] <= selector["end"]
    if "state" in resource:  # 4.3.1
        assert resource["state"]["type"] == "TimeState"
        assert datetime.fromisoformat(resource["state"]["sourceDate"]).tzinfo


def test_an_annotation_has_what_the_model_requires() -> None:
    [entry] = json.loads(write(FULL))
    validate(entry)
    assert entry["id"] == "urn:uuid:018f0a3c-7b1e-7c3d-8a4b-2f1e0d9c8b7a"
    assert entry["target"]["source"] == "https://example.org/rain"
    assert [(b["purpose"], b["value"]) for b in entry["body"]] == [
        ("assessing", "disputed"), ("commenting", "Not *yet*."), ("tagging", "flood"), ("tagging", "river"),
    ]  # fmt: skip
    position = entry["target"]["selector"][1]
    assert position["end"] - position["start"] == len("r🌧️ain") == 6  # code points, not UTF-16 units


@pytest.mark.parametrize(
    ("annotation", "motivation"),
    [
        (FULL, "assessing"),
        (Annotation("n 1", "a2", "", 0, 1, "x", note="hm"), "commenting"),
        (Annotation("n1", "a2", "", 0, 1, "x", tags=("t",)), "tagging"),
        (Annotation("n1", "a2", "", 0, 1, "x"), "highlighting"),
    ],
)
def test_the_motivation_is_what_the_reader_did(annotation: Annotation, motivation: str) -> None:
    [entry] = json.loads(write(annotation))
    validate(entry)
    assert entry["motivation"] == motivation


def test_evidence_is_linked_with_its_words_and_when_it_was_seen() -> None:
    page = Evidence("https://example.org/report", quote="twelve houses", accessed_at="2026-11-21")
    article = Evidence(article_id="a 2", accessed_at="2026-11-21T10:00:00+01:00")
    [entry] = json.loads(write(FULL._replace(status=None, tags=(), note="", evidence=(page, article))))
    validate(entry)
    assert entry["body"] == [
        {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": "https://example.org/report",
            "selector": [{"type": "TextQuoteSelector", "exact": "twelve houses"}],
            "state": {"type": "TimeState", "sourceDate": "2026-11-21T00:00:00Z"},
        },
        {
            "type": "SpecificResource",
            "purpose": "linking",
            "source": "urn:x-newsreader:article:a%202",
            "state": {"type": "TimeState", "sourceDate": "2026-11-21T10:00:00+01:00"},
        },
    ]
    assert next(iter(read_web_annotations(json.dumps(entry))))[0].evidence == (page, article)


@given(annotations())
def test_whatever_an_annotation_holds_the_model_is_kept(annotation: Annotation) -> None:
    [entry] = json.loads(write(annotation._replace(created_at="", updated_at="")))
    validate(entry)


@given(st.lists(annotations(), max_size=4))
def test_a_file_is_read_back_equal(some: list[Annotation]) -> None:
    assert [each for each, _ in read_web_annotations(write(*some))] == sorted(
        some, key=lambda a: (a.article_id, a.start, a.annotation_id)
    )


def test_a_single_annotation_is_read_too() -> None:
    [entry] = json.loads(write(FULL))
    assert list(read_web_annotations("\ufeff" + json.dumps(entry))) == [(FULL, "")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[", "The file is not JSON"),
        ("[1]", "Annotation 1 was not written by newsreader"),
        ('[{"type": "Annotation"}]', "Annotation 1 was not written by newsreader"),
        ('[{"newsreader": {"id": "1"}}]', "Annotation 1: article_id, start, end missing"),
    ],
)
def test_what_is_none_of_ours_is_told(text: str, told: str) -> None:
    with pytest.raises(ExchangeError, match=told):
        list(read_web_annotations(text))
