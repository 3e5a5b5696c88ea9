"""How well sayso finds forecasts in articles, and whether it scores those of known ledgers as others do.

    python bench/forecasts.py CORPORA [--json] [--floors FILE] [--raise-floors]

CORPORA is a folder with `polnear/dev.jsonl` and with `forecasts/{forecastbench,predictionbook,fivethirtyeight,gjp}/
dev.jsonl`. Figures, in percent:

- `kept.precision`, `kept.recall`, `kept.f1`: of the sentences that are labelled as telling what is to come, by hand, in
  `tests/unit/forecast/labels.json`. They are those of the half of the articles whose errors nobody looked at while the
  rules were written; `seen.…` is the other half;
- `blind.…`: the same of all sentences in `tests/unit/forecast/labels_blind.json`, which were labelled by people who had
  not seen the rules. Where the file is absent they are left out, and the script says so;
- `.kind`: of those found, the share that is told rightly to be a forecast or an intention (plan, promise, threat);
- `.horizon`: the share of all labelled sentences found where the last day agrees, or both tell none;
- `.probability`, `.negated`: the same for whether there are words of probability, and a negation;
- below them, the mean Brier score of each ledger, written to a CSV file, read back from it, and scored by sayso. Beside
  it stand the same mean in exact fractions straight from the corpus, and the figure that the corpus gives for itself
  where it gives one; that is of the whole set, of which the folder may hold a part. `averaged` is the mean with several
  forecasts of one person on one question averaged over time. The script fails where sayso and the fractions differ in
  the third decimal, or the parts of a decomposition do not add up.

Floors are kept and moved as by bench/accuracy.py, for `kept.…`, `seen.…` and `blind.…`. Without the corpora the script
says so and ends with exit code 0.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from accuracy import Rows, complaint, holding, options, past, raised, table
from sayso.evaluate import read_lines
from sayso.forecast import forecasts, read_csv, to_csv
from sayso.forecast.scoring import Wager, brier, decomposition, logarithmic, wagers
from sayso.model import Article, Entry, Forecast, ForecastKind, Outcome
from sayso.pipeline import attribute_records

FLOORS = Path(__file__).with_name("floors_forecasts.json")
LABELS = Path(__file__).parents[1] / "tests" / "unit" / "forecast" / "labels.json"
BLIND = LABELS.with_name("labels_blind.json")
MARGIN = 3.0  # a sentence of thirty is that much
POLNEAR = "polnear/dev.jsonl"
FOLDER = "forecasts"
CLOSE = 0.0005


# Forecasts found in articles.


def labelled() -> dict[str, Rows]:
    """The labels by the name of their figures."""
    rows = json.loads(LABELS.read_text(encoding="utf8"))
    out = {"kept": [row for row in rows if row["kept"]], "seen": [row for row in rows if not row["kept"]]}
    if BLIND.is_file():
        out["blind"] = json.loads(BLIND.read_text(encoding="utf8"))
    else:
        print(f"skipped: blind.…: there is no {BLIND.name} beside {LABELS.name}", file=sys.stderr)
    return out


def found(corpus: Path, labels: Rows) -> dict[str, tuple[Forecast, ...]]:
    """The forecasts that sayso finds in the labelled articles."""
    named = {row["article"] for row in labels}
    records = [
        (
            r["id"],
            {"id": r["id"], "text": r["text"], "title": r["title"], "outlet": r["publisher"], "published": r["date"]},
        )
        for r in read_lines(corpus)
        if r["id"] in named
    ]
    out = {}
    for article in attribute_records(records):
        if not isinstance(article, Article):
            raise SystemExit(f"{article.name} {article.reason}")
        out[article.document.id] = forecasts(article)
    if missing := sorted(named - out.keys()):
        raise SystemExit(f"labelled, and not in {corpus}: {', '.join(missing)}")
    return out


def figures(labels: Rows, said: dict[str, tuple[Forecast, ...]]) -> dict[str, float]:
    """Every figure of one half of the labels."""
    pairs = [(row, _first(row, said[row["article"]])) for row in labels]
    both = [(row, f) for row, f in pairs if row["kind"] and f is not None]
    precision = len(both) / max(1, sum(f is not None for _, f in pairs))
    recall = len(both) / max(1, sum(row["kind"] is not None for row in labels))
    agreeing: dict[str, Callable[[dict[str, Any], Forecast], bool]] = {
        "kind": lambda row, f: (row["kind"] == "forecast") == (f.kind is ForecastKind.FORECAST),
        "horizon": lambda row, f: (row.get("horizon") or {}).get("latest") == (f.horizon.latest if f.horizon else None),
        "probability": lambda row, f: (row.get("probability") is not None) == bool(f.probability_words),
        "negated": lambda row, f: bool(row.get("negated")) == f.negated,
    }
    out = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}
    out |= {name: sum(agrees(row, f) for row, f in both) / max(1, len(both)) for name, agrees in agreeing.items()}
    return {name: round(100 * value, 2) for name, value in out.items()}


def _first(row: dict[str, Any], said: Iterable[Forecast]) -> Forecast | None:
    """The forecast that stands in a labelled sentence; of several the one that agrees with the label's kind."""
    start, end = row["sentence"]
    inside = [f for f in said if f.passage.spans.start < end and f.passage.spans.end > start]
    alike = [f for f in inside if (f.kind is ForecastKind.FORECAST) == (row["kind"] == "forecast")]
    return next(iter([*alike, *inside]), None)


# Ledgers kept elsewhere.


def forecastbench(rows: Rows) -> list[Entry]:
    return [
        Entry(r["id"], "crowd", r["crowd_date"], r["crowd_p"], _outcome(r["outcome"]), resolved=r["resolution_date"])
        for r in rows
    ]


def predictionbook(rows: Rows) -> list[Entry]:
    """Those made after the question was resolved too: sayso leaves them out."""
    return [
        Entry(r["id"], f[0], f[2], f[1], _outcome(r["outcome"]), resolved=r["resolved"], statement=r["statement"])
        for r in rows
        for f in r["forecasts"]
    ]


def gjp(rows: Rows) -> list[Entry]:
    """The sample of the first year on questions of two options: what was given to the first of them."""
    return [
        Entry(r["id"], f"{f[0]}:{f[1]}", f[4], f[3], _outcome(r["outcome"] == "a"), statement=r["question"])
        for r in rows
        if len(r["options"]) == 2 and r["status"] == "closed"
        for f in r["survey_sample"]
        if f[2] == "a"
    ]


def fivethirtyeight(rows: Rows) -> list[Entry]:
    """One question an event: a match that may be drawn has three of them under one id."""
    return [
        Entry(f"{r['id']}: {r['event']}", r["series"], r["date"], r["p"], _outcome(r["outcome"]), outlet="538")
        for r in rows
    ]


def _outcome(given: object) -> Outcome:
    return Outcome.YES if given else Outcome.NO


LEDGERS: dict[str, Callable[[Rows], list[Entry]]] = {
    "forecastbench": forecastbench,
    "predictionbook": predictionbook,
    "gjp": gjp,
    "fivethirtyeight": fivethirtyeight,
}
# What the corpora's own notes give for the whole sets, and what part of a ledger it is of.
KNOWN = {
    "forecastbench": 0.1001,
    "predictionbook": 0.1614,
    "gjp": 0.361 / 2,  # given as the sum over both options
    "fivethirtyeight nfl_games": 0.2208,
    "fivethirtyeight world_cup_matches_men": 0.1805,
    "fivethirtyeight governors_final_classic": 0.0424,
}


def ledgers(corpora: Path) -> list[dict[str, Any]]:
    """Each ledger, and each part of it that a figure is known of: by way of a CSV file, and in fractions."""
    out = []
    for name, entries in LEDGERS.items():
        path = corpora / FOLDER / name / "dev.jsonl"
        if not path.is_file():
            continue
        given = entries(read_lines(path))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "ledger.csv")
            file.write_text("".join(to_csv(given)), encoding="utf8", newline="")
            back = read_csv(file)
        parts = {"": back}
        if name == "fivethirtyeight":
            parts = {f" {series}": [e for e in back if e.by == series] for series in sorted({e.by for e in back})}
        for part, held in parts.items():
            exact = exactly([e for e in given if not part or e.by == part.strip()])
            out.append({"ledger": name + part, **scored(wagers(held, averaged=False)), "exactly": exact})
            out[-1]["known"] = KNOWN.get(name + part)
            out[-1]["averaged"] = round(brier(wagers(held)), 5)
    return out


def scored(made: Sequence[Wager]) -> dict[str, Any]:
    """The scores of a ledger, every forecast counting alike."""
    parts = decomposition(made)
    total = parts.reliability - parts.resolution + parts.uncertainty + parts.within_variance - parts.within_covariance
    return {
        "forecasts": len(made),
        "brier": round(brier(made), 5),
        "log": round(logarithmic(made), 5),
        "reliability": round(parts.reliability, 5),
        "resolution": round(parts.resolution, 5),
        "uncertainty": round(parts.uncertainty, 5),
        "within": round(parts.within_variance - parts.within_covariance, 5),
        "gap": abs(total - parts.brier),
    }


def exactly(entries: Sequence[Entry]) -> float:
    """The mean Brier score by another way: exact fractions, nothing weighted."""
    counted = [e for e in entries if not (e.resolved and e.made > e.resolved)]
    total = sum((Fraction(e.probability) - (e.outcome is Outcome.YES)) ** 2 for e in counted)
    return round(float(total / len(counted)), 5)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and hold against the floors."""
    given = options(__doc__, FLOORS).parse_args(arguments)
    polnear = given.corpora / POLNEAR
    values: dict[str, float] = {}
    labels = labelled() if polnear.is_file() else {}
    if labels:
        said = found(polnear, [row for rows in labels.values() for row in rows])
        for part, rows in labels.items():
            values |= {f"{part}.{name}": value for name, value in figures(rows, said).items()}
    rows = ledgers(given.corpora)
    if not values and not rows:
        print(f"skipped: forecasts: neither {POLNEAR} nor {FOLDER} is in {given.corpora}")
        return 0
    corpus = {POLNEAR: hashlib.sha256(polnear.read_bytes()).hexdigest()} if values else {}
    corpus_of = dict.fromkeys(values, POLNEAR)
    floors = json.loads(given.floors.read_text(encoding="utf8")) if given.floors.is_file() else {}
    if given.raise_floors and values:
        floors = raised(values, corpus, floors, corpus_of, MARGIN)
        given.floors.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf8")
    held = holding(values, corpus, floors, corpus_of)
    faults = [complaint(name, values[name], held[name]) for name in held if past(name, values[name], held[name])]
    for row in rows:
        if abs(row["brier"] - row["exactly"]) >= CLOSE or row["gap"] > 1e-9:
            faults.append(f"{row['ledger']}: {row['brier']}, and {row['exactly']} in fractions")
    if given.json:
        print(json.dumps({"figures": values, "floors": held, "ledgers": rows, "faults": faults}, indent=1))
    else:
        if values:
            print(f"forecasts in percent, {sum(map(len, labels.values()))} labelled sentences")
            print(table(values, held))
        _print(rows)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _print(rows: Rows) -> None:
    names = ("forecasts", "brier", "exactly", "known", "averaged", "log", "reliability", "resolution", "uncertainty")
    print(f"\n{'ledger':42}" + "".join(f"{name:>13}" for name in (*names, "within")))
    for row in rows:
        cells = ("" if row[name] is None else row[name] for name in (*names, "within"))
        print(f"{row['ledger']:42}" + "".join(f"{cell:>13}" for cell in cells))


if __name__ == "__main__":
    sys.exit(main())
