"""The head that reads names off the encoder's hidden vectors: its examples, its training, its figures.

The encoder stays as it is: the head learns from what the exported network, in int8, really answers. The head's first
product, which is most of its work, is then exported with the encoder (`training.export`).
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.inference import session
from sayso.inference.encoding import CASINGS, encode, load_tokenizer
from sayso.inference.names import KINDS, Head, spans
from sayso.inference.reading import glance
from sayso.model.entity import NameKind
from sayso.text.paragraph import paragraphs
from sayso.text.window import windows
from training.batches import IGNORED
from training.data import Example, polnear
from training.marks import MARKS, named
from training.run import split
from training.vary import vary

__all__ = [
    "EarlyNetwork",
    "Words",
    "fitted",
    "labelled",
    "names_figures",
    "names_head",
    "span_figures",
]

_KIND_OF = {
    "PERSON": NameKind.PERSON,
    "ORGANIZATION": NameKind.ORGANISATION,
    "LOCATION": NameKind.PLACE,
    "MISC": NameKind.OTHER,
    "OUTLET": NameKind.OUTLET,
    "DOCUMENT": NameKind.DOCUMENT,
}
_LABELS = 1 + 2 * len(KINDS)
_UNCLEAR = "unclear"  # the kind of a stretch that nobody says anything about


@dataclass(frozen=True)
class Words:
    """The words of one window: what is told of their first pieces, casings, paragraphs and labels."""

    told: np.ndarray
    casing: np.ndarray
    paragraph: np.ndarray
    labels: np.ndarray


class EarlyNetwork(session.OnnxNetwork):
    """An encoder exported without a names head, which tells the vectors of its early layers themselves."""

    answers = ("hidden", "cues", "early")


def names_head(folder: Path, corpora: Path, config: dict[str, Any]) -> np.ndarray:
    """Train the head for the encoder in `folder`, which has none yet, and write `folder/names.npz`.

    Returns what the encoder's early vectors are to be multiplied by (3, H, N). The examples are the articles whose
    names were marked anew, or where those are not asked for, articles of PolNeAR's train part with automatic names.
    """
    began, c, d = time.time(), config["names"], config["data"]
    torch.manual_seed(c["seed"])
    torch.set_num_threads(1)
    rng = random.Random(c["seed"])
    shares = {**config["vary"], "names": c["renamed"], "wrap": 0.0, "transcript": 0.0}
    train = _marked(corpora, config)[0] or polnear(corpora / d["polnear"], "train", d["limit"])
    network = EarlyNetwork(folder)
    cap = config["windows"]["cap"]
    pool = [
        w for e in train for _ in range(c["readings"]) for w in labelled(vary(e, rng, shares), folder, network, cap)
    ]
    print(f"names: {len(train)} texts read in {time.time() - began:.0f} s")
    head, inward = fitted(pool, c)
    head.save(folder / "names.npz")
    print(f"names: head made in {time.time() - began:.0f} s")
    return inward


def names_figures(folder: Path, corpora: Path, config: dict[str, Any]) -> dict[str, Any]:
    """The figures of exact spans on the articles of the slice kept apart whose names were marked."""
    network, head = session.OnnxNetwork(folder), Head.load(folder / "names.npz")
    _, held = _marked(corpora, config)
    figures = span_figures(head, [labelled(e, folder, network, config["windows"]["cap"]) for e in held])
    print(f"names: {json.dumps(figures)}")
    return figures


def _marked(corpora: Path, config: dict[str, Any]) -> tuple[list[Example], list[Example]]:
    """The articles whose names were marked: those to learn from, and those of the slice kept apart."""
    if not config["data"]["marks"]:
        return [], []
    apart = {e.text for e in split(corpora, config)[1]}
    parts: tuple[list[Example], list[Example]] = ([], [])
    for e in named(corpora, MARKS / "names"):
        parts[e.text in apart].append(e)
    return parts


def labelled(example: Example, folder: Path, network: session.OnnxNetwork, cap: int) -> list[Words]:
    """The windows of a text as the program reads them, every word labelled by the example's entities."""
    paras = paragraphs(example.text)
    pieces = encode(example.text, paras, load_tokenizer(folder / "tokenizer.json"))
    fresh = np.concatenate(([True], pieces.word[1:] != pieces.word[:-1])) if len(pieces) else np.zeros(0, dtype=bool)
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(pieces)) - 1
    starts, ends = pieces.starts[first], pieces.ends[last]
    labels = np.zeros(len(first), dtype=np.int64)
    for a, b, kind in example.entities:
        lo, hi = np.searchsorted(ends, a, side="right"), np.searchsorted(starts, b, side="left")
        if hi <= lo:
            continue
        if kind in _KIND_OF:
            begin = 1 + 2 * KINDS.index(_KIND_OF[kind])
            labels[lo:hi] = begin + 1
            labels[lo] = begin
        elif kind == _UNCLEAR:
            labels[lo:hi] = IGNORED
    out: list[Words] = []

    def take(lo: int, hi: int, told: Any) -> None:
        mine = slice(*np.searchsorted(first, [lo, hi]))
        at = first[mine] - lo
        here = first[mine]
        if len(here):
            out.append(Words(told[at].astype(np.float16), pieces.casing[here], pieces.paragraph[here], labels[mine]))

    glance(pieces, windows(example.text, paras, pieces.starts, pieces.paragraph, cap), network, take)
    return out


class _Net(nn.Module):
    """`sayso.inference.names.Head` in PyTorch."""

    def __init__(self, width: int, inner: int, near: int, dropout: float) -> None:
        super().__init__()
        self.inward = nn.Parameter(torch.randn(3, width, inner) / (3 * width) ** 0.5)
        self.casing = nn.Parameter(torch.zeros(3, CASINGS, inner))
        self.bias = nn.Parameter(torch.zeros(inner))
        self.near = nn.Parameter(torch.randn(3, inner, near) / (3 * inner) ** 0.5)
        self.near_bias = nn.Parameter(torch.zeros(near))
        self.out = nn.Linear(inner + near, _LABELS)
        self.dropout = nn.Dropout(dropout)

    def forward(self, told: Tensor, casing: Tensor) -> Tensor:
        """Logits (W, labels) for the words of a window: the encoder's early vectors (W, H), and casings (W,)."""
        shape = functional.one_hot(casing, CASINGS).to(told.dtype)
        inner = _beside(self.dropout(told), self.inward) + _beside(shape, self.casing) + self.bias
        inner = self.dropout(functional.relu(inner))
        outer = functional.relu(_beside(inner, self.near) + self.near_bias)
        out: Tensor = self.out(torch.cat((inner, self.dropout(outer)), 1))
        return out

    def head(self) -> tuple[Head, np.ndarray]:
        """The weights as the program takes them, and those that the encoder takes."""
        kept = (self.casing, self.bias, self.near, self.near_bias, self.out.weight.T, self.out.bias)
        return Head(*(p.detach().numpy() for p in kept)), self.inward.detach().numpy()


def _beside(x: Tensor, weights: Tensor) -> Tensor:
    """The products (W, N) of words (W, H), of those before and of those behind them, with `weights` (3, H, N)."""
    before, behind = functional.pad(x, (0, 0, 1, 0))[:-1], functional.pad(x, (0, 0, 0, 1))[1:]
    return before @ weights[0] + x @ weights[1] + behind @ weights[2]


def fitted(pool: list[Words], c: dict[str, Any]) -> tuple[Head, np.ndarray]:
    """The head trained on the windows of `pool`, with rates that fall to nothing, and what leads to it (3, H, N)."""
    net = _Net(pool[0].told.shape[1], c["inner"], c["near"], c["dropout"])
    optimiser = torch.optim.AdamW(net.parameters(), lr=c["rate"], weight_decay=c["decay"])
    an_epoch = -(-len(pool) // c["windows"])
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, c["rate"], total_steps=c["epochs"] * an_epoch + 1, pct_start=0.05
    )
    net.train()
    for _ in range(c["epochs"]):
        for at in torch.randperm(len(pool)).split(c["windows"]):
            batch = [pool[n] for n in at.tolist()]
            logits = torch.cat(
                [net(torch.from_numpy(w.told).float(), torch.from_numpy(w.casing).long()) for w in batch]
            )
            labels = torch.from_numpy(np.concatenate([w.labels for w in batch]))
            if not (labels != IGNORED).any():
                continue
            loss = functional.cross_entropy(logits, labels, ignore_index=IGNORED)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            optimiser.step()
            schedule.step()
    return net.eval().head()


def span_figures(head: Head, texts: Iterable[list[Words]]) -> dict[str, Any]:
    """Precision, recall and F1 in percent of exact spans: with their kind, without it, and for each kind alone.

    A name found that touches unclear words is not judged.
    """
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for words in (w for text in texts for w in text):
        truth = {(a, b): kind for a, b, kind in _gold(words.labels)}
        mine = {
            (a, b): k
            for a, b, k, _ in spans(head.labels(words.told.astype(np.float32), words.casing), words.paragraph)
            if (words.labels[a:b] != IGNORED).all()
        }
        for counter, these in ((gold, truth), (found, mine)):
            counter.update(KINDS[k] for k in these.values())
            counter.update({"with kind": len(these), "without kind": len(these)})
        same = [(k, truth[at]) for at, k in mine.items() if at in truth]
        right.update(KINDS[k] for k, t in same if k == t)
        right.update({"with kind": sum(k == t for k, t in same), "without kind": len(same)})
    return {
        name: {
            "p": round(100 * right[name] / max(1, found[name]), 1),
            "r": round(100 * right[name] / max(1, gold[name]), 1),
            "f1": round(200 * right[name] / max(1, found[name] + gold[name]), 1),
            "gold": gold[name],
        }
        for name in ("with kind", "without kind", *KINDS)
    }


def _gold(labels: np.ndarray) -> list[tuple[int, int, int]]:
    out: list[tuple[int, int, int]] = []
    for at, label in enumerate(labels.tolist()):
        if label > 0 and label % 2:
            out.append((at, at + 1, label // 2))
        elif label > 0 and out and out[-1][1] == at:
            out[-1] = (out[-1][0], at + 1, out[-1][2])
    return out
