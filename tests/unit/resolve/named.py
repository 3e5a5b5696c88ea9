"""The names of a text as they are found in it."""

from __future__ import annotations

import re

from sayso.model import Document, Name, NameKind, Span
from sayso.resolve.naming import Naming
from sayso.resolve.words import Text
from sayso.text.paragraph import paragraphs


def found(marked: str, **kinds: NameKind) -> list[tuple[str, NameKind]]:
    """The names of a text in which those of the network stand in [brackets], of the kinds given in their order."""
    plain, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        inner = part.strip("[]") if part.startswith("[") else part
        if part.startswith("["):
            spans.append(Span(len(plain), len(plain) + len(inner)))
        plain += inner
    names = [Name(span, kind, 0.9) for span, kind in zip(spans, kinds.values(), strict=True)]
    headline = paragraphs(plain)[0] if "\n" in plain else None
    text = Text(Document("d", plain, paragraphs(plain), headline=headline))
    return [(text.spelt(first, last), kind) for first, last, kind in Naming(text, ()).found(names)]
