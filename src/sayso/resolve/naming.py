"""Where the names of a text stand: what the network found, made whole by rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from sayso.model import Name, NameKind, Span
from sayso.resolve.kinds import OPENERS, ORGANISED, SITE, SUFFIXES, Found, Kinds
from sayso.resolve.places import state_of
from sayso.resolve.vocabulary import (
    CALENDAR,
    DETERMINERS,
    NOUNS,
    NUMBERS,
    OUTLET_WORDS,
    PRONOUNS,
    STOPS,
    TITLES,
    Noun,
)
from sayso.resolve.words import OWNING, PARTICLE, Text, Word
from sayso.text.wording import wordset

__all__ = ["LINKS", "Naming", "is_given"]


LINKS = wordset("of the de del da di van von der den bin ibn al el la le for and & ’s 's")
# Titles that only people bear, and no office or body is called by.
_PERSONAL = wordset("mr mrs ms miss dr prof sen rep gov gen lt col capt sgt rev")
# Titles that hardly anybody has for a surname: a name that ends with one is an office.
_OFFICES = wordset(
    "minister ambassador secretary president vice-president chancellor governor senator representative "
    "congressman congresswoman chairman chairwoman councilman councilwoman premier sheriff commander officer "
    "attorney gen sen rep gov"
)

# Words that take a phrase on to a body's name, and the nouns that take one with "on".
_TAKEN_ON = wordset("of for on")
# Between a first name and a surname: A., “Ace”, in ’t.
_INITIAL = re.compile(r" (?:[^\W\d_a-z]\.? ?|[“\"‘'][^\W\d_]+[”\"’'] |(?:in|van) ['’‘](?:t )?)")
_NICK, _NAMED = (" “", ' "', " ‘", " '"), ("” ", '" ', "’ ", "' ")
_GIVEN = wordset("gen rep sen gov hon")  # short for titles, and names
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_LONGEST = 8  # words that a name is made longer by


class Naming(Kinds):
    """Finds the names of a text. `sources` are where somebody is said to say something."""

    def __init__(self, text: Text, sources: Sequence[Span]) -> None:
        super().__init__(text, sources)
        self._ends = {where[-1] for span in sources if (where := text.within(span))}

    def found(self, names: Sequence[Name]) -> list[Found]:
        """Every name: the network's, made whole, and surnames that it missed."""
        words = self.text.words
        out: list[Found] = []
        taken: set[int] = set()
        for name in self._joined(names):
            inside = [i for i in self.text.within(name.span) if words[i].text != "\n"]
            if inside and name.kind is not NameKind.PERSON and self._cut_at_slash(inside[0], name.span.start):
                inside.insert(0, inside[0] - 1)
            stop = next(
                (n for n, i in enumerate(inside) if i in self._ends and inside[0] in self._sourced), len(inside)
            )
            if stop + 1 < len(inside) and len(words[inside[stop]].text) > 1 and words[inside[stop + 1]].text != ".":
                inside = inside[: stop + 1]  # headlines write what follows a source with capitals, too
            while inside and words[inside[-1]].low in ("'s", "’s", ",", ".", "the", "and", "&"):
                inside.pop()
            while inside and (
                (words[inside[0]].low in DETERMINERS | {"by"} and not self._numbered(inside))
                or not (words[inside[0]].text[0].isalnum() or self._handle(inside[0]))
            ):
                inside.pop(0)
            if inside:
                if name.kind is NameKind.PERSON:
                    inside = [*inside, *self._past_initial(inside[-1])]
                kind = NameKind.PERSON if len(inside) > 1 and words[inside[0]].low in _PERSONAL else name.kind
                first, last = self._trimmed(inside[0], inside[-1], kind)
                if kind is NameKind.PERSON and last > first and self._lettered(words[first], words[last]):
                    kind = NameKind.ORGANISATION
                opener = first == last and (words[first].low in STOPS or words[first].low in OPENERS)
                office = words[last].low in _OFFICES
                if kind is not NameKind.PERSON or not (opener or office):
                    out.append((first, last, kind))
                    taken.update(range(first, last + 1))
        sites = (i for i in self._sourced - taken if SITE.fullmatch(words[i].text))  # which the network cuts
        out = self._mended(sorted([*out, *((i, i, NameKind.ORGANISATION) for i in sites)]))
        out = self._whole(self._without_offices(out))
        return sorted(self._with_surnames(self._settled(self._as_elsewhere(out)))) if out else out

    def _handle(self, i: int) -> bool:
        """Whether a word of a source is what somebody is called where they write: @rainfan."""
        return i in self._sourced and self.text.words[i].text[0] == "@"

    def _numbered(self, inside: list[int]) -> bool:
        """Whether a name begins with a number that has its capital in the middle of a sentence: One Harbour."""
        i = inside[0]
        w = self.text.words[i]
        return (
            w.cap
            and w.low in NUMBERS
            and len(inside) > 1
            and not self._opens(i)
            and self._in_prose(inside[0], inside[-1])
        )

    def _lettered(self, first: Word, last: Word) -> bool:
        """Whether a name ends with the letters of a body's, and is none that is in capitals throughout."""
        letters = last.text.isalpha() and last.text.isupper() and 2 < len(last.text) < 6 and last.low not in SUFFIXES
        return letters and not first.text.isupper()

    def _mended(self, found: list[Found]) -> list[Found]:
        """The names, those of bodies made whole that were cut at "and"."""
        words = self.text.words
        out: list[Found] = []
        for first, last, kind in found:
            if (
                kind is NameKind.ORGANISATION
                and first > 2
                and last - first > 1
                and words[last].low in ORGANISED
                and words[first - 1].low == "and"
                and words[first - 3].low == "the"
                and self._of_body(first - 2)
                and words[first - 2].low not in ORGANISED
            ):
                first -= 2  # the Ann and Bob Harrow Foundation
                while out and out[-1][1] >= first:
                    out.pop()
            elif (
                kind is NameKind.ORGANISATION
                and out
                and first > 2
                and words[first - 1].low in ("and", "&")
                and out[-1][1] == first - 3
                and out[-1][2] is not NameKind.PERSON
                and words[first - 2].cap
                and words[first - 2].low not in STOPS
                and words[first - 3].text[0].isalnum()
            ):
                first = out.pop()[0]  # Harrow Rivers and Coast Guard
            out.append((first, last, kind))
        return out

    def _joined(self, names: Sequence[Name]) -> list[Name]:
        """The names, with people's names that were cut at an initial made whole."""
        out: list[Name] = []
        for found in names:
            name = self._with_particle(found)
            last = out[-1] if out else None
            if last is not None and name is not found and self.text.text[last.span.end : name.span.start] == " ":
                name = Name(Span(last.span.start, name.span.end), last.kind, min(last.score, name.score))
                out.pop()
                last = out[-1] if out else None
            end = 0 if last is None else self._word_end(last.span)
            if last is not None and last.kind is NameKind.PERSON is not name.kind:
                around = self.text.text[end : name.span.start], self.text.text[name.span.end : name.span.end + 2]
                if around[0] in _NICK and around[1] in _NAMED:
                    continue  # a nickname, which is no name of something else
            whole = last is not None and (last.kind is NameKind.PERSON or end > last.span.end)
            if last is not None and whole and name.kind is NameKind.PERSON:
                between = self.text.text[end : name.span.start]
                before = last.span.of(self.text.text)
                initial = before.rstrip(".")[-2:-1] == " "
                cut = initial and len(between) < 3 and not between.strip(". ") and "\n" not in between
                if cut or _INITIAL.fullmatch(between) or (between == " " and self._surname(before, name)):
                    out[-1] = Name(Span(last.span.start, name.span.end), name.kind, min(last.score, name.score))
                    continue
            out.append(name)
        return out

    def _with_particle(self, name: Name) -> Name:
        """A name with the al- before it, where the network cut a word behind that."""
        begin = bisect_left(self.text.words, name.span.start, key=lambda w: w.end)
        word = self.text.words[min(begin, len(self.text.words) - 1)]
        if not word.start < name.span.start < word.end or PARTICLE.match(word.text) is None:
            return name
        return Name(Span(word.start, name.span.end), name.kind, name.score)

    def _word_end(self, span: Span) -> int:
        """Where the word ends in which a span does."""
        inside = self.text.within(span)
        return max(span.end, self.text.words[inside[-1]].end) if inside else span.end

    def _surname(self, before: str, name: Name) -> bool:
        """Whether a single word right behind a person's name of two words, or a nickname, is the rest of it."""
        word = name.span.of(self.text.text)
        short = len(before.split()) < 3 or before[-1] in "”\"’'"
        return word.isalpha() and short and word.casefold() not in STOPS

    def _cut_at_slash(self, first: int, start: int) -> bool:
        """Whether a name begins behind a stroke within a word: the network cut Velmo News/Harrow Post there."""
        before = self.text.words[first - 1] if first else None
        return before is not None and before.end > start and "/" in before.text

    def _past_initial(self, last: int) -> range:
        """The surname behind an initial at which the network stopped, and the full stop before it."""
        words = self.text.words
        if len(words[last].text) > 1 or last + 2 >= len(words) or words[last + 1].text != ".":
            return range(0)
        after = words[last + 2]
        name = after.cap and after.text.isalpha() and after.low not in STOPS and after.low not in self._lower
        return range(last + 1, last + 3) if name and len(after.text) > 1 else range(0)

    def _whole(self, found: list[Found]) -> list[Found]:
        """The names, those of bodies with the capitals around them that belong to them (Harrow County Rail Board)."""
        words = self.text.words
        out: list[Found] = []
        for first, last, kind in found:
            if out and first <= out[-1][1]:
                continue  # a part of the one before
            if kind is not NameKind.PERSON and self._in_prose(first, last):
                begin = self._begin_of_body(first) if self._says_what(first, last) else first
                while out and out[-1][1] >= begin:
                    begin = min(begin, out.pop()[0])
                end = self._end_of_body(last)
                if words[end].low in ("of", "for") and end > begin:
                    end -= 1
                if (begin, end) != (first, last) and words[end].low in ORGANISED | {words[last].low}:
                    kind = NameKind.ORGANISATION
                first, last = begin, end
            out.append((first, last, kind))
        return out

    def _without_offices(self, found: list[Found]) -> list[Found]:
        """The names, those of bodies without the office that stands behind them before somebody's name."""
        words = self.text.words
        people = {first for first, _, kind in found if kind is NameKind.PERSON}
        out = []
        for first, last, kind in found:
            if kind is not NameKind.PERSON and last + 1 in people and self._office(last):
                last -= 1
                while last >= first and words[last].low not in ORGANISED and state_of(words[last].text) is None:
                    last -= 1
            if last >= first:
                out.append((first, last, kind))
        return out

    def _says_what(self, first: int, last: int) -> bool:
        """Whether one of the words of a name, the last one or the one before of, says what kind of body it names."""
        words = self.text.words
        if words[last].low in ORGANISED:
            return True
        head = next((i for i in range(first, last) if words[i + 1].low in _TAKEN_ON), last)
        of_paper = words[last].cap and NOUNS.get(words[last].low) == (Noun.DOCUMENT, False)
        return words[head].low in ORGANISED or (of_paper and words[last].low not in OUTLET_WORDS)

    def _capital(self, w: Word) -> bool:
        """Whether a word is written as names are: with a capital, or as the number of what comes behind."""
        return w.cap or (w.text[0].isdigit() and _ORDINAL.fullmatch(w.text) is not None)

    def _begin_of_body(self, first: int) -> int:
        words = self.text.words
        least = max(1, first - _LONGEST)
        owner = words[first - 2] if first > 2 and words[first - 1].low in OWNING else None
        if owner is not None and owner.cap and NOUNS.get(owner.low) == (Noun.PERSON, False):
            first -= 2  # the Harrow Coroner's Office
        while first > least and self._of_body(first - 1):
            opening = not (words[first - 2].text[0].isalnum() or words[first - 2].text in ",(’s")
            if opening and words[first - 1].low in self._lower:
                break
            first -= 1
        return first

    def _end_of_body(self, last: int) -> int:
        """Where a body's name ends that the network cut at of or for: at the last of the capitals behind that."""
        words = self.text.words
        if words[last].low not in ("of", "for"):
            return last
        at = last + 1 + (words[min(last + 1, len(words) - 1)].low in ("the", "a", "an"))
        end = at
        while end < min(len(words), at + _LONGEST) and self._capital(words[end]) and words[end].low not in STOPS:
            end += 1
        return end - 1 if end > at else last

    def _of_body(self, i: int) -> bool:
        """Whether a capitalised word can be a part of a body's name: no office, no people, no day."""
        w = self.text.words[i]
        if not self._capital(w) or w.low in STOPS or w.low in PRONOUNS or w.low in DETERMINERS or w.low in CALENDAR:
            return False
        meaning = NOUNS.get(w.low)
        return w.low not in TITLES and (meaning is None or meaning[0] not in (Noun.PERSON, Noun.GROUP))

    def _office(self, i: int) -> bool:
        return _is_office(self.text.words[i].low)

    def _trimmed(self, first: int, last: int, kind: NameKind) -> tuple[int, int]:
        """A person's name without what stands before a title in it, and without words that are no names elsewhere."""
        words = self.text.words
        if kind is not NameKind.PERSON:
            return first, last
        for i in range(last - 1, first - 1, -1):
            if words[i].low in TITLES and not is_given(words, i, last):
                first = i + 2 if words[i + 1].text == "." and i + 2 <= last else i + 1
                break
        while first < last and words[first].text.islower() and words[first].low not in LINKS:
            first += 1
        while first < last and words[last].text.islower():
            last -= 1
        if self._in_prose(first, last):
            return first, last
        while last > first and (words[last].low in STOPS or (words[last].low in self._lower and last - first > 1)):
            last -= 1
        while last - first > 1 and words[first].low in self._lower:
            first += 1
        return first, last


def is_given(words: Sequence[Word], at: int, last: int) -> bool:
    """Whether what may be short for a title is a given name, behind an office and with no full stop: Minister Gen X."""
    behind = at > 0 and words[at - 1].cap and _is_office(words[at - 1].low)
    return behind and at == last - 1 and words[at].low in _GIVEN


def _is_office(low: str) -> bool:
    return low in TITLES or NOUNS.get(low) == (Noun.PERSON, False)
