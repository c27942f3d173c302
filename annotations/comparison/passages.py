"""Articles cut into what can be lined up: sentences with their folded words, figures and quotations."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotations.comparison.figures import bounds_of
from annotations.comparison.names import Names
from annotations.comparison.wordings import DATE, Word, words_of
from annotations.detection.calendar_words import MONTHS
from annotations.detection.findings import mentions_by_line
from annotations.detection.sentences import sentences
from annotations.heeding import Heed, unheeded
from annotations.model import Article, Line, Mention, Quantity, QuantityKind, Quotation, QuotationKind, Role, Span

_TELLING = frozenset({Role.HEADLINE, Role.SUBHEAD, Role.BODY})
"""The lines that make claims; a caption speaks of its picture."""


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of one article.

    Attributes:
        article: Index of the article.
        span: In the article's text.
        line: The line that it stands in, which is a paragraph.
        words: Its words in order, folded; a date is one word, `#` and what it was resolved to.
        figures: What is counted and measured in it, in order.
        dates: The dates in it that say which days they mean.
        quotations: The quotations that touch it, terms left out.
        claimed: The terms of what it claims: without those that only say who says so.
    """

    article: int
    span: Span
    line: Line
    words: tuple[Word, ...]
    figures: tuple[Quantity, ...]
    dates: tuple[Quantity, ...]
    quotations: tuple[Quotation, ...]
    claimed: frozenset[str]

    def terms(self, span: Span | None = None) -> frozenset[str]:
        """What the sentence, or a passage of it, is about."""
        start, end = span or self.span
        return frozenset(word.term for word in self.words if word.term and start <= word.start < end)


def sentences_of(article: Article, index: int, names: Names, heed: Heed = unheeded) -> Iterator[Sentence]:
    """The sentences of an article that make claims, in order.

    Args:
        article: With the day that its dates are to be read against.
        index: What the sentences are to call it.
        names: The spellings of all articles that are compared.
        heed: Is told of each code point of a sentence.
    """
    for line, found in mentions_by_line(article):
        heed(0)
        if line.role in _TELLING:
            for span, inside in _with_mentions(sentences(article.text, line.start, line.end), found):
                heed(span.end - span.start)
                yield _sentence(article, index, names, line, span, inside)


def _with_mentions(spans: Iterable[Span], found: Iterable[Mention]) -> Iterator[tuple[Span, list[Mention]]]:
    """The sentences of a line in order, each with the mentions of which it holds some."""
    later, here = deque(found), list[Mention]()
    for span in spans:
        while later and later[0].start < span.end:
            here.append(later.popleft())
        here = [each for each in here if each.end > span.start]
        yield span, here


def _sentence(
    article: Article, index: int, names: Names, line: Line, span: Span, inside: Sequence[Mention]
) -> Sentence:
    quantities = [each for each in inside if isinstance(each, Quantity) and bounds_of(each) is not None]
    dates = tuple(each for each in quantities if isinstance(each.value, str) and each.kind in _CALENDAR)
    words = tuple(_with_dates(words_of(article, span, names), dates))
    quotations = tuple(each for each in inside if isinstance(each, Quotation) and each.kind is not QuotationKind.TERM)
    sources = [each for quotation in quotations for each in (quotation.speaker, quotation.cue) if each]
    return Sentence(
        index,
        span,
        line,
        words,
        tuple(each for each in quantities if each.kind in _COUNTED and each.text.lower() != "one"),
        dates,
        quotations,
        frozenset(word.term for word in words if word.term and not any(each.contains(word.start) for each in sources)),
    )


_CALENDAR = frozenset({QuantityKind.DATE, QuantityKind.TIME})
_COUNTED = frozenset(QuantityKind) - _CALENDAR - {QuantityKind.ORDINAL, QuantityKind.CODE}


def _with_dates(words: list[Word], dates: Sequence[Quantity]) -> Iterator[Word]:
    """The words, those of each date made one: "the last 24 hours" is "the past 24 hours"."""
    for word in words:
        date = next((each for each in dates if each.start <= word.start < each.end), None)
        if date is None:
            yield word
        elif word.start == date.start or word is words[0]:
            term = _date_term(date)
            yield Word(date.start, date.end, term, term)


def _date_term(date: Quantity) -> str:
    """A month for a day of it that is named by its month, so that "June" and "June 6" are lined up."""
    value = str(date.value)
    by_month = any(word.strip(".,").lower() in MONTHS for word in date.text.split())
    return f"{DATE}{value[:7] if by_month else value}"
