"""Propositions over several articles; no I/O."""

from dataclasses import dataclass

from annotations.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Claim:
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
    evidence: tuple[Evidence, ...] = ()
    tags: tuple[str, ...] = ()
    created_at: str = ""
    updated_at: str = ""
