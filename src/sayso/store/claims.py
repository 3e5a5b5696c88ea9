"""The claims of a dossier: which statements make one, and how many articles carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, or_, select, update

from sayso.errors import NoSuch
from sayso.model import Carrier, Likeness
from sayso.store import tables as t
from sayso.store.articles import dated, head_of
from sayso.store.core import Core
from sayso.store.records import pack_value, unpack_value
from sayso.store.statements import statement_of

__all__ = ["Claims"]

_PORTION = 500  # claims that are read at a time
_DAY = len("2031-03-14")


class Claims(Core):
    """What several statements say alike."""

    def new_claim(self, statement_id: str) -> str:
        """Begin a claim with the statement that stands for it; it leaves the claim that it was in."""
        statement = self._number(t.statements, statement_id)
        number = self._free(t.claims)
        self._insert(t.claims, [{"number": number, "first": statement}])
        self._place([statement], number, {statement: Likeness(1.0)})
        return f"c{number}"

    def carry(self, placed: Sequence[tuple[str, str, Likeness]]) -> None:
        """Let statements that carry no claim yet carry one each, as (statement, claim, likeness).

        A claim that is called `new:` and the id of a statement among them is begun with that one.
        """
        numbers = self._all_numbers(t.statements, [id for id, _, _ in placed])
        claims: dict[str, int] = {}
        for _, claim, _ in placed:
            if claim not in claims:
                claims[claim] = self._free(t.claims) if claim.startswith("new:") else int(claim[1:])
        begun = {claim: n for claim, n in claims.items() if claim.startswith("new:")}
        self._insert(
            t.claims, [{"number": n, "first": numbers[claim.removeprefix("new:")]} for claim, n in begun.items()]
        )
        s = t.statements.c
        articles = dict(self._rows(select(s.number, s.article), s.number, numbers.values()))
        self._insert(
            t.members,
            [
                {
                    "statement": numbers[id],
                    "claim": claims[claim],
                    "article": articles[numbers[id]],
                    "opposed": likeness.opposed,
                    "score": likeness.score,
                    "features": pack_value(likeness.features) if likeness.features else None,
                }
                for id, claim, likeness in placed
            ],
        )
        self._recount(claims.values())

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
        size = select(func.count(m.article.distinct())).where(m.claim == c.number).scalar_subquery()
        for portion in self._engine.some(dict.fromkeys(claims)):
            self._execute(update(t.claims).where(c.number.in_(portion)).values(articles=size))

    def claim_of(self, statement_ids: Iterable[str]) -> dict[str, str]:
        """The claims that these statements carry, as far as they carry one."""
        numbers = self._known(t.statements, list(dict.fromkeys(statement_ids)))
        m = t.members.c
        found = dict(self._rows(select(m.statement, m.claim), m.statement, numbers.values()))
        return {id: f"c{found[number]}" for id, number in numbers.items() if number in found}

    def placed(self, statement_ids: Iterable[str]) -> dict[str, tuple[str, bool]]:
        """The claims that these statements carry, as far as they carry one, and whether they say its contrary."""
        numbers = self._known(t.statements, list(dict.fromkeys(statement_ids)))
        m = t.members.c
        rows = self._rows(select(m.statement, m.claim, m.opposed), m.statement, numbers.values())
        found = {statement: (f"c{claim}", opposed) for statement, claim, opposed in rows}
        return {id: found[number] for id, number in numbers.items() if number in found}

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

    def check_claim(self, id: str) -> None:
        """Raises NoSuch where there never was a claim of this id."""
        self._claim(id)

    def claim_sizes(self, least: int = 1) -> Iterator[tuple[str, int]]:
        """The claims of so many articles at least, each with their number: those of most articles first.

        They are read as they are asked for: who wants the first few does not pay for all.
        """
        c = t.claims.c
        most, last = self._connection.scalar(select(func.max(c.articles))) or 0, 0
        while True:
            query = (
                select(c.number, c.articles)
                .where(c.articles >= least, c.articles <= most, or_(c.articles < most, c.number > last))
                .order_by(c.articles.desc(), c.number)
                .limit(_PORTION)
            )
            found = self._connection.execute(query).all()
            yield from ((f"c{claim}", size) for claim, size in found)
            if len(found) < _PORTION:
                return
            last, most = found[-1]

    def sizes_of(self, claim_ids: Iterable[str]) -> dict[str, int]:
        """By how many articles these claims are carried, as far as by any."""
        c = t.claims.c
        query = select(c.number, c.articles).where(c.articles > 0)
        return {f"c{n}": size for n, size in self._rows(query, c.number, [int(id[1:]) for id in claim_ids])}

    def claims_of_size(self, articles: int) -> int:
        """How many claims so many articles carry."""
        query = select(func.count()).select_from(t.claims).where(t.claims.c.articles == articles)
        return self._connection.scalar(query) or 0

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
        self._claim(claim_id)
        return self.carriers_of([claim_id]).get(claim_id, [])

    def carriers_of(self, claim_ids: Iterable[str], as_of: str | None = None) -> dict[str, list[Carrier]]:
        """Who carries each of these claims, as far as anybody does.

        As of a date those that were there by then, and the statement that stands for the claim, whenever it came.
        """
        m, c, a = t.members.c, t.claims.c, t.articles.c
        query = (
            select(m.claim, m.statement, m.article, m.opposed, m.score, c.first, t.statements.c.record)
            .select_from(t.claims)
            .join(t.members, m.claim == c.number)
            .join(t.statements, t.statements.c.number == m.statement)
        )
        if as_of is not None:
            there = func.substr(func.coalesce(a.published, a.added), 1, len(as_of[:_DAY])) <= as_of[:_DAY]
            query = query.join(t.articles, a.number == m.article).where(or_(there, m.statement == c.first))
        rows = list(self._rows(query, c.number, [int(id[1:]) for id in claim_ids]))
        articles = self._rows(select(t.articles), t.articles.c.number, [row.article for row in rows])
        heads = {row.number: head_of(row._mapping) for row in articles}
        found: dict[str, list[tuple[Any, Carrier]]] = defaultdict(list)
        for row in rows:
            head = heads[row.article]
            carrier = Carrier(statement_of(row.record), head, row.opposed, row.score)
            found[f"c{row.claim}"].append(((row.statement != row.first, *dated(head), row.statement), carrier))
        return {id: [carrier for _, carrier in sorted(there, key=_place_of)] for id, there in found.items()}

    def claims_of(self, article_id: str) -> list[str]:
        """The claims that an article carries, in the order of its statements."""
        query = (
            select(t.members.c.claim)
            .join_from(t.members, t.articles, t.articles.c.number == t.members.c.article)
            .where(t.articles.c.id == article_id)
            .order_by(t.members.c.statement)
        )
        return list(dict.fromkeys(f"c{claim}" for claim in self._connection.scalars(query)))

    def _claim(self, id: str) -> tuple[int, int | None]:
        """The number of a claim, and that of its first statement. Raises NoSuch."""
        if id[:1] == "c" and id[1:].isascii() and id[1:].isdigit() and len(id) < 10:
            query = select(t.claims.c.number, t.claims.c.first).where(t.claims.c.number == int(id[1:]))
            row = self._connection.execute(query).first()
            if row is not None and id == f"c{row.number}":
                return row.number, row.first
        raise NoSuch(f"the dossier holds no claim {id!r}")


def _place_of(pair: tuple[Any, Carrier]) -> Any:
    return pair[0]
