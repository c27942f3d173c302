"""Durations that lead to a date: "two years ago", "in two weeks", "the past five days", "three days after Easter"."""

from datetime import date, datetime

from annotations.detection.calendar_words import FULL_NAMES, PERIODS, POINTING, WEEKDAYS
from annotations.detection.date_places import add_place, names_day
from annotations.detection.dates import date_at, date_end
from annotations.detection.holidays import STARTS as HOLIDAY_STARTS
from annotations.detection.periods import AGO, BELOW_A_DAY, holiday_at, leave_open, with_article
from annotations.detection.reading import Reading
from annotations.detection.resolution import moved, moved_by, period_text, shifted, shifted_time, span_of, weekday_near
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
    if word != "ahead" and isinstance(seconds, float) and unit in FACTORS:
        seconds = -seconds if word in {"ago", "earlier"} else seconds
        in_story = word in {"earlier", "later"}
        told = tokens.told if in_story else ""
        reading.value = _moved_story(told, seconds, unit) if told else _moved(tokens, seconds, unit)
        if in_story and not told:
            leave_open(tokens, reading)
        _add_weekday(tokens, reading)
    return reading


def _moved(tokens: Tokens, seconds: float, unit: str) -> str | None:
    if unit in BELOW_A_DAY:
        return shifted_time(tokens.moment, seconds)
    return shifted(tokens.published, seconds / FACTORS[unit][1], unit)


def _moved_story(told: str, seconds: float, unit: str) -> str | None:
    """So long before or after the day or minute that the text named last."""
    if unit not in BELOW_A_DAY:
        return shifted(date.fromisoformat(told[:_DAY]), seconds / FACTORS[unit][1], unit)
    return shifted_time(datetime.fromisoformat(told), seconds) if len(told) > _DAY else None


_DAY = len("2017-10-14")


def named_day(reading: Reading) -> str:
    """The day, or the minute of it, that a reading names as ISO text: what "a week later" counts from."""
    text = reading.value if isinstance(reading.value, str) and not reading.vague else ""
    if reading.kind not in {QuantityKind.DATE, QuantityKind.TIME} or "/" in text or _day_of(reading) is None:
        return ""
    return text if "T24" not in text else text[:_DAY]


def weekday_of_week(reading: Reading, weekday: int) -> str | None:
    """The weekday in the week of the day that a reading names."""
    day = _day_of(reading)
    return moved(day, weekday - day.weekday()) if day else None


def _add_weekday(tokens: Tokens, reading: Reading) -> None:
    """Take in "on Friday" behind "in three days": the Friday of that week."""
    words, at = tokens.words, reading.last
    at += words[at] in {"on", ","}
    is_weekday = words[at] in WEEKDAYS and words[at] in FULL_NAMES and date_end(tokens, at) == at + 1
    if is_weekday and reading.kind is QuantityKind.DATE and words[at + 1] not in {"'", "’"}:
        reading.value, reading.last = weekday_of_week(reading, WEEKDAYS[words[at]]), at + 1


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
    lasts = words[at] == "from" and words[reading.first - 1] in _LASTING  # for two weeks from Monday
    anchor = None if lasts else _anchor_at(tokens, at + 1)
    if anchor is None:
        return reading
    unit = WORDS.get(words[at - 1], "")
    value = None
    if (day := _day_of(anchor)) and unit in FACTORS:
        count = reading.value / FACTORS[unit][1]
        value = moved_by(day, -count if words[at] == "before" else count, unit)
    return Reading(reading.first, anchor.last, QuantityKind.DATE, value=value)


def _anchor_at(tokens: Tokens, at: int) -> Reading | None:
    """The day that another one is counted from: "Easter", "next Monday", "the 5th of May"."""
    words = tokens.words
    begin = at + (words[at] in POINTING or words[at] == "the")
    anchor = holiday_at(tokens, begin) if words[begin] in HOLIDAY_STARTS else None
    anchor = anchor or date_at(tokens, begin, begin)
    if anchor is None or words[anchor.last] in {"'", "’"} or str(anchor.value)[:1] == "T":
        return None
    is_day = names_day(tokens, anchor)
    add_place(tokens, anchor, at)
    return anchor if is_day else None


def add_anchor(tokens: Tokens, reading: Reading) -> None:
    """Take in Christmas behind "the day after" or "the Monday before"."""
    words, at = tokens.words, reading.last
    noun_at = at - 2 if words[at - 1] in _BESIDE else at - 1
    direction, noun = _BESIDE.get(words[noun_at + 1]), words[noun_at]
    is_weekday = reading.last == reading.first + 1 and noun in WEEKDAYS and words[noun_at - 1] == "the"
    is_period = noun_at == at - 2 and noun in PERIODS
    if direction is None or not (is_weekday or is_period):
        return
    anchor = _anchor_at(tokens, noun_at + 2)
    if anchor is None:
        return
    reading.last, day = anchor.last, _day_of(anchor)
    if is_weekday:
        reading.value = weekday_near(day, WEEKDAYS[noun], direction, is_nearest=True) if day else None
    else:
        reading.value = period_text(day, PERIODS[noun], direction)


_BESIDE = {"before": -1, "after": 1}
_LASTING = frozenset({"for", "lasts", "lasted", "last", "of", "take", "takes", "took", "run", "runs", "ran"})


def _day_of(anchor: Reading) -> date | None:
    try:
        return date.fromisoformat(str(anchor.value)[:_DAY])
    except ValueError:
        return None


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
