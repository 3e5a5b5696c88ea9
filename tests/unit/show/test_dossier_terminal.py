"""Claims on a terminal: readable at 80 and at 140 columns, and without colour."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace

import pytest
from told import HEADS, bridge, crowd, small

from sayso.model import Claim, Provenance, Step
from sayso.show.dossier_terminal import print_claims, print_trace


def claims(width: int, *some: Claim) -> str:
    out = io.StringIO()
    print_claims(some, HEADS, out, width)
    return out.getvalue()


def trace(p: Provenance, width: int = 80) -> str:
    out = io.StringIO()
    print_trace(p, HEADS, out, width)
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 140])
def test_table(width: int) -> None:
    """A row has the claim, who carries it, origins, corroboration, denial and date, and fits the screen."""
    shown = claims(width, bridge().claim, small().claim, crowd(45).claim)
    words = " ".join(shown.split())
    for part in ("c1", "7: Norrby Press", "Agency ×2", "Ledger", "2031-03-03", "42 more"):
        assert part in words
    assert all(len(line) <= width for line in shown.splitlines())
    assert ("origins" in shown.splitlines()[0]) == (width == 140)


def test_empty() -> None:
    """No claims is said in words."""
    assert claims(80).strip() == "No claims."


def test_tree() -> None:
    """The chains are a tree in which every step leads to the words below by number."""
    shown = trace(bridge())
    assert re.search(r"├── Norrby Press Agency  article, 2031-03-03 \[1\]", shown)
    assert re.search(r"└── Hanne Torvik  named person \[7\]  ◂ origin", shown)
    assert re.search(r"\[7\] fjord-1 · Radio Fjord · 2031-03-06 · confirmed by Hanne Torvik", shown)
    numbers = [int(n) for n in re.findall(r"^  \[(\d+)\]", shown, re.MULTILINE)]
    assert numbers == list(range(1, 10))


def test_signs_are_words() -> None:
    """Single points, loops and copies are told in words, so that nothing hangs on colour."""
    assert "◂ origin, single point of failure" in " ".join(trace(small(), 140).split())
    p = bridge()
    steps = {s.id: s for s in p.nodes}
    copied = replace(p, chains=((steps["herald-1"], steps["npa-1"]), (steps["mirror-1"],)))
    shown = " ".join(trace(copied, 140).split())
    assert "◂ copied from Norrby Press Agency" in shown
    assert "◂ circular reporting" in shown


def test_stances_beside() -> None:
    """Denials and refusals stand under titles of their own."""
    shown = trace(bridge())
    assert shown.index("CARRIES IT") < shown.index("DENIES IT") < shown.index("No decision to close")
    assert shown.index("DOES NOT COMMENT") < shown.index("declined to comment")


@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_controls(width: int) -> None:
    """No control of a name or a sentence reaches the terminal."""
    bad = "\x1b[31m\u202e\x07[b]x"
    p = bridge()
    nodes = tuple(Step(s.kind, s.id, bad) for s in p.nodes)
    chains = tuple(tuple(Step(s.kind, s.id, bad) for s in chain) for chain in p.chains)
    claim = replace(p.claim, id=bad, text=bad, first_seen=bad)
    evidence = tuple(replace(e, what=bad, article=bad, passage=replace(e.passage, text=bad)) for e in p.evidence)
    shown = trace(replace(p, nodes=nodes, chains=chains, claim=claim, rule=bad, evidence=evidence, as_of=bad), width)
    shown += claims(width, claim)
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in shown)
    assert "\u202e" not in shown
    assert "[b]x" in shown
