"""Days of the calendar: units before and after a day, parts of a stretch, and how far a vague plural reaches."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

__all__ = [
    "VAGUELY",
    "Range",
    "after",
    "ahead",
    "easter",
    "later",
    "nth_part",
    "piece",
    "quarter",
    "weekday",
    "whole",
    "year",
]

# The first and the last day of a stretch.
Range = tuple[date, date]

# How many units a plural without a number is taken for, *in the coming weeks*.
VAGUELY = {"hour": 24, "day": 7, "week": 6, "month": 6, "quarter": 3, "year": 5, "decade": 3, "century": 1}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


def year(year: int) -> Range:
    return date(year, 1, 1), date(year, 12, 31)


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after(today: date, number: int | None, unit: str) -> date:
    """The day so many units later; without a number, as many as the plural alone is taken for."""
    unit = _singular(unit)
    count = VAGUELY[unit] if number is None else number
    if unit == "hour":
        return today + timedelta(max(1, round(count / 24)))
    if unit in ("day", "week", "fortnight"):
        return today + timedelta(count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return later(today, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def _singular(unit: str) -> str:
    return "century" if unit.startswith("centur") else unit


def ahead(today: date, number: int, unit: str) -> Range:
    """The calendar unit that lies so many units ahead (or, negative, back)."""
    if unit == "hour":
        number, unit = round(number / 24), "day"
    if unit == "day":
        return today + timedelta(number), today + timedelta(number)
    return whole(today, _singular(unit), number)


def whole(today: date, unit: str, by: int) -> Range:
    """The calendar week, month … that today is in, or another one before or after it."""
    if unit == "fortnight":
        unit, by = "week", 2 * by
    if unit == "week":
        monday = today + timedelta(7 * by - today.weekday())
        return monday, monday + timedelta(6)
    if unit in ("month", "quarter"):
        months = 1 if unit == "month" else 3
        first = later(date(today.year, (today.month - 1) // months * months + 1, 1), months * by)
        return first, later(first, months) - timedelta(1)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    first_year = today.year // years * years + years * by
    return date(first_year, 1, 1), date(first_year + years - 1, 12, 31)


def weekday(first: date, day: int, nth: int) -> date:
    """The n-th such day of the week (Monday is 0) in the month that begins so; the last one where n is -1."""
    if nth < 0:
        last = later(first, 1) - timedelta(1)
        return last - timedelta((last.weekday() - day) % 7)
    return first + timedelta((day - first.weekday()) % 7 + 7 * (nth - 1))


def quarter(words: str) -> tuple[str, str]:
    """*Q3*, *H1*."""
    return ("first", "second", "third", "fourth")[int(words[1]) - 1], "quarter" if words[0] in "qQ" else "half"


def nth_part(days: Range, nth: str, piece: str) -> Range | None:
    """The first half, the third quarter … of some days: whole months of a year, whole days of less."""
    if piece == "week":  # of a month
        begin = days[1] - timedelta(6) if nth == "last" else days[0] + timedelta(7 * (_ORDINALS[nth] - 1))
        return begin, min(days[1], begin + timedelta(6))
    parts = 2 if piece == "half" else 4
    number = parts if nth == "last" else _ORDINALS[nth]
    if number > parts:
        return None
    months = (days[1].year - days[0].year) * 12 + days[1].month - days[0].month + 1
    if months % parts == 0:
        first = later(days[0], months // parts * (number - 1))
        return first, later(first, months // parts) - timedelta(1)
    length = (days[1] - days[0]).days + 1
    at = [round(length * n / parts) for n in (number - 1, number)]
    return days[0] + timedelta(at[0]), days[0] + timedelta(at[1] - 1)


def piece(days: Range, which: str) -> Range:
    """The beginning, middle or end of some days, or their early, middle or late third."""
    length = (days[1] - days[0]).days + 1
    if which in ("start", "beginning", "turn"):
        return days[0], _edge(days, length, 1)
    if which in ("end", "close"):
        return _edge(days, length, -1), days[1]
    if which == "later":
        return days
    if length > 3660 and which in ("mid", "middle"):  # of a century
        return date(days[0].year + 45, 1, 1), date(days[0].year + 55, 12, 31)
    number = {"early": 0, "mid": 1, "middle": 1, "late": 2}[which]
    if 360 < length < 370 or 85 < length < 95:  # a year, a season, a quarter: whole months
        step = 4 if length > 300 else 1
        first = later(days[0], step * number)
        return first, later(first, step) - timedelta(1)
    if length > 3600:  # a decade: 2030 to 2033, 2034 to 2036, 2037 to 2039
        years = (days[1].year - days[0].year + 1) / 10
        a, b = ((0, 3), (4, 6), (7, 9))[number]
        return date(days[0].year + round(a * years), 1, 1), date(days[0].year + round((b + 1) * years) - 1, 12, 31)
    third = 10 if 27 < length < 32 else max(1, length // 3)
    begin = days[0] + timedelta(third * number)
    return begin, days[1] if number == 2 else min(days[1], begin + timedelta(third - 1))


def _edge(days: Range, length: int, side: int) -> date:
    """Where the start of some days ends, or their end begins: ten days of a month, a month of a year."""
    if length > 20_000:
        reach = 3652
    elif length > 1000:
        reach = 365
    elif length > 80:
        first = days[0] if side > 0 else days[1].replace(day=1)
        return later(first, 1) - timedelta(1) if side > 0 else first
    else:
        reach = 10 if length > 27 else 1 if side > 0 else min(3, length)
    return days[0] + timedelta(reach - 1) if side > 0 else days[1] - timedelta(reach - 1)


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus, Nature 13, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
