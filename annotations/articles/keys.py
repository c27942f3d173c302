"""How an article is named in lists: by the path of its file, or, where a file holds several, by `PATH#NUMBER`."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

from annotations.articles import kept
from annotations.articles.files import read_article
from annotations.articles.formats import Format, format_of_name
from annotations.articles.parse_cache import ParseCache
from annotations.errors import ArticleError
from annotations.model import Article

_MANY = (Format.FEED, Format.TABLE, Format.LINES)


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
    from annotations.articles.reading import read_articles  # only for files that hold several

    found = next(islice(read_articles(Path(path)), max(0, number - 1), None), None)
    if found is None:
        raise ArticleError(f"{path} has no article {number} any more.")
    if isinstance(found, ArticleError):
        raise found
    return replace(found, file=key)
