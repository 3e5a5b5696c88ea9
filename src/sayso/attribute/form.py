"""How a content is worded: by how much of it stands inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Form, SpanSet
from sayso.text.quotation import Quotation

__all__ = ["form", "quoted"]

_LETTER = re.compile(r"[^\W_]")


def quoted(quotations: Sequence[Quotation]) -> SpanSet:
    """All that stands inside any quotation, marks included."""
    return SpanSet.of(part for q in quotations if q.level == 0 for part in q.parts)


def form(text: str, content: SpanSet, marked: SpanSet) -> Form:
    """Direct where every letter and digit of the content is quoted, mixed where some are, else indirect.

    `marked` is what stands inside quotation marks; for a content inside a block quotation, inside the marks of
    the quotations nested there.
    """
    inside = sum(_letters(part.of(text)) for span in content for part in marked.within(span.start, span.end))
    if not inside:
        return Form.INDIRECT
    return Form.DIRECT if inside == sum(_letters(span.of(text)) for span in content) else Form.MIXED


def _letters(words: str) -> int:
    return len(_LETTER.findall(words))
