"""Into a project: files of ours and of other tools, one step in the history for each of them."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from annotations.articles.files import read_article
from annotations.claims import Claim
from annotations.errors import ArticleError, ExchangeError
from annotations.exchange.csv_tables import read_rows
from annotations.exchange.json_values import read_lines
from annotations.exchange.other_tools import read_doccano, read_hypothesis
from annotations.exchange.web_annotation import read_web_annotations
from annotations.history import Change, ClaimChange, Step
from annotations.model import Anchor, Annotation, ArticleRecord
from annotations.project import Project
from annotations.shelf import record_of

_NAMES = (
    ("newsreader",),
    ("@context", "http://www.w3.org/ns/anno"),
    ("rows", "uri"),
    ("uri", "target"),
    ("article_id", "start", "end"),
    ("text", "label"),
    ("text", "entities"),
)
"""What the names (and texts) in a JSON file of annotations begin with; any of these lines, and all of it."""

_LABELS = ("label", "labels", "entities")  # of a text in doccano's JSONL


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds.

    Attributes:
        annotations: In the order of the file.
        articles: What the file, or our library, tells of the articles they stand in, by id.
        told: A sentence for each thing that a person should know.
        left_out: How many annotations of the file were not read.
        claims: The claims that the annotations name, with what the file tells of them.
    """

    annotations: tuple[Annotation, ...]
    articles: Mapping[str, ArticleRecord] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    left_out: int = 0
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What taking in a file changes.

    Attributes:
        new: How many annotations we did not have.
        changed: How many are newer than ours and take its place.
        same: How many we have exactly so.
        older: How many differ from ours without being newer; ours stay.
        step: The changes, or nothing where there are none.
        articles: What is to be remembered of articles that we did not know.
        claims: How many claims we did not know.
    """

    new: int
    changed: int
    same: int
    older: int
    step: Step | None
    articles: tuple[ArticleRecord, ...]
    claims: int = 0


class _Library:
    """The articles of a project, found by what other tools know of them."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._records = list(project.store.articles())
        self._files = {*project.files} | {each.file for each in self._records}

    def by_digest(self) -> dict[str, ArticleRecord]:
        """Hexadecimal SHA-256 of every text known → its article."""
        known = {digest: record for record in self._records for digest in record.versions}
        found = map(self._project.readable, self._files)
        return {article.sha256: record_of(article) for article in found if article} | known

    def at(self, address: str) -> ArticleRecord | None:
        """The article that was read from an address, with its text where it can be read."""
        place = _place(address)
        record = next((each for each in self._records if each.url and _place(each.url) == place), None)
        file = record.file if record else place
        article = self._project.readable(file) if file in self._files else None
        return (record or record_of(article))._replace(text=article.text) if article else record


def _place(address: str) -> str:
    """What an address names, whatever part of it; of a file its path."""
    if address.startswith("file://"):
        return unquote(urlsplit(address).path)
    return address.partition("#")[0].rstrip("/")


def _read_csv(text: str, _: Project, __: str) -> Reading:
    rows = list(read_rows(StringIO(text, newline="")))
    articles = {row.article.article_id: row.article for row in rows}
    return _with_claims([(row.annotation, row.claim) for row in rows], articles)


def _read_jsonl(text: str, _: Project, __: str) -> Reading:
    return _with_claims(list(read_lines(StringIO(text, newline="\n"))), {})


def _read_jsonld(text: str, _: Project, __: str) -> Reading:
    return _with_claims(list(read_web_annotations(text)), {})


def _with_claims(rows: Sequence[tuple[Annotation, str]], articles: Mapping[str, ArticleRecord]) -> Reading:
    """Annotations with what their claims say; a claim is as old as the first annotation that names it."""
    claims: dict[str, Claim] = {}
    for annotation, text in rows:
        if annotation.claim_id and text:
            told = Claim(annotation.claim_id, text, created_at=annotation.created_at, updated_at=annotation.updated_at)
            claims.setdefault(annotation.claim_id, told)
    return Reading(tuple(annotation for annotation, _ in rows), articles, claims=tuple(claims.values()))


def _read_hypothesis(text: str, project: Project, _: str) -> Reading:
    library, found = _Library(project), dict[str, ArticleRecord | None]()

    def article_at(address: str) -> ArticleRecord | None:
        if address not in found:
            found[address] = library.at(address)
        return found[address]

    read = read_hypothesis(text, article_at)
    articles = {each.article_id: each._replace(text=None) for each in found.values() if each}
    return Reading(read.annotations, articles, read.left_out, len(read.left_out))


def _read_doccano(text: str, project: Project, annotator: str) -> Reading:
    library = _Library(project).by_digest()
    annotations = tuple(
        each._replace(article_id=library[each.text_sha256].article_id)
        if each.text_sha256 in library
        else each._replace(anchor=Anchor.ORPHAN)
        for each in read_doccano(StringIO(text, newline="\n"), annotator=annotator)
    )
    homeless = Counter(each.article_id for each in annotations if each.anchor is Anchor.ORPHAN)
    told = (f"The text {text} is none of our articles: {n} annotations have no place." for text, n in homeless.items())
    return Reading(annotations, {each.article_id: each for each in library.values()}, tuple(told))


READERS: Mapping[str, Callable[[str, Project, str], Reading]] = {
    "csv": _read_csv,
    "jsonl": _read_jsonl,
    "jsonld": _read_jsonld,
    "hypothesis": _read_hypothesis,
    "doccano": _read_doccano,
}
"""The formats that can be read, by name."""


def read(data: bytes, project: Project, *, form: str = "", annotator: str = "") -> Reading:
    """What a file holds.

    Args:
        data: Its bytes.
        project: Knows the articles; the files of other tools hold no more than a text or an address.
        form: A key of `READERS`; guessed from the content if not given.
        annotator: Who made the annotations, where the file does not tell.

    Raises:
        ExchangeError: It cannot be read; row or line, and column are named.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ExchangeError(f"Line {line} is not UTF-8. Save the file as UTF-8 (in Excel: “CSV UTF-8”).") from error
    return READERS[form or guess(text)](text, project, annotator)


def guess(text: str) -> str:
    """The name of the format that a text looks like; CSV where it does not look like JSON.

    Raises:
        ExchangeError: It is JSON, but not as any tool writes it that we know.
    """
    start = text.removeprefix("\ufeff").lstrip()
    if not start:
        return "jsonl"
    if not start.startswith(("{", "[")):
        return "csv"
    entry = _first_entry(start)
    if entry is None or not entry.keys().isdisjoint(("newsreader", "@context")):
        return "jsonld"
    if not entry.keys().isdisjoint(("rows", "uri")):
        return "hypothesis"
    if "text" in entry and not entry.keys().isdisjoint(_LABELS):
        return "doccano"
    if "article_id" in entry:
        return "jsonl"
    raise ExchangeError(f"It is JSON, but neither ours nor any that we know. Name its format: {', '.join(READERS)}.")


def holds_annotations(head: bytes) -> bool:
    """Whether a file of annotations, ours or another tool's, begins like this; articles may be JSON and tables too.

    Args:
        head: The first bytes of the file, some ten thousand of them.
    """
    text = head.decode("utf-8", "ignore").removeprefix("\ufeff").lstrip()
    if text.startswith(("{", "[")):
        return any(all(f'"{name}' in text for name in names) for names in _NAMES)
    return not text or "annotation_id" in text.partition("\n")[0]


def _first_entry(text: str) -> Mapping[str, Any] | None:
    """The first object of a JSON file or of JSON lines; nothing where there is none."""
    start = text.find("{")
    try:
        entry: dict[str, Any] | None = json.JSONDecoder().raw_decode(text, start)[0] if start >= 0 else None
    except (json.JSONDecodeError, RecursionError) as error:
        raise ExchangeError(f"It begins like JSON, but is not: {error}.") from error
    return entry


def compare(reading: Reading, project: Project) -> Outcome:
    """What taking in a file would change: of two versions of an annotation the one changed last stays."""
    ours = {each.annotation_id: each for each in project.store.annotations()}
    before: dict[str, Annotation | None] = {}
    after: dict[str, Annotation] = {}
    same = older = 0
    for theirs in reading.annotations:
        known = after.get(theirs.annotation_id) or ours.get(theirs.annotation_id)
        if known == theirs:
            same += 1
        elif known and _moment(theirs.updated_at) <= _moment(known.updated_at):
            older += 1
        else:
            before.setdefault(theirs.annotation_id, ours.get(theirs.annotation_id))
            after[theirs.annotation_id] = theirs
    changes = tuple(Change(before[each], annotation) for each, annotation in after.items())
    new = sum(change.before is None for change in changes)
    claims = tuple(_unknown_claims(reading, {**ours, **after}, project))
    step = Step(changes, claims=claims) if changes or claims else None
    articles = _unknown(reading, changes, project)
    return Outcome(new, len(changes) - new, same, older, step, articles, len(claims))


def _unknown_claims(reading: Reading, annotations: Mapping[str, Annotation], project: Project) -> Iterator[ClaimChange]:
    """The claims that the database does not know, and that one of the annotations belongs to in the end."""
    known = {claim.claim_id for claim in project.store.claims()}
    named = {annotations[each.annotation_id].claim_id for each in reading.annotations}
    return (ClaimChange(None, claim) for claim in reading.claims if claim.claim_id in named - known)


def _unknown(reading: Reading, changes: Iterable[Change], project: Project) -> tuple[ArticleRecord, ...]:
    """What is to be remembered of the articles of changes that the database does not know."""
    known = {each.article_id for each in project.store.articles()}
    wanted = {change.annotation.article_id for change in changes}
    return tuple(_here(reading.articles[each]) for each in sorted(wanted & reading.articles.keys() - known))


def _here(record: ArticleRecord) -> ArticleRecord:
    """The record, without its file where that is another article on this machine, or none."""
    try:
        found = read_article(Path(record.file)).article_id if record.file else ""
    except ArticleError:
        found = ""
    return record if found == record.article_id else record._replace(file="")


def take_in(outcome: Outcome, project: Project) -> None:
    """Make the changes, as one step that can be undone; on return they are on the disk.

    Raises:
        StoreError: The disk refuses; nothing was changed.
    """
    if outcome.step:
        project.store.write(outcome.step, outcome.articles, project.annotator)


def _moment(time: str) -> datetime:
    """A time as one that can be compared, whatever its zone; what is none is before all others."""
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
