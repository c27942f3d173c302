"""A passage of an article → an annotation that does not say anything yet, with what detection reads there."""

from bisect import bisect_right
from dataclasses import replace
from operator import attrgetter

from annotations.anchoring import describe
from annotations.detection.findings import mentions_of
from annotations.identifiers import new_id, now
from annotations.model import Annotation, Article, Kind, Mention, Quantity, Span

_AROUND = 2000  # code points on either side in which a reading finds its modifier, its noun, its speaker


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
    number = bisect_right(article.lines, span.start, key=attrgetter("start")) - 1
    line = article.lines[number] if number >= 0 else None
    if line is None or span.end > line.end:
        return None
    near = line._replace(start=max(line.start, span.start - _AROUND), end=min(line.end, span.end + _AROUND))
    return next((each for each in mentions_of(article, near) if (each.start, each.end) == span), None)


def _with_reading(blank: Annotation, article: Article, mention: Mention) -> Annotation:
    if isinstance(mention, Quantity):
        value = mention.low if mention.value is None else mention.value
        return replace(
            blank,
            kind=Kind.QUANTITY,
            value=value,
            value_max=mention.high if mention.value is None else None,
            unit=mention.unit,
            modifier=mention.modifier,
            counted=mention.counted,
        )
    cue = mention.cue
    return replace(
        blank,
        kind=Kind.QUOTATION,
        speaker=mention.speaker_name,
        cue=article.text[cue.start : cue.end] if cue else "",
    )
