"""Where else a passage is said, voice by voice: copies of one text stand together, and what differs is told."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from annotations.comparison.elsewhere import Match
from annotations.comparison.origins import Origin
from annotations.comparison.wordings import fold
from annotations.detection.quotations import find_quotations
from annotations.model import Article, Span


class Hit(NamedTuple):
    """A passage of another article that says the same.

    Attributes:
        article: Which.
        span: The passage, in code points of its text.
        differing: The names, figures and saying words in it that the passage asked about does not have, in order.
        copy_of: The article that it is a copy of: the one asked about, or one that was told before.
    """

    article: Article
    span: Span
    differing: tuple[Span, ...]
    copy_of: Article | None = None


def find_hits(
    matches: Iterable[Match], articles: Sequence[Article], origins: Sequence[Origin], number: int, span: Span
) -> list[Hit]:
    """The same passage in the other articles, the most alike first, copies of one text right behind each other.

    Args:
        matches: Where it stands in them, the most alike first.
        articles: All of them.
        origins: Which of them are copies of one text.
        number: Which article the passage stands in.
        span: The passage, in code points.
    """
    voice_of = {article: voice for voice, origin in enumerate(origins) for article in origin.articles}
    said_here = {_stem(articles[number], cue) for cue in _cues(articles[number], span)}
    first = {voice_of[number]: articles[number]}
    voices: dict[int, list[Hit]] = {}
    for match in matches:
        article, voice = articles[match.article], voice_of[match.article]
        cues = [cue for cue in _cues(article, match.span) if _stem(article, cue) not in said_here]
        hit = Hit(article, match.span, tuple(_apart([*match.differing, *cues])), first.get(voice))
        first.setdefault(voice, article)
        voices.setdefault(voice, []).append(hit)
    return [hit for hits in voices.values() for hit in hits]


def _cues(article: Article, span: Span) -> list[Span]:
    """The saying words in a passage."""
    line = article.lines[max(0, bisect_right(article.lines, span.start, key=attrgetter("start")) - 1)]
    found = (each.cue for each in find_quotations(article.text, line.start, line.end))
    return sorted({cue for cue in found if cue and cue.overlaps(span)})


def _stem(article: Article, cue: Span) -> str:
    return " ".join(fold(word) for word in article.pages[slice(*cue)].casefold().split())


def _apart(spans: list[Span]) -> list[Span]:
    """The spans in order, without those that overlap one before."""
    apart: list[Span] = []
    for span in sorted(spans):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart
