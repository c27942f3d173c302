"""A large library: `uv run --group test python benchmarks/library.py [--quick] [--json FILE]`.

Importing is compared with reading and hashing the same files, everything on the screen with a library of 100 articles,
each repetition right after that one's, because only ratios mean anything on a machine that others use too. The
articles are made by `synthetic.py`, 5 kB each. The sentences are taken for counted: counting those of 100,000 articles
takes ten minutes of the background, in which nothing else could be measured. The exit status is always 0.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import programs
from comparing import TITLE, Comparison, Figure, main, median
from programs import LIST, STATUS, TEXT
from pty_driver import ROWS, Region, Terminal
from synthetic import write_articles

_SIZE = 5_000  # code points of an article
_FEW = 100  # articles of the library that all others are compared with
_OPENING = 1.3  # the gate for the first frame
_MEMORY = 2.0  # the gate for memory
_FILTER = 60.0  # the gate for a letter of the filter: milliseconds of CPU
_PROMPT = Region(top=ROWS - 2, bottom=ROWS - 1)
_TOLD = Region(right=LIST.right, bottom=1)  # where the list says what it was filtered by
_TYPED = "water"


class Bench:
    """One run over everything.

    Args:
        folder: An empty folder for articles, databases and homes.
        quick: Up to 10,000 articles, and fewer repetitions.

    Attributes:
        comparisons: What was measured of starts and keys.
        figures: What was measured of imports, as lines.
        gates: What else has a gate.
    """

    def __init__(self, folder: Path, *, quick: bool) -> None:
        self._folder = folder
        self._counts = [1_000, 10_000] if quick else [1_000, 10_000, 100_000]
        self._rounds = 3 if quick else 9
        self.comparisons: list[Comparison] = []
        self.figures: list[str] = []
        self.gates: list[Figure] = []

    def run(self) -> None:
        """Measure everything."""
        for count in [_FEW, *self._counts]:
            write_articles(self._folder / f"articles-{count}", _SIZE, count)
            self._import(count)
        for count in self._counts:
            self._open(count)
        for count in self._counts:
            self._press_keys(count)

    def _home(self, count: int) -> Path:
        return self._folder / f"home-{count}"

    def _import(self, count: int) -> None:
        """Import articles, right after reading and hashing them, and then a second time."""
        folder = self._folder / f"articles-{count}"
        hashing = _seconds_to_hash(folder)
        first, again = (self._seconds_to_import(folder, count) for _ in range(2))
        self.figures.append(
            f"import of {count:,} articles: {count / first:,.0f} a second, {first / hashing:.1f} × reading and "
            f"hashing; again, unchanged: {again / hashing:.2f} ×"
        )
        _take_for_counted(self._home(count))

    def _seconds_to_import(self, folder: Path, count: int) -> float:
        home = self._home(count)
        command = [sys.executable, "-m", "tui", "import", str(folder), "--database", str(programs.database_in(home))]
        started = time.perf_counter()
        subprocess.run(command, env=programs.environment_in(home), cwd=programs.ROOT, check=True, capture_output=True)
        return time.perf_counter() - started

    def _open(self, count: int) -> None:
        """First frame and text, over those of the small library; and memory."""
        frame = Comparison(f"first paint, {count:,} articles", _OPENING)
        text = Comparison("  the text is in the pane")
        self.comparisons += [frame, text]
        for _ in range(self._rounds):
            few, many = (programs.start_newsreader(self._home(each)) for each in (_FEW, count))
            frame.add(few[0], many[0])
            text.add(few[1], many[1])

    def _press_keys(self, count: int) -> None:
        """Jump to the end of the list and back, filter while typing, and memory after that."""
        with closing(self._ready(_FEW)) as few, closing(self._ready(count)) as many:
            jump = Comparison(f"to the end of {count:,} articles")
            typing = Comparison(f"a letter of the filter, {count:,} articles")
            waits: list[float] = []
            self.comparisons += [jump, typing]
            for key in ["G", "g"] * self._rounds:
                jump.add(few.press(key, LIST), many.press(key, LIST))
            for _ in range(self._rounds):
                for program in (few, many):
                    program.send("F")
                for letter in _TYPED:
                    typing.add(few.press(letter, _PROMPT), many.press(letter, _PROMPT))
                waits.append(many.press("y", _TOLD).paint)
                for program in (few, many):
                    program.send("\x1b")
            self.figures.append(f"found in {count:,} articles {median(waits):.0f} ms after the last letter")
            letters = median([letter.cpu for _, letter in typing.pairs])
            self.gates.append(Figure(f"a letter of the filter, {count:,} articles", letters, "ms CPU", _FILTER))
            ratio = many.memory() / few.memory()
            self.gates.append(Figure(f"memory, {count:,} articles, over {_FEW}", ratio, "×", _MEMORY))

    def _ready(self, count: int) -> Terminal:
        """The program with nothing to do: what it compares ahead, an hour of it in a large library, is stopped."""
        program = programs.newsreader(self._home(count))
        program.wait_for(lambda: "? help" in program.text(STATUS), lambda: bool(program.text(TEXT).split()))
        program.rest()
        if "ctrl+c stops" in program.text(STATUS):
            program.write("\x03")
            program.wait_for(lambda: "Stopped." in program.text(), seconds=3600)
            program.wait_for(lambda: "Stopped." not in program.text(), seconds=3600)
            program.rest()
        return program

    def report(self) -> Iterator[str]:
        """The lines of the report."""
        yield from self.figures
        yield f"\n{f'over a library of {_FEW} articles':44}{TITLE}"
        yield from (each.line() for each in self.comparisons)
        yield ""
        yield from (gate.line() for gate in self.gates)

    def as_json(self) -> dict[str, object]:
        """What the report says, and every single cost."""
        return {
            "figures": self.figures,
            "comparisons": [each.as_json() for each in self.comparisons],
            "gates": [each.as_json() for each in self.gates],
        }


def _seconds_to_hash(folder: Path) -> float:
    """How long it takes to read and hash the files of a folder; the second time, as the import finds them in memory."""
    times = []
    for _ in range(2):
        started = time.perf_counter()
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
        times.append(time.perf_counter() - started)
    return times[-1]


def _take_for_counted(home: Path) -> None:
    (index,) = home.rglob("*.sqlite")
    with closing(sqlite3.connect(index)) as db, db:
        db.execute("UPDATE articles SET checkable = 0 WHERE checkable < 0")


if __name__ == "__main__":
    assert __doc__
    main(Bench, __doc__, "up to 10,000 articles, and less surely")
