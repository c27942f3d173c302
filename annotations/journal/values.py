"""The shapes of the data, how a document becomes JSON, ids that never repeat, and the time."""

import json
import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

Document = dict[str, Any]
"""One document: what JSON can say, and nothing else."""

Rows = dict[str, Document]
"""A table: document id as text → document. No document in it is ever modified, only replaced."""

Tables = dict[str, Rows]
"""A database: table name → table. An empty table does not exist."""

Changes = dict[str, dict[str, Document | None]]
"""Table name → id → the whole document as it is to be, or nothing where it is to go."""

Ids = dict[str, set[str]]
"""Table name → ids."""


_CONTAINERS = (dict, list)


def to_json(value: object) -> bytes:
    """The value as compact UTF-8 JSON with sorted keys, so that equal content gives equal bytes.

    Raises:
        TypeError: For what JSON cannot say: sets, functions, integers over 64 bits, lone surrogates.
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)


def as_stored(document: Mapping[str, Any]) -> Document:
    """The document as it will be when it is read again: tuples are lists, enumerations their values.

    Raises:
        TypeError: It holds what JSON cannot say.
        ValueError: It holds a number that is none: NaN or an infinity.
    """
    text = to_json(document)
    stored: Document = orjson.loads(text)
    if b"null" in text and stored != document:  # orjson writes null for a number that is none
        json.dumps(document, allow_nan=False, default=str)
    return stored


def same(one: Document | None, other: Document | None) -> bool:
    """Whether the two would be the same on disk; unlike `==`, it tells `1` from `True`."""
    return one is other or (one == other and to_json(one) == to_json(other))


def copied(value: Any) -> Any:
    """A copy of a dict or list of JSON that shares nothing that can be modified."""
    if type(value) is dict:
        return {key: copied(item) if type(item) in _CONTAINERS else item for key, item in value.items()}
    return [copied(item) if type(item) in _CONTAINERS else item for item in value]


def apply(changes: Changes, tables: Tables) -> None:
    """Make the changes in `tables`; a table that has nothing left is dropped."""
    for name, documents in changes.items():
        rows = tables.setdefault(name, {})
        for doc_id, document in documents.items():
            if document is None:
                rows.pop(doc_id, None)
            else:
                rows[doc_id] = document
        if not rows:
            del tables[name]


def difference(old: Tables, new: Tables) -> Changes:
    """The changes that lead from `old` to `new`."""
    changes: Changes = {}
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name, {}), new.get(name, {})
        changed: dict[str, Document | None] = dict.fromkeys(before.keys() - after.keys())
        changed |= {key: document for key, document in after.items() if not same(before.get(key), document)}
        if changed:
            changes[name] = changed
    return changes


def number_of_documents(changes: Mapping[str, Mapping[str, object]]) -> int:
    """How many documents stand in tables or changes, over all tables."""
    return sum(len(documents) for documents in changes.values())


def new_uuid() -> UUID:
    """A UUID of version 7: sorted by time, unique without asking anybody.

    The 12 bits after the milliseconds are their fraction (RFC 9562, section 6.2, method 3), so that ids made
    one after the other in one process nearly always sort in that order.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    random = int.from_bytes(os.urandom(8)) & ((1 << 62) - 1)
    return UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 0b10 << 62 | random)


def now() -> str:
    """The time as ISO 8601 in UTC, to the millisecond: as text it sorts by time."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
