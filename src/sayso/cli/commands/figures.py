"""How good sayso is, and which one is installed: the commands, with their options."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from sayso.cli.options import Plain, Work

__all__ = ["about", "evaluate"]


def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD.jsonl", help="Annotated records, one a line.")],
    predicted: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PREDICTED.jsonl]…", help="What `extract` wrote; made now if not given."),
    ] = None,
    nested: Annotated[bool, typer.Option("--nested", help="Count attributions inside others too.")] = False,
    human: Annotated[bool, typer.Option("--human", help="How well annotators of one article agree.")] = False,
    against: Annotated[
        str | None, typer.Option("--against", metavar="OTHER.jsonl", help="Other predictions: how far these differ.")
    ] = None,
    report: Annotated[
        str | None, typer.Option("--report", "-r", metavar="PAGE.html", help="Write a page with all figures.")
    ] = None,
    format: Annotated[Plain, typer.Option("--format", "-f", help="A table or JSON.")] = Plain.TEXT,
) -> Work:
    """Measure attributions against annotated ones: precision, recall and F1, in percent.

    Several files of predictions (of several seeds, say) give the spread as well.

    Example: sayso evaluate gold.jsonl attributions.jsonl --report page.html
    """
    from sayso.cli.figures import evaluate_files

    return partial(evaluate_files, gold, predicted or [], nested, human, against, report, str(format))


def about(
    format: Annotated[Plain, typer.Option("--format", "-f", help="Lines or JSON.")] = Plain.TEXT,
) -> Work:
    """Say which version and which weights are installed.

    Example: sayso about --format json
    """
    from sayso.cli.figures import about_sayso

    return partial(about_sayso, str(format))
