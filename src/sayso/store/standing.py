"""Which forecasts are shown: those of articles in force, outside of what these took over from others in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, exists, select, update

from sayso.store import tables as t
from sayso.store.records import unpack_value

__all__ = ["settle"]


def settle(connection: Connection, articles: Sequence[int]) -> None:
    """Keep of the forecasts of some articles, and of those that copy from them, whether they are shown.

    It is called in the transaction of every change that this hangs on: a new version, a copy, forecasts that are filed.
    """
    f, c = t.forecasts.c, t.copies.c
    copying = set(connection.scalars(select(c.copy).where(c.of.in_(articles))))
    asked = sorted({*articles, *copying})
    rows = connection.execute(select(f.number, f.article, f.shown, f.record).where(f.article.in_(asked))).all()
    if not rows:
        return
    there = sorted({row.article for row in rows})
    copied = _copied(connection, there)
    a = t.articles.c
    replaced = set(connection.scalars(select(a.number).where(a.number.in_(there), a.replaced_by.is_not(None))))
    changed: dict[bool, list[int]] = defaultdict(list)
    for row in rows:
        shown = row.article not in replaced
        if shown and (taken := copied.get(row.article)):
            spans = unpack_value(row.record)["passage"]["spans"]
            start, end = spans[0][0], spans[-1][1]
            shown = not any(first <= start and end <= last for first, last in taken)
        if shown != row.shown:
            changed[shown].append(row.number)
    for shown, numbers in changed.items():
        connection.execute(update(t.forecasts).where(f.number.in_(numbers)).values(shown=shown))


def _copied(connection: Connection, articles: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """What these articles took over, from others in force that foresee anything."""
    a, c, f = t.articles.c, t.copies.c, t.forecasts.c
    query = (
        select(c.copy, c.record)
        .join_from(t.copies, t.articles, a.number == c.of)
        .where(c.copy.in_(articles), a.replaced_by.is_(None), exists().where(f.article == c.of))
    )
    out: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for copy, record in connection.execute(query):
        out[copy] += [(here[0], here[1]) for here, _ in unpack_value(record).get("passages", ())]
    return out
