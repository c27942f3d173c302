"""Values ↔ the plain JSON objects that a database row, a line or another program holds."""

import json
from collections.abc import Callable, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from annotations.claims import Claim
from annotations.model import Anchor, Annotation, ArticleRecord, Kind, Origin, Status
from annotations.sources import SourceRecord

if TYPE_CHECKING:  # most annotations have none
    from annotations.evidence import Evidence

_R = TypeVar("_R", Annotation, Claim, ArticleRecord, SourceRecord)
_OWN_ID: Mapping[type[Any], str] = {Annotation: "annotation_id", Claim: "claim_id"}
_NOT_STORED = frozenset({(ArticleRecord, "text")})  # it stays in its file
_EVIDENCE = ("url", "article_id", "quote", "accessed_at")
_LARGEST_INTEGER = (1 << 63) - 1  # that the database's JSON can hold
_NEEDED: Mapping[type[Any], tuple[str, ...]] = {
    Annotation: ("annotation_id", "article_id", "start", "end"),
    Claim: ("claim_id", "text"),
    ArticleRecord: ("article_id",),
    SourceRecord: ("source",),
}


class RecordError(ValueError):
    """An object does not describe what it should.

    Attributes:
        name: The value in question, or nothing where it is the whole object.
    """

    def __init__(self, sentence: str, name: str = "") -> None:
        super().__init__(sentence)
        self.name = name


def as_record(row: Annotation | Claim | ArticleRecord | SourceRecord) -> dict[str, Any]:
    """The row as a JSON object; what is empty is left out, the id of an annotation or a claim is called `id`."""
    kept: dict[str, Any] = {}
    for name, outer, _, needed in _FIELDS[type(row)]:
        value = getattr(row, name)
        if needed or (value not in ("", None, ()) and value is not False):
            kept[outer] = list(map(_plain, value)) if isinstance(value, tuple) else value
    return kept


def _plain(item: "str | Evidence") -> object:
    if isinstance(item, str):
        return item
    return {name: value for name in _EVIDENCE if (value := getattr(item, name))}


def from_record(kind: type[_R], record: object) -> _R:
    """The row that a JSON object describes; names that it has not are passed over.

    A row of before there could be more than one piece of evidence has its address in `evidence_url`.

    Raises:
        RecordError: It is no object, or a value is missing or of the wrong kind.
    """
    if not isinstance(record, dict):
        raise RecordError(f"an annotation is an object in braces, not {json.dumps(record)[:60]}.")
    if missing := [outer for _, outer, _, needed in _FIELDS[kind] if needed and record.get(outer) is None]:
        raise RecordError(f"{', '.join(missing)} missing.")
    if record.get("evidence_url"):
        record = {"evidence": [record["evidence_url"]]} | record
    named: dict[str, Any] = dict(_BLANK[kind])
    for name, outer, read, _ in _FIELDS[kind]:
        value = record.get(outer)
        if value is not None:
            try:
                named[name] = read(value)
            except (TypeError, ValueError) as error:
                raise RecordError(f"{json.dumps(value)[:60]} cannot stand here.", outer) from error
    return kind(**named)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # half a character (a lone surrogate) is a ValueError: no file could hold it
    return value


def _position(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    if not 0 <= value <= _LARGEST_INTEGER:
        raise ValueError
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    if abs(value) > _LARGEST_INTEGER if isinstance(value, int) else not isfinite(value):
        raise ValueError
    return value


def _share(value: object) -> float:
    share = _number(value)
    if not 0 <= share <= 1:
        raise ValueError
    return share


def _figure(value: object) -> float | str:
    return _text(value) if isinstance(value, str) else _number(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(_text, value))


def _evidence(value: object) -> "tuple[Evidence, ...]":
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(_piece, value))


def _piece(value: object) -> "Evidence":
    from annotations.evidence import Evidence, read_evidence

    if isinstance(value, str):
        return read_evidence(_text(value))
    if not isinstance(value, dict):
        raise TypeError
    return Evidence(**{name: _text(value[name]) for name in _EVIDENCE if name in value})


_READ: Mapping[str, Callable[[Any], object]] = {
    "start": _position,
    "end": _position,
    "anchor": Anchor,
    "kind": Kind,
    "status": Status,
    "tags": _texts,
    "value": _figure,
    "value_max": _number,
    "origin": Origin,
    "confidence": _share,
    "evidence": _evidence,
    "versions": _texts,
    "corrected": _texts,
    "read": bool,
    "position": _position,
}


class _Field(NamedTuple):
    """A field of a row: what it is called in JSON, how it is read, and whether it must be there."""

    name: str
    outer: str
    read: Callable[[Any], object]
    needed: bool


def _fields_of(kind: type[Any]) -> tuple[_Field, ...]:
    names = [name for name in kind._fields if (kind, name) not in _NOT_STORED]
    return tuple(
        _Field(name, "id" if name == _OWN_ID.get(kind) else name, _READ.get(name, _text), name in _NEEDED[kind])
        for name in names
    )


# Worked out once: every annotation of a database passes here when it is opened and when it is exported.
_FIELDS = {kind: _fields_of(kind) for kind in _NEEDED}
_BLANK = {kind: dict.fromkeys(set(kind._fields) - set(kind._field_defaults), "") for kind in _NEEDED}
