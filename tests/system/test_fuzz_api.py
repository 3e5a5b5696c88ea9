"""The API asked for everything that its own description allows, and for much that it does not."""

from __future__ import annotations

import json
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sayso.dossier import Dossier
from sayso.errors import InputError
from sayso.model import Document
from sayso.read import documents
from sayso.web import create_app

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: it comes with the extra test")

STORY = Path(__file__).parents[2] / "examples" / "vessen-dam" / "articles.jsonl"
OWN = {"sec-fetch-site": "same-origin"}
TRIES = 40  # of each operation
HOSTILE = (
    "<script>alert(1)</script>",
    "\u202e\u0000",
    "../../../etc/passwd",
    "' OR 1=1 --",
    '"; DROP TABLE articles; --',
    "%00%0a",
    "{{ 7 * 7 }}",
    "a" * 5000,
    "c99999999999",
    "c-1",
    "",
)


def offline(source: str) -> Iterator[Document | InputError]:
    """What reads files and asks nothing of the network."""
    if source.startswith(("http://", "https://")):
        yield InputError(f"{source[:40]}: is not fetched in a test")
    else:
        yield from documents(source)


class Desk:
    """A desk on a dossier, and its operations as its description tells of them."""

    def __init__(self, folder: Path) -> None:
        self.where = folder / "dam.sayso"
        Dossier(self.where, create=True).close()
        self.app = create_app(self.where, read=offline)
        schema = schemathesis.openapi.from_dict(json.loads(json.dumps(self.app.openapi())))
        self.operations = [found.ok() for found in schema.get_all_operations()]
        self.articles: list[str] = []
        self.names: list[str] = []

    def fill(self) -> None:
        """Put the worked example into the dossier, and keep the ids and names of whatever is there."""
        with Dossier(self.where) as dossier:
            dossier.take(dossier.intake().add((d.id, d) for d in documents(str(STORY)) if isinstance(d, Document)))
            self.articles = [head.id for head in dossier.heads()]
            said = [s for id in self.articles for s, _ in dossier.statements(id)]
            mouths = dict.fromkeys(m for s in said for m in s.mouths)
            self.names = [*self.articles, *(s.id for s in said), *(m.id for m in mouths), *(m.name for m in mouths)]
            self.names += [id for id, _ in dossier.ranked(True)]


# Before the tests are listed, as the description tells which there are; it is filled once they run.
_folder = tempfile.TemporaryDirectory(prefix="sayso-fuzz-")
_desk = Desk(Path(_folder.name))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the desk answers."""
    _desk.fill()
    server = uvicorn.Server(uvicorn.Config(_desk.app, port=0, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
    _folder.cleanup()


def test_the_description_names_what_the_desk_can_do() -> None:
    asked = {(operation.method.upper(), operation.path) for operation in _desk.operations}
    for kind in ("merge", "split", "same-entity", "wrong-source", "not-an-attribution", "boundary", "missed"):
        assert ("POST", f"/api/judge/{kind}") in asked
    assert {("GET", "/api/claims/{id}"), ("POST", "/api/add"), ("POST", "/api/judgements/{id}/undo")} <= asked


@pytest.mark.parametrize("operation", _desk.operations, ids=lambda o: f"{o.method.upper()} {o.path}")
def test_whatever_is_asked_for_is_answered_without_an_error_of_ours(operation: Any, address: str) -> None:
    there = st.sampled_from([*_desk.names, *HOSTILE, *(f"j{n}" for n in range(1, 9))])

    @settings(
        max_examples=TRIES,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(case=operation.as_strategy(), data=st.data())
    def holds(case: Any, data: st.DataObject) -> None:
        # Of an id drawn by chance nothing is known: often it is one that is there, or made to do harm.
        for part in (case.path_parameters, case.query, case.body if isinstance(case.body, dict) else None):
            for name, value in list((part or {}).items()):
                if isinstance(value, str | list) and data.draw(st.booleans(), label=f"another {name}"):
                    given = data.draw(there, label=name)
                    part[name] = [given, data.draw(there, label=name)] if isinstance(value, list) else given
        answer = case.call(base_url=address, headers=OWN)
        assert answer.status_code < 500, answer.text
        assert "Traceback" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"][0]
        kind = answer.headers.get("content-type", [""])[0]
        if kind.startswith("application/json"):
            json.loads(answer.text)
        else:
            assert answer.status_code == 204 or kind.startswith("text/event-stream"), kind

    holds()


def test_nothing_is_lost_of_it(address: str) -> None:
    with Dossier(_desk.where) as dossier:
        held = {head.id for head in dossier.heads()}
        assert held >= set(_desk.articles)
        log = dossier.judgements()
        assert [int(entry.id[1:]) for entry in log] == list(range(1, len(log) + 1))
    for id in _desk.articles:
        assert httpx.get(f"{address}/api/articles/{id}").status_code == 200
