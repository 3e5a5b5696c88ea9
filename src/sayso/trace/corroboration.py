"""How many sources would all have to be wrong: vertex-disjoint paths from a claim to its origins.

A `Network` holds what is counted: the nodes that the claim leads to, what each node leads to, and which nodes end a
path. Every node is worth one. By Menger's theorem the greatest number of paths that share no node is the least number
of nodes that meet every path, so the same figure answers both questions.

The paths are found by augmenting them one after another, many in each sweep over the network. Two reductions, both
exact, leave little to sweep: the claim leads to every carrier, so a path is never worth prolonging through another
carrier, and a carrier that ends a path is one by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

__all__ = ["EFFORT", "Network", "highest", "lowest", "on_every_path"]

_FREE, _END = -1, -2
EFFORT = 20_000  # edges swept in search of the lowest count, before a bound is given in its stead


@dataclass(frozen=True, slots=True)
class Network:
    """What a claim rests on, as nodes: `carriers` (the claim leads to them), `leads` (what a node leads to), `ends`.

    A path that has come to an end goes no further.
    """

    carriers: Collection[str]
    leads: Mapping[str, Collection[str]]
    ends: Collection[str]


def highest(network: Network) -> int:
    """The greatest number of paths from the claim to ends that share no node."""
    small = _Small(network, {})
    return small.sure + small.count()


def lowest(network: Network, classes: Sequence[Sequence[str]], may: Sequence[int], effort: int = EFFORT) -> int:
    """The least count over all ways of taking sources for one another that may be the same.

    `classes` are groups of sources, all of a group alike; bit j of `may[i]` says that those of class i and those of
    class j may be the same. A class of several holds ends alone. May-be-the-same is not transitive: a way of taking
    sources together is a partition in which any two of a block may be the same. A block ends a path where all of its
    members do.

    Ends of one class are always taken together: by Rado's theorem the count of a partition is the least, over all
    choices of blocks, of the paths that reach the chosen ones plus the number of the others, so of two ends that are
    alike one can always be moved to the other's block without raising it. Over the classes the search is exact, by
    branch and bound. Where it would take more than `effort`, a bound is returned that no way of taking them together
    goes below.
    """
    return _Search(network, classes, may).least(effort)


def on_every_path(network: Network) -> list[str]:
    """The nodes without which no path from the claim to an end is left, the one nearest to the claim first."""
    path = _path(network, None)
    return [node for node in path if not _path(network, node)]


class _Small:
    """A network with what is settled taken out: `sure` paths that cost the others nothing, and carriers that can
    make no difference.

    Exact, each step: the claim leads to every carrier, so no path need go on through another one; a carrier that is
    an end, or that leads to an end of its own, may always take it; of carriers that lead to the same nodes no more
    than these nodes are needed. `name` gives nodes that are taken together one name; ends with a name there are left
    in.
    """

    def __init__(self, network: Network, name: Mapping[str, str]) -> None:
        carriers = frozenset(network.carriers)
        ends = frozenset(network.ends)
        leads = {
            node: {name.get(f, f) for f in following} - carriers
            for node, following in network.leads.items()
            if node not in ends
        }
        left = carriers - ends
        self.sure = len(carriers) - len(left)
        into: dict[str, set[str]] = {}
        for node, following in leads.items():
            for f in following:
                into.setdefault(f, set()).add(node)
        kept = set(name.values())
        todo = [e for e in ends if e not in kept and len(into.get(e, ())) == 1]
        for end in todo:
            own = next(iter(into[end]), None)
            if own in left:
                left -= {own}
                self.sure += 1
                for f in leads.pop(own):
                    into[f].discard(own)
                    if f in ends and f not in kept and len(into[f]) == 1:
                        todo.append(f)
        alike: dict[frozenset[str], int] = {}
        rows: list[list[str]] = []
        for carrier in sorted(left):
            there = frozenset(leads.get(carrier, ()))
            alike[there] = alike.get(there, 0) + 1
            if alike[there] <= len(there):
                rows.append(sorted(there))
        # Carriers have the first numbers, and no longer names; what they lead to has the following ones. Sources that
        # rest on others stay, reached or not: an end that is taken for one of them is none.
        self.starts = len(rows)
        self.number: dict[str, int] = {}
        todo = []
        for row in chain([sorted(kept - ends)], rows):
            for node in row:
                if node not in self.number:
                    self.number[node] = self.starts + len(todo)
                    todo.append(node)
                    rows.append(sorted(leads.get(node, ())))
        self.after = [[self.number[f] for f in row] for row in rows]
        self.is_end = [False] * self.starts + [node in ends for node in todo]
        self.edges = 1 + len(self.after) + sum(map(len, self.after))

    def count(self, name: Sequence[int] | None = None, closed: Collection[int] = ()) -> int:
        """The greatest number of paths that share no node, `sure` ones apart.

        `name` gives each node the number that it is taken for, -1 where it is left out; `closed` are no ends.
        """
        after, is_end = self.after, self.is_end
        if name is not None:
            after = [[] for _ in self.after]
            is_end = [False] * len(self.after)
            for node, following in enumerate(self.after):
                here = name[node]
                if here >= 0:
                    is_end[here] |= self.is_end[node] and here not in closed
                    after[here] += [there for f in following if (there := name[f]) >= 0 and there != here]
        paths = _Paths(after, is_end)
        while paths.sweep(self.starts):
            pass
        return paths.found


class _Search:
    def __init__(self, network: Network, classes: Sequence[Sequence[str]], may: Sequence[int]) -> None:
        ends = frozenset(network.ends)
        self.small = _Small(network, {node: c[0] for c in classes for node in c})
        held = [i for i, c in enumerate(classes) if c[0] in self.small.number]
        open_ended = {i: classes[i][0] not in ends for i in held}
        # Those that rest on others come first: what is joined to a block later can then never open its end.
        order = sorted(held, key=lambda i: (not open_ended[i], may[i].bit_count(), i))
        self.nodes = [self.small.number[classes[i][0]] for i in order]
        self.open_ended = [open_ended[i] for i in order]
        self.may = [sum(1 << n for n, j in enumerate(order) if may[i] >> j & 1) for i in order]

    def least(self, effort: int) -> int:
        greedy = self.count(self.greedy())
        bound = max(self.joined(), self.distinct())
        if bound < greedy:
            greedy = self.searched(bound, greedy, effort // self.small.edges)
        return self.small.sure + greedy

    def greedy(self) -> list[list[int]]:
        """A way of taking them together: each with the first that it may be."""
        blocks: list[list[int]] = []
        for i in range(len(self.may)):
            block = next((b for b in blocks if self.fits(i, b)), None)
            if block is None:
                blocks.append([i])
            else:
                block.append(i)
        return blocks

    def fits(self, i: int, block: Sequence[int]) -> bool:
        return all(self.may[i] >> j & 1 for j in block)

    def joined(self) -> int:
        """A bound: classes that are joined by any chain of may-be-the-same are one end. Where one of several rests on
        others, none of them counts."""
        blocks: list[list[int]] = []
        seen: set[int] = set()
        for i in range(len(self.may)):
            if i in seen:
                continue
            members = [i]
            seen.add(i)
            for j in members:
                fresh = [k for k in range(len(self.may)) if self.may[j] >> k & 1 and k not in seen]
                seen.update(fresh)
                members += fresh
            if len(members) == 1 or not any(self.open_ended[j] for j in members):
                blocks.append(members)
        return self.count(blocks)

    def distinct(self) -> int:
        """A bound: classes no two of which may be the same, nor one that rests on others, are as many ends in every
        way of taking them together."""
        open_ended = sum(1 << i for i, is_open in enumerate(self.open_ended) if is_open)
        chosen: list[int] = []
        for i in range(len(self.may)):
            if not (self.may[i] & ~(1 << i) & open_ended or any(self.may[i] >> j & 1 for j in chosen)):
                chosen.append(i)
        return self.count([[i] for i in chosen])

    def searched(self, bound: int, best: int, trials: int) -> int:
        """Branch and bound: each class joins a block or begins one. What is not yet placed is left out, so that a
        part of a partition never counts more than the whole."""
        stack: list[tuple[int, list[list[int]]]] = [(0, [])]
        if trials <= len(self.may):  # not enough to place each once
            return bound
        while stack:
            n, blocks = stack.pop()
            trials -= 1
            if trials < 0:
                return bound
            count = self.count(blocks)
            if count >= best:
                continue
            if n == len(self.may):
                best = count
                if best == bound:
                    return best
                continue
            stack.append((n + 1, [*blocks, [n]]))
            for k, block in reversed(list(enumerate(blocks))):
                if self.fits(n, block):
                    stack.append((n + 1, [*blocks[:k], [*block, n], *blocks[k + 1 :]]))
        return best

    def count(self, blocks: Iterable[Sequence[int]]) -> int:
        """The count where the classes of a block are one, and those of no block are left out."""
        name = list(range(len(self.small.after)))
        for node in self.nodes:
            name[node] = -1
        closed = set()
        for block in blocks:
            first = self.nodes[block[0]]
            for i in block:
                name[self.nodes[i]] = first
            if any(self.open_ended[i] for i in block):
                closed.add(first)
        return self.small.count(name, closed)


def _path(network: Network, without: str | None) -> list[str]:
    """One path from the claim to an end that avoids a node; empty where there is none."""
    ends = frozenset(network.ends)
    came: dict[str, str | None] = {c: None for c in sorted(network.carriers) if c != without}
    queue = list(came)
    for node in queue:
        if node in ends:
            path: list[str] = []
            at: str | None = node
            while at is not None:
                path.append(at)
                at = came[at]
            return path[::-1]
        for following in sorted(network.leads.get(node, ())):
            if following != without and following not in came:
                came[following] = node
                queue.append(following)
    return []


class _Paths:
    """Paths that share no node, as what stands before and after each node on one.

    A search is at a node either on entering it or on leaving it (every node is split in two, with one unit between).
    It may enter a free node and go on; a node that is taken it may only push back along the path that takes it.
    """

    def __init__(self, after: list[list[int]], is_end: list[bool]) -> None:
        self.after = after
        self.is_end = is_end
        self.next = [_FREE] * len(after)
        self.prior = [_FREE] * len(after)
        self.taken = [False] * len(after)
        self.found = 0

    def sweep(self, starts: int) -> int:
        """Augment from every start that is free, never twice through one place; how many paths that gained."""
        gained = 0
        entered = [False] * len(self.after)
        left = [False] * len(self.after)
        for start in range(starts):
            if not self.taken[start] and self.augment(start, entered, left):
                gained += 1
        self.found += gained
        return gained

    def augment(self, start: int, entered: list[bool], left: list[bool]) -> bool:
        # A place is 2n on entering node n, 2n + 1 on leaving it.
        came: dict[int, int] = {2 * start: -1}
        entered[start] = True
        stack = [2 * start]
        while stack:
            place = stack.pop()
            node = place >> 1
            if place & 1:
                if self.is_end[node] and self.next[node] != _END:
                    self.turn(place, came)
                    return True
                if self.taken[node] and not entered[node]:
                    entered[node] = True
                    came[2 * node] = place
                    stack.append(2 * node)
                for f in self.after[node]:
                    if not entered[f] and self.next[node] != f:
                        entered[f] = True
                        came[2 * f] = place
                        stack.append(2 * f)
            else:
                back = self.prior[node] if self.taken[node] else node
                if back != _FREE and not left[back]:
                    left[back] = True
                    came[2 * back + 1] = place
                    stack.append(2 * back + 1)
        return False

    def turn(self, place: int, came: Mapping[int, int]) -> None:
        """Take the places that lead here into the paths, and what they push back out of them."""
        last = place >> 1
        places = [place]
        while (place := came[place]) != -1:
            places.append(place)
        places.reverse()
        # Between two places of one node nothing changes but whether it is taken.
        steps = [(a >> 1, b >> 1, bool(a & 1)) for a, b in pairwise(places) if a >> 1 != b >> 1]
        for a, b, forward in steps:
            if not forward:  # the path went from b to a
                self.next[b] = _FREE
                self.prior[a] = _FREE
        for a, b, forward in steps:
            if forward:
                self.next[a] = b
                self.prior[b] = a
        self.next[last] = _END
        for place in places:
            self.taken[place >> 1] = self.next[place >> 1] != _FREE
