"""How well sayso reads the same news in other dress: a perturbed copy of PolNeAR dev for each, side by side.

    python bench/robustness.py CORPORA [--format json] [--limit N] [--floors FILE] [--raise-floors] [--workers N]

CORPORA is a folder with `polnear/dev.jsonl`. Beside the plain articles, copies are made with single,
straight, British, French or no quotation marks, with the headline in capitals, all in lower case, without
paragraphs, and as live blog, press release, transcript and list of quotations (`perturbed.py`); all go through
`sayso extract`, and every gold span is where its words now stand. A row has:

- relation@0.5 and content@0.5 F1, nested attributions left out, as in `accuracy.py`;
- recall (relation@0.5) of what is direct, mixed and indirect in the plain article: a quotation without marks
  is still the quotation it was. Transcripts and lists hold direct quotations alone;
- `falls`: every figure that is more than 5 points below the plain row's, and by how much.

`--limit N` takes N articles, evenly over the file, for a quick look; floors do not apply then. The floors file
(bench/floors_robustness.json) is that of `accuracy.py` in kind: a least value for relation@0.5 and content@0.5
of every row, which `--raise-floors` moves to 0.3 below what is measured and never lowers; a figure below its
floor is told in one line, and the exit code is 1. Without the corpus the script says so and ends with 0.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from accuracy import MARGIN, Rows, extracted, marked
from perturbed import NAMES, Copy, copies, plain
from sayso.evaluate import PRF, Marked, Task, compared, read_lines
from sayso.model import Form
from sayso.pipeline import model_card

FLOORS = Path(__file__).with_name("floors_robustness.json")
CORPUS = "polnear/dev.jsonl"
MOST = 5.0
HELD = ("relation@0.5", "content@0.5")
FIGURES = (*HELD, *(f"recall.{form}" for form in (Form.DIRECT, Form.MIXED, Form.INDIRECT)))


def figures(articles: Sequence[Copy], found: dict[str, Rows]) -> dict[str, float | None]:
    """The figures of one row; None where it has nothing of a form."""
    relation, content = PRF(), PRF()
    by_form = {form: PRF() for form in Form}
    for copy in articles:
        article = copy.article
        gold = [Marked(*row) for row in article.attributions]
        predicted = marked([a for a in found.get(article.id, []) if a["parent"] is None])
        outcome = compared(Task(article.text, gold, predicted))
        sought = [(o, form) for o, form in zip(outcome.gold, copy.forms, strict=True) if o]
        offered = sum(o is not None for o in outcome.predicted)
        relation.add(sum(o.right for o, _ in sought), offered, len(sought))
        content.add(sum(o.found for o, _ in sought), offered, len(sought))
        for o, form in sought:
            if form is not None:
                by_form[form].add(o.right, 0, 1)
    out: dict[str, float | None] = dict(zip(HELD, (relation.figures["f1"], content.figures["f1"]), strict=True))
    for form, count in by_form.items():
        out[f"recall.{form}"] = count.figures["r"] if count.gold else None
    return {name: None if out[name] is None else round(out[name] or 0.0, 2) for name in FIGURES}


def measured(gold: Rows, workers: int) -> dict[str, dict[str, Any]]:
    """Every row: its figures, how many articles it has, and what falls."""
    made: dict[str, list[Copy]] = {name: [] for name in NAMES}
    for record in gold:
        for name, copy in copies(plain(record)):
            made[name].append(copy)
    records = [{"id": f"{name}/{c.article.id}", "text": c.article.text} for name, row in made.items() for c in row]
    found = {record["id"]: record["attributions"] for record in extracted(records, workers)}
    out: dict[str, dict[str, Any]] = {}
    for name, row in made.items():
        these = figures(row, {c.article.id: found[f"{name}/{c.article.id}"] for c in row})
        falls = {}
        for figure, value in these.items():
            best = out["plain"]["figures"][figure] if out else None
            if value is not None and best is not None and best - value > MOST:
                falls[figure] = round(best - value, 2)
        out[name] = {"articles": len(row), "figures": these, "falls": falls}
    return out


def raised(rows: dict[str, dict[str, Any]], corpus: str, floors: dict[str, Any]) -> dict[str, Any]:
    """The floors, each moved up to the figure less the margin where it was lower, or all anew for another corpus."""
    held: dict[str, dict[str, float]] = floors.get("figures", {}) if floors.get("corpus_sha256") == corpus else {}
    out = {}
    for name, row in rows.items():
        before = held.get(name, {})
        out[name] = {f: max(before.get(f, 0.0), round(row["figures"][f] - MARGIN, 1)) for f in HELD}
    return {"figures": {**held, **out}, "corpus_sha256": corpus}


def table(rows: dict[str, dict[str, Any]]) -> str:
    """The rows as text."""
    lines = [f"{'':18}{'articles':>9}" + "".join(f"{name.removeprefix('recall.'):>14}" for name in FIGURES) + "  falls"]
    for name, row in rows.items():
        values = ("none" if v is None else f"{v:.1f}" for v in row["figures"].values())
        falls = ", ".join(f"{figure.removeprefix('recall.')} −{by:.1f}" for figure, by in row["falls"].items())
        lines.append(f"{name:18}{row['articles']:>9}" + "".join(f"{v:>14}" for v in values) + f"  {falls}".rstrip())
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and hold against the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="the folder of corpora")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="a table or one JSON object")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")
    parser.add_argument("--limit", type=int, default=0, help="take this many articles only")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the floors file")
    parser.add_argument("--raise-floors", action="store_true", help="move the floors up to what is measured now")
    parser.add_argument("--workers", type=int, default=0, help="processes of `sayso extract` (0: one a core)")
    given = parser.parse_args(arguments)
    path = given.corpora / CORPUS
    if not path.is_file():
        print(f"skipped: robustness: {CORPUS} is not in {given.corpora}")
        return 0
    gold = read_lines(path)
    if 0 < given.limit < len(gold):
        gold = [gold[n * len(gold) // given.limit] for n in range(given.limit)]
    else:
        given.limit = 0
    rows = measured(gold, given.workers)
    corpus = hashlib.sha256(path.read_bytes()).hexdigest()
    floors = json.loads(given.floors.read_text(encoding="utf8")) if given.floors.is_file() else {}
    if given.raise_floors and not given.limit:
        floors = raised(rows, corpus, floors)
        given.floors.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf8")
    applies = not given.limit and floors.get("corpus_sha256") == corpus
    held: dict[str, dict[str, float]] = floors["figures"] if applies else {}
    below = [(name, f) for name, least in held.items() for f in least if rows[name]["figures"][f] < least[f]]
    card = model_card()
    if given.format == "json":
        weights = {"version": card["version"], "digest": card["digest"]}
        print(json.dumps({"rows": rows, "floors": held, "below": below, "weights": weights}, indent=1))
    else:
        print(f"robustness in percent, {len(gold)} articles, weights {card['version']} ({card['digest']})")
        print(table(rows))
    for name, f in below:
        print(f"{name}: {f} is {rows[name]['figures'][f]:.2f}, below {held[name][f]:.1f}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
