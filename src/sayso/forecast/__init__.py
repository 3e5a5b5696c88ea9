"""The forecast ledger: who said what would happen, by when and how surely, and were they right.

Values in, values out: what is found in a text (`forecasts`, `horizon`, `self_citations`), what was said before
(`cited`, `reworded`), how right it was (`score`, `scores`), and ledgers from and to files (`read_csv`, `to_csv`).
"""

from __future__ import annotations

from sayso.forecast.citing import cited, foretells, reworded, self_citations
from sayso.forecast.exchange import read_csv, read_jsonl, to_csv, to_jsonl
from sayso.forecast.finding import forecasts
from sayso.forecast.horizon import expressions, horizon
from sayso.forecast.scoring import LEAST, entry, score, scores, status, was_right, wording

__all__ = [
    "LEAST",
    "cited",
    "entry",
    "expressions",
    "forecasts",
    "foretells",
    "horizon",
    "read_csv",
    "read_jsonl",
    "reworded",
    "score",
    "scores",
    "self_citations",
    "status",
    "to_csv",
    "to_jsonl",
    "was_right",
    "wording",
]
