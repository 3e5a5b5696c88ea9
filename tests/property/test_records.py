"""Whatever a value holds, what is stored of it gives the same value back."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import Damaged
from sayso.model import (
    Article,
    Attribution,
    Copy,
    Document,
    Head,
    Likeness,
    Mouth,
    Passage,
    Span,
    SpanSet,
    Statement,
)
from sayso.model.record import article_of, article_record, whole_record
from sayso.store.records import pack, pack_article, unpack, unpack_article

FIGURES = st.floats(allow_nan=False, allow_infinity=False)
JSON = st.dictionaries(st.text(max_size=5), st.none() | st.booleans() | st.integers() | FIGURES | st.text(max_size=5))
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 99), st.integers(1, 9))
SPAN_SETS = st.lists(SPANS, max_size=3).map(SpanSet.of)
PASSAGES = st.builds(Passage, st.text(st.characters(), max_size=9), SPAN_SETS)
FEATURES = st.dictionaries(st.text(max_size=3), FIGURES, max_size=3).map(lambda d: tuple(d.items()))


def whole(kind: type, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a class with every field filled, also those that have a default."""
    hints = get_type_hints(kind)
    inferred = {f.name: st.from_type(hints[f.name]) for f in fields(kind) if f.name not in given}
    return st.builds(kind, **inferred, **given)


for registered, strategy in ((Span, SPANS), (SpanSet, SPAN_SETS), (Passage, PASSAGES), (float, FIGURES)):
    st.register_type_strategy(registered, strategy)
st.register_type_strategy(Attribution, whole(Attribution, features=FEATURES))
st.register_type_strategy(Document, whole(Document, extra=JSON))
ARTICLES = whole(Article)
VALUES = st.one_of(*map(whole, (Statement, Head, Copy, Likeness, Mouth)))


@given(ARTICLES)
@settings(max_examples=50)
def test_a_whole_record_gives_the_article_back(article: Article) -> None:
    """Every field of an article is in its whole record, and the unknown fields of the input with them."""
    again = article_of(json.loads(json.dumps(whole_record(article))))
    assert again == article
    assert again.document.extra == article.document.extra


@given(ARTICLES)
@settings(max_examples=50)
def test_a_printed_record_gives_the_same_record_again(article: Article) -> None:
    """What is printed of an article is enough to print it again."""
    printed = article_record(article)
    assert article_record(article_of(printed)) == printed


@given(ARTICLES)
@settings(max_examples=20)
def test_packed_articles(article: Article) -> None:
    """A packed article is the article."""
    assert unpack_article(pack_article(article)) == article


@given(VALUES)
def test_packed_values(value: Any) -> None:
    """A packed value is the value."""
    assert unpack(type(value), pack(value)) == value


@given(VALUES, st.data())
def test_damaged_bytes_are_said_to_be_damaged(value: Any, data: st.DataObject) -> None:
    """Bytes that are cut short or overwritten never end in another error, and never come back as something else."""
    packed = bytearray(pack(value))
    at = data.draw(st.integers(0, len(packed) - 1))
    if data.draw(st.booleans()):
        del packed[at:]
    else:
        packed[at] ^= data.draw(st.integers(1, 255))
    try:
        again = unpack(type(value), bytes(packed))
    except Damaged:
        return
    assert again == value


def test_lone_surrogates() -> None:
    """Half a character, as pages have it now and then, is stored like any other."""
    head = Head("h", "d", "2031-01-01T00:00:00Z", title="a\ud800\0b")
    assert unpack(Head, pack(head)) == head
    with pytest.raises(Damaged):
        unpack(Head, b"")
