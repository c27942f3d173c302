"""Articles into the library: files and folders stay where they are, everything else is kept beside the database."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.articles.files import find_files, read_content
from annotations.articles.formats import LINES, TABLES, Format, format_of, format_of_name, is_address
from annotations.articles.index import Row
from annotations.articles.kept import Kept
from annotations.articles.keys import key_in, stamp_of
from annotations.articles.reading import Manner, read_articles
from annotations.errors import ArticleError
from annotations.membership import kept_beside
from annotations.model import Article
from annotations.project import Project

_BATCH = 500  # articles that the index takes at a time


class Item(NamedTuple):
    """What became of an article, or of what was to be one.

    Attributes:
        name: Its path, or the address or file it came from.
        outcome: What was done; nothing where it was skipped.
        problem: Why it was skipped, as a sentence.
    """

    name: str
    outcome: Kept | None = None
    problem: str = ""


class Gathering:
    """One import of articles.

    Args:
        project: The library, as `Project.open` gives it without paths.
        manner: How to read what is no text and no page.
        pretend: Only say what would be done.
    """

    def __init__(self, project: Project, manner: Manner | None = None, *, pretend: bool = False) -> None:
        self._project = project
        self._index = project.index
        self._kept = kept_beside(project.store.path)
        self._manner = manner or Manner()
        self._pretend = pretend
        self._rows: list[tuple[Row, str | None]] = []

    def units(self, sources: Iterable[str]) -> Iterator[str]:
        """What `sources` stand for, to be taken in one by one: a folder for its files, the rest for itself."""
        for source in sources:
            if source == "-" or is_address(source):
                yield source
            else:
                yield from map(str, find_files([Path(source).absolute()]))

    def take(self, unit: str) -> Iterator[Item]:
        """Take in the articles of a file, an address or `-`; an item for each of them, and for what is skipped."""
        if unit == "-" or is_address(unit):
            yield from (self._keep(unit, found) for found in read_articles(unit, self._manner))
        elif not _stays(Path(unit)):
            yield from (self._keep(unit, found) for found in read_articles(Path(unit), self._manner))
        elif unit.lower().endswith(TABLES + LINES):
            yield from self._take_rows(unit)
        else:
            yield self._look_at(unit)

    def finish(self, sources: Iterable[str], items: Iterable[Item]) -> None:
        """Remember what was imported, so that it belongs to the library.

        Args:
            sources: As they were named.
            items: What became of them; a source that gave nothing is not remembered.

        Raises:
            StoreError: The disk refuses.
        """
        self._flush()
        good = {item.name for item in items if item.outcome}
        if not self._pretend:
            self._index.keep_keys()
            named = [_remembered_as(each, good) for each in sources]
            self._project.store.add_sources(filter(None, named), self._project.annotator)

    def _keep(self, unit: str, found: Article | ArticleError) -> Item:
        if isinstance(found, ArticleError):
            return Item(unit, problem=str(found))
        try:
            outcome, path = self._kept.keep(found, pretend=self._pretend)
        except ArticleError as error:
            return Item(unit, problem=str(error))
        if not self._pretend and (outcome is not Kept.UNCHANGED or not self._known(str(path))):
            self._put(self._project.look_at(str(path), stamp_of(str(path)), count=False))
        return Item(unit, outcome)

    def _take_rows(self, table: str) -> Iterator[Item]:
        """The rows of a table, which stay in it."""
        stamp = stamp_of(table)
        for number, found in enumerate(read_articles(Path(table), self._manner), start=1):
            yield self._compare(table, self._project.looked_at(key_in(table, number), found, stamp))

    def _look_at(self, file: str) -> Item:
        stamp = stamp_of(file)
        known = self._known(file)
        if known and (known.modified, known.size) == stamp and not known.problem:
            return Item(file, Kept.UNCHANGED)
        return self._compare(file, self._project.look_at(file, stamp, count=False))

    def _compare(self, name: str, read: tuple[Row, str | None]) -> Item:
        """What an article of a file is to the library, which knows it or another text of it."""
        row, _ = read
        known = self._known(row.key)
        same = known is not None and known.sha256 == row.sha256
        if known is None or not same or (known.modified, known.size) != (row.modified, row.size):
            self._put(read)
        if row.problem:
            return Item(name, problem=row.problem)
        return Item(name, Kept.UNCHANGED if same else Kept.CHANGED if known else Kept.IMPORTED)

    def _known(self, key: str) -> Row | None:
        return self._index.get(key)

    def _put(self, read: tuple[Row, str | None]) -> None:
        self._rows.append(read)
        if len(self._rows) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        if not self._pretend:
            self._index.put(self._rows)
        self._rows = []


def _stays(path: Path) -> bool:
    """Whether a file is one article or a table of them, and not a feed, of which tomorrow's file has other entries."""
    named = format_of_name(path.name)
    if named is None:
        try:
            return format_of(read_content(path)) is Format.TEXT
        except ArticleError:  # reading it says so again
            return True
    return named not in (Format.FEED, Format.FEED_LIST)


def _remembered_as(source: str, good: Collection[str]) -> str:
    """What is remembered of a source; nothing where it gave no article, or cannot be read again."""
    if source == "-" or is_address(source):
        return source if source != "-" and source in good else ""
    path = Path(source).absolute()
    if path.is_dir():
        return str(path) if any(Path(name).is_relative_to(path) for name in good) else ""
    if str(path) not in good:
        return ""
    return str(path) if _stays(path) else path.as_uri()
