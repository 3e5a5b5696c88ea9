"""Putting it right from the browser: each form is a judgement, applied at once, told of, and taken back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from html import escape
from pathlib import Path
from typing import Any

import httpx
import pytest

from sayso.dossier import Dossier

Serve = Callable[..., AbstractContextManager[httpx.Client]]


def judged(client: httpx.Client, path: str, **form: Any) -> dict[str, Any]:
    """The judgement that a form makes."""
    answer = client.post(f"/api{path}", data=form)
    assert answer.status_code == 201, answer.text
    entry: dict[str, Any] = answer.json()
    return entry


def article(client: httpx.Client, id: str = "press-1") -> dict[str, Any]:
    """An article's record as the desk has it."""
    record: dict[str, Any] = client.get(f"/api/articles/{id}").json()
    return record


def test_merge_and_undo(writer: httpx.Client) -> None:
    """Two claims become one, the page that is come back to says so, and all is as before once it is undone."""
    before = writer.get("/api/?alone=1&limit=999").json()["claims"]
    kept, other = before[0]["id"], before[1]["id"]
    answer = writer.post(
        "/judge/merge", data={"claims": [kept, other], "back": f"/claims/{kept}?as_of=", "note": "same"}
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/claims/{kept}?as_of=&done=j1"
    page = writer.get(answer.headers["location"])
    assert "/judgements/j1/undo" in page.text
    assert "/judgements/j1/undo" not in writer.get(f"/claims/{kept}").text
    after = {c["id"]: c for c in writer.get("/api/?alone=1&limit=999").json()["claims"]}
    assert other not in after
    assert after[kept]["articles"] >= before[0]["articles"]
    undone = writer.post("/judgements/j1/undo", data={"back": "/"})
    assert undone.headers["location"] == "/?done=j2"
    assert writer.get("/api/?alone=1&limit=999").json()["claims"] == before
    log = writer.get("/api/judgements").json()["entries"]
    assert [(e["id"], e["undoes"], e["undone_by"], e["can_undo"]) for e in log] == [
        ("j2", "j1", None, False),
        ("j1", None, "j2", False),
    ]
    assert log[1]["note"] == "same"
    assert writer.post("/judgements/j1/undo").status_code == 400
    assert writer.post("/judgements/j9/undo").status_code == 404


def test_split(writer: httpx.Client) -> None:
    """Statements that are taken out of a claim are one of their own."""
    claim = writer.get("/api/").json()["claims"][0]["id"]
    said = writer.get(f"/api/claims/{claim}").json()["statements"]
    entry = judged(writer, "/judge/split", claim=claim, statements=[said[-1]["id"]])
    left = writer.get(f"/api/claims/{claim}").json()["statements"]
    assert said[-1]["id"] not in {s["id"] for s in left}
    out = writer.get(f"/api/claims/{entry['about']['to']}").json()["statements"]
    assert [s["id"] for s in out] == [said[-1]["id"]]


def test_wrong_source(writer: httpx.Client) -> None:
    """A statement is laid to somebody new, who has a page from then on, and again to the outlet itself."""
    form = {"statement": "press-1#a1", "source": "Ada Holm", "kind": "named_person"}
    assert writer.post("/judge/wrong-source", data={**form, "kind": ""}).status_code == 400
    assert writer.post("/judge/wrong-source", data={**form, "kind": "king"}).status_code == 400
    judged(writer, "/judge/wrong-source", **form)
    assert article(writer)["more"]["a1"]["mouth"]["name"] == "Ada Holm"
    for name in ("Ada Holm", "person:ada holm"):
        page = writer.get(f"/api/sources/{name}").json()
        assert [s["statement"] for s in page["said"]] == ["press-1#a1"]
    # Known now: what they are need not be said again.
    judged(writer, "/judge/wrong-source", statement="press-1#a2", source="ada holm")
    assert len(writer.get("/api/sources/Ada Holm").json()["said"]) == 2
    judged(writer, "/judge/wrong-source", statement="press-1#a1", source="")
    assert article(writer)["more"]["a1"]["mouth"] is None
    assert article(writer)["attributions"][0]["source"] is None


def test_boundary(writer: httpx.Client) -> None:
    """The words that were selected are the content, cut by the server; what stands nowhere is refused."""
    text, was = article(writer)["document"]["text"], article(writer)["attributions"][0]
    start, end = was["content"]["spans"][0]
    form = {"statement": f"press-1#{was['id']}", "part": "content", "start": start, "end": end - len(" cracks")}
    entry = judged(writer, "/judge/boundary", **form)
    assert entry["about"]["text"] == text[start : end - len(" cracks")]
    assert article(writer)["attributions"][0]["content"]["text"] == entry["about"]["text"]
    assert "a1" in [a["id"] for a in article(writer)["attributions"]]
    for start, end in ((5, 5), (9, 3), (0, len(text) + 1), (10**8, 10**8 + 1)):
        assert writer.post("/judge/boundary", data={**form, "start": start, "end": end}).status_code == 400
    for wrong in ({"part": "head"}, {"start": "-1"}, {"start": "x"}, {"start": 10**12}):
        assert writer.post("/judge/boundary", data={**form, **wrong}).status_code in (400, 422)


def test_not_an_attribution(writer: httpx.Client) -> None:
    """What is none is gone from the article, and from the claim that it made."""
    claim = article(writer)["more"]["a1"]["claim"]["text"]
    judged(writer, "/judge/not-an-attribution", statement="press-1#a1")
    assert "a1" not in [a["id"] for a in article(writer)["attributions"]]
    said = writer.get(f"/api/claims/{claim}").json()["statements"]
    assert "press-1#a1" not in {s["id"] for s in said}
    assert writer.post("/judge/not-an-attribution", data={"statement": "press-1#a999"}).status_code == 404
    assert writer.post("/judge/not-an-attribution", data={"statement": "no#article"}).status_code == 404


def test_missed(writer: httpx.Client) -> None:
    """What only a person saw is in the article, with its source, and carries the claim that it makes."""
    record = article(writer)
    taken = [span for a in record["attributions"] for span in a["content"]["spans"]]
    start, end = next(p for p in record["document"]["paragraphs"] if not any(a < p[1] and p[0] < b for a, b in taken))
    story = writer.get("/api/").json()["claims"][0]["id"]
    form = {"article": "press-1", "start": start, "end": end, "source": "Ada Holm", "kind": "named_person"}
    entry = judged(writer, "/judge/missed", **form, stance="denies", claim=story)
    [added] = [a for a in article(writer)["attributions"] if a["id"] == entry["id"]]
    assert added["content"]["spans"] == [[start, end]]
    assert (added["stance"], added["source_kind"]) == ("denies", "named_person")
    found = writer.get(f"/api/claims/{story}").json()
    assert f"press-1#{entry['id']}" in {s["id"] for s in found["statements"]}
    assert writer.get("/api/sources/Ada Holm").json()["said"][0]["stance"] == "denies"
    assert writer.get("/articles/press-1").status_code == writer.get("/articles/press-1?mark=1").status_code == 200
    assert writer.post("/judge/missed", data=form).status_code == 400  # it is there already
    judged(writer, f"/judgements/{entry['id']}/undo")
    assert article(writer)["attributions"] == record["attributions"]


def test_people_and_outlets(writer: httpx.Client) -> None:
    """Two names are one, a source is reliable, an article is another outlet's."""
    names = [name for name, _ in (writer.get("/api/search?q=Sollas").json()["sources"])]
    first = names[0]
    entry = judged(writer, "/judge/reliability", mouth=first["id"], letter="b")
    assert entry["about"]["letter"] == "B"
    assert writer.get(first["to"], headers={"accept": "application/json"}).json()["letter"] == "B"
    assert writer.post("/judge/reliability", data={"mouth": first["id"], "letter": "Z"}).status_code == 400
    said = {c["id"]: c for a in ("press-1", "radio-1") for c in map(mouth, article(writer, a)["more"].values()) if c}
    other = next(id for id in said if id != first["id"])
    judged(writer, "/judge/same-entity", mouths=[first["id"], other])
    assert other in {m["id"] for m in writer.get(f"/api/sources/{first['id']}").json()["also"]}
    judged(writer, "/judge/outlet", article="press-1", outlet="Harbour Times")
    assert article(writer)["link"]["outlet"] == "Harbour Times"
    assert "Harbour Times" in writer.get("/").text


def test_the_log_is_in_words(writer: httpx.Client) -> None:
    """The log calls claims, statements and forecasts by their words, and people by name, and not by their ids."""
    first, second = writer.get("/api/?limit=9").json()["claims"][:2]
    judged(writer, "/judge/merge", claims=[first["id"], second["id"]])
    judged(writer, "/judge/reliability", mouth="person:henrik sollas", letter="B")
    foreseen = writer.get("/api/forecasts").json()["forecasts"][0]
    judged(writer, "/judge/probability", forecast=foreseen["id"], probability="90%")
    said = next(iter(article(writer)["more"]))
    judged(writer, "/judge/not-an-attribution", statement=f"press-1#{said}")
    page = writer.get("/judgements").text
    log = [e["about"] for e in writer.get("/api/judgements").json()["entries"]]
    assert len(log) == 4
    for words in (first["text"][:40], second["text"][:40], "Henrik Sollas: B", foreseen["text"][:40]):
        assert escape(words, quote=False) in page
    assert "henrik sollas: B" not in page
    assert f"{foreseen['id']}:" not in page
    assert f"press-1#{said} is" not in page


def mouth(more: dict[str, Any]) -> Any:
    return more["mouth"]


def test_it_survives_another_reading_of_the_log(writer: httpx.Client, own: Path) -> None:
    """A judgement is in the dossier and not in the desk: whoever opens it next sees the same."""
    judged(writer, "/judge/outlet", article="press-1", outlet="Harbour Times", author="Ada")
    with Dossier(own) as dossier:
        [entry] = dossier.judgements()
        assert (entry.author, entry.kind) == ("Ada", "outlet")
        dossier.undo("j1", author="Bo")
    assert article(writer)["link"]["outlet"] != "Harbour Times"  # and the desk sees what others judge


def test_who_judges_is_remembered(writer: httpx.Client) -> None:
    """Who gave a name once need not give it again; whoever gave none judges by the login."""
    assert judged(writer, "/judge/outlet", article="press-1", outlet="A")["author"]
    writer.post("/judge/outlet", data={"article": "press-1", "outlet": "B", "author": "Zoë; =\r\nX"})
    assert judged(writer, "/judge/outlet", article="press-1", outlet="C")["author"] == "Zoë; = X"


@pytest.mark.parametrize(
    "back", ["//evil.example/", "/\\evil.example", "https://evil.example/", "javascript:x", "x", ""]
)
def test_the_way_back_stays_here(writer: httpx.Client, back: str) -> None:
    """Whatever a form says, it leads back to the desk."""
    answer = writer.post("/judge/outlet", data={"article": "press-1", "outlet": "A", "back": back})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/judgements?done=j1"


@pytest.mark.parametrize("back", ["/a\r\nSet-Cookie: x=1", "/a?b=\u2028", "/?q=ä#frag", "/?done=j9&q=1"])
def test_the_way_back_is_one_header(writer: httpx.Client, back: str) -> None:
    """A path with breaks or odd letters makes no header of its own."""
    answer = writer.post("/judge/outlet", data={"article": "press-1", "outlet": "A", "back": back})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/")
    assert answer.headers["location"].count("done=") == 1
    assert "x=1" not in answer.headers.get("set-cookie", "")


def test_two_writers_at_once(own: Path, serve: Serve) -> None:
    """Many judgements from two desks at once are all in the log, each once, and readers are answered meanwhile."""
    problems: list[str] = []

    def judge(client: httpx.Client, who: str) -> None:
        for n in range(12):
            form = {"article": "press-1", "outlet": f"{who} {n}", "author": who}
            if (answer := client.post("/api/judge/outlet", data=form)).status_code != 201:
                problems.append(answer.text)
            if client.get("/").status_code != 200:
                problems.append("not answered")

    with serve(own) as one, serve(own) as other:
        threads = [threading.Thread(target=judge, args=pair) for pair in ((one, "Ada"), (other, "Bo"), (one, "Cy"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert problems == []
        log = one.get("/api/judgements").json()["entries"]
    assert sorted(int(e["id"][1:]) for e in log) == list(range(1, 37))
    assert {e["author"] for e in log} == {"Ada", "Bo", "Cy"}
