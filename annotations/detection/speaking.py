"""Who speaks in an article, and what they say: read from its findings, without reading the text again."""

from annotations.findings import Findings
from annotations.model import MentionKind, Span

_ARTICLES = ("the ", "a ", "an ")


def who_speaks(findings: Findings) -> dict[str, list[Span]]:
    """Name → the passages that this person or body says, both in order of first appearance.

    A short form counts under the longer name that ends alike, if there is only one: "Dillon" under "Ryan Dillon", "the
    coalition" under "the US-led coalition". Pronouns count under the name that is suggested for them, or as they stand
    where none is. Names are offers, not findings.

    Args:
        findings: Of one article.
    """
    sources = findings.sources
    shown = _shown(list(sources.names))
    spoken: dict[str, list[Span]] = {}
    for number, name in zip(sources.numbers, sources.named, strict=True):
        if shown[name]:
            spoken.setdefault(shown[name], []).append(Span(findings.starts[number], findings.ends[number]))
    return spoken


def kind_of(findings: Findings, span: Span) -> MentionKind:
    """How a passage is said that `who_speaks` read from these findings."""
    number = findings.quotation_at(span)
    assert number is not None
    return MentionKind(findings.kinds[number])


def _shown(names: list[str]) -> list[str]:
    """For each name the one to show it under."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(_key(name), name)
    longer: dict[str, set[str]] = {}
    for key in first:
        words = key.split()
        for begin in range(1, len(words)):
            longer.setdefault(" ".join(words[begin:]), set()).add(key)
    return [first[_one(longer.get(key, set())) or key] for key in map(_key, names)]


def _one(keys: set[str]) -> str:
    """The longest of some names that are short for each other, or nothing where they are several people's."""
    longest = max(keys, key=len, default="")
    return longest if all(longest.endswith(key) for key in keys) else ""


def _key(name: str) -> str:
    key = name.lower()
    return next((key.removeprefix(each) for each in _ARTICLES if key.startswith(each)), key)
