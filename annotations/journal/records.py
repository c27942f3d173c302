"""A line of the journal, and a journal that may be damaged.

A line is a JSON object: `{"crc": …, "n": 9, "d": {"annotations": {"put": {id: {…}}, "del": [id]}}}`.

    crc    CRC-32 (as in zlib) of the rest of the line, as eight hexadecimal digits
    n      consecutive over all journals of a database
    v      only in the first line: the version of this format
    file   the JSON file with this CRC and size is the database as it was before this line
    m      what the caller wants to be remembered of the change
    b      the documents as they were before, where there were any
    d      the documents as they are now, whole, so that a line may be applied twice
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple
from zlib import crc32

import orjson

from annotations.journal.values import Changes, Document, Tables, apply, to_json

VERSION = 1
"""Version of the journal's own format."""

LOSERS = "losers"
"""The key in a record's `meta` for versions that a merge gave up, as tables."""

UNDOES, REDOES = "undoes", "redoes"
"""The keys in a record's `meta` whose value is the number of another record."""

_HEAD = re.compile(rb'\{"crc":"([0-9a-f]{8})",')
_HEAD_SIZE = 18
_LONGEST_MENDED = 4096
_NOTHING: dict[str, Any] = {}  # what a record holds is never changed


class FileMark(NamedTuple):
    """What tells one JSON file from another: CRC-32, size in bytes, modification time in nanoseconds."""

    crc: int
    size: int
    mtime: int

    @classmethod
    def of(cls, content: bytes, mtime: int = 0) -> "FileMark":
        """The mark of a file with this content."""
        return cls(crc32(content), len(content), mtime)

    def fits(self, other: "FileMark") -> bool:
        """Whether both have the same content; when it was written does not matter."""
        return self[:2] == other[:2]


class Record(NamedTuple):
    """One change, or a mark that says which JSON file the next changes belong to.

    Attributes:
        n: Its number, from 1 on.
        changes: What it does.
        before: The documents it replaced or deleted, as they were; a document that is in `changes` and not
            here was new.
        meta: What the caller wanted to be remembered (who, when, why).
        file: The JSON file that says what the database was before this record.
        version: Of the format; later ones are refused.
    """

    n: int
    changes: Changes = _NOTHING
    before: Tables = _NOTHING
    meta: Document = _NOTHING
    file: FileMark | None = None
    version: int = VERSION

    @property
    def is_history(self) -> bool:
        """Whether it changed something or gave something up; a mark of a JSON file does neither."""
        return bool(self.changes) or LOSERS in self.meta

    def inverse(self) -> Changes:
        """The changes that take this one back."""
        return {
            name: {doc_id: self.before.get(name, {}).get(doc_id) for doc_id in documents}
            for name, documents in self.changes.items()
        }

    def line(self) -> bytes:
        """The record as a line, line break included.

        Raises:
            TypeError: `meta` or a document holds what JSON cannot say.
        """
        fields: Document = {"n": self.n}
        if self.file:
            fields |= {"v": self.version, "file": list(self.file)}
        for key, value in ("m", self.meta), ("b", self.before), ("d", _written(self.changes)):
            if value:
                fields[key] = value
        body = to_json(fields)
        return b'{"crc":"%08x",%b\n' % (crc32(body), body[1:])

    @classmethod
    def from_line(cls, line: bytes) -> "Record | None":
        """The record that the line (without its break) holds, or nothing where it is damaged."""
        return cls._from_fields(orjson.loads(b"{" + line[_HEAD_SIZE:])) if _is_whole(line) else None

    @classmethod
    def _from_fields(cls, fields: dict[str, Any]) -> "Record":
        mark = FileMark(*fields["file"]) if "file" in fields else None
        changes = {
            name: dict.fromkeys(change.get("del", ())) | change.get("put", {})
            for name, change in fields.get("d", {}).items()
        }
        return cls(fields["n"], changes, fields.get("b", {}), fields.get("m", {}), mark, fields.get("v", VERSION))


class Journal(NamedTuple):
    """What could be read of a journal.

    Attributes:
        records: In order.
        sound: Their lines, as a file without the damage would hold them.
        torn: Whether it ends in a line that was never finished (and so never acknowledged).
        lost: How many stretches inside it could not be read.
        mended: How many flipped bits were put right.
    """

    records: tuple[Record, ...] = ()
    sound: bytes = b""
    torn: bool = False
    lost: int = 0
    mended: int = 0


def read_journal(data: bytes) -> Journal:
    """Read a journal, whatever has happened to it.

    A line that does not fit its CRC is tried with each of its bits flipped; CRC-32 tells all single-bit
    errors apart in lines of this length (Koopman, "32-bit cyclic redundancy codes for internet applications",
    2002).
    """
    records: list[Record] = []
    sound: list[bytes] = []
    torn, lost, mended = not data.endswith(b"\n"), 0, 0
    stretches = list(_stretches(data))
    for number, (lines, whole) in enumerate(stretches, 1):
        mending = None if whole else _mended(lines)
        if whole or mending:
            mended += not whole
            records += [record for line in mending or lines if (record := Record.from_line(line))]
            sound += mending or lines
        elif number == len(stretches) and len(lines) == 1:
            torn = True
        else:
            lost += 1
    return Journal(tuple(records), b"".join(line + b"\n" for line in sound), torn, lost, mended)


def last_mark(records: Sequence[Record]) -> int | None:
    """Index of the last record that names a JSON file."""
    return next((index for index in reversed(range(len(records))) if records[index].file), None)


def anchor(records: Sequence[Record], mark: FileMark) -> int | None:
    """Index of the last record that names a JSON file with this content; from there on they apply to it."""
    fitting = (i for i in reversed(range(len(records))) if (file := records[i].file) and file.fits(mark))
    return next(fitting, None)


def consecutive(records: Sequence[Record]) -> bool:
    """Whether no record is missing between the first and the last."""
    return all(later.n == earlier.n + 1 for earlier, later in pairwise(records))


def replay(records: Iterable[Record], tables: Tables) -> None:
    """Do in `tables` what the records did."""
    for record in records:
        apply(record.changes, tables)


def rewind(records: Sequence[Record], tables: Tables) -> None:
    """Take back in `tables` what the records did."""
    for record in reversed(records):
        apply(record.inverse(), tables)


def _written(changes: Changes) -> dict[str, dict[str, Any]]:
    written = {}
    for name, documents in changes.items():
        put = {doc_id: document for doc_id, document in documents.items() if document is not None}
        gone = sorted(doc_id for doc_id, document in documents.items() if document is None)
        written[name] = ({"put": put} if put else {}) | ({"del": gone} if gone else {})
    return written


def _is_whole(line: bytes) -> bool:
    head = _HEAD.match(line)
    return head is not None and crc32(line[head.end() :], crc32(b"{")) == int(head[1], 16)


def _stretches(data: bytes) -> Iterable[tuple[list[bytes], bool]]:
    lines = data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    start, states = 0, [_is_whole(line) for line in lines]
    for end in range(1, len(lines) + 1):
        if end == len(lines) or states[end] != states[start]:
            yield lines[start:end], states[start]
            start = end


def _mended(lines: list[bytes]) -> list[bytes] | None:
    damaged = bytearray(b"\n".join(lines))
    if len(damaged) > _LONGEST_MENDED:
        return None
    for index in range(len(damaged)):
        for bit in range(8):
            damaged[index] ^= 1 << bit
            tried = bytes(damaged).removesuffix(b"\n").split(b"\n")
            if all(map(_is_whole, tried)):
                return tried
            damaged[index] ^= 1 << bit
    return None
