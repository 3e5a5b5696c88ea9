"""Who is who among those whom a claim came through: one id for every mouth, and for every article its outlet's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import dropwhile

from sayso.model import Carrier, Copy, Head, Mouth, SourceKind
from sayso.text.naming import outlet_key, plain_name

__all__ = ["Names"]

_NAMED = {
    "person": SourceKind.NAMED_PERSON,
    "organisation": SourceKind.ORGANISATION,
    "outlet": SourceKind.OUTLET,
    "document": SourceKind.DOCUMENT,
}


class Names:
    """Who is who: one id for every mouth, whatever it is called, and for every article that of its outlet."""

    def __init__(self, heads: Sequence[Head], carriers: Sequence[Carrier], same: Mapping[str, str]) -> None:
        self.same = same
        self.texts: set[str] = set()
        self._mouths: dict[str, Mouth] = {}
        self._by_key: dict[str, str] = {}
        self._statements: dict[str, tuple[str, ...]] = {}
        self._published = {
            name: Mouth(_outlet_id(name), name, SourceKind.OUTLET)
            for name in {h.outlet for h in heads}
            if name and _key(name)
        }
        published = frozenset(self._published.values())
        best: dict[str, Mouth] = {}
        for m in (m for c in carriers for m in c.statement.mouths if m.kind is not SourceKind.AUTHOR):
            held = best.setdefault(m.id, m)
            if held is not m and held != m:
                best[m.id] = min(held, m, key=lambda m: (_fullest(m), repr(m)))
        told = list(best.values())
        outlets = published | {m for m in told if m.kind is SourceKind.OUTLET and _key(m.name)}
        # Outlets are one where their names agree; what is judged goes before that.
        for m in sorted(outlets, key=lambda m: (self._judged(m.id) == m.id, m.id)):
            judged = self._judged(m.id)
            if judged != m.id:
                self._by_key.setdefault(_key(judged.partition(":")[2]), judged)
            self._by_key.setdefault(_key(m.name), judged)
        self._outlets = set(self._by_key.values())
        for m in sorted([*published, *told], key=_fullest):
            id = self._id(m)
            if id not in self._mouths or (m.id == id and self._mouths[id].id != id):
                self._mouths[id] = m
        self._mouths = {id: m if m.id == id else _renamed(m, id) for id, m in self._mouths.items()}
        self.unnamed = {id for id, m in self._mouths.items() if not m.named}

    def _judged(self, id: str) -> str:
        seen = {id}
        while (following := self.same.get(id, id)) not in seen:
            seen.add(following)
            id = following
        return id

    def _id(self, m: Mouth) -> str:
        judged = self._judged(m.id)
        if judged != m.id or m.kind not in (SourceKind.OUTLET, SourceKind.ORGANISATION):
            return judged
        return self._by_key.get(_key(m.name), m.id)

    def outlet_of(self, head: Head) -> str:
        """The outlet that an article is of; where none is known, a node of its own."""
        if (outlet := self._published.get(head.outlet or "")) is not None:
            return self._id(outlet)
        id = f"unknown:{head.id}:outlet"
        self._mouths.setdefault(id, Mouth(id, head.author or head.title or head.id, SourceKind.OUTLET))
        self._outlets.add(id)
        return id

    def text(self, copy: Copy) -> str:
        """The node of a text that is copied and that is not among the articles of the claim."""
        self._mouths.setdefault(copy.of, Mouth(copy.of, copy.credit or copy.of, SourceKind.OUTLET))
        self._outlets.add(copy.of)
        self.texts.add(copy.of)
        return copy.of

    def mouths(self, c: Carrier, own: str) -> tuple[str, ...]:
        """Whom a statement came through, the outermost first, each once; without its author and its own outlet in
        front."""
        s = c.statement
        if s.id not in self._statements:
            ids = [self._id(m) for m in s.mouths if m.kind is not SourceKind.AUTHOR]
            self._statements[s.id] = tuple(dict.fromkeys(dropwhile(own.__eq__, ids)))
        return self._statements[s.id]

    def mouth(self, id: str) -> Mouth:
        return self._mouths[id]

    def is_outlet(self, id: str) -> bool:
        return id in self._outlets


# A dossier asks the same of the same names for every claim.
_key = lru_cache(maxsize=1 << 14)(outlet_key)


@lru_cache(maxsize=1 << 14)
def _outlet_id(name: str) -> str:
    return f"outlet:{plain_name(name)}"


def _renamed(m: Mouth, id: str) -> Mouth:
    """A mouth under the id of the one that it is judged to be, of which nothing else is known here."""
    kind = _NAMED.get(id.partition(":")[0], m.kind)
    name = m.name if m.named or kind is m.kind else id.partition(":")[2]
    return replace(m, id=id, name=name, kind=kind)


def _fullest(m: Mouth) -> tuple[bool, int, str, str]:
    return m.description is None, -len(m.name), m.name, m.id
