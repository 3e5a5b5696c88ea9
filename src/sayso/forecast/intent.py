"""Forecast, plan, promise or threat: what somebody says of what lies in their own hands is no forecast."""

from __future__ import annotations

import re

from sayso.forecast.marked import ADVERBS, Marked
from sayso.forecast.phrases import behind, within
from sayso.model import Attribution, ForecastKind, Form

__all__ = ["FIRST", "PROMISING", "THIRD", "THREATENING", "is_own", "kind_of"]

FIRST = re.compile(rf"\b(?:I|[Ww]e)\s*{ADVERBS}$")
THIRD = re.compile(rf"(?:^|\bthat\s+|[\"“]\s*|\band\s+|\bbut\s+|\bor\s+)(?:he|she|they|it)\s*{ADVERBS}$", re.IGNORECASE)
# What somebody speaks for as their own.
_BODY = (
    r"(?:\w+ )?(?:government|administration|campaign|company|party|team|office|firm|agency|ministry|department|council"
    r"|union|forces|army|group|bank|club|newspaper|organi[sz]ation|committee|staff)"
)
_OUR = re.compile(rf"\b(?:our|my) {_BODY}\s*{ADVERBS}$", re.IGNORECASE)
_THEIR = re.compile(rf"(?:^|\bthat\s+|[\"“]\s*)(?:his|her|its|their) {_BODY}\s*{ADVERBS}$", re.IGNORECASE)
_EXPLETIVE = behind("take|be|rain|snow|cost|happen|become|mean|seem", "(?:not |never |probably |likely |also |only )*")
# What nobody has in their own hands.
_BEFALLS = behind(
    r"""
    win|lose|see|have|need|face|suffer|find|know|regret|fail|die|survive|succeed|become|happen|
    be(?! (?:there|part|at|back|\w+ing)\b)|look|miss|remember|get there|make it|feel|hear|learn|
    get (?:hurt|sick|old|better|worse)
    """,
    "(?:not |never |probably |likely |also |all |have to |eventually |be )*",
)
_SPOKEN_FOR = within(
    r"spokes\w+|aides?|attorneys?|lawyers?|campaigns?|advis[eo]rs?|managers?|organi[sz]ers?|schedulers?"
)
PROMISING = within(r"vow\w*|promis\w+|pledg\w+|sw(?:ear|ears|ore|orn)|guarantee\w*|commit\w*|assur\w+")
THREATENING = within(r"threat\w*")
# Words that tell what comes, whoever speaks.
_UNWILLED = frozenset(
    ("due", "poised", "numbers", "bet", "may", "expect", "final", "apposed", "set_to", "timed", "should", "chance")
)
_WARNING = within(r"warn\w*")


def kind_of(found: Marked, before: str, after: str, holder: Attribution | None, described: str) -> ForecastKind:
    """The kind of what the holder says; `before` and `after` are its words around those that put it into the future,
    `described` what the text calls the holder, offices among it."""
    if found.sort in ("plan", "promise", "threat"):
        return ForecastKind(found.sort)
    cue = holder.cue.text if holder is not None and holder.cue is not None else ""
    if found.sort == "may" and holder is not None and is_own(before, after, holder):
        return ForecastKind.PLAN
    if found.sort in _UNWILLED:
        return ForecastKind.FORECAST
    if holder is None:
        mine = FIRST.search(before) and not _BEFALLS.match(after)
        return ForecastKind.PROMISE if mine else ForecastKind.FORECAST
    own = is_own(before, after, holder)
    if THREATENING.search(cue) or (own and _WARNING.search(cue)):
        return ForecastKind.THREAT
    if re.search(r"\b(?:vow|promis|pledg|sw[eo]|commit)", cue, re.IGNORECASE) or (own and PROMISING.search(cue)):
        return ForecastKind.PROMISE
    if own:
        return ForecastKind.PROMISE if FIRST.search(before) else ForecastKind.PLAN
    if found.sort != "cue" and _SPOKEN_FOR.search(described):
        return ForecastKind.FORECAST if _BEFALLS.match(after) else ForecastKind.PLAN
    return ForecastKind.FORECAST


def is_own(before: str, after: str, holder: Attribution | None) -> bool:
    """Whether somebody speaks of what they will do themselves."""
    if holder is None or _BEFALLS.match(after):
        return False
    if FIRST.search(before) or _OUR.search(before):
        return True
    if holder.form is Form.DIRECT:
        return False
    if THIRD.search(before):
        return not (re.search(r"\bit\s*$", before, re.IGNORECASE) and _EXPLETIVE.match(after))
    return _THEIR.search(before) is not None
