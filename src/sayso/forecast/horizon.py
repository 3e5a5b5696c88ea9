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

from sayso.model import Horizon, Passage, SpanSet

__all__ = ["expressions", "horizon", "parsed"]

_Range = tuple[date, date]

_MONTHS = {
    name: n
    for n, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMBERS = {
    word: number
    for words, number in (
        (("a", "an", "one"), 1),
        (("two", "a couple of"), 2),
        (("three",), 3),
        (("four",), 4),
        (("five",), 5),
        (("six",), 6),
        (("seven",), 7),
        (("eight",), 8),
        (("nine",), 9),
        (("ten",), 10),
        (("eleven",), 11),
        (("twelve", "a dozen"), 12),
        (("fifteen",), 15),
        (("twenty",), 20),
        (("thirty",), 30),
        (("forty",), 40),
        (("fifty",), 50),
        (("sixty",), 60),
        (("ninety",), 90),
        (("a hundred",), 100),
    )
    for word in words
}
_VAGUELY = {"hour": 24, "day": 7, "week": 6, "month": 6, "quarter": 3, "year": 5, "decade": 3, "century": 1}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar"
    r"|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_YEAR = r"(?:(?:19|20|21)\d\d)(?![\d%]|[.,]\d)"
_UNIT = r"(?:hour|day|week|fortnight|month|quarter|year|decade|centur(?:y(?=\b)|ie))"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_FEW = r"(?:a few|few|several|some|many|a number of|a matter of)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_NTH = r"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"

# Words before an expression that say how it bounds: each set of words with what it does.
_BOUNDS = (
    ("by", r"by(?: about| around)?|no later than|not later than|at the latest by|before or (?:on|in)"),
    ("before", r"before|ahead of|prior to|earlier than"),
    ("until", r"until|till|up to|through to|through|to"),
    ("after", r"after|beyond|later than|past"),
    ("since", r"since"),
    ("onward", r"as of|(?:no|not) (?:earlier than|before|until)|as (?:early|soon) as(?: in| on)?|effective"),
    ("between", r"between"),
    ("from", r"from"),
    (
        "at",
        r"on or (?:about|around)|(?:starting|beginning)(?: in| on| from)?|on|in|at|during|throughout|over"
        r"|for|within|around|about|of|this coming",
    ),
)
_PREFIX = re.compile(
    r"(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS) + r")(?=[\s-])[\s-]+", re.IGNORECASE
)
_PART = re.compile(
    rf"(?:(?:the )?(?P<nth>{_NTH}) (?P<piece>half|quarter) of"
    r"|(?:the )?(?P<edge>start|beginning|middle|end|close|turn) of|(?:the )?(?P<third>early|mid|middle"
    r"|late|later)(?: in| of)?)[\s-]+",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"(?:"
    r"(?P<iso>\d{4}-\d\d-\d\d)(?!\d)"
    rf"|(?P<days>(?P<days_a>\d{{1,2}})(?:st|nd|rd|th)?(?: ?[-–] ?| to | and )(?P<days_b>\d{{1,2}})(?:st|nd"
    rf"|rd|th)? (?P<days_m>{_MONTH})(?:,? (?P<days_y>{_YEAR}))?)"
    rf"|(?P<span>(?P<span_m>{_MONTH}) (?P<span_a>\d{{1,2}})(?:st|nd|rd|th)?(?: ?[-–] ?| to "
    rf"| and )(?P<span_b>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<span_y>{_YEAR}))?)"
    rf"|(?P<dmy>(?:{_DAY},? )?(?:the )?(?P<dmy_d>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?(?: of)? (?P<dmy_m>{_MONTH})(?:,? (?P<dmy_y>{_YEAR}|next year))?)"
    rf"|(?P<mdy>(?:{_DAY},? )?(?P<mdy_m>{_MONTH}) (?:the )?(?P<mdy_d>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?(?![\d%:.,]\d|\d)(?:,? (?P<mdy_y>{_YEAR}|next year))?)"
    rf"|(?P<month>(?:(?P<month_w>this|next|last"
    rf"|this coming) )?(?P<month_m>{_MONTH})(?:,? (?:of )?(?P<month_y>{_YEAR}|this year|next year))?)"
    rf"|(?P<season>(?:(?P<season_w>this|next|last|the coming|this coming|the following"
    rf"|the) )?(?P<season_s>{_SEASON})(?:(?: of)? (?P<season_y>{_YEAR}(?:[-–/]\d\d(?:\d\d)?)?|next year|this year))?)"
    rf"|(?P<part>(?:the )?(?P<part_n>{_NTH}) (?P<part_p>half|quarter)(?! of\b)"
    rf"|(?P<part_q>[qh][1-4])(?: (?:of )?(?P<part_y>{_YEAR}))?)"
    rf"|(?P<ahead>(?:the |this )?(?P<ahead_w>next|coming|following|upcoming) (?:(?P<ahead_n>{_COUNT})"
    rf"|{_FEW}) (?P<ahead_u>{_UNIT})s?)"
    rf"|(?P<ahead2>(?:the )?(?:coming|upcoming|next) (?P<ahead2_u>{_UNIT})s)"
    rf"|(?P<tocome>the (?P<tocome_u>{_UNIT})s (?:ahead|to come))"
    rf"|(?P<ago>(?:(?P<ago_n>{_COUNT})|{_FEW}) (?P<ago_u>{_UNIT})s? ago)"
    rf"|(?P<hence>(?:(?P<hence_n>{_COUNT})|{_FEW}) (?P<hence_u>{_UNIT})s? (?:from (?:now|today)|hence))"
    rf"|(?P<count>(?P<count_w>less than |under |no more than |at most |as little as "
    rf"|up to )?(?:(?P<count_n>{_COUNT})(?:(?: to | or |[-–])(?P<count_m>{_COUNT}))?"
    rf"|{_FEW}) (?P<count_u>{_UNIT})(?P<count_t>s?['’]s? time|s)?)"
    rf"|(?P<bare>(?:a matter of )?(?P<bare_u>{_UNIT})s)"
    rf"|(?P<weekend>(?:(?P<weekend_w>this|next|last|the coming|this coming|the) )?weekend)"
    rf"|(?P<unit>(?P<unit_w>this|next|last|the coming|the following|the next|the current|the past|the"
    rf"|current|later this|earlier this) (?P<unit_u>week|month|quarter|year|decade|century)(?!['’]|-|s| [a-z]*end\b))"
    r"|(?P<ends>(?:the )?(?P<ends_u>week|month|quarter|year|decade|century)(?:['’]s)?[ -]end\b)"
    rf"|(?P<weekday>(?:(?P<weekday_w>this|next|last|this coming|the coming) )?(?P<weekday_d>{_DAY}))"
    r"|(?P<decade>(?:the )?(?P<decade_y>(?:19|20|21)\d)0s)"
    rf"|(?P<year>(?:the year )?(?P<year_y>{_YEAR})(?!-))"
    r"|(?P<mid>mid-?century)"
    r"|(?P<tomorrow>the day after tomorrow|tomorrow(?: (?:morning|afternoon|evening|night))?)"
    r"|(?P<today>today|tonight|overnight|this (?:morning|afternoon|evening)|later today)"
    r"|(?P<yesterday>yesterday|last night)"
    r"|(?P<feast>christmas(?: eve| day)?|(?:the )?new year(?:['’]s (?:eve|day))?|easter(?: sunday| monday)?)"
    r"|(?P<nth_day>the (?P<nth_day_d>\d{1,2})(?:st|nd|rd|th))"
    r"|(?P<now>any (?P<now_u>day|week|month|moment|time|hour|minute) now)"
    r"|(?P<soon>(?<!as )(?<!too )(?<!so )(?<!how )soon(?! after| as)|shortly(?! after| before)"
    r"|before long|imminently|imminent|eventually|sooner or later|(?:the |a )?(?:very )?(?:near"
    r"|not too distant|not-too-distant|"
    r"foreseeable) (?:future|term)|due course|one day|some ?day|at some (?:point|stage|time))"
    r")(?![\w])",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:and|to|until|through|[-–])\s+(?:the )?", re.IGNORECASE)
_WORD = re.compile(r"(?<![\w’'-])\w")
# These words are something else unless something stands before them that makes them a time.
_NEEDS_BOUND = frozenset(("year", "nth_day", "bare", "count"))
# *The worst in ten years* looks back.
_LOOKS_BACK = re.compile(
    r"\b(?:first|worst|best|most|least|only|once|ever|time|times|\w{3,}est)(?: \w+)?,? $", re.IGNORECASE
)
_LOUD_MONTH = re.compile(r"(?:may|march|mar)\b", re.IGNORECASE)
_QUANTITY = re.compile(r" (?:people|homes|jobs|votes|troops|cases|percent|per cent|miles|euros|dollars|pounds)\b")


class _Found(NamedTuple):
    """An expression: where it ends, its days (None where they hang on an unknown day), and what kind it is."""

    end: int
    days: _Range | None
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
    for m in _WORD.finditer(text, start, end):
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
        prefix = _PREFIX.match(self.text, start, self.end)
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
        joint = _JOINT.match(self.text, first.end, self.end)
        second = self._part(joint.end(), start, "between") if joint else None
        if second is None:
            return None
        days = None
        if first.days and second.days:
            later = second.days
            if second.kind == "weekday" and later[1] < first.days[0]:
                later = (later[0] + timedelta(7), later[1] + timedelta(7))
            while later[1] < first.days[0] and later[1].year < first.days[0].year + 2:
                later = (_later(later[0], 12), _later(later[1], 12))
            if later[1] < first.days[0]:
                return None
            days = (first.days[0], later[1])
        return self._made(start, _Found(second.end, days, "both", ""), "at")

    def _part(self, at: int, start: int, bound: str) -> _Found | None:
        """A time, or a named part of one: *the end of March*, *early next year*."""
        part = _PART.match(self.text, at, self.end)
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
            days = _nth_part(found.days, part["nth"].lower(), part["piece"].lower())
            return found._replace(days=days) if days else None
        which = (part["edge"] or part["third"]).lower()
        days = _piece(found.days, which, found.kind)
        return found._replace(days=days, kind="end" if which in ("end", "close") else found.kind)

    def _base(self, at: int, start: int, bound: str) -> _Found | None:
        m = _BASE.match(self.text, at, self.end)
        if m is None:
            return None
        kind = m.lastgroup or ""
        if kind in _NEEDS_BOUND and not bound:
            return None
        if kind == "year" and _QUANTITY.match(self.text, m.end()):
            return None
        if kind in ("month", "mdy", "dmy", "span", "days") and not m.group()[:1].isdigit():
            name = next(v for k, v in m.groupdict().items() if k.endswith("_m") and v and k != "count_m")
            if name[0].islower() or (kind == "month" and not (bound or m["month_y"] or m["month_w"])):
                return None
        if kind == "season":
            if not (bound or m["season_w"] or m["season_y"]):
                return None
            rest = self.text[m.end() : m.end() + 4].lower()
            if m["season_s"].lower() == "fall" and (m["season_w"] or "").lower() == "the" and rest == " of ":
                return None
        if kind == "unit" and m["unit_w"].lower() == "the" and bound != "part":
            return None
        days = self._days(kind, m, at, start, bound)
        return None if days == () else _Found(m.end(), days or None, kind, m.group().lower())

    def _days(self, kind: str, m: re.Match[str], at: int, start: int, bound: str) -> _Range | tuple[()] | None:
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
            return _year(int(m["year_y"]))
        if kind == "part" and m["part_y"]:
            return _nth_part(_year(int(m["part_y"])), *_quarter(m["part_q"])) or ()
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

    def _relative(self, kind: str, m: re.Match[str], start: int, at: int, today: date) -> _Range | tuple[()] | None:
        """The days of an expression that tells how far it is from today."""
        if kind in ("ahead", "ahead2", "tocome", "bare"):
            unit = m[f"{kind}_u"].lower()
            return today, _after(today, self._count(m["ahead_n"], unit) if kind == "ahead" else None, unit)
        if kind == "ago":
            unit = m["ago_u"].lower()
            exact = m["ago_n"] is not None and unit in ("hour", "day")
            return _ahead(today, -self._count(m["ago_n"], unit), "day" if exact else unit)
        if kind == "hence":
            return _ahead(today, self._count(m["hence_n"], m["hence_u"].lower()), m["hence_u"].lower())
        if kind == "count":
            return self._counted(m, start, at, today)
        if kind == "now":
            unit = m["now_u"].lower()
            return today, _after(today, None, unit if unit in ("day", "week", "month") else "day")
        if kind == "tomorrow":
            day = today + timedelta(2 if "after" in m.group().lower().split() else 1)
            return day, day
        if kind == "today":
            return today, today
        if kind == "yesterday":
            return today - timedelta(1), today - timedelta(1)
        if kind == "weekday":
            day = self._weekday(_DAYS.index(m["weekday_d"].lower()), (m["weekday_w"] or "").lower(), today)
            return day, day
        if kind == "weekend":
            which = (m["weekend_w"] or "").lower()
            saturday = today + timedelta(5 - today.weekday() + {"next": 7, "last": -7}.get(which, 0))
            return saturday, saturday + timedelta(1)
        if kind == "ends":
            return _piece(_unit(today, m["ends_u"].lower(), 0), "end", m["ends_u"].lower())
        if kind == "unit":
            which = m["unit_w"].lower()
            if which == "the next" and m["unit_u"].lower() in ("week", "month", "year", "decade", "century"):
                return today, _after(today, 1, m["unit_u"].lower())
            by = -1 if which in ("last", "the past") else int(which in ("next", "the coming", "the following"))
            return _unit(today, m["unit_u"].lower(), by)
        if kind == "part":
            return self._next_part(m, today)
        if kind == "feast":
            return self._feast(m.group().lower(), today)
        if kind == "nth_day":
            return self._nth_day(int(m["nth_day_d"]), today)
        return today, date.max  # soon

    def _looks_back(self, start: int) -> bool:
        return _LOOKS_BACK.search(self.text, max(0, start - 40), start) is not None

    def _forward(self, kind: str, m: re.Match[str], start: int, at: int) -> bool:
        """Whether a number of days is counted from now: *in ten days* is, *for ten days* and *the ten days* are not."""
        before = self.text[start:at].lower().split()
        if before[:1] in (["within"], ["in"]):
            return kind == "count" or before[0] == "within" or m.group().lower().startswith("a matter")
        return False

    def _counted(self, m: re.Match[str], start: int, at: int, today: date) -> _Range:
        unit = m["count_u"].lower()
        number = self._count(m["count_n"], unit)
        if self.text[start:at].lower().startswith("within") or m["count_w"] or unit == "hour":
            return today, _after(today, self._count(m["count_m"], unit) if m["count_m"] else number, unit)
        if m["count_n"] is None:
            return today, _after(today, None, unit)
        first, last = _ahead(today, number, unit), _ahead(today, self._count(m["count_m"] or m["count_n"], unit), unit)
        return first[0], max(first[1], last[1])

    def _count(self, words: str | None, unit: str) -> int:
        if words is None:
            return _VAGUELY.get(unit, 3)
        return int(words) if words.isdigit() else _NUMBERS[words.lower()]

    def _dated(self, month: str, first: int, last: int, year: str | None, which: str = "") -> _Range | tuple[()] | None:
        """Days of a month; without a year the next that are not over, or the last that have begun."""
        number = _MONTHS[month.lower().rstrip(".")]
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

    def _fits(self, days: _Range, which: str) -> bool:
        """Whether days are the next ones, or in a text about the past the last ones."""
        if self.day is None:
            return False
        if self.past or which == "last":
            return days[0] <= self.day
        if which == "next":
            return days[0] > self.day
        return days[1] >= self.day

    def _season(self, season: str, which: str, year: str | None) -> _Range | tuple[()] | None:
        given = self._given(year)
        if given is None and self.day is None:
            return None
        for year_ in (given,) if given else self._years():
            first = date(year_, _SEASONS[season], 1)
            days = first, _later(first, 3) - timedelta(1)
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

    def _next_part(self, m: re.Match[str], today: date) -> _Range | tuple[()]:
        nth, piece = _quarter(m["part_q"]) if m["part_q"] else (m["part_n"].lower(), m["part_p"].lower())
        for year in self._years():
            days = _nth_part(_year(year), nth, piece)
            if days is not None and self._fits(days, ""):
                return days
        return ()

    def _feast(self, words: str, today: date) -> _Range | tuple[()]:
        for year in self._years():
            if "christmas" in words:
                first = last = date(year, 12, 24 if "eve" in words else 25)
            elif "easter" in words:
                first = last = _easter(year) + timedelta("monday" in words)
            elif "eve" in words:
                first = last = date(year, 12, 31)
            else:
                first, last = date(year, 1, 1), date(year, 1, 1 if "day" in words else 31)
            # The new year is the next one, even on its first days.
            if self._fits((first, last), "next" if words == "the new year" and not self.past else ""):
                return first, last
        return ()

    def _nth_day(self, number: int, today: date) -> _Range | tuple[()]:
        if not 1 <= number <= 31:
            return ()
        month = today.replace(day=1)
        for n in range(12):
            first = _later(month, -n if self.past else n)
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


# Days.


def _year(year: int) -> _Range:
    return date(year, 1, 1), date(year, 12, 31)


def _later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _after(today: date, number: int | None, unit: str) -> date:
    """The day so many units later; without a number, as many as the plural alone is taken for."""
    unit = _singular(unit)
    count = _VAGUELY[unit] if number is None else number
    if unit == "hour":
        return today + timedelta(max(1, round(count / 24)))
    if unit in ("day", "week", "fortnight"):
        return today + timedelta(count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return _later(today, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def _singular(unit: str) -> str:
    return "century" if unit.startswith("centur") else unit


def _ahead(today: date, number: int, unit: str) -> _Range:
    """The calendar unit that lies so many units ahead (or, negative, back)."""
    if unit == "hour":
        number, unit = round(number / 24), "day"
    if unit == "day":
        return today + timedelta(number), today + timedelta(number)
    return _unit(today, _singular(unit), number)


def _unit(today: date, unit: str, by: int) -> _Range:
    """The calendar week, month … that today is in, or another one before or after it."""
    if unit == "fortnight":
        unit, by = "week", 2 * by
    if unit == "week":
        monday = today + timedelta(7 * by - today.weekday())
        return monday, monday + timedelta(6)
    if unit in ("month", "quarter"):
        months = 1 if unit == "month" else 3
        first = _later(date(today.year, (today.month - 1) // months * months + 1, 1), months * by)
        return first, _later(first, months) - timedelta(1)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    year = today.year // years * years + years * by
    return date(year, 1, 1), date(year + years - 1, 12, 31)


def _quarter(words: str) -> tuple[str, str]:
    """*Q3*, *H1*."""
    return ("first", "second", "third", "fourth")[int(words[1]) - 1], "quarter" if words[0] in "qQ" else "half"


def _nth_part(days: _Range, nth: str, piece: str) -> _Range | None:
    """The first half, the third quarter … of some days: whole months of a year, whole days of less."""
    parts = 2 if piece == "half" else 4
    number = parts if nth == "last" else _ORDINALS[nth]
    if number > parts:
        return None
    months = (days[1].year - days[0].year) * 12 + days[1].month - days[0].month + 1
    if months % parts == 0:
        first = _later(days[0], months // parts * (number - 1))
        return first, _later(first, months // parts) - timedelta(1)
    length = (days[1] - days[0]).days + 1
    at = [round(length * n / parts) for n in (number - 1, number)]
    return days[0] + timedelta(at[0]), days[0] + timedelta(at[1] - 1)


def _piece(days: _Range, which: str, kind: str) -> _Range:
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
        first = _later(days[0], step * number)
        return first, _later(first, step) - timedelta(1)
    if length > 3600:  # a decade: 2030 to 2033, 2034 to 2036, 2037 to 2039
        years = (days[1].year - days[0].year + 1) / 10
        a, b = ((0, 3), (4, 6), (7, 9))[number]
        return date(days[0].year + round(a * years), 1, 1), date(days[0].year + round((b + 1) * years) - 1, 12, 31)
    third = 10 if 27 < length < 32 else max(1, length // 3)
    begin = days[0] + timedelta(third * number)
    return begin, days[1] if number == 2 else min(days[1], begin + timedelta(third - 1))


def _edge(days: _Range, length: int, side: int) -> date:
    """Where the start of some days ends, or their end begins: ten days of a month, a month of a year."""
    if length > 20_000:
        reach = 3652
    elif length > 1000:
        reach = 365
    elif length > 80:
        first = days[0] if side > 0 else days[1].replace(day=1)
        return _later(first, 1) - timedelta(1) if side > 0 else first
    else:
        reach = 10 if length > 27 else 1 if side > 0 else min(3, length)
    return days[0] + timedelta(reach - 1) if side > 0 else days[1] - timedelta(reach - 1)


def _easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian computus, Nature 13, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
