"""The worked example from raw text to corroboration: what sayso finds, day by day, is what was worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.dossier import Dossier
from sayso.model import Evidence, Provenance

FOLDER = Path(__file__).parents[2] / "examples" / "vessen-dam"
TRUTH: dict[str, Any] = json.loads((FOLDER / "truth.json").read_text(encoding="utf8"))
CLAIMS: dict[str, dict[str, Any]] = {claim["key"]: claim for claim in TRUTH["claims"]}
DAYS = [pytest.param(key, day, id=f"{key} {day['date']}") for key, claim in CLAIMS.items() for day in claim["as_of"]]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """The eleven articles, read from their raw text."""
    path = tmp_path_factory.mktemp("story") / "dam.sayso"
    with Dossier(path, create=True) as dossier:
        assert dossier.add([FOLDER / "articles.jsonl"]).added == len(TRUTH["articles"])
        yield dossier


def traced(dossier: Dossier, key: str, day: str | None = None) -> Provenance:
    """What the claim that the truth words in its own way rests on."""
    return dossier.trace(dossier.find_claim(CLAIMS[key]["text"])[0], day)


def within(evidence: Evidence, words: str) -> bool:
    return words.strip("“”,") in evidence.passage.text or evidence.passage.text.strip("“”,") in words


@pytest.mark.parametrize(("key", "day"), DAYS)
def test_who_carries_and_denies(dossier: Dossier, key: str, day: dict[str, Any]) -> None:
    """As of each day, these articles carry the claim and these deny it, from the day it was first seen."""
    found = traced(dossier, key, day["date"])
    assert set(found.claim.carried_by) == set(day["carried_by"])
    assert set(found.claim.denied_by) == set(day["denied_by"])
    assert found.claim.first_seen == CLAIMS[key]["first_seen"]


@pytest.mark.parametrize(("key", "day"), DAYS)
def test_corroboration(dossier: Dossier, key: str, day: dict[str, Any]) -> None:
    """As of each day, so many sources would all have to be wrong, and the digit follows from that."""
    found = traced(dossier, key, day["date"])
    assert {"low": found.corroboration.low, "high": found.corroboration.high} == day["corroboration"]
    assert found.credibility == day["credibility"]
    assert found.rule


@pytest.mark.parametrize(("key", "day"), DAYS)
def test_origins(dossier: Dossier, key: str, day: dict[str, Any]) -> None:
    """As of each day, these are the ends of the chains: what kind of source, and who has it from them."""
    found = traced(dossier, key, day["date"])
    assert [(str(o.mouth.kind), set(o.via)) for o in found.origins] == [
        (origin["source_kind"], set(origin["via"])) for origin in day["origins"]
    ]
    for o, origin in zip(found.origins, day["origins"], strict=True):
        # How much of a description a name takes in differs; whom it describes does not.
        assert set(o.mouth.name.split()) <= set(origin["name"].split())
        assert set(o.articles) <= set(origin["articles"])
        assert o.evidence
    assert len(found.single_points) == len(day["single_points"])


@pytest.mark.parametrize(("key", "day"), DAYS)
def test_loops(dossier: Dossier, key: str, day: dict[str, Any]) -> None:
    """From the day on which the agency cites the column that cites the agency, the circle is told."""
    assert [set(loop) for loop in traced(dossier, key, day["date"]).loops] == [set(loop) for loop in day["loops"]]


@pytest.mark.parametrize(("key", "day"), DAYS)
def test_what_stands_beside(dossier: Dossier, key: str, day: dict[str, Any]) -> None:
    """As of each day, denials, non-denials and refusals to comment stand beside the count: no other kinds."""
    found = traced(dossier, key, day["date"])
    assert set(found.stances) == set(day["stances"])
    for kind, names in day["stances"].items():
        assert len({found.evidence[i].article for i in found.stances[kind]}) >= len(names)


@pytest.mark.parametrize("key", CLAIMS)
def test_statements(dossier: Dossier, key: str) -> None:
    """Every statement that a careful reader finds is among the claim's, in the words of the text."""
    found = traced(dossier, key)
    for statement in CLAIMS[key]["statements"]:
        here = [e for e in found.evidence if e.article == statement["article"]]
        assert any(within(e, statement["words"]) for e in here), statement["words"]


def test_copies(dossier: Dossier) -> None:
    """The copies and no others are found, with the agency's credit where there is one."""
    copies = {(c.copy, c.of): c.credit for c in dossier.copies()}
    for copy in TRUTH["copies"]:
        assert copies[copy["copy"], copy["of"]] == copy["credit"]
    assert {copy for copy, _ in copies} == {copy["copy"] for copy in TRUTH["copies"]}


def test_other_events(dossier: Dossier) -> None:
    """The bridge is no dam: no claim of the story has the article about it."""
    for key in CLAIMS:
        assert "ledger-2" not in {c.article.id for c in dossier.carriers(traced(dossier, key).claim.id)}


def test_one_by_one(tmp_path: Path) -> None:
    """The articles added one by one make the same claims, with the same figures."""
    lines = (FOLDER / "articles.jsonl").read_text(encoding="utf8").splitlines(keepends=True)
    with Dossier(tmp_path / "dam.sayso", create=True) as dossier:
        for n, line in enumerate(lines):
            (tmp_path / f"{n}.jsonl").write_text(line, encoding="utf8")
            dossier.add([tmp_path / f"{n}.jsonl"])
        for key, claim in CLAIMS.items():
            last = traced(dossier, key)
            assert set(last.claim.carried_by) == set(claim["as_of"][-1]["carried_by"])
            corroboration = {"low": last.corroboration.low, "high": last.corroboration.high}
            assert corroboration == claim["as_of"][-1]["corroboration"]
