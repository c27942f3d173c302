import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import annotations

from annotations.claims import Claim
from annotations.errors import ExchangeError
from annotations.exchange.json_values import annotation_from, annotation_record, claim_in, read_lines, write_lines
from annotations.model import Annotation, Status

PASSAGE = Annotation("n1", "a1", "hash", 3, 7, "rain", status=Status.DISPUTED, tags=("flood",), value=0.0)


def test_a_record_has_the_names_of_the_database_and_leaves_out_what_is_empty() -> None:
    assert annotation_record(PASSAGE) == {
        "id": "n1",
        "article_id": "a1",
        "text_sha256": "hash",
        "start": 3,
        "end": 7,
        "exact": "rain",
        "anchor": "exact",
        "kind": "claim",
        "status": "disputed",
        "tags": ["flood"],
        "value": 0.0,
        "origin": "manual",
    }


@given(st.lists(annotations(), max_size=4))
def test_lines_are_read_back_equal(some: list[Annotation]) -> None:
    out = io.StringIO(newline="")
    assert write_lines(out, some) == len(some)
    read = [each for each, _ in read_lines(io.StringIO(out.getvalue(), newline=""))]
    assert read == sorted(some, key=lambda a: (a.article_id, a.start, a.annotation_id))


def test_blank_lines_and_a_byte_order_mark_do_no_harm() -> None:
    line = json.dumps(annotation_record(PASSAGE))
    assert list(read_lines([f"\ufeff{line}\n", "\n", line])) == [(PASSAGE, ""), (PASSAGE, "")]


def test_a_line_says_what_the_claim_of_its_annotation_says() -> None:
    out = io.StringIO()
    write_lines(out, [PASSAGE._replace(claim_id="c1")], {"c1": Claim("c1", "It rained.")})
    assert list(read_lines([out.getvalue()])) == [(PASSAGE._replace(claim_id="c1"), "It rained.")]
    assert claim_in({"claim": 5}) == claim_in([]) == ""


def test_names_of_a_later_version_are_passed_over() -> None:
    assert annotation_from(annotation_record(PASSAGE) | {"later": 1, "note": None}, "Line 1") == PASSAGE


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"start": "3"}, 'Line 1, start: "3" cannot stand here'),
        ({"start": True}, "Line 1, start: true"),
        ({"end": -1}, "Line 1, end: -1"),
        ({"status": "maybe"}, 'Line 1, status: "maybe"'),
        ({"tags": "flood"}, 'Line 1, tags: "flood"'),
        ({"tags": [1]}, "Line 1, tags: [1]"),
        ({"value": [400]}, "Line 1, value: [400]"),
        ({"confidence": True}, "Line 1, confidence: true"),
        ({"note": 5}, "Line 1, note: 5"),
        ({"note": "\ud800"}, 'Line 1, note: "\\ud800"'),
        ({"id": None, "start": None}, "Line 1: id, start missing"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_its_line_and_name(change: dict[str, object], told: str) -> None:
    record = annotation_record(PASSAGE._replace(tags=())) | change
    with pytest.raises(ExchangeError) as error:
        list(read_lines([json.dumps(record)]))
    assert told in str(error.value)


@pytest.mark.parametrize(("line", "told"), [("{", "Line 2 is not JSON"), ("[1]", "Line 2: an annotation is an object")])
def test_a_line_that_is_no_annotation_is_told_with_its_number(line: str, told: str) -> None:
    with pytest.raises(ExchangeError, match=told):
        list(read_lines(["\n", line]))
