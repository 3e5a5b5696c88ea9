"""Every page over the worked example: what it shows, in which order, and what the filters leave."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from sayso.dossier import Dossier
from sayso.web.views import as_json

Serve = Callable[..., AbstractContextManager[httpx.Client]]

HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    "<svg/onload=alert(3)>{{ 7*7 }}</title><a href=javascript:alert(4)>\u202e\u0000&lt;"
)


def test_the_story_has_the_claims_in_order(example: Path, reader: httpx.Client) -> None:
    """The page and the JSON have the claims that `sayso claims` has, those that most articles carry first."""
    story = reader.get("/api/").json()
    with Dossier(example) as dossier:
        wanted = dossier.claims(limit=30)
    assert [c["id"] for c in story["claims"]] == [c.id for c in wanted]
    for row, claim in zip(story["claims"], wanted, strict=True):
        assert (row["low"], row["high"]) == (claim.corroboration.low, claim.corroboration.high)
        assert row["articles"] == len({*claim.carried_by, *claim.denied_by})
    page = reader.get("/").text
    assert all(f'href="{row["to"]}' in page for row in story["claims"])
    assert story["whole"]
    days = [m["day"] for m in story["moments"]]
    assert days == sorted(days)
    assert reader.get("/", headers={"accept": "application/json"}).json()["claims"] == story["claims"]


@pytest.mark.parametrize(
    "query", ["", "?alone=1&limit=999", "?as_of=2034-10-06", "?as_of=2034-10-06&alone=1&limit=999"]
)
def test_filters_leave_what_they_say(reader: httpx.Client, query: str) -> None:
    """Each choice that is offered has as many claims as it says, and each of these has what was asked for."""
    story = reader.get(f"/api/{query}").json()
    shown = {c["id"] for c in story["claims"]}
    mark = "&" if query else "?"
    fields = {
        "outlets": ("outlet", "outlets"),
        "source_kinds": ("source_kind", "kinds"),
        "stances": ("stance", "stances"),
    }
    for name, (parameter, field) in fields.items():
        for choice in story["filters"][name]:
            left = reader.get(f"/api/{query}{mark}{parameter}={quote(choice['value'])}").json()
            assert len(left["claims"]) == choice["count"]
            assert all(choice["value"] in c[field] for c in left["claims"])
            assert {c["id"] for c in left["claims"]} <= shown
    unnamed = reader.get(f"/api/{query}{mark}unnamed=1").json()["claims"]
    assert {c["id"] for c in unnamed} == {c["id"] for c in story["claims"] if c["unnamed"]}


def test_as_of(example: Path, reader: httpx.Client) -> None:
    """As of a day the story and the claim show what was known by then."""
    first = reader.get("/api/").json()["claims"][0]
    day = first["first_seen"]
    early = {c["id"]: c for c in reader.get(f"/api/?alone=1&as_of={day}").json()["claims"]}
    assert early[first["id"]]["articles"] < first["articles"]
    with Dossier(example) as dossier:
        found = dossier.trace(first["id"], day)
    claim = reader.get(f"/api/claims/{first['id']}?as_of={day}").json()
    assert claim["claim"]["corroboration"] == {"low": found.corroboration.low, "high": found.corroboration.high}
    assert claim["days"][0] == day
    assert len(claim["days"]) > 1
    assert reader.get(f"/claims/{first['id']}?as_of=1999-01-01").status_code == 404
    assert reader.get("/?as_of=yesterday").status_code == 400


def test_less_at_once(reader: httpx.Client) -> None:
    """Where there are more claims than are shown, the page leads to more of them, with the same filters."""
    few = reader.get("/api/?limit=2&alone=1").json()
    assert len(few["claims"]) == 2
    assert few["more"] == "/?alone=1&limit=4"
    more = reader.get("/api/?alone=1&limit=4").json()["claims"]
    assert [c["id"] for c in more[:2]] == [c["id"] for c in few["claims"]]


def test_a_claim_shows_all_that_it_rests_on(example: Path, reader: httpx.Client) -> None:
    """Every sentence behind the claim stands on its page, with the place in the article that it leads to."""
    with Dossier(example) as dossier:
        claims = [c.id for c in dossier.claims()]
        for id in claims:
            p = dossier.trace(id)
            page = reader.get(f"/claims/{id}").text
            for index in range(len(p.evidence)):
                assert f'id="e{index}"' in page
            record = reader.get(f"/api/claims/{id}").json()
            assert len(record["evidence"]) == len(p.evidence)
            assert record["told"]


def test_what_is_quoted_stands_where_its_link_leads(example: Path, reader: httpx.Client) -> None:
    """The anchors that the pages link to are in the articles, and the words at these offsets are the words quoted."""
    from sayso.web import pages

    with Dossier(example) as dossier:
        view = pages.claim_page(dossier, dossier.claims()[0].id, None)
        quotes = [quote for lane in view.lanes for quote in lane.quotes]
        assert quotes
        for one in quotes:
            path, _, anchor = one.to.partition("#")
            if not anchor:
                continue
            assert f'id="{anchor}"' in reader.get(path).text
            start, end = map(int, anchor[1:].split("-"))
            text = dossier.article(one.article.id).document.text
            assert one.text.split(" … ")[0] in " ".join(text[start:end].split())
            assert one.statement is not None


def test_every_article(example: Path, reader: httpx.Client) -> None:
    """Every article has its page, whose JSON is the published record; each note has the id that judgements name."""
    with Dossier(example) as dossier:
        for head in dossier.heads():
            answer = reader.get(f"/articles/{head.id}")
            assert answer.status_code == 200
            record = reader.get(f"/api/articles/{head.id}").json()
            article = dossier.article(head.id)
            assert record["document"]["text"] == article.document.text
            assert {more["statement"] for more in record["more"].values()} == {
                f"{head.id}#{a.id}" for a in article.attributions
            }


def test_words_to_select_carry_their_offsets(example: Path, reader: httpx.Client) -> None:
    """Where words are marked, each has its own place in code points, written by the server."""
    with Dossier(example) as dossier:
        text = dossier.article("press-1").document.text
    words = [w for some in reader.get("/api/articles/press-1?mark=1").json()["words"].values() for w in some]
    assert [text[w["start"] : w["end"]] for w in words] == [w["text"].strip() for w in words]
    assert "".join(w["text"] for w in words).split() == text.replace("\n", " ").split()
    page = reader.get("/articles/press-1?mark=1").text
    assert all(f'data-start="{w["start"]}"' in page for w in words)
    assert reader.get("/api/articles/press-1").json()["words"] == {}


def test_every_source(example: Path, reader: httpx.Client) -> None:
    """Everybody through whom something came has a page, by id and by name."""
    with Dossier(example) as dossier:
        said = [s for head in dossier.heads() for s, _ in dossier.statements(head.id)]
        mouths = {m.id: m for s in said for m in s.mouths if not m.id.startswith("unknown:")}
        assert len(mouths) > 10
        for id in mouths:
            view = reader.get(f"/api/sources/{quote(id, safe='')}").json()
            assert view["mouth"]["id"] == id
            assert view["letter"] == "F"
            who = dossier.who(id)
            assert len(view["said"]) == len(who.said)
            assert sum(n for _, n in view["by_outlet"]) == len(who.said)
            if len(who.said) > 1:
                first = reader.get(f"/api/sources/{quote(id, safe='')}?limit=1").json()
                assert (first["said"], first["total"]) == (view["said"][:1], len(who.said))
                assert len(reader.get(first["more"], headers={"accept": "application/json"}).json()["said"]) == 2
                assert view["more"] is None
    assert reader.get("/sources/henrik%20sollas").status_code == 200


def test_search(reader: httpx.Client) -> None:
    """Words lead to claims, sources and sentences; no words, and words that nothing holds, to a page all the same."""
    found = reader.get("/api/search?q=Sollas").json()
    assert found["sources"][0][0]["name"].endswith("Sollas")
    assert all("Sollas" in words for _, words, _ in found["hits"])
    assert reader.get("/search").status_code == 200
    assert reader.get("/search?q=xylophone").status_code == 200
    assert reader.get("/search", params={"q": HOSTILE}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/claims/c999",
        "/claims/c99999999999999",
        "/claims/%00",
        "/articles/nothing",
        "/articles/..%2F..%2Fetc%2Fpasswd",
        "/articles/%ED%A0%80",
        "/sources/nobody%20at%20all",
        "/jobs/none",
        "/jobs/none/events",
        "/static/..%2Fapp.py",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/app.py",
        "/static/article.html",
        "/static/%00.css",
        "/static/",
        "/nowhere",
    ],
)
def test_what_is_not_there(reader: httpx.Client, path: str) -> None:
    """What there is not is said in a page that leads on, and no file is read by its path."""
    url = reader.base_url.copy_with(raw_path=path.encode())
    answer = reader.send(reader.build_request("GET", url))
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "import" not in answer.text


def test_news_since_the_last_visit(own: Path, serve: Serve, tmp_path: Path) -> None:
    """A first visit has no news; what comes after it is news at the next one, reloads within the visit included."""
    with serve(own) as client:
        assert client.get("/api/").json()["changed"]["since"] == ""
        client.get("/")
        [cookie] = [c for c in client.cookies.jar if c.name.startswith("sayso_visit")]
        numbers = (cookie.value or "").split(".")
        numbers[5] = str(int(numbers[5]) - 7200)  # two hours later
        later = {"cookie": f"{cookie.name}={'.'.join(numbers)}"}
        client.cookies.clear()
        line = {"id": "new-1", "outlet": "Aldane Star", "published": "2034-10-20"}
        line["text"] = "The Vessen Dam will close, the engineer Runa Falk said on Friday.\n\nShe gave no day for it."
        (tmp_path / "new.jsonl").write_text(json.dumps(line) + "\n", encoding="utf8")
        with Dossier(own) as dossier:
            dossier.add([tmp_path / "new.jsonl"])
        changed = client.get("/api/", headers=later).json()["changed"]
        assert [a["id"] for a in changed["articles"]] == ["new-1"]
        again = client.get("/", headers=later)
        client.cookies.clear()
        reloaded = {"cookie": again.headers["set-cookie"].split(";")[0]}
        assert "Aldane Star" in client.get("/", headers=reloaded).text
        for wrong in ("x", "1.2.3", "1.2.3.4.5.99999999999999999999", "-1.0.0.0.0.0", "a.b.c.d.e.f"):
            assert client.get("/", headers={"cookie": f"{cookie.name}={wrong}"}).status_code == 200


def test_hostile_words_are_only_words(serve: Serve, tmp_path: Path) -> None:
    """Mark-up in a text, title, outlet, author, id or name comes out as the words that it is, on every page."""
    line = {
        "id": "x/../<script>alert(1)</script>\"'><svg/onload=alert(3)>",
        "title": HOSTILE,
        "outlet": HOSTILE,
        "author": HOSTILE,
        "url": "javascript:alert(1)",
        "published": "2034-10-04",
        "text": f"{HOSTILE} The Vessen Dam will close, the {HOSTILE} minister Odile Brandt said.\n\n"
        f"“{HOSTILE} it will not,” said Tomas {HOSTILE} Reyl of the union.",
    }
    other = {**line, "id": "y?#&", "outlet": f"Other {HOSTILE}", "published": "2034-10-05"}
    (tmp_path / "x.jsonl").write_text("".join(json.dumps(one) + "\n" for one in (line, other)), encoding="utf8")
    with Dossier(tmp_path / "x.sayso", create=True) as dossier:
        assert dossier.add([tmp_path / "x.jsonl"]).added == 2
        ids = [head.id for head in dossier.heads()]
        claims = [c.id for c in dossier.claims(alone=True)]
        mouths = {m.id for id in ids for s, _ in dossier.statements(id) for m in s.mouths}
    paths = ["/", "/?alone=1", f"/search?q={quote(HOSTILE)}", f"/claims/{quote(HOSTILE, safe='')}", "/judgements"]
    paths += [f"/articles/{quote(id, safe='')}{mark}" for id in ids for mark in ("", "?mark=1")]
    paths += [f"/claims/{id}" for id in claims] + [f"/sources/{quote(id, safe='')}" for id in mouths]
    with serve(tmp_path / "x.sayso") as client:
        answer = client.post(
            "/judge/reliability",
            data={"mouth": sorted(mouths)[0], "letter": "B", "note": HOSTILE, "author": HOSTILE[:80]},
        )
        assert answer.status_code == 303, answer.text
        for path in [*paths, answer.headers["location"]]:
            page = client.get(path)
            assert page.status_code in (200, 404), (path, page.text)
            text = page.text
            for forbidden in (
                "<script>alert",
                "<img src=x",
                "<svg/onload",
                "</title><a",
                "49</title",
                'href="javascript',
                "\u202e",
                "\x00",
            ):
                assert forbidden not in text, (path, forbidden)
            assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_an_empty_dossier_has_its_pages(serve: Serve, tmp_path: Path) -> None:
    """On a dossier without an article every page is there, and says so."""
    Dossier(tmp_path / "empty.sayso", create=True).close()
    with serve(tmp_path / "empty.sayso") as client:
        for path in ("/", "/?alone=1", "/add", "/judgements", "/search?q=x", "/api/"):
            assert client.get(path).status_code == 200


def test_views_are_json_through_and_through(example: Path) -> None:
    """A view as JSON holds nothing but what JSON has."""
    from sayso.web import pages
    from sayso.web.pages import Memory
    from sayso.web.views import Filters

    with Dossier(example) as dossier, dossier.reading() as stamp:
        views = [
            pages.story(dossier, stamp, Memory(), Filters(), None, "dam"),
            pages.claim_page(dossier, "c1", None),
            pages.article_page(dossier, "press-1", True),
            pages.search(dossier, stamp, Memory(), "dam"),
        ]
    for view in views:
        assert json.loads(json.dumps(as_json(view)))
