"""People whom a source calls by an office or a relation: who of the article that is, or somebody new."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from sayso.model import EntityKind
from sayso.resolve.calling import PEOPLE
from sayso.resolve.figures import Figure, Mention
from sayso.resolve.phrases import Phrase, singular
from sayso.resolve.referring import ONE_AT_A_TIME, PARTISANS, is_verb
from sayso.resolve.rows import Rows
from sayso.resolve.scene import RELATIVES
from sayso.resolve.vocabulary import INDEFINITE, KIN, STOPS, TITLES, noun
from sayso.resolve.words import OWNING, Word
from sayso.text.wording import wordset

__all__ = ["Nameless"]

# Nouns for somebody who is not named and need not be anybody named elsewhere.
_ANYBODY = wordset(
    "official source person man woman aide spokesman spokeswoman spokesperson someone somebody insider supporter "
    "voter resident employee staffer witness member individual guy boy girl child friend user caller critic "
    "observer reader interviewer reporter journalist moderator host judge driver manager student"
)
# Whoever holds one of these in a body that is named is nobody whom the text does not say to hold it.
_OFFICES = wordset(
    "director president secretary minister chancellor premier chairman chairwoman chief head commissioner ambassador "
    "governor mayor general prosecutor coach captain executive representative envoy treasurer"
)
_NO_ONE = wordset("each every any no either neither")  # in particular: each president is not "the president" after it
_BEING = wordset("is was be been being became become as were are like")
_JUST = 6  # sentences
_LONGEST_TITLE = 12  # words
_LEAD = 8  # sentences and line breaks: whoever has no name there is named soon
_NEXT = 3  # the next sentence, in a paragraph of its own
_MAIN = 5  # as many mentions has somebody whom a text is about


class Nameless(Rows):
    """Finds the people that noun phrases mean, and makes those whom nobody names."""

    def _person(self, p: Phrase, inside: list[int], core: list[int]) -> Figure:
        words = self.text.words
        if p.figure is not None:
            return p.figure
        before = p.first - 1
        aside = before > 0 and words[before].text == "," and words[p.first].low != "whose"
        if aside and p.det and not self._acts_after(p.head):
            left = self.cast.at.get(before - 1) or self._of_then(before)
            if left is not None and left.figure.kind is EntityKind.PERSON:
                return left.figure
        if p.det not in INDEFINITE:
            holder = self.field.holder(p)
            if holder is not None and (p.definite or not p.det):
                return holder
            if p.lemma in KIN and p.possessor is not None and (relative := self._relative(p)) is not None:
                return relative
            if (same := self._same(p)) is not None:
                return same
            only = p.first < p.head and words[p.first + 1].low == "only"
            if (
                p.det in ("the", "this", "that")
                and not only
                and p.lemma not in _ANYBODY
                and not self._of_whom(inside, p.head)
                and not self._introduced(p)
            ):
                gender = "f" if p.lemma.endswith("woman") else "m" if p.lemma.endswith("man") else ""
                apart = self._led_up_to(p.first)
                # Nor is anybody their own boss.
                others = (self.cast.at[i] for i in inside if i in self.cast.at)
                apart |= {id(m.figure) for m in others if m.first > p.head or self._owns(m)}
                near = {id(m.figure): m.figure for m in self.field.before(p.first) if id(m.figure) not in apart}
                salient = self.field.antecedent(p.first, "s", gender, among=PEOPLE, only=near)
                # One who has an office is nobody else's: the harbour master is not the union leader named before.
                # But for whom a text is about it has many names.
                if (
                    salient is not None
                    and salient.named
                    and (not (p.mods and salient.roles) or p.lemma in PARTISANS or len(salient.mentions) >= _MAIN)
                    and not (p.lemma in _OFFICES and self._of_a_body(p))
                ):
                    return salient
        if p.det in INDEFINITE and p.lemma in ONE_AT_A_TIME and (named := self._named_next(p)) is not None:
            return named
        return self._nobody(inside, core, p.head)

    def _same(self, p: Phrase) -> Figure | None:
        """The person without a name who was told before as what a definite phrase says, with all that tells which."""
        if not p.definite or p.possessor is not None:
            return None
        known = self.unnamed.get((EntityKind.PERSON, p.lemma), [])
        return next((figure for figure, told, _ in reversed(known[-8:]) if p.mods <= told), None)

    def _named_next(self, p: Phrase) -> Figure | None:
        """Who is named in the next sentence or two with the office that was told: a judge ruled. Judge X said."""
        words, sentence = self.text.words, self.text.sentence
        mentions = self.cast.mentions
        n = bisect_left(mentions, p.head, key=lambda m: m.first)
        for m in mentions[n : n + 8]:
            if sentence[m.first] - sentence[p.head] > _NEXT:
                break
            if m.figure.kind is not EntityKind.PERSON or m.figure.mentions[0] is not m:
                continue
            begin = m.first
            least = max(p.head, m.first - _LONGEST_TITLE)
            while begin > least and sentence[begin - 1] == sentence[m.first] and self._of_title(words[begin - 1]):
                begin -= 1
            opens = (
                words[begin - 1].text == "\n" or sentence[begin - 1] != sentence[m.first] or sentence[p.head] < _LEAD
            )
            if opens and any(words[i].low == p.lemma for i in range(begin, m.first)):
                return m.figure
        return None

    def _of_title(self, w: Word) -> bool:
        return w.cap or w.low in TITLES or noun(w.low) is not None or w.text == "."

    def _led_up_to(self, at: int) -> set[int]:
        """Whom the words name that lead up to a subject: in a talk with X, the candidate is not X. By their ids."""
        words, here = self.text.words, self.text.sentence
        out: set[int] = set()
        if not at or words[at - 1].text != ",":
            return out
        for i in range(at - 2, max(-1, at - 30), -1):
            if here[i] != here[at] or words[i].text == "\n":
                break
            if is_verb(words[i]) or words[i].text in '”"':
                return set()
            if i in self.cast.at:
                out.add(id(self.cast.at[i].figure))
        return out

    @cached_property
    def _new_people(self) -> dict[str, list[int]]:
        """Where somebody comes up as a sailor, a young sailor, and not because one who is named is said to be it."""
        words, out = self.text.words, dict[str, list[int]]()
        for i, w in enumerate(words):
            if w.low not in ("a", "an", "another") or (
                i and (words[i - 1].text in ",(–—" or words[i - 1].low in _BEING)
            ):
                continue
            for head in range(i + 1, min(i + 5, len(words))):
                if not words[head].text[0].isalpha() or words[head].low in STOPS:
                    break
                out.setdefault(words[head].low, []).append(head)
        return out

    def _introduced(self, p: Phrase) -> bool:
        """Whether somebody without a name has just come up who is what a phrase says: the sailor is that sailor."""
        places = self._new_people.get(self.text.words[p.head].low, ())
        n = bisect_left(places, p.first)
        sentence = self.text.sentence
        return n > 0 and sentence[p.first] - sentence[places[n - 1]] <= _JUST

    def _owns(self, m: Mention) -> bool:
        """Whether what stands behind a name is its bearer's."""
        return m.last + 1 < len(self.text.words) and self.text.words[m.last + 1].low in OWNING

    def _of_a_body(self, p: Phrase) -> bool:
        """Whether a phrase names a body before its noun, or behind: Harrow Institute director, director of Velmo."""
        words = self.text.words
        if any(words[i].cap and words[i].low != p.det for i in range(p.first, p.head)):
            return True
        behind = [words[i].low for i in range(p.head + 1, min(p.head + 3, len(words)))]
        return behind[:1] == ["of"] and p.head + 2 + (behind[1:] == ["the"]) in self.cast.at

    def _relative(self, p: Phrase) -> Figure | None:
        """The one other person of an owner's surname who may be their wife, son and so on."""
        at = p.possessor
        if at is None:
            return None
        named = self.cast.at.get(at)
        owner = named.figure if named is not None else self._owner(at)
        if owner is None or owner.kind is not EntityKind.PERSON or not owner.named:
            return None
        gender = KIN[p.lemma]
        others = [f for f in self.cast.namesakes(owner) if f.gender in ("", gender)]
        return others[0] if len(others) == 1 else None

    def _of_then(self, comma: int) -> Mention | None:
        """The name before "of" in what stands before a comma: he was the X of old, a mayor of all."""
        words = self.text.words
        for i in range(comma - 1, max(0, comma - 6), -1):
            if words[i].low == "of":
                named = self.cast.at.get(i - 1)
                return named if named is not None and words[named.first - 1].low == "the" else None
            if not words[i].text[0].isalnum():
                return None
        return None

    def _of_whom(self, inside: list[int], head: int) -> bool:
        return head + 1 in inside and self.text.words[head + 1].low in ("for", "at", "with", "who", "from", "in")

    def _part_of(self, inside: list[int], head: int) -> int:
        """The last word of what a noun is one of, or is of: one of the guards, chief of staff. The noun, if none is."""
        words = self.text.words
        if head + 1 not in inside or words[head + 1].low != "of":
            return head
        for i in range(head + 2, head + 9):
            if i not in inside or words[i].low in RELATIVES:
                break
            titled = words[i].low in TITLES or (words[i].text == "." and words[i - 1].low in TITLES)
            if titled or words[i].low in OWNING or (i + 1 in inside and words[i + 1].low in OWNING):
                continue
            if not words[i].text[0].isalnum():
                break
            named = i + 1 in inside and words[i + 1].cap
            if noun(words[i].low) is not None or (words[i].cap and not named):
                return head if named else i
        return head

    def _nobody(self, inside: list[int], core: list[int], head: int) -> Figure:
        """A new person without a name, as the source describes them."""
        words = self.text.words
        lemma = singular(words[head].low)
        mods = frozenset(words[i].low for i in inside if i < head)
        figure = Figure(EntityKind.PERSON, self.text.spelt(inside[0], self._part_of(inside, head)), named=False)
        if lemma.endswith("woman"):
            figure.votes["f"] += 3
        elif lemma.endswith("man"):
            figure.votes["m"] += 3
        self.cast.figures.append(figure)
        if not {words[i].low for i in (core[0] - 1, core[0]) if i >= 0} & _NO_ONE:
            self.unnamed.setdefault((EntityKind.PERSON, lemma), []).append((figure, mods, False))
        return figure
