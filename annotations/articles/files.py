"""Files and folders on disk → articles.

A folder holds an article in each file that ends in `.txt` or `.md`, sub-folders included, except for the
files that explain the folder itself (`README`, `LICENSE` and the like) and everything hidden. A file that is
named is taken whatever its ending.
"""

import codecs
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotations.articles.parse_cache import ParseCache
from annotations.errors import ArticleError
from annotations.model import Article

ENDINGS = (".txt", ".md")
"""What the files of a folder end in that are articles; upper and lower case are one."""

ABOUT_THE_FOLDER = frozenset(
    {"readme", "license", "licence", "copying", "notice", "authors", "contributing", "changelog"}
)
"""Files that speak of the folder they lie in, by the name before the first dot."""

LARGEST = 64 * 2**20
"""Bytes of the largest file that is read; a novel has one or two million."""

CONTROLS = 0.02
"""Share of control characters from which on bytes are no text."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_SAMPLE = 64 * 2**10


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among `paths` and in the folders among them, sorted within each folder.

    A path that is no folder is given back as it is, so that reading it says what is wrong with it. A folder
    is walked once, however many links lead to it, and one that may not be read is passed over.
    """
    walked: set[tuple[int, int]] = set()
    for path in paths:
        if _holds(path.is_dir):
            yield from _walk(path, walked)
        else:
            yield path


def _walk(folder: Path, walked: set[tuple[int, int]]) -> Iterator[Path]:
    waiting: list[Path | os.DirEntry[str]] = [folder]
    while waiting:
        entry = waiting.pop()
        if _holds(entry.is_dir):
            waiting += reversed(_entries(entry, walked))
        elif _names_an_article(entry.name) and _holds(entry.is_file):
            yield Path(entry)


def _entries(folder: os.PathLike[str], walked: set[tuple[int, int]]) -> list[os.DirEntry[str]]:
    """What lies open in `folder`, sorted by name; nothing if it was walked before or may not be read."""
    try:
        found = Path(folder).stat()
        if (found.st_dev, found.st_ino) in walked:
            return []
        walked.add((found.st_dev, found.st_ino))
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if entry.name[0] != "."), key=lambda entry: entry.name)
    except OSError:
        return []


def _names_an_article(name: str) -> bool:
    lowered = name.lower()
    return lowered.endswith(ENDINGS) and lowered.partition(".")[0] not in ABOUT_THE_FOLDER


def _holds(question: Callable[[], bool]) -> bool:
    """The answer to a question about a file; no, where the system will not tell."""
    try:
        return question()
    except OSError:
        return False


def read_article(path: Path, cache: ParseCache | None = None) -> Article:
    """The article in the file at `path`, its text exactly as decoded: nothing is repaired or trimmed.

    Args:
        path: Where the file is.
        cache: Remembers how a text was classified the last time.

    Tried in this order: the encoding that a byte-order mark names, UTF-8, and Windows-1252 with a warning in
    the article.

    Raises:
        ArticleError: The file is missing, no plain file, unreadable, too large, empty, or holds no text.
    """
    text, warning = _decode(_read(path), path)
    if not text.strip():
        raise ArticleError(f"{path} is empty: there is no article in it.")
    return replace((cache or ParseCache()).parse(text, str(path)), warning=warning)


def _read(path: Path) -> bytes:
    try:
        _refuse_unless_plain(path, path.stat())
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise ArticleError(f"{path} does not exist. Was it moved, or is the name misspelt?") from error
    except PermissionError as error:
        raise ArticleError(f"{path} may not be read: you lack the permission.") from error
    except (OSError, ValueError) as error:
        raise ArticleError(f"{path} cannot be read: {error}.") from error
    if len(content) > LARGEST:
        raise _too_large(path)
    return content


def _refuse_unless_plain(path: Path, found: os.stat_result) -> None:
    """Before it is opened: a pipe would keep us waiting, and a device might do something."""
    if stat.S_ISDIR(found.st_mode):
        raise ArticleError(f"{path} is a folder, not an article. Open the folder to read what is in it.")
    if not stat.S_ISREG(found.st_mode):
        raise ArticleError(f"{path} is a pipe, a socket or a device, not a file. Save the text in a file first.")
    if found.st_size > LARGEST:
        raise _too_large(path)


def _too_large(path: Path) -> ArticleError:
    return ArticleError(f"{path} is too large: an article has at most {LARGEST // 2**20} MB. Split the file.")


def _decode(content: bytes, path: Path) -> tuple[str, str]:
    """The text of `content`, and a warning where its encoding had to be guessed."""
    mark, encoding = next((known for known in _BYTE_ORDER_MARKS if content.startswith(known[0])), (b"", "utf-8"))
    bare = content.removeprefix(mark)
    if encoding == "utf-8" and _is_binary(bare):
        raise ArticleError(f"{path} is no text: it holds bytes that no text has. Save the article as plain text.")
    try:
        return bare.decode(encoding), ""
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise ArticleError(
                f"{path} begins like {encoding} and is not: {error.reason}. Save it as UTF-8."
            ) from error
    return _decode_windows(bare, path)


def _is_binary(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in content or controls > CONTROLS * len(sample)


def _decode_windows(content: bytes, path: Path) -> tuple[str, str]:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path} is neither UTF-8 nor Windows-1252 text. Save it as UTF-8.") from error
    return text, "This file is not UTF-8. It was read as Windows-1252: letters with accents may be wrong."
