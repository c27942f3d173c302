"""Where the words of a passage stand elsewhere."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from annotations.model import Article, Role, Span

Passage = tuple[Article, Span]
"""An article and a span in it."""

Forms = Mapping[Span, Collection[str]]
"""How else some words of a quote may be written, by their place in the quote in code points."""

_NONE: Forms = {}


def occurrences(article: Article, quote: str, forms: Forms = _NONE) -> Iterator[Span]:
    """The passages of an article that read `quote`, whatever white space stands between the words.

    Whole words and whole figures only: `5` is not found in `1.5`, nor in `15`. What stands around the article is left
    out.

    Args:
        article: Where to look.
        quote: The words.
        forms: What may stand in the place of some of them.
    """
    pattern, text = _pattern(quote, forms), article.text
    for line in article.lines:
        if line.role is not Role.FURNITURE:
            yield from (Span(*match.span()) for match in pattern.finditer(text, line.start, line.end))


def _pattern(quote: str, forms: Forms) -> re.Pattern[str]:
    quote, forms = quote.strip(), forms if quote == quote.strip() else _NONE
    pieces, at = [], 0
    for span in sorted(forms):
        choice = sorted({quote[slice(*span)], *forms[span]}, key=len, reverse=True)  # the longest first
        pieces += [_literal(quote[at : span.start]), f"(?:{'|'.join(map(_literal, choice))})"]
        at = span.end
    words = "".join([*pieces, _literal(quote[at:])])
    before = r"(?<!\w)(?<!\d[.,])" if quote[:1].isalnum() else ""
    after = r"(?!\w)(?![.,]\d)" if quote[-1:].isalnum() else ""
    return re.compile(before + words + after)


def _literal(text: str) -> str:
    """A pattern for the text, with any white space where some stands."""
    return r"\s+".join(map(re.escape, re.split(r"\s+", text)))


def reads(article: Article, span: Span, quote: str) -> bool:
    """Whether a passage has the very words of a quote, and no other forms of them."""
    return article.pages[slice(*span)].split() == quote.split()


def elsewhere(
    articles: Iterable[Article], quote: str, here: tuple[str, Span], forms: Callable[[Article], Forms] = lambda _: _NONE
) -> Iterator[Passage]:
    """The passages of several articles that read `quote`, but for the one at `here` (article id and span).

    Args:
        articles: Where to look.
        quote: The words.
        here: What is left out.
        forms: Gives what may stand in the place of some words in an article.
    """
    for article in articles:
        for span in occurrences(article, quote, forms(article)):
            if (article.article_id, span) != here:
                yield article, span
