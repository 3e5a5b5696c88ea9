"""`sayso read`: articles to a table, to JSON, or to pages."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sayso.cli import say
from sayso.errors import InputError
from sayso.model import Article
from sayso.model.record import article_record
from sayso.pipeline import Failure, read_many
from sayso.read import holds_many
from sayso.show.safe import json_text
from sayso.show.view import view

__all__ = ["opened", "read_articles"]

_FOLDER = "several articles make several pages: name a folder for them with --output FOLDER/"


def read_articles(inputs: list[str], format: str, output: str) -> int:
    """Read every input and write the articles in a format; the exit code says whether all could be read."""
    failures = 0

    def articles() -> Iterator[Article]:
        nonlocal failures
        for outcome in read_many(inputs):
            if isinstance(outcome, Failure):
                failures += 1
                say.problem(_named(outcome))
            else:
                yield outcome

    folder = output != "-" and (output.endswith(("/", "\\")) or Path(output).is_dir())
    if format == "html":
        _write_pages(articles(), inputs, output, folder)
    elif folder:
        raise InputError(f"{output}: is a folder: name a file, or use --format html for a page an article")
    elif format == "json":
        say.utf8()
        # An array wherever there could be several, so that the shape depends on the command, not on the
        # articles.
        _write_json(articles(), output, several=len(inputs) > 1 or holds_many(inputs[0]))
    else:
        with opened(output) as file:
            _write_tables(articles(), file)
    return say.BAD_INPUT if failures else 0


def _named(failure: Failure) -> str:
    name = "standard input" if failure.name == "-" else failure.name
    return failure.reason if failure.reason.startswith(name) else f"{name}: {failure.reason}"


def _write_tables(articles: Iterator[Article], file: IO[str]) -> None:
    from sayso.show.terminal import print_view

    for n, article in enumerate(articles):
        if n:
            file.write("\n\n")
        print_view(view(article), file)
        file.flush()


def _write_json(articles: Iterator[Article], output: str, several: bool) -> None:
    records = (json_text(article_record(article), indent=1) for article in articles)
    if (first := next(records, None)) is None and not several:
        return
    with opened(output) as file:
        second = next(records, None)
        if not several and second is None:
            file.write(f"{first}\n")
            return
        file.write("[")
        for n, record in enumerate(r for r in (first, second, *records) if r is not None):
            file.write(",\n" * bool(n) + record)
        file.write("]\n")


def _write_pages(articles: Iterator[Article], inputs: list[str], output: str, folder: bool) -> None:
    from sayso.show.page import page

    several = len(inputs) > 1 or holds_many(inputs[0])
    if several and not folder:
        raise InputError(_FOLDER)
    if not folder:
        pages = [page(view(article)) for article in articles]
        if len(pages) > 1:
            raise InputError(_FOLDER)
        if pages:
            say.utf8()
            with opened(output) as file:
                file.write(pages[0])
        return
    target = Path(output)
    taken: set[str] = set()
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{output}: no folder can be made there ({error.strerror})") from None
    for article in articles:
        name = _file_name(article, taken)
        with opened(str(target / name)) as file:
            file.write(page(view(article)))
        say.out(str(target / name))


def _file_name(article: Article, taken: set[str]) -> str:
    """A file name that says which article it is, and that no other article of this run has."""
    document = article.document
    words = re.sub(r"[^a-z0-9]+", "-", (document.title or document.id).lower()).strip("-")[:60].strip("-")
    stem, n = words or "article", 2
    name = f"{stem}.html"
    while name in taken:
        name, n = f"{stem}-{n}.html", n + 1
    taken.add(name)
    return name


@contextmanager
def opened(output: str) -> Iterator[IO[str]]:
    """Standard output, or a file that is there whole or not at all. Raises InputError where none can be
    written.
    """
    if output == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    path = Path(output)
    # A device or a pipe is written to; only a regular file can be replaced by a finished one.
    special = path.exists() and not path.is_file()
    part = path if special else path.with_name(path.name + ".part")
    try:
        file = io.TextIOWrapper(part.open("wb"), encoding="utf8", errors="replace", newline="\n")
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror})") from None
    try:
        with file:
            yield file
        if not special:
            part.replace(path)
    except BaseException:
        if not special:
            part.unlink(missing_ok=True)
        raise
