"""What holds for the quotations, and what the grammar makes of them, in any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute.found import Found
from sayso.attribute.grammar import blocks, complete
from sayso.model import Document, Span, SpanSet
from sayso.text.paragraph import paragraphs
from sayso.text.quotation import Quotation, inner, quotations

PIECES = [
    *"\"“”„‟'‘’‚«»‹›`",
    "''",
    "``",
    " ",
    "\n\n",
    "\u00a0",
    ". ",
    ", ",
    ": ",
    "— ",
    "(",
    ")",
    "we won",
    "Orrin",
    "the miller",
    " said ",
    " adding ",
    "don’t",
    "boys'",
    "12",
    "'90s",
    "…",
    "é",
    "\U0001f600",
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.text(max_size=80))


def parse(text: str) -> tuple[tuple[Span, ...], tuple[Quotation, ...]]:
    parts = paragraphs(text)
    return parts, quotations(text, parts)


@given(TEXTS)
def test_every_part_of_a_quotation_stands_in_one_paragraph(text: str) -> None:
    """Parts stand in paragraphs, one in each, in order; the span goes from the first to the last."""
    paras, found = parse(text)
    for q in found:
        homes = [[i for i, p in enumerate(paras) if p.contains(part)] for part in q.parts]
        assert all(len(h) == 1 for h in homes)
        numbers = [h[0] for h in homes]
        assert numbers == sorted(set(numbers))
        assert (q.span.start, q.span.end) == (q.parts.start, q.parts.end)
        assert q.span.end <= len(text)


@given(TEXTS)
def test_quotations_are_a_tree(text: str) -> None:
    """Two quotations stand apart or one inside the other, and parents and levels say which."""
    _, found = parse(text)
    for i, q in enumerate(found):
        assert q.level == (0 if q.parent is None else found[q.parent].level + 1)
        if q.parent is not None:
            assert q.parent < i
            assert found[q.parent].inside.contains(q.parts)
        for j, other in enumerate(found[:i]):
            if other.span.overlaps(q.span):
                assert other.span.contains(q.span)
                up = q.parent
                while up is not None and up != j:
                    up = found[up].parent
                assert up == j


@given(TEXTS)
def test_quotations_are_sorted_the_outer_before_the_inner(text: str) -> None:
    """The order is by start, then by falling end."""
    _, found = parse(text)
    keys = [(q.span.start, -q.span.end) for q in found]
    assert keys == sorted(keys)


@given(TEXTS)
def test_what_is_inside_lies_within_the_marks(text: str) -> None:
    """The inside is a trimmed, non-empty piece of the parts."""
    _, found = parse(text)
    for q in found:
        inside = inner(text, q)
        assert inside
        assert q.parts.contains(inside)
        assert all(s.of(text) == s.of(text).strip() for s in inside)


@given(TEXTS)
def test_the_parse_depends_on_the_text_alone(text: str) -> None:
    """Twice the same text, twice the same quotations."""
    assert parse(text) == parse(text)


@given(TEXTS, TEXTS)
def test_what_follows_plain_paragraphs_changes_nothing_before(text: str, other: str) -> None:
    """Beyond a plain stretch that no quotation bridges, a text is read on its own."""
    if set(other) & set("«»‹›"):
        return
    plain = "\n\nThe ferry runs." * 20 + "\n\n"
    _, alone = parse(text + plain)
    _, both = parse(text + plain + other)
    edge = len(text)
    assert [q for q in alone if q.span.start < edge] == [q for q in both if q.span.start < edge]


@given(TEXTS, st.data())
@settings(max_examples=200)
def test_the_grammar_keeps_to_the_text_and_its_scores(text: str, data: st.DataObject) -> None:
    """Whatever the network found, sources and cues stand outside contents; scores are probabilities."""
    paras, found = parse(text)
    document = Document("any", text, paras)
    network: list[Found] = []
    if len(text) > 3:
        start = data.draw(st.integers(0, len(text) - 2))
        end = data.draw(st.integers(start + 1, len(text)))
        network.append(Found(SpanSet.of([(start, end)]), 0.9))
    out = complete(document, found, network)
    assert len([f for f in out if f.by == "network"]) == len(network)
    for f in out:
        assert 0 < f.score <= 1
        assert f.content.end <= len(text)
        for spans in (f.source, f.cue):
            assert spans is None or not spans.overlaps(f.content)
    for block in blocks(document, found):
        assert block.content.contains(block.inner)
