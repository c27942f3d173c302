"""Who and what the articles name, under which forms, and the way to the reader's aliases."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from annotations.comparison.alias_file import EXAMPLE, AliasFile
from annotations.comparison.aliases import Aliases
from annotations.comparison.entities import Entity, unused_forms
from annotations.comparison.names import Names
from annotations.errors import NewsreaderError
from annotations.model import Article
from annotations.occurrences import Passage, occurrences
from tui.screens.waiting import WaitingScreen
from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS, dotted
from tui.widgets.long_work import LongWork
from tui.widgets.name_list import NameList
from tui.widgets.wrapping import printable

_UNUSED = 3  # told of the forms that stand nowhere
_Named = tuple[Sequence[Entity], Sequence[Article], Aliases]


class NamesDialog(ModalScreen[Passage | None], WaitingScreen[Passage | None]):
    """The names of some articles; gives back where a form stands, or nothing.

    Args:
        find: Finds the names; takes time.
        aliases: The reader's file.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("e,ctrl+o", "edit", "Aliases", "names.edit", "Your file of aliases in $EDITOR"),
        binding("escape,q,K", "leave", "Cancel", "names.cancel", "Back to the articles"),
    ]

    def __init__(self, find: Callable[[LongWork], tuple[Names, tuple[Article, ...]]], aliases: AliasFile) -> None:
        super().__init__()
        self._names = find
        self._aliases = aliases
        self._articles: Sequence[Article] = ()
        self.names = NameList()

    def compose(self) -> ComposeResult:
        """The names, which aliases are in force, and the keys."""
        with Vertical(classes="dialog"):
            yield Label("", id="found", markup=False)
            yield self.names
            yield Label("", id="aliases", markup=False, classes="dialog--hint")
            hint = dotted("enter goes there", "e edits your aliases", "escape leaves")
            yield Label(hint, markup=False, classes="dialog--hint")

    def on_mount(self) -> None:
        """Look in a worker."""
        self._look()

    def _look(self) -> None:
        self.find("looking", self._entities, self._show)

    def _entities(self, work: LongWork) -> Iterator[_Named]:
        names, articles = self._names(work)
        yield names.entities(), articles, self._aliases.read()

    def tell(self, words: str) -> None:
        """Over the names, which follow."""
        self.query_one("#found", Label).update(words)

    def _show(self, found: _Named) -> None:
        entities, self._articles, aliases = found
        self.names.show(entities, aliases)
        self.query_one("#found", Label).update(f"{len(entities)} names in {len(self._articles)} articles")
        self.query_one("#aliases", Label).update(printable(self._told(entities, aliases)))

    def _told(self, entities: Sequence[Entity], aliases: Aliases) -> str:
        """Which file holds the reader's aliases, what is wrong in it, and which of them stand nowhere."""
        own = sum(form != aliases.names[form] for form in aliases.lines)
        unused = unused_forms(aliases, entities)
        nowhere = ", ".join(f"{form} (line {aliases.lines[form]})" for form in unused[:_UNUSED])
        cut = f", {SIGNS.cut}" if len(unused) > _UNUSED else ""
        return dotted(
            f"{own or 'no'} aliases in {self._aliases.path}",
            *aliases.problems[:1],
            f"in none of these articles: {nowhere}{cut}" if unused else "",
        )

    def on_name_list_chosen(self, message: NameList.Chosen) -> None:
        """Give back where the form stands first."""
        found = ((article, span) for article in self._articles for span in occurrences(article, message.form))
        self.dismiss(next(found, None))

    def action_edit(self) -> None:
        """Have the reader's aliases written in the reader's own editor, and show what they do."""
        from tui.screens.editor import edit_file

        assert self._aliases.path  # the settings always name one
        try:
            edit_file(self.app, self._aliases.path, EXAMPLE)
        except NewsreaderError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
        self._look()

    def action_leave(self) -> None:
        """Give nothing back."""
        self.dismiss(None)
