"""What somebody says they said before, which forecast it is, and how its wording changed."""

from __future__ import annotations

import pytest

from sayso.forecast import cited, forecasts, reworded, self_citations
from sayso.model import Alignment, Article, Document, Forecast, SelfCitation
from sayso.text.paragraph import paragraphs

FIRST = "The sale of the harbour will probably be announced before the end of June, unless the dockers strike."


def column(id: str, text: str, published: str = "2034-11-15") -> Article:
    return Article(Document(id, text, paragraphs(text), published=published), ())


def first(text: str = FIRST, published: str = "2034-11-02") -> Forecast:
    (forecast,) = forecasts(column("first", text, published))
    return forecast


def citation(text: str) -> SelfCitation:
    (found,) = self_citations(column("second", text))
    return found


@pytest.mark.parametrize(
    ("text", "content", "when"),
    [
        (
            "I said on 2 November that the sale would be announced in June.",
            "the sale would be announced in June",
            "2034-11-02",
        ),
        ("As I wrote last month, the sale will come by June.", "the sale will come by June", "2034-10-31"),
        (
            "The sale will come by June, as I predicted in May, and nobody minds.",
            "The sale will come by June",
            "2034-05-31",
        ),
        ("My forecast of 2 November was that the sale would come.", "the sale would come", "2034-11-02"),
        ("This column warned in March that the bond would fail.", "the bond would fail", "2034-03-31"),
        (
            "I wrote then:\n\n“The sale will come by June. It must.”\n\nSo it did.",
            "The sale will come by June. It must.",
            None,
        ),
        (
            "“I told you so,” she said. We argued two years ago: “The sale will come.”",
            "The sale will come.",
            "2032-12-31",
        ),
    ],
)
def test_self_citations(text: str, content: str, when: str | None) -> None:
    """What is said to have been said, and when, in the words that say so."""
    found = citation(text)
    assert found.by == "author"
    assert found.content.text == content
    assert (found.when.latest if found.when else None) == when
    assert found.passage.spans.contains(found.content.spans)


def test_what_is_said_again() -> None:
    """*As I wrote* says it again, *I wrote* does not, and only the former foresees it anew."""
    again, told = "As I wrote in May, the sale will come.", "I wrote in May that the sale will come."
    assert [citation(text).asserted for text in (again, told)] == [True, False]
    assert [len(forecasts(column("x", text))) for text in (again, told)] == [1, 0]


def test_a_time_holds_for_the_sentences_that_follow() -> None:
    """*On 2 November I argued … I wrote then: …*: both are of that day."""
    text = "On 2 November I argued that the sale would come.\n\nI wrote then:\n\n“The sale will be announced by June.”"
    assert [c.when.latest for c in self_citations(column("x", text)) if c.when] == ["2034-11-02"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "I said that it is cold.",
        "He said on 2 November that it was cold.",
        "I told you in May.",
        "We warned them.",
        "I said that it rained in May.",
    ],
)
def test_no_self_citation(text: str) -> None:
    """Somebody else's words, and words without a time or a content, are none."""
    assert not self_citations(column("x", text))


def test_the_earlier_forecast_is_found() -> None:
    """It is of the same mouth, of the day named, and worded alike; the likeliest comes first."""
    other = first("The harbour master will resign next week.")
    later = first(published="2034-11-10")
    found = citation("I said on 2 November that the sale of the harbour would be announced before the end of June.")
    assert cited(found, [other, later, first()]) == (first(),)
    assert not cited(found, [other])


def test_told_in_full() -> None:
    """The same words, with other marks, are quoted in full."""
    told = reworded(first(), FIRST.replace("unless", "– unless").rstrip("."))
    assert (told.kind, told.strength, told.reasons) == ("in_full", "same", ())


@pytest.mark.parametrize(
    ("words", "kind", "strength", "reason"),
    [
        (
            "the sale of the harbour will be announced before the end of June, unless the dockers strike",
            "shortened",
            "stronger",
            "“probably” is left out",
        ),
        (
            "The sale of the harbour will probably be announced before the end of June",
            "shortened",
            "stronger",
            "the condition “unless the dockers strike” is left out",
        ),
        (
            "The sale of the harbour will probably be announced, unless the dockers strike.",
            "shortened",
            "weaker",
            "the deadline “before the end of June” is left out",
        ),
        (
            "The sale of the harbour might be announced before the end of June, unless the dockers strike.",
            "reworded",
            "weaker",
            "60% by its words, and was 72%",
        ),
        (
            "The sale of the harbour will almost certainly be announced by September, unless the dockers strike.",
            "reworded",
            "mixed",
            "the deadline has moved on to 2035-09-30",
        ),
        (
            "The sale of the harbour will not be announced before the end of June, unless the dockers strike.",
            "reworded",
            "contrary",
            "what was foreseen is now denied",
        ),
    ],
)
def test_how_a_wording_changed(words: str, kind: str, strength: str, reason: str) -> None:
    """A wording that leaves out a hedge or a condition claims more, one that leaves out the deadline less."""
    told = reworded(first(), words, made="2034-11-15")
    assert (told.kind, told.strength) == (kind, strength)
    assert reason in told.reasons


def test_word_by_word() -> None:
    """A dossier's own alignment can be given, and its pieces are passed on."""
    told = reworded(first(), "The sale will come.", lambda a, b: Alignment("altered", (("altered", a, b),)))
    assert told.pieces == (("altered", FIRST, "The sale will come."),)
