"""`sayso` as a program: bad input gets one line and exit code 2, and never a traceback. No weights are
needed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def sayso(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "sayso", *arguments], input=stdin, capture_output=True, cwd=cwd, check=False
    )


BAD = {
    "none.html": None,
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "scan.pdf": b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "letter.docx": b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
    "photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
    "noise.bin": bytes(range(256)) * 4,
    "torn16.txt": b"\xff\xfeh\x00i",
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_read(tmp_path: Path, name: str, form: str) -> None:
    """Each kind of file that holds no article is refused by name, in one line, with nothing on standard
    output.
    """
    data = BAD[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = sayso("read", name, "--format", form, cwd=tmp_path)
    error = done.stderr.decode("utf8")
    assert (done.returncode, done.stdout) == (2, b"")
    assert error.count("\n") == 1
    assert error.startswith(f"sayso: {name}")
    assert "an error in sayso" not in error


def test_every_bad_input_is_named(tmp_path: Path) -> None:
    """Of several bad inputs each gets its line."""
    for name, data in BAD.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
    done = sayso("read", *BAD, cwd=tmp_path)
    assert done.returncode == 2
    lines = done.stderr.decode("utf8").splitlines()
    assert len(lines) == len(BAD)
    assert all(line.startswith(f"sayso: {name}") for name, line in zip(BAD, lines, strict=True))


def test_folder_and_standard_input(tmp_path: Path) -> None:
    """A folder is no article, and neither is an empty standard input."""
    assert b"folder" in sayso("read", str(tmp_path)).stderr
    done = sayso("read", "-")
    assert done.returncode == 2
    assert done.stderr.startswith(b"sayso: standard input")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/x", "http://[::1]/", "file:///etc/passwd", "http://169.254.169.254/latest"]
)
def test_private_addresses(address: str) -> None:
    """An address of this machine or network is not asked."""
    done = sayso("read", address)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1


def test_escapes_in_a_name() -> None:
    """A name that would act on the terminal is shown, not obeyed."""
    done = sayso("read", "no\x1b[2Jsuch\nfile\u202e")
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("name", BAD)
def test_extract(tmp_path: Path, name: str) -> None:
    """`extract` refuses what is no JSON Lines, says so, and prints no traceback."""
    data = BAD[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = sayso("extract", name, "-", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert done.stderr.startswith(b"sayso: ")


@pytest.mark.parametrize("name", BAD)
def test_evaluate(tmp_path: Path, name: str) -> None:
    """`evaluate` names the file that it cannot read."""
    data = BAD[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = sayso("evaluate", name, name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"sayso: " + name.encode())
    assert done.stderr.count(b"\n") == 1


def test_input_is_not_overwritten(tmp_path: Path) -> None:
    """`extract` refuses to write over its own input, by whatever name."""
    (tmp_path / "in.jsonl").write_bytes(b'{"id": "x", "text": "a"}\n')
    (tmp_path / "alias.jsonl").symlink_to(tmp_path / "in.jsonl")
    done = sayso("extract", "in.jsonl", "alias.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert b"the input itself" in done.stderr
    assert (tmp_path / "in.jsonl").read_bytes() == b'{"id": "x", "text": "a"}\n'


def test_help_loads_no_library() -> None:
    """The help is printed without the libraries that reading, showing and the network need."""
    code = (
        "import sys\nfrom sayso.cli.app import run\nrun(['--help'])\n"
        "heavy = {'numpy', 'onnxruntime', 'tokenizers', 'trafilatura', 'lxml', 'httpx', 'jinja2', 'rich'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
