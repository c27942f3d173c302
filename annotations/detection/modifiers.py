"""Words that stand before or behind a figure and say how exact it is: "around", "up to", "or more"."""

from annotations.detection.reading import Reading
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind

_BEFORE = """
around|about|approximately|approx|roughly|some|nearly|almost|virtually|circa|~|∼|≈|<|>|≤|≥|⩽|⩾|±|> =|< =
less than or equal to|greater than or equal to|more than or equal to|equal to|exceed|exceeds|exceeded
less or equal than|smaller or equal than|greater or equal than|equal to or less than|equal to or more than
equal to or greater than
more than|less than|fewer than|greater than|higher than|lower than|larger than|smaller than|bigger than
longer than
no more than|no less than|no fewer than|not more than|not less than|rather more than|slightly more than
far more than
a little more than|a little over|a little under|well over|well under|just over|just under|slightly over
slightly under
at least|at most|at the very least|over|under|above|below|beyond|exceeding|in excess of|upwards of|upward of
up to|as many as|as much as|as few as|as little as|as high as|as low as|as long as
only|just|exactly|precisely|a mere|merely|barely|a total of|a record|a record-breaking
an estimated|estimated|a reported|an average of|an additional|a further|an extra|another|close to|near to
nearer to
in the region of|in the order of|on the order of|something like|anything up to|anywhere up to|a whopping
a staggering|plus or minus
""".replace("\n", "|")

_BEHIND = """
or more|or so|or less|or fewer|or greater|or higher|or above|or over|or under|or older|or younger|and above
and over
or thereabouts|at most|at least|odd
""".replace("\n", "|")


def _by_edge(table: str, edge: int) -> dict[str, list[list[str]]]:
    """Phrases as lists of words, the longest first, by their last or first word."""
    phrases = [phrase.replace("-", " - ").split() for phrase in table.split("|") if phrase]
    found: dict[str, list[list[str]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase[edge], []).append(phrase)
    return found


_BEFORE_BY_LAST = _by_edge(_BEFORE, -1)
_BEHIND_BY_FIRST = _by_edge(_BEHIND, 0)

_WITH_TIMES = frozenset({"around", "about", "approximately", "circa", "nearly", "almost", "roughly", "~"})
"""What is said of a date or a time of day; "over Christmas" and "some Monday" say something else."""


_COMPARING = frozenset({"higher", "lower", "larger", "smaller", "bigger"})


def add_modifiers(tokens: Tokens, reading: Reading, floor: int) -> None:
    """Take the modifiers before and behind a reading into it, down to token `floor`."""
    if reading.kind is QuantityKind.ORDINAL:
        return
    temporal = reading.kind in {QuantityKind.DATE, QuantityKind.TIME}
    while phrase := _phrase_before(tokens, reading.first, floor):
        compares = reading.kind is QuantityKind.DURATION and phrase[0] in _COMPARING  # "lower than four years ago"
        if (temporal and phrase[-1] not in _WITH_TIMES) or compares or _is_preposition(tokens, reading, phrase):
            return
        reading.first -= len(phrase)
        reading.modifier = " ".join([*phrase, reading.modifier]).replace(" - ", "-").strip()
    if not temporal:
        _add_behind(tokens, reading)


_BEFORE_OVER = word_set("for after of took lasted spent within with in at lasting than by took takes taken")


def _is_preposition(tokens: Tokens, reading: Reading, phrase: list[str]) -> bool:
    """Whether "over ten years" only says when: it is "more than" behind "for" and its like."""
    says_when = reading.kind is QuantityKind.DURATION and phrase == ["over"]
    return says_when and tokens.words[reading.first - 2] not in _BEFORE_OVER


def _phrase_before(tokens: Tokens, first: int, floor: int) -> list[str] | None:
    for phrase in _BEFORE_BY_LAST.get(tokens.words[first - 1], ()):
        start = first - len(phrase)
        if start >= floor and tokens.words[start:first] == phrase:
            return phrase
    return None


def _add_behind(tokens: Tokens, reading: Reading) -> None:
    last = reading.last
    if tokens.words[last] == "+" and tokens.glued(last):
        reading.last, reading.modifier = last + 1, reading.modifier or "or more"
        return
    if tokens.words[last] == "-" and tokens.words[last + 1] in {"plus", "odd"} and tokens.glued(last):
        reading.last, reading.modifier = last + 2, reading.modifier or tokens.words[last + 1]
        return
    for phrase in _BEHIND_BY_FIRST.get(tokens.words[last], ()):
        goes_on = tokens.is_figure(last + len(phrase))  # "and over 20 km" is another figure's modifier
        if tokens.words[last : last + len(phrase)] == phrase and not goes_on:
            reading.last += len(phrase)
            reading.modifier = reading.modifier or " ".join(phrase)
            return
