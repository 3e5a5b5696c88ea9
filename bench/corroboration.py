"""How long it takes to say what a claim rests on, and how that grows with the articles that carry it.

    python bench/corroboration.py [--articles N] [--json]

Three invented stories of N articles (1,000): `relays` (an agency's report that everybody passes on or copies),
`hearsay` (as many outlets, each with people of its own whom it does not name) and `mixed` (outlets with several
articles each that lay the claim to one another and to people with and without names, with copies and circles). For
each, in milliseconds of processor time, the least of several runs:

- `corroboration`: from carriers to the range, the graph and both of its ends; the aim is 50 for 1,000 articles;
- `provenance`: all that is shown of a claim: single points, circles, chains and evidence, too;
- `count`, `networkx`: the upper end alone on a graph that is there, and what networkx takes for the same figure in the
  same run, and how many times as long that is.

`growth` is how many times as long N articles take as N / 4, which is 4 where time grows with the articles.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence

import networkx as nx

from sayso.model import (
    Carrier,
    Copy,
    Description,
    Head,
    Mouth,
    Passage,
    SourceKind,
    Span,
    SpanSet,
    Statement,
    StatementKind,
)
from sayso.trace import provenance
from sayso.trace.corroboration import Network, highest
from sayso.trace.provenance import counted

AIM = 50.0  # milliseconds for 1,000 articles
RUNS = 15
OFFICES = ["captain", "pilot", "official", "engineer", "diplomat", "adviser", "clerk", "surveyor"]
SIDES = ["the navy", "the council", "the harbour board", "the Energy Ministry", "the pilots’ union", None]
Story = tuple[list[Carrier], list[Copy]]


def relays(n: int) -> Story:
    """An agency's report on two people without names, passed on by everybody and copied by every third."""
    first = _head(0, "Coast Wire")
    carriers = [_said(first, _unnamed(first, random.Random(0), 0))]
    copies = []
    for i in range(1, n):
        head = _head(i, f"Paper {i % 400}")
        carriers.append(_said(head, Mouth("outlet:coast wire", "Coast Wire", SourceKind.OUTLET)))
        if i % 3 == 0:
            copies.append(Copy(head.id, first.id, 0.9, passages=((Span(0, 60), Span(0, 60)),)))
    return carriers, copies


def hearsay(n: int) -> Story:
    """As many outlets as articles, each with somebody of its own whom it does not name."""
    rng = random.Random(1)
    heads = [_head(i, f"Paper {i}") for i in range(n)]
    return [_said(head, _unnamed(head, rng, 0)) for head in heads], []


def mixed(n: int) -> Story:
    """Outlets of several articles each, that lay the claim to one another and to people of every kind."""
    rng = random.Random(2)
    outlets = [f"Paper {i}" for i in range(max(2, n // 4))]
    people = [Mouth(f"person:{i}", f"Person {i}", SourceKind.NAMED_PERSON) for i in range(max(2, n // 10))]
    heads = [_head(i, rng.choice(outlets)) for i in range(n)]
    carriers, copies = [], []
    for head in heads:
        for k in range(rng.choice([1, 1, 2])):
            mouths: list[Mouth] = []
            if rng.random() < 0.4:
                cited = rng.choice(outlets)
                mouths.append(Mouth(f"outlet:{cited.lower()}", cited, SourceKind.OUTLET))
            if rng.random() < 0.8:
                mouths.append(rng.choice(people) if rng.random() < 0.6 else _unnamed(head, rng, k))
            carriers.append(_said(head, *mouths, n=k))
        if rng.random() < 0.15:
            copies.append(Copy(head.id, rng.choice(heads).id, 0.8, passages=((Span(0, 60), Span(0, 60)),)))
    return carriers, [k for k in copies if k.copy != k.of]


STORIES: dict[str, Callable[[int], Story]] = {"relays": relays, "hearsay": hearsay, "mixed": mixed}


def peer(network: Network) -> int:
    """The count as networkx finds it: the least cut between the claim and a node behind all ends."""
    graph = nx.DiGraph()
    graph.add_edges_from(("claim", ("at", node)) for node in network.carriers)
    graph.add_edges_from((("at", a), ("at", b)) for a, there in network.leads.items() for b in there)
    graph.add_edges_from((("at", node), "ends") for node in network.ends)
    return int(nx.node_connectivity(graph, "claim", "ends"))


def _head(i: int, outlet: str) -> Head:
    day = f"2031-{1 + i // 28 % 12:02}-{1 + i % 28:02}"
    return Head(f"n{i}", f"digest {i}", f"{day}T00:00:00Z", outlet=outlet, published=day)


def _unnamed(head: Head, rng: random.Random, k: int) -> Mouth:
    office, side = rng.choice(OFFICES), rng.choice(SIDES)
    group = rng.random() < 0.3
    kind = SourceKind.UNNAMED_GROUP if group else SourceKind.UNNAMED_PERSON
    number = rng.choice(["two", "three", None]) if group else None
    description = Description(
        number=_passage(number) if number else None, office=_passage(office), side=_passage(side) if side else None
    )
    return Mouth(f"unnamed:{head.id}:e{k}", office, kind, description)


def _passage(text: str, start: int = 0) -> Passage:
    return Passage(text, SpanSet((Span(start, start + len(text)),)))


def _said(head: Head, *mouths: Mouth, n: int = 0) -> Carrier:
    statement = Statement(
        id=f"{head.id}#a{n}",
        article=head.id,
        kind=StatementKind.CONTENT if mouths else StatementKind.ASSERTION,
        passage=_passage("the storm gates of Port Calder will be shut", 100 * n),
        mouths=mouths,
        source=_passage("a source", 1000),
        cue=_passage("said", 2000),
    )
    return Carrier(statement, head)


def timed(do: Callable[[], object], runs: int = RUNS) -> float:
    """The least of several runs, in milliseconds of processor time: what else the machine does only adds to it."""
    took = []
    for _ in range(runs):
        start = time.process_time()
        do()
        took.append(1000 * (time.process_time() - start))
    return min(took)


def figures(n: int) -> dict[str, dict[str, float]]:
    """The figures of each story."""
    out = {}
    for name, make in STORIES.items():
        carriers, copies = make(n)
        quarter = make(n // 4)
        graph, _ = counted(carriers, copies)
        count, other = highest(graph), peer(graph)
        if count != other:
            raise SystemExit(f"{name}: {count} here, {other} by networkx")
        whole = timed(lambda c=carriers, k=copies: provenance("c1", c, k))  # type: ignore[misc]
        found = provenance("c1", carriers, copies).corroboration
        ours = timed(lambda g=graph: highest(g))  # type: ignore[misc]
        theirs = timed(lambda g=graph: peer(g), runs=1)  # type: ignore[misc]
        out[name] = {
            "low": found.low,
            "high": found.high,
            "corroboration": timed(lambda c=carriers, k=copies: counted(c, k)),  # type: ignore[misc]
            "provenance": whole,
            "count": ours,
            "networkx": theirs,
            "times_faster": theirs / ours,
            "growth": whole / timed(lambda q=quarter: provenance("c1", *q)),  # type: ignore[misc]
        }
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a story of 1,000 articles takes longer than it may."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--json", action="store_true", help="print JSON")
    given = options.parse_args(arguments)
    measured = figures(given.articles)
    if given.json:
        print(json.dumps(measured, indent=1))
    else:
        names = list(next(iter(measured.values())))
        print(f"{'':10}" + "".join(f"{name:>15}" for name in names))
        for story, row in measured.items():
            print(f"{story:10}" + "".join(f"{row[name]:15.1f}" for name in names))
    slow = [story for story, row in measured.items() if row["corroboration"] > AIM * given.articles / 1000]
    if slow:
        print(f"longer than {AIM:.0f} ms for 1,000 articles: {', '.join(slow)}", file=sys.stderr)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
