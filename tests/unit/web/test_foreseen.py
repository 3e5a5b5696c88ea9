"""The ledger at the desk: what it lists, what the filters leave, how a forecast is resolved and that is taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import escape
from pathlib import Path

import httpx
import pytest

from sayso.dossier import Dossier
from sayso.model import INTENTIONS, Entry, Outcome

Serve = Callable[..., AbstractContextManager[httpx.Client]]


def test_the_ledger_is_that_of_the_dossier(example: Path, reader: httpx.Client) -> None:
    """The page and the JSON have the forecasts that `sayso forecasts` has, with a way to words that are on the page."""
    with Dossier(example) as dossier:
        wanted = dossier.forecasts()
    ledger = reader.get("/api/forecasts").json()
    assert [f["id"] for f in ledger["forecasts"]] == [f.forecast.id for f in wanted]
    assert ledger["total"] == len(wanted) > 5
    assert ledger["scores"] is None
    page = reader.get("/forecasts").text
    assert '<a href="/forecasts" aria-current="page">' in page
    for f in ledger["forecasts"]:
        assert escape(f["text"], quote=False) in page
        assert f'href="{f["to"]}"' in page
        path, _, anchor = f["to"].partition("#")
        assert path.startswith("/articles/")
        assert f'id="{anchor}"' in reader.get(path).text
    claims = {f["claim"] for f in ledger["forecasts"] if f["claim"]}
    assert claims
    assert all(reader.get(f"/claims/{id}").status_code == 200 for id in claims)


def test_filters(reader: httpx.Client) -> None:
    """A status and a name leave those that have them, and the counts are right; anything else is refused."""
    every = reader.get("/api/forecasts").json()
    for choice in every["statuses"]:
        answer = reader.get(f"/api/forecasts?status={choice['value']}").json()
        left = [*answer["forecasts"], *answer["apart"]]
        assert len(left) == choice["count"]
        assert {f["status"] for f in left} == {choice["value"]}
    mine = reader.get("/api/forecasts?by=sollas").json()["forecasts"]
    assert mine
    assert {f["id"] for f in mine} == {f["id"] for f in every["forecasts"] if "Sollas" in f["name"]}
    assert "No forecast is left" in reader.get("/forecasts?by=nobody+at+all").text
    assert "No forecast is left" in reader.get("/forecasts?status=resolved").text
    few = reader.get("/api/forecasts?limit=2").json()
    assert len(few["forecasts"]) == 2
    assert len(reader.get(f"/api{few['more']}").json()["forecasts"]) == 4
    for wrong in ("status=perhaps", "kind=rumour", "score_by=weather", "limit=0", "limit=x"):
        assert reader.get(f"/forecasts?{wrong}").status_code in (400, 422)


def test_what_is_kept_apart(example: Path, reader: httpx.Client) -> None:
    """Plans, promises and threats stand in a list of their own, are counted, and can be asked for by themselves."""
    with Dossier(example) as dossier:
        wanted = dossier.forecasts(kind=INTENTIONS)
    ledger = reader.get("/api/forecasts").json()
    assert [f["id"] for f in ledger["apart"]] == [f.forecast.id for f in wanted]
    assert ledger["apart_total"] == len(wanted) > 3
    assert {f["kind"] for f in ledger["forecasts"]} == {"forecast"}
    page = reader.get("/forecasts").text
    _, _, after = page.partition("Plans, promises and threats")
    assert "a promise, no forecast" in after
    for f in ledger["apart"]:
        assert escape(f["text"], quote=False) in after
    for choice in ledger["kinds"]:
        answer = reader.get(f"/api/forecasts?kind={choice['value']}").json()
        listed = [*answer["forecasts"], *answer["apart"]]
        assert len(listed) == choice["count"]
        assert {f["kind"] for f in listed} == {choice["value"]}
        assert (answer["apart"] == []) is (choice["value"] == "forecast")


def test_a_figure_is_given(writer: httpx.Client) -> None:
    """Whoever reads a bare will can say how surely it is meant, of one forecast or of all that are put so."""
    before = writer.get("/api/forecasts").json()
    bare = next(f for f in before["forecasts"] if f["probability"] is None and f["verb"] == "will")
    page = writer.get("/forecasts").text
    assert '<form method="post" action="/judge/probability">' in page
    assert "all that are put as “will”" in page
    form = {"forecast": bare["id"], "probability": "90%", "author": "Ada", "note": "firm"}
    answer = writer.post("/judge/probability", data={**form, "back": "/forecasts"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/forecasts?done=j1")
    (found,) = (f for f in writer.get("/api/forecasts").json()["forecasts"] if f["id"] == bare["id"])
    assert found["probability"] == {"median": 0.9, "low": 0.9, "high": 0.9}
    assert (found["probability_by"]["author"], found["probability_by"]["note"]) == ("Ada", "firm")
    page = writer.get("/forecasts?done=j1").text
    assert "given by" in page and "90%" in page
    writer.post("/judgements/j1/undo", data={"back": "/forecasts"})
    assert writer.get("/api/forecasts").json() == before
    entry = writer.post("/api/judge/probability", data={**form, "forecast": "will"})
    assert (entry.status_code, entry.json()["about"]["words"]) == (201, "will")
    assert "all that is put as “will”: 90%" in writer.get("/judgements").text
    for wrong, status in (({"probability": "2"}, 400), ({"probability": ""}, 422), ({"forecast": "x#f1"}, 404)):
        assert writer.post("/judge/probability", data={**form, **wrong}).status_code == status


def test_what_is_only_said_to_have_been_foreseen(own: Path, serve: Serve, tmp_path: Path) -> None:
    """Who cites a forecast that no article holds is shown with the words, and a way to them."""
    text = "The weir\n\nIn April I predicted that the weir at Orrin would burst. Nobody listened."
    record = {"id": "late", "outlet": "Orrin Post", "author": "Io Bell", "published": "2034-11-02", "text": text}
    source = tmp_path / "late.jsonl"
    source.write_text(json.dumps(record), encoding="utf8")
    with Dossier(own) as dossier:
        dossier.add([source])
    with serve(own) as client:
        (found,) = client.get("/api/forecasts").json()["recalled"]
        assert (found["article"], found["name"], found["when"]) == ("late", "Io Bell", "In April")
        page = client.get("/forecasts").text
        assert "Said to have been foreseen" in page and "would burst" in page
        assert "Said to have been foreseen" not in client.get("/forecasts?kind=plan").text


def test_resolve_and_undo(writer: httpx.Client) -> None:
    """What is resolved says so with its evidence, is told of with a way back, and is open again once it is undone."""
    before = writer.get("/api/forecasts").json()
    id = before["forecasts"][0]["id"]
    form = {"forecast": id, "outcome": "no", "evidence": ["observer-1", "c1", " "], "note": "never", "author": "Ada"}
    answer = writer.post("/judge/resolve", data={**form, "back": "/forecasts?status=resolved"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/forecasts?status=resolved&done=j1"
    page = writer.get(answer.headers["location"]).text
    assert "/judgements/j1/undo" in page
    assert "did not come about" in page
    assert 'href="/articles/observer-1"' in page
    assert 'href="/claims/c1"' in page
    (found,) = writer.get("/api/forecasts?status=resolved").json()["forecasts"]
    assert found["id"] == id
    resolution = found["resolution"]
    assert (resolution["outcome"], resolution["author"], resolution["note"]) == ("no", "Ada", "never")
    assert resolution["evidence"] == ["observer-1", "c1"]
    assert "nothing is scored for fewer than" in page
    assert writer.post("/judgements/j1/undo", data={"back": "/forecasts"}).headers["location"] == "/forecasts?done=j2"
    assert writer.get("/api/forecasts").json() == before


def test_bad_resolutions(writer: httpx.Client) -> None:
    """What cannot be is refused in a sentence, nothing is judged, and nobody else's page resolves anything."""
    id = writer.get("/api/forecasts").json()["forecasts"][0]["id"]
    good = {"forecast": id, "outcome": "yes", "on": "2035-06-01"}
    for wrong, status in (
        ({"outcome": "perhaps"}, 400),
        ({"outcome": ""}, 422),
        ({"forecast": "press-1#f999999"}, 404),
        ({"evidence": "no such thing"}, 404),
        ({"on": "yesterday"}, 400),
        ({"on": "1999-01-01"}, 400),
        ({"evidence": ["x"] * 501}, 422),
    ):
        answer = writer.post("/judge/resolve", data={**good, **wrong})
        assert answer.status_code == status, (wrong, answer.text)
        assert "Traceback" not in answer.text
    foreign = writer.post("/judge/resolve", data=good, headers={"origin": "http://evil.example"})
    assert foreign.status_code == 403
    assert writer.get("/api/judgements").json()["total"] == 0
    # A program sends the same.
    entry = writer.post("/api/judge/resolve", data=good)
    assert entry.status_code == 201
    assert entry.json()["about"]["outcome"] == "yes"


@pytest.fixture
def kept_elsewhere(own: Path) -> Path:
    """A dossier that has taken a ledger in, of twenty questions that came out."""
    hostile = "<script>alert(1)</script>\u202e"
    with Dossier(own) as dossier:
        dossier.take_ledger(
            Entry(
                f"question {n}",
                who,
                f"2030-01-{n + 1:02}",
                chance,
                Outcome.YES if n % 3 else Outcome.NO,
                resolved="2030-03-01",
                statement=f"{hostile} number {n}",
            )
            for n in range(20)
            for who, chance in (("Ida Rask", 0.8 if n % 3 else 0.3), ("Tor Vinge", 0.6))
        )
    return own


def test_scores(kept_elsewhere: Path, serve: Serve) -> None:
    """Enough resolved forecasts are scored and drawn, in colours of the style sheet alone; the figures are sayso's."""
    with serve(kept_elsewhere) as client:
        page = client.get("/forecasts").text
        assert '<svg xmlns="http://www.w3.org/2000/svg" class="calibrated"' in page
        assert "Ida Rask" in page and "Hits, in their own words" in page
        assert "<script>alert" not in page and "\u202e" not in page
        assert " style=" not in page
        scores = client.get("/api/forecasts").json()["scores"]
        with Dossier(kept_elsewhere) as dossier:
            wanted = dossier.scores()
        assert scores["all"]["brier"] == pytest.approx(wanted.whole.brier)
        assert [g["name"] for g in scores["groups"]] == ["Ida Rask", "Tor Vinge"]
        by = client.get("/api/forecasts?score_by=period").json()["scores"]
        assert [g["name"] for g in by["groups"]] == ["2030"]
        # One that is kept elsewhere and stands in no article leads nowhere, and is resolved as any other.
        found = client.get("/api/forecasts?by=rask").json()["forecasts"]
        assert len(found) == 20
        assert {f["to"] for f in found} == {None}
