"""Attributions that a record already has: taken as they are, and given what the network's findings are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.attribute.found import Found
from sayso.attribute.network import names_of
from sayso.attribute.stage import arranged
from sayso.errors import BadRecord
from sayso.inference.session import WEIGHTS, load
from sayso.model import Article, Computation, Document, SpanSet
from sayso.text.quotation import quotations

__all__ = ["given"]


def given(
    documents: Sequence[Document], rows: Sequence[Sequence[Mapping[str, Any]]], weights: Path = WEIGHTS
) -> list[Article]:
    """Each document with the attributions of its row: every one of them, in their order, as `a1`, `a2` and so on.

    An attribution is a mapping of `source`, `cue` and `content` to lists of `[start, end]`; one that lacks any of
    them, or all of the content, stays in its place all the same. Raises BadRecord for spans that are none, or that
    are no part of the text, and ModelError where the weights, which read the names, cannot be used.
    """
    if len(documents) != len(rows):
        raise ValueError(f"{len(documents)} documents and {len(rows)} rows")
    found = [_all_found(document, row) for document, row in zip(documents, rows, strict=True)]
    model = load(weights)
    makers = {"given": Computation("given", model.version)}
    articles = []
    for document, some in zip(documents, found, strict=True):
        marks = quotations(document.text, document.paragraphs)
        article = arranged(document, some, marks, makers)
        articles.append(replace(article, names=names_of(document, model)))
    return articles


def _all_found(document: Document, row: Any) -> list[Found]:
    if not isinstance(row, Sequence) or isinstance(row, str | bytes):
        raise BadRecord(f"`attributions` is no list but {type(row).__name__}")
    return [_found(len(document.text), n, one) for n, one in enumerate(row)]


def _found(length: int, n: int, one: Any) -> Found:
    if not isinstance(one, Mapping):
        raise BadRecord(f"attribution {n} is no object but {type(one).__name__}")
    source, cue, content = (_spans(length, n, role, one.get(role)) for role in ("source", "cue", "content"))
    return Found(content, 1.0, source or None, cue or None, by="given")


def _spans(length: int, n: int, role: str, pairs: Any) -> SpanSet:
    """The spans of one role; none where it has none. Raises BadRecord."""
    if pairs is None:
        return SpanSet(())
    if not isinstance(pairs, Sequence) or isinstance(pairs, str | bytes):
        raise BadRecord(f"attribution {n}: `{role}` is no list of [start, end]")
    for pair in pairs:
        whole = isinstance(pair, Sequence) and len(pair) == 2 and all(type(at) is int for at in pair)
        if not whole or not 0 <= pair[0] < pair[1] <= length:
            raise BadRecord(f"attribution {n}: `{role}` has no span of the text's {length} characters: {pair!r:.60}")
    return SpanSet.of(pairs)
