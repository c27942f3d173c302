"""What is written in digits and measures nothing: addresses, phone numbers, `F-16`, `9/11`."""

import re

from annotations.detection.currencies import CODES as CURRENCY_CODES
from annotations.detection.currencies import SIGNS
from annotations.detection.number_words import GLUED_MAGNITUDES, MAGNITUDES, ORDINAL_SUFFIXES, ORDINAL_UNITS
from annotations.detection.reading import Reading
from annotations.detection.tokens import Tokens
from annotations.detection.units import SYMBOLS, WORDS
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind

_MARKS = ("://", "@", "www.", "urn:", "::")
_ADDRESS_ENDS = frozenset(" \t\n\r<>\"'()[]{}|“”‘’«»,;")
_LONGEST_ADDRESS = 300  # code points walked on each side of a mark: keeps the cost linear
_PHONE = re.compile(r"\(? ?\+?\(?\d{1,14} ?\)?(?:[ \-./()Xx]{0,3}\(?\d{1,12}\)?){0,7}(?: ?(?:ext|x)\.? ?\d{1,6})?")
_PHONE_CUES = word_set("phone tel telephone fax mobile call cell hotline whatsapp landline card account")
_DOMAINS = frozenset({"com", "org", "net", "gov", "edu", "info", "html", "pm", "am", "uk", "tv"})

_NAMES = word_set(
    """
    resolution article section flight route highway channel boeing airbus page chapter apollo room
    windows iphone formula area unit protocol rule clause paragraph amendment directive chart figure fig
    table appendix annex verse psalm bus exit runway terminal gate platform interstate motorway building
    tower line model version type mark block district precinct ward lot case docket no number nos class
    studio playstation xbox galaxy pixel series volume vol issue step grade level phase tier schedule
    form bill proposition sb hr hb camp barracks track pier bay category ftse dax nikkei cac stoxx csi asx
    russell fortune topix
    """
)
_ONLY_CAPITAL = word_set(
    """
    category fortune
    area unit line model type mark block district case class series volume issue step grade level phase
    tier form bill number figure table gate platform building tower camp track bay page room no
    bus rule schedule lot
    """
)
_AIRLINERS = frozenset({"707", "727", "737", "747", "757", "767", "777", "787"})
_DAYS_AS_NAMES = frozenset({("9", "11"), ("24", "7"), ("7", "7"), ("26", "11"), ("365", "7")})
_LETTERED = frozenset({"s", "am", "pm", "h", "hrs", "e", "x", "odd", "ish", "yo", "p", "pc", "st", "bps"})


def zones(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Addresses and e-mail in `[start, end)`: whatever stands in them is not read."""
    found: list[tuple[int, int]] = []
    for mark in _MARKS:
        at = text.find(mark, start, end)
        while at >= 0:
            found.append(_around(text, start, end, at))
            at = text.find(mark, max(at + len(mark), found[-1][1]), end)
    return sorted(found)


def _around(text: str, start: int, end: int, at: int) -> tuple[int, int]:
    """The run without spaces or brackets around a mark, up to a bounded length."""
    first = at
    while first > max(start, at - _LONGEST_ADDRESS) and text[first - 1] not in _ADDRESS_ENDS:
        first -= 1
    last = at
    while last < min(end, at + _LONGEST_ADDRESS) and text[last] not in _ADDRESS_ENDS:
        last += 1
    while last > at + 1 and text[last - 1] in ".,:;!?":
        last -= 1
    return first, last


def chain_at(tokens: Tokens, index: int) -> Reading | None:
    """`1/2/3/4/5/6/7/8`: so many figures joined by marks are a path or a key."""
    last = index + 1
    while tokens.is_figure(last + 1) and tokens.glued(last) and tokens.glued(last + 1):
        last += 2
    return _code(index, last) if last - index > 2 * _MOST_JOINED else None


_MOST_JOINED = 7  # figures: a telephone number with its country, an address of the Internet


def code_at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """The non-quantity that the figure at token `index` belongs to."""
    return (
        _phone(tokens, index, floor)
        or _in_name(tokens, index, floor)
        or _note(tokens, index, floor)
        or _emergency(tokens, index)
        or _named(tokens, index, floor)
        or _paired(tokens, index)
        or _long_or_zero(tokens, index)
    )


def _code(first: int, last: int) -> Reading:
    return Reading(first, last, QuantityKind.CODE)


def _phone(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """Groups of digits that begin with "+" or 0, look like a phone number, or stand behind the word."""
    if len(tokens.words[index]) < 6 and not any(map(tokens.is_figure, range(index + 1, index + 4))):
        return None
    first = index
    while first > floor and tokens.glued(first) and tokens.words[first - 1] in {"+", "("}:
        first -= 1
    if first == index and tokens.words[first - 1] == "(" and first - 1 >= floor:
        first -= 1
    match = _PHONE.match(tokens.text, tokens.starts[first], tokens.ends[tokens.count - 1])
    written = match.group().rstrip(" -./(") if match else ""
    alone = written.partition(" ")[0]  # without a date or another figure behind it
    written = next((each for each in (written, alone) if _is_phone(tokens, first, each)), "")
    if not written:
        return None
    stop = tokens.starts[first] + len(written)
    last = index + 1
    while last < tokens.count and tokens.starts[last] < stop:
        last += 1
    return _code(first, last)


def _is_phone(tokens: Tokens, first: int, written: str) -> bool:
    """Enough digits behind "+" or a word for a telephone, or grouped as no number is."""
    if len(written) < 6:
        return False
    length = sum(map(str.isdecimal, written))
    if not 6 <= length <= 16:
        return False
    if not _PHONE_CUES.isdisjoint(tokens.words[max(0, first - 4) : first]):
        return True
    if written.lstrip("(")[0] == "+" and length >= 8:
        return True
    return length >= 9 and "/" not in written and _is_grouped(written)


def _is_grouped(written: str) -> bool:
    """Whether digits stand in groups like those of a telephone number, none of them a year."""
    groups = re.findall(r"\d+", written)
    years = [group for group in groups if len(group) == 4 and "1000" <= group <= "2100"]
    begins_with_zero = groups[0][0] == "0"
    shaped = begins_with_zero or not set(written).isdisjoint("-).")
    return shaped and not years and len(groups) > 1 + (not begins_with_zero)


def _in_name(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`G7`, `mp3`, `F-16`, `Covid-19`, `T-34s`, `2degrees`, `3D`: letters and digits in one word."""
    first = _letters_before(tokens, index, floor)
    last = _letters_behind(tokens, index)
    if first == index and last == index + 1:
        return None
    return _code(first, _word_end(tokens, last))


def _word_end(tokens: Tokens, last: int) -> int:
    """Where a word of letters and digits ends, its marks before letters and digits included ("737-800", "A/68")."""
    while last < tokens.count and tokens.glued(last):
        joins = (
            tokens.words[last] in {"-", ":", "/", "."} and tokens.glued(last + 1) and tokens.words[last + 1].isalnum()
        )
        if joins and (tokens.is_figure(last + 1) or (tokens.glued(last + 2) and tokens.is_figure(last + 2))):
            last += 2
        elif tokens.words[last].isalnum() or tokens.is_figure(last):
            last += 1
        else:
            break
    return last


def _letters_before(tokens: Tokens, index: int, floor: int) -> int:
    words = tokens.words
    before = index - 1
    if before < floor or not tokens.glued(index):
        return index
    word = words[before]
    if word.isalpha():
        is_money = (word in CURRENCY_CODES and word not in {"cop", "pen"}) or word in SIGNS
        return index if is_money or (word in {"x", "p", "c"} and tokens.is_figure(before - 1)) else before
    if word == "/" and tokens.glued(before) and tokens.raw(before - 1).isupper() and before - 1 >= floor:
        return before - 1  # A/68, the number of a document
    if word in {"-", "‑"} and tokens.glued(before) and words[before - 1].isalpha() and before - 1 >= floor:
        name = tokens.raw(before - 1)
        plain = name.lower() in {"mid", "late", "early", "pre", "post", "end"} or not name[0].isupper()
        return index if plain or name.lower() in CURRENCY_CODES else before - 1
    return index


def _letters_behind(tokens: Tokens, index: int) -> int:
    at = index + 1
    word = tokens.words[at]
    if word == "." and tokens.words[at + 1] in _DOMAINS and tokens.glued(at) and tokens.glued(at + 1):
        return at + 2
    if not tokens.glued(at) or not word.isalpha():
        return at
    if word == "x" and tokens.glued(at + 1) and tokens.is_figure(at + 1):
        return at + 2
    ends = not (tokens.glued(at + 1) and tokens.is_figure(at + 1))
    is_power = word == "e" and len(tokens.words[at + 1]) < 3 and not tokens.words[at + 2].isalnum()
    goes_on = ends or is_power or word in {"h", "x", "p", "am", "pm"}
    return at if goes_on and _is_suffix(tokens, index, at) else at + 1


_SUFFIXES = _LETTERED.union(ORDINAL_SUFFIXES, MAGNITUDES, GLUED_MAGNITUDES, CURRENCY_CODES, WORDS, {"μm", "c", "f"})


def _is_suffix(tokens: Tokens, index: int, at: int) -> bool:
    """Whether letters behind a figure measure or scale it: "45km", "2.5m", "14th", but "747s" and "5G"."""
    word, raw = tokens.words[at], tokens.raw(at)
    if word == "s":
        return tokens.words[index].endswith("0")
    return raw in SYMBOLS or (word in _SUFFIXES and raw != "G")


def _note(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`[1]`, `#5`."""
    words = tokens.words
    if words[index - 1] == "[" and words[index + 1] == "]" and index - 1 >= floor:
        return _code(index - 1, index + 2)
    if words[index - 1] == "#" and tokens.glued(index) and index - 1 >= floor:
        return _code(index - 1, index + 1)
    return None


def _emergency(tokens: Tokens, index: int) -> Reading | None:
    """`called 911`."""
    is_call = tokens.words[index - 1] in {"call", "called", "calling", "dial", "dialled", "dialed"}
    return _code(index, index + 1) if is_call and tokens.words[index] in {"911", "999", "112"} else None


def _named(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """`resolution 2254`, `Boeing 737`, `Section 5`, `No. 1`."""
    words = tokens.words
    before = index - 1
    if words[before] == "." and words[before - 1] in {"no", "nos", "fig", "vol", "sec", "art"}:
        return _code(before - 1, index + 1) if before - 1 >= floor else None
    name = words[before]
    if name == "p" and words[before - 1] == "&" and before - 2 >= floor:
        return _code(before - 2, index + 1)
    if before < floor or name not in _NAMES or tokens.glued(index):
        return None
    if name in _ONLY_CAPITAL and not (tokens.is_capital(before)):
        return None
    if "," in words[index] or words[index + 1] in MAGNITUDES or words[index + 1] == "%":
        return None
    return _code(before, _word_end(tokens, index + 1))


def _paired(tokens: Tokens, index: int) -> Reading | None:
    """`9/11`, `24/7`, `737-800`."""
    words = tokens.words
    is_airliner = words[index] in _AIRLINERS and words[index + 1] == "-" and tokens.is_figure(index + 2)
    is_day = words[index + 1] == "/" and (words[index], words[index + 2]) in _DAYS_AS_NAMES
    if not tokens.glued(index + 2) or not (is_airliner or is_day) or words[index + 3] == "/":
        return None
    return _code(index, index + 3)


def _long_or_zero(tokens: Tokens, index: int) -> Reading | None:
    """Ten digits without a comma, several points, or a leading zero, are no figure."""
    word = tokens.words[index]
    if len(word) >= 10 and word.isdecimal():
        return _code(index, index + 1)
    if (
        len(word) > 2
        and word[0] == "0"
        and word.isdecimal()
        and tokens.words[index + 1] not in {"gmt", "utc", "hrs", ":"}
    ):
        return _code(index, index + 1)
    return _code(index, index + 1) if word.count(".") > 1 else None


_ORDINAL_NAMES = word_set(
    """
    world city lady aid name hand minister cousin language person class place-name base rate
    """
)


def ordinal_name(tokens: Tokens, reading: Reading) -> Reading | None:
    """`Fifth Amendment`, `Second World War`, `Seventh Fleet`: an ordinal that is part of a name."""
    first, last = reading.first, reading.last
    if not tokens.is_capital(first) or tokens.is_figure(first) or not tokens.is_capital(last):
        return None
    while tokens.is_capital(last + 1) and not tokens.glued(last + 1):
        last += 1
    return _code(first, last + 1) if tokens.words[first] in ORDINAL_UNITS else None


def is_plain_word(tokens: Tokens, reading: Reading) -> bool:
    """Whether an ordinal is an idiom instead of a rank: "second city", "first of all", "second-hand"."""
    words, last = tokens.words, reading.last
    if reading.last - reading.first > 1:
        return False
    after = words[last + 1] if words[last] == "-" and tokens.glued(last) else words[last]
    return after in _ORDINAL_NAMES or words[last : last + 2] == ["of", "all"] or words[reading.first - 1] == "at"
