"""What the list shows of articles, and the words in them, in a file of the cache.

Everything in it can be had again by reading the articles.
"""

from array import array
from collections.abc import Callable, Container, Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.articles.fingerprint import fingerprint
from annotations.articles.keys import file_of_key
from annotations.articles.queries import Order, Query
from annotations.articles.word_tables import SCHEMA as WORD_TABLES
from annotations.articles.word_tables import add_words, matches, numbers_with
from annotations.cache_file import CacheFile
from annotations.findings import Findings
from annotations.model import Article, Copies, Status

if TYPE_CHECKING:  # loaded with the first look into the index
    import sqlite3

_TABLES = """
    CREATE TABLE articles (
        number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, modified INTEGER NOT NULL, size INTEGER NOT NULL,
        article_id TEXT NOT NULL, sha256 TEXT NOT NULL, title TEXT NOT NULL, outlet TEXT NOT NULL,
        published TEXT NOT NULL, url TEXT NOT NULL, length INTEGER NOT NULL, checkable INTEGER NOT NULL,
        sentence_starts BLOB NOT NULL, sentence_ends BLOB NOT NULL, problem TEXT NOT NULL,
        origin TEXT NOT NULL, words INTEGER NOT NULL
    );
    CREATE INDEX of_words ON articles (words);
    CREATE INDEX of_id ON articles (article_id);
    CREATE TABLE copies (key TEXT PRIMARY KEY, voice TEXT NOT NULL, articles INTEGER NOT NULL, first TEXT NOT NULL);
    CREATE TABLE listed (keys TEXT, last INTEGER);
    CREATE TABLE made (number INTEGER);
    INSERT INTO made VALUES (random());
"""
_SCHEMA = _TABLES + WORD_TABLES
_COLUMNS = (
    "key, modified, size, article_id, sha256, title, outlet, published, url, length, checkable, sentence_starts, "
    "sentence_ends, problem, origin"
)
_KEYS = "SELECT group_concat(key, char(0)), max(number) FROM (SELECT key, number FROM articles ORDER BY number)"
"""All keys as one text: a row for each takes twice as long. What stands between them is in no file's name."""

_KEPT = "SELECT keys FROM listed WHERE last IS (SELECT max(number) FROM articles)"
"""The same as it was kept, where no article has come since; where one has gone nothing is kept any more."""

_ORDERS = {
    Order.FILE: "number",
    Order.OUTLET: "outlet = '', outlet COLLATE NOCASE, published DESC, number",
    Order.DATE: "published = '', published DESC, number",
    Order.TITLE: "title COLLATE NOCASE, number",
    Order.LENGTH: "length DESC, number",
    Order.ORIGIN: "origin = '', origin COLLATE NOCASE, published DESC, number",
    Order.PROGRESS: "number",
}


class Row(NamedTuple):
    """What the index knows of an article.

    Attributes:
        key: What the article is called in lists.
        modified: Time of the last change of its file, in nanoseconds.
        size: Bytes of its file.
        article_id: As in `Article`; empty where it cannot be read.
        sha256: Of the text.
        title: The headline.
        outlet: Who published it.
        published: ISO 8601 date.
        url: Where it stands on the web.
        length: Code points of the text.
        checkable: How many sentences hold a mention; -1 until they have been counted.
        sentence_starts: Where these begin, in code points: an array, or its bytes where it comes out of the index.
        sentence_ends: Where they end, likewise.
        problem: Why it cannot be read, or nothing.
        origin: The agencies that it credits for its text.
    """

    key: str
    modified: int = 0
    size: int = 0
    article_id: str = ""
    sha256: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    length: int = 0
    checkable: int = -1
    sentence_starts: "array[int] | bytes" = b""
    sentence_ends: "array[int] | bytes" = b""
    problem: str = ""
    origin: str = ""

    @property
    def bounds(self) -> "tuple[array[int], array[int]]":
        """Where the checkable sentences begin, and where they end."""
        return array("I", self.sentence_starts), array("I", self.sentence_ends)


def row_of(article: Article, stamp: tuple[int, int] | None, findings: Findings | None = None) -> Row:
    """What the index is to know of an article; it holds the arrays of the findings, not copies of them.

    Args:
        article: The article.
        stamp: When its file was changed, and how long it is.
        findings: What was found in it, if anybody has looked.
    """
    starts, ends = (findings.checkable_starts, findings.checkable_ends) if findings else (array("I"), array("I"))
    return Row(
        article.file,
        *(stamp or (0, 0)),
        article.article_id,
        article.sha256,
        article.title,
        article.outlet,
        article.published,
        article.url,
        len(article.pages),
        len(starts) if findings else -1,
        starts,
        ends,
        origin=" / ".join(article.agencies),
    )


class Index:
    """The index of one list of articles. May be used in any thread; each has a connection of its own.

    Args:
        path: The file; the index is in memory, and gone with the program, if not given.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._file = CacheFile(path, _SCHEMA, _version)

    @property
    def path(self) -> Path | None:
        """The file, if it is not in memory."""
        return self._file.path

    def tellings(self) -> list[str]:
        """What a person should know about the file and has not been told yet, as sentences."""
        return self._file.tellings()

    @property
    def is_there(self) -> bool:
        """Whether anybody has put something into it; does not open it."""
        return self._file.is_there

    def keys(self) -> list[str]:
        """The keys of all articles, in the order in which they came."""

        def look(db: "sqlite3.Connection") -> str | None:
            found: str | None = (db.execute(_KEPT).fetchone() or db.execute(_KEYS).fetchone())[0]
            return found

        together = self._file.ask(look, None)
        return together.split("\0") if together else []

    def keep_keys(self) -> None:
        """Have all keys ready for the next start, which then takes less time; nothing is done where they are."""

        def keep(db: "sqlite3.Connection") -> None:
            if not db.execute(f"SELECT 1 FROM ({_KEPT})").fetchone():  # noqa: S608
                with db:
                    db.execute("DELETE FROM listed")
                    db.execute(f"INSERT INTO listed {_KEYS}")

        self._file.ask(keep, None)

    def keys_in(self, file: str) -> list[str]:
        """The keys of the articles that a file of several holds, in the order in which they came."""
        first, last = _storable(f"{file}#"), _storable(f"{file}$")  # the sign after it
        wanted = "SELECT key FROM articles WHERE key > ? AND key < ? ORDER BY number"
        found: list[str] = self._file.ask(lambda db: [key for (key,) in db.execute(wanted, (first, last))], [])
        return [key for key in found if file_of_key(key) == file]

    def stamp(self, key: str) -> tuple[int, int, bool] | None:
        """When the file of a key was changed, how long it is, and whether its sentences are counted, if it is known."""
        wanted = "SELECT modified, size, checkable >= 0 OR problem != '' FROM articles WHERE key = ?"
        found = self._file.ask(lambda db: db.execute(wanted, (_storable(key),)).fetchone(), None)
        return (found[0], found[1], bool(found[2])) if found else None

    def get(self, key: str) -> Row | None:
        """What is known of an article."""

        def look(db: "sqlite3.Connection") -> Row | None:
            wanted = f"SELECT {_COLUMNS} FROM articles WHERE key = ?"  # noqa: S608
            found = db.execute(wanted, (_storable(key),)).fetchone()
            return Row(*found) if found else None

        return self._file.ask(look, None)

    def listed(self, key: str) -> tuple[Row | None, Copies | None]:
        """What is known of an article, and whose copy it is, if it was found to be one."""

        def look(db: "sqlite3.Connection") -> tuple[Row | None, Copies | None]:
            columns = f"{_COLUMNS}, voice, copies.articles, first"
            wanted = f"SELECT {columns} FROM articles LEFT JOIN copies USING (key) WHERE key = ?"  # noqa: S608
            found = db.execute(wanted, (_storable(key),)).fetchone()
            if not found:
                return None, None
            *row, voice, articles, first = found
            return Row(*row), Copies(voice, articles, first) if voice is not None else None

        nothing: tuple[Row | None, Copies | None] = (None, None)
        return self._file.ask(look, nothing)

    def tables(self) -> int:
        """Which tables these are: another number where the file was begun anew."""
        return self._file.ask(lambda db: int(db.execute("SELECT number FROM made").fetchone()[0]), 0)

    def tell_words(self, after: int, tell: Callable[[int, str], None]) -> None:
        """Tell which words are whose.

        Args:
            after: The number of the last words that are known already.
            tell: Takes the number of words, and the key of the article.
        """

        def look(db: "sqlite3.Connection") -> None:
            for words, key in db.execute("SELECT words, key FROM articles WHERE words > ? ORDER BY words", (after,)):
                tell(words, key)

        self._file.ask(look, None)

    def numbers_with(self, words: Iterable[str]) -> list[int] | None:
        """The numbers, ascending, of all words of articles with some words and phrases; nothing where none is asked."""
        nobody: list[int] | None = []
        return self._file.ask(lambda db: numbers_with(db, words), nobody)

    def texts(self) -> dict[str, str]:
        """For each key the SHA-256 of its text, empty where it cannot be read, in the order in which they came."""
        wanted = "SELECT key, sha256 FROM articles ORDER BY number"
        return self._file.ask(lambda db: dict(db.execute(wanted)), {})

    def copies(self) -> dict[str, Copies]:
        """Whose copy articles are, by key, of those that were found to be copies."""
        wanted = "SELECT key, voice, articles, first FROM copies"
        return self._file.ask(lambda db: {key: Copies(*found) for key, *found in db.execute(wanted)}, {})

    def put_copies(self, copies: Mapping[str, Copies]) -> None:
        """Remember whose copy articles are, by key, in place of what was known."""

        def put(db: "sqlite3.Connection") -> None:
            with db:
                db.execute("DELETE FROM copies")
                rows = (
                    (*map(_storable, (key, each.voice, each.articles, each.first)),) for key, each in copies.items()
                )
                db.executemany("INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?)", rows)

        self._file.ask(put, None)

    def key_of(self, article_id: str) -> str:
        """The key of an article by its id; empty where it is not known."""
        wanted = "SELECT key FROM articles WHERE article_id = ? LIMIT 1"
        found = self._file.ask(lambda db: db.execute(wanted, (article_id,)).fetchone(), None)
        return found[0] if found else ""

    def put(self, rows: Iterable[tuple[Row, str | None]]) -> None:
        """Put rows in, each with its text, or nothing where the text is the one that is known."""
        self._file.ask(lambda db: self._put(db, rows), None)

    def let_go(self) -> None:
        """Give up what this thread's last questions have left in memory."""
        self._file.let_go()

    def _put(self, db: "sqlite3.Connection", rows: Iterable[tuple[Row, str | None]]) -> None:
        columns = f"{_COLUMNS}, words"
        marks = ", ".join("?" * len(columns.split(", ")))
        changes = ", ".join(f"{name} = excluded.{name}" for name in columns.split(", ")[1:])
        statement = f"INSERT INTO articles ({columns}) VALUES ({marks}) ON CONFLICT (key) DO UPDATE SET {changes}"  # noqa: S608
        with db:
            for row, text in rows:
                if row.key != _storable(row.key):  # it could not be found again
                    continue
                words = _words_of(db, row, text)
                db.execute(statement, (*map(_storable, row), words))

    def remove(self, keys: Iterable[str]) -> None:
        """Forget articles."""

        def forget(db: "sqlite3.Connection") -> None:
            with db:
                gone = db.executemany(
                    "DELETE FROM articles WHERE key = ?", ((_storable(key),) for key in keys)
                ).rowcount
                if gone > 0:
                    db.execute("DELETE FROM listed")

        self._file.ask(forget, None)

    def search(
        self,
        query: Query,
        order: Order = Order.FILE,
        *,
        annotated: Mapping[str, AbstractSet[Status]] | None = None,
        read: Container[str] = (),
        judged: Callable[[Row], int] | None = None,
    ) -> list[str]:
        """The keys of the articles that a query wants, sorted; takes time, so ask in a worker.

        Args:
            query: What they must be.
            order: What they are sorted by.
            annotated: Of the annotated articles, by id, the statuses of their annotations.
            read: Ids of the articles that are marked as read.
            judged: How many sentences of an article are judged; for sorting by progress.
        """
        conditions, values = _conditions(query)
        wanted = f"SELECT key, article_id, checkable FROM articles WHERE {conditions} ORDER BY {_ORDERS[order]}"  # noqa: S608
        known = annotated or {}

        def passes(article_id: str) -> bool:
            fitting = not query.statuses or not query.statuses.isdisjoint(known.get(article_id, ()))
            return fitting and not (query.unread and article_id in read)

        def look(db: "sqlite3.Connection") -> list[str]:
            rows: Iterable[tuple[str, str, int]] = (row for row in db.execute(wanted, values) if passes(row[1]))
            if order is Order.PROGRESS and judged:
                rows = sorted(rows, key=lambda row: -self._share(row, known, judged))
            return [key for key, _, _ in rows]

        return self._file.ask(look, [])

    def _share(self, found: tuple[str, str, int], annotated: Container[str], judged: Callable[[Row], int]) -> float:
        key, article_id, checkable = found
        row = self.get(key) if article_id in annotated and checkable > 0 else None
        return judged(row) / checkable if row else 0.0

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _version() -> int:
    return int(fingerprint(), 16)


def _words_of(db: "sqlite3.Connection", row: Row, text: str | None) -> int:
    """Where the words of an article are; those of a text that it had before stay, and nothing leads to them."""
    known = "SELECT sha256, title, outlet, published, words FROM articles WHERE key = ?"
    *before, words = db.execute(known, (row.key,)).fetchone() or (0,)
    values = [str(_storable(each)) for each in (row.sha256, row.title, row.outlet, row.published)]
    if text is None or (words and before == values):
        return words
    return add_words(db, values[1], f"{values[2]} {values[3]} {row.key}", str(_storable(text)))


def _storable(value: object) -> object:
    """The value without half characters, which a file name that is not UTF-8 is read as."""
    return value.encode(errors="surrogatepass").decode(errors="replace") if isinstance(value, str) else value


def _conditions(query: Query) -> tuple[str, list[str]]:
    """What a query asks of a row, as SQL."""
    conditions, values = ["1"], []
    for table, match in matches(query.words):
        conditions.append(f"words IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)")  # noqa: S608
        values.append(match)
    if query.outlets:
        conditions.append("(" + " OR ".join("instr(lower(outlet), ?)" for _ in query.outlets) + ")")
        values += query.outlets
    if query.after:
        conditions.append("published >= ?")
        values.append(query.after)
    if query.before:
        conditions.append("published != '' AND published < ?")
        values.append(query.before)
    return " AND ".join(conditions), values
