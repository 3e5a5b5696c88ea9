"""A layered layout after Sugiyama, Tagawa and Toda (1981), for graphs of some hundred nodes.

Loops are broken, every node stands in the layer of its longest way from the first one, long edges are led through free
places of the layers between, the order within a layer is that of the neighbours' barycentres, and the places along it
are the nearest to the neighbours' that leave room between any two.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Key", "Layout", "Place", "circles", "closing", "layered"]

_SPACE = 16.0  # between the nodes of a layer
_LANE = 10.0  # that an edge takes in a layer which it only passes
_SWEEPS = 12

Key = tuple[str, str]


@dataclass(slots=True, eq=False)
class Place:
    """Where a node stands: its layer, and its middle along the layer. An edge only `passes` some of them."""

    height: float = _LANE
    layer: int = 0
    at: float = 0.0
    passes: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of the nodes, how many layers they take, and for every edge the places it is led through.

    `backward` are the edges that lead to a layer before theirs; their places are in the order of the layers too.
    """

    places: dict[str, Place]
    layers: int
    chains: dict[Key, list[Place]]
    backward: frozenset[Key]


def layered(heights: Mapping[str, float], edges: Collection[Key]) -> Layout:
    """Where everything stands, the first node alone in the first layer: the same for the same graph.

    No two nodes of a layer overlap. No edge may lead from a node to itself.
    """
    order = _ranked(heights, edges)
    backward = closing(heights, edges)
    ways = {(a, b): (b, a) if (a, b) in backward else (a, b) for a, b in edges}
    places = {id: Place(height) for id, height in heights.items()}
    layers, chains = _chained(places, order, set(ways.values()))
    links = [pair for chain in chains.values() for pair in pairwise(chain)]
    _sort_layers(layers, links)
    _spread_layers(layers, links)
    return Layout(places, len(layers), {edge: chains[way] for edge, way in ways.items()}, backward)


def closing(nodes: Iterable[str], edges: Collection[Key]) -> frozenset[Key]:
    """Edges without which there is no loop: those that lead back on a walk in depth, or to the first node."""
    place = {id: n for n, id in enumerate(_ranked(nodes, edges))}
    return frozenset((a, b) for a, b in edges if place[a] >= place[b])


def circles(nodes: Iterable[str], edges: Collection[Key]) -> dict[str, int]:
    """The nodes that lie on loops, each with the number of its component (Kosaraju's algorithm)."""
    order = _finished(nodes, edges)
    before = _after(order, ((b, a) for a, b in edges))
    component: dict[str, int] = {}
    sizes: list[int] = []
    for n, root in enumerate(order):
        sizes.append(0)
        stack = [root]
        while stack:
            id = stack.pop()
            if id not in component:
                component[id] = n
                sizes[n] += 1
                stack += before[id]
    return {id: n for id, n in component.items() if sizes[n] > 1}


def _ranked(nodes: Iterable[str], edges: Collection[Key]) -> list[str]:
    """The nodes in an order that only closing edges go against, the first one in front."""
    given = list(nodes)
    return [*given[:1], *(id for id in _finished(given, edges) if id != given[0])]


def _after(nodes: Iterable[str], edges: Iterable[Key]) -> dict[str, list[str]]:
    after: dict[str, list[str]] = {id: [] for id in nodes}
    for a, b in edges:
        after[a].append(b)
    return after


def _finished(nodes: Iterable[str], edges: Iterable[Key]) -> list[str]:
    """The nodes in the reverse of the order in which a walk in depth is done with them: against no edge but those
    that close a loop."""
    after = _after(nodes, edges)
    out: list[str] = []
    seen: set[str] = set()
    for root in after:
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(after[root]))]
        while stack:
            id, rest = stack[-1]
            fresh = next((b for b in rest if b not in seen), None)
            if fresh is None:
                out.append(id)
                stack.pop()
            else:
                seen.add(fresh)
                stack.append((fresh, iter(after[fresh])))
    return out[::-1]


def _chained(
    nodes: Mapping[str, Place], order: Sequence[str], ways: Iterable[Key]
) -> tuple[list[list[Place]], dict[Key, list[Place]]]:
    """The layers, and every way as a chain of nodes of which each stands in the layer after the last."""
    after = _after(order, sorted(ways))
    root = next(iter(nodes))
    for id in order:
        node = nodes[id]
        node.layer = max(node.layer, int(id != root))
        for b in after[id]:
            nodes[b].layer = max(nodes[b].layer, node.layer + 1)
    layers: list[list[Place]] = [[] for _ in range(1 + max(node.layer for node in nodes.values()))]
    for id in order:
        layers[nodes[id].layer].append(nodes[id])
    chains = {}
    for a in order:
        for b in after[a]:
            between = [Place(layer=n, passes=True) for n in range(nodes[a].layer + 1, nodes[b].layer)]
            for passed in between:
                layers[passed.layer].append(passed)
            chains[a, b] = [nodes[a], *between, nodes[b]]
    return layers, chains


def _sort_layers(layers: list[list[Place]], links: Sequence[tuple[Place, Place]]) -> None:
    """Order every layer by the mean place of its neighbours, to and fro, and keep the order with fewest crossings."""
    left, right = _neighbours(links)
    best = [list(layer) for layer in layers]
    fewest = _crossings(layers, right)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        forth = sweep % 2 == 0
        for n in range(1, len(layers)) if forth else range(len(layers) - 2, -1, -1):
            place = {node: i for i, node in enumerate(layers[n - 1] if forth else layers[n + 1])}
            own = {node: i for i, node in enumerate(layers[n])}
            means = {}
            for node in layers[n]:
                near = [place[other] for other in (left if forth else right).get(node, ())]
                means[node] = sum(near) / len(near) if near else float(own[node])
            layers[n].sort(key=lambda node, means=means: means[node])  # type: ignore[misc]
        if (crossed := _crossings(layers, right)) < fewest:
            fewest, best = crossed, [list(layer) for layer in layers]
    layers[:] = best


def _neighbours(
    links: Sequence[tuple[Place, Place]],
) -> tuple[dict[Place, list[Place]], dict[Place, list[Place]]]:
    left: dict[Place, list[Place]] = {}
    right: dict[Place, list[Place]] = {}
    for a, b in links:
        right.setdefault(a, []).append(b)
        left.setdefault(b, []).append(a)
    return left, right


def _crossings(layers: Sequence[Sequence[Place]], right: Mapping[Place, Sequence[Place]]) -> int:
    total = 0
    for layer, following in pairwise(layers):
        place = {node: i for i, node in enumerate(following)}
        met: list[int] = []
        for node in layer:
            ends = sorted(place[other] for other in right.get(node, ()))
            total += sum(len(met) - bisect_right(met, end) for end in ends)
            for end in ends:
                insort(met, end)
    return total


def _spread_layers(layers: Sequence[Sequence[Place]], links: Sequence[tuple[Place, Place]]) -> None:
    """Give every node its place along its layer: as near to its neighbours' as the room between nodes allows."""
    left, right = _neighbours(links)
    for layer in layers:
        _spread(layer, [0.0] * len(layer), [1.0] * len(layer))
    for sweep in range(_SWEEPS):
        forth = sweep % 2 == 0
        for layer in layers if forth else layers[::-1]:
            wanted, weights = [], []
            for node in layer:
                near = left.get(node, []) + right.get(node, []) if sweep > 2 else (left if forth else right).get(node)
                wanted.append(sum(other.at for other in near) / len(near) if near else node.at)
                # An edge that passes should run straight; a node that hangs on nothing gives way.
                weights.append(0.1 if not near else 3.0 if node.passes else 1.0)
            _spread(layer, wanted, weights)


def _spread(layer: Sequence[Place], wanted: Sequence[float], weights: Sequence[float]) -> None:
    """The places nearest to those wanted (least squares) that keep the order and the room: isotonic regression by
    pooling adjacent violators."""
    offsets = [0.0]
    for a, b in pairwise(layer):
        room = _SPACE if not (a.passes and b.passes) else _SPACE / 3
        offsets.append(offsets[-1] + (a.height + b.height) / 2 + room)
    pools: list[tuple[float, float, int]] = []  # mean, weight, members
    for want, offset, weight in zip(wanted, offsets, weights, strict=False):
        mean, heavy, members = want - offset, weight, 1
        while pools and pools[-1][0] >= mean:
            other, weighed, more = pools.pop()
            mean = (mean * heavy + other * weighed) / (heavy + weighed)
            heavy, members = heavy + weighed, members + more
        pools.append((mean, heavy, members))
    means = [mean for mean, _, members in pools for _ in range(members)]
    for node, mean, offset in zip(layer, means, offsets, strict=False):
        node.at = mean + offset
