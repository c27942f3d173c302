"""The words of a paragraph around its quotations: each marked passage counts as one token."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.detection.function_words import PREPOSITIONS, word_set
from annotations.detection.marks import Marked
from annotations.detection.sentences import ABBREVIATIONS

QUOTE = "“”"
"""The word of a token that stands for a marked passage."""

GLOSS = "(“”)"
"""The word of a token that stands for a marked passage alone in brackets: `ISIS ("Islamic State")`."""

# Initials ("U.S."), figures, words with their apostrophes and hyphens, dashes, single marks. The separators inside a
# word are no word characters, so nothing backtracks further than one of them.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[$€£]?\d+(?:[.,]\d+)*%?|[^\W_]+(?:[’'.&@-][^\W_]+)*[’']?|[@#]\w+|-{2,}|[^\w\s]|_"
)


class Token(NamedTuple):
    """A word, a mark of punctuation or a marked passage.

    Attributes:
        word: In lower case; `QUOTE` for a marked passage.
        start: First code point.
        end: One past the last.
        capital: Whether it begins with a capital letter.
        speech: Whether it is a marked passage that ends as speech does, or is as long as a sentence.
        ending: The last character inside the marks.
        title: Whether it is a marked passage that is capitalised like a title.
    """

    word: str
    start: int
    end: int
    capital: bool = False
    speech: bool = False
    ending: str = ""
    title: bool = False


def tokens(text: str, start: int, end: int, marked: Sequence[Marked]) -> list[Token]:
    """The tokens of `text[start:end]` in order; what stands in short brackets is left out.

    Args:
        text: The article's text.
        start: First code point.
        end: One past the last.
        marked: The marked passages in it, in order.
    """
    found: list[Token] = []
    for passage in marked:
        found += _plain(text, start, passage.start)
        found.append(_quote(text, passage, found[-1].word if found else ""))
        start = passage.end
    found += _plain(text, start, end)
    return _without_brackets(found)


_SPEECH_ENDS = (",", ".", "!", "?", "…", "—", "–", "-")
_SMALL_WORD = 4  # letters: "with", "from" stay small in titles
_LONGEST_TITLE = 80  # code points
_SENTENCE_LENGTH = 40  # code points: nobody's nickname, hardly a title
_BEFORE_TITLES = PREPOSITIONS | word_set("""
    the a book novel memoir show programme program podcast film movie documentary drama series episode song album hit
    play musical sitcom column magazine newsletter blog essay game titled entitled
""")
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_MARKS = "\"'“”„‟‘’«»`()[] "


def _quote(text: str, passage: Marked, before: str) -> Token:
    inner = text[passage.inner_start : passage.inner_end].strip(_MARKS)
    title = _is_title(inner)
    named = title and (before in _BEFORE_TITLES or before.endswith(_POSSESSIVES))
    speech = not named and (inner.endswith(_SPEECH_ENDS) or len(inner) > _SENTENCE_LENGTH)
    return Token(QUOTE, passage.start, passage.end, inner[:1].isupper(), speech, inner[-1:], title)


def _is_title(inner: str) -> bool:
    long_words = [word for word in inner[:_LONGEST_TITLE].split() if len(word) > _SMALL_WORD]
    return len(long_words) > 0 and len(inner) < _LONGEST_TITLE and all(word[0].isupper() for word in long_words)


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    position = start
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        if first < position:  # the stop of an abbreviation
            continue
        word = match[0]
        if text[last : last + 1] == "." and last < end and (word.lower() in ABBREVIATIONS or _is_initial(word)):
            last += 1
        position = last
        yield Token(word.lower(), first, last, word[0].isupper())


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper() and word != "I"


_LONGEST_BRACKET = 12  # tokens


def _without_brackets(found: list[Token]) -> list[Token]:
    kept: list[Token] = []
    index = 0
    while index < len(found):
        closing = _closing(found, index) if found[index].word == "(" else None
        if closing is None:
            kept.append(found[index])
        elif found[index + 1].word == QUOTE:
            kept.append(found[index + 1]._replace(word=GLOSS, speech=False))
        index = index + 1 if closing is None else closing + 1
    return kept


def _closing(found: list[Token], index: int) -> int | None:
    """The end of a short bracket, unless marked words stand in it beside others: that is a sentence of its own."""
    for position in range(index + 1, min(len(found), index + _LONGEST_BRACKET)):
        if found[position].word == ")":
            quoted = any(token.word == QUOTE for token in found[index:position])
            return None if quoted and position > index + 2 else position
    return None
