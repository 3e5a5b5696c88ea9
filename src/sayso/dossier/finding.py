"""What is meant by a name: a claim, a source, a statement or an article, by its id or by words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from sayso.dossier.corrections import Missed
from sayso.dossier.judged import Judged
from sayso.errors import NoSuch
from sayso.model import Mouth, Passage, Span, SpanSet, Statement, StatementKind
from sayso.text.naming import plain_name

if TYPE_CHECKING:
    from sayso.store import Store

__all__ = ["Finder", "near"]

_CLAIM = re.compile(r"c\d+")
_NUMBERED = re.compile(r"c[1-9][0-9]{0,8}")  # as claims are called here
# The least likeness, from 0 to 1, at which words mean a claim, and a misspelt name a name.
_MEANT = 0.5
_MISSPELT = 70
_MOST = 50
_READ = 100  # statements that are read at a time
_HOLDING = 30  # articles that hold the words, whose statements are looked at
_SHOWN = 3
# A misspelt id of an article is looked for among so many that begin with the same letters.
_BEGINNING, _SUGGESTED = 2, 500


class Finder:
    """Looks up what people name, in a store and under the judgements that hold."""

    def __init__(self, store: Store, hold: Judged) -> None:
        self._store = store
        self._hold = hold

    def claim(self, id: str) -> str:
        """The claim of this id, or the one that it was merged into. Raises NoSuch."""
        if _NUMBERED.fullmatch(id) and self._store.wordings([id]):
            return self._hold.claim(id)
        raise NoSuch(f"no claim has the id {id}: `sayso claims` lists them, and words will do as well")

    def members(self, id: str) -> list[str]:
        """The stored claims that make up a claim, the kept one first."""
        return self._hold.members(id)

    def meant(self, named: str) -> tuple[str, bool]:
        """The claim that is meant by an id or by words, and whether it was its id. Raises NoSuch."""
        if _CLAIM.fullmatch(named):
            return self.claim(named), True
        if not (like := self.like(named, 1)):
            raise NoSuch(f"no claim says anything like “{named}”: `sayso search` finds words in the articles")
        return like[0], False

    def like(self, words: str, limit: int | None = None) -> list[str]:
        """The claims that say something like these words, the likest first, no more than `limit`.

        They come out of the index of claims, where what is worded differently is found too, and out of the articles
        that hold the words.
        """
        import numpy as np
        from rapidfuzz.fuzz import token_set_ratio

        from sayso import match

        if not words.strip():
            return []
        vector = match.embed([words])[0].astype("f4")
        passage = Passage(words, SpanSet((Span(0, len(words)),)))
        keys = match.keys(Statement("", "", StatementKind.HEADLINE, passage), vector)
        ids = {id for some in self._store.lookup("claim", keys, most=_MOST).values() for id in some}
        ids.update(self._store.statement_ids(self._store.holding(words, _HOLDING)))
        claims = self._store.claim_of(ids)
        vectors = self._store.vectors(claims)
        cosines = np.stack(list(vectors.values())).astype("f4") @ vector if vectors else vector[:0]
        alike = dict(zip(vectors, cosines.tolist(), strict=True))
        best: dict[str, float] = {}
        # However it is worded, a statement is no likelier than its sense and all the words: what lies below those that
        # will be listed is not read.
        rest = iter(sorted(alike, key=lambda id: (-alike[id], id)))
        while portion := list(islice(rest, _READ)):
            listed = sorted(best.values(), reverse=True)[:limit]
            least = listed[-1] if limit is not None and len(listed) == limit > 0 else _MEANT
            if 0.5 * alike[portion[0]] + 0.5 < least:
                break
            for id, text in self._store.passages(portion).items():
                # All words asked for in a wording mean it as surely as sense does, and more surely the more of it they
                # are.
                worded = token_set_ratio(words.casefold(), text.casefold()) / 100
                whole = self._hold.claim(claims[id])
                best[whole] = max(best.get(whole, 0.0), 0.5 * alike[id] + 0.5 * worded)
        return sorted((c for c, score in best.items() if score >= _MEANT), key=lambda c: (-best[c], c))[:limit]

    def mouth(self, name: str) -> Mouth:
        """The person, body, paper or outlet of this name or id. Raises NoSuch with names like it."""
        if ":" in name:
            for mouth in self._store.mouths([name]).values():
                return mouth
        found = [m for m, _ in self._store.find_mouths(name, _MOST)]
        named = [m for m in found if m.named] or found
        if named:
            return named[0]
        # Whom only a judgement names has no statement in the store.
        if judged := [
            m for m in self._hold.corrections.mouths() if name == m.id or plain_name(name) == plain_name(m.name)
        ]:
            return judged[0]
        # A misspelt name is like others word by word: whoever shares a beginning with one of its words is asked.
        others = {m.name for word in name.split() for m, _ in self._store.find_mouths(word[:3], _MOST)}
        raise NoSuch(near(f"nobody called {name} says anything here", name, others))

    def article(self, id: str) -> str:
        """The id of the article of this id. Raises NoSuch with ids like it."""
        if not self._store.has_ids([id]):
            like = self._store.ids_beginning(id[:_BEGINNING], _SUGGESTED)
            raise NoSuch(near(f"no article has the id {id}", id, like))
        return id

    def missed(self, article: str) -> list[Missed]:
        """What people saw in an article, and sayso did not."""
        return self._hold.corrections.missed(article)

    def statement(self, id: str) -> Statement:
        """The statement of this id. Raises NoSuch."""
        found = self._store.statements([id])
        if id not in found:
            article = id.partition("#")[0]
            like = [s.id for s in self._store.statements_of(article)] if self._store.has_ids([article]) else []
            raise NoSuch(near(f"no statement has the id {id}", id, like))
        return found[id]


def near(said: str, name: str, known: Iterable[str]) -> str:
    """A message, with those of the known names that are like the one that was given."""
    from rapidfuzz import process
    from rapidfuzz.fuzz import WRatio

    like = process.extract(name, list(known), scorer=WRatio, limit=_SHOWN, score_cutoff=_MISSPELT)
    return f"{said}; did you mean {' or '.join(found for found, _, _ in like)}?" if like else said
