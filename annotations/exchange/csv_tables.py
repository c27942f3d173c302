"""Annotations as a table: RFC 4180, UTF-8, one row each, every column always there.

Columns are only ever appended, so that a script written for one version reads the next. How lists and
figures become cells is told in `cells`. A table made for Excel begins with a byte-order mark, and its cells
are guarded.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TextIO

from annotations.claims import Claim
from annotations.errors import ExchangeError
from annotations.exchange.around import SentenceFinder, Sentences
from annotations.exchange.cells import guard, unguard
from annotations.exchange.rows import annotation_of, annotation_row
from annotations.model import Annotation, ArticleRecord

ANNOTATION_COLUMNS = (
    "annotation_id", "outlet", "article_title", "published_at", "status", "kind", "quote", "note", "tags",
    "claim_id", "claim", "stance", "value", "value_max", "unit", "modifier", "counted", "as_of", "speaker",
    "cue", "sentence", "prefix", "suffix", "start", "end", "anchor", "origin", "confidence", "evidence_url",
    "annotator", "created_at", "updated_at", "article_id", "article_url", "article_file", "text_sha256",
    "schema_version",
)  # fmt: skip
"""The columns of `annotations.csv`, in their order."""

SCHEMA_VERSION = "1"
"""Of `annotations.csv`; appending a column does not change it."""

_MARK = "\ufeff"
_NEEDED = frozenset({"annotation_id", "quote", "start", "end", "article_id"})
_OF_ARTICLE = ("article_title", "outlet", "published_at", "article_url", "article_file")  # in the record's order


def write_annotations(
    out: TextIO,
    annotations: Iterable[Annotation],
    articles: Mapping[str, ArticleRecord],
    claims: Mapping[str, Claim],
    sentences: Sentences,
    *,
    excel: bool = False,
) -> int:
    """Write `annotations.csv`, ordered by article, place and id.

    Args:
        out: A text file opened with `newline=""`, so that line ends stay CRLF.
        annotations: All of them, orphans too.
        articles: By `article_id`; an article that is missing leaves its columns empty.
        claims: By `claim_id`; likewise.
        sentences: Finds the sentences of a text; asked once per article.
        excel: Begin with a byte-order mark and guard cells that a spreadsheet would run.

    Returns:
        The number of rows below the header.

    Raises:
        ExchangeError: If an annotation that has its place does not stand there; row and annotation are named.
    """
    ordered = sorted(annotations, key=lambda a: (a.article_id, a.start, a.annotation_id))
    rows = _annotation_rows(ordered, articles, claims, sentences)
    cells = ([row.get(column, "") for column in ANNOTATION_COLUMNS] for row in rows)
    return write_table(out, ANNOTATION_COLUMNS, cells, excel=excel)


def write_table(out: TextIO, columns: Sequence[str], rows: Iterable[Sequence[str]], *, excel: bool = False) -> int:
    """Write a header and rows of as many cells; `excel` as for `write_annotations`.

    Returns:
        The number of rows below the header.
    """
    if excel:
        out.write(_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(guard, columns) if excel else columns)
    count = 0
    for row in rows:
        writer.writerow(map(guard, row) if excel else row)
        count += 1
    return count


def _annotation_rows(
    annotations: Iterable[Annotation],
    articles: Mapping[str, ArticleRecord],
    claims: Mapping[str, Claim],
    sentences: Sentences,
) -> Iterator[dict[str, str]]:
    article, finder = ArticleRecord(""), SentenceFinder("", sentences)
    for number, annotation in enumerate(annotations, start=2):  # the header is row 1
        if annotation.article_id != article.article_id:
            article = articles.get(annotation.article_id) or ArticleRecord(annotation.article_id)
            finder = SentenceFinder(article.text, sentences)
        claim = claims.get(annotation.claim_id)
        row = annotation_row(annotation) | _article_cells(article)
        row |= {"claim": claim.text if claim else "", "schema_version": SCHEMA_VERSION}
        if article.text is not None and annotation.stands:
            _check_place(article.text, annotation, number)
            row["sentence"] = finder.around(annotation.span)
        yield row


def _check_place(text: str, annotation: Annotation, number: int) -> None:
    start, end = annotation.span
    if text[start:end] != annotation.exact:
        raise ExchangeError(
            f"Row {number}, annotation {annotation.annotation_id}: at {start}–{end} the article reads "
            f"“{text[start:end][:60]}”, not “{annotation.exact[:60]}”. "
            "Open the article, so that its annotations are found again."
        )


def _article_cells(article: ArticleRecord) -> dict[str, str]:
    said = (article.title, article.outlet, article.published, article.url, article.file)
    return dict(zip(_OF_ARTICLE, said, strict=True))


class Row(NamedTuple):
    """An annotation, and what its row says of its article and of its claim."""

    annotation: Annotation
    article: ArticleRecord
    claim: str


def read_rows(lines: Iterable[str]) -> Iterator[Row]:
    """Read `annotations.csv` back, also one made for Excel, as it is read: one row at a time.

    Args:
        lines: Of a text file opened with `encoding="utf-8", newline=""`, the byte-order mark not stripped.
            Columns may stand in any order; those that nobody needs to read (the sentence) and those of a later
            version are passed over.

    Yields:
        Annotations equal to those that were written, and what was written of their articles and claims.

    Raises:
        ExchangeError: If it is no CSV, a column is missing or a cell cannot be understood; row and column are
            named, the header being row 1.
    """
    rest = iter(lines)
    first = next(rest, "")
    csv.field_size_limit(sys.maxsize)  # a note may be longer than the 131,072 characters that csv stops at
    reader = csv.reader(chain([first.removeprefix(_MARK)], rest), strict=True)
    try:
        columns = next(reader, [])
        if missing := sorted(_NEEDED.difference(columns)):
            raise ExchangeError(f"Row 1: no column {', '.join(missing)}. Is this an annotations.csv?")
        for number, cells in enumerate(reader, start=2):
            row = _cells(columns, cells, number, excel=first.startswith(_MARK))
            annotation = annotation_of(row, number)
            title, outlet, published, url, file = (row.get(column, "") for column in _OF_ARTICLE)
            article = ArticleRecord(annotation.article_id, title, outlet, published, url, file)
            yield Row(annotation, article, row.get("claim", ""))
    except csv.Error as error:
        raise ExchangeError(f"Line {reader.line_num} is not CSV as RFC 4180 has it: {error}.") from error


def _cells(columns: list[str], cells: list[str], number: int, *, excel: bool) -> dict[str, str]:
    if len(cells) != len(columns):
        raise ExchangeError(f"Row {number}: {len(cells)} cells where the header has {len(columns)}.")
    return dict(zip(columns, map(unguard, cells) if excel else cells, strict=True))
