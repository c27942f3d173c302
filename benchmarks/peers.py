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
    """Medians in milliseconds."""

    name: str
    first_paint: float
    key: float
    page: float
    quit: float

    def line(self) -> str:
        """One line of the report."""
        return f"{self.name:44}" + "".join(f"{each:10.1f}" for each in self[1:])


TITLE = "".join(f"{each:>10}" for each in ("first", "key", "page", "quit"))
"""The heads of the columns of `Measured.line` but the first."""


def measure(peer: Peer, words: Sequence[str], homes: Iterator[Path], rounds: int) -> Measured:
    """Start a program so many times until one of `words` is on its screen, go down in the text, and leave."""
    starts, keys, pages, quits = [], [], [], []
    for _ in range(rounds):
        with closing(peer.start(next(homes))) as program:
            starts.append(_first_paint(program, words))
            program.rest()
            for key in peer.opens:
                program.send(key)
            keys += [program.press(peer.row, peer.region).paint for _ in range(5)]
            pages += [program.press(peer.page, peer.region).paint for _ in range(3)]
            for key in peer.leave[:-1]:
                program.send(key)
            quits.append(program.quit(peer.leave[-1]))
    return Measured(peer.name, *map(median, (starts, keys, pages, quits)))


def _first_paint(program: Terminal, words: Sequence[str]) -> float:
    return program.wait_for(lambda: any(word in program.text() for word in words))[0].paint
