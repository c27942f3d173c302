"""What is to be exported, how, and where to."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Select

from annotations.errors import InputError
from annotations.exporting import Export, format_for, format_of
from annotations.filters import parse_filter
from tui.screens.one_answer import OneAnswer
from tui.widgets.glyphs import SIGNS, dotted

_CHOICES = {
    "CSV, annotations": ("csv", "annotations"),
    "CSV, claims": ("csv", "claims"),
    "CSV, claims by outlet": ("csv", "matrix"),
    "JSON lines": ("jsonl", "annotations"),
    "W3C Web Annotations": ("jsonld", "annotations"),
    "ClaimReview": ("claimreview", "annotations"),
    "Markdown report": ("markdown", "annotations"),
}
"""What the reader may choose, in words: format and table."""


class Wanted(NamedTuple):
    """What the reader wants to have written, and where."""

    export: Export
    path: Path


class PathSuggester(Suggester):
    """Completes the name of a folder or file that is there."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first name in the folder that begins so; a folder with a slash after it."""
        return await asyncio.to_thread(_completed, value)


def _completed(value: str) -> str | None:
    typed, _, started = value.rpartition("/")
    try:
        folder = Path(f"{typed}/" if "/" in value else ".").expanduser()
        found = min((path for path in folder.iterdir() if started and path.name.startswith(started)), default=None)
    except (OSError, RuntimeError):  # no folder, nobody's home
        return None
    return f"{value}{found.name.removeprefix(started)}{'/' if found.is_dir() else ''}" if found else None


class ExportDialog(ModalScreen[Wanted | None], OneAnswer[Wanted | None]):
    """Asks what is to be exported; gives it back, or nothing if it was left.

    Args:
        article_id: The article on screen, whose annotations alone may be written; empty where there is none.
        filter_text: The filter in force, as it is typed.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CSS = """
    ExportDialog {
        align: center middle;
        & Horizontal { height: auto; }
        & Horizontal > Label { width: 10; }
        & Select, & Input { width: 1fr; }
        & Button { margin: 1 2 0 0; }
        & #problem { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "write", "Write", id="export.write", tooltip="Write the file", show=False),
        Binding("escape", "cancel", "Cancel", id="export.cancel", tooltip="Write nothing", show=False),
    ]

    def __init__(self, article_id: str, filter_text: str = "") -> None:
        super().__init__()
        self._article_id = article_id
        self._filter_text = filter_text
        self._default = _default_name("csv", "annotations")

    def compose(self) -> ComposeResult:
        """The file first, because the rest is mostly as one wants it."""
        articles = ["all articles", "this article"] if self._article_id else ["all articles"]
        with Vertical(classes="dialog"):
            yield from _line("Write to", Input(self._default, id="file", suggester=PathSuggester(), compact=True))
            yield from _line("as", _choice("form", _CHOICES))
            yield from _line("for", _choice("program", ["any program", "Excel"]))
            yield from _line("from", _choice("articles", articles))
            placeholder = "every annotation, or such as status:disputed tag:check"
            yield from _line("filter", Input(self._filter_text, id="filter", placeholder=placeholder, compact=True))
            yield Label("", id="problem", markup=False)
            hint = dotted("enter writes", "tab goes on", f"{SIGNS.right} completes", "escape leaves")
            yield Label(hint, classes="dialog--hint")
            with Horizontal():
                yield Button("Write", id="write", compact=True)
                yield Button("Cancel", id="cancel", compact=True)

    def on_select_changed(self, event: Select.Changed) -> None:
        """Let the file's name follow the format; only CSV is for Excel."""
        if event.select.id != "form":
            return
        field, (form, table) = self.query_one("#file", Input), _CHOICES[str(event.value)]
        new = _default_name(form, table)
        field.value = new if field.value == self._default else _ending_like(field.value, self._default, new)
        self._default = new
        self.query_one("#program", Select).disabled = form != "csv"

    def on_input_submitted(self) -> None:
        """Enter in a line writes."""
        self.action_write()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The mouse writes or leaves."""
        if event.button.id == "write":
            self.action_write()
        else:
            self.action_cancel()

    def action_write(self) -> None:
        """Give back what is wanted; say what is wrong with it otherwise."""
        try:
            export, path = self._export(), _path(self.query_one("#file", Input).value.strip())
            if not path.suffix and not path.is_dir():
                path = path.with_name(path.name + format_of(export).ending)
            _check(path, export)
            self.dismiss(Wanted(export, path))
        except InputError as error:
            self.query_one("#problem", Label).update(str(error))

    def _export(self) -> Export:
        form, table = _CHOICES[self._chosen("form")]
        return Export(
            form,
            table,
            excel=form == "csv" and self._chosen("program") == "Excel",
            wanted=parse_filter(self.query_one("#filter", Input).value),
            only={self._article_id} if self._chosen("articles") == "this article" else None,
        )

    def _chosen(self, name: str) -> str:
        return str(self.query_one(f"#{name}", Select).value)

    def action_cancel(self) -> None:
        """Give nothing back."""
        self.dismiss(None)


def _path(file: str) -> Path:
    if not file:
        raise InputError("Which file?")
    try:
        return Path(file).expanduser().absolute()
    except RuntimeError as error:
        raise InputError(f"{file}: there is nobody of that name here.") from error


def _check(path: Path, export: Export) -> None:
    """Refuse a place where the file cannot stand, and a name that says another format."""
    if path.is_dir():
        raise InputError(f"{path} is a folder. Name a file in it.")
    if not path.parent.is_dir():
        raise InputError(f"{path.parent}: there is no such folder.")
    try:
        said = format_for(path.name)
    except InputError:  # an ending that says nothing is the reader's choice
        return
    if said != export.format:
        other = next(words for words, (form, _) in _CHOICES.items() if form == said)
        raise InputError(f"{path.name} ends like “{other}”. Choose that, or another ending.")


def _line(label: str, widget: Widget) -> ComposeResult:
    with Horizontal():
        yield Label(label, markup=False)
        yield widget


def _choice(name: str, choices: Iterable[str]) -> Select[str]:
    names = list(choices)
    return Select([(each, each) for each in names], value=names[0], allow_blank=False, id=name, compact=True)


def _default_name(form: str, table: str) -> str:
    return f"{table}{format_of(Export(form, table)).ending}"


def _ending_like(file: str, old: str, new: str) -> str:
    """The name that somebody typed, with the ending of the new format instead of that of the old one."""
    before, after = "." + old.partition(".")[2], "." + new.partition(".")[2]
    return file.removesuffix(before) + after if file.endswith(before) else file
