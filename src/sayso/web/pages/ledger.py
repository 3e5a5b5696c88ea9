"""What is foreseen, and who was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from sayso.dossier import Dossier, Foreseen
from sayso.dossier.ledger import is_by
from sayso.model import (
    INTENTIONS,
    ForecastKind,
    ForecastStatus,
    Head,
    Span,
)
from sayso.show.ledger import ledger_view, recalled_row
from sayso.show.ledger_page import ledger_values
from sayso.show.ledger_record import forecast_record, recalled_record, scores_record
from sayso.show.safe import one_line
from sayso.web.pages.links import (
    article_link,
    article_named,
    article_path,
    claim_path,
    mouth_link,
    to_words,
)
from sayso.web.pages.memory import Memory
from sayso.web.views import (
    Choice,
    ForecastRow,
    ForecastsView,
    Link,
)

__all__ = ["forecasts"]

_STATUSES = (ForecastStatus.DUE.value, ForecastStatus.OPEN.value, ForecastStatus.RESOLVED.value)


def forecasts(
    dossier: Dossier,
    memory: Memory,
    status: str,
    by: str,
    kind: str,
    score_by: str,
    groups: Sequence[str],
    limit: int,
) -> ForecastsView:
    """The ledger, with scores once anything is resolved. Raises InputError.

    What people decided of it and what bears on a forecast is worked out once, and kept in a memory of its own: a ledger
    that is taken in changes it without an article or a judgement more. Of the rest no more is read than the page shows.
    """
    so_far = dossier.foreseen_so_far()
    decided = memory.get(so_far, "decided", dossier.decided)
    counted = memory.get(so_far, ("counted", by), lambda: dossier.foreseen_counts(by=by or None, decided=decided))
    there: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    wanted = [k for k in ForecastKind if kind in ("", k)]
    for (of, standing), n in counted.items():
        there[of] += n
        counts[standing] += n * (of in wanted)
    listed = partial(
        dossier.forecasts, status=status or None, by=by or None, limit=limit, evidence=False, decided=decided
    )
    shown, apart = [], []
    if ForecastKind.FORECAST in wanted:
        shown = listed(kind=ForecastKind.FORECAST)
    if intended := [k for k in INTENTIONS if k in wanted]:
        apart = listed(kind=intended)
    told = _told(dossier, memory, so_far, [*shown, *apart])
    shown, apart = told[: len(shown)], told[len(shown) :]
    scores = None
    if any(f.resolution is not None and (not by or is_by(f, by)) for f in decided.every):
        scores = memory.get(so_far, ("scores", score_by), lambda: dossier.scores(score_by, decided=decided))
    recalled = list(decided.recalled) if not (status or by) and kind in ("", ForecastKind.FORECAST) else []
    cited = map(recalled_row, recalled)
    rows, apart_rows = _forecast_rows(dossier, shown), _forecast_rows(dossier, apart)
    left = (counts[status] if status else sum(counts.values())) - len(shown) - len(apart)
    asked = {"status": status, "by": by, "kind": kind, "score_by": score_by, "limit": str(min(1000, limit * 2))}
    return ForecastsView(
        rows=rows,
        total=there[ForecastKind.FORECAST],
        apart=apart_rows,
        apart_total=sum(there[k] for k in INTENTIONS),
        status=status,
        by=by,
        kind=kind,
        kinds=tuple(Choice(k, f"{k}s", there[k], k == kind) for k in ForecastKind if there[k] or k == kind),
        statuses=tuple(
            Choice(value, value, counts[value], value == status)
            for value in _STATUSES
            if counts[value] or value == status
        ),
        score_by=score_by,
        groups=tuple(groups),
        more=f"/forecasts?{urlencode({k: v for k, v in asked.items() if v})}" if left > 0 and limit < 1000 else None,
        values=ledger_values(ledger_view((), scores), to_words) if scores else {},
        recalled=tuple((row, to_words(row.article, [Span(*pair) for pair in row.spans])) for row in cited),
        record={
            "forecasts": [_forecast_record(f, row) for f, row in zip(shown, rows, strict=True)],
            "apart": [_forecast_record(f, row) for f, row in zip(apart, apart_rows, strict=True)],
            "recalled": [recalled_record(r) for r in recalled],
            "scores": scores_record(scores) if scores else None,
        },
    )


def _told(dossier: Dossier, memory: Memory, so_far: tuple[int, ...], found: Sequence[Foreseen]) -> list[Foreseen]:
    """The same with what later articles say about them, which is looked for once for each."""
    known = {f.forecast.id: memory.held(so_far, ("bearing", f.forecast.id)) for f in found}
    for f in dossier.told([f for f in found if not known[f.forecast.id][0]]):
        memory.keep(so_far, ("bearing", f.forecast.id), f.bearing)
        known[f.forecast.id] = True, f.bearing
    return [replace(f, bearing=known[f.forecast.id][1]) for f in found]


def _forecast_record(found: Foreseen, row: ForecastRow) -> dict[str, Any]:
    return {**forecast_record(found), "to": row.to, "claim": row.claim.text if row.claim else None}


def _forecast_rows(dossier: Dossier, shown: Sequence[Foreseen]) -> tuple[ForecastRow, ...]:
    evidence = {id for f in shown if f.resolution for id in f.resolution.evidence}
    articles = {f.forecast.article for f in shown if f.forecast.article}
    heads = {h.id: h for h in dossier.heads(sorted(articles | evidence | {id.rpartition("#")[0] for id in evidence}))}
    told = [f for f in shown if f.forecast.article]
    said = dossier.nearest([(f.forecast.article, f.forecast.passage.spans, f.statement) for f in told])
    near = {f.forecast.id: one for f, one in zip(told, said, strict=True)}
    out = []
    seen = ledger_view(shown)
    for found, row in zip(shown, seen.rows or seen.apart, strict=True):
        f = found.forecast
        settled = found.resolution.evidence if found.resolution else ()
        bearing = tuple(to_words(b.article, b.passage.spans.spans) for b in found.bearing)
        made = ForecastRow(row, bearing=bearing, evidence=tuple(_settling(id, heads) for id in settled))
        if f.article:
            mouth, claim = None, None
            if (there := near[f.id]) is not None:
                statement, claim = there
                mouth = next((m for m in statement.mouths[-1:] if m.id in (f.by, found.voice)), None)
            made = replace(
                made,
                to=to_words(f.article, f.passage.spans.spans),
                article=article_named(f.article, heads),
                who=mouth_link(mouth) if mouth else None,
                claim=Link(claim_path(claim), claim) if claim else None,
            )
        out.append(made)
    return tuple(out)


def _settling(id: str, heads: Mapping[str, Head]) -> Link:
    """Where an article, a statement or a claim that settled a forecast can be seen."""
    if id in heads:
        return Link(article_path(id), article_link(heads[id]).outlet)
    if "#" in id:
        return Link(article_path(id.rpartition("#")[0]), one_line(id))
    return Link(claim_path(id), one_line(id))
