"""The hedges that stand on a content, and what readers take them to mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.certainty import certainty
from sayso.attribute.stance import deed
from sayso.model import Certainty, SpanSet
from sayso.text.hedges import surveyed


def certainty_of(text: str, cue: str, content: str, source: str = "Ane Roe") -> Certainty:
    def place(words: str) -> SpanSet:
        return SpanSet.of([(text.index(words), text.index(words) + len(words))])

    done = deed(text, place(source), place(cue), place(content))
    return certainty(text, place(cue), place(content), done)


def said(content: str) -> Certainty:
    return certainty_of(f"Ane Roe said {content}.", "said", content)


@pytest.mark.parametrize(
    ("content", "markers", "phrase"),
    [
        ("the dam is likely to hold", ["likely"], "likely"),
        ("the dam was very likely old", ["very likely"], "very likely"),
        ("the dam is not likely to hold", ["not likely"], "not likely"),
        ("the dam isn’t likely to hold", ["isn’t likely"], "not likely"),
        ("the dam is highly unlikely to hold", ["highly unlikely"], "highly unlikely"),
        ("the dam will probably not hold", ["probably not"], "probably not"),
        ("the dam may hold", ["may"], "possible"),
        ("Perhaps the dam holds", ["Perhaps"], "possible"),
        ("they are not sure", ["are not sure"], "uncertain"),
        ("I doubt that it holds", ["I doubt"], "we doubt"),
        ("there is almost no chance", ["almost no chance"], "almost no chance"),
    ],
)
def test_hedges_have_the_figures_of_the_survey(content: str, markers: list[str], phrase: str) -> None:
    """Each hedge is marked where it stands, with what it denies, and read as the surveyed phrase."""
    found = said(content)
    assert [marker.text for marker in found.markers] == markers
    assert found.probability == surveyed()[phrase]


def test_what_no_survey_asked_about() -> None:
    """A denied hedge has the complement, a hedge without a figure none, and a given share its own."""
    unlikely, denied = surveyed()["unlikely"], said("it is not unlikely to hold").probability
    assert denied is not None
    assert (denied.median, denied.low, denied.high) == (1 - unlikely.median, 1 - unlikely.high, 1 - unlikely.low)
    assert said("the dam seems old").markers
    assert said("the dam seems old").probability is None
    share = said("there is a 70 percent chance of rain").probability
    assert share is not None
    assert share.median == 0.7


@pytest.mark.parametrize(
    "content",
    [
        "the dam will hold",
        "she met a man who may be ill",
        "the town had a plan that could fail",
        "it is more likely than before",
        "she came in May",
        "it was read by likely voters",
        "it was a seemingly dry dam",
        "the dam is old, and " + "very " * 60 + "dry. It may break",
        "it lost its roof and perhaps its walls",
    ],
)
def test_what_does_not_stand_on_the_content_is_no_hedge(content: str) -> None:
    """A hedge in a clause of its own, or on one thing of several, leaves the content sure."""
    assert said(content) == Certainty()


def test_of_several_the_least_probable_counts() -> None:
    """Hedges of one clause are no independent chances."""
    found = said("I think it is unlikely to hold")
    assert len(found.markers) == 2
    assert found.probability == surveyed()["unlikely"]


@pytest.mark.parametrize(
    ("text", "cue", "source", "marker", "phrase"),
    [
        ("Ane Roe doubts that it holds.", "doubts", "Ane Roe", "doubts", "we doubt"),
        ("Ane Roe does not believe that it holds.", "believe", "Ane Roe", "not … believe", "we doubt"),
        ("Nobody knows that it holds.", "knows", "Nobody", "Nobody … knows", "uncertain"),
        ("Ane Roe thinks it possible that it holds.", "thinks it possible", "Ane Roe", "possible", "possible"),
    ],
)
def test_hedges_in_the_cue(text: str, cue: str, source: str, marker: str, phrase: str) -> None:
    """To doubt, and not to believe or know, are hedges too."""
    found = certainty_of(text, cue, "that it holds", source)
    assert [m.text for m in found.markers] == [marker]
    assert found.probability == surveyed()[phrase]


@pytest.mark.parametrize("cue", ["has no doubt", "believes", "apparently believes", "may say"])
def test_what_the_cue_does_not_doubt(cue: str) -> None:
    """A belief is no hedge, and that somebody may say something is the article's doubt."""
    assert certainty_of(f"Ane Roe {cue} that it holds.", cue, "that it holds") == Certainty()


def test_figures_are_probabilities() -> None:
    """Every surveyed phrase has its quartiles around its median."""
    assert all(0 <= p.low <= p.median <= p.high <= 1 for p in surveyed().values())


@given(st.lists(st.sampled_from(["may", "not", "likely", "un", "who", "know", "I", "doubt", ".", "?", "“", "\n"])))
def test_markers_are_words_of_the_text(words: list[str]) -> None:
    """Markers stand at their offsets, in order."""
    text = "Ane Roe said " + " ".join(words)
    source, cue, content = (SpanSet.of([pair]) for pair in ((0, 7), (8, 12), (12, len(text))))
    found = certainty(text, cue, content, deed(text, source, cue, content))
    assert [m.text for m in found.markers] == [m.spans.text(text) for m in found.markers]
    assert [m.spans.start for m in found.markers] == sorted(m.spans.start for m in found.markers)
