"""What the quotation grammar mends and adds; the rules' phenomena are in tests/golden/quotation."""

from __future__ import annotations

import pytest

from sayso.attribute.found import Found
from sayso.attribute.grammar import PRECISION, Block, blocks, complete
from sayso.model import Document, Span, SpanSet
from sayso.text.paragraph import paragraphs
from sayso.text.quotation import quotations


def document(text: str, quoted: str = "") -> Document:
    at = text.index(quoted) if quoted else 0
    marked = (Span(at, at + len(quoted)),) if quoted else ()
    return Document("unit", text, paragraphs(text), blocks=marked)


def at(text: str, *words: str) -> SpanSet:
    return SpanSet.of((text.index(w), text.index(w) + len(w)) for w in words)


def run(text: str, *found: Found) -> list[Found]:
    doc = document(text)
    return complete(doc, quotations(text, doc.paragraphs), found)


def blocks_of(doc: Document) -> list[Block]:
    return blocks(doc, quotations(doc.text, doc.paragraphs))


def said(spans: SpanSet | None, text: str) -> str | None:
    return None if spans is None else spans.text(text)


@pytest.mark.parametrize(
    "cut",
    [
        "The bridge is closed and stays so",
        "“The bridge is closed and stays so",
        "bridge is closed and stays so,”",
        "The bridge is closed",
    ],
)
def test_a_ragged_content_is_made_a_whole_quotation(cut: str) -> None:
    """A content that misses marks or a few words at an end of its quotation takes them in."""
    text = "“The bridge is closed and stays so,” Orrin said."
    network = Found(at(text, cut), 0.9, at(text, "Orrin"), at(text, "said"))
    (only,) = run(text, network)
    assert said(only.content, text) == "“The bridge is closed and stays so,”"
    assert (only.by, only.source) == ("network", network.source)


def test_a_content_takes_in_the_paragraphs_that_reopen() -> None:
    """The network read the first paragraph of a quotation: the others belong to it."""
    text = "Orrin said: “The mill burned for two days.\n\n“We build it again.”"
    network = Found(at(text, "“The mill burned for two days."), 0.9, at(text, "Orrin"), at(text, "said"))
    (only,) = run(text, network)
    assert said(only.content, text) == "“The mill burned for two days. … “We build it again.”"


def test_a_content_that_means_less_than_the_quotation_stays() -> None:
    """A report inside a quotation is not blown up to all of it."""
    text = "“My aunt told me that the mill would burn one day and I did not believe her,” Orrin said."
    inside = Found(at(text, "the mill would burn one day"), 0.9, at(text, "My aunt"), at(text, "told"))
    assert inside in run(text, inside)


def test_a_content_does_not_grow_into_another_attribution() -> None:
    """What is laid to somebody else is not taken."""
    text = "“The mill burned, and the bridge fell,” Orrin said."
    first = Found(at(text, "“The mill burned, and the bridge"), 0.9, at(text, "Orrin"))
    second = Found(at(text, "fell,”"), 0.8)
    assert first in run(text, first, second)


def test_a_mixed_content_keeps_what_stands_outside_the_marks() -> None:
    """Only the quotation is mended, not the clause around it."""
    text = "Orrin said the bridge was “closed and out of use” until May."
    network = Found(at(text, "the bridge was “closed and out of use” until May"), 0.9, at(text, "Orrin"))
    assert run(text, network) == [network]


def test_nothing_is_added_where_the_network_has_a_content() -> None:
    """One quotation, one attribution."""
    text = "“The bridge is closed and stays so,” Orrin said."
    network = Found(at(text, "“The bridge is closed and stays so,”"), 0.9, at(text, "Orrin"), at(text, "said"))
    assert run(text, network) == [network]


def test_what_the_grammar_adds_names_its_rule_and_precision() -> None:
    """Score and rule of an added attribution; it says that the grammar made it."""
    (only,) = run("“The bridge is closed,” Orrin said.")
    assert (only.by, only.rule, only.score) == ("grammar", "x-said", PRECISION["x-said"])


def test_every_rule_but_that_without_a_speaker_is_mostly_right() -> None:
    """Rules under six tenths of precision are not kept; a quotation without a speaker is listed low."""
    assert all(p >= 0.6 for rule, p in PRECISION.items() if rule != "no-speaker")
    assert PRECISION["no-speaker"] < 0.5


def test_a_speaker_inside_a_quotation_stays_inside() -> None:
    """A nested quotation has its speaker from within its parent, and says within which one it stands."""
    text = "“I was there. ‘The bridge is closed,’ the mayor said. I laughed,” Orrin said."
    outer, nested = run(text)
    assert said(outer.source, text) == "Orrin"
    assert said(nested.source, text) == "the mayor"
    assert nested.within == outer.content


def test_a_block_has_its_introduction_and_its_inside_without_marks() -> None:
    """A quoted report: content with marks, inner without, source and cue of the sentence before."""
    text = "It was in print. Here is what it reports:\n\n“Dockers have met.\n\n“Talks began,” it says.\n\nEnd."
    (block,) = blocks_of(document(text))
    assert [s.of(text) for s in block.content] == ["“Dockers have met.", "“Talks began,”"]
    assert [s.of(text) for s in block.inner] == ["Dockers have met.", "Talks began,"]
    assert block.intro is not None
    assert block.intro.of(text) == "Here is what it reports:"
    assert (said(block.source, text), said(block.cue, text)) == ("it", "reports")


@pytest.mark.parametrize(
    ("intro", "source", "cue"),
    [
        ("This is what I said:", "I", "said"),
        ("She wrote", "She", "wrote"),
        ("The Gazette put it this way:", "The Gazette", None),
        ("In his own words:", "his", "words"),
        ("Orrin’s statement:", "Orrin’s", "statement"),
        (
            "It quotes Tom Reeve, an engineer at the Institute, as saying",
            "Tom Reeve, an engineer at the Institute",
            "as saying",
        ),
        (
            "Lena Marsh, the chairwoman, responded to questions as follows",
            "Lena Marsh, the chairwoman",
            "responded",
        ),
        ("According to the mayor:", "the mayor", "According to"),
        ("And then this:", None, None),
    ],
)
def test_an_introduction_names_whose_words_follow(intro: str, source: str | None, cue: str | None) -> None:
    """Source and cue of a sentence that introduces a quotation in a paragraph of its own."""
    text = f"{intro}\n\n“The bridge is closed. It stays closed.”"
    (block,) = blocks_of(document(text))
    assert said(block.source, text) == source
    if cue is not None or source is None:
        assert said(block.cue, text) == cue


def test_a_sentence_with_a_full_stop_introduces_nothing() -> None:
    """A quotation paragraph after an ordinary sentence is no block."""
    assert blocks_of(document("The mayor left.\n\n“The bridge is closed.”")) == []


def test_a_block_marked_by_the_page_needs_no_quotation_marks() -> None:
    """Mark-up block quotations are blocks, over paragraphs too, marks taken off where they have them."""
    quoted = "Dockers have met.\n\nTalks began."
    doc = document(f"The Gazette writes:\n\n{quoted}\n\nEnd.", quoted)
    (block,) = blocks_of(doc)
    assert [s.of(doc.text) for s in block.content] == ["Dockers have met.", "Talks began."]
    assert block.inner == block.content
    assert (said(block.source, doc.text), said(block.cue, doc.text)) == ("The Gazette", "writes")
    marked = document("The Gazette writes:\n\n“Dockers have met.”\n\nEnd.", "“Dockers have met.”")
    (block,) = blocks_of(marked)
    assert said(block.inner, marked.text) == "Dockers have met."


def test_a_headline_introduces_nothing() -> None:
    """The first quotation of an article is not laid to its title."""
    text = "Mayor says:\n\n“The bridge is closed. It stays closed.”"
    doc = Document("unit", text, paragraphs(text), headline=paragraphs(text)[0])
    assert blocks_of(doc) == []
