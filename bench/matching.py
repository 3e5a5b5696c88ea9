"""How well sayso matches: articles of one event, headlines to their claims, and where they stand, held to a floor.

    python bench/matching.py CORPORA [--json] [--floors FILE] [--raise-floors]

CORPORA is a folder with the `dev.jsonl` of `basil_triples`, `ecbplus`, `allsides_triples` and `emergent`. Figures, in
percent:

- `events.basil`, `events.ecbplus`, `events.allsides`: all articles of the file, put into groups at once by
  `sayso.match.same_event` with the threshold that ships; F1 over all pairs of articles, a pair being right where both
  tell of the same event. The weights of ten or so figures and one threshold for all three files were chosen on them,
  the encoder was not;
- `events.basil.pairs` and so on: the same without groups, of pairs whose likeness is above the best threshold of each
  file; so plain TF-IDF and plain MiniLM were measured (88, 82 and 47; 94, 76 and 53);
- `emergent.nearest`: each headline is set against every claim, which is its own text and all its other headlines, and
  goes to the one it is most alike to, by the mean likeness to its three nearest wordings, as `sayso.match.assign`
  reckons it; the share that goes where the corpus has it. The same headline stands under two claims now and then:
  `emergent.nearest.either` counts both as right;
- `emergent.first`: the claim of the one nearest headline, the claims' own texts left out, by likeness: as TF-IDF (90.8)
  and MiniLM (90.5) were measured. A headline that is its claim's only one is always wrong;
- `emergent.keys`: of the pairs of wordings of one claim that are alike enough to be joined, the share that the index
  brings together, by a key of their own or by one that both share with a third wording of the claim;
- `emergent.contrary.precision`, `emergent.contrary.recall`: of the headlines that are called contrary to the claim that
  they are about, the share that are against it, and of those against it the share that are called so. It is asked of
  statements, in which most of what has a negation contradicts nothing, so that much is missed here on purpose;
- `position.accuracy`, `position.macro_f1`: for, against or observing, of headlines towards their claims, by weights
  fitted to the stories of the other four folds: measured by `python -m training.meaning` when the weights that ship
  were made, which know all stories, so that to measure those here would flatter.

Floors are kept and moved as by bench/accuracy.py. Without the corpora the script says so and ends with exit code 0.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from accuracy import Rows, complaint, holding, options, past, raised, table
from sayso.inference.meaning import settings
from sayso.match.claims import keys, mean_likeness
from sayso.match.contrary import opposes
from sayso.match.events import Gist, event_figures, event_likeness, gists, grouped
from sayso.match.likeness import compared, embed, scored
from sayso.model import Passage, SpanSet, Statement, StatementKind

FLOORS = Path(__file__).with_name("floors_matching.json")
BASIL, ECB, ALLSIDES = "basil_triples/dev.jsonl", "ecbplus/dev.jsonl", "allsides_triples/dev.jsonl"
EMERGENT = "emergent/dev.jsonl"
FILES = {"events.basil": BASIL, "events.ecbplus": ECB, "events.allsides": ALLSIDES, "emergent": EMERGENT}
FAR = 0.15  # wordings whose vectors are further apart are never alike


def read(path: Path) -> Rows:
    """The records of a file of JSON Lines."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def stories(name: str, rows: Rows) -> tuple[list[str], list[Gist]]:
    """The event of every article of a file, and the article's gist."""
    if name == BASIL:
        body = ["\n".join(" ".join(p) for p in r["paragraphs"]) for r in rows]
        return [r["event"] for r in rows], gists([(r["title"], b, r["date"]) for r, b in zip(rows, body, strict=True)])
    if name == ECB:
        return [r["event"] for r in rows], gists([("", r["tokens"], None) for r in rows])
    sides = [(r, a) for r in rows for a in r["articles"]]
    return [r["event"] for r, _ in sides], gists([(a["title"], a["teaser"], r.get("date")) for r, a in sides])


def pair_f1(found: Sequence[int], truth: Sequence[str]) -> float:
    """F1 over all pairs: right are those of one group and one event."""

    def pairs(groups: Sequence[object]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(groups).values())

    return 2 * pairs(list(zip(found, truth, strict=True))) / max(1, pairs(found) + pairs(truth))


def best_f1(likeness: NDArray[np.float32], truth: Sequence[str]) -> float:
    """The F1 of all pairs above the threshold that suits them best."""
    i, j = np.triu_indices(len(truth), 1)
    of = np.unique(truth, return_inverse=True)[1]
    same = of[i] == of[j]
    right = np.cumsum(same[np.argsort(-likeness[i, j], kind="stable")])
    return float((2 * right / (np.arange(1, len(right) + 1) + same.sum())).max())


def nearest(rows: Rows) -> dict[str, float]:
    """Headlines to their claims."""
    texts = [row["claim"] for row in rows]
    of = list(range(len(rows)))
    for n, row in enumerate(rows):
        texts += [a["headline"] for a in row["articles"]]
        of += [n] * len(row["articles"])
    vectors = embed(texts)
    wide = vectors.astype(np.float32)
    likeness = wide @ wide.T
    cosines = likeness.copy()
    for i in range(len(texts)):
        for j in range(i):
            alike = scored(compared(texts[i], texts[j], float(cosines[i, j]))) if cosines[i, j] > FAR else 0.0
            likeness[i, j] = likeness[j, i] = alike
    bearers: dict[str, set[int]] = defaultdict(set)
    for text, claim in zip(texts[len(rows) :], of[len(rows) :], strict=True):
        bearers[text].add(claim)
    strict = either = first = 0
    for i in range(len(rows), len(texts)):
        by_claim: dict[int, list[float]] = defaultdict(list)
        for j in np.argsort(-likeness[i], kind="stable")[:80].tolist():
            if j != i:
                by_claim[of[j]].append(float(likeness[i, j]))
        found = max(by_claim, key=lambda claim: mean_likeness(by_claim[claim], len(by_claim[claim])))
        strict += found == of[i]
        either += found in bearers[texts[i]]
        others = likeness[i].copy()
        others[i], others[: len(rows)] = -1, -1
        first += of[int(others.argmax())] == of[i]
    count = len(texts) - len(rows)
    return {
        "emergent.nearest": 100 * strict / count,
        "emergent.nearest.either": 100 * either / count,
        "emergent.first": 100 * first / count,
        "emergent.keys": 100 * found_by_keys(texts, of, vectors, likeness),
    }


def contrary(rows: Rows) -> dict[str, float]:
    """Headlines that are called contrary to their claims."""
    called = Counter(
        article["stance"] for row in rows for article in row["articles"] if opposes(row["claim"], article["headline"])
    )
    against = sum(article["stance"] == "against" for row in rows for article in row["articles"])
    return {
        "emergent.contrary.precision": 100 * called["against"] / max(1, called.total()),
        "emergent.contrary.recall": 100 * called["against"] / max(1, against),
    }


def found_by_keys(
    texts: Sequence[str], of: Sequence[int], vectors: NDArray[np.float16], likeness: NDArray[np.float32]
) -> float:
    """The share of pairs to be joined that the index can bring together."""
    least = settings()["claim"]["least"]
    held = [
        set(keys(Statement(str(n), "", StatementKind.HEADLINE, Passage(text, SpanSet(()))), vectors[n]))
        for n, text in enumerate(texts)
    ]
    members: dict[int, list[int]] = defaultdict(list)
    for n, claim in enumerate(of):
        members[claim].append(n)
    wanted = met = 0
    for group in members.values():
        for i in group:
            for j in group:
                if i < j and likeness[i, j] >= least:
                    wanted += 1
                    met += bool(held[i] & held[j]) or any(held[i] & held[k] and held[k] & held[j] for k in group)
    return met / max(1, wanted)


def figures_on(corpora: Path) -> dict[str, float]:
    """Every figure that the corpora allow, in percent."""
    out: dict[str, float] = {}
    for name, file in FILES.items():
        if not (corpora / file).is_file():
            continue
        rows = read(corpora / file)
        if file == EMERGENT:
            out |= nearest(rows) | contrary(rows)
            continue
        truth, articles = stories(file, rows)
        likeness = event_likeness(event_figures(articles))
        out[name] = 100 * pair_f1(grouped(likeness, settings()["events"]["least"]), truth)
        out[f"{name}.pairs"] = 100 * best_f1(likeness, truth)
    if EMERGENT in {file for file in FILES.values() if (corpora / file).is_file()}:
        known = settings()["figures"]["position"]
        out |= {"position.accuracy": known["accuracy"], "position.macro_f1": known["macro_f1"]}
    return {name: round(value, 2) for name, value in out.items()}


def corpus_of(name: str) -> str:
    """The corpus that a figure is taken on."""
    return next((file for start, file in FILES.items() if name.startswith(start)), EMERGENT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and hold against the floors."""
    given = options(__doc__, FLOORS).parse_args(arguments)
    there = {file: given.corpora / file for file in FILES.values() if (given.corpora / file).is_file()}
    if not there:
        print(f"skipped: matching: none of {', '.join(FILES.values())} is in {given.corpora}")
        return 0
    figures = figures_on(given.corpora)
    corpus = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}
    of = {name: corpus_of(name) for name in figures}
    floors = json.loads(given.floors.read_text(encoding="utf8")) if given.floors.is_file() else {}
    if given.raise_floors:
        floors = raised(figures, corpus, floors, of)
        given.floors.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf8")
    held = holding(figures, corpus, floors, of)
    below = [name for name, floor in held.items() if past(name, figures[name], floor)]
    if given.json:
        print(json.dumps({"figures": figures, "floors": held, "below": below}, indent=1))
    else:
        print(f"matching in percent, weights {settings()['version']}")
        print(table(figures, held))
    for name in below:
        print(complaint(name, figures[name], held[name]), file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
