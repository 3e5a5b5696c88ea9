"""A dossier as one SQLite file, in write-ahead mode: who reads never waits, one at a time writes."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import column, text

from sayso.errors import Damaged, DossierError, Locked, NoDossier, Unwritable
from sayso.store.engine import Engine
from sayso.store.search import Query

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import TextualSelect

__all__ = ["SQLite"]

_OURS = 0x53617973  # "Says", the application id in the file's header
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_UNWRITABLE = {
    sqlite3.SQLITE_READONLY: "may not be written to",
    sqlite3.SQLITE_PERM: "may not be written to",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened for writing: check its folder",
    sqlite3.SQLITE_IOERR: "cannot be written: the disk is full or does not answer",
    sqlite3.SQLITE_FULL: "cannot be written: the disk is full",
}
_SETTINGS = (
    "foreign_keys = ON",
    "trusted_schema = OFF",  # a dossier may come from anybody
    "synchronous = FULL",  # what is said to be stored is stored, whatever happens to the machine
    "cache_size = -65536",  # KiB
    "wal_autocheckpoint = 8192",  # pages: the index touches many at a time
    "journal_size_limit = 67108864",  # bytes
)


class SQLite(Engine):
    """One connection to one file. `patience` is how many seconds a writer waits for another."""

    def __init__(self, path: Path, create: bool, patience: float) -> None:
        self.name = str(path)
        self._path = path
        self._log = path.with_name(path.name + "-wal")
        self._patience = patience
        try:
            self._look(path, create)
        except (OSError, ValueError) as error:
            raise Unwritable(f"{path!s:.200} cannot be reached: {getattr(error, 'strerror', error)}") from error
        try:
            empty = self._open("rwc" if create else "rw")
        except Unwritable:
            # Write-ahead mode wants a file beside the dossier even to read it. Where none may be made and none was
            # left, nobody is writing, and the file can be read as it stands.
            if self._pending() or not path.exists():
                raise
            empty = self._open("ro&immutable=1")
        try:
            if empty and not create:
                raise NoDossier(f"{path} is empty: `sayso add {path} FILE …` makes a dossier of it")
            if empty:
                self._write_ahead()
            self.prepare(create)
        except BaseException:
            self.close()
            raise

    @staticmethod
    def _look(path: Path, create: bool) -> None:
        """Tell apart, before SQLite is asked, the places where no dossier can be."""
        if path.is_dir():
            raise Damaged(f"{path} is a folder: a dossier is one file")
        if not path.exists():
            if not create:
                raise NoDossier(f"there is no dossier {path}: `sayso add {path} FILE …` makes one")
            if not path.absolute().parent.is_dir():
                raise NoDossier(f"there is no folder {path.absolute().parent} to put a dossier into")
        elif not path.is_file():
            raise Damaged(f"{path} is no file: a dossier is one")

    def _open(self, mode: str) -> bool:
        """Connect, and tell whether nothing is in the file yet."""
        uri = f"{self._path.absolute().as_uri()}?mode={mode}"
        self.connect(
            "sqlite://",
            creator=lambda: sqlite3.connect(
                uri, uri=True, timeout=self._patience, isolation_level=None, check_same_thread=False
            ),
        )
        try:
            for setting in _SETTINGS:
                self.run(f"PRAGMA {setting}")
            return self._empty()
        except BaseException:
            self.close()
            raise

    def _write_ahead(self) -> None:
        """Set the mode of a new file. SQLite waits for nobody as it changes it, so the waiting is done here."""
        until = time.monotonic() + self._patience
        while True:
            try:
                return self.run("PRAGMA journal_mode = WAL")
            except Locked:
                if time.monotonic() > until:
                    raise
                time.sleep(0.005)

    def _empty(self) -> bool:
        """Whether nothing is in the file yet. Raises Damaged where something else is, or half a page."""
        # Both at one moment: another process may be making the dossier between them.
        self.run("BEGIN")
        try:
            ours = self.connection.exec_driver_sql("PRAGMA application_id").scalar()
            tables = self.connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        finally:
            self.run("ROLLBACK")
        if ours == _OURS:
            # SQLite misses whole pages by itself, but takes the missing end of one for zeros.
            page = self.connection.exec_driver_sql("PRAGMA page_size").scalar() or 1
            if self._path.stat().st_size % page and not self._pending():
                raise Damaged(f"{self.name} is damaged: its end is missing")
            return False
        if ours or tables:
            raise Damaged(f"{self.name} is no dossier but a database of another program")
        return True

    def _pending(self) -> bool:
        """Whether something is written that does not stand in the file itself yet."""
        return self._log.exists() and self._log.stat().st_size > 0

    def migrate(self, config: Config) -> None:
        self.run(f"PRAGMA application_id = {_OURS}")
        super().migrate(config)

    def begin(self, write: bool) -> None:
        self.run("BEGIN IMMEDIATE" if write else "BEGIN")

    def fault(self, error: BaseException) -> DossierError | None:
        if not isinstance(error, sqlite3.Error):
            return None
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _LOCKED:
            return Locked(f"{self.name} is being written to by another process: try again once it is done")
        if code in _DAMAGED:
            return Damaged(f"{self.name} is no dossier, or is damaged: {error}")
        if code in _UNWRITABLE:
            return Unwritable(f"{self.name} {_UNWRITABLE[code]}")
        return None

    def add_keys(self, space: int, rows: Sequence[tuple[int, int]]) -> None:
        # In the order of the index, so that each page of it is come to once.
        self.connection.exec_driver_sql(
            "INSERT OR IGNORE INTO keys (space, key, item) VALUES (?, ?, ?)", [(space, *row) for row in sorted(rows)]
        )

    def newest(self, space: int, keys: Sequence[int], most: int) -> Iterable[tuple[int, int]]:
        command = (
            "SELECT k.key, k.item FROM json_each(?) AS j CROSS JOIN keys AS k"
            " WHERE k.space = ? AND k.key = j.value AND k.item >= coalesce((SELECT item FROM keys"
            " WHERE space = ? AND key = j.value ORDER BY item DESC LIMIT 1 OFFSET ?), 0)"
        )
        found = self.connection.exec_driver_sql(command, (json.dumps(list(keys)), space, space, most - 1))
        # Past the rows of SQLAlchemy: there are thousands.
        rows: list[tuple[int, int]] = list(found.cursor.fetchall())
        found.close()
        rows.reverse()
        return rows

    def add_words(self, number: int, words: Sequence[str]) -> None:
        self.connection.exec_driver_sql("INSERT INTO search (rowid, words) VALUES (?, ?)", (number, " ".join(words)))

    def add_names(self, rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        found = [(number, " ".join(words)) for number, words in rows if words]
        if found:
            self.connection.exec_driver_sql("INSERT INTO names (rowid, words) VALUES (?, ?)", found)

    def among(self, numbers: Sequence[int]) -> TextualSelect:
        query = text("SELECT value FROM json_each(:numbers)").bindparams(numbers=json.dumps(list(numbers)))
        return query.columns(column("value"))

    def named(self, words: Sequence[str]) -> TextualSelect:
        wanted = " AND ".join(f'"{word}"*' for word in words)
        query = text("SELECT rowid FROM names WHERE names MATCH :wanted").bindparams(wanted=wanted)
        return query.columns(column("rowid"))

    def search(self, query: Query, limit: int) -> list[int]:
        # Words are letters and figures alone, and inside double quotes nothing else has a meaning either.
        wanted = " AND ".join(f'"{" ".join(part)}"' for part in query.parts)
        command = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank, rowid DESC LIMIT ?"
        return [number for (number,) in self.connection.exec_driver_sql(command, (wanted, limit))]
