"""Dossiers by the command line: killed for real, exported, judged, and everything that can be wrong with one."""

from __future__ import annotations

import csv
import json
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import networkx
import pytest

from calls import answer, sayso

STORY = Path(__file__).parents[2] / "examples" / "vessen-dam" / "articles.jsonl"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the worked example."""
    path = tmp_path_factory.mktemp("story") / "dam.sayso"
    done = sayso("add", path, STORY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{path}: 11 articles added; it holds 11 articles, ")
    assert done.stderr == "sayso: press-1: is dated in the future (2034-10-02), and 10 more: kept with that date\n"
    return path


@pytest.fixture
def copy(story: Path, tmp_path: Path) -> Path:
    """The same dossier to do things to."""
    (tmp_path / "dam.sayso").write_bytes(story.read_bytes())
    return tmp_path / "dam.sayso"


def many(folder: Path) -> Path:
    """Forty short articles of an invented council, about twelve matters."""
    turn = random.Random(7)
    people = ["Ada Holm", "Bren Okoro", "Cato Lind", "Dena Marsh", "Eskil Vane", "Fola Adeyemi"]
    matters = ["the ferry", "the old theatre", "the tram line", "the fish market", "the north school", "the lido"]
    path = folder / "many.jsonl"
    with path.open("w", encoding="utf8") as file:
        for n in range(40):
            who, what, year = turn.choice(people), turn.choice(matters), turn.choice(["March", "May"])
            text = f"Orrin will close {what} in {year}, {who} said on Monday.\n\n{who} told reporters that {n + 100} "
            text += f"people had signed letter number {n}. A clerk declined to comment."
            record = {"id": f"n{n}", "text": text, "outlet": f"Outlet {n % 7}", "published": f"2031-01-{n % 28 + 1:02}"}
            file.write(json.dumps(record) + "\n")
    return path


def held(path: Path) -> int:
    """How many articles a dossier holds while another process writes to it."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return int(connection.execute("select count(*) from articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def everything(path: Path) -> list[Any]:
    """All that a dossier holds, but for when it came."""
    lines = [json.loads(line) for line in sayso("export", path).stdout.splitlines()]
    assert lines
    return [{key: value for key, value in line.items() if key != "added"} for line in lines]


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """A run that is killed again and again, in the middle of whatever it does, ends with what one run gives."""
    source, killed, whole = many(tmp_path), tmp_path / "killed.sayso", tmp_path / "whole.sayso"
    assert sayso("add", whole, source).returncode == 0
    turn = random.Random(3)
    kills = 0
    while kills < 6:
        before = held(killed)
        process = subprocess.Popen(
            [sys.executable, "-m", "sayso", "add", str(killed), str(source)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # From the second time on it dies after it has written something.
        deadline = time.monotonic() + 60
        while kills and held(killed) == before < 40 and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(turn.random() * (0.5 if kills else 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        kills += 1
        assert held(killed) >= before
    done = sayso("add", killed, source)
    assert done.returncode == 0, done.stderr
    assert everything(killed) == everything(whole)
    again = answer("add", killed, source)
    assert (again["added"], again["known"]) == (0, 40)


def test_two_runs_at_once(tmp_path: Path) -> None:
    """Two runs that add the same articles at the same time add each of them once."""
    source, path = many(tmp_path), tmp_path / "both.sayso"
    sayso("add", path, STORY)
    both = [
        subprocess.Popen([sys.executable, "-m", "sayso", "add", str(path), str(source)], stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [process.wait() for process in both] == [0, 0]
    assert held(path) == 51


def test_claims(story: Path) -> None:
    """The claims as JSON have the fields of the contract, those that most articles have first."""
    claims = answer("claims", story)
    assert len(claims[0]["carried_by"]) >= 8
    sizes = [len({*claim["carried_by"], *claim["denied_by"]}) for claim in claims]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) > 1
    assert set(claims[0]) >= {"id", "text", "carried_by", "denied_by", "first_seen", "corroboration"}
    assert set(claims[0]["corroboration"]) == {"low", "high"}
    assert len(answer("claims", story, "--all", "--limit", "0")) > len(claims)
    assert answer("claims", story, "--as-of", "2034-10-01") == []


def test_text(story: Path) -> None:
    """In a pipe, tables and trees are plain and a hundred columns wide at most; what is hidden is said."""
    for command in (["claims"], ["trace", "c1"], ["who", "Reed"], ["copies"], ["versions"], ["search", "Hartmann"]):
        done = sayso(command[0], story, *command[1:])
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
        assert "\x1b" not in done.stdout
        assert max(map(len, done.stdout.splitlines())) <= 100
    assert re.search(r"\d+ claims that one article alone carries: --all", sayso("claims", story).stdout)


def test_a_claim_by_words(story: Path) -> None:
    """A claim that is named by words is traced, and standard error says which one it is."""
    done = sayso("trace", story, "the dam is going to be closed", "--format", "json")
    found = json.loads(done.stdout)
    assert done.stderr.startswith(f"sayso: “the dam is going to be closed” is taken for {found['claim']['id']}: ")
    assert set(found) >= {
        *("claim", "as_of", "credibility", "origins", "single_points", "loops", "chains", "stances", "evidence"),
    }
    lines = STORY.read_text(encoding="utf8").splitlines()
    articles = {record["id"]: record["text"] for record in map(json.loads, lines)}
    for evidence in found["evidence"]:
        if evidence["spans"]:
            cut = " … ".join(articles[evidence["article"]][a:b] for a, b in evidence["spans"])
            assert cut == evidence["text"]


def test_judgements(copy: Path) -> None:
    """What is judged holds in the next command, with author and note, until it is taken back."""
    first, second = [claim["id"] for claim in answer("claims", copy)[:2]]
    entry = answer("judge", copy, "merge", first, second, "--note", "one plan", "--author", "ada")
    assert (entry["author"], entry["note"], entry["kind"]) == ("ada", "one plan", "merge")
    assert second not in [claim["id"] for claim in answer("claims", copy)]
    assert "one plan" in sayso("judge", copy, "list").stdout
    back = answer("judge", copy, "undo", entry["id"], "--author", "ada")
    assert back["undoes"] == entry["id"]
    assert [claim["id"] for claim in answer("claims", copy)][:2] == [first, second]


def test_exports(story: Path, tmp_path: Path) -> None:
    """Each format is written whole, and other programs read it."""
    for format in ("jsonl", "csv", "graphml"):
        done = sayso("export", story, "--format", format, "--output", tmp_path / f"dam.{format}")
        assert (done.returncode, done.stdout) == (0, "")
        assert "written to" in done.stderr
    lines = [json.loads(line) for line in (tmp_path / "dam.jsonl").read_text(encoding="utf8").splitlines()]
    assert {line["type"] for line in lines} == {"article", "claim", "copy", "forecast"}
    assert sum(line["type"] == "article" for line in lines) == 11
    with (tmp_path / "dam.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {"claim", "article", "mouths", "words"} <= set(rows[0])
    assert {row["article"] for row in rows} >= {"press-1", "tribune-1"}
    graph = networkx.read_graphml(tmp_path / "dam.graphml")
    assert {data["kind"] for _, data in graph.nodes(data=True)} >= {"claim", "article"}
    assert graph.number_of_edges() > 20


def test_report(story: Path, tmp_path: Path) -> None:
    """The report is one page with every article, no script, and nothing that is fetched."""
    done = sayso("report", story, "--output", tmp_path / "dam.html")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "dam.html").read_text(encoding="utf8")
    assert "<svg" in page
    assert "CONFIRMED: The Vessen Dam will be closed" in page
    assert not re.search(r"<script|<link[^>]+href=.http|src=.http|@import|url\(http", page)


def spoilt(folder: Path) -> Iterator[tuple[str, Path]]:
    yield "none.sayso", folder / "none.sayso"
    for name, data in {"empty.sayso": b"", "page.sayso": b"<html>no dossier</html>" * 99}.items():
        (folder / name).write_bytes(data)
        yield name, folder / name
    (folder / "folder.sayso").mkdir()
    yield "folder.sayso", folder / "folder.sayso"


def test_what_is_no_dossier(tmp_path: Path) -> None:
    """What is no dossier is refused by every command in one line with the way out, and left as it is."""
    for name, path in spoilt(tmp_path):
        before = path.read_bytes() if path.is_file() else None
        for command in (["claims"], ["trace", "c1"], ["who", "Reed"], ["copies"], ["search", "x"], ["judge", "list"]):
            done = sayso(command[0], path, *command[1:])
            assert (done.returncode, done.stdout) == (2, ""), (name, command, done.stderr)
            assert done.stderr.count("\n") == 1
            assert name in done.stderr
            assert "error in sayso" not in done.stderr
        assert (path.read_bytes() if path.is_file() else None) == before


def test_a_torn_dossier(copy: Path) -> None:
    """A dossier whose end is missing is told to be damaged, in one line."""
    data = copy.read_bytes()
    copy.write_bytes(data[: len(data) // 3])
    done = sayso("claims", copy)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "damaged" in done.stderr


def test_bad_inputs_are_named(copy: Path, tmp_path: Path) -> None:
    """What cannot be read has its line, the rest is added, and the exit code is 2."""
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n")
    (tmp_path / "note.txt").write_text("The lido will open in June, the mayor Ada Holm said on Monday.\n")
    done = sayso("add", copy, tmp_path / "none.html", tmp_path / "scan.pdf", tmp_path / "note.txt")
    assert done.returncode == 2
    assert "1 article added, 2 could not be read" in done.stdout
    assert [line.partition(": ")[2].partition(":")[0].split()[0] for line in done.stderr.splitlines()] == [
        str(tmp_path / "none.html"),
        str(tmp_path / "scan.pdf"),
    ]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["trace", "c4711"], "c4711"),
        (["trace", "zxqv wkjhg"], "sayso search"),
        (["who", "Tomas Reid"], "Tomas Reed"),
        (["judge", "merge", "c1"], "two claims"),
        (["judge", "undo"], "list"),
        (["judge", "undo", "j1"], "j1"),
        (["report", "--output", "-"], "name a file"),
    ],
)
def test_what_is_not_there(story: Path, call: list[str], says: str) -> None:
    """What a dossier does not hold is answered in one line, with what is like it or the way out."""
    done = sayso(call[0], story, *call[1:])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert says in done.stderr
