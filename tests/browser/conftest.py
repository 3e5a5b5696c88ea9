"""The desk in a real browser: `sayso serve` as a process of its own, and Chromium.

Whatever a page does that it must not do is noted while a test goes on, and ends it as a failure: an error on the
console, a warning of the content-security policy, a request to another place than the desk, a dialog of the page's own.

Chromium is looked for on the path, and then where Playwright puts its own. Where there is none, these tests are
skipped, with that reason.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

STORY = Path(__file__).parents[2] / "examples" / "vessen-dam" / "articles.jsonl"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# It runs as root in a container, and asks for nothing by itself.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_ADDRESS = re.compile(r"http://[\w.:]+\d")


class Visitor:
    """One reader with one browser window at a desk, and what went wrong meanwhile."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.address = address
        self.faults: list[str] = []
        self.asked: list[str] = []  # for
        self.context = browser.new_context(base_url=address, **options)
        self.context.set_default_timeout(15_000)
        self.context.on("request", self._asking)
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))
        self.context.on("dialog", self._dialog)
        self.page = self.context.new_page()

    def _asking(self, request: Any) -> None:
        self.asked.append(request.url)
        if not request.url.startswith(f"{self.address}/"):
            self.faults.append(f"asked for {request.url}")

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"on the console: {message.text} ({message.location.get('url', '')})")

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, path: str) -> Any:
        """Open a page of the desk, and wait for all that it loads."""
        answer = self.page.goto(path, wait_until="load")
        assert answer is not None and answer.ok, f"{path}: {answer and answer.status}"
        return self.page

    def claim(self, words: str = "") -> str:
        """The path of a claim: the one that is worded so, or else that of most articles."""
        rows = self.context.request.get("/api/?alone=1&limit=1000").json()["claims"]
        return str(next(row["to"] for row in rows if words in row["text"]))

    def close(self) -> None:
        self.context.close()
        assert not self.faults, "\n".join(self.faults)


@contextmanager
def serving(dossier: Path) -> Iterator[str]:
    """`sayso serve` on a dossier; gives the address that it prints."""
    command = [sys.executable, "-m", "sayso", "serve", str(dossier), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None and process.stderr is not None
            line = process.stdout.readline()
            found = _ADDRESS.search(line)
            assert found, f"it printed {line!r} and {process.stderr.read()!r}"
            yield found.group()
        finally:
            process.terminate()
            said = process.communicate(timeout=30)[1]
    assert "an error in sayso itself" not in said, said


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, started once."""
    reason = "playwright is not installed: the extra browser has it"
    playwright = pytest.importorskip("playwright.sync_api", reason=reason)
    with playwright.sync_playwright() as driver:
        own = Path(driver.chromium.executable_path)
        path = next(filter(None, map(shutil.which, NAMES)), None) or (str(own) if own.exists() else None)
        if path is None:
            pytest.skip(f"no browser: none of {', '.join(NAMES)} is on the path, and Playwright has none of its own")
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the worked example; to be copied, not changed."""
    path = tmp_path_factory.mktemp("story") / "dam.sayso"
    subprocess.run([sys.executable, "-m", "sayso", "add", str(path), str(STORY)], capture_output=True, check=True)
    return path


@pytest.fixture(scope="session")
def reading_room(browser: Any, story: Path) -> Iterator[str]:
    """A desk with the worked example, for tests that change nothing."""
    with serving(story) as address:
        yield address


@pytest.fixture
def desk(browser: Any, story: Path, tmp_path: Path) -> Iterator[str]:
    """A desk with a copy of the worked example, to do things to."""
    copy = tmp_path / "dam.sayso"
    copy.write_bytes(story.read_bytes())
    with serving(copy) as address:
        yield address


@pytest.fixture
def empty(browser: Any, tmp_path: Path) -> Iterator[str]:
    """A desk on a new dossier."""
    with serving(tmp_path / "new.sayso") as address:
        yield address


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visitor]]:
    """Opens windows at desks; when the test is over, it fails if anything went wrong in one of them."""
    visitors: list[Visitor] = []

    def opened(address: str, **options: Any) -> Visitor:
        visitors.append(Visitor(browser, address, **options))
        return visitors[-1]

    yield opened
    for visitor in visitors:
        visitor.close()
