"""The desk with the board: what the outlets agree and disagree on."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from annotations.model import Article, Span, Status
from tui.screens.elsewhere import ElsewhereScreen
from tui.widgets.bindings import binding

if TYPE_CHECKING:  # comparing is heavy, and not needed before the first key
    from annotations.comparison.comparison import Comparison
    from annotations.comparison.groups import Group


class ComparingScreen(ElsewhereScreen):
    """The list beside the panes, and what the outlets agree and disagree on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("C", "board", "Board", "board.show", "What the outlets agree and disagree on"),
    ]

    def action_board(self) -> None:
        """Show the board of the articles in the list."""
        from tui.screens.board import BoardScreen

        compare = partial(self.compared.comparison, self.files_to_compare())
        self.app.push_screen(BoardScreen(compare, self._judge_group, self._status_of_group), self._open_group)

    def _passages(self, comparison: "Comparison", group: "Group") -> list[tuple[Article, Span]]:
        return [(comparison.articles[each.article], each.span) for each in group.members]

    def _judge_group(self, comparison: "Comparison", group: "Group", status: Status | None) -> None:
        self.changed(self.project.judge_all(self._passages(comparison, group), status))

    def _status_of_group(self, comparison: "Comparison", group: "Group") -> Status | None:
        said = [self.project.annotation_on(*each) for each in self._passages(comparison, group)]
        statuses = {each.status if each else None for each in said}
        return statuses.pop() if len(statuses) == 1 else None

    async def _open_group(self, chosen: "tuple[Comparison, Group] | None") -> None:
        """Open the passages of a group beside each other: one for each voice, the parties of a conflict first."""
        if chosen is None:
            return
        comparison, group = chosen
        passages = [passages[0] for passages in _by_side(self._passages(comparison, group), group)]
        for place, (article, _) in reversed([*enumerate(passages[:2])]):  # the first has the focus in the end
            await self.show_beside(article, place)
        # a new pane changes where the rows of the others break
        for pane, (_, span) in zip(self.panes, passages, strict=False):
            self.call_after_refresh(pane.go_to_passage, span, span.start)


def _by_side(passages: list[tuple[Article, Span]], group: "Group") -> list[list[tuple[Article, Span]]]:
    """The passages by what they say, so that the first of each are the parties of a conflict."""
    sides: dict[object, list[tuple[Article, Span]]] = {}
    for passage, member in zip(passages, group.members, strict=True):
        figure = member.quantity.value if member.quantity else None
        sides.setdefault((member.denies, figure), []).append(passage)
    if len(sides) == 1:
        (alike,) = sides.values()
        return [[each] for each in alike]
    return list(sides.values())
