"""Time expressions in a text, resolved against the day it was written: *before the summer*, *within ten days*.

Every expression comes to the first and the last day that its words leave open. The conventions, where usage wavers:

- a day of the week is the next one, the day of writing included; *next Tuesday* is that of the following week;
- weeks run from Monday to Sunday; seasons are those of the northern half of the earth, whole months (summer is June to
  August); *early*, *mid* and *late* are the thirds of a month, year or decade;
- *by* and *until* a period leave it open to its last day, *before* it to the day before it begins;
- *in three weeks*, *months*, *years* is the calendar week, month or year that lies so far ahead; *within* them ends on
  the same day so much later; *coming days*, *weeks*, *months*, *years* without a number are up to seven days, six
  weeks, six months, five years;
- a day, month or season without a year is the next one that is not over.

What is bound to no calendar (*after the vote*, *during her term*) is no time expression. Linear in the text. There is
a library for dates in prose (dateparser): it gives points where a forecast needs ranges, and knows no seasons,
quarters, halves or deadlines, so that it would serve the plain dates alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sayso.forecast import calendar, time_words
from sayso.model import Horizon, Passage, SpanSet

__all__ = ["expressions", "horizon", "parsed"]


class _Found(NamedTuple):
    """An expression: where it ends, its days (None where they hang on an unknown day), and what kind it is."""

    end: int
    days: calendar.Range | None
    kind: str
    words: str


def horizon(text: str, start: int, end: int, published: str | None) -> Horizon | None:
    """By when something in a stretch of text is to come about: its first time expression that is not past.

    `published` is the ISO 8601 date of the article; without it, or with one that is none, what hangs on it has no
    days. None where no time is told.
    """
    return next((h for h in expressions(text, start, end, published) if not h.past), None)


def expressions(text: str, start: int, end: int, published: str | None, past: bool = False) -> Iterator[Horizon]:
    """Every time expression of a stretch of text, in order. With `past`, a day or month without a year is the last
    one that has come."""
    reading = _Reading(text, end, parsed(published), past)
    at = start
    for m in time_words.WORD.finditer(text, start, end):
        if m.start() >= at and (found := reading.at(m.start())) is not None:
            yield found
            at = found.words.spans.end


def parsed(day: str | None) -> date | None:
    """The day that an ISO 8601 date or time names; None where it is none."""
    try:
        return date.fromisoformat((day or "")[:10])
    except ValueError:
        return None


class _Reading:
    """A text read against a day."""

    def __init__(self, text: str, end: int, day: date | None, past: bool) -> None:
        self.text = text
        self.end = end
        self.day = day
        self.past = past

    def at(self, start: int) -> Horizon | None:
        """The expression that begins right here."""
        prefix = time_words.PREFIX.match(self.text, start, self.end)
        bound = prefix.lastgroup or "" if prefix else ""
        at = prefix.end() if prefix else start
        try:
            if bound in ("between", "from") and (both := self._both(start, at)) is not None:
                return both
            found = self._part(at, start, bound)
            if found is None:
                return None
            return self._made(start, found, bound)
        except (OverflowError, ValueError):  # a day that no calendar has
            return None

    def _both(self, start: int, at: int) -> Horizon | None:
        """*Between* one time *and* another."""
        first = self._part(at, start, "between")
        if first is None:
            return None
        joint = time_words.JOINT.match(self.text, first.end, self.end)
        second = self._part(joint.end(), start, "between") if joint else None
        if second is None:
            return None
        days = None
        if first.days and second.days:
            later = second.days
            if second.kind == "weekday" and later[1] < first.days[0]:
                later = (later[0] + timedelta(7), later[1] + timedelta(7))
            while later[1] < first.days[0] and later[1].year < first.days[0].year + 2:
                later = (calendar.later(later[0], 12), calendar.later(later[1], 12))
            if later[1] < first.days[0]:
                return None
            days = (first.days[0], later[1])
        return self._made(start, _Found(second.end, days, "both", ""), "at")

    def _part(self, at: int, start: int, bound: str) -> _Found | None:
        """A time, or a named part of one: *the end of March*, *early next year*."""
        part = time_words.PART.match(self.text, at, self.end)
        if part is None:
            return self._base(at, start, bound)
        if part.end() < self.end and self.text[part.end() : part.end() + 4].lower() == "the ":
            found = self._base(part.end(), start, "part") or self._base(part.end() + 4, start, "part")
        else:
            found = self._base(part.end(), start, "part")
        if found is None:
            return self._base(at, start, bound)  # "the first half", "the second quarter"
        if found.days is None:
            return found._replace(kind="end" if (part["edge"] or "").lower() in ("end", "close") else found.kind)
        if part["piece"]:
            days = calendar.nth_part(found.days, part["nth"].lower(), part["piece"].lower())
            return found._replace(days=days) if days else None
        which = (part["edge"] or part["third"]).lower()
        days = calendar.piece(found.days, which)
        return found._replace(days=days, kind="end" if which in ("end", "close") else found.kind)

    def _base(self, at: int, start: int, bound: str) -> _Found | None:
        m = time_words.BASE.match(self.text, at, self.end)
        if m is None:
            return None
        kind = m.lastgroup or ""
        if kind in time_words.NEEDS_BOUND and not bound:
            return None
        if kind == "year" and time_words.QUANTITY.match(self.text, m.end()):
            return None
        if kind in ("month", "mdy", "dmy", "span", "days") and not m.group()[:1].isdigit():
            name = next(v for k, v in m.groupdict().items() if k.endswith("_m") and v and k != "count_m")
            if name[0].islower() or (kind == "month" and not (bound or m["month_y"] or m["month_w"])):
                return None
        if kind == "season":
            if not (bound or m["season_w"] or m["season_y"]):
                return None
            if (
                m["season_s"].lower() in ("fall", "spring")
                and m.group() == m["season_s"]
                and self.text[at - 3 : at].lower() == "to "
            ):
                return None  # a verb
            rest = self.text[m.end() : m.end() + 4].lower()
            if m["season_s"].lower() == "fall" and (m["season_w"] or "").lower() == "the" and rest == " of ":
                return None
        if kind == "unit" and m["unit_w"].lower() == "the" and bound != "part":
            if not self.text[start:at].lower().startswith("within"):
                return None
            within = (self.day, calendar.after(self.day, 1, m["unit_u"].lower())) if self.day else None
            return _Found(m.end(), within, kind, m.group().lower())
        days = self._days(kind, m, at, start, bound)
        return None if days == () else _Found(m.end(), days or None, kind, m.group().lower())

    def _days(self, kind: str, m: re.Match[str], at: int, start: int, bound: str) -> calendar.Range | tuple[()] | None:
        """The days of an expression; None where they hang on an unknown day, () where it is none."""
        today = self.day
        if kind == "iso":
            day = date.fromisoformat(m.group())
            return day, day
        if kind in ("days", "span"):
            return self._dated(m[f"{kind}_m"], int(m[f"{kind}_a"]), int(m[f"{kind}_b"]), m[f"{kind}_y"])
        if kind in ("dmy", "mdy"):
            number = int(m[f"{kind}_d"])
            return self._dated(m[f"{kind}_m"], number, number, m[f"{kind}_y"])
        if kind == "month":
            return self._dated(m["month_m"], 1, 31, m["month_y"], (m["month_w"] or "").lower())
        if kind == "season":
            return self._season(m["season_s"].lower(), (m["season_w"] or "").lower(), m["season_y"])
        if kind == "decade":
            year = int(m["decade_y"]) * 10
            return date(year, 1, 1), date(year + 9, 12, 31)
        if kind == "year":
            return calendar.year(int(m["year_y"]))
        if kind == "part" and m["part_y"]:
            return calendar.nth_part(calendar.year(int(m["part_y"])), *calendar.quarter(m["part_q"])) or ()
        if kind == "mid":
            century = (today.year if today else 2000) // 100 * 100
            return date(century + 45, 1, 1), date(century + 55, 12, 31)
        if kind == "bare" and bound not in ("at", "after"):
            return ()
        if kind == "count" and bound not in ("at", "after"):
            return ()
        if kind in ("bare", "count") and (self._looks_back(start) or not self._forward(kind, m, start, at)):
            return ()
        if today is None:
            return None
        return self._relative(kind, m, start, at, today)

    def _relative(
        self, kind: str, m: re.Match[str], start: int, at: int, today: date
    ) -> calendar.Range | tuple[()] | None:
        """The days of an expression that tells how far it is from today."""
        if kind in ("ahead", "ahead2", "tocome", "bare"):
            unit = m[f"{kind}_u"].lower()
            return today, calendar.after(today, self._count(m["ahead_n"], unit) if kind == "ahead" else None, unit)
        if kind == "ago":
            unit = m["ago_u"].lower()
            exact = m["ago_n"] is not None and unit in ("hour", "day")
            return calendar.ahead(today, -self._count(m["ago_n"], unit), "day" if exact else unit)
        if kind == "hence":
            return calendar.ahead(today, self._count(m["hence_n"], m["hence_u"].lower()), m["hence_u"].lower())
        if kind == "count":
            return self._counted(m, start, at, today)
        if kind == "now":
            unit = m["now_u"].lower()
            return today, calendar.after(today, None, unit if unit in ("day", "week", "month") else "day")
        if kind == "tomorrow":
            day = today + timedelta(2 if "after" in m.group().lower().split() else 1)
            return day, day
        if kind == "today":
            return today, today
        if kind == "yesterday":
            return today - timedelta(1), today - timedelta(1)
        if kind == "weekday":
            day = self._weekday(time_words.DAYS.index(m["weekday_d"].lower()), (m["weekday_w"] or "").lower(), today)
            return day, day
        if kind == "weekend":
            which = (m["weekend_w"] or "").lower()
            saturday = today + timedelta(5 - today.weekday() + {"next": 7, "last": -7}.get(which, 0))
            return saturday, saturday + timedelta(1)
        if kind == "ends":
            unit = (m["ends_u"] or m["ends_v"] or m["ends_w"]).lower()
            return calendar.piece(calendar.whole(today, unit, 0), "end")
        if kind == "or_so":
            unit = m["or_so_u"].lower()
            if "next" in m.group().lower() or self.text[start:at].lower().startswith("within"):
                return today, calendar.after(today, 2 if m["or_so_m"].lower() == "two" else 1, unit)
            first, last = (calendar.ahead(today, n, unit) for n in (1, 2 if m["or_so_m"].lower() == "two" else 1))
            return first[0], last[1]
        if kind == "unit":
            which = m["unit_w"].lower()
            if which in ("the next", "the coming") and m["unit_u"].lower() != "quarter":
                return today, calendar.after(today, 1, m["unit_u"].lower())
            by = -1 if which in ("last", "the past") else int(which in ("next", "the following"))
            return calendar.whole(today, m["unit_u"].lower(), by)
        if kind == "part":
            return self._next_part(m)
        if kind == "feast":
            return self._feast(m.group().lower())
        if kind == "nth_day":
            return self._nth_day(int(m["nth_day_d"]), today)
        return today, date.max  # soon

    def _looks_back(self, start: int) -> bool:
        return time_words.LOOKS_BACK.search(self.text, max(0, start - 40), start) is not None

    def _forward(self, kind: str, m: re.Match[str], start: int, at: int) -> bool:
        """Whether a number of days is counted from now: *in ten days* is, *for ten days* and *the ten days* are not."""
        before = self.text[start:at].lower().split()
        if before[:1] in (["within"], ["in"]):
            return kind == "count" or before[0] == "within" or m.group().lower().startswith("a matter")
        return False

    def _counted(self, m: re.Match[str], start: int, at: int, today: date) -> calendar.Range:
        unit = m["count_u"].lower()
        number = self._count(m["count_n"], unit)
        if self.text[start:at].lower().startswith("within") or m["count_w"] or unit == "hour":
            return today, calendar.after(today, self._count(m["count_m"], unit) if m["count_m"] else number, unit)
        if m["count_n"] is None:
            return today, calendar.after(today, None, unit)
        first, last = (
            calendar.ahead(today, number, unit),
            calendar.ahead(today, self._count(m["count_m"] or m["count_n"], unit), unit),
        )
        return first[0], max(first[1], last[1])

    def _count(self, words: str | None, unit: str) -> int:
        if words is None:
            return calendar.VAGUELY.get(unit, 3)
        return int(words) if words.isdigit() else time_words.NUMBERS[words.lower()]

    def _dated(
        self, month: str, first: int, last: int, year: str | None, which: str = ""
    ) -> calendar.Range | tuple[()] | None:
        """Days of a month; without a year the next that are not over, or the last that have begun."""
        number = time_words.MONTHS[month.lower().rstrip(".")]
        if not 1 <= first <= 31 or not first <= last <= 31:
            return ()
        given = self._given(year)
        if given is None and self.day is None:
            return None
        for year_ in (given,) if given else self._years():
            length = monthrange(year_, number)[1]
            if first > length or (last > length and (first, last) != (1, 31)):
                if given:
                    return ()
                continue
            days = date(year_, number, first), date(year_, number, min(last, length))
            if given or self._fits(days, which):
                return days
        return ()

    def _given(self, year: str | None) -> int | None:
        if year is None:
            return None
        if year[:4].isdigit():
            return int(year[:4])
        return self.day.year + {"next": 1, "last": -1}.get(year.split()[0].lower(), 0) if self.day else None

    def _years(self) -> tuple[int, ...]:
        year = self.day.year if self.day else 2000
        return tuple(year - n for n in range(9)) if self.past else tuple(year - 1 + n for n in range(10))

    def _fits(self, days: calendar.Range, which: str) -> bool:
        """Whether days are the next ones, or in a text about the past the last ones."""
        if self.day is None:
            return False
        if self.past or which == "last":
            return days[0] <= self.day
        if which == "next":
            return days[0] > self.day
        return days[1] >= self.day

    def _season(self, season: str, which: str, year: str | None) -> calendar.Range | tuple[()] | None:
        given = self._given(year)
        if given is None and self.day is None:
            return None
        for year_ in (given,) if given else self._years():
            first = date(year_, time_words.SEASONS[season], 1)
            days = first, calendar.later(first, 3) - timedelta(1)
            if given or self._fits(days, which):
                return days
        return ()

    def _weekday(self, number: int, which: str, today: date) -> date:
        if which == "next":
            return today + timedelta(7 - today.weekday() + number)
        if which == "last":
            return today - timedelta((today.weekday() - number - 1) % 7 + 1)
        if self.past:
            return today - timedelta((today.weekday() - number) % 7)
        return today + timedelta((number - today.weekday()) % 7)

    def _next_part(self, m: re.Match[str]) -> calendar.Range | tuple[()]:
        nth, piece = calendar.quarter(m["part_q"]) if m["part_q"] else (m["part_n"].lower(), m["part_p"].lower())
        for year in self._years():
            days = calendar.nth_part(calendar.year(year), nth, piece)
            if days is not None and self._fits(days, ""):
                return days
        return ()

    def _feast(self, words: str) -> calendar.Range | tuple[()]:
        for year in self._years():
            first, last = _feast(words, year)
            # The new year is the next one, even on its first days.
            if self._fits((first, last), "next" if words == "the new year" and not self.past else ""):
                return first, last
        return ()

    def _nth_day(self, number: int, today: date) -> calendar.Range | tuple[()]:
        if not 1 <= number <= 31:
            return ()
        month = today.replace(day=1)
        for n in range(12):
            first = calendar.later(month, -n if self.past else n)
            if number <= monthrange(first.year, first.month)[1] and self._fits((first.replace(day=number),) * 2, ""):
                return first.replace(day=number), first.replace(day=number)
        return ()

    def _made(self, start: int, found: _Found, bound: str) -> Horizon | None:
        """What an expression comes to with the words before it."""
        passage = Passage.at(self.text, SpanSet.of([(start, found.end)]))
        if found.kind == "soon":
            return Horizon(passage, self.day.isoformat() if self.day else None)
        if found.days is None:
            return Horizon(passage)
        first, last = found.days
        today = self.day
        if bound == "since":
            return Horizon(passage, first.isoformat(), today.isoformat() if today else None, past=True)
        if today is not None and last < today:
            if bound in ("after", "onward"):
                return None  # open to the future, and no date in it
            return Horizon(passage, first.isoformat(), last.isoformat(), past=True)
        if bound == "after":
            if found.kind == "count" or first == last == date.max:
                return None
            return Horizon(passage, (last + timedelta(1)).isoformat())
        if bound == "onward":
            return Horizon(passage, max(first, today or first).isoformat())
        begin = today
        if bound == "before" and found.kind not in ("end", "ends"):
            last = first - timedelta(1)
            if today is not None and last < today:
                return None
        elif bound not in ("by", "until", "before"):
            begin = max(first, today) if today is not None else first
        return Horizon(passage, begin.isoformat() if begin else None, last.isoformat())


# Feasts by a word of theirs, the month and the day; or the day of the week and which one of the month it is.
_FIXED = {"halloween": (10, 31), "independence": (7, 4), "july": (7, 4), "valentine": (2, 14)}
_NTH = {"thanksgiving": (11, 3, 4), "labor": (9, 0, 1), "memorial": (5, 0, -1)}


def _feast(words: str, year: int) -> calendar.Range:
    """The days of a feast; those that go by a country are those of the United States, where they go by these names."""
    if "christmas" in words:
        day = date(year, 12, 24 if "eve" in words else 25)
    elif "easter" in words:
        day = calendar.easter(year) + timedelta("monday" in words)
    elif "new year" in words and "eve" in words:
        day = date(year, 12, 31)
    elif fixed := next((at for word, at in _FIXED.items() if word in words), None):
        day = date(year, *fixed)
    elif moving := next((at for word, at in _NTH.items() if word in words), None):
        month, weekday, nth = moving
        day = calendar.weekday(date(year, month, 1), weekday, nth)
    else:
        return date(year, 1, 1), date(year, 1, 1 if "day" in words else 31)
    return day, day
