"""The board: what the outlets agree and disagree on, claim by claim, as proposed and as the reader confirmed it."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from annotations.board import Row
from annotations.claimed import Board, Sides, sides_of
from annotations.claiming import Claims, Passage, passages_of_group
from annotations.claims import Claim
from annotations.comparison.comparison import Comparison
from annotations.history import Step
from annotations.model import Annotation, Article, Status
from annotations.project import Project
from tui.screens.waiting import WaitingScreen
from tui.widgets.bindings import binding
from tui.widgets.glyphs import dotted
from tui.widgets.group_list import GroupList, Voice
from tui.widgets.long_work import LongWork
from tui.widgets.wrapping import cells

_FILTERS = ("all", "conflicting", "single-source", "unjudged", "confirmed")
_KEYS = ("enter opens", "c confirms", "f filters", "a d i p judge", "w widens", "? help")
_JUDGE = (
    ("a", "agreed", "All its passages are right"),
    ("d", "disputed", "All its passages are wrong or contested"),
    ("i", "unclear", "For all its passages: there is not enough to tell"),
    ("p", "context", "All its passages are true, but lack context"),
    ("0", "", "Take the judgement of all its passages back"),
)


class BoardScreen(WaitingScreen[Sides | None]):
    """One row for each thing that is said, one cell for each voice; gives back the passages to be opened, or nothing.

    Args:
        compare: Compares the articles; takes time, so it is asked in a worker.
        wider: Compares all articles in the list.
        project: Where claims and annotations are.
        changed: Is given every step, to show it in the text and have it saved.

    Attributes:
        project: The same.
        claims: What a reader does with claims.
        changed: The same.
        groups: The rows.
    """

    DEFAULT_CSS = """
    BoardScreen {
        background: $background;
        & > Static { height: 1; background: $panel; }
        & > GroupList { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("f", "filter", "Filter", "board.filter", "All, conflicting, single-source, unjudged, confirmed"),
        *(
            binding(key, f"judge({status!r})", (status or "clear").capitalize(), f"board.{status or 'clear'}", does)
            for key, status, does in _JUDGE
        ),
        binding("u,ctrl+z", "undo", "Undo", "board.undo", "Take the last change back"),
        binding("U,ctrl+y", "redo", "Redo", "board.redo", "Make the change again that was taken back"),
        binding("w", "widen", "Widen", "board.widen", "All articles listed instead of one story"),
        binding("q,escape,C", "leave", "Back", "board.leave", "Back to the articles"),
    ]

    def __init__(
        self,
        compare: Callable[[LongWork], Comparison],
        wider: Callable[[LongWork], Comparison],
        project: Project,
        changed: Callable[[Step | None], None],
    ) -> None:
        super().__init__()
        self._compare = compare
        self._wider = wider
        self.project = project
        self.claims = Claims(project)
        self.changed = changed
        self._filter = 0
        self._board: Board | None = None
        self.groups = GroupList(self._judged)

    def compose(self) -> ComposeResult:
        """Who speaks in which column; the rows; the keys."""
        yield Static(id="voices", markup=False)
        yield self.groups
        yield Static(" q leaves", id="hint", markup=False)

    def on_mount(self) -> None:
        """Compare in a worker; the rows follow."""
        self.groups.focus()
        self.compare()

    def compare(self) -> None:
        """Compare, or compare anew because more is known of the library; the rows follow."""
        self.find("comparing", self._make_board, self._show)

    def _make_board(self, work: LongWork) -> Iterator[Board]:
        board = Board(self._compare(work))
        self._rows_of(board)  # the first time takes long
        yield board

    def tell(self, words: str) -> None:
        """Over the rows, which follow."""
        self.query_one("#voices", Static).update(f" {words}")

    def stopped(self) -> None:
        """Show what was there before, if anything was."""
        if self._board:
            self._show_rows()
        else:
            super().stopped()

    def _rows_of(self, board: Board) -> list[Row]:
        project = self.project
        return board.rows(project.claims(), project.annotations_in, project.passages_of)

    def _show(self, board: Board) -> None:
        self._board = board
        self._show_rows(self._rows_of(board))  # something may have been judged meanwhile

    @property
    def comparison(self) -> Comparison | None:
        """What is compared, once it is."""
        return self._board.comparison if self._board else None

    def on_resize(self) -> None:
        """The columns' heads stand over their cells."""
        self.call_after_refresh(self._show_rows)

    def bring_up_to_date(self) -> None:
        """Show what was said and claimed since; a row that was on the board does not vanish by what is said of it."""
        if self._board:
            listed = self.groups
            before = listed.current.key if listed.current else None
            seen = {listed.items[number].key for number in listed.shown} if self._filter else None
            self._show_rows(self._rows_of(self._board), seen)
            self.put_cursor_on(before)

    def put_cursor_on(self, key: Hashable) -> None:
        """Put the cursor on the row of that key, if it is shown."""
        found = (number for number, row in enumerate(self.groups.items) if row.key == key)
        self.groups.put_cursor_on(next(found, -1))

    def _show_rows(self, rows: Sequence[Row] | None = None, seen: set[Hashable] | None = None) -> None:
        if self.comparison:
            listed = self.groups.items if rows is None else rows
            kept = seen or set()
            shown = [number for number, row in enumerate(listed) if row.key in kept or self._passes(row)]
            self.groups.show(listed, shown, _voices(self.comparison))
            heads = self.groups.heads(self.groups.scrollable_content_region.width)
            self.query_one("#voices", Static).update(heads)
            articles = len(self.comparison.articles)
            said = (
                f" {articles} article{'s' * (articles != 1)}, {len(shown)} of {len(listed)}: {_FILTERS[self._filter]}"
            )
            self.query_one("#hint", Static).update(_fitting(said, self.size.width))

    def _passes(self, row: Row) -> bool:
        wanted = _FILTERS[self._filter]
        if wanted == "unjudged":
            return self._judged(row) is None
        if wanted == "confirmed":
            return row.claim is not None
        return wanted in ("all", row.group.agreement)

    def _judged(self, row: Row) -> Status | None:
        """What the reader has judged all passages of a row to be, if anything."""
        said: Sequence[Annotation | None] = [each for each in row.passages if self.project.is_mine(each)]
        if self.comparison and not row.claim:
            articles = self.comparison.articles
            said = [self.project.annotation_on(articles[each.article], each.span) for each in row.group.members]
        statuses = {each.status if each else None for each in said}
        return statuses.pop() if len(statuses) == 1 else None

    def passages_of(self, row: Row) -> list[Passage]:
        """The passages of a proposal."""
        return passages_of_group(self.comparison, row.group) if self.comparison and not row.claim else []

    def on_group_list_chosen(self, message: GroupList.Chosen) -> None:
        """Give the passages back that are to be opened: the parties of a conflict first."""
        assert self.comparison
        sides = sides_of(self.comparison, message.row)
        if sides:
            self.dismiss(sides)
        else:
            self.notify("None of its passages stands in these articles.", timeout=3)

    def action_filter(self) -> None:
        """Show the next kind of rows."""
        self._filter = (self._filter + 1) % len(_FILTERS)
        self._show_rows()

    def action_widen(self) -> None:
        """Compare all articles in the list."""
        self._compare = self._wider
        self.compare()

    def action_judge(self, status: str) -> None:
        """Judge all passages of the marked rows, or of the one under the cursor."""
        claims, proposals = self.picked()
        passages = [passage for row in proposals for passage in self.passages_of(row)]
        self.changed(self.claims.judge(claims, passages, Status(status) if status else None))

    def action_undo(self) -> None:
        """Take the last change back."""
        self._travel(self.project.undo(), "Nothing to undo, or changed elsewhere since.")

    def action_redo(self) -> None:
        """Make the change again that was taken back last."""
        self._travel(self.project.redo(), "Nothing to redo, or changed elsewhere since.")

    def action_leave(self) -> None:
        """Give nothing back."""
        self.dismiss(None)

    def _travel(self, step: Step | None, nothing: str) -> None:
        if step is None:
            self.notify(nothing, timeout=2)
        self.changed(step)

    def picked(self) -> tuple[list[Claim], list[Row]]:
        """The claims, and the proposals, that a key acts on."""
        picked = self.groups.picked
        return [row.claim for row in picked if row.claim], [row for row in picked if not row.claim]


def _fitting(said: str, width: int) -> str:
    """What is said, and as many keys as have room; the way to all of them always has."""
    *keys, more = _KEYS
    while keys and cells(dotted(said, *keys, more)) > width:
        keys.pop()
    return dotted(said, *keys, more)


def _voices(comparison: Comparison) -> list[Voice]:
    """Who speaks: the twins of one copy are one voice."""
    return [
        Voice(" = ".join(dict.fromkeys(_name(comparison.articles[each]) for each in origin.articles)), origin.articles)
        for origin in comparison.origins
    ]


def _name(article: Article) -> str:
    return article.outlet or article.title
