"""The count in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from told import EVIDENCE, HEADS, bridge, crowd, small

from sayso.model import Corroboration, Evidence
from sayso.show.explained import explained, figure, lanes, outlet_of


def test_one_origin_through_one_outlet() -> None:
    """Who carries it, through whom it came from whom, and who stands on every chain."""
    told = explained(small())
    assert told[0] == "2 articles carry it as of 2031-03-05."
    assert told[1].startswith("All go back to Coast Daily, which has it from “a senior official of the bridge")
    assert told[1].endswith("(unnamed): one origin.")
    assert told[2].startswith("Corroboration 1: one of them being wrong is enough")
    assert "Every chain runs through Coast Daily and a senior official" in told[2]
    assert told[-1] == "Credibility 3 of 6, possibly true: One unnamed origin and no denial."


def test_several_origins() -> None:
    """Copies, loops and denials are told, each apart from the count."""
    told = "\n".join(explained(bridge()))
    assert "7 articles carry it; 2 are copies of another" in told
    assert "It goes back to 2 origins: “two officials” (unnamed) and Hanne Torvik." in told
    assert "Corroboration 2: 2 would all have to be wrong" in told
    assert "Circular reporting: Norrby Press Agency rests on Norrby Mirror, which rests on Norrby Press Agency." in told
    assert "Beside the count, not in it: denied by the transport ministry; not commented on by The mayor" in told


def test_range_and_many() -> None:
    """A range says what it hangs on; names beyond the first few are counted."""
    told = "\n".join(explained(crowd(45)))
    assert "Corroboration 2 to 3: 2 if the unnamed sources are the same people, 3 if not." in told
    assert "and 4 more." in told


@pytest.mark.parametrize(("carried", "copies"), [((), 0), (("npa-1",), 0), (("herald-1", "coast-1"), 2)])
def test_few(carried: tuple[str, ...], copies: int) -> None:
    """Nothing, one article, and copies alone are told in words that fit."""
    p = bridge()
    told = explained(replace(p, claim=replace(p.claim, carried_by=carried)))
    assert (
        told[0]
        == {
            0: "No article carries it.",
            1: "1 article carries it.",
            2: "2 articles carry it, and all of them take their text from elsewhere.",
        }[len(carried)]
    )


def test_no_origin() -> None:
    """Where the chains end in one another, that is said."""
    told = explained(replace(bridge(), origins=(), corroboration=Corroboration(0, 0)))
    assert told[1] == "No origin is found: the chains end in one another."
    assert told[2].startswith("Corroboration 0")


def test_long_loop() -> None:
    """A long loop is not told through."""
    p = replace(bridge(), loops=(tuple(HEADS)[:6],))
    told = next(line for line in explained(p) if line.startswith("Circular"))
    assert told.endswith("and so on, back to Norrby Press Agency.")


def test_lanes() -> None:
    """Every statement has a lane by what is done to the claim; the words of a source follow theirs."""
    p = bridge()
    assert dict(lanes(p))[4] == "confirms"
    assert dict(lanes(p))[5] == "denies"
    more = (*EVIDENCE, Evidence("npa-1", EVIDENCE[0].passage, "source"))
    stances = {"denies_contrary": (0,), "demands": (1,), "denies": (5,), "no_comment": (8,)}
    found = dict(lanes(replace(p, evidence=more, stances=stances)))
    assert (found[0], found[1], found[2]) == ("contrary", "asks", "carries")
    assert len(more) - 1 not in found


def test_figures() -> None:
    """A range, a figure, and none; an article without an outlet goes by its id."""
    assert [figure(c) for c in (Corroboration(1, 2), Corroboration(3, 3), None)] == ["1–2", "3", "–"]
    assert outlet_of("npa-1", HEADS) == "Norrby Press Agency"
    assert outlet_of("x\x1b[1m", {}) == "x�[1m"
