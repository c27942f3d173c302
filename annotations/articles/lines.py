"""The lines of a text and what can be seen of each at a glance: the ground that the classifier stands on.

Nothing here decides. A `Look` is made once per line, in time linear in the line's length, and patterns are
only ever tried on its head, so that neither a line of five megabytes nor a million short ones take long.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

HEAD = 240
"""Code points of a line's beginning that patterns are tried on; furniture says what it is at once."""

BULLETS = "•*·‣▪◦›»>|×[]()+–—- \t\u00a0"
"""What lists, buttons and boxes to tick begin with in page dumps."""

_IDEOGRAPH = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_NOT_WORD = re.compile(r"[\W_]+")
_SENTENCE_ENDS = frozenset(".!?…。！？؟।:")
_CLOSERS = "\"'”’»›)]* \u00a0"
_LONGEST_WORD = 12
_COLUMN = 40
_BREAKS = ("\n", "\r\n", "\r")


class Look(NamedTuple):
    """One line that is not blank, as far as it can be judged alone.

    `start` and `end` are code points of the text, the line break left out; `text` is the line without the
    white space around it; `low` its head in lower case without a bullet; `words` roughly how many words it
    has; `ends` whether it closes like a sentence or runs on into the line right below; `copies` how many
    lines of the text read the same.
    """

    start: int
    end: int
    text: str
    low: str
    words: int
    ends: bool
    copies: int

    @property
    def head(self) -> str:
        """The first code points, as written."""
        return self.text[:HEAD]

    @property
    def key(self) -> str:
        """The letters and digits of the head alone: two lines with one key say the same."""
        return _NOT_WORD.sub("", self.low)


def look_at_lines(text: str) -> list[Look]:
    r"""Every line of `text` that is not blank, in order; `\n`, `\r\n` and a lone `\r` break lines."""
    found = list(_find_lines(text))
    copies = Counter(line for _, _, line in found)
    return [
        _look(start, end, line, copies[line], text[end:below] in _BREAKS and _runs_on(line, next_line))
        for (start, end, line), (below, _, next_line) in pairwise([*found, (len(text), 0, "")])
    ]


def _runs_on(line: str, following: str) -> bool:
    """Whether a sentence was broken to fit a column: a line well filled, then one in lower case."""
    return len(line) >= _COLUMN and following[:1].islower()


def _find_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each line that is not blank stands, and the line without the white space around it."""
    start = 0
    for line in text.replace("\r", "\n").split("\n"):  # a `\r\n` leaves a blank line, which nobody misses
        end = start + len(line)
        if bare := line.strip():
            yield start, end, bare
        start = end + 1


def _look(start: int, end: int, line: str, copies: int, runs_on: bool) -> Look:
    low = line[:HEAD].lower()
    if low[0] in BULLETS:
        low = low.lstrip(BULLETS)
    return Look(start, end, line, low, _count_words(line), runs_on or _ends(line), copies)


def _count_words(line: str) -> int:
    """Spaces and one; in a script written without spaces, two ideographs count as a word."""
    words = line.count(" ") + 1
    if words * _LONGEST_WORD < len(line) and not line.isascii():
        words += len(re.findall(_IDEOGRAPH, line)) // 2
    return words


def _ends(line: str) -> bool:
    return line[-1] in _SENTENCE_ENDS or line[-8:].rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS
