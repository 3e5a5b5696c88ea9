"""The ledger of forecasts as a section of a page: a table, the calibration drawn, hits and misses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sayso.model import Span
from sayso.show.calibration import calibration
from sayso.show.ledger import COLUMNS, LedgerRow, LedgerView, ScoresView

__all__ = ["Place", "ledger_values"]

# Where some words of an article can be seen: an address, or None.
Place = Callable[[str, Sequence[Span]], str | None]

_PAGE = 400  # rows
_CURVES = 12  # of groups of one kind


def ledger_values(view: LedgerView, place: Place, pre: str = "") -> dict[str, Any]:
    """What `ledger.html` needs; `pre` goes before the ids of the drawing."""
    scores = view.scores

    def placed(row: LedgerRow) -> tuple[LedgerRow, str | None, list[str | None]]:
        """A row, where its words stand, and where those stand that bear on it."""
        return row, _at(place, row.article, row.spans), [_at(place, b.article, b.spans) for b in row.bearing]

    return {
        "ledger": view,
        "forecasts": [placed(row) for row in view.rows[:_PAGE]],
        "left_out": max(0, len(view.rows) - _PAGE),
        "apart": [placed(row) for row in view.apart[:_PAGE]],
        "apart_left_out": max(0, len(view.apart) - _PAGE),
        "recalled": [(row, _at(place, row.article, row.spans)) for row in view.recalled[:_PAGE]],
        "scored": scores,
        "columns": COLUMNS,
        "plot": calibration(scores.score, pre) if scores else "",
        "grouped": [_drawn(one, pre) for one in (scores, *view.others) if one is not None],
        "told_of": []
        if scores is None
        else [
            ("Hits", [placed(row) for row in scores.hits], scores.more[0]),
            ("Misses", [placed(row) for row in scores.misses], scores.more[1]),
        ],
    }


def _drawn(scores: ScoresView, pre: str) -> tuple[ScoresView, list[tuple[str, str]]]:
    """Scores, with the calibration of each group, drawn, where there are several."""
    groups = scores.groups[:_CURVES] if len(scores.groups) > 1 else ()
    return scores, [(g.name, calibration(g.score, f"{pre}{scores.by}{n}")) for n, g in enumerate(groups)]


def _at(place: Place, article: str, spans: Sequence[tuple[int, int]]) -> str | None:
    return place(article, [Span(a, b) for a, b in spans]) if article and spans else None
