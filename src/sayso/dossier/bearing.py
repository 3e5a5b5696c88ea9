"""What later articles say of what was foreseen: put forward with its stance for a person to judge, deciding nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from sayso.dossier.forecasts import as_statement
from sayso.dossier.foreseen import Bearing
from sayso.dossier.judged import Judged
from sayso.model import Forecast, Head, Likeness, SpanSet, Statement

if TYPE_CHECKING:
    from sayso.store import Store

__all__ = ["bearing"]

_NEAREST = 24  # statements that one forecast is compared with at most
_KEY_ITEMS = 64
_BEARINGS = 12  # statements that are put forward for one forecast


def bearing(
    store: Store,
    hold: Judged,
    in_force: Callable[[Head, str | None], bool],
    forecasts: Sequence[Forecast],
    as_of: str | None,
) -> dict[str, tuple[Bearing, ...]]:
    """What later articles say of each of some forecasts, in the order of their days; `in_force` tells which of them
    hold. They are read together, which for many is far quicker than one by one.
    """
    from sayso import match
    from sayso.inference.meaning import settings
    from sayso.trace.provenance import known

    least: float = settings()["claim"]["least"]
    vectors = store.ledger.vectors(f.id for f in forecasts)
    asked = [(f, as_statement(f), vectors[f.id]) for f in forecasts]
    alike = {
        f.id: [
            id
            for id in store.sharing("claim", [match.keys(said, vector)], 4 * _NEAREST, _KEY_ITEMS)
            if id.rpartition("#")[0] != f.article
        ]
        for f, said, vector in asked
    }
    theirs = store.vectors(dict.fromkeys(id for some in alike.values() for id in some))
    able = {f.id: match.able(said, vector, {id: theirs[id] for id in alike[f.id]}) for f, said, vector in asked}
    wanted = dict.fromkeys(id for some in able.values() for id in some)
    heads = {
        h.id: hold.head(h)
        for h in store.heads({*(id.rpartition("#")[0] for id in wanted), *(f.article for f in forecasts)})
    }
    there = store.statements(id for id in wanted if _holds(heads[id.rpartition("#")[0]], as_of, in_force))
    there = {id: held for id, s in there.items() if (held := hold.statement(s))}
    found: dict[str, list[tuple[Statement, Likeness]]] = {}
    for f, said, vector in asked:
        since = f.made or known(heads[f.article])
        later = (there[id] for id in alike[f.id] if id in able[f.id] and id in there)
        later = (s for s in later if known(heads[s.article]) > since)
        near = (s for s in islice(later, _NEAREST) if match.alike(said, vector, s, theirs[s.id]) >= least)
        found[f.id] = [(s, match.liken(said, vector, s, theirs[s.id])) for s in near]
    foretold = _foretold(store, {s.article for some in found.values() for s, _ in some})
    claims = store.claim_of(s.id for some in found.values() for s, _ in some)
    out = {}
    for id, some in found.items():
        bears = [
            Bearing(
                s.id,
                s.article,
                known(heads[s.article]),
                s.passage,
                _stance(s, likeness.opposed),
                likeness.score,
                heads[s.article].outlet,
                hold.claim(claims[s.id]) if s.id in claims else None,
            )
            for s, likeness in some
            # Who foresees the same stands beside it, and is no evidence that it came about.
            if not any(s.passage.spans.overlaps(spans) for spans in foretold[s.article])
        ]
        bears.sort(key=lambda b: (-b.likeness, b.day, b.statement))
        out[id] = tuple(sorted(bears[:_BEARINGS], key=lambda b: (b.day, b.article, b.statement)))
    return out


def _holds(head: Head, as_of: str | None, in_force: Callable[[Head, str | None], bool]) -> bool:
    from sayso.trace.provenance import known

    return (as_of is None or known(head) <= as_of) and in_force(head, as_of)


def _foretold(store: Store, articles: set[str]) -> Mapping[str, list[SpanSet]]:
    """Where in articles something is foreseen, or said to have been."""
    out = defaultdict(list)
    for f in store.ledger.forecasts_of(articles):
        out[f.forecast.article].append(f.forecast.passage.spans)
    for c in store.ledger.citations(articles):
        out[c.article].append(c.content.spans)
    return out


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
