"""Durations that lead to a date: "two years ago", "in two weeks", "the past five days", "three days after Easter"."""

from datetime import date

from annotations.detection.calendar_words import DAY_WORDS, WEEKDAYS
from annotations.detection.dates import date_at
from annotations.detection.holidays import STARTS as HOLIDAY_STARTS
from annotations.detection.periods import AGO, BELOW_A_DAY, holiday_at, with_article
from annotations.detection.reading import Reading
from annotations.detection.resolution import moved_by, shifted, shifted_time, span_of
from annotations.detection.tense import speaks_of_future
from annotations.detection.tokens import Tokens
from annotations.detection.units import FACTORS, WORDS
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind


def told_from(tokens: Tokens, reading: Reading) -> Reading:
    """Make a duration the date it leads to: "two years ago", "a week later", "will leave in two weeks"."""
    word, after = tokens.words[reading.last], tokens.words[reading.last + 1]
    unit = WORDS.get(tokens.words[reading.last - 1], "")
    length = 1 if word in AGO else 2 if (word, after) == ("from", "now") else _in_time(tokens, reading)
    ahead = length != 1 and _is_ahead(tokens, reading)
    if not (length or ahead):
        return _anchored(tokens, reading)
    seconds = reading.value
    reading.last += length
    reading.kind = QuantityKind.TIME if unit in BELOW_A_DAY else QuantityKind.DATE
    reading.unit = ""
    reading.value = reading.low = reading.high = None
    if word not in _UNKNOWN_FROM and isinstance(seconds, float) and unit in FACTORS:
        reading.value = _moved(tokens, -seconds if word == "ago" else seconds, unit)
    return reading


_UNKNOWN_FROM = frozenset({"earlier", "later", "ahead"})  # counted from a day that the text tells of


def _moved(tokens: Tokens, seconds: float, unit: str) -> str | None:
    if unit in BELOW_A_DAY:
        return shifted_time(tokens.moment, seconds)
    return shifted(tokens.published, seconds / FACTORS[unit][1], unit)


def _in_time(tokens: Tokens, reading: Reading) -> int:
    """How many tokens the rest of "in two weeks' time" has."""
    words, at = tokens.words, reading.last
    if tokens.words[reading.first - 1] != "in" or words[at] not in {"'", "’"}:
        return 0
    return next((length for length in (2, 3) if words[at + length - 1] == "time"), 0)


def _anchored(tokens: Tokens, reading: Reading) -> Reading:
    """Make "three days after Easter" a date, where a date follows."""
    words, at = tokens.words, reading.last
    if words[at] not in {"after", "before", "from"} or not isinstance(reading.value, float):
        return reading
    anchor = holiday_at(tokens, at + 1) if words[at + 1] in HOLIDAY_STARTS else None
    anchor = anchor or date_at(tokens, at + 1, at + 1)
    if anchor is None or words[anchor.last] in {"'", "’"}:
        return reading
    names_day = any(map(_names_day, words[anchor.first : anchor.last])) and str(anchor.value)[:1] != "T"
    lasts = words[at] == "from" and words[reading.first - 1] in _LASTING  # for two weeks from Monday
    if lasts or not names_day:
        return reading
    unit = WORDS.get(words[at - 1], "")
    value = None
    if (day := _day_of(anchor)) and unit in FACTORS:
        count = reading.value / FACTORS[unit][1]
        value = moved_by(day, -count if words[at] == "before" else count, unit)
    return Reading(reading.first, anchor.last, QuantityKind.DATE, value=value)


_LASTING = frozenset({"for", "lasts", "lasted", "last", "of", "take", "takes", "took", "run", "runs", "ran"})


def _day_of(anchor: Reading) -> date | None:
    try:
        return date.fromisoformat(str(anchor.value)[: len("2017-10-14")])
    except ValueError:
        return None


def _names_day(word: str) -> bool:
    """Whether a word of a date tells the day: "two days after Sunday" is one, not "two days after June"."""
    return word in WEEKDAYS or word in DAY_WORDS or word in HOLIDAY_STARTS or (word.isdecimal() and len(word) < 3)


_PLANNING = word_set(
    """
    schedule book meet meeting let please leave leaves leaving arrive arrives arriving return returns back
    begin begins start starts starting open opens close closes end ends retire retires expire expires
    """
)


def _is_ahead(tokens: Tokens, reading: Reading) -> bool:
    """Whether "in two weeks" is a day to come, not how long something took."""
    words, before = tokens.words, reading.first - 1
    if before < 0 or words[before] != "in":
        return False
    planned = not _PLANNING.isdisjoint(words[max(0, before - 6) : before])
    return planned or speaks_of_future(tokens, reading.first) or (before == 0 and reading.last == tokens.count)


_SPANNING = {
    "past": -1, "last": -1, "previous": -1, "preceding": -1, "recent": -1, "next": 1, "coming": 1,
    "upcoming": 1, "following": 0, "first": 0, "final": 0, "opening": 0, "these": 0,
}  # fmt: skip


_AUXILIARIES = word_set("will would should could can may might must to not only often usually ll")


def spanned(tokens: Tokens, reading: Reading, floor: int) -> Reading:
    """Make a duration behind "the past" or "the next" the interval it names."""
    before = tokens.words[reading.first - 1]
    if before in {"every", "each"} and reading.first > floor:
        reading.first -= 1
        return reading
    is_verb = before == "last" and tokens.words[reading.first - 2] in _AUXILIARIES
    if reading.first - 1 < floor or before not in _SPANNING or tokens.words[reading.first] == "between" or is_verb:
        return reading
    unit = WORDS.get(tokens.words[reading.last - 1], "")
    count = reading.value / FACTORS[unit][1] if isinstance(reading.value, float) and unit in FACTORS else None
    direction = _SPANNING[before]
    reading.first -= 1
    reading.kind, reading.unit = QuantityKind.DATE, ""
    reading.low = reading.high = None
    reading.value = span_of(tokens.published, direction * count, unit) if count and direction else None
    return with_article(tokens, reading, floor)
