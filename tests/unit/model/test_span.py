"""Spans and sets of spans: what they are, and what they refuse to be."""

import pytest

from sayso.model import Span, SpanSet


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 4)])
def test_no_empty_span(start: int, end: int) -> None:
    """A span covers at least one code point and begins inside the text."""
    with pytest.raises(ValueError, match="no span"):
        Span(start, end)


def test_code_points() -> None:
    """A span counts code points, not bytes and not UTF-16 units."""
    assert Span(1, 3).of("a🜚ö") == "🜚ö"


def test_touching_spans_are_one() -> None:
    """Spans that touch or overlap are one span of the normal form, in whatever order they are given."""
    assert SpanSet.of([(4, 6), Span(0, 2), [2, 3], (5, 9)]).pairs() == [[0, 3], [4, 9]]


def test_normal_form_is_enforced() -> None:
    """A set cannot be built around its normal form."""
    with pytest.raises(ValueError, match="normal form"):
        SpanSet((Span(0, 2), Span(2, 3)))


def test_text_of_a_discontinuous_set() -> None:
    """Where something is left out between the words, an ellipsis says so."""
    assert SpanSet.of([(0, 3), (8, 12)]).text("the old grey gate") == "the … grey"


def test_empty_set() -> None:
    """A set may be empty, and is then false, covers nothing and is contained in every other."""
    empty = SpanSet.of([])
    assert not empty
    assert len(empty) == 0
    assert SpanSet.of([(0, 1)]).contains(empty)
    assert not empty.overlaps(empty)


def test_relations_of_spans() -> None:
    """Containing is not strict, and touching is no overlap."""
    assert Span(2, 5).contains(Span(2, 5))
    assert Span(2, 5).overlaps(Span(4, 9))
    assert not Span(2, 5).overlaps(Span(5, 9))
    assert Span(2, 5).shifted(3) == Span(5, 8)
