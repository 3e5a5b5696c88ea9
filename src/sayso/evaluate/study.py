"""Everything that one evaluation says: the measures, the figures by group, the calibration, the worst articles,
and, where other predictions are given, the difference from them and the spread.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sayso.errors import BadRecord
from sayso.evaluate.gold import paired
from sayso.evaluate.groups import Band, Group, bands, by_article, by_attribution, calibration_error
from sayso.evaluate.measures import Comparison, Report, Task, compared, measure
from sayso.evaluate.resampling import DRAWS, Difference, Spread, difference, spread

__all__ = ["WORST", "Study", "Worst", "study"]

WORST = 20
Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Worst:
    """An article that costs much: its text, and what was gold and predicted in it with what became of each.

    `cost` is how many right attributions it lacks to be as good as the whole; `f1` its own relation@0.5.
    """

    id: str
    title: str | None
    task: Task
    comparison: Comparison
    f1: float
    cost: float


@dataclass(frozen=True, slots=True)
class Study:
    """One evaluation. With several predictions, all but `spread` and `against` is about the first of them."""

    report: Report
    groups: dict[str, list[Group]]
    bands: list[Band]
    worst: list[Worst]
    spread: list[Spread]
    against: list[Difference]

    @property
    def calibration_error(self) -> float | None:
        """From 0 to 1; None where the predictions have no scores."""
        return calibration_error(self.bands) if self.bands else None

    def record(self) -> dict[str, Any]:
        """All of it as JSON: the flat measures first, as they always were, then the rest. No text is in it."""
        return {
            **self.report.record(),
            "groups": {name: {g.name: g.figures for g in members} for name, members in self.groups.items()},
            "calibration_error": self.calibration_error,
            "calibration": [asdict(band) for band in self.bands],
            "worst": [
                {
                    "id": w.id,
                    "f1": w.f1,
                    "cost": w.cost,
                    "gold": sum(o is not None for o in w.comparison.gold),
                    "predicted": sum(o is not None for o in w.comparison.predicted),
                    "right": sum(o is not None and o.right for o in w.comparison.gold),
                }
                for w in self.worst
            ],
            "spread": {s.figure: {"values": s.values, "mean": s.mean, "deviation": s.deviation} for s in self.spread},
            "against": {"draws": DRAWS, "figures": {d.figure: _bare(d) for d in self.against}}
            if self.against
            else None,
        }


def study(gold: Records, predictions: Sequence[Records], against: Records | None = None, nested: bool = False) -> Study:
    """Evaluate one or more predictions of the same texts, and hold them against others where these are given.

    Raises BadRecord for records of another shape.
    """
    tasks = [list(paired(gold, predicted, nested)) for predicted in predictions]
    outcomes = [[compared(task) for task in one] for one in tasks]
    first = list(zip(tasks[0], outcomes[0], strict=True))
    report = measure(tasks[0])
    groups = by_attribution(first)
    for name in ("genre", "publisher"):
        if members := by_article(zip((_named(record, name) for record in gold), outcomes[0], strict=True)):
            groups[name] = members
    other = [] if against is None else [compared(task) for task in paired(gold, against, nested)]
    return Study(
        report=report,
        groups=groups,
        bands=_bands(gold, predictions[0], outcomes[0], nested),
        worst=_worst(gold, first, report.relation.figures["f1"] / 100),
        spread=spread(outcomes) if len(outcomes) > 1 else [],
        against=difference(outcomes, other) if other else [],
    )


def _named(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    return value if isinstance(value, str) and value else None


def _bare(d: Difference) -> dict[str, float]:
    return {name: value for name, value in asdict(d).items() if name != "figure"}


def _bands(gold: Records, predicted: Records, outcomes: Sequence[Comparison], nested: bool) -> list[Band]:
    """The bands of score, or none where no prediction has one."""
    rows = {record["id"]: record["attributions"] for record in predicted}
    scored: list[tuple[float, bool]] = []
    for record, comparison in zip(gold, outcomes, strict=True):
        counted = [a for a in rows.get(record["id"], []) if nested or a.get("parent") is None]
        for a, outcome in zip(counted, comparison.predicted, strict=True):
            score = a.get("score")
            if score is None:
                continue
            if type(score) not in (int, float) or not math.isfinite(score) or not 0 <= score <= 1:
                raise BadRecord(f"record {record['id']!r}: a `score` is not between 0 and 1")
            scored.append((float(score), outcome is not None and outcome.right))
    return bands(scored) if scored else []


def _worst(gold: Records, first: Sequence[tuple[Task, Comparison]], whole: float) -> list[Worst]:
    """The articles that pull relation@0.5 down most, the costliest first; those that are no worse are left out."""
    out = []
    for record, (task, comparison) in zip(gold, first, strict=True):
        right = sum(o is not None and o.right for o in comparison.gold)
        both = sum(o is not None for o in (*comparison.gold, *comparison.predicted))
        cost = whole * both / 2 - right
        if right * 2 < both and cost >= 0:
            out.append(Worst(str(record["id"]), _named(record, "title"), task, comparison, 200 * right / both, cost))
    return sorted(out, key=lambda w: (-w.cost, w.f1, w.id))[:WORST]
