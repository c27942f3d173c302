"""Everything that is found in an article, small enough to keep."""

from collections.abc import Iterable, Iterator
from itertools import islice

from annotations.detection.paragraphs import Reader
from annotations.detection.quantities import find_quantities
from annotations.detection.sentences import sentences
from annotations.findings import Findings
from annotations.model import (
    Article,
    Line,
    Mention,
    MentionKind,
    Quantity,
    QuantityKind,
    Quotation,
    QuotationKind,
    Role,
    Span,
)

READ_ROLES = frozenset({Role.HEADLINE, Role.CAPTION, Role.SUBHEAD, Role.BODY})
"""The lines in which mentions are looked for; menus, bylines and datelines hold none of the article's claims."""

_KIND_OF_QUOTATION = {kind: MentionKind[kind.name] for kind in QuotationKind}


def mentions(article: Article) -> Iterator[Mention]:
    """The mentions of an article's headline, captions and body, in order; numbers that are no quantities left out."""
    for _, found in mentions_by_line(article):
        yield from found


def mentions_by_line(article: Article) -> Iterator[tuple[Line, list[Mention]]]:
    """The lines that are read, in order, each with its mentions as `mentions` gives them."""
    reader = Reader(article.text)
    for line in article.lines:
        if line.role in READ_ROLES:
            yield line, _merged(article, line, reader.read(line.start, line.end))


def quantities(article: Article) -> Iterator[Quantity]:
    """The quantities of an article's headline, captions and body, in order, numbers that are none among them."""
    for line in article.lines:
        if line.role in READ_ROLES:
            yield from find_quantities(article.text, line.start, line.end, article.published)


def _merged(article: Article, line: Line, quotations: Iterable[Quotation]) -> list[Mention]:
    quantities = find_quantities(article.text, line.start, line.end, article.published)
    found: list[Mention] = [each for each in quantities if each.kind is not QuantityKind.CODE]
    found += quotations
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return found


def find(article: Article, step: int = 1 << 16) -> Iterator[Findings]:
    """Detect everything in an article, step by step: it takes seconds for 5 MB.

    Args:
        article: What to read.
        step: Code points after which to let go; a paragraph is not cut.

    Yields:
        What has been found so far, each time the same object with some more paragraphs, the last time complete.
    """
    findings = Findings()
    names: dict[str, int] = {}
    done = 0
    for line, found in mentions_by_line(article):
        _add_line(findings, names, article, line, found)
        if line.end - done > step:
            done = line.end
            yield _named(findings, names)
    yield _named(findings, names)


def _named(findings: Findings, names: dict[str, int]) -> Findings:
    """The findings with the names that they lack."""
    known = findings.sources.names
    known.extend(islice(names, len(known), None))
    return findings


def _add_line(findings: Findings, names: dict[str, int], article: Article, line: Line, found: list[Mention]) -> None:
    for mention in found:
        findings.starts.append(mention.start)
        findings.ends.append(mention.end)
        findings.kinds.append(_kind(mention))
        if isinstance(mention, Quotation) and (mention.speaker or mention.cue):
            number = len(findings.starts) - 1
            named = names.setdefault(mention.speaker_name, len(names))
            findings.sources.add(number, mention.speaker, mention.cue, named)
    if line.role is Role.BODY and found:
        _add_checkable(findings, article.text, line, found)


def _kind(mention: Mention) -> MentionKind:
    return MentionKind.QUANTITY if isinstance(mention, Quantity) else _KIND_OF_QUOTATION[mention.kind]


def _add_checkable(findings: Findings, text: str, line: Line, found: list[Mention]) -> None:
    reports = [each for mention in found if isinstance(mention, Quotation) for each in _report(mention)]
    spans = [Span(mention.start, mention.end) for mention in found] + reports
    checkable, attributed = _Touched(spans), _Touched(reports)
    for sentence in sentences(text, line.start, line.end):
        if checkable.touches(sentence):
            findings.checkable_starts.append(sentence.start)
            findings.checkable_ends.append(sentence.end)
            findings.unattributed.append(not attributed.touches(sentence))


def _report(quotation: Quotation) -> list[Span]:
    """The passages that say that somebody says something: the content and the cue."""
    if quotation.kind is QuotationKind.TERM:
        return []
    return [Span(quotation.start, quotation.end), *([quotation.cue] if quotation.cue else [])]


class _Touched:
    """Whether any of some spans touches a sentence, asked for one sentence after the other."""

    def __init__(self, spans: list[Span]) -> None:
        self._following = iter(sorted(spans))
        self._span = next(self._following, None)

    def touches(self, sentence: Span) -> bool:
        while self._span is not None and self._span.end <= sentence.start:
            self._span = next(self._following, None)
        return self._span is not None and self._span.overlaps(sentence)
