"""Words at a place of a stretch of text."""

from __future__ import annotations

import pytest

from sayso.forecast.phrases import before, behind, earlier, within

WORDS = """
    rain|snow(?:s|ed)?|
    hail stones
"""


@pytest.mark.parametrize("text", ["it snowed on", "HAIL STONES", "rain"])
def test_within(text: str) -> None:
    """Any of the words, whole and in any case, over the lines that they take in the table."""
    assert within(WORDS).search(text)
    assert not within(WORDS).search("snowing, a rainy day and hail")


def test_before() -> None:
    """The words end the stretch, but for white space."""
    assert before(WORDS).search("after the rain ")
    assert not before(WORDS).search("after the rain came ")


def test_earlier() -> None:
    """Anything may follow but what closes the clause."""
    assert earlier(WORDS).search("when it snows the town")
    assert not earlier(WORDS).search("when it snows, the town")
    assert earlier(WORDS, ";").search("when it snows, the town")


def test_behind() -> None:
    """The words begin the stretch, but for white space and what may be skipped."""
    assert behind(WORDS).match(" snow again")
    assert not behind(WORDS).match(" not snow")
    assert behind(WORDS, "(?:not )?").match(" not snow")
