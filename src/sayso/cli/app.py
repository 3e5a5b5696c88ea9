"""The program: its commands in the order of its help, and what becomes of their errors.

typer is kept light: without rich's help, `sayso --help` takes a twentieth of a second more than Python
itself.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import sayso
from sayso.cli import say
from sayso.cli.commands import articles, dossier, figures, ledger
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


for command in (
    articles.read,
    articles.extract,
    dossier.add,
    dossier.claims,
    dossier.trace,
    dossier.who,
    dossier.copies,
    dossier.versions,
    dossier.search,
    dossier.judge,
    dossier.report,
    dossier.export,
    dossier.serve,
    ledger.forecasts,
    ledger.resolve,
    ledger.scores,
    figures.evaluate,
    figures.about,
):
    app.command()(command)
