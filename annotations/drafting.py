"""A passage of an article → an annotation that does not say anything yet, with what detection reads there."""

from bisect import bisect_right
from operator import attrgetter
from typing import Any

from annotations.anchoring import describe
from annotations.detection.quantities import find_quantities
from annotations.identifiers import new_id, now
from annotations.model import Annotation, Article, Kind, Mention, Quantity, QuantityKind, Quotation, Span

# Code points on either side in which a figure finds its modifier and its noun, and a quotation its speaker.
_AROUND_FIGURE = 200
_AROUND_QUOTATION = 2000
# Code points of a passage that is read while somebody waits: longer than any figure in words, or any speech in marks.
_LONGEST_FIGURE = 1_000
_LONGEST_QUOTATION = 20_000


def draft(article: Article, span: Span, annotator: str) -> Annotation:
    """A new annotation on a passage.

    Where the passage is exactly a mention, the annotation takes over its reading: figure, unit and modifier, or speaker
    and cue. Otherwise it is about a claim.
    """
    exact, prefix, suffix = describe(article.pages, span)
    time = now()
    blank = Annotation(
        annotation_id=new_id(),
        article_id=article.article_id,
        text_sha256=article.sha256,
        start=span.start,
        end=span.end,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        annotator=annotator,
        created_at=time,
        updated_at=time,
    )
    mention = mention_at(article, span)
    return _with_reading(blank, article, mention) if mention else blank


def mention_at(article: Article, span: Span) -> Mention | None:
    """What detection reads in a passage, if that is exactly a mention; looks at the words around it only."""
    return figure_at(article, span) or _quotation_at(article, span)  # the figure takes a tenth of the time


def figure_at(article: Article, span: Span) -> Quantity | None:
    """What detection reads in a passage, if that is exactly a figure; looks at the words around it only."""
    if span.end - span.start > _LONGEST_FIGURE:
        return None
    words, here = _around(article, span, _AROUND_FIGURE)
    found = find_quantities(words, published=article.published)
    figure = next((each for each in found if (each.start, each.end) == here), None)
    return figure._replace(start=span.start, end=span.end) if figure and figure.kind is not QuantityKind.CODE else None


def _quotation_at(article: Article, span: Span) -> Quotation | None:
    if span.end - span.start > _LONGEST_QUOTATION:
        return None
    from annotations.detection.quotations import find_quotations  # twice what figures take, in time and memory

    words, here = _around(article, span, _AROUND_QUOTATION)
    found = next((each for each in find_quotations(words) if (each.start, each.end) == here), None)
    return found.moved(span.start - here.start) if found else None


def reading_of(figure: Quantity) -> dict[str, Any]:
    """What a figure was read as: the fields of an annotation."""
    return {
        "value": figure.low if figure.value is None else figure.value,
        "value_max": figure.high if figure.value is None else None,
        "unit": figure.unit,
        "modifier": figure.modifier,
        "counted": figure.counted,
    }


def _around(article: Article, span: Span, reach: int) -> tuple[str, Span]:
    """So much of the line that holds all of a passage, and where the passage is in that; nothing if none does."""
    number = bisect_right(article.lines, span.start, key=attrgetter("start")) - 1
    line = article.lines[number] if number >= 0 else None
    if line is None or span.end > line.end:
        return "", span
    start = max(line.start, span.start - reach)
    return article.pages[start : min(line.end, span.end + reach)], Span(span.start - start, span.end - start)


def _with_reading(blank: Annotation, article: Article, mention: Mention) -> Annotation:
    if isinstance(mention, Quantity):
        return blank._replace(kind=Kind.QUANTITY, **reading_of(mention))
    cue = mention.cue
    return blank._replace(
        kind=Kind.QUOTATION,
        speaker=mention.speaker_name,
        cue=article.pages[slice(*cue)] if cue else "",
    )
