"""An annotation ↔ the JSON object that describes it; its names are those of the database."""

import json
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, TextIO

from annotations.claims import Claim
from annotations.errors import ExchangeError
from annotations.model import Annotation
from annotations.records import RecordError, as_record, from_record

NO_CLAIMS: Mapping[str, Claim] = MappingProxyType({})
"""For annotations whose claims nobody tells."""


def annotation_record(annotation: Annotation, claims: Mapping[str, Claim] = NO_CLAIMS) -> dict[str, Any]:
    """The annotation as a JSON object; what is empty is left out, `annotation_id` is called `id`.

    Args:
        annotation: The annotation.
        claims: By `claim_id`; `claim` says what the annotation's claim says.
    """
    claim = claims.get(annotation.claim_id)
    return as_record(annotation) | ({"claim": claim.text} if claim else {})


def claim_in(record: object) -> str:
    """What the claim of such an object says, or nothing."""
    text = record.get("claim") if isinstance(record, dict) else None
    return text if isinstance(text, str) else ""


def annotation_from(record: object, where: str) -> Annotation:
    """The annotation that a JSON object describes; names that an annotation has not are passed over.

    Raises:
        ExchangeError: If it is no object, or a value is missing or of the wrong kind; `where` and the name
            are told.
    """
    try:
        return from_record(Annotation, record)
    except RecordError as error:
        raise ExchangeError(f"{where}, {error.name}: {error}" if error.name else f"{where}: {error}") from error


def parse(text: str, where: str) -> Any:
    """A JSON text as values.

    Raises:
        ExchangeError: If it is no JSON; `where` is told.
    """
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ExchangeError(f"{where} is not JSON: {error}.") from error


def write_lines(out: TextIO, annotations: Iterable[Annotation], claims: Mapping[str, Claim] = NO_CLAIMS) -> int:
    """Write JSONL (https://jsonlines.org): one annotation on each line, by article, place and id.

    Args:
        out: A text file.
        annotations: All of them.
        claims: By `claim_id`.

    Returns:
        The number of lines.
    """
    ordered = sorted(annotations, key=lambda a: (a.article_id, a.start, a.annotation_id))
    records = (annotation_record(each, claims) for each in ordered)
    out.writelines(json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n" for record in records)
    return len(ordered)


def read_lines(lines: Iterable[str]) -> Iterator[tuple[Annotation, str]]:
    """Read such a file back, line by line, each with what its claim says; blank lines are passed over.

    Raises:
        ExchangeError: If a line is no annotation; its number is told.
    """
    for where, value in parsed_lines(lines):
        yield annotation_from(value, where), claim_in(value)


def parsed_lines(lines: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Each line that is not blank as "Line 3" and its JSON value.

    Raises:
        ExchangeError: If a line is no JSON.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"Line {number}", parse(line.removeprefix("\ufeff"), f"Line {number}")
