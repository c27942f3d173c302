"""A name for a group: the fewest words of an article that say what all its passages are about."""

from collections.abc import Iterable

from annotations.comparison.passages import Sentence
from annotations.model import Span

_LONGEST = 64  # code points
_AT_A_GLANCE = 40  # code points
_AFTER_FIGURE = 7  # words


def stretch(sentence: Sentence, terms: Iterable[str], around: Span | None = None) -> Span:
    """The shortest part of a sentence that holds all of some terms that it has, and `around`.

    Args:
        sentence: The sentence.
        terms: What to hold.
        around: What to hold as well; the part grows from here.
    """
    wanted = set(terms) & sentence.terms()
    places = [(word.start, word.end, word.term) for word in sentence.words if word.term in wanted]
    if around is not None:
        nearest = {
            term: min((_gap(place, around), place) for place in places if place[2] == term)[1] for term in wanted
        }
        return Span(
            min([around.start, *(p[0] for p in nearest.values())]), max([around.end, *(p[1] for p in nearest.values())])
        )
    best: Span | None = None
    for first, (start, _, _) in enumerate(places):
        missing = set(wanted)
        for _, end, term in places[first:]:
            missing.discard(term)
            if not missing:
                if best is None or end - start < best.end - best.start:
                    best = Span(start, end)
                break
    return best or sentence.span


def _gap(place: tuple[int, int, str], around: Span) -> int:
    return max(around.start - place[1], place[0] - around.end, 0)


def behind(sentence: Sentence, figure: Span) -> Span:
    """A figure and the words that follow it."""
    following = [word for word in sentence.words if word.start >= figure.end][:_AFTER_FIGURE]
    return Span(figure.start, max((word.end for word in following if word.term), default=figure.end))


def shortened(text: str) -> str:
    """A label in one line, cut between words."""
    words = " ".join(text.split()).strip(" \"“”'‘’,.;:").removeprefix("that ")
    if len(words) <= _LONGEST:
        return words
    return words[: words.rfind(" ", 0, _LONGEST)].rstrip(" ,;:") + " …"


def best(labels: Iterable[str]) -> str:
    """The label that tells most while it can be read at a glance, or else the shortest; the first of equals."""
    given = list(labels)
    return max((label for label in given if len(label) <= _AT_A_GLANCE), key=len, default=min(given, key=len))
