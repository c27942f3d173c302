"""What in a wording matters: words and figures, negations, quotation marks, where a sentence begins and ends.

White space and the shape of quotation marks and dashes never matter; everything here sees them folded.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from annotations.model import Span

_PLAIN = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_TOKEN = re.compile(r"\b[ap]\.m\b|\d+(?:[.,:/]\d+)*|\w+(?:'\w+)*|[^\w\s]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_SENTENCE_END = re.compile(r"""[.!?…]["')\]]*\s+|\n""")
_QUOTED = re.compile(
    r"""(?<![\w.,!?…])"(?=\S)[^"\n]*"?"""  # unclosed, it goes on to the end of the line
    r"""|(?<!\w)'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w))*(?<=\S)'(?!\w)"""  # with apostrophes inside
)
_MOST = 64  # places noted of a piece of text
_REACH = 2000  # characters looked at on each side for the quotation a passage may stand in

_FIGURES = frozenset(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds
    thousand thousands million millions billion billions trillion trillions dozen dozens score scores half
    quarter third thirds first second once twice double triple % $ € £ ¥
    """.split()  # noqa: SIM905 (words read better as words)
)
_NEGATIONS = frozenset(
    """
    no not never none nobody nothing nowhere neither nor without cannot hardly barely scarcely
    """.split()  # noqa: SIM905 (as above)
)
_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december yesterday today tomorrow tonight noon midnight a.m p.m am pm
    second fourth fifth sixth seventh eighth ninth tenth
    """.split()  # noqa: SIM905 (as above)
)
_TURNING = _CALENDAR | frozenset(
    """
    morning afternoon evening night last next previous past coming earlier later before after since until ago
    more less fewer most least over under above below up down higher lower greater smaller
    increase increased increases decrease decreased decreases rise rose risen rises fall fell fallen falls grew grown
    shrank shrunk gain gained lose lost win won drop dropped
    all some many few every any only almost nearly about around
    confirmed denied accepted rejected agreed refused allowed banned killed injured wounded missing alive dead
    """.split()  # noqa: SIM905 (as above)
)
"""What turns a sentence round where it takes another word's place: when, which way, how many of them."""


class Token(NamedTuple):
    """A word, a figure or a mark; `key` is what is compared, `[start, end)` its code points."""

    key: str
    start: int
    end: int


def fold(text: str) -> str:
    """`text` with plain quotation marks and dashes; as long as before, so positions stay."""
    return text.translate(_PLAIN)


def tokens(folded: str) -> list[Token]:
    """Words, figures and marks in order; case does not count, nor does the comma in 1,400."""
    return [Token(_key(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(folded)]


def _key(word: str) -> str:
    if word == "'":
        return '"'
    return word.replace(",", "") if _GROUPED.fullmatch(word) else word.casefold()


def has_figure(folded: str) -> bool:
    """Whether a figure stands in `folded`, in digits or in words, or a day or a month."""
    return any(_is_figure(token.key) or token.key in _CALENDAR for token in tokens(folded))


def _is_figure(key: str) -> bool:
    return key in _FIGURES or any(letter.isdigit() for letter in key)


def _is_telling(key: str) -> bool:
    """Whether a sentence says something else without this token: a figure, a negation, a quotation mark."""
    return key == '"' or key in _NEGATIONS or key.endswith("n't") or _is_figure(key)


def tells(words: str) -> bool:
    """Whether words that one wording has and another lacks are a figure, a negation, a day, a direction, a mark."""
    return any(_is_telling(token.key) or token.key in _TURNING for token in tokens(fold(words)))


def negates(words: str) -> bool:
    """Whether a negation is among some words."""
    return any(token.key in _NEGATIONS or token.key.endswith("n't") for token in tokens(fold(words)))


def passage_differs(old: str, new: str, quoted: Sequence[Span]) -> bool:
    """Whether `new` says something else.

    It does where a word was taken away or has become another one, and where a figure or a negation was put in, or any
    word inside its spans `quoted`.
    """
    old_tokens, new_tokens = tokens(old), tokens(new)
    for _, i1, i2, j1, j2 in _changes(old_tokens, new_tokens):
        if any(token.key[0].isalnum() for token in old_tokens[i1:i2]):
            return True
        touched = [token.key for token in old_tokens[i1:i2] + new_tokens[j1:j2]]
        at = new_tokens[j1].start if j1 < len(new_tokens) else len(new) - 1
        in_quotation = any(span.contains(at) for span in quoted)
        if any(_is_telling(key) or (in_quotation and key[0].isalnum()) for key in touched):
            return True
    return False


def beginning_differs(old: str, new: str, *, open_end: bool) -> bool:
    """Whether what stands before a passage says something else; `rest_differs` read from right to left."""
    return _side_differs(tokens(old)[::-1], tokens(new)[::-1], open_end)


def rest_differs(old: str, new: str, *, open_end: bool) -> bool:
    """Whether what stands after a passage says something else: other figures, negations, days, directions.

    Args:
        old: What stood there.
        new: What stands there now, perhaps more of it.
        open_end: Whether `old` was cut off, so that its last word may be half a word and `new` may go on.
    """
    return _side_differs(tokens(old), tokens(new), open_end)


def _side_differs(old: list[Token], new: list[Token], open_end: bool) -> bool:
    if open_end:
        old = old[:-1]
    touched: list[Token] = []
    for _, i1, i2, j1, j2 in _changes(old, new):
        goes_on = open_end and i2 == len(old)
        here = old[i1:i2] if goes_on else old[i1:i2] + new[j1:j2]
        if i1 < i2 and any(token.key in _TURNING for token in here):  # put in, such a word takes nothing away
            return True
        touched += here
    return any(_is_telling(token.key) for token in touched)


def _changes(old: list[Token], new: list[Token]) -> list[tuple[str, int, int, int, int]]:
    """Where the two differ, as `difflib` opcodes."""
    matcher = SequenceMatcher(None, [token.key for token in old], [token.key for token in new])
    return [opcode for opcode in matcher.get_opcodes() if opcode[0] != "equal"]


def sentence_tail(folded: str) -> str:
    """The part of `folded` that belongs to the sentence its end stands in."""
    start = 0
    for end in _SENTENCE_END.finditer(folded):
        start = end.end()
    return folded[start:]


def sentence_head(passage: str, rest: str) -> str:
    """The part of `rest` that belongs to the sentence in which the `passage` before it ends."""
    tail = passage[-4:]  # a full stop and closing marks may be the passage's own
    for end in _SENTENCE_END.finditer(tail + rest):
        if end.end() > len(tail):
            return rest[: end.end() - len(tail)]
    return rest


def quoted_stretches(text: str, span: Span) -> list[Span]:
    """The stretches in quotation marks that touch `span`; one without an end closes with its line."""
    low = max(0, span.start - _REACH, text.rfind("\n", 0, span.start) + 1)
    line_end = text.find("\n", span.end)
    high = min(len(text) if line_end < 0 else line_end, span.end + _REACH)
    found = (Span(low + m.start(), low + m.end()) for m in _QUOTED.finditer(fold(text[low:high])))
    return [stretch for stretch in found if stretch.overlaps(span)]


def squeeze(folded: str) -> str:
    """`folded` without its white space."""
    return "".join(folded.split())


def occurrences(text: str, piece: str, low: int = 0, high: int | None = None) -> list[int]:
    """The first places of `piece` in `text[low:high]`, 64 at most: what stands everywhere tells nothing."""
    found: list[int] = []
    at = text.find(piece, max(0, low), high)
    while at >= 0 and len(found) < _MOST:
        found.append(at)
        at = text.find(piece, at + 1, high)
    return found


class Letters:
    """A text without its white space, marks folded, and the way back to the text's own positions."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _words(self) -> list[re.Match[str]]:
        return list(re.finditer(r"\S+", fold(self.text)))

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((word.end() - word.start() for word in self._words), initial=0))

    @cached_property
    def joined(self) -> str:
        """All that is not white space."""
        return "".join(word.group() for word in self._words)

    def position(self, letter: int) -> int:
        """Where in the text a letter stands; outside the letters, the text's start or end."""
        if letter <= 0:
            return 0
        if letter >= len(self.joined):
            return len(self.text)
        word = bisect_right(self._starts, letter) - 1
        return self._words[word].start() + letter - self._starts[word]

    def span(self, start: int, end: int) -> Span:
        """The letters `[start, end)`, at least one, as a passage of the text."""
        return Span(self.position(start), self.position(end - 1) + 1)
