"""From the parts of a date to ISO 8601 text, against the day of publication where a part is missing."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from annotations.detection.units import FACTORS


class Parts:
    """What a date or time says in so many words; what it leaves out stays as it stands here.

    Attributes:
        year: Four digits.
        month: 1 to 12.
        day: 1 to 31.
        last_day: Second day of "8-19 April".
        weekday: Monday is 0.
        week: Weeks from that of the day of publication: "Thursday of next week" is 1.
        shift: Days from the day of publication: "yesterday" is -1.
        clock: Time of day as ISO text ("21:41").
        last_clock: Second time of "3-4pm".
        zone: As ISO text ("+00:00").
        daypart: "night" of "Saturday night".
        years: Years from that of the day of publication: "in May last year" is -1.
        is_coming: Whether the words around it speak of the future.
        is_past: Whether they speak of the past.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    week: int | None = None
    years: int | None = None
    shift: int | None = None
    clock: str = ""
    last_clock: str = ""
    zone: str = ""
    daypart: str = ""
    is_coming: bool = False
    is_past: bool = False


def resolve(parts: Parts, published: date | None) -> str | None:
    """The parts as ISO 8601 text at the precision of the words; nothing where a part is unknown."""
    day = _day_text(parts, published)
    if day is None:
        return f"T{parts.clock}{parts.zone}" if parts.clock and not has_date(parts) else None
    if parts.last_clock:
        return f"{day}T{parts.clock}{parts.zone}/{day}T{parts.last_clock}{parts.zone}"
    if parts.clock:
        return f"{day}T{parts.clock}{parts.zone}"
    if parts.last_day and parts.day and parts.last_day > parts.day:
        return f"{day}/{day[:-2]}{parts.last_day:02d}"
    return day


def has_date(parts: Parts) -> bool:
    """Whether the parts tell of a day, not of the time of day alone."""
    return parts.month is not None or parts.shift is not None or parts.weekday is not None or parts.year is not None


def _day_text(parts: Parts, published: date | None) -> str | None:
    if parts.shift is not None:
        return moved(published, parts.shift) if published else None
    if parts.month is None:
        return _weekday_text(parts, published)
    year = parts.year or _nearest_year(parts, published)
    if year is None or not 0 < year <= _LAST_YEAR:
        return None
    if parts.day is None:
        return f"{year:04d}-{parts.month:02d}"
    return iso_day(year, parts.month, parts.day)


def iso_day(year: int, month: int, day: int) -> str | None:
    """A day as ISO text, nothing if the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _weekday_text(parts: Parts, published: date | None) -> str | None:
    """The weekday on or last before the day of publication; the next one where the future is spoken of."""
    if parts.weekday is None or published is None:
        return None
    if parts.week is not None:
        return moved(published, parts.weekday - published.weekday() + 7 * parts.week)
    back = (published.weekday() - parts.weekday) % 7
    if parts.day:
        return _day_and_weekday(parts, published, back)
    return moved(published, (7 - back) % 7 if parts.is_coming else -back)


def _day_and_weekday(parts: Parts, published: date, back: int) -> str | None:
    """The nearest day on which both are true: "Friday the 13th"; on the other side than is spoken of, a month later."""

    def distance(ahead: int) -> int:
        is_other_side = ahead < 0 if parts.is_coming else ahead > 0 and parts.is_past
        return abs(ahead) + _MONTH * is_other_side

    weeks = range(-_WEEKS_AROUND, _WEEKS_AROUND)
    days = (moved(published, ahead) for ahead in sorted((7 * week - back for week in weeks), key=distance))
    return next((day for day in days if day and day.endswith(f"-{parts.day:02d}")), None)


def moved(day: date, days: float) -> str | None:
    """The day so many days away as ISO text, nothing outside the calendar."""
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


_SOON = 60  # days before a date without a year for which it is the coming one
_MONTH = 30
_WEEKS_AROUND = 27  # in which a "Friday the 13th" without a month is looked for
_LAST_YEAR = 9999
_NEVER = 1e9  # days: outside the calendar


def weekday_near(published: date, weekday: int, direction: int, *, is_nearest: bool = False) -> str | None:
    """The last such day before (-1), the next one after (1), or that of the week of (0) the day of publication.

    Unless the nearest is asked for, it is no day that has a name of its own: "last Friday" is not said of yesterday,
    nor "next Sunday" of tomorrow.
    """
    ahead = weekday - published.weekday()
    if direction:
        least = 1 if is_nearest else _NAMED_DAYS
        ahead = direction * ((direction * ahead - least) % 7 + least)
    return moved(published, ahead)


_NAMED_DAYS = 2  # today and tomorrow, or yesterday


def day_near(day: int, published: date | None, *, is_coming: bool) -> str | None:
    """The last such day of a month up to the day of publication, or the next one."""
    if published is None:
        return None
    months = [_month_text(published, shift) for shift in (range(3) if is_coming else range(0, -3, -1))]
    days = [iso_day(int(month[:4]), int(month[5:]), day) for month in months if month]
    today = published.isoformat()
    return next((each for each in days if each and (each >= today if is_coming else each <= today)), None)


def near_day(day_of: Callable[[int], date], published: date, direction: int) -> str | None:
    """The last such holiday, or the coming one (1) or the one before the day of publication (-1)."""
    year = published.year
    ahead = [(day_of(each) - published).days for each in (year - 1, year, year + 1) if 0 < each < _LAST_YEAR]
    if direction > 0:
        return moved(published, min((days for days in ahead if days > 0), default=_NEVER))
    latest = -1 if direction else _SOON
    return moved(published, max((days for days in ahead if days <= latest), default=_NEVER))


def _nearest_year(parts: Parts, published: date | None) -> int | None:
    """The last such day or month; the coming one if the future is spoken of, or a day is two months away."""
    if published is None or parts.month is None:
        return None
    if parts.years is not None:
        return published.year + parts.years
    if (parts.month, parts.day) == (2, 29):
        years = range(published.year - (published.month < 3), 0, -1)
        return next((year for year in years if iso_day(year, 2, 29)), None)
    ahead = parts.month - published.month
    if parts.is_coming or (parts.day is not None and not parts.is_past and ahead % 12 <= 2):
        return published.year + (ahead < 0)
    return published.year - (ahead > 0)


def moved_by(day: date, count: float, unit: str) -> str | None:
    """The day so many units away: three months after 17 January is 17 April."""
    if unit not in {"month", "year"}:
        return moved(day, count * FACTORS[unit][1] / FACTORS["day"][1])
    text = _month_text(day, int(count * (1 if unit == "month" else 12)))
    if text is None:
        return None
    year, month = map(int, text.split("-"))
    return next(filter(None, (iso_day(year, month, last) for last in range(day.day, 0, -1))))


def shifted(published: date | None, count: float, unit: str) -> str | None:
    """The day so many units from the day of publication, the year where they are decades."""
    if published is None or not count.is_integer():
        return None
    if unit in {"day", "week", "fortnight", "month", "year"}:
        return moved_by(published, count, unit)
    years = count * FACTORS[unit][1] / FACTORS["year"][1]
    year = published.year + int(years)
    return f"{year:04d}" if years.is_integer() and 0 < year < 10_000 else None


def shifted_time(moment: datetime | None, seconds: float) -> str | None:
    """The minute so many seconds from when the text was published."""
    try:
        return (moment + timedelta(seconds=seconds)).isoformat(timespec="minutes") if moment else None
    except OverflowError:
        return None


def _month_text(published: date, months: int) -> str | None:
    year, month = divmod(published.year * 12 + published.month - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}" if 0 < year < 10_000 else None


def span_of(published: date | None, count: float, unit: str) -> str | None:
    """An interval of so many units from the day of publication, or up to it where `count` is negative."""
    if published is None:
        return None
    other = moved_by(published, count, unit)
    if other is None:
        return None
    ends = sorted((published.isoformat(), other))
    return "/".join(ends)


def period_text(published: date | None, unit: str, direction: int) -> str | None:
    """The week, month or year before, around or after the day of publication as ISO text ("2017-W41")."""
    if published is None:
        return None
    if unit == "week":
        day = moved(published, 7 * direction)
        year_and_week = date.fromisoformat(day).isocalendar()[:2] if day else None
        return "{:04d}-W{:02d}".format(*year_and_week) if year_and_week else None
    if unit == "day":
        return moved(published, direction)
    if unit == "weekend":
        days = [moved(published, day - published.weekday() + 7 * direction) for day in (5, 6)]
        return f"{days[0]}/{days[1]}" if all(days) else None
    if unit == "month":
        return _month_text(published, direction)
    if unit == "year":
        return f"{published.year + direction:04d}" if 0 < published.year + direction <= _LAST_YEAR else None
    return None
