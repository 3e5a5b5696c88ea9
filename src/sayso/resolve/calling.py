"""What a phrase without a name is called: whose it is, what tells which one it is, and where its name ends."""

from __future__ import annotations

from itertools import pairwise

from sayso.model import Article, EntityKind, NameKind
from sayso.resolve.cast import Cast
from sayso.resolve.figures import Figure, Mention
from sayso.resolve.papers import Papers
from sayso.resolve.phrases import Phrase, Phrases
from sayso.resolve.referring import Field, is_verb
from sayso.resolve.vocabulary import DETERMINERS, NUMBERS, PRONOUNS, STOPS, Noun, noun
from sayso.resolve.words import OWNING, Text
from sayso.text.wording import wordset

__all__ = ["BACK", "BODIES", "PEOPLE", "Calling"]

PEOPLE = frozenset({EntityKind.PERSON})
BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.OUTLET})
_INTRODUCING = DETERMINERS | {"latest", "new", "recent", "'s", "’s"}
_LEADING = wordset(
    "least the a an this that these those his her its their our my your own no any latest new fresh 's ’s"
)
_BODY_LINKS = ("of", "for", "in", "on", "against")
_SEATED = wordset("government regime embassy consulate court parliament legislature office")
BACK = 60  # how many mentions are looked at


class Calling:
    """The words, the names and the phrases of an article, and how a phrase is called.

    Everything looks at a bounded stretch around a word, so that the whole is linear in the text.
    """

    def __init__(self, article: Article) -> None:
        sources = [span for a in article.attributions if a.source for span in a.source.spans]
        self.text = Text(article.document, sources)
        self.cast = Cast(self.text, article.names, sources, article.document.outlet)
        self.phrases = Phrases(self.text, self.cast)
        self.field = Field(self.text, self.cast)
        places = [self.text.within(span) for span in sources]
        self.field.sources = {i for place in places for i in place}
        # Where sources begin: what stands before them, as a verb does, is no part of what they are called.
        self.begins = {place[0] for place in places if place}
        self.papers = Papers(self.text, self.cast, self.field.sources)
        self.owners: dict[int, Figure | None] = {}
        # Whether what belongs to a Haskins is Haskins’ here.
        pairs = [(a, b.text) for a, b in pairwise(self.text.words) if a.cap and a.low[-1] == "s" and b.text[0] in "'’"]
        self.bare_s = sum(mark in "'’" for _, mark in pairs) > len(pairs) / 2
        self.found = self.phrases.all()
        self.by_head: dict[int, Phrase] = {p.head: p for p in self.found}

    def _mods(self, p: Phrase) -> frozenset[str]:
        """The words that tell which one is meant, with whom a pronoun before them stands for and what stands behind."""
        seat = self._seat(p)
        told = frozenset() if seat is None else frozenset({seat.figure.name.casefold()})
        return self._owned_by(p) | self.papers.told(p) | told

    def _seat(self, p: Phrase) -> Mention | None:
        """The place right behind a noun that tells which body is meant: the government in Port Velmo."""
        words, link = self.text.words, p.head + 1
        if p.lemma not in _SEATED or p.mods or p.plural or link + 1 >= len(words) or words[link].low != "in":
            return None
        place = self.cast.at.get(link + 1)
        placed = place is not None and (place.figure.state or place.figure.read_as is NameKind.PLACE)
        return place if placed else None

    def _owned_by(self, p: Phrase) -> frozenset[str]:
        if p.possessor is None or not self._stands_for(p.possessor):
            return p.mods
        owner = self._owner(p.possessor)
        return p.mods if owner is None else p.mods | {owner.surname}

    def _stands_for(self, at: int) -> bool:
        low = self.text.words[at].low
        return low in PRONOUNS or low == "whose"

    def _owner(self, at: int) -> Figure | None:
        """The person that a possessive pronoun stands for."""
        if at in self.owners or self.text.words[at].low not in PRONOUNS:
            return self.owners.get(at)
        person, number, gender = PRONOUNS[self.text.words[at].low]
        if person != 3 or number != "s" or gender == "n":
            return None
        if at not in self.owners:
            self.owners[at] = self.field.antecedent(at, "s", gender, among=PEOPLE)
        return self.owners[at]

    def _phrase_name(self, p: Phrase) -> str:
        words = self.text.words
        first = p.first
        if p.possessor is not None and self._stands_for(p.possessor):
            owner = self._owner(p.possessor)
            if owner is not None:
                begin = p.possessor + 1 + (words[p.possessor + 1].low == "own")
                return f"{owner.name}{self._of_owner(owner)} {self._spelt(begin, p)}"
        body = self._body_owning(p)
        if body is not None and p.possessor is not None:
            return f"{body.name}{words[p.possessor + 1].text} {self._spelt(p.possessor + 2, p)}"
        first = next((i for i in range(p.head, first, -1) if i in self.begins and words[i - 1].text.islower()), first)
        leading = _INTRODUCING if p.noun is Noun.GROUP else _LEADING
        while first < p.head and first not in self.cast.at and words[first].low in leading:
            first += 1
        if not p.det and first < p.head and p.noun is not Noun.PERSON and self._verb_at(first):
            first += 1
        return self._spelt(first if p.noun is Noun.GROUP else self._number_before(first), p)

    def _number_before(self, first: int) -> int:
        """Where the number stands that a phrase begins with in its source: two other polls, two small Velman unions."""
        words = self.text.words
        for i in (first - 1, first - 2):
            w = words[i]
            if i not in self.field.sources or not w.text.isalpha() or w.low in STOPS or w.low in PRONOUNS:
                break
            if w.low in NUMBERS:
                return i
            if w.low in DETERMINERS:
                break
        return first

    def _body_owning(self, p: Phrase) -> Figure | None:
        """The body with a name that "the bank" is in "the bank's board"."""
        owner = None if p.possessor is None else self.by_head.get(p.possessor)
        if owner is None or owner.figure is None or not owner.definite or not owner.figure.named:
            return None
        return owner.figure if owner.figure.kind in BODIES else None

    def _spelt(self, first: int, p: Phrase) -> str:
        """A phrase from a word on, with what behind its noun tells which one it is."""
        if p.noun is not Noun.DOCUMENT:
            return self.text.spelt(first, self._complement(p))
        behind = self.papers.behind(p)
        first = self.papers.undated(first, p.head, bool(behind))
        first += self.text.words[first].low == "recent" and first + 1 < p.head
        runs = [[first, p.head]]  # where what stands together begins and ends
        for i in behind:
            if i == runs[-1][1] + 1:
                runs[-1][1] = i
            else:
                runs.append([i, i])
        return " ".join(self.text.spelt(a, b) for a, b in runs)

    def _verb_at(self, i: int) -> bool:
        """Whether the first word of a phrase is rather a verb, whose object the rest is: to thwart law enforcement."""
        before = [w.low for w in self.text.words[max(0, i - 2) : i]]
        to = before[-1:] in (["to"], ["also"], ["now"]) and before != ["according", "to"]
        return to and i not in self.field.sources and self.text.words[i].text.islower()

    def _of_owner(self, owner: Figure) -> str:
        """How the text writes that something is somebody's: Haskins’, or Haskins’s."""
        words, last = self.text.words, owner.name.rpartition(" ")[2]
        for m in owner.mentions[:BACK]:
            after = words[m.last + 1].text if m.last + 1 < len(words) else ""
            if words[m.last].text == last and (after in OWNING or (after in ("'", "’") and last[-1] == "s")):
                return after
        return "’" if last[-1] == "s" and (self.bare_s or owner.kind is not EntityKind.PERSON) else "’s"

    def _complement(self, p: Phrase) -> int:
        """The last word of what a noun takes on to say which one it is: a coalition of ferrymen."""
        seat = self._seat(p)
        if seat is not None:
            return seat.last
        link = p.head + 1
        sources = self.field.sources
        words, at = self.text.words, self.cast.at
        body = p.noun in (Noun.ORGANISATION, Noun.OUTLET)
        told = link in sources and words[link].low in (_BODY_LINKS if body else ("of",))
        if not told or self._circumstance(link) or (p.mods and not body) or p.noun is Noun.PERSON:
            return p.head
        i = link + 1
        while i < link + 9 and i in sources:
            w = words[i]
            if i in at:
                i = at[i].last + 1
                continue
            if not (w.text[0].isalnum() or w.low in OWNING) or w.low in PRONOUNS or is_verb(w):
                break
            both = w.low == "and" and i - 1 in at and i + 1 in at
            if w.low in STOPS and not both and not (w.low == "of" and i > link + 1):
                break
            i += 1
        while words[i - 1].low in STOPS or words[i - 1].low in DETERMINERS:
            i -= 1
        return i - 1 if i > link + 1 else p.head

    def _circumstance(self, link: int) -> bool:
        """Whether in, on or for tell when or how somebody spoke: on Monday, for years, in a statement."""
        words, after = self.text.words, link + 1
        if words[link].low == "of" or after >= len(words):
            return False
        if self.papers.is_time(after) or words[after].low == "behalf":
            return True
        if words[link].low == "in":
            return after + (words[after].low == "the") not in self.cast.at
        return any((noun(w.low) or (None,))[0] is Noun.DOCUMENT for w in words[after : after + 2])
