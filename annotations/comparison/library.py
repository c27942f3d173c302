"""A library compared ahead of time: what was found in its articles, kept by the hash of their text in the cache.

Everything in it can be had again by reading the articles. An article that comes or changes is put in beside the others:
what tells it from them is worked out against the library of that day, and once the library has doubled, anew for all.
"""

import threading
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from annotations.cache_file import CacheFile, version_of
from annotations.comparison.aliases import COMMON_ALIASES
from annotations.model import Article, Span

if TYPE_CHECKING:  # what reads and compares is heavy, and not needed where nothing is new
    import sqlite3

    from annotations.comparison.capitals import Capitals
    from annotations.comparison.digests import Digest
    from annotations.comparison.searching import Found

_Result = TypeVar("_Result")

_SCHEMA = """
    CREATE TABLE articles (
        number INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL UNIQUE, key TEXT NOT NULL,
        published TEXT NOT NULL, terms BLOB NOT NULL, runs INTEGER NOT NULL, origin INTEGER, story INTEGER,
        signature BLOB, held_against INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX of_origin ON articles (origin);
    CREATE INDEX of_story ON articles (story);
    CREATE TABLE sentences (
        number INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL, start INTEGER NOT NULL,
        end INTEGER NOT NULL, terms BLOB NOT NULL, facts BLOB NOT NULL
    );
    CREATE INDEX of_article ON sentences (article, start);
    CREATE TABLE terms (
        number INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, sentences INTEGER NOT NULL, articles INTEGER NOT NULL
    );
    CREATE TABLE words (word TEXT, proper INTEGER, PRIMARY KEY (word, proper)) WITHOUT ROWID;
    CREATE TABLE runs (run INTEGER, article INTEGER, PRIMARY KEY (run, article)) WITHOUT ROWID;
    CREATE INDEX runs_of ON runs (article);
    CREATE TABLE signed (term INTEGER, article INTEGER, PRIMARY KEY (term, article)) WITHOUT ROWID;
    CREATE INDEX signed_of ON signed (article);
    CREATE TABLE near (one INTEGER, other INTEGER, likeness REAL, PRIMARY KEY (one, other)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE holders USING fts5 (terms, content='', detail=none, columnsize=0, tokenize='ascii');
"""
_AT_ONCE = 10_000  # values that a statement is given
_IN_COMMON = 0.15  # share of the shorter article's sampled runs, from which on two may be one origin
_HOLDERS = 200  # articles, the latest, that are asked for by one run: what all print is a phrase
_LIKELY = 50  # articles that may be of one origin with another
_PATIENCE = 3.0  # seconds that a thread waits for its turn to link
_TRIED = 12  # articles of other origins that are read to find out


class Library:
    """What is known of the articles of a library. May be asked in any thread.

    Args:
        path: The file in the cache; in memory if not given.
        read: Gives the article of a key, or nothing where it cannot be read.
        aliases: The name for each form; with other ones the library is another one, and begun anew.
    """

    def __init__(
        self,
        path: Path | None,
        read: Callable[[str], Article | None],
        aliases: Mapping[str, str] = COMMON_ALIASES,
    ) -> None:
        self._file = CacheFile(path, _SCHEMA, lambda: _version() ^ crc32(repr(sorted(aliases.items())).encode()) >> 5)
        self._aliases = aliases
        self._read = read
        self._changing = threading.Lock()
        self._linking = threading.Lock()
        self._wanted = threading.Event()  # another thread waits for its turn to link
        self._capitals: Capitals | None = None

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def known(self) -> set[str]:
        """The hashes of the texts that have been put in."""
        return self._file.ask(lambda db: {text for (text,) in db.execute("SELECT sha256 FROM articles")}, set())

    def knows(self, text: str) -> bool:
        """Whether an article of this hash has been put in."""
        wanted = "SELECT 1 FROM articles WHERE sha256 = ?"
        return self._file.ask(lambda db: db.execute(wanted, (text,)).fetchone() is not None, False)

    def waiting(self) -> int:
        """How many articles the stories are to be found of."""
        nothing: tuple[list[int], int] = ([], 0)
        return len(self._file.ask(_waiting, nothing)[0])

    def keep(self, texts: Mapping[str, str]) -> None:
        """Forget the articles that are no longer in the library.

        Args:
            texts: By the hashes of those that are, the key of an article with this text.
        """

        def keep(db: "sqlite3.Connection") -> None:
            with db:
                known = db.execute("SELECT number, sha256, key FROM articles").fetchall()
                _forget(db, [number for number, text, _ in known if text not in texts])
                moved = [(texts[text], number) for number, text, key in known if texts.get(text, key) != key]
                db.executemany("UPDATE articles SET key = ? WHERE number = ?", moved)

        self._change(keep, None)

    def learn(self, articles: Iterable[Article]) -> None:
        """Learn from articles that are about to be put in which words are names wherever they stand."""
        from annotations.comparison.digests import beginning_of
        from annotations.comparison.names import learned

        def remember(db: "sqlite3.Connection") -> None:
            capitals = self._capitals = self._capitals or _known_capitals(db)
            before = capitals.proper.copy(), capitals.common.copy()
            learned(map(beginning_of, articles), capitals)
            new = zip((capitals.common - before[1], capitals.proper - before[0]), (0, 1), strict=True)
            with db:
                for words, proper in new:
                    rows = ((_storable(word), proper) for word in words)
                    db.executemany("INSERT OR IGNORE INTO words VALUES (?, ?)", rows)

        self._change(remember, None)

    def put(self, article: Article) -> None:
        """Put an article in, and find whose copy it is; one that is there stays as it is.

        Args:
            article: Of which has been learned.
        """
        from annotations.comparison.capitals import Capitals
        from annotations.comparison.digests import beginning_of, digest_of

        article = beginning_of(article)
        digest = digest_of(article, self._aliases, self._capitals or Capitals())
        number = self._change(lambda db: _put(db, article, digest), 0)
        if number:
            self._change(lambda db: self._join_origin(db, number, article, digest.runs), None)

    def _join_origin(self, db: "sqlite3.Connection", number: int, article: Article, runs: Iterable[int]) -> None:
        from annotations.comparison.digests import beginning_of

        seen = {number}
        for key, origin in _candidates(db, number, list(runs)):
            if origin not in seen and len(seen) <= _TRIED:
                seen.add(origin)
                theirs = self._read(key)
                if theirs and _are_one([beginning_of(theirs), article]):
                    _join(db, number, origin)

    def link(self) -> Iterator[int]:
        """Find the stories of the articles that came in since; the rest stays as it is, and may be left at any step.

        One thread at a time does so, and lets go at its next step where another one waits for its turn, which then does
        what is left.

        Yields:
            How many steps are left, after each; there are three for an article.
        """
        mine = self._linking.acquire(blocking=False)
        if not mine:
            self._wanted.set()
            mine = self._linking.acquire(timeout=_PATIENCE)
            self._wanted.clear()
        try:
            for left in self._link():
                yield left
                if self._wanted.is_set():
                    return
        finally:
            if mine:
                self._linking.release()

    def _link(self) -> Iterator[int]:
        nothing: tuple[list[int], int] = ([], 0)
        waiting, articles = self._file.ask(_waiting, nothing)
        if not waiting:
            return
        from annotations.comparison import linking

        total = 3 * len(waiting)
        signing = (partial(linking.sign, number=number, articles=articles) for number in waiting)
        holding = (partial(linking.hold_against, number=number) for number in waiting)
        for done, step in enumerate(chain(signing, holding), start=1):
            self._change(step, None)
            yield total - done
        left = dict.fromkeys(waiting)
        while left:
            number = next(iter(left))
            for told in self._change(partial(linking.tell_apart, number=number, articles=articles), {number}):
                left.pop(told, None)
            yield len(left)

    def _change(self, change: "Callable[[sqlite3.Connection], _Result]", otherwise: _Result) -> _Result:
        with self._changing:
            return self._file.ask(change, otherwise)

    def story_of(self, text: str) -> list[str] | None:
        """The keys of the articles of one story, by the hash of one's text; nothing where that is not known yet."""
        wanted = "SELECT key FROM articles WHERE story = (SELECT story FROM articles WHERE sha256 = ?) ORDER BY number"
        return self._file.ask(lambda db: [key for (key,) in db.execute(wanted, (text,))], []) or None

    def origins(self) -> list[list[str]]:
        """The hashes of the texts of each origin that several articles have, in the order in which they came."""
        wanted = """
            SELECT sha256, origin FROM articles WHERE origin IN (
                SELECT origin FROM articles GROUP BY origin HAVING count(*) > 1
            ) ORDER BY number
        """
        nothing: list[tuple[str, int]] = []
        found: dict[int, list[str]] = {}
        for text, origin in self._file.ask(lambda db: db.execute(wanted).fetchall(), nothing):
            found.setdefault(origin, []).append(text)
        return list(found.values())

    def search(self, text: str, span: Span) -> "list[Found]":
        """The best sentence of each other article that says what a passage says, the most alike first.

        Args:
            text: Hash of the text of the article that the passage stands in, which has been put in.
            span: The passage, in code points.
        """
        from annotations.comparison.searching import search

        return self._file.ask(lambda db: search(db, text, span), [])


def _waiting(db: "sqlite3.Connection") -> tuple[list[int], int]:
    """The articles whose stories are to be found, and how many articles there are."""
    (articles,) = db.execute("SELECT count(*) FROM articles").fetchone()
    # what tells an article from a library of half the size may be another thing now
    wanted = "SELECT number FROM articles WHERE 2 * held_against < ? ORDER BY number"
    return [number for (number,) in db.execute(wanted, (articles,))], articles


def _known_capitals(db: "sqlite3.Connection") -> "Capitals":
    from annotations.comparison.capitals import Capitals

    capitals = Capitals()
    for word, proper in db.execute("SELECT word, proper FROM words"):
        (capitals.proper if proper else capitals.common).add(word)
    return capitals


def _are_one(articles: Sequence[Article]) -> bool:
    from annotations.comparison.origins import origins
    from annotations.comparison.shared_copy import all_shared

    return len(origins(articles, all_shared(articles))) == 1


def _put(db: "sqlite3.Connection", article: Article, digest: "Digest") -> int:
    """The number of an article that was not there."""
    with db:
        number = db.execute(
            "INSERT OR IGNORE INTO articles (sha256, key, published, terms, runs) VALUES (?, ?, ?, x'', ?)"
            " RETURNING number",
            (article.sha256, article.file, digest.published, len(digest.runs)),
        ).fetchone()
        if number is None:
            return 0
        ids = _numbers(db, digest)
        counts = array("I", (value for term, count in digest.terms.items() for value in (ids[term], count)))
        db.execute("UPDATE articles SET terms = ?, origin = number WHERE number = ?", (counts.tobytes(), *number))
        for told in digest.sentences:
            terms = array("I", sorted(ids[term] for term in told.terms))
            facts = array("I", (value for term, span in told.facts for value in (ids[term], *span)))
            place = db.execute(
                "INSERT INTO sentences (article, start, end, terms, facts) VALUES (?, ?, ?, ?, ?)",
                (*number, *told.span, terms.tobytes(), facts.tobytes()),
            ).lastrowid
            db.execute("INSERT INTO holders (rowid, terms) VALUES (?, ?)", (place, " ".join(map(str, terms))))
        db.executemany("INSERT OR IGNORE INTO runs VALUES (?, ?)", ((run, *number) for run in digest.runs))
    return int(number[0])


def _numbers(db: "sqlite3.Connection", digest: "Digest") -> dict[str, int]:
    """The numbers of the terms of an article, which are counted with those of the others."""
    counts = {term: [0, 1] for term in digest.terms}
    for told in digest.sentences:
        for term in told.terms:
            counts.setdefault(term, [0, 0])[0] += 1
    db.executemany(
        "INSERT INTO terms (term, sentences, articles) VALUES (?, ?, ?) ON CONFLICT (term) DO UPDATE SET"
        " sentences = sentences + excluded.sentences, articles = articles + excluded.articles",
        ((_storable(term), *count) for term, count in counts.items()),
    )
    found: dict[str, int] = {}
    terms = [*map(_storable, counts)]
    for first in range(0, len(terms), _AT_ONCE):
        some = terms[first : first + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        found |= dict(db.execute(f"SELECT term, number FROM terms WHERE term IN ({marks})", some).fetchall())  # noqa: S608
    return {term: found[_storable(term)] for term in counts}


def _storable(term: str) -> str:
    """The term without the half characters that a damaged text may hold."""
    return term.encode(errors="replace").decode()


def _join(db: "sqlite3.Connection", number: int, origin: int) -> None:
    """Make the origin of an article and another one, unless another window has forgotten the article meanwhile."""
    with db:
        for (own,) in db.execute("SELECT origin FROM articles WHERE number = ?", (number,)).fetchall():
            db.execute("UPDATE articles SET origin = ? WHERE origin IN (?, ?)", (min(own, origin), own, origin))


def _candidates(db: "sqlite3.Connection", number: int, runs: Sequence[int]) -> list[tuple[str, int]]:
    """The articles that have many runs with one in common, most first: key and origin."""
    counts: Counter[int] = Counter()
    for run in runs:
        wanted = "SELECT article FROM runs WHERE run = ? AND article < ? ORDER BY article DESC LIMIT ?"
        counts.update(article for (article,) in db.execute(wanted, (run, number, _HOLDERS)))
    found = []
    for article, count in counts.most_common(_LIKELY):
        # an article that another window has forgotten meanwhile has no row
        for key, origin, own in db.execute("SELECT key, origin, runs FROM articles WHERE number = ?", (article,)):
            if count >= _IN_COMMON * min(own, len(runs)):
                found.append((key, origin))
    return found


def _forget(db: "sqlite3.Connection", numbers: Sequence[int]) -> None:
    """Take articles out; what is counted of their terms stays, and nothing is found by it."""
    if not numbers:
        return
    from annotations.comparison import linking

    for number in numbers:
        linking.leave(db, number)
        db.execute("DELETE FROM articles WHERE number = ?", (number,))
        for table in ("sentences", "runs", "signed"):
            db.execute(f"DELETE FROM {table} WHERE article = ?", (number,))  # noqa: S608


@cache
def _version() -> int:
    """Changes with every change of the modules that compare."""
    here = Path(__file__).parent
    return version_of(here, here.parent / "detection", here.parent / "articles")
