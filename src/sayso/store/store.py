"""The store of one dossier: what was read, what is one claim, what was copied, and what people decided."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt
from sqlalchemy import Column, Connection, Table, and_, delete, func, insert, or_, select, update

from sayso.errors import NoSuch
from sayso.model import (
    Article,
    Carrier,
    Copy,
    Credit,
    Evidence,
    Head,
    Judgement,
    JudgementKind,
    Likeness,
    Mouth,
    Passage,
    SpanSet,
    Statement,
)
from sayso.store import tables as t
from sayso.store.engine import Engine
from sayso.store.forecasts import Ledger
from sayso.store.records import pack, pack_article, pack_value, unpack, unpack_article, unpack_value
from sayso.store.search import Query, passage, plain, words

__all__ = ["Store"]

Vectors = npt.NDArray[np.float16]
V = TypeVar("V")

# What the items of each space of the index are.
_SPACES: dict[str, tuple[int, Table]] = {
    "claim": (1, t.statements),
    "copy": (2, t.articles),
    "forecast": (3, t.forecasts),
}
_HELD = 200_000  # ids and numbers remembered, at most
_PLAIN = tuple(c.name for c in t.articles.columns if c.name not in ("number", "credits"))


class Store:
    """One dossier, open.

    Reading waits for nobody; each reading sees what is stored at its moment, all of them inside `reading` the same.
    Everything that writes stands inside `writing`, and happens as a whole or not at all. Ids are the caller's;
    claims are called c1, c2, … and no number is given twice.

    Raises NoSuch for an id that the dossier does not hold, and a DossierError where the file or the database fails.
    """

    def __init__(self, engine: Engine) -> None:
        """Use `Store.open`."""
        self._engine = engine
        self._depth = 0
        self._reading = False
        self._next: dict[str, int] = {}
        self._numbers: dict[str, dict[str, int]] = defaultdict(dict)
        self._ids: dict[str, dict[int, str]] = defaultdict(dict)

    @classmethod
    def open(cls, where: str | os.PathLike[str], *, create: bool = False, patience: float = 10.0) -> Store:
        """Open the dossier in a file or at a `postgresql://` address; with `create` make one where there is none.

        A writer waits `patience` seconds for another. Raises NoDossier, Damaged, Newer, Locked and Unwritable.
        """
        place = os.fspath(where)
        if place.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
            from sayso.store.postgres import Postgres

            return cls(Postgres(place, create, patience))
        from sayso.store.sqlite import SQLite

        return cls(SQLite(Path(place), create, patience))

    def close(self) -> None:
        """Give the file or the connection back."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Everything inside is stored, or on any error nothing; one inside another is undone by itself.

        Raises Locked where another process writes for longer than the store has patience.
        """
        if self._reading:
            raise RuntimeError("what is begun as `reading` cannot go on as `writing`")
        inside = self._depth > 0
        try:
            with self._engine.savepoint(f"inner{self._depth}") if inside else self._engine.transaction(write=True):
                if not inside:
                    self._next.clear()  # another process may have written since
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
        except BaseException:
            # What was numbered inside has no number any more.
            self._next.clear()
            self._numbers.clear()
            self._ids.clear()
            raise

    @property
    def ledger(self) -> Ledger:
        """What was foreseen in the articles, and what ledgers kept elsewhere hold."""
        return Ledger(self)

    @property
    def may_write(self) -> bool:
        """Whether writing can begin here: not in the middle of `reading`."""
        return not self._reading

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All readings inside see the dossier at one moment, whatever is written meanwhile."""
        if self._depth or self._reading:
            yield
            return
        with self._engine.transaction(write=False):
            self._reading = True
            try:
                yield
            finally:
                self._reading = False

    # Articles.

    def has(self, digests: Iterable[str]) -> set[str]:
        """Those of these digests of texts that articles of the dossier have."""
        return self._held(t.articles.c.digest, digests)

    def has_ids(self, ids: Iterable[str]) -> set[str]:
        """Those of these ids that articles of the dossier have."""
        return self._held(t.articles.c.id, ids)

    def add_article(self, article: Article, head: Head) -> None:
        """Keep a whole article under its head's id, and make its words searchable."""
        number = self._free(t.articles)
        self._insert(t.articles, [{"number": number, **_head_row(head)}])
        self._remember(t.articles, {head.id: number})
        self._insert(t.texts, [{"article": number, "record": pack_article(article)}])
        self._engine.add_words(number, words(article.document.text))

    def set_head(self, head: Head) -> None:
        """Put another head in the place of the one with this id."""
        number = self._number(t.articles, head.id)
        self._execute(update(t.articles).where(t.articles.c.number == number).values(_head_row(head)))

    def head(self, id: str) -> Head:
        """The head of one article. Raises NoSuch."""
        for head in self.heads([id]):
            return head
        raise NoSuch(f"the dossier holds no article {id!r}")

    def heads(self, ids: Iterable[str] | None = None) -> Iterator[Head]:
        """The heads of these articles, or of all: in the order of their dates, those without one last, then of ids."""
        a = t.articles.c
        order = (a.published.is_(None), a.published, a.id)
        if ids is None:
            numbers = list(self._connection.scalars(select(a.number).order_by(*order)))
            for portion in self._engine.some(numbers):
                rows = self._connection.execute(select(t.articles).where(a.number.in_(portion)).order_by(*order))
                yield from [_head(row._mapping) for row in rows]
            return
        found = self._rows(select(t.articles), a.id, ids)
        yield from sorted((_head(row._mapping) for row in found), key=_dated)

    def article(self, id: str) -> Article:
        """One whole article. Raises NoSuch."""
        query = select(t.texts.c.record).join_from(t.texts, t.articles).where(t.articles.c.id == id)
        record = self._connection.scalar(query)
        if record is None:
            raise NoSuch(f"the dossier holds no article {id!r}")
        return unpack_article(record)

    def newer(self, number: int, limit: int) -> tuple[list[Head], int]:
        """The articles that came after the first so many, the newest first, at most `limit`; and how many there are."""
        a = t.articles.c
        query = select(t.articles).where(a.number > number).order_by(a.number.desc()).limit(limit)
        found = [_head(row._mapping) for row in self._connection.execute(query)]
        return found, max(0, self.last()[0] - number)

    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day on which an article was published."""
        published = t.articles.c.published
        first, last = (select(end(published)).where(published.is_not(None)) for end in (func.min, func.max))
        return self._connection.scalar(first), self._connection.scalar(last)

    def versions(self, url: str) -> list[Head]:
        """The versions of the article at an address, the oldest first."""
        query = select(t.articles).where(t.articles.c.url == url).order_by(t.articles.c.version, t.articles.c.number)
        return [_head(row._mapping) for row in self._connection.execute(query)]

    # Statements.

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

    def set_statement(self, statement: Statement) -> None:
        """Put another statement in the place of the one with this id; its vector, claim and index keys stay."""
        number = self._number(t.statements, statement.id)
        article = self._number(t.articles, statement.article)
        self._execute(
            update(t.statements).where(t.statements.c.number == number).values(article=article, record=pack(statement))
        )
        self._execute(update(t.members).where(t.members.c.statement == number).values(article=article))
        self._recount(self._connection.scalars(select(t.members.c.claim).filter_by(statement=number)).all())
        self._execute(delete(t.spoken).where(t.spoken.c.statement == number))
        self._speak([statement])

    def statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """These statements by id, as far as the dossier holds them."""
        found = self._rows(select(t.statements.c.record), t.statements.c.id, ids)
        return {s.id: s for s in (unpack(Statement, record) for (record,) in found)}

    def statements_of(self, article_id: str) -> list[Statement]:
        """The statements of one article, as they were added."""
        query = (
            select(t.statements.c.record)
            .join_from(t.statements, t.articles)
            .where(t.articles.c.id == article_id)
            .order_by(t.statements.c.number)
        )
        return [unpack(Statement, record) for record in self._connection.scalars(query)]

    def statement_ids(self, article_id: str) -> list[str]:
        """The ids of the statements of one article, as they were added."""
        query = select(t.statements.c.id).join_from(t.statements, t.articles).where(t.articles.c.id == article_id)
        return list(self._connection.scalars(query.order_by(t.statements.c.number)))

    def vectors(self, ids: Iterable[str]) -> dict[str, Vectors]:
        """The vectors of these statements by id, as far as the dossier holds them."""
        query = select(t.statements.c.id, t.vectors.c.vector).join_from(t.statements, t.vectors)
        found = self._rows(query, t.statements.c.id, ids)
        return {id: np.frombuffer(vector, dtype="<f2").astype(np.float16, copy=False) for id, vector in found}

    # The index of candidates.

    def add_keys(self, space: str, rows: Iterable[tuple[int, str]]) -> None:
        """Put items under keys: statements in the space `claim`, articles in `copy`, forecasts in `forecast`. What is
        there stays.
        """
        self._check()
        number, table = _SPACES[space]
        given = list(rows)
        items = self._all_numbers(table, {item for _, item in given})
        if given:
            self._engine.add_keys(number, [(key, items[item]) for key, item in given])

    def lookup(self, space: str, keys: Iterable[int], most: int = 64) -> dict[int, list[str]]:
        """The newest items of each key, the newest first, at most so many; no entry for a key without any."""
        number, table = _SPACES[space]
        asked = list(dict.fromkeys(keys))
        found: dict[int, list[int]] = defaultdict(list)
        for portion in self._engine.some(asked):
            for key, item in self._engine.newest(number, portion, most):
                found[key].append(item)
        ids = self._all_ids(table, {item for items in found.values() for item in items})
        return {key: [ids[item] for item in found[key]] for key in asked if key in found}

    def key_counts(self, space: str, keys: Iterable[int], most: int = 1000) -> dict[int, int]:
        """How many items each key has; those with more than `most` are counted as that many."""
        number, _ = _SPACES[space]
        out = dict.fromkeys(keys, 0)
        for portion in self._engine.some(list(out)):
            out.update(self._engine.counted(number, portion, most))
        return out

    # Claims.

    def new_claim(self, statement_id: str) -> str:
        """Begin a claim with the statement that stands for it; it leaves the claim that it was in."""
        statement = self._number(t.statements, statement_id)
        number = self._free(t.claims)
        self._insert(t.claims, [{"number": number, "first": statement}])
        self._place([statement], number, {statement: Likeness(1.0)})
        return f"c{number}"

    def join(self, claim_id: str, statement_id: str, likeness: Likeness) -> None:
        """Let a statement carry a claim; it leaves the claim that it was in."""
        self.move([statement_id], claim_id, {statement_id: likeness})

    def move(self, statement_ids: Iterable[str], claim_id: str, likeness: Mapping[str, Likeness] | None = None) -> None:
        """Let statements carry a claim in place of those that they were in.

        Where no likeness is given, that of before stays. A claim whose first statement leaves is from then on
        worded by the oldest of the others; one that all leave is empty.
        """
        numbers = self._all_numbers(t.statements, dict.fromkeys(statement_ids))
        claim, first = self._claim(claim_id)
        self._place(
            numbers.values(), claim, {numbers[id]: one for id, one in (likeness or {}).items() if id in numbers}
        )
        if first is None and numbers:
            self._execute(update(t.claims).where(t.claims.c.number == claim).values(first=min(numbers.values())))

    def _place(self, statements: Iterable[int], claim: int, likeness: Mapping[int, Likeness]) -> None:
        s, m, c = t.statements.c, t.members.c, t.claims.c
        query = select(s.number, s.article, m.claim).join_from(t.statements, t.members, isouter=True)
        left: dict[int, set[int]] = defaultdict(set)
        for number, article, before in self._rows(query, s.number, statements):
            values: dict[str, Any] = {"claim": claim}
            one = likeness.get(number, Likeness(1.0) if before is None else None)
            if one is not None:
                values |= {"opposed": one.opposed, "score": one.score}
                values["features"] = pack_value(one.features) if one.features else None
            if before is None:
                self._insert(t.members, [{"statement": number, "article": article, **values}])
            else:
                self._execute(update(t.members).where(m.statement == number).values(values))
                left[before].add(number)
        for emptier, gone in left.items():
            if emptier == claim or self._connection.scalar(select(c.first).filter_by(number=emptier)) not in gone:
                continue
            oldest = self._connection.execute(
                select(m.statement, m.opposed).where(m.claim == emptier).order_by(m.statement).limit(1)
            ).first()
            self._execute(update(t.claims).where(c.number == emptier).values(first=oldest and oldest.statement))
            if oldest is not None and oldest.opposed:
                # What it says is the claim now, and what it denied is said to deny it.
                self._execute(update(t.members).where(m.claim == emptier).values(opposed=~m.opposed))
        self._recount({claim, *left})

    def _recount(self, claims: Iterable[int]) -> None:
        """Count anew how many articles these claims are carried by."""
        m, c = t.members.c, t.claims.c
        for claim in claims:
            size = select(func.count(m.article.distinct())).where(m.claim == claim).scalar_subquery()
            self._execute(update(t.claims).where(c.number == claim).values(articles=size))

    def claim_of(self, statement_ids: Iterable[str]) -> dict[str, str]:
        """The claims that these statements carry, as far as they carry one."""
        query = select(t.statements.c.id, t.members.c.claim).join_from(t.statements, t.members)
        return {id: f"c{claim}" for id, claim in self._rows(query, t.statements.c.id, statement_ids)}

    def likeness(self, statement_ids: Iterable[str]) -> dict[str, Likeness]:
        """With what likeness these statements were put into their claims."""
        m = t.members.c
        query = select(t.statements.c.id, m.opposed, m.score, m.features).join_from(t.statements, t.members)
        return {
            id: Likeness(score, opposed, tuple((n, x) for n, x in unpack_value(features)) if features else ())
            for id, opposed, score, features in self._rows(query, t.statements.c.id, statement_ids)
        }

    def claim_ids(self) -> list[str]:
        """The claims that somebody carries, in the order of their numbers."""
        query = select(t.claims.c.number).where(t.claims.c.first.is_not(None)).order_by(t.claims.c.number)
        return [f"c{number}" for number in self._connection.scalars(query)]

    def claim_sizes(self, least: int = 1) -> list[tuple[str, int]]:
        """The claims of so many articles at least, each with their number: those of most articles first."""
        c = t.claims.c
        query = select(c.number, c.articles).where(c.articles >= least).order_by(c.articles.desc(), c.number)
        return [(f"c{claim}", size) for claim, size in self._connection.execute(query)]

    def claim_sizes_by(self, day: str, claim_ids: Iterable[str]) -> dict[str, int]:
        """By how many articles that were there on a day these claims are carried, as far as by any."""
        m, a = t.members.c, t.articles.c
        there = func.substr(func.coalesce(a.published, a.added), 1, 10) <= day
        query = select(m.claim, func.count(m.article.distinct())).join_from(
            t.members, t.articles, a.number == m.article
        )
        numbers = [int(id[1:]) for id in claim_ids]
        return {f"c{claim}": n for claim, n in self._rows(query.where(there).group_by(m.claim), m.claim, numbers)}

    def wordings(self, claim_ids: Iterable[str]) -> dict[str, str]:
        """The ids of the statements that stand for these claims, as far as somebody carries them."""
        query = select(t.claims.c.number, t.statements.c.id).join_from(t.claims, t.statements)
        numbers = [int(id[1:]) for id in claim_ids]
        return {f"c{number}": id for number, id in self._rows(query, t.claims.c.number, numbers)}

    def carriers(self, claim_id: str) -> list[Carrier]:
        """Who carries a claim: first the statement that stands for it, then by the dates. Raises NoSuch."""
        claim, first = self._claim(claim_id)
        m = t.members.c
        query = (
            select(m.statement, m.opposed, m.score, t.statements.c.record, t.articles)
            .select_from(t.members)
            .join(t.statements, t.statements.c.number == m.statement)
            .join(t.articles, t.articles.c.number == m.article)
            .where(m.claim == claim)
        )
        found: list[tuple[Any, Carrier]] = []
        for row in self._connection.execute(query):
            head = _head(row._mapping)
            carrier = Carrier(unpack(Statement, row.record), head, row.opposed, row.score)
            found.append(((row.statement != first, *_dated(head), row.statement), carrier))
        found.sort(key=lambda pair: pair[0])
        return [carrier for _, carrier in found]

    def claims_of(self, article_id: str) -> list[str]:
        """The claims that an article carries, in the order of its statements."""
        query = (
            select(t.members.c.claim)
            .join_from(t.members, t.articles, t.articles.c.number == t.members.c.article)
            .where(t.articles.c.id == article_id)
            .order_by(t.members.c.statement)
        )
        return list(dict.fromkeys(f"c{claim}" for claim in self._connection.scalars(query)))

    # Copies.

    def add_copies(self, copies: Iterable[Copy]) -> None:
        """Keep which text is another's; of the same two articles the last word counts."""
        self._check()
        for copy in copies:
            pair = {"copy": self._number(t.articles, copy.copy), "of": self._number(t.articles, copy.of)}
            c = t.copies.c
            self._execute(delete(t.copies).where(and_(c.copy == pair["copy"], c.of == pair["of"])))
            self._insert(t.copies, [{**pair, "record": pack(copy)}])

    def copies(self, article_ids: Iterable[str] | None = None) -> list[Copy]:
        """The copies that these articles are or have, or all, in the order of their coming."""
        c = t.copies.c
        query = select(c.copy, c.of, c.record)
        if article_ids is None:
            found = {(a, b): record for a, b, record in self._connection.execute(query)}
        else:
            numbers = list(self._all_numbers(t.articles, dict.fromkeys(article_ids)).values())
            found = {}
            for portion in self._engine.some(numbers):
                some = query.where(or_(c.copy.in_(portion), c.of.in_(portion)))
                found |= {(a, b): record for a, b, record in self._connection.execute(some)}
        return [_copy(found[pair]) for pair in sorted(found)]

    # Who says it, and in which words.

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

    def statements_by(self, mouth_ids: Iterable[str]) -> list[Statement]:
        """What came through these mouths, in the order of the articles' dates."""
        query = (
            select(t.statements.c.number, t.statements.c.record, t.articles.c.published)
            .select_from(t.mouths)
            .join(t.spoken, t.spoken.c.mouth == t.mouths.c.number)
            .join(t.statements, t.statements.c.number == t.spoken.c.statement)
            .join(t.articles, t.articles.c.number == t.statements.c.article)
        )
        found = {row.number: row for row in self._rows(query, t.mouths.c.id, mouth_ids)}
        rows = sorted(found.values(), key=lambda row: (row.published is None, row.published or "", row.number))
        return [unpack(Statement, row.record) for row in rows]

    def holding(self, query: str, limit: int) -> list[str]:
        """The ids of the articles that hold all of these words, the best first: those of `search`, unread."""
        wanted = Query.of(query)
        if not wanted.parts or limit < 1:
            return []
        numbers = self._engine.search(wanted, limit)
        ids = self._all_ids(t.articles, numbers)
        return [ids[number] for number in numbers]

    def search(self, query: str, limit: int) -> list[Evidence]:
        """The articles that hold all of these words, the best first, each with the sentence or paragraph that does.

        Words in quotation marks must follow one another. Whatever is typed is searched for: nothing is a wrong query.
        """
        wanted = Query.of(query)
        if not wanted.parts or limit < 1:
            return []
        numbers = self._engine.search(wanted, limit)
        found = self._rows(
            select(t.texts.c.article, t.articles.c.id, t.texts.c.record).join_from(t.texts, t.articles),
            t.texts.c.article,
            numbers,
        )
        by_number = {number: (id, record) for number, id, record in found}
        out = []
        for number in numbers:
            id, record = by_number[number]
            document = unpack_article(record).document
            if (span := passage(document, wanted)) is not None:
                out.append(Evidence(id, Passage.at(document.text, SpanSet.of([span]))))
        return out

    # What people decided, and the rest.

    def judge(
        self, kind: JudgementKind, about: Mapping[str, Any], author: str, note: str = "", undoes: str | None = None
    ) -> Judgement:
        """Write a judgement into the log; `undoes` takes an earlier one back. Raises NoSuch."""
        self._check()
        before = None
        if undoes is not None:
            earlier = {j.id: j for j in self.judgements()}
            if undoes not in earlier:
                raise NoSuch(f"there is no judgement {undoes!r} to take back")
            if (by := earlier[undoes].undone_by) is not None:
                raise NoSuch(f"judgement {undoes} was taken back already, by {by}")
            before = int(undoes[1:])
        number = self._free(t.judgements)
        judgement = Judgement(f"j{number}", JudgementKind(kind), dict(about), author, _now(), note, undoes)
        row = {
            "number": number,
            "kind": str(judgement.kind),
            "about": json.dumps(judgement.about),
            "author": author,
            "made": judgement.made,
            "note": note,
            "undoes": before,
        }
        self._insert(t.judgements, [row])
        return judgement

    def judgements(self) -> list[Judgement]:
        """The log in its order. An entry that was taken back names the one that did so, unless that was itself."""
        rows = self._connection.execute(select(t.judgements).order_by(t.judgements.c.number)).all()
        undone: dict[int, int] = {}
        for row in reversed(rows):
            if row.undoes is not None and row.number not in undone:
                undone[row.undoes] = row.number
        return [
            Judgement(
                id=f"j{row.number}",
                kind=JudgementKind(row.kind),
                about=json.loads(row.about),
                author=row.author,
                made=row.made,
                note=row.note,
                undoes=None if row.undoes is None else f"j{row.undoes}",
                undone_by=f"j{undone[row.number]}" if row.number in undone else None,
            )
            for row in rows
        ]

    def note_failure(self, name: str, reason: str) -> None:
        """Remember what could not be read, and why; of one name the last reason."""
        self._check()
        self.forget_failure(name)
        self._insert(t.failures, [{"name": name, "reason": reason, "at": _now()}])

    def forget_failure(self, name: str) -> None:
        """What could not be read is read now."""
        self._execute(delete(t.failures).where(t.failures.c.name == name))

    def failures(self) -> list[tuple[str, str, str]]:
        """(name, reason, when) of everything that could not be read, by time."""
        f = t.failures.c
        found = self._connection.execute(select(f.name, f.reason, f.at).order_by(f.at, f.name))
        return [(name, reason, at) for name, reason, at in found]

    def counts(self) -> dict[str, int]:
        """How many there are of everything; this counts them all."""
        counted = {
            "articles": select(func.count()).select_from(t.articles),
            "statements": select(func.count()).select_from(t.statements),
            "claims": select(func.count()).select_from(t.claims).where(t.claims.c.first.is_not(None)),
            "mouths": select(func.count()).select_from(t.mouths),
            "copies": select(func.count()).select_from(t.copies),
            "judgements": select(func.count()).select_from(t.judgements),
            "failures": select(func.count()).select_from(t.failures),
            "forecasts": select(func.count()).select_from(t.forecasts),
        }
        return {name: self._connection.scalar(query) or 0 for name, query in counted.items()}

    def last(self) -> tuple[int, int]:
        """The numbers of the newest article and of the newest judgement, which count them too.

        Nothing that is read of claims, sources and articles changes without one of them.
        """
        newest = (select(func.max(table.c.number)) for table in (t.articles, t.judgements))
        articles, judgements = (self._connection.scalar(query) or 0 for query in newest)
        return articles, judgements

    def meta(self, key: str) -> str | None:
        """A note about the dossier as a whole."""
        return self._connection.scalar(select(t.notes.c.value).where(t.notes.c.key == key))

    def set_meta(self, key: str, value: str) -> None:
        """Note something about the dossier as a whole."""
        self._execute(delete(t.notes).where(t.notes.c.key == key))
        self._insert(t.notes, [{"key": key, "value": value}])

    # Numbers and ids.

    @property
    def _connection(self) -> Connection:
        return self._engine.connection

    def _check(self) -> None:
        if not self._depth:
            raise RuntimeError("nothing is written to a dossier but inside `with store.writing():`")

    def _execute(self, statement: Any) -> None:
        self._check()
        self._connection.execute(statement)

    def _insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        self._check()
        if rows:
            self._connection.execute(insert(table), rows)

    def _rows(self, query: Any, column: Column[Any], values: Iterable[Any]) -> Iterator[Any]:
        """The rows of a query for whatever many values of a column, each value once."""
        for portion in self._engine.some(dict.fromkeys(values)):
            yield from self._connection.execute(query.where(column.in_(portion))).all()

    def _held(self, column: Column[Any], values: Iterable[str]) -> set[str]:
        return {value for (value,) in self._rows(select(column), column, values)}

    def _free(self, table: Table) -> int:
        """The next number of a table. One transaction writes at a time, so that nobody else takes it."""
        self._check()
        name = table.name
        if name not in self._next:
            self._next[name] = (self._connection.scalar(select(func.max(table.c.number))) or 0) + 1
        self._next[name] += 1
        return self._next[name] - 1

    def _number(self, table: Table, id: str) -> int:
        return self._all_numbers(table, [id])[id]

    def _all_numbers(self, table: Table, ids: Collection[str]) -> dict[str, int]:
        """The numbers of ids. Raises NoSuch for the first that is not there."""
        known = self._known(table, ids)
        for id in ids:
            if id not in known:
                raise NoSuch(f"the dossier holds no {table.name.removesuffix('s')} {id!r}")
        return known

    def _known(self, table: Table, ids: Collection[str]) -> dict[str, int]:
        """The numbers of those ids that are there."""
        held = self._numbers[table.name]
        known = {id: held[id] for id in ids if id in held}
        query = select(table.c.id, table.c.number)
        found = dict(self._rows(query, table.c.id, (id for id in ids if id not in known)))
        self._remember(table, found)
        return known | found

    def _all_ids(self, table: Table, numbers: Collection[int]) -> dict[int, str]:
        held = self._ids[table.name]
        known = {number: held[number] for number in numbers if number in held}
        query = select(table.c.id, table.c.number)
        found = dict(self._rows(query, table.c.number, (n for n in numbers if n not in known)))
        self._remember(table, found)
        return known | {number: id for id, number in found.items()}

    def _remember(self, table: Table, found: Mapping[str, int]) -> None:
        numbers, ids = self._numbers[table.name], self._ids[table.name]
        if len(numbers) + len(found) > _HELD:
            numbers.clear()
            ids.clear()
        numbers.update(found)
        ids.update((number, id) for id, number in found.items())

    def _claim(self, id: str) -> tuple[int, int | None]:
        """The number of a claim, and that of its first statement. Raises NoSuch."""
        if id[:1] == "c" and id[1:].isascii() and id[1:].isdigit() and len(id) < 10:
            query = select(t.claims.c.number, t.claims.c.first).where(t.claims.c.number == int(id[1:]))
            row = self._connection.execute(query).first()
            if row is not None and id == f"c{row.number}":
                return row.number, row.first
        raise NoSuch(f"the dossier holds no claim {id!r}")

    def _speak(self, statements: Iterable[Statement]) -> None:
        """Keep through whose mouths statements came."""
        pairs = [(mouth, self._number(t.statements, s.id)) for s in statements for mouth in s.mouths]
        mouths: dict[str, Mouth] = {}
        for mouth, _ in pairs:
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
        spoken = sorted({(known[mouth.id], statement) for mouth, statement in pairs})
        self._insert(t.spoken, [{"mouth": mouth, "statement": statement} for mouth, statement in spoken])


# One copy is asked for with every claim that either article carries.
@lru_cache(maxsize=1024)
def _copy(record: bytes) -> Copy:
    return unpack(Copy, record)


def _head_row(head: Head) -> dict[str, Any]:
    return {**{name: getattr(head, name) for name in _PLAIN}, "credits": pack(head.credits) if head.credits else None}


def _head(row: Mapping[Any, Any]) -> Head:
    credits = unpack(tuple[Credit, ...], row["credits"]) if row["credits"] else ()
    return Head(**{name: row[name] for name in _PLAIN}, credits=credits)


def _dated(head: Head) -> tuple[bool, str, str]:
    """What articles are sorted by: their dates, those without one last, and their ids."""
    return head.published is None, head.published or "", head.id


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
