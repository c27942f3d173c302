"""One claim, opened: what it says, the reader's verdict, and what it was checked against."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, TextArea

from annotations.claims import Claim
from annotations.errors import InputError
from annotations.identifiers import now
from tui.screens.annotation_dialog import read_evidence_lines, read_tags
from tui.screens.dialogs import NOT_KEPT, as_typed, showable
from tui.screens.one_answer import OneAnswer
from tui.widgets.bindings import binding
from tui.widgets.glyphs import dotted
from tui.widgets.wrapping import printable

_LINES = (("text", "What the claim says"), ("verdict", "Verdict, in the words of your house"))
_AREAS = (("verdict_reason", "Why"), ("context", "What one must know to judge it"))


class ClaimDialog(ModalScreen[dict[str, Any] | None], OneAnswer[dict[str, Any] | None]):
    """All that the reader says of a claim; gives back its fields, or nothing if it was left.

    Args:
        claim: The claim.
    """

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (26, "-tall")]  # noqa: RUF012 - Textual declares it so
    # Not priority bindings: what is typed before them is to be in its field first.
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("ctrl+s", "keep", "Keep", "claim-details.keep", "Keep what the claim says"),
        binding("escape", "leave", "Cancel", "claim-details.cancel", "Leave the claim as it was"),
    ]

    def __init__(self, claim: Claim) -> None:
        super().__init__()
        self._claim = claim
        self._warned = False
        self._shown_at_first: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """A field for each thing one can say of a claim."""
        claim = self._claim
        with VerticalScroll(classes="dialog", can_focus=False):
            for name, label in _LINES:
                yield Label(label, classes="heading")
                shown = printable(getattr(claim, name))
                yield Input(shown, id=name, compact=True, select_on_focus=False)
            for name, label in _AREAS:
                yield Label(label, classes="heading")
                yield TextArea(showable(getattr(claim, name)), id=name, compact=True, tab_behavior="focus")
            yield Label("Tags, with commas between", classes="heading")
            yield Input(printable(", ".join(claim.tags)), id="tags", compact=True, select_on_focus=False)
            yield Label("Evidence: an address on each line, and the date it was seen", classes="heading")
            lines = "\n".join(map(str, claim.evidence))
            yield TextArea(lines, id="evidence", compact=True, tab_behavior="focus")
            yield Label("", id="problem", markup=False)
            hint = dotted("tab goes on", "ctrl+s keeps", "escape leaves")
            yield Label(hint, markup=False, classes="dialog--hint")

    def on_mount(self) -> None:
        """The verdict is what one comes for."""
        self._shown_at_first = self._shown()
        self.query_one("#verdict").focus()

    def action_keep(self) -> None:
        """Give back what the fields say, or tell what is wrong in them."""
        claim, shown = self._claim, self._shown()
        if not shown["text"].strip():
            self._tell("A claim says something.")
            return
        try:
            evidence = read_evidence_lines(shown["evidence"], claim.evidence, now()[:10])
        except InputError as error:
            self._tell(str(error))
            return
        typed = {name: as_typed(shown[name], getattr(claim, name)).strip() for name, _ in (*_LINES, *_AREAS)}
        tags = claim.tags if shown["tags"] == self._shown_at_first["tags"] else read_tags(shown["tags"])
        self.dismiss({**typed, "tags": tags, "evidence": evidence})

    def action_leave(self) -> None:
        """Give nothing back; what was typed is thrown away only at the second time."""
        if self._shown() != self._shown_at_first and not self._warned:
            self._warned = True
            self._tell(NOT_KEPT)
        else:
            self.dismiss(None)

    def _tell(self, sentence: str) -> None:
        self.query_one("#problem", Label).update(printable(sentence))

    def _shown(self) -> dict[str, str]:
        areas = {str(area.id): area.text for area in self.query(TextArea)}
        return areas | {str(field.id): field.value for field in self.query(Input)}
