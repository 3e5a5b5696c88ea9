"""The algebra of span sets, against sets of integers as the reference."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import SpanSet

pairs = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda p: (p[0], p[0] + p[1])), max_size=8)


def points(spans: SpanSet) -> set[int]:
    return {n for span in spans for n in range(span.start, span.end)}


@given(pairs)
def test_normal_form(given_pairs: list[tuple[int, int]]) -> None:
    """A set covers what was given, in spans that are sorted and do not touch; building it again changes
    nothing.
    """
    spans = SpanSet.of(given_pairs)
    assert points(spans) == {n for a, b in given_pairs for n in range(a, b)}
    assert all(a.end < b.start for a, b in zip(spans.spans, spans.spans[1:], strict=False))
    assert SpanSet.of(spans) == spans
    assert len(spans) == len(points(spans))


@given(pairs, pairs)
def test_equal_where_they_cover_the_same(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    """Two sets are equal exactly when they cover the same code points."""
    one, other = SpanSet.of(a), SpanSet.of(b)
    assert (one == other) == (points(one) == points(other))


@given(pairs, pairs)
def test_operations(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    """Union, difference, intersection, containment and overlap are those of the sets of code points."""
    one, other = SpanSet.of(a), SpanSet.of(b)
    assert points(one.union(other)) == points(one) | points(other)
    assert points(one.minus(other)) == points(one) - points(other)
    assert one.common(other) == len(points(one) & points(other))
    assert one.contains(other) == (points(other) <= points(one))
    assert one.overlaps(other) == bool(points(one) & points(other))


@given(pairs, st.integers(0, 50))
def test_shift(a: list[tuple[int, int]], by: int) -> None:
    """Shifting moves every code point by as much and keeps the shape."""
    spans = SpanSet.of(a)
    assert points(spans.shifted(by)) == {n + by for n in points(spans)}


@given(pairs)
def test_pairs_come_back(a: list[tuple[int, int]]) -> None:
    """What JSON holds is read back as the same set."""
    spans = SpanSet.of(a)
    assert SpanSet.of(spans.pairs()) == spans
