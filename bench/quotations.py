"""How well the quotation grammar does alone on PolNeAR: `python bench/quotations.py CORPORA`.

Prints, for train and dev with nothing found by the network: each rule's number, the share whose content
an annotator marked (token IoU of at least 0.5), and the share whose source agrees as well; then recall by
the form of the content.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sayso.attribute.found import Found
from sayso.attribute.grammar import complete
from sayso.model import Document, SpanSet
from sayso.text.paragraph import paragraphs
from sayso.text.quotation import quotations

TOKEN = re.compile(r"\w+|[^\w\s]", re.UNICODE)
MARKS = '"“”'
Tokens = frozenset[int]


def read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def covered(tokens: list[tuple[int, int]], spans: Iterable[Iterable[int]]) -> Tokens:
    pairs = [tuple(s) for s in spans]
    return frozenset(i for i, (a, b) in enumerate(tokens) if any(a < e and b > s for s, e in pairs))


def iou(a: Tokens, b: Tokens) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def form(text: str, spans: list[list[int]]) -> str:
    words = "".join(text[a:b] for a, b in spans).strip()
    marks = sum(c in MARKS for c in words)
    if not marks:
        return "indirect"
    return "direct" if words[0] in MARKS and words[-1] in MARKS + ",." and marks <= 2 else "mixed"


def spans_of(spans: SpanSet | None) -> list[list[int]]:
    return spans.pairs() if spans is not None else []


def extract(text: str) -> list[Found]:
    parts = paragraphs(text)
    document = Document("bench", text, parts)
    return [f for f in complete(document, quotations(text, parts), []) if f.within is None]


def shown(text: str, source: list[list[int]], cue: list[list[int]], content: list[list[int]]) -> str:
    marked = sorted(
        [(a, b, "S") for a, b in source] + [(a, b, "C") for a, b in cue] + [(a, b, "Q") for a, b in content]
    )
    start, end = max(0, marked[0][0] - 100), min(len(text), max(b for _, b, _ in marked) + 100)
    out, at = "", start
    for a, b, name in marked:
        out, at = out + text[at:a] + "{" + name + ":" + text[a:b] + "}", max(at, b)
    return (out + text[at:end]).replace("\n", "⏎")


def measure(path: Path, errors: str, limit: int) -> None:
    rules: dict[str, list[int]] = {}
    recall: Counter[str] = Counter()
    total: Counter[str] = Counter()
    printed = 0
    for record in read(path):
        text = record["text"]
        tokens = [m.span() for m in TOKEN.finditer(text)]
        gold = [
            (form(text, a["content"]), covered(tokens, a["content"]), covered(tokens, a["source"]), a)
            for a in record["attributions"]
            if a["content"]
        ]
        made = extract(text)
        ours = [(f, covered(tokens, f.content.pairs()), covered(tokens, spans_of(f.source))) for f in made]
        edges = sorted(
            ((iou(g[1], o[1]), -i, -j) for i, g in enumerate(gold) for j, o in enumerate(ours) if g[1] & o[1]),
            reverse=True,
        )
        by_gold: dict[int, int] = {}
        by_ours: dict[int, int] = {}
        for score, i, j in edges:
            if score >= 0.5 and -i not in by_gold and -j not in by_ours:
                by_gold[-i], by_ours[-j] = -j, -i
        for j, (f, _, source) in enumerate(ours):
            row = rules.setdefault(f.rule, [0, 0, 0])
            row[0] += 1
            row[1] += j in by_ours
            right = j in by_ours and (not (source or gold[by_ours[j]][2]) or iou(source, gold[by_ours[j]][2]) >= 0.5)
            row[2] += right
            if f.rule == errors and not right and printed < limit:
                printed += 1
                print("ours", shown(text, spans_of(f.source), spans_of(f.cue), f.content.pairs()))
                near = [g for g in gold if g[1] & ours[j][1]]
                for g in near[:2]:
                    print("   gold", shown(text, g[3]["source"], g[3]["cue"], g[3]["content"]))
        for i, g in enumerate(gold):
            total[g[0]] += 1
            if i in by_gold:
                source = ours[by_gold[i]][2]
                if not (source or g[2]) or iou(source, g[2]) >= 0.5:
                    recall[g[0]] += 1
                    continue
            if errors == "missed-" + g[0] and printed < limit:
                printed += 1
                print("missed", shown(text, g[3]["source"], g[3]["cue"], g[3]["content"]))
                for o in [o for o in ours if o[1] & g[1]][:2]:
                    print(
                        "   ours",
                        o[0].rule,
                        shown(text, spans_of(o[0].source), spans_of(o[0].cue), o[0].content.pairs()),
                    )
    print(f"{path.parent.name}/{path.stem}")
    print(f"{'rule':16}{'n':>6}{'content':>9}{'relation':>9}")
    for name, (n, content, relation) in sorted(rules.items(), key=lambda x: -x[1][0]):
        print(f"{name:16}{n:6}{100 * content / n:9.1f}{100 * relation / n:9.1f}")
    spoken = [v for k, v in rules.items() if k != "no-speaker"]
    n = sum(v[0] for v in spoken) or 1
    shares = [100 * sum(v[k] for v in spoken) / n for k in (1, 2)]
    print(f"{'with a speaker':16}{n:6}{shares[0]:9.1f}{shares[1]:9.1f}")
    for name in ("direct", "mixed", "indirect"):
        print(f"recall {name:9}{total[name]:6}{100 * recall[name] / max(1, total[name]):9.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, help="the folder that holds polnear/train.jsonl and dev.jsonl")
    parser.add_argument("--only", choices=["train", "dev"])
    parser.add_argument("--errors", default="", help="a rule whose errors to show, or missed-direct, missed-mixed")
    parser.add_argument("--limit", type=int, default=40)
    args = parser.parse_args()
    for name in ("train", "dev"):
        if args.only in (None, name):
            measure(args.corpora / "polnear" / f"{name}.jsonl", args.errors, args.limit)


if __name__ == "__main__":
    main()
