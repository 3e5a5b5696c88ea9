"""The Admiralty credibility digit of a claim: a written table of what its provenance shows, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["TABLE", "Grounds", "Row", "credibility"]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the digit is read off.

    `low` and `high` are the corroboration, `carried` tells whether anybody carries the claim at all, `named` whether
    an origin has a name, `described` whether anything is told of any origin. `contradicted` is the number of those
    who deny or dispute it.
    """

    low: int
    high: int
    carried: bool
    named: bool
    described: bool
    contradicted: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what it asks (None: nothing), the digit, and the sentence that says why."""

    digit: int
    rule: str
    sources: str | None = None
    named: bool | None = None
    contradicted: bool | None = None


_TWO, _PERHAPS, _ONE = "two", "perhaps two", "one"

# The first row that fits gives the digit. `docs/corroboration.md` explains each; a test holds the two together.
TABLE = (
    Row(6, "Nobody whose words were read carries it.", "nobody"),
    Row(6, "No chain ends at an origin: those who carry it have it from one another.", "none"),
    Row(6, "Nothing is told of those whom it comes from.", "unknown"),
    Row(5, "It rests on one source, and more than one contradict it.", "outweighed"),
    Row(1, "At least two independent sources carry it, one of them with a name, and nobody contradicts it.",
        _TWO, named=True, contradicted=False),
    Row(2, "At least two independent sources carry it, one of them with a name, but it is contradicted.",
        _TWO, named=True, contradicted=True),
    Row(2, "At least two independent sources carry it, none of them with a name, and nobody contradicts it.",
        _TWO, named=False, contradicted=False),
    Row(3, "At least two independent sources carry it, none of them with a name, and it is contradicted.",
        _TWO, named=False, contradicted=True),
    Row(2, "Two or more sources carry it, which may be one; one has a name, and nobody contradicts it.",
        _PERHAPS, named=True, contradicted=False),
    Row(3, "Two or more sources carry it, which may be one; one has a name, but it is contradicted.",
        _PERHAPS, named=True, contradicted=True),
    Row(3, "Two or more sources without a name carry it, which may be one, and nobody contradicts it.",
        _PERHAPS, named=False, contradicted=False),
    Row(4, "Two or more sources without a name carry it, which may be one, and it is contradicted.",
        _PERHAPS, named=False, contradicted=True),
    Row(3, "It rests on one source, and nobody contradicts it.", _ONE, contradicted=False),
    Row(4, "It rests on one source, and it is contradicted.", _ONE, contradicted=True),
)  # fmt: skip


def credibility(grounds: Grounds) -> tuple[int, str]:
    """The digit, 1 (confirmed by other sources) to 6 (cannot be judged), and the sentence of the row that gave it."""
    sources = _sources(grounds)
    contradicted = grounds.contradicted > 0
    for row in TABLE:
        if row.sources == sources and row.named in (None, grounds.named) and row.contradicted in (None, contradicted):
            return row.digit, row.rule
    raise AssertionError("the table has a row for everything")


def _sources(grounds: Grounds) -> str:
    if not grounds.carried:
        return "nobody"
    if grounds.high == 0:
        return "none"
    if not grounds.described:
        return "unknown"
    if grounds.low >= 2:
        return _TWO
    if grounds.high >= 2:
        return _PERHAPS
    return "outweighed" if grounds.contradicted > 1 else _ONE
