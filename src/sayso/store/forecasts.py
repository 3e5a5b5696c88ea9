"""The ledger in a dossier: what was foreseen, where somebody cites what they foresaw, and ledgers kept elsewhere."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import delete, func, select

from sayso.model import Entry, Forecast, SelfCitation
from sayso.store import tables as t
from sayso.store.listed import FORETELLERS, Listed, word_key
from sayso.store.records import pack, unpack
from sayso.store.standing import settle
from sayso.text.naming import called, voice

__all__ = ["Filed", "Ledger"]

Vectors = npt.NDArray[np.float16]
_COLUMNS = tuple(c for c in t.forecasts.columns if c.name in ("number", "first", "turned", "statement", "record"))
_PORTION = 500


@dataclass(frozen=True, slots=True)
class Filed:
    """A forecast, and the one that foresaw the same before: its own id where none did.

    `turned` is True where what it foresees is the contrary of that: *will stay open*, *will close*. `statement` is the
    id of the statement of the article that is this forecast, if one is. `number` tells the order of their coming, once
    it is kept.
    """

    forecast: Forecast
    first: str
    turned: bool = False
    statement: str | None = None
    number: int = field(default=0, compare=False)


class Ledger(Listed):
    """The tables of the ledger, in the transactions of their store."""

    # What was foreseen in articles.

    def unread(self) -> list[str]:
        """The ids of the articles that were not looked through for forecasts, in the order of their coming."""
        query = select(t.articles.c.id).join_from(t.unread, t.articles).order_by(t.unread.c.article)
        return list(self._store._connection.scalars(query))

    def add(self, article: str, filed: Sequence[Filed], vectors: Vectors, citations: Sequence[SelfCitation]) -> None:
        """Keep what was found in a stored article, which may be nothing, and that it was looked through.

        The vectors are those of the forecasts.
        """
        store = self._store
        number = store._number(t.articles, article)
        store._execute(delete(t.unread).where(t.unread.c.article == number))
        numbers = {f.forecast.id: store._free(t.forecasts) for f in filed}
        store._remember(t.forecasts, numbers)
        firsts = store._all_numbers(t.forecasts, list(dict.fromkeys(f.first for f in filed)))
        tellers = self._tellers(article, [f.forecast for f in filed])
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
                    "foreteller": teller,
                    "kind": str(f.forecast.kind),
                    "until": f.forecast.horizon.latest if f.forecast.horizon else None,
                    "made": f.forecast.made or "",
                }
                for f, teller, vector in zip(filed, tellers, np.asarray(vectors, dtype="<f2"), strict=True)
            ],
        )
        if filed:
            settle(store._connection, [number])
        store._insert(
            t.self_citations,
            [{"number": store._free(t.self_citations), "article": number, "record": pack(c)} for c in citations],
        )

    def _tellers(self, article: str, forecasts: Sequence[Forecast]) -> list[int]:
        """The numbers of those who foresee, of which new ones are kept, to be found by the words of their names."""
        store, c = self._store, t.foretellers.c
        outlet = store._connection.scalar(select(t.articles.c.outlet).where(t.articles.c.id == article))
        asked = [(voice(f.by, f.name, outlet, article), f.by, called(f.by, f.name, outlet)) for f in forecasts]
        rows = store._rows(select(t.foretellers), c.voice, (key[0] for key in asked))
        known = {(row.voice, row.by, row.called): row.number for row in rows}
        new = {key: store._free(t.foretellers) for key in dict.fromkeys(asked) if key not in known}
        names = ("voice", "by", "called")
        store._insert(t.foretellers, [{"number": n, **dict(zip(names, key, strict=True))} for key, n in new.items()])
        if words := [(word_key(word), n) for key, n in new.items() for word in dict.fromkeys(key[2].split())]:
            store._engine.add_keys(FORETELLERS, words)
        known |= new
        return [known[key] for key in asked]

    def forecasts(self, ids: Iterable[str] | None = None) -> list[Filed]:
        """These forecasts, or all, in the order of their coming."""
        return list(self.every()) if ids is None else self._filed(select(*_COLUMNS), (t.forecasts.c.id, ids))

    def every(self) -> Iterator[Filed]:
        """All forecasts, in the order of their coming, read as they are asked for."""
        f, last = t.forecasts.c, 0
        while found := self._filed(select(*_COLUMNS).where(f.number > last).order_by(f.number).limit(_PORTION), None):
            yield from found
            last = found[-1].number

    def showing(self, numbers: Iterable[int]) -> list[Filed]:
        """The forecasts of these numbers, in the order of their coming."""
        return self._filed(select(*_COLUMNS), (t.forecasts.c.number, numbers))

    def ids_beginning(self, start: str, limit: int) -> list[str]:
        """The ids of forecasts that begin so, in their order, at most so many."""
        id = t.forecasts.c.id
        found = self._store._connection.scalars(select(id).where(id >= start).order_by(id).limit(limit))
        return [one for one in found if one.startswith(start)]

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
        store = self._store
        numbers = set(store._connection.scalars(select(t.self_citations.c.article)))
        return sorted(store._all_ids(t.articles, numbers).values())

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

    def _filed(self, query: Any, among: tuple[Any, Iterable[Any]] | None) -> list[Filed]:
        store = self._store
        rows = store._connection.execute(query).all() if among is None else list(store._rows(query, *among))
        rows = sorted(rows, key=lambda row: row.number)
        ids = store._all_ids(t.forecasts, {row.first for row in rows})
        statements = store._all_ids(t.statements, {row.statement for row in rows if row.statement is not None})
        return [
            Filed(unpack(Forecast, row.record), ids[row.first], row.turned, statements.get(row.statement), row.number)
            for row in rows
        ]
