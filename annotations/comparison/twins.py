"""Two copies of one text: what was changed, and what each of the two left out."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from annotations.comparison.changed_words import ChangedWords, Words
from annotations.comparison.shared_copy import SharedPassage, shared_passages
from annotations.detection.sentences import sentences
from annotations.heeding import Heed, unheeded
from annotations.model import Article, Role, Span


class Twins:
    """Two articles of one origin.

    Args:
        a: The one article.
        b: The other.
        heed: Is told of every code point twice.

    Attributes:
        a: The one article.
        b: The other.
        passages: What they share, in the order of `a`.
    """

    def __init__(self, a: Article, b: Article, heed: Heed = unheeded) -> None:
        self.a = a
        self.b = b
        self.passages: Sequence[SharedPassage] = shared_passages(a, b, heed=heed)

    @cached_property
    def changes(self) -> tuple[ChangedWords, ...]:
        """What differs, by place in `a`: words that were changed, and whole passages that one of the two does not have.

        Where words are missing, the change says where they would stand.
        """
        changed = {change for passage in self.passages for change in passage.changes}
        ours = [(passage.a, passage.b) for passage in self.passages]
        theirs = [(passage.b, passage.a) for passage in self.passages]
        only_a = (ChangedWords(words, there, False) for words, there in _missing(self.a, self.b, ours))
        only_b = (ChangedWords(there, words, False) for words, there in _missing(self.b, self.a, theirs))
        return tuple(sorted({*changed, *only_a, *only_b}, key=lambda each: (each.a.start, each.b.start, -each.a.end)))


def told_first(changes: Sequence[ChangedWords]) -> list[ChangedWords]:
    """Changes as a reader wants to see them: those inside quotation marks first, each kind in its order."""
    return sorted(changes, key=lambda change: not change.inside_quotation)


def _missing(one: Article, other: Article, pairs: Sequence[tuple[Span, Span]]) -> Iterator[tuple[Words, Words]]:
    """The sentences of `one` in no passage of both, joined within a paragraph; and where they would stand."""
    pairs = sorted(pairs)
    starts = [mine.start for mine, _ in pairs]
    for span in _left_out(one, starts, list(accumulate((mine.end for mine, _ in pairs), max))):
        number = bisect_left(starts, span.start)
        place = pairs[number - 1][1].end if number else _beginning(other)
        yield Words(*span, one.text[slice(*span)]), Words(place, place, "")


def _left_out(article: Article, starts: Sequence[int], reach: Sequence[int]) -> Iterator[Span]:
    """The sentences that no passage touches; passages are given by their starts, and how far any so far has reached."""
    for line in article.lines:
        found: Span | None = None
        for sentence in sentences(article.text, line.start, line.end) if line.role is Role.BODY else ():
            number = bisect_left(starts, sentence.end)
            if number == 0 or reach[number - 1] <= sentence.start:
                found = Span(found.start if found else sentence.start, sentence.end)
            elif found:
                yield found
                found = None
        if found:
            yield found


def _beginning(article: Article) -> int:
    return next((line.start for line in article.lines if line.role is Role.BODY), 0)
