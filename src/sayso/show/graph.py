"""The provenance of a claim as a drawing: the claim at the left, whoever carries it, and the origins at the right.

Copies are drawn with their original, and in a crowd whatever has the same neighbours is drawn as one. `layers` finds
the places.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from sayso.model import Head, Provenance, Step
from sayso.show.explained import UNNAMED, counted, node_kind
from sayso.show.layers import Key, Layout, Place, circles, closing, layered
from sayso.show.safe import one_line, shortened
from sayso.show.template import packaged

__all__ = ["Box", "Drawing", "Wire", "graph", "laid_out"]

_WIDTH = 170.0  # of a box
_GAP = 46.0  # between layers
_MARGIN = 7.0
_PAD = 9.0  # between the outline of a box and its words
_LABEL = 14.0  # the height of a small line
_LINE = 16.0  # the height of a line of a name
_PER_LINE = 19.0  # average letters that a line holds, in a wide font
_LINES = 3  # of a name
_FEWER = 25  # nodes from which on a name has a line less
_CROWD = 40  # nodes from which on those with the same neighbours are drawn as one
_MOST = 120  # boxes drawn
_TOLD = 20  # names in a tooltip


@dataclass(frozen=True, slots=True)
class Box:
    """A node as it is drawn: where its upper left corner stands, its size, and what it says.

    `folded` are the names of what is drawn with it, `copies` of them texts that copy its own. `alone` marks a single
    point of failure, `looped` a node that rests on itself, `origin` the end of a chain.
    """

    id: str
    kind: str
    label: str
    name: str
    lines: tuple[str, ...]
    signs: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    folded: tuple[str, ...] = ()
    copies: int = 0
    alone: bool = False
    looped: bool = False
    origin: bool = False
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Wire:
    """An edge as it is drawn, from box to box through these points; `looped` where it lies on a loop."""

    start: str
    end: str
    why: str
    points: tuple[tuple[float, float], ...]
    evidence: tuple[int, ...] = ()
    looped: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A layout: boxes that never overlap, wires between them, and how many nodes there was no room for."""

    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    width: float
    height: float
    left_out: int = 0


@dataclass(slots=True)
class _Node:
    """A node while the drawing is made: what is drawn as one, the copies among them counted."""

    steps: list[Step]
    copies: int = 0


@dataclass(slots=True)
class _Edge:
    why: str
    evidence: list[int]


_Nodes = dict[str, _Node]
_Edges = dict[Key, _Edge]


def graph(
    provenance: Provenance, heads: Mapping[str, Head] | None = None, pre: str = "", *, alone: bool = False
) -> str:
    """The graph as SVG.

    `pre` stands before the ids of the drawing. Every node and every edge links to the first sentence behind it, the
    anchor `<pre>e<index of the evidence>`. Drawn `alone`, it has no links, and brings its own style along.
    """
    drawing = laid_out(provenance, heads)
    names = {box.id: box.name for box in drawing.boxes}
    title = escape(f"What it rests on: {one_line(provenance.claim.text)}")
    wide, high, mark = _figure(drawing.width), _figure(drawing.height), escape(pre)
    style = f"<style>{packaged('graph.css')}</style>" if alone else ""
    # The children of an `img` are none to a screen reader, so a drawing with links is a group.
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="graph" viewBox="0 0 {wide} {high}" width="{wide}" '
            f'height="{high}" role="{"img" if alone else "group"}" aria-labelledby="{mark}gt {mark}gd">',
            f'<title id="{mark}gt">{title}</title><desc id="{mark}gd">{escape(_described(drawing))}</desc>{style}',
            *(_wire(wire, names, None if alone else pre) for wire in drawing.wires),
            *(_box(box, None if alone else pre) for box in drawing.boxes),
            "</svg>",
        )
    )


def laid_out(provenance: Provenance, heads: Mapping[str, Head] | None = None) -> Drawing:
    """Where everything stands: the same for the same graph on any machine."""
    nodes, edges, left_out = _gathered(provenance)
    alone = set(provenance.single_points) | _published(nodes, edges, provenance.single_points)
    looped = _circular(provenance, nodes, edges)
    # An outlet leads on to its own articles, and they to it: an edge that only closes such a ring tells nothing.
    for a, b in closing(nodes, edges):
        if a not in looped or looped[a] != looped.get(b):
            del edges[a, b]
    boxes = _boxes(provenance, nodes, edges, looped, alone, heads or {})
    layout = layered({id: box.height for id, box in boxes.items()}, edges)
    top = min(place.at - place.height / 2 for place in _all(layout)) - _MARGIN
    bottom = max(place.at + place.height / 2 for place in _all(layout)) + _MARGIN
    for id, place in layout.places.items():
        x = _MARGIN + place.layer * (_WIDTH + _GAP)
        boxes[id] = replace(boxes[id], x=round(x, 1), y=round(place.at - place.height / 2 - top, 1))
    return Drawing(
        tuple(boxes.values()),
        tuple(_wired(boxes, edges, layout, looped, top)),
        round(2 * _MARGIN + layout.layers * (_WIDTH + _GAP) - _GAP, 1),
        round(bottom - top, 1),
        left_out,
    )


def _all(layout: Layout) -> Iterator[Place]:
    yield from layout.places.values()
    for chain in layout.chains.values():
        yield from chain


# What is drawn


def _gathered(p: Provenance) -> tuple[_Nodes, _Edges, int]:
    """The nodes and edges that are drawn, the claim first; copies, and in a crowd those alike, folded into one."""
    steps = {step.id: step for step in p.nodes}
    claim = next((s for s in p.nodes if s.kind == "claim"), None) or Step("claim", p.claim.id, p.claim.text)
    steps = {claim.id: claim, **steps}
    given = [(a, b, why, found) for a, b, why, found in p.edges if a in steps and b in steps]
    if not any(a == claim.id for a, *_ in given):
        reached = {b for _, b, *_ in given}
        given = [(claim.id, s.id, "", ()) for s in steps.values() if s is not claim and s.id not in reached] + given
    nodes: _Nodes = {id: _Node([step]) for id, step in steps.items()}
    edges: _Edges = {}
    for a, b, why, found in given:
        _join(edges, (a, b), why, found)
    by_article = {s.id.removeprefix("article:"): s.id for s in p.nodes if s.kind == "article"}
    taken = {by_article[c.copy]: by_article[c.of] for c in p.copies if c.copy in by_article and c.of in by_article}
    originals = {copy: _original(copy, taken) for copy in taken}
    for copy, original in originals.items():
        if copy != original:
            nodes[original].copies += 1
    # What a copy's own words lay to the outlet that it copies says no more than that it is a copy.
    edges = {
        (a, b): edge for (a, b), edge in edges.items() if originals.get(a, a) == a or (b, originals[a]) not in edges
    }
    nodes, edges = _folded(nodes, edges, originals)
    kept = {claim.id, *p.single_points}
    for _ in range(3):
        if len(nodes) > _CROWD:
            nodes, edges = _folded(nodes, edges, _alike(nodes, edges, kept))
    if len(nodes) <= _MOST:
        return nodes, edges, 0
    shown = set(_nearest(claim.id, nodes, edges)[:_MOST])
    left_out = sum(len(node.steps) for id, node in nodes.items() if id not in shown)
    return (
        {id: node for id, node in nodes.items() if id in shown},
        {key: edge for key, edge in edges.items() if key[0] in shown and key[1] in shown},
        left_out,
    )


def _join(edges: _Edges, key: Key, why: str, found: Iterable[int]) -> None:
    """One edge for all between two nodes; one from a node to itself is none."""
    if key[0] == key[1]:
        return
    edge = edges.setdefault(key, _Edge(why, []))
    edge.evidence += [index for index in found if index not in edge.evidence]


def _original(copy: str, taken: Mapping[str, str]) -> str:
    """The text that a copy goes back to, through other copies; of those that copy one another the first."""
    passed = [copy]
    while (after := taken.get(passed[-1])) is not None:
        if after in passed:
            return min(passed[passed.index(after) :])
        passed.append(after)
    return passed[-1]


def _folded(nodes: _Nodes, edges: _Edges, into: Mapping[str, str]) -> tuple[_Nodes, _Edges]:
    """The graph with some nodes drawn as part of others."""
    kept: _Nodes = {id: node for id, node in nodes.items() if into.get(id, id) == id}
    for id, node in nodes.items():
        if id not in kept:
            kept[into[id]].steps += node.steps
            kept[into[id]].copies += node.copies
    out: _Edges = {}
    for (a, b), edge in edges.items():
        _join(out, (into.get(a, a), into.get(b, b)), edge.why, edge.evidence)
    return kept, out


def _published(nodes: _Nodes, edges: _Edges, alone: Iterable[str]) -> set[str]:
    """The articles of the outlets that are single points of failure without an edge of their own.

    Such an outlet stands in every chain as the one that publishes the articles: they are marked in its place, and it is
    taken from the drawing.
    """
    joined = {id for key in edges for id in key}
    out: set[str] = set()
    for id in alone:
        if id in nodes and id not in joined:
            name = one_line(nodes[id].steps[0].name).casefold()
            own = {
                other
                for other, node in nodes.items()
                if node.steps[0].kind == "article" and one_line(node.steps[0].name).casefold() == name
            }
            if own:
                out |= own
                del nodes[id]
    return out


def _circular(p: Provenance, nodes: _Nodes, edges: _Edges) -> dict[str, int]:
    """The nodes on loops of articles that rest on one another, each with the number of its component."""
    among = {step.id.removeprefix("article:"): id for id, node in nodes.items() for step in node.steps}
    components = circles(nodes, edges)
    circular = {components[among[id]] for loop in p.loops for id in loop if id in among and among[id] in components}
    return {id: n for id, n in components.items() if n in circular}


def _alike(nodes: _Nodes, edges: _Edges, apart: set[str]) -> dict[str, str]:
    """Nodes of one kind with the same neighbours, each with the first of them."""
    before: dict[str, list[str]] = {id: [] for id in nodes}
    after: dict[str, list[str]] = {id: [] for id in nodes}
    for a, b in edges:
        after[a].append(b)
        before[b].append(a)
    first: dict[tuple[str, frozenset[str], frozenset[str]], str] = {}
    out = {}
    for id, node in nodes.items():
        if id not in apart:
            kind = node.steps[0].kind
            out[id] = first.setdefault((kind, frozenset(before[id]), frozenset(after[id])), id)
    return out


def _nearest(start: str, nodes: _Nodes, edges: _Edges) -> list[str]:
    """The nodes by their distance from one."""
    after: dict[str, list[str]] = {id: [] for id in nodes}
    for a, b in edges:
        after[a].append(b)
    out = [start]
    seen = {start}
    for id in out:
        fresh = [b for b in after[id] if b not in seen]
        seen.update(fresh)
        out += fresh
    return out


# What it looks like


def _boxes(
    p: Provenance,
    nodes: _Nodes,
    edges: _Edges,
    looped: Mapping[str, int],
    alone: set[str],
    heads: Mapping[str, Head],
) -> dict[str, Box]:
    unnamed = {o.mouth.id for o in p.origins if o.mouth.kind in UNNAMED}
    origins = {o.mouth.id for o in p.origins}
    into: dict[str, list[int]] = {}
    for (_, b), edge in edges.items():
        into.setdefault(b, []).extend(edge.evidence)
    most = _LINES - (len(nodes) > _FEWER)
    out = {}
    for id, node in nodes.items():
        step = node.steps[0]
        kind = node_kind(step, unnamed)
        head = heads.get(step.id.removeprefix("article:")) if kind == "article" else None
        known = (kind, head.published if head else None)
        name = one_line(step.name) or "(no name)"
        lines = _wrapped(name, _PER_LINE - 2 * (kind == "claim"), most if kind != "claim" else 6)
        more = len(node.steps) - 1 - node.copies
        signs = [
            sign
            for sign, shown in (
                (f"+ {counted(node.copies, 'copy', 'copies')}", node.copies),
                (f"+ {more} more like it", more),
                ("origin", id in origins),
                ("single point of failure", id in alone),
                ("circular reporting", id in looped),
            )
            if shown
        ]
        out[id] = Box(
            id=id,
            kind=kind,
            label=" · ".join(one_line(part) for part in known if part),
            name=name,
            lines=lines,
            signs=tuple(signs),
            x=0.0,
            y=0.0,
            width=_WIDTH,
            height=2 * _PAD + _LABEL * (1 + len(signs)) + _LINE * len(lines),
            folded=tuple(one_line(other.name) for other in node.steps[1:]),
            copies=node.copies,
            alone=id in alone,
            looped=id in looped,
            origin=id in origins,
            evidence=tuple(dict.fromkeys(into.get(id, ()))),
        )
    return out


def _wired(
    boxes: Mapping[str, Box],
    edges: _Edges,
    layout: Layout,
    looped: Mapping[str, int],
    top: float,
) -> Iterable[Wire]:
    """The edges with their points. Those that meet at one side of a box are spread along it, in the order of where
    they come from."""
    sides: dict[tuple[str, bool], list[tuple[float, Key]]] = {}
    for key, chain in layout.chains.items():
        a, b = key[::-1] if key in layout.backward else key
        sides.setdefault((a, True), []).append((chain[1].at, key))
        sides.setdefault((b, False), []).append((chain[-2].at, key))
    ports: dict[tuple[str, bool, Key], float] = {}
    for (id, right), meeting in sides.items():
        box = boxes[id]
        step = min(12.0, (box.height - 24) / max(1, len(meeting) - 1))
        for n, (_, key) in enumerate(sorted(meeting)):
            ports[id, right, key] = box.y + box.height / 2 + step * (n - (len(meeting) - 1) / 2)
    for key, edge in edges.items():
        a, b = key[::-1] if key in layout.backward else key
        points = [(boxes[a].x + _WIDTH, ports[a, True, key])]
        for node in layout.chains[key][1:-1]:
            x = _MARGIN + node.layer * (_WIDTH + _GAP)
            points += [(x, node.at - top), (x + _WIDTH, node.at - top)]
        points.append((boxes[b].x, ports[b, False, key]))
        if key in layout.backward:
            points.reverse()
        same = key[0] in looped and looped[key[0]] == looped.get(key[1])
        rounded = tuple((round(x, 1), round(y, 1)) for x, y in points)
        yield Wire(*key, one_line(edge.why), rounded, tuple(edge.evidence), same)


def _wire(wire: Wire, names: Mapping[str, str], pre: str | None) -> str:
    """An edge: a line of which a finger can hit more than it sees, and the head of an arrow."""
    (x, y), *rest = wire.points
    d = [f"M{_figure(x)} {_figure(y)}"]
    for to_x, to_y in rest:
        middle = (x + to_x) / 2
        if y == to_y:
            d.append(f"H{_figure(to_x)}")
        else:
            d.append(" ".join(["C" + _figure(middle), *map(_figure, (y, middle, to_y, to_x, to_y))]))
        x, y = to_x, to_y
    back = 7 if wire.points[-2][0] > x else -7
    path = "".join(d)
    head = f"M{_figure(x)} {_figure(y)}l{back} -4v8z"
    why = f": {wire.why}" if wire.why else ""
    title = f"{_short(names[wire.start])} → {_short(names[wire.end])}{why}{_behind(wire.evidence)}"
    classes = "wire looped" if wire.looped else "wire"
    inner = (
        f'<title>{escape(title)}</title><path class="reach" d="{path}"/><path class="line" d="{path}"/>'
        f'<path class="head" d="{head}"/>'
    )
    return _linked(inner, classes, wire.evidence, pre)


def _box(box: Box, pre: str | None) -> str:
    shape = _outline(box)
    # What does not fit is cut off at the edge of this inner drawing, whatever the font.
    text = [f'<text class="small" x="0" y="11">{escape(box.label)}</text>']
    y = 11.0 + _LABEL + 1
    for line in box.lines:
        text.append(f'<text class="called" x="0" y="{_figure(y)}">{escape(line)}</text>')
        y += _LINE
    for sign in box.signs:
        text.append(f'<text class="sign" x="0" y="{_figure(y - 1)}">{escape(sign)}</text>')
        y += _LABEL
    told = [box.name, *(f"+ {_short(name)}" for name in box.folded[:_TOLD])]
    if len(box.folded) > _TOLD:
        told.append(f"and {len(box.folded) - _TOLD} more")
    title = f"{box.label}: {'; '.join(told)}{_behind(box.evidence)}"
    classes = " ".join(
        ["box", f"is-{box.kind.replace(' ', '-')}"]
        + [name for name in ("alone", "looped", "origin") if getattr(box, name)]
        + (["pile"] if box.folded else [])
    )
    stacked = f'<g class="under" transform="translate(5 5)">{shape}</g>' if box.folded else ""
    inner = (
        f"<title>{escape(title)}</title>{stacked}{shape}"
        f'<svg x="{_figure(box.x + _PAD + 2)}" y="{_figure(box.y + _PAD)}" width="{_figure(box.width - 2 * _PAD)}" '
        f'height="{_figure(box.height - 2 * _PAD + 3)}">{"".join(text)}</svg>'
    )
    return _linked(inner, classes, box.evidence, pre)


def _outline(box: Box) -> str:
    """A shape for each kind: a plate for the claim, a sheet with a turned corner for a text, a capsule for people."""
    x, y, w, h = box.x, box.y, box.width, box.height
    if box.kind in ("article", "document"):
        turn = 11
        return (
            f'<path class="shape" d="M{_figure(x)} {_figure(y)}h{_figure(w - turn)}l{turn} {turn}v{_figure(h - turn)}'
            f'h{_figure(-w)}z"/><path class="turn" d="M{_figure(x + w - turn)} {_figure(y)}v{turn}h{turn}"/>'
        )
    radius = {"claim": 0, "outlet": 3, "organisation": 3}.get(box.kind, 15)
    rect = (
        f'<rect class="shape" x="{_figure(x)}" y="{_figure(y)}" width="{_figure(w)}" height="{_figure(h)}" '
        f'rx="{radius}"/>'
    )
    if box.kind in ("claim", "outlet"):
        wide = 5 if box.kind == "claim" else 2
        return f'{rect}<path class="bar" d="M{_figure(x + wide / 2)} {_figure(y)}v{_figure(h)}" stroke-width="{wide}"/>'
    return rect


def _linked(inner: str, classes: str, evidence: Sequence[int], pre: str | None) -> str:
    """A part of the drawing, and where it leads; its title is what it is called."""
    if pre is None or not evidence:
        return f'<g class="{classes}">{inner}</g>'
    behind = " ".join(map(str, evidence))
    return f'<a class="{classes}" href="#{escape(pre)}e{evidence[0]}" data-evidence="{behind}">{inner}</a>'


def _behind(evidence: Sequence[int]) -> str:
    return f" ({counted(len(evidence), 'sentence')} behind it)" if evidence else ""


def _described(drawing: Drawing) -> str:
    kinds: dict[str, int] = {}
    for box in drawing.boxes:
        kinds[box.kind] = kinds.get(box.kind, 0) + 1 + len(box.folded)
    parts = [counted(n, kind) for kind, n in kinds.items() if kind != "claim"]
    text = f"From the claim at the left to its origins at the right: {', '.join(parts) or 'nothing'}."
    if alone := [_short(box.name) for box in drawing.boxes if box.alone]:
        text += f" Single points of failure: {'; '.join(alone)}."
    if looped := [_short(box.name) for box in drawing.boxes if box.looped]:
        text += f" In circular reporting: {'; '.join(looped)}."
    if drawing.left_out:
        text += f" {drawing.left_out} more are not drawn."
    return text


def _short(name: str) -> str:
    return shortened(name, 60)


def _figure(value: float) -> str:
    """A number of a drawing: at most one decimal, none where it is whole."""
    return f"{value:.1f}".removesuffix(".0")


def _wrapped(text: str, width: float, most: int) -> tuple[str, ...]:
    """A text in lines of so many average letters; the last of `most` lines ends in an ellipsis if words are left."""
    lines = [""]
    for word in text.split():
        piece = f"{lines[-1]} {word}" if lines[-1] else word
        if _measured(piece) <= width:
            lines[-1] = piece
            continue
        if lines[-1]:
            lines.append("")
        while _measured(word) > width and len(lines) <= most:
            cut = next(n for n in range(1, len(word) + 1) if n == len(word) or _measured(word[: n + 1]) > width)
            lines[-1], word = word[:cut], word[cut:]
            lines.append("")
        lines[-1] = word
        if len(lines) > most:
            break
    lines = [line for line in lines if line]
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and _measured(last) > width - 2:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip()}…")


def _measured(text: str) -> float:
    """About how wide a text is, in average letters of a sans-serif."""
    return sum(map(_letter, text))


def _letter(c: str) -> float:
    if unicodedata.combining(c):
        return 0.0
    if unicodedata.east_asian_width(c) in "WF":
        return 1.9
    if c in "ijltfI.,:;'’!|()[] ":
        return 0.6
    return 1.35 if c.isupper() or c in "mwMW@%—" else 1.0
