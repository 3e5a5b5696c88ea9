"""Whether one of two statements about one thing says the contrary of the other.

A denial weighs more than most of what sayso tells, so that it goes by what both statements say and nothing else: a word
that the one turns round and the other does not, or two ordinary words that are contrary to one another, among words
that they share. What stands in one of them alone turns nothing, however often it says *not*.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sayso.match.wordings import NOT_TURNING, TURNING, contrary_words
from sayso.text.wording import key, wordset

__all__ = ["opposes"]

_WORD = re.compile(r"\w[\w’'-]*")
_CLAUSE = re.compile(
    r"[.!?…]+[”\"’']*\s|[,;:–—]\s|\s--\s|\s(?:and|but|because|although|though|while|whereas|or|who|which)\s",
    re.IGNORECASE,
)
# To call something false: "denies closing it", "rejects reports that it closed"; "it closed" is then what is false …
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|debunk(?:s|ed|ing)?|disprov(?:e|es|ed|en|ing)"
    r"|(?:reject|dismiss|disput|scotch|quash)(?:es|s|ed|e|ing)?\s(?:\w+\s){0,2}"
    r"(?:claim|report|allegation|suggestion|accusation|assertion|idea|notion|rumou?r|stor(?:y|ies)|charge)s?"
    r"|(?:ha[sd]|have)\syet\sto)\b",
    re.IGNORECASE,
)
# … or "that it closed is false", where it stands behind.
_FALSE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|as)|['’]s)\s(?:\w+ly\s|an?\s|all\s)?"
    r"(?:false|untrue|hoax(?:es)?|fakes?|bogus|baseless|unfounded|myths?|fabricat(?:ed|ions?)|made[ -]up|fiction)\b",
    re.IGNORECASE,
)
# Who says this turns round what comes behind the aside: "no one, including the president, is …"
_NOBODY = re.compile(r"\b(?:no one|nobody|none)\W*$", re.IGNORECASE)
_ASIDE = re.compile(r"\W*(?:including|even|especially|least of all|not)\b", re.IGNORECASE)
# In a headline it need not be said of what.
_HOAX = re.compile(
    r"\b(?:hoax(?:es|ed|er)?|untrue|debunk(?:s|ed|ing)?|not true|nope|retract(?:s|ed)|satir(?:e|ical)|exaggerated|faked"
    r"|(?:fake|false|bogus)(?!\s\w)|(?:fake|bogus)\s(?:news|report|stor|claim|rumou?r|tale|photo|picture|video)\w*)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:if|unless|until|whether)\b", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:should|must|ought)(?:n['’]t)?\b", re.IGNORECASE)
# "no decision to close", "does not intend to close": what is turned round is the closing.
_LIGHT = wordset("""
decision decided plan plans planned planning intend intends intended intention evidence sign indication proof reason
truth want wants wanted wish agree agreed going expect expects expected think thinks believe believes chance question
""")
_TO = re.compile(r"\s(?:to|that)\s")
_SCOPE = 5  # content words that a negation reaches
_NEAR = 4  # content words to either side of a word, one of which must be shared …
_CLOSE = 2  # … and to either side of two that are contrary to one another
_SHORT = 2  # content words; so short a statement has no others to share
_SAME = 4  # content words; a statement of so many whose words stand in the other one is the same
_HEADLINE = 16  # content words
_MOST = 40  # turned words, and places of one word, that are looked at


@dataclass(frozen=True, slots=True)
class _Said:
    """The content words of a statement, in their order.

    `turned` tells of each whether it is turned round, None where that is open; `heads` are the numbers of those that
    stand first behind what turns them; `modal` those of words that are said to be right, not to be so. `plain` are all
    words, small, one blank between two and at either end. `hoax` is whether it is called one.
    """

    stems: tuple[str, ...]
    turned: tuple[bool | None, ...]
    heads: tuple[int, ...]
    modal: frozenset[int]
    places: dict[str, tuple[int, ...]]
    plain: str
    hoax: bool

    def near(self, at: int, most: int) -> dict[str, int]:
        """The words that stand up to so many places before or behind, and how far behind each stands."""
        around = (*range(-most, 0), *range(1, most + 1))
        return {self.stems[at + far]: far for far in around if 0 <= at + far < len(self.stems)}


def opposes(a: str, b: str) -> bool:
    """Whether one of two texts about one thing says the contrary of the other."""
    one, two = _said(a), _said(b)
    if _within(one, two) or _within(two, one):
        return False
    return _turns(one, two) or _turns(two, one) or _antonyms(one, two) or _brief(one, two)


def _brief(one: _Said, two: _Said) -> bool:
    """Whether one of two short texts that share most of their words, such as headlines, calls it a hoax."""
    least = min(len(one.stems), len(two.stems))
    if one.hoax == two.hoax or max(len(one.stems), len(two.stems)) > _HEADLINE:
        return False
    return 2 * len(one.places.keys() & two.places.keys()) >= least > 0


def _within(one: _Said, two: _Said) -> bool:
    return len(one.stems) >= _SAME and one.plain in two.plain


def _turns(one: _Said, two: _Said) -> bool:
    """Whether `one` turns a word round that `two` has among the same words and leaves as it is.

    Where the word stands more than once, those places answer to one another that have most of their neighbours alike.
    """
    for head in one.heads[:_MOST]:
        stem = one.stems[head]
        at = _answering(one, head, two)
        if at is None or two.turned[at] is not False or (head in one.modal) != (at in two.modal):
            continue
        if (_answering(two, at, one) == head or len(one.places[stem]) == 1) and _together(one, head, two, at, _NEAR):
            return True
    return False


def _answering(one: _Said, at: int, two: _Said) -> int | None:
    """Where `two` has the word that stands at `at` in `one`, None if nowhere."""
    there = two.places.get(one.stems[at], ())[:_MOST]
    around = one.near(at, _NEAR)

    def alike(place: int) -> float:
        near = two.near(place, _NEAR)
        return sum(1 / (1 + abs(around[stem] - near[stem])) for stem in around.keys() & near.keys())

    return max(there, key=alike, default=None)


def _antonyms(one: _Said, two: _Said) -> bool:
    """Whether two words are contrary to one another, each among the same words."""
    ours, theirs = _sides(one), _sides(two)
    for (line, side), here in ours.items():
        there = theirs.get((line, 1 - side), ())
        if not there or (line, 1 - side) in ours or (line, side) in theirs:
            continue
        for i in here[:_MOST]:
            for j in there[:_MOST]:
                same = one.turned[i] is not None and one.turned[i] == two.turned[j]
                if same and (i in one.modal) == (j in two.modal) and _together(one, i, two, j, _CLOSE):
                    return True
    return False


def _together(one: _Said, i: int, two: _Said, j: int, most: int) -> bool:
    """Whether two words share another one of those that stand up to so many places from them."""
    if min(len(one.stems), len(two.stems)) <= _SHORT:
        return True
    return bool((one.near(i, most).keys() & two.near(j, most).keys()) - {one.stems[i], two.stems[j]})


def _sides(said: _Said) -> dict[tuple[int, int], tuple[int, ...]]:
    table = contrary_words()
    out: dict[tuple[int, int], tuple[int, ...]] = {}
    for stem, at in said.places.items():
        for side in table.get(stem, ()):
            out[side] = (*out.get(side, ()), *at)
    return out


@lru_cache(maxsize=20_000)
def _said(text: str) -> _Said:
    words = list(_WORD.finditer(text))
    capitals = sum(m.group()[0].isupper() for m in words)
    title = 2 * capitals > len(words)  # where every word has a capital, none is known for a name by it
    plain: list[str] = []
    stems: list[str] = []
    starts: list[int] = []
    light: list[bool] = []  # names, adverbs and the like: what is turned round is the word behind them
    end = 0
    for found in words:
        word = found.group()
        begins = not end or any(c in ".!?:\n…" for c in text[end : found.start()])
        end = found.end()
        plain.append(word.lower().replace("’", "'"))
        stem = None if plain[-1].endswith("n't") else key(word)
        if stem is not None:
            stems.append(stem)
            starts.append(found.start())
            name = word[0].isupper() and not (begins or title)
            led = plain[-1] in _LIGHT and _TO.match(text, end) is not None
            light.append(name or led or (word.endswith("ly") and len(word) > len("only")))
    clauses = list(_clauses(text))
    turned, heads = _turned(text, clauses, starts, light)
    modal = {
        at
        for start, stop in clauses
        if (m := _MODAL.search(text, start, stop)) is not None
        for at in range(bisect_left(starts, m.end()), bisect_left(starts, stop))
    }
    places: dict[str, list[int]] = defaultdict(list)
    for at, stem in enumerate(stems):
        places[stem].append(at)
    return _Said(
        stems=tuple(stems),
        turned=tuple(turned),
        heads=tuple(at for at in heads if turned[at]),
        modal=frozenset(modal),
        places={stem: tuple(at) for stem, at in places.items()},
        plain=f" {' '.join(plain)} ",
        hoax=_HOAX.search(text) is not None,
    )


def _turned(
    text: str, clauses: list[tuple[int, int]], starts: list[int], light: list[bool]
) -> tuple[list[bool | None], list[int]]:
    """Which of the words that begin at `starts` are turned round, and which stand first behind what turns them."""
    turned: list[bool | None] = [False] * len(starts)
    heads: list[int] = []
    nobody = False
    for start, stop in clauses:
        if nobody and _ASIDE.match(text, start, stop):
            continue
        first, last = bisect_left(starts, start), bisect_left(starts, stop)
        found = [start] if nobody else []
        nobody = _NOBODY.search(text, start, stop) is not None
        if not nobody:
            found += _turning(text, start, stop)
        if found:
            behind = bisect_left(starts, found[0])
            called = behind >= last  # what is called false stands before the word, and "it is false" has it further off
            reach = range(first, last) if called else range(behind, min(behind + _SCOPE, last))
            reach = reach or range(max(0, first - 2 * _SCOPE), first)
            # Two in a clause undo one another, or have nothing to do with one another.
            state = True if len(found) % 2 else None
            for at in reach:
                turned[at] = state
            if state:
                heavy = [at for at in reach if not light[at]]
                heads += heavy if called else heavy[:1]
        if (opened := _OPEN.search(text, start, stop)) is not None:
            for at in range(bisect_left(starts, opened.end()), last):
                turned[at] = None
    return turned, heads


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for m in _CLAUSE.finditer(text):
        yield start, m.start()
        start = m.end()
    yield start, len(text)


def _turning(text: str, start: int, stop: int) -> list[int]:
    """Where the words end that turn a clause round; "neither … nor" is one of them."""
    clause = text[start:stop]
    clause = NOT_TURNING.sub(lambda m: " " * len(m.group()), clause)
    found = {m.end() for m in TURNING.finditer(clause) if m.group().lower() != "nor"}
    found |= {m.end() for m in _DENYING.finditer(clause)}
    false = [m.end() for m in _FALSE.finditer(clause)]
    if not found and not false and re.match(r"\W*nor\b", clause, re.IGNORECASE):
        found = {len(clause) - len(clause.lstrip())}
    # What is false stands before the word.
    return [start + at for at in sorted(found)] + [stop] * len(false)
