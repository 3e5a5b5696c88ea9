"""The ledger as it is listed: by the days that forecasts leave open, by who foresees, by what is foreseen.

Nothing here reads more of it than is asked for. What is due and what is open follow from a day; what people decided
(what is resolved, what is none, whose it is) stands in the log, so that the articles that it touches are left out here,
as `but`, and worked out by who knows the log.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, select

from sayso.store import tables as t
from sayso.store.tables import forecasts as _table

if TYPE_CHECKING:
    from sayso.store.store import Store

__all__ = ["FORETELLERS", "Line", "Listed", "word_key"]

FORETELLERS = 4  # the space of the index in which those who foresee are found by the words of their names
_LISTED = tuple(_table.c[name] for name in ("number", "id", "article", "kind", "until", "made", "shown"))


class Line(NamedTuple):
    """Where a forecast stands in the ledger: its number and id, what it is, its last day and the day it was made on."""

    number: int
    id: str
    kind: str
    until: str | None
    made: str


class Listed:
    """What of the ledger is shown, in the order in which it is: of the first last day, of the first day."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def lines(
        self, kind: str, since: str | None, before: str | None, limit: int, but: Collection[int] = ()
    ) -> list[Line]:
        """The first forecasts of a kind whose last day is `since` a day, or `before` one, or that have none (neither).

        `but` are the numbers of articles that are left out.
        """
        f = t.forecasts.c
        query = select(*_LISTED).where(f.shown.is_(True), f.kind == kind)
        if since is not None:
            query = query.where(f.until >= since)
        elif before is not None:
            query = query.where(f.until < before)
        else:
            query = query.where(f.until.is_(None))
        if but:
            query = query.where(f.article.not_in(self._store._engine.among(sorted(but))))
        rows = self._store._connection.execute(query.order_by(f.until, f.made, f.id).limit(limit))
        return [_line(row) for row in rows]

    def counted(self, kinds: Sequence[str], day: str, but: Collection[int] = ()) -> Counter[tuple[str, bool]]:
        """How many forecasts of each of these kinds are shown, and of them those whose last day is before a day: by
        kind, and whether it is.
        """
        f = t.forecasts.c
        out: Counter[tuple[str, bool]] = Counter()
        shown = select(f.kind, func.count()).where(f.shown.is_(True), f.kind.in_(kinds)).group_by(f.kind)
        for due in (False, True):
            # Counted in the index alone; what is left out is little, and taken off.
            query = shown.where(f.until < day) if due else shown
            out.update({(kind, due): n for kind, n in self._store._connection.execute(query)})
        for row in self._store._rows(select(*_LISTED), f.article, but):
            if row.shown and row.kind in kinds:
                out[row.kind, False] -= 1
                out[row.kind, True] -= row.until is not None and row.until < day
        for kind in kinds:
            out[kind, False] -= out[kind, True]
        return out

    def told_by(self, tellers: Iterable[int], but: Collection[int] = (), before: str | None = None) -> list[Line]:
        """What these foresee, as far as it is shown, in no order; in articles that were there `before` a day."""
        query = select(*_LISTED)
        if before is not None:
            a = t.articles.c
            there = func.substr(func.coalesce(a.published, a.added), 1, 10) < before
            query = query.join_from(t.forecasts, t.articles).where(there)
        rows = self._store._rows(query, t.forecasts.c.foreteller, tellers)
        return [_line(row) for row in rows if row.shown and row.article not in but]

    def tellers(self, voices: Collection[str], by: str = "", name: str = "") -> set[int]:
        """Those who foresee and have one of these voices, are `by`, or are called something with the words of `name`
        in a row (a plain name).
        """
        store, c = self._store, t.foretellers.c
        found = {n for (n,) in store._rows(select(c.number), c.voice, voices)}
        if by:
            found.update(store._connection.scalars(select(c.number).where(c.by == by)))
        if name:
            k = t.keys.c
            among: set[int] | None = None
            for word in dict.fromkeys(name.split()):
                held = select(k.item).where(k.space == FORETELLERS, k.key == word_key(word))
                there = set(store._connection.scalars(held))
                among = there if among is None else among & there
            rows = store._rows(select(c.number, c.called), c.number, among or ())
            found.update(number for number, called in rows if f" {name} " in f" {called} ")
        return found

    def like(self, firsts: Iterable[str], but: Collection[int] = ()) -> list[int]:
        """The numbers of what is shown and foresees the same as one of these did first."""
        numbers = self._store._known(t.forecasts, list(dict.fromkeys(firsts))).values()
        rows = self._store._rows(select(*_LISTED), t.forecasts.c.first, numbers)
        return [row.number for row in rows if row.shown and row.article not in but]

    def claiming(self, claims: Iterable[str], but: Collection[int] = ()) -> list[int]:
        """The numbers of what is shown and says one of these claims."""
        m = t.members.c
        query = select(*_LISTED).join_from(t.members, t.forecasts, t.forecasts.c.statement == m.statement)
        rows = self._store._rows(query, m.claim, [int(id[1:]) for id in claims])
        return [row.number for row in rows if row.shown and row.article not in but]

    def foreseeing(self, articles: Iterable[str]) -> set[str]:
        """Those of these articles in which anything is foreseen, shown or not."""
        f, a = t.forecasts.c, t.articles.c
        query = select(a.id).join_from(t.articles, t.forecasts, f.article == a.number).distinct()
        return {id for (id,) in self._store._rows(query, a.id, articles)}

    def numbers_of(self, articles: Iterable[str]) -> set[int]:
        """The numbers of these articles, as far as they are there."""
        return set(self._store._known(t.articles, list(dict.fromkeys(articles))).values())

    def following(self, articles: Iterable[str]) -> dict[str, str]:
        """Of each of these articles the version that came next, if one did."""
        a = t.articles.c
        query = select(a.id, a.replaced_by).where(a.replaced_by.is_not(None))
        return dict(self._store._rows(query, a.id, articles))


def word_key(word: str) -> int:
    """The key of a word of a name."""
    return int.from_bytes(hashlib.sha256(word.encode("utf8", "surrogatepass")).digest()[:8], "big", signed=True)


def _line(row: Any) -> Line:
    return Line(row.number, row.id, row.kind, row.until, row.made)
