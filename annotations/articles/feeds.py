"""Feeds → articles: RSS and Atom (https://feedparser.readthedocs.io), JSON Feed (https://jsonfeed.org/version/1.1).

Each entry is an article: its title, then its content, or its summary where it has no content, laid out as
text. Nothing is fetched: what a feed only links to is read with its address.
"""

import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

from annotations.articles.blocks import MOST_TAGS, Block, lay_out, parse_html, read_blocks
from annotations.articles.charsets import decode
from annotations.articles.given import Given, make_article
from annotations.articles.page_metadata import iso_date, web_address
from annotations.errors import ArticleError
from annotations.model import Article, Role

LARGEST_FEED = 4 * 2**20
"""Bytes of the largest feed that is read; feedparser takes some seconds for a megabyte."""

JSON_FEED = "https://jsonfeed.org/version/"
"""What the `version` of a JSON Feed begins with."""


_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|feed|rdf)\b", re.IGNORECASE)


class _Entry(NamedTuple):
    """An entry of a feed; `markup` says whether the text is HTML."""

    text: str
    markup: bool
    title: str = ""
    url: str = ""
    author: str = ""
    published: str = ""
    outlet: str = ""


def read_feed(content: bytes, name: str, *, charset: str = "") -> Iterator[Article | ArticleError]:
    """The article in each entry of a feed, in the order of the feed, or why there is none.

    Args:
        content: RSS, Atom or JSON Feed.
        name: What to call the feed in a sentence.
        charset: The encoding that its server declares.

    Raises:
        ArticleError: It is too large, no feed, or has no entries.
    """
    text, warning = decode(content[:LARGEST_FEED], charset)
    if len(content) > LARGEST_FEED or text.count("<") > MOST_TAGS:
        raise ArticleError(
            f"{name} is too large: a feed has at most {LARGEST_FEED // 2**20} MB and {MOST_TAGS:,} tags."
        )
    entries = _json_entries(text, name) if text.lstrip().startswith("{") else _xml_entries(text, name)
    if not entries:
        raise ArticleError(f"{name} is no feed, or one without entries.")
    return (_article(entry, f"{name}, entry {number}", warning) for number, entry in enumerate(entries, start=1))


def _article(entry: _Entry, name: str, warning: str) -> Article | ArticleError:
    text, lines = lay_out(_blocks(entry))
    if all(line.role is Role.HEADLINE for line in lines):
        return ArticleError(f"{name}, holds no text. Read the page itself{': ' * bool(entry.url)}{entry.url}.")
    return make_article(text, lines, _given(entry), name)._replace(warning=warning)


def _given(entry: _Entry) -> Iterator[Given]:
    for field in ("title", "outlet", "published", "author", "url"):
        yield Given(field, getattr(entry, field), "the feed")


def _blocks(entry: _Entry) -> Iterator[Block]:
    if entry.title:
        yield Block(Role.HEADLINE, entry.title)
    if entry.markup:
        yield from _read_markup(entry.text)
    else:
        yield from (Block(Role.BODY, line.strip()) for line in entry.text.splitlines() if line.strip())


def _read_markup(html: str) -> Iterator[Block]:
    root = parse_html(f"<div>{html}</div>")
    return iter(()) if root is None else read_blocks(root)


def _plain(html: str) -> str:
    """The words of a title that may hold markup, on one line."""
    return " ".join(block.text for block in _read_markup(html))


def _xml_entries(text: str, name: str) -> list[_Entry]:
    """The entries of RSS or Atom; only the text is given to feedparser, which would fetch an address.

    A feed that declares entities is refused: they are how XML is made to explode.
    """
    import feedparser

    root = _ROOT.search(text)
    if "<!ENTITY" in text[: root.start() if root else len(text)]:
        raise ArticleError(f"{name} declares entities, which a feed has no use for. It may be an attack.")

    headers = {"content-type": "application/xml; charset=utf-8"}
    content = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        feed = feedparser.parse(content, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # nothing says what it may raise on a feed made to break it
        raise ArticleError(f"{name} cannot be read as a feed ({type(error).__name__}).") from error
    outlet = _plain(_text(feed.feed, "title"))
    return [_xml_entry(entry, outlet) for entry in feed.entries]


def _xml_entry(entry: Any, outlet: str) -> _Entry:
    parts = [*_list(entry, "content"), _dict(entry, "summary_detail")]
    text, kind = max(((_text(part, "value"), _text(part, "type")) for part in parts), key=lambda each: len(each[0]))
    return _Entry(
        text,
        kind != "text/plain",
        title=_plain(_text(entry, "title")),
        url=web_address(_text(entry, "link")),
        author=_text(entry, "author"),
        published=_day(_text(entry, "published") or _text(entry, "updated")),
        outlet=_plain(_text(_dict(entry, "source"), "title")) or outlet,
    )


def _json_entries(text: str, name: str) -> list[_Entry]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"{name} is no JSON as a feed is: {error}.") from error
    if not isinstance(feed, dict) or not _text(feed, "version").startswith(JSON_FEED):
        return []
    outlet = _text(feed, "title").strip()
    return [_json_entry(item, outlet) for item in _list(feed, "items") if isinstance(item, dict)]


def _json_entry(item: dict[str, Any], outlet: str) -> _Entry:
    html = _text(item, "content_html")
    authors = [*_list(item, "authors"), _dict(item, "author")]
    names = [_text(author, "name").strip() for author in authors if isinstance(author, dict)]
    return _Entry(
        html or _text(item, "content_text") or _text(item, "summary"),
        bool(html),
        title=" ".join(_text(item, "title").split()),
        url=web_address(_text(item, "url")) or web_address(_text(item, "external_url")),
        author=", ".join(dict.fromkeys(filter(None, names))),
        published=_day(_text(item, "date_published")),
        outlet=outlet,
    )


def _text(thing: dict[str, Any], key: str) -> str:
    """The text under a key; asked of `dict`, as feedparser's own would give one date for another."""
    value = dict.get(thing, key)
    return value if isinstance(value, str) else ""


def _list(thing: dict[str, Any], key: str) -> list[Any]:
    value = dict.get(thing, key)
    return value if isinstance(value, list) else []


def _dict(thing: dict[str, Any], key: str) -> dict[str, Any]:
    value = dict.get(thing, key)
    return value if isinstance(value, dict) else {}


def _day(stamp: str) -> str:
    """The ISO 8601 day of a time stamp (RFC 3339, RFC 822) as the publisher's clock had it; else empty."""
    if day := iso_date(stamp):
        return day
    with suppress(ValueError, OverflowError, IndexError, TypeError):  # what `email` raises on a stamp that is none
        return parsedate_to_datetime(stamp).date().isoformat()
    return ""
