"""The programs that are measured, each started in an environment of its own so that nothing is left from before."""

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from pty_driver import COLUMNS, ROWS, Cost, Region, Terminal

ROOT = Path(__file__).resolve().parent.parent
LIST = Region(right=38, bottom=ROWS - 1)
"""Where newsreader shows the list of articles."""
TEXT = Region(left=38, top=1, right=COLUMNS - 1, bottom=ROWS - 1)
"""Where it shows the text: without the line of titles above it and the scroll bar at the right."""
STATUS = Region(top=ROWS - 1)


def newsreader(home: Path, articles: Path | None = None) -> Terminal:
    """The program on a file or folder, or on its library; what it remembers from start to start is in `home`."""
    named = [] if articles is None else [str(articles)]
    return _start(home, "-m", "tui", "--database", str(database_in(home)), *named)


def database_in(home: Path) -> Path:
    """The database of the program that runs in `home`."""
    return home / "annotations.json"


def bare_app(home: Path) -> Terminal:
    """The bare Textual app."""
    return _start(home, str(ROOT / "benchmarks" / "bare_app.py"))


def list_app(home: Path, rows: int) -> Terminal:
    """The list widget alone."""
    return _start(home, str(ROOT / "benchmarks" / "list_app.py"), str(rows))


def start_newsreader(home: Path, articles: Path | None = None) -> tuple[Cost, Cost]:
    """Start newsreader and end it; what the first frame cost, and the text in the pane."""
    with closing(newsreader(home, articles)) as program:
        frame, text = program.wait_for(
            lambda: "? help" in program.text(STATUS), lambda: bool(program.text(TEXT).split())
        )
        return frame, text


def start_python(home: Path) -> Cost:
    """Start Python and end it; what it cost until it could say something."""
    with closing(_start(home, "-c", "print('Row 0', flush=True); input()")) as program:
        return program.wait_for(lambda: "Row 0" in program.text())[0]


def leave_newsreader(home: Path, articles: Path | None = None) -> float:
    """Start newsreader, let it read everything and leave it by its key; milliseconds that leaving took."""
    with closing(newsreader(home, articles)) as program:
        program.wait_for(lambda: "? help" in program.text(STATUS))
        program.rest()
        return program.leave("q")


def start_bare_app(home: Path) -> Cost:
    """Start the bare app and end it; what the first frame cost."""
    with closing(bare_app(home)) as program:
        return program.wait_for(lambda: "Row 0" in program.text())[0]


def start_list_app(home: Path, rows: int) -> Cost:
    """Start the list alone and end it; what the first frame cost."""
    with closing(list_app(home, rows)) as program:
        return program.wait_for(lambda: "Article 0" in program.text())[0]


def other_program(home: Path, command: Sequence[str]) -> Terminal:
    """Another program, by its path."""
    return Terminal(command, environment_in(home), ROOT)


def _start(home: Path, *arguments: str) -> Terminal:
    return Terminal([sys.executable, *arguments], environment_in(home), ROOT)


def environment_in(home: Path) -> dict[str, str]:
    """The whole environment of a program that runs in `home`, which is made."""
    home.mkdir(exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "NEWSREADER_ANNOTATOR": "benchmark",
        "HOME": str(home),
        **{f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")},
    }
