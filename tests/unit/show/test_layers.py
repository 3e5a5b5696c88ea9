"""The layered layout: the claim's side first, nothing overlapping, few crossings, and edges that pass led around."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.show.layers import circles, closing, layered

ids = st.integers(0, 25).map(str)
edges = st.lists(st.tuples(ids, ids).filter(lambda e: e[0] != e[1]), max_size=80, unique=True)


@given(edges, st.lists(st.floats(20, 90), min_size=26, max_size=26))
def test_any_graph(some: list[tuple[str, str]], heights: list[float]) -> None:
    """Every edge leads at least a layer on, through one place of each layer between, and places keep apart."""
    sizes = {str(n): height for n, height in enumerate(heights)}
    layout = layered(sizes, some)
    layer = {id: place.layer for id, place in layout.places.items()}
    assert [id for id, n in layer.items() if n == 0] == ["0"]
    for edge in some:
        chain = layout.chains[edge]
        assert [p.layer for p in chain] == list(range(chain[0].layer, chain[-1].layer + 1))
        ends = (layout.places[edge[0]], layout.places[edge[1]])
        assert (chain[0], chain[-1]) == (ends[::-1] if edge in layout.backward else ends)
    every = {id(p): p for p in (*layout.places.values(), *(p for c in layout.chains.values() for p in c))}.values()
    for n in range(layout.layers):
        column = sorted((p.at, p.height) for p in every if p.layer == n)
        assert all(b - a >= (h + g) / 2 - 1e-6 for (a, h), (b, g) in pairwise(column))


@given(edges)
def test_loops(some: list[tuple[str, str]]) -> None:
    """Without the closing edges nothing lies on a loop; with them exactly those that can reach themselves."""
    nodes = [str(n) for n in range(26)]
    assert not circles(nodes, [e for e in some if e not in closing(nodes, some)])

    def reached(start: str) -> set[str]:
        out: set[str] = set()
        stack = [b for a, b in some if a == start]
        while stack:
            id = stack.pop()
            if id not in out:
                out.add(id)
                stack += [b for a, b in some if a == id]
        return out

    assert set(circles(nodes, some)) == {id for id in nodes if id in reached(id)}


def test_untangles() -> None:
    """Two rows that are joined crosswise are drawn without a crossing."""
    joined = [("0", "a"), ("0", "b"), ("0", "c"), ("a", "z"), ("b", "y"), ("c", "x")]
    places = layered(dict.fromkeys("0abcxyz", 20.0), joined).places
    first = sorted("abc", key=lambda id: places[id].at)
    last = sorted("xyz", key=lambda id: places[id].at)
    assert ["abc".index(id) for id in first] == ["zyx".index(id) for id in last]
