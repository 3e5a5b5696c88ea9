"""The names head: the labels of words, and what is learned from them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sayso.inference.names import KINDS, Head, spans
from sayso.inference.session import WEIGHTS, OnnxNetwork

pytest.importorskip("torch")

from training.batches import IGNORED
from training.data import Example
from training.names import Words, fitted, labelled, span_figures


def test_labels_of_words() -> None:
    """A name begins at its first word and goes on in the others; unclear words have no label."""
    text = "Anna Velm met Zorb."
    example = Example("x", text, [], entities=[(0, 9, "PERSON"), (14, 18, "unclear")])
    (window,) = labelled(example, WEIGHTS, OnnxNetwork(WEIGHTS), 254)
    assert window.labels.tolist() == [1, 2, 0, IGNORED, 0]
    assert len(window.told) == len(window.casing) == 5


def test_a_head_learns_and_is_measured() -> None:
    """Where the vectors tell names apart, the head finds all of them, and the figures say so."""
    rng = np.random.default_rng(0)
    labels = rng.choice([0, *range(1, 2 * len(KINDS), 2)], 400)
    hidden = np.eye(2 * len(KINDS), dtype=np.float16)[labels]
    words = Words(hidden, np.ones(400, dtype=np.int64), np.zeros(400, dtype=np.int64), labels)
    settings = {"inner": 12, "near": 4, "dropout": 0.0, "rate": 0.03, "decay": 0.0, "windows": 2, "epochs": 30}
    parts = [
        Words(*(x[n : n + 40] for x in (hidden, words.casing, words.paragraph, labels))) for n in range(0, 400, 40)
    ]
    head, inward = fitted(parts, settings)
    told = hidden.astype(np.float32) @ np.hstack(inward)
    assert isinstance(head, Head)
    assert len(spans(head.labels(told, words.casing), words.paragraph)) == (labels > 0).sum()
    figures = span_figures(head, [[replace(words, told=told)]])
    assert figures["with kind"]["f1"] == figures["without kind"]["f1"] == 100.0
    assert sum(figures[kind]["gold"] for kind in KINDS) == figures["with kind"]["gold"]
