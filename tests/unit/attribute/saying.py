"""A network that knows one thing: before "said" stands who, behind it what; behind the seam of
`inference.reading`.
"""

from __future__ import annotations

import numpy as np
from tokenizers import Tokenizer

from sayso.inference.decoding import Floats, Ints
from sayso.inference.encoding import CASINGS
from sayso.inference.names import KINDS, Head
from sayso.inference.session import WEIGHTS, Model

__all__ = ["Saying", "model"]

SURE = 8.0  # logits


class Saying:
    """Cues are "said" and, in the nested scheme alone, "thinks"; source and content run to a stop.

    Windows of more than `longest` pieces say nothing to it. `reads` has the pieces of each window read.
    """

    def __init__(self, tokenizer: Tokenizer, longest: int = 1000) -> None:
        self.said, self.thinks = tokenizer.token_to_id("said"), tokenizer.token_to_id("thinks")
        self.stops = [tokenizer.token_to_id(mark) for mark in (".", ":", "“", "”", "[SEP]", "[CLS]")]
        self.longest = longest
        self.reads: list[int] = []

    def read(self, ids: Ints, features: Ints) -> tuple[Floats, Floats, Floats]:
        self.reads.append(len(ids) - 2)
        logits = np.zeros((len(ids), 6), dtype=np.float32)
        logits[:, [2, 5]] = SURE
        if len(ids) - 2 <= self.longest:
            logits[ids == self.said, 0] = 2 * SURE
            logits[(ids == self.said) | (ids == self.thinks), 3] = 2 * SURE
        return ids[:, None].astype(np.float32), logits, np.zeros((len(ids), 3 * CASINGS), dtype=np.float32)

    def pair(self, hidden: Floats, first: Ints, last: Ints, where: Ints) -> Floats:
        logits = np.zeros((len(first), len(hidden), 3), dtype=np.float32)
        logits[..., 0] = SURE
        stop = np.flatnonzero(np.isin(hidden[:, 0], np.array(self.stops, dtype=np.float32)))
        for row, at in enumerate(first.tolist()):
            logits[row, stop[stop < at].max() + 1 : at, 1] = 2 * SURE
            logits[row, at + 1 : stop[stop > at].min(), 2] = 2 * SURE
        return logits


def capitals() -> Head:
    """A head that takes every word with a capital first letter for the first word of a person's name."""
    casing = np.zeros((3, CASINGS, CASINGS), dtype=np.float32)
    casing[1] = np.eye(CASINGS)
    outward = np.zeros((CASINGS, 1 + 2 * len(KINDS)), dtype=np.float32)
    outward[:, 0] = SURE
    outward[2] = 0
    outward[2, 1] = SURE
    none = np.zeros(CASINGS, dtype=np.float32)
    return Head(casing, none, np.zeros((3, CASINGS, 0), dtype=np.float32), none[:0], outward, np.zeros_like(outward[0]))


def model(longest: int = 1000) -> tuple[Model, Saying]:
    """The weights' settings and tokeniser with that network."""
    made = Model(WEIGHTS)
    network = Saying(made.tokenizer, longest)
    made.network, made.names = network, capitals()
    return made, network
