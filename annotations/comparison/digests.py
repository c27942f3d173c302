"""What comparison keeps of an article, so that it is read once and compared for as long as its text stays the same."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from zlib import crc32

from annotations.comparison.capitals import Capitals
from annotations.comparison.fingerprints import words
from annotations.comparison.names import Names
from annotations.comparison.stories import terms_of
from annotations.comparison.wordings import NAME, words_of
from annotations.detection.findings import READ_ROLES
from annotations.detection.sentences import sentences
from annotations.model import Article, Role, Span

_TOLD = READ_ROLES - {Role.HEADLINE}  # a headline says what its article says again
_MOST_READ = 100_000  # code points of an article as long as a book, in less than a second
_SAMPLED = 8  # one of so many runs of three words is kept


class Told(NamedTuple):
    """A sentence.

    Attributes:
        span: Where it stands, in code points.
        terms: What it is about.
        facts: The names and figures among its terms, each with its place.
    """

    span: Span
    terms: frozenset[str]
    facts: tuple[tuple[str, Span], ...]


class Digest(NamedTuple):
    """What tells an article from others, and by which its passages are found.

    Attributes:
        published: ISO 8601 date, or nothing.
        terms: What its beginning is about, and how often it says so.
        sentences: Its sentences, headlines left out.
        runs: A sample of its body's runs of three words, the same one in every article.
    """

    published: str
    terms: Mapping[str, int]
    sentences: tuple[Told, ...]
    runs: frozenset[int]


def beginning_of(article: Article) -> Article:
    """The article without the lines that are not read."""
    return article._replace(lines=tuple(line for line in article.lines if line.end <= _MOST_READ))


def digest_of(article: Article, aliases: Mapping[str, str], capitals: Capitals) -> Digest:
    """Read an article.

    Args:
        article: What to read, as `beginning_of` gives it. Glosses of other articles tell nothing here.
        aliases: The name for each form, as `aliases.parse_aliases` gives it.
        capitals: What tells a name from a word that begins a sentence, learned from its library.
    """
    names = Names.build([article], aliases, capitals)
    return Digest(
        article.published, Counter(terms_of(article, names)), tuple(_told(article, names)), frozenset(_runs(article))
    )


def _told(article: Article, names: Names) -> Iterator[Told]:
    for line in article.lines:
        if line.role in _TOLD:
            for span in sentences(article.text, line.start, line.end):
                found = [word for word in words_of(article, span, names) if word.term]
                facts = tuple((word.term, Span(word.start, word.end)) for word in found if _is_fact(word.term))
                if found:
                    yield Told(span, frozenset(word.term for word in found), facts)


def _runs(article: Article) -> Iterator[int]:
    for line in article.lines:
        if line.role is Role.BODY:
            read = words(article.text[line.start : line.end])
            for run in zip(read, read[1:], read[2:], strict=False):
                number = crc32(" ".join(run).encode(errors="replace"))  # `hash` is another one in the next session
                if number % _SAMPLED == 0:
                    yield number


def _is_fact(term: str) -> bool:
    return term.startswith(NAME) or term[:1].isdigit()
