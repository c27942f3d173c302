"""Files and folders on disk → articles.

A folder holds an article in each text (`.txt`, `.md`) and each saved page (`.html`, `.mhtml` …), sub-folders
included, except for the files that explain the folder itself (`README`, `LICENSE` and the like), those that a
browser puts beside a page (`Page.html` has its pictures and frames in `Page_files`), and everything hidden.
Feeds and tables are only taken when they are named: a folder holds many that are no articles. A file that is
named is taken whatever its ending.
"""

import codecs
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotations.allocations import LARGE, keep_apart
from annotations.articles.parse_cache import ParseCache
from annotations.errors import ArticleError
from annotations.model import Article

TEXTS = (".txt", ".md")
"""What texts end in; upper and lower case are one."""

PAGES = (".html", ".htm", ".xhtml")
"""What saved pages end in."""

ARCHIVES = (".mhtml", ".mht")
"""What pages end in that were saved with their pictures in one file."""

ENDINGS = TEXTS + PAGES + ARCHIVES
"""What the files of a folder end in that are articles."""

ABOUT_THE_FOLDER = frozenset(
    {"readme", "license", "licence", "copying", "notice", "authors", "contributing", "changelog"}
)
"""Files that speak of the folder they lie in, by the name before the first dot."""

LARGEST = 64 * 2**20
"""Bytes of the largest file that is read; a novel has one or two million."""

CONTROLS = 0.02
"""Share of control characters from which on bytes are no text."""

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FORMATS = {
    b"%PDF-": "a PDF document",
    b"PK\3\4": "packed with ZIP, as Word documents and e-books are",
    b"\x1f\x8b": "packed with gzip",
    b"BZh": "packed with bzip2",
    b"\xfd7zXZ\0": "packed with xz",
    b"\x28\xb5\x2f\xfd": "packed with zstd",
}
_FRAMES = "_files"
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
            waiting += reversed(_without_frames(_entries(entry, walked)))
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


def _without_frames(entries: list[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """Leave out the folders that a browser made beside the pages that it saved."""
    made = {entry.name.rpartition(".")[0] + _FRAMES for entry in entries if entry.name.lower().endswith(PAGES)}
    return [entry for entry in entries if entry.name not in made]


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
    """The article in the file at `path`: a text, its words exactly as decoded, or a saved page.

    Args:
        path: Where the file is.
        cache: Remembers what came out the last time.

    Raises:
        ArticleError: The file is missing, no plain file, unreadable, too large, empty, or holds no text.
    """
    content = read_content(path)
    cache = cache or ParseCache()
    if path.name.lower().endswith(PAGES + ARCHIVES):
        return cache.read_page(content, str(path), _read_page)
    return read_text(content, str(path), cache)


def _read_page(content: bytes, name: str) -> Article:
    from annotations.articles.web import read_archive, read_page  # with trafilatura it takes half a second

    return (read_archive if name.lower().endswith(ARCHIVES) else read_page)(content, name)


def read_text(content: bytes, name: str, cache: ParseCache | None = None) -> Article:
    """The article that a file's text is, exactly as decoded: nothing is repaired or trimmed.

    Tried in this order: the encoding that a byte-order mark names, UTF-8, and Windows-1252 with a warning in
    the article.

    Args:
        content: The bytes of the file.
        name: Its path; what the article is called where it has no headline, and the file when it is refused.
        cache: Remembers how a text was classified the last time.

    Raises:
        ArticleError: The file is empty, or holds no text.
    """
    text, warning = _decode(content, name)
    if not text.strip():
        raise ArticleError(f"{name} is empty: there is no article in it.")
    return (cache or ParseCache()).parse(text, name)._replace(warning=warning)


def read_content(path: Path) -> bytes:
    """The bytes of the file at `path`.

    Raises:
        ArticleError: The file is missing, no plain file, unreadable, too large, or of a format without text.
    """
    with open_plain(path) as file:
        size = path.stat().st_size
        if size > LARGE:
            keep_apart()
        if size > LARGEST or len(content := file.read(LARGEST + 1)) > LARGEST:
            raise ArticleError(f"{path} is too large: an article has at most {LARGEST // 2**20} MB. Split the file.")
    refuse_other_formats(content, str(path))
    return content


@contextmanager
def open_plain(path: Path) -> Iterator[BinaryIO]:
    """The file at `path`, opened for reading; what goes wrong with it inside the block becomes a sentence, too.

    Raises:
        ArticleError: The file is missing, no plain file, or cannot be read.
    """
    try:
        _refuse_unless_plain(path, path.stat())
        with path.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise ArticleError(f"{path} does not exist. Was it moved, or is the name misspelt?") from error
    except PermissionError as error:
        raise ArticleError(f"{path} may not be read: you lack the permission.") from error
    except (OSError, ValueError) as error:
        raise ArticleError(f"{path} cannot be read: {error}.") from error


def _refuse_unless_plain(path: Path, found: os.stat_result) -> None:
    """Before it is opened: a pipe would keep us waiting, and a device might do something."""
    if stat.S_ISDIR(found.st_mode):
        raise ArticleError(f"{path} is a folder, not an article. Open the folder to read what is in it.")
    if not stat.S_ISREG(found.st_mode):
        raise ArticleError(f"{path} is a pipe, a socket or a device, not a file. Save the text in a file first.")


def refuse_other_formats(content: bytes, name: str) -> None:
    """Refuse what is packed, or a document of another kind, in words that say which.

    Raises:
        ArticleError: It is one; nothing is unpacked.
    """
    for beginning, what in _OTHER_FORMATS.items():
        if content.startswith(beginning):
            raise ArticleError(f"{name} is {what}. Save its text as a .txt file and open that.")


def _decode(content: bytes, name: str) -> tuple[str, str]:
    """The text of `content`, and a warning where its encoding had to be guessed."""
    mark, encoding = next((known for known in BYTE_ORDER_MARKS if content.startswith(known[0])), (b"", "utf-8"))
    bare = content.removeprefix(mark)
    if encoding == "utf-8" and _is_binary(bare):
        raise ArticleError(f"{name} is no text: it holds bytes that no text has. Save the article as plain text.")
    try:
        return bare.decode(encoding), ""
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise ArticleError(
                f"{name} begins like {encoding} and is not: {error.reason}. Save it as UTF-8."
            ) from error
    return _decode_windows(bare, name)


def _is_binary(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\0" in content or controls > CONTROLS * len(sample)


def _decode_windows(content: bytes, name: str) -> tuple[str, str]:
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ArticleError(f"{name} is neither UTF-8 nor Windows-1252 text. Save it as UTF-8.") from error
    return text, "This file is not UTF-8. It was read as Windows-1252: letters with accents may be wrong."
