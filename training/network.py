"""The network: MiniLM with three added input features, a cue head, and a head that reads a text from each cue."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.inference.encoding import CASINGS, EDGES, QUOTES

__all__ = ["Network", "load_base"]

HIDDEN, HEADS, INNER, POSITIONS, VOCABULARY = 384, 12, 1536, 512, 30522
DISTANCES = 24  # signed logarithmic buckets of a token's distance from the cue
CUES, SENTENCES, PARAGRAPHS = 9, 7, 7  # clipped signed differences


class Layer(nn.Module):
    """One encoder layer of BERT, attention written out: on two cores that beats the fused kernel."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.value = nn.Linear(HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, _ = x.shape
        split = (b, t, HEADS, HIDDEN // HEADS)
        q = self.query(x).view(split).transpose(1, 2)
        k = self.key(x).view(split).permute(0, 2, 3, 1)
        v = self.value(x).view(split).transpose(1, 2)
        weights = torch.softmax(q @ k / math.sqrt(HIDDEN // HEADS) + bias, -1)
        mixed = (self.dropout(weights) @ v).transpose(1, 2).reshape(b, t, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and features to one vector a piece."""

    def __init__(self, layers: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.words.weight.requires_grad_(False)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.casing = nn.Embedding(CASINGS, HIDDEN)
        self.double_marks = nn.Embedding(QUOTES, HIDDEN)
        self.single_marks = nn.Embedding(QUOTES, HIDDEN)
        self.edge = nn.Embedding(EDGES, HIDDEN)
        for added in (self.casing, self.double_marks, self.single_marks, self.edge):
            nn.init.normal_(added.weight, std=0.005)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))

    def forward(self, ids: Tensor, features: Tensor, bias: Tensor) -> Tensor:
        """`ids` (B, T), `features` (B, T, 4), `bias` (B, 1, 1, T): 0 for pieces, very negative for padding."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.segment
        x = x + self.casing(features[..., 0]) + self.double_marks(features[..., 1])
        x = x + self.single_marks(features[..., 2]) + self.edge(features[..., 3])
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Pair(nn.Module):
    """For each cue, what every piece of its window is to it: outside, source or content."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.token = nn.Linear(HIDDEN, width)
        self.gate = nn.Linear(HIDDEN, width)
        self.first = nn.Linear(HIDDEN, width)
        self.last = nn.Linear(HIDDEN, width, bias=False)
        self.gate_first = nn.Linear(HIDDEN, width)
        self.gate_last = nn.Linear(HIDDEN, width, bias=False)
        self.distance = nn.Embedding(DISTANCES, width)
        self.between = nn.Embedding(CUES, width)
        self.sentence = nn.Embedding(SENTENCES, width)
        self.paragraph = nn.Embedding(PARAGRAPHS, width)
        for table in (self.distance, self.between, self.sentence, self.paragraph):
            nn.init.normal_(table.weight, std=0.05)
        self.norm = nn.LayerNorm(width)
        self.near = nn.Conv1d(width, width, 3, padding=1)
        self.far = nn.Conv1d(width, width, 3, padding=3, dilation=3)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(width, 3)

    def forward(self, x: Tensor, window: Tensor, first: Tensor, last: Tensor, where: Tensor) -> Tensor:
        """`x` (B, T, H); of each cue its `window`, `first` and `last` piece (C); `where` (C, T, 4) → (C, T, 3)."""
        t1, t2 = self.token(x), self.gate(x)
        a, b = x[window, first], x[window, last]
        c1 = (self.first(a) + self.last(b)).unsqueeze(1)
        c2 = (self.gate_first(a) + self.gate_last(b)).unsqueeze(1)
        u = t1[window] + c1 + t2[window] * c2
        u = u + self.distance(where[..., 0]) + self.between(where[..., 1])
        u = u + self.sentence(where[..., 2]) + self.paragraph(where[..., 3])
        u = functional.gelu(self.norm(u)).transpose(1, 2)
        u = u + functional.gelu(self.near(u))
        u = u + functional.gelu(self.far(u))
        return self.out(self.dropout(u).transpose(1, 2))


class Network(nn.Module):
    """Encoder, cue head (two schemes of B, I, O), auxiliary head (in any source, in any content) and pair head."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        dropout = config["dropout"]
        self.encoder = Encoder(config["layers"], dropout)
        self.cue = nn.Sequential(
            nn.Linear(HIDDEN, config["cue_hidden"]),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(config["cue_hidden"], 6),
        )
        self.auxiliary = nn.Linear(HIDDEN, 2)
        self.pair = Pair(config["pair"], dropout)


def load_base(network: Network, folder: Path) -> None:
    """Fill the encoder with the weights of all-MiniLM-L6-v2 (a folder with `model.safetensors`)."""
    from safetensors.torch import load_file

    w = {k.removeprefix("bert."): v for k, v in load_file(folder / "model.safetensors").items()}
    e = network.encoder
    with torch.no_grad():
        e.words.weight.copy_(w["embeddings.word_embeddings.weight"])
        e.positions.weight.copy_(w["embeddings.position_embeddings.weight"])
        e.segment.copy_(w["embeddings.token_type_embeddings.weight"][0])
        e.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
        e.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        total = 1 + max(int(k.split(".")[2]) for k in w if k.startswith("encoder.layer."))
        # Fewer layers than the base has: take them evenly spaced, the last always.
        picks = [round((i + 1) * total / len(e.layers)) - 1 for i in range(len(e.layers))]
        for pick, layer in zip(picks, e.layers, strict=True):
            for ours, theirs in names.items():
                for kind in ("weight", "bias"):
                    getattr(getattr(layer, ours), kind).copy_(w[f"encoder.layer.{pick}.{theirs}.{kind}"])
