"""How alike two statements are: figures of their words and their vectors, and one calibrated score of all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.inference.meaning import load, settings
from sayso.match.contrary import opposes
from sayso.match.wordings import Number, Wording, wording
from sayso.model import Likeness, Statement

__all__ = ["FEATURES", "alike", "compared", "embed", "liken", "scored"]

FEATURES = (
    "cosine", "shared", "within", "plain", "names_shared", "names_apart", "numbers_agree", "numbers_contradict",
    "dates", "contrary", "same_event",
)  # fmt: skip
_NEAR = 0.08  # numbers that differ by less of the larger one are the same told more or less exactly …
_ROUND = 100  # … from here up: 29 dead and 31 dead are two reports

Vector = NDArray[np.float16]


def embed(texts: Sequence[str]) -> NDArray[np.float16]:
    """One unit vector a text, (n, 384); those of texts that say alike lie near one another."""
    return load().embed(texts)


def liken(a: Statement, va: Vector, b: Statement, vb: Vector, *, same_event: float = 0.0) -> Likeness:
    """How alike two statements are, with the figures behind it; see `Likeness`.

    `same_event` is how surely their articles tell of one event, where that is known. Whether they are opposed is
    judged by their wording alone: what their sources do with it (a denial) is their stance.
    """
    figures = compared(a.passage.text, b.passage.text, _cosine(va, vb), same_event)
    told = dict(zip(FEATURES, (round(f, 4) for f in figures), strict=True))
    return Likeness(scored(figures), bool(told["contrary"]), tuple(told.items()))


def alike(a: Statement, va: Vector, b: Statement, vb: Vector) -> float:
    """The score of `liken` by itself, which is found in half the time as long as contraries have no weight in it."""
    weighs = bool(settings()["likeness"]["contrary"])
    return scored(compared(a.passage.text, b.passage.text, _cosine(va, vb), contrary=weighs))


def compared(a: str, b: str, cosine: float, same_event: float = 0.0, *, contrary: bool = True) -> tuple[float, ...]:
    """The figures of two texts, as `FEATURES` names them; whether they are contrary only if that is asked for."""
    one, two = wording(a), wording(b)
    both = one.words.keys() & two.words.keys()
    rare = {w: min(one.words[w], two.words[w]) for w in both}
    common = sum(rare.values())
    least, union = min(one.weight, two.weight), one.weight + two.weight - common
    names = one.names | two.names
    plain = min(x.weight - sum(x.words.get(n, 0.0) for n in names) for x in (one, two))
    plain_common = sum(rare[w] for w in both - names)
    apart = not one.names <= two.words.keys() and not two.names <= one.words.keys()
    agree, contradict = _numbers(one.numbers, two.numbers)
    return (
        cosine,
        common / union if union else 0.0,
        common / least if least else 0.0,
        min(1.0, plain_common / max(plain, 0.5)),
        len(names & both) / len(names) if names else 0.0,
        float(apart),
        float(agree),
        float(contradict),
        _dates(one, two),
        float(contrary and opposes(a, b)),
        same_event,
    )


def _cosine(a: Vector, b: Vector) -> float:
    return float(np.dot(a.astype(np.float32), b.astype(np.float32)))


def scored(figures: Sequence[float]) -> float:
    """The probability that two statements with these figures make one claim."""
    weights: dict[str, Any] = settings()["likeness"]
    total = weights["bias"] + sum(weights[name] * f for name, f in zip(FEATURES, figures, strict=True) if f)
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)


def _dates(one: Wording, two: Wording) -> float:
    """1 where both name the same day or month, -1 where they name others, 0 where one of them names none."""
    if not (one.dates and two.dates):
        return 0.0
    return 1.0 if one.dates & two.dates else -1.0


def _numbers(one: Sequence[Number], two: Sequence[Number]) -> tuple[bool, bool]:
    """Whether a number of one is one of the other's, and whether two that count the same are different."""
    if not (one and two):
        return False, False
    agree = contradict = False
    for a in one:
        rivals = [b for b in two if b.kind == a.kind]
        if any(_near(a.value, b.value) for b in rivals):
            agree = True
            continue
        same = [b for b in rivals if a.kind != "count" or a.noun == b.noun]
        # Where each has one number of the kind, they stand for the same.
        alone = len(rivals) == 1 and sum(x.kind == a.kind for x in one) == 1
        contradict = contradict or bool(same) or (alone and a.kind != "year")
    # Dead or hurt, sold or lent: reports that have no count in common do not tell of the same.
    counts = all(any(n.kind == "count" for n in numbers) for numbers in (one, two))
    return agree, contradict or (counts and not agree)


def _near(a: float, b: float) -> bool:
    return a == b or (min(a, b) >= _ROUND and abs(a - b) <= _NEAR * max(a, b))
