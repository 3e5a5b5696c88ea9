"""The drawing of the provenance: nothing overlaps, nothing is lost, and every part leads to the words behind it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import EVIDENCE, HEADS, bridge, crowd, small

from sayso.model import Claim, Copy, Corroboration, Provenance, Step
from sayso.show.graph import Drawing, graph, laid_out

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script>\"'><a href=javascript:x>&\u202e\x1b[31m"


@st.composite
def graphs(draw: st.DrawFn) -> Provenance:
    """Any graph: loops, edges from nowhere to nowhere, names of any length, copies of copies."""
    size = draw(st.integers(0, 45))
    ids = [f"n{n}" for n in range(size)]
    names = st.one_of(st.text(max_size=90), st.sampled_from(["A", "an Office of Weights and Measures " * 3, "語" * 50]))
    kinds = st.sampled_from(["article", "outlet", "source"])
    steps = [Step("claim", "c1", draw(names))] if draw(st.booleans()) else []
    steps += [Step(draw(kinds), id, draw(names)) for id in ids]
    some = st.sampled_from(["c1", "lost", *ids])
    edges = draw(st.lists(st.tuples(some, some, st.just("why"), st.sampled_from([(), (0,), (1, 0)])), max_size=90))
    copies = draw(st.lists(st.builds(Copy, some, some, st.just(0.9)), max_size=6))
    return Provenance(
        claim=Claim("c1", draw(names), tuple(ids)),
        as_of=None,
        corroboration=Corroboration(1, 1),
        credibility=6,
        rule="",
        nodes=tuple(steps),
        edges=tuple(edges),
        origins=(),
        chains=(),
        single_points=tuple(draw(st.lists(some, max_size=2, unique=True))),
        copies=tuple(copies),
        evidence=EVIDENCE[:2],
    )


def sound(drawing: Drawing) -> None:
    """No two boxes touch, and every box lies inside the drawing."""
    for a, b in combinations(drawing.boxes, 2):
        apart = a.x + a.width < b.x or b.x + b.width < a.x or a.y + a.height < b.y or b.y + b.height < a.y
        assert apart, (a.name, b.name)
    for box in drawing.boxes:
        assert 0 <= box.x <= box.x + box.width <= drawing.width
        assert 0 <= box.y <= box.y + box.height <= drawing.height + 0.2
    ids = {box.id for box in drawing.boxes}
    assert all({wire.start, wire.end} <= ids for wire in drawing.wires)


@given(graphs())
def test_no_overlap(p: Provenance) -> None:
    """Boxes never overlap, whatever the graph, and the drawing is the same each time."""
    drawing = laid_out(p)
    sound(drawing)
    assert laid_out(p) == drawing


@given(graphs())
def test_drawn_soundly(p: Provenance) -> None:
    """The drawing is well-formed XML without a control character, and links only to evidence."""
    svg = graph(p, pre="c1-")
    root = ElementTree.fromstring(svg)
    assert all(re.fullmatch(r"#c1-e\d+", a.get("href") or "") for a in root.iter(f"{SVG}a"))


@pytest.mark.parametrize("articles", [3, 12, 45, 200, 1000])
def test_sizes(articles: int) -> None:
    """From a handful to a thousand articles the drawing stays sound and of a size that can be read."""
    drawing = laid_out(crowd(articles))
    sound(drawing)
    assert len(drawing.boxes) <= 120
    assert drawing.width < 1600
    known = sum(1 + len(box.folded) for box in drawing.boxes) + drawing.left_out
    assert known == len(crowd(articles).nodes)


def test_reads_from_left_to_right() -> None:
    """The claim stands at the left, and every edge that closes no loop leads to the right."""
    drawing = laid_out(bridge(), HEADS)
    at = {box.id: box.x for box in drawing.boxes}
    assert at["claim:c1"] == min(at.values())
    assert all(at[w.start] < at[w.end] for w in drawing.wires if not w.looped)
    assert at["unnamed:npa-1:e2"] > at["npa-1"] > at["outlet:norrby press agency"] > at["post-1"]


def test_copies_are_folded() -> None:
    """Copies, and copies of copies, are drawn with their original and counted."""
    boxes = {box.id: box for box in laid_out(bridge(), HEADS).boxes}
    assert "herald-1" not in boxes
    assert boxes["npa-1"].copies == 2
    assert "+ 2 copies" in boxes["npa-1"].signs
    p = replace(small(), copies=(Copy("b", "a", 1.0), Copy("a", "b", 1.0)))
    assert {box.id for box in laid_out(p).boxes} >= {"a"}


def test_marked_in_words_and_shape() -> None:
    """Single points, loops, origins and sources without a name differ in words and in lines, not in colour alone."""
    boxes = {box.id: box for box in laid_out(small()).boxes}
    assert boxes["outlet:coast daily"].signs == ("single point of failure",)
    assert boxes["unnamed:a:e1"].signs == ("origin", "single point of failure")
    assert boxes["unnamed:a:e1"].kind == "unnamed"
    looped = [w for w in laid_out(bridge()).wires if w.looped]
    agency, mirror = "outlet:norrby press agency", "outlet:norrby mirror"
    assert {(w.start, w.end) for w in looped} == {
        ("npa-2", mirror),
        (mirror, "mirror-1"),
        ("mirror-1", agency),
        (agency, "npa-2"),
    }
    svg = graph(bridge())
    assert svg.count(">circular reporting<") == 4
    assert 'class="wire looped"' in svg


def test_rings_that_are_no_loops() -> None:
    """An outlet that leads back to an article of its own is no circular reporting, and its ring is not drawn."""
    p = small()
    wires = laid_out(replace(p, edges=(*p.edges, ("outlet:coast daily", "a", "reported in", (0,))))).wires
    assert not any(w.looped for w in wires)
    assert ("outlet:coast daily", "a") not in {(w.start, w.end) for w in wires}


def test_outlet_without_an_edge() -> None:
    """An outlet that every chain runs through as the publisher is marked on its articles."""
    p = small()
    nodes = (*p.nodes, Step("outlet", "outlet:higher", "Higher Toll Ahead"))
    boxes = {box.id: box for box in laid_out(replace(p, nodes=nodes, single_points=("outlet:higher",))).boxes}
    assert "outlet:higher" not in boxes
    assert boxes["b"].alone
    assert not boxes["a"].alone


def test_leads_to_the_words() -> None:
    """Boxes and edges are links to the evidence behind them, and can be told by a reader of the screen."""
    root = ElementTree.fromstring(graph(bridge(), HEADS, "c1-"))
    links = list(root.iter(f"{SVG}a"))
    assert {a.get("href") for a in links} >= {"#c1-e0", "#c1-e4", "#c1-e7"}
    assert all(a.findtext(f"{SVG}title") for a in links)
    labels = (root.get("aria-labelledby") or "").split()
    assert [root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")] == labels  # type: ignore[union-attr]


def test_alone() -> None:
    """Drawn alone it is one image with its own style, and links nowhere."""
    svg = graph(bridge(), alone=True)
    assert "<style>" in svg
    assert 'role="img"' in svg
    assert "<a " not in svg


def test_hostile_names() -> None:
    """Mark-up and controls in a name, an id, a reason and a prefix stay words."""
    p = small()
    nodes = tuple(replace(s, name=HOSTILE) for s in p.nodes)
    edges = tuple((a, b, HOSTILE, found) for a, b, _, found in p.edges)
    svg = graph(replace(p, nodes=nodes, edges=edges, claim=replace(p.claim, text=HOSTILE)), pre='"><script>')
    assert "<script" not in svg
    assert "\x1b" not in svg
    assert "\u202e" not in svg
    ElementTree.fromstring(svg)


def test_long_names_are_cut() -> None:
    """A name has three lines at most, the last with an ellipsis, and stands whole in the tooltip."""
    p = small()
    long = "an unusually longwinded committee " * 5 + "x" * 80
    nodes = (*p.nodes[:3], Step("outlet", "outlet:coast daily", long), p.nodes[4])
    box = next(b for b in laid_out(replace(p, nodes=nodes)).boxes if b.id == "outlet:coast daily")
    assert len(box.lines) == 3
    assert box.lines[-1].endswith("…")
    assert all(len(line) < 32 for line in box.lines)
    assert long in graph(replace(p, nodes=nodes))
