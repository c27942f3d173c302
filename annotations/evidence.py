"""What a passage or a claim was checked against, as a value and as one line of text.

The line is an address, and after a space the date on which it was seen. A page goes by its URL, an article of ours by
`urn:x-newsreader:article:` and its id; the words that matter are a text fragment
(https://wicg.github.io/scroll-to-text-fragment/), at which a browser opens the page:
`https://example.org/report#:~:text=twelve%20houses 2026-11-21`.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from annotations.errors import InputError

ARTICLE = "urn:x-newsreader:article:"
"""What stands before an article's id where an address is wanted."""

_DIRECTIVE = ":~:"
_ELISION = " … "
_DATE = r"\d{4}-\d\d-\d\d(?:T[0-9:.,+Z-]{1,30})?"
# What no address may hold (RFC 3987, section 2.2): white space, controls, delimiters, marks of direction.
_NOT_IN_ADDRESSES = '[\\s\\x00-\\x20\\x7f-\\xa0"<>\\\\^`{|}\u200e\u200f\u202a-\u202e\u2066-\u2069]'


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for or against a passage or a claim: a page, or a passage of another article.

    Attributes:
        url: Address of the page, percent-encoded where it must be and without a text fragment; empty for an article.
        article_id: The article, where it is one of ours.
        quote: The words that matter; ` … ` stands for what was left out.
        accessed_at: When the reader saw it, ISO 8601, or nothing.

    Raises:
        ValueError: It is not in this form: `read_evidence` brings any text into it.
    """

    url: str = ""
    article_id: str = ""
    quote: str = ""
    accessed_at: str = ""

    def __post_init__(self) -> None:
        if bool(self.url) is bool(self.article_id):
            raise ValueError("evidence is a page or an article")
        if self.url != address_of(self.url) or self.url.startswith(ARTICLE):
            raise ValueError("this is no address, or it holds more than one")
        if self.accessed_at and not re.fullmatch(_DATE, self.accessed_at):
            raise ValueError("this is no date")

    @property
    def address(self) -> str:
        """Where it is: the page's URL, or the article's URN."""
        return self.url or ARTICLE + quote(self.article_id, safe="")

    def __str__(self) -> str:
        """One line of text; `read_evidence` is its inverse."""
        fragment = (
            f"{'' if '#' in self.address else '#'}{_DIRECTIVE}text={_directive(self.quote)}" if self.quote else ""
        )
        return f"{self.address}{fragment} {self.accessed_at}".rstrip(" ")


def address_of(text: str) -> str:
    """A text as an address: percent-encoded where it must be, without text fragment and empty fragment."""
    encoded = re.sub(_NOT_IN_ADDRESSES, lambda match: quote(match.group()), text.partition(_DIRECTIVE)[0])
    return encoded.removesuffix("#") if encoded.count("#") == 1 else encoded


def read_evidence(text: str) -> Evidence:
    """What a line says, whoever wrote it; text that is no address becomes one.

    Raises:
        ValueError: It holds nothing.
    """
    words, _, last = text.strip().rpartition(" ")
    dated = bool(words) and re.fullmatch(_DATE, last)
    where, seen = (words, last) if dated else (text.strip(), "")
    before, _, directives = where.partition(_DIRECTIVE)
    address = address_of(before)
    is_ours = address.startswith(ARTICLE)
    return Evidence(
        url="" if is_ours else address,
        article_id=unquote(address.removeprefix(ARTICLE)) if is_ours else "",
        quote=_quoted(directives),
        accessed_at=seen,
    )


def evidence_of(text: str, today: str) -> Evidence:
    """The evidence that a person typed or pasted: an address, perhaps with a text fragment and a date.

    Args:
        text: One line.
        today: When it was seen unless the line says so, an ISO 8601 date.

    Raises:
        InputError: It is no address.
    """
    try:
        evidence = read_evidence(text)
        parts = urlsplit(evidence.address)
    except ValueError as error:
        raise InputError(f"“{text.strip()[:60]}” is no address: {error}.") from error
    if not (parts.netloc if parts.scheme in ("http", "https") else parts.scheme == "urn" and parts.path):
        raise InputError(f"“{text.strip()[:60]}” is no address that begins with https://, http:// or urn:.")
    return Evidence(evidence.url, evidence.article_id, evidence.quote, evidence.accessed_at or today)


def _directive(words: str) -> str:
    """Words as the value of a text directive: their first and last ones where something in between is left out."""
    first, elided, last = words.partition(_ELISION)
    return f"{_encoded(first)},{_encoded(last)}" if elided else _encoded(first)


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")  # a bare hyphen would mark words around the passage


def _quoted(directives: str) -> str:
    """The words that the first text directive points at; those around them are not wanted."""
    texts = (each.removeprefix("text=") for each in directives.split("&") if each.startswith("text="))
    parts = next(texts, "").split(",")
    return _ELISION.join(unquote(part) for part in parts if not (part.endswith("-") or part.startswith("-")))
