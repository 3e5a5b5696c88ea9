"""A run that is killed at any moment leaves a part that the next one goes on with, or a clear refusal."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sayso.cli.journal import Checkpoint, Journal
from sayso.errors import InputError

MADE_BY = {"sayso": "0", "model": "00ff"}


class KilledError(Exception):
    """Stands for whatever ends a run."""


def begun(tmp_path: Path, data: bytes = b"one\ntwo\nthree\n") -> tuple[Path, Path]:
    """An input, and a part that holds the output of its first two lines when the run is killed."""
    source, target = tmp_path / "in", tmp_path / "out"
    source.write_bytes(data)
    hashed = hashlib.sha256()
    with (
        source.open("rb") as file,
        pytest.raises(KilledError),
        Journal(target, MADE_BY, file, resume=True) as journal,
    ):
        for line in (b"one\n", b"two\n"):
            hashed.update(line)
            at = journal.at.after(journal.at.used + len(line), hashed.hexdigest(), 1, line.upper(), records=1)
            journal.add(line.upper(), at)
        raise KilledError
    return source, target


def go_on(source: Path, target: Path, made_by: dict[str, str] = MADE_BY, resume: bool = True) -> Checkpoint:
    with source.open("rb") as file, Journal(target, made_by, file, resume) as journal:
        assert file.tell() == journal.at.used
        journal.add(b"REST\n", journal.at.after(journal.at.used, journal.at.digest, 1, b"REST\n"))
        journal.finish()
    return journal.at


def test_goes_on(tmp_path: Path) -> None:
    """The next run finds its place in input and output, and at the end there is only the output."""
    source, target = begun(tmp_path)
    assert not target.exists()
    go_on(source, target)
    assert target.read_bytes() == b"ONE\nTWO\nREST\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out"]


@pytest.mark.parametrize("torn", [b"T", b"THREE\n", b"\0" * 100])
def test_what_the_journal_does_not_know_is_cut_off(tmp_path: Path, torn: bytes) -> None:
    """Output that was written after the last line of the journal is made again."""
    source, target = begun(tmp_path)
    with Path(f"{target}.part").open("ab") as part:
        part.write(torn)
    go_on(source, target)
    assert target.read_bytes() == b"ONE\nTWO\nREST\n"


@pytest.mark.parametrize("torn", range(1, 60))
def test_torn_journal(tmp_path: Path, torn: int) -> None:
    """A journal that ends within a line is true up to the line before."""
    source, target = begun(tmp_path)
    journal = Path(f"{target}.part.journal")
    journal.write_bytes(journal.read_bytes()[:-torn])
    go_on(source, target)
    assert target.read_bytes() == b"ONE\nREST\n"


def test_lost_output(tmp_path: Path) -> None:
    """If the part is shorter than the journal says, the last line of the journal that holds is the one."""
    source, target = begun(tmp_path)
    Path(f"{target}.part").write_bytes(b"ONE\nTW")
    go_on(source, target)
    assert target.read_bytes() == b"ONE\nREST\n"


def test_changed_input_is_refused(tmp_path: Path) -> None:
    """An input whose used part was changed is told from the one that the run began with."""
    source, target = begun(tmp_path)
    source.write_bytes(b"one\nTwo\nthree\n")
    with pytest.raises(InputError, match="--no-resume"):
        go_on(source, target)
    source.write_bytes(b"one\n")
    with pytest.raises(InputError, match="--no-resume"):
        go_on(source, target)
    go_on(source, target, resume=False)
    assert target.read_bytes() == b"REST\n"


def test_grown_input_is_gone_on_with(tmp_path: Path) -> None:
    """An input that has only grown since is gone on with."""
    source, target = begun(tmp_path)
    source.write_bytes(source.read_bytes() + b"four\n")
    assert go_on(source, target).used == len(b"one\ntwo\n")


def test_other_weights_are_refused(tmp_path: Path) -> None:
    """One file never holds what two models found."""
    source, target = begun(tmp_path)
    with pytest.raises(InputError, match="other weights"):
        go_on(source, target, {"sayso": "0", "model": "11ee"})


def test_two_runs_at_once(tmp_path: Path) -> None:
    """A second run on the same output is refused while the first one writes it."""
    pytest.importorskip("fcntl")
    target = tmp_path / "out"
    with (
        Journal(target, MADE_BY, None, resume=True),
        pytest.raises(InputError, match="another run"),
    ):
        Journal(target, MADE_BY, None, resume=True)


def test_nothing_is_left_of_nothing(tmp_path: Path) -> None:
    """A run that fails before its first batch leaves no files behind."""
    with pytest.raises(KilledError), Journal(tmp_path / "out", MADE_BY, None, resume=True):
        raise KilledError
    assert list(tmp_path.iterdir()) == []


def test_link_is_followed(tmp_path: Path) -> None:
    """The file that a link points to is replaced, and the link stays."""
    target, alias = tmp_path / "out", tmp_path / "alias"
    target.write_bytes(b"old")
    alias.symlink_to(target)
    with Journal(alias, MADE_BY, None, resume=True) as journal:
        journal.add(b"new", Checkpoint(written=3))
        journal.finish()
    assert alias.is_symlink()
    assert target.read_bytes() == b"new"


def test_no_folder_to_write_to(tmp_path: Path) -> None:
    """An output in a folder that does not exist is refused by name."""
    with pytest.raises(InputError, match="cannot be written"):
        Journal(tmp_path / "none" / "out", MADE_BY, None, resume=True)
