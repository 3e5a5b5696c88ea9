"""Statements to claims: what the index finds, what joins, and that nothing moves any more."""

from __future__ import annotations

import pytest
from pairs import PAIRS

from sayso.match.claims import able, assign, keys, mean_likeness, near
from sayso.match.likeness import compared, embed
from sayso.model import Passage, SpanSet, Stance, Statement, StatementKind

CLOSURE = [
    "The Tarn Bridge will be closed in May",
    "Tarn Bridge to be shut in May",
    "The Tarn Bridge will not be closed in May",
    "The mayor was born in Casperia",
]


def statements(texts: list[str], article: str = "x", stance: Stance = Stance.STATES) -> list[Statement]:
    return [
        Statement(f"{article}#{n}", article, StatementKind.CONTENT, Passage(text, SpanSet(())), stance=stance)
        for n, text in enumerate(texts)
    ]


def with_vectors(made: list[Statement]) -> list:  # type: ignore[type-arg]
    return list(zip(made, embed([s.passage.text for s in made]), strict=True))


def test_alike_join_and_opposites_too() -> None:
    """One claim for both wordings and for the contrary, which is told to be that; another claim for the rest."""
    found = assign(with_vectors(statements(CLOSURE)), [])
    assert [claim for _, claim, _ in found] == ["new:x#0", "new:x#0", "new:x#0", "new:x#3"]
    assert [likeness.opposed for _, _, likeness in found] == [False, False, True, False]
    assert found[0][2].score == 1 and found[1][2].features


def test_known_claims_stay_and_are_joined() -> None:
    """A statement joins the claim that is there, and one alike to none begins its own."""
    known = [(s, v, "c7") for s, v in with_vectors(statements(CLOSURE[:1], "old"))]
    found = assign(with_vectors(statements(CLOSURE[1:])), known)
    assert [claim for _, claim, _ in found] == ["c7", "c7", "new:x#2"]


def test_opposed_goes_by_the_wording_of_the_claim() -> None:
    """The first of a claim's statements is its wording: what says the same as a contrary of it is opposed."""
    known = [(s, v, "c1") for s, v in with_vectors(statements([CLOSURE[0], CLOSURE[2]], "old"))]
    (_, claim, likeness), *_ = assign(
        with_vectors(statements(["There will be no closing of the Tarn Bridge in May"])), known
    )
    assert (claim, likeness.opposed) == ("c1", True)


def test_what_is_near_is_all_that_is_needed() -> None:
    """Of all stored statements, those that `near` keeps give a new one the claim that all of them would give it."""
    alike = [pair for pair in PAIRS if pair[0] != "different"]
    known = with_vectors(statements([text for pair in alike for text in pair[1:]], "old"))
    claims = {s.id: f"c{n // 2}" for n, (s, _) in enumerate(known)}
    vectors = {s.id: v for s, v in known}
    kept = joined = 0
    for new in with_vectors(statements(CLOSURE + [f"{pair[2]}, the board said" for pair in PAIRS])):
        one, vector = new
        there = near([new], vectors, claims)
        whole = assign([new], [(s, v, claims[s.id]) for s, v in known])
        assert assign([new], [(s, v, claims[s.id]) for s, v in known if s.id in there]) == whole
        kept += len(there)
        if not whole[0][1].startswith("new:"):
            joined += 1
            assert whole[0][1] in {claims[id] for id in able(one, vector, vectors)}
    assert joined > 10
    assert kept < (len(CLOSURE) + len(PAIRS)) * len(known) / 2
    assert near([], vectors, claims) == near([new], {}, {}) == able(one, vector, {}) == []


def test_a_statement_costs_the_same_in_a_wide_claim() -> None:
    """Of a claim of many members the nearest alone are compared, and it is joined as before."""
    wordings = [f"The Tarn Bridge will be closed on {day} May" for day in ("Monday", "Tuesday", "Friday")] * 30
    known = [(s, v, "c7") for s, v in with_vectors(statements([CLOSURE[0], *wordings], "old"))]
    with pytest.MonkeyPatch.context() as patch:
        asked: list[str] = []

        def noted(a: str, b: str, cosine: float, **more: bool) -> tuple[float, ...]:
            asked.append(b)
            return compared(a, b, cosine, **more)

        patch.setattr("sayso.match.claims.compared", noted)
        ((_, claim, _),) = assign(with_vectors(statements([CLOSURE[1]])), known)
    assert claim == "c7"
    assert 3 <= len(asked) <= 10


def test_many_do_not_carry_a_stranger_in() -> None:
    """One member alike is not enough where the claim has others: the mean over the nearest members decides."""
    assert mean_likeness([0.95], 1) > 0.5
    assert mean_likeness([0.95, 0.1, 0.1, 0.1], 4) < 0.5
    assert mean_likeness([0.95], 3) < 0.5
    assert mean_likeness([0.9, 0.8, 0.6, 0.1, 0.1, 0.1], 6) > 0.5


def test_a_bare_refusal_goes_with_what_its_article_is_about() -> None:
    """ "Declined to comment" is about the claim that its article begins with; one that says on what is matched."""
    made = statements(CLOSURE[:1])
    refusal = Statement("x#9", "x", StatementKind.CONTENT, Passage("to comment", SpanSet(())), stance=Stance.NO_COMMENT)
    found = assign(with_vectors([*made, refusal]), [])
    assert found[1][1] == "new:x#0"
    ((_, alone, _),) = assign(with_vectors([refusal]), [])
    assert alone == "new:x#9"


def test_the_index_brings_most_of_those_together_that_are_alike() -> None:
    """Nine in ten pairs that make one claim share a key, and no statement has many; keys are signed 64-bit."""
    pairs = [(a, b) for kind, a, b in PAIRS if kind != "different"]
    met = 0
    for a, b in pairs:
        one, two = (set(keys(s, v)) for s, v in with_vectors(statements([a, b])))
        met += bool(one & two)
        assert max(len(one), len(two)) <= 16
        assert all(-(2**63) <= key < 2**63 for key in one)
    assert met >= 0.9 * len(pairs)


def test_nothing_from_nothing() -> None:
    assert assign([], []) == []


def test_like_events_at_other_times_and_places_stay_apart() -> None:
    """The news of another month, of another town, and with another count, is not the same claim."""
    known = [(s, v, "c1") for s, v in with_vectors(statements(["Storm in Casperia kills 16 at the harbour"], "old"))]
    again = ["Sixteen were killed in Casperia as the storm came in, the harbour master said"]

    def claim_of(texts: list[str], day: str) -> str:
        return assign(with_vectors(statements(texts)), known, {"old": "2031-02-03", "x": day})[0][1]

    assert claim_of(again, "2031-02-04") == "c1"
    assert claim_of(again, "2031-06-20") == "new:x#0"
    assert claim_of(["Storm in Casperia kills 16 at the harbour"], "2031-06-20") == "c1"  # word for word, a repeat
    assert claim_of(["Storm in Casperia kills 19 at the harbour"], "2031-02-04") == "new:x#0"
