"""Propositions over several articles; no I/O."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # most claims have none
    from annotations.evidence import Evidence


class Claim(NamedTuple):
    """One proposition, over all articles that make it.

    Attributes:
        claim_id: UUIDv7 as text.
        text: The proposition in one sentence.
        verdict: What the reader found, in the words of their house ("false", "half true"), or nothing yet.
        verdict_reason: Why.
        context: What one must know to judge it.
        evidence: What it was checked against.
        tags: In the order they were given, each once.
        created_at: ISO 8601 with zone.
        updated_at: ISO 8601 with zone.
    """

    claim_id: str
    text: str
    verdict: str = ""
    verdict_reason: str = ""
    context: str = ""
    evidence: "tuple[Evidence, ...]" = ()
    tags: tuple[str, ...] = ()
    created_at: str = ""
    updated_at: str = ""


class Agreed(NamedTuple):
    """What the outlets do with a claim, worked out from its passages.

    Attributes:
        agreement: `consistent`, `compatible`, `conflicting` or `single-source`.
        why: Why it is called so, in a few words for a person.
        origins: How many independent origins its articles have: copies of one text are one.
    """

    agreement: str
    why: str
    origins: int
