"""Word pieces and their features: what the network is shown of a text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sayso.errors import ModelError
from sayso.inference.encoding import CASINGS, EDGES, QUOTES, Pieces, encode, load_tokenizer
from sayso.inference.session import WEIGHTS
from sayso.text.paragraph import paragraphs

OUT, IN, OPEN, CLOSE = range(4)


def pieces(text: str) -> Pieces:
    return encode(text, paragraphs(text), load_tokenizer(WEIGHTS / "tokenizer.json"))


def words(text: str, p: Pieces) -> list[str]:
    return [text[a:b] for a, b in zip(p.starts.tolist(), p.ends.tolist(), strict=True)]


def test_casing() -> None:
    """Every piece bears the casing of the word that it stands in."""
    text = "Velm VELM velm VeLm A1 , A İ"
    p = pieces(text)
    kind = dict(zip(words(text, p), p.casing.tolist(), strict=True))
    assert kind[","] == 0
    assert {text[p.starts[p.word == w].min() : p.ends[p.word == w].max()]: set(p.casing[p.word == w].tolist())
            for w in np.unique(p.word)} == {
        "Velm": {2}, "VELM": {3}, "velm": {1}, "VeLm": {4}, "A1": {5}, ",": {0}, "A": {2}, "İ": {2},
    }  # fmt: skip


def test_words_are_numbered_across_their_pieces() -> None:
    """Pieces of one word share its number, every mark has its own, and numbers rise by one."""
    text = "Otterquay’s harbourmasters, unquestionably: no."
    p = pieces(text)
    first = [text[p.starts[p.word == w].min() : p.ends[p.word == w].max()] for w in np.unique(p.word)]
    assert first == ["Otterquay", "’", "s", "harbourmasters", ",", "unquestionably", ":", "no", "."]
    assert len(p) > len(first)
    assert np.unique(p.word).tolist() == list(range(len(first)))


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("a “b c” d", [OUT, OPEN, IN, IN, CLOSE, OUT]),
        ('a "b" c', [OUT, OPEN, IN, CLOSE, OUT]),
        ("a «b» c", [OUT, OPEN, IN, CLOSE, OUT]),
        ("a „b” c", [OUT, OPEN, IN, CLOSE, OUT]),
        ("“b\n\nc", [OPEN, IN, OUT]),
        ("b” c", [OUT, CLOSE, OUT]),
    ],
)
def test_double_marks(text: str, states: list[int]) -> None:
    """The state to double marks is that of the marks before it in the paragraph, and ends with the
    paragraph.
    """
    assert pieces(text).double.tolist() == states


def test_single_marks_are_no_apostrophes() -> None:
    """An apostrophe inside a word changes nothing; a mark before a word opens, one after it closes."""
    text = "the mill’s ‘old gate’ shut"
    p = pieces(text)
    state = dict(zip(words(text, p), p.single.tolist(), strict=True))
    assert state["old"] == IN
    assert state["‘"] == OPEN
    assert state["the"] == state["mill"] == state["s"] == state["shut"] == OUT
    assert p.single.tolist()[words(text, p).index("gate") + 1] == CLOSE


def test_edges_of_paragraphs() -> None:
    """The first piece of a paragraph is told from its last and from those between; a lone piece counts as
    first.
    """
    assert pieces("It rains today\n\nYes\n\nIt is").edge.tolist() == [1, 0, 2, 1, 1, 2]


def test_no_piece_crosses_a_paragraph() -> None:
    """Every piece lies within the paragraph that it is counted to."""
    text = "One two.\r\n\r\nThree\u2028four “five\n \n six” seven"
    spans = paragraphs(text)
    p = pieces(text)
    assert sorted(set(p.paragraph.tolist())) == list(range(len(spans)))
    for start, end, number in zip(p.starts, p.ends, p.paragraph, strict=True):
        assert spans[number].start <= start < end <= spans[number].end


ODD = [
    "İİİ İstanbul said ǅ ŉ ǰ ΐ ẞ",  # lower-casing changes the length
    "e\u0301\u0301\u0301 said \u0301 na\u0308ive",
    "각각 said 가\u1100",
    "\u200f\u202eאב said that שלום",
    "\x00\x01 said \x00",
    "👩\u200d👩\u200d👧 said 🎉🏳️\u200d🌈",
    "“”«»‘’\"\"''``",
    "\u0301" * 300,
    "\x1c\x1d\x85 \u200b",
    "𝔘𝔫𝔦 ﬁ K Å",
    "x" * 45_000 + " said " + "y" * 300,
    '"' * 500,
    "क्षि कहा 中文他说“好”",
]


@pytest.mark.parametrize("text", ODD, ids=lambda t: ascii(t[:8]))
def test_odd_characters(text: str) -> None:
    """Whatever the characters, pieces stand in order, are not empty, lie in the text, and keep to the
    vocabularies.
    """
    p = pieces(text)
    if len(p):
        assert (p.starts < p.ends).all()
        assert (np.diff(p.starts) >= 0).all()
        assert (np.diff(p.ends) >= 0).all()
        assert p.ends.max() <= len(text)
        assert set(np.diff(p.word).tolist()) <= {0, 1}
    for values, size in ((p.casing, CASINGS), (p.double, QUOTES), (p.single, QUOTES), (p.edge, EDGES)):
        assert len(values) == len(p)
        assert set(values.tolist()) <= set(range(size))


def test_half_a_character() -> None:
    """A lone surrogate, which the tokeniser refuses, ends no reading and moves no offset."""
    text = "The \ud800 port \udfff is closed"
    assert [w for w in words(text, pieces(text)) if w.isascii()] == ["The", "port", "is", "closed"]


def test_a_long_paragraph_is_read_whole() -> None:
    """The tokeniser is called on bounded stretches, and what stands after the first is there as well."""
    text = "mill " * 9_000 + "end"
    p = pieces(text)
    assert len(p) == 9_001
    assert words(text, p)[-1] == "end"


def test_nothing_to_read() -> None:
    """No paragraphs make no pieces."""
    assert len(pieces("")) == 0
    assert len(pieces(" \n\n ")) == 0


@pytest.mark.parametrize("content", [None, "", "{}", "\x00"])
def test_damaged_tokeniser(tmp_path: Path, content: str | None) -> None:
    """A tokeniser that is missing or damaged is a ModelError that says so and what to do."""
    path = tmp_path / "tokenizer.json"
    if content is not None:
        path.write_text(content, encoding="utf8")
    with pytest.raises(ModelError, match="install sayso again"):
        load_tokenizer(path)
