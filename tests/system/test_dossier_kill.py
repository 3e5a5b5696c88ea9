"""`sayso add` killed for real, in the middle of what it writes: needs the weights."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import Locked, NoDossier
from sayso.store import Store

ARTICLES = 32
KILLS = 3


STORIES = (
    "the night ferry to Hask will be withdrawn in May",
    "two hundred orchards near Velm were destroyed by frost",
    "the bakers of Ostel have agreed to a new wage",
    "a glacier above Tarn Keld is losing a metre every month",
    "the museum in Brisk must return a stolen violin",
    "schools in Lower Sarn closed because of measles",
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Articles of four papers that tell six stories over and over, in the order in which they came."""
    path = tmp_path / "stories.jsonl"
    with path.open("w", encoding="utf8") as file:
        for n in range(ARTICLES):
            story = STORIES[n % len(STORIES)]
            text = f"Number {n} from the valley\n\nTomas Reyl said {story}.\n\nThat was all that he told {n} reporters."
            record = {"id": f"f{n}", "text": text, "outlet": f"Post {n % 4}", "published": f"2021-03-{n // 2 + 1:02d}"}
            file.write(json.dumps(record) + "\n")
    return path


def add(dossier: Path, corpus: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sayso", "--debug", "add", str(dossier), str(corpus)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def is_being_written(dossier: Path) -> bool:
    """Whether a process holds the right to write at this moment."""
    if not dossier.exists():
        return False
    asking = sqlite3.connect(dossier, timeout=0, isolation_level=None)
    try:
        asking.execute("BEGIN IMMEDIATE")
        asking.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    finally:
        asking.close()
    return False


def stored(dossier: Path) -> int:
    """How many articles a dossier holds: none before it is made."""
    try:
        with Store.open(dossier) as store:
            return store.counts()["articles"]
    except (NoDossier, Locked):
        return 0


def wait_until(happened: Callable[[], bool]) -> None:
    while not happened():
        time.sleep(0.0005)


def held(dossier: Path) -> tuple[dict[str, list[str]], set[frozenset[str]]]:
    """The articles of a dossier, each with its statements, and which statements are one claim."""
    with Store.open(dossier) as store:
        articles = {h.id: [s.id for s in store.statements_of(h.id)] for h in store.heads()}
        claims = {frozenset(c.statement.id for c in store.carriers(claim)) for claim in store.claim_ids()}
        assert store.counts()["articles"] == len(articles)
        assert store.counts()["statements"] == sum(map(len, articles.values())) == sum(map(len, claims))
        return articles, claims


def test_killed_as_it_writes(tmp_path: Path, corpus: Path) -> None:
    """However often it is killed as it writes, each article is kept whole or not at all, and in the end the dossier
    is the one that nobody disturbed."""
    whole, disturbed = tmp_path / "whole.sayso", tmp_path / "disturbed.sayso"
    with add(whole, corpus) as process:
        _, told = process.communicate()
    assert (process.returncode, told) == (0, b"")
    articles, claims = held(whole)
    assert len(articles) == ARTICLES
    assert len(claims) >= len(STORIES)

    kept: list[int] = []
    for _ in range(KILLS):
        with add(disturbed, corpus) as process:
            # First as the dossier is made; then each time once something more is in it, as the next is written.
            if kept:
                wait_until(lambda: process.poll() is not None or stored(disturbed) > kept[-1])
            wait_until(lambda: process.poll() is not None or is_being_written(disturbed))
            process.send_signal(signal.SIGKILL)
            _, told = process.communicate()
        assert process.returncode == -signal.SIGKILL, f"it was done before it was killed: {told.decode()}"
        now = held(disturbed)[0] if stored(disturbed) else {}
        assert now == {id: articles[id] for id in now}
        kept.append(len(now))
    assert 0 < kept[-1] < ARTICLES

    with add(disturbed, corpus) as process:
        _, told = process.communicate()
    assert (process.returncode, told) == (0, b"")
    assert held(disturbed) == (articles, claims)
