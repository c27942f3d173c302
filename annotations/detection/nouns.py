"""What a figure counts ("civilians") and what it is a part of ("the city"), without a trained tagger.

The noun phrase behind a figure ends at the first word of the closed classes, at a mark, or with the first
plural.
"""

from annotations.detection.reading import Reading
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind

CLOSED = word_set(
    """
    a an the this that these those his her its their our your my some any no every each both all of in
    on at by for from to with without within into onto over under about against between among during
    before after since until till through throughout toward towards amid beneath beside inside outside
    across along around behind below above near off out up down as than per via like despite and or but
    nor so yet if because while when where whereas although though unless whether who whom whose which
    what why how i you he she it we they me him them us one ones himself herself itself themselves there
    here is are was were be been being am has have had having do does did done will would shall should
    can could may might must not also only just even still already now then again ever never too very
    more most less least much many few said says say told tell tells saying added according ago later
    earlier old
    """
)
"""Words that end a noun phrase, or cannot begin one."""

_PLURALS = word_set(
    """
    people men women children police troops personnel staff cattle fish sheep teeth feet mice geese
    youth clergy crew dead wounded injured missing others data media aircraft spacecraft policemen
    policewomen gunmen servicemen firemen fishermen businessmen lawmen clergymen congressmen
    """
)
"""Plurals without an s, and adjectives that count as nouns ("six dead")."""

_VERBS = word_set(
    """
    remain left fled died killed were surrendered took gave made went came fell rose voted lived arrived
    escaped returned joined need needed want wanted believe think goes comes remains lives lies makes
    takes needs wants says works
    """
)
_LONGEST = 5


def add_counted(tokens: Tokens, reading: Reading) -> None:
    """Write into a reading what it counts, or what it is a part of."""
    if reading.kind not in _COUNTING:
        return
    at = reading.last
    part = tokens.words[at] == "of"
    if not part:
        if reading.kind in {QuantityKind.NUMBER, QuantityKind.RANGE}:
            reading.counted = _phrase(tokens, at, needs_plural=reading.value != 1)
    elif reading.vague:
        reading.counted = _phrase(tokens, at + 1, needs_plural=False)
    else:
        reading.of = _whole(tokens, at + 1)


_COUNTING = frozenset({QuantityKind.NUMBER, QuantityKind.RANGE, QuantityKind.PERCENT})
_ARTICLES = word_set("a an the this that these those his her its their our your my all")


def _whole(tokens: Tokens, first: int) -> str:
    """The noun phrase behind "of", with its article."""
    skip = 1 if tokens.words[first] in _ARTICLES else 0
    length = _length(tokens, first + skip, needs_plural=False)
    return tokens.between(first, first + skip + length) if length else ""


def _phrase(tokens: Tokens, first: int, *, needs_plural: bool) -> str:
    if tokens.words[first] == "-" and tokens.glued(first):
        first += 1
    if tokens.words[first] == "more" and not _ends(tokens, first + 1):
        first += 1
    return tokens.between(first, first + _length(tokens, first, needs_plural=needs_plural))


def _length(tokens: Tokens, first: int, *, needs_plural: bool) -> int:
    """How many tokens the noun phrase at `first` has; none if a plural is needed and missing."""
    if not needs_plural and tokens.words[first].endswith("ed"):
        return 0
    for count in range(_LONGEST):
        at = first + count
        if _ends(tokens, at):
            return 0 if needs_plural else min(count, 3)
        if _is_plural(tokens, at):
            return count + 1
    return 0 if needs_plural else 3


def _ends(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    is_small = word in CLOSED and not (len(word) > 1 and tokens.raw(at).isupper())  # "US" and "IS" are names
    return is_small or word in _VERBS or not (word[:1].isalpha() or (word == "-" and tokens.glued(at)))


def _is_plural(tokens: Tokens, at: int) -> bool:
    """Whether the word looks like a plural noun that is not the owner of something ("voters' lists")."""
    word = tokens.words[at]
    if tokens.words[at + 1] in {"'", "’", "-"} and tokens.glued(at + 1):
        return False
    return word in _PLURALS or (len(word) > 3 and word[-1] == "s" and word[-2] not in "sui")
