"""`sayso evaluate`: several predictions, another to hold them against, and the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.cli.app import run

ROW = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]], "score": 0.9}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with gold, two predictions, and two that are broken."""
    gold = {"id": "x", "text": "Ana said no.", "attributions": [ROW]}
    for name, record in {
        "gold": gold,
        "one": gold,
        "none": {"id": "x", "attributions": []},
        "stray": {"id": "y", "attributions": []},
        "scored": {"id": "x", "attributions": [{**ROW, "score": "high"}]},
    }.items():
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf8")
    return tmp_path


def test_everything_at_once(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page is written, and JSON and text have the difference and the spread."""
    gold, one, none, page = (str(files / n) for n in ("gold.jsonl", "one.jsonl", "none.jsonl", "page.html"))
    call = ["evaluate", gold, one, none, "--against", none, "--report", page]
    assert run([*call, "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["relation@0.5"]["f1"] == 100
    assert record["spread"]["relation@0.5"]["values"] == [100, 0]
    assert record["against"]["figures"]["relation@0.5"]["difference"] == 50
    assert (files / "page.html").read_text(encoding="utf8").startswith("<!DOCTYPE html>")
    assert run(call) == 0
    out = capsys.readouterr().out
    assert "over 2 files" in out
    assert "relation@0.5    +50.0  +50.0 to +50.0" in out


@pytest.mark.parametrize(
    ("given", "blamed"),
    [
        (["one.jsonl", "stray.jsonl"], "stray.jsonl: 1 predicted ids"),
        (["one.jsonl", "--against", "stray.jsonl"], "stray.jsonl: 1 predicted ids"),
        (["one.jsonl", "--against", "nowhere.jsonl"], "nowhere.jsonl: no such file"),
        (["scored.jsonl"], "scored.jsonl: record 'x': a `score`"),
        (["one.jsonl", "--report", "nowhere/page.html"], "nowhere/page.html: cannot be written"),
        (["one.jsonl", "--report", "-"], "name a file"),
        (["--human", "--against", "one.jsonl"], "leave --against and --report out"),
    ],
)
def test_bad_input(
    files: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, given: list[str], blamed: str
) -> None:
    """What cannot be used is named in one line, with exit code 2."""
    monkeypatch.chdir(files)
    assert run(["evaluate", "gold.jsonl", *given]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("sayso: ")
    assert said.err.count("\n") == 1
    assert blamed in said.err
