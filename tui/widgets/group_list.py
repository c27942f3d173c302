"""The board's rows: one for each thing that is said, with a cell for each voice."""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from textual.message import Message

from annotations.board import Row
from annotations.comparison.groups import Agreement, Group, GroupKind, Member
from annotations.model import Status
from tui.widgets.glyphs import SIGNS, STATUS_GLYPHS, dotted
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
_LEAST_CELL = 12  # cells of a voice's column; fewer hold no figure with its modifier
_MOST_NAME = 24  # cells of a voice's name where it stands before what it says


class Voice(NamedTuple):
    """One who speaks on the board: the names of the outlets that print one copy, and the numbers of their articles."""

    name: str
    articles: Sequence[int]


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
        self._voices: Sequence[Voice] = ()

    def show(self, rows: Sequence[Row], shown: Sequence[int], voices: Sequence[Voice]) -> None:
        """Show rows, those of the numbers `shown`; `voices` says which articles are one."""
        self._origin_of = {article: number for number, voice in enumerate(voices) for article in voice.articles}
        self._voices = voices
        self.set_items(rows, shown)

    @property
    def picked(self) -> list[Row]:
        """What the keys act on: the marked rows, else the one under the cursor."""
        return self.marked or ([self.current] if self.current else [])

    def key_of(self, item: Row) -> Hashable:
        """The claim, or the passages of a proposal."""
        return item.key

    def heads(self, width: int) -> str:
        """The names of the voices over their cells; how many there are where they stand in the rows."""
        if each := self._column(width):
            return " " * MARGIN + "".join(f"{fit(voice.name, each - 1)} " for voice in self._voices)
        return f"{' ' * MARGIN}{len(self._voices)} voices {SIGNS.dot} each row names those that speak of it"

    def _column(self, width: int) -> int:
        """The cells of each voice's column; 0 where there is no room for a column each."""
        each = max(1, width - MARGIN) // max(1, len(self._voices))
        return each if each >= _LEAST_CELL or len(self._voices) < 2 else 0

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
        said = fit(" " * MARGIN + self._said(group, width), width)
        why = f" {SIGNS.dot} {verdict}{group.why}" if verdict or group.why else ""
        signs = f"{mark}{kept}{sign} {judged} "
        return [[(signs, False), (label, False), (fit(why, rest), True)], [(said, False)]]

    def _said(self, group: Group, width: int) -> str:
        """What each voice says, in its column; the names of those that speak before it where there are no columns."""
        cells = [self._cell(group, voice) for voice in range(len(self._voices))]
        if each := self._column(width):
            return "".join(f"{fit(cell, each - 1)} " for cell in cells)
        spoken = zip(self._voices, cells, strict=True)
        return dotted(*(f"{_short(voice.name)}: {cell}" for voice, cell in spoken if cell))

    def _cell(self, group: Group, origin: int) -> str:
        members = [each for each in group.members if self._origin_of.get(each.article) == origin]
        return "; ".join(dict.fromkeys(_said(group, each) for each in members))


def _short(name: str) -> str:
    return fit(name, _MOST_NAME).rstrip()


def _said(group: Group, member: Member) -> str:
    """What one voice says in a few words: its figure, or who says or denies it."""
    if group.kind is GroupKind.QUANTITY and member.quantity:
        figure = " ".join(member.quantity.text.split())
        return f"{figure}: no" if member.denies else figure
    who = member.speaker or "says so"
    return f"{who}: no" if member.denies else who
