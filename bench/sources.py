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

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accuracy import Rows, complaint, extracted, holding, marked, options, past, raised, table
from sayso.evaluate import Task, matched, read_lines

FLOORS = Path(__file__).with_name("floors_sources.json")
MARGIN = 0.7  # one label in three hundred is 0.3
GOLD, LABELS = "polnear/dev.jsonl", "polnear/dev.labels.jsonl"
READ = ("id", "text", "title", "publisher", "attributions")
KINDS = ("named_person", "organisation", "outlet", "document")
SEEN_OFTEN = 5
_BARE = re.compile(r"^(the|a|an|his|her|its|their|our|my)\s+|['’]s?$", re.IGNORECASE)


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
    pairs = matched(Task(gold["text"], marked(gold["attributions"]), marked(rows)))
    return {n: rows[m] for n, m in pairs.items()}


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


def measured(labels: Rows, gold: dict[str, dict[str, Any]], workers: int) -> dict[str, float]:
    """Every figure, with the annotated spans given and end to end."""
    records = [{k: r[k] for k in READ if k in r} for r in gold.values()]
    found = ({line["id"]: line for line in extracted(records, workers, given)} for given in (True, False))
    pairs, whole = (agreed(labels, gold, lines, given) for lines, given in zip(found, (True, False), strict=True))
    out = figures(pairs) | {f"end_to_end.{name}": value for name, value in figures(whole).items()}
    return out | {"end_to_end.found": round(100 * sum(bool(p["said"]) for p in whole) / len(whole), 2)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and hold against the floors."""
    given = options(__doc__, FLOORS).parse_args(arguments)
    missing = [name for name in (GOLD, LABELS) if not (given.corpora / name).is_file()]
    if missing:
        print(f"skipped: sources: no {' and no '.join(missing)} in {given.corpora}")
        return 0
    labels = read_lines(given.corpora / LABELS)
    named = {row["id"] for row in labels}
    gold = {r["id"]: r for r in read_lines(given.corpora / GOLD) if r["id"] in named}
    values = measured(labels, gold, given.workers)
    both = b"".join((given.corpora / name).read_bytes() for name in (GOLD, LABELS))
    corpus, corpus_of = {LABELS: hashlib.sha256(both).hexdigest()}, dict.fromkeys(values, LABELS)
    floors = json.loads(given.floors.read_text(encoding="utf8")) if given.floors.is_file() else {}
    if given.raise_floors:
        floors = raised(values, corpus, floors, corpus_of, MARGIN)
        given.floors.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf8")
    held = holding(values, corpus, floors, corpus_of)
    below = [name for name, floor in held.items() if past(name, values[name], floor)]
    if given.json:
        print(json.dumps({"labels": len(labels), "figures": values, "floors": held, "below": below}, indent=1))
    else:
        print(f"sources in percent, {len(labels)} labels of {len(gold)} articles")
        print(table(values, held))
    for name in below:
        print(complaint(name, values[name], held[name]), file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
