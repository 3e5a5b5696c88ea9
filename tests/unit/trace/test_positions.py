"""Changes of position of one source, from day to day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carrying import head, named, passage, said
from sayso.model import Probability, Said, Stance
from sayso.trace import positions

VOS = named("Irena Vos")


def told(
    day: int,
    stance: Stance = Stance.STATES,
    words: str = "The storm gates of Port Calder will be shut on 3 May",
    opposed: bool = False,
    median: float | None = None,
    claim: str | None = "c1",
) -> Said:
    carrier = said(head(f"n{day}", "Beacon", f"2031-03-{day:02}"), VOS, stance=stance)
    probability = None if median is None else Probability(median, median - 0.1, median + 0.1)
    return Said(
        replace(carrier.statement, passage=passage(words), probability=probability), carrier.article, claim, opposed
    )


@pytest.mark.parametrize(
    ("first", "then", "change"),
    [
        (told(1), told(2), None),
        (told(1), told(2, Stance.DENIES), "said so, then denied it"),
        (told(1, Stance.DENIES), told(2, Stance.CONFIRMS), "denied it, then confirmed it"),
        (told(1), told(2, opposed=True), "said so, then said the contrary"),
        (told(1, Stance.NO_COMMENT), told(2, Stance.CONFIRMS), "did not comment, then confirmed it"),
        (told(1, Stance.NO_COMMENT), told(2, Stance.DOES_NOT_DENY), None),
        (told(1, median=0.5), told(2), "surer than before"),
        (told(1), told(2, median=0.5), "less sure than before"),
        (told(1, median=0.6), told(2, median=0.65), None),
        (told(1), told(2, words="The storm gates of Port Calder will be shut on 9 May"), "other figures: 3, then 9"),
        (told(1), told(2, words="Calder’s harbour barrier closes before winter for repairs"), "worded anew"),
        (told(1), told(2, Stance.DEMANDS), None),
        (told(1), told(2, Stance.DENIES, claim="c2"), None),
        (told(1, claim=None), told(2, Stance.DENIES, claim=None), None),
        (told(1), told(1, Stance.DENIES), None),
    ],
)
def test_from_one_day_to_another(first: Said, then: Said, change: str | None) -> None:
    """What is different is said in words; on one day nobody knows which came first."""
    assert positions([first, then]) == (() if change is None else ((0, 1, change),))


def test_each_is_compared_with_the_day_before() -> None:
    """Back and forth is two changes; the same change in several papers of one day is one."""
    said_so = [told(1), told(2, Stance.DENIES), told(2, Stance.DENIES), told(3, Stance.DENIES), told(5)]
    assert positions(said_so) == ((0, 1, "said so, then denied it"), (3, 4, "denied it, then said so"))
