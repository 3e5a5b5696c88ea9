"""The ledger of forecasts as JSON: what `sayso forecasts` and `sayso scores` print."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sayso.dossier import Bearing, Foreseen, Recalled, Retold, Scores
from sayso.model import Score

__all__ = ["forecast_record", "recalled_record", "scores_record"]


def forecast_record(found: Foreseen) -> dict[str, Any]:
    """A row of `sayso forecasts`."""
    f, r = found.forecast, found.resolution
    h = f.horizon
    return {
        "id": f.id,
        "by": f.by,
        "name": f.name,
        "voice": found.voice,
        "article": f.article or None,
        "outlet": f.outlet,
        "made": f.made,
        "text": f.statement,
        "spans": f.passage.spans.pairs(),
        "event": f.event,
        "negated": f.negated,
        "kind": str(f.kind),
        "horizon": h.latest if h else None,
        "horizon_from": h.earliest if h else None,
        "horizon_words": h.words.text if h else None,
        "condition": f.condition.text if f.condition else None,
        "probability": f.probability and asdict(f.probability),
        "probability_words": [word.text for word in f.probability_words],
        "probability_by": asdict(found.figure) if found.figure else None,
        "verb": f.verb.text if f.verb else None,
        "status": str(f.status),
        "resolution": r and {**asdict(r), "outcome": str(r.outcome), "evidence": list(r.evidence)},
        "right": found.hit,
        "question": found.question,
        "contrary": found.turned,
        "beside": [
            {
                "id": o.id,
                "by": o.by,
                "name": o.name,
                "article": o.article or None,
                "made": o.made,
                "text": o.statement,
                "kind": str(o.kind),
                "horizon": o.horizon.latest if o.horizon else None,
                "probability": o.probability and asdict(o.probability),
            }
            for o in found.beside
        ],
        "evidence": [_bearing_record(b) for b in found.bearing],
        "cited": [_retold_record(c) for c in found.cited],
    }


def _bearing_record(b: Bearing) -> dict[str, Any]:
    return {
        "statement": b.statement,
        "article": b.article,
        "outlet": b.outlet,
        "date": b.day,
        "text": b.passage.text,
        "spans": b.passage.spans.pairs(),
        "stance": b.stance,
        "claim": b.claim,
        "likeness": round(b.likeness, 4),
    }


def _retold_record(c: Retold) -> dict[str, Any]:
    w = c.rewording
    return {
        "article": c.citation.article,
        "date": c.day,
        "text": c.citation.passage.text,
        "content": c.citation.content.text,
        "spans": c.citation.content.spans.pairs(),
        "kind": w.kind,
        "strength": w.strength,
        "reasons": list(w.reasons),
        "likeness": w.likeness,
        "pieces": [list(piece) for piece in w.pieces],
    }


def recalled_record(recalled: Recalled) -> dict[str, Any]:
    """What somebody says they foresaw, of which the dossier holds no forecast."""
    c = recalled.citation
    return {
        "article": c.article,
        "by": c.by,
        "name": recalled.name,
        "outlet": recalled.outlet,
        "date": recalled.day,
        "text": c.passage.text,
        "content": c.content.text,
        "spans": c.content.spans.pairs(),
        "when": c.when.words.text if c.when else None,
    }


def scores_record(scores: Scores) -> dict[str, Any]:
    """What `sayso scores` prints; figures are null where there are fewer than `least` questions."""
    return {
        "by": scores.by,
        "least": scores.least,
        "averaged": scores.averaged,
        "unscored": scores.unscored,
        "judged": scores.judged,
        "all": _score_record(scores.whole),
        "groups": [{"name": name, **_score_record(score)} for name, score in scores.groups],
        "hits": [f.forecast.id for f in scores.hits],
        "misses": [f.forecast.id for f in scores.misses],
        "without_figure": [{"words": w, "right": right, "wrong": wrong} for w, right, wrong in scores.bare],
    }


def _score_record(score: Score) -> dict[str, Any]:
    record = asdict(score)
    return {**record, "calibration": [dict(held) for held in record["calibration"]]}
