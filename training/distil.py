"""The teacher: a larger network, trained before, whose figures the small one learns to give."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.inference.decoding import cues, softmax
from training.batches import Item
from training.network import HALF, Network

__all__ = ["Teacher", "Told", "soft_losses"]

_FLAT, _NESTED = slice(0, 3), slice(3, 6)
_LEAST = 8.0  # no loss is divided by less than so many positive pieces
_MOST_CUES = 40  # of a window, so that one full of them does not fill the memory


@dataclass
class Told:
    """What the teacher says of a batch: hidden (B, T, H), cue logits (B, T, 6), auxiliary logits (B, T, 2)."""

    hidden: Tensor
    cue: Tensor
    auxiliary: Tensor

    def cues(self, number: int, item: Item, above: float) -> Iterator[tuple[int, int, bool]]:
        """The cues that the teacher finds in one window: first piece, last piece, whether in the flat scheme."""
        at = np.flatnonzero(item.word_start)
        count = 0
        for scheme in (_FLAT, _NESTED):
            chance = softmax(self.cue[number, : len(item.ids), scheme].numpy()[at])
            for cue in cues(chance, above):
                count += 1
                if count > _MOST_CUES:
                    return
                last = int(at[cue.last + 1]) - 1 if cue.last + 1 < len(at) else len(item.ids) - 2
                yield int(at[cue.first]), last, scheme is _FLAT


class Teacher:
    """A trained network that only answers; its products run in bfloat16 where the processor has it."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval()
        for module in self.network.modules():
            if HALF and isinstance(module, nn.Linear):
                module.bfloat16()

    @classmethod
    def of(cls, run: Path) -> Teacher:
        """The teacher that a run of `training` left in its folder."""
        network = Network(json.loads((run / "config.json").read_text(encoding="utf8"))["network"])
        network.load_state_dict(torch.load(run / "final.pt"))
        return cls(network)

    @torch.no_grad()
    def read(self, ids: Tensor, features: Tensor, bias: Tensor) -> Told:
        """See `Network`."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            hidden = self.network.encoder(ids, features, bias)
            return Told(hidden, self.network.cue(hidden).float(), self.network.auxiliary(hidden).float())

    def pair_loss(
        self,
        told: Told,
        logits: Tensor,
        window: list[int],
        first: list[int],
        last: list[int],
        place: Tensor,
        real: Tensor,
    ) -> Tensor:
        """How far the roles `logits` (C, T, 3) are from those that the teacher gives to the same cues.

        `real` as in `soft_losses`.
        """
        at = torch.tensor(window)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            theirs = self.network.pair(told.hidden, at, torch.tensor(first), torch.tensor(last), place).float()
        return _apart(logits, theirs, real[at], 0)


def soft_losses(cue: Tensor, auxiliary: Tensor, told: Told, real: Tensor) -> dict[str, Tensor]:
    """How far a network's answers are from the teacher's; `real` (B, T) marks the pieces that it is asked about."""
    theirs = torch.sigmoid(told.auxiliary)
    each = functional.binary_cross_entropy_with_logits(auxiliary, theirs, reduction="none") * real[..., None]
    return {
        "soft cue": _apart(cue[..., _FLAT], told.cue[..., _FLAT], real, 2),
        "soft nested": _apart(cue[..., _NESTED], told.cue[..., _NESTED], real, 2),
        "soft auxiliary": each.sum() / (theirs * real[..., None]).sum().clamp_min(_LEAST),
    }


def _apart(ours: Tensor, theirs: Tensor, real: Tensor, outside: int) -> Tensor:
    """Cross-entropy against the teacher's probabilities, by their mass outside of the class `outside`."""
    wanted = functional.softmax(theirs, -1)
    each = -(wanted * functional.log_softmax(ours, -1)).sum(-1)
    return (each * real).sum() / ((1 - wanted[..., outside]) * real).sum().clamp_min(_LEAST)
