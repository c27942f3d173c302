"""Quotations in a text: what is said, who says it, and the words that tell so.

Rules over the tables of `cue_words` and `function_words`; no model, nothing to download. Four kinds: *direct* (all of
it in marks, or a verbatim block), *mixed* (some of it), *indirect* (none), and *term*: marked words that nobody is said
to have said (a title, a nickname, scare quotes). Terms are doubtful quotations, kept to be shown dimmer.
"""

import re
from collections.abc import Iterable

from annotations.detection.paragraphs import Reader
from annotations.model import Quotation

_LINE = re.compile(r"[^\r\n]+")


def find_quotations(
    text: str, start: int = 0, end: int | None = None, lines: Iterable[tuple[int, int]] | None = None
) -> list[Quotation]:
    """The quotations of `text[start:end]`, sorted by start, the longer one first.

    Given one paragraph, this is what can be told from it alone. Given an article, it also knows what goes from
    paragraph to paragraph: quotations that are left open and taken up again have one group, a quotation without a cue
    has the speaker before it, a paragraph after "said in a statement:" is direct speech without marks, and names given
    in full once are offered for "Dillon" and "he" later.

    Args:
        text: The article's text.
        start: Where to begin, in code points; a paragraph's start.
        end: Where to stop; the end of the text if not given.
        lines: The paragraphs to read as half-open spans, in order, where not every line is of the article; each line of
            `text[start:end]` if not given.

    Returns:
        Quotations whose `start` and `end` include their marks but not the comma or stop after them.
    """
    spans = lines
    if spans is None:
        spans = (match.span() for match in _LINE.finditer(text, start, len(text) if end is None else end))
    reader = Reader(text)
    return [quotation for first, last in spans for quotation in reader.read(first, last)]
