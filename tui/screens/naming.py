"""The desk with the list of who is named."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from annotations.model import Article, Span
from tui.screens.comparing import ComparingScreen
from tui.widgets.bindings import binding
from tui.widgets.long_work import LongWork

if TYPE_CHECKING:  # comparing is heavy, and not needed before the first key
    from annotations.comparison.names import Names


class NamingScreen(ComparingScreen, layer=True):
    """The list beside the panes, and who is named under which forms."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("K", "list_names", "Names", "names.list", "Who is named, under which forms, by which aliases"),
    ]

    def action_list_names(self) -> None:
        """Show who is named in the articles of the list."""
        from tui.screens.names_dialog import NamesDialog

        files = self.files_to_compare()

        def find(work: LongWork) -> "tuple[Names, tuple[Article, ...]]":
            work.total = self.compared.length_of(files)
            return self.compared.names(files, work.heed)

        self.app.push_screen(NamesDialog(find, self.compared.aliases), self._go_to_name)

    async def _go_to_name(self, chosen: tuple[Article, Span] | None) -> None:
        if chosen:
            await self.go_to_article(*chosen, beside=True)
