"""Days of the calendar, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.forecast import calendar

TODAY = date(2034, 11, 15)  # a Wednesday


@pytest.mark.parametrize(
    ("unit", "by", "first", "last"),
    [
        ("week", 0, date(2034, 11, 13), date(2034, 11, 19)),
        ("fortnight", 1, date(2034, 11, 27), date(2034, 12, 3)),
        ("month", -11, date(2033, 12, 1), date(2033, 12, 31)),
        ("quarter", 1, date(2035, 1, 1), date(2035, 3, 31)),
        ("decade", 0, date(2030, 1, 1), date(2039, 12, 31)),
        ("century", -1, date(1900, 1, 1), date(1999, 12, 31)),
    ],
)
def test_whole_units(unit: str, by: int, first: date, last: date) -> None:
    """The calendar unit around a day, or another before or after it, from its first to its last day."""
    assert calendar.whole(TODAY, unit, by) == (first, last)


@pytest.mark.parametrize(
    ("number", "unit", "day"),
    [
        (None, "week", date(2034, 12, 27)),
        (3, "fortnight", date(2034, 12, 27)),
        (36, "hour", date(2034, 11, 17)),
        (1, "hour", date(2034, 11, 16)),
        (3, "quarter", date(2035, 8, 15)),
        (1, "centuries", date(2134, 11, 15)),
    ],
)
def test_so_much_later(number: int | None, unit: str, day: date) -> None:
    """So many units after a day; a plural alone reaches as far as is said of it."""
    assert calendar.after(TODAY, number, unit) == day


def test_the_last_day_of_a_short_month() -> None:
    """A month later than the 31st is the last day of a month that has none."""
    assert calendar.later(date(2035, 1, 31), 1) == date(2035, 2, 28)
    assert calendar.later(date(2036, 1, 31), 1) == date(2036, 2, 29)


def test_parts() -> None:
    """Halves and quarters are whole months of a year; a third of a month is ten days."""
    year = calendar.year(2036)
    assert calendar.nth_part(year, "second", "half") == (date(2036, 7, 1), date(2036, 12, 31))
    assert calendar.nth_part(year, "third", "half") is None
    assert calendar.piece((date(2036, 2, 1), date(2036, 2, 29)), "late") == (
        date(2036, 2, 21),
        date(2036, 2, 29),
    )


@pytest.mark.parametrize(
    ("year", "day"), [(1818, date(1818, 3, 22)), (2000, date(2000, 4, 23)), (2038, date(2038, 4, 25))]
)
def test_easter(year: int, day: date) -> None:
    """The earliest Easter there is, the latest, and one between."""
    assert calendar.easter(year) == day
