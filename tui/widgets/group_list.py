"""The board's rows: one for each thing that is said, with a cell for each voice."""

from collections.abc import Callable, Hashable, Sequence

from textual.message import Message

from annotations.board import Row
from annotations.comparison.groups import Agreement, Group, GroupKind, Member
from annotations.model import Status
from tui.widgets.glyphs import SIGNS, STATUS_GLYPHS
from tui.widgets.marked_list import MARK, MarkedList
from tui.widgets.row_list import fit

AGREEMENT_SIGNS = {
    Agreement.CONFLICTING: "changed",
    Agreement.COMPATIBLE: "ambiguous",
    Agreement.CONSISTENT: "same",
    Agreement.SINGLE_SOURCE: "single",
}
"""The name in `SIGNS` of the sign for what the outlets do."""

MARGIN = 6
"""Cells left of a row: its mark, whether it is confirmed, how the outlets agree, and what the reader judged."""

_LEAST_WHY = 12  # cells that tell why, beside a label that takes the rest


class GroupList(MarkedList[Row]):
    """What is said of one thing in several articles: what it is and how the outlets agree; beneath, who says what.

    Args:
        status_of: What the reader has judged all of a row to be, if anything.
    """

    row_height = 2

    class Chosen(Message):
        """The reader opens a row."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, status_of: Callable[[Row], Status | None]) -> None:
        super().__init__()
        self._status_of = status_of
        self._origin_of: dict[int, int] = {}
        self._origins = 0

    def show(self, rows: Sequence[Row], shown: Sequence[int], origins: Sequence[Sequence[int]]) -> None:
        """Show rows, those of the numbers `shown`; `origins` says which articles are one voice."""
        self._origin_of = {article: number for number, origin in enumerate(origins) for article in origin}
        self._origins = len(origins)
        self.set_items(rows, shown)

    @property
    def picked(self) -> list[Row]:
        """What the keys act on: the marked rows, else the one under the cursor."""
        return self.marked or ([self.current] if self.current else [])

    def key_of(self, item: Row) -> Hashable:
        """The claim, or the passages of a proposal."""
        return item.key

    def columns(self, width: int) -> list[int]:
        """The width of each voice's cell; those that have no room are left out."""
        room = max(1, width - MARGIN)
        count = max(1, min(self._origins, room // 8))
        return [room // count] * count

    def chosen(self, item: Row) -> None:
        """Tell which row the reader opens."""
        self.post_message(self.Chosen(item))

    def parts(self, item: Row, width: int) -> list[list[tuple[str, bool]]]:
        """What it is, how the outlets agree and why; then a cell for each voice."""
        group, status = item.group, self._status_of(item)
        mark = MARK if self.is_marked(item) else " "
        kept = SIGNS.confirmed if item.claim else SIGNS.proposed
        sign = getattr(SIGNS, AGREEMENT_SIGNS[group.agreement])
        judged = STATUS_GLYPHS[status] if status else " "
        verdict = f"{item.claim.verdict}: " if item.claim and item.claim.verdict else ""
        label = fit(group.label, max(8, min(len(group.label), width - MARGIN - _LEAST_WHY)))
        rest = max(1, width - MARGIN - len(label))
        cells = (f"{fit(self._cell(group, origin), each - 1)} " for origin, each in enumerate(self.columns(width)))
        said = fit(" " * MARGIN + "".join(cells), width)
        why = f" {SIGNS.dot} {verdict}{group.why}" if verdict or group.why else ""
        signs = f"{mark}{kept}{sign} {judged} "
        return [[(signs, False), (label, False), (fit(why, rest), True)], [(said, False)]]

    def _cell(self, group: Group, origin: int) -> str:
        members = [each for each in group.members if self._origin_of.get(each.article) == origin]
        return "; ".join(dict.fromkeys(_said(group, each) for each in members))


def _said(group: Group, member: Member) -> str:
    """What one voice says in a few words: its figure, or who says or denies it."""
    if group.kind is GroupKind.QUANTITY and member.quantity:
        figure = " ".join(member.quantity.text.split())
        return f"{figure}: no" if member.denies else figure
    who = member.speaker or "says so"
    return f"{who}: no" if member.denies else who
