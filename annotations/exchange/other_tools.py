"""Annotations of other tools: what the Hypothesis API answers, and doccano's JSONL.

Both count in UTF-16 code units: Hypothesis in the page it was made on, doccano in the text that it exports
(https://github.com/doccano/doccano/issues/2290). An id is made from theirs, so that reading the same file
twice gives the same annotations.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from annotations.anchoring import describe, find, placed
from annotations.errors import ExchangeError
from annotations.exchange.json_values import annotation_from, annotation_record, parse, parsed_lines
from annotations.exchange.utf16 import Utf16Offsets
from annotations.model import Annotation, ArticleRecord, Kind, Origin, Span, Status

ArticleAt = Callable[[str], ArticleRecord | None]
"""Address → the article that was read from there, or nothing."""


class Imported(NamedTuple):
    """What was read, and a sentence for each thing that was not."""

    annotations: tuple[Annotation, ...]
    left_out: tuple[str, ...]


def read_hypothesis(text: str, article_at: ArticleAt) -> Imported:
    """Read what the Hypothesis API answers to a search (https://h.readthedocs.io/en/latest/api/).

    Each passage is looked for in our article by its quote; their offsets belong to the page's own text, which
    is not ours, and are not used.

    Args:
        text: JSON: an object with `rows`, an array of annotations, or one annotation.
        article_at: Finds our article by the page's address.

    Returns:
        Annotations with their anchors; page notes, replies and pages that we have not read are left out and
        told.

    Raises:
        ExchangeError: If it is not JSON, or not of this shape.
    """
    document = parse(text.removeprefix("\ufeff"), "The file")
    rows = document.get("rows", [document]) if isinstance(document, dict) else document
    if not isinstance(rows, list):
        raise ExchangeError("The file holds no annotations: “rows” is no array.")
    read = [_hypothesis_row(row, f"Annotation {n}", article_at) for n, row in enumerate(rows, start=1)]
    return Imported(
        tuple(row for row in read if isinstance(row, Annotation)),
        tuple(row for row in read if isinstance(row, str)),
    )


def _hypothesis_row(row: Any, where: str, article_at: ArticleAt) -> Annotation | str:
    """The annotation, or why there is none."""
    try:
        selectors = [selector for target in row.get("target", []) for selector in target.get("selector", [])]
        quotes = [selector for selector in selectors if selector["type"] == "TextQuoteSelector"]
        if not quotes:
            return f"{where} marks no passage: it is a page note or a reply."
        article = article_at(row["uri"])
        if article is None or article.text is None:
            return f"{where} stands on {row['uri']}, which is none of our articles."
        digest = sha256(article.text.encode()).hexdigest()
        annotation = _from_hypothesis(row, quotes[0], article.article_id)
        found = placed(annotation, find(article.text, digest, annotation), article.text, digest)
        return annotation_from(annotation_record(found), where)  # what cannot be kept is refused here
    except (AttributeError, KeyError, TypeError) as error:
        raise ExchangeError(f"{where} is not as the Hypothesis API gives it: {error!r}.") from error


def _from_hypothesis(row: dict[str, Any], quote: dict[str, str], article_id: str) -> Annotation:
    return Annotation(
        annotation_id=str(uuid5(NAMESPACE_URL, f"https://hypothes.is/a/{row['id']}")),
        article_id=article_id,
        text_sha256="",
        start=0,
        end=0,
        exact=quote["exact"],
        prefix=quote.get("prefix", ""),
        suffix=quote.get("suffix", ""),
        kind=Kind.NOTE if row.get("text") else Kind.CLAIM,
        tags=tuple(dict.fromkeys(row.get("tags", []))),
        note=row.get("text", ""),
        origin=Origin.IMPORTED,
        annotator=row.get("user", "").removeprefix("acct:"),
        created_at=row.get("created", ""),
        updated_at=row.get("updated", ""),
    )


def read_doccano(lines: Iterable[str], *, annotator: str = "") -> Iterator[Annotation]:
    """Read the JSONL of a doccano project for sequence labelling or relations, as exported.

    A label that is the name of a status or a kind becomes that; any other becomes a tag. The article is the
    line's text: whoever has read the same text has it under the same id.

    Args:
        lines: `{"text": …, "label": [[start, end, label], …]}`; `labels`, or `entities` with `start_offset`,
            `end_offset` and `label`, are read as well.
        annotator: Who made them; the file does not tell.

    Raises:
        ExchangeError: If a line is not of this shape or an offset not in its text; the line is told.
    """
    for where, value in parsed_lines(lines):
        try:
            text = value["text"]
            offsets = Utf16Offsets(text)
            for start, end, label in _labels(value):
                span = Span(offsets.code_point(start), offsets.code_point(end))
                yield _from_doccano(text, span, label, annotator)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ExchangeError(f"{where} is not as doccano writes it: {error!r}.") from error


def _labels(line: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    yield from line.get("label") or line.get("labels") or []
    for entity in line.get("entities", []):
        yield entity["start_offset"], entity["end_offset"], entity["label"]


def _from_doccano(text: str, span: Span, label: str, annotator: str) -> Annotation:
    digest = sha256(text.encode()).hexdigest()
    name = label.casefold()
    status = Status(name) if name in list(Status) else None
    kind = Kind(name) if name in list(Kind) else None
    return Annotation(
        str(uuid5(NAMESPACE_URL, f"doccano:{digest}:{span.start}:{span.end}:{label}")),
        digest[:16],
        digest,
        *span,
        *describe(text, span),
        kind=kind or Kind.CLAIM,
        status=status,
        tags=() if status or kind else (label,),
        origin=Origin.IMPORTED,
        annotator=annotator,
    )
