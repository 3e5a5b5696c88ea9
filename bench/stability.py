"""How stable the attributions of an article are when other text is put in front of it.

    python bench/stability.py CORPORA [--json] [--articles N]

CORPORA is a folder with `polnear/dev.jsonl`. Each article is read as it is, and again behind the last ten
paragraphs of another one. Of the top-level attributions of the first reading, two shares are found again
in the second:

- `exact`: source, cue and content are the same words, to the character (the aim is 97 % and more);
- `loose`: contents share at least half of their characters, and so do the sources, or neither has one.

`added` is what the second reading has, beyond those found again exactly, inside the article, in percent
of the first.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso import attribute_records
from sayso.evaluate import read_lines
from sayso.model import Article, Attribution, SpanSet
from sayso.text.paragraph import paragraphs

FRONT = 10
AIM = 97.0
Place = tuple[tuple[tuple[int, int], ...], ...]


def front(record: dict[str, Any]) -> str | None:
    """The last ten paragraphs of an article, set apart by blank lines; None where it has fewer."""
    text = record["text"]
    spans = paragraphs(text)[-FRONT:]
    return "".join(span.of(text) + "\n\n" for span in spans) if len(spans) == FRONT else None


def top_level(article: Article, after: int) -> list[Attribution]:
    """The attributions inside no other one whose content begins past the text in front."""
    return [a for a in article.attributions if a.parent is None and a.content.spans.start >= after]


def place(attribution: Attribution, by: int) -> Place:
    """Source, cue and content as spans in the article's own text."""
    roles = (attribution.source, attribution.cue, attribution.content)
    return tuple(tuple((s.start - by, s.end - by) for s in role.spans) if role else () for role in roles)


def alike(a: Place, b: Place) -> bool:
    """Whether contents share half of their characters and sources do too, or are both absent."""
    return half(a[2], b[2]) and ((not a[0] and not b[0]) or half(a[0], b[0]))


def half(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> bool:
    """Whether two sets of spans share at least half of what they cover."""
    if not a or not b:
        return False
    one, other = SpanSet.of(a), SpanSet.of(b)
    common = one.common(other)
    return 2 * common >= len(one) + len(other) - common


def stability(records: list[dict[str, Any]]) -> dict[str, float]:
    """The shares over all articles, in percent, and how many attributions they are shares of."""
    fronts = [f for f in map(front, records) if f]
    own, behind, by = [], [], []
    for number, record in enumerate(records):
        before = fronts[(number + 1) % len(fronts)]
        if before == front(record):
            before = fronts[(number + 2) % len(fronts)]
        own.append((record["id"], {"id": record["id"], "text": record["text"]}))
        behind.append((record["id"], {"id": record["id"], "text": before + record["text"]}))
        by.append(len(before))
    total = exact = loose = added = 0
    for first, second, shift in zip(
        attribute_records(own, until="attribute"), attribute_records(behind, until="attribute"), by, strict=True
    ):
        if not isinstance(first, Article) or not isinstance(second, Article):
            raise SystemExit(f"cannot be read: {first} {second}")
        was = [place(a, 0) for a in top_level(first, 0)]
        now = [place(a, shift) for a in top_level(second, shift)]
        same = set(was) & set(now)
        total += len(was)
        exact += sum(p in same for p in was)
        loose += sum(p in same or any(alike(p, q) for q in now) for p in was)
        added += sum(p not in same for p in now)
    share = 100 / max(1, total)
    return {
        "articles": len(records),
        "attributions": total,
        "exact": round(share * exact, 2),
        "loose": round(share * loose, 2),
        "added": round(share * added, 2),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, help="the folder of corpora")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
    parser.add_argument("--articles", type=int, default=0, help="at most so many articles (0: all)")
    given = parser.parse_args(arguments)
    path = given.corpora / "polnear" / "dev.jsonl"
    if not path.is_file():
        print(f"skipped: stability: there is no {path}")
        return 0
    records = read_lines(path)
    if given.articles:
        records = records[:: max(1, len(records) // given.articles)][: given.articles]
    figures = stability(records)
    if given.json:
        print(json.dumps(figures, indent=1))
        return 0
    print(f"{figures['articles']} articles with {FRONT} paragraphs of another in front of each")
    print(f"top-level attributions {figures['attributions']:9}")
    print(f"found again exactly    {figures['exact']:9.2f} %   (aim {AIM:.0f} and more)")
    print(f"found again loosely    {figures['loose']:9.2f} %")
    print(f"others in their place  {figures['added']:9.2f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
