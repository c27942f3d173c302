"""The first frame of a start: what the last session kept is shown at once, and is what the screen then shows."""

import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from real_terminal import NEWSREADER, ROOT, Start, Terminal
from test_terminal import ALTERNATE_SCREEN, MAIN_SCREEN

SCREEN_RUNS = b"\x1b[?1004h"
"""What Textual writes first, and the frame does not."""

PATIENT = (
    sys.executable,
    "-c",
    "import sys, tui.framed as it, tui.start; it._MOST_DRAWING = 20; sys.exit(tui.start.main())",
)
"""The command, which draws the next first frame however long that takes where much runs at once."""


def leave_after(start: Start, keys: str = "q", *arguments: str, **environment: str) -> None:
    """A session in which some keys are typed, once everything is read; the last of them leaves."""
    terminal = start(*arguments, program=PATIENT, **environment)
    terminal.wait_for("KOBANE/BEIRUT")
    terminal.rest()
    for key in keys:
        terminal.rest()
        terminal.type(key)
    assert terminal.exit_status() == 0


def shows_frame(terminal: Terminal) -> Terminal:
    """Wait for the frame; the screen is not loaded yet."""
    terminal.wait_until(lambda: terminal.lines[-1].endswith("? help"))
    assert SCREEN_RUNS not in terminal.output
    return terminal


@pytest.mark.parametrize("keys", ["q", "\r.d.aqq", "jjl|L\x11"], ids=["read", "judged", "left in the middle"])
def test_the_first_frame_is_what_the_screen_then_shows(start: Start, keys: str) -> None:
    leave_after(start, keys)
    terminal = shows_frame(start())
    frame = terminal.cells

    def runs_and_has_changed_nothing() -> bool:
        assert terminal.cells == frame, terminal.text
        return SCREEN_RUNS in terminal.output

    terminal.wait_until(runs_and_has_changed_nothing)
    terminal.rest()
    assert terminal.cells == frame
    terminal.type("j")
    terminal.wait_until(lambda: terminal.cells != frame)
    assert terminal.output.count(ALTERNATE_SCREEN) == 1
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert terminal.output.count(MAIN_SCREEN) == 1
    assert terminal.modes == terminal.modes_before


def test_keys_typed_while_the_frame_stands_are_answered_in_order(start: Start, database: Path) -> None:
    leave_after(start)
    terminal = shows_frame(start())
    for key in "\r.d.a":
        terminal.type(key)
    terminal.wait_until(lambda: "✓ agreed" in terminal.lines[-1] and terminal.lines[-1].startswith(" saved"))
    terminal.type("\x11")
    assert terminal.exit_status() == 0
    command = [*NEWSREADER, "export", "--table", "annotations", "--database", str(database)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert done.stdout.count(b"disputed") == done.stdout.count(b"agreed") == 1


def test_keys_typed_before_there_is_a_frame_are_kept_too(start: Start) -> None:
    terminal = start()
    terminal.wait_until(lambda: not terminal.local_modes & termios.ECHO)
    assert ALTERNATE_SCREEN not in terminal.output
    terminal.type("\r")
    terminal.type("\x03")  # ctrl+c would end what is not held
    terminal.type(".d")
    terminal.wait_for("✗ disputed")


@pytest.mark.parametrize("keeps_frame", [False, True])
def test_returns_that_are_typed_before_the_program_is_there_are_kept(start: Start, *, keeps_frame: bool) -> None:
    if keeps_frame:
        leave_after(start)
    terminal = start()
    terminal.type("\r.d")
    terminal.wait_for("✗ disputed")


@pytest.mark.parametrize("keeps_frame", [False, True])
def test_a_word_to_filter_by_is_typed_ahead_whole(start: Start, *, keeps_frame: bool) -> None:
    if keeps_frame:
        leave_after(start)
    terminal = start()
    terminal.wait_until(lambda: not terminal.local_modes & termios.ECHO)
    terminal.type("Fmay")
    terminal.wait_until(lambda: " may" in terminal.lines[-2] and "Filter" in terminal.lines[-2])
    terminal.type("or")
    terminal.wait_for("Filter mayor")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_takes_the_frame_away(start: Start, number: signal.Signals) -> None:
    leave_after(start)
    terminal = shows_frame(start())
    terminal.signal(number)
    assert terminal.exit_status() == 128 + number
    assert terminal.output.count(MAIN_SCREEN) == 1
    assert terminal.output.endswith(b"\x1b[?25h")
    assert terminal.modes == terminal.modes_before


def test_a_program_that_cannot_be_loaded_says_so_on_the_screen_as_it_was(start: Start, tmp_path: Path) -> None:
    leave_after(start)
    broken = tmp_path / "textual" / "__init__.py"
    broken.parent.mkdir()
    broken.write_text("raise ImportError('a broken installation')\n")
    terminal = shows_frame(start(PYTHONPATH=str(tmp_path)))
    assert terminal.exit_status() == 1
    shown = terminal.output.partition(MAIN_SCREEN)[2]
    assert b"a broken installation" in shown
    assert MAIN_SCREEN not in shown
    assert terminal.modes == terminal.modes_before


def test_a_terminal_that_is_resized_gets_a_screen_of_its_size(start: Start) -> None:
    leave_after(start)
    terminal = shows_frame(start())
    terminal.resize(60, 20)
    terminal.wait_until(lambda: SCREEN_RUNS in terminal.output and terminal.lines[-1].endswith("? help"))
    assert len(terminal.lines[-1]) == 59
    terminal.type("q")
    assert terminal.exit_status() == 0


def frames(home: Path) -> list[Path]:
    return sorted((home / ".cache" / "newsreader" / "frames").glob("*"))


def test_nothing_is_kept_where_the_reader_wants_no_splash(start: Start, home: Path) -> None:
    leave_after(start, "q", "--no-splash")
    leave_after(start, NEWSREADER_SPLASH="false")
    settings = home / ".config" / "newsreader" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("splash = false\n")
    leave_after(start)
    assert frames(home) == []


def test_a_frame_is_for_the_reader_alone_and_in_the_users_cache(start: Start, home: Path) -> None:
    leave_after(start)
    [frame] = frames(home)
    assert frame.stat().st_mode & 0o777 == 0o600


def test_a_session_that_changes_nothing_leaves_the_frame_as_it_is(start: Start, home: Path) -> None:
    leave_after(start)
    [frame] = frames(home)
    before = frame.stat().st_mtime_ns
    leave_after(start, "jj\rqq")
    assert frame.stat().st_mtime_ns == before


def test_no_frame_is_shown_in_other_colours_or_another_size(start: Start) -> None:
    leave_after(start)
    for size, environment in (((101, 30), {}), ((100, 30), {"NO_COLOR": "1"}), ((100, 30), {"COLORTERM": ""})):
        terminal = start(size=size, **environment)
        terminal.wait_until(lambda terminal=terminal: ALTERNATE_SCREEN in terminal.output)
        terminal.wait_until(lambda terminal=terminal: SCREEN_RUNS in terminal.output)
        assert b"KOBANE" not in terminal.output.partition(SCREEN_RUNS)[0]


def test_what_is_kept_shows_what_articles_hold_and_sends_nothing_of_it(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("A plain headline\n\nKOBANE/BEIRUT: 5 \x1b]0;stolen title\x07 and \x1b[2J\x9b2J of it.\n")
    leave_after(start, "q", str(path))
    terminal = shows_frame(start(str(path)))
    assert "5 ␛]0;stolen title␇ and ␛[2J" in terminal.text
    assert b"\x1b]0;stolen" not in terminal.output
