"""Which line above a story is its headline."""

import re
from collections.abc import Sequence

from annotations.articles import phrases
from annotations.articles.lines import Look
from annotations.articles.stamps import find_stamps

REACH = 60
"""Lines above the story among which the headline is looked for."""

LONGEST = 40
"""Words that a headline has at most."""

ENOUGH = 0.3
"""Share of a headline's words that the story takes up again, at least."""

_WORD = re.compile(r"\w{3,}")
_OPENING = 4_000
_ASKS = ("?", "!", "?’", "?'")


def find_headline(looks: Sequence[Look], start: int, end: int) -> int | None:
    """The index of the headline of the story that `looks[start:end]` is, if a line above it can be one.

    A headline that asks or shouts closes like a sentence and is taken for the story's first line: it may be
    the headline.

    The line wins whose words the story's beginning takes up most, that other lines above repeat, and that
    stands nearest; of its copies the first. An address turned into words (`dozens of fighters surrender`)
    never does: it has no capital.
    """
    if start < end and looks[start].text.endswith(_ASKS):
        start += 1
    told = _words(" ".join(look.text[:_OPENING] for look in looks[start : min(end, start + 12)])[: 2 * _OPENING])
    above = range(max(0, start - REACH), start)
    keys = [looks[index].key for index in above]
    marks = [
        (_mark(looks[index], told, keys) - 0.01 * (start - index), index) for index in above if _may_be(looks[index])
    ]
    best, place = max(marks, default=(0.0, 0))
    if best < ENOUGH:
        return None
    return next(index for index in above if looks[index].text == looks[place].text)


def repeats(look: Look, headline: Look) -> bool:
    """Whether `look` says the headline again, be it with a few words more or as an address."""
    return headline.key in look.key and len(look.key) <= 2 * len(headline.key)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _may_be(look: Look) -> bool:
    if not 3 <= look.words <= LONGEST or look.text[0].islower() or phrases.is_form(look):
        return False
    if phrases.is_request(look) or phrases.is_legal(look) or phrases.leads_elsewhere(look):
        return False
    if phrases.is_caption(look) or phrases.BYLINE.match(look.head):
        return False
    return not phrases.is_stamp(look) and next(find_stamps(look.head), None) is None


def _mark(look: Look, told: frozenset[str], keys: list[str]) -> float:
    words = _words(look.low)
    shared = len(words & told) / max(1, len(words))
    copies = keys.count(look.key) - 1
    return shared + 0.3 * min(copies, 2) - (0.4 if look.text.endswith(".") else 0.0)
