"""The calendar as tables: months, weekdays, seasons, holidays, time zones, words that point into time."""

from annotations.detection.word_tables import word_set

_MONTHS = """
january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct
november nov|december dec
"""
_WEEKDAYS = """
monday mon|tuesday tues tue|wednesday weds wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun
"""


def _numbered(table: str, start: int) -> dict[str, int]:
    """Number the rows of a table; every spelling in a row has its number."""
    rows = enumerate(table.strip().replace("\n", "|").split("|"), start)
    return {name: number for number, names in rows for name in names.split()}


MONTHS = _numbered(_MONTHS, 1)

WEEKDAYS = _numbered(_WEEKDAYS, 0)
"""Monday is 0, as in `datetime.date.weekday`."""

FULL_NAMES = frozenset(name for name in [*MONTHS, *WEEKDAYS] if len(name) > 5 or name in {"april", "june", "july"})
"""Names that are nothing else in English; "may", "march", "sun", "sat", "mar" need something beside them."""

SEASONS = frozenset({"spring", "summer", "autumn", "winter", "fall"})

DAYPARTS = frozenset({"morning", "afternoon", "evening", "night", "mornings", "afternoons", "evenings", "nights"})

ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "est": -300,
    "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "msk": 180,
    "jst": 540, "aest": 600, "aedt": 660, "sgt": 480, "hkt": 480, "et": -300, "pt": -480,
}  # fmt: skip
"""Minutes east of Greenwich. Doubtful letters are read the way news agencies use them (`bst` is British)."""

DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
"""Days from the day of publication."""

PERIODS = {
    "minute": "min", "minutes": "min", "hour": "h", "hours": "h", "day": "day", "days": "day",
    "week": "week", "weeks": "week", "weekend": "weekend", "weekends": "weekend", "month": "month",
    "months": "month", "quarter": "quarter", "quarters": "quarter", "season": "season", "year": "year",
    "years": "year", "decade": "decade", "decades": "decade", "century": "century", "centuries": "century",
    "fortnight": "week",
}  # fmt: skip

POINTING = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "same": None, "next": 1,
    "coming": 1, "upcoming": 1, "following": None, "recent": -1, "that": None,
}  # fmt: skip
"""Words before a period: is it before, around or after the day of publication (`None`: unknown)?"""

PLACES = word_set(
    """
    end start beginning middle close eve dawn morning night evening afternoon hours week month summer
    spring winter autumn fall rest remainder turn course half days weeks months anniversary outset
    """
)
"""What stands before "of" and a date: "the end of June"."""

EARLY_LATE = frozenset({"early", "late", "mid", "earlier", "later"})

HOLIDAYS = {
    ("christmas", "day"): (12, 25), ("christmas", "eve"): (12, 24), ("christmas",): (12, 25),
    ("boxing", "day"): (12, 26), ("new", "year", "'", "s", "day"): (1, 1),
    ("new", "year", "’", "s", "day"): (1, 1), ("new", "year", "'", "s", "eve"): (12, 31),
    ("new", "year", "’", "s", "eve"): (12, 31), ("valentine", "'", "s", "day"): (2, 14),
    ("valentine", "’", "s", "day"): (2, 14), ("halloween",): (10, 31), ("independence", "day"): None,
    ("thanksgiving", "day"): None, ("thanksgiving",): None, ("easter", "sunday"): None,
    ("easter", "monday"): None, ("easter",): None, ("good", "friday"): None, ("memorial", "day"): None,
    ("labor", "day"): None, ("labour", "day"): None, ("veterans", "day"): (11, 11),
    ("armistice", "day"): (11, 11), ("columbus", "day"): None, ("mother", "'", "s", "day"): None,
    ("ramadan",): None, ("eid",): None, ("eid", "al", "-", "fitr"): None, ("eid", "al", "-", "adha"): None,
    ("passover",): None, ("hanukkah",): None, ("yom", "kippur"): None, ("diwali",): None, ("ashura",): None,
    ("palm", "sunday"): None, ("ash", "wednesday"): None, ("lunar", "new", "year"): None,
    ("bastille", "day"): (7, 14), ("nowruz",): None, ("juneteenth",): (6, 19), ("earth", "day"): (4, 22),
    ("may", "day"): (5, 1), ("st", "patrick", "'", "s", "day"): (3, 17),
    ("st", "patrick", "’", "s", "day"): (3, 17),
}  # fmt: skip
"""Holidays by their words, with month and day where these are the same every year."""

HOLIDAY_STARTS = frozenset(words[0] for words in HOLIDAYS)

NAMESAKES = word_set(
    """
    times mirror express telegraph post herald tribune mail globe star sun morning-post world night-live
    """
)
"""What makes a newspaper of the weekday before it: "Sunday Times"."""

FUTURE = word_set(
    """
    will would may might could shall expected due next scheduled plans planned set until upcoming hopes
    hope aims ll slated deadline
    """
)
"""Words in whose company a weekday or month is the coming one."""
