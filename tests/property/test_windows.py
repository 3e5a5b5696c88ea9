"""Windows of any text, and parts of span sets, against what they mean."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.inference.encoding import encode, load_tokenizer
from sayso.inference.session import WEIGHTS
from sayso.model import SpanSet
from sayso.text.paragraph import paragraphs
from sayso.text.window import windows

TEXTS = st.text(st.sampled_from("aB .!?:\n“”\"'—9é\u0301ſ漢"), max_size=300)
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda p: (p[0], p[0] + p[1])), max_size=8)


def covered(spans: SpanSet) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


@given(TEXTS, st.integers(1, 40), st.integers(0, 3))
@settings(max_examples=80, deadline=None)
def test_windows_cover_every_piece_once(text: str, cap: int, seed: int) -> None:
    """The windows of any text are in order, none is empty or over the cap, and together they hold every piece
    once.
    """
    spans = paragraphs(text)
    pieces = encode(text, spans, load_tokenizer(WEIGHTS / "tokenizer.json"))
    cut = windows(text, spans, pieces.starts, pieces.paragraph, cap, seed)
    assert [at for lo, hi in cut for at in range(lo, hi)] == list(range(len(pieces)))
    assert all(0 < hi - lo <= cap for lo, hi in cut)


@given(
    st.lists(st.integers(1, 30), min_size=40, max_size=60),
    st.lists(st.integers(1, 30), min_size=1, max_size=20),
)
@settings(max_examples=40, deadline=None)
def test_a_prefix_moves_no_distant_window(sizes: list[int], before: list[int]) -> None:
    """Paragraphs put before a text change no window of it but those near the joint."""

    def read(lines: list[str]) -> list[tuple[int, int]]:
        text = "\n".join(lines)
        spans = paragraphs(text)
        starts = np.array([at for n, s in enumerate(spans) for at in range(s.start, s.end) if
                           at == s.start or text[at - 1] == " "])  # fmt: skip
        owner = np.searchsorted(np.array([s.start for s in spans]), starts, side="right") - 1
        return [(int(starts[lo]), int(starts[hi - 1])) for lo, hi in windows(text, spans, starts, owner, 60)]

    lines = [" ".join(f"t{n}k{k}" for k in range(size)) for n, size in enumerate(sizes)]
    prefix = [" ".join(f"p{n}k{k}" for k in range(size)) for n, size in enumerate(before)]
    shift = sum(len(line) + 1 for line in prefix)
    alone = read(lines)
    joined = {(a - shift, b - shift) for a, b in read(prefix + lines)}
    assert set(alone[8:]) <= joined


@given(SPANS, st.integers(0, 80), st.integers(1, 40))
@settings(max_examples=150)
def test_within_is_intersection(pairs: list[tuple[int, int]], start: int, size: int) -> None:
    """What a span set covers from one code point to another is what both it and that range hold."""
    spans, end = SpanSet.of(pairs), start + size
    inside = spans.within(start, end)
    assert covered(inside) == covered(spans) & set(range(start, end))
    assert inside == SpanSet.of(inside.spans)


@given(SPANS, SPANS)
@settings(max_examples=150)
def test_common_counts_the_intersection(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    """What two span sets have in common is as much as the intersection of what they cover."""
    one, other = SpanSet.of(a), SpanSet.of(b)
    assert one.common(other) == other.common(one) == len(covered(one) & covered(other))
    assert one.contains(other) == (covered(other) <= covered(one))
