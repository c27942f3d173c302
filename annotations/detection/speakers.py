"""The noun phrase that names a speaker, to the left or to the right of a cue.

There is no parser behind this: a phrase goes on until a word that cannot belong to it, and those are few and known.
"""

from collections.abc import Sequence

from annotations.detection.function_words import (
    ADVERBS,
    AUXILIARIES,
    COMMAS,
    DASHES,
    DAYS,
    DETERMINERS,
    POSTS,
    PREPOSITIONS,
    PRONOUNS,
    word_set,
)
from annotations.detection.words import QUOTE, Token

Range = tuple[int, int]
"""A half-open range of tokens."""

_PUNCTUATION = word_set("; : , . ! ? — – -- … | •")
# Words that end a noun phrase, looked at from its right end and from its left end.
_LEFT_ENDS = (
    AUXILIARIES
    | _PUNCTUATION
    | DASHES
    | word_set("""
    but when while as because if although though since after before until unless where whereas so yet nor than whether
    how why what that who which whom whose then now meanwhile however earlier later yesterday today tomorrow monday
    tuesday wednesday thursday friday saturday sunday
""")
)
_RIGHT_ENDS = (
    AUXILIARIES
    | _PUNCTUATION
    | DAYS
    | word_set("""
    in on at during after when while as who that which to with about before because if although though since until where
    whereas so but yet via through following
""")
)
_MAY_NOT_BEGIN = PREPOSITIONS | _RIGHT_ENDS - {"this", "that"}
_OPENING = ADVERBS - {"all", "both"} | DAYS | word_set("and or & ’ ' ) (")
_JOINING = word_set("and or &")
_FINITE = word_set("""
    went took gave came saw ran began broke rose spoke sat drew grew knew wrote became chose drove threw fought has had
    says said shook
""")
_VERBS = word_set("""
    went took gave made came saw got ran held met left began hit won lost told said spoke sat stood kept put set led
    says wrote has had smiled laughed drew grew felt found knew thought brought bought sent spent fell
""")
_DESCRIPTIONS = DETERMINERS | word_set("""
    who whose which speaking talking citing referring asked including when after while in on at during like as however
    too though himself herself former
""")
_MONTHS = word_set("january february march april may june july august september october november december")
_LONGEST = 26  # tokens


def subject_before(tokens: Sequence[Token], end: int) -> Range | None:
    """The subject that ends before a verb, its apposition included, or nothing.

    Args:
        tokens: The tokens of a sentence.
        end: Index of the verb's first token.
    """
    if end <= 0:
        return None
    before = tokens[end - 1].word
    if before in COMMAS:
        start = _before_apposition(tokens, end - 1)
        return None if start is None else (start, end)
    if before in PRONOUNS:
        return end - 1, end
    start = _without_opening(tokens, _walk_left(tokens, end), end)
    return (start, end) if start < end else None


def _before_apposition(tokens: Sequence[Token], comma: int) -> int | None:
    """The start of "Nuri Mahmud" in "Nuri Mahmud, a spokesman for the units, denied": two commas belong together."""
    mark = tokens[comma].word
    for position in range(comma - 1, max(0, comma - _LONGEST), -1):
        word = tokens[position].word
        if word == mark and _describes(tokens, position + 1, comma):
            start = _without_opening(tokens, _walk_left(tokens, position), position)
            return start if start < position else None
        if word in (";", ":", QUOTE):
            return None
    return None


def _describes(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether what stands between two commas says more of the noun before them."""
    words = [tokens[each].word for each in range(first, last)]
    if len(words) <= 2 or words[0] in ("who", "whose", "which") or words[0][0].isdecimal():
        return True
    relative = next(
        (index for index, word in enumerate(words) if word in ("who", "which", "that", "whose")), len(words)
    )
    if not AUXILIARIES.isdisjoint(words[:relative]):
        return False
    return words[0] in _DESCRIPTIONS or not POSTS.isdisjoint(words[:5]) or words[0].endswith(("'s", "’s", "ing"))


def _walk_left(tokens: Sequence[Token], last: int) -> int:
    start = last
    while start > 0 and last - start < _LONGEST and _belongs(tokens, start - 1, last):
        start -= 1
    return start


def _belongs(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether a token belongs to the noun phrase that goes on to its right."""
    token = tokens[index]
    if token.speech or (token.word in _LEFT_ENDS and not _is_name(tokens, index)):
        return False
    if token.word in _JOINING:
        return _joins_nouns(tokens, index, last)
    return index + 1 == last or tokens[index + 1].word in PREPOSITIONS or not _is_verb(tokens, index)


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether a small word is capitalised because it is a name: Will Doyle, Al From, Ms. May."""
    return index > 0 and tokens[index].capital and tokens[index].word not in DAYS and tokens[index].word[0].isalpha()


def _joins_nouns(tokens: Sequence[Token], conjunction: int, last: int) -> bool:
    if conjunction == 0 or conjunction + 1 >= last or tokens[conjunction - 1].word == ",":
        return False
    alike = tokens[conjunction - 1].capital == tokens[conjunction + 1].capital
    return alike or tokens[last - 1].word.endswith("s")


def _is_verb(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.capital or not token.word.endswith("ed") or "-" in token.word:
        return False
    return index > 0 and tokens[index - 1].word not in DETERMINERS


def _without_opening(tokens: Sequence[Token], start: int, last: int) -> int:
    """Skip what opens a clause before its subject: "and", adverbs, "In June"."""
    while start < last and tokens[start].word in _OPENING:
        start += 1
    if start < last and tokens[start].word in PREPOSITIONS and tokens[last - 1].capital:
        start = last - 1
        while tokens[start - 1].capital and tokens[start - 1].word not in PREPOSITIONS | _MONTHS:
            start -= 1
    return start


def subject_after(tokens: Sequence[Token], start: int, end: int, *, apposition: bool = True) -> Range | None:
    """The subject that follows an inverted verb ("said Observatory head Rami Abdel Rahman"), or nothing.

    Args:
        tokens: The tokens of a sentence.
        start: Index after the verb.
        end: Index at which the sentence ends.
        apposition: Whether ", a spokesman for the units" belongs to it.
    """
    if start >= end or not tokens[start].word[0].isalnum():
        return None
    if tokens[start].word in _MAY_NOT_BEGIN and not _is_name(tokens, start):
        return None
    last = start + 1
    while last < min(end, start + _LONGEST) and not _ends_phrase(tokens, last):
        last += 1
    return start, _with_apposition(tokens, last, end) if apposition else last


def _ends_phrase(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.speech or (token.word in _RIGHT_ENDS and not _is_name(tokens, index)):
        return True
    if token.word in _FINITE:
        return True
    follows_name = tokens[index - 1].capital and not token.capital
    return follows_name and (token.word in _VERBS or (token.word.endswith("ed") and "-" not in token.word))


def _with_apposition(tokens: Sequence[Token], last: int, end: int) -> int:
    """Where a phrase ends that goes on with ", a spokesman for …"."""
    if last + 1 >= end or tokens[last].word != ",":
        return last
    named = tokens[last + 1].capital and tokens[last - 1].word in POSTS
    if not named and tokens[last + 1].word not in DETERMINERS | POSTS:
        return last
    for position in range(last + 1, min(end, last + _LONGEST)):
        word = tokens[position].word
        if word in AUXILIARIES:
            return last
        if word in _PUNCTUATION or word == QUOTE:
            return position
    return end
