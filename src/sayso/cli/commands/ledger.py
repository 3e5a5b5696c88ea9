"""What can be asked of the ledger of a dossier: the commands, with their options."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from sayso.cli.options import AsOf, Author, Came, Future, Note, Plain, PlainFormat, ScoredBy, Where, Work

__all__ = ["forecasts", "resolve", "scores"]


def forecasts(
    dossier: Where,
    forecast: Annotated[
        str | None, typer.Argument(metavar="[FORECAST]", help="All that is known of one.", show_default=False)
    ] = None,
    open_ones: Annotated[bool, typer.Option("--open", help="Those whose time is still to come, or not told.")] = False,
    due: Annotated[bool, typer.Option("--due", help="Those whose time is over and that nobody has resolved.")] = False,
    resolved: Annotated[bool, typer.Option("--resolved", help="Those of which is known what came.")] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Those of one person, body or outlet.")] = None,
    kind: Annotated[
        Future,
        typer.Option("--kind", help="Forecasts; or plans, promises, threats (intention: all three); or all of them."),
    ] = Future.FORECAST,
    as_of: AsOf = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many to show; 0 for all.")] = 25,
    taken: Annotated[
        str | None, typer.Option("--import", metavar="FILE", help="Take over a ledger: .csv or .jsonl.")
    ] = None,
    given: Annotated[
        str | None, typer.Option("--export", metavar="FILE", help="Write the ledger to .csv or .jsonl; - for CSV here.")
    ] = None,
    format: PlainFormat = Plain.TEXT,
) -> Work:
    """List what is foreseen: by whom, by when, how surely, and what came of it. What is due comes first.

    Example: sayso forecasts harbour.sayso --due --by "Maud Ferrers"
    """
    from sayso.cli import ledger as commands

    if taken is not None:
        return partial(commands.ledger_in, dossier, taken)
    if given is not None:
        return partial(commands.ledger_out, dossier, given, as_of)
    wanted = (("open", open_ones), ("due", due), ("resolved", resolved))
    statuses = [status for status, asked in wanted if asked]
    return partial(commands.forecasts, dossier, forecast, statuses, by, str(kind), as_of, limit, str(format))


def resolve(
    dossier: Where,
    forecast: Annotated[str, typer.Argument(metavar="FORECAST", help="Its id, as `sayso forecasts` tells it.")],
    outcome: Annotated[
        Came,
        typer.Argument(metavar="yes|no|partly|void", help="Whether the event came about, put affirmatively."),
    ],
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", "-e", metavar="ID", help="An article, statement or claim that settles it."),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="When it was settled; with the evidence if not given.")
    ] = None,
    author: Author = None,
    note: Note = "",
    format: PlainFormat = Plain.TEXT,
) -> Work:
    """Judge whether a forecast came true: an entry of the log, until `sayso judge DOSSIER undo` takes it back.

    It is the event that came about or not: of “it will not rain”, yes is rain.

    Example: sayso resolve harbour.sayso compass-1#f1088 yes --evidence press-4
    """
    from sayso.cli import ledger as commands

    return partial(commands.resolve, dossier, forecast, str(outcome), evidence or [], on, author, note, str(format))


def scores(
    dossier: Where,
    by: Annotated[ScoredBy, typer.Option("--by", help="Whom or what to score.")] = ScoredBy.PERSON,
    as_of: AsOf = None,
    least: Annotated[
        int | None,
        typer.Option("--least", metavar="N", help="Resolved questions below which nothing is shown."),
    ] = None,
    each: Annotated[
        bool, typer.Option("--each", help="Count every forecast in full, not one person's average on a question.")
    ] = False,
    format: PlainFormat = Plain.TEXT,
) -> Work:
    """Score resolved forecasts: Brier and logarithmic score, their parts, calibration, hits and misses.

    Example: sayso scores harbour.sayso --by outlet
    """
    from sayso.cli import ledger as commands

    return partial(commands.scores, dossier, str(by), as_of, least, each, str(format))
