"""How well sayso reads: article bodies out of pages, and furniture out of plain text.

    python bench/reading.py [CORPORA] [--json]

CORPORA is the folder with `article_extraction`, `wire_copies` and `polnear` (see their READMEs); what is
absent is skipped, and said to be. Three figures:

- `pages`: body text against the gold body by 4-gram shingles, as in scrapinghub's
  article-extraction-benchmark (evaluate.py), next to plain `trafilatura.extract` in the same run;
- `wire_copies`: scraped texts with their furniture: what is set aside, and how much of that other texts keep
  (which would be a sign of text lost);
- `polnear`: clean articles, where nothing should be set aside: every paragraph that is.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.errors import Empty
from sayso.model import Document
from sayso.read import read_html, read_text

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
NGRAM = 4
_TOKEN = re.compile(r"\w+")
Counts = tuple[int, int, int]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The 4-grams of a text's words, with how often each comes; a shorter text is one shingle."""
    words = _TOKEN.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + NGRAM]) for i in range(max(1, len(words) - NGRAM + 1)))


def compare(gold: str, found: str) -> Counts:
    """Shingles right, made up, and missed."""
    a, b = shingles(gold), shingles(found)
    return (a & b).total(), (b - a).total(), (a - b).total()


def scores(counts: Sequence[Counts]) -> dict[str, float]:
    """Means over pages, so that a long page counts no more than a short one; F1 is that of the means."""
    precision = [_ratio(tp, fp, fn) for tp, fp, fn in counts if tp + fp]
    recall = [_ratio(tp, fn, fp) for tp, fp, fn in counts if tp + fn]
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    exact = sum(fp == fn == 0 for _, fp, fn in counts)
    return {
        "precision": round(p, 4),
        "recall": round(r, 4),
        "f1": round(2 * p * r / (p + r), 4),
        "exact": exact,
    }


def _ratio(right: int, wrong: int, other: int) -> float:
    if wrong == other == 0:
        return 1.0
    return right / (right + wrong) if right else 0.0


def body(document: Document) -> str:
    """The text below the headline."""
    return document.text[document.headline.end :] if document.headline else document.text


def pages(corpora: Path) -> dict[str, Any]:
    """sayso and trafilatura on the pages of article_extraction."""
    import trafilatura

    folder = corpora / "article_extraction"
    ours: list[Counts] = []
    theirs: list[Counts] = []
    seconds = 0.0
    for record in _records(folder / "dev.jsonl"):
        html = gzip.decompress((folder / record["html"]).read_bytes()).decode("utf8", "replace")
        theirs.append(compare(record["articleBody"], trafilatura.extract(html) or ""))
        begun = time.perf_counter()
        try:
            found = body(read_html(html, url=record["url"]))
        except Empty:
            found = ""
        seconds += time.perf_counter() - begun
        ours.append(compare(record["articleBody"], found))
    return {
        "pages": len(ours),
        "sayso": scores(ours),
        "trafilatura": scores(theirs),
        "seconds_per_page": round(seconds / len(ours), 4),
    }


def wire_copies(corpora: Path) -> dict[str, Any]:
    """What is set aside from scraped texts, by kind, and how much of it stands as text in another article."""
    kinds: Counter[str] = Counter()
    aside: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    texts = empty = 0
    for record in _records(corpora / "wire_copies" / "dev.jsonl"):
        texts += 1
        try:
            document = read_text(record["text"], language="en")
        except Empty:
            empty += 1
            continue
        kinds.update(piece.kind for piece in document.furniture)
        # A headline said twice is set aside once and kept once: that is no sign of anything.
        aside.update({piece.text for piece in document.furniture if piece.kind != "heading"})
        kept.update({span.of(document.text) for span in document.paragraphs})
    both = sorted((t for t in aside if len(t.split()) >= 8 and t in kept), key=lambda t: -kept[t])
    return {
        "texts": texts,
        "without_text": empty,
        "paragraphs_kept": kept.total(),
        "set_aside": dict(kinds.most_common()),
        "long_ones_kept_elsewhere": both,
    }


def polnear(corpora: Path) -> dict[str, Any]:
    """What is set aside from clean articles."""
    paragraphs = 0
    aside: list[str] = []
    for record in _records(corpora / "polnear" / "dev.jsonl"):
        document = read_text(record["text"], language="en")
        paragraphs += len(document.paragraphs) + len(document.furniture)
        aside += [f"{piece.kind}: {piece.text}" for piece in document.furniture]
    return {"paragraphs": paragraphs, "set_aside": len(aside), "which": aside}


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def table(results: dict[str, Any]) -> str:
    """The results for people."""
    out = []
    if found := results.get("pages"):
        out.append(f"{'pages: ' + str(found['pages']):<14}precision  recall      F1  exact")
        for who in ("sayso", "trafilatura"):
            s = found[who]
            out.append(f"  {who:<12}{s['precision']:>9.4f}{s['recall']:>8.4f}{s['f1']:>8.4f}{s['exact']:>7}")
        out.append(f"  {found['seconds_per_page'] * 1000:.0f} ms a page\n")
    if found := results.get("wire_copies"):
        out.append(
            f"wire_copies: {found['texts']} texts ({found['without_text']} without text),"
            f" {found['paragraphs_kept']} paragraphs kept, {sum(found['set_aside'].values())} set aside"
        )
        out += [f"  {kind:<14}{n:>6}" for kind, n in found["set_aside"].items()]
        out.append(f"  {len(found['long_ones_kept_elsewhere'])} long ones stand as text in another article:")
        out += [f"    {text[:100]}" for text in found["long_ones_kept_elsewhere"][:10]]
        out.append("")
    if found := results.get("polnear"):
        out.append(f"polnear: {found['set_aside']} of {found['paragraphs']} paragraphs of clean articles set aside")
        out += [f"  {which}" for which in found["which"]]
    return "\n".join(out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the corpora allow, and print it."""
    parser = argparse.ArgumentParser(description="How well sayso reads pages and scraped text.")
    parser.add_argument("corpora", nargs="?", type=Path, default=CORPORA)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    given = parser.parse_args(arguments)
    results: dict[str, Any] = {}
    for name, measure in (("article_extraction", pages), ("wire_copies", wire_copies), ("polnear", polnear)):
        path = given.corpora / name / "dev.jsonl"
        if path.is_file():
            results[measure.__name__] = measure(given.corpora)
        else:
            print(f"skipped {name}: there is no {path}", file=sys.stderr)
    print(json.dumps(results, ensure_ascii=False, indent=1) if given.json else table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
