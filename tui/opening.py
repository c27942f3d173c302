"""What the next start shows first: the screen as it opens, drawn while the program leaves, and kept."""

import asyncio
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from textual.app import App
from textual.geometry import Offset
from textual.strip import Strip

from annotations.articles.keys import file_of_key
from annotations.durable import write_lightly
from annotations.model import Article
from annotations.project import Project
from tui import splash
from tui.screens.reader import ReaderScreen
from tui.settings import PROJECT_FILES, Settings


class OpeningScreen(ReaderScreen):
    """The reader's screen as a start opens it; it shows, and does nothing else."""

    def opened(self, article: Article) -> None:
        """Look for no annotation."""

    def save(self) -> None:
        """Write nothing."""

    def survey_once(self) -> None:
        """Read no articles."""

    def _tell_about_files(self) -> None:
        pass

    async def _look_outside(self) -> None:
        pass

    async def _put_in_order(self) -> None:
        pass


async def draw(app: App[None], project: Project, settings: Settings) -> "Sequence[splash.Row]":
    """The screen as the next start opens it; no rows where it would not be what is seen then.

    Args:
        app: The program that is being left; nothing of this is seen on its terminal.
        project: The articles and what was said of them.
        settings: What the reader has chosen.
    """
    app.clear_notifications()
    app.mouse_position = Offset(0, 0)
    screen = OpeningScreen(project, settings)
    await app.push_screen(screen)
    await _settled(screen)
    article = screen.active.article
    if article is None or article.warning or settings.warnings:  # a notification would stand over it
        return ()
    strips = screen._compositor.render_strips()  # noqa: SLF001 - Textual has no other name for what is on the screen
    rows = [list(_runs(strip, COLOR_SYSTEMS[app.console.color_system or "truecolor"])) for strip in strips]
    return rows if all(splash.is_harmless(text) for row in rows for _, text in row) else ()


async def _settled(screen: ReaderScreen) -> None:
    await screen.at_rest.wait()
    screen.settle()
    for _ in range(2):  # what is laid out anew may be painted anew
        done = asyncio.Event()
        screen.call_after_refresh(done.set)
        await done.wait()


def _runs(strip: Strip, colours: ColorSystem) -> Iterator[tuple[str, str]]:
    for text, style, _ in strip:
        if text:
            yield Strip.render_ansi(style, colours) if style else "", text


def keep(terminal: splash.Terminal, rows: "Iterable[splash.Row]", size: tuple[int, int], files: Iterable[str]) -> None:
    """Keep a frame for the next start of the same kind.

    Args:
        terminal: Where the program was started.
        rows: The screen, as `draw` gives it.
        size: Columns and rows.
        files: What is on the screen depends on these.
    """
    key = terminal.key(size)
    path = Path(splash.place_of(key))
    with suppress(UnicodeError):  # the next start is slower, and nothing else
        data = splash.written(key, ((splash.stamp_of(each), each) for each in files), rows)
        write_lightly(path, data, mode=0o600)  # only for the reader's eyes


def depends_on(project: Project, settings: Settings, beside: Iterable[Path], shown: int) -> Iterator[str]:
    """The files that the first frame depends on.

    Args:
        project: The articles and what was said of them.
        settings: What the reader has chosen.
        beside: Databases of others.
        shown: How many articles of the list there is room for.
    """
    here = Path.cwd()
    settings_files = [folder / name for folder in (here, *here.parents) for name in PROJECT_FILES]
    settings_files += [path for path, _ in settings.files]
    databases = [f"{path}{ending}" for path in (project.store.path, *beside) for ending in ("", ".journal")]
    index = [f"{project.index.path}{ending}" for ending in ("", "-wal")] if project.index.path else []
    articles = [file_of_key(key) for key in islice(project.files, shown)]
    folders = map(os.path.dirname, articles)
    yield from dict.fromkeys([*map(str, settings_files), *databases, *index, *articles, *folders])
