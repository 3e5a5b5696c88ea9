"""A dossier as one file: what else can stand at its place, and what can happen to a file."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import Damaged, DossierError, Locked, NoDossier, Unwritable
from sayso.model import Article, Document, Head, Passage, Span, SpanSet, Statement, StatementKind
from sayso.store import Store

TEXT = "The quay at Ostel is closed."


def fill(path: Path, articles: int = 1, start: int = 0) -> None:
    with Store.open(path, create=True) as store, store.writing():
        for n in range(start, start + articles):
            store.add_article(
                Article(Document(f"a{n}", TEXT, (Span(0, len(TEXT)),)), ()), Head(f"a{n}", f"d{n}", "now")
            )
            words = Passage.at(TEXT, SpanSet.of([(0, 8)]))
            store.add_statements(
                [Statement(f"a{n}#a1", f"a{n}", StatementKind.CONTENT, words)], np.ones((1, 384), np.float16)
            )
            store.new_claim(f"a{n}#a1")


def read_all(path: Path) -> int:
    with Store.open(path) as store:
        for head in store.heads():
            store.article(head.id)
        store.search("quay", 1000)
        return sum(len(store.carriers(claim)) for claim in store.claim_ids())


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "ostel.sayso"
    fill(path, 50)
    return path


def test_it_is_one_file(dossier: Path) -> None:
    """A dossier that is closed is one file, which can be copied and read."""
    assert list(dossier.parent.iterdir()) == [dossier]
    shutil.copy(dossier, dossier.with_name("copy #1?.sayso"))
    assert read_all(dossier.with_name("copy #1?.sayso")) == 50


@pytest.mark.parametrize(
    "content", [b"The quay.", b"The quay is closed.\n" * 500, b"\0" * 4096, b"SQLite format 3\0" * 99]
)
def test_another_file(tmp_path: Path, content: bytes) -> None:
    """A file of another kind is no dossier, and is left as it is."""
    path = tmp_path / "note.txt"
    path.write_bytes(content)
    for create in (False, True):
        with pytest.raises(Damaged, match=r"note\.txt is no dossier"):
            Store.open(path, create=create)
    assert path.read_bytes() == content


def test_another_programs_database(tmp_path: Path) -> None:
    """An SQLite file of another program is left alone."""
    path = tmp_path / "notes.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes (note)")
    other.close()
    before = path.read_bytes()
    for create in (False, True):
        with pytest.raises(Damaged, match="another program"):
            Store.open(path, create=create)
    assert path.read_bytes() == before


def test_places_without_a_dossier(tmp_path: Path) -> None:
    """Missing, empty and impossible places each get a line that says what they are."""
    with pytest.raises(NoDossier, match=r"there is no dossier .*x\.sayso: `sayso add .*x\.sayso FILE …` makes one"):
        Store.open(tmp_path / "x.sayso")
    with pytest.raises(NoDossier, match="there is no folder"):
        Store.open(tmp_path / "no" / "x.sayso", create=True)
    with pytest.raises(Damaged, match="is a folder"):
        Store.open(tmp_path)
    empty = tmp_path / "empty.sayso"
    empty.touch()
    with pytest.raises(NoDossier, match="is empty"):
        Store.open(empty)
    fill(empty)
    assert read_all(empty) == 1


@pytest.mark.parametrize("share", [0.0005, 0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short(dossier: Path, share: float) -> None:
    """A file that lost its end, at a page or in the middle of one, is damaged; it is never half a dossier."""
    content = dossier.read_bytes()
    for size in (int(len(content) * share), int(len(content) * share) // 4096 * 4096):
        if size:
            dossier.write_bytes(content[:size])
            with pytest.raises(Damaged, match="damaged"):
                read_all(dossier)


def test_overwritten_pages(dossier: Path) -> None:
    """Pages that are overwritten end in a clear error or are not needed: never in another one."""
    content = dossier.read_bytes()
    damaged = 0
    for page in range(1, len(content) // 4096):
        broken = bytearray(content)
        broken[page * 4096 : page * 4096 + 4096] = b"\xa5" * 4096
        dossier.write_bytes(broken)
        try:
            read_all(dossier)
        except Damaged:
            damaged += 1
    assert damaged > 10


def test_locked_as_a_whole(dossier: Path) -> None:
    """Where another program keeps the whole file to itself, the dossier is locked."""
    other = sqlite3.connect(dossier, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Locked, match="being written to"):
        Store.open(dossier, patience=0.1)
    other.close()
    assert read_all(dossier) == 50


def test_made_while_another_writes(tmp_path: Path) -> None:
    """Who makes a dossier waits for who holds the file, as any writer does."""
    path = tmp_path / "new.sayso"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, other.execute, ["ROLLBACK"]).start()
    with Store.open(path, create=True) as store:
        assert store.counts()["articles"] == 0
    other.execute("BEGIN IMMEDIATE")
    other.close()

    locked = tmp_path / "locked.sayso"
    other = sqlite3.connect(locked, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Locked, match="being written to"):
        Store.open(locked, create=True, patience=0.1)
    other.close()


def test_opened_as_it_is_made(tmp_path: Path) -> None:
    """Who opens a dossier at the moment when it is made finds none or a whole one: no locked and no damaged one."""
    for n in range(20):
        path = tmp_path / f"{n}.sayso"
        with ThreadPoolExecutor(1) as other:
            made = other.submit(lambda path: Store.open(path, create=True).close(), path)
            while not made.done():
                with suppress(NoDossier), Store.open(path) as store:
                    assert store.counts()["articles"] == 0
            made.result()


# What stands before the `try` is done with all rights, what is in it without: a test may be run by root.
CHILD = """
import os, resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
import sayso.store.sqlite, alembic.command, alembic.config, alembic.script, encodings.idna
from sayso.errors import DossierError
from sayso.store import Store
from unit.store.test_sqlite import fill, read_all
path, what = Path(sys.argv[1]), sys.argv[2]
if what in ("read", "write", "make"):
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
else:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(what), int(what)))
try:
    print(read_all(path) if what == "read" else fill(path, 800, start=1000))
except DossierError as error:
    print(type(error).__name__, error)
"""


def child(path: Path, what: str) -> str:
    command = [sys.executable, "-c", CHILD, str(path), what, str(Path(__file__).parents[2])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.strip()


@pytest.fixture
def shelf(dossier: Path) -> Iterator[Path]:
    """The dossier in a folder that may not be written to, for anybody to read: pytest's own are for one user alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(dossier, folder))
        path.chmod(0o444)
        path.parent.chmod(0o555)
        yield path
        path.parent.chmod(0o755)


def test_a_folder_that_may_not_be_written_to(shelf: Path) -> None:
    """A dossier on a read-only shelf can be read; writing to it, or making one there, is refused in a line, and so is
    a folder that may not be entered."""
    assert child(shelf, "read") == "50"
    assert child(shelf, "write").startswith("Unwritable")
    assert child(shelf.with_name("new.sayso"), "make").startswith("Unwritable")
    shelf.parent.chmod(0o000)
    assert child(shelf, "read").startswith("Unwritable")


@pytest.mark.parametrize("room", [20_000, 100_000, 300_000])
def test_a_full_disk(dossier: Path, room: int) -> None:
    """When the disk is full, writing ends with a clear line, and what was stored before is all there."""
    assert child(dossier, str(dossier.stat().st_size + room)).startswith("Unwritable")
    assert read_all(dossier) == 50
    fill(dossier, 5, start=50)
    assert read_all(dossier) == 55


def test_a_full_disk_at_the_beginning(tmp_path: Path) -> None:
    """A dossier that could not be made leaves nothing in the way of the next try."""
    path = tmp_path / "x.sayso"
    assert child(path, "6000").startswith("Unwritable")
    fill(path)
    assert read_all(path) == 1


def test_errors_are_one_line(tmp_path: Path) -> None:
    """What a dossier's error says is one line."""
    for place in (
        tmp_path,
        tmp_path / "x",
        "/dev/null",
        "a\0b",
        "x" * 9999,
        "postgresql://nobody@127.0.0.1:1/x",
        "postgresql://",
    ):
        with pytest.raises(DossierError) as caught:
            Store.open(place)
        assert len(str(caught.value).splitlines()) == 1, str(caught.value)


def test_no_password_is_told(tmp_path: Path) -> None:
    """The password in an address is in no message."""
    with pytest.raises(DossierError) as caught:
        Store.open("postgresql://io:secret@127.0.0.1:1/x")
    assert "secret" not in str(caught.value)
    assert not isinstance(caught.value, Unwritable)
