"""Attributions that a record already has: all of them, in their order, with what sayso adds."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.attribute import given
from sayso.errors import BadRecord
from sayso.model import Article, Document, Form, Span, Stance

TEXT = "Ane Roe denies that the mayor called the dam “old”. It may hold, she said."


def spans(words: str) -> list[list[int]]:
    return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []


def row(source: str, cue: str, content: str) -> dict[str, Any]:
    return {"source": spans(source), "cue": spans(cue), "content": spans(content)}


def read(*rows: Any) -> Article:
    document = Document("d1", TEXT, (Span(0, len(TEXT)),))
    return given([document], [rows])[0]


def test_all_stay_in_their_order() -> None:
    """Duplicates and attributions without a content keep their places."""
    late, early = row("she", "said", "It may hold"), row("Ane Roe", "denies", "that the mayor called the dam “old”")
    article = read(late, early, row("", "", ""), early)
    assert [a.id for a in article.attributions] == ["a1", "a2", "a3", "a4"]
    assert [a.content.spans.pairs() for a in article.attributions] == [
        one["content"] for one in (late, early, row("", "", ""), early)
    ]
    assert {a.made_by.component for a in article.attributions} == {"given"}
    assert all(a.score == 1 and a.parent is None for a in article.attributions)


def test_what_is_added() -> None:
    """Each gets its form, stance and certainty, and the attribution that it stands in."""
    outer = row("Ane Roe", "denies", "that the mayor called the dam “old”")
    article = read(row("the mayor", "called", "the dam “old”"), outer, row("she", "said", "It may hold"))
    inner, denial, last = article.attributions
    assert inner.parent == denial.id
    assert (inner.form, denial.stance, last.stance) == (Form.MIXED, Stance.DENIES, Stance.STATES)
    assert [m.text for m in last.certainty.markers] == ["may"]


@pytest.mark.parametrize(
    "bad",
    [
        "no list",
        [7],
        [{"content": [[5, 2]]}],
        [{"content": [[0, 10_000]]}],
        [{"content": [[-1, 4]]}],
        [{"content": [[0.0, 4]]}],
        [{"content": [[True, 4]]}],
        [{"content": [[0]]}],
        [{"source": "0-4"}],
        [{"cue": [4]}],
    ],
)
def test_bad_spans(bad: Any) -> None:
    """What is no span of the text is refused in one line."""
    with pytest.raises(BadRecord) as error:
        given([Document("d1", TEXT, (Span(0, len(TEXT)),))], [bad])
    assert "\n" not in str(error.value)
