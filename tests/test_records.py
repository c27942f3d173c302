"""Values and the JSON objects that describe them."""

import json

import pytest
from making import annotation

from annotations.model import Anchor, Annotation, ArticleRecord, Kind, Origin, Status
from annotations.records import RecordError, as_record, from_record

FULL = annotation(
    3, 9, status=Status.CONTEXT, kind=Kind.QUANTITY, tags=("a", "b"), note="n", value=4.5, value_max=5.0, unit="km",
    origin=Origin.IMPORTED, anchor=Anchor.MOVED, confidence=0.5, annotator="me", updated_at="2024-01-01T00:00:00Z",
)  # fmt: skip


@pytest.mark.parametrize("row", [FULL, annotation(), FULL._replace(value="2017-10-14")])
def test_an_annotation_survives_json(row: Annotation) -> None:
    assert from_record(Annotation, json.loads(json.dumps(as_record(row)))) == row


def test_an_article_survives_json_without_its_text() -> None:
    record = ArticleRecord("0123456789abcdef", "Title", file="a.txt", versions=("x",), read=True, position=7)
    assert from_record(ArticleRecord, json.loads(json.dumps(as_record(record._replace(text="long"))))) == record


def test_what_is_empty_is_left_out_and_an_id_is_called_id() -> None:
    record = as_record(annotation(0, 4))
    assert record["id"] == "id-000000-000004"
    assert record["start"] == 0
    assert not {"annotation_id", "note", "tags", "status", "value"} & record.keys()


def test_a_figure_of_zero_is_not_empty() -> None:
    row = annotation(value=0, value_max=0.0, confidence=0.0)
    assert from_record(Annotation, as_record(row)) == row
    assert as_record(row)["value"] == 0


def test_names_that_nobody_knows_are_passed_over() -> None:
    assert from_record(Annotation, as_record(FULL) | {"mood": "sunny"}) == FULL


@pytest.mark.parametrize("name", ["id", "article_id", "start", "end"])
def test_a_needed_value_that_is_missing_is_named(name: str) -> None:
    record = as_record(FULL)
    del record[name]
    with pytest.raises(RecordError, match=f"{name} missing"):
        from_record(Annotation, record)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("start", "3"), ("start", -1), ("start", True), ("status", "maybe"), ("kind", []), ("tags", "a"), ("tags", [1]),
        ("note", 5), ("note", "half \ud83d"), ("value", True), ("value", [1]), ("confidence", "1"),
        ("value_max", False), ("value", 1 << 63), ("start", 1 << 63), ("value", float("nan")), ("confidence", 1.5),
        ("value_max", float("inf")), ("anchor", "lost"), ("origin", 1),
    ],
)  # fmt: skip
def test_a_value_that_cannot_stand_there_is_named(name: str, value: object) -> None:
    with pytest.raises(RecordError) as caught:
        from_record(Annotation, as_record(FULL) | {name: value})
    assert caught.value.name == name


@pytest.mark.parametrize("record", [None, [], "text", 5])
def test_only_an_object_describes_a_row(record: object) -> None:
    with pytest.raises(RecordError, match="object in braces"):
        from_record(Annotation, record)


def test_the_rest_of_a_row_may_be_missing() -> None:
    record = {"id": "1", "article_id": "2", "start": 0, "end": 1}
    assert from_record(Annotation, record) == Annotation("1", "2", "", 0, 1, "")
