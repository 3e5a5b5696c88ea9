"""A dossier as a PostgreSQL database, or as one schema of it (`?options=-csearch_path%3Dname` in the address)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import TextualSelect, column, make_url, text
from sqlalchemy.exc import ArgumentError

from sayso.errors import Damaged, DossierError, Locked, NoDossier, Unwritable
from sayso.store.engine import Engine
from sayso.store.search import Query

__all__ = ["Postgres"]

_OURS = 0x53617973  # "Says", the first half of the lock that writers take
_MISSING = {"3D000", "3F000"}  # no such database, no such schema
_LOCKED = {"55P03", "40P01", "40001"}
_DAMAGED = {"XX001", "XX002"}
_UNWRITABLE = {
    "25006": "may not be written to: it is a read-only copy",
    "42501": "may not be written to by this user",
    "53100": "cannot be written: the disk of the server is full",
}
_LONGEST_VECTOR = 900_000  # bytes: PostgreSQL takes a megabyte
_LAST_PLACE = 16_383  # and counts no word beyond this
_PLACES = 255  # nor more than so many of one


class Postgres(Engine):
    """One connection to one database. `patience` is how many seconds a writer waits for another."""

    def __init__(self, address: str, create: bool, patience: float) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise DossierError('PostgreSQL needs psycopg: pip install "sayso[postgres]"') from error
        self._broken = psycopg.OperationalError, psycopg.InterfaceError
        self._error = psycopg.Error
        self._patience = patience
        try:
            url = make_url(address).set(drivername="postgresql+psycopg")
        except ArgumentError:
            raise NoDossier("this is no address of a PostgreSQL database: postgresql://USER@HOST/DATABASE is") from None
        self.name = url.set(drivername="postgresql").render_as_string(hide_password=True)
        self.connect(url.render_as_string(hide_password=False), use_native_hstore=False)
        try:
            self.prepare(create)
        except BaseException:
            self.close()
            raise

    def begin(self, write: bool) -> None:
        if not write:
            self.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return
        self.run("BEGIN")
        self.run(f"SET LOCAL lock_timeout = {max(1, int(self._patience * 1000))}")
        self.run(f"SELECT pg_advisory_xact_lock({_OURS}, hashtext(current_schema()))")
        self.run("SET LOCAL lock_timeout = DEFAULT")

    def fault(self, error: BaseException) -> DossierError | None:
        if not isinstance(error, self._error):
            return None
        state = getattr(error, "sqlstate", None)
        first = (str(error).strip().splitlines() or [""])[0]
        if state in _LOCKED:
            return Locked(f"{self.name} is being written to by another process: try again once it is done")
        if state in _MISSING or ("does not exist" in first and state is None):
            return NoDossier(f"there is no database at {self.name}: `createdb` makes one")
        if state in _DAMAGED:
            return Damaged(f"{self.name} is damaged: {first}")
        if state in _UNWRITABLE:
            return Unwritable(f"{self.name} {_UNWRITABLE[state]}")
        if isinstance(error, self._broken):
            return DossierError(f"PostgreSQL does not answer at {self.name}: {first}")
        return None

    def add_keys(self, space: int, rows: Sequence[tuple[int, int]]) -> None:
        command = (
            "INSERT INTO keys (space, key, item) SELECT %s, * FROM unnest(%s::bigint[], %s::integer[])"
            " ON CONFLICT DO NOTHING"
        )
        in_order = sorted(rows)
        self.connection.exec_driver_sql(command, (space, [key for key, _ in in_order], [item for _, item in in_order]))

    def newest(self, space: int, keys: Sequence[int], most: int) -> Iterable[tuple[int, int]]:
        command = (
            "SELECT j.key, k.item FROM unnest(%s::bigint[]) AS j (key) CROSS JOIN LATERAL"
            " (SELECT item FROM keys WHERE space = %s AND key = j.key ORDER BY item DESC LIMIT %s) AS k"
        )
        return self._pairs(command, (list(keys), space, most))

    def _pairs(self, command: str, parameters: tuple[Any, ...]) -> list[tuple[int, int]]:
        return [(key, value) for key, value in self.connection.exec_driver_sql(command, parameters)]

    def add_words(self, number: int, words: Sequence[str]) -> None:
        places: dict[str, list[int]] = {}
        room = _LONGEST_VECTOR
        for place, word in enumerate(words, 1):
            known = places.get(word)
            room -= 2 if known else len(word.encode()) + 8
            if room < 0:
                break
            if known is None:
                places[word] = [min(place, _LAST_PLACE)]
            elif len(known) < _PLACES and place <= _LAST_PLACE:
                known.append(place)
        # Words are letters and figures alone, so that nothing in them can end a quotation.
        vector = " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())
        self.connection.exec_driver_sql(
            "INSERT INTO search (article, words) VALUES (%s, %s::tsvector)", (number, vector)
        )

    def add_names(self, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        found = [(number, list(words)) for number, words in rows if words]
        if found:
            command = "INSERT INTO names (mouth, words) VALUES (%s, array_to_tsvector(%s::text[]))"
            self.connection.exec_driver_sql(command, found)

    def among(self, numbers: Sequence[int]) -> TextualSelect:
        query = text("SELECT unnest(CAST(:numbers AS integer[]))").bindparams(numbers=list(numbers))
        return query.columns(column("number"))

    def named(self, words: Sequence[str]) -> TextualSelect:
        wanted = " & ".join(f"'{word}':*" for word in words)
        query = text("SELECT mouth FROM names WHERE words @@ CAST(:wanted AS tsquery)").bindparams(wanted=wanted)
        return query.columns(column("mouth"))

    def search(self, query: Query, limit: int) -> list[int]:
        wanted = " & ".join("(" + " <-> ".join(f"'{word}'" for word in part) + ")" for part in query.parts)
        command = (
            "SELECT article FROM search, CAST(%s AS tsquery) AS wanted WHERE words @@ wanted"
            " ORDER BY ts_rank_cd(words, wanted, 1) DESC, article DESC LIMIT %s"
        )
        return [number for (number,) in self.connection.exec_driver_sql(command, (wanted, limit))]
