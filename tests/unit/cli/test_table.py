"""`extract` with chosen fields, given spans, and Parquet at either end; with a stage that needs no weights."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import sayso.cli.extract
import sayso.pipeline
from sayso.cli.app import run
from sayso.model import Article, Attribution, Computation, Document, Entity, EntityKind, Form, Passage, SpanSet
from sayso.model.record import ATTRIBUTION_FIELDS, LINE_FIELDS, USUAL_FIELDS

TEXT = "Ana Brod said the mill will burn."


def article(document: Document, spans: list[list[int]]) -> Article:
    at = Passage.at(document.text, SpanSet.of(spans))
    found = Attribution("a1", at, Form.INDIRECT, 0.9, Computation("test", "0"), source=at, speaker="e1")
    return Article(document, (found,), entities=(Entity("e1", EntityKind.PERSON, "Ana Brod"),))


def attribute(documents: Sequence[Document]) -> list[Article]:
    return [article(d, [[0, 3]]) for d in documents]


def given(documents: Sequence[Document], rows: Sequence[Sequence[dict[str, Any]]]) -> list[Article]:
    return [article(d, row[0]["content"]) for d, row in zip(documents, rows, strict=True)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def articles(documents: Sequence[Document], given_ones: bool = False, until: str = "trace") -> list[Article]:
        if given_ones:
            return given(documents, [d.extra["attributions"] for d in documents])
        return attribute(documents)

    monkeypatch.setattr(sayso.pipeline, "_articles", articles)
    monkeypatch.setattr(sayso.cli.extract, "model_card", lambda: {"digest": "0"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def extract(*arguments: str) -> int:
    return run(["extract", *arguments, "--workers", "1"])


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def write(path: Path, *records: dict[str, Any] | str) -> None:
    text = "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records)
    path.write_text(text, encoding="utf8")


def test_help_names_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    """The help of `--fields` lists the fields of the record, in their order."""
    assert run(["extract", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert ", ".join(ATTRIBUTION_FIELDS) + "; " + ", ".join(LINE_FIELDS) in said


def test_usual_fields(folder: Path) -> None:
    """Without a choice, all is written but what is rarely asked for."""
    write(folder / "in.jsonl", {"id": 1, "text": TEXT, "mine": [1]})
    assert extract("in.jsonl", "out.jsonl") == 0
    (found,) = lines(folder / "out.jsonl")
    assert list(found) == ["id", "text", "mine", "attributions", "entities"]
    assert set(found["attributions"][0]) == set(USUAL_FIELDS) - {"entities"}


def test_fields(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the fields that are named are written, and a name that is none is answered with those that are."""
    write(folder / "in.jsonl", {"id": 1, "text": TEXT})
    assert extract("in.jsonl", "out.jsonl", "--fields", "speaker, notes") == 0
    assert lines(folder / "out.jsonl") == [{"id": 1, "text": TEXT, "attributions": [{"speaker": "e1"}], "notes": []}]
    assert extract("in.jsonl", "out.jsonl", "--fields", "entities") == 0
    assert set(lines(folder / "out.jsonl")[0]) == {"id", "text", "entities"}
    capsys.readouterr()
    assert extract("in.jsonl", "out.jsonl", "--fields", "speaker,entity") == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "'entity'; there are source, cue" in error


def test_given_spans_are_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Given attributions come back in their notation and with what else they have; a line without any is bad."""
    row = {"content": [[9, 12], [12, 13]], "mine": 7}
    write(folder / "in.jsonl", {"id": 1, "text": TEXT, "attributions": [row]}, {"id": 2, "text": TEXT})
    assert extract("in.jsonl", "out.jsonl", "--spans", "given", "--fields", "speaker") == 2
    assert lines(folder / "out.jsonl") == [{"id": 1, "text": TEXT, "attributions": [{**row, "speaker": "e1"}]}]
    assert "line 2: no attributions are given" in capsys.readouterr().err


def table(folder: Path, rows: int = 20) -> pa.Table:
    """A table with columns of every odd kind, one of them named as one that is written."""
    when = [datetime.datetime(2031, 1, 1, n) for n in range(rows)]
    found = pa.table(
        {
            "id": list(range(rows)),
            "when": when,
            "text": [None if n == 7 else TEXT for n in range(rows)],
            "raw": [b"\x00\xff"] * rows,
            "deep": [{"a": [n]} for n in range(rows)],
            "entities": ["old"] * rows,
        }
    )
    pq.write_table(found, folder / "in.parquet", row_group_size=6)
    return found


def test_table_to_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other columns keep type and value, spans are nested lists, and a bad row is named and left out."""
    before = table(folder)
    assert extract("in.parquet", "out.parquet") == 2
    assert "row 8: no text" in capsys.readouterr().err
    after = pq.read_table(folder / "out.parquet")
    kept = ["id", "when", "text", "raw", "deep"]
    assert after.column_names == [*kept, "attributions", "entities"]
    assert after.select(kept).equals(before.filter(pa.array([n != 7 for n in range(20)])).select(kept))
    row = after.slice(9, 1).to_pylist()[0]
    assert row["attributions"][0]["content"] == [[0, 3]]
    assert row["entities"][0]["name"] == "Ana Brod"
    assert sorted(p.name for p in folder.iterdir()) == ["in.parquet", "out.parquet"]


def test_given_in_a_table(folder: Path) -> None:
    """What `extract` wrote into a table can be given to it again."""
    table(folder)
    extract("in.parquet", "once.parquet")
    assert extract("once.parquet", "twice.parquet", "--spans", "given") == 0
    assert pq.read_table(folder / "twice.parquet").equals(pq.read_table(folder / "once.parquet"))


def test_table_to_lines(folder: Path) -> None:
    """What JSON has no notation for is written as text."""
    table(folder)
    extract("in.parquet", "out.jsonl")
    first = lines(folder / "out.jsonl")[0]
    assert (first["when"], first["raw"], first["deep"]) == ("2031-01-01T00:00:00", "AP8=", {"a": [0]})
    assert first["attributions"][0]["source"] == [[0, 3]]


def test_lines_to_table(folder: Path) -> None:
    """Plain values get their types, whatever comes up late or is mixed is kept, and bad lines are left out."""
    mixed: list[Any] = [1, "x", None, {"a": 1.5}]
    records = [{"id": f"r{n}", "text": TEXT, "mixed": m, "tags": ["a"] * n} for n, m in enumerate(mixed)]
    write(folder / "in.jsonl", *records, "{broken", {"text": TEXT, "late": 2.5})
    assert extract("in.jsonl", "out.parquet") == 2
    rows = pq.read_table(folder / "out.parquet").to_pylist()
    assert [r["id"] for r in rows] == ["r0", "r1", "r2", "r3", None]
    assert [r["mixed"] for r in rows] == ["1", '"x"', None, '{"a": 1.5}', None]
    assert [r["tags"] for r in rows][:3] == [[], ["a"], ["a", "a"]]
    assert [r["late"] for r in rows][-2:] == [None, 2.5]


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["none.parquet", "out.jsonl"], "none.parquet: no such file"),
        (["bad.parquet", "out.jsonl"], "bad.parquet: is not a Parquet file"),
        (["other.parquet", "out.jsonl"], "has no column `text`"),
        (["in.parquet", "in.parquet"], "is the input itself"),
        (["in.parquet", "out.parquet", "--resume"], "leave --resume out"),
        (["in.parquet", "no/folder/out.parquet"], "cannot be written"),
        (["empty.jsonl", "out.parquet"], "holds no records"),
    ],
)
def test_wrong_calls(folder: Path, arguments: list[str], answer: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be done is answered in one line, with exit code 2, and nothing is left behind."""
    table(folder)
    (folder / "bad.parquet").write_bytes(b"not a table")
    (folder / "empty.jsonl").write_bytes(b"\n")
    pq.write_table(pa.table({"body": ["x"]}), folder / "other.parquet")
    before = sorted(p.name for p in folder.iterdir())
    assert extract(*arguments) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert answer in error
    assert sorted(p.name for p in folder.iterdir()) == before


def test_without_pyarrow(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the extra, the way to it is said."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert extract("in.parquet", "out.jsonl") == 2
    assert 'pip install "sayso[parquet]"' in capsys.readouterr().err
