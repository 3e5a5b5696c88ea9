"""How right sayso is on annotated corpora, held against a quality floor that only rises.

    python bench/accuracy.py CORPORA [--json] [--floors FILE] [--raise-floors] [--workers N]

CORPORA is a folder with `polnear/dev.jsonl` and `gum_attribution/dev.attributions.jsonl`. Both are put
through `sayso extract`, the annotations left out, and what it writes is measured as `sayso evaluate`
measures:

- PolNeAR dev: relation@0.5 F1, content@0.5 F1 and @0.8, recall of direct, mixed and indirect contents,
  and how often the source agrees where the content does (`source|content`); nested attributions are left
  out, as PolNeAR marks none;
- `calibration_error`: over the top-level attributions of PolNeAR dev, the gap between score and share of
  right ones (by relation@0.5), averaged over ten bins of equal width, each weighed by what falls in it;
  in percent;
- `gum_held_recall`: content@0.5 recall, nested attributions counted, on GUM's news and interviews, of
  which the network has seen none in training.

The floors file (bench/floors.json) holds `figures`, a least value for each and for the calibration error
a greatest one, and `corpus_sha256`: a figure is held against its floor only where its corpus is the one
that the floor was taken on. A figure past its floor is told in one line, and the exit code is 1.
`--raise-floors` moves each floor to the value measured less 0.3 where that is better than the floor there
is, and never the other way: figures may differ a little from one kind of processor to the next. Without
the corpora the script says so and ends with exit code 0.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sayso.evaluate import Marked, Task, judged, measure, paired, read_lines
from sayso.evaluate.groups import bands, calibration_error
from sayso.pipeline import model_card

Rows = list[dict[str, Any]]

FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.3
POLNEAR, GUM = "polnear/dev.jsonl", "gum_attribution/dev.attributions.jsonl"
HELD = ("news", "interview")
CORPUS_OF = {
    "relation@0.5": POLNEAR,
    "content@0.5": POLNEAR,
    "content@0.8": POLNEAR,
    "recall.direct": POLNEAR,
    "recall.mixed": POLNEAR,
    "recall.indirect": POLNEAR,
    "source|content": POLNEAR,
    "calibration_error": POLNEAR,
    "gum_held_recall": GUM,
}
# Figures that are the better the smaller they are.
AT_MOST = {"calibration_error"}


def extracted(records: Rows, workers: int, given: bool = False) -> Rows:
    """What `sayso extract` writes for the records, their annotations kept from it, or with `given` told to it."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        kept_back = ("alternatives",) if given else ("attributions", "alternatives")
        bare = ({k: v for k, v in r.items() if k not in kept_back} for r in records)
        source.write_text("".join(json.dumps(r) + "\n" for r in bare), encoding="utf8")
        command = [sys.executable, "-m", "sayso", "extract", str(source), str(target), "--workers", str(workers)]
        command += ["--spans", "given"] if given else []
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"sayso extract failed:\n{done.stderr}")
        return read_lines(target)


def scored(gold: Rows, predicted: Rows) -> Iterable[tuple[float, bool]]:
    """Score and rightness of every top-level attribution."""
    found = {record["id"]: [a for a in record["attributions"] if a["parent"] is None] for record in predicted}
    for record in gold:
        rows = found.get(record["id"], [])
        right = judged(Task(record["text"], marked(record["attributions"]), marked(rows)))
        yield from zip((a["score"] for a in rows), right, strict=True)


def marked(attributions: Rows) -> list[Marked]:
    """Attributions of an annotation file as the measures take them."""
    return [Marked(a.get("source") or [], a.get("cue") or [], a.get("content") or []) for a in attributions]


def figures_on(corpora: Path, workers: int) -> dict[str, float]:
    """Every figure that the corpora allow, in percent."""
    out: dict[str, float] = {}
    if (corpora / POLNEAR).is_file():
        gold = read_lines(corpora / POLNEAR)
        predicted = extracted(gold, workers)
        report: dict[str, Any] = measure(paired(gold, predicted)).record()
        for name in ("relation@0.5", "content@0.5", "content@0.8"):
            out[name] = report[name]["f1"]
        for name in ("recall.direct", "recall.mixed", "recall.indirect", "source|content"):
            out[name] = report[name]
        out["calibration_error"] = 100 * calibration_error(bands(scored(gold, predicted)))
    if (corpora / GUM).is_file():
        held = [record for record in read_lines(corpora / GUM) if record["genre"] in HELD]
        out["gum_held_recall"] = measure(paired(held, extracted(held, workers), nested=True)).half.figures["r"]
    return {name: round(value, 2) for name, value in out.items()}


def digests(corpora: Path) -> dict[str, str]:
    """The SHA-256 of every corpus file that is there."""
    files = {name: corpora / name for name in (POLNEAR, GUM)}
    return {n: hashlib.sha256(path.read_bytes()).hexdigest() for n, path in files.items() if path.is_file()}


def past(name: str, value: float, floor: float) -> bool:
    """Whether a figure is worse than its floor."""
    return value > floor if name in AT_MOST else value < floor


def raised(
    figures: dict[str, float],
    corpus: dict[str, str],
    floors: dict[str, Any],
    corpus_of: dict[str, str] = CORPUS_OF,
    margin: float = MARGIN,
) -> dict[str, Any]:
    """The floors, each moved up to the figure less the margin where it was lower, or its corpus another."""
    held: dict[str, float] = dict(floors.get("figures", {}))
    known: dict[str, str] = dict(floors.get("corpus_sha256", {}))
    for name, value in figures.items():
        new = round(value + (margin if name in AT_MOST else -margin), 1)
        stale = known.get(corpus_of[name]) != corpus[corpus_of[name]]
        if stale or name not in held or past(name, held[name], new):
            held[name] = new
    return {"figures": held, "corpus_sha256": {**known, **corpus}}


def holding(
    figures: dict[str, float], corpus: dict[str, str], floors: dict[str, Any], corpus_of: dict[str, str] = CORPUS_OF
) -> dict[str, float]:
    """The floors that apply: those of the figures there are, taken on the same corpus."""
    known = floors.get("corpus_sha256", {})
    return {
        name: floor
        for name, floor in floors.get("figures", {}).items()
        if name in figures and known.get(corpus_of[name]) == corpus[corpus_of[name]]
    }


def table(figures: dict[str, float], held: dict[str, float]) -> str:
    """The figures and their floors as text."""
    width = max(map(len, figures)) + 1
    lines = [f"{'figure':{width}}{'measured':>10}{'floor':>10}"]
    for name, value in figures.items():
        floor = "none" if name not in held else f"{held[name]:.1f}"
        mark = "  BELOW" if name in held and past(name, value, held[name]) else ""
        lines.append(f"{name:{width}}{value:10.2f}{floor:>10}{mark}")
    return "\n".join(lines)


def complaint(name: str, value: float, floor: float) -> str:
    """What is said of a figure past its floor."""
    side = "above the most" if name in AT_MOST else "below the least"
    return f"{name} is {value:.2f}, {side} that is allowed, {floor:.1f}"


def options(description: str | None, floors: Path) -> argparse.ArgumentParser:
    """The command line of a measurement with floors."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="the folder of corpora")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--floors", type=Path, default=floors, help="the floors file")
    parser.add_argument("--raise-floors", action="store_true", help="move the floors up to what is measured now")
    parser.add_argument("--workers", type=int, default=0, help="processes of `sayso extract` (0: one a core)")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and hold against the floors."""
    given = options(__doc__, FLOORS).parse_args(arguments)
    missing = [name for name in (POLNEAR, GUM) if not (given.corpora / name).is_file()]
    if len(missing) == 2:
        print(f"skipped: accuracy: neither {POLNEAR} nor {GUM} is in {given.corpora}")
        return 0
    for name in missing:
        print(f"skipped: {name} is not there", file=sys.stderr)
    figures, corpus = figures_on(given.corpora, given.workers), digests(given.corpora)
    floors = json.loads(given.floors.read_text(encoding="utf8")) if given.floors.is_file() else {}
    if given.raise_floors:
        floors = raised(figures, corpus, floors)
        given.floors.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf8")
    held = holding(figures, corpus, floors)
    below = [name for name, floor in held.items() if past(name, figures[name], floor)]
    card = model_card()
    if given.json:
        weights = {"version": card["version"], "digest": card["digest"]}
        print(json.dumps({"figures": figures, "floors": held, "below": below, "weights": weights}, indent=1))
    else:
        print(f"accuracy in percent, weights {card['version']} ({card['digest']})")
        print(table(figures, held))
    for name in sorted({CORPUS_OF[n] for n in floors.get("figures", {}) if n in figures and n not in held}):
        print(f"{name} is not the file that its floors were taken on: they do not apply", file=sys.stderr)
    for name in below:
        print(complaint(name, figures[name], held[name]), file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
