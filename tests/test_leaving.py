"""Whatever ends the program: the terminal is as it was, what was done is on the disk, and the status says why."""

import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from real_terminal import ROOT, Start, Terminal

from annotations.ledger import by_place
from annotations.model import Annotation
from annotations.store import Store
from tui.cli import main

ALTERNATE_SCREEN, MAIN_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT]
SLOW_DISK = "import os, time; fsync = os.fsync; os.fsync = lambda it: (time.sleep(0.1), fsync(it))"
SLOW_KEY = """
import asyncio, time
from tui.screens.reader import ReaderScreen
async def wait(self):
    self.status.tell(place="waiting")
    await asyncio.to_thread(time.sleep, 60)
ReaderScreen.action_elsewhere = wait
"""
"""A key, =, that waits for a worker for longer than anybody wants to."""


@pytest.fixture
def start(database: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts newsreader in a terminal, with something changed in it first; what is started is ended."""
    with ExitStack() as started:

        def begin(change: str = "", size: tuple[int, int] = (100, 30), shell: str = "", **environment: str) -> Terminal:
            run = f"import sys\nfrom tui.cli import main\n{change}\nsys.exit(main())"
            command = [sys.executable, "-c", run, "--database", str(database), str(ROOT / "seeds")]
            command = ["sh", "-c", f'"$@"; {shell}', "sh", *command] if shell else command
            here = {"PYTHONPATH": str(ROOT), **environment}
            return started.enter_context(Terminal(command, size, here, folder=tmp_path))

        yield begin


def reading(terminal: Terminal) -> Terminal:
    """With the focus in the first article."""
    terminal.wait_for("KOBANE/BEIRUT")
    terminal.type("\r")
    terminal.wait_for("▌")
    return terminal


def judging(terminal: Terminal) -> Terminal:
    """With one figure judged, and said to be saved."""
    reading(terminal)
    while "date:" not in terminal.lines[-1]:  # until the mentions are found, there is none to go to
        terminal.type(".")
        terminal.settle()
    terminal.type("d")
    terminal.wait_until(lambda: terminal.lines[-1].startswith(" saved  ✗ disputed"))
    return terminal


def on_disk(database: Path) -> list[Annotation]:
    """What the database holds, by place; it is sound."""
    assert main(["doctor", "--database", str(database)]) == 0
    with closing(Store(database, read_only=True)) as store:
        return sorted(store.annotations(), key=by_place)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_it_as_a_key_does(start: Start, database: Path, number: signal.Signals) -> None:
    terminal = judging(start())
    terminal.signal(number)
    assert terminal.exit_status() == 128 + number
    assert terminal.is_as_it_was
    assert b"newsreader" not in terminal.output.rpartition(MAIN_SCREEN)[2], "nothing is said"
    assert [each.status for each in on_disk(database)] == ["disputed"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("moment", [b"", b"\x1b[?1049h", b"\x1b[?2004h"])
def test_a_signal_during_the_start_leaves_no_trace(start: Start, moment: bytes, number: signal.Signals) -> None:
    says = (
        "import tui.settings as it; load = it.load; it.load = lambda *a: (print('starting', flush=True), load(*a))[1]"
    )
    terminal = start(says)
    terminal.wait_for("starting")
    terminal.wait_until(lambda: moment in terminal.output)
    terminal.signal(number)
    assert terminal.exit_status() in (128 + number, -number), terminal.text
    assert terminal.is_as_it_was
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("number", SIGNALS[:2])
def test_what_is_being_saved_is_saved(start: Start, database: Path, number: signal.Signals) -> None:
    terminal = judging(start(SLOW_DISK))
    terminal.type("a.d")
    terminal.wait_for("unsaved")
    terminal.signal(number)
    assert terminal.exit_status() == 128 + number
    assert terminal.is_as_it_was
    assert [each.status for each in on_disk(database)] == ["agreed", "disputed"]


@pytest.mark.parametrize("number", SIGNALS[:2])
def test_a_key_that_waits_for_a_worker_is_not_waited_for(start: Start, database: Path, number: signal.Signals) -> None:
    terminal = judging(start(SLOW_KEY))
    terminal.type("=")
    terminal.wait_for("waiting")
    terminal.signal(number)
    assert terminal.exit_status() == 128 + number
    assert terminal.is_as_it_was
    assert len(on_disk(database)) == 1


@pytest.mark.parametrize("number", SIGNALS[:2])
@pytest.mark.parametrize("keys", [";", "\r"])
def test_a_note_that_is_being_written_is_kept(start: Start, database: Path, number: signal.Signals, keys: str) -> None:
    terminal = judging(start())
    terminal.type(keys)
    terminal.wait_for("ctrl+s keeps")
    terminal.type("two sources")
    terminal.wait_for("two sources")
    terminal.signal(number)
    assert terminal.exit_status() == 128 + number
    assert terminal.is_as_it_was
    assert [each.note for each in on_disk(database)] == ["two sources"]


def test_a_signal_ends_the_editor_too(start: Start, database: Path, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text("#!/bin/sh\necho editing\nexec sleep 100\n", encoding="utf-8")
    editor.chmod(0o755)
    terminal = judging(start(EDITOR=str(editor)))
    terminal.type(";")
    terminal.wait_for("ctrl+s keeps")
    terminal.type("two sources\x0f")
    terminal.wait_for("editing")
    terminal.signal(signal.SIGTERM)
    assert terminal.exit_status() == 128 + signal.SIGTERM
    assert terminal.is_as_it_was
    assert [each.note for each in on_disk(database)] == ["two sources"]


def test_what_hangs_is_not_waited_for_for_ever(start: Start, database: Path) -> None:
    hangs = "import time; from tui.screens.reader import ReaderScreen as R; R.action_export = lambda s: time.sleep(60)"
    terminal = judging(start(hangs))
    terminal.type("aE")
    terminal.signal(signal.SIGTERM)
    assert terminal.exit_status() == 128 + signal.SIGTERM
    assert len(on_disk(database)) == 1


@pytest.mark.parametrize(
    "change",
    [
        "from tui.screens.reader import ReaderScreen as it; it.action_undo = fail",
        "from annotations.project import Project as it; it.undo = fail",
    ],
)
def test_an_error_in_a_handler_is_a_sentence(start: Start, database: Path, home: Path, change: str) -> None:
    terminal = judging(start(f"def fail(*_): raise LookupError('no \\x1b[2J such thing')\n{change}"))
    terminal.type("u")
    check_failure(terminal, database, home)


def test_an_error_in_a_worker_is_a_sentence(start: Start, database: Path, home: Path) -> None:
    fails = """
def fail(*_, **__): raise LookupError('no \\x1b[2J such thing')
from annotations.project import Project
from tui.screens.listing import ListingScreen
survey = Project.survey
Project.survey = lambda self, files, **how: fail() if self.unsaved == 0 and list(self.all_annotations()) else []
"""
    terminal = reading(start(fails))
    terminal.type(".d")
    terminal.wait_until(lambda: terminal.lines[-1].startswith(" saved  ✗ disputed"))
    terminal.type("q" * 2)
    terminal.exit_status()
    check_failure(start(fails), database, home)


def test_an_error_while_saving_is_a_sentence(start: Start, database: Path, home: Path) -> None:
    fails = """
from annotations.project import Project
save, times = Project.save, []
def fail(self):
    times.append(1)
    if len(times) == 2: raise LookupError('no \\x1b[2J such thing')
    save(self)
Project.save = fail
"""
    terminal = judging(start(fails))
    terminal.type("..a")
    check_failure(terminal, database, home, statuses=["disputed", "agreed"])


def test_an_error_while_painting_is_a_sentence(start: Start, database: Path, home: Path) -> None:
    fails = """
from tui.widgets.status_line import StatusLine
render = StatusLine.render_line
def fail(self, y):
    if 'unclear' in self.place: raise LookupError('no \\x1b[2J such thing')
    return render(self, y)
StatusLine.render_line = fail
"""
    terminal = judging(start(fails))
    terminal.type("i")
    check_failure(terminal, database, home, statuses=["unclear"])


def check_failure(terminal: Terminal, database: Path, home: Path, statuses: list[str] | None = None) -> None:
    """The program has ended with a sentence that says where the traceback is, and with everything saved."""
    assert terminal.exit_status() == 1
    assert terminal.is_as_it_was
    said = " ".join(terminal.text.split())
    assert said.startswith("newsreader: this should not have happened: LookupError: no ␛[2J such thing.")
    assert "Traceback" not in said
    (report,) = (home / ".local" / "state" / "newsreader" / "log").iterdir()
    assert report.name in said.replace(" ", "")
    assert "in fail" in report.read_text(encoding="utf-8")
    assert [each.status for each in on_disk(database)] == (statuses or ["disputed"])


def test_a_lost_terminal_ends_it(start: Start, database: Path) -> None:
    terminal = judging(start())
    terminal.type("a")
    terminal.wait_for("✓ agreed")
    terminal.hang_up()
    assert terminal.status_after_hanging_up() == 128 + signal.SIGHUP
    assert [each.status for each in on_disk(database)] == ["agreed"]


def test_a_lost_terminal_ends_it_where_the_signal_does_not_come(start: Start, database: Path) -> None:
    deaf = "import signal; set = signal.signal; signal.signal = lambda n, f: set(n, signal.SIG_IGN if n == 1 else f)"
    terminal = judging(start(deaf))
    terminal.type("a")
    terminal.wait_for("✓ agreed")
    terminal.hang_up()
    assert terminal.status_after_hanging_up() == 128 + signal.SIGHUP
    assert [each.status for each in on_disk(database)] == ["agreed"]


def test_the_end_of_the_shell_ends_it(start: Start, database: Path, tmp_path: Path) -> None:
    written = "import os; open('pid', 'w').write(str(os.getpid()))"
    terminal = judging(start(written, shell="exit 0"))
    terminal.type("a")
    terminal.wait_for("✓ agreed")
    pid = int((tmp_path / "pid").read_text(encoding="utf-8"))
    terminal.signal(signal.SIGKILL)
    terminal.wait_until(lambda: not Path(f"/proc/{pid}").exists())
    assert [each.status for each in on_disk(database)] == ["agreed"]


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGTSTP])
def test_who_comes_back_after_a_stop_finds_the_screen_at_its_present_size(start: Start, number: signal.Signals) -> None:
    terminal = reading(start())
    terminal.signal(number)
    terminal.wait_until(lambda: terminal.is_stopped)
    terminal.wait_until(lambda: not terminal._draw(0.05))
    assert terminal.is_as_it_was == (number == signal.SIGTSTP), "who is stopped by force cannot tidy up"
    terminal.clear()
    terminal.resize(90, 25)
    terminal.signal(signal.SIGCONT)
    terminal.wait_until(lambda: terminal.lines[-1].rstrip().endswith("? help"))
    terminal.wait_for("KOBANE/BEIRUT")
    terminal.type(".d")
    terminal.wait_until(lambda: terminal.lines[-1].startswith(" saved  ✗ disputed"))
    terminal.type("qq")
    assert terminal.exit_status() == 0
    assert terminal.is_as_it_was


def test_ctrl_c_twice_leaves_with_everything_saved(start: Start, database: Path) -> None:
    terminal = judging(start(SLOW_DISK))
    terminal.type("a\x03")
    terminal.wait_for("ctrl+c once more leaves")
    terminal.type("\x03")
    assert terminal.exit_status() == 0
    assert terminal.is_as_it_was
    assert [each.status for each in on_disk(database)] == ["agreed"]


def test_bytes_that_are_no_text_are_no_end(start: Start) -> None:
    terminal = reading(start())
    terminal.type(b"\xff\xfe.d\xc3")
    terminal.wait_for("✗ disputed")
    terminal.type(b"\xa9qq")
    assert terminal.exit_status() == 0


def test_who_sends_errors_to_a_file_sees_the_screen(start: Start, tmp_path: Path) -> None:
    terminal = start("import os; os.dup2(os.open('errors', os.O_WRONLY | os.O_CREAT), 2)")
    reading(terminal).type("qq")
    assert terminal.exit_status() == 0
    assert terminal.is_as_it_was
    assert (tmp_path / "errors").read_bytes() == b""


@pytest.mark.parametrize("kind", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_move_its_cursor_is_refused(start: Start, kind: str) -> None:
    terminal = start(TERM=kind)
    assert terminal.exit_status() == 1
    assert "newsreader: the screen needs a terminal that can move its cursor" in terminal.text
    assert "TERM=xterm-256color" in terminal.text
    assert ALTERNATE_SCREEN not in terminal.output
    assert terminal.is_as_it_was


@pytest.mark.parametrize(
    ("kind", "size"),
    [("xterm", (80, 24)), ("linux", (80, 24)), ("screen", (80, 24)), ("xterm", (20, 5)), ("linux", (1, 1))],
)
def test_plain_terminals_show_it_at_any_size(start: Start, database: Path, kind: str, size: tuple[int, int]) -> None:
    terminal = start(size=size, TERM=kind, COLORTERM="")
    terminal.wait_until(lambda: b"\x1b[?2004h" in terminal.output and (size[0] == 1 or terminal.text.strip()))
    terminal.type("\r.dqq")
    assert terminal.exit_status() == 0
    assert terminal.is_as_it_was
    assert b"38;2;" not in terminal.output, "no more colours than the terminal has"
    # where no row of text has room there may be nothing to judge
    assert len(on_disk(database)) == 1 or size == (1, 1)
