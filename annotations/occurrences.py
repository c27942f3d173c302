"""Where the words of a passage stand elsewhere."""

import re
from collections.abc import Iterable, Iterator

from annotations.model import Article, Role, Span

Passage = tuple[Article, Span]
"""An article and a span in it."""


def occurrences(article: Article, quote: str) -> Iterator[Span]:
    """The passages of an article that read `quote`, whatever white space stands between the words.

    Whole words and whole figures only: `5` is not found in `1.5`, nor in `15`. What stands around the article is left
    out.
    """
    pattern = _pattern(quote)
    for line in article.lines:
        if line.role is not Role.FURNITURE:
            yield from (Span(*match.span()) for match in pattern.finditer(article.text, line.start, line.end))


def _pattern(quote: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, quote.split()))
    before = r"(?<!\w)(?<!\d[.,])" if quote[:1].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if quote[-1:].isalnum() else ""
    return re.compile(before + words + after)


def elsewhere(articles: Iterable[Article], quote: str, here: tuple[str, Span]) -> Iterator[Passage]:
    """The passages of several articles that read `quote`, but for the one at `here` (article id and span)."""
    for article in articles:
        for span in occurrences(article, quote):
            if (article.article_id, span) != here:
                yield article, span
