"""The ledger of forecasts as a section of a page: a table, the calibration drawn, hits and misses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sayso.model import Span
from sayso.show.calibration import calibration
from sayso.show.ledger import COLUMNS, LedgerRow, LedgerView

__all__ = ["Place", "ledger_values"]

# Where some words of an article can be seen: an address, or None.
Place = Callable[[str, Sequence[Span]], str | None]

_PAGE = 400  # rows


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
        "scored": scores,
        "columns": COLUMNS,
        "plot": calibration(scores.score, pre) if scores else "",
        "told_of": []
        if scores is None
        else [
            ("Hits", [placed(row) for row in scores.hits], scores.more[0]),
            ("Misses", [placed(row) for row in scores.misses], scores.more[1]),
        ],
    }


def _at(place: Place, article: str, spans: Sequence[tuple[int, int]]) -> str | None:
    return place(article, [Span(a, b) for a, b in spans]) if article and spans else None
