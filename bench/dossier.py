"""How a dossier grows: many articles into one SQLite file, and what the next ten cost.

    python bench/dossier.py CORPORA [--articles 20000] [--base 300] [--given] [--plain] [--keep FILE] [--json]

CORPORA is a folder with `polnear/train.jsonl`. So many of its articles (`--base`) are repeated until there are as many
as asked for, each time with other words, names and figures in their places, of the same lengths: the vocabulary and
the lengths of real articles, of which hardly any is a copy of another. Each gets a day of one year and one of forty
outlets.

- `--given`: who says what is taken from the articles that they are made of, so that the network is left out. What grows
  with a dossier is all there: matching, copies, indexes, the file.
- `--plain`: the vectors of statements are made of their words by a fixed rule, so that the other network is left out
  too.

Told are articles a minute, the seconds of processor time an article in the first block and in the last (a block is a
thousand articles, or a fifth of them where there are fewer) and their ratio (it may not be above 1.5), the peak of
memory in MB, the size of the file, and the seconds that ten more articles take, that the list of claims takes, and that
tracing the widest of them takes.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

# As the command line does, before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from sayso.dossier import Dossier
from sayso.model import Article, Document, Passage
from sayso.pipeline import Failure, attribute_documents, attribute_records

AIM = 1.5
_WORD = re.compile(r"[^\W\d_]+|\d")
_KEPT = 120  # the commonest words stay: they make the grammar
_OUTLETS = 40
_WIDTH = 384


def base(corpora: Path, count: int) -> list[Article]:
    """The articles that all others are made of, read in another process, so that its memory is not counted here."""
    with (corpora / "polnear" / "train.jsonl").open(encoding="utf8") as lines:
        records = [json.loads(line) for _, line in zip(range(count), lines, strict=False)]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_read, (records,))


def _read(records: list[dict[str, Any]]) -> list[Article]:
    found = attribute_records((r["id"], {"id": r["id"], "text": r["text"]}) for r in records)
    return [article for article in found if isinstance(article, Article)]


class Varied:
    """Articles made of others: the same but for most of their words, each of which is another one of its length."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        counts = Counter(w for a in articles for w in _WORD.findall(a.document.text))
        self.common = {w for w, _ in Counter(w.lower() for w in counts.elements()).most_common(_KEPT)}
        self.like: dict[tuple[int, bool], list[str]] = defaultdict(list)
        for word in sorted(counts):
            if word.lower() not in self.common and not word.isdigit():
                # As often as they are used: rare words stay rare.
                self.like[len(word), word[0].isupper()] += [word] * min(counts[word], 50)

    def article(self, number: int) -> Article:
        """The article of this number: the same one in every run."""
        original = self.articles[number % len(self.articles)]
        turn = random.Random(number)
        words: dict[str, str] = {}

        def other(m: re.Match[str]) -> str:
            word = m.group()
            if word not in words:
                if word.isdigit():
                    return turn.choice("0123456789")
                pool = self.like.get((len(word), word[0].isupper()))
                words[word] = word if word.lower() in self.common or not pool else turn.choice(pool)
            return words[word]

        vary = partial(_WORD.sub, other)
        document = original.document
        text = vary(document.text)
        day = date(2031, 1, 1) + timedelta(days=turn.randrange(365))
        document = replace(
            document,
            id=f"n{number}",
            text=text,
            title=document.title and vary(document.title),
            outlet=f"Outlet {number % _OUTLETS}",
            published=day.isoformat(),
        )
        made: Article = _rewritten(replace(original, document=document), text, vary)
        return made


def _rewritten(value: Any, text: str, vary: Callable[[str], str]) -> Any:
    """A value of the model over another text of the same lengths: passages are cut anew, names are varied alike."""
    if isinstance(value, Document):
        return value
    if isinstance(value, Passage):
        return Passage.at(text, value.spans) if value.spans else value
    if isinstance(value, tuple):
        return tuple(_rewritten(part, text, vary) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _rewritten(getattr(value, f.name), text, vary) for f in fields(value)}
        if isinstance(parts.get("name"), str):
            parts["name"] = vary(parts["name"])
        return type(value)(**parts)
    return value


def plain_vectors(texts: Sequence[str]) -> np.ndarray[Any, np.dtype[np.float16]]:
    """Unit vectors that are near one another where texts share words."""
    out = np.zeros((len(texts), _WIDTH), np.float32)
    for row, text in zip(out, texts, strict=True):
        for word in _WORD.findall(text.lower()):
            row += _direction(word)
        row /= np.linalg.norm(row) or 1
    return out.astype(np.float16)


_directions: dict[str, Any] = {}


def _direction(word: str) -> Any:
    if word not in _directions:
        _directions[word] = np.random.default_rng(crc32(word.encode())).standard_normal(_WIDTH).astype(np.float32)
    return _directions[word]


def measure(given: argparse.Namespace, where: Path) -> dict[str, Any]:
    """Grow a dossier to its size, and then ask it."""
    varied = Varied(base(Path(given.corpora), given.base))
    ready: dict[str, Article] = {}

    def attributed(batch: Sequence[tuple[str, Document]]) -> Iterable[Article | Failure]:
        return [ready.pop(d.id) for _, d in batch] if given.given else attribute_documents(batch)

    with Dossier(where, create=True) as dossier:
        intake = dossier.intake(attributed, plain_vectors if given.plain else None)
        spent = [0.0, 0.0]  # of processor time and by the clock, without what the making of articles takes

        def documents(numbers: Iterable[int]) -> Iterator[tuple[str, Document]]:
            for number in numbers:
                begun = time.process_time(), time.perf_counter()
                article = varied.article(number)
                if given.given:  # else nobody takes it out again
                    ready[article.document.id] = article
                spent[0] -= time.process_time() - begun[0]
                spent[1] -= time.perf_counter() - begun[1]
                yield article.document.id, article.document

        def grow(numbers: Iterable[int]) -> tuple[float, float]:
            spent[:] = -time.process_time(), -time.perf_counter()
            # What was subtracted while articles were made is subtracted from the whole.
            dossier.take(intake.add(documents(numbers)))
            return spent[0] + time.process_time(), spent[1] + time.perf_counter()

        block = min(1000, max(1, given.articles // 5))
        blocks = []
        for first in range(0, given.articles, block):
            numbers = range(first, min(first + block, given.articles))
            processor, clock = grow(numbers)
            blocks.append((len(numbers), processor, clock))
            last = f"{clock / len(numbers):.3f} s each, {processor / len(numbers):.3f} s of it on the processor"
            print(f"{first + len(numbers):6} articles, {last}", file=sys.stderr)
        more = grow(range(given.articles, given.articles + 10))
        counts = dossier.counts()
        begun = time.perf_counter()
        claims = dossier.claims(limit=25)
        listed = time.perf_counter() - begun
        begun = time.perf_counter()
        if claims:
            dossier.trace(claims[0].id)
        traced = time.perf_counter() - begun
    each = [processor / n for n, processor, _ in blocks if n == block]
    ratio = each[-1] / each[0]
    return {
        "articles": given.articles,
        "articles_a_minute": round(60 * given.articles / sum(clock for _, _, clock in blocks)),
        "seconds_each_first": round(each[0], 4),
        "seconds_each_median": round(statistics.median(each), 4),
        "seconds_each_last": round(each[-1], 4),
        "growth": round(ratio, 2),
        "ten_more_seconds": round(more[1], 2),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "file_mb": round(sum(p.stat().st_size for p in where.parent.glob(f"{where.name}*")) / 1e6, 1),
        "claims_seconds": round(listed, 2),
        "trace_seconds": round(traced, 3),
        "widest": len(claims[0].carried_by) if claims else 0,
        "networks": {"attribution": not given.given, "meaning": not given.plain},
        **counts,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora")
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--base", type=int, default=300)
    parser.add_argument("--given", action="store_true", help="leave the network of attribution out")
    parser.add_argument("--plain", action="store_true", help="leave the network of meaning out")
    parser.add_argument("--keep", help="write the dossier here, where there must be none")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.keep and Path(given.keep).exists():
        parser.error(f"{given.keep} is there already")
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(given, Path(given.keep or Path(folder, "grown.sayso")))
    if given.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:22} {value}")
        if figures["growth"] > AIM:
            print(f"\nover the aim: an article may cost {AIM} times as much at the end as at the beginning")


if __name__ == "__main__":
    main()
