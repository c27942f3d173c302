"""What the reader makes of the comparison's proposals: claims, with passages attached to them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
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

    def confirm(self, text: str, passages: Sequence[Passage]) -> Step | None:
        """Make a proposal a claim: every passage that no claim has yet is attached to it.

        Where some of the passages belong to one claim already, the others join that.
        """
        claims = [self.claim_at(each.article, each.span) for each in passages]
        known = {claim.claim_id: claim for claim in claims if claim}
        free = [each for each, claim in zip(passages, claims, strict=True) if claim is None]
        claim = next(iter(known.values())) if len(known) == 1 else new_claim(text)
        return self.attach(claim, free) if free else None

    def claim_at(self, article: Article, span: Span) -> Claim | None:
        """The claim to which the reader attached exactly this passage."""
        annotation = self._project.annotation_on(article, span)
        return self._project.claim(annotation.claim_id) if annotation else None

    def attach(self, claim: Claim, passages: Iterable[Passage]) -> Step | None:
        """Attach passages to a claim, which is stored with them if it is new; they leave the claims they had."""
        new = () if self._project.claim(claim.claim_id) else (ClaimChange(None, claim),)
        sayings = [
            Saying(each.article, each.span, {"claim_id": claim.claim_id, "stance": each.stance}, each.drafted)
            for each in passages
        ]
        return self._project.say_each(sayings, new)

    def detach(self, annotations: Iterable[Annotation]) -> Step | None:
        """Take passages from their claims; an annotation that says nothing else is gone."""
        return self._project.change_all(annotations, claim_id="", stance="")

    def edit(self, claim: Claim, **fields: Any) -> Step | None:
        """Change a claim: its text, verdict, reason, context, evidence or tags."""
        return self._project.change_all((), [self._changed(claim, **fields)])

    def judge(self, claim: Claim, status: Status | None) -> Step | None:
        """Give all passages of a claim a status, or take it away."""
        return self._project.change_all(self._project.passages_of(claim), status=status)

    def merge(self, claims: Sequence[Claim]) -> Step | None:
        """Put the passages of several claims on the first, which takes over what it does not say itself."""
        first, *others = claims
        tags = tuple(dict.fromkeys(tag for claim in claims for tag in claim.tags))
        evidence = tuple(dict.fromkeys(each for claim in claims for each in claim.evidence))
        judged = next((claim for claim in claims if claim.verdict), first)
        context = next((claim.context for claim in claims if claim.context), "")
        said = {"verdict": judged.verdict, "verdict_reason": judged.verdict_reason, "context": context}
        changes = [self._changed(first, tags=tags, evidence=evidence, **said), *self._without(others)]
        passages = [each for claim in others for each in self._project.passages_of(claim)]
        return self._project.change_all(passages, changes, claim_id=first.claim_id)

    def split(self, annotations: Sequence[Annotation], text: str) -> Step | None:
        """Make a new claim of some passages of one."""
        claim = new_claim(text)
        return self._project.change_all(annotations, [ClaimChange(None, claim)], claim_id=claim.claim_id)

    def delete(self, claims: Sequence[Claim]) -> Step | None:
        """Delete claims; their passages are detached."""
        passages = [each for claim in claims for each in self._project.passages_of(claim)]
        return self._project.change_all(passages, self._without(claims), claim_id="", stance="")

    def _changed(self, claim: Claim, **fields: Any) -> ClaimChange:
        before = self._project.claim(claim.claim_id) or claim
        after = replace(before, **fields)
        return ClaimChange(before, before if after == before else replace(after, updated_at=now()))

    def _without(self, claims: Iterable[Claim]) -> list[ClaimChange]:
        """The claims deleted, but for those to which others have attached passages."""
        return [
            ClaimChange(self._project.claim(claim.claim_id), None)
            for claim in claims
            if all(map(self._project.is_mine, self._project.passages_of(claim)))
        ]
