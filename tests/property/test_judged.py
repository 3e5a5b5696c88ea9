"""Judgements are a pure function of their log: what holds does not depend on the way there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sayso.dossier.judged import judged
from sayso.model import Judgement, JudgementKind

CLAIMS = [f"c{n}" for n in range(1, 9)]
merges = st.lists(st.lists(st.sampled_from(CLAIMS), min_size=2, max_size=4, unique=True), max_size=8)
wordings = st.fixed_dictionaries({claim: st.booleans() for claim in CLAIMS})


def log(groups: list[list[str]], contrary: dict[str, bool]) -> list[Judgement]:
    """A log of merges, each of which says rightly whose wording is contrary to that of the claim it keeps."""
    out = []
    for n, group in enumerate(groups, 1):
        opposed = [claim for claim in group[1:] if contrary[claim] != contrary[group[0]]]
        about: dict[str, Any] = {"claims": group, "opposed": opposed}
        out.append(Judgement(f"j{n}", JudgementKind.MERGE, about, "ada", "2031-01-01T00:00:00Z"))
    return out


@given(merges, wordings)
def test_merged_claims(groups: list[list[str]], contrary: dict[str, bool]) -> None:
    """Claims are one exactly where merges join them, under one name, and each knows whether it says the contrary."""
    hold = judged(log(groups, contrary))
    joined = {claim: {claim} for claim in CLAIMS}
    for group in groups:
        whole = set().union(*(joined[claim] for claim in group))
        for claim in whole:
            joined[claim] = whole
    for claim in CLAIMS:
        kept = hold.claim(claim)
        assert kept in joined[claim]
        assert {c for c in CLAIMS if hold.claim(c) == kept} == joined[claim]
        assert set(hold.members(kept)) == joined[claim]
        assert (claim in hold.flipped) == (contrary[claim] != contrary[kept])


@given(merges, wordings, st.data())
def test_undone_merges(groups: list[list[str]], contrary: dict[str, bool], data: st.DataObject) -> None:
    """A log with entries that were taken back holds what it would without them."""
    entries = log(groups, contrary)
    undone = data.draw(st.sets(st.sampled_from([e.id for e in entries]))) if entries else set()
    taken = [replace(e, undone_by=f"j{100 + n}") if e.id in undone else e for n, e in enumerate(entries)]
    back = [replace(e, id=e.undone_by, undoes=e.id, undone_by=None) for e in taken if e.undone_by]
    assert judged([*taken, *back]) == judged([e for e in entries if e.id not in undone])
