"""The names of a text, gathered into the entities that they name: the cast of an article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.model import EntityKind, Name, NameKind, Span
from sayso.resolve.places import is_province, state_of
from sayso.resolve.vocabulary import (
    ADDRESSES,
    DETERMINERS,
    FEMININE,
    MASCULINE,
    NOUNS,
    OUTLET_ACTS,
    OUTLET_WORDS,
    PRONOUNS,
    STOPS,
    TITLES,
    Noun,
    noun,
    wordset,
)
from sayso.resolve.words import Text, Word

__all__ = ["Cast", "Figure", "Mention"]

_LINKS = wordset("of the de del da di van von der den bin ibn al el la le for and & ’s 's")
# Titles that only people bear, and no office or body is called by.
_PERSONAL = wordset("mr mrs ms miss dr prof sen rep gov gen lt col capt sgt rev")
# Titles that hardly anybody has for a surname: a name that ends with one is an office.
_OFFICES = wordset(
    "minister ambassador secretary president vice-president chancellor governor senator representative "
    "congressman congresswoman chairman chairwoman councilman councilwoman premier sheriff commander officer "
    "attorney gen sen rep gov"
)
_SUFFIXES = wordset("jr sr ii iii iv esq phd md")
_BROADCASTER = re.compile(r"(?:MS|C)?[A-Z]?B[CS][A-Z]?|[A-Z]NN|[A-Z]{2}N|NPR")
_WHERE = wordset("in of from to at near across outside")
_SITE = re.compile(r"[\w-]+\.(?:com|org|net|co|news|info|io|tv)\b", re.IGNORECASE)
_ORGANISED = wordset(
    "committee party department ministry agency university college institute association council court commission "
    "bureau union company inc corp ltd llc group bank foundation organisation organization federation congress "
    "senate house parliament administration campaign center centre church school army navy force forces board "
    "authority service services office police society league club alliance coalition front movement corps pac "
    "fund trust energy healthcare studios entertainment technologies solutions airways pharmaceuticals foods "
    "securities insurance partners capital holdings industries airlines motors systems international network"
)


@dataclass(slots=True, eq=False)
class Mention:
    """Words that refer to a figure: the word indices from `first` to `last`, both included."""

    first: int
    last: int
    figure: Figure
    name: bool
    weight: float = 1.0


@dataclass(slots=True, eq=False)
class Figure:
    """An entity while it is being worked out. `votes` are for he (m) and she (f)."""

    kind: EntityKind
    name: str
    named: bool = True
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter)
    roles: dict[str, str] = field(default_factory=dict)
    votes: dict[str, float] = field(default_factory=lambda: {"m": 0.0, "f": 0.0})
    mentions: list[Mention] = field(default_factory=list)
    state: str | None = None
    plural: bool = False
    speaks_for: Figure | None = None
    members: tuple[Figure, ...] = ()

    @property
    def gender(self) -> str:
        """`m` or `f` where the text is clear enough about it, else nothing."""
        m, f = self.votes["m"], self.votes["f"]
        if m + f < 1:
            return ""
        return "m" if m >= 2 * f + 0.5 else "f" if f >= 2 * m + 0.5 else ""


def bare(words: Iterable[Word]) -> tuple[str, ...]:
    """A name's words without article, possessive and marks, in lower case."""
    out = [w.low.replace(".", "") for w in words if w.text[0].isalnum() or w.text[0] in "@#"]
    while out and out[0] in ("the", "a", "an"):
        out = out[1:]
    return tuple(out)


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
        self._full: dict[int, list[int]] = defaultdict(list)  # where somebody is named in full
        self._alone: set[str] = set()
        self._by_ends: dict[tuple[str, str], Figure] = {}
        self._by_initials: dict[str, Figure] = {}
        self._lower = frozenset(w.low for w in text.words if not w.cap)
        self._sourced = {i for span in sources for i in text.within(span)}
        found = self._found(names, sources)
        self._people([f for f in found if f[2] is NameKind.PERSON])
        self._others([f for f in found if f[2] is not NameKind.PERSON])
        self.mentions.sort(key=lambda m: (m.first, m.last))
        self.at: dict[int, Mention] = {}
        for mention in self.mentions:
            for i in range(mention.first, mention.last + 1):
                self.at[i] = mention

    # ------------------------------------------------------------ where names stand

    def _found(self, names: Sequence[Name], sources: Sequence[Span]) -> list[tuple[int, int, NameKind]]:
        """Word indices and kind of each name: the network's, and what else is written like one inside a source."""
        words = self.text.words
        out: list[tuple[int, int, NameKind]] = []
        taken: set[int] = set()
        for name in self._joined(names):
            inside = [i for i in self.text.within(name.span) if words[i].text != "\n"]
            while inside and words[inside[-1]].low in ("'s", "’s", ",", ".", "the"):
                inside.pop()
            while inside and (words[inside[0]].low in DETERMINERS or not words[inside[0]].text[0].isalnum()):
                inside.pop(0)
            if inside:
                if name.kind is NameKind.PERSON:
                    inside = [*self._missed(inside[0], taken), *inside]
                kind = NameKind.PERSON if len(inside) > 1 and words[inside[0]].low in _PERSONAL else name.kind
                first, last = self._trimmed(inside[0], inside[-1], kind)
                if kind is not NameKind.PERSON or words[last].low not in _OFFICES:
                    out.append((first, last, kind))
                    taken.update(range(first, last + 1))
        if names:
            for source in sources:
                out.extend(self._capitalised(self.text.within(source), taken))
        else:
            out.extend(self._capitalised(range(len(words)), taken))
        if not out:
            return out
        out.sort()
        return self._settled(out)

    def _joined(self, names: Sequence[Name]) -> list[Name]:
        """The names, with people's names that were cut at an initial made whole."""
        out: list[Name] = []
        for name in names:
            last = out[-1] if out else None
            if last is not None and last.kind is name.kind is NameKind.PERSON:
                between = self.text.text[last.span.end : name.span.start]
                initial = last.span.of(self.text.text).rstrip(".")[-2:-1] == " "
                if len(between) < 3 and not between.strip(". ") and "\n" not in between and initial:
                    out[-1] = Name(Span(last.span.start, name.span.end), name.kind, min(last.score, name.score))
                    continue
            out.append(name)
        return out

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
        opening = i == 0 or not (words[i - 1].text[0].isalnum() or words[i - 1].text in ",.(")
        if i < first and opening and words[i].text != "." and len(words[i].text) > 1 and first - i == 1:
            return []
        return list(range(i, first))

    def _capitalised(self, where: range, taken: set[int]) -> list[tuple[int, int, NameKind]]:
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
                    after.low in _LINKS
                    and after.low not in ("and", "'s", "’s")
                    and j + 2 < where.stop
                    and words[j + 2].cap
                    and j + 2 not in taken
                    and not (after.low == "the" and words[j].low not in ("of", "for"))
                    and not (
                        after.low in ("of", "for")
                        and j > i
                        and words[j].low not in _ORGANISED
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
                if self._office(k) and not any(words[n].low in _ORGANISED for n in range(k + 1, j + 1)):
                    # "Lakeside Mayor Jane Roe" is a place or a body, an office, and a person.
                    end = k - 1
                    while end >= i and (self._office(end) or words[end].text == "." or words[end].low in _LINKS):
                        end -= 1
                    if end >= i:
                        out.append((i, end, self._kind_of_run(i, end)))
                    first = k + 1
                    if words[first].low == "of" and first + 2 <= j:
                        first += 2
                    break
            while first < j and (words[first].text == "." or words[first].low in TITLES):
                first += 1
            if not (first == j and words[first].low in TITLES):
                kind = self._kind_of_run(first, j)
                first, last = self._trimmed(first, j, kind)
                if kind is not NameKind.PERSON or words[last].low not in _OFFICES:
                    out.append((first, last, kind))
            i = after_run + 1
        return out

    def _office(self, i: int) -> bool:
        low = self.text.words[i].low
        meaning = NOUNS.get(low)
        return low in TITLES or (meaning is not None and meaning[0] is Noun.PERSON and not meaning[1])

    def _rest_of_body(self, first: int, last: int, where: range) -> int:
        """Where the name of an organisation ends that goes on after "and" (A and B Services), else 0."""
        words = self.text.words
        if any(words[k].low in _ORGANISED for k in range(first, last + 1)):
            return 0
        end = last + 2
        while end < where.stop and words[end].cap and words[end].low not in PRONOUNS:
            end += 1
        return end - 1 if end > last + 2 and words[end - 1].low in _ORGANISED else 0

    def _trimmed(self, first: int, last: int, kind: NameKind) -> tuple[int, int]:
        """A person's name without what stands before a title in it, and without words that are no names elsewhere."""
        words = self.text.words
        if kind is not NameKind.PERSON:
            return first, last
        for i in range(last - 1, first - 1, -1):
            if words[i].low in TITLES:
                first = i + 2 if words[i + 1].text == "." and i + 2 <= last else i + 1
                break
        while last > first and (words[last].low in STOPS or (words[last].low in self._lower and last - first > 1)):
            last -= 1
        while last - first > 1 and words[first].low in self._lower:
            first += 1
        return first, last

    def _starts_name(self, i: int) -> bool:
        w = self.text.words[i]
        if w.text[0] == "@" and len(w.text) > 1:
            return True
        if not w.cap or w.low in PRONOUNS or w.low in DETERMINERS or w.low in STOPS:
            return False
        opening = i == 0 or not (self.text.words[i - 1].text[0].isalnum() or self.text.words[i - 1].text in ",('’s")
        following = self.text.words[i + 1] if i + 1 < len(self.text.words) else None
        if opening and (w.low in self._lower or noun(w.low) is not None or w.low.endswith("ly")):
            return following is not None and following.cap and w.low in TITLES
        return not (opening and following is not None and not following.cap and noun(following.low) is not None)

    def _kind_of_run(self, first: int, last: int) -> NameKind:
        words = self.text.words[first : last + 1]
        joined = " ".join(w.text for w in words)
        if state_of(joined) or is_province(joined):
            return NameKind.PLACE
        lows = {w.low for w in words}
        if (
            lows & _ORGANISED
            or any(w.text.isupper() and len(w.text) > 2 and w.low not in _SUFFIXES for w in words)
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

    def _settled(self, found: list[tuple[int, int, NameKind]]) -> list[tuple[int, int, NameKind]]:
        """The names with the kinds that the whole text gives them: one spelling, mostly one kind."""
        words = self.text.words
        votes: dict[tuple[str, ...], Counter[NameKind]] = defaultdict(Counter)
        lasts: set[str] = set()
        for a, b, kind in found:
            key = bare(words[a : b + 1])
            votes[key][kind] += 1
            if kind is NameKind.PERSON and len(key) > 1:
                lasts.add([k for k in key if k not in _SUFFIXES][-1] if set(key) - _SUFFIXES else key[-1])
        out = []
        for a, b, _ in found:
            key = bare(words[a : b + 1])
            if not key:
                continue
            best = votes[key].most_common(1)[0][0]
            if len(key) == 1 and key[0] in lasts and best is not NameKind.PERSON:
                placed = a > 0 and words[a - 1].low in _WHERE
                best = best if placed and state_of(key[0]) else NameKind.PERSON
            if self._titled(a) and words[a].cap and len(key) <= 3 and not set(key) & _ORGANISED:
                best = NameKind.PERSON
            if best is NameKind.OTHER and self._may_be_person(a, b):
                best = NameKind.PERSON
            out.append((a, b, best))
        return out

    def _may_be_person(self, a: int, b: int) -> bool:
        """Whether a single word of no known kind is likelier somebody's surname: it is a source, and has no article."""
        w = self.text.words[a]
        if (
            a != b
            or a not in self._sourced
            or not w.text.isalpha()
            or w.text[1:] != w.low[1:]
            or noun(w.low) is not None
        ):
            return False
        before = self.text.words[a - 1].low if a else ""
        return (
            before not in ("the", "a", "an")
            and state_of(w.text) is None
            and not self._outlet_sign(a, b)
            and not w.low.endswith("s")
        )

    # ------------------------------------------------------------ people

    def _people(self, found: list[tuple[int, int, NameKind]]) -> None:
        words = self.text.words
        people = []
        for a, b, _ in found:
            first = a
            while first < b and (words[first].low in TITLES or words[first].text == "."):
                first += 1
            key = tuple(k for k in bare(words[first : b + 1]) if k not in _SUFFIXES and len(k) > 1)
            if key:
                people.append((first, b, key))
        full = [p for p in people if len(p[2]) > 1]
        self._alone = {key[0] for _, _, key in people if len(key) == 1}
        for first, last, key in full:
            figure = self._person(first, last, key)
            self._mention(figure, first, last)
            self._full[id(figure)].append(first)
        for first, last, key in people:
            if len(key) == 1:
                figure = self._short(first, key[0]) or self._surnamed(first, last, key[0])
                self._mention(figure, first, last)
                figure.forms[key] += 1

    def _surnamed(self, first: int, last: int, key: str) -> Figure:
        figure = self._new(EntityKind.PERSON, self._spelt(first, last))
        self._by_last[key].append(figure)
        return figure

    def _person(self, first: int, last: int, key: tuple[str, ...]) -> Figure:
        known = self._by_ends.get((key[0], key[-1]))
        if known is not None:
            known.forms[key] += 1
            self._fuller(known, first, last)
            return known
        figure = self._new(EntityKind.PERSON, self._spelt(first, last))
        figure.forms[key] += 1
        self._by_last[key[-1]].append(figure)
        self._by_first[key[0]].append(figure)
        self._by_ends[key[0], key[-1]] = figure
        return figure

    def _fuller(self, figure: Figure, first: int, last: int) -> None:
        spelt = self._spelt(first, last)
        if len(spelt.split()) > len(figure.name.split()):
            figure.name = spelt

    def _short(self, at: int, key: str) -> Figure | None:
        """Whose short name this is: the last one named before, else the first after; a title tells spouses apart."""
        gender = ""
        before = at - 1
        if before >= 0 and self.text.words[before].text == ".":
            before -= 1
        if before >= 0:
            gender = TITLES.get(self.text.words[before].low, ("", ""))[1]
        for index in (self._by_last, self._by_first):
            candidates = [f for f in index.get(key, ())[-20:] if not gender or f.gender in ("", gender)]
            if len(candidates) > 1 and index is self._by_last:
                # Whoever goes by the first name is not the one who goes by the last.
                candidates = [f for f in candidates if f.name.split()[0].casefold() not in self._alone] or candidates
            if len(candidates) == 1:
                return candidates[0]
            if candidates:
                return self._namesake(candidates, at)
        return None

    def _namesake(self, candidates: list[Figure], at: int) -> Figure:
        """Whom of several a shared short name means: one just named in full, else whom the text is more about."""
        sentence = self.text.sentence
        near: list[tuple[int, Figure]] = []
        for figure in candidates:
            full = self._full[id(figure)]
            n = bisect_left(full, at)
            if n and sentence[at] - sentence[full[n - 1]] <= 2 and not self._in_headline(full[n - 1]):
                near.append((full[n - 1], figure))
        if near:
            return max(near, key=lambda pair: pair[0])[1]
        return max(candidates, key=self._presence)

    def _presence(self, figure: Figure) -> tuple[int, int]:
        """How much a text is about somebody: full names below the headline, then who comes first."""
        full = self._full[id(figure)]
        return len(full) - sum(map(self._in_headline, full[:3])), -full[0] if full else 0

    def _in_headline(self, at: int) -> bool:
        return self.text.headline is not None and self.text.words[at].start < self.text.headline.end

    # ------------------------------------------------------------ organisations, outlets, places

    def _others(self, found: list[tuple[int, int, NameKind]]) -> None:
        words = self.text.words
        spelt = []
        for a, b, kind in found:
            if kind is NameKind.OTHER and len(words[a].text) < 2:
                continue
            spelt.append((a, b, kind, bare(words[a : b + 1])))
        signs: Counter[tuple[str, ...]] = Counter()
        for a, b, _, key in spelt:
            signs[key] += self._outlet_sign(a, b)
        short: list[tuple[int, int, NameKind, tuple[str, ...]]] = []
        for a, b, kind, key in spelt:
            if not key:
                continue
            figure = self._by_key.get(key)
            if figure is None and len(key) == 1 and kind is NameKind.ORGANISATION and words[a].text.isupper():
                short.append((a, b, kind, key))
                continue
            if figure is None:
                figure = self._organisation(a, b, kind, key, signs[key])
            self._mention(figure, a, b)
        for a, b, kind, key in short:
            figure = self._by_key.get(key) or self._initials(a, key[0])
            if figure is None:
                figure = self._organisation(a, b, kind, key, signs[key])
            self._by_key[key] = figure
            self._mention(figure, a, b)

    def _organisation(self, a: int, b: int, kind: NameKind, key: tuple[str, ...], sign: int) -> Figure:
        state = state_of(" ".join(key))
        if state is not None:
            same = ("state", state.name)
            figure = self._by_key.get(same)
            if figure is None:
                figure = self._new(EntityKind.ORGANISATION, self._spelt(a, b))
                figure.state = state.name
                self._by_key[same] = figure
            known = state_of(figure.name)
            fuller = known is not None and known.by == "name" and len(self._spelt(a, b)) > len(figure.name)
            if state.by == "name" and (known is None or known.by != "name" or fuller):
                figure.name = self._spelt(a, b)
            self._by_key[key] = figure
            return figure
        head = key[-1]
        outlet = sign > 0 or self._named_like_outlet(a, b)
        made = EntityKind.OUTLET if outlet else EntityKind.ORGANISATION
        # A shorter form of a name that is already there: the last words of it, or its first ones without the kind.
        if len(key) > 1 or outlet:
            for other in reversed(self.figures[-60:]):
                if other.kind is made and any(_shortens(key, form) or _shortens(form, key) for form in other.forms):
                    other.forms[key] += 1
                    self._fuller(other, a, b)
                    self._by_key[key] = other
                    return other
        figure = self._new(made, self._spelt(a, b))
        figure.forms[key] += 1
        if len(key) > 1:
            for letters in ("".join(w[0] for w in key), "".join(w[0] for w in key if w not in _LINKS)):
                self._by_initials.setdefault(letters, figure)
        self._by_key[key] = figure
        if head in NOUNS:
            figure.roles.setdefault(head, head)
        return figure

    def _named_like_outlet(self, a: int, b: int) -> bool:
        words = self.text.words[a : b + 1]
        if _SITE.fullmatch(words[-1].text) or _BROADCASTER.fullmatch(words[-1].text):
            return True
        lows = [w.low for w in words]
        if len(words) == 1 and a and self.text.words[a - 1].low == "the" and lows[0] in OUTLET_WORDS and words[0].cap:
            return True
        if len(words) > 1 and lows[-1] in OUTLET_WORDS and not set(lows) & (_ORGANISED - {"international", "network"}):
            return True
        return len(words) > 1 and (_BROADCASTER.fullmatch(words[0].text) is not None or "news" in lows)

    def _outlet_sign(self, a: int, b: int) -> int:
        """Whether the words around a name treat it as a news organisation: told X, X reported, a reporter for X."""
        words = self.text.words
        before = [w.low for w in words[max(0, a - 4) : a]]
        if before and before[-1] == "the":
            before.pop()
            # Names of newspapers keep their article's capital in the middle of a sentence.
            opening = a < 2 or (words[a - 2].text[0] not in ",’'" and not words[a - 2].text[0].isalnum())
            if words[a - 1].cap and not opening and not {w.low for w in words[a : b + 1]} & _ORGANISED:
                return 1
        after = [w.low for w in words[b + 1 : b + 4]]
        if state_of(" ".join(w.text for w in words[a : b + 1])):
            return 0
        letters = a == b and words[a].text.isupper() and a > 0 and words[a - 1].low == "the"
        if before and before[-1] in ADDRESSES and not letters and not {w.low for w in words[a : b + 1]} & _ORGANISED:
            return 1
        if after[:2] == [",", "which"] and any(w.low == "reported" for w in words[b + 3 : b + 6]):
            return 1
        if before[-2:-1] and before[-2] in OUTLET_ACTS and before[-1] in ("for", "at", "with", "on", "of", "in", "by"):
            return 1
        if (after[:1] and after[0] in ("reported", "reports")) or (before and before[-1] == "reported"):
            return 1
        if after[:1] and after[0] in OUTLET_ACTS - {"show", "poll", "program", "programme", "editor"}:
            return 1
        if (
            after[:2]
            and after[0] in ("'s", "’s")
            and (after[1] in OUTLET_ACTS - {"editor", "poll"} or (after[1] in ("“", '"', "‘", "'")))
        ):
            return 1
        return 0

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
                figure.roles.setdefault(office, words[at].text)
            if gender:
                figure.votes[gender] += 3
            at -= 2 if at and words[at - 1].text == "." else 1
            seen += 1

    def _spelt(self, first: int, last: int) -> str:
        words = self.text.words
        return " ".join(self.text.text[words[first].start : words[last].end].split())

    def role(self, figure: Figure, head: str, words: str) -> None:
        """Note an office of a figure, in the text's words, under its head noun."""
        figure.roles.setdefault(head, words)
        if head in FEMININE:
            figure.votes["f"] += 3
        elif head in MASCULINE:
            figure.votes["m"] += 3


def _shortens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one organisation's name is the other's, less words at one end that only say what it is."""
    if len(short) >= len(long):
        return False
    if long[-len(short) :] == short:
        return len(short) > 1 or short[0] in OUTLET_WORDS
    rest = long[len(short) :]
    return long[: len(short)] == short and all(w in _ORGANISED or w in OUTLET_WORDS or w in NOUNS for w in rest)


def bare_name(name: str) -> tuple[str, ...]:
    """The words of a name given from outside the text, as `bare` has them."""
    out = tuple(re.findall(r"[^\W_]+", name.casefold()))
    return out[1:] if out[:1] == ("the",) and len(out) > 1 else out
