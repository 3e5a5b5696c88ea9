"""One quotation in two wordings."""

import pytest

from sayso.match.alignment import align, matching


def test_marks_case_and_apostrophes_do_not_count() -> None:
    found = align("“We don’t leave the harbour,” she said", '"we don\'t leave the harbour" she said')
    assert found.kind == "same" and [kind for kind, _, _ in found.pieces] == ["same"]


def test_an_ellipsis_stands_for_what_is_left_out() -> None:
    found = align(
        "The bridge is safe, and it was safe last year, so people may cross", "The bridge is safe … so people may cross"
    )
    assert found.kind == "shortened"
    assert found.pieces[1] == ("left_out", "and it was safe last year", "…")


def test_an_excerpt_is_shortened_whichever_side_it_stands_on() -> None:
    whole, part = "We met for years. We will meet again in the spring.", "We will meet again"
    assert align(whole, part).pieces == (
        ("left_out", "We met for years", ""),
        ("same", "We will meet again", "We will meet again"),
        ("left_out", "in the spring", ""),
    )
    assert align(whole, part).kind == align(part, whole).kind == "shortened"


def test_brackets_own_up_to_what_they_change() -> None:
    found = align("He told us to close it", "[The minister] told us to close [the bridge]")
    assert found.kind == "bracketed"
    assert found.pieces == (
        ("bracketed", "He", "[The minister]"),
        ("same", "told us to close", "told us to close"),
        ("bracketed", "it", "[the bridge]"),
    )
    assert align("The bridge is safe", "[T]he bridge is safe").kind == "same"
    assert align("I talk to them", "I talk[ed] to them").kind == "bracketed"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We closed the bridge because of cracks", "We shut the bridge because of cracks"),
        ("We will not leave the harbour this year", "We will leave the harbour this year"),
        ("We will leave the harbour", "We will never leave the harbour"),
        ("They can leave the harbour now", "They cannot leave the harbour now"),
        ("The old bridge is safe and sound", "The bridge is quite safe and sound"),
    ],
)
def test_other_words_and_a_lost_not_are_an_alteration(one: str, other: str) -> None:
    assert align(one, other).kind == align(other, one).kind == "altered"


def test_a_word_that_agrees_by_chance_does_not_chop_an_alteration() -> None:
    assert len(align("one two the three four", "five six the seven eight").pieces) == 1


def test_nothing_is_the_same_as_nothing() -> None:
    assert align("", "").kind == "same" and align("", "").pieces == ()
    assert align("…", "a word").kind == "shortened"


def test_long_and_repetitive_quotations_are_aligned_in_little_space() -> None:
    text = " ".join(f"w{n} w{n // 3}" for n in range(20_000))
    found = align(text, text.replace("w9000 ", "other "))
    assert [kind for kind, _, _ in found.pieces] == ["same", "altered", "same"]
    assert matching(["a"] * 40_000, ["a"] * 30_000) == [(0, 0, 30_000)]
