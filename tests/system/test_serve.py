"""`sayso serve` as somebody starts and ends it: its own process, a port, Ctrl-C."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from sayso.dossier import Dossier


class Serving:
    """A desk in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout is not None
        self.said = process.stdout.readline()
        found = re.search(r"http://\S+", self.said)
        assert found, (self.said, process.stderr and process.stderr.read())
        self.page = found.group()

    def end(self) -> tuple[int, str]:
        """Press Ctrl-C: the exit code, and what was said on standard error."""
        self.process.send_signal(signal.SIGINT)
        _, err = self.process.communicate(timeout=30)
        return self.process.returncode, err


@contextlib.contextmanager
def serving(*arguments: str | Path, **environment: str) -> Iterator[Serving]:
    process = subprocess.Popen(
        [sys.executable, "-m", "sayso", "serve", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    try:
        yield Serving(process)
    finally:
        process.kill()
        process.communicate()


def refused(*arguments: str | Path) -> str:
    """What is said where nothing is served."""
    command = [sys.executable, "-m", "sayso", "serve", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


def test_it_prints_its_address_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    """The first line is where it is; Ctrl-C ends it at once, without an error, even while somebody looks on."""
    Dossier(tmp_path / "a.sayso", create=True).close()
    with serving(tmp_path / "a.sayso", "--port", "0") as desk:
        assert desk.page.startswith("http://127.0.0.1:")
        assert httpx.get(desk.page).status_code == 200
        own = {"origin": desk.page.rstrip("/")}
        text = "The ferry will sail, the mayor said on Monday."
        job = httpx.post(f"{desk.page}api/add", data={"text": text}, headers=own).json()
        with httpx.stream("GET", desk.page.rstrip("/") + job["events"], timeout=30) as stream:
            next(stream.iter_lines())
            code, err = desk.end()
        assert (code, "Traceback" in err) == (0, False)
        assert "kept" in err
    with Dossier(tmp_path / "a.sayso") as dossier:
        assert dossier.counts()["articles"] in (0, 1)


def test_only_this_machine_reaches_it(tmp_path: Path) -> None:
    """Nothing listens at the addresses by which others would reach the machine."""
    Dossier(tmp_path / "a.sayso", create=True).close()
    with serving(tmp_path / "a.sayso", "--port", "0") as desk:
        port = httpx.URL(desk.page).port
        with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), timeout=5):
            pass
        own = {a[4][0] for a in socket.getaddrinfo(socket.gethostname(), port)} - {"127.0.0.1", "::1", "127.0.1.1"}
        for address in own:
            with pytest.raises(OSError), socket.create_connection((address, port), timeout=5):
                pass


def test_without_a_dossier(tmp_path: Path) -> None:
    """It starts on an empty dossier, and says where that is kept and how to keep it; it is there when it ends."""
    with serving("--port", "0", TMPDIR=str(tmp_path)) as desk:
        assert httpx.get(desk.page).status_code == 200
        code, err = desk.end()
    assert code == 0
    [place] = re.findall(r"\S+desk\.sayso", err)
    assert "to keep it" in err
    with Dossier(place) as dossier:
        assert dossier.counts()["articles"] == 0


def test_a_new_dossier(tmp_path: Path) -> None:
    """A name that is not there yet becomes a new dossier, and that is said; a folder does not."""
    with serving(tmp_path / "new.sayso", "--port", "0") as desk:
        assert httpx.get(desk.page).status_code == 200
        assert "new dossier" in desk.end()[1]
    assert (tmp_path / "new.sayso").exists()
    assert "folder" in refused(tmp_path, "--port", "0")
    assert "folder" in refused(tmp_path / "no" / "x.sayso", "--port", "0")


def test_a_port_in_use(tmp_path: Path) -> None:
    """A port that somebody else has is said in one line, with the way out."""
    Dossier(tmp_path / "a.sayso", create=True).close()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = refused(tmp_path / "a.sayso", "--port", str(taken.getsockname()[1]))
    assert said.count("\n") == 1
    assert "--port 0" in said


def test_from_elsewhere_it_needs_the_token(tmp_path: Path) -> None:
    """Bound to more than this machine, it makes a token, prints it with its address, and answers nobody without it."""
    Dossier(tmp_path / "a.sayso", create=True).close()
    with serving(tmp_path / "a.sayso", "--port", "0", "--host", "0.0.0.0") as desk:
        url = httpx.URL(desk.page)
        here = f"http://127.0.0.1:{url.port}/"
        assert httpx.get(here).status_code == 401
        with httpx.Client(follow_redirects=True) as client:
            assert client.get(here, params=url.params).status_code == 200
            assert client.get(here).status_code == 200
        assert desk.end()[0] == 0


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["--host", "no.such.host.invalid"], "127.0.0.1"),
        (["--host", "203.0.113.7"], "127.0.0.1"),
        (["--token", "short"], "16"),
        (["--port", "99999"], "65535"),
    ],
)
def test_wrong_calls(tmp_path: Path, arguments: list[str], answer: str) -> None:
    """What cannot be served is said in one line, with the way out."""
    Dossier(tmp_path / "a.sayso", create=True).close()
    said = refused(tmp_path / "a.sayso", "--port", "0", *arguments)
    assert said.count("\n") == 1
    assert answer in said


def test_without_the_extra(tmp_path: Path) -> None:
    """Where the libraries are missing, one line says how to get them, and every other command works."""
    code = (
        "import sys\n"
        "sys.modules |= dict.fromkeys(['fastapi', 'uvicorn', 'starlette', 'python_multipart'])\n"
        "from sayso.cli.app import run\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    for arguments, wanted in ((["serve", str(tmp_path / "x.sayso")], 2), (["--help"], 0), (["about"], 0)):
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == wanted, done.stderr
        if wanted:
            assert 'pip install "sayso[web]"' in done.stderr
            assert done.stderr.count("\n") == 1
            assert not (tmp_path / "x.sayso").exists()
