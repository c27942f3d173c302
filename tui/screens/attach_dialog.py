"""Which claim a passage belongs to: one that is there, found by typing, or a new one."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.fuzzy import Matcher
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from annotations.claims import Claim
from tui.screens.one_answer import OneAnswer
from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS, dotted
from tui.widgets.row_list import RowList, fit
from tui.widgets.wrapping import printable


class Attachment(NamedTuple):
    """What a passage is to be attached to.

    Attributes:
        claim: A claim that is there, or nothing.
        text: What a new claim says; empty with no claim is for no claim at all.
        stance: What the passage does to the claim.
    """

    claim: Claim | None
    text: str = ""
    stance: str = ""


class ChoiceList(RowList[Attachment]):
    """The claims that one can choose, a new one, and none."""

    can_focus = False

    class Chosen(Message):
        """The reader chooses."""

        def __init__(self, choice: Attachment) -> None:
            super().__init__()
            self.choice = choice

    def chosen(self, item: Attachment) -> None:
        """A second click chooses."""
        self.post_message(self.Chosen(item))

    def parts(self, item: Attachment, width: int) -> list[list[tuple[str, bool]]]:
        """A claim goes by what it says."""
        if item.claim:
            return [[(fit(f"{SIGNS.confirmed} {item.claim.text}", width), False)]]
        words = f"+ new: {item.text}" if item.text else "- no claim"
        return [[(fit(words, width), True)]]


class AttachDialog(ModalScreen[Attachment | None], OneAnswer[Attachment | None]):
    """A line that finds claims as one types, and the stance; gives back what was chosen, or nothing.

    Args:
        quote: The passage; a new claim says this unless something else is typed.
        claims: Those that are there, the likeliest first.
        attached: The claim that the passage belongs to.
        stances: What a passage may do to a claim.
        stance: What this one does, as far as that is known.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CSS = """
    AttachDialog { align: center middle; }
    ChoiceList { height: 10; max-height: 40vh; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("down", "move(1)", "Down", "attach.down", "To the next claim"),
        binding("up", "move(-1)", "Up", "attach.up", "To the claim before"),
        binding(
            "tab", "turn(1)", "Stance", "attach.stance", "Another stance: supports, refutes, discusses", at_once=True
        ),
        binding("shift+tab", "turn(-1)", "Stance back", "attach.stance-back", "The stance before", at_once=True),
        binding("escape", "leave", "Cancel", "attach.cancel", "Leave the passage as it was"),
    ]

    def __init__(
        self, quote: str, claims: Sequence[Claim], attached: Claim | None, stances: Sequence[str], stance: str
    ) -> None:
        super().__init__()
        self._quote = quote
        self._claims = claims
        self._attached = attached
        self._stances = stances
        self._stance = stances.index(stance) if stance in stances else 0
        self._list = ChoiceList()

    def compose(self) -> ComposeResult:
        """The passage, the line, the claims, the stance and the keys."""
        with Vertical(classes="dialog"):
            yield Label(printable(self._quote), markup=False, classes="dialog--quote")
            yield Input(placeholder="type to find a claim, or what a new one says", compact=True)
            yield self._list
            yield Label(self._stances_text(), id="stance", markup=False)
            hint = dotted("enter attaches", "arrows choose", "tab: stance", "escape leaves")
            yield Label(hint, markup=False, classes="dialog--hint")

    def on_mount(self) -> None:
        """All claims are offered."""
        self._offer("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what the typing fits."""
        self._offer(event.value.strip())

    def on_input_submitted(self) -> None:
        """Enter chooses what the cursor is on."""
        self._list.action_choose()

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """Give back what was chosen."""
        self.dismiss(message.choice._replace(stance=self._stances[self._stance]))

    def action_move(self, count: int) -> None:
        """Move the cursor among the claims."""
        self._list.action_move(count)

    def action_turn(self, count: int) -> None:
        """Choose another stance."""
        self._stance = (self._stance + count) % len(self._stances)
        self.query_one("#stance", Label).update(self._stances_text())

    def action_leave(self) -> None:
        """Give nothing back."""
        self.dismiss(None)

    def _stances_text(self) -> str:
        return " ".join(f"[{each}]" if n == self._stance else f" {each} " for n, each in enumerate(self._stances))

    def _offer(self, typed: str) -> None:
        found = list(self._found(typed))
        new = Attachment(None, typed or self._quote)
        # what is typed is a new claim where no claim has these words
        words = typed.lower().split()
        known = any(each.claim and all(word in each.claim.text.lower() for word in words) for each in found)
        choices = [*found, new] if known else [new, *found]
        self._list.set_items([*choices, Attachment(None)] if self._attached else choices)
        self._list.action_edge(-1)

    def _found(self, typed: str) -> Iterator[Attachment]:
        """The claims that fit, the best first; all of them where nothing is typed."""
        if not typed:
            yield from map(Attachment, self._claims)
            return
        matcher = Matcher(typed)
        scored = [(matcher.match(claim.text), claim) for claim in self._claims]
        for _, claim in sorted((each for each in scored if each[0] > 0), key=lambda each: -each[0]):
            yield Attachment(claim)
