"""How well sayso finds which article takes its text from which, held against a floor.

    python bench/copies.py CORPORA [--json] [--floors FILE] [--raise-floors]

CORPORA is a folder with `wire_copies/dev.jsonl` and `pairs.dev.jsonl`, articles of many outlets with the pairs that
have a tenth or more of their five-word sequences in common, and `reuse_clough_stevenson/dev.jsonl` and
`sources.jsonl`, short answers that were written with more or less of an encyclopaedia before the writers' eyes. The
articles are added one after the other, as a dossier adds them: each is compared with those that the index gives for
it and with no others. Figures, in percent:

- `pairs.recall`, `pairs.precision`: of the pairs with a containment of at least 0.5;
- `pairs.compared`: the share of all pairs that were compared, the smaller the better;
- `credits.recall`: of the agencies that a rule found in the bylines and footers when the corpus was made. It found
  about half of them, so there is no precision here;
- `reuse.accuracy`: answers whose degree (none, heavy revision, light revision, cut and paste) is told rightly from
  the share of words that the source has, too (none or some), and the share that stands in passages taken over (which
  degree); the thresholds are chosen without the answer they are tried on;
- `reuse.some`: the same for none or some; `reuse.order`: of two answers of different degrees, how often the one with
  more of its text in such passages is the one that has more from the source; a tie is half right.

Floors are kept and moved as by bench/accuracy.py. Without the corpora the script says so and ends with exit code 0.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path

import accuracy
from accuracy import Rows, complaint, holding, options, past, raised, table
from sayso.match.copies import compare, shared_passages
from sayso.match.credits import credits
from sayso.match.sketch import sketch, suspects, words
from sayso.model import Copy, Document, Head
from sayso.text.paragraph import paragraphs

FLOORS = Path(__file__).with_name("floors_copies.json")
WIRE, PAIRS = "wire_copies/dev.jsonl", "wire_copies/pairs.dev.jsonl"
REUSE, SOURCES = "reuse_clough_stevenson/dev.jsonl", "reuse_clough_stevenson/sources.jsonl"
FILES = {"pairs": (WIRE, PAIRS), "credits": (WIRE,), "reuse": (REUSE, SOURCES)}
HALF = 0.5
DEGREES = ("none", "heavy", "light", "cut")
NEWEST = 64  # ids a key, as the dossier looks them up


def read(path: Path) -> Rows:
    """The records of a file of JSON Lines."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def found_copies(articles: Rows) -> tuple[list[Copy], int]:
    """The copies that adding the articles in their order finds, and how many pairs were compared for it."""
    heads = {a["id"]: head(a) for a in articles}
    texts = {a["id"]: a["text"] for a in articles}
    index: dict[int, list[str]] = defaultdict(list)
    copies, compared = [], 0
    for id, text in texts.items():
        keys = sketch(text)
        for other in suspects({key: index[key][-NEWEST:] for key in keys}):
            compared += 1
            if (copy := compare(heads[id], text, heads[other], texts[other])) is not None:
                copies.append(copy)
        for key in keys:
            index[key].append(id)
    return copies, compared


def head(article: dict[str, str]) -> Head:
    """An article of the crawl as a dossier holds it."""
    document = Document(article["id"], article["text"], paragraphs(article["text"]))
    day = article["scraped"][:10]
    return Head(document.id, document.id, day, outlet=article["outlet"], published=day, credits=credits(document))


def wire_figures(corpora: Path) -> dict[str, float]:
    """The figures on the crawl."""
    articles = read(corpora / WIRE)
    gold = {frozenset((p["a"], p["b"])) for p in read(corpora / PAIRS) if p["containment"] >= HALF}
    copies, compared = found_copies(articles)
    found = {frozenset((c.copy, c.of)) for c in copies if c.containment >= HALF}
    credited = [(set(a["wire_credit"]), {c.agency for c in head(a).credits}) for a in articles]
    return {
        "pairs.recall": len(found & gold) / len(gold),
        "pairs.precision": len(found & gold) / len(found),
        "pairs.compared": compared / (len(articles) * (len(articles) - 1) / 2),
        "credits.recall": sum(len(a & b) for a, b in credited) / sum(len(a) for a, _ in credited),
    }


def reuse_figures(corpora: Path) -> dict[str, float]:
    """The figures on the answers."""
    sources = {s["source"]: s["text"] for s in read(corpora / SOURCES)}
    answers = read(corpora / REUSE)
    rows = [(*measures(a["answer"], sources[a["source"]]), DEGREES.index(a["label"])) for a in answers]
    told = [degree(row, rows[:n] + rows[n + 1 :]) for n, row in enumerate(rows)]
    some = [(a, b) for a, b in combinations(rows, 2) if a[2] != b[2]]
    ordered = sum(0.5 if a[1] == b[1] else (a[1] > b[1]) == (a[2] > b[2]) for a, b in some)
    return {
        "reuse.accuracy": sum(t == row[2] for t, row in zip(told, rows, strict=True)) / len(rows),
        "reuse.some": sum((t > 0) == (row[2] > 0) for t, row in zip(told, rows, strict=True)) / len(rows),
        "reuse.order": ordered / len(some),
    }


Row = tuple[float, float, int]


def measures(text: str, source: str) -> tuple[float, float]:
    """The share of a text's kinds of words that its source has, and of its length that stands in passages."""
    here, there = set(words(text)), set(words(source))
    taken = sum(len(passage) for passage, _ in shared_passages(text, source))
    return len(here & there) / len(here), taken / len(text)


def degree(row: Row, known: Sequence[Row]) -> int:
    """The degree of an answer by the thresholds that fit the known ones best."""
    if row[0] <= threshold([(r[0], r[2] >= 1) for r in known]):
        return 0
    reused = [r for r in known if r[2]]
    return 1 + sum(row[1] > threshold([(r[1], r[2] >= least) for r in reused]) for least in (2, 3))


def threshold(known: Sequence[tuple[float, bool]]) -> float:
    """The value that parts the ones from the others with the fewest errors; of several the one in the middle."""
    between = [(a + b) / 2 for a, b in pairwise(sorted({value for value, _ in known}))]
    errors = [sum((value > cut) != above for value, above in known) for cut in between]
    best = [cut for cut, n in zip(between, errors, strict=True) if n == min(errors)]
    return best[len(best) // 2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and hold against the floors."""
    accuracy.AT_MOST.add("pairs.compared")
    given = options(__doc__, FLOORS).parse_args(arguments)
    values: dict[str, float] = {}
    for names, measured in (((WIRE, PAIRS), wire_figures), ((REUSE, SOURCES), reuse_figures)):
        missing = [name for name in names if not (given.corpora / name).is_file()]
        if missing:
            print(f"skipped: copies: no {' and no '.join(missing)} in {given.corpora}")
        else:
            values |= {name: round(100 * value, 2) for name, value in measured(given.corpora).items()}
    if not values:
        return 0
    corpus, corpus_of = {}, {}
    for name in values:
        files = FILES[name.split(".")[0]]
        corpus_of[name] = files[0]
        if files[0] not in corpus:
            both = b"".join((given.corpora / file).read_bytes() for file in files)
            corpus[files[0]] = hashlib.sha256(both).hexdigest()
    floors = json.loads(given.floors.read_text(encoding="utf8")) if given.floors.is_file() else {}
    if given.raise_floors:
        floors = raised(values, corpus, floors, corpus_of)
        given.floors.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf8")
    held = holding(values, corpus, floors, corpus_of)
    below = [name for name, floor in held.items() if past(name, values[name], floor)]
    if given.json:
        print(json.dumps({"figures": values, "floors": held, "below": below}, indent=1))
    else:
        print("copies in percent")
        print(table(values, held))
    for name in below:
        print(complaint(name, values[name], held[name]), file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
