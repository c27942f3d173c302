"""A number and what it measures: percent, money, units and durations."""

from annotations.detection import currencies, units
from annotations.detection.number_words import MAGNITUDES
from annotations.detection.numerals import TRIGGERS, numeral_at
from annotations.detection.reading import Reading, product
from annotations.detection.tokens import Tokens
from annotations.detection.word_tables import word_set
from annotations.quantity import QuantityKind

_PERCENT = frozenset({"%", "percent", "pct", "‰", "percents"})
_ROUND_POUNDS = 1000  # from here on, pounds are money unless something is weighed


def measure_at(tokens: Tokens, index: int, floor: int) -> Reading | None:
    """The number that begins at token `index`, with its unit."""
    reading = numeral_at(tokens, index, floor)
    if reading is None or reading.kind is QuantityKind.ORDINAL:
        return reading
    _take_money_before(tokens, reading, floor)
    if reading.kind is QuantityKind.NUMBER:
        _ = _take_percent(tokens, reading) or _take_money_behind(tokens, reading) or _take_unit(tokens, reading)
        _take_below_zero(tokens, reading)
    return reading


def _take_below_zero(tokens: Tokens, reading: Reading) -> None:
    """`20 below zero`, `five degrees below zero`."""
    words, last = tokens.words, reading.last
    if words[last : last + 2] in (["below", "zero"], ["below", "freezing"]) and reading.unit in {"", "°", "°C", "°F"}:
        reading.times(-1)
        reading.kind, reading.unit, reading.last = QuantityKind.UNIT, reading.unit or "°", last + 2


# Percent


def _take_percent(tokens: Tokens, reading: Reading) -> bool:
    words, at = tokens.words, _behind_hyphen(tokens, reading.last)
    if words[at : at + 2] == ["of", "a"] and words[at + 2] in {"percent", "percentage", "per"}:
        at += 2  # a quarter of a percentage point
    if words[at] in _PERCENT:
        reading.last, reading.unit = at + 1, "‰" if words[at] == "‰" else "%"
    elif words[at] == "per" and words[at + 1] == "cent":
        reading.last, reading.unit = at + 2, "%"
    elif words[at] == "percentage" and words[at + 1] in {"point", "points"}:
        reading.last, reading.unit = at + 2, "percentage point"
    else:
        return False
    if reading.unit == "%" and words[reading.last] in {"point", "points"}:
        reading.last, reading.unit = reading.last + 1, "percentage point"
    reading.kind = QuantityKind.PERCENT
    return True


def _behind_hyphen(tokens: Tokens, at: int) -> int:
    """Where the unit stands in "5-year" or "5 year"."""
    return at + 1 if tokens.words[at] in {"-", "‑"} and tokens.glued(at) and tokens.glued(at + 1) else at


# Money


def _take_money_before(tokens: Tokens, reading: Reading, floor: int) -> None:
    before = reading.first - 1
    if before < floor or not reading.in_digits:
        return
    word = tokens.words[before]
    if word in currencies.SIGNS and (word != "rs" or tokens.is_capital(before)):
        _mark_money(reading, currencies.SIGNS[word])
        reading.first = before
        if word == "$":
            _take_dollar_letters(tokens, reading, floor)
    elif word == "." and tokens.words[before - 1] == "rs" and tokens.glued(before) and before > floor:
        _mark_money(reading, "INR")
        reading.first = before - 1
    elif word in currencies.CODES and tokens.raw(before).isupper():
        _mark_money(reading, word.upper())
        reading.first = before


def _take_dollar_letters(tokens: Tokens, reading: Reading, floor: int) -> None:
    before = reading.first - 1
    letters = tokens.words[before]
    if before >= floor and tokens.glued(reading.first) and letters in currencies.DOLLARS:
        reading.first, reading.unit = before, currencies.DOLLARS[letters]
    elif tokens.words[before - 3 : reading.first] == ["u", ".", "s", "."] and tokens.glued(reading.first):
        reading.first -= 4


def _mark_money(reading: Reading, code: str) -> None:
    reading.kind, reading.unit = QuantityKind.MONEY, code


def _take_money_behind(tokens: Tokens, reading: Reading) -> bool:
    """`7 billion euros`, `three Jordanian dinars`, `20€`, `40 USD`, `billions of dollars`, `5 cents`."""
    words = tokens.words
    at = reading.last + 1 if reading.vague and words[reading.last] == "of" else reading.last
    at = _behind_hyphen(tokens, at)
    code, length = _money_word(tokens, at, reading)
    if not code:
        return False
    _mark_money(reading, code)
    reading.last = at + length
    if code == words[at].upper() and words[reading.last] in MAGNITUDES and reading.scale == 1:
        reading.times(MAGNITUDES[words[reading.last]])  # 90 USD million
        reading.last += 1
    _add_cents(tokens, reading)
    return True


def _add_cents(tokens: Tokens, reading: Reading) -> None:
    """`one dollar and thirty cents`."""
    words, at = tokens.words, reading.last
    at += words[at] == "and"
    if not isinstance(reading.value, float) or not may_begin(tokens, at):
        return
    part = numeral_at(tokens, at, at)
    if part and isinstance(part.value, float) and part.value < 100 and words[part.last] in currencies.CENTS:
        reading.value += part.value / 100
        reading.last = part.last + 1


def _money_word(tokens: Tokens, at: int, reading: Reading) -> tuple[str, int]:
    """The currency that is named at `at` and how many tokens its name has."""
    word, after = tokens.words[at], tokens.words[at + 1]
    if word in currencies.NATIONS and (after in currencies.WORDS or after in currencies.POUND):
        return currencies.NATIONS[word], 2
    if word == "new" and tokens.words[at + 1 : at + 3] in (["zealand", "dollars"], ["taiwan", "dollars"]):
        return ("NZD" if after == "zealand" else "TWD"), 3
    if word in currencies.POUND and (reading.scale > 1 or amount(reading) >= _ROUND_POUNDS or after == "sterling"):
        return "GBP", 2 if after == "sterling" else 1
    if word in currencies.WORDS and not (word == "real" or (word == "rand" and tokens.is_capital(at))):
        return currencies.WORDS[word], 1
    if word in {"$", "€", "£"} and (tokens.glued(at) or not tokens.glued(at + 1)):
        return currencies.SIGNS[word], 1
    if word in currencies.CODES and tokens.raw(at).isupper() and reading.in_digits:
        return ("", 0) if tokens.glued(at + 1) and tokens.is_figure(at + 1) else (word.upper(), 1)
    if word[:1] == "m" and word[1:] in currencies.CODES and tokens.raw(at).isupper() and reading.in_digits:
        reading.times(1e6)  # MUSD, as Scandinavian companies write
        return word[1:].upper(), 1
    if word in currencies.CENTS and (len(word) > 1 or (tokens.glued(at) and not tokens.glued(at + 1))):
        code, share = currencies.CENTS[word]
        reading.times(share)
        return code, 1
    return "", 0


def amount(reading: Reading) -> float:
    """The value of a reading, or its lower bound."""
    return float(reading.value if isinstance(reading.value, int | float) else reading.low or 0)


def may_begin(tokens: Tokens, at: int) -> bool:
    """Whether a number may begin at token `at`."""
    return tokens.is_figure(at) or tokens.words[at] in TRIGGERS


# Units


def _take_unit(tokens: Tokens, reading: Reading) -> bool:
    words = tokens.words
    at = reading.last
    if reading.value == 0.5 and words[at] in {"a", "an"}:
        at += 1  # half an hour
    elif words[at] in _BEFORE_PERIODS and words[at + 1] in units.TIMES:
        at += 1  # three more years
    elif reading.vague and words[at] == "of":
        at += 1  # hundreds of miles
    at = _behind_hyphen(tokens, at)
    unit, length = unit_at(tokens, at, in_digits=reading.in_digits)
    if not unit:
        return False
    reading.unit, reading.last = unit, at + length
    reading.kind = QuantityKind.UNIT
    if units.FACTORS.get(unit, ("", 0))[0] == "s":
        _make_duration(tokens, reading)
    else:
        _make_speed(tokens, reading)
        add_smaller(tokens, reading)
    return True


_BEFORE_PERIODS = word_set(
    "more straight consecutive full working business calendar further successive extra additional"
)


def unit_at(tokens: Tokens, at: int, *, in_digits: bool) -> tuple[str, int]:
    """The unit that is written at token `at`, and how many tokens it takes; nothing if there is none."""
    words, word = tokens.words, tokens.words[at]
    if phrase := units.PHRASES.get((word, words[at + 1])):
        return phrase, 2
    if word in units.SYMBOLS or tokens.raw(at) in units.SYMBOLS:
        unit = units.SYMBOLS.get(tokens.raw(at), "")
        fits = in_digits and unit and _may_be_symbol(tokens, at)
        return (unit, 1) if fits else ("", 0)
    if word in units.MARKS and tokens.glued(at):
        return _mark(tokens, at, word)
    if word in units.WORDS and (in_digits or word not in units.AMBIGUOUS) and _may_be_word(tokens, at, word):
        return units.WORDS[word], 1
    if word in currencies.POUND:
        return "lb", 1
    return "", 0


def _mark(tokens: Tokens, at: int, word: str) -> tuple[str, int]:
    closes_quotation = (
        word in "'\"" and '"' in tokens.text[max(tokens.starts[0], tokens.starts[at] - 60) : tokens.starts[at]]
    )
    return ("", 0) if closes_quotation or (tokens.glued(at + 1) and word == "'") else (units.MARKS[word], 1)


def _may_be_symbol(tokens: Tokens, at: int) -> bool:
    """A single letter is a unit behind a figure; an initial ("5 C. Smith") or a possessive is not."""
    return not (tokens.words[at + 1] in {"'", "’", "-", "."} and tokens.glued(at + 1) and tokens.glued(at + 2))


def _may_be_word(tokens: Tokens, at: int, word: str) -> bool:
    if word in {"in", "min", "h", "mb", "st"}:
        return tokens.glued(at) or (word != "in" and tokens.is_figure(at - 1))
    return not (word == "second" and tokens.words[at + 1] in {"half", "time"})


def _make_speed(tokens: Tokens, reading: Reading) -> None:
    words, at = tokens.words, reading.last
    if words[at] in {"per", "an", "a", "/"}:
        time = units.SYMBOLS.get(words[at + 1]) or words[at + 1]
        if speed := units.SPEEDS.get((reading.unit, time)):
            reading.unit, reading.last = speed, at + 2


def _make_duration(tokens: Tokens, reading: Reading) -> None:
    """Turn "five days" and "three-year-long" into seconds; "ten years old" is an age and stays in years."""
    words = tokens.words
    dash = words[reading.last] == "-" and tokens.glued(reading.last)
    follows = words[reading.last + 1] if dash else words[reading.last]
    if follows in {"old", "olds"}:
        reading.last += 2 if dash else 1
        return
    if words[reading.last : reading.last + 2] == ["of", "age"]:
        reading.last += 2
        return
    if dash and follows == "long":
        reading.last += 2
    reading.kind = QuantityKind.DURATION
    reading.times(units.FACTORS[reading.unit][1])
    reading.unit, reading.scale = "s", units.FACTORS[reading.unit][1]
    add_smaller(tokens, reading)


_PARTS = {"half": 1 / 2, "quarter": 1 / 4}


def add_smaller(tokens: Tokens, reading: Reading) -> None:
    """`1 hour 30 minutes`, `two years and three months`, `an hour and a half`."""
    words, at = tokens.words, reading.last
    share = _PARTS.get(words[at + 2]) if words[at : at + 2] == ["and", "a"] else None
    if share and isinstance(reading.value, float):
        reading.value += (reading.scale if reading.unit == "s" else 1) * share
        reading.last = at + 3
        return
    at += words[at] in {"and", ","}
    at += words[at - 1 : at + 1] == [",", "and"]
    if not isinstance(reading.value, float) or not (tokens.is_figure(at) or words[at] in TRIGGERS):
        return
    part = numeral_at(tokens, at, at)
    if part is None or not isinstance(part.value, float):
        return
    unit, length = unit_at(tokens, part.last, in_digits=part.in_digits)
    base, factor = units.FACTORS.get(unit, ("", 0.0))
    whole, one = units.FACTORS.get(reading.unit, ("?", 1.0))
    if base == whole and factor < (reading.scale if base == "s" else one):
        if base != "s":
            reading.value, reading.unit = product(reading.value, one / factor), unit
        reading.value += part.value * (factor if base == "s" else 1)
        reading.last, reading.scale = part.last + length, factor
        add_smaller(tokens, reading)
