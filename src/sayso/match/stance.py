"""Where a text stands to a claim: for it, against it, or merely telling of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from sayso.inference.meaning import settings
from sayso.match.wordings import Polarity, polarity

__all__ = ["POSITIONS", "Position", "figures", "position", "positions"]

Position = Literal["for", "against", "observing"]
POSITIONS = ("for", "against", "observing")


def position(claim: str, text: str) -> tuple[Position, float]:
    """Where a text, such as a headline, stands to a claim, and how probable that is."""
    return positions([(claim, text)])[0]


def positions(pairs: Sequence[tuple[str, str]]) -> list[tuple[Position, float]]:
    """The same for many (claim, text). It goes by their words alone: the vectors add nothing (training/meaning.py)."""
    if not pairs:
        return []
    weights = settings()["position"]
    logits = figures(pairs) @ np.array(weights["weights"]).T + np.array(weights["bias"])
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    shares = shifted / shifted.sum(-1, keepdims=True)
    return [(cast(Position, POSITIONS[int(row.argmax())]), round(float(row.max()), 4)) for row in shares]


def figures(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
    """What the position is judged by, a row a pair: whether the two say the contrary of one another, how often the
    text calls something false and how often it only tells of it (at all, and up to twice), and whether it negates."""
    rows = []
    for claim, text in pairs:
        held = polarity(text)
        rows.append(
            [
                _apart(polarity(claim), held),
                min(held.denied, 2),
                min(held.told, 2),
                held.told == 0,
                min(held.turned, 1),
            ]
        )
    return np.array(rows, dtype=float).reshape(len(pairs), -1)


def _apart(one: Polarity, two: Polarity) -> bool:
    """Whether two texts are turned different ways, taken whole: a headline says one thing, and most of it is shared.

    Of statements at any length that is asked word by word (`sayso.match.contrary`).
    """
    turned = (one.turned + two.turned) % 2 == 1
    denied = bool(one.denied) != bool(two.denied)
    antonyms = any((line, 1 - side) in two.sides for line, side in one.sides)
    return turned ^ denied ^ (antonyms and not denied)
