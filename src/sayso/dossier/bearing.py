"""What later articles say of what was foreseen: put forward with its stance for a person to judge, deciding nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

from sayso.dossier.forecasts import as_statement
from sayso.dossier.foreseen import Bearing, Foreseen
from sayso.dossier.judged import Judged
from sayso.model import Head, Statement

if TYPE_CHECKING:
    from sayso.store import Store

__all__ = ["bearing"]

_NEAREST = 24  # statements that one forecast is compared with at most
_KEY_ITEMS = 64
_BEARINGS = 12  # statements that are put forward for one forecast


def bearing(
    store: Store, hold: Judged, in_force: Callable[[Head, str | None], bool], foreseen: Foreseen, as_of: str | None
) -> tuple[Bearing, ...]:
    """What later articles say of a forecast, in the order of their days; `in_force` tells which of them hold."""
    from sayso import match
    from sayso.inference.meaning import settings
    from sayso.trace.provenance import known

    forecast = foreseen.forecast
    vector = store.ledger.vectors([forecast.id])[forecast.id]
    asked = as_statement(forecast)
    alike = store.sharing("claim", [match.keys(asked, vector)], 4 * _NEAREST, _KEY_ITEMS)
    vectors = store.vectors(id for id in alike if id.rpartition("#")[0] != forecast.article)
    there = store.statements(match.able(asked, vector, vectors))
    statements = {id: held for id in alike if id in there and (held := hold.statement(there[id]))}
    heads = {h.id: hold.head(h) for h in store.heads({s.article for s in statements.values()})}
    since = forecast.made or known(next(iter(store.heads([forecast.article]))))
    heads = {
        id: h
        for id, h in heads.items()
        if known(h) > since and (as_of is None or known(h) <= as_of) and in_force(h, as_of)
    }
    statements = dict(islice(((id, s) for id, s in statements.items() if s.article in heads), _NEAREST))
    foretold = defaultdict(list)
    articles = {s.article for s in statements.values()}
    for f in store.ledger.forecasts_of(articles):
        foretold[f.forecast.article].append(f.forecast.passage.spans)
    for c in store.ledger.citations(articles):
        foretold[c.article].append(c.content.spans)
    claims = store.claim_of(statements)
    least: float = settings()["claim"]["least"]
    out = []
    for id, s in statements.items():
        # Who foresees the same stands beside it, and is no evidence that it came about.
        if any(s.passage.spans.overlaps(spans) for spans in foretold[s.article]):
            continue
        likeness = match.liken(asked, vector, s, vectors[id])
        if likeness.score < least:
            continue
        head = heads[s.article]
        out.append(
            Bearing(
                id,
                s.article,
                known(head),
                s.passage,
                _stance(s, likeness.opposed),
                likeness.score,
                head.outlet,
                hold.claim(claims[id]) if id in claims else None,
            )
        )
    out.sort(key=lambda b: (-b.likeness, b.day, b.statement))
    return tuple(sorted(out[:_BEARINGS], key=lambda b: (b.day, b.article, b.statement)))


def _stance(statement: Statement, opposed: bool) -> str:
    """What a statement does with what was foreseen."""
    from sayso.trace.provenance import towards

    match towards(statement, opposed):
        case None:
            return "for"
        case "denies" | "disputes":
            return "against"
        case other:
            return other
