"""Propositions over several articles, and what speaks for or against them; no I/O."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for or against a claim: a page, or a passage of another article.

    Attributes:
        url: Address of the page, where there is one.
        article_id: The article it stands in, where it is one of ours.
        quote: The words that matter.
        accessed_at: When the reader saw it, ISO 8601.
    """

    url: str = ""
    article_id: str = ""
    quote: str = ""
    accessed_at: str = ""


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
