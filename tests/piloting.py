"""Driving the app without a terminal: Textual's Pilot, and what stands on its screen."""

import inspect
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from making import passage
from real_terminal import ROOT
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from annotations.project import Project
from tui.app import NewsreaderApp
from tui.screens.annotation_dialog import AnnotationDialog
from tui.screens.board import BoardScreen
from tui.screens.reader import ReaderScreen
from tui.settings import Settings
from tui.widgets.article_pane import ArticlePane

PATIENCE = 30.0  # seconds after which something that does not happen is said not to happen

NOT_WITHOUT_ARTICLE = (
    "j", "G", "space", "full_stop", "d", "1", "t", "semicolon", "r", "n", "h", "backspace", "u", "escape",
    "right_parenthesis", "left_parenthesis", "left_curly_bracket", "right_square_bracket",
)  # fmt: skip
"""Keys that do nothing in a pane that shows no article, and no harm."""


async def wait_for(pilot: Pilot[None], condition: Callable[..., object]) -> None:
    """Let the app work until `condition()` holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"did not happen: {inspect.getsource(condition).strip()}\n{screen_text(pilot.app)}")
        await pilot.pause()


async def board(pilot: Pilot[None], *keys: str) -> BoardScreen:
    """Open the board, from the list if no keys are given, and wait for its rows."""
    await pilot.press(*keys or ("enter", "C"))
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
    shown = pilot.app.screen
    assert isinstance(shown, BoardScreen)
    await wait_for(pilot, lambda: shown.groups.current)
    return shown


def screen_lines(app: App[None]) -> list[str]:
    """The rows of the screen as they are sent to the terminal, without their colours."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def screen_text(app: App[None]) -> str:
    """The whole screen, and what its notifications say."""
    return "\n".join([*screen_lines(app), *(note.message for note in app._notifications)])


def reader(app: App[None]) -> ReaderScreen:
    """The screen at the bottom of the stack."""
    screen = app.screen_stack[0]
    assert isinstance(screen, ReaderScreen)
    return screen


def go_to(pane: ArticlePane, words: str) -> None:
    """Put the cursor of a pane on words of its article."""
    assert pane.article
    pane.go_to(passage(pane.article, words).start)


async def point_at(pilot: Pilot[None], words: str) -> None:
    """Go to words of the article on screen, the keys going there."""
    pane = reader(pilot.app).active
    pane.focus()
    go_to(pane, words)
    await pilot.pause()


async def annotation_dialog(pilot: Pilot[None]) -> AnnotationDialog:
    """Wait for the dialog of an annotation."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, AnnotationDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, AnnotationDialog)
    return dialog


@asynccontextmanager
async def desk(
    project: Project, size: tuple[int, int] = (120, 40), settings: Settings | None = None
) -> AsyncIterator[Pilot[None]]:
    """The program running on a project, its first article on screen with its mentions."""
    app = NewsreaderApp(project, settings)
    async with app.run_test(size=size) as pilot:
        if project.summaries:
            await ready(pilot)
        yield pilot


class Alone(App[None]):
    """An app around one widget, in the colours of newsreader; remembers the messages that reach it."""

    CSS_PATH = ROOT / "tui" / "newsreader.tcss"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget
        self.animation_level = "none"
        self.bells = 0

    def compose(self) -> ComposeResult:
        yield self._widget

    def bell(self) -> None:
        self.bells += 1


@asynccontextmanager
async def alone(widget: Widget, size: tuple[int, int] = (60, 20)) -> AsyncIterator[Pilot[None]]:
    """A widget on a screen of its own, with the focus where it takes it."""
    async with Alone(widget).run_test(size=size) as pilot:
        widget.focus()
        await pilot.pause()
        yield pilot


async def ready(pilot: Pilot[None]) -> None:
    """Wait until the active pane shows an article and its mentions."""
    await wait_for(pilot, lambda: reader(pilot.app).active.findings is not None)


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type words."""
    names = {" ": "space", ";": "semicolon", ".": "full_stop", "#": "number_sign", "/": "slash", "-": "minus"}
    await pilot.press(*(names.get(letter, letter) for letter in text))
