"""The examples of the names head: which words of a corpus are names, which nobody says anything about."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sayso.inference.names import KINDS, Head, spans
from sayso.inference.session import WEIGHTS, OnnxNetwork

pytest.importorskip("torch")

from training.batches import IGNORED
from training.data import Example
from training.names import Words, cleared, fitted, gum_names, labelled, span_figures


def named(example: Example) -> list[tuple[str, str]]:
    return [(example.text[a:b], kind) for a, b, kind in example.entities]


def test_what_automatic_names_leave_out_is_unclear() -> None:
    """A capitalised run that holds a word written small nowhere is unclear; offices and days are not names."""
    text = "Then on Monday Mr. Velm met the President. The Zorblatt Fund then paid the president, Okkrit."
    at = text.index("Okkrit")
    (made,) = cleared([Example("x", text, [], entities=[(at, at + 6, "PERSON")])])
    assert named(made) == [("Velm", "unclear"), ("The Zorblatt Fund", "unclear"), ("Okkrit", "PERSON")]


def test_titles_are_taken_off() -> None:
    """A title before a person's name is no part of it."""
    text = "Mrs. Okkrit spoke."
    (made,) = cleared([Example("x", text, [], entities=[(0, 11, "PERSON")])])
    assert named(made) == [("Okkrit", "PERSON")]


def test_names_among_noun_phrases(tmp_path: Path) -> None:
    """Of all noun phrases those are names that have capitals throughout: the outermost, without office or article."""
    text = "The mill of Mayor Anna Velm stood in Zorb, Quandria. She led the Bank of Zorb. Dams broke. The dams fell."
    rows = [("The mill of Mayor Anna Velm", "object"), ("Mayor Anna Velm", "person"), ("Zorb, Quandria", "place")]
    rows += [("Quandria", "place"), ("She", "person"), ("the Bank of Zorb", "organization"), ("Dams", "object")]
    entities = [[text.index(w), text.index(w) + len(w), kind, 1, "new"] for w, kind in rows]
    line = json.dumps({"doc": "d", "genre": "essay", "text": text + " she, the mayor", "entities": entities})
    (tmp_path / "dev.jsonl").write_text(line, encoding="utf8")
    (made,) = gum_names(tmp_path, ["news"])
    assert [row for row in named(made) if row[1] != "unclear"] == [
        ("Anna Velm", "PERSON"),
        ("Zorb", "LOCATION"),
        ("Quandria", "LOCATION"),
        ("Bank of Zorb", "ORGANIZATION"),
    ]
    assert gum_names(tmp_path, ["news"], keep_held=True) == []


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
    labels = rng.choice([0, 1, 3, 5, 7], 400)
    hidden = np.eye(8, dtype=np.float16)[labels]
    words = Words(hidden, np.ones(400, dtype=np.int64), np.zeros(400, dtype=np.int64), labels)
    settings = {"inner": 8, "dropout": 0.0, "rate": 0.03, "decay": 0.0, "words": 40, "epochs": 30}
    head, inward = fitted([words], settings)
    told = hidden.astype(np.float32) @ np.hstack(inward)
    assert isinstance(head, Head)
    assert len(spans(head.labels(told, words.casing), words.paragraph)) == (labels > 0).sum()
    figures = span_figures(head, [[replace(words, told=told)]])
    assert figures["with kind"]["f1"] == figures["without kind"]["f1"] == 100.0
    assert sum(figures[kind]["gold"] for kind in KINDS) == figures["with kind"]["gold"]
