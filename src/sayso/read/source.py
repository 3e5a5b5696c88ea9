"""What was named to be read: a file, a folder, standard input, or an address; one article, or many."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from sayso.errors import BadRecord, Empty, InputError, NotFound, NotText, TooLarge
from sayso.model import Document
from sayso.read import folder
from sayso.read.assemble import iso_date
from sayso.read.decode import decode, is_feed, looks_like_html
from sayso.read.feed import read_feed
from sayso.read.fetch import Fetcher, HttpFetcher
from sayso.read.html import read_html
from sayso.read.jsonl import lines_of, records, verbatim
from sayso.read.page import read_page
from sayso.read.parquet import Rows, is_parquet
from sayso.read.plain import read_text
from sayso.read.warc import is_warc, read_warc

__all__ = ["FILE_LIMIT", "documents", "holds_many", "read"]

FILE_LIMIT = 50_000_000
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_DATED = re.compile(r"(?<!\d)((?:19|20)\d\d-\d\d-\d\d)(?!\d)")
_RECORDS = (".jsonl", ".ndjson")
_ROWS = 8


def read(source: str | os.PathLike[str], *, allow: Collection[str] = (), fetch: Fetcher | None = None) -> Document:
    """The article that a path, "-" for standard input, or an http(s) address leads to.

    HTML and plain text are told apart by content. `fetch` is what gets addresses; `allow`, for tests only,
    lists networks that the default one may ask although they are not public ("127.0.0.0/8"). Raises
    NotFound, NotText, TooLarge, Empty and FetchError.
    """
    if _is_address(source):
        url = os.fspath(source).strip()
        return _in_time(read_page((fetch or HttpFetcher(allow=allow))(url), url))
    if holds_many(source) and not Path(source).is_dir():
        return _only(source)
    return _in_time(_from_bytes(*_bytes_of(source)))


def documents(
    source: str | os.PathLike[str], *, allow: Collection[str] = (), fetch: Fetcher | None = None
) -> Iterator[Document | InputError]:
    """Every article of a source, in its order, one at a time; an error in place of each that cannot be read.

    A source is what `read` takes, or something that holds many: a folder, a feed, records (`.jsonl`, `.ndjson`,
    `.parquet`), a web archive (`.warc`, `.warc.gz`). Each error names what it is about, and none but the last ends
    the source. Raises the errors of `read` where there is nothing to begin with.
    """
    for found in _found(source, fetch or HttpFetcher(allow=allow)):
        yield _in_time(found) if isinstance(found, Document) else found


def holds_many(source: str | os.PathLike[str]) -> bool:
    """Whether a source is of a kind that holds many articles, by its name: all but feeds, which show when read."""
    if _is_address(source):
        return False
    path = Path(source)
    return path.suffix.lower() in _RECORDS or is_parquet(path.name) or is_warc(path.name) or path.is_dir()


def _found(source: str | os.PathLike[str], fetch: Fetcher) -> Iterator[Document | InputError]:
    if _is_address(source):
        url = os.fspath(source).strip()
        page = fetch(url)
        if is_feed(page.body):
            yield from read_feed(page.body, url, fetch, base=page.url)
        else:
            yield read_page(page, url)
        return
    path = Path(source)
    if path.is_dir():
        yield from _of_folder(path, fetch)
    elif holds_many(path):
        yield from _of_many(path)
    else:
        data, name, suffix, dated = _bytes_of(source)
        if is_feed(data):
            yield from read_feed(data, name, fetch)
        else:
            yield _from_bytes(data, name, suffix, dated)


def _of_folder(path: Path, fetch: Fetcher) -> Iterator[Document | InputError]:
    for file in folder.files(path):
        if isinstance(file, InputError):
            yield file
            continue
        try:
            yield from _found(file, fetch)
        except InputError as error:
            yield error
        # The other files are still to be read.
        except Exception as error:  # noqa: BLE001
            yield InputError(f"{file}: cannot be read because of an error in sayso ({type(error).__name__}: {error})")


def _of_many(path: Path) -> Iterator[Document | InputError]:
    try:
        if is_warc(path.name):
            yield from read_warc(path)
        elif is_parquet(path.name):
            with Rows(str(path)) as rows:
                yield from _of_rows(path, rows)
        else:
            with path.open("rb") as stream:
                yield from _of_records(path, lines_of(stream))
    except OSError as error:
        raise _not_read(str(path), error) from None


def _of_rows(path: Path, rows: Rows) -> Iterator[Document | InputError]:
    for number, line in enumerate(rows.lines(_ROWS), 1):
        if isinstance(line, InputError):
            yield type(line)(f"{path}: {line}")
            continue
        yield from _of_records(path, [line], number, "row")


def _of_records(
    path: Path, lines: Iterable[bytes], first: int = 1, unit: str = "line"
) -> Iterator[Document | InputError]:
    for number, record in records(lines, first, unit):
        if isinstance(record, BadRecord):
            yield BadRecord(f"{path}: {record}")
            continue
        try:
            yield verbatim(record)
        except BadRecord as error:
            yield BadRecord(f"{path}: {unit} {number}: {error}")


def _only(source: str | os.PathLike[str]) -> Document:
    """The one article of a source that could hold many."""
    name = os.fspath(source)
    only: Document | None = None
    for found in documents(source):
        if isinstance(found, InputError):
            raise found
        if only is not None:
            raise NotText(f"{name} holds many articles, not one: give it to `sayso extract`, or to `documents`")
        only = found
    if only is None:
        raise Empty(f"{name} holds no record")
    return only


def _in_time(document: Document) -> Document:
    """The document, with a note where its date is yet to come."""
    # It may be tomorrow already where the article was written.
    tomorrow = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    if document.published is None or document.published <= tomorrow.isoformat():
        return document
    return replace(document, notes=(*document.notes, f"it is dated in the future ({document.published})"))


def _is_address(source: str | os.PathLike[str]) -> bool:
    return isinstance(source, str) and _ADDRESS.match(source.strip()) is not None


def _bytes_of(source: str | os.PathLike[str]) -> tuple[bytes, str, str, str | None]:
    """The bytes of a file or of standard input, with its name, its suffix, and the date in its name."""
    if isinstance(source, str) and source == "-":
        return sys.stdin.buffer.read(FILE_LIMIT + 1), "standard input", "", None
    path = Path(source)
    try:
        with path.open("rb") as stream:
            # A pipe has no size to ask for: the limit is on what is read.
            return stream.read(FILE_LIMIT + 1), str(path), path.suffix, _date_in(path.name)
    except OSError as error:
        raise _not_read(str(path), error) from None


def _from_bytes(data: bytes, name: str, suffix: str, dated: str | None) -> Document:
    if len(data) > FILE_LIMIT:
        raise TooLarge(f"{name} is over {FILE_LIMIT / 1e6:g} MB, which no article is")
    if not data.strip():
        raise Empty(f"{name} is empty")
    pageish = suffix.lower() in (".html", ".htm", ".xhtml") or b"<" in data[:4096]
    text = decode(data, html=pageish, name=name)
    try:
        if looks_like_html(text, suffix=suffix, name=name):
            return read_html(text)
        return read_text(text, dated=dated)
    except Empty as error:
        raise Empty(f"{name}: {error}") from None


def _not_read(name: str, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return NotFound(f"{name}: no such file")
    if isinstance(error, IsADirectoryError):
        return NotFound(f"{name} is a folder, not a file")
    return NotFound(f"{name} cannot be read: {error.strerror or error}")


def _date_in(name: str) -> str | None:
    """The ISO date in a file's name, if there is exactly one."""
    found = {d for d in map(iso_date, _DATED.findall(name)) if d}
    return found.pop() if len(found) == 1 else None
