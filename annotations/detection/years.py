"""Years and what is counted in them: "in 2014", "2014-18", "the mid-1980s", "the 21st century", "Q3 2017"."""

from annotations.detection.calendar_words import FULL_NAMES, MONTHS, PERIODS, POINTING, SEASONS, WEEKDAYS
from annotations.detection.dates import year_value
from annotations.detection.reading import Reading
from annotations.detection.resolution import day_near, iso_day, period_text
from annotations.detection.tense import speaks_of_future
from annotations.detection.tokens import Tokens
from annotations.detection.units import WORDS as UNIT_WORDS
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind

_DASHES = frozenset("-–—/−")
_CUES = word_set(
    """
    in since by until till of from before after during early late mid between through year circa fiscal
    january spring summer autumn fall winter around pre post ending to and or (
    """
)
_STRONG_CUES = word_set("in since until till during early late mid year fiscal circa before after")
_COUNT_CUES = word_set(
    """
    than about nearly almost some over least most only approximately roughly another $ € £ # no number
    all
    """
)
_COUNTABLE = word_set(
    """
    people men women children troops soldiers civilians fighters jobs percent per or % and-
    """
)
_HALVES = frozenset({"early", "late", "mid", "end", "pre", "post"})
_ERAS = frozenset({"bc", "ad", "bce", "ce"})


def year_at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """The year, span of years or decade whose figure is token `index`."""
    return _decade(tokens, index, floor) or _years(tokens, index, floor)


def _decade(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`1980s`, `the '90s`, `mid-80s`, `1980's`."""
    word, last = tokens.words[index], index + 1
    if not word.isdecimal() or len(word) not in {2, 4} or word[-1] != "0":
        return None
    if tokens.words[last] in {"'", "’"} and tokens.words[last + 1] == "s":
        last += 1
    if (
        tokens.words[last] != "s"
        or not tokens.glued(last)
        or (tokens.glued(last + 1) and tokens.words[last + 1].isalnum())
    ):
        return None
    first = index
    if tokens.words[index - 1] in {"'", "’", "‘"} and tokens.glued(index) and index > floor:
        first -= 1
    if len(word) == 2 and tokens.words[first - 1] in {"his", "her", "their", "your", "my"}:
        return Reading(first, last + 1, low=float(word), high=float(word) + 9, vague=True, unit="year")
    begin = int(word) if len(word) == 4 else 1900 + int(word)
    length = 99 if begin % 100 == 0 and begin < 2000 else 9
    value = f"{begin:04d}/{begin + length:04d}"
    return _with_article(tokens, Reading(first, last + 1, QuantityKind.DATE, value=value), floor)


def _years(tokens: Tokens, index: int, floor: int) -> Reading | None:
    year = year_value(tokens, index)
    if year is None:
        return _ancient(tokens, index)
    end, last = _second_year(tokens, year, index, floor)
    if not end and not _is_year(tokens, year, index):
        return None
    first = index - 1 if tokens.words[index - 1] == "between" and end and index > floor else index
    last = _era_end(tokens, last)
    return Reading(first, last, QuantityKind.DATE, value=f"{year:04d}/{end:04d}" if end else f"{year:04d}")


def _ancient(tokens: Tokens, index: int) -> Reading | None:
    """`410 AD`, `AD 410`, `431-404 BC`."""
    word, words = tokens.words[index], tokens.words
    last = index + 3 if words[index + 1] in _DASHES and tokens.is_figure(index + 2) else index + 1
    if not word.isdecimal() or len(word) > 5:
        return None
    if (end := _era_end(tokens, last)) > last:
        return Reading(index, end, QuantityKind.DATE)
    if words[index - 1] == "ad" and tokens.raw(index - 1) == "AD":
        return Reading(index - 1, last, QuantityKind.DATE, value=f"{int(word):04d}")
    return None


def _era_end(tokens: Tokens, at: int) -> int:
    """Where "BC", "AD" or "B.C." ends, `at` if none stands there."""
    if tokens.words[at] in _ERAS and tokens.raw(at).isupper():
        return at + 1
    if tokens.words[at : at + 4] in (["b", ".", "c", "."], ["a", ".", "d", "."]):
        return at + 4
    return at


def _second_year(tokens: Tokens, year: int, index: int, floor: int) -> tuple[int, int]:
    """The end of "2014-2018", "2014-18", "2016/17" or "between 2014 and 2018", and the token behind it."""
    words = tokens.words
    mark, at = words[index + 1], index + 2
    joined = mark in _DASHES or (mark == "and" and words[index - 1] == "between" and index > floor)
    joined = joined or (mark in {"to", "through", "until"} and year_value(tokens, at) is not None)
    if not joined or not words[at].isdecimal():
        return 0, index + 1
    end = year_value(tokens, at)
    if end is None and len(words[at]) == 2 and tokens.glued(at) and mark in _DASHES:
        end = year // 100 * 100 + int(words[at])
    return (end, at + 1) if end and end > year and words[at + 1] != "-" else (0, index + 1)


def _is_year(tokens: Tokens, year: int, index: int) -> bool:
    """Whether four digits alone are a year, by the words around them."""
    words = tokens.words
    before, after = words[index - 1], words[index + 1]
    if (
        before in _COUNT_CUES
        or after in {"%", "percent", "million", "billion"}
        or tokens.words[index - 1] in {":", ".", "#"}
    ):
        return False
    if after in UNIT_WORDS and after not in {"in", "may", "min", "points"}:
        return False
    counts = after in _COUNTABLE or (after.endswith("s") and len(after) > 3 and not tokens.is_capital(index + 1))
    if before == "-" and words[index - 2] in _HALVES:
        return True
    if before in _STRONG_CUES:
        return not counts or year >= 1900
    if 1900 <= year <= 2099:
        return not counts
    return before in _CUES and not counts and not after[:1].isalpha()


def ordinal_period(tokens: Tokens, reading: Reading, floor: int) -> Reading | None:
    """`the 21st century`, `third quarter of 2017`, `the first half of the year`, `first week of October`."""
    words, at = tokens.words, reading.last
    if words[at] == "-" and tokens.glued(at) and words[at + 1] in {"quarter", "half"}:
        at += 1
    noun = words[at]
    if noun in {"century", "centuries"} and isinstance(reading.value, float):
        last = at + 1 + (words[at + 1] in _ERAS)
        begin = (int(reading.value) - 1) * 100 + 1
        era = words[at + 1] in {"bc", "bce"}
        value = None if era or not 0 < begin < 9900 else f"{begin:04d}/{begin + 99:04d}"
        return _with_article(tokens, Reading(reading.first, last, QuantityKind.DATE, value=value), floor)
    if noun not in PERIODS and noun not in WEEKDAYS and noun != "half":
        return None
    of_date = (words[at + 1] == "of" or (words[at + 1] == "in" and noun in WEEKDAYS)) and _names_date(tokens, at + 2)
    if not of_date and not (noun == "quarter" and words[at + 1] not in {"final", "finals", "-", "of"}):
        return None
    reading.kind, reading.value, reading.last = QuantityKind.DATE, None, at + 1
    return _with_article(tokens, reading, floor)


_ON = word_set("on by until till since from through before after")


def day_of_month(tokens: Tokens, reading: Reading, floor: int) -> Reading | None:
    """`on the 18th`, where nothing follows that could be the eighteenth: the day of this month, or the last."""
    words, first = tokens.words, reading.first - 1
    after, side = words[reading.last], POINTING.get(words[reading.last + 1])
    if after == "of" and side is not None and words[reading.last + 2] == "month" and isinstance(reading.value, float):
        month = period_text(tokens.published, "month", side)
        value = iso_day(int(month[:4]), int(month[5:]), int(reading.value)) if month else None
        return _with_article(tokens, Reading(reading.first, reading.last + 3, QuantityKind.DATE, value=value), floor)
    stands = first > floor and words[first] == "the" and words[first - 1] in _ON and tokens.is_figure(reading.first)
    if not stands or after[:1].isalnum() or after == "-" or not isinstance(reading.value, float):
        return None
    value = day_near(int(reading.value), tokens.published, is_coming=speaks_of_future(tokens, first))
    return Reading(first, reading.last, QuantityKind.DATE, value=value) if reading.value in range(1, 32) else None


def _names_date(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    if word in {"this", "last", "next", "the"}:
        return tokens.words[at + 1] in PERIODS or tokens.words[at + 1] in SEASONS
    is_month = word in FULL_NAMES or (word in MONTHS and tokens.is_capital(at))
    return is_month or year_value(tokens, at) is not None


def _with_article(tokens: Tokens, reading: Reading, floor: int) -> Reading:
    if tokens.words[reading.first - 1] == "the" and reading.first > floor:
        reading.first -= 1
    return reading


def fiscal_quarter(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`Q3 2017`, `Q1`: the figure is token `index`."""
    words = tokens.words
    if words[index - 1] not in {"q", "h"} or not tokens.glued(index) or words[index] not in {"1", "2", "3", "4"}:
        return None
    if index - 1 < floor or tokens.glued(index - 1) or tokens.raw(index - 1).islower():
        return None
    year = year_value(tokens, index + 1)
    if year is None and words[index - 1] == "h":
        return None
    return Reading(index - 1, index + (2 if year else 1), QuantityKind.DATE)
