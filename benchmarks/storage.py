"""What a change and a search cost, as multiples of a bare append + fsync of as many bytes made just before.

    python benchmarks/storage.py [--sizes 100 1000 …] [--rounds 60] [--folder .]

Three stores, each with as many annotations of about 650 bytes: TinyDB with the journal, TinyDB as it comes,
and SQLite (WAL, synchronous=FULL, an index on the article). The bare append is interleaved with the measured
calls in the same process, because the cost of fsync changes from second to second.

Exits with 1 where a gate is missed: insert and update cost at most 3 bare appends at every size, and a change
takes as much CPU time at 100,000 as at 1,000 (at most 1.5 times as much, for noise); opening takes at most
0.1 s of CPU time at 10,000 and 1 s at 100,000.
"""

import argparse
import json
import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb import TinyDB, where

from annotations.journal.database import open_database
from annotations.journal.values import new_uuid

PER_ARTICLE = 50
EMPTY = "stance", "claim_id", "note", "unit", "modifier", "counted", "as_of", "speaker", "cue"
SLOW = 1_000
"""From so many on, TinyDB's own storage is measured only three times; from 100 times as many, not at all."""


def annotation(number: int) -> dict[str, Any]:
    """An annotation of about 650 bytes, as the program writes it."""
    texts = {"exact": "some forty words of a sentence in a report ", "prefix": "p" * 32, "suffix": "s" * 32}
    empty = dict.fromkeys(EMPTY, "")
    return texts | empty | {
        "id": str(new_uuid()), "article_id": f"{number // PER_ARTICLE:016x}", "text_sha256": "a" * 64,
        "start": number, "end": number + 44, "anchor": "exact", "kind": "claim", "status": "agreed",
        "tags": ["sourced"], "value": 12.5, "value_max": None, "origin": "manual", "annotator": "a reader",
        "created_at": "2026-11-21T00:00:00+00:00", "updated_at": "2026-11-21T00:00:00+00:00",
    }  # fmt: skip


class Tiny:
    """TinyDB, with the journal or as it comes."""

    def __init__(self, database: TinyDB) -> None:
        self._database = database
        self._table = database.table("annotations")
        self._ids = [document.doc_id for document in self._table]

    def insert(self, document: dict[str, Any]) -> None:
        """Add one annotation."""
        self._table.insert(document)

    def update(self, number: int, status: str) -> None:
        """Change one annotation, found by its number."""
        self._table.update({"status": status}, doc_ids=[self._ids[number]])

    def search(self, article_id: str) -> int:
        """How many annotations the article has, all of them read."""
        return len(self._table.search(where("article_id") == article_id))

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()


class Sqlite:
    """The same documents as JSON in SQLite."""

    def __init__(self, path: Path, documents: list[dict[str, Any]]) -> None:
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE annotations (id TEXT PRIMARY KEY, article_id TEXT, document TEXT);"
            "CREATE INDEX by_article ON annotations (article_id); BEGIN"
        )
        self._documents = documents
        for document in documents:
            self.insert(document)
        self._database.execute("COMMIT")

    def insert(self, document: dict[str, Any]) -> None:
        """Add one annotation."""
        row = document["id"], document["article_id"], json.dumps(document)
        self._database.execute("INSERT INTO annotations VALUES (?, ?, ?)", row)

    def update(self, number: int, status: str) -> None:
        """Change one annotation, found by its number."""
        document = self._documents[number] | {"status": status}
        row = json.dumps(document), document["id"]
        self._database.execute("UPDATE annotations SET document = ? WHERE id = ?", row)

    def search(self, article_id: str) -> int:
        """How many annotations the article has, all of them read."""
        rows = self._database.execute("SELECT document FROM annotations WHERE article_id = ?", (article_id,))
        return len([json.loads(row[0]) for row in rows])

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()


def timed(call: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds that the call takes by the clock."""
    start = clock()
    call()
    return clock() - start


class Bare:
    """A file that is only ever appended to."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append(self, size: int) -> None:
        """Write so many bytes and wait until they are on the disk."""
        os.write(self._descriptor, b"x" * size)
        os.fsync(self._descriptor)


def multiples(store: Tiny | Sqlite, bare: Bare, size: int, rounds: int) -> dict[str, float]:
    """Medians: insert, update by id and search by article in bare appends; microseconds of one and of CPU."""
    costs: dict[str, list[float]] = {"insert": [], "update": [], "search": [], "bare": [], "cpu": []}
    article = f"{size // PER_ARTICLE // 2:016x}"
    document_size = len(json.dumps(annotation(size)))
    for number in range(rounds):
        document, target = annotation(size + 10**6), random.randrange(size)
        costs["bare"].append(timed(lambda: bare.append(document_size)))
        costs["insert"].append(timed(lambda: store.insert(document)))  # noqa: B023 - called at once
        costs["update"].append(timed(lambda: store.update(target, f"status {number}")))  # noqa: B023
        costs["cpu"].append(timed(lambda: store.update(target, f"again {number}"), time.process_time))  # noqa: B023
        costs["search"].append(timed(lambda: store.search(article)))
    medians = {name: statistics.median(seconds) for name, seconds in costs.items()}
    ratios = {name: medians[name] / medians["bare"] for name in ("insert", "update", "search")}
    return ratios | {name: medians[name] * 1e6 for name in ("bare", "cpu")}


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder that is gone afterwards."""
    path = Path(tempfile.mkdtemp(dir=folder))
    try:
        yield path
    finally:
        shutil.rmtree(path)


def journal(path: Path, documents: list[dict[str, Any]]) -> tuple[Tiny, float]:
    """The journal's store, opened from a file with the documents, and the CPU seconds that opening took."""
    database = open_database(path, indexes={"annotations": "article_id"})
    database.table("annotations").insert_multiple(documents)
    database.close()
    start = time.process_time()
    database = open_database(path, indexes={"annotations": "article_id"})
    took = time.process_time() - start
    return Tiny(database), took


def plain(path: Path, documents: list[dict[str, Any]]) -> Tiny:
    """TinyDB as it comes, with the documents."""
    database = TinyDB(path)
    database.table("annotations").insert_multiple(documents)
    return Tiny(database)


def row(name: str, size: int, costs: dict[str, float]) -> None:
    """Print one line of the table."""
    figures = "  ".join(f"{costs[key]:9.2f}" for key in ("insert", "update", "search"))
    print(f"{name:8} {size:8,}  {figures}  {costs['bare']:9.0f}  {costs['cpu']:9.0f}", flush=True)


def measure(size: int, rounds: int, folder: Path) -> tuple[dict[str, float], float]:
    """All three stores at one size; the journal's multiples and the CPU seconds to open it."""
    with scratch(folder) as path:
        bare, documents = Bare(path / "bare"), [annotation(number) for number in range(size)]
        store, opening = journal(path / "journal.json", documents)
        ours = multiples(store, bare, size, rounds)
        row("journal", size, ours)
        store.close()
        if size < SLOW * 100:
            slow = plain(path / "plain.json", documents)
            row("TinyDB", size, multiples(slow, bare, size, 3 if size >= SLOW else 10))
            slow.close()
        sqlite = Sqlite(path / "sqlite.db", documents)
        row("SQLite", size, multiples(sqlite, bare, size, rounds))
        sqlite.close()
    return ours, opening


def missed_gates(results: dict[int, tuple[dict[str, float], float]]) -> list[str]:
    """What was promised and not kept, as sentences."""
    missed = []
    for size, (costs, opening) in results.items():
        missed += [f"{key} at {size:,}: {costs[key]:.2f} > 3" for key in ("insert", "update") if costs[key] > 3]
        limit = {10_000: 0.1, 100_000: 1.0}.get(size)
        if limit and opening > limit:
            missed.append(f"opening {size:,}: {opening:.2f} s > {limit} s")
    if {1_000, 100_000} <= results.keys():
        small, large = (results[size][0]["cpu"] for size in (1_000, 100_000))
        if large > small * 1.5:
            missed.append(f"a change takes {large:.0f} µs of CPU time at 100,000 and {small:.0f} µs at 1,000")
    return missed


def main() -> int:
    """Measure, print a table, and say by the exit code whether the gates hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path(), help="on the disk to be measured")
    options = parser.parse_args()
    print("store    annotations   insert     update     search  bare (µs)   CPU (µs)")
    results = {size: measure(size, options.rounds, options.folder) for size in options.sizes}
    for size, (_, opening) in results.items():
        print(f"opening {size:8,}: {opening:.3f} s of CPU time")
    missed = missed_gates(results)
    print("\n".join(["missed: " + sentence for sentence in missed] or ["all gates hold"]))
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
