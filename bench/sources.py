"""How right sayso is about who is behind an attribution and what they do with it, held against a floor.

    python bench/sources.py CORPORA [--json] [--floors FILE] [--raise-floors]

CORPORA is a folder with `polnear/dev.jsonl` and `polnear/dev.labels.jsonl`: hand labels of kind, speaker, stance and
certainty. The labelled articles are put through `sayso extract` twice: with the annotated spans given, and end to
end, where a label that no attribution of sayso's matches (content@0.5) counts as wrong. Figures, in percent:

- `kind`, `stance`, `certainty`: the share of labels that agree; `.macro_f1`: the mean F1 of the labels that are
  given at least five times;
- `speaker.named_person`, `.organisation`, `.outlet`, `.document`: the share of the sources of this kind whose name
  agrees: for a person, the surname and every other name that both give; else all words but articles and possessives;
- the same with `end_to_end.` before them, and `end_to_end.found`, the share of labels that were matched.

Floors are kept and moved as by bench/accuracy.py. Without the labels the script says so and ends with exit code 0.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.evaluate import Marked, Task, matched, read_lines

Rows = list[dict[str, Any]]

FLOORS = Path(__file__).with_name("floors_sources.json")
MARGIN = 0.7  # one label in three hundred is 0.3
GOLD, LABELS = "polnear/dev.jsonl", "polnear/dev.labels.jsonl"
KINDS = ("named_person", "organisation", "outlet", "document")
SEEN_OFTEN = 5
_BARE = re.compile(r"^(the|a|an|his|her|its|their|our|my)\s+|['’]s?$", re.IGNORECASE)


def extracted(records: Rows, given: bool) -> dict[str, dict[str, Any]]:
    """What `sayso extract` writes for the records, by id; `given` says whether it is told the annotated spans."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        kept = ("id", "text", "title", "publisher", "attributions") if given else ("id", "text", "title", "publisher")
        lines = (json.dumps({k: r[k] for k in kept if k in r}) for r in records)
        source.write_text("".join(line + "\n" for line in lines), encoding="utf8")
        command = [sys.executable, "-m", "sayso", "extract", str(source), str(target)]
        command += ["--spans", "given"] if given else []
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"sayso extract failed:\n{done.stderr}")
        return {line["id"]: line for line in read_lines(target)}


def agreed(labels: Rows, gold: dict[str, dict[str, Any]], found: dict[str, dict[str, Any]], given: bool) -> Rows:
    """Each label with what sayso says of the same attribution: `label`, and `said`, empty where it found none."""
    by_article = {name: _matched(gold[name], found[name], given) for name in {row["id"] for row in labels}}
    out = []
    for row in labels:
        said = by_article[row["id"]].get(row["index"])
        names = {e["id"]: e["name"] for e in found[row["id"]]["entities"]}
        out.append({"label": row, "said": {} if said is None else _said(said, names)})
    return out


def _matched(gold: dict[str, Any], found: dict[str, Any], given: bool) -> dict[int, dict[str, Any]]:
    rows = found["attributions"]
    if given:
        return dict(enumerate(rows))
    pairs = matched(Task(gold["text"], _marked(gold["attributions"]), _marked(rows)))
    return {n: rows[m] for n, m in pairs.items()}


def _marked(rows: Rows) -> list[Marked]:
    return [Marked(a.get("source") or [], a.get("cue") or [], a.get("content") or []) for a in rows]


def _said(a: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    certainty = a["certainty"]
    sure = "sure" if not certainty["markers"] else "hedged"
    if certainty["markers"] and certainty["probability"] is not None and certainty["probability"] < 0.5:
        sure = "unsure"
    return {
        "kind": a["source_kind"],
        "stance": a["stance"],
        "certainty": sure,
        "speaker": names.get(a["speaker"] or "", a["speaker"]),
    }


def figures(pairs: Rows) -> dict[str, float]:
    """Every figure, in percent."""
    out = {}
    for field in ("kind", "stance", "certainty"):
        both = [(p["label"][field], p["said"].get(field)) for p in pairs]
        out[field] = sum(a == b for a, b in both) / len(both)
        often = [value for value, n in Counter(a for a, _ in both).items() if n >= SEEN_OFTEN]
        scores = []
        for value in often:
            marks = sum(a == value for a, _ in both) + sum(b == value for _, b in both)
            scores.append(2 * sum(a == b == value for a, b in both) / marks)
        out[f"{field}.macro_f1"] = sum(scores) / len(scores)
    for kind in KINDS:
        some = [p for p in pairs if p["label"]["kind"] == kind and p["label"]["speaker"]]
        if some:
            right = sum(_same(p["label"]["speaker"], p["said"].get("speaker"), kind) for p in some)
            out[f"speaker.{kind}"] = right / len(some)
    return {name: round(100 * value, 2) for name, value in out.items()}


def _same(label: str, said: str | None, kind: str) -> bool:
    a, b = _words(label), _words(said or "")
    if a == b:
        return True
    shared = kind == "named_person" and min(len(a), len(b)) > 1 and a[-1] == b[-1]
    return shared and (set(a) <= set(b) or set(b) <= set(a))


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.sub(r"[^\w\s]", " ", _BARE.sub("", name.strip()).casefold()).split())


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and hold against the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="the folder of corpora")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the floors file")
    parser.add_argument("--raise-floors", action="store_true", help="move the floors up to what is measured now")
    given = parser.parse_args(arguments)
    missing = [name for name in (GOLD, LABELS) if not (given.corpora / name).is_file()]
    if missing:
        print(f"skipped: sources: no {' and no '.join(missing)} in {given.corpora}")
        return 0
    labels = read_lines(given.corpora / LABELS)
    named = {row["id"] for row in labels}
    gold = {r["id"]: r for r in read_lines(given.corpora / GOLD) if r["id"] in named}
    measured = figures(agreed(labels, gold, extracted(list(gold.values()), True), True))
    pairs = agreed(labels, gold, extracted(list(gold.values()), False), False)
    measured |= {f"end_to_end.{name}": value for name, value in figures(pairs).items()}
    measured["end_to_end.found"] = round(100 * sum(bool(p["said"]) for p in pairs) / len(pairs), 2)
    corpus = hashlib.sha256(b"".join((given.corpora / n).read_bytes() for n in (GOLD, LABELS))).hexdigest()
    kept = json.loads(given.floors.read_text(encoding="utf8")) if given.floors.is_file() else {}
    floors: dict[str, float] = kept.get("figures", {}) if kept.get("corpus_sha256") == corpus else {}
    if given.raise_floors:
        floors = {n: max(round(v - MARGIN, 1), floors.get(n, 0.0)) for n, v in measured.items()}
        given.floors.write_text(json.dumps({"figures": floors, "corpus_sha256": corpus}, indent=1) + "\n", "utf8")
    below = [name for name, value in measured.items() if value < floors.get(name, 0.0)]
    if given.json:
        print(json.dumps({"labels": len(labels), "figures": measured, "floors": floors, "below": below}, indent=1))
    else:
        print(f"sources in percent, {len(labels)} labels of {len(gold)} articles")
        for name, value in measured.items():
            floor = f"{floors[name]:.1f}" if name in floors else "none"
            print(f"{name:36}{value:8.2f}{floor:>8}{'  BELOW' if name in below else ''}")
    for name in below:
        print(f"{name} is {measured[name]:.2f}, below the least that is allowed, {floors[name]:.1f}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
