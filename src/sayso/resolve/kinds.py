"""Of which kind the names of a text are, and how long: what the network takes them for, weighed over the whole text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sayso.model import NameKind, Span
from sayso.resolve.outlets import is_outlet
from sayso.resolve.places import state_of
from sayso.resolve.vocabulary import (
    OUTLET_WORDS,
    STOPS,
    TITLES,
)
from sayso.resolve.words import Text, Word
from sayso.text.wording import wordset

__all__ = ["GENERATIONS", "OPENERS", "ORGANISED", "SITE", "SUFFIXES", "WHERE", "Found", "Kinds", "bare"]

# The words from the first to the last, both included, and what they name.
Found = tuple[int, int, NameKind]
# What stands before a surname as titles do.
_CALLED = wordset("director commissioner candidate nominee spokesman spokeswoman prosecutor detective agent deputy")
GENERATIONS = wordset("jr sr ii iii iv")
SUFFIXES = GENERATIONS | wordset("esq phd md")
WHERE = wordset("in of from to at near across outside")
ORGANISED = wordset(
    "committee party department ministry agency university college institute association council court commission "
    "bureau union company inc corp ltd llc group bank foundation organisation organization federation congress "
    "senate house parliament administration campaign center centre church school army navy force forces board "
    "authority service services office police society league club alliance coalition front movement corps pac "
    "fund trust energy healthcare studios entertainment technologies solutions airways pharmaceuticals foods "
    "securities insurance partners capital holdings industries airlines motors systems international network"
)
# What begins sentences and is written small elsewhere, yet may stand only once in a text.
OPENERS = wordset(
    "given asked pressed unlike like presumptive former despite added although however instead meanwhile speaking "
    "calling saying citing noting vowing presidential republican democratic everything nothing something anything "
    "everyone nobody while when if since because according"
)
# A capital within a word, as in names of firms and sites, and in those of families behind Mac- and Fitz- alone.
_RUN_TOGETHER = re.compile(r"(?!Fitz)[A-Z][a-z]{3,}[A-Z][a-z]")
SITE = re.compile(r"(?:[\w-]+\.)+(?:com|org|net|co|news|info|io|tv|[a-z]{2})", re.IGNORECASE)
_POLLS = wordset("poll polls survey surveys pollsters")


def bare(words: Iterable[Word]) -> tuple[str, ...]:
    """A name's words without article, possessive and marks, in lower case."""
    out = [w.low.replace(".", "") for w in words if w.text[0].isalnum() or w.text[0] in "@#"]
    while out and out[0] in ("the", "a", "an"):
        out = out[1:]
    return tuple(out)


class Kinds:
    """Of which kind the names of a text are. `sources` are where somebody is said to say something."""

    def __init__(self, text: Text, sources: Sequence[Span]) -> None:
        self.text = text
        self._lower = frozenset(w.low for w in text.words if not w.cap)
        self._sourced = {i for span in sources for i in text.within(span)}
        # Whose polls are spoken of.
        self._polling = {a.low for a, b in pairwise(text.words) if a.cap and b.low in _POLLS}

    def _in_prose(self, first: int, last: int) -> bool:
        """Whether small letters stand around a name, so that capitals beside it mean something."""
        around = (*self.text.words[max(0, first - 6) : first], *self.text.words[last + 1 : last + 7])
        return sum(w.text.islower() and len(w.text) > 3 for w in around) > 1

    def _titled(self, first: int) -> bool:
        words = self.text.words
        i = first - 1
        if i >= 0 and words[i].text == ".":
            i -= 1
        return i >= 0 and words[i].low in TITLES

    def _settled(self, found: list[Found]) -> list[Found]:
        """The names with the kinds that the whole text gives them: one spelling, mostly one kind."""
        words = self.text.words
        votes: dict[tuple[str, ...], Counter[NameKind]] = defaultdict(Counter)
        articled: Counter[tuple[str, ...]] = Counter()
        lasts: set[str] = set()
        keys = [bare(words[a : b + 1]) for a, b, _ in found]
        for (a, b, kind), key in zip(found, keys, strict=True):
            votes[key][kind] += 1
            articled[key] += self._articled(a, b)
        for key, kinds in votes.items():
            if 2 * articled[key] > kinds.total():
                kinds[NameKind.ORGANISATION] += kinds.pop(NameKind.PERSON, 0)  # the Hill is nobody
        for (_, _, kind), key in zip(found, keys, strict=True):
            kind = votes[key].most_common(1)[0][0] if articled[key] else kind
            if kind is NameKind.PERSON and len(key) > 1:
                lasts.add([k for k in key if k not in SUFFIXES][-1] if set(key) - SUFFIXES else key[-1])
        out = []
        outlets = {
            key[:1]
            for key, kinds in votes.items()
            if len(key) > 1 and OUTLET_WORDS.issuperset(key[1:]) and not kinds[NameKind.PERSON]
        }
        firsts = {key[0] for key, kinds in votes.items() if len(key) > 1 and kinds[NameKind.PERSON]}
        sites = {words[a].low.partition(".")[0] for a, b, _ in found if a == b and SITE.fullmatch(words[a].text)}
        for (a, b, kind), key in zip(found, keys, strict=True):
            if not key:
                continue
            if kind is NameKind.PERSON and self._opened(a, b, key, lasts):
                a, key = a + 1, key[1:]
                votes[key][kind] += 1
            if len(key) > 1 and key[0] in lasts and self._runs_on(a, b):
                out.append((a, a, NameKind.PERSON))
                continue
            best = votes[key].most_common(1)[0][0]
            if best is NameKind.PERSON and votes[key][NameKind.PLACE] == votes[key][best]:
                best = NameKind.PLACE
            if len(key) == 1 and key[0] in lasts and best is not NameKind.PERSON and not is_outlet(key):
                placed = a > 0 and words[a - 1].low in WHERE
                best = best if placed and state_of(key[0]) else NameKind.PERSON
            if self._titled(a) and words[a].cap and len(key) <= 3 and not set(key) & ORGANISED:
                best = NameKind.PERSON
            elif best is NameKind.PERSON and key[0] not in lasts | firsts and not self._titled(a):
                alone = len(key) == 1 and (key[0] in self._polling or key[0] in sites or self._of_firm(a))
                best = NameKind.ORGANISATION if alone or is_outlet(key) or key in outlets else best
            out.append((a, b, best))
        return out

    def _of_firm(self, i: int) -> bool:
        """Whether what was read as somebody's name is written as a firm's or an office's: TidePost, the NRB."""
        text = self.text.words[i].text
        letters = text.isupper() and text.isalpha() and 2 < len(text) < 6 and self._in_prose(i, i)
        return letters or _RUN_TOGETHER.match(text) is not None

    def _as_elsewhere(self, found: list[Found]) -> list[Found]:
        """The names, those of others than people with what stands before them and is a part of them elsewhere."""
        words = self.text.words
        whole = {tuple(w.low for w in words[a : b + 1]) for a, b, kind in found if kind is not NameKind.PERSON}
        out: list[Found] = []
        for first, last, kind in found:
            cut = bool(out) and out[-1][1] == first - 1
            begin = out[-1][0] if cut else first - 1
            longer = tuple(w.low for w in words[begin : last + 1]) if begin >= 0 and words[begin].cap else ()
            if kind is not NameKind.PERSON and longer in whole:
                first = begin
                if cut:
                    out.pop()
            out.append((first, last, kind))
        return out

    def _with_surnames(self, found: list[Found]) -> list[Found]:
        """The names, and with them the surnames of those named in full that stand elsewhere and were missed."""
        words = self.text.words
        taken = {i for a, b, _ in found for i in range(a, b + 1)}
        full = (words[b] for a, b, kind in found if kind is NameKind.PERSON and b > a)
        surnames = {w.text for w in full if w.low not in self._lower}
        missed = (i for i, w in enumerate(words) if w.text in surnames and i not in taken and self._stands_alone(i))
        return [*found, *((i, i, NameKind.PERSON) for i in missed)]

    def _stands_alone(self, i: int) -> bool:
        """Whether no other name goes on before or behind a word."""
        words = self.text.words
        before, after = words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None
        led = before is not None and before.cap and before.low not in TITLES and not self._opens(i - 1)
        return not led and not (after is not None and after.cap) and self._in_prose(i, i)

    def _opened(self, a: int, b: int, key: tuple[str, ...], lasts: set[str]) -> bool:
        """Whether a person's name was read with the word before it, which has its capital for another reason."""
        words = self.text.words
        if a == b or len(key) != 2 or key[1] not in lasts:
            return False
        # Director Fennick is no other Fennick.
        return (self._opens(a) and words[a].low in OPENERS) or words[a].low in _CALLED

    def _opens(self, a: int) -> bool:
        """Whether a word begins a sentence."""
        return a == 0 or self.text.words[a - 1].text == "\n" or self.text.sentence[a - 1] != self.text.sentence[a]

    def _articled(self, a: int, b: int) -> bool:
        """Whether a name has an article and no noun behind it, as persons' names have not."""
        words = self.text.words
        if not a or words[a - 1].low != "the" or words[b].low.endswith("s"):
            return False
        after = words[b + 1] if b + 1 < len(words) else None
        if after is None or after.text in ",.;:?!)\n":
            return True
        return after.text.islower() and (after.low in STOPS or (after.low.endswith("ed") and len(after.low) > 4))

    def _runs_on(self, a: int, b: int) -> bool:
        """Whether a name in a headline is somebody's surname with the headline's capitals behind it."""
        words = self.text.words
        if not self.text.in_headline(a):
            return False
        return sum(words[i].low in self._lower or words[i].low in STOPS for i in range(a + 1, b + 1)) > 0.5 * (b - a)
