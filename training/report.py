"""What the exported weights reach: figures for the program to carry, a report to work from, and the model card."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sayso.attribute import attribute
from sayso.evaluate import Marked, Task, judged, measure, paired
from sayso.evaluate.measures import overlaps
from sayso.model.record import bulk_attributions
from sayso.read import verbatim
from training.data import read_lines

__all__ = ["calibration_error", "card", "report"]

Rows = list[dict[str, Any]]


def calibration_error(scored: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: the mean gap between score and share right, over bins of equal width."""
    groups: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in scored:
        groups[min(bins - 1, int(score * bins))].append((score, right))
    return sum(abs(sum(s for s, _ in g) - sum(r for _, r in g)) for g in groups.values()) / max(1, len(scored))


def report(
    corpora: Path,
    folder: Path,
    config: dict[str, Any],
    path: Path,
    folds: list[tuple[float, bool]],
    log: Rows,
) -> dict[str, Any]:
    """Score the weights in `folder` on the dev sets, write `path` (Markdown), and return the main figures.

    `folds` are scores and rightness of candidates, each scored by a calibration that has not seen its article.
    """
    data = config["data"]
    dev = read_lines(corpora / data["polnear"] / "dev.jsonl")
    predicted = _extracted(dev, folder)
    whole = measure(paired(dev, predicted)).record()
    lines = ["# Report", "", "## PolNeAR dev", "", *_table(whole), "", "## By publisher", ""]
    for publisher in sorted({d["publisher"] for d in dev}):
        part = [d for d in dev if d["publisher"] == publisher]
        ids = {d["id"] for d in part}
        some = measure(paired(part, [p for p in predicted if p["id"] in ids])).record()
        lines.append(f"- {publisher}: relation {_f1(some, 'relation@0.5')}, content {_f1(some, 'content@0.5')}")
    errors, examples, out_scores = _errors(dev, predicted)
    lines += ["", "## Errors", "", *(f"- {kind}: {n}" for kind, n in errors.most_common())]
    for kind, some in examples.items():
        lines += ["", f"### {kind}", "", *(f"- {e}" for e in some)]
    figures: dict[str, Any] = {
        "polnear_dev": _rounded(whole),
        "calibration_error": round(calibration_error(out_scores), 4),
        "calibration_error_folds": round(calibration_error(folds), 4),
    }
    documents = read_lines(corpora / data["gum"] / "dev.attributions.jsonl")
    held = [d for d in documents if d["genre"] in data["gum_held"]]
    found = _extracted(documents, folder)
    lines += ["", "## Second corpus, content@0.5 recall with nesting", ""]
    for genre in ["held", *sorted({d["genre"] for d in documents})]:
        part = held if genre == "held" else [d for d in documents if d["genre"] == genre]
        ids = {d["id"] for d in part}
        recall = measure(paired(part, [p for p in found if p["id"] in ids], nested=True)).half.figures["r"]
        gold = sum(len(d["attributions"]) for d in part)
        trained = genre != "held" and genre not in data["gum_held"]
        lines.append(f"- {genre}: {recall:.1f} of {gold}{' (trained on)' if trained else ''}")
        if genre == "held":
            figures["gum_held_recall"] = round(recall, 1)
    lines += ["", "## Epochs, on the slice of train kept apart", "", *(f"- {row}" for row in log)]
    lines += [
        "",
        f"Calibration error: {figures['calibration_error']} of what is written, "
        f"{figures['calibration_error_folds']} over candidates in five folds.",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    return figures


def _extracted(records: Rows, folder: Path) -> Rows:
    out = []
    for d in records:
        article = attribute([verbatim({"id": d["id"], "text": d["text"]})], folder)[0]
        out.append({"id": d["id"], "attributions": bulk_attributions(article)})
    return out


def _f1(record: dict[str, Any], name: str) -> str:
    return f"{record[name]['f1']:.1f}"


def _rounded(record: dict[str, Any]) -> dict[str, Any]:
    return {
        k: {a: round(b, 1) for a, b in v.items()} if isinstance(v, dict) else round(v, 1) for k, v in record.items()
    }


def _table(record: dict[str, Any]) -> list[str]:
    rows = ["| | P | R | F1 |", "|---|---|---|---|"]
    for name, value in record.items():
        if isinstance(value, dict):
            rows.append(f"| {name} | {value['p']:.1f} | {value['r']:.1f} | {value['f1']:.1f} |")
        else:
            rows.append(f"| {name} | | {value:.1f} | |")
    return rows


def _errors(dev: Rows, predicted: Rows) -> tuple[Counter[str], dict[str, list[str]], list[tuple[float, bool]]]:
    """How many errors of which kind, some of each in words, and score and rightness of all that was predicted."""
    kinds: Counter[str] = Counter()
    examples: dict[str, list[str]] = defaultdict(list)
    scored: list[tuple[float, bool]] = []
    for d, p in zip(dev, predicted, strict=True):
        gold = [Marked(a["source"], a["cue"], a["content"]) for a in d["attributions"]]
        rows = [a for a in p["attributions"] if a["parent"] is None]
        found = [Marked(a["source"], a["cue"], a["content"]) for a in rows]
        scored += [(a["score"], ok) for a, ok in zip(rows, judged(Task(d["text"], gold, found)), strict=True)]
        for kind, g, f in overlaps(Task(d["text"], gold, found)):
            kinds[kind] += 1
            if len(examples[kind]) < 25:
                examples[kind].append(f"gold {_words(d['text'], g)} / found {_words(d['text'], f)}")
    return kinds, examples, scored


def _words(text: str, row: Marked | None) -> str:
    if row is None:
        return "none"
    return " | ".join(
        " … ".join(text[a:b].replace("\n", " ")[:90] for a, b in spans) or "∅"
        for spans in (row.source, row.cue, row.content)
    )


def card(settings: dict[str, Any], config: dict[str, Any], log: Rows) -> str:
    """The model card (Mitchell et al. 2019), in Markdown."""
    f = settings["figures"]
    dev = f["polnear_dev"]
    relation = dev["relation@0.5"]
    minutes = sum(row["minutes"] for row in log)
    o = config["optimiser"]
    return f"""# Model card: the attribution network, version {settings["version"]}

Finds who says what in English news: cues, and for each cue the words of its source and of its content.
Weights digest `{settings["digest"]}`; made on {date.today().isoformat()}.

**What it is.** MiniLM with {config["network"]["layers"]} layers (from all-MiniLM-L6-v2, Apache-2.0).
To its input are added learned embeddings for casing, quotation state and paragraph edges. A cue head has two
schemes, one that marks nothing inside a content and one that does; a pair head reads a window from each cue.
The encoder runs in int8, the pair head in fp32.

**Data.** PolNeAR train less a slice of {config["data"]["slice"]} articles (Newell, Margolin and Ruths 2018;
no licence file, the texts belong to their publishers), and the half of GUM's attributions set aside for
development, without its news and interviews (Zeldes 2017; annotations CC BY 4.0, texts under their own licences).
Names, organisations and places are replaced at random, quotation conventions, paragraphing and headlines varied.
The entities for that are CoreNLP's, automatic. No text of either corpus is in this folder.

**Made by** `python -m training CORPORA OUT` with `training/config.toml` (seed {o["seed"]}):
{len(log)} epochs, {minutes:.0f} minutes in {o["processes"]} processes on two cores that did other work besides, no GPU.

**Figures** (int8, the whole program, quotation grammar included; `sayso extract`, then `sayso evaluate`):

| PolNeAR dev | |
|---|---|
| relation@0.5 P / R / F1 | {relation["p"]} / {relation["r"]} / {relation["f1"]} |
| content@0.5 / @0.8 F1 | {dev["content@0.5"]["f1"]} / {dev["content@0.8"]["f1"]} |
| recall direct / mixed / indirect | {dev["recall.direct"]} / {dev["recall.mixed"]} / {dev["recall.indirect"]} |
| source given content | {dev["source|content"]} |
| calibration error of what is written | {f["calibration_error"]} |
| calibration error over candidates, five folds | {f["calibration_error_folds"]} |
| GUM news and interviews (never trained on), content@0.5 recall with nesting | {f["gum_held_recall"]} |

Trained annotators against one another reach relation@0.5 F1 74.9 and content@0.5 F1 79.5 (PolNeAR train). The
threshold and the calibration were chosen on PolNeAR dev, so the figures on it are a little kind; the five folds
are not.

**Intended use.** To show a reader who says what, with the words; as a first pass that a person checks. **Not** to
decide what is true, nor to be the only reading of anything that has consequences for somebody.

**Limits.** Political news of seven US outlets of 2015 and 2016 taught it what an attribution is. Attitudes and
intents without a verb of speech ("watched", "refuses to"), long trailing clauses, very short contents and sources
named far away are missed more often than plain speech. Scores are calibrated on such news and mean less on other
genres. Nested attributions were learned from other genres than news. Other languages than English are not read.
"""
