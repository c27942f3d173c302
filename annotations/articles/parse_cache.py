"""Articles read before: no text is classified twice and no page looked through twice, and what does it is not loaded.

The cache is a folder of small JSON files, named by the hash of the text or page and by the state of what reads it. It
may be deleted at any time.
"""

import hashlib
import json
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path, PurePath
from typing import Any

from annotations.allocations import LARGE
from annotations.apart import Apart
from annotations.articles.fingerprint import fingerprint
from annotations.articles.line_table import LineTable
from annotations.durable import write_lightly
from annotations.model import Article, Source, Span

_FIELDS = ("title", "outlet", "published", "dateline", "author")


class ParseCache:
    """Parses text, or remembers what came out the last time.

    Args:
        folder: Where to remember; nothing is remembered if not given.
        apart: Parses large texts in processes of their own; they are parsed in this one if not given.

    Attributes:
        folder: Where it remembers.
        apart: What works in processes of its own, if anything does.
    """

    def __init__(self, folder: Path | None = None, apart: Apart | None = None) -> None:
        self.folder = folder
        self.apart = apart

    def parse(self, text: str, file: str = "") -> Article:
        """The article that `text` is, as `plain_text.parse` gives it."""
        if self.folder is None:
            return _parse(text, file)
        sha256 = _hash(text)
        path = self.folder / f"{sha256[:32]}-{fingerprint()}.json"
        known = _known(path, text, sha256, file)
        if known is None and self.apart and len(text) > LARGE:
            self.apart.do(f"{__name__}:parse_apart", self.folder, text.encode("utf-8", "surrogatepass"))
            known = _known(path, text, sha256, file)
        if known is None:
            known = _parse(text, file)
            self._remember(path, known)
        return known

    def read_page(self, content: bytes, file: str, read: Callable[[bytes, str], Article]) -> Article:
        """The article on the page that `content` is, as `read(content, file)` gives it, with its path."""
        if self.folder is None:
            return read(content, file)._replace(file=file)
        path = self.folder / f"{hashlib.sha256(content).hexdigest()[:32]}-{fingerprint()}-{_finder()}.json"
        try:
            known = json.loads(path.read_bytes())
            text = str(known["text"])
            article = _from_json(known, text, _hash(text), file)
            return article._replace(url=known["url"], warning=known["warning"])
        except (OSError, ValueError, TypeError, LookupError, OverflowError):
            article = read(content, file)._replace(file=file)
            self._remember(path, article, text=article.text, url=article.url, warning=article.warning)
            return article

    def _remember(self, path: Path, article: Article, **besides: str) -> None:
        write_lightly(path, json.dumps(_as_json(article) | besides).encode())


def parse_apart(folder: Path, content: bytes) -> None:
    """Parse the text that `content` is in UTF-8, and remember it in a folder: what `Apart` does for a large one."""
    ParseCache(folder).parse(content.decode("utf-8", "surrogatepass"))


def packed(article: Article) -> bytes:
    """An article as `unpacked` takes it in another process: a line of JSON, then its text."""
    return b"\n".join([json.dumps(_as_json(article)).encode(), article.text.encode("utf-8", "surrogatepass")])


def cut_off(article: Article, length: int) -> Article:
    """The lines of an article that end within so many code points: a text of its own, where each stands as before."""
    lines = LineTable(takewhile(lambda line: line.end <= length, article.lines))
    text = article.pages[: lines[-1].end if lines else 0]
    return article._replace(pages=text, sha256=_hash(text), lines=lines)


def unpacked(content: bytes) -> Article:
    """The article that was packed, but for where it came from."""
    head, _, body = content.partition(b"\n")
    text = body.decode("utf-8", "surrogatepass")
    return _from_json(json.loads(head), text, _hash(text), "")


def _known(path: Path, text: str, sha256: str, file: str) -> Article | None:
    """The article that is remembered for `text`, or nothing where it is not there or not whole: it is only a cache."""
    try:
        return _from_json(json.loads(path.read_bytes()), text, sha256, file)
    except (OSError, ValueError, TypeError, LookupError, OverflowError):
        return None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _finder() -> str:
    """Changes with what finds the story on a page."""
    from importlib.metadata import version

    return version("trafilatura")


def _parse(text: str, file: str) -> Article:
    from annotations.articles.plain_text import parse  # its patterns take a tenth of the start to compile

    return parse(text, file)


def _as_json(article: Article) -> dict[str, Any]:
    return {
        "lines": LineTable(article.lines).packed(),
        "agencies": article.agencies,
        "sources": article.sources,
        **{name: getattr(article, name) for name in _FIELDS},
        # without a headline the title is the file's name, and the next file with this text has another
        "title": article.title if any(source.field == "title" for source in article.sources) else "",
    }


def _from_json(known: dict[str, Any], text: str, sha256: str, file: str) -> Article:
    return Article(
        article_id=sha256[:16],
        pages=text,
        sha256=sha256,
        lines=LineTable.unpacked(known["lines"]),
        agencies=tuple(known["agencies"]),
        sources=tuple(Source(name, origin, Span(*span) if span else None) for name, origin, span in known["sources"]),
        file=file,
        **{name: known[name] for name in _FIELDS} | {"title": known["title"] or PurePath(file).stem},
    )
