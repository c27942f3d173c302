"""What the reader makes of the comparison's proposals: claims, with passages attached to them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from annotations.claimed import REFUTES, STANCES
from annotations.claims import Claim
from annotations.comparison.comparison import Comparison
from annotations.comparison.groups import Group, GroupKind
from annotations.drafting import reading_of
from annotations.history import ClaimChange, Step
from annotations.identifiers import new_id, now
from annotations.model import Annotation, Article, Kind, Origin, Span, Status
from annotations.project import Project, Saying

SUPPORTS = STANCES[0]
"""The stance of a passage that says what the claim says."""

_KINDS = {GroupKind.QUANTITY: Kind.QUANTITY, GroupKind.QUOTATION: Kind.QUOTATION, GroupKind.STATEMENT: Kind.CLAIM}


class Passage(NamedTuple):
    """A passage that is to be attached to a claim.

    Attributes:
        article: The article.
        span: The passage.
        stance: One of `STANCES`.
        drafted: The fields of an annotation that one gets that was not there before.
    """

    article: Article
    span: Span
    stance: str = SUPPORTS
    drafted: dict[str, Any] = {}  # noqa: RUF012 - never changed


def passages_of_group(comparison: Comparison, group: Group) -> list[Passage]:
    """The members of a proposal as passages, each once; a new annotation takes over the figure and who says it."""
    found: dict[tuple[int, Span], Passage] = {}
    for member in group.members:
        drafted: dict[str, Any] = {"origin": Origin.SUGGESTED, "kind": _KINDS[group.kind]}
        drafted |= reading_of(member.quantity) if member.quantity else {}
        drafted |= {"speaker": member.speaker} if member.speaker else {}
        stance = REFUTES if member.denies else SUPPORTS
        place = member.article, member.span
        found.setdefault(place, Passage(comparison.articles[member.article], member.span, stance, drafted))
    return list(found.values())


def new_claim(text: str) -> Claim:
    """A claim that nobody has attached anything to yet."""
    time = now()
    return Claim(new_id(), " ".join(text.split()), created_at=time, updated_at=time)


class Claims:
    """The claims of a project, and everything a reader does with them: a step each, or nothing where nothing changes.

    What others attached to a claim is theirs: it stays attached, and a claim stays as long as it has such passages.

    Args:
        project: Where claims and annotations are.
    """

    def __init__(self, project: Project) -> None:
        self._project = project

    def confirm(self, proposals: Iterable[tuple[str, Sequence[Passage]]]) -> Step | None:
        """Make proposals claims: every passage is attached to the claim of its proposal.

        What belongs to another claim already stays there too. Where most passages of a proposal have one claim already,
        the others join that.

        Args:
            proposals: What each claim says, and its passages.
        """
        changes: list[ClaimChange] = []
        sayings: list[Saying] = []
        taken: set[tuple[str, Span]] = set()
        for text, passages in proposals:
            known = [self.claims_at(each.article, each.span) for each in passages]
            found = _claim_of_most(known)
            claim = found or new_claim(text)
            for each, there in zip(passages, known, strict=True):
                place = each.article.sha256, each.span
                if claim not in there:
                    sayings.append(_saying(each, claim, anew=bool(there) or place in taken))
                    taken.add(place)
            if not found:
                changes.append(ClaimChange(None, claim))
        return self._project.change_all((), changes, sayings)

    def claims_at(self, article: Article, span: Span) -> list[Claim]:
        """The claims to which the reader attached exactly this passage."""
        mine = filter(self._project.is_mine, self._project.annotations_on(article, span))
        return [claim for each in mine if (claim := self._project.claim(each.claim_id))]

    def attach(self, claim: Claim, passages: Iterable[Passage]) -> Step | None:
        """Attach passages to a claim, which is stored with them if it is new; they leave the claims they had."""
        new = () if self._project.claim(claim.claim_id) else (ClaimChange(None, claim),)
        return self._project.change_all((), new, (_saying(each, claim) for each in passages))

    def detach(self, annotations: Iterable[Annotation]) -> Step | None:
        """Take passages from their claims; an annotation that says nothing else is gone."""
        return self._project.change_all(annotations, claim_id="", stance="")

    def edit(self, claim: Claim, **fields: Any) -> Step | None:
        """Change a claim: its text, verdict, reason, context, evidence or tags."""
        return self._project.change_all((), [self._changed(claim, **fields)])

    def judge(self, claims: Iterable[Claim], passages: Iterable[Passage], status: Status | None) -> Step | None:
        """Give all passages of claims, and those of proposals, a status, or take it away."""
        said, drafted = {"status": status}, {"origin": Origin.MANUAL}
        sayings = [Saying(each.article, each.span, said, drafted) for each in passages]
        return self._project.change_all(self._attached_to(claims), sayings=sayings, status=status)

    def merge(self, claims: Sequence[Claim], passages: Iterable[Passage] = ()) -> Step | None:
        """Put the passages of several claims on the first, which takes over what it does not say itself.

        Args:
            claims: At least one.
            passages: Those of proposals that become the same claim.
        """
        first, *others = claims
        tags = tuple(dict.fromkeys(tag for claim in claims for tag in claim.tags))
        evidence = tuple(dict.fromkeys(each for claim in claims for each in claim.evidence))
        judged = next((claim for claim in claims if claim.verdict), first)
        context = next((claim.context for claim in claims if claim.context), "")
        said = {"verdict": judged.verdict, "verdict_reason": judged.verdict_reason, "context": context}
        changes = [self._changed(first, tags=tags, evidence=evidence, **said), *self._without(others)]
        sayings = [
            _saying(each, first, anew=bool(there))
            for each in passages
            if not (there := self.claims_at(each.article, each.span)) or set(there).isdisjoint(claims)
        ]
        return self._project.change_all(self._attached_to(others), changes, sayings, claim_id=first.claim_id)

    def split(self, annotations: Sequence[Annotation], text: str) -> Step | None:
        """Make a new claim of some passages of one."""
        claim = new_claim(text)
        return self._project.change_all(annotations, [ClaimChange(None, claim)], claim_id=claim.claim_id)

    def delete(self, claims: Sequence[Claim]) -> Step | None:
        """Delete claims; their passages are detached."""
        return self._project.change_all(self._attached_to(claims), self._without(claims), claim_id="", stance="")

    def _attached_to(self, claims: Iterable[Claim]) -> list[Annotation]:
        return [each for claim in claims for each in self._project.passages_of(claim)]

    def _changed(self, claim: Claim, **fields: Any) -> ClaimChange:
        before = self._project.claim(claim.claim_id) or claim
        after = before._replace(**fields)
        return ClaimChange(before, before if after == before else after._replace(updated_at=now()))

    def _without(self, claims: Iterable[Claim]) -> list[ClaimChange]:
        """The claims deleted, but for those to which others have attached passages."""
        return [
            ClaimChange(self._project.claim(claim.claim_id), None)
            for claim in claims
            if all(map(self._project.is_mine, self._project.passages_of(claim)))
        ]


def _saying(passage: Passage, claim: Claim, *, anew: bool = False) -> Saying:
    attached = {"claim_id": claim.claim_id, "stance": passage.stance}
    return Saying(passage.article, passage.span, attached, passage.drafted, anew)


def _claim_of_most(known: Sequence[Collection[Claim]]) -> Claim | None:
    """The claim that more than half of some passages have."""
    counts = Counter(claim for claims in known for claim in claims)
    return next((claim for claim, count in counts.most_common(1) if 2 * count > len(known)), None)
