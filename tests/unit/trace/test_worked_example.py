"""The story of the Vessen Dam: what its claims rest on, by the truth that is written beside it, as of each day.

Here the statements are those of the truth, so that the definition alone is tried; whether they are read from the
texts is tried elsewhere.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from carrying import passage
from sayso.model import Carrier, Copy, Description, Head, Mouth, SourceKind, Stance, Statement, StatementKind
from sayso.trace import provenance

FOLDER = Path(__file__).parents[3] / "examples" / "vessen-dam"
TRUTH: dict[str, Any] = json.loads((FOLDER / "truth.json").read_text(encoding="utf8"))
ARTICLES = [json.loads(line) for line in (FOLDER / "articles.jsonl").read_text(encoding="utf8").splitlines()]
HEADS = {
    a["id"]: Head(a["id"], a["id"], f"{a['published']}T09:00:00Z", a["title"], a["outlet"], published=a["published"])
    for a in ARTICLES
}
COPIES = [Copy(k["copy"], k["of"], 1.0 if k["whole"] else 0.6, k["credit"]) for k in TRUTH["copies"]]
PREFIXES = {"outlet": "outlet", "named_person": "person", "organisation": "organisation", "document": "document"}
DAYS = [(claim, day) for claim in TRUTH["claims"] for day in claim["as_of"]]


def mouth(article: str, name: str, kind: str) -> Mouth:
    source = SourceKind(kind)
    if kind in PREFIXES:
        return Mouth(f"{PREFIXES[kind]}:{name.lower()}", name, source)
    # Within one article "officials" and "the officials" are the two of its first sentence.
    full = "two officials at the Energy Ministry" if name in ("officials", "the officials") else name
    number = passage("two") if full.startswith("two") else None
    side = passage("the Energy Ministry") if "Ministry" in full else None
    return Mouth(f"unnamed:{article}:{full}", full, source, Description(number, passage("official"), side))


def carriers(claim: dict[str, Any]) -> list[Carrier]:
    out = []
    for n, s in enumerate(claim["statements"]):
        named = list(zip(s["chain"], s["source_kind"], strict=True))
        own, *others = named
        assert own[0] == HEADS[s["article"]].outlet
        # An outlet that somebody has from somebody else is not followed back into the article itself.
        mouths = tuple(mouth(s["article"], name, kind) for name, kind in others)
        stance = Stance(s["stance"])
        statement = Statement(
            f"{s['article']}#{n}",
            s["article"],
            StatementKind(s["where"]),
            passage(s["words"], 100 * n),
            stance=stance,
            mouths=mouths,
        )
        # A denial is opposed by its stance; its words say what the claim says.
        opposed = s["opposed"] and stance is not Stance.DENIES
        out.append(Carrier(statement, HEADS[s["article"]], opposed))
    return out


@pytest.mark.parametrize(("claim", "day"), DAYS, ids=[f"{c['key']}-{d['date']}" for c, d in DAYS])
def test_as_of_each_day(claim: dict[str, Any], day: dict[str, Any]) -> None:
    """Origins, range, single points, denials, circles and digit are those of the truth, on every day of the story."""
    same = {
        mouth(article, name, "unnamed_group").id: mouth(*group["sources"][0], "unnamed_group").id
        for group in TRUTH["same_people"]
        if group["sure"]
        for article, name in group["sources"]
    }
    if claim["key"] == "people":
        same = {}  # here one of them speaks, and the articles go by those words
    found = provenance("c1", carriers(claim), COPIES, day["date"], same)
    names = {step.id: step.name for step in found.nodes}
    assert sorted(found.claim.carried_by) == sorted(day["carried_by"])
    assert found.claim.first_seen == claim["first_seen"]
    assert [(o.mouth.name, o.mouth.kind.value, list(o.via)) for o in found.origins] == [
        (o["name"], o["source_kind"], o["via"]) for o in day["origins"]
    ]
    assert all(set(o.articles) <= set(told["articles"]) for o, told in zip(found.origins, day["origins"], strict=True))
    assert (found.corroboration.low, found.corroboration.high) == tuple(day["corroboration"].values())
    assert [names[n] for n in found.single_points] == day["single_points"]
    assert list(found.claim.denied_by) == day["denied_by"]
    assert [list(loop) for loop in found.loops] == day["loops"]
    assert found.credibility == day["credibility"]
