"""Whatever is named on a command line → articles: files, folders, addresses, what another program pipes in.

The one door to all formats. One item that cannot be read never keeps the next from being read.
"""

import io
import sys
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from annotations.articles.charsets import decode
from annotations.articles.files import (
    LARGEST,
    find_files,
    open_plain,
    read_article,
    read_content,
    read_text,
    refuse_other_formats,
)
from annotations.articles.formats import Format, format_of, format_of_name, is_address
from annotations.articles.parse_cache import ParseCache
from annotations.errors import ArticleError
from annotations.model import Article

Read = Generator[Article | ArticleError, None, None]
"""Articles, and in place of each that cannot be read why."""

_PIPED = "standard input"
_AT_A_TIME = 6  # feeds that are fetched at once
_IN_ONE_FILE = (Format.TEXT, Format.PAGE, Format.ARCHIVE)


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read.

    Attributes:
        format: Taken for granted where given; else told from the ending, the media type and the content.
        columns: Of a table, the name of the column for a field (`text`, `title`, `published`, `url`, `outlet`,
            `author`); found by its usual names where none is given.
        cache: Remembers how texts were classified.
        piped: What `-` stands for; standard input if not given.
        skip: How many articles of a file to pass over; those of a table are not even read.
    """

    format: Format | None = None
    columns: Mapping[str, str] | None = None
    cache: ParseCache | None = None
    piped: BinaryIO | None = None
    skip: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    """Bytes that were found under a name, and what their server says of them."""

    content: bytes
    name: str
    format: Format
    charset: str = ""
    url: str = ""


def read_articles(source: str | Path, manner: Manner | None = None) -> Read:
    """The articles in `source`, one after the other, and in place of each that cannot be read why.

    Args:
        source: A file; a folder, for the articles in it; an address that begins with `http://` or `https://`;
            or `-` for what is piped in. A list of feeds stands for the articles of all its feeds.
        manner: How to read.

    Yields:
        An article, or the error that says to a person why there is none. It raises none, whatever a source holds.
    """
    manner = manner or Manner()
    if source == "-":
        yield from _kept(partial(_read_piped, manner))
    elif isinstance(source, str) and is_address(source):
        yield from _kept(partial(_read_address, source, manner))
    else:
        for path in find_files([Path(source)]):
            yield from _kept(partial(_read_file, path, manner))


def _kept(read: Callable[[], Read]) -> Read:
    """What `read` gives; its error is the last of it."""
    try:
        yield from read()
    except ArticleError as error:
        yield error


def _read_piped(manner: Manner) -> Read:
    piped = manner.piped or sys.stdin.buffer
    if manner.format in (Format.TABLE, Format.LINES):
        yield from _read_table(piped, _PIPED, manner)
        return
    content = piped.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ArticleError(f"What comes by {_PIPED} is too large: at most {LARGEST // 2**20} MB are read.")
    refuse_other_formats(content, _PIPED)
    yield from _read(_Found(content, _PIPED, manner.format or format_of(content)), manner)


def _read_file(path: Path, manner: Manner) -> Read:
    named = manner.format or format_of_name(path.name)
    if manner.format is None and named in _IN_ONE_FILE:
        yield read_article(path, manner.cache)
    elif named in (Format.TABLE, Format.LINES):
        with open_plain(path) as table:
            yield from (_in_file(each, path) for each in _read_table(table, str(path), replace(manner, format=named)))
    else:
        content = read_content(path)
        found = _Found(content, str(path), named or format_of(content, path.name))
        yield from (_in_file(each, path) for each in islice(_read(found, manner), manner.skip, None))


def _in_file(each: Article | ArticleError, path: Path) -> Article | ArticleError:
    return each._replace(file=str(path)) if isinstance(each, Article) else each


def _read_address(url: str, manner: Manner, *, lists: bool = True) -> Read:
    """What stands at an address; a list of feeds leads to other addresses, but not to other lists."""
    from annotations.articles.fetching import fetch  # with http and TLS it takes a tenth of a second

    answer = fetch(url)
    refuse_other_formats(answer.content, url)
    kind = manner.format or format_of(answer.content, urlsplit(answer.url).path, answer.media_type)
    if kind is Format.FEED_LIST and not lists:
        raise ArticleError(f"{url} is a list of feeds, and no feed.")
    yield from _read(_Found(answer.content, url, kind, answer.charset, answer.url), manner)


def _read(found: _Found, manner: Manner) -> Read:
    match found.format:
        case Format.TEXT:
            yield _read_text(found, manner)
        case Format.PAGE | Format.ARCHIVE:
            yield _read_page(found)
        case Format.FEED:
            from annotations.articles.feeds import read_feed

            yield from read_feed(found.content, found.name, charset=found.charset)
        case Format.FEED_LIST:
            from annotations.articles.opml import feeds_of

            yield from _read_feeds(feeds_of(found.content, found.name), replace(manner, format=None))
        case _:  # a table
            yield from _read_table(io.BytesIO(found.content), found.name, replace(manner, format=found.format))


def _read_feeds(urls: list[str], manner: Manner) -> Read:
    """The articles of feeds, in the order of their list, a few of them fetched at a time."""
    from concurrent.futures import ThreadPoolExecutor

    def read_feed(url: str) -> list[Article | ArticleError]:
        return list(_kept(partial(_read_address, url, manner, lists=False)))

    pool = ThreadPoolExecutor(_AT_A_TIME)
    try:
        yield from chain.from_iterable(pool.map(read_feed, urls))
    finally:
        pool.shutdown(cancel_futures=True)


def _read_text(found: _Found, manner: Manner) -> Article:
    content = found.content
    if found.charset:
        content = decode(content, found.charset)[0].encode()
    return read_text(content, found.name, manner.cache)._replace(file="", url=found.url)


def _read_page(found: _Found) -> Article:
    from annotations.articles.web import read_archive, read_page  # with the libraries for pages it takes half a second

    if found.format is Format.ARCHIVE:
        return read_archive(found.content, found.name)
    return read_page(found.content, found.name, url=found.url, charset=found.charset)


def _read_table(table: BinaryIO, name: str, manner: Manner) -> Read:
    """The rows of a table; those of JSON lines go by their text like other articles, because corpora count from 1."""
    if manner.format is Format.LINES:
        from annotations.articles.tables import read_lines

        for each in read_lines(table, name, manner.skip):
            yield each if isinstance(each, ArticleError) else each._replace(article_id=each.sha256[:16], file="")
        return
    from annotations.articles.csv_corpora import read_csv

    yield from read_csv(table, name, manner.columns, manner.skip)
