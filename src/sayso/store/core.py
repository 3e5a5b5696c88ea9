"""What every room of a store stands on: its connection, transactions, and the numbers that ids have inside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Connection, Integer, Table, func, insert, select

from sayso.errors import NoSuch
from sayso.store import tables as t
from sayso.store.engine import Engine

__all__ = ["Core"]

_HELD = 200_000  # ids and numbers remembered, at most


class Core:
    """One connection to a dossier, and what is known of its ids."""

    def __init__(self, engine: Engine) -> None:
        """Use `Store.open`."""
        self._engine = engine
        self._depth = 0
        self._reading = False
        self._next: dict[str, int] = {}
        self._numbers: dict[str, dict[str, int]] = defaultdict(dict)
        self._ids: dict[str, dict[int, str]] = defaultdict(dict)

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

    def last(self) -> tuple[int, int]:
        """The numbers of the newest article and of the newest judgement, which count them too.

        Nothing that is read of claims, sources and articles changes without one of them.
        """
        newest = (select(func.max(table.c.number)) for table in (t.articles, t.judgements))
        articles, judgements = (self._connection.scalar(query) or 0 for query in newest)
        return articles, judgements

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
        # Numbers go in as one list: a statement with a place for each takes longer to put together than to answer.
        whole = isinstance(column.type, Integer)
        for portion in self._engine.some(dict.fromkeys(values)):
            among = self._engine.among(portion) if whole else portion
            yield from self._connection.execute(query.where(column.in_(among))).all()

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
