"""Pronouns and definite descriptions: which figure of the article words without a name refer to."""

from __future__ import annotations

from bisect import bisect_left
from math import log

from sayso.model import EntityKind, NameKind
from sayso.resolve.cast import Cast, Figure, Mention
from sayso.resolve.phrases import VERBS, Phrase
from sayso.resolve.vocabulary import ADDRESSES, PRONOUNS, SAME_OFFICE, STOPS, Noun
from sayso.resolve.words import Text
from sayso.text.wording import wordset

__all__ = ["Field"]

_BACK = 60  # how many mentions back an antecedent is looked for
_SENTENCES = 14  # and how many sentences
_VOTES = wordset("he him his himself she her hers herself")

# What speaks for an antecedent: fitted on nothing, ordered after what is known of English (recency, then
# subjecthood, then how much the article is about somebody).
_SENTENCE, _SUBJECT, _OBJECT, _OWNER, _SPOKE, _FREQUENT, _AGREES, _QUOTED = 1.0, 1.3, -0.8, -0.7, 1.1, 0.5, 1.0, -2.2


class Field:
    """All mentions of a text in order, those made on the way included, and the search among them."""

    def __init__(self, text: Text, cast: Cast) -> None:
        self.text = text
        self.cast = cast
        self.mentions: list[Mention] = list(cast.mentions)
        self._firsts = [m.first for m in self.mentions]
        self.sources: set[int] = set()
        self.offices: dict[str, list[Figure]] = {}

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
        self, at: int, number: str, gender: str, *, among: frozenset[EntityKind], but: Figure | None = None
    ) -> Figure | None:
        """The figure that a pronoun at word `at` refers to."""
        sentence = self.text.sentence
        here = sentence[at]
        quotation = self.text.quotation_at(self.text.words[at].start)
        scores: dict[int, tuple[float, Figure]] = {}
        stop = bisect_left(self._firsts, at)
        for m in reversed(self.mentions[max(0, stop - _BACK) : stop]):
            away = here - sentence[m.last]
            if away > _SENTENCES:
                break
            figure = m.figure
            if m.last >= at or figure is but or figure.kind not in among or not _agrees(figure, number, gender):
                continue
            score = -_SENTENCE * min(away, 6) - 0.1 * max(0, away - 6)
            score += self._standing(m) + (0.8 if away == 0 else 0.0)
            if number == "s" and gender in ("m", "f") and figure.gender == gender:
                score += _AGREES
            inside = self.text.quotation_at(self.text.words[m.first].start)
            if inside is not None and inside is not quotation:
                score += _QUOTED
            if number == "p" and not figure.plural:
                score -= 2.5 if figure.kind is EntityKind.ORGANISATION and not figure.named else 1.5
            if figure.kind is not EntityKind.ORGANISATION:
                score += _FREQUENT * log(1 + len(figure.mentions))
            known = scores.get(id(figure))
            if known is None or known[0] < score:
                scores[id(figure)] = (score, figure)
        if not scores:
            return None
        return max(scores.values(), key=lambda pair: pair[0])[1]

    def foremost(self, at: int, gender: str) -> Figure | None:
        """Whom he or she means where nobody was spoken of for long: whom the text is most about."""
        people = (f for f in self.cast.figures[:_BACK] if f.kind is EntityKind.PERSON and f.named)
        fitting = (f for f in people if f.mentions and f.mentions[0].first < at and _agrees(f, "s", gender))
        return max(fitting, key=lambda f: len(f.mentions), default=None)

    def _standing(self, m: Mention) -> float:
        words = self.text.words
        score = 0.0
        if m.first in self.sources:
            score += _SPOKE
        after = words[m.last + 1] if m.last + 1 < len(words) else None
        if after is not None and after.text in ("'s", "’s"):
            score += _OWNER
        before = m.first - 1
        here = self.text.sentence[m.first]
        # Past what may stand before the noun or name in the same phrase: titles, adjectives, nouns, an owner.
        for _ in range(8):
            if before < 0 or self.text.sentence[before] != here:
                break
            w = words[before]
            if not (w.text[0].isalnum() or w.text in ".’'") and w.low not in ("'s", "’s"):
                break
            if w.low in STOPS or w.low in ADDRESSES or w.low.endswith("ed") or w.low in VERBS:
                break
            before -= 1
        if before < 0 or self.text.sentence[before] != self.text.sentence[m.first] or words[before].text in '\n“"—–;:':
            return score + _SUBJECT
        low = words[before].low
        if low in ADDRESSES or (
            low in STOPS
            and low not in ("that", "who", "which", "if", "because", "when", "while", "where", "but", "or", "and")
        ):
            return score + _OBJECT
        if low in ("that", "if", "because", "when", "while", "where", "but", "and"):
            return score + 0.6 * _SUBJECT
        return score

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
        if not candidates:
            return None
        scores = []
        for figure in candidates.values():
            told = figure.roles.get(phrase.lemma, "").casefold()
            overlap = sum(1 for mod in phrase.mods if mod in told)
            if phrase.mods and not overlap and len(told.split()) > 1:
                continue  # another nominee, another senator
            before = [m for m in figure.mentions[-40:] if m.first < phrase.first]
            scores.append((overlap, before[-1].first if before else -1, figure))
        return max(scores, key=lambda s: s[:2])[2] if scores else None


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
