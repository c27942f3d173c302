"""Detection in a large article, in a process of its own."""

from pathlib import Path

from annotations.articles.findings_cache import FindingsCache
from annotations.articles.parse_cache import unpacked
from annotations.detection.findings import find


def find_apart(folder: Path, content: bytes) -> None:
    """Look through the article that `content` is as `packed` gives it, and remember in a folder what was found."""
    article = unpacked(content)
    *_, findings = find(article, len(article.text))
    FindingsCache(folder).put(article, findings)
