"""The scene before anybody speaks: who holds which office; bodies, papers and groups that have no name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from sayso.model import Article, EntityKind, NameKind
from sayso.resolve.calling import BACK, BODIES, Calling
from sayso.resolve.cast import head_of
from sayso.resolve.figures import Figure, Mention
from sayso.resolve.kinds import SITE, WHERE
from sayso.resolve.phrases import Phrase, singular
from sayso.resolve.places import is_province, state_of
from sayso.resolve.referring import ENTITY_OF, is_verb
from sayso.resolve.vocabulary import (
    COPULAS,
    DETERMINERS,
    INDEFINITE,
    PRONOUNS,
    SAME_PAPER,
    STOPS,
    TITLES,
    Noun,
    noun,
)
from sayso.text.wording import wordset

__all__ = ["RELATIVES", "Scene"]

RELATIVES = wordset("who whom whose which that")
_CLAUSES = wordset("said says told who which that is was are were has have had will would")
_SPEAKS_FOR = wordset("spokesman spokeswoman spokesperson lawyer attorney representative")
# Bodies that a definite phrase may mean, whatever their name says they are.
_ANY_BODY = wordset("agency company organisation organization firm group body institution corporation department")
_OWNED_BY = ((Noun.ORGANISATION, False), (Noun.PERSON, False))
# What the state's bodies are called by, which "the agency" means before any other.
_OF_STATE = wordset(
    "department ministry agency bureau administration office service services commission authority board council"
)
_TRADERS = ("company", "firm", "corporation")
_FIRMS = (*_TRADERS, "group")
# What people join or give to, which "the organization" means as well.
_LOOSE = wordset("organisation organization nonprofit charity")
_JOINED = _ANY_BODY | wordset(
    "foundation association league federation society institute center centre union fund coalition alliance project"
)
_PLACES = ("state", "city", "town")
_NEAR = 6  # sentences, where a line break counts for two
_NO_PLACE = STOPS | {"police"}
_FORCES = ("police", "department", "force", "service", "bureau")
_ALL_OF_THEM = wordset("media press")
_COMPANIES = (_ANY_BODY - {"department"}) | wordset("airline retailer manufacturer bank club charity nonprofit startup")
_PRINTED = wordset("newspaper paper magazine tabloid broadsheet daily weekly")
_JUST = 6  # sentences, or papers
_NEARER = 60  # words


class Scene(Calling):
    """The figures of an article and where they are spoken of."""

    def __init__(self, article: Article) -> None:
        super().__init__(article)
        found = self.found
        self.unnamed: dict[tuple[EntityKind, str], list[tuple[Figure, frozenset[str], bool]]] = {}
        self.rows: dict[tuple[int, ...], Figure] = {}
        self.rows_of: dict[str, Figure] = {}
        self._offices(found)
        self._pairs()
        self.field.learn_genders()
        self.field.note_offices()
        for figure in self.cast.figures:
            if figure.read_as is NameKind.PLACE and not self._is_place(figure):
                figure.read_as = NameKind.ORGANISATION
        self.bodies: dict[str, list[Figure]] = {}
        for figure in self.cast.figures:
            if figure.kind in BODIES and figure.named and not figure.state:
                self.bodies.setdefault(_head(figure.name), []).append(figure)
        forces = [f for head in _FORCES for f in self.bodies.get(head, ())]
        self.police = [
            f for f in forces if "police" in (name := f.name.casefold().split()) and name[0] not in _NO_PLACE
        ]
        self._bodies_and_papers(found)

    def _offices(self, found: list[Phrase]) -> None:
        """Give people the offices that stand beside their names: X, the mayor; mayor X; the mayor, X."""
        words, at = self.text.words, self.cast.at
        for p in found:
            if p.noun is not Noun.PERSON:
                continue
            owner = self._named_beside(p)
            if owner is None:
                continue
            spelt = self.text.spelt(p.first, p.head)
            self.cast.role(owner, p.lemma, spelt)
            p.figure = owner
            if p.lemma in _SPEAKS_FOR:
                owner.speaks_for = owner.speaks_for or self._behind(p)
        # A noun right before a name needs no determiner: "mayor X", "campaign manager X".
        for mention in self.cast.mentions:
            if mention.figure.kind is not EntityKind.PERSON:
                continue
            self._office_behind(mention)
            i = self._past_titles(mention.first - 1)
            if i < 0 or i in at:
                continue
            meaning = noun(words[i].low)
            if meaning is not None and meaning[0] is Noun.PERSON:
                p = self.by_head.get(i) or Phrase(i, i, Noun.PERSON, False, "", frozenset(), singular(words[i].low))
                self.cast.role(mention.figure, p.lemma, self.text.spelt(p.first, i))
                if p.lemma in _SPEAKS_FOR and p.first < i:
                    mention.figure.speaks_for = mention.figure.speaks_for or self._behind(p)

    def _past_titles(self, i: int) -> int:
        """The last word before titles that stand up to word `i`: a diplomat, Sir X."""
        words = self.text.words
        while i > 0 and (words[i].text == "." or (words[i].low in TITLES and noun(words[i].low) is None)):
            i -= 1
        return i

    def _office_behind(self, mention: Mention) -> None:
        """Note the office that is told without an article behind a name: X, 61, senior fellow at Y."""
        words = self.text.words
        i = mention.last + 1
        if i + 1 < len(words) and words[i].text == "," and words[i + 1].text.isdigit():
            i += 2
        if i >= len(words) or words[i].text != ",":
            return
        for head in range(i + 1, min(i + 6, len(words) - 1)):
            w = words[head]
            if w.low in STOPS or w.low in DETERMINERS or not w.text[0].isalpha():
                return
            if noun(w.low) == (Noun.PERSON, False) and words[head + 1].low in ("of", "for", "at", "in", "with"):
                self.cast.role(mention.figure, singular(w.low), self.text.spelt(i + 1, head))
                return

    def _named_beside(self, p: Phrase) -> Figure | None:
        words, at = self.text.words, self.cast.at
        after = p.head + 1
        if after in at and at[after].figure.kind is EntityKind.PERSON:
            return at[after].figure
        if p.plural:
            return None
        before = p.first - 1
        if before > 0 and words[before].text == "," and p.det and not self._acts_after(p.head):
            left = at.get(before - 1)
            if words[before - 1].text == ")":
                left = at.get(self._opening(before - 1) - 1)
            if left is not None and left.figure.kind is EntityKind.PERSON:
                return left.figure
        if before > 0 and words[before].low in COPULAS and p.det in ("a", "an", "the", "'s"):
            left = at.get(before - 1)
            if left is not None and left.figure.kind is EntityKind.PERSON:
                return left.figure
        return self._apposed(p.head)

    def _acts_after(self, head: int) -> bool:
        """Whether a verb follows a noun, which then is a subject: "in the Lantern, the mayor said"."""
        words = self.text.words
        return head + 1 < len(words) and is_verb(words[head + 1])

    def _apposed(self, head: int) -> Figure | None:
        """The person whose name follows a noun phrase after a comma, and is closed by a comma or a stop."""
        words = self.text.words
        i = head + 1
        for _ in range(14):
            if i + 1 >= len(words) or words[i].text in '.;:\n“”"!?(':
                return None
            if words[i].text in ",—–-":
                while i + 1 < len(words) and words[i + 1].text == "-":
                    i += 1
                right = self._name_after(i + 1)
                if right is None:
                    return None
                end = right.last + 1
                closed = end >= len(words) or words[end].text in ",.(;—–\n" or words[end].low in ("of", "from")
                return right.figure if closed else None
            if words[i].low in RELATIVES or words[i].low in PRONOUNS:
                return None
            i += 1
        return None

    def _name_after(self, at: int) -> Mention | None:
        """A person's name at word `at`, behind titles, places and nouns for people alone."""
        words, names = self.text.words, self.cast.at
        for i in range(at, min(at + 7, len(words))):
            mention = names.get(i)
            if mention is not None and mention.figure.kind is EntityKind.PERSON:
                return mention
            w = words[i]
            if not (
                mention or w.low in TITLES or w.text == "." or w.cap or (noun(w.low) or (Noun.GROUP,))[0] is Noun.PERSON
            ):
                return None
        return None

    def _opening(self, closing: int) -> int:
        words = self.text.words
        for i in range(closing, max(-1, closing - 12), -1):
            if words[i].text == "(":
                return i
        return closing

    def _behind(self, p: Phrase) -> Figure | None:
        """Whom somebody speaks for: the name within the phrase, or after "for" or "of"."""
        words, at = self.text.words, self.cast.at
        for i in range(p.head - 1, p.first - 1, -1):
            if i in at:
                return at[i].figure
        if p.head + 1 < len(words) and words[p.head + 1].low in ("for", "of"):
            for i in range(p.head + 2, min(p.head + 8, len(words))):
                if i in at:
                    return at[i].figure
                if i in self.by_head or not words[i].text[0].isalnum():
                    break
        return None

    def _bodies_and_papers(self, found: list[Phrase]) -> None:
        """Make figures of the organisations, outlets, papers and groups without a name, for it and they to find."""
        added = []
        for p in found:
            if p.figure is not None or (p.first and self.text.words[p.first - 1].low == "whose"):
                continue
            if p.noun is Noun.PERSON:
                if not p.definite or p.plural or p.possessor is not None:
                    continue
                p.figure = self.field.holder(p)
                if p.figure is None:
                    continue
            elif (p.noun in (Noun.ORGANISATION, Noun.OUTLET) or p.lemma == "group") and (
                (named := self._apposed_to(p) or self._named_behind(p)) is not None
            ):
                p.figure = named
                if p.noun is Noun.OUTLET:
                    named.kind = EntityKind.OUTLET
            elif p.noun is Noun.GROUP and p.det == "the" and p.lemma in self.rows_of:
                p.figure = self.rows_of[p.lemma]
            else:
                p.figure = self._figure(p)
            mention = Mention(p.first, p.head, p.figure, False)
            p.figure.mentions.append(mention)
            added.append(mention)
        self.field.merge(added)

    def _apposed_to(self, p: Phrase) -> Figure | None:
        """The body whose name stands before a phrase that says what it is: the Lantern, a weekly."""
        words = self.text.words
        if p.plural or p.det not in ("a", "an", "the") or p.first < 2 or words[p.first - 1].text != ",":
            return None
        if p.det == "the" and not (p.head + 1 < len(words) and words[p.head + 1].low in RELATIVES):
            return None  # the next one of a list
        end = p.first - 2
        named = self.cast.at.get(self._opening(end) - 1 if words[end].text == ")" else end)
        if named is None or named.figure.state or named.figure.read_as is NameKind.PLACE:
            return None
        return named.figure if named.figure.kind in BODIES else None

    def _named_behind(self, p: Phrase) -> Figure | None:
        """The body whose name follows a phrase that says what it is: the rail union, Northern Drivers,"""
        words = self.text.words
        if (p.plural and words[p.head].low != "group") or p.head + 2 >= len(words):
            return None
        if words[p.head + 1].low in ("called", "named") and p.det in ("a", "an"):
            called = self.cast.at.get(p.head + 2)
            return called.figure if called is not None and called.figure.kind is not EntityKind.PERSON else None
        if words[p.head + 1].text != ",":
            return None
        right = self.cast.at.get(p.head + 2) or self.cast.at.get(p.head + 3)
        if right is None or right.figure.kind is EntityKind.PERSON or right.figure.state:
            return None
        if words[right.first - 1].text != "," and words[right.first - 1].low != "the":
            return None
        if right.figure.read_as is NameKind.PLACE or words[min(right.last + 1, len(words) - 1)].text not in ",.)":
            return None
        return right.figure

    def _pairs(self) -> None:
        """Make one figure of people named in a row, for they and "the senators" to find."""
        words = self.text.words
        people = [m for m in self.cast.mentions if m.figure.kind is EntityKind.PERSON]
        added = []
        for a, b in pairwise(people):
            gap = [words[i].low for i in range(a.last + 1, b.first)]
            if (
                a.figure is b.figure
                or not gap
                or len(gap) > 9
                or gap.count("and") != 1
                or any(w in '.;:\n“”"' for w in gap[:-1])
            ):
                continue
            if gap[0] != "and" and not (gap[0] == "," and "and" in gap[-3:] and len(gap) < 9):
                continue
            after = words[b.last + 1] if b.last + 1 < len(words) else None
            of_another = after is not None and after.text.islower() and noun(after.low) in _OWNED_BY
            if of_another or any(w in _CLAUSES for w in gap):
                continue
            figure = self._row((a.figure, b.figure))
            title = words[a.first - 1].low if a.first else ""
            if title in TITLES and title.endswith("s") and TITLES[title][0]:
                self.rows_of.setdefault(TITLES[title][0], figure)
            mention = Mention(a.first, b.last, figure, False)
            figure.mentions.append(mention)
            added.append(mention)
        self.field.merge(added)

    def _row(self, members: tuple[Figure, ...]) -> Figure:
        key = tuple(id(f) for f in members)
        figure = self.rows.get(key)
        if figure is None:
            name = ", ".join(f.name for f in members[:-1]) + " and " + members[-1].name
            figure = self.rows[key] = Figure(EntityKind.GROUP, name, plural=True, members=members)
            self.cast.figures.append(figure)
            for role in set.intersection(*(set(f.roles) for f in members)):
                self.rows_of[role] = figure
        return figure

    def _figure(self, p: Phrase) -> Figure:
        """The figure of a phrase without a name: one spoken of before, where nothing tells the two apart."""
        if p.lemma == "paper":
            p.noun = self._paper(p)
        kind = ENTITY_OF[p.noun]
        mods = self._mods(p)
        in_headline = self.text.in_headline(p.head)
        one, seat = p.lemma not in _ALL_OF_THEM, self._seat(p)
        if kind in BODIES and p.det in ("the", "this", "that") and one and not seat:
            named = self._named_body(p, kind)
            if named is not None:
                return named
        if p.lemma == "police" and not mods and len(self.police) == 1:
            return self.police[0]
        if p.lemma == "department" and p.det == "the" and not mods and not p.plural:
            force = self._force_before(p)
            if force is not None:
                return force
        if p.lemma in _PLACES and p.det == "the" and not mods and not p.plural:
            place = self._place_before(p)
            if place is not None:
                return place
        known = self.unnamed.setdefault((kind, p.lemma), [])
        recent: Sequence[int] = range(len(known) - 1, max(-1, len(known) - 12), -1)
        if not mods:  # "the campaign" is the one spoken of last
            recent = sorted(recent, key=lambda i: self._spoken_of(known[i][0]))[::-1]
            if p.lemma == "campaign":  # somebody's, before one that is run for an office
                recent = sorted(recent, key=lambda i: not known[i][0].owned)
        for i in recent:
            figure, told, loose = known[i]
            same = mods == told and bool(mods or not p.det)
            same = same or (loose and not told - mods) or (mods <= told and self._taken_up(p))
            if not same and self._in_short(p, mods - told, figure) and self._taken_up(p):
                return figure
            if same and figure.plural == p.plural:
                self._rename(figure, p)
                if mods - told:
                    known[i] = (figure, told | mods, in_headline and loose)
                return figure
        taken = self._same_paper(p, mods) if kind is EntityKind.DOCUMENT else None
        if taken is not None:
            return taken
        figure = Figure(kind, self._phrase_name(p), named=False, plural=p.plural, worded=self._worded(p))
        figure.owned = self._of_somebody(p)
        self.cast.figures.append(figure)
        known.append((figure, mods, in_headline or (not p.det and (not p.plural or p.lemma == "police"))))
        return figure

    def _force_before(self, p: Phrase) -> Figure | None:
        """The police of a place, where they are spoken of before and nothing else is "the department"."""
        words, kind = self.text.words, EntityKind.ORGANISATION
        if p.lemma in self.bodies or (kind, p.lemma) in self.unnamed:
            return None
        if p.head + 1 < len(words) and words[p.head + 1].low in ("of", "for"):
            return None
        forces = self.police or [figure for figure, mods, _ in self.unnamed.get((kind, "police"), ()) if mods]
        return forces[0] if len(forces) == 1 and any(m.first < p.first for m in forces[0].mentions) else None

    def _of_somebody(self, p: Phrase) -> bool:
        """Whether a phrase says whose something is: the Fennick campaign, his campaign."""
        named = (self.cast.at[i].figure for i in range(p.first, p.head) if i in self.cast.at)
        return (p.possessor is not None and self._owner(p.possessor) is not None) or any(
            f.kind is EntityKind.PERSON for f in named
        )

    def _same_paper(self, p: Phrase, mods: frozenset[str]) -> Figure | None:
        """What "the survey" takes up: the paper last spoken of whose name, or another word for it, says it is that."""
        if p.det not in ("the", "this", "that", "these", "those"):
            return None
        alike = SAME_PAPER.get(p.lemma, frozenset())
        named = next((m for m in reversed(self.field.before(p.first)) if self._is_paper(m, p, alike)), None)
        best, at = (None, -1) if named is None else (named.figure, named.last)
        for lemma in alike:
            for figure, told, _ in self.unnamed.get((EntityKind.DOCUMENT, lemma), ())[-_JUST:]:
                last = figure.mentions[-1].last if figure.mentions and figure.plural == p.plural else -1
                near = self.text.sentence[p.first] - self.text.sentence[last] <= _JUST
                if at < last < p.first and near and (mods <= told or self._in_short(p, mods - told, figure)):
                    best, at = figure, last
        return best

    def _is_paper(self, m: Mention, p: Phrase, alike: frozenset[str]) -> bool:
        """Whether a mention is the name of a paper that a phrase may mean."""
        figure = m.figure
        if not m.name or figure.kind is not EntityKind.DOCUMENT or figure.plural != p.plural:
            return False
        head = _head(figure.name)
        return (head == p.lemma or head in alike) and self._told_in(figure, p)

    def _spoken_of(self, figure: Figure) -> int:
        """Where a figure without a name is spoken of last; a paper that says something counts as nearer."""
        last = figure.mentions[-_JUST:]
        says = figure.kind is EntityKind.DOCUMENT and any(m.last in self.field.sources for m in last)
        return last[-1].last + _NEARER * says if last else -1

    def _in_short(self, p: Phrase, more: frozenset[str], figure: Figure) -> bool:
        """Whether what a phrase tells more of a paper is what its name tells at length: the IG report."""
        short = {w.low for w in self.text.words[p.first : p.head] if w.text.isupper()}
        initials = "".join(word[0] for word in figure.name.casefold().split())
        paper = p.noun is Noun.DOCUMENT and figure.plural == p.plural
        return paper and all(word in short and word in initials for word in more)

    def _told_in(self, figure: Figure, p: Phrase) -> bool:
        return p.mods <= set(figure.name.casefold().split())

    def _rename(self, figure: Figure, p: Phrase) -> None:
        """Call a figure by a phrase that tells more, or that stands in the text where its name so far does not."""
        name, worded = self._phrase_name(p), self._worded(p)
        if figure.worded and not worded:
            return
        plain = figure.name == figure.name.lower()
        fuller = set(figure.name.casefold().split()) < set(name.casefold().split())
        instead = worded and not figure.worded and p.mods
        if (plain and name != name.lower()) or fuller or instead:
            figure.name, figure.worded = name, worded

    def _worded(self, p: Phrase) -> bool:
        """Whether the name of a phrase stands in the text as it is."""
        return p.possessor is None or not self._stands_for(p.possessor) or self._owner(p.possessor) is None

    def _taken_up(self, p: Phrase) -> bool:
        """Whether a phrase can take up what was spoken of before, as "the poll" can, and "other polls" cannot."""
        if p.det in INDEFINITE or p.det in ("other", "number", "many", "several", "some"):
            return False
        return bool(p.det) or not p.plural or p.noun is Noun.ORGANISATION

    def _paper(self, p: Phrase) -> Noun:
        """Whether "the paper" is a newspaper: one is named before and nothing says what paper it is."""
        return Noun.OUTLET if not p.mods and self._named_body(p, EntityKind.OUTLET) is not None else Noun.DOCUMENT

    def _named_body(self, p: Phrase, kind: EntityKind) -> Figure | None:
        """The organisation or outlet with a name that "the court" or "the newspaper" is: the last one before.

        One whose name says that it is such a thing, with all the words that tell which, goes before any other.
        """
        others: dict[int, Figure] = {}
        sentence = self.text.sentence
        printed = bool(p.mods) and p.lemma in _PRINTED
        # All firms are companies, those that have the word in their names no more than others.
        for figure in reversed(self.bodies.get(p.lemma, ()) if p.lemma not in _FIRMS else ()):
            if figure.kind is kind and figure.mentions[0].first < p.first and self._told_in(figure, p):
                near = [f for f in self.bodies[p.lemma] if f is not figure and f.mentions[0].first < p.first]
                if not near:
                    return figure
                break
        if p.lemma not in self.bodies and kind is EntityKind.ORGANISATION and p.lemma not in _COMPANIES:
            return None
        for m in reversed(self.field.before(p.first)):
            figure = m.figure
            if not m.name or figure.state:
                continue
            if p.lemma in _TRADERS and not p.mods and not others and SITE.fullmatch(figure.name):
                figure.kind = kind
                return figure
            if figure.kind is not kind:
                continue
            last = _head(figure.name)
            if last == p.lemma and p.lemma not in _FIRMS and self._told_in(figure, p):
                return figure
            if p.mods and (p.plural or not self._told_anew(p)):
                continue
            if printed and sentence[p.first] - sentence[m.last] > _NEAR:
                break
            known = _JOINED if p.lemma in _LOOSE else _ANY_BODY if p.lemma in _ANY_BODY else _FIRMS
            body = figure.read_as is not NameKind.PLACE and (noun(last) is None or last in known)
            if kind is EntityKind.OUTLET or (p.lemma in _COMPANIES and body):
                others[id(figure)] = figure
        nearest = next(iter(others.values()), None)
        if p.plural:
            return next((f for f in others.values() if f.plural), None) or self._firms_before(p)
        if printed:
            return nearest if len(others) == 1 else None
        if not p.mods and len(others) < 2:
            return nearest
        if p.lemma == "agency":
            others = {key: f for key, f in others.items() if _head(f.name) in _OF_STATE or f.name.isupper()} or others
        found = self.field.antecedent(p.first, "s", "n", among=frozenset({kind}), only=others)
        return found if found is not None or p.mods else nearest

    def _firms_before(self, p: Phrase) -> Figure | None:
        """The two that "the companies" are: those named last in one sentence, where they are two."""
        if p.lemma not in _TRADERS or p.mods:
            return None
        found: dict[int, Figure] = {}
        here = -1
        for m in reversed(self.field.before(p.first)):
            sentence = self.text.sentence[m.first]
            if (found and sentence != here) or self.text.sentence[p.first] - sentence > _NEAR:
                break
            figure = m.figure
            if not m.name or figure.kind is not EntityKind.ORGANISATION or figure.state:
                continue
            last = _head(figure.name)
            if figure.read_as is NameKind.ORGANISATION and (noun(last) is None or last in _FIRMS):
                found.setdefault(id(figure), figure)
                here = sentence
        two = sorted(found.values(), key=lambda f: f.mentions[0].first)
        if len(two) != 2 or not any(self.cast.is_firm(f) for f in two):
            return None
        return self.rows.get((id(two[1]), id(two[0]))) or self._bodies_row(two)

    def _bodies_row(self, members: list[Figure]) -> Figure:
        """Bodies in a row as one."""
        key = tuple(id(f) for f in members)
        figure = self.rows.get(key)
        if figure is None:
            name = " and ".join(f.name for f in members)
            figure = self.rows[key] = Figure(EntityKind.ORGANISATION, name, plural=True)
            self.cast.figures.append(figure)
        return figure

    def _is_place(self, figure: Figure) -> bool:
        """Whether a name that was read as a place's is one: it says nothing, or something is in it."""
        words, named = self.text.words, [m for m in figure.mentions[:BACK] if m.name]
        if is_province(figure.name):
            return True
        return not any(m.first in self.field.sources for m in named) or any(
            m.first and words[m.first - 1].low in WHERE for m in named
        )

    def _place_before(self, p: Phrase) -> Figure | None:
        """The state, or the town, that "the state" or "the city" takes up: the one named last, not long ago."""
        words, sentence = self.text.words, self.text.sentence
        for m in reversed(self.field.before(p.first)):
            if sentence[p.first] - sentence[m.last] > _NEAR:
                return None
            name = " ".join(w.text for w in words[m.first : m.last + 1])
            placed = m.name and m.figure.read_as is NameKind.PLACE and state_of(name) is None
            if placed and is_province(name) == (p.lemma == "state"):
                return m.figure
        return None

    def _told_anew(self, p: Phrase) -> bool:
        """Whether a phrase may tell of a body that is named before what it is: the law enforcement agency."""
        words = self.text.words
        behind = words[min(p.head + 1, len(words) - 1)].low
        known = p.lemma in _PRINTED and (EntityKind.OUTLET, p.lemma) not in self.unnamed and "local" not in p.mods
        if not (known or p.lemma in _COMPANIES) or p.det == "'s" or behind in ("for", "of", "that", "which", "in"):
            return False
        return not any(words[i].cap or i in self.cast.at for i in range(p.first + 1, p.head + 1))

    def _crowd(self, first: int, head: int) -> Figure:
        lemma = self.text.words[head].low
        known = self.unnamed.setdefault((EntityKind.GROUP, lemma), [])
        if known:
            return known[-1][0]
        figure = Figure(EntityKind.GROUP, self.text.spelt(first, head), named=False, plural=True)
        self.cast.figures.append(figure)
        known.append((figure, frozenset(), True))
        return figure


@lru_cache(1024)
def _head(name: str) -> str:
    return head_of(name.casefold().split())
