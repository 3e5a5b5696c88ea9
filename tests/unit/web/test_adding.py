"""Adding from the browser: what is given is read in the background, told of as it happens, and told again."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest

from sayso.dossier import Dossier
from sayso.errors import InputError, NotText
from sayso.model import Document
from sayso.read import documents, read_text
from sayso.web.jobs import addresses, file_name
from sayso.web.security import UPLOAD_LIMIT

Serve = Callable[..., AbstractContextManager[httpx.Client]]

FERRY = (
    "Ferry to sail again\n\nThe night ferry will sail again, the mayor of Eldmark said on Monday after a long dispute."
)


class Slow:
    """Reads articles one by one as it is told to, in place of the network; files are read as ever."""

    def __init__(self) -> None:
        self.go = threading.Semaphore(0)

    def __call__(self, source: str) -> Iterator[Document | InputError]:
        if not source.startswith("http"):
            yield from documents(source)
            return
        for n in range(40):
            self.go.acquire(timeout=20)
            yield read_text(
                f"{FERRY} It is the {n}th time that the mayor said so, and nobody counts the nights between."
            )


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    Dossier(tmp_path / "new.sayso", create=True).close()
    return tmp_path / "new.sayso"


def events(client: httpx.Client, job: str, after: int = 0, most: int = 10_000) -> list[tuple[int, str, dict[str, Any]]]:
    """What a stream tells, up to its end or so many events."""
    out: list[tuple[int, str, dict[str, Any]]] = []
    headers = {"last-event-id": str(after)} if after else {}
    with client.stream("GET", f"/jobs/{job}/events", headers=headers) as stream:
        if stream.status_code == 204:
            return out
        assert stream.headers["content-type"].startswith("text/event-stream")
        number, kind = 0, ""
        for line in stream.iter_lines():
            name, _, value = line.partition(": ")
            if name == "id":
                number = int(value)
            elif name == "event":
                kind = value
            elif name == "data":
                out.append((number, kind, json.loads(value)))
                if len(out) == most:
                    break
    return out


def added(client: httpx.Client, **form: Any) -> str:
    """The job that a form begins."""
    answer = client.post("/api/add", **form)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def test_pasted_text(empty: Path, serve: Serve) -> None:
    """A pasted article is read with what is told of it, and its page is led to."""
    with serve(empty) as client:
        form = {
            "text": FERRY,
            "outlet": "Eldmark Post",
            "published": "2034-10-09",
            "title": "Ferry",
            "author": "Jo Lind",
        }
        answer = client.post("/add", data=form)
        assert answer.status_code == 303
        job = answer.headers["location"].removeprefix("/add?job=")
        told = events(client, job)
        assert [number for number, _, _ in told] == list(range(1, len(told) + 1))
        assert [d["state"] for _, kind, d in told if kind == "state"] == ["waiting", "running", "done"]
        [read] = [d for _, kind, d in told if kind == "read"]
        assert read["what"] == "added"
        record = client.get(f"/api{read['to']}").json()
        wanted = ("Eldmark Post", "2034-10-09", "Ferry", "Jo Lind")
        assert tuple(record["document"][name] for name in ("outlet", "published", "title", "author")) == wanted
        assert "mayor" in record["attributions"][0]["source"]["text"]
        page = client.get(f"/add?job={job}")
        assert "Ferry" in page.text
        assert client.get("/api/add").json()["jobs"][0]["counts"] == {"added": 1, "version": 0, "known": 0, "failed": 0}
        # The same again is known.
        assert [d["what"] for _, kind, d in events(client, added(client, data=form)) if kind == "read"] == ["known"]
        assert client.post("/add", data={**form, "published": "Monday"}).status_code == 400


def test_files(empty: Path, serve: Serve) -> None:
    """Several files are one job; one that cannot be read is told by its name, without the folder it stood in."""
    page = f"<html><body><article><h1>Ferry</h1><p>{FERRY.split(chr(10))[-1]} </p></article></body></html>"
    line = {"id": "l1", "text": f"{FERRY} He smiled.", "outlet": "Line"}
    with serve(empty) as client:
        files = [
            ("files", ("page.html", page.encode())),
            ("files", ("../../../evil 2034-10-01.txt", f"{FERRY} She smiled.".encode())),
            ("files", ("lines.jsonl", (json.dumps(line) + "\nno json\n").encode())),
            ("files", ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0")),
            ("files", ("empty.txt", b"")),
        ]
        told = [d for _, kind, d in events(client, added(client, files=files)) if kind == "read"]
    assert [d["what"] for d in told].count("added") == 3
    failed = {d["name"]: d["reason"] for d in told if d["what"] == "failed"}
    assert failed.keys() == {"lines.jsonl", "picture.png", "empty.txt"}
    assert not any("sayso-add" in reason or "/" in reason for reason in failed.values())
    assert not (empty.parent.parent / "evil 2034-10-01.txt").exists()
    with Dossier(empty) as dossier:
        assert {h.published for h in dossier.heads()} == {"2034-10-01", None}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/", "upload"),
        ("..", "upload"),
        (".hidden", "hidden"),
        ("a b\x00\n<c>.html", "a_b_c_.html"),
        ("x" * 300 + ".txt", "x" * 96 + ".txt"),
        ("", "upload"),
        ("ä 漢.txt", "ä_漢.txt"),
    ],
)
def test_the_names_of_uploads(given: str, kept: str) -> None:
    """An upload keeps a name by which its kind and date can be told, and none that leads elsewhere."""
    assert file_name(given) == kept


@pytest.mark.parametrize("line", ["/etc/passwd", "file:///etc/passwd", "ftp://x/y", "x", "http://", "https:///x", "-"])
def test_only_addresses_are_fetched(empty: Path, serve: Serve, line: str) -> None:
    """What is no address of the web is refused before anything is read: no file, and not standard input."""
    with pytest.raises(NotText):
        addresses(f"https://a.example/x\n{line}")
    with serve(empty) as client:
        assert client.post("/add", data={"addresses": line}).status_code == 400
        assert client.get("/jobs").json() == []


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:{port}/x", "http://localhost:{port}/", "http://[::1]:{port}/", "http://169.254.169.254/latest/"],
)
def test_no_private_address_is_fetched(empty: Path, serve: Serve, address: str) -> None:
    """The desk is no way into the network that it stands in, its own pages included."""
    with serve(empty) as client:
        told = events(client, added(client, data={"addresses": address.format(port=client.base_url.port)}))
        [read] = [d for _, kind, d in told if kind == "read"]
        assert read["what"] == "failed"
        assert "no public address" in read["reason"]


def test_a_stream_goes_on_where_it_was_left(empty: Path, serve: Serve) -> None:
    """Whoever reloads in the middle of an import is told the rest; whoever comes late is told all of it."""
    slow = Slow()
    with serve(empty, read=slow) as client:
        job = added(client, data={"addresses": "https://feed.example/all"})
        slow.go.release(16)
        begun = events(client, job, most=6)
        assert [number for number, _, _ in begun] == [1, 2, 3, 4, 5, 6]
        assert client.get("/api/").status_code == 200  # pages are answered meanwhile
        assert client.get(f"/add?job={job}").text.count("/stop") == 1
        slow.go.release(40)
        rest = events(client, job, after=6)
        assert [number for number, _, _ in rest] == list(range(7, 44))
        assert rest[-1][2]["state"] == "done"
        assert rest[-1][2]["counts"]["added"] == 40
        assert events(client, job) == begun + rest
        assert events(client, job, after=rest[-1][0]) == []
        for wrong in ("-1", "x", "9" * 30, "٣"):
            with client.stream("GET", f"/jobs/{job}/events", headers={"last-event-id": wrong.encode()}) as stream:
                assert stream.status_code == 200


def test_a_job_is_stopped(empty: Path, serve: Serve) -> None:
    """A job that is stopped ends after the articles that it is at; what it has added stays."""
    slow = Slow()
    with serve(empty, read=slow) as client:
        job = added(client, data={"addresses": "https://feed.example/all"})
        waiting = added(client, data={"text": FERRY})
        assert client.get(f"/jobs/{waiting}").json()["state"] == "waiting"
        slow.go.release(8)
        events(client, job, most=10)
        assert client.post(f"/jobs/{job}/stop").status_code == 303
        slow.go.release(40)
        assert events(client, job)[-1][2]["state"] == "stopped"
        assert events(client, waiting)[-1][2]["state"] == "done"
        states = {one["id"]: one["state"] for one in client.get("/jobs").json()}
        assert states == {job: "stopped", waiting: "done"}
    with Dossier(empty) as dossier:
        assert 8 <= dossier.counts()["articles"] < 30


def test_too_many_jobs_wait(empty: Path, serve: Serve) -> None:
    """The row of what waits has an end, and whoever comes later is told so."""
    slow = Slow()
    with serve(empty, read=slow) as client:
        codes = [client.post("/api/add", data={"addresses": "https://feed.example/all"}).status_code for _ in range(22)]
        assert codes == [202] * 20 + [400] * 2
        for one in client.get("/jobs").json():
            client.post(f"/jobs/{one['id']}/stop")
        slow.go.release(99)


def test_a_desk_that_closes_ends_its_streams(empty: Path, serve: Serve) -> None:
    """Who looks on while the desk is closed keeps it from nothing."""
    slow = Slow()
    began = time.monotonic()
    with serve(empty, read=slow) as client:
        job = added(client, data={"addresses": "https://feed.example/all"})
        events(client, job, most=2)
        slow.go.release(99)
    assert time.monotonic() - began < 60


def test_nothing_given(empty: Path, serve: Serve) -> None:
    """An empty form is answered with what could be given."""
    with serve(empty) as client:
        for form in ({}, {"text": "  \n "}, {"addresses": "\n"}, {"files": "not a file"}):
            answer = client.post("/add", data=form)
            assert answer.status_code == 400
            assert "an address, a file, or some text" in answer.text


def test_huge_uploads(empty: Path, serve: Serve) -> None:
    """More than may be sent at once is refused while it comes, and text that is no article by its size."""

    def huge() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(UPLOAD_LIMIT // 1_000_000 + 2):
            yield b"a" * 1_000_000

    with serve(empty) as client:
        typed = {"content-type": "multipart/form-data; boundary=x"}
        # It may hang up on what it does not want.
        with contextlib.suppress(httpx.WriteError):
            assert client.post("/add", content=huge(), headers=typed).status_code == 413
        assert client.post("/add", data={"text": "a " * 1_100_000}).status_code == 413
        many = [("files", (f"{n}.txt", b"x")) for n in range(300)]
        assert client.post("/add", files=many).status_code == 400
        assert client.post("/add", content=b"--x\r\nbroken", headers=typed).status_code == 400
        assert client.get("/jobs").json() == []
        assert client.get("/").status_code == 200
