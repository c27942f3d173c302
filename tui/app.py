"""The application: themes, the first screen, the command palette."""

import asyncio
import gc
import os
import sys
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.driver import Driver
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widgets import OptionList

from annotations.project import Project
from tui.in_turn import InTurnApp
from tui.key_names import keymap
from tui.screens.reader import ReaderScreen
from tui.settings import Settings
from tui.themes import textual_theme
from tui.widgets import glyphs
from tui.widgets.bindings import INTERRUPT, binding
from tui.widgets.option_pages import page_down, page_up
from tui.widgets.wrapping import printable

if TYPE_CHECKING:  # not needed without a terminal
    from tui.splash import Terminal

_MOST_TOLD = 3  # of what is wrong with the settings, so that a narrow screen is not covered
_TURN = (
    0.0005  # seconds that a thread which computes may keep a key waiting, each time; Python's own are ten times that
)


class PlainScrollBar(ScrollBarRender):
    """A scroll bar without blocks that fill a part of a cell."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


class NewsreaderApp(InTurnApp):
    """newsreader on a terminal.

    Args:
        project: The articles and what was said of them.
        settings: What the reader has chosen, as `tui.in_force.checked` has left it; the defaults if not given.
        terminal: Where the program was started; that in which Textual finds itself, if not given.
    """

    TITLE = "newsreader"
    CSS_PATH = "newsreader.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        binding(
            "question_mark,f1", "toggle_help", "Help", "app.help", "Show the keys that work here; escape hides them"
        ),
        INTERRUPT,
        binding("colon,ctrl+p", "command_palette", "Commands", "app.palette", "Every command by name"),
    ]

    def __init__(self, project: Project, settings: Settings | None = None, terminal: "Terminal | None" = None) -> None:
        settings = settings or Settings()
        glyphs.use(settings.glyphs, settings.statuses)
        plain = settings.glyphs == "ascii"
        # NO_COLOR takes the greys away too: what is left is bold, dim, underlined, in italics or reversed
        colourless = bool(os.environ.get("NO_COLOR"))
        if not colourless:
            os.environ.pop("NO_COLOR", None)  # empty it counts for nothing (no-color.org), and for something to Textual
        super().__init__(
            project,
            settings,
            terminal,
            css_path=[self.CSS_PATH, *["ascii.tcss"] * plain, *["colourless.tcss"] * colourless],
            ansi_color=True if colourless else None,
        )
        OptionList.action_page_up, OptionList.action_page_down = page_up, page_down  # type: ignore[method-assign]
        ScrollBar.renderer = PlainScrollBar if plain else ScrollBarRender
        self._copying = asyncio.Lock()
        self.theme = textual_theme("terminal" if colourless else settings.theme)
        keys = keymap(settings)
        self.set_keymap(keys)
        self._leading_back = frozenset(keys.get("app.quit", "q").split(","))
        self.animation_level = "none"  # smooth scrolling costs a hundred times what the scrolling costs

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice, but for a window of a browser."""
        if os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver"):  # textual-serve sets it
            from tui.browser_window import BrowserWindow

            return BrowserWindow
        return super().get_driver_class()

    def get_default_screen(self) -> Screen[None]:
        """The reader."""
        return ReaderScreen(self._project, self.settings)

    def on_load(self) -> None:
        """From now on no thread keeps another one waiting: the first frame is written by a thread of its own."""
        sys.setswitchinterval(_TURN)

    def on_mount(self) -> None:
        """Tell what is wrong with the settings."""
        told = list(self.settings.warnings)
        if (more := len(told) - _MOST_TOLD) > 1:
            told[_MOST_TOLD:] = [f"{more} more things are wrong: `newsreader config` tells all."]
        for sentence in told:
            self.notify(printable(sentence), title="Settings", severity="warning", markup=False, timeout=15)

    def on_ready(self) -> None:
        """The first frame is on screen: what was loaded for it stays, and need not be looked at for garbage."""
        gc.freeze()
        gc.enable()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Textual's own commands, and every action that has a key here."""
        for command in super().get_system_commands(screen):
            if command.title != "Quit":  # ours does not leave before everything is saved
                yield command
        for node, bound, enabled, tooltip in screen.active_bindings.values():
            if enabled and bound.id and not bound.system:
                action = partial(self.run_action, bound.action, node)
                yield SystemCommand(bound.description, f"{tooltip} ({self.get_key_display(bound)})", action)

    def action_command_palette(self) -> None:
        """Offer every command; with the id that Textual gives it, it could not come while the one before is leaving."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette())

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open a page, or copy its address where no browser has a window: one in the terminal would paint over this."""
        from tui.clipboard import has_windows

        if self.is_web or has_windows():
            super().open_url(url, new_tab=new_tab)
        else:
            self.copy_to_clipboard(url)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy by what works here, and say how; Textual only asks the terminal, which may not listen."""
        self._clipboard = text  # what ctrl+v puts into a field
        self.run_worker(self._copy(text), group="copy")

    async def _copy(self, text: str) -> None:
        from tui.clipboard import copy_by_program, told

        async with self._copying:  # one after the other: what was copied last is to be in the clipboard
            # the programs of this machine do not reach the clipboard of a browser
            program = "" if self.is_web else await asyncio.to_thread(copy_by_program, text)
            if not program:
                super().copy_to_clipboard(text)
            self.notify(told(program, in_browser=self.is_web), timeout=2 if program else 6)

    async def action_quit(self) -> None:
        """Leave once everything is on the disk."""
        self.leave()

    def leave(self) -> None:
        """Leave once everything is on the disk."""
        self.reader.leave()

    def stop_work(self) -> bool:
        """Stop what takes long; returns whether anything does."""
        from tui.screens.waiting import WaitingScreen

        waiting = [screen for screen in self.screen_stack if isinstance(screen, WaitingScreen)]
        stopped = [self.reader.stop_work(), *(each.stop_work() for each in waiting)]
        return any(stopped)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """What leads back hides the help first, before it acts on what lies beside it."""
        is_for_us = key == "escape" or (not priority and key in self._leading_back)  # q may be typed in a field
        if is_for_us and self.screen.query("HelpPanel"):
            self.action_hide_help_panel()
            return True
        return await super()._check_bindings(key, priority)

    def action_toggle_help(self) -> None:
        """Show the keys that work here, or hide them."""
        if self.screen.query("HelpPanel"):
            self.action_hide_help_panel()
        else:
            self.action_show_help_panel()
            self.screen.query_one(
                "HelpPanel"
            ).styles.width = "45%"  # a third is too little for words on a narrow screen
