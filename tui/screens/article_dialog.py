"""What is known of an article, opened: title, outlet, author and date, where each is from, to be corrected."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from annotations.corrections import FIELDS, check, origin_of
from annotations.errors import InputError
from annotations.model import Article
from tui.screens.dialogs import NOT_KEPT, Address, as_typed
from tui.screens.one_answer import OneAnswer
from tui.widgets.glyphs import dotted
from tui.widgets.hyperlinks import page_address
from tui.widgets.wrapping import printable

_WORDS = {"title": "Title", "outlet": "Outlet", "author": "Author", "published": "Day of publication"}


class ArticleDialog(ModalScreen[Mapping[str, str] | None], OneAnswer[Mapping[str, str] | None]):
    """What is known of an article; gives back what the fields say, or nothing if it was left.

    Args:
        article: The article as the reader knows it.
        links: Whether the terminal has hyperlinks.
    """

    CSS_PATH = "dialogs.tcss"
    # Not priority bindings: what is typed before them is to be in its field first.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", id="article.keep", tooltip="Keep what is known of the article", show=False),
        Binding("ctrl+o", "open_page", "Open", id="article.page", tooltip="Open its page in the browser", show=False),
        Binding("escape", "leave", "Cancel", id="article.cancel", tooltip="Leave it as it was", show=False),
    ]

    def __init__(self, article: Article, *, links: bool = False) -> None:
        super().__init__()
        self._article = article
        self._links = links
        self._warned = False

    def compose(self) -> ComposeResult:
        """A field for each thing, with where it is from."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Label(printable(self._article.file), markup=False, classes="dialog--quote")
            if self._article.url:
                yield Address(self._article.url, links=self._links)
            for field in FIELDS:
                origin = origin_of(self._article, field) or "nobody says"
                yield Label(f"{_WORDS[field]}: {printable(origin)}", markup=False, classes="heading")
                yield Input(self._shown(field), id=field, compact=True, select_on_focus=False)
            yield Label("", id="problem", markup=False)
            hint = dotted(
                "tab goes on", "ctrl+s keeps", "escape leaves", self._opens(), "what the text says is no correction"
            )
            yield Label(hint, markup=False, classes="dialog--hint")

    def _opens(self) -> str:
        return "ctrl+o opens the page" if page_address(self._article.url) else ""

    def action_open_page(self) -> None:
        """Open the page in the browser."""
        if address := page_address(self._article.url):
            self.app.open_url(address)

    def _shown(self, field: str) -> str:
        return printable(getattr(self._article, field))

    def _typed(self) -> dict[str, str]:
        return {
            field: as_typed(self.query_one(f"#{field}", Input).value, getattr(self._article, field)) for field in FIELDS
        }

    def on_input_submitted(self) -> None:
        """Enter keeps it."""
        self.action_keep()

    def action_keep(self) -> None:
        """Give back what the fields say, or tell what is wrong in them."""
        typed = self._typed()
        try:
            check(typed)
        except InputError as error:
            self.query_one("#problem", Label).update(printable(str(error)))
        else:
            self.dismiss(typed)

    def action_leave(self) -> None:
        """Give nothing back; what was typed is thrown away only at the second time."""
        if not self._warned and any(self._typed()[field] != getattr(self._article, field) for field in FIELDS):
            self._warned = True
            self.query_one("#problem", Label).update(NOT_KEPT)
        else:
            self.dismiss(None)
