"""What can be asked of single articles and whole corpora: the commands, with their options."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from sayso.cli.options import Format, Spans, Work

__all__ = ["extract", "read"]


def read(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT…", help="Files, http(s) addresses, or - for standard input.")
    ],
    format: Annotated[
        Format, typer.Option("--format", "-f", help="A table, the JSON record, or a web page.")
    ] = Format.TEXT,
    output: Annotated[
        str, typer.Option("--output", "-o", help="Write to this file; several pages need a folder.")
    ] = "-",
) -> Work:
    """Show who says what in articles.

    An input that cannot be read is reported on standard error, the others are still read, and the exit code
    is 2.

    Example: sayso read article.html --format html --output article-sources.html
    """
    from sayso.cli.articles import read_articles

    return partial(read_articles, inputs, str(format), output)


def extract(
    source: Annotated[
        str, typer.Argument(metavar="IN", help="Records with `id` and `text`: JSON Lines, or Parquet (.parquet).")
    ],
    target: Annotated[str, typer.Argument(metavar="OUT", help="The same, with what was found added.")],
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=0, help="Processes to use; 0 for one a processor core.")
    ] = 0,
    fields: Annotated[
        str | None,
        typer.Option(
            "--fields",
            metavar="NAMES",
            # A test holds these names to those of the record; importing them would cost every command its start.
            help="What to write, with commas between: source, cue, content, parent, form, stance, source_kind, "
            "speaker, via, certainty, description, score; entities, relations, sourcing, notes. All of the first "
            "twelve but description, and entities, if not given.",
        ),
    ] = None,
    spans: Annotated[
        Spans,
        typer.Option("--spans", help="Find attributions, or take those that the records have and add the rest."),
    ] = Spans.FOUND,
    resume: Annotated[
        bool | None,
        typer.Option(
            "--resume/--no-resume",
            help="Go on where an interrupted run of this command stopped: so it is with JSON Lines, if not given.",
            show_default=False,
        ),
    ] = None,
) -> Work:
    """Find who says what in a whole corpus: every record is written back with `attributions` and `entities` added.

    Texts and unknown fields stay as they are, the order is kept, and a bad line is reported by its number and
    skipped (the exit code is then 2). A run over JSON Lines that was interrupted or killed goes on where it
    stopped.

    Example: sayso extract corpus.jsonl attributions.parquet --fields source,content,speaker,stance,entities
    """
    from sayso.cli.extract import extract_file

    return partial(extract_file, source, target, workers, resume, fields, spans is Spans.GIVEN)
