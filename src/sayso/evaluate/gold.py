"""Annotation files: one JSON object a line, with `id`, `text` and `attributions` as lists of spans."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from os import PathLike
from pathlib import Path
from typing import Any

from sayso.errors import BadRecord, NotFound, NotText
from sayso.evaluate.measures import ROLES, Marked, Task

__all__ = ["annotators", "paired", "read_lines"]


def read_lines(path: str | PathLike[str]) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file, each with an `id`; blank lines are passed over.

    Raises NotFound, NotText, and BadRecord for a line that is no such object.
    """
    out = []
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    out.append(_object(line, number))
    except FileNotFoundError:
        raise NotFound("no such file") from None
    except UnicodeDecodeError:
        raise NotText("not UTF-8 text: annotation files are JSON Lines in UTF-8") from None
    except OSError as error:
        raise NotText(f"cannot be read ({error.strerror})") from None
    if not out:
        raise BadRecord("holds no records: one JSON object a line is expected")
    return out


def paired(
    gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]], nested: bool = False
) -> Iterator[Task]:
    """The gold records with the predictions of the same id; a missing one counts as a text without
    attributions.

    PolNeAR marks nothing inside another attribution's content, so predictions with a `parent` are left out
    unless `nested`. Raises BadRecord for predictions of an unknown id and for records of another shape.
    """
    known = {record["id"] for record in gold}
    if unknown := sorted({str(r["id"]) for r in predicted if r["id"] not in known}):
        raise BadRecord(f"{len(unknown)} predicted ids are not in the gold file, such as {unknown[0]!r}")
    found = {
        record["id"]: [a for a in _attributions(record) if nested or a.get("parent") is None] for record in predicted
    }
    for record in gold:
        yield Task(
            _text(record),
            [_marked(a, record) for a in _attributions(record)],
            [_marked(a, record) for a in found.get(record["id"], [])],
        )


def annotators(gold: Sequence[Mapping[str, Any]]) -> Iterator[Task]:
    """Every two annotators of one article, from its `alternatives`: how well people agree."""
    for record in gold:
        alternatives = record.get("alternatives") or {}
        if not isinstance(alternatives, Mapping):
            raise _wrong(record, "`alternatives` is no object of annotators")
        # The order of the file decides which of a tied pair comes first, so it is kept.
        for (x, a), (y, b) in combinations(alternatives.items(), 2):
            one, other = (a, b) if x < y else (b, a)
            yield Task(_text(record), [_marked(m, record) for m in one], [_marked(m, record) for m in other])


def _object(line: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRecord(f"line {number} is not JSON: {error}") from None
    if not isinstance(record, dict) or not isinstance(record.get("id"), str | int):
        raise BadRecord(f"line {number} is no object with an `id`")
    return record


def _text(record: Mapping[str, Any]) -> str:
    text = record.get("text")
    if not isinstance(text, str):
        raise _wrong(record, "has no `text`")
    return text


def _attributions(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = record.get("attributions")
    if not isinstance(found, list) or not all(isinstance(a, Mapping) for a in found):
        raise _wrong(record, "has no `attributions`, a list of objects")
    return found


def _marked(a: Any, record: Mapping[str, Any]) -> Marked:
    roles = [(a.get(role) or []) if isinstance(a, Mapping) else None for role in ROLES]
    for spans in roles:
        if not isinstance(spans, list) or not all(map(_is_span, spans)):
            raise _wrong(record, "`source`, `cue` and `content` must be lists of [start, end]")
    source, cue, content = roles
    return Marked(source or (), cue or (), content or ())


def _is_span(span: Any) -> bool:
    return isinstance(span, list) and len(span) == 2 and all(type(n) is int for n in span)


def _wrong(record: Mapping[str, Any], what: str) -> BadRecord:
    return BadRecord(f"record {record['id']!r}: {what}")
