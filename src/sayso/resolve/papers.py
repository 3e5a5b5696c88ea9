"""Papers: which words behind a noun tell which paper it is, and which leave it open, as a day does."""

from __future__ import annotations

from collections.abc import Container

from sayso.resolve.cast import Cast
from sayso.resolve.phrases import YEAR, Phrase
from sayso.resolve.referring import is_verb
from sayso.resolve.vocabulary import CALENDAR, DETERMINERS, PRONOUNS, SHOWING, STOPS, Noun, noun
from sayso.resolve.words import OWNING, Text
from sayso.text.wording import wordset

__all__ = ["Papers"]

_RIGHT = 30  # how many words may tell which paper it is
_TODAY = wordset("yesterday today tonight tomorrow overnight earlier")
_NEW = ("a", "an")
_OF = wordset("of from by to")
_SPANS = wordset("day night morning afternoon evening week weekend month summer spring autumn fall winter year decade")
_WHICH = wordset("this last next that the past previous early late mid first same each every")
_AT = wordset("of in on at over during since from before after late early")
# What ends the words about a paper: a clause of their own.
_ENDS = wordset(
    "i he she we you they it who whom whose which but because while although though if when where is was based are "
    "were has had have will would can could may might said says say so itself themselves"
)
_GIVEN_OUT = wordset(
    "made put seen sent given taken written held shown drawn out online here elsewhere available open public"
)


class Papers:
    """Reads on behind the nouns of papers, within the `sources`."""

    def __init__(self, text: Text, cast: Cast, sources: Container[int]) -> None:
        self._text = text
        self._cast = cast
        self._sources = sources

    def behind(self, p: Phrase) -> list[int]:
        """The words behind the noun that tell which paper it is: by whom, of what, where it was given out, not when."""
        words, at = self._text.words, self._cast.at
        kept: list[int] = []
        i, end = p.head + 1, min(p.head + _RIGHT, len(words))
        introduced = p.det in _NEW and p.head not in self._sources
        while i < end and (i in self._sources or introduced):
            w = words[i]
            if introduced and self._leaves(i, bool(kept)):
                break
            when = self.when(i)
            if i in at and at[i].first == i and not (when and at[i].last == i):
                kept += range(i, at[i].last + 1)
                i = at[i].last + 1
                continue
            if when:
                while kept and words[kept[-1]].low in _AT:
                    kept.pop()
                i += when
                continue
            if kept and i - 1 in at and (last := self._list_end(i, end)) and (last in self._sources or introduced):
                kept += range(i, last + 1)
                i = last + 1
                continue
            if w.low in _ENDS or not (w.text[0].isalnum() or w.text[0] in "@#%$" or (kept and self._owns(i))):
                break
            others = (n for n in range(i + 1, min(i + 6, end)) if w.low in ("and", "or") and n not in at)
            if (w.low in ("and", "or") and not kept) or any(self.is_paper(n) and not words[n].cap for n in others):
                break
            kept.append(i)
            i += 1
        while kept and kept[-1] not in at and self._hangs(words[kept[-1]].low):
            kept.pop()
        return [] if all(words[i].low.endswith(("ing", "ly")) for i in kept) else kept

    def _list_end(self, i: int, end: int) -> int:
        """Where the last of several names before `end` stands in a row that goes on at word `i`, a comma; else 0."""
        words, at, begin = self._text.words, self._cast.at, i
        while i + 1 < end and words[i].text == "," and i + 1 in at:
            i = at[i + 1].last + 1
        i += i < end and words[i].text == ","
        row = i > begin + 1 and i + 1 < end and words[i].low == "and" and i + 1 in at
        return at[i + 1].last if row and at[i + 1].last < end else 0

    def _leaves(self, i: int, begun: bool) -> bool:
        """Whether a word ends what tells which paper it is, or tells none, where a text first speaks of it."""
        words, at = self._text.words, self._cast.at
        w, after = words[i], words[i + 1] if i + 1 < len(words) else words[i]
        if w.low in _OF:
            return w.low == "to" and not (i + 1 in at or after.low in DETERMINERS or noun(after.low) is not None)
        if not begun:
            told = after.low == "by" and (w.low.endswith("ed") or w.low in _GIVEN_OUT)
            return not told and not self.when(i)
        if i in at or w.low in OWNING:
            return False
        adjective = noun(after.low) is not None and not w.low.endswith(("s", "ing"))
        told = i - 1 not in at or adjective or noun(w.low) is not None
        ends = w.low in STOPS or w.low in SHOWING or w.low in PRONOUNS or w.low in ("and", "or")
        return not told or ends or is_verb(w)

    def _owns(self, i: int) -> bool:
        """Whether a mark makes an owner of the word before it, and is none of quotation."""
        words = self._text.words
        w, after = words[i], words[i + 1] if i + 1 < len(words) else None
        ends = w.text in "’'" and w.start == words[i - 1].end and (after is None or after.text not in "’'")
        return ends or w.low in OWNING

    def told(self, p: Phrase) -> frozenset[str]:
        """The same words as they would stand before the noun."""
        words, at = self._text.words, self._cast.at
        if p.noun is not Noun.DOCUMENT:
            return frozenset()
        kept = self.behind(p)
        names = frozenset(at[i].figure.name.casefold() for i in kept if i in at)
        return names | {w.low for w in (words[i] for i in kept if i not in at) if w.low not in STOPS | DETERMINERS}

    def counted(self, head: int) -> int | None:
        """The noun behind "of" of the papers that a noun counts: a pair of editorials, one such plea."""
        words = self._text.words
        last = None
        if head + 2 not in self._sources or words[head + 1].low not in ("of", "such"):
            return None
        for i in range(head + 2, min(head + 9, len(words))):
            w = words[i]
            if i not in self._sources or w.low in STOPS or not (w.text[0].isalnum() or w.text[0] in "’'"):
                break
            last = i if noun(w.low) is not None else last
        return last if last is not None and self.is_paper(last) else None

    def undated(self, first: int, head: int, told: bool) -> int:
        """Where a phrase begins without the day it begins with, if something else tells which it is; years tell it."""
        words = self._text.words
        named = first in self._cast.at and words[first].low not in CALENDAR
        when = 0 if named else self.when(first)
        if any(YEAR.fullmatch(w.text) for w in words[first : first + when]):
            return first
        after = first + when + (when > 0 and words[first + when].low in ("'s", "’s", "."))
        return after if after < head or (after == head and told) else first

    def is_paper(self, i: int) -> bool:
        """Whether the noun at word `i` is one for papers."""
        meaning = noun(self._text.words[i].low)
        return meaning is not None and meaning[0] is Noun.DOCUMENT

    def when(self, i: int) -> int:
        """How many words from `i` on tell a time: Friday, last week, this month, March 4, 2013."""
        words = self._text.words
        w, following = words[i], words[i + 1 : i + 4]
        if w.low in _TODAY:
            return 1
        if (w.cap and w.low in CALENDAR) or YEAR.fullmatch(w.text):
            n = 1
            while n <= len(following) and self._goes_on(following[n - 1].low):
                n += 1
            return n
        if w.low in _WHICH:
            n = next((n for n, f in enumerate(following) if f.low not in _WHICH), 0)
            return n + 2 if following[n : n + 1] and following[n].low in _SPANS else 0
        return 0

    def is_time(self, i: int) -> bool:
        """Whether a time begins at word `i`, a span of it as well: Friday, last week, years."""
        return self.when(i) > 0 or self._text.words[i].low.removesuffix("s") in _SPANS

    def _goes_on(self, low: str) -> bool:
        return low in CALENDAR or low in _SPANS or low.isdigit()

    def _hangs(self, low: str) -> bool:
        """Whether a word that is last tells nothing: of, the, released, online."""
        return low in STOPS or low in DETERMINERS or low.endswith(("ed", "ively")) or low in _GIVEN_OUT
