"""Times of day: "11:03AM", "3 p.m.", "21:41:42 +0000", "0930 GMT", "half past three", "noon", "3-4pm"."""

from typing import NamedTuple

from annotations.detection.calendar_words import DAY_WORDS, DAYPARTS, ZONES
from annotations.detection.number_words import TENS, UNITS_AND_TEENS
from annotations.detection.tokens import Tokens

_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_FRACTIONS_OF_AN_HOUR = {"half": 30, "quarter": 15}
_PLAIN_ZONES = frozenset({"gmt", "utc", "pst", "est", "pdt", "edt"})  # no other words, so any case will do
_JOINERS = frozenset({"-", "–", "—", "to", "and", "until", "till"})
TRIGGERS = frozenset({*_NAMED, *_FRACTIONS_OF_AN_HOUR})


class Clock(NamedTuple):
    """A time of day as ISO text, the token it ends before, its end where it is a span, its zone."""

    text: str
    last: int
    until: str = ""
    zone: str = ""


def clock_at(tokens: Tokens, index: int) -> Clock | None:
    """The time of day that begins at token `index`; a bare number is none."""
    named = _NAMED.get(tokens.words[index])
    if named:
        return Clock(named, index + 1)
    clock = _past(tokens, index) or _span(tokens, index) or _single(tokens, index)
    return _with_zone(tokens, clock) if clock else None


def hour_at(tokens: Tokens, index: int) -> Clock | None:
    """The bare hour of "tonight at 8" or "tomorrow, three": a time only behind "at" or a day to come."""
    words, hour = tokens.words, _hour(tokens, index)
    minutes, last = (0, index + 1) if words[index].isdecimal() else _spoken_minutes(tokens, index + 1)
    if hour is None or not 0 < hour <= 12 or not _hour_stands(tokens, index, last):
        return None
    return Clock(_text(hour, minutes), last)


def by_daypart(clock: str, daypart: str) -> str:
    """A time of day as ISO text, in the half of the day that "evening" or "night" tells."""
    hour = int(clock[:2])
    is_late = daypart in {"afternoon", "evening"} or (daypart == "night" and hour > SMALL_HOURS)
    return f"{hour + 12}{clock[2:]}" if is_late and hour < 12 else clock


def _hour_stands(tokens: Tokens, index: int, last: int) -> bool:
    words, follows = tokens.words, tokens.words[last]
    if words[index - 1] in {"at", "around"}:
        return follows in DAY_WORDS or follows in {"this", "last", "and", "or"} or not follows[:1].isalpha()
    is_before = words[last : last + 2] == [",", "tonight"]
    day_at = index - 2 if words[index - 1] == "," else index - 1
    day_at -= words[day_at] in DAYPARTS and words[day_at - 1] == "tomorrow"
    return is_before or (words[day_at] in _DAYS_TO_COME and follows in _PAUSES)


_DAYS_TO_COME = frozenset({"tonight", "tomorrow", "tmrw", "tmr"})
SMALL_HOURS = 4
"""The last hour that is at night and not in the evening or the morning."""

_PAUSES = frozenset({"", ".", "!", "?", ",", ";"})


def _past(tokens: Tokens, index: int) -> Clock | None:
    """`half past three`, `quarter to five`."""
    words = tokens.words
    minutes = _FRACTIONS_OF_AN_HOUR.get(words[index])
    if not minutes or words[index + 1] not in {"past", "to"}:
        return None
    hour = _hour(tokens, index + 2)
    if hour is None or (words[index + 1] == "to" and words[index] == "half"):
        return None
    total = hour * 60 + (minutes if words[index + 1] == "past" else -minutes)
    last, afternoon = _half_of_day(tokens, index + 3)
    return Clock(_text(total // 60 % 24 + (12 if afternoon and total < 720 else 0), total % 60), last)


def _span(tokens: Tokens, index: int) -> Clock | None:
    """`3-4pm`, `9.30 to 11 am`: the half of the day is told once."""
    words = tokens.words
    hour, minute, last = _figures(tokens, index)
    if hour is None or words[last] not in _JOINERS:
        return None
    end = _single(tokens, last + 1)
    if end is None:
        return None
    later = end.text[:2] >= "12"
    begin = hour + 12 if later and hour < 12 and hour + 12 <= int(end.text[:2]) else hour
    return Clock(_text(begin, minute), end.last, until=end.text)


def _single(tokens: Tokens, index: int) -> Clock | None:
    words = tokens.words
    hour, minute, last = _figures(tokens, index)
    if hour is None:
        return None
    second, last = _seconds(tokens, last) if last > index + 1 else ("", last)
    end, afternoon = _half_of_day(tokens, last)
    if end > last:
        return (
            Clock(_text(hour % 12 + 12 * afternoon, minute) + second, end)
            if hour <= 12
            else Clock(_text(hour, minute), end)
        )
    if words[last : last + 3] in (["o", "'", "clock"], ["o", "’", "clock"]):
        return _oclock(tokens, hour, last + 3)
    if words[last] == "oclock":
        return _oclock(tokens, hour, last + 1)
    has_colon = words[index + 1] == ":" and last > index + 1
    military = len(words[index]) == 4 and tokens.is_figure(index) and _zone_at(tokens, last)
    if has_colon or military or (last > index + 1 and words[index + 1] == "h"):
        return Clock(_text(hour, minute) + second, last)
    dotted = "." in words[index] and _zone_at(tokens, last)
    return Clock(_text(hour, minute), last) if dotted else None


def _oclock(tokens: Tokens, hour: int, last: int) -> Clock:
    end, afternoon = _half_of_day(tokens, last)
    return Clock(_text(hour % 12 + 12 * afternoon if end > last else hour, 0), end)


def _text(hour: int, minute: int) -> str:
    return f"{hour:02d}:{minute:02d}"


def _hour(tokens: Tokens, index: int) -> int | None:
    word = tokens.words[index]
    hour = int(word) if word.isdecimal() and len(word) <= 2 else UNITS_AND_TEENS.get(word)
    return hour if hour is not None and hour <= 24 else None


def _figures(tokens: Tokens, index: int) -> tuple[int | None, int, int]:
    """Hour, minute and where they end, of "9", "9:30", "9.30", "0930", "15h00" or "nine"."""
    words, word = tokens.words, tokens.words[index]
    separated = words[index + 1] in {":", "h"} and tokens.glued(index + 1) and tokens.glued(index + 2)
    if separated and _two_digits(words[index + 2]) and (hour := _hour(tokens, index)) is not None:
        return hour, int(words[index + 2]), index + 3
    whole, _, part = word.partition(".")
    if _two_digits(part) and whole.isdecimal() and int(whole[:3]) <= 24:
        return int(whole), int(part), index + 1
    if len(word) == 4 and word.isdecimal() and int(word[:2]) < 25 and _two_digits(word[2:]):
        return int(word[:2]), int(word[2:]), index + 1
    hour = _hour(tokens, index)
    if hour is None:
        return None, 0, index
    return (hour, 0, index + 1) if word.isdecimal() else (hour, *_spoken_minutes(tokens, index + 1))


def _spoken_minutes(tokens: Tokens, at: int) -> tuple[int, int]:
    """The minutes of "one thirty p.m." and where they end; a noun behind them would be counted."""
    words = tokens.words
    tens, teen = TENS.get(words[at], 0), UNITS_AND_TEENS.get(words[at], 0)
    unit = UNITS_AND_TEENS.get(words[at + 1], 0) if tens else 0
    minutes, last = (tens + unit, at + 2) if 0 < unit < 10 else (tens or teen, at + 1)
    is_told = 10 <= minutes < 60 and (_half_of_day(tokens, last)[0] > last or words[last] in _PAUSES)
    return (minutes, last) if is_told else (0, at)


def _two_digits(word: str) -> bool:
    return len(word) == 2 and word.isdecimal() and int(word) < 60


def _seconds(tokens: Tokens, last: int) -> tuple[str, int]:
    word = tokens.words[last + 1]
    if tokens.words[last] == ":" and tokens.glued(last) and tokens.glued(last + 1) and _two_digits(word[:2]):
        return f":{word[:2]}", last + 2
    return "", last


def _half_of_day(tokens: Tokens, last: int) -> tuple[int, bool]:
    """Where "am", "p.m." or "PM" ends behind a figure, and whether it is the afternoon."""
    words, word = tokens.words, tokens.words[last]
    if word in {"am", "pm"}:
        return last + 1, word == "pm"
    if word in {"a", "p"} and words[last + 1] == "m" and not tokens.is_capital(last):
        return last + 2, word == "p"
    if word in {"a", "p"} and words[last + 1 : last + 4] == [".", "m", "."]:  # also "p . m ." of a tokenised text
        return last + 4, word == "p"
    if word in {"a", "p"} and words[last + 1] == "." and words[last + 2] == "m" and tokens.glued(last + 2):
        return last + 3, word == "p"
    if word in {"a", "p"} and tokens.glued(last) and (":" in words[last - 2 : last] or words[last - 2] == "at"):
        return last + 1, word == "p"
    if words[last : last + 2] == ["in", "the"] and words[last + 2] in {"morning", "afternoon", "evening"}:
        return last + 3, words[last + 2] != "morning"
    return last, False


def _zone_at(tokens: Tokens, last: int) -> bool:
    word = tokens.words[last]
    return word in ZONES and (tokens.raw(last).isupper() or word in _PLAIN_ZONES)


def _with_zone(tokens: Tokens, clock: Clock) -> Clock:
    """Take in "GMT" or "+0000" behind a time."""
    last = clock.last
    at = last + 1 if tokens.words[last] == "(" else last
    if _zone_at(tokens, at):
        return clock._replace(zone=zone_text(ZONES[tokens.words[at]]), last=at + 1 + (at > last))
    sign, offset = tokens.words[last], tokens.words[last + 1]
    if sign in {"+", "-"} and len(offset) == 4 and offset.isdecimal() and tokens.glued(last + 1):
        minutes = int(offset[:2]) * 60 + int(offset[2:])
        return clock._replace(zone=zone_text(-minutes if sign == "-" else minutes), last=last + 2)
    return clock


def zone_text(minutes: int) -> str:
    """Minutes east of Greenwich as ISO text: 330 is "+05:30"."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"
