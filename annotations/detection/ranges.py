"""Two figures that belong together: "10–12", "between 2 and 3", "from 30 to 40 degrees", "a 6-1 vote"."""

from annotations.detection import currencies
from annotations.detection.measures import amount, may_begin, measure_at
from annotations.detection.reading import Reading
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind

_DASHES = frozenset("-–—~−")
_SCORE_WORDS = word_set(
    """
    vote votes win victory defeat loss draw lead scoreline score result triumph ruling decision majority
    thrashing rout record split verdict aggregate
    """
)
_SCORE_VERBS = word_set(
    """
    won win wins beat lost lose loses drew led trailed voted vote ruled beaten leading
    """
)


def range_at(tokens: Tokens, reading: Reading, floor: int) -> Reading:
    """Take in the second figure of a range, if one follows: "10–12", "3 to 5 km", "between 2 and 3"."""
    if reading.kind is QuantityKind.ORDINAL or not isinstance(reading.value, float):
        return reading
    joiner, at = _joiner(tokens, reading, floor)
    if not joiner:
        return reading
    sign = at if tokens.words[at] in currencies.SIGNS else at - 1
    other = measure_at(tokens, sign + 1, max(sign, at)) if may_begin(tokens, sign + 1) else None
    if other is None or other.first > at or not isinstance(other.value, float) or other.kind is QuantityKind.ORDINAL:
        return reading
    if joiner == "to" and _is_step(tokens, reading, other):
        return reading
    return (
        _score(tokens, reading, other)
        if _is_score(tokens, joiner, reading, other)
        else _joined(reading, other, joiner, floor)
    )


def _joiner(tokens: Tokens, reading: Reading, floor: int) -> tuple[str, int]:
    """The word or dash between two figures, and where the second begins."""
    words, at = tokens.words, reading.last
    word = words[at]
    if word in _DASHES and tokens.glued(at) == tokens.glued(at + 1):
        return "-", at + 1
    before = words[reading.first - 1] if reading.first > floor else ""
    if word == "and" and before == "between":
        return "between", at + 1
    if word in {"to", "or"} and (word == "or" or before != "from" or not _changes(tokens, reading.first - 1)):
        return word, at + 1
    return "", at


_CHANGES = word_set(
    """
    rise rises rose risen rising fall falls fell fallen falling grow grows grew grown growing drop drops dropped
    dropping climb climbs climbed climbing slip slips slipped increase increases increased increasing decrease
    decreases decreased decreasing decline declined raise raises raised raising cut cuts cutting reduce reduced
    reducing lower lowered lowering jump jumped surge surged soar soared plunge plunged up down went go goes gone
    going change changed changes move moved expand expanded expanding shrink shrank shrunk narrow narrowed widen
    widened revised upgraded downgraded boost boosted doubled tripled halved improved edged ticked
    """
)


def _is_step(tokens: Tokens, reading: Reading, other: Reading) -> bool:
    """Whether "rose 5 cents to 50 cents" tells a step and where it led, as "rose 3 to 5 percent" does not."""
    after_change = not _CHANGES.isdisjoint(tokens.words[max(0, reading.first - 2) : reading.first])
    return after_change and (bool(reading.unit) or amount(other) > _MUCH_MORE * amount(reading))


_MUCH_MORE = 10


def _changes(tokens: Tokens, at: int) -> bool:
    """Whether "from" at token `at` speaks of a change: "rose from 10 to 20" has two figures, not a range."""
    return not _CHANGES.isdisjoint(tokens.words[max(0, at - 6) : at]) or tokens.words[at - 1][:1].isdecimal()


def _is_score(tokens: Tokens, joiner: str, one: Reading, other: Reading) -> bool:
    """Whether "6-1" is a vote or a match: small whole numbers, the larger first or a word that says so."""
    if joiner != "-" or not (one.in_digits and other.in_digits) or one.unit or other.unit not in {"", "%"}:
        return False
    words = tokens.words
    after_score = tokens.is_figure(one.first - 2) and words[one.first - 3] in _DASHES
    told = after_score or words[other.last] in _SCORE_WORDS or words[one.first - 1] in _SCORE_VERBS
    left, right = amount(one), amount(other)
    return left < 1000 and right < 1000 and (told or left >= right) and left.is_integer() and right.is_integer()


def _score(tokens: Tokens, one: Reading, other: Reading) -> Reading:
    word = tokens.words[other.last]
    one.value = f"{amount(one):.0f}-{amount(other):.0f}"
    one.unit = word if word in {"vote", "votes"} else "score"
    one.last, one.kind = other.last, other.kind
    return one


def _joined(one: Reading, other: Reading, joiner: str, floor: int) -> Reading:
    """One reading with bounds, if the two figures are of one sort and grow."""
    low, high = amount(one), amount(other)
    if other.unit and not one.unit:
        factor = other.scale if other.kind is QuantityKind.DURATION else 1.0
        low *= factor
    elif (one.unit and not other.unit and one.kind is not QuantityKind.MONEY) or (
        one.unit and other.unit and one.unit != other.unit
    ):
        return one
    if one.scale == 1 and other.scale > 1 and other.kind is not QuantityKind.DURATION and low * other.scale < high:
        low *= other.scale
    if low >= high:
        return one
    if joiner == "between" and one.first > floor:
        one.first -= 1
    one.kind = (
        QuantityKind.RANGE
        if (other.kind is one.kind is QuantityKind.NUMBER)
        else (other.kind if other.unit else one.kind)
    )
    one.value, one.low, one.high = None, low, high
    one.unit, one.last, one.scale = other.unit or one.unit, other.last, other.scale
    return one
