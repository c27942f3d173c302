"""Tables of articles (CSV, RFC 4180, or separated by semicolons, tabs or bars): one row, one article.

Read row by row: a corpus may be larger than memory. A row's text is taken as it stands, every line of it for
body.
"""

import csv
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from annotations.articles.files import LARGEST
from annotations.articles.given import Given, make_article
from annotations.articles.lines import look_at_lines
from annotations.articles.page_metadata import iso_date, web_address
from annotations.articles.stamps import find_stamps
from annotations.errors import ArticleError
from annotations.model import Article, Line, Role

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("date", "published", "published_at"),
    "url": ("url", "link"),
    "outlet": ("source", "outlet", "publisher"),
    "author": ("author", "authors", "byline"),
}
"""The columns that are looked for, upper and lower case being one; the first that a table has is taken."""

_SEPARATORS = ",;\t|"
_WARNING = "This row is not UTF-8. It was read as Windows-1252: letters with accents may be wrong."


def read_csv(
    table: BinaryIO, name: str, columns: Mapping[str, str] | None = None, skip: int = 0
) -> Iterator[Article | ArticleError]:
    """The article in each row, or why there is none; rows are counted from the header, which is row 1.

    Args:
        table: A binary file.
        name: What to call it in a sentence.
        columns: For fields as in `COLUMNS`, the name of the column to take; found by its name where none is given.
        skip: How many articles to pass over unread.

    Raises:
        ArticleError: There is no column for the text, or a row of more than `LARGEST` bytes; what follows it
            cannot be told apart.
    """
    csv.field_size_limit(sys.maxsize)  # an article may be longer than the 131,072 characters that csv stops at
    lines = _Lines(table, name)
    header = next(lines, "")
    separator = max(_SEPARATORS, key=header.count)
    try:
        names = next(csv.reader([header], delimiter=separator), [])
    except csv.Error as error:
        raise ArticleError(f"{name} does not begin with a row of column names: {error}.") from error
    places = _places(names, columns or {}, name)
    for number, cells in islice(_rows(lines, separator), skip, None):
        row = f"{name}, row {number}"
        if isinstance(cells, csv.Error):
            yield ArticleError(f"{row} is not CSV as RFC 4180 has it: {cells}.")
        else:
            yield _article(cells, places, row, _WARNING if lines.guessed else "")


def _rows(lines: "_Lines", separator: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The rows below the header that are not empty, with their numbers, or what is wrong with them."""
    reader = csv.reader(lines, delimiter=separator)
    number = 1
    while True:
        number += 1
        lines.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, error
        else:
            if cells:
                yield number, cells


class _Lines:
    """The lines of a table, each decoded by itself: one row in another encoding spoils no other.

    Attributes:
        guessed: Whether a line of this row was not UTF-8.
    """

    def __init__(self, table: BinaryIO, name: str) -> None:
        self._table = table
        self._name = name
        self._left = LARGEST
        self._encoding = "utf-8-sig"
        self.guessed = False

    def begin_row(self) -> None:
        self._left = LARGEST
        self.guessed = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._table.readline(self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            raise ArticleError(f"{self._name} has a row of more than {LARGEST // 2**20} MB. Is a quotation mark open?")
        if not line:
            raise StopIteration
        encoding, self._encoding = self._encoding, "utf-8"
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            self.guessed = True
            return line.decode("cp1252", "replace")


def _places(header: list[str], columns: Mapping[str, str], name: str) -> dict[str, int]:
    """At which place in a row each field stands, as far as the table has it."""
    known = {column.strip().lower(): place for place, column in reversed(list(enumerate(header)))}
    places = {}
    for field, usual in COLUMNS.items():
        wanted = (columns[field],) if field in columns else usual
        found = [known[column.lower()] for column in wanted if column.lower() in known]
        if not found and (field in columns or field == "text"):
            raise ArticleError(
                f"{name} has no column {' or '.join(wanted)}. Its columns are: {', '.join(header)[:300]}. "
                f"Say which holds the {field}."
            )
        places.update(dict.fromkeys([field], found[0]) if found else {})
    return places


def _article(cells: list[str], places: Mapping[str, int], name: str, warning: str) -> Article | ArticleError:
    row = {field: cells[place] for field, place in places.items() if place < len(cells)}
    text = row.pop("text", "")
    lines = [Line(look.start, look.end, Role.BODY, "the text of a row") for look in look_at_lines(text)]
    if not lines:
        return ArticleError(f"{name}, holds no text.")
    given = [Given(field, _READERS[field](value), f"the column for the {field}") for field, value in row.items()]
    return make_article(text, lines, given, name)._replace(warning=warning)


def _words(cell: str) -> str:
    return " ".join(cell.split())


def _day(cell: str) -> str:
    """The ISO 8601 day in a cell, where it can be read in one way."""
    return iso_date(cell) or next((stamp.iso for stamp in find_stamps(cell[:100])), "")


_READERS = {"title": _words, "outlet": _words, "author": _words, "published": _day, "url": web_address}
