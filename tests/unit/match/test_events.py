"""Which articles tell of one event."""

from __future__ import annotations

import numpy as np

from sayso.match.events import gists, grouped, same_event

CLOSURE = [
    (
        "Tarn Bridge to close in May",
        "The Tarn Bridge in Port Elsa will be closed to lorries in May, the Road Office said.",
        "2031-04-02",
    ),
    (
        "Lorries banned from Tarn Bridge",
        "From May no lorries may use the bridge over the Tarn at Port Elsa, officials said.",
        "2031-04-03",
    ),
]
ELECTION = [
    (
        "Ilka Maren wins in Casperia",
        "Ilka Maren was elected president of Casperia with 54 percent of the vote.",
        "2031-04-02",
    ),
    ("Maren elected president", "Casperia has a new president: Ilka Maren got 54 percent on Sunday.", "2031-04-03"),
]


def test_two_events() -> None:
    """Articles of one event are one group, numbered in their order."""
    assert same_event(gists([CLOSURE[0], ELECTION[0], CLOSURE[1], ELECTION[1]])) == [0, 1, 0, 1]


def test_few_articles_and_none() -> None:
    assert same_event([]) == []
    assert same_event(gists([("", "", None)])) == [0]
    assert len(same_event(gists([("", "", "not a date"), ("A title", "", None)]))) == 2


def test_groups_grow_by_the_mean() -> None:
    """One strong link does not join two groups whose other pairs are unlike."""
    likeness = np.array([[0, 0.9, 0.1, 0.1], [0.9, 0, 0.8, 0.1], [0.1, 0.8, 0, 0.9], [0.1, 0.1, 0.9, 0]])
    assert grouped(likeness, 0.5) == [0, 0, 1, 1]
    assert grouped(likeness, 0.2) == [0, 0, 0, 0]
