"""Two copies of one text side by side, with what was changed between them."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from annotations.comparison.carrying import Carried, Obstacle, carried
from annotations.comparison.changed_words import ChangedWords
from annotations.comparison.twins import Twins, told_first
from annotations.detection.sentences import sentence_at
from annotations.history import Step
from annotations.model import Article, Span
from annotations.project import Project
from tui.screens.waiting import WaitingScreen
from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS, dotted
from tui.widgets.highlights import Mark
from tui.widgets.long_work import LongWork
from tui.widgets.row_list import RowList, fit
from tui.widgets.twin_pane import TwinPane, sign_of_change
from tui.widgets.wrapping import printable

Passage = tuple[Article, Span]

_KEYS = (
    "[@click=screen.change(1)]n N change[/]",
    "enter shows it",
    "[@click=screen.carry]* carries over[/]",
    "[@click=screen.open]| opens both[/]",
)
_MOST_QUOTED = 2  # annotations that are left out, told for each reason
_QUOTED = 40  # cells of each


class ChangeList(RowList[ChangedWords]):
    """What was changed, a row for each: its kind, the words of the left article, and those of the right one.

    Args:
        go: Shows a change in both panes.
    """

    def __init__(self, go: Callable[[ChangedWords], None]) -> None:
        super().__init__()
        self._go = go

    def chosen(self, item: ChangedWords) -> None:
        """Show it."""
        self._go(item)

    def parts(self, item: ChangedWords, width: int) -> list[list[tuple[str, bool]]]:
        """The signs of both sides, each before its words."""
        half = width // 2
        left, right = marks_of(item)
        return [[*_cell(item.a.text, left, half), *_cell(item.b.text, right, width - half)]]


def _cell(text: str, mark: Mark, width: int) -> list[tuple[str, bool]]:
    words = " ".join(text.split()) or "(not here)"
    return [(fit(f" {sign_of_change(mark)} {words}", width), not text)]


def marks_of(change: ChangedWords) -> tuple[Mark, Mark]:
    """How a change is marked in the one article and in the other."""
    if not (change.a.text and change.b.text):
        here = Mark.ALTERED if change.inside_quotation else Mark.ONLY_HERE
        return (here, Mark.MISSING) if change.a.text else (Mark.MISSING, here)
    both = Mark.ALTERED if change.inside_quotation else Mark.CHANGED
    return both, both


class TwinsScreen(WaitingScreen[tuple[Passage, Passage] | None]):
    """An article and its copies, one at a time; gives back the passages to be opened on the desk, or nothing.

    Args:
        project: Says what is said of them, and what is carried over.
        article: Stands at the left.
        copies: At least one.
        changed: Is told of each step that is made or taken back.
    """

    DEFAULT_CSS = """
    TwinsScreen {
        background: $background;
        & > Horizontal { height: 1fr; }
        & > ChangeList {
            height: 25%;
            min-height: 2;
            border-top: solid $panel;
            border-title-color: $text-muted;
            scrollbar-size-vertical: 1;
            overflow-x: hidden;
            &:focus { border-top: heavy $primary; border-title-color: $foreground; }
        }
        & > Static { height: 1; background: $panel; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("n", "change(1)", "Next change", "twin.next", "To the next change, in both texts"),
        binding("N", "change(-1)", "Previous change", "twin.previous", "To the change before, in both texts"),
        binding("asterisk", "carry", "Carry over", "twin.carry", "Carry your annotations over to the other copy"),
        binding("right_square_bracket", "step(1)", "Next copy", "twin.other", "The next copy of the article"),
        binding("left_square_bracket", "step(-1)", "Previous copy", "twin.before", "The copy before"),
        binding("vertical_line", "open", "Open both", "twin.open", "Open both on the desk, at this change"),
        binding("u,ctrl+z", "undo", "Undo", "history.undo", "Take the last change back"),
        binding("U,ctrl+y", "redo", "Redo", "history.redo", "Make the change again that was taken back"),
        binding("q,escape,W", "leave", "Back", "twin.leave", "Back to the articles"),
    ]

    def __init__(
        self, project: Project, article: Article, copies: Sequence[Article], changed: Callable[[Step | None], None]
    ) -> None:
        super().__init__()
        self._project = project
        self._article = article
        self._copies = copies
        self._number = 0
        self._changed = changed
        self._left, self._right = TwinPane(sentence_at), TwinPane(sentence_at)
        self.changes = ChangeList(self._go)

    @property
    def shown(self) -> tuple[tuple[TwinPane, Article], tuple[TwinPane, Article]]:
        """The panes with their articles, the left one first."""
        return (self._left, self._article), (self._right, self._copies[self._number])

    def compose(self) -> ComposeResult:
        """Both texts, the changes, the keys."""
        with Horizontal():
            yield self._left
            yield self._right
        yield self.changes
        yield Static(id="hint")

    def on_mount(self) -> None:
        """Show both texts; what was changed follows."""
        self.changes.focus()
        self._show()

    def _show(self) -> None:
        for pane, article in self.shown:
            pane.show(article, self._project.annotations_in(article))
            pane.set_changes([])
        self.changes.set_items([])
        copies = f"[@click=screen.step(1)]] copy {self._number + 1} of {len(self._copies)}[/]"
        keys = dotted(*_KEYS, copies if len(self._copies) > 1 else "", "[@click=screen.leave]q leaves[/]")
        self.query_one("#hint", Static).update(f" {keys}")
        self.find("comparing", partial(_changes, *self._articles()), self._mark)

    def tell(self, words: str) -> None:
        """Over the changes, which follow."""
        self.changes.border_title = Content(f" {words} ")

    def stopped(self) -> None:
        """Leave both texts as they are."""
        self.tell("not compared")

    def _mark(self, changes: Sequence[ChangedWords]) -> None:
        """Mark what was changed, and go to the first change."""
        marked = [(change, *marks_of(change)) for change in changes]
        self._left.set_changes([(Span(each.a.start, each.a.end), mark) for each, mark, _ in marked])
        self._right.set_changes([(Span(each.b.start, each.b.end), mark) for each, _, mark in marked])
        self.changes.set_items(changes)
        quoted = sum(change.inside_quotation for change in changes)
        told = f"{len(changes)} changes, {quoted} inside quotation marks" if changes else "word for word the same"
        self.tell(told)
        self.call_after_refresh(self._go_to, 0)

    def _articles(self) -> tuple[Article, Article]:
        (_, left), (_, right) = self.shown
        return left, right

    def _go_to(self, row: int) -> None:
        if 0 <= row < len(self.changes.shown):
            self.changes.put_cursor_on(row)
            self._go(self.changes.items[row])
        elif self.changes.items:
            self.app.bell()

    def _go(self, change: ChangedWords) -> None:
        """Show a change in both panes, on the same row of the screen."""
        row = self._left.size.height // 3
        self._left.bring(Span(change.a.start, change.a.end), row)
        self._right.bring(Span(change.b.start, change.b.end), row)

    def action_change(self, direction: int) -> None:
        """Go to the next change of the list, or to the one before."""
        self._go_to(self.changes.cursor + direction)

    def action_step(self, direction: int) -> None:
        """Show the next copy of the article, or the one before."""
        if len(self._copies) > 1:
            self._number = (self._number + direction) % len(self._copies)
            self._show()
        else:
            self.app.bell()

    def action_open(self) -> None:
        """Give both passages back."""
        change = self.changes.current
        left, right = self._articles()
        places = [Span(each.start, each.end) for each in (change.a, change.b)] if change else [Span(0, 0)] * 2
        self.dismiss(((left, places[0]), (right, places[1])))

    def action_leave(self) -> None:
        """Give nothing back."""
        self.dismiss(None)

    def action_undo(self) -> None:
        """Take the last step back."""
        self._take(self._project.undo(), "Nothing to undo, or changed elsewhere since.")

    def action_redo(self) -> None:
        """Make the step again that was taken back last."""
        self._take(self._project.redo(), "Nothing to redo, or changed elsewhere since.")

    def _take(self, step: Step | None, otherwise: str) -> None:
        if step:
            self._changed(step)
            for pane, article in self.shown:
                pane.set_annotations(self._project.annotations_in(article))
        else:
            self.notify(otherwise, timeout=2)

    def action_carry(self) -> None:
        """Ask whether the annotations of the article at the left, or of that in focus, are to be said of the other."""
        articles = reversed(self._articles()) if self._right.has_focus else self._articles()
        self.run_worker(self._ask_to_carry(*articles), group="carry", exclusive=True)

    async def _ask_to_carry(self, source: Article, target: Article) -> None:
        from tui.screens.dialogs import ChoiceDialog

        mine = [each for each in self._project.annotations_in(source) if self._project.is_mine(each) and each.stands]
        taken = {each.span for each in self._project.annotations_in(target) if self._project.is_mine(each)}
        found = await asyncio.to_thread(lambda: carried(mine, Twins(source, target), taken))
        goes = [each for each in found if each.span]
        told = question(found, _name(target))
        if goes:
            choices = [("carry", f"Carry {len(goes)} over"), ("leave", "Leave it")]
            self.app.push_screen(ChoiceDialog(told, choices), partial(self._carry, target, goes))
        else:
            self.notify(told, markup=False, timeout=8)

    def _carry(self, target: Article, goes: Sequence[Carried], choice: str | None) -> None:
        if choice == "carry":
            self._take(self._project.carry((each.annotation, target, each.span) for each in goes if each.span), "")
            self.notify(f"{len(goes)} carried over; u takes it back.", timeout=4)


def _changes(left: Article, right: Article, work: LongWork) -> Iterator[list[ChangedWords]]:
    work.total = 2 * (len(left.pages) + len(right.pages))
    yield told_first(Twins(left, right, work.heed).changes)


def question(found: Sequence[Carried], target: str) -> str:
    """What would be carried over and what would not, and why, in a few lines."""
    goes = [each for each in found if each.span]
    differing = sum(bool(each.changes) for each in goes)
    lines = [f"{len(goes)} of your {len(found)} annotations can be carried over to {target}."]
    if differing:
        lines.append(f"{differing} of them onto passages with some other words ({SIGNS.changed} in the text).")
    for obstacle in Obstacle:
        if left := [each.annotation.exact for each in found if each.obstacle is obstacle]:
            quotes = [f"“{fit(' '.join(each.split()), _QUOTED).rstrip()}”" for each in left[:_MOST_QUOTED]]
            more = [SIGNS.cut] if len(left) > _MOST_QUOTED else []
            lines.append(f"Left out, {obstacle}: {len(left)} ({', '.join([*quotes, *more])})")
    return "\n".join(lines)


def _name(article: Article) -> str:
    return printable(article.outlet or article.title)
