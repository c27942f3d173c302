"""The board: what the outlets agree and disagree on, claim by claim."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Static

from annotations.comparison.comparison import Comparison
from annotations.comparison.groups import Group
from annotations.model import Article, Status
from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS, dotted
from tui.widgets.group_list import MARGIN, GroupList
from tui.widgets.row_list import fit

_FILTERS = ("all", "conflicting", "single-source", "unjudged")
_JUDGE = (("a", "agreed"), ("d", "disputed"), ("i", "unclear"), ("p", "context"), ("0", ""))


class BoardScreen(Screen[tuple[Comparison, Group] | None]):
    """One row for each thing that is said, one cell for each voice; gives back the group to be opened, or nothing.

    Args:
        compare: Compares the articles; takes time, so it is asked in a worker.
        judge: Judges all passages of a group.
        status_of: What the reader has judged all of a group to be, if anything.
    """

    DEFAULT_CSS = """
    BoardScreen {
        background: $background;
        & > Static { height: 1; background: $panel; }
        & > GroupList { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("f", "filter", "Filter", "board.filter", "All, conflicting, single-source, unjudged"),
        *(
            binding(
                key, f"judge({status!r})", status or "Clear", f"board.{status or 'clear'}", "Judge all its passages"
            )
            for key, status in _JUDGE
        ),
        binding("q,escape,C", "leave", "Back", "board.leave", "Back to the articles"),
    ]

    def __init__(
        self,
        compare: Callable[[], Comparison],
        judge: Callable[[Comparison, Group, Status | None], None],
        status_of: Callable[[Comparison, Group], Status | None],
    ) -> None:
        super().__init__()
        self._compare = compare
        self._judge = judge
        self._status_of = status_of
        self._filter = 0
        self.comparison: Comparison | None = None
        self.groups = GroupList(self._judged)

    def compose(self) -> ComposeResult:
        """Who speaks in which column; the rows; the keys."""
        yield Static(" comparing", id="voices", markup=False)
        yield self.groups
        yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Compare in a worker; the rows follow."""
        self.groups.focus()
        self.run_worker(self._fill, thread=True)

    def _fill(self) -> None:
        comparison = self._compare()
        self.app.call_from_thread(self._show, comparison)

    def _show(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._show_rows()

    def on_resize(self) -> None:
        """The columns' heads stand over their cells."""
        self.call_after_refresh(self._show_rows)

    def _show_rows(self) -> None:
        if self.comparison:
            groups, origins = self.comparison.groups, [each.articles for each in self.comparison.origins]
            shown = [number for number, group in enumerate(groups) if self._passes(group)]
            self.groups.show(groups, shown, origins)
            self.query_one("#voices", Static).update(self._heads(self.comparison))
            keys = dotted("enter opens", "a d i p judge", "f filters", "q leaves")
            said = f" {len(shown)} of {len(groups)}: {_FILTERS[self._filter]} {SIGNS.dot} {keys}"
            self.query_one("#hint", Static).update(said)

    def _heads(self, comparison: Comparison) -> str:
        """The names of the voices over their cells; twins of one copy are one voice."""
        widths = self.groups.columns(self.groups.scrollable_content_region.width)
        names = (
            " = ".join(dict.fromkeys(_name(comparison.articles[each]) for each in origin.articles))
            for origin in comparison.origins
        )
        heads = (fit(f"{fit(name, width - 1)} ", width) for name, width in zip(names, widths, strict=False))
        return " " * MARGIN + "".join(heads)

    def _passes(self, group: Group) -> bool:
        wanted = _FILTERS[self._filter]
        if wanted == "unjudged":
            return self._judged(group) is None
        return wanted in ("all", group.agreement)

    def _judged(self, group: Group) -> Status | None:
        return self._status_of(self.comparison, group) if self.comparison else None

    def on_group_list_chosen(self, message: GroupList.Chosen) -> None:
        """Give the group back, and what it is a part of."""
        if self.comparison:
            self.dismiss((self.comparison, message.group))

    def action_filter(self) -> None:
        """Show the next kind of rows."""
        self._filter = (self._filter + 1) % len(_FILTERS)
        self._show_rows()

    def action_judge(self, status: str) -> None:
        """Judge all passages of the group under the cursor."""
        if self.comparison and self.groups.current:
            self._judge(self.comparison, self.groups.current, Status(status) if status else None)
            self.groups.refresh()

    def action_leave(self) -> None:
        """Give nothing back."""
        self.dismiss(None)


def _name(article: Article) -> str:
    return article.outlet or article.title
