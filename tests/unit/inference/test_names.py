"""Names: from probabilities to spans, the head on its vectors, and where they stand in a text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ModelError
from sayso.inference.encoding import CASINGS, encode, load_tokenizer
from sayso.inference.names import KINDS, Head, NameReader, spans
from sayso.inference.session import WEIGHTS, load
from sayso.model.entity import NameKind
from sayso.text.paragraph import paragraphs
from sayso.text.window import windows

LABELS = 1 + 2 * len(KINDS)


def sure(*labels: int) -> np.ndarray:
    """Probabilities of words whose labels are all but certain."""
    out = np.full((len(labels), LABELS), 0.02, dtype=np.float32)
    out[np.arange(len(labels)), labels] = 1 - 0.02 * (LABELS - 1)
    return out


def found(chances: np.ndarray, paragraph: list[int] | None = None) -> list[tuple[int, int, int]]:
    rows = spans(chances, np.array(paragraph or [0] * len(chances)))
    return [(a, b, kind) for a, b, kind, _ in rows]


def head(inner: int = 3, near: int = 8) -> Head:
    rng = np.random.default_rng(3)
    shapes = ((3, CASINGS, inner), (inner,), (3, inner, near), (near,), (inner + near, LABELS), (LABELS,))
    return Head(*(rng.normal(size=shape).astype(np.float32) for shape in shapes))


def test_begin_and_go_on() -> None:
    """A name runs from its beginning as long as it goes on, and one may follow another at once."""
    assert found(sure(0, 1, 2, 0, 3, 1, 2)) == [(1, 3, 0), (4, 5, 1), (5, 7, 0)]
    assert found(sure(0, 0)) == []


def test_a_name_without_a_beginning() -> None:
    """What goes on from nothing is a name all the same."""
    assert found(sure(2, 2, 0, 6)) == [(0, 2, 0), (3, 4, 2)]


def test_one_kind_for_all_words() -> None:
    """Where the words of a name disagree, the kind likeliest over all of them is taken."""
    assert found(sure(1, 4, 4)) == [(0, 3, 1)]


def test_no_name_crosses_a_paragraph() -> None:
    """What goes on in the next paragraph is another name."""
    assert found(sure(1, 2, 2), [0, 0, 1]) == [(0, 2, 0), (2, 3, 0)]


def test_the_score_is_the_mean_probability_of_the_kind() -> None:
    """Begin and go on of one kind count together, over all words of the name."""
    (row,) = spans(sure(1, 2), np.zeros(2, dtype=np.int64))
    assert row[3] == pytest.approx(1 - 0.02 * (LABELS - 2), abs=1e-4)


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=LABELS, max_size=LABELS), min_size=1, max_size=12))
def test_spans_are_in_order_and_disjoint(rows: list[list[float]]) -> None:
    """Whatever the figures, names are in order and disjoint, and cover the words that are likelier in one than not."""
    chances = np.array(rows, dtype=np.float32)
    chances /= chances.sum(1, keepdims=True)
    names = spans(chances, np.zeros(len(rows), dtype=np.int64))
    assert all(a < b for a, b, _, _ in names)
    assert all(one[1] <= other[0] for one, other in pairwise(names))
    assert [n for a, b, _, _ in names for n in range(a, b)] == np.flatnonzero(chances[:, 0] < 0.5).tolist()
    assert all(0 <= score <= 1 for *_, score in names)


def test_a_word_and_its_neighbours_decide() -> None:
    """Words three away change nothing, those two away something, and the edges of a window are no words."""
    made, rng = head(), np.random.default_rng(1)
    told, casing = rng.normal(size=(6, 9)).astype(np.float32), rng.integers(0, CASINGS, 6)
    whole = made.labels(told, casing)
    assert np.allclose(whole.sum(1), 1, atol=1e-5)
    assert np.allclose(made.labels(told[:4], casing[:4])[:2], whole[:2], atol=1e-6)
    assert not np.allclose(made.labels(told[:3], casing[:3])[1], whole[1], atol=1e-3)
    assert not np.allclose(made.labels(told[:2], casing[:2])[1], whole[1], atol=1e-3)


def test_kept_and_loaded(tmp_path: Path) -> None:
    """A head that is kept comes back, as good as the half precision it is kept in, and always the same bytes."""
    made = head()
    for name in ("one.npz", "two.npz"):
        made.save(tmp_path / name)
    again = Head.load(tmp_path / "one.npz")
    assert np.allclose(again.outward, made.outward, atol=2e-3)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_damaged_heads(tmp_path: Path) -> None:
    """A file that is missing, cut off or something else is named in one line that says what to do."""
    path = tmp_path / "names.npz"
    np.savez(path, bias=np.zeros(3))
    for damage in (lambda: None, lambda: path.write_bytes(path.read_bytes()[:40]), path.unlink):
        damage()
        with pytest.raises(ModelError, match=r"names\.npz.*install sayso again$"):
            Head.load(path)


def test_whole_words_of_the_text() -> None:
    """A name's span has whole words, however many pieces and windows they are read in."""
    text = "The Velmian mayor, Okkrit Thandlebury.\n\nZorblatt-on-Sea fell."
    paras = paragraphs(text)
    pieces = encode(text, paras, load_tokenizer(WEIGHTS / "tokenizer.json"))
    prior = np.full(LABELS, -9, dtype=np.float32)
    prior[1] = 9
    shapes = ((3, CASINGS, 1), (1,), (3, 1, 1), (1,), (2, LABELS))
    every = Head(*(np.zeros(shape, dtype=np.float32) for shape in shapes), prior)
    for cap in (4, 254):
        reader = NameReader(every, pieces)
        for lo, hi in windows(text, paras, pieces.starts, pieces.paragraph, cap):
            reader(lo, hi, np.zeros((hi - lo, 3), dtype=np.float32))
        names = reader.names()
        assert {name.kind for name in names} == {NameKind.PERSON}
        if cap == 254:
            words = ["The", "Velmian", "mayor", ",", "Okkrit", "Thandlebury", "."]
            assert [n.span.of(text) for n in names][: len(words)] == words


def test_the_head_that_ships_fits_the_network() -> None:
    """It takes figures of the width that the network gives, and knows every kind."""
    model = load(WEIGHTS)
    *_, told = model.network.read(np.arange(2000, 2010), np.zeros((10, 4), dtype=np.int64))
    assert told.shape[1] == 3 * len(model.names.bias)
    assert model.names.labels(told, np.ones(10, dtype=np.int64)).shape == (10, LABELS)
