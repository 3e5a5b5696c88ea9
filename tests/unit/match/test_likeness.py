"""Which wordings make one claim, which of them say the contrary, and which are another claim."""

from __future__ import annotations

import numpy as np
import pytest
from pairs import PAIRS

from sayso.match.likeness import FEATURES, embed, liken, opposes, scored
from sayso.match.likeness import alike as score_of
from sayso.match.wordings import is_negated, polarity
from sayso.model import Likeness, Passage, SpanSet, Statement, StatementKind

# What the figures cannot tell from a claim: the same people and the same place, and another verb.
MISTAKEN = {"President Ilka Maren was born in Sodra", "The mayor of Casperia opened a new school",
            "The Vellin ferry line carried fewer passengers last year"}  # fmt: skip


def statement(text: str, id: str = "s") -> Statement:
    return Statement(id, "x", StatementKind.HEADLINE, Passage(text, SpanSet(())))


def alike(a: str, b: str) -> Likeness:
    va, vb = embed([a, b])
    return liken(statement(a), va, statement(b), vb)


@pytest.mark.parametrize(("kind", "a", "b"), [pair for pair in PAIRS if pair[2] not in MISTAKEN])
def test_pairs(kind: str, a: str, b: str) -> None:
    """Alike and opposed wordings make one claim, different ones do not, whichever comes first."""
    found = alike(a, b)
    assert (found.score >= 0.5) == (kind != "different")
    assert kind == "different" or found.opposed == (kind == "opposed")
    assert alike(b, a) == found


def test_a_score_comes_with_the_figures_that_made_it() -> None:
    """The score is worked out of the features, and of nothing else."""
    found = alike("The Tarn Bridge will close in May", "Tarn Bridge to be shut in May")
    assert [name for name, _ in found.features] == list(FEATURES)
    assert found.score == pytest.approx(scored([value for _, value in found.features]), abs=1e-3)


def test_the_score_by_itself() -> None:
    """It is that of the whole likeness."""
    for _, a, b in PAIRS:
        va, vb = embed([a, b])
        one, other = statement(a), statement(b)
        assert score_of(one, va, other, vb) == liken(one, va, other, vb).score


def test_numbers_near_and_far() -> None:
    """A number told less exactly is the same number; another number makes another claim."""
    told = "A flood at Orrin left 4,000 people homeless"
    assert alike(told, "A flood at Orrin left about 4,100 people homeless").score >= 0.5
    assert alike(told, "A flood at Orrin left 9,000 people homeless").score < 0.5


def test_statements_of_one_event_are_alike_more_easily() -> None:
    a, b = "The bridge will close", "Tarn crossing to be shut next month"
    va, vb = embed([a, b])
    apart, together = (liken(statement(a), va, statement(b), vb, same_event=p).score for p in (0.0, 1.0))
    assert together > apart


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The dam will not be closed", True),
        ("There is no decision to close the dam, and there is no list of villages", True),
        ("The dam won’t be closed", True),
        ("The dam will be closed", False),
        ("Not only the dam will be closed", False),
        ("There is no doubt that the dam will close", False),
        ("It is not true that the dam will not be closed", False),
    ],
)
def test_negation(text: str, negated: bool) -> None:
    assert is_negated(text) == negated


def test_polarity_adds_up() -> None:
    """A negated contrary is the same again."""
    assert opposes("The airport will close", "The airport will stay open")
    assert not opposes("The airport will close", "The airport will not stay open")


def test_hostile_texts() -> None:
    """Lone surrogates, digits without end and no words at all are compared like anything else."""
    for text in ("", "\ud800\udfff", "9" * 400, "1" + ",000" * 200 + " dead", "?" * 5000, "a " * 3000):
        assert 0 <= alike(text, "The dam will close").score <= 1
        assert polarity(text).turned == 0


def test_vectors_are_units_and_do_not_depend_on_company() -> None:
    texts = ["The dam will close", "A much longer sentence about something else entirely, in Port Elsa", "", "Yes"]
    together = embed(texts)
    assert together.dtype == np.float16 and together.shape == (4, 384)
    assert np.allclose(np.linalg.norm(together.astype(float), axis=1), 1, atol=1e-2)
    assert all(np.array_equal(embed([text])[0], row) for text, row in zip(texts, together, strict=True))
