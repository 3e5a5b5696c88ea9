"""Where the names of a text stand, and of which kind they are: what the network found, made whole by rules."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sayso.model import Name, NameKind, Span
from sayso.resolve.outlets import is_outlet
from sayso.resolve.places import is_province, state_of
from sayso.resolve.vocabulary import (
    ADDRESSES,
    CALENDAR,
    DETERMINERS,
    NOUNS,
    NUMBERS,
    OUTLET_ACTS,
    OUTLET_WORDS,
    PRONOUNS,
    SHOWING,
    STOPS,
    TITLES,
    Noun,
    noun,
)
from sayso.resolve.words import Text, Word
from sayso.text.wording import wordset

__all__ = ["GENERATIONS", "LINKS", "ORGANISED", "SITE", "SUFFIXES", "WHERE", "Found", "Naming", "bare", "outlet_sign"]

# The words from the first to the last, both included, and what they name.
Found = tuple[int, int, NameKind]

LINKS = wordset("of the de del da di van von der den bin ibn al el la le for and & ’s 's")
# Titles that only people bear, and no office or body is called by.
_PERSONAL = wordset("mr mrs ms miss dr prof sen rep gov gen lt col capt sgt rev")
# Titles that hardly anybody has for a surname: a name that ends with one is an office.
_OFFICES = wordset(
    "minister ambassador secretary president vice-president chancellor governor senator representative "
    "congressman congresswoman chairman chairwoman councilman councilwoman premier sheriff commander officer "
    "attorney gen sen rep gov"
)
# What stands before a surname as titles do.
_CALLED = wordset("director commissioner candidate nominee spokesman spokeswoman prosecutor detective agent deputy")
# Those that stand before a name, and in no name of a body, save one that says what body it is.
_HELD = wordset("rep sen gov justice judge senator congressman congresswoman governor mayor")
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

# Words that take a phrase on to a body's name, and the nouns that take one with "on".
_TAKEN_ON = wordset("of for on")
_ADVISE_ON = wordset("committee commission council conference board panel bureau")
# What begins sentences and is written small elsewhere, yet may stand only once in a text.
_OPENERS = wordset(
    "given asked pressed unlike like presumptive former despite added although however instead meanwhile speaking "
    "calling saying citing noting vowing presidential republican democratic everything nothing something anything "
    "everyone nobody while when if since because according"
)
# Between a first name and a surname: A., “Ace”, in ’t.
_INITIAL = re.compile(r" (?:[^\W\d_a-z]\.? ?|[“\"‘'][^\W\d_]+[”\"’'] |(?:in|van) ['’‘]t )")
_MANGLED = re.compile(r"[ÂÃ][\x80-\xbf]")  # an accented letter that another encoding made two of
_NICK, _NAMED = (" “", ' "', " ‘", " '"), ("” ", '" ', "’ ", "' ")
_GIVEN = wordset("gen rep sen gov hon")  # short for titles, and names
_POLLS = wordset("poll polls survey surveys pollsters")
_USED = wordset("on in via at")
SITE = re.compile(r"(?:[\w-]+\.)+(?:com|org|net|co|news|info|io|tv|[a-z]{2})", re.IGNORECASE)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
# Acts of news organisations that others have as well.
_OTHERS_TOO = wordset("show poll program programme editor")
_LONGEST = 8  # words that a name is made longer by


def bare(words: Iterable[Word]) -> tuple[str, ...]:
    """A name's words without article, possessive and marks, in lower case."""
    out = [w.low.replace(".", "") for w in words if w.text[0].isalnum() or w.text[0] in "@#"]
    while out and out[0] in ("the", "a", "an"):
        out = out[1:]
    return tuple(out)


class Naming:
    """Finds the names of a text. `sources` are where somebody is said to say something: there nothing is missed."""

    def __init__(self, text: Text, sources: Sequence[Span]) -> None:
        self.text = text
        self._sources = sources
        self._lower = frozenset(w.low for w in text.words if not w.cap)
        self._sourced = {i for span in sources for i in text.within(span)}
        self._surnames: set[str] = set()
        # What something is done in or on, as often as twice, and what somebody's account is on.
        uses = Counter(b.low for a, b in pairwise(text.words) if a.low in _USED and b.cap)
        # Whose polls are spoken of.
        self._polling = {a.low for a, b in pairwise(text.words) if a.cap and b.low in _POLLS}
        self._used = frozenset(low for low, n in uses.items() if n > 1)
        self._begins = {where[0] for span in sources if (where := text.within(span))}
        self._ends = {where[-1] for span in sources if (where := text.within(span))}

    def found(self, names: Sequence[Name]) -> list[Found]:
        """Every name: the network's, and what else is written like one inside a source."""
        words = self.text.words
        out: list[Found] = []
        taken: set[int] = set()
        for name in self._joined(names):
            inside = [i for i in self.text.within(name.span) if words[i].text != "\n"]
            if inside and name.kind is not NameKind.PERSON and self._cut_at_slash(inside[0], name.span.start):
                inside.insert(0, inside[0] - 1)
            begin = next((n for n, i in enumerate(inside) if i in self._begins), 0)
            if begin and inside[0] not in self._sourced and self._in_headline(inside[0]):
                inside = inside[begin:]
            stop = next(
                (n for n, i in enumerate(inside) if i in self._ends and inside[0] in self._sourced), len(inside)
            )
            if stop + 1 < len(inside) and len(words[inside[stop]].text) > 1 and words[inside[stop + 1]].text != ".":
                inside = inside[: stop + 1]  # headlines write what follows a source with capitals, too
            while inside and words[inside[-1]].low in ("'s", "’s", ",", ".", "the"):
                inside.pop()
            while inside and (
                (words[inside[0]].low in DETERMINERS | {"by"} and not self._numbered(inside))
                or not words[inside[0]].text[0].isalnum()
            ):
                inside.pop(0)
            if inside:
                if name.kind is NameKind.PERSON:
                    inside = [*self._missed(inside[0], taken), *inside, *self._past_initial(inside[-1])]
                kind = NameKind.PERSON if len(inside) > 1 and words[inside[0]].low in _PERSONAL else name.kind
                if kind is NameKind.PERSON and len(inside) > 2 and words[inside[-1]].low in ORGANISED:
                    kind = NameKind.ORGANISATION  # a body that is called after somebody
                if kind is not NameKind.PERSON and (behind := self._behind_office(inside)):
                    inside, kind = behind, NameKind.PERSON
                first, last = self._trimmed(inside[0], inside[-1], kind)
                if kind is NameKind.PERSON and last > first and self._lettered(words[first], words[last]):
                    kind = NameKind.ORGANISATION
                opener = first == last and (words[first].low in STOPS or words[first].low in _OPENERS)
                office = words[last].low in _OFFICES
                if kind is not NameKind.PERSON or not (opener or office):
                    out.append((first, last, kind))
                    taken.update(range(first, last + 1))
        self._surnames = {words[b].low for a, b, kind in out if kind is NameKind.PERSON and b > a}
        out = self._without_offices(self._whole(self._mended(out)))
        taken.update(i for first, last, _ in out for i in range(first, last + 1))
        if names:
            for source in self._sources:
                out.extend(self._capitalised(self.text.within(source), taken))
        else:
            out.extend(self._capitalised(range(len(words)), taken))
        if not out:
            return out
        out.sort()
        return sorted(self._with_surnames(self._settled(self._whole(out))))

    def _behind_office(self, inside: list[int]) -> list[int]:
        """The words of a name behind an office that only people have: Justice Orla Quell, UFP Sen. Quell."""
        words = self.text.words
        at = max((n for n, i in enumerate(inside) if words[i].low in _HELD), default=len(inside))
        behind = [i for i in inside[at + 1 :] if words[i].text != "."]
        named = all(words[i].cap and words[i].low not in ORGANISED and words[i].low not in NOUNS for i in behind)
        return behind if named and len(behind) < 4 else []

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

    def _in_headline(self, i: int) -> bool:
        return self.text.headline is not None and self.text.words[i].start < self.text.headline.end

    def _lettered(self, first: Word, last: Word) -> bool:
        """Whether a name ends with the letters of a body's, and is none that is in capitals throughout."""
        letters = last.text.isalpha() and last.text.isupper() and 2 < len(last.text) < 6 and last.low not in SUFFIXES
        return letters and not first.text.isupper()

    def _mended(self, found: list[Found]) -> list[Found]:
        """The names, those of bodies made whole that were cut before "of" or "and"; "super PAC" is none."""
        words = self.text.words
        out: list[Found] = []
        for first, last, kind in found:
            if (
                words[first].low in ("pac", "pacs")
                and first
                and words[first - 1].low == "super"
                and kind is not NameKind.PERSON
            ):
                if first == last:
                    continue  # a super PAC
                first += 1
            elif kind is NameKind.ORGANISATION and first and words[first - 1].text.islower() is False:
                before = words[first - 1]
                if words[first].low == "of" and before.low in DETERMINERS:
                    first += first < last  # most of Velmo
                elif words[first].low == "of" and before.cap and before.low not in STOPS and before.low not in TITLES:
                    first -= 1
            elif kind is not NameKind.PERSON and first == last and words[first].low == "of":
                continue
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
        for name in names:
            last = out[-1] if out else None
            end = 0 if last is None else self._word_end(last.span)
            if last is not None and _MANGLED.fullmatch(self.text.text, last.span.end - 1, name.span.start):
                out[-1] = Name(Span(last.span.start, name.span.end), last.kind, min(last.score, name.score))
                continue
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

    def _word_end(self, span: Span) -> int:
        """Where the word ends in which a span does."""
        inside = self.text.within(span)
        return max(span.end, self.text.words[inside[-1]].end) if inside else span.end

    def _surname(self, before: str, name: Name) -> bool:
        """Whether a single word right behind a person's name of two words at most is the rest of it."""
        word = name.span.of(self.text.text)
        return word.isalpha() and len(before.split()) < 3 and word.casefold() not in STOPS

    def _cut_at_slash(self, first: int, start: int) -> bool:
        """Whether a name begins behind a stroke within a word: the network cut Velmo News/Harrow Post there."""
        before = self.text.words[first - 1] if first else None
        return before is not None and before.end > start and "/" in before.text

    def _missed(self, first: int, taken: set[int]) -> list[int]:
        """Capitalised words and initials right before a name, in the middle of a sentence: the network missed them."""
        words = self.text.words
        i = first
        while i and i - 1 not in taken and first - i < 4:
            w = words[i - 1]
            initial = w.text == "." and i > 1 and len(words[i - 2].text) == 1 and words[i - 2].cap
            if not initial and not (w.cap and w.low not in TITLES and w.low not in NOUNS and w.low not in STOPS):
                break
            if w.low in PRONOUNS or w.low in DETERMINERS or w.low in self._lower:
                break
            i -= 1
        if i and words[i - 1].low == "of":
            return []  # what an office is of
        opening = i == 0 or not (words[i - 1].text[0].isalnum() or words[i - 1].text in ",.(")
        if i < first and opening and words[i].text != "." and len(words[i].text) > 1 and first - i == 1:
            return []
        return list(range(i, first))

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
        kinds = {i: kind for a, b, kind in found for i in range(a, b + 1)}
        for first, last, kind in found:
            if out and first <= out[-1][1]:
                continue  # a part of the one before
            if kind is not NameKind.PERSON and self._may_go_on(first, last) and self._in_prose(first, last):
                begin = self._begin_of_body(first) if self._says_what(first, last) else first
                while out and out[-1][1] >= begin:
                    begin = min(begin, out.pop()[0])
                end = self._end_of_body(last, kind, kinds)
                if words[end].low in ("of", "for") and end > begin:
                    end -= 1
                if end > last and self._people_for(last):
                    kind = NameKind.ORGANISATION
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

    def _may_go_on(self, first: int, last: int) -> bool:
        words = self.text.words
        low, after = words[last].low, words[last + 1] if last + 1 < len(words) else None
        if self._people_for(last):
            return True
        before = words[first - 1] if first else None
        return low in _TAKEN_ON or (
            (
                before is not None
                and self._says_what(first, last)
                and (self._capital(before) or before.low in ("'s", "’s"))
            )
            or (after is not None and (after.cap or (low in ORGANISED and after.low in _TAKEN_ON)))
        )

    def _people_for(self, last: int) -> bool:
        """Whether a name, as those of bodies do, begins with people and what they are for: Velmans for Prosperity."""
        words = self.text.words
        return (
            last + 2 < len(words)
            and words[last].low.endswith(("ans", "ers", "ists", "ens"))
            and words[last + 1].low == "for"
            and words[last + 2].cap
        )

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

    def _in_prose(self, first: int, last: int) -> bool:
        """Whether small letters stand around a name, so that capitals beside it mean something."""
        around = (*self.text.words[max(0, first - 6) : first], *self.text.words[last + 1 : last + 7])
        return sum(w.text.islower() and len(w.text) > 3 for w in around) > 1

    def _begin_of_body(self, first: int) -> int:
        words = self.text.words
        least = max(1, first - _LONGEST)
        owner = words[first - 2] if first > 2 and words[first - 1].low in ("'s", "’s") else None
        if owner is not None and owner.cap and NOUNS.get(owner.low) == (Noun.PERSON, False):
            first -= 2  # the Harrow Coroner's Office
        while first > least and self._of_body(first - 1):
            opening = not (words[first - 2].text[0].isalnum() or words[first - 2].text in ",(’s")
            if opening and words[first - 1].low in self._lower:
                break
            first -= 1
        return first

    def _end_of_body(self, last: int, kind: NameKind, kinds: dict[int, NameKind]) -> int:
        """Where a body's name ends: past a phrase that its noun takes on (of, for, on), and the capitals after it."""
        words = self.text.words
        at = last + 1
        link = words[last].low if words[last].low in ("of", "for") else ""
        cut_off = bool(link)  # the network saw that more belongs to it
        if self._people_for(last):
            link, at, cut_off = "for", at + 1, True
        elif not link and kind is NameKind.PLACE:
            return last
        elif not link and at < len(words) and words[last].low in ORGANISED and words[at].low in _TAKEN_ON:
            link, at = words[at].low, at + 1
            if link == "on" and words[last].low not in _ADVISE_ON:
                return last
        if link and at < len(words) and words[at].low == "the":
            at += 1
        end, most = at, min(len(words), at + _LONGEST)
        while end < most and (
            (self._of_body(end) and (not link or kinds.get(end) is not NameKind.PERSON))
            or (cut_off and words[end].cap and words[end].low in NOUNS)
            or (link and end > at and end in kinds and words[end].low in ("and", "&"))
        ):
            end += 1
        if end == at or (end < len(words) and (words[end].cap or (not link and end in kinds))):
            return last
        if link == "for" and not cut_off and all(kinds.get(i) is NameKind.PLACE for i in range(at, end)):
            return last
        return end - 1 if link or not any(i in kinds for i in range(at, end)) else last

    def _of_body(self, i: int) -> bool:
        """Whether a capitalised word can be a part of a body's name: no office, no people, no day."""
        w = self.text.words[i]
        if not self._capital(w) or w.low in STOPS or w.low in PRONOUNS or w.low in DETERMINERS or w.low in CALENDAR:
            return False
        meaning = NOUNS.get(w.low)
        return w.low not in TITLES and (meaning is None or meaning[0] not in (Noun.PERSON, Noun.GROUP))

    def _capitalised(self, where: range, taken: set[int]) -> list[Found]:
        words = self.text.words
        out = []
        i = where.start
        while i < where.stop:
            if i in taken or not self._starts_name(i):
                i += 1
                continue
            j = i
            while j + 1 < where.stop and j + 1 not in taken:
                after = words[j + 1]
                if (
                    after.cap and after.low not in PRONOUNS and after.low not in STOPS and after.low not in ADDRESSES
                ) or (after.text == "." and (words[j].low in TITLES or len(words[j].low) == 1)):
                    j += 1
                elif after.low in ("and", "&") and (end := self._rest_of_body(i, j, where)):
                    j = end
                elif (
                    after.low in LINKS
                    and after.low not in ("and", "'s", "’s")
                    and j + 2 < where.stop
                    and words[j + 2].cap
                    and j + 2 not in taken
                    and not (after.low == "the" and words[j].low not in ("of", "for"))
                    and not (
                        after.low in ("of", "for")
                        and j > i
                        and words[j].low not in ORGANISED
                        and noun(words[j].low) is None
                    )
                ):
                    j += 2
                else:
                    break
            end = j
            while end > i and (words[end].text == "." or (self._office(end) and not self._office(end - 1))):
                end -= 1
            taken.update(range(i, j + 1))
            j, after_run = end, j
            first = i
            for k in range(j - 1, i - 1, -1):
                if self._office(k) and not any(words[n].low in ORGANISED for n in range(k + 1, j + 1)):
                    # "Lakeside Mayor Jane Roe" is a place or a body, an office, and a person.
                    end = k - 1
                    while end >= i and (self._office(end) or words[end].text == "." or words[end].low in LINKS):
                        end -= 1
                    if end >= i:
                        out.append((i, end, self._kind_of_run(i, end)))
                    first = k + 1
                    if words[first].low == "of":
                        first = first + 2 if first + 2 <= j else j + 1
                    break
            if first > j:
                i = after_run + 1
                continue
            while first < j and (words[first].text == "." or words[first].low in TITLES):
                first += 1
            if not (first == j and words[first].low in TITLES):
                kind = self._kind_of_run(first, j)
                first, last = self._trimmed(first, j, kind)
                opener = first == last and words[first].low in _OPENERS
                if not opener and (kind is not NameKind.PERSON or words[last].low not in _OFFICES):
                    out.append((first, last, kind))
            i = after_run + 1
        return out

    def _office(self, i: int) -> bool:
        return _is_office(self.text.words[i].low)

    def _rest_of_body(self, first: int, last: int, where: range) -> int:
        """Where the name of an organisation ends that goes on after "and" (A and B Services), else 0."""
        words = self.text.words
        if any(words[k].low in ORGANISED for k in range(first, last + 1)):
            return 0
        end = last + 2
        while end < where.stop and words[end].cap and words[end].low not in PRONOUNS:
            end += 1
        return end - 1 if end > last + 2 and words[end - 1].low in ORGANISED else 0

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
        if self._in_prose(first, last):
            return first, last
        while last > first and (words[last].low in STOPS or (words[last].low in self._lower and last - first > 1)):
            last -= 1
        while last - first > 1 and words[first].low in self._lower:
            first += 1
        return first, last

    def _starts_name(self, i: int) -> bool:
        w = self.text.words[i]
        if (w.text[0] == "@" and len(w.text) > 1) or (w.text.islower() and SITE.fullmatch(w.text)):
            return True
        if not w.cap or w.low in PRONOUNS or w.low in DETERMINERS or w.low in STOPS:
            return False
        opening = i == 0 or not (self.text.words[i - 1].text[0].isalnum() or self.text.words[i - 1].text in ",('’s")
        following = self.text.words[i + 1] if i + 1 < len(self.text.words) else None
        if w.low in self._surnames and w.text.istitle():
            return True
        if opening and (w.low in self._lower or noun(w.low) is not None or w.low.endswith("ly")):
            return following is not None and following.cap and w.low in TITLES
        return not (opening and following is not None and not following.cap and noun(following.low) is not None)

    def _kind_of_run(self, first: int, last: int) -> NameKind:
        words = self.text.words[first : last + 1]
        if words[0].text[0] == "@":
            return NameKind.PERSON
        if SITE.fullmatch(words[-1].text):
            return NameKind.ORGANISATION
        joined = " ".join(w.text for w in words)
        if state_of(joined) or is_province(joined):
            return NameKind.PLACE
        lows = {w.low for w in words}
        if (
            lows & ORGANISED
            or any(w.text.isupper() and len(w.text) > 2 and w.low not in SUFFIXES for w in words)
            or "of" in lows
        ):
            return NameKind.ORGANISATION
        if self._titled(first) or (len(words) > 1 and not lows & (OUTLET_WORDS | {"the", "for"})):
            return NameKind.PERSON
        return NameKind.OTHER

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
        full = {key for key, kinds in votes.items() if len(key) > 1 and kinds[NameKind.PERSON]}
        firsts = {key[0] for key in full}
        for (a, b, kind), key in zip(found, keys, strict=True):
            if not key:
                continue
            if kind is NameKind.PERSON and self._opened(a, b, key, full, lasts):
                a, key = a + 1, key[1:]
                votes[key][kind] += 1
            if len(key) > 1 and key[0] in lasts and self._runs_on(a, b):
                out.append((a, a, NameKind.PERSON))
                continue
            best = votes[key].most_common(1)[0][0]
            if best is NameKind.PERSON and votes[key][NameKind.PLACE] == votes[key][best]:
                best = NameKind.PLACE
            if best is NameKind.ORGANISATION and votes[key[1:]][NameKind.PERSON] and self._is_somebody(b + 1):
                best = NameKind.PERSON  # and is named by surname elsewhere
            if len(key) == 1 and key[0] in lasts and best is not NameKind.PERSON and not is_outlet(key):
                placed = a > 0 and words[a - 1].low in WHERE
                best = best if placed and state_of(key[0]) else NameKind.PERSON
            if self._titled(a) and words[a].cap and len(key) <= 3 and not set(key) & ORGANISED:
                best = NameKind.PERSON
            if best is NameKind.OTHER and self._may_be_person(a, b):
                best = NameKind.PERSON
            if best is NameKind.ORGANISATION and (end := self._before_who(a, b)):
                b, best = end, NameKind.PERSON
            known = is_outlet(key) or key in outlets or (len(key) == 1 and key[0] in self._polling)
            if best is NameKind.PERSON and key[0] not in lasts | firsts and known and not self._titled(a):
                best = NameKind.ORGANISATION
            elif best is NameKind.ORGANISATION and a in self._sourced and self._ends_like_person(key, full, firsts):
                best = NameKind.PERSON
            out.append((a, b, best))
        return out

    def _before_who(self, a: int, b: int) -> int:
        """Where somebody's name ends that was read with the body they are of, as "who" behind it tells, else 0."""
        words = self.text.words
        link = next((i for i in range(a, b) if words[i].low == "of"), 0)
        who = b + 2 < len(words) and words[b + 1].text == "," and words[b + 2].low == "who"
        return link - 1 if who and link - a == 2 and noun(words[link - 1].low) is None else 0

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

    def _ends_like_person(self, key: tuple[str, ...], full: set[tuple[str, ...]], firsts: set[str]) -> bool:
        """Whether a body's name is rather somebody's: the first name of one, or the surname of two words with more."""
        if len(key) == 1:
            return key[0] in firsts and state_of(key[0]) is None and not is_outlet(key)
        return len(key) == 3 and key[1:] in full and not set(key) & (ORGANISED | OUTLET_WORDS)

    def _opened(self, a: int, b: int, key: tuple[str, ...], full: set[tuple[str, ...]], lasts: set[str]) -> bool:
        """Whether a person's name was read with the word before it, which has its capital for another reason."""
        words, headline = self.text.words, self.text.headline
        if a == b or len(key) < 2:
            return False
        if key[1:] in full:
            return bool(headline is not None and words[a].start < headline.end) or self._opens(a)
        if len(key) > 2 or key[1] not in lasts:
            return False
        # Director Fennick is no other Fennick.
        return (self._opens(a) and words[a].low in _OPENERS) or words[a].low in _CALLED

    def _is_somebody(self, after: int) -> bool:
        """Whether behind a comma it is told who somebody is: X, a painter."""
        words = self.text.words[after : after + 5]
        return bool(words) and words[0].text == "," and any(noun(w.low) == (Noun.PERSON, False) for w in words[1:])

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
        words, headline = self.text.words, self.text.headline
        if headline is None or words[a].start >= headline.end:
            return False
        return sum(words[i].low in self._lower or words[i].low in STOPS for i in range(a + 1, b + 1)) > 0.5 * (b - a)

    def _may_be_person(self, a: int, b: int) -> bool:
        """Whether a single word of no known kind is likelier somebody's surname: it is a source, and has no article."""
        words = self.text.words
        w = words[a]
        if (
            a != b
            or a not in self._sourced
            or not w.text.isalpha()
            or w.text[1:] != w.low[1:]
            or noun(w.low) is not None
        ):
            return False
        before = words[a - 1].low if a else ""
        if w.low in self._used:
            return False
        return (
            before not in ("the", "a", "an")
            and state_of(w.text) is None
            and not outlet_sign(words, a, b)
            and not w.low.endswith("s")
        )


def is_given(words: Sequence[Word], at: int, last: int) -> bool:
    """Whether what may be short for a title is a given name, behind an office and with no full stop: Minister Gen X."""
    behind = at > 0 and words[at - 1].cap and _is_office(words[at - 1].low)
    return behind and at == last - 1 and words[at].low in _GIVEN


def _is_office(low: str) -> bool:
    return low in TITLES or NOUNS.get(low) == (Noun.PERSON, False)


def outlet_sign(words: Sequence[Word], a: int, b: int) -> int:
    """Whether the words around a name treat it as a news organisation: told X, X reported, a reporter for X."""
    before = [w.low for w in words[max(0, a - 4) : a]]
    after = [w.low for w in words[b + 1 : b + 4]]
    body = bool({w.low for w in words[a : b + 1]} & ORGANISED)
    if before and before[-1] == "the":
        before.pop()
        # Names of newspapers keep their article's capital in the middle of a sentence.
        opening = a < 2 or not (words[a - 2].text in ",’s's" or words[a - 2].text[0].isalnum())
        if words[a - 1].cap and not opening and not body:
            return 1
    if state_of(" ".join(w.text for w in words[a : b + 1])):
        return 0
    letters = a == b and words[a].text.isupper() and a > 0 and words[a - 1].low == "the"
    # "told Harrow residents" was told to people who are there.
    people = after[:1] and after[0] not in OUTLET_ACTS and (noun(after[0]) or (None,))[0] in (Noun.PERSON, Noun.GROUP)
    if before and before[-1] in ADDRESSES and not letters and not body and not (people and words[b + 1].text.islower()):
        return 1
    if after[:2] == [",", "which"] and any(w.low == "reported" for w in words[b + 3 : b + 6]):
        return 1
    links = ("for", "with", "on") if before[-2:-1] == ["interview"] else ("for", "at", "with", "on", "of", "in", "by")
    if before[-2:-1] and before[-2] in OUTLET_ACTS and before[-1] in links:
        return 1
    if before[-2:] == ["reported", "by"] and not body:
        return 1
    reports = after[:1] == ["reported"] or (after[:1] == ["reports"] and after[1:2] and after[1] not in SHOWING)
    if (reports or (before and before[-1] == "reported")) and not body:
        return 1
    if before[-1:] not in (["a"], ["an"]) and after[:1] and after[0] in OUTLET_ACTS - _OTHERS_TOO:
        return 1
    if (
        after[:2]
        and after[0] in ("'s", "’s")
        and (after[1] in OUTLET_ACTS - {"editor", "poll"} or (not letters and after[1] in ("“", '"', "‘", "'")))
    ):
        return 1
    return 0
