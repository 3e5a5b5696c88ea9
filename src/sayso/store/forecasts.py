"""The ledger in a dossier: what was foreseen, where somebody cites what they foresaw, and ledgers kept elsewhere."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import func, select

from sayso.model import Entry, Forecast, SelfCitation
from sayso.store import tables as t
from sayso.store.records import pack, unpack

if TYPE_CHECKING:
    from sayso.store.store import Store

__all__ = ["Filed", "Ledger"]

Vectors = npt.NDArray[np.float16]
_COLUMNS = tuple(c for c in t.forecasts.columns if c.name in ("number", "first", "turned", "statement", "record"))


@dataclass(frozen=True, slots=True)
class Filed:
    """A forecast, and the one that foresaw the same before: its own id where none did.

    `turned` is True where what it foresees is the contrary of that: *will stay open*, *will close*. `statement` is the
    id of the statement of the article that is this forecast, if one is.
    """

    forecast: Forecast
    first: str
    turned: bool = False
    statement: str | None = None


class Ledger:
    """The tables of the ledger, in the transactions of their store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # What was foreseen in articles.

    def unread(self) -> list[str]:
        """The ids of the articles that were not looked through for forecasts, in the order of their coming."""
        a, done = t.articles.c, t.looked_through.c
        query = (
            select(a.id)
            .join_from(t.articles, t.looked_through, done.article == a.number, isouter=True)
            .where(done.article.is_(None))
            .order_by(a.number)
        )
        return list(self._store._connection.scalars(query))

    def add(self, article: str, filed: Sequence[Filed], vectors: Vectors, citations: Sequence[SelfCitation]) -> None:
        """Keep what was found in a stored article, which may be nothing, and that it was looked through.

        The vectors are those of the forecasts.
        """
        store = self._store
        number = store._number(t.articles, article)
        store._insert(t.looked_through, [{"article": number}])
        numbers = {f.forecast.id: store._free(t.forecasts) for f in filed}
        store._remember(t.forecasts, numbers)
        firsts = store._all_numbers(t.forecasts, list(dict.fromkeys(f.first for f in filed)))
        statements = store._all_numbers(t.statements, list(dict.fromkeys(f.statement for f in filed if f.statement)))
        store._insert(
            t.forecasts,
            [
                {
                    "number": numbers[f.forecast.id],
                    "id": f.forecast.id,
                    "article": number,
                    "first": firsts[f.first],
                    "turned": f.turned,
                    "statement": statements[f.statement] if f.statement else None,
                    "vector": vector.tobytes(),
                    "record": pack(f.forecast),
                }
                for f, vector in zip(filed, np.asarray(vectors, dtype="<f2"), strict=True)
            ],
        )
        store._insert(
            t.self_citations,
            [{"number": store._free(t.self_citations), "article": number, "record": pack(c)} for c in citations],
        )

    def forecasts(self, ids: Iterable[str] | None = None) -> list[Filed]:
        """These forecasts, or all, in the order of their coming."""
        return self._filed(select(*_COLUMNS), None if ids is None else (t.forecasts.c.id, ids))

    def forecasts_of(self, articles: Iterable[str]) -> list[Filed]:
        """The forecasts of these articles, in the order of their coming."""
        return self._filed(select(*_COLUMNS).join_from(t.forecasts, t.articles), (t.articles.c.id, articles))

    def vectors(self, ids: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of these forecasts by id, as far as the dossier holds them."""
        f = t.forecasts.c
        found = self._store._rows(select(f.id, f.vector), f.id, ids)
        return {id: np.frombuffer(vector, dtype="<f2").astype(np.float16, copy=False) for id, vector in found}

    def firsts(self, ids: Iterable[str]) -> dict[str, str]:
        """Of each of these forecasts the one that foresaw the same first, as far as the dossier holds them."""
        store = self._store
        found = dict(store._rows(select(t.forecasts.c.id, t.forecasts.c.first), t.forecasts.c.id, ids))
        names = store._all_ids(t.forecasts, set(found.values()))
        return {id: names[first] for id, first in found.items()}

    def citations(self, articles: Iterable[str]) -> list[SelfCitation]:
        """Where in these articles somebody says what they said before, in the order of their coming."""
        c = t.self_citations.c
        query = select(c.number, c.record).join_from(t.self_citations, t.articles)
        rows = sorted(self._store._rows(query, t.articles.c.id, articles), key=lambda row: row.number)
        return [unpack(SelfCitation, row.record) for row in rows]

    def citing(self) -> list[str]:
        """The ids of the articles in which somebody says what they said before."""
        query = select(t.articles.c.id).join_from(t.self_citations, t.articles).distinct()
        return sorted(self._store._connection.scalars(query))

    # Ledgers kept elsewhere.

    def add_entries(self, entries: Iterable[Entry]) -> int:
        """Keep the lines of a ledger; the number of those that were not there.

        A line that stands in it twice is two, and the same two when the ledger comes again.
        """
        store = self._store
        packed: dict[str, bytes] = {}
        times: Counter[bytes] = Counter()
        for entry in entries:
            record = pack(entry)
            times[record] += 1
            packed[hashlib.sha256(b"%d %s" % (times[record], record)).hexdigest()[:32]] = record
        known = store._held(t.entries.c.digest, packed)
        rows = [
            {"number": store._free(t.entries), "digest": digest, "record": record}
            for digest, record in packed.items()
            if digest not in known
        ]
        store._insert(t.entries, rows)
        return len(rows)

    def entries(self) -> list[tuple[str, Entry]]:
        """The lines of ledgers kept elsewhere, called i1, i2, …, in the order of their coming."""
        e = t.entries.c
        found = self._store._connection.execute(select(e.number, e.record).order_by(e.number))
        return [(f"i{number}", unpack(Entry, record)) for number, record in found]

    def last(self) -> tuple[int, ...]:
        """The numbers of the newest forecast, of the newest citation, and of the newest line of another ledger."""
        newest = (select(func.max(table.c.number)) for table in (t.forecasts, t.self_citations, t.entries))
        return tuple(self._store._connection.scalar(query) or 0 for query in newest)

    def _filed(self, query: Any, among: tuple[Any, Iterable[str]] | None) -> list[Filed]:
        store = self._store
        rows = store._connection.execute(query).all() if among is None else list(store._rows(query, *among))
        rows = sorted(rows, key=lambda row: row.number)
        ids = store._all_ids(t.forecasts, {row.first for row in rows})
        statements = store._all_ids(t.statements, {row.statement for row in rows if row.statement is not None})
        return [
            Filed(unpack(Forecast, row.record), ids[row.first], row.turned, statements.get(row.statement))
            for row in rows
        ]
