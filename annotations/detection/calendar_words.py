"""The calendar as tables: months, weekdays, seasons, time zones, words that point into time."""

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

DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "tmrw": 1, "tmr": 1}
"""Days from the day of publication."""

PERIODS = {
    "minute": "min", "minutes": "min", "hour": "h", "hours": "h", "day": "day", "days": "day",
    "week": "week", "weeks": "week", "weekend": "weekend", "weekends": "weekend", "month": "month",
    "months": "month", "quarter": "quarter", "quarters": "quarter", "season": "season", "year": "year",
    "years": "year", "decade": "decade", "decades": "decade", "century": "century", "centuries": "century",
    "fortnight": "fortnight",
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

PLANNED = word_set("begins starts opens resumes meets votes ends expires closes begin resume")
"""Verbs in the present of what is planned: the day right behind them is the coming one."""

WILL = frozenset({"will", "shall", "ll"})
"""Those that look forward from behind a date as well."""

PAST = word_set(
    """
    was were had did said told says announced reported added confirmed stated wrote tweeted insisted warned claimed
    """
)
"""Words between one of the future and a date that make the date a past one."""
