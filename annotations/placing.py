"""Annotations whose article has another text now: which of them to look for again, and what becomes of them.

What is found exactly, or has only moved, is put there without asking. What was changed, may stand in several places or
is gone keeps the passage it was made on until the reader decides.
"""

from collections.abc import Container, Iterable, Iterator, Mapping

from annotations.anchoring import Place, find_all, placed
from annotations.history import Change
from annotations.model import Anchor, Annotation, Article

Places = Mapping[str, Place]
"""Id of an annotation → where it is in the text as it is now."""


def looked_for(annotation: Annotation, article: Article, versions: Container[str]) -> bool:
    """Whether the annotation is to be looked for in the article's text.

    Args:
        annotation: One of the article's.
        article: As it reads now.
        versions: Hashes of the texts in which the article's annotations were looked for before: what is an orphan
            in one of them is so because nothing was found, or because the reader said so.
    """
    if annotation.stands_in(article.sha256):
        return False
    settled = annotation.anchor is Anchor.ORPHAN and article.sha256 in versions
    return not settled or annotation.text_sha256 == article.sha256


def find_places(article: Article, annotations: Iterable[Annotation], versions: Container[str]) -> Places:
    """Look for those annotations that do not stand in the article's text; takes time, so ask in a worker."""
    wanted = [each for each in annotations if looked_for(each, article, versions)]
    found = find_all(article.text, article.sha256, wanted)
    return {each.annotation_id: place for each, place in zip(wanted, found, strict=True)}


def changes_of(article: Article, annotations: Iterable[Annotation], places: Places) -> Iterator[Change]:
    """What finding annotations again changes in them."""
    for each in annotations:
        place = places.get(each.annotation_id)
        after = placed(each, place, article.pages, article.sha256) if place else each
        if after != each:
            yield Change(each, after)


def shown(annotation: Annotation, article: Article, places: Places) -> Annotation | None:
    """The annotation as the article's text shows it, or nothing where that has no place for it.

    One whose words were changed is shown on the words that stand there now; `exact` still says what it was made on.
    """
    if annotation.stands_in(article.sha256):
        return annotation
    place = places.get(annotation.annotation_id)
    if place is None or place.span is None or annotation.anchor is Anchor.ORPHAN:
        return None
    if place.anchor is Anchor.CHANGED:
        return annotation._replace(start=place.span.start, end=place.span.end, anchor=Anchor.CHANGED)
    return placed(annotation, place, article.pages, article.sha256)  # of somebody else, whose file is not written
