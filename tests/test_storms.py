"""Keys, mouse and sizes that nobody foresaw."""

import os
import random
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from real_terminal import NEWSREADER, ROOT, Terminal
from storming import random_size, storm

from tui.cli import main

SEED = int(os.environ.get("NEWSREADER_STORM", "20171014"))
"""Which keys; what fails says the seed, and is seen again with it in the environment."""

SIZE = (100, 30)
AT_ONCE = 25  # strokes that are typed before the program has answered the first

Start = Callable[[], Terminal]


@pytest.fixture
def start(database: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts newsreader in a terminal, in a folder of its own; what is started is ended."""
    started: list[Terminal] = []

    def begin() -> Terminal:
        command = [*NEWSREADER, "--database", str(database), str(ROOT / "seeds")]
        here = {"PYTHONPATH": str(ROOT), "EDITOR": "true"}
        started.append(Terminal(command, SIZE, here, folder=tmp_path).__enter__())
        started[-1].wait_until(lambda: b"\x1b[?2004h" in started[-1].output)
        return started[-1]

    yield begin
    for terminal in started:
        terminal.__exit__(None, None, None)


@pytest.mark.parametrize(
    ("count", "seed"),
    [(1_000, SEED), *(pytest.param(10_000, SEED + n, marks=pytest.mark.long) for n in range(1, 4))],
)
def test_random_keys_are_no_error(start: Start, home: Path, database: Path, count: int, seed: int) -> None:
    terminal = start()
    terminal.draws = False
    typed: list[bytes] = []
    for number, stroke in enumerate(storm(seed, count, SIZE)):
        if isinstance(stroke, tuple):
            terminal.resize(*stroke)
        else:
            typed.append(stroke)
        if len(typed) == AT_ONCE:
            terminal.type_if_it_runs(b"".join(typed))
            typed.clear()
            terminal.go_on()
        if terminal.has_ended:
            left_well(terminal, home, seed, number)
            terminal = start()
            terminal.draws = False
    terminal.type_if_it_runs(b"".join(typed))
    for _ in range(20):  # from wherever it is
        terminal.type_if_it_runs(b"\x03\x1b\x1bq")
    terminal.wait_until(lambda: terminal.go_on() or terminal.has_ended)
    left_well(terminal, home, seed, count)
    assert main(["doctor", "--database", str(database)]) == 0


def left_well(terminal: Terminal, home: Path, seed: int, number: int) -> None:
    """It has left by a key, not by an error; ctrl+c while it was leaving is a signal."""
    status = terminal.exit_status()
    logs = "\n".join(path.read_text(encoding="utf-8") for path in home.rglob("error-*.txt"))
    where = f"NEWSREADER_STORM={seed}, stroke {number}: status {status}\n{logs or repr(terminal.output[-3000:])}"
    assert status in (0, 128 + signal.SIGINT), where
    assert terminal.is_as_it_was, where


def test_many_sizes_end_in_a_right_screen(start: Start) -> None:
    terminal = start()
    chance = random.Random(SEED)
    terminal.type("\r")
    for _ in range(200):
        terminal.resize(*random_size(chance))
        terminal._draw(chance.random() / 50)
    terminal.resize(99, 31)
    terminal.wait_for("? help")
    terminal.resize(*SIZE)
    terminal.wait_until(lambda: terminal.lines[-1].endswith("? help"))
    terminal.settle()
    after = terminal.lines
    fresh = start()
    fresh.type("\r")
    fresh.wait_for("▌")
    fresh.settle()
    assert after[1:] == fresh.lines[1:], f"seed {SEED}"
    terminal.type("qq")
    assert terminal.exit_status() == 0
