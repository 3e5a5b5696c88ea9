"""What the two engines have in common: one connection, its transactions, its errors, and the dossier's version."""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, create_engine, event, inspect, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from sayso.errors import DossierError, Newer, NoDossier
from sayso.store.search import Query
from sayso.store.tables import HEAD, VERSION_TABLE

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import TextualSelect

__all__ = ["Engine"]

_MANY = 1000  # values in one statement, well below what either engine takes


class Engine(ABC):
    """One connection to a dossier.

    It stands in the driver's autocommit mode: outside of a transaction that is begun here, each statement sees what
    is there at its moment and holds nothing. `name` is what messages call the dossier.
    """

    name: str
    connection: Connection

    # What each engine does in its own way.

    @abstractmethod
    def begin(self, write: bool) -> None:
        """Begin a transaction; for a writing one wait for any other writer, but not for ever. Raises Locked."""

    @abstractmethod
    def fault(self, error: BaseException) -> DossierError | None:
        """What an error of the driver means for who asked; None for a mistake of ours."""

    @abstractmethod
    def add_keys(self, space: int, rows: Sequence[tuple[int, int]]) -> None:
        """Put (key, item) rows into the index; those that are there stay."""

    @abstractmethod
    def newest(self, space: int, keys: Sequence[int], most: int) -> Iterable[tuple[int, int]]:
        """(key, item) for the newest items of each key, the newest first."""

    @abstractmethod
    def add_words(self, number: int, words: Sequence[str]) -> None:
        """Make an article's words searchable."""

    @abstractmethod
    def add_names(self, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Make mouths be found by the words of their names: (number, words)."""

    @abstractmethod
    def among(self, numbers: Sequence[int]) -> TextualSelect:
        """A query for these numbers, to be looked for among."""

    @abstractmethod
    def named(self, words: Sequence[str]) -> TextualSelect:
        """A query for the numbers of the mouths in whose names each of these begins a word."""

    @abstractmethod
    def search(self, query: Query, limit: int) -> list[int]:
        """The numbers of the articles that hold all of a query, the best first."""

    # What both do.

    def connect(self, url: str, **options: Any) -> None:
        """Open the connection."""
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", **options)
        event.listen(engine, "handle_error", self._handle)
        self.connection = engine.connect()

    def close(self) -> None:
        self.connection.close()
        self.connection.engine.dispose()

    def run(self, command: str) -> None:
        """Execute one command that gives nothing back."""
        self.connection.exec_driver_sql(command).close()

    @contextlib.contextmanager
    def transaction(self, write: bool) -> Iterator[None]:
        """Everything inside happens, or nothing."""
        try:
            self.begin(write)
            yield
            self.run("COMMIT")
        except BaseException:
            # Where the connection is gone, so is the transaction.
            with contextlib.suppress(DossierError, DBAPIError):
                self.run("ROLLBACK")
            raise

    @contextlib.contextmanager
    def savepoint(self, name: str) -> Iterator[None]:
        """Everything inside happens in the transaction around it, or nothing."""
        self.run(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            with contextlib.suppress(DossierError, DBAPIError):
                self.run(f"ROLLBACK TO SAVEPOINT {name}")
                self.run(f"RELEASE SAVEPOINT {name}")
            raise
        self.run(f"RELEASE SAVEPOINT {name}")

    def version(self) -> str | None:
        """The newest migration that the dossier has been through; None where there is no dossier."""
        if not inspect(self.connection).has_table(VERSION_TABLE):
            return None
        version: str | None = self.connection.scalar(select(text("version_num")).select_from(table(VERSION_TABLE)))
        return version

    def prepare(self, create: bool) -> None:
        """Bring the dossier to the shape that this version of sayso knows. Raises NoDossier and Newer."""
        version = self.version()
        if version == HEAD:
            return
        if version is None and not create:
            raise NoDossier(f"there is no dossier at {self.name}: `sayso add {self.name} FILE …` makes one")
        # Alembic takes a tenth of a second to import, and a dossier in its newest shape has no use for it.
        from alembic.config import Config
        from alembic.script import ScriptDirectory
        from alembic.util import CommandError

        config = Config()
        config.set_main_option("script_location", "sayso.store:migrations")
        if version is not None:
            try:
                ScriptDirectory.from_config(config).get_revision(version)
            except CommandError:
                raise Newer(
                    f"{self.name} was written by a newer version of sayso: `pip install --upgrade sayso` reads it"
                ) from None
        with self.transaction(write=True):
            if self.version() != HEAD:  # another process may have been first
                self.migrate(config)

    def migrate(self, config: Config) -> None:
        """Run the migrations that are due, in the transaction that is open."""
        from alembic import command

        config.attributes["connection"] = self.connection
        command.upgrade(config, "head")

    def _handle(self, context: Any) -> None:
        if (fault := self.fault(context.original_exception)) is not None:
            raise fault from context.original_exception

    @staticmethod
    def some(values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        """The values in portions that fit into one statement."""
        rest = iter(values)
        while portion := tuple(islice(rest, _MANY)):
            yield portion
