"""`sayso evaluate` and `sayso about`: figures as lines or as JSON."""

from __future__ import annotations

from typing import Any

import sayso
from sayso.cli import say
from sayso.errors import InputError
from sayso.evaluate import annotators, measure, paired, read_lines
from sayso.model.record import bulk_attributions
from sayso.pipeline import Failure, attribute_records, model_card
from sayso.show.safe import json_text, one_line

__all__ = ["about_sayso", "evaluate_files"]


def evaluate_files(gold: str, predicted: str | None, nested: bool, human: bool, format: str) -> int:
    """Print the measures of a file of predictions, or of sayso itself where none is given."""
    if human and predicted is not None:
        raise InputError("--human compares the annotators of the gold file: leave the predictions out")
    right = _lines(gold)
    try:
        if human:
            report = measure(annotators(right))
        else:
            report = measure(paired(right, _extracted(right) if predicted is None else _lines(predicted), nested))
    except InputError as error:
        raise InputError(f"{gold}: {error}") from None
    figures = report.record()
    say.out(json_text(figures) if format == "json" else _table(figures))
    return 0


def about_sayso(format: str) -> int:
    """Print the version and the model card."""
    card: dict[str, Any] = {"sayso": sayso.__version__, "model": model_card()}
    if format == "json":
        say.out(json_text(card, indent=1))
        return 0
    say.out(f"sayso {sayso.__version__}")
    for name, value in card["model"].items():
        written = value if isinstance(value, str) else json_text(value)
        say.out(f"model {one_line(str(name))}: {one_line(written)}")
    return 0


def _lines(path: str) -> list[dict[str, Any]]:
    try:
        return read_lines(path)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def _extracted(gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What sayso finds in the gold texts, as if `extract` had written it."""
    out = []
    outcomes = attribute_records((str(record["id"]), record) for record in gold)
    for record, outcome in zip(gold, outcomes, strict=True):
        if isinstance(outcome, Failure):
            say.problem(f"record {outcome.name}: {outcome.reason}")
        else:
            out.append({"id": record["id"], "attributions": bulk_attributions(outcome)})
    return out


def _table(figures: dict[str, dict[str, float] | float | int]) -> str:
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines.append(f"{name:15} P {value['p']:5.1f}  R {value['r']:5.1f}  F1 {value['f1']:5.1f}")
        else:
            lines.append(f"{name:15} {value:.1f}" if isinstance(value, float) else f"{name:15} {value}")
    return "\n".join(lines)
