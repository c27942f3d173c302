"""Corpora in one file → articles, one for each row.

A `.jsonl` file has one JSON object a line (https://jsonlines.org). Its `text` is the body of an article as it stands;
what else is known of the article is taken from the columns that corpora commonly have.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import orjson

from annotations.articles.files import LARGEST
from annotations.articles.stamps import find_stamps
from annotations.errors import ArticleError
from annotations.model import Article, Line, Role

ENDING = ".jsonl"
"""What a file ends in that is read as a corpus; upper and lower case are one."""

_LINE = re.compile(r"[^\r\n]+")
_COLUMNS = {
    "article_id": ("id", "doc_id"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source"),
    "published": ("published", "date"),
}


def is_table(path: Path) -> bool:
    """Whether the name of a file says that it holds a row for each article."""
    return path.suffix.lower() == ENDING


def read_rows(path: Path) -> Iterator[Article | ArticleError]:
    """The articles of a JSON lines file, read row by row; in place of a row that gives none, what is wrong with it.

    An article keeps the row's `id` or `doc_id`, and its `title`, `outlet` or `source`, `published` or `date` where
    there are any. Every line of its text that is not blank is body.

    Raises:
        ArticleError: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from read_lines(file, str(path))
    except OSError as error:
        raise ArticleError(f"{path} cannot be read: {error.strerror}.") from error


def read_lines(file: BinaryIO, name: str, skip: int = 0) -> Iterator[Article | ArticleError]:
    """The articles of an open JSON lines file of that name, the first `skip` passed over unread; see `read_rows`.

    Raises:
        ArticleError: A row has more than `LARGEST` bytes.
    """
    for number, row in enumerate(iter(lambda: file.readline(LARGEST + 1), b""), 1):
        if len(row) > LARGEST:
            raise ArticleError(f"{name}, line {number} is too large: a row has at most {LARGEST // 2**20} MB.")
        if row.strip():
            if skip > 0:
                skip -= 1
            else:
                yield _article(row, name, number)


def _article(row: bytes, name: str, number: int) -> Article | ArticleError:
    where = f"{name}, line {number}"
    try:
        known = orjson.loads(row)
    except orjson.JSONDecodeError as error:
        return ArticleError(f"{where} is no JSON: {error.msg} at column {error.colno}. The row was left out.")
    text = known.get("text") if isinstance(known, dict) else None
    if not isinstance(text, str) or not text.strip():
        return ArticleError(f"{where} holds no article: it needs an object with a text. The row was left out.")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    told = {field: _first(known, names) for field, names in _COLUMNS.items()}
    return Article(
        article_id=told["article_id"] or sha256[:16],
        pages=text,
        sha256=sha256,
        lines=_lines(text),
        title=told["title"] or f"{Path(name).name}, line {number}",
        outlet=told["outlet"],
        published=_moment(told["published"]),
        file=name,
    )


def _first(row: Mapping[str, object], names: tuple[str, ...]) -> str:
    """The first of some columns that holds text or a whole number, as text."""
    values = (row.get(name) for name in names)
    return next((str(value) for value in values if isinstance(value, str | int) and value != ""), "")


def _moment(written: str) -> str:
    """A day, or a day and time, as ISO text; nothing where it cannot be read in one way."""
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return next((stamp.iso for stamp in find_stamps(written)), "")
    return written


def _lines(text: str) -> tuple[Line, ...]:
    found = (match for match in _LINE.finditer(text) if not match[0].isspace())
    return tuple(Line(match.start(), match.end(), Role.BODY, "text of the row") for match in found)
