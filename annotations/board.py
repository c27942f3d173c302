"""A row of the board, as a value: what the reader confirmed, or what the comparison proposes."""

from collections.abc import Hashable
from dataclasses import dataclass

from annotations.claims import Claim
from annotations.comparison.groups import Group
from annotations.model import Annotation


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of one thing, and whether the reader confirmed it.

    Attributes:
        group: What it is called, who says it, and what the outlets do. A member of an article that is not compared has
            an index beyond those of the articles.
        claim: The claim, once the reader has confirmed one.
        passages: The annotations that are attached to the claim, in the order of the members.
    """

    group: Group
    claim: Claim | None = None
    passages: tuple[Annotation, ...] = ()

    @property
    def key(self) -> Hashable:
        """What it is known by as long as nobody changes what it is."""
        if self.claim:
            return self.claim.claim_id
        first = self.group.members[0]
        return self.group.label, first.article, first.span, len(self.group.members)
