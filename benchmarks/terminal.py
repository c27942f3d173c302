"""How fast the screen is: `uv run --group test python benchmarks/terminal.py [--quick] [--json FILE]`.

Everything is compared with a bare Textual app measured in the same run, each repetition right after the bare app's,
because only ratios mean anything on a machine that others use too. *Paint* is the time from a key to the first bytes
after which the emulated screen differs where the key was to change it. *CPU* goes on until everything has settled: the
status line follows a key by 40 ms on purpose. The gates are the
project's; those of large libraries are in `library.py`. The exit status is always 0.

`less`, newsboat and toolong do the same with the same text, where they are installed (`apt-get install less newsboat`,
`uv tool install toolong`).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path

import peers
import programs
from comparing import TITLE, Comparison, Figure, high, main, median
from programs import LIST, ROOT, STATUS, TEXT
from pty_driver import COLUMNS, Cost, Region, Terminal
from synthetic import HIGHLIGHT_EVERY, SCRIPTS, in_script, write_articles

_SIZES = {"5 KB": 5_000, "100 KB": 100_000, "5 MB": 5_000_000}
_LATER = {"100 KB": 10.0, "5 MB": 250.0}  # milliseconds by which the text may come later than that of 5 KB
_STARTS = 25  # of each kind: the ratio of one pair lies a fifth beside the true one as often as not
_OPENINGS = {"100 KB": 15, "5 MB": 5}  # of each, with 5 KB right before: 10 ms are less than what one start varies by
_MEMORY = {1: 1.5, 4: 2.0}  # by panes with 5 MB in each, over the bare app's
_STEP = (1.5, 1_500)  # of a bare key; bytes
_ROW = (1.2, 1_000)
_RESIZE = 1.6  # of that with 5 KB
_QUIT = 250.0  # milliseconds
_QUIET_STEP = 16.0  # milliseconds
_WARM_UP = 2  # repetitions that do not count: the first key of a kind loads code and mixes styles


class Bench:
    """One run over everything.

    Args:
        folder: An empty folder for articles, databases and homes.
        quick: Fewer repetitions, and not every size in four panes.

    Attributes:
        starts: What was measured of starting.
        keys: What was measured of keys.
        resizes: What was measured of changing the width.
        figures: What else has a gate.
        peers: What was measured of newsreader and of others.
        missing: Those that could not be measured, and why.
    """

    def __init__(self, folder: Path, *, quick: bool) -> None:
        self._folder = folder
        self._quick = quick
        self._homes = (folder / f"home-{number}" for number in range(1_000_000))
        self.starts: list[Comparison] = []
        self.keys: list[Comparison] = []
        self.resizes: list[Comparison] = []
        self.figures: list[Figure] = []
        self.peers: list[peers.Measured] = []
        self.missing: dict[str, str] = {}

    def run(self) -> None:
        """Measure everything."""
        folders = {name: write_articles(self._folder / name, size, 4) for name, size in _SIZES.items()}
        many = write_articles(self._folder / "many", 2_000, 1_000)
        self._measure_starts(many)
        files = {name: folder / "00000.txt" for name, folder in folders.items()}
        self._measure_openings(files)
        self._measure_resizes(files)
        scripts = self._write_scripts()
        self._measure_scripts(files["5 KB"], scripts)
        self._measure_peers(files["100 KB"])
        with closing(programs.bare_app(next(self._homes))) as bare:
            bare.wait_for(lambda: "Row 0" in bare.text())
            self._measure_list(bare, many)
            for name, panes in self._combinations():
                self._measure_reading(bare, name, folders[name], panes)
            for name, file in scripts.items():
                self._measure_scrolling(bare, name, file)
        steps = [key for key in self.keys if key.ratio_limit == _STEP[0]]
        self.figures.append(
            Figure("p95 of mention and judge", max(s.high_milliseconds for s in steps), "ms", _QUIET_STEP)
        )

    def _combinations(self) -> list[tuple[str, int]]:
        if self._quick:
            return [("5 KB", 1), ("5 MB", 1), ("5 KB", 4)]
        return [(name, panes) for panes in (1, 4) for name in _SIZES]

    def _measure_starts(self, many: Path) -> None:
        """First frames, each round beginning with the bare app's."""
        seeds = Comparison("first paint, the seeds", 1.25)
        seeds_text = Comparison("  the text is in the pane")
        seeds_first = Comparison("  the very first start")
        crowd = Comparison("first paint, 1,000 articles", 1.3)
        crowd_first = Comparison("  the very first start")
        small = Comparison("list widget alone, 100 rows")
        large = Comparison("list widget alone, 100,000 rows")
        growth = Comparison("  over the one with 100", 1.3)
        cached = Comparison("what the last session kept, over Python", 3)
        self.starts = [seeds, seeds_text, seeds_first, crowd, crowd_first, small, large, growth, cached]
        left = next(self._homes)  # where a session was left, so that there is a frame
        leaving = programs.leave_newsreader(left, many)
        self.figures.append(Figure("leaving, when the next first frame is drawn", leaving, "ms", _QUIT))
        for _ in range(5 if self._quick else _STARTS):
            cached.add(programs.start_python(left), programs.start_newsreader(left, many)[0])
            bare = programs.start_bare_app(next(self._homes))
            for articles, first, again in ((ROOT / "seeds", seeds_first, seeds), (many, crowd_first, crowd)):
                home = next(self._homes)
                first.add(bare, programs.start_newsreader(home, articles)[0])
                frame, text = programs.start_newsreader(home, articles)
                again.add(bare, frame)
                if again is seeds:
                    seeds_text.add(bare, text)
            few, very_many = (programs.start_list_app(next(self._homes), rows) for rows in (100, 100_000))
            small.add(bare, few)
            large.add(bare, very_many)
            growth.add(few, very_many)

    def _measure_openings(self, files: dict[str, Path]) -> None:
        """From the start until the text is in the pane, beyond what an article of 5 KB takes: at first, and again."""
        for name, limit in _LATER.items():
            first, again = Comparison(""), Comparison("")
            for _ in range(3 if self._quick else _OPENINGS[name]):
                homes = {file: next(self._homes) for file in (files["5 KB"], files[name])}
                for turn in (first, again, again):
                    turn.add(*_until_texts(homes))
            self.figures += [
                Figure(f"opening {name} {turn}, over 5 KB", comparison.later, "ms", limit)
                for turn, comparison in (("the first time", first), ("again", again))
            ]

    def _measure_resizes(self, files: dict[str, Path]) -> None:
        """The width of the terminal changes with 5 MB, right after it did with 5 KB: at the top, and at the end."""
        with closing(self._ready(files["5 KB"])) as few, closing(self._ready(files["5 MB"])) as many:
            for where, key in (("top", "g"), ("end", "G")):
                comparison = Comparison(f"resize, 5 MB over 5 KB, at the {where}", _RESIZE)
                self.resizes.append(comparison)
                for program in (few, many):
                    program.send(key)
                for columns in islice(cycle((108, 116, 104, COLUMNS)), 4 if self._quick else 16):
                    comparison.add(few.resize(columns), many.resize(columns))

    def _ready(self, file: Path) -> Terminal:
        program = programs.newsreader(next(self._homes), file)
        program.wait_for(lambda: bool(program.text(TEXT).split()))
        program.send("\r")
        return program

    def _write_scripts(self) -> dict[str, Path]:
        files = {name: self._folder / f"{name}.txt" for name in SCRIPTS}
        for name, file in files.items():
            file.write_text(in_script(name, _SIZES["5 MB"]), encoding="utf-8")
        return files

    def _measure_scripts(self, small: Path, files: dict[str, Path]) -> None:
        """Opening 5 MB of what is not one cell for one code point, once it is known, beyond 5 KB of English."""
        for name, file in files.items():
            comparison, homes = Comparison(""), {each: next(self._homes) for each in (small, file)}
            _until_texts(homes)
            for _ in range(2 if self._quick else 7):
                comparison.add(*_until_texts(homes))
            self.figures.append(Figure(f"opening 5 MB of {name}, over 5 KB", comparison.later, "ms", _LATER["5 MB"]))

    def _measure_scrolling(self, bare: Terminal, script: str, file: Path) -> None:
        """A page in 5 MB of a script."""
        with closing(self._ready(file)) as program:
            program.send("g")
            self._press(f"page, 5 MB of {script}", (None, None), bare, program, [" ", "\x1b[5~"], TEXT)

    def _measure_peers(self, file: Path) -> None:
        """First paint, a row, a page and leaving: newsreader and the others."""
        for peer in peers.peers(file, "Report 0"):
            if isinstance(peer, str):
                self.missing[peer] = "is not installed"
                continue
            try:
                self.peers.append(peers.measure(peer, ["Report 0", "litres"], self._homes, 2 if self._quick else 7))
            except TimeoutError:
                self.missing[peer.name] = "answers no key"
        self.figures.append(Figure("leaving", self.peers[0].quit, "ms", _QUIT))

    def _measure_list(self, bare: Terminal, many: Path) -> None:
        """One row down: in the program with 1,000 articles, and in the list alone with 100,000."""
        with closing(programs.newsreader(next(self._homes), many)) as program:
            program.wait_for(lambda: "? help" in program.text(STATUS))
            program.rest()
            self._press("list step, 1,000 articles", _ROW, bare, program, ["j"], LIST)
        with closing(programs.list_app(next(self._homes), 100_000)) as program:
            program.wait_for(lambda: "Article 0" in program.text())
            self._press("list step, widget alone, 100,000 rows", _ROW, bare, program, ["j"], Region())

    def _measure_reading(self, bare: Terminal, size: str, folder: Path, panes: int) -> None:
        """Page, next mention and judge in the last of some panes, and the memory then."""
        where = f"{size}, {panes} {'pane' if panes == 1 else 'panes'}"
        articles = folder / "00000.txt" if panes == 1 else folder
        with closing(programs.newsreader(next(self._homes), articles)) as program:
            program.wait_for(lambda: bool(program.text(TEXT).split()))
            for key in ["\r", *["|"] * (panes - 1), "g"]:
                program.send(key)
            self._press(f"page, {where}", (None, None), bare, program, [" ", "\x1b[5~"], TEXT)
            program.send("g")
            self._press(f"next mention, {where}", _STEP, bare, program, ["."], TEXT)
            for key in ["G", ","]:  # at the far end, where looking things up from the beginning would show
                program.send(key)
            self._press(f"judge, {where}", _STEP, bare, program, ["d", "a"], TEXT)
            if size == "5 MB":
                ratio = program.memory() / bare.memory()
                self.figures.append(Figure(f"memory, {where}, over bare", ratio, "×", _MEMORY[panes]))

    def _press(
        self,
        name: str,
        limits: tuple[float | None, int | None],
        bare: Terminal,
        program: Terminal,
        keys: Sequence[str],
        region: Region,
    ) -> None:
        """Press the keys in turn, each right after a key of the bare app."""
        comparison = Comparison(name, *limits)
        self.keys.append(comparison)
        count = 5 if self._quick else 24
        for number, key in enumerate(islice(cycle(keys), count + _WARM_UP)):
            reference, subject = bare.press("j", Region()), program.press(key, region)
            if number >= _WARM_UP:
                comparison.add(reference, subject)

    def report(self) -> Iterator[str]:
        """The lines of the report."""
        yield f"{'first paint, over bare Textual':44}{TITLE}"
        yield from (start.line() for start in self.starts)
        yield f"\n{f'a key, over one of bare Textual; a highlight every {HIGHLIGHT_EVERY} words':44}{TITLE}"
        yield from (key.line() for key in self.keys)
        yield f"\n{'another width':44}{TITLE}"
        yield from (resize.line() for resize in self.resizes)
        yield ""
        yield from (figure.line() for figure in self.figures)
        yield f"\n{'100 KB of text, in milliseconds':44}{peers.TITLE}"
        yield from (peer.line() for peer in self.peers)
        yield from (f"{name:44}  {why}" for name, why in self.missing.items())
        bare = [reference for key in self.keys for reference, _ in key.pairs]
        paint, cpu = [each.paint for each in bare], [each.cpu for each in bare]
        yield (
            f"\nnoise: a bare key took {median(paint):.1f} ms, p95 {high(paint) / median(paint):.2f} times that; "
            f"{median(cpu):.1f} ms CPU, p95 {high(cpu) / median(cpu):.2f} times that"
        )

    def as_json(self) -> dict[str, object]:
        """What the report says, and every single cost."""
        return {
            "starts": [start.as_json() for start in self.starts],
            "keys": [key.as_json() for key in self.keys],
            "resizes": [resize.as_json() for resize in self.resizes],
            "peers": [peer._asdict() for peer in self.peers],
            "figures": [figure.as_json() for figure in self.figures],
        }


def _until_texts(homes: Mapping[Path, Path]) -> list[Cost]:
    """What it costs to start the program, until the text is in the pane, on each article in its home."""
    return [programs.start_newsreader(home, article)[1] for article, home in homes.items()]


if __name__ == "__main__":
    assert __doc__
    main(Bench, __doc__, "in three minutes, and less surely")
