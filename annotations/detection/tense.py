"""Whether the words around a date speak of what is to come or of what has been."""

from annotations.detection.calendar_words import FUTURE, MONTHS, PAST, PERIODS, PLANNED, SEASONS, WEEKDAYS, WILL
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set


def speaks_of_future(tokens: Tokens, index: int) -> bool:
    """Whether the words of its sentence around token `index` look forward.

    The nearest of the 15 words before it that tells decides: "will leave, he said Monday" speaks of the past.
    At the beginning of a sentence the words behind it do ("On Monday, they will vote").
    """
    for at in range(index - 1, max(-1, index - 16), -1):
        word = tokens.words[at]
        if word in FUTURE and _looks_forward(tokens, at):
            return True
        if word in PLANNED and index - at <= _BESIDE_VERB:
            return True
        if word in PAST or (word in _SENTENCE_ENDS and not tokens.glued(at + 1)):
            break
    begins = index == 0 or tokens.is_capital(index - 1) or tokens.words[index - 1] in _SENTENCE_ENDS
    ahead = tokens.words[index : index + 9] if begins else []
    return next((word in WILL for word in ahead if word in WILL or word in PAST or word in _SENTENCE_ENDS), False)


_AFTER_NEXT = frozenset({*PERIODS, *WEEKDAYS, *MONTHS, *SEASONS})
_IS = frozenset({"is", "are", "be", "been", "s", "re"})  # "is closed until Monday"
_BESIDE_VERB = 2  # tokens: "opens Monday", "opens on Monday"
_SENTENCE_ENDS = frozenset(".?!;")


def _looks_forward(tokens: Tokens, at: int) -> bool:
    """Whether a word of the future is meant so: not "May", "could not", "should have", "set a record"."""
    word, after = tokens.words[at], tokens.words[at + 1]
    if word == "set":
        return after in {"to", "for"}
    if word == "next":
        is_day = after[:1].isdigit() and not MONTHS.keys().isdisjoint(tokens.words[at + 2 : at + 5])
        return tokens.words[at - 1] != "the" and (is_day or after in _AFTER_NEXT)
    if word == "until":
        before = range(at - 1, max(-1, at - 7), -1)
        return not _tells_of_past(tokens, before) or any(tokens.words[place] in _IS for place in before)
    if word == "due":
        return after != "to" or tokens.words[at - 1] in {"is", "are", "was", "were", "be"}
    return (
        after != "have" and not (word == "could" and after == "not") and not (word == "may" and tokens.is_capital(at))
    )


_PAST_VERBS = PAST | word_set(
    """
    fell won lost began took came went left met shot struck broke gave made found held led ran sent saw sold spent
    stood rose fled flew became bought brought built chose drew drove
    """
)
_NO_VERBS = FUTURE | word_set("need speed indeed united")


def speaks_of_past(tokens: Tokens, index: int) -> bool:
    """Whether a verb of the past stands in the sentence of token `index`: up to six words before, ten behind it."""
    return _tells_of_past(tokens, range(index - 1, max(-1, index - 7), -1)) or _tells_of_past(
        tokens, range(index, index + 11)
    )


def _tells_of_past(tokens: Tokens, places: range) -> bool:
    for at in places:
        word = tokens.words[at]
        if word in WILL or word == "" or (word in _SENTENCE_ENDS and tokens.is_capital(at + 1)):
            return False
        if word in _PAST_VERBS or (len(word) > len("used") and word.endswith("ed") and word not in _NO_VERBS):
            return True
    return False
