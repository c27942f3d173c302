"""In which format articles are written down, told from a name's ending, a media type and the first bytes."""

import re
from enum import StrEnum

from annotations.articles.files import ARCHIVES, BYTE_ORDER_MARKS, PAGES, TEXTS

TABLES = (".csv", ".tsv")
"""What tables of articles end in."""

LINES = (".jsonl", ".ndjson")
"""What tables of articles end in that have a JSON object on each line."""


class Format(StrEnum):
    """How articles are written down."""

    TEXT = "text"
    PAGE = "page"
    ARCHIVE = "archive"
    FEED = "feed"
    FEED_LIST = "feed list"
    TABLE = "table"
    LINES = "lines"


_ENDINGS = {
    TEXTS: Format.TEXT,
    PAGES: Format.PAGE,
    ARCHIVES: Format.ARCHIVE,
    TABLES: Format.TABLE,
    LINES: Format.LINES,
    (".rss", ".atom"): Format.FEED,
    (".opml",): Format.FEED_LIST,
}
_MEDIA_TYPES = {
    "text/html": Format.PAGE,
    "application/xhtml+xml": Format.PAGE,
    "multipart/related": Format.ARCHIVE,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/feed+json": Format.FEED,
    "text/x-opml": Format.FEED_LIST,
    "text/csv": Format.TABLE,
    "application/jsonl": Format.LINES,
    "application/x-ndjson": Format.LINES,
}
_ROOTS = {
    "html": Format.PAGE,
    "rss": Format.FEED,
    "feed": Format.FEED,
    "rdf": Format.FEED,
    "opml": Format.FEED_LIST,
}
_HEAD = 4096
_ROOT = r"<(?:!doctype )? {0,9}(?:[a-z]{1,20}:)?(html|rss|feed|rdf|opml)\b"
_ARCHIVE = r"(?m)^content-type: {0,9}multipart/related"


def is_address(source: str) -> bool:
    """Whether `source` is meant for an address on the web and not for a path."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", source) is not None


def format_of_name(name: str) -> Format | None:
    """The format that the ending of a path speaks for, upper and lower case being one."""
    lowered = name.lower()
    return next((found for endings, found in _ENDINGS.items() if lowered.endswith(endings)), None)


def format_of(content: bytes, name: str = "", media_type: str = "") -> Format:
    """The format of `content`: what it begins with goes before the media type, and that before the name.

    Servers send feeds as `text/html`, and addresses of pages end in anything.
    """
    return _format_of_content(content) or _MEDIA_TYPES.get(media_type) or format_of_name(name) or Format.TEXT


def _format_of_content(content: bytes) -> Format | None:
    head = content[:_HEAD]
    encoding = next((encoding for mark, encoding in BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
    text = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n").lower()
    if text.startswith("<") and (root := re.search(_ROOT, text)):
        return _ROOTS[root[1]]
    if text.startswith("{") and "jsonfeed.org/version/" in text:
        return Format.FEED
    return Format.ARCHIVE if re.search(_ARCHIVE, text) and text[:1].isalpha() else None
