"""Several who speak as one: people and bodies in a row, the two who were spoken of last."""

from __future__ import annotations

from itertools import takewhile

from sayso.model import EntityKind
from sayso.resolve.calling import BODIES
from sayso.resolve.figures import Figure, Mention
from sayso.resolve.heads import Heads
from sayso.resolve.kinds import ORGANISED
from sayso.resolve.phrases import Phrase, singular
from sayso.resolve.referring import is_verb
from sayso.resolve.scene import RELATIVES
from sayso.resolve.vocabulary import DETERMINERS, NUMBERS, PRONOUNS, SAME_OFFICE, STOPS, TITLES, Noun, noun
from sayso.resolve.words import Word
from sayso.text.wording import wordset

__all__ = ["TWO", "Rows"]

TWO = wordset("both two pair")
_PLACED = wordset("of at from")
_ABOUT = wordset("of on about in for by")
_LINKS = wordset("and or") | {"&"}
_LONG_SENTENCE = 80  # words
_NO_OFFICE: frozenset[str] = frozenset()


class Rows(Heads):
    """Rows of people and of bodies, each as one figure."""

    def _joint(self, inside: list[int], core: list[int]) -> Figure | None:
        """Several people named in a row (A and B; A, B or C) as one figure with members; None where it is no row."""
        words, at = self.text.words, self.cast.at
        people = [m for m in dict.fromkeys(at[i] for i in inside if i in at) if m.figure.kind is EntityKind.PERSON]
        people = [m for m in people if not self._before_noun(m, inside[-1])]
        if len(people) < 2:
            return None
        head = self._head(core)
        if (meaning := noun(words[head].low)) is not None and head not in at:
            many = meaning == (Noun.GROUP, True)
            behind = (self._listed_behind(inside, core) or self._likened(inside, core)) if many else []
            listed = self._joint(behind, behind) if behind else None
            if listed is not None:
                self._known_as(head, listed)
            return listed
        row = people[:1]
        linked = False
        for m in people[1:]:
            gap = words[row[-1].last + 1 : m.first]
            link = max((n for n, w in enumerate(gap) if w.low in _LINKS), default=-1)
            placed = not linked and len(gap) > 1 and gap[-1].text == "," and _is_placed(gap[:-1])
            if placed or _lists(gap) if link < 0 else _goes_with(gap[:link], gap[link + 1 :]):
                row.append(m)
                linked |= link >= 0
        members = tuple(dict.fromkeys(m.figure for m in row))
        return self._row(members) if linked and len(members) > 1 else None

    def _listed_behind(self, inside: list[int], core: list[int]) -> list[int]:
        """The words behind a noun for several people that name them: the two guides, X and Y."""
        words = self.text.words
        if words[core[0]].low not in DETERMINERS | NUMBERS:
            return []
        for n, i in enumerate(inside):
            if i > core[-1] and words[i].text in ",:—–-" and (named := self.cast.at.get(i + 1)) is not None:
                return inside[n + 1 :] if named.figure.kind is EntityKind.PERSON else []
            if words[i].low in RELATIVES:
                break
        return []

    def _likened(self, inside: list[int], core: list[int]) -> list[int]:
        """The words that name whom several people are said to be like, and so are: guides like Mr. X and Ms. Y."""
        words, at = self.text.words, self.cast.at
        rest = list(takewhile(lambda i: words[i].low not in RELATIVES, (i for i in inside if i > core[-1])))
        like = next((n for n, i in enumerate(rest) if words[i].low == "like"), len(rest))
        named = next((i for i in rest[like + 1 :] if i in at or not _of_name(words[i])), -1)
        person = named in at and at[named].figure.kind is EntityKind.PERSON
        return [i for i in inside if i >= named] if person else []

    def _known_as(self, head: int, row: Figure) -> None:
        """Note that the noun at a word means those who are named behind it, and that so does the noun further on."""
        self.rows_of[singular(self.text.words[head].low)] = row
        for m in self.field.before(head + 1):
            if m.last == head and not m.name:
                m.figure = row
                row.mentions.append(m)

    def _bodies_joined(self, inside: list[int]) -> Figure | None:
        """Several bodies named in a row (A and B; A, B and C) as one; None where it is no row of names."""
        words, at = self.text.words, self.cast.at
        if next((i for i in inside if words[i].low not in ("the", "both")), inside[-1]) not in at:
            return None
        row: list[Mention] = []
        linked, i, end = False, inside[0], inside[-1]
        while i <= end:
            m = at.get(i)
            if m is not None:
                if m.figure.kind not in BODIES or not m.name or self._bearing(m):
                    return None
                row.append(m)
                i = m.last + 1
                continue
            w = words[i]
            if w.low in ("and", "&"):
                linked = True
            elif w.low not in ("the", "both") and w.text not in ",\n":
                behind = i == row[-1].last + 1 if row else False
                if linked and len(row) > 1 and behind and (w.low in STOPS or w.text in "—–-(" or is_verb(w)):
                    break  # what is said of them
                return None
            i += 1
        if not linked or len(row) < 2 or len({id(m.figure) for m in row}) < len(row):
            return None
        key = tuple(id(m.figure) for m in row)
        figure = self.rows.get(key)
        if figure is None:
            kinds = {m.figure.kind for m in row}
            kind = EntityKind.OUTLET if kinds == {EntityKind.OUTLET} else EntityKind.ORGANISATION
            figure = self.rows[key] = Figure(kind, self.text.spelt(row[0].first, row[-1].last), plural=True)
            self.cast.figures.append(figure)
        return figure

    def _bodies_listed(self, inside: list[int]) -> Figure | None:
        """The same where not all of them have names: the Tide Board and two local companies."""
        words, at = self.text.words, self.cast.at
        last = next((i for i in reversed(inside) if words[i].text[0].isalnum()), inside[-1])
        heads: list[bool] = []
        begin = inside[0]
        for i in inside:
            w = words[i]
            if i > last:
                break
            if i == last or (w.text == "," or w.low == "and"):
                end = i if i == last else i - 1
                if end >= begin:
                    heads.append(self._is_body(end))
                begin = i + 1
            elif w.low in ("led", "headed") or (w.low == "by" and words[i - 1].low in ("led", "headed")):
                continue  # who leads them is told within
            elif i not in at and (w.low in STOPS or w.low in PRONOUNS or not w.text[0].isalnum() or is_verb(w)):
                return None
        linked = any(words[i].low == "and" and i not in at for i in inside)
        if not linked or len(heads) < 2 or not all(heads):
            return None
        return self._as_one(inside, last)

    def _body_and_others(self, inside: list[int]) -> Figure | None:
        """A body and whoever is named with it as one: her campaign and Velman farmers across the country."""
        words, at = self.text.words, self.cast.at
        link = next((i for i in inside if words[i].low == "and" and i not in at), -1)
        left, right = [i for i in inside if i < link], [i for i in inside if i > link]
        if not left or not right or len(left) > 6 or not self._is_body(left[-1]):
            return None
        if any(i not in at and (words[i].low in STOPS or words[i].text in ",;:—–-(") for i in left):
            return None
        end = next(
            (n for n, i in enumerate(right) if words[i].low in RELATIVES or words[i].text in ",;:—–-("), len(right)
        )
        core = self._core(right[:end]) if end else []
        if not core or any(words[i].low == "and" for i in right):
            return None
        head = self._head(core)
        meaning = noun(words[head].low)
        if right[0] in at and head - 1 in at:
            return None  # spokesmen of both
        people = meaning is not None and meaning[0] is Noun.GROUP
        return self._as_one(inside, right[end - 1]) if people or self._is_body(head) else None

    def _papers_listed(self, inside: list[int]) -> Figure | None:
        """Papers in a row as one: two polls and a letter from Quell."""
        words, at = self.text.words, self.cast.at
        link = next((n for n, i in enumerate(inside) if words[i].low == "and" and i not in at), 0)
        left, right = inside[:link], inside[link + 1 :]
        if not left or not right or any(words[i].low in RELATIVES or words[i].text in ",;:—–" for i in left):
            return None
        if not words[right[0]].text[0].isalnum() or (words[right[0]].low in STOPS and not words[right[0]].cap):
            return None
        if self._within_what_it_is_about(left, words[right[0]]):
            return None
        head = self._head(self._core(right))
        if not self.papers.is_paper(head) or not self.papers.is_paper(self._head(self._core(left))) or head in at:
            return None
        behind = self.papers.behind(Phrase(right[0], head, Noun.DOCUMENT, True, "", frozenset(), ""))
        return self._as_one(inside, behind[-1] if behind else head, EntityKind.DOCUMENT)

    def _within_what_it_is_about(self, left: list[int], after: Word) -> bool:
        """Whether "and" behind a paper goes on with what that is about: an article on the treaty and the law."""
        words, at = self.text.words, self.cast.at
        about = next((n for n, i in enumerate(left) if i not in at and words[i].low in _ABOUT), len(left))
        if about == len(left):
            return False
        called = [i for i in left[about + 1 :] if i not in at or at[i].figure.kind not in (*BODIES, EntityKind.PERSON)]
        papers = (self.papers.is_paper(i) and (i == left[-1] or words[i + 1].low in STOPS) for i in called)
        return not (after.low in DETERMINERS | NUMBERS or after.text.isdigit()) or any(papers)

    def _as_one(self, inside: list[int], last: int, kind: EntityKind = EntityKind.ORGANISATION) -> Figure:
        """The figure of several bodies, or papers, whose names, or what they are called, end with a word."""
        words = self.text.words
        first = next(i for i in inside if words[i].low not in ("the", "both", "a", "an"))
        name = self.text.spelt(first, last)
        known = self.unnamed.setdefault((kind, name.casefold()), [])
        if not known:
            figure = Figure(kind, name, named=False, plural=True)
            self.cast.figures.append(figure)
            known.append((figure, frozenset(), False))
        return known[0][0]

    def _is_body(self, i: int) -> bool:
        mention = self.cast.at.get(i)
        if mention is not None and mention.last == i and mention.name:
            return mention.figure.kind is EntityKind.ORGANISATION and not self._bearing(mention)
        meaning = noun(self.text.words[i].low)
        bodies = (Noun.ORGANISATION, Noun.OUTLET)
        return (meaning is not None and meaning[0] in bodies) or self.text.words[i].low == "groups"

    def _bearing(self, m: Mention) -> bool:
        """Whether a name may stand for those who bear it, in a row: Democrats and Republicans."""
        w = self.text.words[m.last]
        return w.low.endswith("s") and not w.text.isupper() and w.low not in ORGANISED and m.first == m.last

    def _two_before(self, at: int, head: int) -> Figure | None:
        """The two people who were spoken of last, where they are two: of a sentence, or of it and those before.

        They are what the noun at `head` says where there is one: women, or lawmakers.
        """
        low = self.text.words[head].low
        lemma = "" if low in TWO else singular(low)
        gender = "f" if lemma == "woman" else "m" if lemma == "man" else ""
        outer = self.text.outer
        found: dict[int, Figure] = {}
        here = -1
        for m in reversed(self.field.before(at)):
            if here != outer[m.first] and (len(found) > 1 or outer[at] - outer[m.first] > 3):
                break
            here = outer[m.first]
            quoted = self.text.quotation_at(self.text.words[m.first].start) is not None
            if m.figure.kind is EntityKind.PERSON and not quoted and self._is_called(m.figure, lemma, gender):
                found.setdefault(id(m.figure), m.figure)
        people = sorted(found.values(), key=lambda f: f.mentions[0].first)
        two = len(people) == 2 and all(f.named for f in people)
        return self._row((people[0], people[1])) if two else None

    def _is_called(self, figure: Figure, lemma: str, gender: str) -> bool:
        """Whether somebody is known to be what a noun says, or there is none."""
        if gender:
            return figure.gender == gender
        return not lemma or lemma in figure.roles or not SAME_OFFICE.get(lemma, _NO_OFFICE).isdisjoint(figure.roles)

    def _bodies_before(self, at: int) -> Figure | None:
        """The bodies in a row that the sentence before begins with: the Tide Board and trade groups sue. They say."""
        words, here = self.text.words, self.text.sentence
        end = at - 1
        while end >= 0 and words[end].text == "\n":
            end -= 1  # a paragraph may begin between
        if end < 0 or here[end] == here[at]:
            return None  # it begins no sentence
        begin = end
        while begin and here[begin - 1] == here[end] and words[begin - 1].text != "\n" and end - begin < _LONG_SENTENCE:
            begin -= 1
        if end - begin == _LONG_SENTENCE or self._quoted_apart(begin, at):
            return None
        # Ten states are no verb.
        first = begin + (words[begin].low.split("-")[0] in NUMBERS)
        rest = takewhile(lambda i: words[i + 1].low == "by" or not _many_do(words[i]), range(first + 1, end))
        subject = [*range(begin, first + 1), *rest]
        if not subject or subject[-1] == end - 1:
            return None
        return self._bodies_joined(subject) or self._bodies_listed(subject) or self._body_and_others(subject)

    def _quoted_apart(self, one: int, other: int) -> bool:
        words, quotation = self.text.words, self.text.quotation_at
        return quotation(words[one].start) is not quotation(words[other].start)


def _lists(gap: list[Word]) -> bool:
    """Whether what stands between two names only tells them apart in a list: ", Harrow Gov."."""
    told = gap[1:] if gap and gap[0].low == "of" else gap  # of Harrow
    return any(w.text == "," for w in told) and len(gap) < 9 and all(_of_name(w) for w in told)


def _goes_with(before: list[Word], after: list[Word]) -> bool:
    """Whether "and" between two names links them: not something that is said of the first, in which the second is."""
    if not (_told_of(after) or all(_of_name(w) or (noun(w.low) or (None,))[0] is Noun.PERSON for w in after)):
        return False
    return not before or _is_placed(before) or (len(before) < 30 and before[-1].text in ",)—–-")


def _is_placed(words: list[Word]) -> bool:
    """Whether words behind a name tell where its bearer is from, or of what body: of Harrow, at the Tide Board."""
    return words[0].low in _PLACED and all(w.cap or w.low in ("the", "of") for w in words[1:])


def _told_of(words: list[Word]) -> bool:
    """Whether words before a name tell who that is: his old friend, the head of Harrow,"""
    if not words or words[0].low not in DETERMINERS or len(words) > 9:
        return False
    head = next((n for n, w in enumerate(words) if noun(w.low) == (Noun.PERSON, False)), -1)
    rest = words[head + 1 :]
    known = head > 0 and all(w.text[0].isalpha() and w.low not in STOPS for w in words[:head])
    return known and (not rest or (rest[-1].text == "," and all(w.low == "of" or _of_name(w) for w in rest)))


def _of_name(w: Word) -> bool:
    return w.text in ",.()-" or w.low in TITLES or (w.cap and w.low not in STOPS and w.low not in DETERMINERS)


def _many_do(w: Word) -> bool:
    """Whether a word is a verb that several may be the subject of."""
    return is_verb(w) or w.low in ("are", "were", "have", "do")
