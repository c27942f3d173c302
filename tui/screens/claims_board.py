"""The board on which the reader makes claims of what is proposed, and changes them."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import BindingType

from annotations.claims import Claim
from annotations.history import Step
from annotations.model import Annotation
from tui.screens.board import BoardScreen
from tui.widgets.bindings import binding


class ClaimsBoard(BoardScreen):
    """The board with everything that a reader does with claims; arguments as for `BoardScreen`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("c", "confirm", "Confirm", "board.confirm", "Make what is proposed a claim of yours"),
        binding("R", "rename", "Rename", "board.rename", "Say in your words what the claim is"),
        binding("e,semicolon", "edit", "Verdict", "board.edit", "Verdict, reason, context, tags, evidence"),
        binding("m", "merge", "Merge", "board.merge", "Make one claim of the marked rows"),
        binding("s", "split", "Split", "board.split", "Choose passages: for another claim, or for none"),
        binding("backspace", "delete", "Delete", "board.delete", "Delete the claim and detach its passages"),
    ]

    def action_confirm(self) -> None:
        """Make claims of the marked proposals, or of the one under the cursor."""
        _, proposals = self.picked()
        if not proposals:
            self.notify("It is confirmed already.", timeout=2)
        self._make(lambda: self.claims.confirm((row.group.label, self.passages_of(row)) for row in proposals))

    def action_rename(self) -> None:
        """Ask what the claim says; a proposal is confirmed in these words."""
        from tui.screens.dialogs import LineDialog

        row = self.groups.current

        def rename(text: str | None) -> None:
            if text and row and row.claim:
                claim = row.claim
                self._make(lambda: self.claims.edit(claim, text=text))
            elif text and row:
                self._make(lambda: self.claims.confirm([(text, self.passages_of(row))]))

        if row:
            self.app.push_screen(LineDialog("What the claim says", row.group.label), rename)

    def action_edit(self) -> None:
        """Open the claim: its verdict, and everything else that is said of it."""
        from tui.screens.claim_dialog import ClaimDialog

        claim = self._current_claim()

        def edit(said: dict[str, Any] | None) -> None:
            if said and claim:
                self._make(lambda: self.claims.edit(claim, **said))

        if claim:
            self.app.push_screen(ClaimDialog(claim), edit)

    def action_merge(self) -> None:
        """Make one claim of the marked rows; the first says what it says."""
        claims, proposals = self.picked()
        if len(claims) + len(proposals) < 2:
            self.notify("Mark the rows first: v marks one, m makes one claim of them.", timeout=4)
            return
        passages = [passage for row in proposals for passage in self.passages_of(row)]
        if claims:
            self._make(lambda: self.claims.merge(claims, passages))
        else:
            self._make(lambda: self.claims.confirm([(proposals[0].group.label, passages)]))
        self.groups.mark(())

    def action_split(self) -> None:
        """Choose passages of the claim, to be a claim of their own or to be detached."""
        from tui.screens.passages_dialog import Chosen, PassagesDialog

        claim = self._current_claim()
        row = self.groups.current

        def split(chosen: Chosen | None) -> None:
            if chosen and chosen.text:
                self._make(lambda: self.claims.split(chosen.passages, chosen.text))
            elif chosen:
                self._make(lambda: self.claims.detach(chosen.passages))

        if claim and row:
            self.app.push_screen(PassagesDialog(claim, row.passages, self._source_of), split)

    def action_delete(self) -> None:
        """Delete the marked claims, or the one under the cursor."""
        claims, _ = self.picked()
        if claims:
            self._make(lambda: self.claims.delete(claims))
        else:
            self.notify("It is only proposed: nothing is kept of it.", timeout=3)

    def _make(self, change: Callable[[], Step | None]) -> None:
        """Make a step; the cursor goes to the claim that it makes or changes."""
        step = change()
        self.changed(step)
        if step:
            rows = [*(each.after for each in step.claims), *(each.after for each in step.changes)]
            self.put_cursor_on(next((row.claim_id for row in rows if row), ""))

    def _current_claim(self) -> Claim | None:
        """The claim under the cursor; says what to do where there is none."""
        row = self.groups.current
        if row and not row.claim:
            self.notify("It is only proposed: c confirms it first.", timeout=3)
        return row.claim if row else None

    def _source_of(self, passage: Annotation) -> str:
        record = self.project.record(passage.article_id)
        return (record.outlet or record.title) if record else passage.article_id
