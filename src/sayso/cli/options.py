"""What several commands take, and the words that may be given to their options.

The words are those of `sayso.model` where it has them; loading that would take longer than the help takes to be
printed. A test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

__all__ = [
    "DOSSIER",
    "Action",
    "AsOf",
    "Author",
    "Came",
    "Exported",
    "Format",
    "Future",
    "Kind",
    "Note",
    "Plain",
    "PlainFormat",
    "ScoredBy",
    "Spans",
    "Where",
    "Work",
]

# What a command is to do; called, it gives the exit code.
Work = Callable[[], int]


class Format(StrEnum):
    """How an article is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class Plain(StrEnum):
    """How figures are written."""

    TEXT = "text"
    JSON = "json"


class Exported(StrEnum):
    """How a dossier is exported."""

    JSONL = "jsonl"
    CSV = "csv"
    GRAPHML = "graphml"


class Action(StrEnum):
    """What can be judged of a dossier, or done with its judgements."""

    MERGE = "merge"
    SPLIT = "split"
    SAME_ENTITY = "same-entity"
    WRONG_SOURCE = "wrong-source"
    NOT_AN_ATTRIBUTION = "not-an-attribution"
    BOUNDARY = "boundary"
    MISSED = "missed"
    RELIABILITY = "reliability"
    OUTLET = "outlet"
    PROBABILITY = "probability"
    UNDO = "undo"
    LIST = "list"


class Kind(StrEnum):
    """What a source is."""

    NAMED_PERSON = "named_person"
    UNNAMED_PERSON = "unnamed_person"
    UNNAMED_GROUP = "unnamed_group"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"


class ScoredBy(StrEnum):
    """What forecasts are scored by."""

    PERSON = "person"
    OUTLET = "outlet"
    PERIOD = "period"
    WORDING = "wording"


class Came(StrEnum):
    """What came of a forecast."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    VOID = "void"


class Future(StrEnum):
    """What is said of the future."""

    FORECAST = "forecast"
    PLAN = "plan"
    PROMISE = "promise"
    THREAT = "threat"
    INTENTION = "intention"
    ALL = "all"


class Spans(StrEnum):
    """Where the attributions come from."""

    FOUND = "found"
    GIVEN = "given"


DOSSIER = "The dossier: a file such as harbour.sayso, or a postgresql:// address."
Where = Annotated[str, typer.Argument(metavar="DOSSIER", help=DOSSIER)]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="What was known by that day (2034-10-06); all if not given."),
]
PlainFormat = Annotated[Plain, typer.Option("--format", "-f", help="For people, or JSON.")]
Author = Annotated[str | None, typer.Option("--author", help="Who judges; the login name if not given.")]
Note = Annotated[str, typer.Option("--note", help="Why.")]
