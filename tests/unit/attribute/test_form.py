"""Direct, indirect, mixed: by what stands inside quotation marks."""

from __future__ import annotations

import pytest

from sayso.attribute.form import form, quoted
from sayso.model import Form, SpanSet
from sayso.text.paragraph import paragraphs
from sayso.text.quotation import quotations


def form_of(text: str, *contents: str) -> Form:
    spans = SpanSet.of((text.index(c), text.index(c) + len(c)) for c in contents)
    return form(text, spans, quoted(quotations(text, paragraphs(text))))


@pytest.mark.parametrize(
    ("contents", "wanted"),
    [
        (("“The dam is old”",), Form.DIRECT),
        (("The dam is old",), Form.DIRECT),
        (("“The dam is old”", "“too old”"), Form.DIRECT),
        (("that the mill",), Form.INDIRECT),
        (("that the mill is “too old”",), Form.MIXED),
        (("old”, said", "too old"), Form.MIXED),
    ],
)
def test_forms(contents: tuple[str, ...], wanted: Form) -> None:
    """Direct is what is all quoted, with or without its marks; mixed what is quoted in part; else
    indirect.
    """
    assert form_of("“The dam is old”, said Ane Roe, and that the mill is “too old”.", *contents) is wanted


def test_marks_and_stops_do_not_count() -> None:
    """A comma outside the closing mark makes no direct quotation mixed."""
    assert form_of("“The dam is old”, she said.", "“The dam is old”,") is Form.DIRECT


def test_a_content_of_marks_alone() -> None:
    """Where no letter or digit is quoted the content is indirect."""
    assert form_of("“…”, she said.", "“…”") is Form.INDIRECT


def test_other_scripts_count() -> None:
    """Letters and digits of any script are letters and digits."""
    assert form_of("“堤坝 ٣”, she said.", "“堤坝 ٣”") is Form.DIRECT
    assert form_of("“堤坝” ٣ she said.", "“堤坝” ٣") is Form.MIXED


def test_inner_quotations_are_inside_outer_ones() -> None:
    """All that stands in a quotation is quoted, what it quotes too."""
    assert form_of("“She said ‘no’ to it.”", "She said ‘no’ to it.") is Form.DIRECT
