"""Circles in a graph: which nodes lead back to themselves, and by the shortest way."""

from __future__ import annotations

from collections.abc import Collection, Mapping

__all__ = ["circles", "entangled"]

_MOST = 50  # circles that are listed


def entangled(leads: Mapping[str, Collection[str]]) -> list[list[str]]:
    """The sets of nodes that all lead to one another, of two and more, each in order (Tarjan, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    held: set[str] = set()
    found: list[list[str]] = []
    for root in sorted(leads):
        if root in index:
            continue
        stack = [(root, iter(sorted(leads.get(root, ()))))]
        index[root] = low[root] = len(index)
        waiting.append(root)
        held.add(root)
        while stack:
            node, following = stack[-1]
            for f in following:
                if f not in index:
                    index[f] = low[f] = len(index)
                    waiting.append(f)
                    held.add(f)
                    stack.append((f, iter(sorted(leads.get(f, ())))))
                    break
                if f in held:
                    low[node] = min(low[node], index[f])
            else:
                stack.pop()
                if stack:
                    low[stack[-1][0]] = min(low[stack[-1][0]], low[node])
                if low[node] == index[node]:
                    component = [waiting.pop()]
                    while component[-1] != node:
                        component.append(waiting.pop())
                    held.difference_update(component)
                    if len(component) > 1:
                        found.append(sorted(component))
    return sorted(found)


def circles(leads: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Circles such that every edge that stands in any stands in one of these, each by the shortest way; the first
    `_MOST` of them."""
    found: dict[frozenset[str], list[str]] = {}
    for component in entangled(leads):
        inside = set(component)
        for start in component:
            for after in sorted(inside.intersection(leads.get(start, ()))):
                circle = [start, *_way(leads, after, start, inside)]
                found.setdefault(frozenset(circle), circle)
                if len(found) >= _MOST:
                    return list(found.values())
    return list(found.values())


def _way(leads: Mapping[str, Collection[str]], start: str, goal: str, inside: set[str]) -> list[str]:
    """The nodes from `start` up to the one before `goal`."""
    came: dict[str, str | None] = {start: None}
    queue = [start]
    for node in queue:
        for f in sorted(inside.intersection(leads.get(node, ()))):
            if f == goal:
                way: list[str] = []
                at: str | None = node
                while at is not None:
                    way.append(at)
                    at = came[at]
                return way[::-1]
            if f not in came:
                came[f] = node
                queue.append(f)
    raise ValueError("start and goal do not lead to one another")
