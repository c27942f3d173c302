"""Two or three versions of a database into one, by document id; and files with git's conflict markers.

Nothing here reads or writes a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from annotations.journal.snapshot import parse_leniently
from annotations.journal.values import Document, Tables, same

_OURS, _BASE, _THEIRS, _END = b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> "


class Loser(NamedTuple):
    """A version of a document that another version was preferred to."""

    table: str
    doc_id: str
    document: Document


@dataclass
class Merge:
    """What became of the merged versions.

    Attributes:
        tables: The result.
        losers: The versions that were given up, so that the caller can keep them in its history.
    """

    tables: Tables = field(default_factory=dict)
    losers: list[Loser] = field(default_factory=list)

    def losers_by_table(self) -> Tables:
        """The versions given up, as a database; of several of one document, the last."""
        tables: Tables = {}
        for loser in self.losers:
            tables.setdefault(loser.table, {})[loser.doc_id] = loser.document
        return tables


def merge_tables(ours: Tables, theirs: Tables, base: Tables | None = None, newest_by: str = "updated_at") -> Merge:
    """Merge two versions of a database.

    With a common ancestor in `base`, whoever changed a document wins, and whoever deleted one that the other
    left alone. Where both changed it, the newer one by the text in its field `newest_by` wins (ISO 8601 with
    one zone sorts as text), ours where both are as new, and a changed document always wins over a deleted
    one. Without an ancestor nothing counts as deleted.
    """
    merge = Merge()
    for name in sorted(ours.keys() | theirs.keys()):
        our_rows, their_rows = ours.get(name, {}), theirs.get(name, {})
        base_rows = (base or {}).get(name, {})
        for doc_id in our_rows | their_rows:
            mine, other = our_rows.get(doc_id), their_rows.get(doc_id)
            winner, loser = _merge_documents(mine, other, base_rows.get(doc_id), newest_by)
            if winner is not None:
                merge.tables.setdefault(name, {})[doc_id] = winner
            if loser is not None:
                merge.losers.append(Loser(name, doc_id, loser))
    return merge


def _merge_documents(
    ours: Document | None, theirs: Document | None, base: Document | None, newest_by: str
) -> tuple[Document | None, Document | None]:
    if same(ours, theirs) or (base is not None and same(theirs, base)):
        return ours, None
    if base is not None and same(ours, base):
        return theirs, None
    if ours is None or theirs is None:
        return ours or theirs, None
    if str(theirs.get(newest_by, "")) > str(ours.get(newest_by, "")):
        return theirs, ours
    return ours, theirs


@dataclass
class Sides:
    """The versions that a file with conflict markers holds, each as it was before git merged them.

    Attributes:
        ours: What git calls HEAD.
        theirs: What was merged into it.
        base: Their ancestor, where git was told to write it (`merge.conflictStyle = diff3`).
    """

    ours: bytes = b""
    theirs: bytes = b""
    base: bytes | None = None


def has_conflict_markers(content: bytes) -> bool:
    """Whether git left both sides of a conflict in the file."""
    return content.startswith(_OURS) or (b"\n" + _OURS in content and b"\n" + _END in content)


def split_conflict(content: bytes) -> Sides:
    """Take the versions apart; lines outside of the markers belong to each."""
    ours, base, theirs = [], [], []
    has_base = False
    for part, line in _parts(content):
        has_base = has_base or part == _BASE
        if part in (b"", _OURS):
            ours.append(line)
        if part in (b"", _BASE):
            base.append(line)
        if part in (b"", _THEIRS):
            theirs.append(line)
    return Sides(b"\n".join(ours), b"\n".join(theirs), b"\n".join(base) if has_base else None)


def merge_conflict(content: bytes, newest_by: str = "updated_at") -> Merge:
    """All documents of both sides of a file with conflict markers.

    Raises:
        ValueError: A side cannot be read, even line by line.
    """
    sides = split_conflict(content)
    base = None if sides.base is None else parse_leniently(sides.base)
    return merge_tables(parse_leniently(sides.ours), parse_leniently(sides.theirs), base, newest_by)


def _parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    part = b""
    for line in content.split(b"\n"):
        marker = _marker(line.rstrip(b"\r"), part)
        if marker is None:
            yield part, line
        else:
            part = b"" if marker == _END else marker


def _marker(line: bytes, part: bytes) -> bytes | None:
    if line.startswith((_OURS, _BASE, _END)):
        return line[: len(_OURS)]
    return _THEIRS if line == _THEIRS and part else None
