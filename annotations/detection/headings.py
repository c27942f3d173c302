"""Headlines that begin with who speaks: "Keller: Dam ‘not safe’"."""

import re

from annotations.detection.clauses import Clause
from annotations.detection.function_words import PREPOSITIONS, word_set

_NO_SPEAKERS = word_set("""
    video watch exclusive breaking update opinion analysis review photos live listen read explainer comment
""")
_SAYING = "(?:said|says|told|tells|added|wrote|asked|argued|called|warned|tweeted|announced|insisted|suggested)"
_BETWEEN = r"[^\r\n.]{0,60}?"
_LONGEST = 6  # tokens


def head_colon(clause: Clause) -> int | None:
    """Index of the colon behind a name that begins a sentence, or nothing."""
    colon = clause.find(frozenset(":"), 0)
    if not 0 < colon <= _LONGEST or colon + 1 >= clause.end or clause.word(colon - 1) in _NO_SPEAKERS:
        return None
    named = all(token.capital or token.word in PREPOSITIONS for token in clause.tokens[:colon])
    return colon if named else None


def speaks(text: str, name: str, start: int) -> bool:
    """Whether a name stands beside a saying word in `text[start:]`: a place that heads a line says nothing.

    Args:
        text: The article's text.
        name: The last word of who may speak, or "Poll".
        start: Where to begin, in code points.
    """
    known = rf"\b{re.escape(name)}\b{_BETWEEN}\b{_SAYING}\b|\b{_SAYING}\s{_BETWEEN}\b{re.escape(name)}\b"
    return re.compile(known, re.IGNORECASE).search(text, start) is not None
