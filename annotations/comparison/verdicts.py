"""What the outlets do in a group: agree, differ without contradiction, contradict each other, or one stands alone.

Only passages of different articles are held against each other: what one article says twice it means once. Names are
never judged: London and Britain are no conflict.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations, product

from annotations.comparison.figures import Likeness, bounds_of, likeness
from annotations.comparison.groups import Agreement, GroupKind, Member

_ONE_HAPPENING = 31  # days that two outlets may be apart in dating it
_AGREEMENT = {
    Likeness.SAME: Agreement.CONSISTENT,
    Likeness.COMPATIBLE: Agreement.COMPATIBLE,
    Likeness.CONFLICTING: Agreement.CONFLICTING,
}


def judged(kind: GroupKind, members: Sequence[Member], origin_of: Mapping[int, int]) -> tuple[Agreement, str]:
    """What the outlets do, and why it is called so, in a few words for a person.

    Args:
        kind: What the members have in common.
        members: The passages.
        origin_of: Which origin an article belongs to.
    """
    if found := _denial(members):
        return Agreement.CONFLICTING, found
    likest, why = _figures(kind, members)
    if likest is Likeness.CONFLICTING:
        return Agreement.CONFLICTING, why
    origins = len({origin_of[member.article] for member in members})
    if origins == 1:
        return Agreement.SINGLE_SOURCE, _alone(members)
    if likest is Likeness.COMPATIBLE:
        return Agreement.COMPATIBLE, why
    what = {GroupKind.QUANTITY: "the same figure", GroupKind.QUOTATION: "the same words"}.get(
        kind, "the same statement"
    )
    return _AGREEMENT[likest], f"{what} in {origins} independent origins"


def _alone(members: Sequence[Member]) -> str:
    outlets = len({member.article for member in members})
    return "one outlet alone" if outlets == 1 else f"{outlets} outlets, one origin"


def _denial(members: Sequence[Member]) -> str:
    """Who denies what others affirm; nothing where all do the one or the other."""
    denying = [member for member in members if member.denies]
    affirming = [member for member in members if not member.denies]
    if not any(one.article != other.article for one, other in product(denying, affirming)):
        return ""
    return f"denied by {_by(denying)}, affirmed by {_by(affirming)}"


def _by(members: Sequence[Member]) -> str:
    speakers = list(dict.fromkeys(member.speaker or "the outlet itself" for member in members))
    return " and ".join(speakers[:2]) if len(speakers) < 3 else f"{speakers[0]} and {len(speakers) - 1} others"


def _figures(kind: GroupKind, members: Sequence[Member]) -> tuple[Likeness, str]:
    """The worst of what any two figures of different articles are to each other."""
    worst, why = Likeness.SAME, ""
    for one, other in combinations(members, 2):
        if one.article != other.article and one.quantity and other.quantity:
            found, reason = likeness(one.quantity, other.quantity)
            if found is Likeness.CONFLICTING and kind is GroupKind.STATEMENT and not _same_time(one, other):
                continue
            if found > worst:
                worst, why = found, reason
    return worst, why


def _same_time(one: Member, other: Member) -> bool:
    """Whether two dates are near enough to be meant for one happening: what lies years apart is another."""
    days = [bounds_of(member.quantity) for member in (one, other) if member.quantity]
    lows = [each.low for each in days if each]
    return max(lows) - min(lows) <= _ONE_HAPPENING
