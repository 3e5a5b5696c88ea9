"""Who is answered, and what a browser may do with the answer."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from sayso.web.security import FORM_LIMIT, Guard, cookie_name

Serve = Callable[..., AbstractContextManager[httpx.Client]]

TOKEN = "a token that nobody guesses"
PAGES = [
    "/",
    "/claims/c1",
    "/articles/press-1",
    "/search?q=dam",
    "/forecasts",
    "/add",
    "/judgements",
    "/static/desk.css",
    "/api/",
]


@pytest.fixture(scope="module")
def guarded(example: Path, serve: Serve) -> Iterator[httpx.Client]:
    """A client of a desk with a token, without it."""
    with serve(example, token=TOKEN) as client:
        yield client


@pytest.mark.parametrize("path", [*PAGES, "/nowhere", "/claims/c999", "/?as_of=yesterday", "/add?job=%00"])
def test_every_answer_has_its_policy(reader: httpx.Client, path: str) -> None:
    """Whatever is answered, an error too, lets a browser load nothing but what is the desk's own, and frame nothing."""
    answer = reader.get(path)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[f"{kind}-src"] for kind in ("script", "style", "img", "connect")} == {"'self'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_what_its_policy_forbids(reader: httpx.Client, path: str) -> None:
    """No script, style or handler stands in a page, and nothing is loaded from elsewhere."""
    text = reader.get(path).text
    if "<html" in text:
        assert "<style" not in text
        assert " style=" not in text
        assert "javascript:" not in text
        assert " on" not in {text[m : m + 3] for m in range(len(text)) if text[m : m + 9] in (" onclick=", " onerror=")}
        assert "<script>" not in text
        assert 'src="http' not in text


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "127.0.0.1:80:80", "[::1", "10.0.0.1"],
)
def test_another_name_is_not_answered(reader: httpx.Client, host: str) -> None:
    """A foreign name that was made to lead to this machine gets nothing of the dossier."""
    answer = reader.get("/", headers={"host": host})
    assert answer.status_code in (400, 421)
    assert "Vessen" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8722", "LOCALHOST:99"])
def test_this_machine_is_answered_by_its_names(reader: httpx.Client, host: str) -> None:
    """The names of this machine are known, at whatever port a tunnel has put it."""
    assert reader.get("/judgements", headers={"host": host}).status_code == 200


def test_two_hosts_are_none(reader: httpx.Client) -> None:
    """A request that names two hosts is not answered as either."""
    url = reader.base_url
    with socket.create_connection((url.host, url.port)) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        answer = raw.makefile("rb").read()
    assert answer.split(b" ", 2)[1] in (b"400", b"421")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "http://["},
        {"origin": "file://"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://evil.example"},
        {"sec-fetch-site": "same-origin", "origin": "http://evil.example"},
        {},
    ],
)
def test_nothing_foreign_changes_anything(writer: httpx.Client, headers: dict[str, str]) -> None:
    """What does not come from the desk's own page is not done, whatever it asks for."""
    with httpx.Client(base_url=writer.base_url, headers=headers, trust_env=False) as foreign:
        for path, form in [
            ("/judge/merge", {"claims": ["c1", "c2"]}),
            ("/api/judge/reliability", {"mouth": "x", "letter": "A"}),
            ("/add", {"text": "x"}),
            ("/judgements/j1/undo", {}),
        ]:
            assert foreign.post(path, data=form).status_code == 403
    assert writer.get("/api/judgements").json()["entries"] == []
    assert writer.get("/jobs").json() == []


def test_reading_changes_nothing(reader: httpx.Client) -> None:
    """There is no GET that judges, and no other method at all."""
    assert reader.get("/judge/merge?claims=c1&claims=c2").status_code == 405
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert reader.request(method, "/judgements").status_code == 405


@pytest.mark.parametrize("mode", ["no-cors", "cors", "websocket"])
def test_foreign_pages_draw_on_nothing(reader: httpx.Client, mode: str) -> None:
    """A foreign page may link to the desk, but use nothing of it as a picture, a script or data."""
    asked = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode}
    assert reader.get("/static/desk.js", headers=asked).status_code == 403
    assert reader.get("/", headers={**asked, "sec-fetch-mode": "navigate"}).status_code == 200


def test_nothing_without_the_token(guarded: httpx.Client) -> None:
    """Neither pages nor styles, neither data nor errors are given to whoever lacks the token."""
    for path in [*PAGES, "/nowhere", "/?token=", "/?token=a%20token", "/api/openapi.json"]:
        answer = guarded.get(path)
        assert answer.status_code == 401
        assert "Vessen" not in answer.text
    assert guarded.post("/add", data={"text": "x"}).status_code == 401
    assert guarded.get("/", headers={"cookie": f"{cookie_name('token', 'elsewhere')}={TOKEN}"}).status_code == 401
    assert guarded.get("/", headers={"authorization": b"Bearer \xe9"}).status_code == 401


def test_the_first_visit_brings_the_token(guarded: httpx.Client) -> None:
    """Its address has the token; from then on a cookie that no script can read has it, and no address shows it."""
    answer = guarded.get("/claims/c1", params={"as_of": "2034-10-06", "token": TOKEN})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/claims/c1?as_of=2034-10-06"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    kept = {"cookie": cookie.split(";")[0]}
    assert guarded.get("/claims/c1", headers=kept).status_code == 200
    assert guarded.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    guarded.cookies.clear()


def test_the_first_visit_leads_nowhere_else(guarded: httpx.Client) -> None:
    """An address that begins with two slashes is not taken for that of another host."""
    url = guarded.base_url
    for path in (b"//evil.example/x", b"/\\evil.example", b"///evil.example"):
        query = TOKEN.replace(" ", "%20").encode()
        with socket.create_connection((url.host, url.port)) as raw:
            raw.sendall(
                b"GET " + path + b"?token=" + query + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            )
            answer = raw.makefile("rb").read().decode()
        assert answer.split(" ", 2)[1] == "303"
        [location] = [line for line in answer.splitlines() if line.lower().startswith("location:")]
        assert not location[9:].strip().startswith(("//", "/\\"))


def test_a_body_is_bounded(writer: httpx.Client) -> None:
    """A form that is too large is refused with a page, whether it says its size or not; the next one is answered."""
    form = {"claims": "x" * FORM_LIMIT}
    answer = writer.post("/judge/merge", data=form)
    assert answer.status_code == 413
    assert "1 MB" in answer.text

    def endless() -> Iterator[bytes]:
        yield b"claims="
        for _ in range(40):
            yield b"x" * 50_000

    typed = {"content-type": "application/x-www-form-urlencoded"}
    assert writer.post("/judge/merge", content=endless(), headers=typed).status_code == 413
    assert writer.get("/judgements").status_code == 200


def test_a_body_must_end(example: Path, serve: Serve) -> None:
    """Whoever begins to send and does not go on is answered, and not waited for."""
    with serve(example, patience=0.3) as client:
        url = client.base_url
        head = f"POST /judge/merge HTTP/1.1\r\nHost: localhost:{url.port}\r\nOrigin: http://localhost:{url.port}\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nclaims="
        with socket.create_connection((url.host, url.port), timeout=20) as raw:
            raw.sendall(head.encode())
            assert b" 408 " in raw.recv(200)


def test_an_address_is_bounded(reader: httpx.Client) -> None:
    """An address of many thousand letters is refused."""
    assert reader.get("/search", params={"q": "x" * 9000}).status_code == 414
    assert reader.get("/search", params={"q": "x" * 400}).status_code == 422


def test_a_bug_shows_no_traceback(
    example: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody thought of is a plain page with the way out; where it happened is told on the terminal alone."""

    def fails(*_: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr("sayso.web.pages.judgements", fails)
    with serve(example) as client:
        for path in ("/judgements", "/api/judgements"):
            answer = client.get(path)
            assert answer.status_code == 500
            assert "secret" not in answer.text
            assert "Traceback" not in answer.text
            assert "content-security-policy" in answer.headers
    assert "judgements" in caplog.text


def test_numbers_are_no_names() -> None:
    """Where the desk is reached from elsewhere, any address in figures is its own, and no foreign name."""
    guard = Guard(None, ["desk.example"], True, "t", "c", None, 1.0)  # type: ignore[arg-type]
    assert guard._known("192.168.1.7:8722")
    assert guard._known("[2001:db8::7]:8722")
    assert guard._known("Desk.Example")
    assert not guard._known("192.168.1.7.evil.example")
    assert not guard._known("evil.example")
