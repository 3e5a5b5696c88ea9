"""A real desk on a real dossier: the worked example, read once, copied for whoever changes it, on a free port."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from sayso.dossier import Dossier
from sayso.web import create_app

EXAMPLE = Path(__file__).parents[3] / "examples" / "vessen-dam" / "articles.jsonl"

Serve = Callable[..., AbstractContextManager[httpx.Client]]


@contextmanager
def served(where: Path, **settings: Any) -> Iterator[httpx.Client]:
    """A client of a desk that runs in a thread. It says of each request that it comes from the desk's own page."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(where, **settings), port=0, log_config=None, ws="none", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        with httpx.Client(base_url=address, headers={"origin": address}, timeout=60, trust_env=False) as client:
            # The first request makes FastAPI look at all of its routes, which two threads must not do at once.
            client.get("/nowhere")
            yield client
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the worked example; not to be changed."""
    where = tmp_path_factory.mktemp("example") / "dam.sayso"
    with Dossier(where, create=True) as dossier:
        assert dossier.add([EXAMPLE]).failures == ()
    return where


@pytest.fixture(scope="session")
def serve() -> Serve:
    """What serves a dossier with settings of its own."""
    return served


@pytest.fixture(scope="session")
def reader(example: Path) -> Iterator[httpx.Client]:
    """A client of a desk on it, for those that only read."""
    with served(example) as client:
        yield client


@pytest.fixture
def own(example: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return shutil.copy(example, tmp_path / "dam.sayso")


@pytest.fixture
def writer(own: Path) -> Iterator[httpx.Client]:
    """A client of a desk on that copy."""
    with served(own) as client:
        yield client
