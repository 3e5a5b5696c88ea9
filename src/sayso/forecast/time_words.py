"""The grammar of time expressions: which words tell a time, and which say how it bounds what is foreseen."""

from __future__ import annotations

import re

__all__ = [
    "BASE",
    "DAYS",
    "JOINT",
    "LOOKS_BACK",
    "MONTHS",
    "NEEDS_BOUND",
    "NUMBERS",
    "PART",
    "PREFIX",
    "QUANTITY",
    "SEASONS",
    "WORD",
]

MONTHS = {
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
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
NUMBERS = {
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
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar"
    r"|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_YEAR = r"(?:(?:19|20|21)\d\d)(?![\d%]|[.,]\d)"
_UNIT = r"(?:hour|day|week|fortnight|month|quarter|year|decade|centur(?:y(?=\b)|ie))"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
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
        r"|for|within|around|about|of|come|this coming",
    ),
)
PREFIX = re.compile(
    r"(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS) + r")(?=[\s-])[\s-]+", re.IGNORECASE
)
PART = re.compile(
    rf"(?:(?:the )?(?P<nth>{_NTH}) (?P<piece>half|quarter|week) of"
    r"|(?:the )?(?P<edge>start|beginning|middle|end|close|turn) of|(?:the )?(?P<third>early|mid|middle"
    r"|late|later)(?: in| of)?)[\s-]+",
    re.IGNORECASE,
)
BASE = re.compile(
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
    rf"|(?P<tocome>(?:the )?(?P<tocome_u>{_UNIT})s (?:ahead|to come))"
    rf"|(?P<ago>(?:(?P<ago_n>{_COUNT})|{_FEW}) (?P<ago_u>{_UNIT})s? ago)"
    rf"|(?P<hence>(?:(?P<hence_n>{_COUNT})|{_FEW}) (?P<hence_u>{_UNIT})s? (?:from (?:now|today)|hence))"
    rf"|(?P<or_so>(?:a|one|the next) (?P<or_so_u>{_UNIT}) or (?P<or_so_m>two|so))"
    rf"|(?P<count>(?P<count_w>less than |under |no more than |at most |as little as "
    rf"|up to )?(?:(?P<count_n>{_COUNT})(?:(?: to | or |[-–])(?P<count_m>{_COUNT}))?"
    rf"|{_FEW}) (?P<count_u>{_UNIT})(?P<count_t>s?['’]s? time|s)?)"
    rf"|(?P<bare>(?:a matter of )?(?P<bare_u>{_UNIT})s)"
    rf"|(?P<weekend>(?:(?P<weekend_w>this|next|last|the coming|this coming|the) )?weekend)"
    rf"|(?P<unit>(?P<unit_w>this|next|last|the coming|the following|the next|the current|the past|the"
    rf"|current|later this|earlier this) (?P<unit_u>week|month|quarter|year|decade|century)"
    r"(?!['’]|-|s| [a-z]*end\b| is (?:out|over|up|through)))"
    r"|(?P<ends>(?:the )?(?P<ends_u>week|month|quarter|year|decade|century)(?:['’]s)?[ -]end\b"
    rf"|(?:the )?end[ -]of[ -](?:the )?(?P<ends_v>week|month|quarter|year|decade|century)\b"
    rf"|the (?P<ends_w>week|month|year|decade) is (?:out|over|up|through))"
    rf"|(?P<weekday>(?:(?P<weekday_w>this|next|last|this coming|the coming) )?(?P<weekday_d>{_DAY}))"
    r"|(?P<decade>(?:the )?(?P<decade_y>(?:19|20|21)\d)0s)"
    rf"|(?P<year>(?:the year )?(?P<year_y>{_YEAR})(?!-))"
    r"|(?P<mid>mid-?century)"
    r"|(?P<tomorrow>the day after tomorrow|tomorrow(?: (?:morning|afternoon|evening|night))?)"
    r"|(?P<today>today|tonight|overnight|this (?:morning|afternoon|evening)|later today)"
    r"|(?P<yesterday>yesterday|last night)"
    r"|(?P<feast>christmas(?: eve| day)?|(?:the )?new year(?:['’]s (?:eve|day))?|easter(?: sunday| monday)?"
    r"|thanksgiving(?: day)?|halloween|independence day|the fourth of july|labor day|memorial day|valentine['’]s day)"
    r"|(?P<nth_day>the (?P<nth_day_d>\d{1,2})(?:st|nd|rd|th))"
    r"|(?P<now>any (?P<now_u>day|week|month|moment|time|hour|minute) now)"
    r"|(?P<soon>(?<!as )(?<!too )(?<!so )(?<!how )soon(?! after| as)|shortly(?! after| before)"
    r"|before long|imminently|imminent|eventually|sooner or later|(?:the |a )?(?:very )?(?:near"
    r"|not too distant|not-too-distant|"
    r"foreseeable|long|medium|short) (?:future|term|run)|due course|one day|some ?day|at some (?:point|stage|time))"
    r")(?![\w])",
    re.IGNORECASE,
)
JOINT = re.compile(r"\s*(?:and|to|until|through|[-–])\s+(?:the )?", re.IGNORECASE)
WORD = re.compile(r"(?<![\w’'-])\w")
# These words are something else unless something stands before them that makes them a time.
NEEDS_BOUND = frozenset(("year", "nth_day", "bare", "count"))
# *The worst in ten years* looks back.
LOOKS_BACK = re.compile(
    r"\b(?:first|worst|best|most|least|only|once|ever|time|times|\w{3,}est)(?: \w+)?,? $", re.IGNORECASE
)
QUANTITY = re.compile(r" (?:people|homes|jobs|votes|troops|cases|percent|per cent|miles|euros|dollars|pounds)\b")
