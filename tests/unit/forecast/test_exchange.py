"""Ledgers from and to files: what comes in is what went out, or nothing with every fault listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import BadRecord, InputError, NotFound, NotText
from sayso.forecast import read_csv, read_jsonl, to_csv, to_jsonl
from sayso.model import Entry, Outcome

HEADER = "question,by,made,probability,outcome,horizon,resolved\n"


def written(folder: Path, text: str, name: str = "ledger.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf8", newline="")
    return path


def faults(path: Path) -> list[str]:
    """What is wrong with a file, a line each, without the heading."""
    with pytest.raises(BadRecord) as caught:
        (read_jsonl if path.suffix == ".jsonl" else read_csv)(path)
    return [line.strip() for line in str(caught.value).splitlines()[1:]]


def test_a_ledger_is_read(tmp_path: Path) -> None:
    """Columns in any order, others passed over, days and outcomes in their spellings."""
    path = written(
        tmp_path,
        "\ufeffBy,Question,made,probability,outcome,mood\r\nada,q1,2034-11-02,70%,YES,glad\r\n\r\nben,q2,2034-11-02T10:00:00,0.2,,\r\n",
    )
    assert read_csv(path) == [
        Entry("q1", "ada", "2034-11-02", 0.7, Outcome.YES),
        Entry("q2", "ben", "2034-11-02", 0.2, None),
    ]


def test_every_fault_is_listed_in_one_go(tmp_path: Path) -> None:
    """One error names all that is wrong, by line, and nothing is imported."""
    path = written(
        tmp_path,
        HEADER
        + "q1,ada,2034-11-02,1.2,yes,,\n"
        + "q2,ada,2034-11-02,0.5,perhaps,,\n"
        + "q3,ada,2034-11-02,0.5,no,2034-11-01,\n"
        + ",ada,2 November,much,no,,\n"
        + "q5,ada,2034-11-02\n"
        + "q6,ben,2034-11-02,0.5,no,,\n"
        + "q6,ada,2034-11-02,0.5,yes,,\n",
    )
    assert faults(path) == [
        "line 2: probability “1.2” is not between 0 and 1",
        "line 3: outcome “perhaps” is none of yes, no, partly, void, or empty",
        "line 4: the horizon 2034-11-01 is before the day of the forecast, 2034-11-02",
        "line 5: no question",
        "line 5: made “2 November” is no day such as 2035-03-02",
        "line 5: probability “much” is no number",
        "line 6: 3 cells, and the header has 7",
        "line 8: question “q6” came out yes, and no in line 7",
    ]


def test_missing_columns_and_what_else_is_wrong(tmp_path: Path) -> None:
    """All missing columns are named at once, and the rows are looked at all the same."""
    path = written(tmp_path, "question,by,probability\nq1,ada,nan\n")
    assert faults(path) == [
        "line 1: no column made, outcome (there are: question, by, probability)",
        "line 2: probability “nan” is not between 0 and 1",
    ]


@pytest.mark.parametrize("text", ["", "\n", "a,a\n1,2\n", 'question,by,made,probability,outcome\n"q1,ada\n'])
def test_no_ledger(tmp_path: Path, text: str) -> None:
    """An empty file, columns that stand there twice, a quotation mark that is never closed."""
    assert faults(written(tmp_path, text))


def test_json_lines(tmp_path: Path) -> None:
    """The same faults, and those of JSON."""
    good = {"question": "q1", "by": "ada", "made": "2034-11-02", "probability": 0.7, "outcome": 1}
    rows = [json.dumps(good), "{", "[]", json.dumps(good | {"probability": None}), json.dumps({"question": ["q"]})]
    path = written(tmp_path, "\n".join(rows), "ledger.jsonl")
    assert faults(path) == [
        "line 2: no JSON",
        "line 3: no object",
        "line 4: no probability",
        "line 5: no by, made, probability, outcome",
        "line 5: question is no text",
        "line 5: no question",
    ]
    assert read_jsonl(written(tmp_path, rows[0], "one.jsonl")) == [Entry("q1", "ada", "2034-11-02", 0.7, Outcome.YES)]


def test_many_faults_are_counted(tmp_path: Path) -> None:
    """A file that is wrong throughout ends in no endless list."""
    listed = faults(written(tmp_path, HEADER + "q,ada,2034-11-02,2,yes,,\n" * 500))
    assert listed[-1] == "… and 450 more"
    assert len(listed) == 51


def test_files_that_are_none(tmp_path: Path) -> None:
    """No file, a folder, bytes that are no text: an InputError each."""
    with pytest.raises(NotFound):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(InputError):
        read_csv(tmp_path)
    (tmp_path / "bytes.csv").write_bytes(b"question\xff")
    with pytest.raises(NotText):
        read_csv(tmp_path / "bytes.csv")


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    """Commas, quotation marks, line breaks and open questions survive both formats."""
    rows = [
        Entry(
            "q, 1",
            'Ada "A" Quist',
            "2034-11-02",
            0.1 + 0.2,
            Outcome.PARTLY,
            "2034-12-01",
            "2034-11-30",
            "Two\nlines",
            "likely",
        ),
        Entry("q2", "ben", "2034-11-02", 1.0, None, outlet="The Lantern"),
    ]
    assert read_csv(written(tmp_path, "".join(to_csv(rows)))) == rows
    assert read_jsonl(written(tmp_path, "".join(to_jsonl(rows)), "x.jsonl")) == rows
