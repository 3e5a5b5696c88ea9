"""What the pages of the desk cost on a large dossier: server time, weight, and the plan of every query.

    python bench/desk.py DOSSIER [--pages 100] [--plans] [--json]

DOSSIER is a SQLite file, such as `bench/dossier.py --keep` makes. `sayso serve` is started on it, and asked over
loopback for the pages that a reader asks for: the story (as of many days, and through its filters), claims of several
articles, articles, sources, searches, the ledger, the log and the form, drawn by chance; and by themselves for the
heaviest of them and for the first story and ledger after the start, for which there are no aims. What the desk loads
beside its first pages is waited for before the others. No page is asked for twice, so that nothing comes from what was
worked out for it before.

Told are, for each kind of page, the milliseconds by the clock at the median and at the 95th percentile (aims: 100 and
300), those of them that the server spent on a processor, which are the same on a busy machine, and the weight of a page
with all that it loads, in kB as they are sent (aim for an article: 200).

Then every query that these pages make is put to SQLite's planner: none may go through a whole table or index, but for
the small tables that are kept in memory as a whole, and read once after every change: the log, what could not be read,
the few places where somebody cites what they foresaw, and ledgers kept elsewhere. With `--plans` this is all that is
done. Ends with 1 where a query does, or an aim is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from sayso.dossier import Dossier

MEDIAN, WORST, WEIGHT = 100.0, 300.0, 200.0
HEAVIEST = 5  # of each kind
_ADDRESS = re.compile(r"http://[\w.:]+\d")
_LOADED = re.compile(r'(?:src|href)="(/static/[^"]+)"')
# What SQLite calls a step that comes to every row. The tables of a handful of rows that are listed here are read as
# a whole on purpose.
_SCAN = re.compile(r"\bSCAN (?!.*VIRTUAL TABLE INDEX)(?!CONSTANT ROW|\(?subquery|json_each|j\b)(\w+)")
_SMALL = {
    *("notes", "sayso_version", "sqlite_master", "sqlite_schema", "judgements", "failures"),
    *("entries", "self_citations", "unread"),
}


def paths(where: Path, count: int) -> dict[str, list[str]]:
    """So many paths of each kind of page, drawn by chance, and the heaviest by themselves."""
    turn = random.Random(6)
    with closing(sqlite3.connect(f"file:{where}?mode=ro", uri=True)) as db:

        def column(query: str) -> list[str]:
            return [str(row[0]) for row in db.execute(query)]

        claims = column("SELECT number FROM claims WHERE articles > 1 ORDER BY articles DESC, number")
        articles = column(
            "SELECT a.id FROM articles a JOIN texts t ON t.article = a.number ORDER BY length(t.record) DESC, a.number"
        )
        mouths = column(
            "SELECT m.id FROM mouths m JOIN spoken s ON s.mouth = m.number GROUP BY m.number ORDER BY count(*) DESC, 1"
        )
        words = sorted({w for plain in column("SELECT plain FROM mouths") for w in plain.split() if len(w) > 3})
        days = column("SELECT DISTINCT published FROM articles WHERE published IS NOT NULL")
        outlets = column("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL")
        tellers = column(
            "SELECT t.called FROM foretellers t JOIN forecasts f ON f.foreteller = t.number WHERE t.called <> ''"
            " GROUP BY t.called ORDER BY count(*) DESC, 1"
        )

    def some(found: list[str]) -> list[str]:
        return turn.sample(found, min(len(found), count))

    def article(id: str) -> str:
        return f"/articles/{quote(id, safe='')}"

    def source(id: str) -> str:
        return f"/sources/{quote(id, safe='')}"

    few = max(1, count // 4)
    story = [f"/?as_of={day}" for day in turn.sample(days, min(few, len(days)))]
    story += [f"/?outlet={quote(outlet)}" for outlet in outlets[:few]]
    story += ["/?unnamed=1", "/?stance=denies", "/?source_kind=named_person", "/?alone=1"]
    return {
        "story, first": ["/"],
        "story": story,
        "claim": [f"/claims/c{n}" for n in some(claims)],
        "claim, the widest": [f"/claims/c{n}" for n in claims[:HEAVIEST]],
        "article": list(map(article, some(articles))),
        "article, the longest": list(map(article, articles[:HEAVIEST])),
        "article, to select from": [f"{article(id)}?mark=1" for id in some(articles)],
        "source": list(map(source, some(mouths))),
        "source, who says most": list(map(source, mouths[:HEAVIEST])),
        "search": [f"/search?q={quote(word)}" for word in turn.sample(words, min(count, len(words)))],
        "forecasts, first": ["/forecasts"],
        "forecasts": [
            *(f"/forecasts?limit={n}" for n in turn.sample(range(20, 50), min(few, 30))),
            *(f"/forecasts?by={quote(name)}" for name in some(tellers)[: 2 * few]),
            *(f"/forecasts?{asked}" for asked in ("status=open", "status=due", "status=resolved", "kind=threat")),
        ],
        "forecasts, who foresees most": [f"/forecasts?by={quote(name)}" for name in tellers[:HEAVIEST]],
        "judgements": ["/judgements"],
        "add": ["/add"],
    }


@contextmanager
def served(where: Path) -> Iterator[tuple[str, int]]:
    """`sayso serve` on a dossier, in a process of its own; gives its address and the id of the process."""
    command = [sys.executable, "-m", "sayso", "serve", str(where), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if found := _ADDRESS.search(line):
                    yield found.group(), process.pid
                    return
            sys.exit(f"`sayso serve` did not start: {' '.join(command)}")
        finally:
            process.terminate()


def timed(where: Path, asked: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    """The milliseconds and kilobytes of each kind of page."""
    times: dict[str, list[float]] = defaultdict(list)
    spent: dict[str, list[float]] = defaultdict(list)
    weights: dict[str, list[float]] = defaultdict(list)
    loaded: dict[str, int] = {}
    with served(where) as (address, process), httpx.Client(base_url=address, timeout=120) as client:
        client.get("/add")  # imports and templates
        for kind, there in asked.items():
            for path in there:
                begun, before = time.perf_counter(), processor(process)
                answer = client.get(path)
                times[kind].append(1000 * (time.perf_counter() - begun))
                spent[kind].append(processor(process) - before)
                if answer.status_code != 200 and not (answer.status_code == 404 and "as_of" in path):
                    sys.exit(f"{path}: {answer.status_code}")
                weight = answer.num_bytes_downloaded
                for file in dict.fromkeys(_LOADED.findall(answer.text)):
                    if file not in loaded:
                        loaded[file] = client.get(file).num_bytes_downloaded
                    weight += loaded[file]
                weights[kind].append(weight / 1000)
            if kind.endswith("first"):
                settle(process)
    return {
        kind: {
            "pages": len(found),
            "median_ms": round(statistics.median(found), 1),
            "p95_ms": round(ninety_fifth(found), 1),
            "most_ms": round(max(found), 1),
            "processor_median_ms": round(statistics.median(spent[kind]), 1),
            "processor_p95_ms": round(ninety_fifth(spent[kind]), 1),
            "median_kb": round(statistics.median(weights[kind]), 1),
            "most_kb": round(max(weights[kind]), 1),
        }
        for kind, found in times.items()
    }


def settle(process: int) -> None:
    """Wait until a process is at rest, a minute at most."""
    before = -1.0
    for _ in range(120):
        spent = processor(process)
        if spent - before < 20:
            return
        before = spent
        time.sleep(0.5)


def processor(process: int) -> float:
    """The milliseconds that a process has spent on a processor; 0 where the system does not tell."""
    found = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(file.read_text().split()[0]) for file in found) / 1e6


def ninety_fifth(found: list[float]) -> float:
    return sorted(found)[max(0, -(-len(found) * 95 // 100) - 1)]


def plans(where: Path, asked: dict[str, list[str]]) -> tuple[int, dict[str, list[str]]]:
    """How many different queries the pages make, and those that go through a whole table, with the steps that do."""
    from sqlalchemy import Engine, event

    from sayso.web import create_app

    made: dict[str, tuple[str, Any]] = {}
    page = ""

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        # Two lists of other lengths are one query.
        shape = re.sub(r"\?(?:, \?)+", "?…", statement)
        if page:
            made.setdefault(shape, (page, (statement, parameters)))

    app = create_app(where)

    async def ask() -> None:
        nonlocal page
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", timeout=120) as client:
            for kind, there in asked.items():
                page = kind
                for path in there:
                    await client.get(path)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        asyncio.run(ask())
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        app.state.desk.close()
    found: dict[str, list[str]] = {}
    with closing(sqlite3.connect(f"file:{where}?mode=ro", uri=True)) as db:
        for shape, (kind, (statement, parameters)) in made.items():
            if not re.match(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b", statement, re.IGNORECASE):
                continue
            steps = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            scans = [s for s in steps if (m := _SCAN.search(s)) and m.group(1) not in _SMALL]
            if scans:
                found[f"{kind}: {' '.join(shape.split())}"] = scans
    return len(made), found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--pages", type=int, default=100, help="of each kind")
    parser.add_argument("--plans", action="store_true", help="look at the queries alone")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    Dossier(given.dossier).close()  # one that an older version made gets its newest shape
    asked = paths(given.dossier, given.pages)
    times = {} if given.plans else timed(given.dossier, asked)
    queries, scans = plans(given.dossier, {kind: there[:20] for kind, there in asked.items()})
    aimed = {kind: t for kind, t in times.items() if "," not in kind}
    missed = [kind for kind, t in aimed.items() if t["median_ms"] > MEDIAN or t["p95_ms"] > WORST]
    missed += [kind for kind, t in times.items() if kind.startswith("article") and t["most_kb"] > WEIGHT]
    if given.json:
        print(json.dumps({"pages": times, "queries": queries, "scans": scans, "missed": missed}))
    else:
        head = ("by the clock", "on a processor", "weight")
        if times:
            print(f"{'median, 95 % of':30}{'pages':>6}{head[0]:>18}{head[1]:>18}{head[2]:>16}")
        for kind, t in times.items():
            print(
                f"{kind:30}{t['pages']:6}{t['median_ms']:9.0f}{t['p95_ms']:6.0f} ms"
                f"{t['processor_median_ms']:9.0f}{t['processor_p95_ms']:6.0f} ms"
                f"{t['median_kb']:7.0f}{t['most_kb']:6.0f} kB"
            )
        print(f"{queries} queries, {len(scans)} of which go through a whole table")
        for query, steps in scans.items():
            print(f"\n{query}\n  " + "\n  ".join(steps))
        for kind in missed:
            print(f"over the aim: {kind}")
    sys.exit(1 if scans or missed else 0)


if __name__ == "__main__":
    main()
