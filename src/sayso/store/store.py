"""The store of one dossier: what was read, what is one claim, what was copied, and what people decided."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import func, select

from sayso.store import tables as t
from sayso.store.articles import Articles
from sayso.store.claims import Claims
from sayso.store.forecasts import Ledger
from sayso.store.index import Index
from sayso.store.log import Log
from sayso.store.statements import Statements

__all__ = ["Store"]


class Store(Articles, Statements, Index, Claims, Log):
    """One dossier, open.

    Reading waits for nobody; each reading sees what is stored at its moment, all of them inside `reading` the same.
    Everything that writes stands inside `writing`, and happens as a whole or not at all. Ids are the caller's;
    claims are called c1, c2, … and no number is given twice.

    Raises NoSuch for an id that the dossier does not hold, and a DossierError where the file or the database fails.
    """

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

    @property
    def ledger(self) -> Ledger:
        """What was foreseen in the articles, and what ledgers kept elsewhere hold."""
        return Ledger(self)

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
