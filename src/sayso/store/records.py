"""Values as packed bytes: the fields by name as JSON, those left at their defaults left out, compressed.

Every dataclass of the model can be packed; a field that is added to one with a default needs nothing here.
"""

from __future__ import annotations

import json
import re
import types
import zlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from sayso.errors import Damaged
from sayso.model import Article, Document, Span, SpanSet
from sayso.model.record import article_of, document_of, whole_record

__all__ = [
    "pack",
    "pack_article",
    "pack_value",
    "unpack",
    "unpack_article",
    "unpack_document",
    "unpack_value",
    "unpack_words",
]

T = TypeVar("T")
_Coder = Callable[[Any], Any]
_DOCUMENT = re.compile(r'\{"schema":\d+,"document":')  # how the record of an article begins
_DECODER = json.JSONDecoder()

# What most records have in common. Short texts compress badly by themselves; against these words they shrink to half.
# Whoever changes a letter of it makes every stored record unreadable: a new one needs a migration.
_COMMON = (
    b'{"office":{"spans":[],"text":"opposition members""number""side""place""reason""features":[["score",0.'
    b'"probability":{"median":0.5,"low":0.25,"high":0.75}"negated":true,"kind":"unnamed_group""kind":"document"'
    b'"kind":"unnamed_person""description":{"office":{"kind":"outlet","name":"stance":"does_not_deny""no_comment"'
    b'"believes""demands""disputes""asks""denies""predicts""confirms","source":{"spans":[[0,1]],"text":"the spokesman'
    b" of the ministry said told reporters on Monday that according to government officials will would have been has "
    b'","kind":"assertion","kind":"headline","mouths":[{"id":"outlet:","id":"organisation:","kind":"organisation",'
    b'"name":"the "}],"id":"person:","kind":"named_person","name":"},"passage":{"spans":[["text":""score":0.9'
    b'"attribution":"a1","cue":{"spans":[["text":"said"},{"article":"","id":"#a1","kind":"content"'
)


def pack(value: Any) -> bytes:
    """The bytes that `unpack` makes the same value of."""
    return pack_value(_writer(value.__class__)(value))


def unpack(kind: type[T], packed: bytes) -> T:
    """The value of this kind. Raises Damaged."""
    hint: Any = kind
    try:
        value: T = _reader(hint)(unpack_value(packed))
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged("the dossier is damaged: a record in it cannot be read") from error
    return value


def pack_value(value: Any) -> bytes:
    """The bytes of a JSON value."""
    deflate = zlib.compressobj(zdict=_COMMON)
    return deflate.compress(_json(value)) + deflate.flush()


def unpack_value(packed: bytes) -> Any:
    """The JSON value of these bytes. Raises Damaged."""
    inflate = zlib.decompressobj(zdict=_COMMON)
    try:
        return json.loads(inflate.decompress(packed).decode("utf8", "surrogatepass"))
    except (zlib.error, ValueError) as error:
        raise Damaged("the dossier is damaged: a record in it cannot be read") from error


def pack_article(article: Article) -> bytes:
    """The bytes of a whole article: its published record, compressed, with what that leaves out."""
    return zlib.compress(_json(whole_record(article)))


def unpack_article(packed: bytes) -> Article:
    """The article of these bytes. Raises Damaged."""
    try:
        return article_of(json.loads(zlib.decompress(packed).decode("utf8", "surrogatepass")))
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise Damaged("the dossier is damaged: an article in it cannot be read") from error


def unpack_document(packed: bytes) -> Document:
    """The document alone of the article of these bytes, without the rest, which takes longer. Raises Damaged."""
    return _document(packed, whole=True)


def unpack_words(packed: bytes) -> Document:
    """The same without the unknown fields of the input, which stand behind all the rest. Raises Damaged."""
    return _document(packed, whole=False)


def _document(packed: bytes, whole: bool) -> Document:
    try:
        written = zlib.decompress(packed).decode("utf8", "surrogatepass")
        if not whole and (m := _DOCUMENT.match(written)):
            return document_of({"document": _DECODER.raw_decode(written, m.end())[0]})
        return document_of(json.loads(written))
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise Damaged("the dossier is damaged: an article in it cannot be read") from error


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode("utf8", "surrogatepass")


def _same(value: Any) -> Any:
    return value


@cache
def _writer(kind: Any) -> _Coder:
    """How values of a class are written: found out once, for it takes long."""
    if kind is Span:
        return lambda span: [span.start, span.end]
    if kind is SpanSet:
        return lambda spans: spans.pairs()
    if issubclass(kind, StrEnum):
        return str
    if is_dataclass(kind):
        parts = [(f.name, f.default) for f in fields(kind)]

        def write(value: Any) -> dict[str, Any]:
            out = {}
            for name, default in parts:
                part = getattr(value, name)
                if default is MISSING or part != default:
                    out[name] = _writer(part.__class__)(part)
            return out

        return write
    if issubclass(kind, tuple | list):
        return lambda values: [_writer(v.__class__)(v) for v in values]
    if issubclass(kind, Mapping):
        return dict
    return _same


@cache
def _reader(hint: Any) -> _Coder:
    """How values of a type are read."""
    if hint is Span:
        return lambda pair: Span(*pair)
    if hint is SpanSet:
        return lambda pairs: SpanSet(tuple(Span(a, b) for a, b in pairs))
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (_reader(part) for part in parts if part is not type(None))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        if parts[1:] == (...,):
            each = _reader(parts[0])
            return lambda values: tuple([each(v) for v in values])
        of = tuple(_reader(part) for part in parts)
        return lambda values: tuple([read(v) for read, v in zip(of, values, strict=True)])
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        by_name = {f.name: _reader(hints[f.name]) for f in fields(hint)}
        return lambda record: hint(**{name: by_name[name](part) for name, part in record.items()})
    return _same
