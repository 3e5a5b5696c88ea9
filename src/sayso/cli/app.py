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

_DOSSIER = "The dossier: a file such as harbour.sayso, or a postgresql:// address."
Where = Annotated[str, typer.Argument(metavar="DOSSIER", help=_DOSSIER)]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="What was known by that day (2034-10-06); all if not given."),
]


class Format(StrEnum):
    """How an article is written."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class Plain(StrEnum):
    """How figures are written."""

    TEXT = "text"
    JSON = "json"


PlainFormat = Annotated[Plain, typer.Option("--format", "-f", help="For people, or JSON.")]


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
            "One story over many articles is a dossier: what each claim rests on, and who denies it.\n"
            "\n"
            "  sayso add story.sayso articles/                  read a folder, files, addresses, feeds into a dossier\n"
            "  sayso claims story.sayso                         its claims, with how many sources stand behind each\n"
            "  sayso trace story.sayso c1                       where one of them comes from, down to its origins\n"
            "  sayso serve story.sayso                          all of it in the browser\n"
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
def add(
    dossier: Where,
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT…",
            help="Files, folders, http(s) addresses, RSS and Atom feeds, JSON Lines, WARC, or - for standard input.",
        ),
    ],
    format: PlainFormat = Plain.TEXT,
) -> Work:
    """Read articles into a dossier, which is made where there is none.

    What the dossier holds already is skipped, so the same command goes on where one was interrupted or killed. An
    input that cannot be read is reported on standard error, the others are still read, and the exit code is 2.

    Example: sayso add harbour.sayso articles/ https://example.org/feed.xml
    """
    from sayso.cli import dossier as commands

    return partial(commands.add, dossier, inputs, str(format))


@app.command()
def claims(
    dossier: Where,
    as_of: AsOf = None,
    search: Annotated[
        str | None, typer.Option("--search", "-s", metavar="WORDS", help="Claims that say something like these words.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many to show; 0 for all.")] = 25,
    alone: Annotated[bool, typer.Option("--all", "-a", help="Those too that one article alone carries.")] = False,
    format: PlainFormat = Plain.TEXT,
) -> Work:
    """List what is said: who carries it, how many origins stand behind it, who denies it, when it was first seen.

    The claims that most articles carry come first. Corroboration is the number of sources that would all have to be
    wrong for the claim to fall.

    Example: sayso claims harbour.sayso --as-of 2034-10-06
    """
    from sayso.cli import dossier as commands

    return partial(commands.claims, dossier, as_of, search, limit, alone, str(format))


@app.command()
def trace(
    dossier: Where,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its id, such as c12, or words that say it.")],
    as_of: AsOf = None,
    format: PlainFormat = Plain.TEXT,
) -> Work:
    """Show what a claim rests on: every chain down to its origin, with the words that lay each link.

    Example: sayso trace harbour.sayso c12 --as-of 2034-10-06
    """
    from sayso.cli import dossier as commands

    return partial(commands.trace, dossier, claim, as_of, str(format))


@app.command()
def who(
    dossier: Where,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A person, a body, a paper or an outlet.")],
    format: PlainFormat = Plain.TEXT,
) -> Work:
    """Show everything that is laid to somebody, over time, with changes of position.

    Example: sayso who harbour.sayso "Tomas Reyl"
    """
    from sayso.cli import dossier as commands

    return partial(commands.who, dossier, name, str(format))


@app.command()
def copies(dossier: Where, format: PlainFormat = Plain.TEXT) -> Work:
    """List which article takes its text from which: a copy is no second source.

    Example: sayso copies harbour.sayso
    """
    from sayso.cli import dossier as commands

    return partial(commands.copies, dossier, str(format))


@app.command()
def versions(dossier: Where, format: PlainFormat = Plain.TEXT) -> Work:
    """List the articles that were changed at their address, with what changed in claims and sources.

    Example: sayso versions harbour.sayso
    """
    from sayso.cli import dossier as commands

    return partial(commands.versions, dossier, str(format))


@app.command()
def search(
    dossier: Where,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words that all must be met; quotation marks keep order.")
    ],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many to show.")] = 20,
    format: PlainFormat = Plain.TEXT,
) -> Work:
    """Find words in the articles.

    Example: sayso search harbour.sayso "harbour dues"
    """
    from sayso.cli import dossier as commands

    return partial(commands.search, dossier, query, limit, str(format))


@app.command()
def judge(
    dossier: Where,
    action: Annotated[
        Action, typer.Argument(metavar="ACTION", help=f"One of {', '.join(Action)}.", show_default=False)
    ],
    named: Annotated[list[str] | None, typer.Argument(metavar="[WHAT]…", help="What it is about.")] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="wrong-source: the right one; none is the outlet itself."),
    ] = None,
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="wrong-source: what the right one is, if it is new to the dossier.")
    ] = None,
    author: Annotated[str | None, typer.Option("--author", help="Who judges; the login name if not given.")] = None,
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    format: PlainFormat = Plain.TEXT,
) -> Work:
    """Decide what sayso got wrong: a judgement outranks every score, for ever, until it is taken back.

    merge CLAIM CLAIM…, split CLAIM STATEMENT-OR-ARTICLE…, same-entity NAME NAME…, wrong-source STATEMENT,
    not-an-attribution STATEMENT, boundary STATEMENT content=START-END, missed ARTICLE content=START-END
    source=START-END, reliability NAME LETTER, outlet ARTICLE NAME, probability FORECAST-OR-WORDS FIGURE, undo
    JUDGEMENT, list.

    Example: sayso judge harbour.sayso merge c12 c40 --note "the same vote"
    """
    from sayso.cli import dossier as commands

    given = (source, None if kind is None else str(kind), author, note)
    return partial(commands.judge, dossier, str(action), named or [], *given, str(format))


@app.command()
def report(
    dossier: Where,
    output: Annotated[str, typer.Option("--output", "-o", metavar="PAGE.html", help="Write to this file.")],
    as_of: AsOf = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many claims to draw; 0 for all.")] = 100,
) -> Work:
    """Write a dossier as one web page: claims, provenance graphs, time-lines, and the articles with marked text.

    Example: sayso report harbour.sayso --output harbour.html
    """
    from sayso.cli import dossier as commands

    return partial(commands.report, dossier, output, as_of, limit)


@app.command()
def export(
    dossier: Where,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")] = "-",
    format: Annotated[
        Exported, typer.Option("--format", "-f", help="All as JSON Lines, claims as CSV, provenance as GraphML.")
    ] = Exported.JSONL,
    as_of: AsOf = None,
    gold: Annotated[
        bool, typer.Option("--gold", help="Only what people put right in articles, as training data (JSON Lines).")
    ] = False,
) -> Work:
    """Write a dossier for other programs.

    Example: sayso export harbour.sayso --format graphml --output harbour.graphml
    """
    from sayso.cli import dossier as commands

    return partial(commands.export, dossier, output, "gold" if gold else str(format), as_of)


@app.command()
def serve(
    dossier: Annotated[
        str | None, typer.Argument(metavar="[DOSSIER]", help=f"{_DOSSIER} A new one, if not given.")
    ] = None,
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="0 for one that is free.")] = 8722,
    host: Annotated[
        str, typer.Option("--host", help="Who may reach it; this machine alone, if not given.")
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option("--token", help="What visitors must bring; made up where others than this machine reach it."),
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> Work:
    """Open the desk: the dossier in the browser, for reading and for putting it right.

    Example: sayso serve harbour.sayso --open
    """
    from sayso.cli import serve as commands

    return partial(commands.serve, dossier, host, port, token, open_page)


@app.command()
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


@app.command()
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
    author: Annotated[str | None, typer.Option("--author", help="Who judges; the login name if not given.")] = None,
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    format: PlainFormat = Plain.TEXT,
) -> Work:
    """Judge whether a forecast came true: an entry of the log, until `sayso judge DOSSIER undo` takes it back.

    It is the event that came about or not: of “it will not rain”, yes is rain.

    Example: sayso resolve harbour.sayso compass-1#f1088 yes --evidence press-4
    """
    from sayso.cli import ledger as commands

    return partial(commands.resolve, dossier, forecast, str(outcome), evidence or [], on, author, note, str(format))


@app.command()
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
