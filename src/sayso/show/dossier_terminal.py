"""Claims on a terminal: a table of them, and for one of them what it rests on, with the words behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from sayso.model import Claim, Evidence, Head, Provenance, SourceKind, Step
from sayso.show.explained import LANES, counted, explained, figure, lanes, node_kind, outlet_of
from sayso.show.safe import one_line, shortened
from sayso.show.terminal import screen

__all__ = ["print_claims", "print_trace"]

_WIDE = 110
_OUTLETS = 3  # named in a cell, before the rest are counted
_LINES = 4  # of a claim in a cell
_WORDS = 300  # characters of a sentence below the tree
_CHAINS = 200  # drawn
_EVIDENCE = 60  # sentences of a lane
_UNNAMED = (SourceKind.UNNAMED_PERSON, SourceKind.UNNAMED_GROUP, SourceKind.NONE)


def print_claims(claims: Sequence[Claim], heads: Mapping[str, Head], file: IO[str], width: int | None = None) -> None:
    """The claims as a table: who carries each, its origins, its corroboration, who denies it, since when."""
    console = screen(file, width)
    if not claims:
        console.print(Text("No claims."))
        return
    wide = console.width >= _WIDE
    table = Table(box=box.SIMPLE_HEAD, expand=False, pad_edge=False, show_edge=False, leading=1)
    table.add_column("", width=max(len(one_line(c.id)) for c in claims), no_wrap=True)
    table.add_column("claim", min_width=20, ratio=1)
    table.add_column("carried by", width=26 if wide else 17)
    if wide:
        table.add_column("origins", width=7, justify="right")
        table.add_column("corroboration", width=13, justify="right")
        table.add_column("denied by", max_width=20)
        table.add_column("first seen", width=10, no_wrap=True)
    else:
        table.add_column("rests on", width=19)
    room = console.width - (26 + 7 + 13 + 20 + 10 + 14 if wide else 17 + 19 + 8) - 4
    for claim in claims:
        row = [Text(one_line(claim.id), style="bold"), Text(shortened(one_line(claim.text), max(60, _LINES * room)))]
        carried = _outlets(claim.carried_by, heads)
        denied = _outlets(claim.denied_by, heads, total=False)
        since = one_line(claim.first_seen or "")
        if wide:
            count = Text(figure(claim.corroboration), style="bold")
            table.add_row(
                *row, carried, Text(str(claim.origins)), count, denied, Text(one_line(claim.first_seen or ""))
            )
            continue
        rests = Text(f"{counted(claim.origins, 'origin')}\ncorroboration ")
        rests.append(figure(claim.corroboration), style="bold")
        if since:
            rests.append(f"\nsince {since}", style="dim")
        if claim.denied_by:
            rests.append("\ndenied by ").append_text(denied)
        table.add_row(*row, carried, rests)
    console.print(table)


def print_trace(provenance: Provenance, heads: Mapping[str, Head], file: IO[str], width: int | None = None) -> None:
    """What a claim rests on: the count in words, the chains down to the origins, and the words behind them."""
    p = provenance
    console = screen(file, width)
    title = Text(f"{one_line(p.claim.id)}  ", style="dim")
    console.print(title.append(one_line(p.claim.text), style="not dim bold"))
    known = [f"as of {one_line(p.as_of)}" if p.as_of else "", f"first seen {one_line(p.claim.first_seen or '–')}"]
    console.print(Text(" · ".join(part for part in known if part), style="dim"))
    console.print()
    for sentence in explained(p):
        console.print(Padding(Text(sentence), (0, 0, 0, 2)))
    console.print()
    _title(console, "Chains")
    console.print(Padding(_chains(p, heads), (0, 0, 0, 2)))
    said = lanes(p)
    for lane, (words, _) in LANES.items():
        found = [(number, p.evidence[index]) for number, (index, of) in enumerate(said, 1) if of == lane]
        if found:
            console.print()
            _title(console, words)
            for n, evidence in found[:_EVIDENCE]:
                console.print(Padding(_words(n, evidence, heads), (0, 0, 0, 2)))
            if (more := len(found) - _EVIDENCE) > 0:
                console.print(Padding(Text(f"and {more} more", style="dim"), (0, 0, 0, 2)))


def _title(console: Console, title: str) -> None:
    console.print(Text(title.upper(), style="bold"))


def _outlets(articles: Sequence[str], heads: Mapping[str, Head], total: bool = True) -> Text:
    """Whose articles these are, those with most first: `3: Outlet ×2, Other`."""
    counts: dict[str, int] = {}
    for id in articles:
        name = outlet_of(id, heads)
        counts[name] = counts.get(name, 0) + 1
    names = sorted(counts, key=lambda name: -counts[name])
    told = [shortened(name, 40) + (f" ×{counts[name]}" if counts[name] > 1 else "") for name in names[:_OUTLETS]]
    if (more := len(names) - _OUTLETS) > 0:
        told.append(f"{more} more")
    return Text(f"{len(articles)}: " if total else "", style="bold").append(", ".join(told), style="not bold")


def _chains(p: Provenance, heads: Mapping[str, Head]) -> Tree:
    """The chains as one tree: what several have in common from the claim on is told once."""
    behind: dict[tuple[str, str], tuple[int, ...]] = {(a, b): found for a, b, _, found in p.edges}
    root = Tree(Text("the claim", style="italic"), guide_style="dim")
    branches: dict[tuple[str, ...], Tree] = {(): root}
    names = {one_line(s.name) for s in p.nodes if s.id in p.single_points and s.kind == "outlet"}
    # An outlet stands in a chain as the one that publishes an article.
    alone = {s.id for s in p.nodes if s.id in p.single_points or (s.kind == "article" and one_line(s.name) in names)}
    circling = {id for loop in p.loops for id in loop}
    origins = {o.mouth.id for o in p.origins}
    unnamed = {o.mouth.id for o in p.origins if o.mouth.kind in _UNNAMED}
    copied = {c.copy: outlet_of(c.of, heads) for c in p.copies}
    numbers = {index: number for number, (index, _) in enumerate(lanes(p), 1)}
    claim = next((s.id for s in p.nodes if s.kind == "claim"), p.claim.id)
    drawn = p.chains[:_CHAINS]
    for chain in drawn:
        path: tuple[str, ...] = ()
        last = claim
        for step in chain:
            if step.kind == "claim":
                continue
            before, path = path, (*path, step.id)
            if path not in branches:
                signs = [
                    sign
                    for sign, shown in (
                        (f"copied from {copied.get(_article(step), '')}", _article(step) in copied),
                        ("origin", step.id in origins),
                        ("single point of failure", step.id in alone),
                        ("circular reporting", step.id in circling or _article(step) in circling),
                    )
                    if shown
                ]
                found = [numbers[index] for index in behind.get((last, step.id), ()) if index in numbers]
                branches[path] = branches[before].add(_step(step, heads, unnamed, signs, found))
            last = step.id
    if not p.chains:
        root.add(Text("no chain leads to an origin", style="dim"))
    if (more := len(p.chains) - len(drawn)) > 0:
        root.add(Text(f"and {counted(more, 'more chain')}", style="dim"))
    return root


def _article(step: Step) -> str:
    return step.id.removeprefix("article:") if step.kind == "article" else ""


def _step(step: Step, heads: Mapping[str, Head], unnamed: set[str], signs: Sequence[str], found: Sequence[int]) -> Text:
    kind = node_kind(step, unnamed)
    name = shortened(one_line(step.name), 80)
    text = Text(f"“{name}”" if kind == "unnamed" else name, style="bold" if step.id in unnamed else "")
    head = heads.get(_article(step))
    about = [kind, *(one_line(part) for part in ((head.published,) if head else ()) if part)]
    text.append(f"  {', '.join(about)}", style="not bold dim")
    if found:
        text.append(f" [{', '.join(str(n) for n in found[:8])}{', …' if len(found) > 8 else ''}]", style="not bold")
    if signs:
        text.append(f"  ◂ {', '.join(signs)}", style="bold")
    return text


def _words(n: int, e: Evidence, heads: Mapping[str, Head]) -> Group:
    """The exact words behind something, with whose article they stand in."""
    head = heads.get(e.article)
    about = [one_line(e.article), outlet_of(e.article, heads), one_line((head.published if head else None) or "")]
    line = Text(f"[{n}] ").append(" · ".join(dict.fromkeys(part for part in about if part)), style="dim")
    if e.what:
        line.append(f" · {shortened(one_line(e.what), 80)}", style="dim")
    words = Text(f"“{shortened(one_line(e.passage.text), _WORDS).strip('“”')}”")
    return Group(line, Padding(words, (0, 0, 0, 4)))
