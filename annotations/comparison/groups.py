"""What a comparison proposes: groups of passages that speak of the same thing, and what the outlets do in them."""

from dataclasses import dataclass
from enum import StrEnum

from annotations.model import Quantity, Span


class GroupKind(StrEnum):
    """What the passages of a group have in common."""

    QUANTITY = "quantity"
    STATEMENT = "statement"
    QUOTATION = "quotation"


class Agreement(StrEnum):
    """What the outlets do in a group, in the order in which a fact-checker wants to see it."""

    CONFLICTING = "conflicting"
    COMPATIBLE = "compatible"
    CONSISTENT = "consistent"
    SINGLE_SOURCE = "single-source"


@dataclass(frozen=True, slots=True)
class Member:
    """A passage of one article in a group.

    Attributes:
        article: Index of the article.
        span: The passage, in the article's text.
        text: Its words, exactly as they stand there.
        quantity: The figure that it is about, or the date of a statement, if there is one.
        speaker: Who says so by the article's account, in full where the article gives the full name; nobody if empty.
        denies: Whether it denies what the others of its group may affirm.
    """

    article: int
    span: Span
    text: str
    quantity: Quantity | None = None
    speaker: str = ""
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Passages that speak of the same thing.

    Attributes:
        label: What that is, in a few words of the articles.
        kind: What they have in common.
        agreement: What the outlets do.
        why: Why it is called so, in a few words for a person.
        origins: How many independent origins say so: twins of one wire copy are one voice.
        members: In order of article and place.
    """

    label: str
    kind: GroupKind
    agreement: Agreement
    why: str
    origins: int
    members: tuple[Member, ...]
