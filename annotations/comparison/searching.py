"""Where the other articles say what a passage says: asked of the sentences of a library in tables (`library.py`)."""

import math
from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from annotations.comparison.elsewhere import FETCHING, LEAST, LOOKED_AT, MOST_HELD, likeness
from annotations.model import Span

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence of another article that says what the passage says.

    Attributes:
        text: Hash of the article's text.
        key: What the article is called in lists.
        span: The sentence, in code points.
        likeness: How much of what both say is the same, from 0 to 1.
        differing: The names and figures in it that the passage does not have.
    """

    text: str
    key: str
    span: Span
    likeness: float
    differing: tuple[Span, ...]


def search(db: "sqlite3.Connection", text: str, span: Span) -> list[Found]:
    """The best sentence of each other article that says what a passage says, the most alike first.

    Args:
        db: The library's tables.
        text: Hash of the text of the article that the passage stands in.
        span: The passage, in code points; sentences that it touches are looked for whole.
    """
    wanted = """
        SELECT sentences.terms FROM sentences JOIN articles ON article = articles.number
        WHERE sha256 = ? AND start < ? AND end > ?
    """
    terms = frozenset(
        chain.from_iterable(array("I", row) for (row,) in db.execute(wanted, (text, span.end, span.start)))
    )
    found = [(each, array("I", each[4])) for each in _sentences(db, _fetched(db, terms)) if each[0] != text]
    weights = _weights(db, terms.union(*(theirs for _, theirs in found)))

    def weight(some: Iterable[int]) -> float:
        return math.fsum(weights[term] for term in some)

    best: dict[str, Found] = {}
    for (other, key, start, end, _, facts), theirs in found:
        alike = likeness(terms, frozenset(theirs), weight)
        if alike >= max(LEAST, best[other].likeness if other in best else 0.0):
            best[other] = Found(other, key, Span(start, end), alike, _differing(array("I", facts), terms))
    return sorted(best.values(), key=lambda match: -match.likeness)


def _fetched(db: "sqlite3.Connection", terms: Collection[int]) -> list[int]:
    """The sentences that hold two of the rarest terms, or the only one; those that hold most, if they are many."""
    held = _held(db, terms)
    rarest = sorted((count, term) for term, count in held.items() if 1 < count <= MOST_HELD)[:FETCHING]
    counts: Counter[int] = Counter()
    for _, term in rarest:
        counts.update(
            place for (place,) in db.execute("SELECT rowid FROM holders WHERE holders MATCH ?", (f'"{term}"',))
        )
    least = min(2, len(rarest))
    found = sorted((-count, place) for place, count in counts.items() if count >= least)
    return [place for _, place in found[:LOOKED_AT]]


_Row = tuple[str, str, int, int, bytes, bytes]


def _sentences(db: "sqlite3.Connection", places: Iterable[int]) -> list[_Row]:
    wanted = """
        SELECT sha256, key, start, end, sentences.terms, facts FROM sentences JOIN articles ON article = articles.number
        WHERE sentences.number = ?
    """
    rows = (db.execute(wanted, (place,)).fetchone() for place in places)
    return [row for row in rows if row]  # what is gone is still found by its words


def _held(db: "sqlite3.Connection", terms: Collection[int]) -> dict[int, int]:
    """How many sentences hold each term."""
    marks = ", ".join("?" * len(terms))
    wanted = f"SELECT number, sentences FROM terms WHERE number IN ({marks})"  # noqa: S608
    return dict(db.execute(wanted, [*terms]).fetchall())


def _weights(db: "sqlite3.Connection", terms: Collection[int]) -> dict[int, float]:
    """What terms tell: the fewer sentences hold one, the more."""
    # another window may have begun the tables anew since the terms were read
    (count,) = db.execute("SELECT coalesce(max(number), 1) FROM sentences").fetchone()
    held = _held(db, terms)
    return {term: math.log1p(count / max(1, held.get(term, 0))) for term in terms}


def _differing(facts: "array[int]", terms: frozenset[int]) -> tuple[Span, ...]:
    places = zip(facts[::3], facts[1::3], facts[2::3], strict=True)
    return tuple(Span(start, end) for term, start, end in places if term not in terms)
