"""One article as it was read: the text that is shown, where its paragraphs stand, and what was set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sayso.model.span import Span

__all__ = ["Document", "Furniture"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of the page that is no part of the article, set aside but never dropped.

    `kind` is one of `byline`, `disclaimer`, `widget`, `share`, `comments`, `caption`, `related`, `heading`,
    `navigation`, `advertisement`; `text` is what stood there, verbatim; `at` is the offset in `Document.text`
    before which it stood.
    """

    kind: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what is known about it.

    `text` is what is shown and what every offset indexes (code points). `paragraphs` are disjoint and in order;
    the characters outside them are white space. `headline` is the span of the title where the text carries it
    (then it is the first paragraph). `blocks` are the spans that the page's mark-up sets as block quotations.
    `published` is an ISO 8601 date. `extra` holds the fields of an input record that sayso does not know; they
    are written back unchanged.
    """

    id: str
    text: str
    paragraphs: tuple[Span, ...]
    title: str | None = None
    headline: Span | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    blocks: tuple[Span, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict, compare=False)
