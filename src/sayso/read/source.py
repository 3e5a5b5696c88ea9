"""What was named to be read: a file, standard input, or an address; one article, or many records."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from sayso.errors import BadRecord, Empty, InputError, NotFound, NotText, TooLarge
from sayso.model import Document
from sayso.read.assemble import iso_date
from sayso.read.decode import decode, looks_like_html
from sayso.read.fetch import Fetcher, HttpFetcher
from sayso.read.html import read_html
from sayso.read.jsonl import lines_of, records, verbatim
from sayso.read.plain import read_text

__all__ = ["FILE_LIMIT", "documents", "read"]

FILE_LIMIT = 50_000_000
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_DATED = re.compile(r"(?<!\d)((?:19|20)\d\d-\d\d-\d\d)(?!\d)")
_RECORDS = (".jsonl", ".ndjson")


def read(source: str | os.PathLike[str], *, allow: Collection[str] = (), fetch: Fetcher | None = None) -> Document:
    """The article that a path, "-" for standard input, or an http(s) address leads to.

    HTML and plain text are told apart by content. `fetch` is what gets addresses; `allow`, for tests only,
    lists networks that the default one may ask although they are not public ("127.0.0.0/8"). Raises
    NotFound, NotText, TooLarge, Empty and FetchError.
    """
    name = os.fspath(source)
    if isinstance(source, str) and _ADDRESS.match(source):
        return _from_address(source.strip(), fetch or HttpFetcher(allow=allow))
    if isinstance(source, str) and source == "-":
        return _from_bytes(sys.stdin.buffer.read(FILE_LIMIT + 1), "standard input")
    path = Path(name)
    if path.suffix.lower() in _RECORDS:
        return _only_record(path)
    try:
        with path.open("rb") as stream:
            # A pipe has no size to ask for: the limit is on what is read.
            data = stream.read(FILE_LIMIT + 1)
    except OSError as error:
        raise _not_read(name, error) from None
    return _from_bytes(data, name, suffix=path.suffix, dated=_date_in(path.name))


def documents(
    source: str | os.PathLike[str], *, allow: Collection[str] = (), fetch: Fetcher | None = None
) -> Iterator[Document]:
    """Every article of a source: each record of a `.jsonl` or `.ndjson` file as it is, or the one of `read`.

    Raises BadRecord, with the number of the line, when a bad line is come to.
    """
    path = Path(os.fspath(source))
    if path.suffix.lower() not in _RECORDS or (isinstance(source, str) and _ADDRESS.match(source)):
        yield read(source, allow=allow, fetch=fetch)
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise _not_read(str(path), error) from None
    with stream:
        for number, record in records(lines_of(stream)):
            if isinstance(record, BadRecord):
                raise BadRecord(f"{path}: {record}")
            try:
                yield verbatim(record)
            except BadRecord as error:
                raise BadRecord(f"{path}: line {number}: {error}") from None


def _only_record(path: Path) -> Document:
    found: Document | None = None
    for document in documents(path):
        if found is not None:
            raise NotText(f"{path} holds many records, not one article: give it to `sayso extract`")
        found = document
    if found is None:
        raise Empty(f"{path} holds no record")
    return found


def _from_address(url: str, fetch: Fetcher) -> Document:
    page = fetch(url)
    text = decode(page.body, html=page.content_type != "text/plain", charset=page.charset, name=url)
    if looks_like_html(text, suffix="" if page.content_type == "text/plain" else ".html", name=url):
        return read_html(text, url=page.url)
    return read_text(text, url=page.url)


def _from_bytes(data: bytes, name: str, *, suffix: str = "", dated: str | None = None) -> Document:
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
