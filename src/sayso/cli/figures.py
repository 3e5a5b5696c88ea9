"""`sayso evaluate` and `sayso about`: figures as lines or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import sayso
from sayso.cli import say
from sayso.cli.articles import opened
from sayso.errors import InputError
from sayso.evaluate import Study, annotators, measure, paired, read_lines, study
from sayso.model.record import bulk_attributions
from sayso.pipeline import Failure, attribute_records, model_card
from sayso.show.safe import json_text, one_line

__all__ = ["about_sayso", "evaluate_files"]

T = TypeVar("T")


def evaluate_files(
    gold: str,
    predicted: list[str],
    nested: bool,
    human: bool,
    against: str | None,
    report: str | None,
    format: str,
) -> int:
    """Print the measures of files of predictions, or of sayso itself where none is given, and write the report."""
    if human and predicted:
        raise InputError("--human compares the annotators of the gold file: leave the predictions out")
    if human and (against or report):
        raise InputError("--human compares the annotators of the gold file: leave --against and --report out")
    right = _lines(gold)
    if human:
        figures = _named(gold, lambda: measure(annotators(right)).record())
        say.out(json_text(figures) if format == "json" else _table(figures))
        return 0
    _named(gold, lambda: list(paired(right, [])))
    names = predicted or [f"sayso {sayso.__version__}"]
    found = [_read(right, name, nested) for name in predicted] or [_extracted(right)]
    other = None if against is None else _read(right, against, nested)
    result = _named(names[0], lambda: study(right, found, other, nested))
    if report is not None:
        from sayso.show.report import report_page

        if report == "-":
            raise InputError("-: the report is a page: name a file for it")
        page = report_page(result, gold, names, against)
        with opened(report) as file:
            file.write(page)
    say.out(json_text(result.record()) if format == "json" else _lines_of(result, names, against))
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


def _read(gold: list[dict[str, Any]], path: str, nested: bool) -> list[dict[str, Any]]:
    """A file of predictions, found to belong to the gold texts."""
    records = _lines(path)
    _named(path, lambda: list(paired(gold, records, nested)))
    return records


def _named(path: str, work: Callable[[], T]) -> T:
    """The result of some work, its errors laid to a file."""
    try:
        return work()
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def _lines_of(result: Study, names: list[str], against: str | None) -> str:
    lines = [_table(result.report.record())]
    if result.calibration_error is not None:
        lines.append(f"{'calibration err':15} {result.calibration_error:.3f}")
    if result.spread:
        lines.append(f"\nover {len(names)} files: mean and deviation")
        lines += [f"{s.figure:15} {s.mean:5.1f} ± {s.deviation:.2f}" for s in result.spread]
    if result.against:
        lines.append(f"\nless {one_line(against or '')}: difference, 95 % interval of 2,000 draws over articles")
        lines += [f"{d.figure:15} {d.difference:+5.1f}  {d.low:+.1f} to {d.high:+.1f}" for d in result.against]
    return "\n".join(lines)


def _extracted(gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What sayso finds in the gold texts, as if `extract` had written it."""
    out = []
    outcomes = attribute_records(((str(record["id"]), record) for record in gold), until="attribute")
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
