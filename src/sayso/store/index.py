"""The index of candidates: which statements, articles or forecasts share a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Table

from sayso.store import tables as t
from sayso.store.core import Core

__all__ = ["Index"]

# What the items of each space of the index are.
_SPACES: dict[str, tuple[int, Table]] = {
    "claim": (1, t.statements),
    "copy": (2, t.articles),
    "forecast": (3, t.forecasts),
}


class Index(Core):
    """What may be alike, found without comparing."""

    def add_keys(self, space: str, rows: Iterable[tuple[int, str]]) -> None:
        """Put items under keys: statements in the space `claim`, articles in `copy`, forecasts in `forecast`. What is
        there stays.
        """
        self._check()
        number, table = _SPACES[space]
        given = list(rows)
        items = self._all_numbers(table, {item for _, item in given})
        if given:
            self._engine.add_keys(number, [(key, items[item]) for key, item in given])

    def lookup(self, space: str, keys: Iterable[int], most: int = 64) -> dict[int, list[str]]:
        """The newest items of each key, the newest first, at most so many; no entry for a key without any."""
        _, table = _SPACES[space]
        asked = list(dict.fromkeys(keys))
        found = self._newest(space, asked, most)
        ids = self._all_ids(table, {item for items in found.values() for item in items})
        return {key: [ids[item] for item in found[key]] for key in asked if key in found}

    def sharing(self, space: str, asked: Sequence[Sequence[int]], most: int, newest: int = 64) -> list[str]:
        """The items that share most with any of these lists of keys, for each list at most `most`, the best first.

        A key counts the more the fewer items it has, and only its `newest` ones are looked at, so that what this costs
        does not depend on how many items there are.
        """
        _, table = _SPACES[space]
        found = self._newest(space, sorted({key for keys in asked for key in keys}), newest)
        near: dict[int, None] = {}
        for keys in asked:
            weights: dict[int, float] = {}
            for key in keys:
                items = found.get(key, ())
                for item in items:
                    weights[item] = weights.get(item, 0.0) + 1 / len(items)
            best = sorted(((weight, item) for item, weight in weights.items()), reverse=True)
            near.update((item, None) for _, item in best[:most])
        ids = self._all_ids(table, near)
        return [ids[item] for item in near]

    def _newest(self, space: str, keys: Sequence[int], most: int) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for portion in self._engine.some(keys):
            for key, item in self._engine.newest(_SPACES[space][0], portion, most):
                found[key].append(item)
        return found
