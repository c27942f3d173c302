"""The board's rows: one for each thing that is said, with a cell for each voice."""

from collections.abc import Callable, Sequence

from textual.message import Message

from annotations.comparison.groups import Agreement, Group, GroupKind, Member
from annotations.model import Status
from tui.widgets.glyphs import SIGNS, STATUS_GLYPHS
from tui.widgets.row_list import RowList, fit

AGREEMENT_SIGNS = {
    Agreement.CONFLICTING: "changed",
    Agreement.COMPATIBLE: "ambiguous",
    Agreement.CONSISTENT: "same",
    Agreement.SINGLE_SOURCE: "single",
}
"""The name in `SIGNS` of the sign for what the outlets do."""

MARGIN = 4
"""Cells left of a row: how the outlets agree, and what the reader judged."""


class GroupList(RowList[Group]):
    """What is said of one thing in several articles: what it is and how the outlets agree; beneath, who says what.

    Args:
        status_of: What the reader has judged all of a group to be, if anything.
    """

    row_height = 2

    class Chosen(Message):
        """The reader opens a group."""

        def __init__(self, group: Group) -> None:
            super().__init__()
            self.group = group

    def __init__(self, status_of: Callable[[Group], Status | None]) -> None:
        super().__init__()
        self._status_of = status_of
        self._origin_of: dict[int, int] = {}
        self._origins = 0

    def show(self, groups: Sequence[Group], shown: Sequence[int], origins: Sequence[Sequence[int]]) -> None:
        """Show groups, those of the numbers `shown`; `origins` says which articles are one voice."""
        self._origin_of = {article: number for number, origin in enumerate(origins) for article in origin}
        self._origins = len(origins)
        self.set_items(groups, shown)

    def columns(self, width: int) -> list[int]:
        """The width of each voice's cell; those that have no room are left out."""
        room = max(1, width - MARGIN)
        count = max(1, min(self._origins, room // 8))
        return [room // count] * count

    def chosen(self, item: Group) -> None:
        """Tell which group the reader opens."""
        self.post_message(self.Chosen(item))

    def parts(self, item: Group, width: int) -> list[list[tuple[str, bool]]]:
        """What it is, how the outlets agree and why; then a cell for each voice."""
        status = self._status_of(item)
        sign = getattr(SIGNS, AGREEMENT_SIGNS[item.agreement])
        mark = STATUS_GLYPHS[status] if status else " "
        why = f" {item.why}"
        label = fit(item.label, max(8, min(len(item.label), width - MARGIN - 12)))
        rest = max(1, width - MARGIN - len(label))
        cells = (f"{fit(self._cell(item, origin), each - 1)} " for origin, each in enumerate(self.columns(width)))
        said = fit(" " * MARGIN + "".join(cells), width)
        return [[(f"{sign} {mark} ", False), (label, False), (fit(why, rest), True)], [(said, False)]]

    def _cell(self, group: Group, origin: int) -> str:
        members = [each for each in group.members if self._origin_of[each.article] == origin]
        return "; ".join(dict.fromkeys(_said(group, each) for each in members))


def _said(group: Group, member: Member) -> str:
    """What one voice says in a few words: its figure, or who says or denies it."""
    if group.kind is GroupKind.QUANTITY and member.quantity:
        return " ".join(member.quantity.text.split())
    who = member.speaker or "says so"
    return f"{who}: no" if member.denies else who
