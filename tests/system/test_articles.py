"""`sayso` as a program, on articles of our own: needs the weights."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sayso

ARTICLE = """\
Ferry to Hask suspended

The ferry to Hask will not run this week, the harbour master said on Monday.

“The pier is not safe,” Tomas Reyl told reporters. “I would not walk on it myself.”

The ferry company denied that it had been warned.
"""


def run(
    *arguments: str, cwd: Path, stdin: bytes = b"", before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "sayso", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        preexec_fn=before,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_text(ARTICLE, encoding="utf8")
    return tmp_path


def corpus(folder: Path, records: int) -> list[dict[str, Any]]:
    """A corpus with odd but good texts, unknown fields, and two bad lines, the 8th and the 41st."""
    out = []
    with (folder / "in.jsonl").open("w", encoding="utf8", newline="\n") as file:
        for n in range(records):
            if n in (7, 40):
                file.write("{broken\n")
                continue
            text = f"\ufeff Tag\t{n}\r\n\r\n" + ARTICLE.replace("Monday", f"day\u00a0{n} 🜚") + "\x0b \n"
            record = {"id": f"f-{n}", "text": text, "seen": [n, 1.5e3, None], "title": "Ferry"}
            file.write(json.dumps(record, ensure_ascii=n % 2 == 0) + "\n")
            out.append(record)
    return out


def test_text(folder: Path) -> None:
    """A table names the source and keeps the quotation."""
    done = run("read", "ferry.txt", cwd=folder)
    out = " ".join(done.stdout.decode("utf8").split())
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Ferry to Hask suspended" in out
    assert "Tomas Reyl" in out
    assert "“The pier is not safe,”" in out


def test_json_of_one_and_of_several(folder: Path) -> None:
    """One input gives an object and several an array; offsets index the text that stands beside them."""
    one = json.loads(run("read", "ferry.txt", "--format", "json", cwd=folder).stdout)
    assert one["schema"] == 1
    text = one["document"]["text"]
    assert one["attributions"]
    for a in one["attributions"]:
        for role in ("source", "cue", "content"):
            if a[role]:
                assert " … ".join(text[s:e] for s, e in a[role]["spans"]) == a[role]["text"]
    several = json.loads(run("read", "ferry.txt", "ferry.txt", "--format", "json", cwd=folder).stdout)
    assert several == [one, one]
    piped = json.loads(run("read", "-", "--format", "json", cwd=folder, stdin=ARTICLE.encode()).stdout)
    assert piped == one


def test_the_others_are_still_read(folder: Path) -> None:
    """A bad input among good ones is reported and the good ones are read; the exit code tells."""
    done = run("read", "none.txt", "ferry.txt", "--format", "json", cwd=folder)
    assert done.returncode == 2
    assert len(json.loads(done.stdout)) == 1
    assert done.stderr.decode().splitlines() == ["sayso: none.txt: no such file"]


def test_pages(folder: Path) -> None:
    """One article gives a page, several give a folder of pages with names of their own."""
    assert run("read", "ferry.txt", "-f", "html", "-o", "page.html", cwd=folder).returncode == 0
    page = (folder / "page.html").read_text(encoding="utf8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Tomas Reyl" in page
    done = run("read", "ferry.txt", "ferry.txt", "-f", "html", "-o", "pages/", cwd=folder)
    assert done.returncode == 0
    names = ["ferry-to-hask-suspended-2.html", "ferry-to-hask-suspended.html"]
    assert sorted(p.name for p in (folder / "pages").iterdir()) == names
    assert not (folder / "page.html.part").exists()


def test_front_door(folder: Path) -> None:
    """The call of the package gives what the command prints."""
    article = sayso.read(folder / "ferry.txt")
    printed = json.loads(run("read", "ferry.txt", "--format", "json", cwd=folder).stdout)
    assert json.loads(json.dumps(sayso.article_record(article))) == printed
    assert any(a.source and a.source.text == "Tomas Reyl" for a in article.attributions)


def test_read_many(folder: Path) -> None:
    """Several sources give an article or a failure each, in order."""
    good, bad = sayso.read_many([folder / "ferry.txt", folder / "none.txt"])
    assert isinstance(good, sayso.Article)
    assert not isinstance(bad, sayso.Article)
    assert bad.reason == f"{folder / 'none.txt'}: no such file"


def test_extract(folder: Path) -> None:
    """Every good line comes back in order with its fields untouched; bad ones are named; workers change
    nothing.
    """
    records = corpus(folder, 80)
    done = run("extract", "in.jsonl", "one.jsonl", "--workers", "1", cwd=folder)
    assert done.returncode == 2
    lines = done.stderr.decode().splitlines()
    assert [line.split(": ")[2] for line in lines[:2]] == ["line 8", "line 41"]
    assert "78 records" in lines[2]
    assert "2 bad lines skipped" in lines[2]
    found = [json.loads(line) for line in (folder / "one.jsonl").read_text(encoding="utf8").split("\n")[:-1]]
    assert [{k: v for k, v in r.items() if k not in ("attributions", "entities")} for r in found] == records
    assert all(r["attributions"] for r in found)
    assert all(r["entities"] for r in found)
    run("extract", "in.jsonl", "three.jsonl", "--workers", "3", cwd=folder)
    assert (folder / "three.jsonl").read_bytes() == (folder / "one.jsonl").read_bytes()
    piped = run("extract", "-", "-", cwd=folder, stdin=(folder / "in.jsonl").read_bytes())
    assert piped.stdout == (folder / "one.jsonl").read_bytes()
    assert sorted(p.name for p in folder.glob("*.jsonl*")) == ["in.jsonl", "one.jsonl", "three.jsonl"]


def test_extract_replaces_attributions(folder: Path) -> None:
    """A line that has attributions already gets new ones in their place."""
    record = {"id": 1, "text": ARTICLE, "attributions": "old", "z": 0}
    done = run("extract", "-", "-", cwd=folder, stdin=json.dumps(record).encode())
    found = json.loads(done.stdout)
    assert list(found) == ["id", "text", "attributions", "z", "entities"]
    assert isinstance(found["attributions"], list)


def test_extract_adds_to_given_spans(folder: Path) -> None:
    """Given attributions keep their place and their spans, and whoever said it is found."""
    at = ARTICLE.index("Tomas Reyl"), ARTICLE.index("“The pier"), ARTICLE.index("The ferry company")
    given = [
        {"source": [[at[2], at[2] + 17]], "cue": [[at[2] + 18, at[2] + 24]], "content": [[at[2] + 25, at[2] + 49]]},
        {"source": [[at[0], at[0] + 10]], "cue": [[at[0] + 11, at[0] + 15]], "content": [[at[1], at[1] + 23]]},
    ]
    record = json.dumps({"id": 1, "text": ARTICLE, "attributions": given}).encode()
    found = json.loads(run("extract", "-", "-", "--spans", "given", cwd=folder, stdin=record).stdout)
    for before, after in zip(given, found["attributions"], strict=True):
        assert {role: after[role] for role in before} == before
    assert found["attributions"][0]["stance"] == "denies"
    assert found["attributions"][1]["source_kind"] == "named_person"
    names = {e["id"]: e["name"] for e in found["entities"]}
    assert names[found["attributions"][1]["speaker"]] == "Tomas Reyl"


def test_extract_through_tables(folder: Path) -> None:
    """A corpus that becomes a table, and that table again a corpus, has what it had at once."""
    corpus(folder, 6)
    assert run("extract", "in.jsonl", "at-once.jsonl", cwd=folder).returncode == 0
    assert run("extract", "in.jsonl", "out.parquet", cwd=folder).returncode == 0
    assert run("extract", "out.parquet", "back.jsonl", cwd=folder).returncode == 0
    once, back = ((folder / name).read_text(encoding="utf8").splitlines() for name in ("at-once.jsonl", "back.jsonl"))
    for a, b in zip(map(json.loads, once), map(json.loads, back), strict=True):
        assert (a["text"], a["attributions"], a["entities"]) == (b["text"], b["attributions"], b["entities"])


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Harbour gates to stay shut until spring\n", "such as a headline"),
        ("The gates\n\nThe gates are forty years old. They weigh eleven tonnes each.\n", "nobody is said to say"),
        ("Les portes\n\nLes portes ont quarante ans et elles sont très lourdes, a dit le maire.\n", "another language"),
    ],
)
def test_nothing_to_find(folder: Path, text: str, note: str) -> None:
    """Where there is nothing to find, that is said, in the record too, and it is no error."""
    (folder / "short.txt").write_text(text, encoding="utf8")
    done = run("read", "short.txt", "--format", "json", cwd=folder)
    record = json.loads(done.stdout)
    assert (done.returncode, record["attributions"]) == (0, [])
    assert any(note in n for n in record["document"]["notes"])
    assert note in run("read", "short.txt", cwd=folder).stdout.decode("utf8")


@pytest.mark.parametrize("room", [10, 40_000, 80_000])
def test_extract_goes_on_after_a_death(folder: Path, room: int) -> None:
    """A run that dies in the middle of writing goes on where it stopped, to the same output as one that did
    not.
    """
    corpus(folder, 120)
    run("extract", "in.jsonl", "whole.jsonl", "--workers", "1", cwd=folder)
    whole = (folder / "whole.jsonl").read_bytes()
    assert len(whole) > room

    def limit() -> None:
        # No file may grow beyond this: the write that would fails half-way, as on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    died = run("extract", "in.jsonl", "out.jsonl", "--workers", "1", cwd=folder, before=limit)
    assert died.returncode == 1
    assert b"cannot go on: File too large" in died.stderr
    assert not (folder / "out.jsonl").exists()
    done = run("extract", "in.jsonl", "out.jsonl", "--workers", "1", cwd=folder)
    assert (b"going on after line" in done.stderr) == (room > 30_000)
    assert b"2 bad lines skipped" in done.stderr
    assert (folder / "out.jsonl").read_bytes() == whole


def test_evaluate_without_predictions(folder: Path) -> None:
    """Without predictions, sayso's own are measured, the same as those of `extract`."""
    gold = [{"id": "x", "text": ARTICLE, "attributions": []}]
    (folder / "gold.jsonl").write_text(json.dumps(gold[0]) + "\n", encoding="utf8")
    run("extract", "gold.jsonl", "out.jsonl", cwd=folder)
    asked = run("evaluate", "gold.jsonl", "--format", "json", cwd=folder)
    assert asked.returncode == 0
    assert asked.stdout == run("evaluate", "gold.jsonl", "out.jsonl", "-f", "json", cwd=folder).stdout
    assert json.loads(asked.stdout)["predicted"] > 0


def test_about(folder: Path) -> None:
    """`about` says which weights are installed."""
    card = json.loads(run("about", "--format", "json", cwd=folder).stdout)
    assert card["sayso"] == sayso.__version__
    assert card["model"]["digest"]


def test_closed_pipe(folder: Path) -> None:
    """A reader that has seen enough ends the run without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "read", "ferry.txt"],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=folder,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
