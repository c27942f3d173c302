"""Articles that are in no file of the reader's (of addresses, of feeds): kept as files beside the database.

One article, one JSON file: the text, what each line of it is for, and what was given with it. It is named by the
article's address, or by its text where it has none, so that an address that is read again is the same article.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from annotations.articles.files import read_content
from annotations.articles.line_table import LineTable
from annotations.durable import write_whole
from annotations.errors import ArticleError
from annotations.model import Article, Line, Role, Source, Span

ENDING = ".article.json"
"""What the names of kept articles end in."""

_FORMAT = 1
_FIELDS = ("article_id", "text", "title", "outlet", "published", "dateline", "author", "warning", "url")


class Kept(StrEnum):
    """What became of an article that was to be kept."""

    IMPORTED = "imported"
    UNCHANGED = "unchanged"
    CHANGED = "changed"


class KeptArticles:
    """The articles in a folder.

    Args:
        folder: Need not be there yet; made with the first article.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._given: set[str] = set()

    def files(self) -> list[Path]:
        """The files of all articles, sorted."""
        with suppress(OSError):
            return sorted(path for path in self._folder.iterdir() if path.name.endswith(ENDING))
        return []

    def keep(self, article: Article, *, pretend: bool = False) -> tuple[Kept, Path]:
        """Keep an article; on return it is on the disk. Whatever was kept under its address is replaced.

        Args:
            article: One that is in no file.
            pretend: Only say what would be done.

        Returns:
            What was done, and the article's file.

        Raises:
            ArticleError: The disk refuses.
        """
        path = self._path_of(article)
        before = _read_if_there(path)
        if before and before.text == article.text:
            return Kept.UNCHANGED, path
        if before:  # it stays the same article
            article = article._replace(article_id=before.article_id)
        if not pretend:
            _write(path, json.dumps(_as_json(article), ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass"))
        return Kept.CHANGED if before else Kept.IMPORTED, path

    def _path_of(self, article: Article) -> Path:
        """Named by the address, but in feeds several entries may have the same one: the others go by their text."""
        name = hashlib.sha256(article.url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        if not article.url or name in self._given:
            name = article.sha256[:16]
        self._given.add(name)
        return self._folder / f"{name}{ENDING}"


def read_kept(path: Path) -> Article:
    """The article in a file that `KeptArticles` made.

    Raises:
        ArticleError: It cannot be read, or is none.
    """
    try:
        return _from_json(json.loads(read_content(path).decode("utf-8", "surrogatepass")), str(path))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise ArticleError(f"{path} is no article that newsreader kept. Import it again.") from error


def _read_if_there(path: Path) -> Article | None:
    with suppress(ArticleError):
        return read_kept(path)
    return None


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, lambda file: file.write(content))
    except OSError as error:
        raise ArticleError(
            f"{path} cannot be written: {error.strerror}. Make room, or choose another database."
        ) from error


def _as_json(article: Article) -> dict[str, Any]:
    return {
        "newsreader": _FORMAT,
        **{name: value for name in _FIELDS if (value := getattr(article, name))},
        "agencies": article.agencies,
        "lines": tuple(article.lines),
        "sources": article.sources,
    }


def _from_json(known: dict[str, Any], file: str) -> Article:
    told = {name: str(known.get(name, "")) for name in _FIELDS}
    text = told.pop("text")
    return Article(
        pages=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        lines=LineTable(_lines(known["lines"], len(text))),
        agencies=tuple(map(str, known["agencies"])),
        sources=tuple(Source(name, origin, Span(*span) if span else None) for name, origin, span in known["sources"]),
        file=file,
        **told,
    )


def _lines(known: list[Any], length: int) -> Iterator[Line]:
    before = 0
    for start, end, role, reason in known:
        if not before <= start <= end <= length:
            raise ValueError
        before = end
        yield Line(start, end, Role(role), reason)
