"""A report to read or to paste: the claims with what speaks for them, then each article with its passages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TextIO

from annotations.claims import Agreed, Claim
from annotations.evidence import Evidence
from annotations.exchange.claim_tables import ClaimPassages, gather
from annotations.model import Annotation, ArticleRecord

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")  # what CommonMark could take for markup inside a line


def write_report(
    out: TextIO,
    claims: Iterable[Claim],
    annotations: Iterable[Annotation],
    articles: Mapping[str, ArticleRecord],
    agreed: Mapping[str, Agreed],
) -> int:
    """Write the report in CommonMark (https://spec.commonmark.org); notes stay the Markdown they are.

    Args:
        out: A text file.
        claims: All of them, by claim id.
        annotations: All of them; orphans are listed as such.
        articles: By `article_id`.
        agreed: What the outlets do with a claim, by its id.

    Returns:
        The number of annotations.
    """
    passages = list(annotations)
    out.write("# Fact-check\n")
    for gathered in gather(claims, passages, articles):
        out.writelines(f"{line}\n" for line in _claim(gathered, articles, agreed.get(gathered.claim.claim_id)))
    passages.sort(key=lambda a: (a.article_id, a.start, a.annotation_id))
    for article_id, group in groupby(passages, key=lambda a: a.article_id):
        article = articles.get(article_id) or ArticleRecord(article_id)
        out.writelines(f"{line}\n" for line in _article(article, group, articles))
    return len(passages)


def _claim(gathered: ClaimPassages, articles: Mapping[str, ArticleRecord], agreed: Agreed | None) -> Iterator[str]:
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
        yield f"- {_source(article)}{stance}: {_quote(passage)}"
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
    article: ArticleRecord, passages: Iterable[Annotation], articles: Mapping[str, ArticleRecord]
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
        yield f"- **{status}{anchor}**{sure} {_quote(passage)}{tags}"
        yield from (f"  {line}".rstrip() for line in ["", *passage.note.splitlines()] if passage.note)
        yield from (f"  - Evidence: {_evidence(evidence, articles)}" for evidence in passage.evidence)


def _quote(passage: Annotation) -> str:
    return f"“{_line(passage.exact)}”"


def _line(text: str) -> str:
    """`text` on one line, with nothing that Markdown would take for markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _address(url: str) -> str:
    return f"<{url}>" if url and not re.search(r"[\s<>]", url) else _line(url)
