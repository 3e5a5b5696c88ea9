"""Batches of lines: bounded, in order, and no line is lost or counted twice."""

from __future__ import annotations

import hashlib
import io

import pytest

from sayso.cli.batch import Batch, batches, in_order, work
from sayso.pipeline import BATCH_CHARACTERS, BATCH_DOCUMENTS
from sayso.read.jsonl import LINE_LIMIT


def cut(data: bytes) -> list[Batch]:
    return list(batches(io.BytesIO(data), 0, 0, hashlib.sha256()))


@pytest.mark.parametrize("data", [b"", b"a", b"a\n", b"\n\nb\n", b"x\n" * 100, b"y" * 300_000 + b"\nz\n"])
def test_nothing_is_lost(data: bytes) -> None:
    """The batches' lines are the file's, each within its bounds, and the last digest is the file's."""
    found = cut(data)
    assert b"".join(line or b"" for b in found for line in b.lines) == data
    assert all(len(b.lines) <= BATCH_DOCUMENTS for b in found)
    assert all(sum(map(len, (line or b"" for line in b.lines[:-1]))) < BATCH_CHARACTERS for b in found)
    before = 0
    for b in found:
        assert b.before == before
        before += len(b.lines)
    if found:
        assert found[-1].used == len(data)
        assert found[-1].digest == hashlib.sha256(data).hexdigest()


def test_goes_on_in_the_middle() -> None:
    """What is behind already is counted and hashed, and the digests are those of the whole."""
    data = b"".join(b"%d\n" % n for n in range(100))
    first = cut(data)[0]
    rest = list(
        batches(io.BytesIO(data[first.used :]), len(first.lines), first.used, hashlib.sha256(data[: first.used]))
    )
    assert rest == cut(data)[1:]


def test_line_without_an_end() -> None:
    """A line over the limit is passed over without being held, and the next one is read."""
    (long,), (short,) = (b.lines for b in cut(b"x" * (2 * LINE_LIMIT + 7) + b"\n" + b"short\n"))
    assert (long, short) == (None, b"short\n")


BAD = (b"{broken\n", b"\n", b'{"id": 1}\n', b"[]\n", None, b"\xff\n", b'{"text": 5}\n')


def test_bad_lines_are_named() -> None:
    """Each bad line is reported by its number in the file with a reason, a blank one is no fault."""
    result = work(Batch(100, BAD, 0, ""))
    assert (result.output, result.records) == (b"", 0)
    assert [number for number, _ in result.problems] == [101, 103, 104, 105, 106, 107]
    assert all(reason and "line" not in reason for _, reason in result.problems)


def test_in_order_here_and_in_other_processes() -> None:
    """Results come in the order of the batches, the same from one process and from several."""
    some = [Batch(n * len(BAD), BAD, n, "") for n in range(9)]
    here = list(in_order(iter(some), 1))
    assert [b for b, _ in here] == some
    assert list(in_order(iter(some), 3)) == here
