"""A passage of an article → an annotation that does not say anything yet, with what detection reads there."""

from bisect import bisect_right
from operator import attrgetter
from typing import Any

from annotations.anchoring import describe
from annotations.detection.quantities import find_quantities
from annotations.identifiers import new_id, now
from annotations.model import Annotation, Article, Kind, Line, Mention, Quantity, QuantityKind, Span

# Code points on either side in which a figure finds its modifier and its noun, and a quotation its speaker.
_AROUND_FIGURE = 200
_AROUND_QUOTATION = 2000


def draft(article: Article, span: Span, annotator: str) -> Annotation:
    """A new annotation on a passage.

    Where the passage is exactly a mention, the annotation takes over its reading: figure, unit and modifier, or speaker
    and cue. Otherwise it is about a claim.
    """
    exact, prefix, suffix = describe(article.text, span)
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
    line = _line_around(article, span)
    figure = figure_at(article, span)  # read in a tenth of the time that a quotation takes
    if figure or line is None:
        return figure
    from annotations.detection.quotations import find_quotations  # twice what figures take, in time and memory

    quotations = find_quotations(article.text, *_near(line, span, _AROUND_QUOTATION))
    return next((each for each in quotations if (each.start, each.end) == span), None)


def figure_at(article: Article, span: Span) -> Quantity | None:
    """What detection reads in a passage, if that is exactly a figure; looks at the words around it only."""
    line = _line_around(article, span)
    around = _near(line, span, _AROUND_FIGURE) if line else Span(0, 0)
    found = find_quantities(article.text, *around, article.published)
    return next((each for each in found if (each.start, each.end) == span and each.kind is not QuantityKind.CODE), None)


def reading_of(figure: Quantity) -> dict[str, Any]:
    """What a figure was read as: the fields of an annotation."""
    return {
        "value": figure.low if figure.value is None else figure.value,
        "value_max": figure.high if figure.value is None else None,
        "unit": figure.unit,
        "modifier": figure.modifier,
        "counted": figure.counted,
    }


def _line_around(article: Article, span: Span) -> Line | None:
    """The line that holds all of a passage."""
    number = bisect_right(article.lines, span.start, key=attrgetter("start")) - 1
    line = article.lines[number] if number >= 0 else None
    return line if line and span.end <= line.end else None


def _near(line: Line, span: Span, reach: int) -> Span:
    return Span(max(line.start, span.start - reach), min(line.end, span.end + reach))


def _with_reading(blank: Annotation, article: Article, mention: Mention) -> Annotation:
    if isinstance(mention, Quantity):
        return blank._replace(kind=Kind.QUANTITY, **reading_of(mention))
    cue = mention.cue
    return blank._replace(
        kind=Kind.QUOTATION,
        speaker=mention.speaker_name,
        cue=article.text[cue.start : cue.end] if cue else "",
    )
