"""The ledger by the command line: listed, resolved, scored, taken in and out; and all that can be wrong with it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from calls import answer, sayso

COLUMNS = "question,by,made,probability,outcome,horizon,resolved,statement,words,outlet"
ARTICLES = [
    {
        "id": "leaf-1",
        "outlet": "Sallow Leaf",
        "author": "Una Lind",
        "published": "2021-03-02",
        "text": "The lido\n\nI have walked past it for years. The lido at Varn will probably open again before "
        "the end of June. There is water in it at last.",
    },
    {
        "id": "echo-1",
        "outlet": "Varn Echo",
        "published": "2021-06-14",
        "text": "Lido opens\n\nThe lido at Varn opened again on Sunday, the town said. Two hundred people swam.",
    },
]


def ledger(folder: Path, *rows: str, header: str = COLUMNS, name: str = "ledger.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf8")
    return path


@pytest.fixture
def lido(tmp_path: Path) -> Path:
    """A dossier of two articles."""
    source = tmp_path / "lido.jsonl"
    source.write_text("".join(json.dumps(a) + "\n" for a in ARTICLES), encoding="utf8")
    assert sayso("add", tmp_path / "lido.sayso", source).returncode == 0
    return tmp_path / "lido.sayso"


def test_listed_resolved_taken_back(lido: Path) -> None:
    """A forecast is due, is resolved with evidence, counts as a hit, and is due again once that is taken back."""
    (found,) = answer("forecasts", lido, "--due")
    assert (found["by"], found["article"], found["status"]) == ("author", "leaf-1", "due")
    assert found["text"] == "The lido at Varn will probably open again before the end of June."
    assert found["horizon"] == "2021-06-30"
    assert {e["stance"] for e in found["evidence"]} == {"for"}
    assert answer("forecasts", lido, "--open", "--resolved") == []
    assert answer("forecasts", lido, "--as-of", "2021-06-30", "--open")[0]["id"] == found["id"]
    table = sayso("forecasts", lido)
    assert "by 2021-06-30" in table.stdout
    assert "Una Lind, the author" in table.stdout
    one = sayso("forecasts", lido, found["id"])
    assert "says so" in one.stdout
    assert "evidence to judge, nothing is decided by it" in one.stdout.lower()
    entry = answer("resolve", lido, found["id"], "yes", "--evidence", "echo-1", "--author", "ada", "--note", "wet")
    assert (entry["kind"], entry["author"], entry["about"]["resolved"]) == ("resolve", "ada", "2021-06-14")
    (resolved,) = answer("forecasts", lido, "--resolved", "--by", "una lind")
    assert (resolved["right"], resolved["resolution"]["note"]) == (True, "wet")
    assert f"{found['id']}: yes (2021-06-14, on echo-1)" in " ".join(sayso("judge", lido, "list").stdout.split())
    assert "nothing is scored for fewer than 20" in sayso("scores", lido).stdout
    assert sayso("judge", lido, "undo", entry["id"], "--author", "ada").returncode == 0
    assert answer("forecasts", lido)[0]["status"] == "due"


def test_a_ledger_is_scored(tmp_path: Path) -> None:
    """A CSV that is kept elsewhere makes a dossier of its own; its scores are those that can be worked out by hand."""
    rows = [
        f"q{n},bo,2021-01-01,{0.75 if n % 2 else 0.25},{n % 2},,2021-02-01,Rain on day {n},likely,Post"
        for n in range(24)
    ]
    where = tmp_path / "rain.sayso"
    done = sayso("forecasts", where, "--import", ledger(tmp_path, *rows))
    assert (done.returncode, done.stdout) == (0, f"{where}: 24 forecasts imported\n")
    assert sayso("forecasts", where, "--import", ledger(tmp_path, *rows)).stdout.endswith(
        "0 forecasts imported, 24 known already\n"
    )
    found = answer("scores", where, "--by", "wording")
    assert (found["all"]["brier"], found["all"]["base_rate"]) == (0.0625, 0.5)
    parts = found["all"]["decomposition"]
    assert (parts["reliability"], parts["resolution"], parts["uncertainty"]) == (0.0625, 0.25, 0.25)
    assert [g["name"] for g in found["groups"]] == ["likely"]
    shown = sayso("scores", where)
    assert "Brier score 0.062 (0 is perfect, always saying 50% scores 0.250)" in shown.stdout
    assert answer("scores", where, "--least", "25")["all"]["brier"] is None
    page = tmp_path / "rain.html"
    assert sayso("report", where, "--output", page).returncode == 0
    assert 'class="calibrated"' in page.read_text(encoding="utf8")


def test_plans_are_kept_apart(tmp_path: Path) -> None:
    """Plans, promises and threats are no forecasts, are said to be there, and are listed when they are asked for."""
    source = tmp_path / "weir.jsonl"
    text = "The weir\n\nThe weir will burst in May.\n\nThe council vowed to mend the lock. Rowers threatened to sue."
    source.write_text(json.dumps({"id": "w", "outlet": "Varn Echo", "published": "2021-03-02", "text": text}))
    where = tmp_path / "weir.sayso"
    assert sayso("add", where, source).returncode == 0
    assert {f["kind"] for f in answer("forecasts", where)} == {"forecast"}
    kept = answer("forecasts", where, "--kind", "intention")
    assert {f["kind"] for f in kept} == {"promise", "threat"}
    assert {f["id"] for f in answer("forecasts", where, "--kind", "all")} > {f["id"] for f in kept}
    shown = sayso("forecasts", where).stdout
    assert "Kept apart: 1 promise (--kind promise), 1 threat (--kind threat)" in shown
    assert "to mend the lock" not in shown
    both = sayso("forecasts", where, "--kind", "all").stdout
    before, _, after = both.partition("NO FORECASTS")
    assert "will burst" in before and "to mend the lock" in after
    assert sayso("forecasts", where, "--kind", "plan").stdout.startswith("No plans.")
    page = tmp_path / "weir.html"
    assert sayso("report", where, "--output", page).returncode == 0
    assert "Plans, promises and threats" in page.read_text(encoding="utf8")


def test_a_bare_will_is_scored_by_a_judgement(lido: Path, tmp_path: Path) -> None:
    """A will has no figure: it is told as right or wrong, and scored from the day that somebody gives one."""
    source = tmp_path / "will.jsonl"
    days = ["one", "two", "three", "four", "five"]
    rows = [
        {
            "id": f"d{n}",
            "outlet": "Leaf",
            "author": "Una Lind",
            "published": "2021-03-02",
            "text": f"Pool {day} will open.",
        }
        for n, day in enumerate(days)
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    where = tmp_path / "will.sayso"
    assert sayso("add", where, source).returncode == 0
    found = answer("forecasts", where)
    assert [f["probability"] for f in found] == [None] * 5
    for n, f in enumerate(found):
        assert sayso("resolve", where, f["id"], "yes" if n else "no", "--on", f"2021-05-0{n + 1}").returncode == 0
    before = answer("scores", where, "--by", "wording", "--least", "5")
    assert (before["unscored"], before["groups"]) == (5, [])
    assert before["without_figure"] == [{"words": "will", "right": 4, "wrong": 1}]
    assert "“will” 4 right 1 wrong" in " ".join(sayso("scores", where).stdout.split())
    assert sayso("judge", where, "probability", "will", "90%", "--author", "ada").returncode == 0
    after = answer("scores", where, "--by", "wording", "--least", "5")
    assert (after["unscored"], after["judged"]) == (0, 5)
    assert [(g["name"], g["brier"]) for g in after["groups"]] == [("will", pytest.approx((4 * 0.01 + 0.81) / 5))]
    assert answer("forecasts", where)[0]["probability_by"]["words"] == "will"
    assert "“will”: 90%" in sayso("judge", where, "list").stdout
    assert "given by ada" in " ".join(sayso("forecasts", where).stdout.split())


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_out_and_in_again(lido: Path, tmp_path: Path, suffix: str) -> None:
    """What goes out of one dossier comes into another; a cell is no formula for a spreadsheet."""
    assert sayso("forecasts", lido, "--import", ledger(tmp_path, "q,bo,2021-01-01,70%,yes,,,=1+1,,")).returncode == 0
    out = tmp_path / f"out.{suffix}"
    done = sayso("forecasts", lido, "--export", out)
    assert (done.returncode, done.stderr) == (0, f"sayso: 2 forecasts written to {out}\n")
    other = tmp_path / "other.sayso"
    assert sayso("forecasts", other, "--import", out).stdout == f"{other}: 2 forecasts imported\n"
    assert {f["text"].lstrip("'") for f in answer("forecasts", other)} == {f["text"] for f in answer("forecasts", lido)}
    if suffix == "csv":
        with out.open(encoding="utf8", newline="") as file:
            assert [r["statement"] for r in csv.DictReader(file) if r["question"] == "q"] == ["'=1+1"]


def test_every_fault_at_once(lido: Path, tmp_path: Path) -> None:
    """Of a ledger with faults all are told, a line each, and nothing of it is imported."""
    bad = ledger(
        tmp_path,
        "q1,bo,2021-03-01,1.2,yes,,,,,",
        "q2,bo,2021-03-01,0.5,no,2021-02-01,,,,",
        "q3,bo,soon,0.5,perhaps,,,,,",
        "q4,bo,2021-03-01,0.5,no,,,,,",
    )
    done = sayso("forecasts", lido, "--import", bad)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert all(line.startswith("sayso: ") for line in lines)
    for fault in (
        "4 faults",
        "line 2: probability “1.2” is not between 0 and 1",
        "line 3: the horizon 2021-02-01 is before the day of the forecast, 2021-03-01",
        "line 4: made “soon” is no day",
        "line 4: outcome “perhaps” is none of yes, no, partly, void",
    ):
        assert sum(fault in line for line in lines) == 1, done.stderr
    assert [f["id"] for f in answer("forecasts", lido) if f["article"] is None] == []
    short = ledger(tmp_path, "q1,0.5", header="question,probability")
    done = sayso("forecasts", lido, "--import", short)
    assert (done.returncode, "no column by, made, outcome" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["resolve", "leaf-1#f99", "yes"], "no forecast has the id leaf-1#f99; did you mean leaf-1#f"),
        (["resolve", "{id}", "yes", "--evidence", "echo-9"], "no article has the id echo-9; did you mean echo-1?"),
        (["resolve", "{id}", "yes", "--on", "2021-02-30"], "2021-02-30: is no date"),
        (
            ["resolve", "{id}", "yes", "--on", "2020-01-01"],
            "was made on 2021-03-02: it cannot have been resolved before",
        ),
        (["resolve", "{id}", "perhaps"], "perhaps"),
        (["judge", "probability", "{id}", "130%"], "130%: a probability is from 0 to 1, or 0% to 100%"),
        (["judge", "probability", "leaf-1#f99", "0.5"], "no forecast has the id leaf-1#f99"),
        (["judge", "probability", "surely", "0.5"], "no forecast that has no figure is put as “surely”"),
        (["forecasts", "leaf-1#f99"], "no forecast has the id leaf-1#f99"),
        (["forecasts", "--import", "nowhere.csv"], "nowhere.csv: No such file"),
        (["forecasts", "--import", "ledger.xlsx"], "ledger.xlsx: a ledger is read from .csv or from .jsonl"),
        (["forecasts", "--export", "ledger.xlsx"], "ledger.xlsx: a ledger is written as .csv or as .jsonl"),
        (["scores", "--least", "2"], "2: fewer than 5 resolved questions"),
    ],
)
def test_what_cannot_be_done(lido: Path, arguments: list[str], says: str) -> None:
    """One line that says what is wrong, and the exit code of bad input."""
    (found,) = answer("forecasts", lido)
    command, *rest = (a.replace("{id}", found["id"]) for a in arguments)
    done = sayso(command, lido, *rest, *(["--author", "ada"] if command in ("resolve", "judge") else []))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert says in done.stderr
    assert answer("judge", lido, "list") == []
