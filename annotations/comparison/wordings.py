"""Words and names folded, so that two outlets' wordings of one thing can be laid side by side.

A word is brought down to its stem, and news words for one thing to one concept: "retook", "liberated" and "captured" a
town are one act, "militants", "jihadists" and "fighters" one party. A name stands for all of its spellings.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotations.comparison.names import Names
from annotations.detection.function_words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    PERSONAL,
    POSTS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    word_set,
)
from annotations.model import Article, Span

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*|%")

DATE = "#"
"""What the term of a date begins with."""

NAME = "@"
"""What the term of a name begins with, so that no word is taken for one."""


def _stem(word: str) -> str:
    """A word without the endings that only grammar asks for; crude, and the same for every form of most words."""
    word = word.removesuffix("'s").removesuffix("’s")
    for ending, least in (("ies", 5), ("ing", 6), ("ed", 5), ("es", 5), ("s", 4), ("e", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if ending == "ies" and len(word) >= 2:
        word += "y"
    word = word.removesuffix("e") if len(word) > 3 else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls" else word


_ACTS = """
capture captured seize retake retook retaken liberate recapture regain conquer overrun freed fell fall fallen oust
    drive drove driven lose lost loss losing
kill drown drowned perish dead died dies die death slain fatality
wound injured injure injury hurt
leave left flee fled fleeing evacuate evacuation quit depart departure escape exit
surrender surrendered handed
trap trapped strand besieged
attack offensive assault battle
deal agreement accord pact arrangement
conclude cut struck reach broker seal
begin began begun start launch
arrest detain
destroy destroyed damage ruin
allow let permit exclude bar
finish defeat
rescue rescued save
resign resigned
win won victory
hit struck
rise rose risen grow grew grown
drop dropped decline fell
clear cleared
collapse
"""
_THINGS = """
fighter militant jihadist terrorist extremist insurgent gunman gunmen rebel
city town
army troops forces soldier military
foreign foreigner
house home
abroad west
elder leader
people person
percent %
strike airstrike raid
"""


def _read(table: str, sign: str) -> dict[str, str]:
    """Concept by the stem of a word; the first word of a row names the concept of all."""
    rows = table.replace("\n    ", " ").strip().splitlines()
    return {_stem(word): sign + row.split()[0] for row in reversed(rows) for word in row.split()}


ACT = "="
"""What the term of an act begins with: something that happened or was done."""

_CONCEPT_OF = _read(_THINGS, "") | _read(_ACTS, ACT)

_SMALL = (
    ADVERBS
    | ARTICLES
    | AUXILIARIES
    | DAYS
    | DETERMINERS
    | PERSONAL
    | POSTS
    | PREPOSITIONS
    | PRONOUNS
    | RELATIVES
    | SUBORDINATORS
    | word_set("""
    and or but if so than as off up out down more most less very around about over only just still yet who whom whose
    what how why its it's their them him her us me no nor according say said says told tell tells report reported
    reports announced adding added s t approximately roughly nearly almost at least not since near de one so-called
    group part parts include includes including included where become try trying plan month months year years week
    weeks day days time times last next new old big people second first air called known area areas member members
    latest recent coming later take taken taking set get got give made make way state states face faces facing led
    backed supported self monday tuesday wednesday thursday friday saturday sunday
""")
)


class Word(NamedTuple):
    """A word or a name of a text.

    Attributes:
        start: Where it stands in the text.
        end: One past its last code point.
        stem: The word without its endings, or the name's key.
        term: What it is about: the concept of a word, a name, a date; empty for a small word, which tells nothing.
    """

    start: int
    end: int
    stem: str
    term: str


def words_of(article: Article, span: Span, names: Names) -> list[Word]:
    """The words of a passage in order, each name one of them."""
    found: list[Word] = []
    start = span.start
    for place, key in names.mentions(article, span):
        found += _plain(article.text, start, place.start)
        found.append(Word(*place, NAME + key, NAME + key))
        start = place.end
    found += _plain(article.text, start, span.end)
    return found


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    for match in _WORD.finditer(text, start, end):
        word = match[0].lower()
        tells = word not in _SMALL and (len(word) > 1 or not word.isalpha())
        yield Word(*match.span(), _stem(word), fold(word) if tells else "")


def fold(word: str) -> str:
    """A word in lower case as its concept, or its stem where it belongs to none."""
    stem = _stem(word)
    return _CONCEPT_OF.get(stem, stem)
