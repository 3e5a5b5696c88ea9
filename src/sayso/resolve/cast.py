"""The names of a text, gathered into the entities that they name: the cast of an article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from unicodedata import combining, normalize

from sayso.model import EntityKind, Name, NameKind, Span
from sayso.resolve.figures import Figure, Mention
from sayso.resolve.given_names import gender_of
from sayso.resolve.kinds import GENERATIONS, ORGANISED, SITE, SUFFIXES, Found, bare
from sayso.resolve.naming import LINKS, Naming, is_given
from sayso.resolve.outlets import is_outlet
from sayso.resolve.places import state_of
from sayso.resolve.vocabulary import (
    FEMININE,
    KIN,
    MASCULINE,
    NOUNS,
    OF_NEWS,
    OUTLET_WORDS,
    SPELT,
    TITLES,
    Noun,
    noun,
)
from sayso.resolve.words import Text
from sayso.text.wording import wordset

__all__ = ["DAYS", "Cast", "head_of"]

_BROADCASTER = re.compile(r"(?:MS|C)?[A-Z]?B[CS][A-Z]?|[A-Z]NN|[A-Z]{2}N|NPR")
_PAPERS = wordset(
    "act accord agreement amendment bill constitution law plan poll polls report survey treaty pact resolution memo "
    "papers emails study lawsuit"
)
# Of these bodies there are so many that the noun alone, with its capital, is one that was named.
_ONE_OF_MANY = wordset(
    "committee department ministry agency institute association council court commission bureau foundation "
    "organisation organization federation board authority society league alliance coalition trust fund pac "
    "observatory centre center union front"
)
# What firms' names end in; a place may share the first word of a name that ends in the second sort.
_FIRMS = wordset("inc llc ltd corp plc")
_TRADING = wordset("group company co partners capital holdings industries enterprises")
_ADJECTIVAL = ("an", "ish", "ese", "ic", "al")  # words that end so stand before any noun
_ADJECTIVES = wordset("democratic presidential federal congressional")
_NOBODY = {(word,) for word in _ADJECTIVES | {"god"}}
_ALONE = wordset("constitution bible")  # what a paper is called with no other word
DAYS = wordset("monday tuesday wednesday thursday friday saturday sunday")
# Nor is anybody called by the names of these months alone.
_DATES = DAYS | wordset("january february july september october november december")
_DOUBLED = re.compile(r"(.)\1+")
_WITH_ONE_NAME = wordset("pope king queen prince princess lord lady sister father")  # are called so throughout
_TITLES_IN_SHORT = wordset("mr mrs ms dr prof sen sens rep reps gov gen lt col maj capt sgt adm cmdr det insp")
_POINTED = wordset("jr sr")  # whose point is a part of the name
_PASSING = 4  # somebody named as many times less is named in passing
_GENERIC = ("spokesman", "chairman")  # said of women, too
# As what names are looked at that may prove to be something else.
_PLAIN = {NameKind.OUTLET: NameKind.ORGANISATION, NameKind.DOCUMENT: NameKind.OTHER}


class Cast:
    """Who and what an article names. Built once from the names; `mentions` are in the order of the text."""

    def __init__(self, text: Text, names: Sequence[Name], sources: Sequence[Span], outlet: str | None) -> None:
        self.text = text
        self.figures: list[Figure] = []
        self.mentions: list[Mention] = []
        self.outlet = bare_name(outlet or "")
        self._by_key: dict[tuple[str, ...], Figure] = {}
        self._by_last: dict[str, list[Figure]] = defaultdict(list)
        self._by_first: dict[str, list[Figure]] = defaultdict(list)
        self._full: dict[int, list[int]] = defaultdict(list)  # where somebody is named in full, below the headline
        self._short: Counter[int] = Counter()  # how often by surname alone
        self._alone: set[str] = set()
        self._by_ends: dict[tuple[str, str], Figure] = {}
        self._by_initials: dict[str, Figure] = {}
        self._kin: set[int] = set()  # whom it is told whose wife, son and so on they are, by their ids
        self._suffixes: dict[int, str] = {}  # of figures, by their ids
        self._elsewhere: set[str] = set()  # words with which no one body's name begins: a place, or several bodies
        self._shortened: set[tuple[str, ...]] = set()  # the first words of outlets' names
        self._firms: set[str] = set()  # the first words of firms' names with which no other body's begins
        self._by_head: dict[str, Figure] = {}
        # Where names stand that the network reads as those of outlets, and of papers.
        self._read_as = {i: name.kind for name in names if name.kind in _PLAIN for i in text.within(name.span)}
        plain = [replace(name, kind=_PLAIN.get(name.kind, name.kind)) for name in names]
        found = Naming(text, sources).found(plain)
        self._people([f for f in found if f[2] is NameKind.PERSON])
        self._others([f for f in found if f[2] is not NameKind.PERSON])
        self.mentions.sort(key=lambda m: (m.first, m.last))
        self.at: dict[int, Mention] = {}
        for mention in self.mentions:
            for i in range(mention.first, mention.last + 1):
                self.at[i] = mention

    # ------------------------------------------------------------ people

    def _people(self, found: list[Found]) -> None:
        words = self.text.words
        people = []
        for a, b, _ in found:
            first = a
            while first < b and (_is_title(words[first].low) or words[first].text == "."):
                if is_given(words, first, b):
                    break
                first += 1
            if self._clipped(first, b):
                first += 2
            if b - first > 1 and self._is_demonym(first):
                first += 1  # Syrian X Y
            key = tuple(_folded(k) for k in bare(words[first : b + 1]) if k not in SUFFIXES and len(k) > 1)
            if len(key) == 1 and key[0] in _TITLES_IN_SHORT and self._pointed(b):
                continue  # a title, parted from the name behind it
            if key and key not in _NOBODY and not self._is_no_name(first, key):
                people.append((first, b, key))
        whole = {key[1:]: key for _, _, key in people if len(key) > 2}  # of those called by both surnames
        full = [(first, last, whole.get(key, key)) for first, last, key in people if len(key) > 1]
        self._alone = {key[0] for _, _, key in people if len(key) == 1}
        spellings: dict[int, Counter[str]] = defaultdict(Counter)
        for first, last, key in full:
            figure = self._person(first, last, key)
            kin = self._told_as_kin(first)
            if kin is not None:
                figure.votes[kin] += 3  # his wife, X
                self._kin.add(id(figure))
            self._mention(figure, first, last)
            titled = self.text.in_headline(first)
            if not titled:
                self._full[id(figure)].append(first)
            spellings[id(figure)][self._whole(first, last)] += 1 if titled else 2
        for figure in self.figures:
            figure.name = _prevailing(spellings[id(figure)])
        early = []
        for first, last, key in people:
            if len(key) == 1 and key[0] in self._by_last and not self._called(first, key[0]):
                self._surnamed(first, last, key[0])  # the president, of whose wife alone the full name is told
        for first, last, key in people:
            if len(key) > 1:
                continue
            candidates = self._called(first, key[0])
            if len(candidates) > 1 and not any(self._so_far(f, first) for f in candidates):
                early.append((first, last, candidates))
                continue
            figure = self._namesake(candidates, first) if candidates else self._surnamed(first, last, key[0])
            if " " not in figure.name and first and words[first - 1].cap and words[first - 1].low in _WITH_ONE_NAME:
                figure.name = self.text.spelt(first - 1, last)
            self._short[id(figure)] += figure in self._by_last.get(key[0], ())[-20:]
            self._mention(figure, first, last)
        for first, last, candidates in early:  # before any of them is named in full: whom the text is about
            self._mention(max(candidates, key=self._presence), first, last)

    def _told_as_kin(self, first: int) -> str | None:
        """The gender of somebody of whom is told before their name whose wife, son and so on they are."""
        at = first - 1 - (first > 0 and self.text.words[first - 1].text == ",")
        if at < 1:
            return None
        low = self.text.words[at].low
        return "f" if low == "lady" and self.text.words[at - 1].low == "first" else KIN.get(low)

    def _is_demonym(self, at: int) -> bool:
        """Whether a word before a name says of what country somebody is, or to which they were sent."""
        state = state_of(self.text.words[at].text)
        sent = at > 1 and self.text.words[at - 1].low == "to" and noun(self.text.words[at - 2].low) is not None
        return state is not None and (state.by == "people" or sent)

    def _clipped(self, first: int, last: int) -> bool:
        """Whether a name of more words begins with one that lost its end and is none: Lyin’ Ivo Brandt."""
        if last - first < 3:
            return False
        one, mark, behind = self.text.words[first : first + 3]
        return mark.text in "'’" and one.end == mark.start and mark.end < behind.start

    def _is_no_name(self, first: int, key: tuple[str, ...]) -> bool:
        """Whether what was read as somebody's name is a day, a month, or what is short for an office."""
        if _DATES.issuperset(key):
            return True
        vice = key == ("vice",) and any(w.low in TITLES for w in self.text.words[first + 1 : first + 2])
        return vice or (len(key) == 1 and self._abbreviates_office(first))

    def _abbreviates_office(self, at: int) -> bool:
        """Whether a word in capitals is short for an office that somebody has: CEO."""
        word = self.text.words[at]
        return word.text.isupper() and noun(word.low) == (Noun.PERSON, False)

    def _surnamed(self, first: int, last: int, key: str) -> Figure:
        figure = self._new(EntityKind.PERSON, self.text.spelt(first, last))
        self._by_last[key].append(figure)
        return figure

    def _person(self, first: int, last: int, key: tuple[str, ...]) -> Figure:
        known = self._by_ends.get((key[0], key[-1]))
        at = self._suffix(last)
        suffix = self.text.words[at].low if at >= 0 else ""
        if known is not None and suffix and self._suffixes.setdefault(id(known), suffix) != suffix:
            key = (key[0], f"{key[-1]} {suffix}")  # the father, or the son
            known = self._by_ends.get(key)
        if known is not None:
            return known
        figure = self._new(EntityKind.PERSON, self._whole(first, last))
        if suffix:
            self._suffixes[id(figure)] = suffix
        self._by_last[key[-1].split()[0]].append(figure)
        self._by_first[key[0]].append(figure)
        self._by_ends[key[0], key[-1]] = figure
        return figure

    def _suffix(self, last: int) -> int:
        """Where the word stands that tells a name from that of a father or son, the Jr. in it or behind it, or -1."""
        words = self.text.words
        for i in range(last, min(last + 3, len(words))):
            if words[i].low in GENERATIONS and words[i].cap:
                return i
            if i > last and words[i].text != ",":
                break
        return -1

    def _whole(self, first: int, last: int) -> str:
        """A name as it is spelt, with the Jr. behind it."""
        end = self._suffix(last)
        point = (
            end > 0 and self.text.text[self.text.words[end].end :][:1] == "." and self.text.words[end].low in _POINTED
        )
        return self.text.spelt(first, max(last, end)) + "." * point

    def _fuller(self, figure: Figure, first: int, last: int) -> None:
        spelt = self.text.spelt(first, last)
        if len(spelt.split()) > len(figure.name.split()):
            figure.name = spelt

    def _pointed(self, at: int) -> bool:
        """Whether a full stop stands right behind a word."""
        return self.text.text.startswith(".", self.text.words[at].end)

    def _called(self, at: int, key: str) -> list[Figure]:
        """Those whom a short name may mean; a title tells spouses apart."""
        office, gender = "", ""
        before = at - 1
        if before >= 0 and self.text.words[before].text == ".":
            before -= 1
        if before >= 0:
            office, gender = TITLES.get(self.text.words[before].low, ("", ""))
        for index in (self._by_last, self._by_first):
            candidates = [f for f in index.get(key, ())[-20:] if not gender or _gender(f) in ("", gender)]
            if office:  # nor is the president the wife who is named further on
                candidates = [f for f in candidates if id(f) not in self._kin or self._full[id(f)][:1] < [at]]
            if len(candidates) > 1 and index is self._by_last:
                # Whoever goes by the first name is not the one who goes by the last.
                called = [f for f in candidates if _folded(f.name.split()[0]) not in self._alone]
                candidates = called if any(self._so_far(f, at) for f in called) else candidates
            if candidates:
                return candidates
        return []

    def namesakes(self, figure: Figure) -> list[Figure]:
        """The others who are named in full with the same surname."""
        return [f for f in self._by_last.get(_folded(figure.surname), ())[:20] if f is not figure and " " in f.name]

    def _namesake(self, candidates: list[Figure], at: int) -> Figure:
        """Whom of several a shared short name means: one just named in full, else who is named most up to there.

        One who is named in passing does not take the name from whoever bore it alone for long.
        """
        sentence = self.text.sentence
        most = max(candidates, key=lambda f: self._so_far(f, at))
        near: list[tuple[int, Figure]] = []
        for figure in candidates:
            full = self._full[id(figure)]
            n = bisect_left(full, at)
            if n and sentence[at] - sentence[full[n - 1]] <= 2:
                near.append((full[n - 1], figure))
        found = max(near, key=lambda pair: pair[0])[1] if near else most
        return most if self._so_far(found, at) * _PASSING < self._so_far(most, at) else found

    def _so_far(self, figure: Figure, at: int) -> int:
        """How often somebody is named up to a word, in full or by surname."""
        return self._short[id(figure)] + bisect_left(self._full[id(figure)], at)

    def _presence(self, figure: Figure) -> tuple[int, int]:
        """How much a text is about somebody: how often they are named, then who comes first."""
        return self._so_far(figure, len(self.text.words)), -figure.mentions[0].first if figure.mentions else 0

    def person(self, at: int) -> Figure:
        """A person whose name is word `at`, which was not taken for one."""
        figure = self._new(EntityKind.PERSON, self.text.spelt(at, at))
        figure.mentions.append(Mention(at, at, figure, True))
        return figure

    # ------------------------------------------------------------ organisations, outlets, places

    def _others(self, found: list[Found]) -> None:
        words = self.text.words
        spelt = []
        for a, b, kind in found:
            key = bare(words[a : b + 1])
            if kind is NameKind.OTHER and len(words[a].text) < 2:
                continue
            if len(key) == 1 and (key[0] in _ADJECTIVES | DAYS or self._abbreviates_office(a)):
                continue
            if len(key) == 1 and kind in (NameKind.OTHER, NameKind.PLACE) and "-" in key[0] and key[0].endswith("ed"):
                continue  # Velmo-based
            spelt.append((a, b, kind, key))
        read: Counter[tuple[str, ...]] = Counter()
        longer: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for a, _, kind, key in spelt:
            read[key] += 1 if self._read_as.get(a) is NameKind.OUTLET else -1
            if len(key) > 1:
                longer[key[0]].add(key)
                if OUTLET_WORDS.issuperset(key[1:]):
                    self._shortened.add(key[:1])
            elif key and kind is not NameKind.ORGANISATION:
                self._elsewhere.add(key[0])
        self._shortened -= {(first,) for first in self._elsewhere}
        firms = {first: key[-1] for first, keys in longer.items() for key in keys if len(keys) == 1}
        places = {key[0] for _, _, kind, key in spelt if len(key) == 1 and kind is NameKind.PLACE}
        self._firms = {
            first
            for first, last in firms.items()
            if (last in _FIRMS or (last in _TRADING and first not in places)) and not first.endswith(_ADJECTIVAL)
        }
        self._elsewhere -= self._firms
        self._elsewhere.update(first for first, keys in longer.items() if len(keys) > 1)
        short: list[tuple[int, int, NameKind, tuple[str, ...]]] = []
        for a, b, kind, key in spelt:
            if not key:
                continue
            figure = self._taken_up(a, key) or self._by_key.get(key)
            if figure is None and len(key) == 1 and kind is NameKind.ORGANISATION and words[a].text.isupper():
                short.append((a, b, kind, key))
                continue
            if figure is None:
                figure = self._organisation(a, b, kind, key, read[key] >= 0)
            if len(key) > 1 and figure.kind is EntityKind.ORGANISATION:
                self._by_head[head_of(key)] = figure
            self._mention(figure, a, b)
        for a, b, kind, key in short:
            figure = self._by_key.get(key) or self._initials(a, key[0])
            if figure is None:
                figure = self._organisation(a, b, kind, key, read[key] >= 0)
            self._by_key[key] = figure
            self._mention(figure, a, b)

    def _organisation(self, a: int, b: int, kind: NameKind, key: tuple[str, ...], outlet: bool) -> Figure:
        state = state_of(" ".join(key))
        if state is not None:
            spelling = ("state", state.name)
            nation = self._by_key.get(spelling)
            if nation is None:
                nation = self._new(EntityKind.ORGANISATION, self.text.spelt(a, b))
                nation.state = state.name
                self._by_key[spelling] = nation
            known = state_of(nation.name)
            fuller = known is not None and known.by == "name" and len(self.text.spelt(a, b)) > len(nation.name)
            if state.by == "name" and (known is None or known.by != "name" or fuller):
                nation.name = self.text.spelt(a, b)
            self._by_key[key] = nation
            return nation
        called = self._introduced(a)
        outlet = outlet or is_outlet(key) or key in self._shortened or self._named_like_outlet(a, b)
        outlet = (outlet and called is not Noun.ORGANISATION) or called is Noun.OUTLET
        made = EntityKind.OUTLET if outlet else EntityKind.ORGANISATION
        # A shorter form of a name that is already there: the last words of it, or its first ones without the kind.
        firm = key[0] in self._firms
        alone = (kind is NameKind.ORGANISATION or firm) and key[0] not in self._elsewhere and key[0] not in ORGANISED
        if len(key) > 1 or outlet or alone:
            alike = (f for f in reversed(self.figures[-60:]) if f.kind is made)
            same = [f for f in alike if self._one_name(key, f) or self._cut_short(a, key, f)]
            if same:
                figure = max(same, key=lambda f: len(f.mentions))
                figure.forms.add(key)
                self._fuller(figure, a, b)
                self._by_key[key] = figure
                return figure
        polled = self.text.words[b].low in ("poll", "polls", "survey")
        titled = self._read_as.get(a) is NameKind.DOCUMENT or self._titled_like_paper(a, b)
        if (made is EntityKind.ORGANISATION or polled) and titled:
            made = EntityKind.DOCUMENT
        figure = self._new(made, self.text.spelt(a, b))
        figure.read_as = NameKind.ORGANISATION if SITE.fullmatch(figure.name) else kind
        figure.forms.add(key)
        if len(key) > 1:
            for letters in ("".join(w[0] for w in key), "".join(w[0] for w in key if w not in LINKS)):
                self._by_initials.setdefault(letters, figure)
        self._by_key[key] = figure
        return figure

    def _one_name(self, key: tuple[str, ...], figure: Figure) -> bool:
        """Whether a name is a shorter or longer form of a figure's: a town's police are not the town."""
        longer = figure.read_as is not NameKind.PLACE
        firm = key[0] in self._firms
        return any(
            (firm and form[0] == key[0] and (len(key) == 1 or len(form) == 1))
            or _shortens(key, form)
            or (longer and (len(form) > 1 or form[0] not in self._elsewhere) and _shortens(form, key))
            for form in figure.forms
        )

    def is_firm(self, figure: Figure) -> bool:
        """Whether a body's name tells that it is a company's."""
        return any(form[0] in self._firms or form[-1] in _FIRMS | _TRADING for form in figure.forms)

    def _cut_short(self, a: int, key: tuple[str, ...], figure: Figure) -> bool:
        """Whether one of two names is the first letters of the other, with an article: the Tid, the Tidal Reserve."""
        if figure.kind is not EntityKind.ORGANISATION:
            return False
        before = figure.mentions[0].first if figure.mentions else 0
        pairs = [pair for form in figure.forms for pair in ((a, key, form), (before, form, key))]
        return any(
            len(short) == 1
            and len(long) == 2
            and 2 < len(short[0]) < 5
            and long[0] != short[0]
            and long[0].startswith(short[0])
            and (long[1] in ORGANISED or long[1] == "reserve")
            and at > 0
            and self.text.words[at - 1].low == "the"
            for at, short, long in pairs
        )

    def _taken_up(self, a: int, key: tuple[str, ...]) -> Figure | None:
        """The body named last that a capitalised noun behind "the" takes up: the Committee."""
        if len(key) > 1 or key[0] not in _ONE_OF_MANY or not a or self.text.words[a - 1].low != "the":
            return None
        return self._by_head.get(SPELT.get(key[0], key[0]))

    def _titled_like_paper(self, a: int, b: int) -> bool:
        """Whether a name ends as those of laws, treaties, reports do, or tells behind it of what, and is no body's."""
        words = self.text.words
        head = next((i - 1 for i in range(a + 1, b) if words[i].low in ("of", "for", "on")), b)
        papers = _PAPERS if b > a else _ALONE
        return words[head].cap and words[head].low in papers and not self.surveys(a, head)

    def surveys(self, a: int, b: int) -> bool:
        """Whether a name is that of a body that surveys land, and not of a survey."""
        words = self.text.words
        return b > a and words[b].low == "survey" and words[b - 1].low in ("geological", "antarctic", "ordnance")

    def _introduced(self, a: int) -> Noun | None:
        """What a noun right before a name says that it is: the website X, an advocacy group X."""
        at = a - 1 - (self.text.words[a - 1].low == "the") if a > 1 else -1
        before = self.text.words[at]
        if at < 0 or not before.text.islower():
            return None
        meaning = noun(before.low)
        if before.low == "group":
            return Noun.ORGANISATION
        if before.low == "agency" and at and self.text.words[at - 1].low == "news":
            return Noun.OUTLET
        return None if meaning is None or meaning[1] else meaning[0]

    def _named_like_outlet(self, a: int, b: int) -> bool:
        words = self.text.words[a : b + 1]
        if SITE.fullmatch(words[-1].text) or _BROADCASTER.fullmatch(words[-1].text):
            return True
        lows = [w.low for w in words]
        if len(words) == 1 and a and self.text.words[a - 1].low == "the" and lows[0] in OUTLET_WORDS and words[0].cap:
            return True
        network = lows[-1] == "network" and not set(lows) & OF_NEWS  # as activists have
        if (
            len(words) > 1
            and lows[-1] in OUTLET_WORDS
            and not network
            and not set(lows) & (ORGANISED - {"international", "network"})
        ):
            return True
        return len(words) > 1 and (_BROADCASTER.fullmatch(words[0].text) is not None or "news" in lows)

    def _initials(self, at: int, key: str) -> Figure | None:
        """The organisation that an abbreviation stands for: the one right before it in brackets, or by initials."""
        words = self.text.words
        if at > 1 and words[at - 1].text == "(":
            for mention in reversed(self.mentions[-12:]):
                if mention.last == at - 2 and mention.figure.kind is not EntityKind.PERSON:
                    return mention.figure
        return self._by_initials.get(key)

    # ------------------------------------------------------------ making them

    def _new(self, kind: EntityKind, name: str) -> Figure:
        figure = Figure(kind, name)
        self.figures.append(figure)
        return figure

    def _mention(self, figure: Figure, first: int, last: int) -> None:
        mention = Mention(first, last, figure, True)
        figure.mentions.append(mention)
        self.mentions.append(mention)
        words = self.text.words
        at = first - 1
        if at >= 0 and words[at].text == ".":
            at -= 1
        seen = 0
        while at >= 0 and seen < 3 and words[at].low in TITLES and figure.kind is EntityKind.PERSON:
            office, gender = TITLES[words[at].low]
            if office:
                if at and (words[at - 1].low == "former" or state_of(words[at - 1].text)):
                    figure.roles[office] = f"{words[at - 1].text} {words[at].text}"
                figure.roles.setdefault(office, words[at].text)
            if gender:
                figure.votes[gender] += 3
            at -= 2 if at and words[at - 1].text == "." else 1
            seen += 1

    def role(self, figure: Figure, head: str, words: str) -> None:
        """Note an office of a figure, in the text's words, under its head noun."""
        figure.roles.setdefault(head, words)
        if head in FEMININE:
            figure.votes["f"] += 3
        elif head in MASCULINE:
            figure.votes["m"] += 0.5 if head in _GENERIC else 3


def _gender(figure: Figure) -> str:
    """`m` or `f` by what the text says, else by the given name: among those of one surname, Mr. is nobody's Helen."""
    return figure.gender or gender_of(figure.name.split()[0].casefold())


@lru_cache(1024)
def _folded(word: str) -> str:
    """A word of a name as its misspellings share it: without accents and doubled letters (Zoë Fennick, Zoe Fenick)."""
    plain = "".join(c for c in normalize("NFKD", word.casefold()) if not combining(c))
    return _DOUBLED.sub(r"\1", plain)


def _prevailing(spellings: Counter[str]) -> str:
    """The longest form of a name, as it is mostly spelt; in doubt, with all its accents and letters."""
    return max(spellings, key=lambda spelt: (len(spelt.split()), spellings[spelt], not spelt.isascii(), len(spelt)))


def _shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one organisation's name is the other's, less words at one end that only say what it is."""
    if len(short) >= len(long):
        return False
    letters = len(short[0])
    if len(short) > 1 and 1 < letters < 4 and long[letters:] == short[1:]:
        return "".join(w[0] for w in long[:letters]) == short[0]  # the FP Daily News of Fort Pell
    if long[-len(short) :] == short:
        return (len(short) > 1 or short[0] in OUTLET_WORDS) and long[-len(short) - 1] not in LINKS
    rest = long[len(short) :]
    if len(short) > 1 and long[: len(short)] == short and short[-1] in ORGANISED and rest[0] == "for":
        return True  # the Fennick Center, or the Fennick Center for Tides
    return long[: len(short)] == short and all(w in ORGANISED or w in OUTLET_WORDS or _of_body(w) for w in rest)


def _of_body(word: str) -> bool:
    meaning = NOUNS.get(word)
    return meaning is not None and meaning[0] not in (Noun.PERSON, Noun.GROUP)


def _is_title(low: str) -> bool:
    """Whether a word may stand before a name as a title does: Gov., Editor-in-Chief."""
    return low in TITLES or ("-" in low and any(noun(part) == (Noun.PERSON, False) for part in low.split("-")[::2]))


def head_of(words: Sequence[str]) -> str:
    """The noun that says what a body is, by its name in small letters: that of a Board of Pilots is board."""
    head = next((a for a, b in pairwise(words) if b in ("of", "for", "on")), words[-1])
    return SPELT.get(head, head)


def bare_name(name: str) -> tuple[str, ...]:
    """The words of a name given from outside the text, as `bare` has them."""
    out = tuple(re.findall(r"[^\W_]+", name.casefold()))
    return out[1:] if out[:1] == ("the",) and len(out) > 1 else out
