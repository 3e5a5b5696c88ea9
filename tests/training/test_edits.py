"""Rewriting a text under its annotations: where every old offset stands afterwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("training.edits", reason="the training code is not here")

from training.edits import Rewriting

SIZE = 40
TEXT = "".join(chr(0x4E00 + n) for n in range(SIZE))  # no character twice, none in a replacement
EDITS = st.lists(
    st.tuples(st.integers(0, SIZE), st.integers(0, 6), st.text("xyz", max_size=5)).map(
        lambda e: (e[0], min(SIZE, e[0] + e[1]), e[2])
    ),
    max_size=6,
)
Edit = tuple[int, int, str]


def made(edits: list[Edit]) -> list[Edit]:
    """The edits that do not overlap an earlier one, and that stand apart."""
    out: list[Edit] = []
    for edit in sorted(edits):
        if not out or edit[0] > out[-1][1]:
            out.append(edit)
    return out


@given(EDITS)
def test_the_text(edits: list[Edit]) -> None:
    """Every edit that overlaps no earlier one is made, and nothing else changes."""
    text, kept, at = "", sorted(edits), 0
    for start, end, words in kept:
        if start >= at:
            text += TEXT[at:start] + words
            at = end
    assert Rewriting(TEXT, edits).text == text + TEXT[at:]


@given(EDITS, st.integers(0, SIZE), st.integers(1, SIZE))
def test_unchanged_stretches_keep_their_words(edits: list[Edit], start: int, size: int) -> None:
    """A span that no edit touches has the same words afterwards; what is put in at its edges stays
    outside.
    """
    edits = made(edits)
    end = min(SIZE, start + size)
    untouched = all(b <= start or a >= end for a, b, _ in edits)
    if start < end and untouched:
        new = Rewriting(TEXT, edits)
        ((a, b),) = new.spans([[start, end]])
        assert new.text[a:b] == TEXT[start:end]


@given(EDITS, st.integers(0, SIZE - 1), st.integers(1, SIZE))
def test_spans_keep_what_is_left_of_their_words(edits: list[Edit], start: int, size: int) -> None:
    """Of the words of a span, those that were not replaced are in the new span, and no others of the old text
    are.
    """
    edits = made(edits)
    end = min(SIZE, start + size)
    gone = {at for a, b, _ in edits for at in range(a, b)}
    new = Rewriting(TEXT, edits)
    words = "".join(new.text[a:b] for a, b in new.spans([[start, end]]))
    assert [c for c in words if c in TEXT] == [TEXT[at] for at in range(start, end) if at not in gone]


def test_a_replaced_name_stays_a_name() -> None:
    """A span that is replaced whole becomes the replacement, one that is replaced by nothing vanishes."""
    new = Rewriting("Ane Roe said no", [(0, 7, "Bo Tann-Arkel"), (13, 15, "")])
    assert new.text == "Bo Tann-Arkel said "
    assert [new.text[a:b] for a, b in new.spans([[0, 7], [8, 12], [13, 15]])] == ["Bo Tann-Arkel", "said"]


def test_part_of_a_replaced_stretch() -> None:
    """A span that ends inside a replaced stretch takes all of the replacement."""
    new = Rewriting("Ane Roe said no", [(0, 7, "Bo")])
    assert [new.text[a:b] for a, b in new.spans([[0, 3], [4, 12]])] == ["Bo", "Bo said"]
