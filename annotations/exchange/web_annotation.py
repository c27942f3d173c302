"""Annotations as W3C Web Annotations in JSON-LD, for other annotation tools.

The file is an array of annotations (https://www.w3.org/TR/annotation-model/). What the model has a place for
stands there; our own record, with all the rest, is kept beside it as a JSON literal, so that reading a file
of ours back restores equal annotations. Positions count code points, as the model wants it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO
from urllib.parse import quote
from uuid import UUID

from annotations.claims import Claim
from annotations.errors import ExchangeError
from annotations.evidence import ARTICLE, Evidence
from annotations.exchange.json_values import NO_CLAIMS, annotation_from, annotation_record, claim_in, parse
from annotations.model import Annotation, ArticleRecord

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"newsreader": {"@id": "urn:x-newsreader:record", "@type": "@json"}},
]
"""The model's own context, and the name under which our record stands."""


def write_web_annotations(
    out: TextIO,
    annotations: Iterable[Annotation],
    articles: Mapping[str, ArticleRecord],
    claims: Mapping[str, Claim] = NO_CLAIMS,
) -> int:
    """Write a JSON-LD array, an annotation a line, by article, place and id.

    An article is named by its address where it has one.

    Returns:
        The number of annotations.
    """
    ordered = sorted(annotations, key=lambda a: (a.article_id, a.start, a.annotation_id))
    out.write("[")
    for number, annotation in enumerate(ordered):
        article = articles.get(annotation.article_id) or ArticleRecord(annotation.article_id)
        entry = json.dumps(web_annotation(annotation, article, claims), ensure_ascii=False, allow_nan=False)
        out.write(f"{',' if number else ''}\n{entry}")
    out.write("\n]\n")
    return len(ordered)


def web_annotation(
    annotation: Annotation, article: ArticleRecord, claims: Mapping[str, Claim] = NO_CLAIMS
) -> dict[str, Any]:
    """One annotation as the object that the model describes."""
    entry: dict[str, Any] = {
        "@context": CONTEXT,
        "id": _annotation_iri(annotation.annotation_id),
        "type": "Annotation",
        "motivation": _motivation(annotation),
        "creator": {"type": "Person", "name": annotation.annotator} if annotation.annotator else None,
        "created": annotation.created_at,
        "modified": annotation.updated_at,
        "body": _bodies(annotation),
        "target": _target(annotation, article),
        "newsreader": annotation_record(annotation, claims),
    }
    return {name: value for name, value in entry.items() if value}


def _annotation_iri(annotation_id: str) -> str:
    try:
        return UUID(annotation_id).urn
    except ValueError:
        return f"urn:x-newsreader:annotation:{quote(annotation_id, safe='')}"


def _motivation(annotation: Annotation) -> str:
    if annotation.status:
        return "assessing"
    if annotation.note:
        return "commenting"
    return "tagging" if annotation.tags else "highlighting"


def _bodies(annotation: Annotation) -> list[dict[str, Any]]:
    said = [("assessing", annotation.status or ""), ("commenting", annotation.note)]
    said += [("tagging", tag) for tag in annotation.tags]
    texts = [{"type": "TextualBody", "purpose": purpose, "value": value} for purpose, value in said if value]
    return [*texts, *map(_link, annotation.evidence)]


def _link(evidence: Evidence) -> dict[str, Any]:
    body: dict[str, Any] = {"type": "SpecificResource", "purpose": "linking", "source": evidence.address}
    if evidence.quote:
        body["selector"] = [{"type": "TextQuoteSelector", "exact": evidence.quote}]
    if evidence.accessed_at:
        body["state"] = {"type": "TimeState", "sourceDate": _moment(evidence.accessed_at)}
    return body


def _moment(date: str) -> str:
    """A day as the moment at which it begins; the model wants an xsd:dateTime."""
    return date if "T" in date else f"{date}T00:00:00Z"


def _target(annotation: Annotation, article: ArticleRecord) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "source": article.url or ARTICLE + quote(annotation.article_id, safe=""),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": annotation.exact,
                "prefix": annotation.prefix,
                "suffix": annotation.suffix,
            },
            {"type": "TextPositionSelector", "start": annotation.start, "end": annotation.end},
        ],
    }


def read_web_annotations(text: str) -> Iterator[tuple[Annotation, str]]:
    """Read a file of ours back: an array, or a single annotation; each with what its claim says.

    Raises:
        ExchangeError: If it is no JSON, or an entry is none of ours; its number is told, the first being 1.
    """
    document = parse(text.removeprefix("\ufeff"), "The file")
    entries = document if isinstance(document, list) else [document]
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict) or "newsreader" not in entry:
            raise ExchangeError(f"Annotation {number} was not written by newsreader: it has no “newsreader” record.")
        yield annotation_from(entry["newsreader"], f"Annotation {number}"), claim_in(entry["newsreader"])
