"""An address on the web → what stands there, within limits: no server can keep us waiting or fill the memory.

Only `http` and `https` are asked, also after a redirect; proxies are taken from the environment as
`urllib.request` does.
"""

import queue
import threading
import zlib
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from annotations.errors import ArticleError

PATIENCE = 30.0
"""Seconds after which an address is given up, whatever its server is doing."""

SILENCE = 10.0
"""Seconds that a server may say nothing."""

LARGEST_ANSWER = 16 * 2**20
"""Bytes of the largest answer, also after it was unpacked."""

MOST_REDIRECTS = 5

_SCHEMES = ("http", "https")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})  # RFC 9110, 15.4
_PIECE = 64 * 2**10
_QUOTED = "!#$%&'()*+,/:;=?@[]~"
_HEADERS = {
    "User-Agent": "newsreader (a reader for fact-checkers)",
    "Accept": "text/html, application/xhtml+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip",
}
_REFUSALS = {
    401: "it asks for a password",
    403: "its server refuses us",
    404: "there is no such page",
    410: "the page is gone",
    429: "its server was asked too often",
    451: "it is withheld for legal reasons",
}


class Answer(NamedTuple):
    """What stands at an address: the bytes, their media type and encoding as declared, and the last address."""

    content: bytes
    media_type: str
    charset: str
    url: str


class _NoAnswerError(Exception):
    """Why there is no answer, in a few words."""


def fetch(url: str, *, patience: float = PATIENCE) -> Answer:
    """What stands at `url`, which begins with `http://` or `https://`; it is given up after `patience` seconds.

    Raises:
        ArticleError: It is no such address, the server cannot be reached or refuses, leads elsewhere too often,
            takes too long or sends too much, or what it sends is damaged.
    """
    answers: queue.SimpleQueue[Answer | str] = queue.SimpleQueue()
    # A server that sends a byte now and then never lets a socket time out: only another thread can stop waiting.
    threading.Thread(target=lambda: answers.put(_attempt(url)), daemon=True, name="fetch").start()
    try:
        answer = answers.get(timeout=patience)
    except queue.Empty:
        answer = f"there was no whole answer within {patience:g} seconds"
    if isinstance(answer, str):
        raise ArticleError(f"{url} cannot be read: {answer}. Save the page in your browser and open the file.")
    return answer


def _attempt(url: str) -> Answer | str:
    """The answer, or why there is none."""
    try:
        return _follow(url)
    except URLError as error:
        return _reason(error.reason)
    except (_NoAnswerError, OSError, HTTPException, ValueError, zlib.error) as error:
        return _reason(error)


def _reason(error: object) -> str:
    if isinstance(error, TimeoutError):
        return f"its server fell silent for {SILENCE:g} seconds"
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
    return f"{words[:200].rstrip('.')}"


def _follow(url: str) -> Answer:
    """The answer at `url`, or where that leads to in a few steps."""
    address = url
    for _ in range(1 + MOST_REDIRECTS):
        address = _checked(address)
        with _opener().open(Request(address, headers=_HEADERS), timeout=SILENCE) as response:  # noqa: S310 - checked
            if response.status not in _REDIRECTS:
                return _answer(response, address)
            address = urljoin(address, response.headers.get("Location", ""))
    raise _NoAnswerError(f"it leads from one address to the next, more than {MOST_REDIRECTS} times")


def _checked(url: str) -> str:
    """The address in the characters that a request may hold (RFC 3986), its host in those of the DNS (RFC 3490)."""
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise _NoAnswerError("only addresses that begin with http:// or https:// are on the web")
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    place = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    path, query = quote(parts.path, safe=_QUOTED), quote(parts.query, safe=_QUOTED)
    return urlunsplit((parts.scheme, place + port, path or "/", query, ""))


def _opener() -> OpenerDirector:
    """Speaks http and https and nothing else, and leaves it to us to follow: urllib reads a redirect's page whole."""
    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler):
        opener.add_handler(handler())
    return opener


def _answer(response: HTTPResponse, url: str) -> Answer:
    if response.status != 200:
        said = f"its server answers {response.status} {response.reason[:100]}".rstrip()
        raise _NoAnswerError(_REFUSALS.get(response.status, said))
    content = b"".join(_unpacked(response))
    charset = response.headers.get_param("charset")
    media_type = response.headers.get_content_type() if "Content-Type" in response.headers else ""
    return Answer(content, media_type, charset if isinstance(charset, str) else "", url)


def _unpacked(response: HTTPResponse) -> Iterator[bytes]:
    """The pieces of an answer, at most `LARGEST_ANSWER` bytes."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    unpack = zlib.decompressobj(wbits=31) if packing in ("gzip", "x-gzip") else None
    if unpack is None and packing not in ("identity", ""):
        raise _NoAnswerError("it is packed in a way that nobody asked for")
    left = LARGEST_ANSWER
    while piece := response.read(_PIECE):
        piece = unpack.decompress(piece, left + 1) if unpack else piece
        left -= len(piece)
        if left < 0:
            raise _NoAnswerError(f"it is larger than {LARGEST_ANSWER // 2**20} MB")
        yield piece
    if response.length or (unpack and not unpack.eof):
        raise _NoAnswerError("its server broke off")
