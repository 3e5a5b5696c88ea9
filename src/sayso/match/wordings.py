"""What a statement's words hold that two statements are compared by: words, names, numbers, dates, polarity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.inference.meaning import rarity
from sayso.text.wording import key

__all__ = [
    "NOT_TURNING",
    "TURNING",
    "Number",
    "Polarity",
    "Wording",
    "contrary_words",
    "is_negated",
    "polarity",
    "wording",
]

_WORD = re.compile(r"\d[\d.,]*\d|\w[\w’'-]*")
_POSSESSIVE = re.compile(r"[’']s?$")
TURNING = re.compile(
    r"\b(?:not|never|cannot|nor|neither|nobody|none|nothing|nowhere|no|without|hardly)\b|n['’]t\b"
    r"|\b(?:fail|refus|declin)(?:s|es|ed|ing)?\sto\b",
    re.IGNORECASE,
)
# Words with a negation in them that turn nothing round.
NOT_TURNING = re.compile(
    r"\bnot (?:only|just|merely|least|to mention)\b|\bno (?:doubt|matter|later than|less than|fewer than|more than)\b"
    r"|\bwhether or not\b|\bor not\b|\bwhy not\b|\bno\. ?\d|\bnone other\b|\bnothing (?:but|short of)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:–—]\s|\s(?:and|but|because|although|though|while|whereas|or|who|which)\s", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denials?|reject(?:s|ed|ing)?|refut(?:e|es|ed|ing)|rebut(?:s|ted)?|debunk(?:s|ed|ing)?"
    r"|dismiss(?:es|ed|ing)?|disput(?:e|es|ed|ing)|contradict(?:s|ed)?|disprov(?:e|es|ed|en)|retract(?:s|ed|ion)?"
    r"|false|untrue|hoax(?:es|er|ers|ed)?|fake[ds]?|fakery|bogus|baseless|unfounded|myth|fabricat(?:ed|ion)|incorrect"
    r"|inaccurate|wrong(?:ly)?|prank(?:s|ed|ster)?|satir(?:e|ical)|made[ -]up|staged|photoshopped|fiction(?:al)?"
    r"|duped?|fooled|lie[sd]?|doctored|fell for|quash(?:es|ed)|scotch(?:es|ed)|rubbish(?:es|ed)|misleading|mistaken"
    r"|exaggerated|overblown|parody|spoof|scam|tricked|urban legend|no truth|shoots? down|shot down|cold water)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:report(?:s|ed|edly|ing)?|claim(?:s|ed|ing)?|alleg(?:es?|ed|edly|ing|ations?)|rumou?r(?:s|ed)?|said to"
    r"|sources?|insiders?|unconfirmed|unverified|may|might|could|possibl[ey]|apparently|appears?|seems?|purported(?:ly)?"
    r"|supposed(?:ly)?|says?|according to|investigat\w*|unclear|doubts?|whether|believed|thought to|suspect(?:s|ed)?"
    r"|expected|likely|predicts?|forecasts?|estimates?|speculation|suggests?|hints?|warns?|fears?|feared|nears?"
    r"|in talks|considers?|considering|unproven|questionable|mystery|theor(?:y|ies)|mulls?|weighs?|poised|tipped)\b|\?",
    re.IGNORECASE,
)
_CALENDAR = """
january february april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
"""
_DATES = frozenset(_CALENDAR.split())
_COUNTED = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty
"""
_SMALL = {word: n for n, word in enumerate(_COUNTED.split()) if n >= 2} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mln": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<money>[$£€¥]\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|mln|bn|tn|[kmb])\b)?"
    r"\s?(?P<share>%|percent\b|per cent\b)?"
    r"|\b(?P<word>" + "|".join(_SMALL) + r")(?:[\s-](?P<after>hundred|thousand|million|billion|percent|per cent)\b)?\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*(?:\w+ly\s)?([A-Za-z][\w’'-]*)")

# Ordinary words that say the contrary of one another. A line holds two sides.
_CONTRARY = """
open reopen opening | close shut closure closed shutdown
rise rose risen increase grow grew climb soar higher gain | fall fell fallen drop decline decrease shrink lower lose
win won victory | lose lost defeat
accept agree approve endorse back support favour favor | reject refuse oppose block veto decline
allow permit legalise legalize lift | ban forbid prohibit bar outlaw
alive survive living rescued | dead die died killed death
guilty convict convicted conviction | innocent acquit acquitted cleared
begin start launch resume | end stop halt cancel suspend abandon finish
join enter | leave quit withdraw exit
keep retain stay remain | leave quit resign scrap drop
confirm true real genuine authentic | deny denied false fake hoax untrue bogus
release free freed | detain arrest jail hold imprison
arrive come | depart leave
hire | fire sack dismiss
build construct | demolish destroy
safe secure stable | dangerous unsafe unstable
possible | impossible
succeed success | fail failure failed
buy | sell
attack | defend
more | less fewer
before | after
with | without
strengthen | weaken
raise hike | cut lower
found | missing
"""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value, what kind it is (`money`, `share`, `year`, `count`), and the noun it counts."""

    value: float
    kind: str
    noun: str | None


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of one text.

    `words` are content words by their stems, with how rare each is, `counts` how often they stand there; `names` those
    of them that stand capitalised where no sentence begins (in a text of capitals, the unusual ones). `weight` is the
    sum of what its words weigh.
    """

    words: dict[str, float]
    counts: dict[str, int]
    names: frozenset[str]
    numbers: tuple[Number, ...]
    dates: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Polarity:
    """Which way a text is turned.

    `turned` counts the words that turn the proposition round, `denied` those that call something false, `told` those
    that only tell of it. `sides` are the lines of contrary words that the text has one side of: (line, side).
    """

    turned: int
    denied: int
    told: int
    sides: frozenset[tuple[int, int]]


@lru_cache(maxsize=20_000)
def wording(text: str) -> Wording:
    """What a statement's words hold; linear in the text."""
    words: dict[str, float] = {}
    counts: dict[str, int] = {}
    capital: dict[str, bool] = {}
    dates: set[str] = set()
    plain = capitals = 0
    for m in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", m.group())
        folded = word.lower()
        if folded in _DATES:
            dates.add(folded)
        stem = key(word)
        if stem is None or folded.isdigit():
            continue
        words[stem] = max(words.get(stem, 0.0), rarity(folded))
        counts[stem] = counts.get(stem, 0) + 1
        if word[0].isupper():
            capitals += 1
            at = m.start()
            while at and text[at - 1] in " \"“'‘([":
                at -= 1
            if at and text[at - 1] not in ".!?:\n…":
                capital[stem] = True
        elif word[0].isalpha():
            plain += 1
    names = frozenset(capital) if capitals <= 1.2 * plain else frozenset(s for s in capital if words[s] >= _UNUSUAL)
    return Wording(
        words,
        counts,
        names,
        tuple(_numbers(text)),
        frozenset(dates),
        sum(words.values()),
    )


@lru_cache(maxsize=20_000)
def polarity(text: str) -> Polarity:
    """Which way a statement's words are turned; linear in the text."""
    low = {_POSSESSIVE.sub("", word).lower() for word in _WORD.findall(text)}
    stems = {key(w) or w for w in low} | low
    return Polarity(_turned(text), len(_DENIED.findall(text)), len(_TOLD.findall(text)), _sides(stems))


_UNUSUAL = 0.8  # how rare a word is that is taken for a name in a text where every word has a capital


def _numbers(text: str) -> list[Number]:
    out = []
    for m in _NUMBER.finditer(text):
        after = _NEXT.match(text, m.end())
        noun = key(after.group(1)) if after is not None else None
        if m["word"]:
            scale = (m["after"] or "").lower()
            share = scale.startswith("per")
            value = _SMALL[m["word"].lower()] * _SCALES.get(scale, 1)
            out.append(Number(value, "share" if share else "count", None if share else noun))
            continue
        if m["ordinal"]:
            continue
        try:
            value = float(m["digits"].replace(",", "")) * _SCALES.get((m["scale"] or "").lower(), 1)
        except ValueError:
            continue
        if m["money"]:
            kind = "money"
        elif m["share"]:
            kind = "share"
        elif 1900 <= value < 2100 and value == int(value) and not m["scale"] and "," not in m["digits"]:
            kind = "year"
        else:
            kind = "count"
        out.append(Number(value, kind, noun if kind == "count" else None))
    return out


def _turned(text: str) -> int:
    """How often the first clause that has a negation in it is turned round: "no plan and no list" is one negation."""
    for clause in _CLAUSE.split(NOT_TURNING.sub(" ", text)):
        if found := len(TURNING.findall(clause)):
            return found
    return 0


@lru_cache(maxsize=1)
def contrary_words() -> dict[str, tuple[tuple[int, int], ...]]:
    """The lines of contrary words that a word, or its stem, stands in, and on which side: (line, side)."""
    out: dict[str, tuple[tuple[int, int], ...]] = {}
    for line, both in enumerate(_CONTRARY.strip().splitlines()):
        for side, words in enumerate(both.split("|")):
            for word in words.split():
                for form in {word, key(word) or word}:
                    out[form] = (*out.get(form, ()), (line, side))
    return out


def _sides(stems: set[str]) -> frozenset[tuple[int, int]]:
    table = contrary_words()
    found = {place for stem in stems if stem in table for place in table[stem]}
    return frozenset((line, side) for line, side in found if (line, 1 - side) not in found)


def is_negated(text: str) -> bool:
    """Whether a proposition is worded in the negative: an odd number of its words turn it round."""
    return polarity(text).turned % 2 == 1
