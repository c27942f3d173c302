"""Addresses of pages as hyperlinks (OSC 8), so that nothing in an address can drive the terminal."""

from urllib.parse import quote, urlsplit

from textual.content import Content
from textual.style import Style

from tui.widgets.wrapping import printable

# What RFC 3986 lets stand in an address; everything else, such as controls, quotation marks and letters with accents,
# is written in percents, so that nothing can end the escape sequence that the address stands in.
_ALLOWED = "%:/?#[]@!$&'()*+,;=-._~"
_LONGEST = 2083  # characters of an address that VTE takes, which are the fewest
_SCHEMES = {"http", "https"}


def page_address(url: str) -> str:
    """An address that can be linked to and opened, percent-encoded; nothing where it is none of a page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # a broken IPv6 host
        return ""
    encoded = quote(url.strip(), safe=_ALLOWED, errors="replace")
    return encoded if parts.scheme in _SCHEMES and parts.hostname and len(encoded) <= _LONGEST else ""


def linked(words: str, url: str, *, links: bool) -> Content:
    """Words as they may be shown, leading to a page.

    Args:
        words: What is shown.
        url: Where it leads; words that lead to no page are words.
        links: Whether the terminal has hyperlinks.
    """
    address = page_address(url) if links else ""
    return Content.styled(printable(words), Style(link=address)) if address else Content(printable(words))
