"""The program in a real terminal, from start to end."""

import csv
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from real_terminal import NEWSREADER, ROOT, Start, Terminal

ALTERNATE_SCREEN, MAIN_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
MOUSE_OFF = b"\x1b[?1000l"


def test_a_morning_in_a_real_terminal(start: Start, database: Path) -> None:
    terminal = start()
    terminal.wait_for("KOBANE/BEIRUT")
    terminal.type("\r")
    terminal.wait_for("▌")
    for key, sign in (("d", "✗ disputed"), ("a", "✓ agreed")):
        terminal.type(".")
        terminal.type(key)
        terminal.wait_until(lambda sign=sign: sign in terminal.lines[-1])
    terminal.type(";")
    terminal.wait_for("ctrl+s keeps the note")
    terminal.type("two sources")
    terminal.wait_for("two sources")
    terminal.type("\x13")
    terminal.wait_until(lambda: "two sources" in terminal.lines[-1] and terminal.lines[-1].startswith(" saved"))
    terminal.type("qq")
    assert terminal.exit_status() == 0

    again = start()
    again.wait_for("✗")
    again.type("q")
    assert again.exit_status() == 0

    done = subprocess.run(
        [*NEWSREADER, "export", "--database", str(database)], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    rows = list(csv.DictReader(done.stdout.decode().splitlines()))
    assert [(row["status"], row["note"], row["annotator"]) for row in rows] == [
        ("disputed", "", "tester"),
        ("agreed", "two sources", "tester"),
    ]
    for row in rows:
        text = Path(row["article_file"]).read_bytes().decode()
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_the_terminal_is_as_it_was_after_q(start: Start) -> None:
    terminal = start()
    terminal.wait_for("KOBANE/BEIRUT")
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert terminal.output.rindex(MAIN_SCREEN) > terminal.output.rindex(ALTERNATE_SCREEN)
    assert MOUSE_OFF in terminal.output
    assert terminal.output.rindex(b"\x1b[?25h") > terminal.output.rindex(b"\x1b[?25l")
    assert terminal.modes == terminal.modes_before
    assert b"Traceback" not in terminal.output


def test_no_color_leaves_the_signs(start: Start) -> None:
    terminal = start(NO_COLOR="1")
    terminal.wait_for("KOBANE/BEIRUT")
    terminal.type("\r")
    terminal.wait_for("▌")
    terminal.type(".d")
    terminal.wait_for("✗ disputed")
    colours = {tuple(each.split(b";")[:5]) for each in re.findall(rb"\x1b\[([0-9;]*)m", terminal.output)}
    rgb = [c for c in colours if c[:2] in ((b"38", b"2"), (b"48", b"2")) and len(set(c[2:5])) > 1]
    assert rgb == [], "only greys"


def test_resizing_keeps_the_text(start: Start) -> None:
    terminal = start(size=(120, 40))
    terminal.wait_for("KOBANE/BEIRUT")
    for columns, rows in ((60, 20), (20, 5), (90, 30)):
        terminal.resize(columns, rows)
        # what pyte keeps of the size before is not as wide as the screen, or is cut
        terminal.wait_until(lambda rows=rows: terminal.lines[rows - 1].endswith("? help"))
        terminal.wait_until(lambda rows=rows, columns=columns: len(terminal.lines[rows - 1]) == columns - 1)
    terminal.wait_for("Daesh")
    terminal.type("q")
    assert terminal.exit_status() == 0


def test_a_judgement_is_on_the_disk_when_sigterm_comes(start: Start, database: Path) -> None:
    terminal = start()
    terminal.wait_for("KOBANE/BEIRUT")
    terminal.type("\r")
    terminal.wait_for("▌")
    terminal.type(".d")
    terminal.wait_until(lambda: "✗ disputed" in terminal.lines[-1] and terminal.lines[-1].startswith(" saved"))
    terminal.signal(signal.SIGTERM)
    terminal.exit_status()
    done = subprocess.run(
        [*NEWSREADER, "export", "--database", str(database)], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    assert b"disputed" in done.stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(start: Start, number: signal.Signals) -> None:
    terminal = start()
    terminal.wait_for("KOBANE/BEIRUT")
    terminal.signal(number)
    terminal.exit_status()
    assert MAIN_SCREEN in terminal.output
    assert terminal.modes == terminal.modes_before


def test_an_article_that_drives_terminals_does_not_drive_this_one(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("A plain headline\n\nThe 5 words \x1b]0;stolen title\x07 and \x1b[2J\x9b2J of it all.\n")
    terminal = start(str(path))
    terminal.wait_for("The 5 words ␛]0;stolen title␇ and ␛[2J")
    terminal.type("q")
    assert terminal.exit_status() == 0
    assert b"\x1b]0;stolen" not in terminal.output


def test_a_problem_at_the_start_is_a_sentence_and_no_screen(start: Start, database: Path) -> None:
    database.write_text("prose")
    terminal = start()
    assert terminal.exit_status() == 1
    assert terminal.lines[0].startswith("newsreader: ")
    assert ALTERNATE_SCREEN not in terminal.output
    assert b"Traceback" not in terminal.output


def test_the_database_is_found_by_the_environment(tmp_path: Path) -> None:
    kept = tmp_path / "mine.json"
    with Terminal(NEWSREADER, environment=os.environ | {"NEWSREADER_DATABASE": str(kept)}) as terminal:
        terminal.wait_for("KOBANE/BEIRUT")
        terminal.type("\r")
        terminal.wait_for("▌")
        terminal.type(".d")
        terminal.wait_until(lambda: terminal.lines[-1].startswith(" saved  ✗"))
        terminal.type("\x11")  # ctrl+q
        assert terminal.exit_status() == 0
    assert kept.exists()
