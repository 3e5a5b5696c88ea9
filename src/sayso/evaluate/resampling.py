"""How sure a difference between two predictions is, and how far several of the same kind lie apart.

The paired bootstrap over articles (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993; for two
systems on one test set Koehn, "Statistical significance tests for machine translation evaluation", 2004): articles
are drawn anew with replacement, and both predictions are measured on the same draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

import numpy as np
from numpy.typing import NDArray

from sayso.evaluate.measures import Comparison
from sayso.model import Form

__all__ = ["DRAWS", "FIGURES", "Difference", "Spread", "difference", "figures", "spread"]

DRAWS = 2000
FORMS = (Form.DIRECT, Form.MIXED, Form.INDIRECT)
FIGURES = ("relation@0.5", "content@0.5", "content@0.8", *(f"recall.{form}" for form in FORMS), "source|content")

_Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure with two predictions, in percent: what it is, its difference, and the 95 % interval of that.

    `not_better` is the share of draws in which the difference is zero or less.
    """

    figure: str
    value: float
    other: float
    difference: float
    low: float
    high: float
    not_better: float


@dataclass(frozen=True, slots=True)
class Spread:
    """One figure over several predictions, in percent; the deviation is that of a sample."""

    figure: str
    values: tuple[float, ...]
    mean: float
    deviation: float


def figures(comparisons: Sequence[Comparison]) -> dict[str, float]:
    """The main figures: F1 of relation and contents, recall by form, and the share of right sources."""
    return dict(zip(FIGURES, map(float, _ratios(_counted(comparisons).sum(axis=0))), strict=True))


def difference(
    ours: Sequence[Sequence[Comparison]], other: Sequence[Comparison], draws: int = DRAWS, seed: int = 0
) -> list[Difference]:
    """Every figure of `ours` less that of `other`, both over the same articles in the same order.

    Where `ours` holds several predictions, their mean counts.
    """
    counts = [_counted(one) for one in ours]
    against = _counted(other)
    rng = np.random.default_rng(seed)
    size = len(against)
    drawn = np.empty((draws, len(FIGURES)))
    for n in range(draws):
        some = rng.integers(size, size=size)
        drawn[n] = _mean(counts, some) - _ratios(against[some].sum(axis=0))
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    whole = np.arange(size)
    value, beside = _mean(counts, whole), _ratios(against.sum(axis=0))
    not_better = (drawn <= 0).mean(axis=0)
    return [
        Difference(
            figure=name,
            value=float(value[n]),
            other=float(beside[n]),
            difference=float(value[n] - beside[n]),
            low=float(low[n]),
            high=float(high[n]),
            not_better=float(not_better[n]),
        )
        for n, name in enumerate(FIGURES)
    ]


def spread(predictions: Sequence[Sequence[Comparison]]) -> list[Spread]:
    """Every figure over two or more predictions."""
    values = [figures(one) for one in predictions]
    return [
        Spread(
            figure=name,
            values=tuple(one[name] for one in values),
            mean=fmean(one[name] for one in values),
            deviation=stdev(one[name] for one in values),
        )
        for name in FIGURES
    ]


def _counted(comparisons: Sequence[Comparison]) -> _Counts:
    """A row an article: twelve counts, in the order that `_ratios` takes them in."""
    return np.array([_row(c) for c in comparisons], dtype=np.int64).reshape(-1, 12)


def _row(comparison: Comparison) -> list[int]:
    gold = [o for o in comparison.gold if o]
    both = len(gold) + sum(o is not None for o in comparison.predicted)
    found, right = sum(o.found for o in gold), sum(o.right for o in gold)
    row = [2 * right, both, 2 * found, 2 * comparison.most]
    for form in FORMS:
        row += [sum(o.right for o in gold if o.form == form), sum(o.form == form for o in gold)]
    return [*row, right, found]


def _ratios(sums: _Counts) -> NDArray[np.float64]:
    """The figures that the sums of some rows make; 0 where there is nothing to divide by."""
    over = sums[[0, 2, 3, 4, 6, 8, 10]]
    under = sums[[1, 1, 1, 5, 7, 9, 11]]
    return 100 * np.divide(over, under, out=np.zeros(len(FIGURES)), where=under > 0)


def _mean(counts: Sequence[_Counts], some: NDArray[np.int64]) -> NDArray[np.float64]:
    total: NDArray[np.float64] = np.mean([_ratios(one[some].sum(axis=0)) for one in counts], axis=0)
    return total
