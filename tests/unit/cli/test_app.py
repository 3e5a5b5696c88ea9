"""The command line: what it teaches, and what it answers to what it cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.cli import options
from sayso.cli.app import app, run
from sayso.dossier.scored import GROUPS
from sayso.model import ForecastKind, JudgementKind, Outcome, SourceKind

DOCS = Path(__file__).parents[3] / "docs" / "commands.md"
COMMANDS = [command.callback.__name__ for command in app.registered_commands if command.callback]


def test_alone_it_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    """`sayso` alone says what it is for, with three commands to try for an article and four for a dossier."""
    assert run([]) == 0
    out = capsys.readouterr().out
    assert out.count("\n  sayso ") == 7
    assert "who says what" in out
    assert "dossier" in out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is that of the package."""
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"sayso {sayso.__version__}\n"


def test_options_are_the_words_of_the_record() -> None:
    """What an option may be given is what the record knows, less what nobody can say by hand."""
    assert {*options.Action} - {"undo", "list"} == {kind.replace("_", "-") for kind in JudgementKind} - {"resolve"}
    assert {*options.Kind} == {*SourceKind} - {"author", "none"}
    assert [*options.Came] == [*Outcome]
    assert {*options.Future} - {"all", "intention"} == {*ForecastKind}
    assert tuple(options.ScoredBy) == GROUPS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of a command shows a call of it, and each of its options stands in the documentation."""
    assert run([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert f"Example: sayso {command}" in out
    documented = DOCS.read_text(encoding="utf8")
    assert f"## sayso {command}" in documented
    for word in out.replace("/", " ").split():
        if word.startswith("--"):
            assert f"`{word.strip(',.')}" in documented


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["raed", "x"], "'read'"),
        (["read"], "Missing argument"),
        (["read", "x", "--format", "xml"], "'xml'"),
        (["read", "x", "--fromat", "json"], "--format"),
        (["extract", "x"], "Missing argument"),
        (["evaluate", "x", "y", "--human"], "--human"),
        (["read", "a", "b", "--format", "html"], "--output FOLDER/"),
        (["read", "a", "--output", "."], "is a folder"),
        (["add", "x.sayso"], "Missing argument"),
        (["claims", "no such.sayso"], "no such.sayso"),
        (["claims", "x.sayso", "--as-of", "yesterday"], "2016-12-01"),
        (["judge", "x.sayso", "marry"], "'marry'"),
        (["export", "x.sayso", "--format", "xml"], "'xml'"),
    ],
)
def test_wrong_calls(arguments: list[str], answer: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong call is answered in one line on standard error that says the way out, with exit code 2."""
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.startswith("sayso: ")
    assert answer in said.err


def test_evaluate_prints_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`evaluate` prints a line a measure, or one JSON object."""
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        '{"id": "x", "text": "Ana said no.", "attributions":'
        ' [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}]}\n',
        encoding="utf8",
    )
    assert run(["evaluate", str(gold), str(gold)]) == 0
    assert "relation@0.5    P 100.0  R 100.0  F1 100.0\n" in capsys.readouterr().out
    assert run(["evaluate", str(gold), str(gold), "--format", "json"]) == 0
    assert '"relation@0.5": {"p": 100.0' in capsys.readouterr().out
