"""The statements of a dossier, with their vectors, and through whose mouths they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import func, select

from sayso.model import Heard, Mouth, Span, SpanSet, Statement
from sayso.store import tables as t
from sayso.store.core import Core
from sayso.store.records import pack, unpack, unpack_value
from sayso.store.search import plain, words

__all__ = ["Statements", "Vectors", "statement_of"]

Vectors = npt.NDArray[np.float16]


# The claims that most articles carry are read again with every day and every filter that is asked for.
@lru_cache(maxsize=8192)
def statement_of(record: bytes) -> Statement:
    """The statement that a record tells of."""
    return unpack(Statement, record)


class Statements(Core):
    """What the articles say, and who says it."""

    def add_statements(self, statements: Sequence[Statement], vectors: Vectors) -> None:
        """Keep statements of stored articles, each with its vector."""
        if not statements:
            return
        articles = self._all_numbers(t.articles, {s.article for s in statements})
        numbers = {s.id: self._free(t.statements) for s in statements}
        rows = [
            {"number": numbers[s.id], "id": s.id, "article": articles[s.article], "record": pack(s)} for s in statements
        ]
        self._insert(t.statements, rows)
        self._remember(t.statements, numbers)
        pairs = zip(rows, np.asarray(vectors, dtype="<f2"), strict=True)
        self._insert(t.vectors, [{"statement": row["number"], "vector": v.tobytes()} for row, v in pairs])
        self._speak(statements)

    def statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """These statements by id, as far as the dossier holds them."""
        numbers = self._known(t.statements, list(dict.fromkeys(ids)))
        found = self._rows(select(t.statements.c.record), t.statements.c.number, numbers.values())
        return {s.id: s for s in (statement_of(record) for (record,) in found)}

    def passages(self, ids: Iterable[str]) -> dict[str, str]:
        """What these statements say, by id, as far as the dossier holds them: their texts alone, which is quicker."""
        return {id: told["passage"]["text"] for id, told in self._told(ids)}

    def negated(self, ids: Iterable[str]) -> set[str]:
        """Those of these statements that are worded in the negative."""
        return {id for id, told in self._told(ids) if told.get("negated")}

    def _told(self, ids: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The records of these statements as they are kept."""
        s = t.statements.c
        for id, record in self._rows(select(s.id, s.record), s.number, self._known(t.statements, [*ids]).values()):
            yield id, unpack_value(record)

    def statements_of(self, article_id: str) -> list[Statement]:
        """The statements of one article, as they were added."""
        query = (
            select(t.statements.c.record)
            .join_from(t.statements, t.articles)
            .where(t.articles.c.id == article_id)
            .order_by(t.statements.c.number)
        )
        return [unpack(Statement, record) for record in self._connection.scalars(query)]

    def places(self, article_ids: Iterable[str]) -> dict[str, list[tuple[str, SpanSet]]]:
        """The statements of these articles by article, as they were added: where they stand, and no more."""
        a, s = t.articles.c, t.statements.c
        query = select(a.id, s.number, s.id.label("statement"), s.record).join_from(t.statements, t.articles)
        out: dict[str, list[tuple[str, SpanSet]]] = {}
        for article, _, id, record in sorted(self._rows(query, a.id, article_ids), key=lambda row: row.number):
            spans = unpack_value(record)["passage"]["spans"]
            out.setdefault(article, []).append((id, SpanSet(tuple(Span(*pair) for pair in spans))))
        return out

    def statement_ids(self, article_ids: Iterable[str]) -> list[str]:
        """The ids of the statements of these articles, as they were added."""
        s = t.statements.c
        numbers = self._known(t.articles, list(dict.fromkeys(article_ids)))
        rows = sorted(self._rows(select(s.number, s.id), s.article, numbers.values()), key=lambda row: row.number)
        self._remember(t.statements, {id: number for number, id in rows})
        return [id for _, id in rows]

    def vectors(self, ids: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of these statements by id, as far as the dossier holds them."""
        numbers = self._known(t.statements, list(dict.fromkeys(ids)))
        query = select(t.vectors.c.statement, t.vectors.c.vector)
        found = dict(self._rows(query, t.vectors.c.statement, numbers.values()))
        return {id: np.frombuffer(found[n], dtype="<f2").astype(np.float16, copy=False) for id, n in numbers.items()}

    # Who says it.

    def find_mouths(self, name: str, limit: int) -> list[tuple[Mouth, int]]:
        """Those whose names hold words that begin with these, and how many statements came through each.

        Who is called exactly so comes first, then who says most.
        """
        wanted = words(name)
        if not wanted:
            return []
        m = t.mouths.c
        count = func.count(t.spoken.c.statement).label("count")
        query = (
            select(m.record, count)
            .join_from(t.mouths, t.spoken)
            .where(m.number.in_(self._engine.named(wanted)))
            .group_by(m.number, m.record, m.plain)
            .order_by((m.plain != plain(name)), count.desc(), m.number)
            .limit(limit)
        )
        return [(unpack(Mouth, record), n) for record, n in self._connection.execute(query)]

    def mouths(self, ids: Iterable[str]) -> dict[str, Mouth]:
        """Those who have these ids, as they were first named, as far as something came through them."""
        found = self._rows(select(t.mouths.c.id, t.mouths.c.record), t.mouths.c.id, ids)
        return {id: unpack(Mouth, record) for id, record in found}

    def through(self, mouth_ids: Iterable[str]) -> tuple[dict[int, Heard], set[str]]:
        """The statements that came through these mouths, by number: where they stand and what they claim, and no more;
        and those of the mouths that any came through.
        """
        k, m, a = t.spoken.c, t.members.c, t.articles.c
        mouths = {n: id for id, n in self._known(t.mouths, list(dict.fromkeys(mouth_ids))).items()}
        query = select(k.mouth, k.statement, k.article, k.start, k.own, m.claim, m.opposed).join_from(
            t.spoken, t.members, m.statement == k.statement, isouter=True
        )
        rows = [tuple(row) for row in self._rows(query, k.mouth, mouths)]
        of = select(a.number, a.id, func.coalesce(a.published, a.added), a.outlet, a.replaced_by)
        articles = {
            n: (id, day, outlet, later is None)
            for n, id, day, outlet, later in self._rows(of, a.number, {row[2] for row in rows})
        }
        out: dict[int, Heard] = {}
        for _, number, article, start, own, claim, opposed in rows:
            own = own or (number in out and out[number].own)
            out[number] = Heard(number, *articles[article], start, own, claim, bool(opposed))
        return out, {mouths[n] for n in {row[0] for row in rows}}

    def statement_numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """By what the store knows these statements, as far as it holds them."""
        return self._known(t.statements, list(dict.fromkeys(ids)))

    def numbered(self, numbers: Iterable[int]) -> dict[int, Statement]:
        """These statements by number."""
        s = t.statements.c
        return {n: statement_of(record) for n, record in self._rows(select(s.number, s.record), s.number, numbers)}

    def _speak(self, statements: Sequence[Statement]) -> None:
        """Keep through whose mouths statements came."""
        mouths: dict[str, Mouth] = {}
        for mouth in (mouth for s in statements for mouth in s.mouths):
            mouths.setdefault(mouth.id, mouth)
        known = self._known(t.mouths, mouths)
        new = {id: self._free(t.mouths) for id in mouths if id not in known}
        rows = [
            {"number": new[id], "id": id, "plain": plain(mouth.name), "record": pack(mouth)}
            for id, mouth in mouths.items()
            if id in new
        ]
        self._insert(t.mouths, rows)
        self._engine.add_names([(new[id], words(mouth.name)) for id, mouth in mouths.items() if id in new])
        self._remember(t.mouths, new)
        known |= new
        spoken: dict[tuple[int, int], dict[str, Any]] = {}
        for s in statements:
            number = self._number(t.statements, s.id)
            place = {
                "article": self._number(t.articles, s.article),
                "start": s.passage.spans.start if s.passage.spans else -1,
            }
            for mouth in s.mouths:
                pair = known[mouth.id], number
                own = mouth is s.mouths[-1] or bool(spoken.get(pair, {}).get("own"))
                spoken[pair] = {"mouth": pair[0], "statement": number, **place, "own": own}
        self._insert(t.spoken, [spoken[pair] for pair in sorted(spoken)])
