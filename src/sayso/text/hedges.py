"""Words of doubt in a stretch of text, and the probability that readers give to such words.

The figures come from two surveys (`probability_words.json`, which names them and says how it was made); the table
below says which surveyed phrase a hedge is read as. `may`, `might`, `could`, `perhaps` and `maybe` say that something
is possible and are read so; hedges that no survey asked about (*seems*, *apparently*) carry no figure. "not" before a
hedge gives the figure that was surveyed for the two together where there is one (*not likely*), and the complement
otherwise, its quartiles exchanged (*not unlikely*). Numbers are what they say: *a 70 per cent chance*, *one in four*.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sayso.model import Probability, SpanSet

__all__ = ["Hedged", "hedges", "is_adverb", "is_modal", "surveyed", "turned"]

_TABLE = Path(__file__).with_name("probability_words.json")

# The words of a hedge, and what they come to where a survey asked about them.
Hedged = tuple[SpanSet, Probability | None]

_DEGREE = r"(?:(?:very|highly|extremely|quite|somewhat|rather|most|increasingly|all that) )?"
_ISNT = r"(?:(?:is|are|was|were|am|['’]s|['’]re|['’]m) (?:not|never)|(?:is|are|was|were)n['’]t)"


class _Hedge(NamedTuple):
    """Words of doubt, and the surveyed phrase that they are read as, plain and after a "not".

    An empty phrase has no figure; where `turned` is None, the complement stands for the hedge with its "not".
    """

    pattern: str
    phrase: str
    turned: str | None = None


# The first that fits at a place is taken.
_HEDGES = (
    _Hedge(r"(?:almost|virtually|nearly) certain(?:ly)?", "almost certain"),
    _Hedge(rf"{_DEGREE}unlikely", "unlikely"),
    _Hedge(rf"{_DEGREE}likely(?: to)? not", "not likely"),
    _Hedge(rf"(?<!\bmore )(?<!\bless )(?<!\bas ){_DEGREE}likely", "likely", "not likely"),
    _Hedge(r"probably (?:not|never|(?:wo|is|does|ca|did|was|are)n['’]t)", "probably not"),
    _Hedge(r"probably|in all likelihood|presumably", "probably", "probably not"),
    _Hedge(r"improbabl[ey]", "improbable"),
    _Hedge(r"probable", "probable", "improbable"),
    _Hedge(r"doubtful|dubious", "doubtful"),
    _Hedge(r"(?:I|we) (?:(?:really|seriously|highly|very much) )?doubt", "we doubt"),
    _Hedge(r"(?:I|we) (?:don['’]t|do not) (?:think|believe(?! in\b)|expect)", "we doubt"),
    _Hedge(rf"{_ISNT}(?: really| entirely| exactly| so| at all| yet)? (?:sure|certain|clear)", "uncertain"),
    _Hedge(r"uncertain|unclear|unsure|unknown|up in the air|who knows|no way of knowing", "uncertain"),
    _Hedge(r"(?:I|we|they) (?:(?:don|didn)['’]t|do not|did not) (?:(?:really|even|yet) )?know", "uncertain"),
    _Hedge(r"better than even(?: chance| odds)?", "better than even"),
    _Hedge(r"(?:(?:about|roughly) )?(?:an )?even (?:chance|odds)|fifty-fifty|50-50", "about even"),
    _Hedge(r"(?:almost|next to|virtually) no chance", "almost no chance"),
    _Hedge(r"(?:little|small|slim|slight|poor|remote|low) (?:chance|likelihood|possibility)", "little chance"),
    _Hedge(r"chances are (?:slight|slim)", "chances are slight"),
    _Hedge(r"(?:good|strong|high|great) (?:chance|likelihood|possibility)", "very good chance"),
    _Hedge(r"(?:a|the|some) (?:chance|possibility)(?= that\b)", "possible"),
    _Hedge(r"possibl[ey]|conceivabl[ey]|perhaps|maybe", "possible"),
    _Hedge(r"may|might|could(?! not\b)", "possible"),
    _Hedge(
        r"(?:I|we) (?:(?:still|also|do|now) )?(?:believe(?! in\b)|think|suspect|guess|suppose|reckon)"
        r"|I['’]d (?:say|guess)",
        "we believe",
    ),
    _Hedge(r"in (?:my|our) (?:opinion|view|estimation|judge?ment)", "we believe"),
    _Hedge(
        r"(?:my|our) (?:own )?(?:opinion|view|guess|hunch|belief|bet)(?= (?:\w+,? ){0,2}(?:is|remains)\b)", "we believe"
    ),
    _Hedge(r"seem(?:s|ed|ingly)?|appear(?:s|ed)? (?:to|that)|apparently|(?:it )?looks like", ""),
)
_ANY = re.compile(
    r"(?<![\w-])(?<!\w[’'])(?:" + "|".join(f"(?P<h{i}>{h.pattern})" for i, h in enumerate(_HEDGES)) + r")(?![\w-])",
    re.IGNORECASE,
)
_CHANCE = r"(?:chance|probability|likelihood)"
_ABOUT = r"(?:about |around |roughly |only |just |at least |at most |nearly |almost |over |some )?"
_COUNTED = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "a hundred": 100,
    "a thousand": 1000,
    "a million": 1_000_000,
}
_NUMBER = rf"\d{{1,9}}|{'|'.join(_COUNTED)}"
_FIGURE = r"\d{1,3}(?:\.\d+)?"


def _share(name: str) -> str:
    """A share in per cent, *70%* or *60 to 70 per cent*."""
    return (
        rf"(?P<{name}a>{_FIGURE})(?:(?: ?%| per ?cent)? ?(?:to|or|-|–) ?(?P<{name}b>{_FIGURE}))?(?: ?%|[ -]per ?cent)"
    )


def _of(name: str) -> str:
    """A share in counts, *one in four*."""
    return rf"(?P<{name}n>{_NUMBER})[ -](?:in|out of)[ -](?P<{name}m>{_NUMBER})"


# "a 70 per cent chance", "a one in four chance"; "puts the chances of a default at 40 per cent".
_NUMBERED = re.compile(
    rf"{_share('p')}(?:age)? (?:{_CHANCE}|likely)\b|{_of('q')} {_CHANCE}\b"
    rf"|\b(?:{_CHANCE}s?|odds) (?:(?:of|that|for) (?:[^\s.,;]+ ){{1,8}}?)?(?:is|are|was|were|at|of|to be|as) "
    rf"{_ABOUT}(?:{_share('r')}|{_of('s')}\b)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:not|never|hardly|no longer)|\b\w+n['’]t)(?: (?:at all|very|all that|so|even|really|terribly))?\s+$"
)
_ADVERB = re.compile(r"(?:(?:bly|ently|ingly)|perhaps|maybe)$", re.IGNORECASE)
_ITEM = re.compile(r"(?:\b(?:and|or|a|an|the)\s|[,—–-]\s*)$")
# What stands before or behind a *likely* that is said of the content: the *likely voters* are some of the voters.
_SAID_OF = re.compile(
    r"(?:\b(?:is|are|was|were|am|be|been|not|will|would|has|have|had|it|most|very|highly|quite|seems?|looks?|as)|['’]\w+)\s+$"
)
_SAYS_ON = re.compile(r"\s+(?:to|that|not|be|have|because)\b|[\s\W]*$")
_MODAL = frozenset(["may", "might", "could"])
# A month, and what people might do in general, are no hedges; nor is a modal verb in a relative clause.
_NO_MODAL_BEFORE = re.compile(r"\b(?:one|you|as best \w+)\s+$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\w[\w’'-]*,? (?:that|who|which) (?:(?:also|\w+ly) )?(?:(?:is|are|was|were|have|has) )?$", re.IGNORECASE
)
# Words that open another clause than the main one; a comma behind them closes it again.
_CLAUSE = re.compile(
    r"\b(?:if|when|whenever|who|whom|whose|which|where|whether|because|while|although|though|since|until|unless|what|how|so"
    r"|why|than|before|after|as)\b",
    re.IGNORECASE,
)


@cache
def surveyed() -> dict[str, Probability]:
    """The figures of the survey, by phrase."""
    table = json.loads(_TABLE.read_text(encoding="utf8"))["phrases"]
    return {phrase: Probability(row["median"], row["low"], row["high"]) for phrase, row in table.items()}


def is_modal(text: str, found: Hedged) -> bool:
    """Whether a hedge is no more than *may*, *might* or *could*."""
    return found[0].text(text).lower() in _MODAL


def is_adverb(text: str, found: Hedged) -> bool:
    """Whether a hedge is an adverb: *apparently*, *maybe*."""
    return _ADVERB.search(found[0].text(text)) is not None


def turned(probability: Probability) -> Probability:
    """That of the contrary: the complements, the quartiles exchanged."""
    return Probability(*(round(1 - figure, 3) for figure in (probability.median, probability.high, probability.low)))


def hedges(text: str, start: int, end: int) -> Iterator[Hedged]:
    """The hedges of the main clause that begins at `start`; what stands in another clause is left out."""
    numbered: set[int] = set()  # where numbers end: *80% likely* is one hedge, not two
    for m in _NUMBERED.finditer(text, start, end):
        numbered.add(m.end())
        if (probability := _numbered(m)) is not None:
            yield SpanSet.of([(m.start(), m.end())]), probability
    for m in _ANY.finditer(text, start, end):
        if m.end() in numbered:
            continue
        before = text[max(start, m.start() - 40) : m.start()]
        if m.group().lower() in _MODAL and (_NO_MODAL_BEFORE.search(before) or _is_month(m, before)):
            continue
        if _RELATIVE.search(before) or _is_attribute(m, before, end):
            continue
        if _ITEM.search(before) and _ADVERB.search(m.group()):
            continue  # "the roof, perhaps the walls": on one thing of several
        if _in_another_clause(text, start, m.start()):
            continue
        hedge = _HEDGES[int((m.lastgroup or "h0")[1:])]
        negated = _NOT_BEFORE.search(before)
        at = m.start() - len(before) + negated.start() if negated else m.start()
        yield SpanSet.of([(at, m.end())]), _figure(hedge, m.group().lower(), negated is not None)


def _is_month(m: re.Match[str], before: str) -> bool:
    """Whether *May* is no verb: it is none with its capital, but between other capitals, in a headline."""
    word = before.split()[-1:] or [""]
    return m.group() == "May" and not (word[0][:1].isupper() and m.string[m.end() + 1 : m.end() + 2].isupper())


def _is_attribute(m: re.Match[str], before: str, end: int) -> bool:
    """Whether a *likely* stands with a noun."""
    likely = m.group().lower() == "likely"
    return likely and not _SAID_OF.search(before) and not _SAYS_ON.match(m.string[m.end() : min(end, m.end() + 9)])


def _in_another_clause(text: str, start: int, at: int) -> bool:
    openings = [m for m in _CLAUSE.finditer(text, start, at) if m.start() > start]
    return bool(openings) and "," not in text[openings[-1].end() : at]


def _figure(hedge: _Hedge, words: str, negated: bool) -> Probability | None:
    """What a hedge comes to, with its adverb of degree where the survey asked about the two together."""
    table = surveyed()
    if not hedge.phrase:
        return None
    if negated and hedge.turned is not None:
        return table[hedge.turned]
    plain = table.get(_STRONGER.sub("very ", words), table[hedge.phrase])
    if not negated:
        return plain
    return turned(plain)


_STRONGER = re.compile(r"^(?:extremely|most) ")


def _numbered(m: re.Match[str]) -> Probability | None:
    """What a number says; of *60 to 70 per cent* the middle. None where it is no probability."""
    found = {key[1]: value for key, value in m.groupdict().items() if value}
    if "a" in found:
        low = float(found["a"]) / 100
        high = float(found.get("b", found["a"])) / 100
    else:
        n, of = (_COUNTED.get(found[k].lower()) or int(found[k]) for k in "nm")
        low = high = n / of if of else 2.0
    if not 0 <= low <= high <= 1:
        return None
    return Probability(round((low + high) / 2, 6), round(low, 6), round(high, 6))
