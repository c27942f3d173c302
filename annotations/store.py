"""The database: annotations, claims and what is remembered of articles, as rows of a TinyDB file with a journal."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from annotations.claims import Claim
from annotations.errors import StoreError
from annotations.history import Change, ClaimChange, Step
from annotations.identifiers import now
from annotations.journal.database import open_database
from annotations.journal.formats import Format
from annotations.journal.records import REDOES, UNDOES, Record
from annotations.journal.values import Document, Rows, Tables
from annotations.model import Annotation, ArticleRecord
from annotations.records import RecordError, as_record, from_record
from annotations.sources import SourceRecord

if TYPE_CHECKING:  # nothing is changed before the first key
    from annotations.journal.drafts import Draft

FORMAT = 1
"""The layout of the rows; a database with a higher number is refused untouched."""

ANNOTATIONS, CLAIMS, ARTICLES, SOURCES = "annotations", "claims", "articles", "sources"
"""The names of the tables."""

KINDS: Mapping[str, type[Any]] = {
    ANNOTATIONS: Annotation,
    CLAIMS: Claim,
    ARTICLES: ArticleRecord,
    SOURCES: SourceRecord,
}
"""Table name → what its rows are."""

IDS: Mapping[str, str] = {ANNOTATIONS: "id", CLAIMS: "id", ARTICLES: "article_id", SOURCES: "source"}
"""Table name → the value by which a row is known."""

BY, AT = "by", "at"
"""The keys in a record's `meta` for who made a change, and when."""

WHY = "why"
"""The key in a record's `meta` for what a change was for that nobody asked for."""

_OF_STEPS = {BY, AT, UNDOES, REDOES}
_INDEXES = {ANNOTATIONS: "article_id", ARTICLES: "article_id"}
_R = TypeVar("_R", Annotation, Claim, ArticleRecord, SourceRecord)


class Store:
    """An open database. Reading is from memory, in any thread; writing waits for the disk.

    A row that cannot be read is left out, told, and kept in the file as it is.

    Args:
        path: The JSON file; made with the first change if it is not there.
        read_only: Never write, and wait at most two seconds for anybody who does.

    Attributes:
        path: The JSON file.
        left_out: The rows that could not be read so far, as table name and number.

    Raises:
        StoreError: It cannot be read, is damaged beyond repair, or a newer program wrote it; nothing was changed.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.left_out: set[tuple[str, str]] = set()
        self._told: deque[str] = deque()
        if not read_only:
            with suppress(OSError):  # opening says what is wrong
                path.parent.mkdir(parents=True, exist_ok=True)
        self._database = open_database(path, read_only=read_only, indexes=_INDEXES, format=Format(FORMAT))

    @property
    def obstacle(self) -> str:
        """Why nothing can be saved at the moment, as half a sentence, or nothing if it can."""
        return self._database.journal.obstacle

    def tellings(self) -> list[str]:
        """What happened to the files and their rows, and what was done about it, as sentences; each is given once."""
        return [*self._database.tellings(), *(self._told.popleft() for _ in range(len(self._told)))]

    def annotations(self) -> Iterator[Annotation]:
        """Every annotation, in no order."""
        return self._read(Annotation, ANNOTATIONS, list(self._rows(ANNOTATIONS)))

    def annotations_of(self, article_id: str) -> list[Annotation]:
        """The annotations of one article, in no order; the cost is theirs, not the database's."""
        return list(self._read(Annotation, ANNOTATIONS, self._numbers(ANNOTATIONS, article_id)))

    def annotated(self) -> set[str]:
        """The ids of the articles that have annotations."""
        named = (row.get("article_id") for row in list(self._rows(ANNOTATIONS).values()))
        return {article_id for article_id in named if isinstance(article_id, str)}

    def tags(self) -> set[str]:
        """Every tag of the annotations; looks at the rows as they are, because there may be very many."""
        listed = (row.get("tags") for row in list(self._rows(ANNOTATIONS).values()))
        return {tag for tags in listed if isinstance(tags, list) for tag in tags if isinstance(tag, str)}

    def claims(self) -> Iterator[Claim]:
        """Every claim that the reader confirmed, in no order."""
        return self._read(Claim, CLAIMS, list(self._rows(CLAIMS)))

    def attached(self) -> dict[str, set[str]]:
        """The ids of the articles that have passages of a claim, by its id; looks at the rows as they are."""
        found: dict[str, set[str]] = {}
        for row in list(self._rows(ANNOTATIONS).values()):
            claim_id, article_id = row.get("claim_id"), row.get("article_id")
            if claim_id and isinstance(claim_id, str) and isinstance(article_id, str):
                found.setdefault(claim_id, set()).add(article_id)
        return found

    def articles(self) -> Iterator[ArticleRecord]:
        """What is remembered of every article, in no order."""
        return self._read(ArticleRecord, ARTICLES, list(self._rows(ARTICLES)))

    def sources(self) -> list[SourceRecord]:
        """What the reader imported, sorted by when it was added, and by name."""
        found = self._read(SourceRecord, SOURCES, list(self._rows(SOURCES)))
        return sorted(found, key=lambda each: (each.added_at, each.source))

    def add_sources(self, sources: Iterable[str], annotator: str) -> None:
        """Remember what was imported; what is known already stays as it is. On return it is on the disk.

        Raises:
            NotSavedError: The disk refuses; trying again later is safe.
        """
        known = {each.source for each in self.sources()}
        new: dict[str, Document | None] = {
            key_of(each): as_record(SourceRecord(each, now())) for each in sources if each not in known
        }
        if new:
            self._database.journal.record(lambda draft: draft.make({SOURCES: new}), _meta(None, annotator))

    def write(self, step: Step | None, articles: Iterable[ArticleRecord], annotator: str) -> None:
        """Write a step, and what is to be remembered of articles: all of it or nothing; on return it is on the disk.

        Raises:
            NotSavedError: The disk refuses; trying again later is safe.
        """
        remembered = list(articles)

        def edit(draft: "Draft") -> None:
            rows = {ARTICLES: self._remembered(remembered), ANNOTATIONS: self._stepped(step)}
            draft.make({**rows, CLAIMS: self._claimed(step)})

        record = self._database.journal.record(edit, _meta(step, annotator))
        if step and record:
            step.number = record.n

    def refresh(self) -> bool:
        """Read what other processes have saved since; returns whether they have changed annotations or claims."""
        return not {ANNOTATIONS, CLAIMS}.isdisjoint(self._database.refresh())

    def steps(self, annotator: str) -> tuple[list[Step], list[Step]]:
        """What an annotator did in this and earlier sessions: the steps that can be undone, and those to be made again.

        Merged copies and restored backups are no steps.

        Raises:
            StoreError: The history cannot be read.
        """
        from annotations.journal.history import UndoList, read_history  # not needed before the first frame

        try:
            records = [record for record in read_history(self.path) if _is_step(record, annotator)]
        except OSError as error:
            raise StoreError(f"The history of {self.path} cannot be read: {error.strerror}.") from error
        known = UndoList.of(records)
        return list(_steps(known.undoable)), list(_steps(known.redoable))

    def close(self) -> None:
        """Let the JSON file say everything, and let go of the files."""
        self._database.close()

    def _rows(self, table: str) -> Rows:
        return self._database.journal.rows(table)

    def _numbers(self, table: str, article_id: str) -> list[str]:
        """The numbers of an article's rows, by the index."""
        return self._database.journal.memory.ids_with(table, "article_id", article_id) or []

    def _read(self, kind: type[_R], table: str, numbers: Iterable[str]) -> Iterator[_R]:
        rows = self._rows(table)
        for number in numbers:
            row = rows.get(number)
            if row is not None:
                try:
                    yield from_record(kind, row)
                except RecordError as error:
                    self._leave_out(table, number, error)

    def _leave_out(self, table: str, number: str, error: RecordError) -> None:
        if (table, number) not in self.left_out:
            self.left_out.add((table, number))
            kept = "It is left out, and kept in the file as it is; mend it by hand or restore a backup."
            self._told.append(f"{self.path.name}: {strangeness(table, number, error)} {kept}")

    def _remembered(self, articles: Iterable[ArticleRecord]) -> dict[str, Document | None]:
        """The rows of articles, without those in whose place stands one that cannot be read."""
        number_of = self._numbering(ARTICLES)
        numbered = {number_of(each.article_id, each.article_id): each for each in articles}
        return {number: as_record(each) for number, each in numbered.items() if not self._is_strange(number)}

    def _is_strange(self, number: str) -> bool:
        there = number in self._rows(ARTICLES)
        return there and not list(self._read(ArticleRecord, ARTICLES, [number]))

    def _stepped(self, step: Step | None) -> dict[str, Document | None]:
        changed = [(change.annotation, change.after) for change in (step.changes if step else ())]
        number_of = self._numbering(ANNOTATIONS)
        return {
            number_of(each.annotation_id, each.article_id): as_record(after) if after else None
            for each, after in changed
        }

    def _claimed(self, step: Step | None) -> dict[str, Document | None]:
        rows = self._rows(CLAIMS) if step and step.claims else {}
        numbers = {id_in(CLAIMS, row): number for number, row in rows.items()}
        return {
            numbers.get(change.claim.claim_id) or key_of(change.claim.claim_id): (
                as_record(change.after) if change.after else None
            )
            for change in (step.claims if step else ())
        }

    def _numbering(self, table: str) -> Callable[[str, str], str]:
        """Where a row stands or is to stand, by its id and its article's: another program numbers rows by counting."""
        rows = self._rows(table)

        @cache
        def numbers_in(article_id: str) -> dict[str, str]:
            return {id_in(table, rows[number]): number for number in self._numbers(table, article_id)}

        def number_of(row_id: str, article_id: str) -> str:
            number = key_of(row_id)
            return number if number in rows else numbers_in(article_id).get(row_id, number)

        return number_of


def key_of(row_id: str) -> str:
    """The document id of a new row: a decimal number, because a plain TinyDB takes nothing else."""
    try:
        return str(int(row_id.replace("-", ""), 16))
    except ValueError:  # an id that another program gave
        return str(int.from_bytes(hashlib.sha256(row_id.encode()).digest()[:16]))


def id_in(table: str, row: Document) -> str:
    """The id that stands in a row; empty where there is none, and in tables of others."""
    row_id = row.get(IDS.get(table, ""))
    return row_id if isinstance(row_id, str) else ""


def numbered_like(ours: Tables, theirs: Tables) -> Tables:
    """Their rows under the numbers that the same rows have with us, because other programs number rows by counting.

    Of two rows that are the same one, the newer is left.
    """
    return {name: _numbered(name, ours.get(name, {}), rows) for name, rows in theirs.items()}


def signed(annotator: str) -> Document:
    """Who changes something now, as a record's `meta` says it."""
    return {BY: annotator, AT: now()}


def strangeness(table: str, number: str, error: RecordError) -> str:
    """What is wrong with a row that cannot be read, as a sentence."""
    value = f" ({error.name})" if error.name else ""
    return f"Row {number} of {table} is not one of ours{value}: {error}"


def _numbered(table: str, ours: Rows, theirs: Rows) -> Rows:
    known = {row_id: number for number, row in ours.items() if (row_id := id_in(table, row))}
    oldest_first = sorted(theirs.items(), key=lambda item: str(item[1].get("updated_at", "")))
    return {
        known.get(row_id, key_of(row_id)) if (row_id := id_in(table, row)) else number: row
        for number, row in oldest_first
    }


def _is_step(record: Record, annotator: str) -> bool:
    changes_something = not record.changes.keys().isdisjoint((ANNOTATIONS, CLAIMS))
    return changes_something and record.meta.get(BY) == annotator and record.meta.keys() <= _OF_STEPS


def _steps(records: Iterable[Record]) -> Iterator[Step]:
    """The steps that records tell of; one with a row that cannot be read cannot be taken back."""
    for record in records:
        with suppress(RecordError):
            changes = tuple(Change(*versions) for versions in _versions(record, ANNOTATIONS, Annotation))
            claims = tuple(ClaimChange(*versions) for versions in _versions(record, CLAIMS, Claim))
            yield Step(changes, record.n, claims=claims)


def _versions(record: Record, table: str, kind: type[_R]) -> Iterator[tuple[_R | None, _R | None]]:
    """The rows of a table that a record changed, before and after."""
    before = record.before.get(table, {})
    for number, after in record.changes.get(table, {}).items():
        old = before.get(number)
        yield from_record(kind, old) if old else None, from_record(kind, after) if after else None


def _meta(step: Step | None, annotator: str) -> Document:
    meta = signed(annotator)
    if step and step.undoes:
        meta[UNDOES] = step.undoes.number
    if step and step.redoes:
        meta[REDOES] = step.redoes.number
    if step and step.why:
        meta[WHY] = step.why
    return meta
