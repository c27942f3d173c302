"""Claims with the passages attached to them, as the comparison sees them: who says what, and what the outlets do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from annotations.board import Row
from annotations.claims import Agreed, Claim
from annotations.comparison.comparison import Comparison
from annotations.comparison.figures import days_of
from annotations.comparison.groups import Agreement, Group, GroupKind, Member
from annotations.comparison.origins import origins
from annotations.comparison.shared_copy import all_shared
from annotations.comparison.verdicts import judged
from annotations.detection.quantities import find_quantities
from annotations.drafting import reading_of
from annotations.model import Annotation, Article, Kind, Quantity, QuantityKind, Span

REFUTES = "refutes"
"""The stance of a passage that denies the claim."""

DISCUSSES = "discusses"
"""The stance of a passage that neither affirms nor denies it."""

STANCES = ("supports", REFUTES, DISCUSSES)
"""What a passage may do to a claim."""

Sides = list[tuple[Article, Span]]
"""Passages to be opened beside each other."""

_Rank = tuple[int, int, int, str, tuple[int, Span]]
_KINDS = {Kind.QUANTITY: GroupKind.QUANTITY, Kind.QUOTATION: GroupKind.QUOTATION}
_ORDER = list(Agreement)
_UNITS = {"%": QuantityKind.PERCENT}


def group_of(
    claim: Claim, passages: Sequence[Annotation], index_of: Mapping[str, int], origin_of: Mapping[int, int]
) -> Group:
    """A claim as a group: its passages are the members, and their figures and stances say what the outlets do.

    Args:
        claim: The claim.
        passages: The annotations that are attached to it; those that only discuss it do not count for the agreement.
        index_of: The index of each article that is compared, by its id; others get indexes beyond.
        origin_of: Which origin an article belongs to, by index; one that is not there is an origin of its own.
    """
    strange = {each.article_id for each in passages} - index_of.keys()
    beyond = dict(zip(sorted(strange), range(len(index_of), len(index_of) + len(strange)), strict=True))
    numbers = {**index_of, **beyond}
    voices = {number: origin_of.get(number, -1 - number) for number in numbers.values()}
    members = tuple(_member(each, numbers[each.article_id]) for each in passages)
    telling = tuple(m for m, each in zip(members, passages, strict=True) if each.stance != DISCUSSES) or members
    kinds = {_KINDS.get(each.kind, GroupKind.STATEMENT) for each in passages}
    kind = kinds.pop() if len(kinds) == 1 else GroupKind.STATEMENT
    agreement, why = judged(kind, telling, voices) if members else (Agreement.SINGLE_SOURCE, "no passage")
    return Group(claim.text, kind, agreement, why, len({voices[member.article] for member in members}), members)


def _member(passage: Annotation, article: int) -> Member:
    denies = passage.stance == REFUTES
    return Member(article, passage.span, passage.exact, figure_of(passage), passage.speaker, denies)


@lru_cache(4096)
def figure_of(passage: Annotation) -> Quantity | None:
    """The figure of an annotation as detection reads it, vague words and all, where that is what is stored in it."""
    if passage.value is None and passage.value_max is None:
        return None
    stored = {name: getattr(passage, name) for name in ("value", "value_max", "unit", "modifier", "counted")}
    return next((each for each in _read_in(passage) if reading_of(each) == stored), None) or _stored(passage)


def _read_in(passage: Annotation) -> Iterable[Quantity]:
    before = passage.prefix.rpartition("\n")[2]
    text = before + passage.exact + passage.suffix.partition("\n")[0]
    span = (len(before), len(before) + len(passage.exact))
    return (each for each in find_quantities(text, 0, len(text)) if (each.start, each.end) == span)


def _stored(passage: Annotation) -> Quantity:
    """The figure that an annotation holds; of one that is not about a figure alone, a date has its value for words."""
    is_date = isinstance(passage.value, str) and days_of(passage.value) is not None
    kind = QuantityKind.DATE if is_date else _UNITS.get(passage.unit, QuantityKind.NUMBER)
    text = passage.exact if passage.kind is Kind.QUANTITY else str(passage.value)
    ranged = passage.value_max is not None and not isinstance(passage.value, str)
    bounds = (None, passage.value, passage.value_max) if ranged else (passage.value, None, None)
    value, low, high = bounds
    assert not isinstance(low, str)
    return Quantity(*passage.span, text, kind, value, low, high, passage.unit, passage.modifier, passage.counted)


def agreed(claims: Iterable[Claim], passages: Iterable[Annotation], articles: Sequence[Article]) -> dict[str, Agreed]:
    """What the outlets do with each claim, by its id; nothing is said of a claim without passages.

    Args:
        claims: The claims.
        passages: Annotations; those that belong to none of the claims are passed over.
        articles: Those of the passages that can be read; copies of one text among them are one voice.
    """
    attached: dict[str, list[Annotation]] = {}
    for each in passages:
        attached.setdefault(each.claim_id, []).append(each)
    index_of = {article.article_id: number for number, article in enumerate(articles)}
    voices = enumerate(origins(articles, all_shared(articles))) if articles else ()
    origin_of = {article: number for number, origin in voices for article in origin.articles}
    groups = {
        claim.claim_id: group_of(claim, attached[claim.claim_id], index_of, origin_of)
        for claim in claims
        if claim.claim_id in attached
    }
    return {claim_id: Agreed(each.agreement, each.why, each.origins) for claim_id, each in groups.items()}


class Board:
    """The claims that have passages in some articles, or none at all, and what is proposed besides.

    What is proposed is put in order once, and a claim's row made anew only when it has changed: the rows are asked for
    at every key.

    Args:
        comparison: The articles, and what is proposed.

    Attributes:
        comparison: The same.
    """

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        origins_, stories = comparison.origins, comparison.stories
        self._index_of = {article.article_id: number for number, article in enumerate(comparison.articles)}
        self._origin_of = {article: number for number, each in enumerate(origins_) for article in each.articles}
        self._story_of = {article: number for number, story in enumerate(stories) for article in story}
        self._proposals = [self._proposal(group) for group in comparison.groups]
        self._known: dict[str, Row] = {}

    def rows(
        self,
        claims: Iterable[Claim],
        annotations_in: Callable[[Article], Iterable[Annotation]],
        passages_of: Callable[[Claim], Iterable[Annotation]],
    ) -> list[Row]:
        """The rows as they are now; a proposal whose passages all belong to claims is one of them, and left out.

        Args:
            claims: What the reader confirmed.
            annotations_in: The annotations of an article as its text shows them now.
            passages_of: The annotations of a claim, wherever they are.
        """
        by_id = {claim.claim_id: claim for claim in claims}
        here: dict[str, list[Annotation]] = {}
        attached: set[tuple[int, Span]] = set()
        for number, article in enumerate(self.comparison.articles):
            for each in annotations_in(article):
                if each.claim_id in by_id:
                    here.setdefault(each.claim_id, []).append(each)
                    attached.add((number, each.span))
        ranked = [(rank, row) for rank, row, places in self._proposals if not places <= attached]
        for claim in by_id.values():
            shown = here.get(claim.claim_id, [])
            ids = {each.annotation_id for each in shown}
            passages = (*shown, *(each for each in passages_of(claim) if each.annotation_id not in ids))
            if shown or not passages:
                row = self._row(claim, passages)
                ranked.append((self._rank(row.group), row))
        return [row for _, row in sorted(ranked, key=itemgetter(0))]

    def _proposal(self, group: Group) -> tuple[_Rank, Row, frozenset[tuple[int, Span]]]:
        return self._rank(group), Row(group), frozenset((member.article, member.span) for member in group.members)

    def _row(self, claim: Claim, passages: tuple[Annotation, ...]) -> Row:
        known = self._known.get(claim.claim_id)
        if known is None or known.claim is not claim or list(map(id, known.passages)) != list(map(id, passages)):
            known = Row(group_of(claim, passages, self._index_of, self._origin_of), claim, passages)
            self._known[claim.claim_id] = known
        return known

    def _rank(self, group: Group) -> _Rank:
        """Story by story, in each what is conflicting first, and what many origins have before the rest."""
        first = min(((member.article, member.span) for member in group.members), default=(-1, Span(0, 0)))
        story = self._story_of.get(first[0], len(self._story_of))
        return story, _ORDER.index(group.agreement), -group.origins, group.kind, first


def sides_of(comparison: Comparison, row: Row) -> Sides:
    """The passages of a row that are to be seen beside each other, one of an article, the parties of a conflict first.

    Passages that are not in the articles that are compared, or do not stand in their texts, are left out.
    """
    sides: dict[object, Sides] = {}
    for number, member in enumerate(row.group.members):
        article = comparison.articles[member.article] if member.article < len(comparison.articles) else None
        if article and (not row.claim or row.passages[number].stands_in(article.sha256)):
            figure = member.quantity.value if member.quantity else None
            sides.setdefault((member.denies, figure), []).append((article, member.span))
    chosen: dict[str, tuple[Article, Span]] = {}
    for side in sides.values():
        for article, span in [each for each in side if each[0].sha256 not in chosen][:1]:
            chosen[article.sha256] = article, span
    for article, span in (each for side in sides.values() for each in side):
        chosen.setdefault(article.sha256, (article, span))
    return list(chosen.values())
