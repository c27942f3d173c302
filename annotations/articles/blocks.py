"""Markup → the blocks that a reader sees one below the other → a text and its lines.

It takes the elements of HTML (WHATWG HTML, "Rendering", flow content) and those that trafilatura makes of
them. Walked without recursion: a page may nest as deep as it likes.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from annotations.model import Line, Role

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = re.compile(r"\w+")

MOST_TAGS = 200_000
"""Tags of the largest page or feed that is read; a parser needs time and some hundred bytes for each. The largest of 90
news pages had 5,000.
"""

UNREAD = frozenset(
    _NAME.findall("script style noscript template svg math iframe object embed canvas audio video map select textarea")
)
"""Elements whose content no reader sees as text."""

HEADINGS = frozenset(_NAME.findall("h1 h2 h3 h4 h5 h6 head"))
CAPTIONS = frozenset({"figcaption", "caption"})

_CLOSE = frozenset(_NAME.findall("br lb li item tr row dt dd"))
_FLOW = frozenset(
    _NAME.findall("""
    address article aside blockquote body center details dialog div dl fieldset figure footer form header hgroup hr html
    legend list main menu nav ol p pre quote search section summary table tbody tfoot thead ul
    """)
)
_BLOCKS = _CLOSE | HEADINGS | CAPTIONS | _FLOW
_CELLS = frozenset({"td", "th", "cell"})
_CONTROLS = re.compile(
    "[\0-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]"
    r"|&#(?:0*(?:[0-8]|1[14-9]|2\d|3[01]|127)|[xX]0*(?:[0-8bBeEfF]|1[0-9a-fA-F]|7[fF]|[fF]{3}[eEfF]))(?![0-9a-fA-F]);?"
)
_SPACES = re.compile(r"[ \t\n\f\r]+")


def parse_html(html: str) -> "_Element | None":
    """The tree of a page or a part of one, without comments; nothing where there is no element.

    What no text holds (control characters, NUL, half surrogates), as such or as a numeric reference, is shown as
    U+FFFD, as the standard has it for NUL.
    """
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return document_fromstring(_CONTROLS.sub("\ufffd", html).encode(), parser=parser)
    except LxmlError:
        return None


class Block(NamedTuple):
    """A paragraph, heading, item or row: what it is for, its words, whether it follows the last without a gap."""

    role: Role
    text: str
    close: bool = False


_REASONS = {
    Role.HEADLINE: "the page's title",
    Role.SUBHEAD: "a heading of the page",
    Role.CAPTION: "text under a picture",
    Role.BODY: "a paragraph of the page",
}


def read_blocks(root: "_Element") -> Iterator[Block]:
    """The blocks in `root` (`html` or `body`) that hold text, in order, white space run together as a browser does."""
    from lxml.etree import iterwalk

    words: list[str] = []
    roles, close = [Role.BODY], True
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        starts, tag = event == "start", element.tag
        if tag in _BLOCKS:
            if text := _joined(words):
                yield Block(roles[-1], text, close)
                close = True
            words.clear()
            close = close and tag in _CLOSE
            if starts:
                roles.append(_role(tag, roles[-1]))
            else:
                roles.pop()
        elif starts and tag in _CELLS and words:
            words.append(" | ")
        if starts and tag in UNREAD:
            walk.skip_subtree()
        elif starts:
            words.append(element.text or "")
        if not starts:
            words.append(element.tail or "")


def _joined(words: list[str]) -> str:
    return _SPACES.sub(" ", "".join(words)).strip(" |")


def _role(tag: object, around: Role) -> Role:
    if tag in HEADINGS:
        return Role.SUBHEAD
    return Role.CAPTION if tag in CAPTIONS else around


def lay_out(blocks: Iterable[Block]) -> tuple[str, tuple[Line, ...]]:
    """The text that `blocks` make, a blank line between those that stand apart, and its lines."""
    pieces: list[str] = []
    lines: list[Line] = []
    start = 0
    for role, text, close in blocks:
        gap = "" if not pieces else "\n" if close else "\n\n"
        start += len(gap)
        pieces += (gap, text)
        lines.append(Line(start, start + len(text), role, _REASONS[role]))
        start += len(text)
    return "".join((*pieces, "\n")) if pieces else "", tuple(lines)
