"""What can be asked of a dossier: the commands, with their options."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from sayso.cli.options import DOSSIER, Action, AsOf, Author, Exported, Kind, Note, Plain, PlainFormat, Where, Work

__all__ = ["add", "claims", "copies", "export", "judge", "report", "search", "serve", "trace", "versions", "who"]


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


def copies(dossier: Where, format: PlainFormat = Plain.TEXT) -> Work:
    """List which article takes its text from which: a copy is no second source.

    Example: sayso copies harbour.sayso
    """
    from sayso.cli import dossier as commands

    return partial(commands.copies, dossier, str(format))


def versions(dossier: Where, format: PlainFormat = Plain.TEXT) -> Work:
    """List the articles that were changed at their address, with what changed in claims and sources.

    Example: sayso versions harbour.sayso
    """
    from sayso.cli import dossier as commands

    return partial(commands.versions, dossier, str(format))


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
    author: Author = None,
    note: Note = "",
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


def serve(
    dossier: Annotated[
        str | None, typer.Argument(metavar="[DOSSIER]", help=f"{DOSSIER} A new one, if not given.")
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
