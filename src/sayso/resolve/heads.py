"""What the words of a source are: where its first noun phrase ends, which word heads it, who is named in a row."""

from __future__ import annotations

from sayso.model import EntityKind
from sayso.resolve.cast import Figure, Mention
from sayso.resolve.naming import SUFFIXES
from sayso.resolve.referring import is_verb
from sayso.resolve.scene import RELATIVES, Scene
from sayso.resolve.vocabulary import DETERMINERS, NOUNS, NUMBERS, PRONOUNS, STOPS, TITLES, Noun, noun
from sayso.resolve.words import Word
from sayso.text.wording import wordset

__all__ = ["Heads"]

_PARTICIPLES = wordset(
    "seen sent made written held known given taken led shown drawn put set won kept close familiar able aware "
    "privy present responsible available"
)
# What begins a clause or a time behind a noun: "an account she gave", "a poll this month".
_CLAUSE = wordset("i he she they we you")
_WHEN = wordset("this last next yesterday today tonight earlier")


class Heads(Scene):
    """Reads the words of sources, by their indices."""

    def _name_behind(self, inside: list[int], head: int) -> Figure | None:
        """The person whose name stands behind a source's noun: chief of staff X, an actor called X, a rival, aide X."""
        words = self.text.words
        for i in inside:
            mention = self.cast.at.get(i)
            if i <= head or mention is None or mention.figure.kind is not EntityKind.PERSON:
                continue
            between = [words[n] for n in range(head + 1, mention.first)]
            owner = mention.last + 1 < len(words) and words[mention.last + 1].text in ("'s", "’s")
            if owner or not between:
                return None
            called = between[-1].low in ("named", "called")
            of_what = len(between) == 2 and between[0].low == "of" and between[1].text.islower()
            if of_what and noun(between[1].low) is not None and noun(between[1].low) == (Noun.PERSON, False):
                return None  # the wife of actor X
            plain = between[0].text == "," and not any(w.low in STOPS or w.low in PRONOUNS for w in between)
            return mention.figure if called or of_what or plain else None
        return None

    def _core(self, inside: list[int]) -> list[int]:
        """The words of a source up to where its first noun phrase ends."""
        words, at = self.text.words, self.cast.at
        core: list[int] = []
        last = inside[0]
        for i in inside:
            w = words[i]
            if i > last + 1 and core and i - last > 3:
                break
            if (
                i in at
                or (w.low == "and" and core and self._two_offices(core, i, inside))
                or (
                    w.low in ("and", "or")
                    and core
                    and core[-1] not in at
                    and noun(words[core[-1]].low) is None
                    and i + 1 in inside
                )
            ):
                core.append(i)
            elif core and self._says_what(core[-1]) and (w.low in _CLAUSE or w.text in _WHEN):
                break
            elif w.low in ("inside", "outside") and len(core) == 1 and words[core[0]].low in ("a", "an", "the"):
                core.append(i)
            elif w.low in STOPS or w.low == "out" or w.text in ',;:()—–-“”"[]':
                if w.text == "," and core and self._goes_on(core, i, inside):
                    continue
                if core or w.low in RELATIVES:
                    if not core:
                        core.append(i)
                    break
            elif core and w.text.islower() and noun(words[core[-1]].low) is not None and self._participle(w.low):
                # It is said of what follows in "elected officials", and of what stands before in "papers made public".
                following = noun(words[i + 1].low) if i + 1 in inside else None
                if following is None or not (following[0] is Noun.PERSON or words[i + 1].low.endswith("s")):
                    break
                core.append(i)
            else:
                core.append(i)
            last = i
        return core or inside[:1]

    def _two_offices(self, core: list[int], link: int, inside: list[int]) -> bool:
        """Whether "and" links two offices of one person: lobbyist and strategist X."""
        words = self.text.words
        if noun(words[core[-1]].low) != (Noun.PERSON, False):
            return False
        for i in inside:
            if i <= link:
                continue
            if i in self.cast.at and self.cast.at[i].figure.kind is EntityKind.PERSON:
                return i > link + 1 and noun(words[i - 1].low) == (Noun.PERSON, False)
            if words[i].low in DETERMINERS or words[i].low in STOPS or not words[i].text[0].isalnum() or i > link + 6:
                return False
        return False

    def _says_what(self, i: int) -> bool:
        return i in self.cast.at or noun(self.text.words[i].low) is not None

    def _goes_on(self, core: list[int], comma: int, inside: list[int]) -> bool:
        """Whether a comma stands between adjectives: "a bright, new poll"."""
        words = self.text.words
        after = [words[i] for i in inside if comma < i < comma + 3]
        return (
            not any(self._says_what(i) for i in core)
            and len(after) == 2
            and after[0].text.islower()
            and after[0].low not in STOPS | PRONOUNS.keys() | DETERMINERS
            and after[1].text[0].isalnum()
        )

    def _many_people(self, mention: Mention, head: int) -> bool:
        """Whether a name is one for many: "Valley Republicans" are people, and "League of X Voters" is a body."""
        words = self.text.words
        of_people = NOUNS.get(words[head].low) == (Noun.GROUP, True)
        return of_people and not any(words[i].low in ("of", "for") for i in range(mention.first, head))

    def _participle(self, low: str) -> bool:
        return noun(low) is None and (low.endswith(("ed", "ing")) or low in _PARTICIPLES)

    def _head(self, core: list[int]) -> int:
        words = self.text.words
        known = next((i for i in core if self._plural(words[i].low)), core[-1])
        if known != core[-1] and not any(words[i].cap or noun(words[i].low) for i in core if i > known):
            return known  # a noun in the plural, and what is told of it: polls elsewhere, papers open
        for i in reversed(core):
            if (
                words[i].low in ("'s", "’s", "himself", "herself", "itself", "themselves", "also", "both", "all")
                and len(core) > 1
            ):
                continue
            if words[i].low in SUFFIXES and i - 1 in self.cast.at:
                continue
            if words[i].text[0].isalnum() or words[i].text[0] in "@#%":
                return i
        return core[0]

    def _plural(self, low: str) -> bool:
        return NOUNS.get(low, (None, False))[1] and low not in NUMBERS and low.endswith(("s", "people", "men"))

    def _joint(self, inside: list[int], core: list[int]) -> Figure | None:
        """Several people named in a row (A and B; A, B and C) as one figure with members; None where it is no row."""
        words, at = self.text.words, self.cast.at
        people = [m for m in dict.fromkeys(at[i] for i in inside if i in at) if m.figure.kind is EntityKind.PERSON]
        people = [m for m in people if not self._before_noun(m, inside[-1])]
        if len(people) < 2 or (noun(words[self._head(core)].low) is not None and self._head(core) not in at):
            return None
        row = people[:1]
        linked = False
        for m in people[1:]:
            gap = words[row[-1].last + 1 : m.first]
            link = max((n for n, w in enumerate(gap) if w.low in ("and", "&")), default=-1)
            if _lists(gap) if link < 0 else _goes_with(gap[:link], gap[link + 1 :]):
                row.append(m)
                linked |= link >= 0
        members = tuple(dict.fromkeys(m.figure for m in row))
        return self._row(members) if linked and len(members) > 1 else None

    def _before_noun(self, m: Mention, last: int) -> bool:
        """Whether a name belongs to what stands behind it: somebody's wife, a Fennick supporter, (Ky.)."""
        words = self.text.words
        after = words[m.last + 1] if m.last < last else None
        if m.first and words[m.first - 1].text == "(":
            return True
        if after is None or not after.text.islower():
            return after is not None and after.text in ("’", "'")
        return after.low in ("'s", "’s") or not (after.low in STOPS or is_verb(after))


def _lists(gap: list[Word]) -> bool:
    """Whether what stands between two names only tells them apart in a list: ", Harrow Gov."."""
    return any(w.text == "," for w in gap) and len(gap) < 9 and all(_of_name(w) for w in gap)


def _goes_with(before: list[Word], after: list[Word]) -> bool:
    """Whether "and" between two names links them: not something that is said of the first, in which the second is."""
    if not all(_of_name(w) or (noun(w.low) or (None,))[0] is Noun.PERSON for w in after):
        return False
    of_place = bool(before) and before[0].low == "of" and all(w.cap for w in before[1:])
    return not before or of_place or (len(before) < 30 and before[-1].text in ",)—–-")


def _of_name(w: Word) -> bool:
    return w.text in ",.()-" or w.low in TITLES or (w.cap and w.low not in STOPS and w.low not in DETERMINERS)
