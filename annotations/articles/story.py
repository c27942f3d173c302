"""Which lines of a page are its story.

Every line gets points for what can be seen of it (`SIGNS`). A run of lines goes on for as long as its sum
stays above zero and ends where the sum was largest (Bentley, "Programming Pearls", CACM 27(9), 1984). The
story is the first run that comes near the largest: what follows the story on a page, comments and teasers of
other stories, can be longer than the story itself.
"""

from collections.abc import Callable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from annotations.articles import phrases
from annotations.articles.lines import Look


class Sign(NamedTuple):
    """Something seen of a line that speaks for the story (more than 0 points) or against it.

    Lines of `below` words and more are not looked at for it: they would only say it by chance.
    """

    reason: str
    points: float
    holds: Callable[[Look], object]
    below: float = inf


SENTENCE = 5
"""Words of the shortest line that reads like a sentence by itself."""


def _is_told(look: Look) -> bool:
    """Whether a line closes like a sentence and has the length of one, or is the rest of one."""
    return look.ends and (look.words >= SENTENCE or look.text[0].islower())


def is_label(look: Look) -> bool:
    """Whether a line is what stands on a menu, a button or a box, and no sentence."""
    return look.words < SENTENCE and not look.ends and phrases.is_label(look)


SIGNS = (
    Sign("reads like sentences", 1.5, _is_told),
    Sign("a long line", 1.0, lambda look: look.words >= 25),
    Sign("a line of some length", 1.0, lambda look: look.words >= 12),
    Sign("has no end of a sentence", -0.5, lambda look: not look.ends),
    Sign("a short line", -0.5, lambda _: True, below=SENTENCE),
    Sign("a button, an item or a field", -1.0, phrases.is_form),
    Sign("a date, a time or a number", -1.0, phrases.is_stamp, below=15),
    Sign("says at what time", -1.0, phrases.has_clock, below=15),
    Sign("stands there more than once", -1.5, lambda look: look.copies > 1),
    Sign("a label", -1.5, is_label, below=SENTENCE),
    Sign("is cut off, to be read elsewhere", -2.0, lambda look: look.text.endswith(("...", "…", ".."))),
    Sign("leads to other things", -2.0, phrases.leads_elsewhere, below=12),
    Sign("a legal notice", -3.0, phrases.is_legal, below=60),
    Sign("asks something of the visitor", -3.5, phrases.is_request),
)
"""What is seen, from what speaks most for the story to what speaks most against it.

The points are round on purpose: fitted closer on one half of 90 page dumps, they did no better on the other.
"""

_LONG = 15
_SIGNS_OF_LONG_LINES = tuple(sign for sign in SIGNS if sign.below > _LONG)

NEAR_THE_LARGEST = 0.35
"""Share of the largest run's points with which a run that stands before it is the story."""

MORE_THAN_A_SUMMARY = 5.0
"""Points that such a run needs besides: one long sentence by itself has less."""

UNDER_A_PICTURE = "text under a picture"

_PLAIN = Sign("nothing speaks for it", 0.0, bool)


class Judgement(NamedTuple):
    """The points of a line, and what weighed most for the side it fell on."""

    points: float
    reason: str


def judge(look: Look) -> Judgement:
    """What speaks for or against a line being of the story; the text under a picture weighs nothing."""
    if look.words < 80 and phrases.is_caption(look):
        return Judgement(0.0, UNDER_A_PICTURE)
    signs = SIGNS if look.words < _LONG else _SIGNS_OF_LONG_LINES
    held = [sign for sign in signs if look.words < sign.below and sign.holds(look)]
    points = sum([sign.points for sign in held])
    telling = (held[0] if points > 0 else held[-1]) if held else _PLAIN
    return Judgement(points, telling.reason)


class Run(NamedTuple):
    """Lines `[start, end)` whose points sum up to `total`."""

    total: float
    start: int
    end: int


def find_story(points: Sequence[float]) -> tuple[int, int]:
    """The half-open run of lines that is the story, empty at 0 where no line has more than 0 points."""
    runs = list(find_runs(points))
    largest = max((run.total for run in runs), default=0.0)
    enough = max(NEAR_THE_LARGEST * largest, min(MORE_THAN_A_SUMMARY, largest))
    return next(((run.start, run.end) for run in runs if run.total >= enough), (0, 0))


def find_runs(points: Sequence[float]) -> Iterator[Run]:
    """The runs of lines that speak for a story, in order and apart; the largest sum is among them."""
    total, start, best = 0.0, 0, Run(0.0, 0, 0)
    for index, value in enumerate(points):
        if total <= 0 < best.total:
            yield best
        if total <= 0:
            total, start, best = 0.0, index, Run(0.0, index, index)
        total += value
        if total > best.total:
            best = Run(total, start, index + 1)
    if best.total > 0:
        yield best
