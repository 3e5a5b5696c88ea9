"""Pronouns and definite descriptions: which figure of the article words without a name refer to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from math import inf, log
from operator import mul

from sayso.model import EntityKind, NameKind
from sayso.resolve.cast import Cast
from sayso.resolve.figures import Figure, Mention
from sayso.resolve.phrases import VERBS, Phrase
from sayso.resolve.vocabulary import ADDRESSES, PRONOUNS, SAME_OFFICE, STOPS, Noun
from sayso.resolve.words import OWNING, Text, Word
from sayso.text.wording import wordset

__all__ = ["ENTITY_OF", "ONE_AT_A_TIME", "PARTISANS", "Field", "is_verb"]

_BEARERS = ("ans", "ists", "crats", "ims")
_VAGUE = wordset("leader officer executive aide adviser advisor")
_OWNED = re.compile(r"['’]s |^(?:his|her|their|its) ")
# Offices of which a text rarely has two holders; of other roles (a star, a lawyer) there may be many.
ONE_AT_A_TIME = wordset(
    "president chancellor premier king queen pope prince princess secretary minister ambassador mayor sheriff governor "
    "senator representative congressman congresswoman judge justice spokesman spokeswoman spokesperson chairman "
    "chairwoman director ceo commissioner nominee candidate frontrunner front-runner treasurer speaker attorney lawyer "
    "manager strategist coach general commander"
)
_IN_FULL = {"gop": "republican", "dem": "democrat"}
PARTISANS = wordset("republican democrat conservative liberal socialist progressive communist independent lawmaker")
_BACK = 60  # how many mentions back an antecedent is looked for
_LONG = 80  # words of what is said that are looked at
_SENTENCES = 14  # and how many sentences
_VOTES = wordset("he him his himself she her hers herself")

_AUXILIARIES = wordset("is was has had will would could can may might should did does do also never")

# What speaks for an antecedent, and how much: for things as is known of English (recency, then subjecthood, then how
# much the article is about somebody); for persons the same, moved towards what agrees with automatic coreference of
# other articles and with some of its errors judged by hand.
_WEIGHTS = {
    #                  persons things
    "sentences": (-1.4, -1.0),  # between the two, those within quotation marks not counted
    "beyond": (0.0, -0.1),  # more than six of them
    "same": (0.5, 0.8),  # in one sentence
    "subject": (1.4, 1.3),
    "object": (-0.5, -0.8),
    "owner": (-0.2, -0.7),
    "spoke": (0.4, 1.1),  # a source
    "agrees": (1.1, 1.0),  # known to be he, or she
    "quoted": (-3.0, -2.2),  # named by somebody else
    "told": (-1.25, 0.0),  # in what is said, though it is not quoted
    "often": (0.4, 0.5),  # the logarithm of how often it is mentioned
    "one": (-1.5, -1.5),  # for they
    "body": (-1.0, -1.0),  # for they, an organisation without a name
    "acts": (0.6, 0.0),  # before a verb
    "last": (0.8, 0.0),  # who spoke last
    "last_behind": (0.3, 0.0),  # the same, behind what is quoted
    "last_of_another": (1.0, 0.0),  # the same, where he or she is in what is quoted, too
    "sentences_behind": (-0.6, 0.0),
}
_PERSON, _THING = zip(*_WEIGHTS.values(), strict=True)


class Field:
    """All mentions of a text in order, those made on the way included, and the search among them."""

    def __init__(self, text: Text, cast: Cast) -> None:
        self.text = text
        self.cast = cast
        self.mentions: list[Mention] = list(cast.mentions)
        self._firsts = [m.first for m in self.mentions]
        self.sources: set[int] = set()
        self.spoke: dict[int, Figure] = {}  # whom the words of a source mean, where that is known
        self.offices: dict[str, list[Figure]] = {}
        self.last_speaker: Figure | None = None

    def add(self, mention: Mention) -> None:
        """Put a mention in its place, found on the way."""
        i = bisect_left(self._firsts, mention.first)
        self.mentions.insert(i, mention)
        self._firsts.insert(i, mention.first)
        mention.figure.mentions.append(mention)

    def merge(self, mentions: list[Mention]) -> None:
        """Put many mentions in their places at once."""
        self.mentions = sorted([*self.mentions, *mentions], key=lambda m: m.first)
        self._firsts = [m.first for m in self.mentions]

    def before(self, first: int) -> list[Mention]:
        """The last mentions before a word, in order."""
        stop = bisect_left(self._firsts, first)
        return self.mentions[max(0, stop - _BACK) : stop]

    def learn_genders(self) -> None:
        """Let every he and she vote for the nearest person named before it, the surer the nearer."""
        words, sentence = self.text.words, self.text.sentence
        people = [m for m in self.mentions if m.figure.kind is EntityKind.PERSON]
        at = 0
        recent: list[Mention] = []
        for i, w in enumerate(words):
            while at < len(people) and people[at].first < i:
                recent = [*recent[-2:], people[at]]
                at += 1
            if w.low not in _VOTES or not recent:
                continue
            gender = PRONOUNS[w.low][2]
            near = [m for m in recent if sentence[i] - sentence[m.last] <= 1]
            alone = len({id(m.figure) for m in near}) == 1
            for m in near[-1:]:
                same = sentence[i] == sentence[m.last]
                # Where two people stand near, the pronoun says little about which of them it means.
                m.figure.votes[gender] += (2.0 if same else 1.0) * (2.0 if alone else 0.5)

    def antecedent(
        self,
        at: int,
        number: str,
        gender: str,
        *,
        among: frozenset[EntityKind],
        but: Figure | None = None,
        said: range = range(0),
        only: Mapping[int, Figure] | None = None,
    ) -> Figure | None:
        """The figure that a pronoun at word `at` refers to; `said` are the words that are laid to it, if any.

        `only` are the figures, by their ids, that it can refer to, where not all can.
        """
        found = self.candidates(at, number, gender, among=among, but=but, said=said)
        if only is not None:
            found = [one for one in found if id(one[0]) in only]
        if not found:
            return None
        weights = _PERSON if EntityKind.PERSON in among else _THING
        return max(found, key=lambda pair: _weighed(pair[1], weights))[0]

    def candidates(
        self,
        at: int,
        number: str,
        gender: str,
        *,
        among: frozenset[EntityKind],
        but: Figure | None = None,
        said: range = range(0),
    ) -> list[tuple[Figure, tuple[float, ...]]]:
        """The mentions that a pronoun may take up, the nearest first: the figure, and what speaks for it (`_WEIGHTS`).

        What is quoted before its speaker is passed over: nobody speaks of himself by name.
        """
        words, outer = self.text.words, self.text.outer
        quotation = self.text.quotation_at(words[at].start)
        before = bool(said) and said[0] < at
        behind = before and self.text.quotation_at(words[said[0]].start) is not None
        start = said[0] if behind else at
        first = said[0] if before and words[at - 1].low != "as" else at
        here = outer[start]
        of_another = behind and any(PRONOUNS.get(words[i].low) == (3, number, gender) for i in said[:_LONG])
        out: list[tuple[Figure, tuple[float, ...]]] = []
        stop = bisect_left(self._firsts, start)
        for m in reversed(self.mentions[max(0, stop - _BACK) : stop]):
            away = here - outer[m.last]
            if away > _SENTENCES:
                break
            figure = m.figure
            if m.last >= start or figure is but or figure.kind not in among or not _agrees(figure, number, gender):
                continue
            if m.name and (self._signs(m) if gender != "n" else _for_people(words[m.last])):
                continue
            inside = self.text.quotation_at(words[m.first].start)
            subject, objected, owner = self._standing(m)
            plain = number == "p" and not figure.plural
            last = self.last_speaker is figure
            out.append(
                (
                    figure,
                    (
                        min(away, 6),
                        max(0, away - 6),
                        away == 0,
                        subject,
                        objected,
                        owner,
                        m.first in self.sources and self.spoke.get(m.first, figure) is figure,
                        gender in ("m", "f") and number == "s" and figure.gender == gender,
                        inside is not None and inside is not quotation,
                        m.first >= first,
                        (figure.kind is not EntityKind.ORGANISATION) and log(1 + len(figure.mentions)),
                        plain,
                        plain and figure.kind is EntityKind.ORGANISATION and not figure.named,
                        self._acts(m),
                        last,
                        last and behind,
                        last and of_another,
                        behind * min(away, 6),
                    ),
                )
            )
        return out

    def _signs(self, m: Mention) -> bool:
        """Whether a name is that of the writer, in a line of its own: By X."""
        words, i = self.text.words, m.first - 1
        if i < 0 or words[i].low != "by" or (i and words[i - 1].text != "\n"):
            return False
        after = m.last + 1 + (m.last + 1 < len(words) and words[m.last + 1].text == ".")
        return after >= len(words) or words[after].text == "\n"

    def _acts(self, m: Mention) -> bool:
        """Whether a verb stands right behind a mention, or behind what is put between commas after it."""
        words = self.text.words
        i = m.last + 1
        if i < len(words) and words[i].text == ",":
            stops = ',.\n“"'
            i = next((n for n in range(i + 1, min(i + 16, len(words))) if words[n].text in stops), len(words)) + 1
        if i >= len(words):
            return False
        return is_verb(words[i])

    def foremost(self, at: int, gender: str) -> Figure | None:
        """Whom he or she means where nobody was spoken of for long: whom the text is most about."""
        people = (f for f in self.cast.figures[:_BACK] if f.kind is EntityKind.PERSON and f.named)
        fitting = (f for f in people if f.mentions and f.mentions[0].first < at and _agrees(f, "s", gender))
        return max(fitting, key=lambda f: len(f.mentions), default=None)

    def _standing(self, m: Mention) -> tuple[float, bool, bool]:
        """How much a mention looks like a subject, whether it looks like an object, and whether it owns something."""
        words = self.text.words
        after = words[m.last + 1] if m.last + 1 < len(words) else None
        owner = after is not None and after.text in ("'s", "’s", "’", "'")
        before = m.first - 1
        here = self.text.sentence[m.first]
        # Past what may stand before the noun or name in the same phrase: titles, adjectives, nouns, an owner.
        for _ in range(8):
            if before < 0 or self.text.sentence[before] != here:
                break
            w = words[before]
            if not (w.text[0].isalnum() or w.text in ".’'") and w.low not in OWNING:
                break
            if w.low in STOPS or w.low in ADDRESSES or w.low.endswith("ed") or w.low in VERBS:
                break
            before -= 1
        if before < 0 or self.text.sentence[before] != self.text.sentence[m.first] or words[before].text in '\n“"—–;:':
            return 1.0, False, owner
        low = words[before].low
        if low == "for" and before and words[before - 1].low == "as" and not owner:
            return 1.0, False, owner  # as for X, he sings
        if low in ADDRESSES or (
            low in STOPS
            and low not in ("that", "who", "which", "if", "because", "when", "while", "where", "but", "or", "and")
        ):
            return 0.0, True, owner
        if low in ("that", "if", "because", "when", "while", "where", "but", "and"):
            return 0.6, False, owner
        return 0.0, False, owner

    def note_offices(self) -> None:
        """Index the figures by the offices that the text gives them."""
        self.offices = {}
        for figure in self.cast.figures:
            for head in figure.roles:
                self.offices.setdefault(head, []).append(figure)

    def holder(self, phrase: Phrase) -> Figure | None:
        """The named person who holds the office that a definite phrase speaks of, by role or synonym."""
        candidates: dict[int, Figure] = {}
        for head in (phrase.lemma, *sorted(SAME_OFFICE.get(phrase.lemma, ()))):
            for figure in self.offices.get(head, ())[-20:]:
                candidates[id(figure)] = figure
            if candidates and head == phrase.lemma:
                break
        # One who is first named behind it is meant where a text is much about them, or nobody was named before.
        known = [f for f in self.cast.figures[:_BACK] if f.kind is EntityKind.PERSON and f.named]
        most = max((len(f.mentions) for f in known if _first(f) < phrase.first), default=0)
        candidates = {k: f for k, f in candidates.items() if _first(f) < phrase.first or 2 * len(f.mentions) >= most}
        former = any(w.low == "former" for w in self.text.words[phrase.first : phrase.head])
        fitting: dict[int, tuple[tuple[int, bool], Figure]] = {}
        for key, figure in candidates.items():
            told = figure.roles.get(phrase.lemma, "").casefold() or self._told_by(figure, phrase)
            overlap = sum(1 for mod in phrase.mods if _IN_FULL.get(mod, mod) in told)
            if phrase.mods and not overlap and (len(told.split()) > 1 or (not told and phrase.lemma in _VAGUE)):
                continue  # another nominee, another senator
            if phrase.mods and not overlap and phrase.lemma in PARTISANS:
                continue  # the Harrow Whig, where another Whig is named
            if phrase.possessor is not None and not overlap and not _OWNED.search(told):
                continue  # somebody else's lawyer
            fitting[key] = ((overlap, former == ("former" in told)), figure)
        if len(fitting) < 2:
            return next((figure for _, figure in fitting.values()), None)
        near = self._people_near(phrase)
        return max(fitting.items(), key=lambda one: (one[1][0], near.get(one[0], -99.0), -_first(one[1][1])))[1][1]

    def _told_by(self, figure: Figure, phrase: Phrase) -> str:
        """What is told of another office that a phrase may speak of: the French leader is the French president."""
        heads = SAME_OFFICE.get(phrase.lemma, frozenset()) & figure.roles.keys()
        told = next((figure.roles[head].casefold() for head in sorted(heads)), "")
        return told if any(_IN_FULL.get(mod, mod) in told for mod in phrase.mods) else ""

    def _people_near(self, phrase: Phrase) -> dict[int, float]:
        """What speaks for each of the people before a phrase, at their best mention, by their ids."""
        best: dict[int, float] = {}
        for figure, signs in self.candidates(phrase.first, "s", "", among=frozenset({EntityKind.PERSON})):
            best[id(figure)] = max(best.get(id(figure), -inf), _weighed(signs, _PERSON))
        return best


def _weighed(signs: tuple[float, ...], weights: tuple[float, ...]) -> float:
    total: float = sum(map(mul, weights, signs))
    return total


def _first(figure: Figure) -> int:
    return figure.mentions[0].first if figure.mentions else 0


def _for_people(w: Word) -> bool:
    """Whether a name is written like one for people, which is nothing that "it" could mean: Republicans, Russians."""
    return w.cap and w.low.endswith(_BEARERS) and not w.text.isupper()


def is_verb(w: Word) -> bool:
    """Whether a word is written like a finite verb."""
    return not w.cap and (w.low in _AUXILIARIES or w.low in VERBS or (w.low.endswith("ed") and len(w.low) > 3))


def _agrees(figure: Figure, number: str, gender: str) -> bool:
    if figure.read_as is NameKind.PLACE and not figure.members:
        return False  # a town says nothing; a state has no such name
    if number == "p":
        return figure.plural or (
            figure.kind in (EntityKind.GROUP, EntityKind.ORGANISATION, EntityKind.OUTLET) and not figure.state
        )
    if gender == "n":
        return not figure.plural and figure.kind not in (EntityKind.PERSON, EntityKind.GROUP)
    if gender in ("m", "f"):
        return figure.kind is EntityKind.PERSON and figure.gender in ("", gender)
    return not figure.plural


ENTITY_OF = {
    Noun.PERSON: EntityKind.PERSON,
    Noun.GROUP: EntityKind.GROUP,
    Noun.ORGANISATION: EntityKind.ORGANISATION,
    Noun.OUTLET: EntityKind.OUTLET,
    Noun.DOCUMENT: EntityKind.DOCUMENT,
}
