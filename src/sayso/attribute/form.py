"""How a content is worded: by how much of it stands inside quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Form, SpanSet
from sayso.text.quotation import Quotation

__all__ = ["form", "quoted"]


def quoted(quotations: Sequence[Quotation]) -> SpanSet:
    """All that stands inside any quotation, marks included."""
    return SpanSet.of(part for q in quotations if q.level == 0 for part in q.parts)


def form(text: str, content: SpanSet, marked: SpanSet) -> Form:
    """Direct where every letter and digit of the content is quoted, mixed where some are, else indirect.

    `marked` is what stands inside quotation marks; for a content inside a block quotation, inside the marks of
    the quotations nested there.
    """
    total = inside = 0
    for span in content:
        total += sum(c.isalnum() for c in span.of(text))
        inside += sum(c.isalnum() for part in marked.within(span.start, span.end) for c in part.of(text))
    if not inside:
        return Form.INDIRECT
    return Form.DIRECT if inside == total else Form.MIXED
