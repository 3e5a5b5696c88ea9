"""What the words of a source are: where its first noun phrase ends, which word heads it, who is named in a row."""

from __future__ import annotations

from sayso.model import EntityKind
from sayso.resolve.figures import Figure, Mention
from sayso.resolve.kinds import ORGANISED, SUFFIXES
from sayso.resolve.places import state_of
from sayso.resolve.referring import is_verb
from sayso.resolve.scene import RELATIVES, Scene
from sayso.resolve.vocabulary import DETERMINERS, NOUNS, NUMBERS, PRONOUNS, STOPS, TITLES, Noun, noun
from sayso.resolve.words import OWNING, Word
from sayso.text.wording import wordset

__all__ = ["Heads"]

_PARTICIPLES = wordset(
    "seen sent made written held known given taken led shown drawn put set won kept close familiar able aware "
    "privy present responsible available"
)
# What begins a clause or a time behind a noun: "an account she gave", "a poll this month".
_CLAUSE = wordset("i he she they we you")
_WHEN = wordset("this last next yesterday today tonight earlier")
_ARTICLES = wordset("a an the one")
_OPENING, _CLOSING = "“\"'‘", "”\"'’"


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
            owner = mention.last + 1 < len(words) and words[mention.last + 1].text in OWNING
            if owner or not between:
                return None
            called = between[-1].low in ("named", "called")
            if between[0].low == "to":  # the ambassador to Velmo X, but no aide to X
                places = range(head + 2, mention.first)
                told = all(n in self.cast.at or state_of(words[n].text) for n in places)
                return mention.figure if places and told else None
            if between[0].low == "of":
                of_body = self._of_body(head + 2, mention.first - 1)
                return mention.figure if of_body or self._of_what(between[1:]) else None
            plain = between[0].text in ",—–-" and not any(w.low in STOPS or w.low in PRONOUNS for w in between)
            return mention.figure if called or plain else None
        return None

    def _of_body(self, first: int, last: int) -> bool:
        """Whether words between an office's "of" and a name are a body's name and a comma: head of the Pilots, X."""
        words, at = self.text.words, self.cast.at
        while last > first and (words[last].low in TITLES or words[last].text == "."):
            last -= 1
        return words[last].text == "," and all(i in at or words[i].low == "the" for i in range(first, last))

    def _of_what(self, words: list[Word]) -> bool:
        """Whether words between an office's "of" and a name tell of what the office is: Speaker of the House Rep. X."""
        while words and (words[-1].low in TITLES or words[-1].text == "."):
            words = words[:-1]  # the wife of Gov. X is another
        while words and words[0].low == "the":
            words = words[1:]
        return bool(words) and all(
            w.text[0].isalnum() and w.low not in STOPS and (noun(w.low) or (Noun.GROUP,))[0] is not Noun.PERSON
            for w in words
        )

    def _core(self, inside: list[int]) -> list[int]:
        """The words of a source up to where its first noun phrase ends."""
        words, at = self.text.words, self.cast.at
        core: list[int] = []
        last = inside[0]
        past = -1  # where an aside ends that tells which one a noun behind it is
        for i in inside:
            w = words[i]
            if i <= past:
                last = i
                continue
            if core and words[core[0]].low in _ARTICLES and (past := self._aside(core, i, inside)) >= i:
                last = i
                continue
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
            elif core and self._says_what(core[-1]) and (w.low in _CLAUSE or w.text in _WHEN or self._dated(i)):
                break
            elif w.low in ("inside", "outside") and len(core) == 1 and words[core[0]].low in ("a", "an", "the"):
                core.append(i)
            elif w.text == "May" and core:
                core.append(i)  # the month
            elif w.low in STOPS or w.low == "out" or w.text in ',;:()—–-“”"[]' or self._doubled(i):
                if w.text == "," and core and self._goes_on(core, i, inside):
                    continue
                if core or w.low in RELATIVES:
                    if not core:
                        core.append(i)
                    break
            elif core and noun(words[core[-1]].low) is not None and self._told_behind(i, inside):
                break
            else:
                core.append(i)
            last = i
        return core or inside[:1]

    def _dated(self, i: int) -> bool:
        """Whether a time stands right behind the noun of a paper: his speech Tuesday night."""
        return self.papers.is_paper(i - 1) and self.papers.when(i) > 0

    def _told_behind(self, i: int, inside: list[int]) -> bool:
        """Whether a participle is said of what stands before it: papers made public, a letter recently found.

        In "elected officials" it is said of what follows.
        """
        words = self.text.words
        i += words[i].low.endswith("ly")
        if i not in inside or not words[i].text.islower() or not self._participle(words[i].low):
            return False
        following = noun(words[i + 1].low) if i + 1 in inside else None
        return following is None or not (following[0] is Noun.PERSON or words[i + 1].low.endswith("s"))

    def _doubled(self, i: int) -> bool:
        """Whether an apostrophe is one of two that stand for a quotation mark."""
        words = self.text.words
        after = words[i + 1] if i + 1 < len(words) else None
        return words[i].text == "'" and after is not None and after.text == "'" and after.start == words[i].end

    def _aside(self, core: list[int], at: int, inside: list[int]) -> int:
        """Where words end that stand between an article and its noun: a “Night Tide” actress, a Velmo, Upland, pilot.

        The last word of them, or -1 where `at` begins none.
        """
        words, end = self.text.words, inside[-1]
        w = words[at]
        if w.low == "only" and len(core) == 1:
            return at
        if w.text in _OPENING and not any(noun(words[i].low) for i in core):
            close = next((i for i in range(at + 1, min(at + 8, end)) if words[i].text in _CLOSING), end)
            return close if close < end and words[close + 1].text.islower() else -1
        if w.text != "," or not (core[-1] in self.cast.at or words[core[-1]].cap):
            return -1
        i = at + 1
        while i <= end and i < at + 4 and words[i].cap:
            i += 1
        if i == at + 1 or i > end:
            return -1
        i += words[i].text == ","
        known = i <= end and words[i].text.islower() and noun(words[i].low) is not None
        return i - 1 if known else -1

    def _holder_of_both(self, inside: list[int]) -> Figure | None:
        """The one person whose name stands behind two offices: the former mayor and head of police X."""
        words = self.text.words
        link = next((i for i in inside if words[i].low == "and"), -1)
        if link <= inside[0]:
            return None
        offices = [i for i in inside if noun(words[i].low) == (Noun.PERSON, False)]
        for head in offices:
            at = head + 1 if words[min(head + 1, len(words) - 1)].low != "of" else head + 3
            named = self.cast.at.get(at)
            if named is None or named.figure.kind is not EntityKind.PERSON or at > inside[-1] or named.first != at:
                continue
            if not offices[0] < link < head or self._before_noun(named, inside[-1]):
                return None
            between = (words[i] for i in range(inside[0] + 1, at) if i != link)
            plain = all(
                (w.text[0].isalnum() or w.text == ".")
                and (w.low not in STOPS or w.low == "of")
                and w.low not in PRONOUNS
                and w.low not in DETERMINERS
                for w in between
            )
            return named.figure if plain else None
        return None

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
        """Whether a comma stands between adjectives: "a bright, new poll", "Fennick's bright, new poll"."""
        words = self.text.words
        after = [words[i] for i in inside if comma < i < comma + 3]
        owned = max((n + 1 for n, i in enumerate(core) if words[i].low in OWNING), default=0)
        return (
            core[owned:] != []
            and not any(self._says_what(i) for i in core[owned:])
            and len(after) == 2
            and after[0].text[0].islower()
            and after[0].low not in STOPS | PRONOUNS.keys() | DETERMINERS
            and after[1].text[0].isalnum()
        )

    def _many_people(self, mention: Mention, head: int) -> bool:
        """Whether a name is one for many: "Valley Republicans" are people, and "League of X Voters" is a body."""
        words = self.text.words
        low = words[head].low
        of_people = NOUNS.get(low) == (Noun.GROUP, True) and low not in ORGANISED
        if mention.figure.kind is EntityKind.PERSON and not self._plural(low):
            return False  # Orla Crew
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

    def _named_last(self, inside: list[int]) -> Figure | None:
        """The person whose name ends a source, behind a comma: the guide we had met, X."""
        words = self.text.words
        last = next((i for i in reversed(inside) if words[i].text[0].isalpha()), inside[-1])
        named = self.cast.at.get(last)
        if named is None or named.figure.kind is not EntityKind.PERSON or named.last != last:
            return None
        i = named.first - 1
        while i > inside[0] and (words[i].low in TITLES or words[i].text == "."):
            i -= 1
        if words[i - 1].low in ("his", "her") and noun(words[i].low) == (Noun.PERSON, False):
            i -= 2
        return named.figure if i > inside[0] and words[i].text == "," else None

    def _before_noun(self, m: Mention, last: int) -> bool:
        """Whether a name belongs to what stands behind it: somebody's wife, a Fennick supporter, (Ky.)."""
        words = self.text.words
        after = words[m.last + 1] if m.last < last else None
        if m.first and words[m.first - 1].text == "(":
            return True
        if after is None or not after.text.islower():
            return after is not None and after.text in ("’", "'")
        return after.low in OWNING or not (after.low in STOPS or is_verb(after))
