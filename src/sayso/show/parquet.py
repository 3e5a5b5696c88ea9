"""Parquet: records with what was found in them as the rows of a table, a column a field; spans are nested lists."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from sayso.errors import InputError
from sayso.model.record import ATTRIBUTION_FIELDS
from sayso.read.parquet import arrow

__all__ = ["TableWriter", "added_columns", "as_column", "record_columns"]

# A row group is written when either bound is met: large enough to be read fast, small enough to be held.
_GROUP_ROWS = 10_000
_GROUP_BYTES = 32_000_000
_INT64 = 1 << 63


def added_columns(fields: Collection[str]) -> Any:
    """The Arrow schema of what `sayso extract` adds to a record, for the names of the fields that are written."""
    pa = arrow()
    spans = pa.list_(pa.list_(pa.int32()))
    place, text, figure = pa.int32(), pa.string(), pa.float64()
    passage = pa.struct({"text": text, "spans": spans})
    certainty = {"markers": pa.list_(passage), "probability": figure, "low": figure, "high": figure}
    description = dict.fromkeys(("number", "office", "side", "place", "reason"), passage)
    attribution = {
        "source": spans,
        "cue": spans,
        "content": spans,
        "parent": place,
        "form": text,
        "stance": text,
        "source_kind": text,
        "speaker": text,
        "via": pa.list_(text),
        "certainty": pa.struct(certainty),
        "description": pa.struct(description),
        "score": figure,
    }
    entity = {
        "id": text,
        "kind": text,
        "name": text,
        "named": pa.bool_(),
        "roles": pa.list_(text),
        "speaks_for": text,
        "mentions": spans,
    }
    relation = {"kind": text, "by": text, "attribution": place, "text": text, "spans": spans}
    finding = {"rule": text, "about": text, "text": text, "attributions": pa.list_(place), "spans": spans}
    headline = {
        "claim": text,
        "span": pa.list_(pa.int32()),
        "asserts": text,
        "rests_on": pa.list_(place),
        "own_voice": pa.bool_(),
        "findings": pa.list_(text),
    }
    counts = ("named", "unnamed", "organisations", "outlets", "documents", "author", "direct", "indirect", "mixed")
    sourcing = {
        **dict.fromkeys(counts, place),
        "voices": pa.list_(pa.struct({"speaker": text, "attributions": place, "words": place})),
        **dict.fromkeys(("unnamed_only", "silent", "self_citations"), pa.list_(place)),
        "findings": pa.list_(pa.struct(finding)),
        "headline": pa.struct(headline),
    }
    chosen = {name: attribution[name] for name in ATTRIBUTION_FIELDS if name in fields}
    columns = {"attributions": pa.list_(pa.struct(chosen))} if chosen else {}
    whole = {
        "entities": pa.list_(pa.struct(entity)),
        "relations": pa.list_(pa.struct(relation)),
        "sourcing": pa.struct(sourcing),
        "notes": pa.list_(text),
    }
    return pa.schema(columns | {name: kind for name, kind in whole.items() if name in fields})


def record_columns(records: Iterable[Mapping[str, Any]]) -> Any:
    """The Arrow schema that JSON records fit into: a column a field, in the order in which the fields come up.

    Texts, numbers, truth values and lists of one of them have their own types. A field that holds anything else,
    or not always the same, becomes text: its JSON.
    """
    pa = arrow()
    kinds: dict[str, str] = {}
    for record in records:
        for name, value in record.items():
            kinds[name] = _joined(kinds.get(name, "null"), _kind(value))
    types = {
        "null": pa.string(),
        "bool": pa.bool_(),
        "int": pa.int64(),
        "float": pa.float64(),
        "text": pa.string(),
        "json": pa.string(),
    }
    fields = []
    for name, kind in kinds.items():
        listed, _, inner = kind.rpartition(":")
        column = pa.list_(types[inner]) if listed else types[inner]
        fields.append(pa.field(name, column, metadata={"sayso": "json"} if inner == "json" else None))
    return pa.schema(fields)


def as_column(field: Any, values: Sequence[Any]) -> Any:
    """An Arrow array of the values of one field, of the type that the field has."""
    if (field.metadata or {}).get(b"sayso") == b"json":
        values = [None if v is None else json.dumps(v, ensure_ascii=False) for v in values]
    return arrow().array(values, type=field.type)


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int" if -_INT64 <= value < _INT64 else "json"
    if isinstance(value, float):
        return "float"
    if isinstance(value, str):
        return "text"
    if isinstance(value, list):
        kind = "null"
        for v in value:
            kind = _joined(kind, _kind(v))
        return "json" if kind == "json" or kind.startswith("list:") else f"list:{kind}"
    return "json"


def _joined(a: str, b: str) -> str:
    """The kind that holds what two kinds hold; an integer among floating-point numbers would lose its last digits."""
    if a == b or b == "null":
        return a
    if a == "null":
        return b
    if a.startswith("list:") and b.startswith("list:"):
        inner = _joined(a.removeprefix("list:"), b.removeprefix("list:"))
        return "json" if inner == "json" else f"list:{inner}"
    return "json"


class TableWriter:
    """A Parquet file in the making, under another name until it is whole; a context that drops it after an error.

    Raises InputError where it cannot be written.
    """

    def __init__(self, target: str, fields: Sequence[Any]) -> None:
        self._target = Path(target)
        self._part = self._target.with_name(self._target.name + ".part")
        self._schema = arrow().schema(fields)
        self._held: list[Any] = []
        self._rows = self._bytes = 0
        try:
            self._writer = arrow().parquet.ParquetWriter(self._part, self._schema, compression="zstd")
        except OSError as error:
            raise InputError(f"{target}: cannot be written ({error.strerror or error})") from None

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._flush()
        finally:
            self._writer.close()
            if kind is None:
                self._part.replace(self._target)
            else:
                self._part.unlink(missing_ok=True)

    def add(self, columns: Mapping[str, Any]) -> None:
        """Add rows: for each column of the schema its values, as Arrow arrays."""
        table = arrow().Table.from_arrays([columns[name] for name in self._schema.names], schema=self._schema)
        self._held.append(table)
        self._rows += table.num_rows
        self._bytes += table.nbytes
        if self._rows >= _GROUP_ROWS or self._bytes >= _GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(arrow().concat_tables(self._held), row_group_size=_GROUP_ROWS)
        self._held, self._rows, self._bytes = [], 0, 0
