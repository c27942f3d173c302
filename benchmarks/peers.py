"""Other programs that show a long text in a terminal, doing the same things to the same text in the same run."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from html import escape
from pathlib import Path
from typing import NamedTuple

import programs
from comparing import median
from programs import TEXT, environment_in
from pty_driver import Region, Terminal

_PLACES = os.pathsep.join([os.environ["PATH"], str(Path.home() / ".local" / "bin")])


class Peer(NamedTuple):
    """A program to compare with.

    Attributes:
        name: What it is called.
        start: Starts it on the text in a home of its own.
        opens: The keys that lead from its first screen to the text.
        row: The key for a row down.
        page: The key for a page down.
        leave: The keys that leave it from there.
        region: Where it shows the text.
    """

    name: str
    start: Callable[[Path], Terminal]
    opens: Sequence[str] = ()
    row: str = "j"
    page: str = " "
    leave: Sequence[str] = "q"
    region: Region = Region()


def peers(file: Path, feed_title: str) -> Iterator[Peer | str]:
    """newsreader, and the others that are installed; of those that are not, the name."""
    yield Peer("newsreader", lambda home: programs.newsreader(home, file), "\r", leave="qq", region=TEXT)
    for name, command, make in (
        ("less", "less", _less),
        ("newsboat", "newsboat", _newsboat),
        ("toolong", "tl", _toolong),
    ):
        path = shutil.which(command, path=_PLACES)
        yield make(path, file, feed_title) if path else name


def _less(path: str, file: Path, _title: str) -> Peer:
    return Peer("less", partial(programs.other_program, command=(path, str(file))))


def _toolong(path: str, file: Path, _title: str) -> Peer:
    """It begins at the end of the text."""
    start = partial(programs.other_program, command=(path, str(file)))
    return Peer("toolong", start, ["\x1b[H"], row="\x1b[B", page="\x1b[6~", leave="\x03")


def _newsboat(path: str, file: Path, title: str) -> Peer:
    """The text is the one article of a feed that it has in its cache."""

    def start(home: Path) -> Terminal:
        home.mkdir()
        feed, urls, cache = home / "feed.xml", home / "urls", home / "cache.db"
        paragraphs = "".join(f"<p>{escape(each)}</p>" for each in file.read_text("utf-8").split("\n\n"))
        item = f"<item><title>{title}</title><guid>1</guid><description>{escape(paragraphs)}</description></item>"
        feed.write_text(f'<rss version="2.0"><channel><title>{title}</title>{item}</channel></rss>', "utf-8")
        urls.write_text(f"file://{feed}\n")
        command = [path, "-u", str(urls), "-c", str(cache)]
        subprocess.run([*command, "-x", "reload"], env=environment_in(home), check=True, capture_output=True)
        return programs.other_program(home, command)

    return Peer("newsboat", start, "\r\r", row="\x1bOB", leave="Q")


class Measured(NamedTuple):
    """Medians in milliseconds.

    Attributes:
        name: Of the program.
        first_paint: Until the text is on the screen.
        key: From the key for a row down to the first change.
        page: The same for a page.
        quit: From the key to the end of the process.
        lost: Rounds that do not count, because the program did not answer a key.
    """

    name: str
    first_paint: float
    key: float
    page: float
    quit: float
    lost: int

    def line(self) -> str:
        """One line of the report."""
        times = "".join(f"{each:10.1f}" for each in (self.first_paint, self.key, self.page, self.quit))
        return f"{self.name:44}{times}" + f"  left a key unanswered {self.lost} times" * bool(self.lost)


TITLE = "".join(f"{each:>10}" for each in ("first", "key", "page", "quit"))
"""The heads of the columns of `Measured.line` but the first."""


class _Round(NamedTuple):
    """What one start of a program cost, in milliseconds."""

    first_paint: float
    keys: list[float]
    pages: list[float]
    quit: float


def measure(peer: Peer, words: Sequence[str], homes: Iterator[Path], rounds: int) -> Measured:
    """Start a program so many times until one of `words` is on its screen, go down in the text, and leave.

    Raises:
        TimeoutError: It has left a key unanswered in every round.
    """
    measured: list[_Round] = []
    for _ in range(rounds):
        try:
            measured.append(_round(peer, words, next(homes)))
        except TimeoutError as error:
            unanswered = error
    if not measured:
        raise unanswered
    return Measured(
        peer.name,
        median([each.first_paint for each in measured]),
        median([key for each in measured for key in each.keys]),
        median([page for each in measured for page in each.pages]),
        median([each.quit for each in measured]),
        rounds - len(measured),
    )


def _round(peer: Peer, words: Sequence[str], home: Path) -> _Round:
    with closing(peer.start(home)) as program:
        start = _first_paint(program, words)
        program.rest()
        for key in peer.opens:
            program.send(key)
        keys = [program.press(peer.row, peer.region).paint for _ in range(5)]
        pages = [program.press(peer.page, peer.region).paint for _ in range(3)]
        for key in peer.leave[:-1]:
            program.send(key)
        return _Round(start, keys, pages, program.quit(peer.leave[-1]))


def _first_paint(program: Terminal, words: Sequence[str]) -> float:
    return program.wait_for(lambda: any(word in program.text() for word in words))[0].paint
