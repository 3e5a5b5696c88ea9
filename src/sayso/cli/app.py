"""The commands and their options. Everything that takes time to load is loaded by the command that needs it.

typer is kept light: without rich's help, `sayso --help` takes a twentieth of a second more than Python
itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

import sayso
from sayso.cli import say
from sayso.errors import SaysoError

__all__ = ["app", "run"]

app = typer.Typer(
    name="sayso",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


class Spans(StrEnum):
    """Where the attributions come from."""

    FOUND = "found"
    GIVEN = "given"


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 2 bad input, 130 interrupted, 1 an error in
    sayso.
    """
    given = sys.argv[1:] if arguments is None else arguments
    try:
        # A command only says what is to be done, and it is done here, out of the parser's reach: the parser
        # has its own ideas of what a closed pipe or Ctrl-C should print.
        chosen = app(args=given, prog_name="sayso", standalone_mode=False)
        return chosen() if callable(chosen) else int(chosen or 0)
    except SaysoError as error:
        say.problem(str(error))
        return say.BAD_INPUT
    except BrokenPipeError:
        return say.hung_up()
    except (KeyboardInterrupt, typer.Abort):
        say.problem("interrupted")
        return say.INTERRUPTED
    except OSError as error:
        if "--debug" in given:
            raise
        say.problem(f"cannot go on: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
        return say.FAILED
    except Exception as error:
        # The parser's own errors: typer has moved their classes about, but not what they can do.
        if hasattr(error, "format_message"):
            path = getattr(getattr(error, "ctx", None), "command_path", "sayso")
            say.problem(f"{error.format_message()} `{path} --help` shows how it is called.")
            return say.BAD_INPUT
        if "--debug" in given:
            raise
        say.problem(f"an error in sayso itself: {type(error).__name__}: {error}; `sayso --debug …` shows where")
        return say.FAILED


def _version(asked: bool) -> None:
    if asked:
        say.out(f"sayso {sayso.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error in sayso.")] = False,
) -> None:
    """On whose say-so? Reads news articles and shows who says what, in the exact words."""
    say.quieten(debug)
    if context.invoked_subcommand is None:
        say.out(
            "sayso reads news articles and shows who says what, in the exact words.\n"
            "\n"
            "  sayso read article.html                          who says what, as a table\n"
            "  sayso read article.html -f html -o page.html     the article with its sources in the margin\n"
            "  sayso extract corpus.jsonl out.jsonl             a whole corpus, a record a line\n"
            "\n"
            "An input is a file (HTML, text, JSON Lines), an http(s) address, or - for standard input.\n"
            "`sayso --help` lists the commands, `sayso read --help` the options of one."
        )


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
def about(
    format: Annotated[Plain, typer.Option("--format", "-f", help="Lines or JSON.")] = Plain.TEXT,
) -> Work:
    """Say which version and which weights are installed.

    Example: sayso about --format json
    """
    from sayso.cli.figures import about_sayso

    return partial(about_sayso, str(format))
