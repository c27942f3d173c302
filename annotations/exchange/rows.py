"""An annotation ↔ a row of cells, field by field."""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from annotations.errors import ExchangeError
from annotations.evidence import Evidence, read_evidence
from annotations.exchange.cells import join_list, read_value, split_list, write_value
from annotations.model import Anchor, Annotation, Kind, Origin, Status


def _read_status(cell: str) -> Status | None:
    return Status(cell) if cell else None


def _read_number(cell: str) -> float | None:
    number = float(cell) if cell else None
    if number is not None and not isfinite(number):
        raise ValueError
    return number


def _read_share(cell: str) -> float | None:
    share = _read_number(cell)
    if share is not None and not 0 <= share <= 1:
        raise ValueError
    return share


def _read_position(cell: str) -> int:
    if not cell.isdecimal() or len(cell) > _MOST_DIGITS:
        raise ValueError
    return int(cell)


def _read_evidence(cell: str) -> tuple[Evidence, ...]:
    return tuple(map(read_evidence, split_list(cell)))


_MOST_DIGITS = 18  # of a position: more than any text has, less than JSON can hold
_READ: Mapping[str, Callable[[str], object]] = {
    "start": _read_position,
    "end": _read_position,
    "anchor": Anchor,
    "kind": Kind,
    "status": _read_status,
    "tags": split_list,
    "value": read_value,
    "value_max": _read_number,
    "origin": Origin,
    "confidence": _read_share,
    "evidence": _read_evidence,
}
_COLUMNS = {"exact": "quote", "evidence": "evidence_url"}  # where they are not called like the field
_WANTED = {
    "start": "a position in the text, counted from 0",
    "end": "a position in the text, counted from 0",
    "anchor": f"one of {', '.join(Anchor)}",
    "kind": f"one of {', '.join(Kind)}",
    "status": f"empty or one of {', '.join(Status)}",
    "value_max": "empty or a number",
    "origin": f"one of {', '.join(Origin)}",
    "confidence": "empty or a number from 0 to 1",
    "evidence": "a list of addresses",
}

# Worked out once for all rows: field, column, and what reads a cell of it.
_FIELDS = tuple((name, _COLUMNS.get(name, name), _READ.get(name, str)) for name in Annotation._fields)


def annotation_row(annotation: Annotation) -> dict[str, str]:
    """The annotation as cells by column; tags joined, figures as short as they can be read back."""
    row = {column: _write(getattr(annotation, name)) for name, column, _ in _FIELDS}
    return row | {"value": write_value(annotation.value)}


def _write(value: object) -> str:
    if isinstance(value, tuple):
        return join_list(map(str, value))
    return "" if value is None else str(value)


def annotation_of(row: Mapping[str, str], number: int) -> Annotation:
    """The annotation of a row; a column that is not there leaves its field as it is by default.

    Raises:
        ExchangeError: If a cell cannot be understood; `number` and the column are named.
    """
    read: dict[str, Any] = {}
    for name, column, reader in _FIELDS:
        if column in row:
            try:
                read[name] = reader(row[column])
            except ValueError as error:
                wanted = f"“{row[column][:60]}” is not {_WANTED[name]}"
                raise ExchangeError(f"Row {number}, column {column}: {wanted}.") from error
    annotation = Annotation(**({"text_sha256": ""} | read))
    if annotation.end < annotation.start:
        raise ExchangeError(f"Row {number}, column end: {annotation.end} is before start, {annotation.start}.")
    return annotation
