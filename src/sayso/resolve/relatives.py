"""Relative pronouns: what who, which and that take up."""

from __future__ import annotations

from sayso.model import EntityKind
from sayso.resolve.figures import Figure, Mention
from sayso.resolve.nameless import Nameless
from sayso.resolve.phrases import Phrase, singular
from sayso.resolve.referring import is_verb
from sayso.resolve.scene import RELATIVES
from sayso.resolve.vocabulary import DETERMINERS, NOUNS, PRONOUNS, Noun, noun
from sayso.resolve.words import OWNING

__all__ = ["Relatives"]

_LINKED = 4  # as many are followed back
_THIRD = (3, "", "")


class Relatives(Nameless):
    """Finds what stands before a relative pronoun."""

    def _of_first_person(self, who: int) -> int | None:
        """Where I or we stand that a relative pronoun takes up: those of us who, I am a painter who."""
        words, here = self.text.words, self.text.sentence
        if PRONOUNS.get(words[who - 1].low, _THIRD)[0] == 1 and who:
            return who - 1
        for i in range(who - 1, max(0, who - 9), -1):
            if here[i] != here[who] or words[i].low in PRONOUNS or words[i].low in RELATIVES:
                return None
            before = words[i - 1]
            if PRONOUNS.get(before.low, _THIRD)[0] == 1 and (
                words[i].low in ("am", "are") or "'" in before.text or "’" in before.text
            ):
                return i - 1
        return None

    def _before(self, at: int, shows: bool) -> Figure | None:
        """What a relative pronoun takes up: the nearest noun phrase or name before it, a paper where it `shows`.

        The second of two that are linked, X, who waits, and who hopes, takes up what the first does.
        """
        words = self.text.words
        at = self._first_of_linked(at)
        many = at + 1 < len(words) and words[at + 1].low in ("are", "were", "have", "do", "don't", "don’t", "aren’t")
        for i in range(at - 1, max(-1, at - 12), -1):
            if words[i].text in ".\n!?":
                return None
            mention = self.cast.at.get(i)
            low = words[mention.first - 1].low if mention is not None and mention.first else ""
            person = mention is not None and mention.figure.kind is EntityKind.PERSON
            if (
                mention is not None
                and person
                and (words[at].low == "which" or many or self._of_another(mention.last + 1, at))
            ):
                continue
            people = words[at].low in ("who", "whom")
            if people and not person and i == at - 2 and words[at - 1].text == ",":
                holder = self._holder_before(at)
                if holder is not None:
                    return holder
            body = mention is not None and not person and (many or not self._of_many(mention))
            fits = not people or not body
            if shows and mention is not None and low in ("by", "from", "of") and mention.first > 1:
                behind = mention.first - 2
                if self.papers.is_paper(behind):
                    return self._paper_at(behind)
            if mention is not None and not person and words[at].low == "that" and self._bare_name(mention, at):
                continue
            if mention is not None and fits and (NOUNS.get(words[i].low) is None or mention.first != mention.last):
                return mention.figure
            p = self.by_head.get(i) or self.phrases.ending(i)
            if p is not None and people and p.noun not in (Noun.PERSON, Noun.GROUP) and not p.plural:
                continue
            if people and (words[i].low in ("%", "percent") or (words[i].text[0].isdigit() and i == at - 1)):
                return self._crowd(i, i)
            if p is not None:
                if people and p.noun is Noun.GROUP and p.plural and (pair := self._pair_before(p.first)) is not None:
                    return pair
                if p.figure is None:
                    p.figure = (
                        self._person(p, [p.first, p.head], [p.first]) if p.noun is Noun.PERSON else self._figure(p)
                    )
                return p.figure
            if words[i].low in ("those", "people", "many", "some", "others", "anyone", "everyone"):
                return self._crowd(i, i)
        return None

    def _pair_before(self, at: int) -> Figure | None:
        """The two people whose names stand before a comma and what both of them are: X and Y, pilots who."""
        words = self.text.words
        second = self.cast.at.get(at - 2) if at > 3 and words[at - 1].text == "," else None
        first = self.cast.at.get(second.first - 2) if second is not None else None
        if first is None or second is None or words[second.first - 1].low != "and":
            return None
        both = first.figure, second.figure
        return self._row(both) if all(f.kind is EntityKind.PERSON for f in both) else None

    def _first_of_linked(self, at: int) -> int:
        """The relative pronoun that one at word `at` is linked to, where one is; itself, where not."""
        words, here = self.text.words, self.text.sentence
        for _ in range(_LINKED):
            if not at or words[at - 1].low not in ("and", "but", "or"):
                break
            behind = range(at - 2, max(0, at - 50), -1)
            linked = next((i for i in behind if words[i].low == words[at].low and here[i] == here[at]), None)
            if linked is None:
                break
            at = linked
        return at

    def _bare_name(self, m: Mention, at: int) -> bool:
        """Whether "that" cannot take up a name: the ad aimed at Velmo that; it tells which of several things it was."""
        words = self.text.words
        return m.last == at - 1 and m.name and (not m.first or words[m.first - 1].low not in DETERMINERS)

    def _paper_at(self, head: int) -> Figure:
        """The paper that the noun at word `head` means."""
        low = self.text.words[head].low
        many = (noun(low) or (None, False))[1]
        p = self.by_head.get(head) or Phrase(head, head, Noun.DOCUMENT, many, "", frozenset(), singular(low))
        return p.figure or self._figure(p)

    def _of_many(self, m: Mention) -> bool:
        """Whether a name that is no person's is one for people: the Republicans who, Harrow Democrats who."""
        return self._plural_people(self.text.words[m.last].text) or self._many_people(m, m.last)

    def _plural_people(self, word: str) -> bool:
        return (
            word[0].isupper()
            and word.endswith("s")
            and not word.isupper()
            and word.lower()[:-1].endswith(("an", "ist", "crat", "im"))
        )

    def _of_another(self, after: int, at: int) -> bool:
        """Whether what stands behind a name makes it another's: X's lawyer who, an X adviser who."""
        words = self.text.words
        return after < at and (words[after].low in OWNING or noun(words[after].low) == (Noun.PERSON, False))

    def _holder_before(self, at: int) -> Figure | None:
        """The person whose office, told between commas, stands before "who": X, the head of Y, who."""
        words, here = self.text.words, self.text.sentence
        for i in range(at - 3, max(1, at - 24), -1):
            if here[i] != here[at] or words[i].text in '“”"()—–:;' or is_verb(words[i]) or words[i].low in RELATIVES:
                return None
            if words[i].text != ",":
                continue
            owner = self.cast.at.get(i - 1)
            if owner is not None and words[owner.first - 1].low == "of":
                owner = self.cast.at.get(owner.first - 2) or owner
            if owner is not None and owner.figure.kind is EntityKind.PERSON:
                office = any(noun(words[n].low) == (Noun.PERSON, False) for n in range(i + 1, at))
                return owner.figure if office else None
            if words[i + 1].low in ("a", "an", "the"):
                return None
        return None
