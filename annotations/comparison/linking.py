"""Finding the stories of a library that is kept in tables, article by article (`library.py`)."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from annotations.comparison.clusters import Edge
from annotations.comparison.figures import days_of
from annotations.comparison.stories import FETCHING, Signature, grouped, nearness, signature
from annotations.comparison.wordings import NAME

if TYPE_CHECKING:
    import sqlite3

_IN_COMMON = 2  # terms that fetch, at least, of two articles that are compared
_NEXT = 16  # articles with a term in common that each is held against


def sign(db: "sqlite3.Connection", number: int, articles: int) -> None:
    """Find what tells an article from the others.

    Args:
        db: The library's tables.
        number: Of the article.
        articles: How many there are.
    """
    with _alone(db):
        (terms,) = db.execute("SELECT terms FROM articles WHERE number = ?", (number,)).fetchone() or (b"",)
        values = array("I", terms)
        counts = dict(zip(values[::2], values[1::2], strict=True))
        marks = ", ".join("?" * len(counts))
        held = f"SELECT number, articles, substr(term, 1, 1) FROM terms WHERE number IN ({marks})"  # noqa: S608
        known = {term: (count, sign) for term, count, sign in db.execute(held, [*counts])}
        own = signature(
            counts, {term: count for term, (count, _) in known.items()}, articles, lambda term: known[term][1] == NAME
        )
        packed = array("I", own).tobytes() + array("f", own.values()).tobytes()
        db.execute("UPDATE articles SET signature = ? WHERE number = ?", (packed, number))
        leave(db, number)
        db.execute("DELETE FROM signed WHERE article = ?", (number,))
        db.executemany("INSERT INTO signed VALUES (?, ?)", ((term, number) for term in own))


def leave(db: "sqlite3.Connection", number: int) -> None:
    """Take an article out of what others are near to; to be committed by the caller."""
    others = db.execute("SELECT other FROM near WHERE one = ?", (number,)).fetchall()
    db.executemany("DELETE FROM near WHERE one = ? AND other = ?", ((other, number) for (other,) in others))
    db.execute("DELETE FROM near WHERE one = ?", (number,))


def hold_against(db: "sqlite3.Connection", number: int) -> None:
    """Find the articles before it that an article is near to."""
    with _alone(db):
        own = _known(db, [number]).get(number)
        if own is None:
            return
        fetched: list[list[int]] = []
        for term in own[0]:
            wanted = "SELECT article FROM signed WHERE term = ? AND article < ? ORDER BY article DESC LIMIT ?"
            fetched.append([article for (article,) in db.execute(wanted, (term, number, _NEXT))])
        counts = Counter(chain.from_iterable([each for each in fetched if each][:FETCHING]))
        others = _known(db, [other for other, count in counts.items() if count >= _IN_COMMON])
        for other, theirs in others.items():
            if likeness := nearness(own[0], theirs[0], days_of(own[1]), days_of(theirs[1])):
                both = [(number, other, likeness), (other, number, likeness)]
                db.executemany("INSERT OR REPLACE INTO near VALUES (?, ?, ?)", both)


def tell_apart(db: "sqlite3.Connection", number: int, articles: int) -> set[int]:
    """Tell the stories apart among all that is near an article, by however many steps; returns which these are.

    Args:
        db: The library's tables, every article signed and held against those before it.
        number: Of the article.
        articles: How many there are.
    """
    with _alone(db):
        edges = _reached(db, number)
        known = _known(db, {number, *(one for _, one, _ in edges)})
        here = list(known)
        place = {each: index for index, each in enumerate(here)}
        placed = [(likeness, place[one], place[other]) for likeness, one, other in edges if one < other]
        days = [days_of(published) for _, published in known.values()]
        told = grouped([own for own, _ in known.values()], days, placed)
        rows = [(here[story[0]], articles, here[index]) for story in told for index in story]
        db.executemany("UPDATE articles SET story = ?, held_against = ? WHERE number = ?", rows)
    return {number, *here}


@contextmanager
def _alone(db: "sqlite3.Connection") -> Iterator[None]:
    """Look at the tables and change them while nobody else does: another window may forget articles in between."""
    with db:
        db.execute("BEGIN IMMEDIATE")
        yield


def _reached(db: "sqlite3.Connection", first: int) -> list[Edge]:
    """All edges between the articles that lead from one to the other, each in both directions."""
    seen, waiting, edges = {first}, [first], []
    while waiting:
        one = waiting.pop()
        for other, likeness in db.execute("SELECT other, likeness FROM near WHERE one = ? ORDER BY other", (one,)):
            edges.append((likeness, one, other))
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return edges


def _known(db: "sqlite3.Connection", numbers: Iterable[int]) -> dict[int, tuple[Signature[int], str]]:
    """The signatures of articles, and when they appeared, by their numbers in ascending order."""
    wanted = "SELECT signature, published FROM articles WHERE number = ? AND signature IS NOT NULL"
    found = ((number, db.execute(wanted, (number,)).fetchone()) for number in sorted(numbers))
    return {number: (_unpacked(row[0]), row[1]) for number, row in found if row}


def _unpacked(packed: bytes) -> Signature[int]:
    half = len(packed) // 2
    return dict(zip(array("I", packed[:half]), array("f", packed[half:]), strict=True))
