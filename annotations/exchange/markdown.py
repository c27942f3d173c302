"""A report to read or to paste: the claims with what speaks for them, then each article with its passages."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import TextIO

from annotations.claims import Agreed, Claim
from annotations.evidence import Evidence
from annotations.exchange.around import SentenceFinder, Sentences
from annotations.exchange.claim_tables import ClaimPassages, gather
from annotations.model import Annotation, ArticleRecord

_Quote = Callable[[Annotation], str]
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")  # what CommonMark could take for markup inside a line


def write_report(
    out: TextIO,
    claims: Iterable[Claim],
    annotations: Iterable[Annotation],
    articles: Mapping[str, ArticleRecord],
    agreed: Mapping[str, Agreed],
    sentences: Sentences,
) -> int:
    """Write the report in CommonMark (https://spec.commonmark.org); notes stay the Markdown they are.

    Args:
        out: A text file.
        claims: All of them, by claim id.
        annotations: All of them; orphans are listed as such.
        articles: By `article_id`.
        agreed: What the outlets do with a claim, by its id.
        sentences: Finds the sentences of a text; asked once per article.

    Returns:
        The number of annotations.
    """
    passages = list(annotations)
    quote = _Quotes(articles, sentences).of
    out.write("# Fact-check\n")
    for gathered in gather(claims, passages, articles):
        out.writelines(f"{line}\n" for line in _claim(gathered, articles, agreed.get(gathered.claim.claim_id), quote))
    passages.sort(key=lambda a: (a.article_id, a.start, a.annotation_id))
    for article_id, group in groupby(passages, key=lambda a: a.article_id):
        article = articles.get(article_id) or ArticleRecord(article_id)
        out.writelines(f"{line}\n" for line in _article(article, group, articles, quote))
    return len(passages)


def _claim(
    gathered: ClaimPassages, articles: Mapping[str, ArticleRecord], agreed: Agreed | None, quote: _Quote
) -> Iterator[str]:
    claim = gathered.claim
    yield from ("", f"## {_line(claim.text)}", "", f"**Verdict:** {_line(claim.verdict) or 'none yet'}")
    said = (("Why", claim.verdict_reason), ("Context", claim.context))
    yield from (f"\n**{name}:** {_line(text)}" for name, text in said if text)
    if agreed:
        yield f"\n**The outlets:** {agreed.agreement}, {_line(agreed.why)} (independent origins: {agreed.origins})"
    if claim.tags:
        yield f"\n**Tags:** {' '.join(f'#{_line(tag)}' for tag in claim.tags)}"
    if gathered.passages:
        yield ""
    for passage in gathered.passages:
        article = articles.get(passage.article_id) or ArticleRecord(passage.article_id)
        stance = f" ({_line(passage.stance)})" if passage.stance else ""
        yield f"- {_source(article)}{stance}: {quote(passage)}"
    yield from (f"- Evidence: {_evidence(evidence, articles)}" for evidence in claim.evidence)


def _source(article: ArticleRecord) -> str:
    """Outlet, title, date and address, as far as they are known."""
    title = f"“{_line(article.title)}”" if article.title else ""
    known = (_line(article.outlet), title, article.published, _address(article.url))
    return ", ".join(filter(None, known)) or article.article_id


def _evidence(evidence: Evidence, articles: Mapping[str, ArticleRecord]) -> str:
    article = articles.get(evidence.article_id)
    name = _line((article.title if article else "") or evidence.article_id)
    seen = f"seen {evidence.accessed_at}" if evidence.accessed_at else ""
    quote = f"“{_line(evidence.quote)}”" if evidence.quote else ""
    return ", ".join(filter(None, (_address(evidence.url), name, quote, seen)))


def _article(
    article: ArticleRecord, passages: Iterable[Annotation], articles: Mapping[str, ArticleRecord], quote: _Quote
) -> Iterator[str]:
    source = ", ".join(filter(None, (_line(article.outlet), article.published, _address(article.url))))
    yield from ("", f"## {_line(article.title or article.article_id)}", "")
    if source:
        yield from (source, "")
    for passage in passages:
        status = passage.status or passage.kind
        anchor = "" if passage.stands else f", {passage.anchor}"
        tags = "".join(f" #{_line(tag)}" for tag in passage.tags)
        sure = "" if passage.confidence is None else f", confidence {passage.confidence:g}"
        yield f"- **{status}{anchor}**{sure} {quote(passage)}{tags}"
        yield from (f"  {line}".rstrip() for line in ["", *passage.note.splitlines()] if passage.note)
        yield from (f"  - Evidence: {_evidence(evidence, articles)}" for evidence in passage.evidence)


class _Quotes:
    """What passages say: their words, and the sentence where they are too few to be understood alone."""

    def __init__(self, articles: Mapping[str, ArticleRecord], sentences: Sentences) -> None:
        self._articles = articles
        self._sentences = sentences
        self._finders: dict[str, SentenceFinder] = {}

    def of(self, passage: Annotation) -> str:
        """The words in quotation marks; less than half of a sentence is followed by it."""
        sentence = self._around(passage) if passage.stands else ""
        quoted = f"“{_line(passage.exact)}”"
        return f"{quoted} in “{_line(sentence)}”" if 2 * len(passage.exact) < len(sentence) else quoted

    def _around(self, passage: Annotation) -> str:
        known = passage.article_id
        if known not in self._finders:
            article = self._articles.get(known)
            self._finders[known] = SentenceFinder(article.text if article else None, self._sentences)
        return self._finders[known].around(passage.span)


def _line(text: str) -> str:
    """`text` on one line, with nothing that Markdown would take for markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _address(url: str) -> str:
    return f"<{url}>" if url and not re.search(r"[\s<>]", url) else _line(url)
