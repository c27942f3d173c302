"""Words that are numbers, as tables: cardinals, ordinals, magnitudes, fractions and vague words."""

_TO_NINETEEN = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
_TO_NINETEENTH = """
    zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
"""
_FROM_TWENTY = "twenty thirty forty fifty sixty seventy eighty ninety"

UNITS_AND_TEENS = {word: value for value, word in enumerate(_TO_NINETEEN.split())} | {"nil": 0, "nought": 0}

TENS = {word: 20 + 10 * index for index, word in enumerate(_FROM_TWENTY.split())}

HUNDRED = 100

DOZEN = 12

MAGNITUDES = {
    "thousand": 1e3, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "lkh": 1e5, "lkhs": 1e5,
    "million": 1e6, "mln": 1e6, "mn": 1e6,
    "crore": 1e7, "crores": 1e7,
    "billion": 1e9, "bn": 1e9, "bln": 1e9, "milliard": 1e9, "trillion": 1e12, "trn": 1e12, "tn": 1e12,
    "quadrillion": 1e15, "quintillion": 1e18, "sextillion": 1e21,
}  # fmt: skip
"""Words that multiply what stands before them (short scale, and the Indian lakh and crore)."""

SCALES = MAGNITUDES | {"hundred": HUNDRED, "dozen": DOZEN, "dozens": DOZEN, "doz": DOZEN, "dz": DOZEN, "dzs": DOZEN}
"""All words that multiply what stands before them."""

GLUED_MAGNITUDES = {"k": 1e3, "m": 1e6, "mm": 1e6, "b": 1e9, "t": 1e12}
"""Letters that multiply a figure they touch ("2.5m"), most of which are units as well."""

ORDINAL_UNITS = {word: value for value, word in enumerate(_TO_NINETEENTH.split()) if value}

ORDINAL_TENS = {word[:-1] + "ieth": value for word, value in TENS.items()}

ORDINAL_MAGNITUDES = {
    "hundredth": 1e2,
    "thousandth": 1e3,
    "millionth": 1e6,
    "billionth": 1e9,
    "trillionth": 1e12,
}

ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})

FRACTIONS = {
    "half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
    "fourth": 1 / 4, "fourths": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5, "sixth": 1 / 6, "sixths": 1 / 6,
    "seventh": 1 / 7, "sevenths": 1 / 7, "eighth": 1 / 8, "eighths": 1 / 8, "ninth": 1 / 9, "ninths": 1 / 9,
    "tenth": 1 / 10, "tenths": 1 / 10, "hundredth": 1 / 100, "hundredths": 1 / 100, "thousandths": 1 / 1000,
}  # fmt: skip
_ORDINALS_BELOW = ORDINAL_TENS | ORDINAL_MAGNITUDES
FRACTIONS |= {word + s: 1 / value for word, value in _ORDINALS_BELOW.items() for s in ("", "s")}
"""What follows a small number ("two-thirds") or "a" ("a third of")."""

PLURAL_FRACTIONS = frozenset(word for word in FRACTIONS if word.endswith("s") or word == "halves")

ORDINALS = ORDINAL_UNITS | ORDINAL_TENS | ORDINAL_MAGNITUDES

FRACTION_SIGNS = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5,
    "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip

VAGUE = {
    "tens": (20, 99),
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2_000_000, 9_999_999),
    "billions": (2_000_000_000, 9_999_999_999),
    "trillions": (2_000_000_000_000, 9_999_999_999_999),
}
"""Plural words without a figure, and bounds for them: from two of it to one short of ten.

"Dozens" ends where "a hundred" would be said; "tens of" and "hundreds of" multiply what follows.
"""

VAGUE_FACTORS = {"several": (3, 9), "few": (3, 9), "many": (3, 9)}
"""What a vague word makes of the magnitude after it: "several hundred" is 300 to 999."""

MULTIPLES = {"twice": 2, "thrice": 3}
"""How often something happened."""
