"""Records: JSON Lines read line by line, and documents whose text is taken as it is."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, NoReturn

from sayso.errors import BadRecord
from sayso.model import Document
from sayso.model.record import digest
from sayso.read.assemble import any_date, same_title
from sayso.text.paragraph import paragraphs

__all__ = ["LINE_LIMIT", "lines_of", "records", "verbatim"]

LINE_LIMIT = 50_000_000
_FIELDS = ("title", "outlet", "author", "url", "language")
_KNOWN = frozenset(("id", "text", "published", *_FIELDS))


def verbatim(record: Mapping[str, Any]) -> Document:
    """The document of one record, its text untouched, so that offsets index the text that was given.

    Fields that sayso does not know, or whose values are not what it expects, are kept in `extra`. Raises
    BadRecord without a string `text`, with half a character in it (a lone surrogate), or with an `id` that
    is none.
    """
    text = record.get("text")
    if not isinstance(text, str):
        raise BadRecord("the record has no text" if text is None else "the record's text is not a string")
    if not _encodes(text):
        raise BadRecord("the record's text holds half a character (a lone surrogate)")
    given = record.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int | None):
        raise BadRecord("the record's id is neither a string nor a number")
    extra: dict[str, Any] = {key: value for key, value in record.items() if key not in _KNOWN}
    notes = []
    known: dict[str, str | None] = {}
    for name in _FIELDS:
        value = record.get(name)
        known[name] = value if isinstance(value, str) and value else None
        if value is not None and not isinstance(value, str):
            extra[name] = value
            notes.append(f"{name} is not a string and was left alone")
    published = record.get("published")
    date = any_date(published) if isinstance(published, str) else None
    # What is more than a date (a time, another notation) is kept as well, to be written back as it came.
    if published is not None and published != date:
        extra["published"] = published
        if date is None:
            notes.append("published is no date that can be read, and was left alone")
    spans = paragraphs(text)
    title = known["title"]
    headline = spans[0] if title and spans and same_title(title, spans[0].of(text)) else None
    return Document(
        id=str(given) if given not in (None, "") else digest({"url": known["url"], "text": text}),
        text=text,
        paragraphs=spans,
        title=title,
        headline=headline,
        outlet=known["outlet"],
        author=known["author"],
        published=date,
        url=known["url"],
        language=known["language"],
        notes=tuple(notes),
        extra=extra,
    )


def records(
    lines: Iterable[bytes], first: int = 1, unit: str = "line"
) -> Iterator[tuple[int, Mapping[str, Any] | BadRecord]]:
    """Every line that is not blank, with its number: the record, or a BadRecord that says why not.

    The numbers begin with `first`, and `unit` is what an error says that they count. Nothing is held but the line at
    hand, and no line ends the reading.
    """
    for number, line in enumerate(lines, first):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            yield number, _record(line)
        except BadRecord as error:
            yield number, BadRecord(f"{unit} {number}: {error}")


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a stream; of one over the limit, just enough to be seen to be over it."""
    while line := stream.readline(LINE_LIMIT + 1):
        rest = line
        while len(rest) > LINE_LIMIT and not rest.endswith(b"\n"):
            rest = stream.readline(LINE_LIMIT + 1)
            if len(rest) <= LINE_LIMIT:
                break
        yield line


def _record(line: bytes) -> Mapping[str, Any]:
    if len(line) > LINE_LIMIT:
        raise BadRecord(f"longer than {LINE_LIMIT / 1e6:g} MB")
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise BadRecord("not UTF-8") from None
    except RecursionError:
        raise BadRecord("nested too deeply") from None
    except ValueError as error:
        reason = str(error).partition(":")[0] if isinstance(error, json.JSONDecodeError) else str(error)
        raise BadRecord(f"not JSON ({reason[:100]})") from None
    if not isinstance(value, dict):
        raise BadRecord("not a JSON object")
    text = value.get("text")
    if not isinstance(text, str):
        raise BadRecord("no text" if text is None else "text is not a string")
    if not _encodes(text):
        raise BadRecord("half a character (a lone surrogate) in text")
    if not _encodes(json.dumps(value, ensure_ascii=False)) or not _finite(value):
        raise BadRecord("a value that cannot be written back")
    return value


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _finite(value: Any) -> bool:
    """Whether no number is infinite: 1e999 is JSON, but infinity is not, and could not be written back."""
    left = [value]
    while left:
        v = left.pop()
        if isinstance(v, float) and not math.isfinite(v):
            return False
        if isinstance(v, dict):
            left.extend(v.values())
        elif isinstance(v, list):
            left.extend(v)
    return True
