"""Where a text stands to a claim."""

from __future__ import annotations

import pytest

from sayso.match.stance import position, positions

CLAIM = "A whale swam up the Tarn as far as Port Elsa"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Whale swims up the Tarn to Port Elsa", "for"),
        ("No, a whale did not swim up the Tarn: the picture is a fake", "against"),
        ("Port Elsa whale story is a hoax, harbour office says", "against"),
        ("Did a whale really swim up the Tarn to Port Elsa?", "observing"),
        ("Whale reportedly seen in the Tarn at Port Elsa", "observing"),
    ],
)
def test_positions(text: str, stands: str) -> None:
    found, probability = position(CLAIM, text)
    assert found == stands
    assert 1 / 3 <= probability <= 1


def test_many_at_once_and_none() -> None:
    assert positions([]) == []
    assert positions([(CLAIM, CLAIM)] * 2) == [position(CLAIM, CLAIM)] * 2
