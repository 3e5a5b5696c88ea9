"""Who says what, in any text at all: what holds whatever the weights have learned."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribute import attribute
from sayso.model import Article, Document, Passage, Span
from sayso.model.record import article_record, bulk_attributions, canonical
from sayso.text.paragraph import paragraphs

NAMES = ["Mara Orrin", "the miller", "İnce Ağa", "The Velm Gazette", "she", "שרה", "two dockers"]
CUES = ["said", "told the Gazette that", "has denied", "wrote:", "according to", "thinks that", "said."]
WORDS = [
    "the dam is old",
    "it rains in Velm",
    "’Tis naïve",
    "İİİ",
    "🎉 a\u0301b",
    "“no”",
    "he said ‘yes’",
    "\x00",
    "9.5",
]
MARKS = [
    "“",
    "”",
    '"',
    "‘",
    "’",
    "'",
    "«",
    "»",
    ", ",
    ". ",
    ": ",
    "\n\n",
    "\n",
    "\r",
    "\u2028",
    " ",
    "—",
    "\u200f",
]
PHRASES = st.lists(st.sampled_from(NAMES + CUES + WORDS + MARKS + [" "] * 8), max_size=40).map(" ".join)
TEXTS = st.one_of(PHRASES, PHRASES, st.text(max_size=120))


def document(text: str, blocks: tuple[Span, ...] = ()) -> Document:
    return Document("any", text, paragraphs(text), blocks=blocks)


def check(article: Article) -> None:
    text = article.document.text
    by_id = {a.id: a for a in article.attributions}
    assert len(by_id) == len(article.attributions)
    for a in article.attributions:
        assert 0 <= a.score <= 1
        passages = [p for p in (a.source, a.cue, a.content) if p is not None]
        for passage in passages:
            assert passage.spans
            assert passage.spans.end <= len(text)
            assert passage == Passage.at(text, passage.spans)
        seen = {a.id}
        above = a.parent
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = by_id[above].parent
        if a.parent is not None:
            outer = by_id[a.parent].content.spans
            assert outer.common(a.content.spans) >= 0.8 * len(a.content.spans)
            assert a.cue is None or outer.contains(a.cue.spans)
            assert len(outer) > len(a.content.spans)
    starts = [a.content.spans.start for a in article.attributions]
    assert starts == sorted(starts)


@given(TEXTS)
@settings(max_examples=120, deadline=None)
def test_any_text(text: str) -> None:
    """Spans lie in the text and hold the words they are said to; parents exist, hold their children and form
    no ring.
    """
    (article,) = attribute([document(text)])
    assert article.document.text == text
    check(article)


@given(PHRASES, PHRASES, PHRASES)
@settings(max_examples=40, deadline=None)
def test_any_block_quotation(before: str, block: str, after: str) -> None:
    """The same holds where the page marks a stretch as a block quotation."""
    text = f"{before}\n\n{block}\n\n{after}"
    start = len(before) + 2
    blocks = (Span(start, start + len(block)),) if block else ()
    check(attribute([document(text, blocks)])[0])


@given(TEXTS, TEXTS)
@settings(max_examples=40, deadline=None)
def test_same_text_same_article(text: str, other: str) -> None:
    """A text gives the same article every time, whatever is read before it and beside it."""
    alone = attribute([document(text)])[0]
    assert attribute([document(other), document(text), document(text)])[1:] == [alone, alone]


@given(PHRASES)
@settings(max_examples=40, deadline=None)
def test_any_record(text: str) -> None:
    """Every article can be written as a record, and a parent in the bulk form is the index of an earlier row
    or later.
    """
    (article,) = attribute([document(text)])
    assert canonical(article_record(article)).encode("utf8")
    rows = bulk_attributions(article)
    for n, row in enumerate(rows):
        assert row["parent"] is None or (0 <= row["parent"] < len(rows) and row["parent"] != n)
