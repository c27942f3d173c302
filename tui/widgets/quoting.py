"""Passages of a text on one line, as rows, dialogs and status line quote them; plain, no screen."""

import re
from collections.abc import Sequence

from annotations.model import Span, Text
from tui.widgets.wrapping import printable

_ONE_QUOTATION = re.compile(r'“[^“”]*”|"[^"]*"|„[^„“”]*[“”]|«[^«»]*»')
_STRAIGHT = re.compile(r'"([^"]*)"')  # only pairs: one alone may be inches
_INNER = str.maketrans("“”„", "‘’‚")


def quoted(words: str) -> str:
    """Words of an article in quotation marks: a quotation among them has single ones, one that is all of them its own.

    So does the Chicago Manual of Style, 17th edition, 13.30.

    Args:
        words: On one line.
    """
    if _ONE_QUOTATION.fullmatch(words):
        return words
    inside = _STRAIGHT.sub(r"‘\1’", words).translate(_INNER)
    return f"“{inside}”"


def one_line(text: str) -> str:
    """The words on one line, printable."""
    return printable(" ".join(text.split()))


def marked(text: Text, span: Span, differing: Sequence[Span], missing: str = "") -> str:
    """The words of a passage on one line, what differs in brackets.

    Args:
        text: The article's text.
        span: The passage, in code points.
        differing: The places in it that differ, by start; an empty one is where words are missing.
        missing: Stands for words that are missing.
    """
    pieces, at = [], span.start
    for each in differing:
        pieces += [text[at : each.start], f"[{text[slice(*each)] or missing}]"]
        pieces += [" "] * (each.start == each.end)
        at = each.end
    return one_line("".join([*pieces, text[at : span.end]]))


def in_context(text: Text, span: Span, around: int) -> str:
    """A passage in brackets with what stands around it, on one line.

    Args:
        text: The article's text.
        span: The passage, in code points.
        around: How many code points to show on either side.
    """
    return marked(text, Span(max(0, span.start - around), min(len(text), span.end + around)), [span])
