"""What the exported weights reach: figures for the program to carry, a report to work from, and the model card."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from sayso.attribute import attribute
from sayso.evaluate import Marked, Task, judged, measure, paired, study
from sayso.evaluate.groups import bands, calibration_error
from sayso.evaluate.measures import overlaps
from sayso.model.record import bulk_attributions
from sayso.read import verbatim
from training.data import read_lines
from training.marks import MARKS, lines

__all__ = ["card", "report"]

Rows = list[dict[str, Any]]

_GROUPS = {"length": "length of the content", "naming": "source", "sex": "sex of the speaker"}


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
    groups = _groups(study(dev, [predicted]).record()["groups"])
    lines = ["# Report", "", "## PolNeAR dev", "", *_table(whole), "", "## By group", "", *_grouped(groups)]
    errors, examples, out_scores = _errors(dev, predicted)
    lines += ["", "## Errors", "", *(f"- {kind}: {n}" for kind, n in errors.most_common())]
    for kind, some in examples.items():
        lines += ["", f"### {kind}", "", *(f"- {e}" for e in some)]
    figures: dict[str, Any] = {
        "polnear_dev": _rounded(whole),
        "calibration_error": round(calibration_error(bands(out_scores)), 4),
        "calibration_error_folds": round(calibration_error(bands(folds)), 4),
        "groups": groups,
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


def _groups(groups: dict[str, Any]) -> dict[str, Any]:
    """Recall, precision and number of every group that has gold attributions, as the program carries them."""
    return {
        title: {
            name: {key: f[key] if f[key] is None else round(f[key], 1) for key in ("r", "p", "gold")}
            for name, f in members.items()
            if f["gold"]
        }
        for title, members in groups.items()
    }


def _grouped(groups: dict[str, Any]) -> list[str]:
    """The groups as a table in Markdown."""
    rows = ["| | | recall | precision | gold |", "|---|---|---|---|---|"]
    for title, members in groups.items():
        for name, f in members.items():
            p = "–" if f["p"] is None else f["p"]
            rows.append(f"| {_GROUPS.get(title, title)} | {name} | {f['r']} | {p} | {f['gold']} |")
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


def card(settings: dict[str, Any], config: dict[str, Any], log: Rows, corpora: Path) -> str:
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
Both run in int8. A head of its own reads names off the encoder's early layers.

**Data.** PolNeAR train less a slice of {config["data"]["slice"]} articles (Newell, Margolin and Ruths 2018;
no licence file, the texts belong to their publishers), and the half of GUM's attributions set aside for
development, without its news and interviews (Zeldes 2017; annotations CC BY 4.0, texts under their own licences).
Names, organisations and places are replaced at random, quotation conventions, paragraphing and headlines varied.
The entities for that are CoreNLP's, automatic.
{_taught(config, corpora)}No text of any corpus is in this folder.

**Made by** the commands in `training/README.md`, with `training/config.toml` (seed {o["seed"]}):
{len(log)} epochs, {minutes:.0f} minutes in {o["processes"]} processes on two cores that did other work besides, no
GPU{_hours(config)}. What it drew from the mains was not measured; two such cores draw some twenty watts.

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
{_names(f["names"])}
**Figures by group** (relation@0.5 on the same set, in percent; recall of what people marked, precision of what was
found). A source is a name, a pronoun or neither by its words alone, and the sex of a speaker is given only where the
source words have a pronoun or a title for it:

{chr(10).join(_grouped(f["groups"]))}

**Intended use.** To show a reader who says what, with the words; as a first pass that a person checks. **Not** to
decide what is true, nor to be the only reading of anything that has consequences for somebody.

**Limits.** Political news of seven US outlets of 2015 and 2016 taught it what an attribution is. Attitudes and
intents without a verb of speech ("watched", "refuses to"), long trailing clauses, very short contents and sources
named far away are missed more often than plain speech. Scores are calibrated on such news and mean less on other
genres. What stands inside contents was learned from marks that no person made or checked one by one, and from other
genres than news. Other languages than English are not read.
"""


def _names(figures: dict[str, Any]) -> str:
    """How right the names head is, where articles kept apart have marked names."""
    if not figures["with kind"]["gold"]:
        return ""
    told = ", ".join(f"{name} {f['f1']}" for name, f in figures.items() if f["gold"])
    return f"""
Names, F1 of exact spans on the articles of the slice kept apart whose names were marked:
{told}.
"""


def _taught(config: dict[str, Any], corpora: Path) -> str:
    """Whom the network learned from besides, and on what."""
    d, a = config["distil"], config["again"]
    told = ""
    if config["data"]["marks"]:
        told = f"""Besides, articles that a large language model marked by a written guide, nested attributions included
({_marked(corpora, MARKS)}; their texts belong to their publishers),
and others whose names it listed, for the names head
({_marked(corpora, MARKS / "names")});
the marks and the guides are in `training/marks`.
"""
    if a["start"]:
        told += "It went on from the int8 weights that shipped before it, multiplied out.\n"
    if a["start"] and not d["teacher"]:
        told += """Those in the end go back to what a larger network had taught (all-mpnet-base-v2, Apache-2.0;
Hinton et al. 2015). What they answered themselves kept the network from forgetting.
"""
    if not d["teacher"]:
        return told
    return f"""{told}A teacher, the same heads on all-mpnet-base-v2 (Apache-2.0), was trained on the same data. The
network then learned to answer as it does (Hinton et al. 2015), on {d["unlabelled"]} news articles an epoch besides that
nobody marked, out of {", ".join(d["corpora"])} (their texts belong to their publishers).
"""


def _marked(corpora: Path, folder: Path) -> str:
    """Which articles were marked anew, of those that are there, by corpus."""
    counts = Counter(line["file"].partition("/")[0] for line, _ in lines(corpora, folder))
    return ", ".join(f"{count} of {name}" for name, count in sorted(counts.items()))


def _hours(config: dict[str, Any]) -> str:
    """What the teacher took, where there was one."""
    path = Path(config["distil"]["teacher"], "log.json")
    if not config["distil"]["teacher"] or not path.exists():
        return ""
    minutes = sum(row["minutes"] for row in json.loads(path.read_text(encoding="utf8")))
    return f"; its teacher before that, {minutes:.0f} minutes"
