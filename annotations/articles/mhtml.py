"""A page saved with its pictures in one file (MHTML, RFC 2557) → the page in it."""

import re
from contextlib import suppress
from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

from annotations.articles.page_metadata import web_address
from annotations.errors import ArticleError

_LONG_HEADER = re.compile(rb"^content-[a-z-]{1,40}:(?:[^\n]|\n[ \t]){8192}", re.IGNORECASE | re.MULTILINE)
"""A header whose parameters `email` would take long to tell apart: by the square of their number."""

MOST_PARTS = 10_000
"""Parts of the largest archive that is read: a page and its pictures."""


class SavedPage(NamedTuple):
    """The page in an archive: its bytes, the encoding that it declares, where it stood on the web."""

    content: bytes
    charset: str
    url: str


def unpack(content: bytes, name: str) -> SavedPage:
    """The page that an archive was saved for: its first part that is HTML.

    Raises:
        ArticleError: There is no page in the archive; it is called `name`.
    """
    page = None
    if content.count(b"\n--") <= MOST_PARTS and not _LONG_HEADER.search(content):
        with suppress(RecursionError):  # archives within archives, some hundred deep
            archive = message_from_bytes(content)
            page = next((part for part in archive.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise ArticleError(f"{name} holds no page. Save it again as a web page.")
    return SavedPage(_content(page), _charset(page), _url(archive, page))


def _content(page: Message) -> bytes:
    content = page.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _charset(page: Message) -> str:
    charset = page.get_param("charset")
    return charset if isinstance(charset, str) else ""


def _url(archive: Message, page: Message) -> str:
    places = (archive["Snapshot-Content-Location"], page["Content-Location"], archive["Content-Location"])
    return next(filter(None, (web_address(str(place)) for place in places if place)), "")
