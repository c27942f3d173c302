"""Runs of capitalised words: where a sentence may name somebody.

A run is cut where two names meet ("Russia's | Defense Ministry", "US | President Donald Trump"), and a word that only a
sentence's start makes capital is told from one that is a name by the company it keeps elsewhere (`names.py`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotations.detection.function_words import (
    ADVERBS,
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TITLES,
    word_set,
)
from annotations.model import Span

_UPPER = "A-ZÀ-ÖØ-ÞŠŽČĆĐŁŚŻŹİŞĞŐŰŘŇĎŤ"
_WORD = rf"(?:(?:[{_UPPER}]\.){{2,}}|[{_UPPER}][^\W_]*(?:['’][^\W_]+)*['’]?)"
_ARTICLE = r"(?:al|el|an|ar|as|ash|ad|az|at)"
_PARTICLE = rf"(?:{_ARTICLE}-|(?:al|bin|ibn|abu|de|del|van|von|der|la|da|di|du)[ \u00a0])"
_INSTITUTION = r"(?:[ \u00a0](?:of|for)(?:[ \u00a0]the)?[ \u00a0])"
_JOINED = rf"(?:(?:\.?[ \u00a0]|-){_PARTICLE}?|{_INSTITUTION}){_WORD}"
_RUN = re.compile(rf"(?<![^\W_])(?:{_ARTICLE}-)?{_WORD}(?:{_JOINED})*")
_PIECE = re.compile(rf"{_PARTICLE}?{_WORD}|(?<=[ \u00a0])(?:of|for)(?:[ \u00a0]the)?(?=[ \u00a0])")
_LOWER = re.compile(r"(?<![^\W_])[a-z]{2,}")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_JOINING = frozenset({"of", "for", "of the", "for the"})
_LONGEST_OPENING = 4  # code points: marks before the first word
_INITIAL = 2  # code points: "W." is no acronym
_OPENED = frozenset('"“‘«„‹:')
_DATES = word_set("""
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday gmt
""")
_INSTITUTIONS = word_set("""
    observatory university bank house ministry department council bureau office institute college church republic state
    states kingdom court board centre center league front army movement union association organisation organization
    committee commission federation gulf bay cape isle strait sea secretary minister city district centers agency high
    commissioner fund school academy museum chamber society party
""")
_OWNERS = word_set("people's women's men's children's workers' farmers' teachers' veterans' king's queen's")
ORDINARY = (
    ADVERBS
    | AUXILIARIES
    | DAYS
    | DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | SUBORDINATORS
    | word_set("""
    and but or nor so then now not yes no if when where why how what there here as than once despite according
    meanwhile however since until unless whether even most more less much such same following including
    dozens hundreds thousands millions members others units
""")
)
"""Words that name nobody, whatever their first letter."""


class Run(NamedTuple):
    """Capitalised words that may name somebody.

    Attributes:
        words: The span of each word, possessive endings left out at the end of the run.
        opening: Whether it begins with the first word of a sentence or of a quotation, capital in any case.
    """

    words: tuple[Span, ...]
    opening: bool


class Capitals:
    """Tells names from words that only a sentence's start makes capital, by how some texts write them elsewhere.

    Attributes:
        proper: The words that were written with a capital where nothing but a name asks for it.
        common: The words that were written without.
    """

    def __init__(self) -> None:
        self.proper: set[str] = set()
        self.common: set[str] = set()

    def learn(self, text: str, sentence: Span) -> None:
        """Remember which words a sentence writes with a capital, and which without."""
        self.common.update(_LOWER.findall(text, *sentence))
        for run in runs(text, sentence):
            self.proper.update(text[slice(*word)] for word in run.words[run.opening :])

    def names(self, text: str, sentence: Span) -> Iterator[tuple[Span, ...]]:
        """The names in a sentence, in order, each as the spans of its words."""
        for run in runs(text, sentence):
            words = run.words
            while words and self._is_common(text, words, opening=run.opening and words is run.words):
                words = words[1:]
            if words and not (len(words) == 1 and text[slice(*words[0])].lower() in TITLES):
                yield words

    def _is_common(self, text: str, words: tuple[Span, ...], *, opening: bool) -> bool:
        """Whether the first word belongs to no name."""
        word = text[slice(*words[0])]
        if len(word) > 1 and word.isupper():
            return False
        if word.lower() in ORDINARY:
            return True
        return opening and word not in self.proper and (len(words) == 1 or word.lower() in self.common)


def runs(text: str, sentence: Span) -> Iterator[Run]:
    """The runs of capitalised words of a sentence, in order."""
    for match in _RUN.finditer(text, *sentence):
        opening = _opens(text, sentence.start, match.start())
        for words in _cut(list(_PIECE.finditer(text, *match.span()))):
            yield Run(_spans(words), opening and words[0].start() == match.start())


def _spans(words: list[re.Match[str]]) -> tuple[Span, ...]:
    *others, last = words
    end = last.end() - len(last[0]) + len(_POSSESSIVE.sub("", last[0]))
    return (*(Span(*word.span()) for word in others), Span(last.start(), end))


def _opens(text: str, start: int, at: int) -> bool:
    """Whether only marks stand between the start of a sentence or a quotation and `at`."""
    before = text[max(start, at - _LONGEST_OPENING) : at].rstrip()
    return before[-1:] in _OPENED or (at - start <= _LONGEST_OPENING and not any(map(str.isalnum, before)))


def _cut(pieces: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    words: list[re.Match[str]] = []
    for piece in pieces:
        dated = _plain(piece) in _DATES
        if words and (dated or _parts(words[-1], piece)):
            yield from _trimmed(words)
            words = []
        if not dated:
            words.append(piece)
    yield from _trimmed(words)


def _plain(piece: re.Match[str]) -> str:
    return piece[0].lower().replace("’", "'").rstrip(".")


def _parts(last: re.Match[str], piece: re.Match[str]) -> bool:
    """Whether a new name begins with `piece`, or a word that joins no names."""
    before, plain = _plain(last), _plain(piece)
    if plain in _JOINING:
        return before not in _INSTITUTIONS
    if before.endswith(("'s", "'")) and before not in _OWNERS:
        return True
    if before not in _JOINING and _is_acronym(piece[0]) != _is_acronym(last[0]):
        return True
    return plain in TITLES and before not in TITLES


def _is_acronym(word: str) -> bool:
    return len(word) > _INITIAL and _POSSESSIVE.sub("", word).isupper()


def _trimmed(words: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The words without joining words at their ends, if any are left."""
    while words and _plain(words[0]) in _JOINING:
        words = words[1:]
    while words and _plain(words[-1]) in _JOINING:
        words = words[:-1]
    if words:
        yield words
