"""What number readers attach to words of probability: `python -m training.hedges CORPORA`.

Reads the two surveys in `CORPORA/verbal_probability` and writes the table that `text/hedges.py` ships: for
each phrase that was asked about, the median and the quartiles of all answers, as probabilities. One answer is one
vote, whichever survey it was given in; answers that the makers of a survey set aside are left out, and so is whoever
gave the very same numbers as the respondent before.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parents[1] / "src/sayso/text/probability_words.json"
SOURCES = [
    "zonination/perceptions (2016, MIT licence): github.com/zonination/perceptions",
    "UCIDataLab/llm-uncertainty-perceptions (EMNLP 2024): answers of people, those marked for inclusion",
]
MADE = "median and quartiles (inclusive method) of all answers to a phrase, both surveys together: training/hedges.py"
CONTROL = "control"  # an attention check of the second survey, which asks about no phrase


def zonination(path: Path) -> Iterator[tuple[str, float]]:
    """Each phrase and answer of the first survey, in percent."""
    before: dict[str, float] = {}
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        if row["kind"] == "probability_pct" and row["answers"] != before:
            yield from row["answers"].items()
            before = row["answers"]


def uci(path: Path) -> Iterator[tuple[str, float]]:
    """Each phrase and answer of the second survey, in percent."""
    for line in path.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        if row["include"] and row["phrase"] != CONTROL:
            yield row["phrase"], row["value"]


def table(surveys: Path) -> dict[str, object]:
    """The table as it is shipped."""
    answers: dict[str, list[float]] = {}
    for read, name in ((zonination, "zonination"), (uci, "uci_humans")):
        for phrase, value in read(surveys / name / "dev.jsonl"):
            answers.setdefault(phrase.lower(), []).append(value / 100)
    phrases = {}
    for phrase, given in sorted(answers.items()):
        low, median, high = (round(q, 3) for q in statistics.quantiles(given, n=4, method="inclusive"))
        phrases[phrase] = {"median": median, "low": low, "high": high, "answers": len(given)}
    return {"sources": SOURCES, "made": MADE, "phrases": phrases}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    made = table(parser.parse_args().corpora / "verbal_probability")
    TABLE.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
