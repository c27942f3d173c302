"""From the parts of a date to ISO 8601 text, against the day of publication where a part is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from annotations.detection.units import FACTORS


@dataclass(slots=True)
class Parts:
    """What a date or time says in so many words; what it leaves out is `None`.

    Attributes:
        year: Four digits.
        month: 1 to 12.
        day: 1 to 31.
        last_day: Second day of "8-19 April".
        weekday: Monday is 0.
        shift: Days from the day of publication: "yesterday" is -1.
        clock: Time of day as ISO text ("21:41").
        last_clock: Second time of "3-4pm".
        zone: As ISO text ("+00:00").
        daypart: "night" of "Saturday night".
        is_coming: Whether the words around it speak of the future.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    clock: str = ""
    last_clock: str = ""
    zone: str = ""
    daypart: str = ""
    is_coming: bool = False


def resolve(parts: Parts, published: date | None) -> str | None:
    """The parts as ISO 8601 text at the precision of the words; nothing where a part is unknown."""
    day = _day_text(parts, published)
    if day is None:
        return f"T{parts.clock}{parts.zone}" if parts.clock and not _has_date(parts) else None
    if parts.last_clock:
        return f"{day}T{parts.clock}{parts.zone}/{day}T{parts.last_clock}{parts.zone}"
    if parts.clock:
        return f"{day}T{parts.clock}{parts.zone}"
    if parts.last_day and parts.day and parts.last_day > parts.day:
        return f"{day}/{day[:-2]}{parts.last_day:02d}"
    return day


def _has_date(parts: Parts) -> bool:
    return parts.month is not None or parts.shift is not None or parts.weekday is not None or parts.year is not None


def _day_text(parts: Parts, published: date | None) -> str | None:
    if parts.shift is not None:
        return moved(published, parts.shift) if published else None
    if parts.month is None:
        return _weekday_text(parts, published)
    year = parts.year or _nearest_year(parts, published)
    if year is None:
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
    back = (published.weekday() - parts.weekday) % 7
    if parts.day:
        days = [moved(published, 7 * week - back) for week in (0, 1, -1, 2, -2, 3, -3, 4, -4)]
        return next((day for day in days if day and day.endswith(f"-{parts.day:02d}")), None)
    return moved(published, (7 - back) % 7 if parts.is_coming else -back)


def moved(day: date, days: float) -> str | None:
    """The day so many days away as ISO text, nothing outside the calendar."""
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _nearest_year(parts: Parts, published: date | None) -> int | None:
    """The last such day or month; the coming one if the future is spoken of, or a day is two months away."""
    if published is None or parts.month is None:
        return None
    ahead = parts.month - published.month
    if parts.is_coming or (parts.day is not None and ahead % 12 <= 2):
        return published.year + (ahead < 0)
    return published.year - (ahead > 0)


def shifted(published: date | None, count: float, unit: str) -> str | None:
    """The day, month or year so many units from the day of publication ("two months ago" is a month)."""
    if published is None or not count.is_integer():
        return None
    if unit in {"day", "week", "fortnight"}:
        return moved(published, count * FACTORS[unit][1] / FACTORS["day"][1])
    if unit == "month":
        return _month_text(published, int(count))
    years = count * FACTORS[unit][1] / FACTORS["year"][1]
    year = published.year + int(years)
    return f"{year:04d}" if years.is_integer() and 0 < year < 10_000 else None


def _month_text(published: date, months: int) -> str | None:
    year, month = divmod(published.year * 12 + published.month - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}" if 0 < year < 10_000 else None


def span_of(published: date | None, seconds: float, direction: int) -> str | None:
    """An interval that ends (`direction` -1) or begins (1) with the day of publication."""
    if published is None:
        return None
    other = moved(published, direction * seconds / FACTORS["day"][1])
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
        return f"{published.year + direction:04d}"
    return None
