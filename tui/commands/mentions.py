"""`newsreader mentions`: what was recognised in articles."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotations.articles.files import find_files, read_article
from annotations.articles.tables import is_table, read_rows
from annotations.detection.findings import mentions as mentions_in
from annotations.detection.findings import quantities
from annotations.errors import ArticleError
from annotations.model import Article, Mention, Quantity, Quotation, Span
from tui.commands.arguments import NO_ARTICLE, check_paths, parser_for
from tui.commands.printing import one_line, warn
from tui.widgets.reading import reading_text
from tui.widgets.wrapping import cells

_FIELDS = ("start", "end", "text", "kind", "value", "low", "high", "unit", "modifier", "counted", "vague")
_WORDS = 44  # cells of the column with the words of the text

_EPILOG = """A file that ends in .jsonl holds an article in each row: its text, and id, title, outlet and published
where it has them. --json prints, for each article and line, one object:

  id, file, title, outlet, published, text
  lines       [{start, end, role}]
  quantities  [{start, end, text, kind, value, low, high, unit, modifier, counted, vague}]
  quotations  [{start, end, text, kind, speaker: {start, end, text, name}, cue: {start, end, text}, group}]

start and end are code points of text; dates are ISO 8601 text in value; durations are seconds; the kind `code` is what
only looks like a figure; speaker and cue are null where there is none."""


def mentions(given: list[str]) -> int:
    """Print what detection finds, as JSON lines or for people; 1 if an article could not be read."""
    parser = parser_for(
        "newsreader mentions", "Print the numbers and quotations found in articles.", paths="+", epilog=_EPILOG
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per article and line")
    options = parser.parse_args(given)
    check_paths(options.paths)
    failed = 0
    article: Article | ArticleError | None = None
    for article in _articles(options.paths):
        if isinstance(article, ArticleError):
            warn(str(article))
            failed = 1
        else:
            print(json.dumps(_as_json(article), ensure_ascii=False) if options.json else _as_table(article))
    if article is None:
        warn(NO_ARTICLE)
    return failed


def _articles(paths: Iterable[Path]) -> Iterator[Article | ArticleError]:
    """The articles in files, folders and tables; in place of one that cannot be read, why not."""
    for path in find_files(paths):
        try:
            if is_table(path):
                yield from read_rows(path)
            else:
                yield read_article(path)
        except ArticleError as error:
            yield error


def _as_json(article: Article) -> dict[str, Any]:
    return {
        "id": article.article_id,
        "file": article.file,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "text": article.text,
        "lines": [{"start": line.start, "end": line.end, "role": line.role} for line in article.lines],
        "quantities": [{field: getattr(each, field) for field in _FIELDS} for each in quantities(article)],
        "quotations": [_quotation(article, each) for each in mentions_in(article) if isinstance(each, Quotation)],
    }


def _quotation(article: Article, quotation: Quotation) -> dict[str, Any]:
    speaker, cue = _passage(article, quotation.speaker), _passage(article, quotation.cue)
    return {
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "kind": quotation.kind,
        "speaker": speaker and {**speaker, "name": quotation.speaker_name},
        "cue": cue,
        "group": quotation.group,
    }


def _passage(article: Article, span: Span | None) -> dict[str, Any] | None:
    return span and {"start": span.start, "end": span.end, "text": article.text[span.start : span.end]}


def _as_table(article: Article) -> str:
    rows = [f"{one_line(article.file, 500)}: {one_line(article.title, 500)}"]
    return "\n".join([*rows, *map(_row, mentions_in(article))])


def _row(mention: Mention) -> str:
    """Place, words and reading of a mention, in columns."""
    words = one_line(mention.text, _WORDS)
    while cells(words) > _WORDS:
        words = words[:-2] + "…"
    kind = "number" if isinstance(mention, Quantity) else "quotation"
    padding = " " * (_WORDS - cells(words))
    return f"{mention.start:>8}  {kind:<9}  {words}{padding}  {one_line(reading_text(mention), 200)}"
