"""What the reader did, so that it can be taken back."""

from collections.abc import Iterable
from typing import NamedTuple

from annotations.claims import Claim
from annotations.model import Annotation

FOUND_AGAIN = "found again"
"""Why annotations change that were looked for in a text that has changed."""


class Change(NamedTuple):
    """One annotation before and after; nothing before is a new one, nothing after a deleted one."""

    before: Annotation | None
    after: Annotation | None

    @property
    def annotation(self) -> Annotation:
        """The annotation that was changed, as it is now, or as it was if it is gone."""
        found = self.after or self.before
        assert found
        return found

    def inverted(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.after, self.before)


class ClaimChange(NamedTuple):
    """One claim before and after; nothing before is a new one, nothing after a deleted one."""

    before: Claim | None
    after: Claim | None

    @property
    def claim(self) -> Claim:
        """The claim that was changed, as it is now, or as it was if it is gone."""
        found = self.after or self.before
        assert found
        return found

    def inverted(self) -> "ClaimChange":
        """The change that takes this one back."""
        return ClaimChange(self.after, self.before)


class Step:
    """One thing the reader did: changes that are undone together.

    Attributes:
        changes: Of annotations; at least one unless claims were changed.
        number: Of the journal's record, once it is on the disk; 0 before.
        undoes: The step that this one takes back.
        redoes: The step that this one makes again.
        why: What it is for, where the reader did not ask for just that; such a step is never undone.
        claims: Changes of claims.
    """

    __slots__ = ("changes", "claims", "number", "redoes", "undoes", "why")

    def __init__(
        self,
        changes: tuple[Change, ...],
        number: int = 0,
        undoes: "Step | None" = None,
        redoes: "Step | None" = None,
        why: str = "",
        claims: tuple[ClaimChange, ...] = (),
    ) -> None:
        self.changes = changes
        self.number = number
        self.undoes = undoes
        self.redoes = redoes
        self.why = why
        self.claims = claims

    @property
    def annotation(self) -> Annotation:
        """The annotation to look at when the step is shown, of a step that changes one."""
        return self.changes[0].annotation

    def inverted(self) -> "Step":
        """The step that takes this one back."""
        changes = tuple(change.inverted() for change in reversed(self.changes))
        return Step(changes, undoes=self, claims=tuple(change.inverted() for change in reversed(self.claims)))


class History:
    """The steps made, and those taken back since."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def recall(self, done: Iterable[Step], undone: Iterable[Step]) -> None:
        """Put the steps of earlier sessions before those of this one."""
        self._undone[:0] = undone if not self._done else ()
        self._done[:0] = done

    def numbers(self) -> set[int]:
        """The journal's numbers of the steps of this session that are on the disk."""
        return {step.number for step in (*self._done, *self._undone)}

    def add(self, step: Step) -> None:
        """Note a new step; what was taken back before can no longer be made again."""
        self._done.append(step)
        self._undone.clear()

    def undo(self) -> Step | None:
        """The step that takes the last one back, or nothing where there is none."""
        if not self._done:
            return None
        self._undone.append(self._done.pop())
        return self._undone[-1].inverted()

    def redo(self) -> Step | None:
        """The step that makes again what was taken back last, or nothing where there is none."""
        if not self._undone:
            return None
        self._done.append(self._undone.pop())
        last = self._done[-1]
        return Step(last.changes, redoes=last, claims=last.claims)
