"""What is kept for the first frame of a start, and what of it reaches the terminal."""

import asyncio
import os
import pty
import re
import signal
import sys
import termios
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from piloting import reader, wait_for

from annotations.project import Project
from tui import cli, splash, start
from tui.app import NewsreaderApp
from tui.opening import depends_on, keep
from tui.settings import Settings

SEEDS = Path(__file__).parent.parent / "seeds"
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
SIZE = (9, 2)
ROWS = [[("1;38;5;4", "Raqqa 5"), ("", " ▸")], [("0", "a\u00a0👩\u200d🌾 b ")]]
SHOWN = (
    "\x1b[?1049h\x1b[?25l\x1b[?7l"
    "\x1b[1;1H\x1b[1;38;5;4mRaqqa 5\x1b[0m\x1b[m ▸\x1b[0m\x1b[2;1H\x1b[0ma\u00a0👩\u200d🌾 b \x1b[0m"
)
HARMLESS = re.compile("(?:\x1b\\[[0-9]+;1H(?:\x1b\\[[0-9;]*m[^\x00-\x1f\x7f-\x9f]*\x1b\\[0m)*)*")


def shown(path: Path, data: bytes, key: str = "key", size: tuple[int, int] = SIZE) -> str:
    path.write_bytes(data)
    return splash.read(str(path), key, size)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("Five words stand in here.")
    return path


@pytest.fixture
def kept(article: Path) -> bytes:
    """A frame that depends on an article, and on a file that is not there."""
    files = [str(article), str(article.with_name("settings.toml"))]
    return splash.written("key", ((splash.stamp_of(file), file) for file in files), ROWS)


@contextmanager
def in_terminal() -> Iterator[tuple[splash.Terminal, int]]:
    """This process in a terminal of its own, and its file; what becomes of signals and files is put back."""
    outer, inner = pty.openpty()
    termios.tcsetwinsize(inner, SIZE[::-1])
    handlers = [(number, signal.getsignal(number)) for number in ENDING]
    saved = [os.dup(number) for number in range(3)]
    for number in range(3):
        os.dup2(inner, number)
    try:
        found = splash.terminal([])
        assert found
        yield found, inner
    finally:
        for number, original in enumerate(saved):
            os.dup2(original, number)
        for number, handler in handlers:
            signal.signal(number, handler)
        for file in (outer, inner, *saved):
            os.close(file)


def test_what_is_kept_is_shown(kept: bytes, tmp_path: Path) -> None:
    assert shown(tmp_path / "frame", kept) == SHOWN


def test_nothing_is_shown_of_another_start_or_size(kept: bytes, tmp_path: Path) -> None:
    assert shown(tmp_path / "frame", kept, key="another") == ""
    assert shown(tmp_path / "frame", kept, size=(9, 3)) == ""
    assert splash.read(str(tmp_path / "none"), "key", SIZE) == ""


def test_nothing_is_shown_once_a_file_has_changed(kept: bytes, article: Path) -> None:
    frame = article.with_name("frame")
    article.write_text("Six words stand in here now.")
    assert shown(frame, kept) == ""


def test_nothing_is_shown_once_a_file_has_come(kept: bytes, article: Path) -> None:
    article.with_name("settings.toml").write_text("theme = 'light'\n")
    assert shown(article.with_name("frame"), kept) == ""


@pytest.mark.parametrize("at", [0, 12, 40, -1])
def test_nothing_is_shown_of_what_is_damaged(kept: bytes, tmp_path: Path, at: int) -> None:
    damaged = bytearray(kept)
    damaged[at] ^= 1
    assert shown(tmp_path / "frame", bytes(damaged)) == ""
    assert shown(tmp_path / "frame", kept[:at]) == ""


@given(st.lists(st.lists(st.tuples(st.text(), st.text()))))
def test_whatever_somebody_writes_there_does_not_drive_the_terminal(rows: list[list[tuple[str, str]]]) -> None:
    path = Path(os.environ["HOME"]) / "frame"
    found = shown(path, splash.written("key", [], rows), size=(9, len(rows)))
    assert HARMLESS.fullmatch(found.removeprefix("\x1b[?1049h\x1b[?25l\x1b[?7l")), found


@given(st.binary())
def test_whatever_bytes_are_there_do_not_drive_the_terminal(data: bytes) -> None:
    data = b"newsreader frame 1\nkey\n" + data
    found = shown(Path(os.environ["HOME"]) / "frame", b"%08x\n%s" % (zlib.crc32(data), data))
    assert HARMLESS.fullmatch(found.removeprefix("\x1b[?1049h\x1b[?25l\x1b[?7l")), found


@pytest.mark.parametrize("text", ["\x1b[2J", "\x9b2J", "a\tb", "\u202eevil", "\ud800", "\x07"])
def test_a_text_that_could_do_more_than_stand_there_is_refused(text: str) -> None:
    assert not splash.is_harmless(text)


def test_frames_are_in_the_users_cache_and_not_many(monkeypatch: pytest.MonkeyPatch) -> None:
    places = {Path(splash.place_of(f"start {number}")) for number in range(1_000)}
    assert {place.parent for place in places} == {Path(platformdirs.user_cache_dir("newsreader")) / "frames"}
    assert len(places) == 64
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    assert splash.place_of("start").startswith("/elsewhere/newsreader/frames/")


def test_a_start_is_known_by_its_arguments_and_what_it_finds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def key(*arguments: str) -> str:
        found = splash.terminal(arguments)
        assert found
        return found.key(SIZE)

    with in_terminal() as (terminal, _):
        first = key()
        monkeypatch.setenv("HISTSIZE", "1000")
        assert key() == first
        found = {first, key("--theme", "light"), terminal.key((80, 25))}
        for name, value in {"NO_COLOR": "1", "NEWSREADER_THEME": "light", "LC_ALL": "X", "COLORTERM": "none"}.items():
            with monkeypatch.context() as patch:
                patch.setenv(name, value)
                found.add(key())
        monkeypatch.chdir(tmp_path)
        assert len({*found, key()}) == 8


def test_a_held_terminal_takes_keys_as_they_are_and_is_put_back() -> None:
    with in_terminal() as (terminal, inner):
        before = termios.tcgetattr(inner)
        terminal.take()
        terminal.take()
        held = termios.tcgetattr(inner)
        terminal.leave()
        terminal.leave()
        assert termios.tcgetattr(inner) == before
    assert not held[3] & (termios.ECHO | termios.ICANON | termios.ISIG)
    assert not held[0] & termios.ICRNL


def test_a_signal_ends_a_start_with_the_terminal_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    with in_terminal() as (terminal, inner):
        before = termios.tcgetattr(inner)
        terminal.take()
        os.kill(os.getpid(), signal.SIGTERM)
        assert termios.tcgetattr(inner) == before
        terminal.hand_over()
        with pytest.raises(SystemExit) as left:
            os.kill(os.getpid(), signal.SIGHUP)
    assert (ended, left.value.code) == ([128 + signal.SIGTERM], 128 + signal.SIGHUP)


def test_no_terminal_is_held_where_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with in_terminal(), (tmp_path / "out").open("wb") as file:
        with monkeypatch.context() as patch:
            patch.setenv("TEXTUAL_DRIVER", "another:Driver")
            assert splash.terminal([]) is None
        with monkeypatch.context() as patch:
            patch.setattr(os, "getcwd", (tmp_path / "gone").stat)
            assert splash.terminal([]) is None
        os.dup2(file.fileno(), 1)
        assert splash.terminal([]) is None


def test_a_frame_is_kept_shown_and_taken_away() -> None:
    with in_terminal() as (terminal, inner):
        terminal.show()
        assert not terminal.held
        keep(terminal, ROWS, SIZE, [])
        terminal.show()
        assert (terminal.painted, terminal.held) == (True, True)
        terminal.leave()
        assert not terminal.painted
        assert termios.tcgetattr(inner) == terminal.modes


def test_a_terminal_that_is_gone_stops_nothing() -> None:
    with in_terminal() as (terminal, _):
        terminal.take()
        terminal.painted = True
        for number in range(3):
            os.close(number)
        terminal.leave()


def test_the_status_is_that_of_the_command_or_of_an_interruption(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = splash.Terminal("start", [], SIZE)
    left: list[bool] = []
    monkeypatch.setattr(terminal, "leave", lambda: left.append(True))
    monkeypatch.setattr(sys, "argv", ["newsreader"])
    monkeypatch.setattr(splash, "terminal", lambda _: terminal)

    def interrupt(_given: object, _terminal: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupt)
    assert start.main() == 130
    monkeypatch.setattr(cli, "main", lambda *_: 3)
    assert start.main() == 3
    assert left == [True, True]


def test_the_process_ends_as_any_other_where_no_screen_was_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["newsreader", "--version"])
    monkeypatch.setattr(splash, "terminal", lambda _: None)
    monkeypatch.setattr(cli, "main", lambda *_: 2)
    assert start.main() == 2


async def leaves(project: Project, settings: Settings, keys: str = "q", *, painted: bool = False) -> NewsreaderApp:
    """A session in which some keys are pressed, as soon as everything is there that a start shows."""
    terminal = splash.Terminal("start", [], SIZE)
    terminal.painted = painted
    app = NewsreaderApp(project, settings, terminal)
    async with app.run_test(size=(80, 24)) as pilot:
        await asyncio.wait_for(reader(app).at_rest.wait(), 20)
        await pilot.press(*keys)
        await wait_for(pilot, lambda: app.return_code is not None)
    return app


@pytest.fixture
def project(database: Path, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr("tui.framed._MOST_DRAWING", 20)  # where much runs at once, a frame takes longer
    project = Project.open(database, [seeds], annotator="tester", cache=tmp_path / "cache")
    yield project
    project.close()


@pytest.mark.parametrize("painted", [False, True])
async def test_the_next_first_frame_is_drawn_when_the_reader_leaves(project: Project, painted: bool) -> None:
    app = await leaves(project, Settings(), "jjlqq", painted=painted)
    assert len(app.drawn) == 24
    assert "Daesh" in "".join(text for row in app.drawn for _, text in row)
    files = set(depends_on(project, app.settings, [Path("theirs.json")], 24))
    assert {str(project.store.path), str(SEEDS), str(project.index.path), "theirs.json"} <= files


async def test_no_frame_is_drawn_that_no_start_would_show(project: Project, database: Path, tmp_path: Path) -> None:
    assert (await leaves(project, Settings(splash=False))).drawn == ()
    assert (await leaves(project, Settings(warnings=("something is wrong",)))).drawn == ()
    gone = Project.open(database.with_name("other.json"), [tmp_path / "gone.txt"])
    assert (await leaves(gone, Settings())).drawn == ()
    nothing = Project.open(database.with_name("third.json"), [database.parent / "cache"])
    assert (await leaves(nothing, Settings())).drawn == ()


async def test_no_frame_is_drawn_in_a_theme_that_the_next_start_has_not(project: Project) -> None:
    app = NewsreaderApp(project, Settings(), splash.Terminal("start", [], SIZE))
    async with app.run_test(size=(80, 24)) as pilot:
        await asyncio.wait_for(reader(app).at_rest.wait(), 20)
        app.theme = "textual-light"
        await pilot.press("q")
        await wait_for(pilot, lambda: app.return_code is not None)
    assert app.drawn == ()
