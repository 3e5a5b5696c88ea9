"""Which unnamed sources may be the same people: by what is told of them, not by what would suit the count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.model import Description, Mouth, Passage, SourceKind
from sayso.text.wording import key

__all__ = ["Told", "agreeing", "classes", "told"]

_WORD = re.compile(r"\w[\w’'-]*")
_LONGEST_FIGURE = 6
# Where what they are ends, and what is only said of them begins.
_BEHIND = re.compile(r",|\s(?:who|whom|whose|which|that|of|at|in|from|with|close|on|near|inside|within|familiar)\s")
_COUNTED = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty
"""
_NUMBERS = {word: n for n, word in enumerate(_COUNTED.split(), 1)} | {
    "a": 1,
    "an": 1,
    "another": 1,
    "both": 2,
    "couple": 2,
}
# Words that anybody of whatever office may be called by.
_ANYBODY = """
official source person people figure member insider individual man men woman women somebody someone aide representative
contact adviser advisor employee participant witness
"""
_ANYBODY_KEYS = frozenset(k for w in _ANYBODY.split() for n in (w, w + "s") if (k := key(n)) is not None)
# Bodies of one state, any of which may be part of, or speak for, another.
_STATE = "government ministry state administration authority authorities cabinet department office agency regime"
_STATE_KEYS = frozenset(k for w in _STATE.split() for n in (w, w + "s") if (k := key(n)) is not None)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an unnamed source, in a form that can be compared. Empty and None: nothing is told.

    `number` is that of a group, 1 for one person. `office`, `side` and `place` are stems of content words, the office
    without those that anybody may be called by (*official*); it is `specific` where the word that says what they are
    is none of these (*captain*).
    """

    number: int | None = None
    specific: bool = False
    office: frozenset[str] = frozenset()
    side: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()

    def may_be(self, other: Told) -> bool:
        """Whether nothing that is told contradicts that the two are the same, or that one is one of the others."""
        ours, theirs = self.side - _STATE_KEYS, other.side - _STATE_KEYS
        body, other_body = self.side & _STATE_KEYS, other.side & _STATE_KEYS
        return (
            (None in (self.number, other.number) or 1 in (self.number, other.number) or self.number == other.number)
            and (not self.specific or not other.specific or bool(self.office & other.office))
            and (
                not self.side
                or not other.side
                or bool(ours & theirs)
                or (bool(body) and bool(other_body) and not (ours and theirs and body & other_body))
            )
            and (not self.place or not other.place or bool(self.place & other.place))
        )


def told(mouth: Mouth) -> Told:
    """What the text tells of an unnamed source: its description, or the words that name it where it has none."""
    if mouth.kind is SourceKind.NONE:
        return Told()
    d = mouth.description or Description()
    number = 1 if mouth.kind is SourceKind.UNNAMED_PERSON else _number(_words(d.number))
    return _told(number, _words(d.office) or mouth.name, _words(d.side), _words(d.place))


@lru_cache(maxsize=4096)
def _told(number: int | None, office: str, side: str, place: str) -> Told:
    stems = _stems(_BEHIND.split(office, maxsplit=1)[0])
    return Told(
        number=number,
        specific=bool(stems) and stems[-1] not in _ANYBODY_KEYS,
        office=frozenset(stems) - _ANYBODY_KEYS,
        side=frozenset(_stems(side)),
        place=frozenset(_stems(place)),
    )


def classes(
    mouths: Sequence[Mouth], alone: Collection[str] = (), apart: Iterable[tuple[str, str]] = ()
) -> tuple[list[list[str]], list[int]]:
    """Unnamed sources by what is told of them; and for each class, as a bit mask, the classes that may be the same.

    Those whose ids stand in `alone` get a class each; those in `apart` (two by two) are never the same. Classes that
    can be joined with nothing are left out. Descriptions are looked up by their words, never compared two by two.
    """
    groups: dict[tuple[Told, str], list[str]] = defaultdict(list)
    for mouth in sorted(mouths, key=lambda m: m.id):
        groups[told(mouth), mouth.id if mouth.id in alone else ""].append(mouth.id)
    masks = agreeing([t for t, _ in groups])
    found = list(groups.values())
    at = {ids[0]: n for n, ids in enumerate(found)}
    for a, b in apart:
        if a in at and b in at:
            masks[at[a]] &= ~(1 << at[b])
            masks[at[b]] &= ~(1 << at[a])
    kept = [n for n, ids in enumerate(found) if len(ids) > 1 or masks[n] & ~(1 << n)]
    return [found[n] for n in kept], [
        sum(1 << k for k, other in enumerate(kept) if masks[n] >> other & 1) for n in kept
    ]


def agreeing(values: Sequence[Told]) -> list[int]:
    """For each of them the others that it may be (`Told.may_be`), through an index of what is told."""
    everyone = (1 << len(values)) - 1
    having: dict[tuple[str, object], int] = defaultdict(int)
    for n, t in enumerate(values):
        side = t.side - _STATE_KEYS
        bodies = t.side & _STATE_KEYS
        kinds: list[tuple[str, object]] = [("number", t.number), ("specific", t.specific)]
        kinds += [("office", stem) for stem in t.office]
        kinds += [("side", stem) for stem in side] or [("no side", not t.side), ("bare body", bool(bodies))]
        kinds += [("body", True)] if bodies else []
        kinds += [("body of", stem) for stem in bodies if side]
        kinds += [("place", stem) for stem in t.place] or [("place", None)]
        for kind in kinds:
            having[kind] |= 1 << n

    def any_of(*kinds: tuple[str, object]) -> int:
        mask = 0
        for kind in kinds:
            mask |= having.get(kind, 0)
        return mask

    out = []
    for t in values:
        mask = everyone
        if t.number not in (None, 1):
            mask &= any_of(("number", None), ("number", 1), ("number", t.number))
        if t.specific:
            mask &= any_of(("specific", False), *(("office", stem) for stem in t.office))
        if t.side:
            side, bodies = t.side - _STATE_KEYS, t.side & _STATE_KEYS
            state = any_of(("body", True)) if bodies else 0
            if side:
                state &= ~any_of(*(("body of", stem) for stem in bodies))
            mask &= any_of(("no side", True), *(("side", stem) for stem in side)) | state
        if t.place:
            mask &= any_of(("place", None), *(("place", stem) for stem in t.place))
        out.append(mask)
    return out


def _words(passage: Passage | None) -> str:
    return passage.text if passage is not None else ""


def _number(words: str) -> int | None:
    for word in _WORD.findall(words.lower()):
        if word.isdecimal() and len(word) < _LONGEST_FIGURE:
            return int(word)
        if word in _NUMBERS:
            return _NUMBERS[word]
    return None


def _stems(words: str) -> list[str]:
    return [k for w in _WORD.findall(words) if (k := key(w)) is not None]
