"""Kill writers at random moments: `python killing.py KIND WRITERS ROUNDS SEED FOLDER`.

KIND is `journal` or `default` (TinyDB's own storage). Prints as JSON how many rounds lost acknowledged
changes, how many left a database that does not open, and how many writers had changes acknowledged.
Writers are forked, so that a round takes milliseconds; none of them ever sleeps.
"""

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document

from annotations.errors import StoreError
from annotations.journal.database import JournalDB, open_database

Change = dict[str, dict[str, Any] | None]


def writer(path: Path, pipe: int, seed: int, number: int, kind: str) -> None:
    """Change documents of its own for ever, telling before and after each change; now and then fold."""
    chance = random.Random(seed)
    database = open_writer(path, kind)
    while True:
        change: Change = {}
        for _ in range(chance.choice([1, 1, 4])):
            key = str(number * 1000 + chance.randint(1, 9))
            change[key] = (
                None if chance.random() < 0.2 else {"value": chance.random(), "text": "x" * chance.randint(0, 900)}
            )
        os.write(pipe, b">" + json.dumps(change).encode() + b"\n")
        save(database, change)
        os.write(pipe, b"<\n")
        if chance.random() < 0.1:
            database.close()
            database = open_writer(path, kind)


def open_writer(path: Path, kind: str) -> TinyDB:
    return open_database(path) if kind == "journal" else TinyDB(path)


def save(database: TinyDB, change: Change) -> None:
    if isinstance(database, JournalDB):
        database.commit({"_default": change})
        return
    for key, document in change.items():
        if document is None:
            database.remove(doc_ids=[int(key)])
        else:
            database.upsert(Document(document, doc_id=int(key)))


def told(lines: bytes) -> tuple[Change, Change]:
    """What was acknowledged, and what was on its way."""
    done: Change = {}
    pending: Change = {}
    for line in lines.split(b"\n")[:-1]:
        if line == b"<":
            done |= pending
            pending = {}
        else:
            pending = json.loads(line[1:])
    return done, pending


def killed_round(path: Path, chance: random.Random, writers: int, kind: str) -> list[bytes]:
    """Fork the writers, kill them all in the middle of something, and give what they told."""
    processes = [started(path, chance.randrange(2**32), number, kind) for number in range(writers)]
    texts = [b""] * writers
    wanted = chance.randint(1, 25)
    open_pipes = {pipe: index for index, (_, pipe) in enumerate(processes)}
    while open_pipes and sum(text.count(b"<") for text in texts) < wanted:
        for pipe in select.select([*open_pipes], [], [])[0]:
            text = os.read(pipe, 1 << 16)
            texts[open_pipes[pipe]] += text
            if not text:
                del open_pipes[pipe]
    moment = time.perf_counter() + chance.random() * 0.003
    while time.perf_counter() < moment:
        pass
    for process, _ in processes:
        os.kill(process, signal.SIGKILL)
    for index, (process, pipe) in enumerate(processes):
        os.waitpid(process, 0)
        while rest := os.read(pipe, 1 << 16):
            texts[index] += rest
        os.close(pipe)
    return texts


def started(path: Path, seed: int, number: int, kind: str) -> tuple[int, int]:
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        with suppress(ValueError):  # TinyDB's own storage reads what the other writer has half written
            writer(path, writing, seed, number + 1, kind)
        os._exit(1)
    os.close(writing)
    return process, reading


def is_lost(found: dict[str, Any], known: Change, acknowledged: Change, pending: Change) -> bool:
    """Whether a writer's documents are not those it was told are saved, with or without its last change."""
    mine = {key: document for key, document in (known | acknowledged).items() if document is not None}
    after = {key: document for key, document in (mine | pending).items() if document is not None}
    keys = (known | acknowledged | pending).keys()
    return {key: found[key] for key in keys if key in found} not in (mine, after)


def read_back(path: Path, kind: str) -> dict[str, Any] | None:
    try:
        if kind == "journal":
            database = open_database(path)
            found = database.journal.read()
            database.close()
            return found.get("_default", {})
        found = json.loads(path.read_text() or "{}")
        return dict(found.get("_default", {}))
    except (StoreError, ValueError):
        return None


def run(kind: str, writers: int, rounds: int, seed: int, folder: Path) -> dict[str, int]:
    chance = random.Random(seed)
    result = {"lost": 0, "unopenable": 0, "acknowledged": 0}
    known: list[Change] = [{} for _ in range(writers)]
    for number in range(rounds):
        path = folder / f"{number // 20}.json"  # a database lives through twenty kills
        if number % 20 == 0:
            known = [{} for _ in range(writers)]
        stories = [told(text) for text in killed_round(path, chance, writers, kind)]
        result["acknowledged"] += sum(bool(done) for done, _ in stories)
        found = read_back(path, kind)
        result["unopenable"] += found is None
        losses = [is_lost(found or {}, before, *story) for before, story in zip(known, stories, strict=True)]
        result["lost"] += any(losses)
        if found is None:
            path.unlink()
        known = [
            {key: (found or {}).get(key) for key in before | done | pending}
            for before, (done, pending) in zip(known, stories, strict=True)
        ]
    return result


if __name__ == "__main__":
    arguments: list[Callable[[str], Any]] = [str, int, int, int, Path]
    print(json.dumps(run(*(convert(text) for convert, text in zip(arguments, sys.argv[1:], strict=True)))))
