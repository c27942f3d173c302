"""Findings of before: no article that was opened once is looked through twice, and what does it is not loaded.

A file for each article, named by the hash of its text and by the state of the program: a line of JSON, then the arrays
as they are in memory. The folder may be deleted at any time.
"""

import json
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.articles.fingerprint import fingerprint
from annotations.durable import write_lightly
from annotations.findings import Findings, NameTable, Sources
from annotations.model import Article

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable

_OF_FINDINGS = ("starts", "ends", "kinds", "checkable_starts", "checkable_ends", "unattributed")
_OF_SOURCES = ("numbers", "speaker_starts", "speaker_ends", "cue_starts", "cue_ends", "named")


class FindingsCache:
    """Remembers what was found in articles.

    Args:
        folder: Where to remember; nothing is remembered if not given.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def get(self, article: Article) -> Findings | None:
        """What was found in an article, or nothing where nobody remembers."""
        if self._folder is None:
            return None
        try:
            return _unpacked(self._path(self._folder, article).read_bytes(), len(article.pages))
        except (OSError, ValueError, TypeError, LookupError):  # not there, or not whole: it is only a cache
            return None

    def put(self, article: Article, findings: Findings) -> None:
        """Remember what was found in an article, if the disk takes it."""
        if self._folder is not None:
            write_lightly(self._path(self._folder, article), _packed(findings))

    def _path(self, folder: Path, article: Article) -> Path:
        return folder / f"{article.sha256[:32]}-{fingerprint()}.findings"


def _arrays(findings: Findings) -> "list[array[int]]":
    sources = findings.sources
    return [getattr(findings, name) for name in _OF_FINDINGS] + [getattr(sources, name) for name in _OF_SOURCES]


def _packed(findings: Findings) -> bytes:
    arrays = _arrays(findings)
    head = {"names": list(findings.sources.names), "bytes": [len(each) * each.itemsize for each in arrays]}
    return b"".join([json.dumps(head).encode(), b"\n", *(each.tobytes() for each in arrays)])


def _unpacked(content: bytes, length: int) -> Findings:
    """The findings in a file, for a text of that many code points.

    Raises:
        ValueError: It is not whole, or tells of places beyond the text.
    """
    head, _, body = content.partition(b"\n")
    known = json.loads(head)
    findings = Findings(sources=Sources(names=NameTable(map(str, known["names"]))))
    bounds = list(accumulate(known["bytes"], initial=0))
    arrays = _arrays(findings)
    for each, (start, end) in zip(arrays, pairwise(bounds), strict=True):
        each.frombytes(body[start:end])
    if bounds[-1] != len(body) or _largest(arrays) > max(length, len(findings.starts)):
        raise ValueError
    if _largest([findings.sources.named]) > max(0, len(findings.sources.names) - 1):
        raise ValueError
    return findings


def _largest(arrays: "Iterable[array[int]]") -> int:
    return max((max(each) for each in arrays if each), default=0)
