"""How an article is named in lists: by the path of its file, or, where a file holds several, by `PATH#NUMBER`."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from annotations.articles import kept
from annotations.articles.files import read_article
from annotations.articles.formats import Format, format_of_name
from annotations.articles.parse_cache import ParseCache
from annotations.errors import ArticleError
from annotations.model import Article

_MANY = (Format.FEED, Format.TABLE, Format.LINES)
_AT_ONCE = 1 << 20  # code points of articles that are read from a file of several at one go
_TIME = (1 << 63) - 1  # bits of a time that SQLite takes: in nanoseconds, the year 2262; files may be dated later


class _Rows(threading.local):
    """Some articles of a file of several, read at one go: most are asked for in their order, and to begin takes long.

    Attributes:
        source: The file, and its stamp when it was read.
        first: The number of the first of them.
        found: The articles, and in place of each that cannot be read why.
    """

    source: tuple[str, tuple[int, int] | None] = "", None
    first = 0
    found: Sequence[Article | ArticleError] = ()

    def get(self, path: str, number: int) -> Article | ArticleError | None:
        """The article of a number, or why it cannot be read; nothing where there is none."""
        source = path, stamp_of(path)
        if source != self.source or not 0 <= number - self.first < len(self.found):
            self.source, self.first = source, number
            self.found = list(_from(path, number))
        return self.found[number - self.first] if self.found else None


def _from(path: str, number: int) -> Iterator[Article | ArticleError]:
    """The articles of a file from a number on, not more than fit into memory easily."""
    from annotations.articles.reading import Manner, read_articles  # only for files that hold several

    left = _AT_ONCE
    with closing(read_articles(Path(path), Manner(skip=max(0, number - 1)))) as articles:
        for each in articles:
            yield each
            left -= len(each.pages) if isinstance(each, Article) else 0
            if left < 0:
                return


_ROWS = _Rows()


def holds_many(path: str | Path) -> bool:
    """Whether a file holds several articles, by its ending."""
    return format_of_name(Path(path).name) in _MANY


def key_in(path: str | Path, number: int) -> str:
    """The key of an article among several in a file; the first has the number 1."""
    return f"{path}#{number}"


def file_of_key(key: str) -> str:
    """The path of the file in which an article is."""
    path, sign, number = key.rpartition("#")
    return path if sign and number.isdecimal() and holds_many(path) else key


def stamp_of(key: str) -> tuple[int, int] | None:
    """What changes when the file of an article does: time of the last change (nanoseconds), and length (bytes).

    The time is not negative, and 63 bits long: one before 1970 or after 2262 is another, but always the same.
    """
    try:
        status = os.stat(file_of_key(key))  # noqa: PTH116 - of a hundred thousand files, and Path takes twice as long
    except (OSError, ValueError):  # reading it says what is wrong
        return None
    return status.st_mtime_ns & _TIME, status.st_size


def read_by_key(key: str, cache: ParseCache | None = None) -> Article:
    """The article of a key; its `file` is the key.

    Raises:
        ArticleError: It cannot be read.
    """
    path = file_of_key(key)
    if path != key:
        return _read_one_of_many(path, int(key[len(path) + 1 :]), key)
    if format_of_name(key) is Format.FEED_LIST:
        raise ArticleError(f"{key} is a list of feeds. `newsreader import` fetches what they hold.")
    return kept.read_kept(Path(key)) if key.endswith(kept.ENDING) else read_article(Path(key), cache)


def _read_one_of_many(path: str, number: int, key: str) -> Article:
    found = _ROWS.get(path, number)
    if found is None:
        raise ArticleError(f"{path} has no article {number} any more.")
    if isinstance(found, ArticleError):
        raise found
    return found._replace(file=key)
