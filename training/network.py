"""The network: MiniLM with three added input features, a cue head, and a head that reads a text from each cue."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.inference.encoding import CASINGS, CLS, EDGES, QUOTES, SEP

__all__ = ["BASES", "BERT", "HALF", "Layer", "Network", "load_base"]


@dataclass(frozen=True)
class Shape:
    """The sizes of a base encoder; `relative` counts its buckets of relative positions (MPNet), 0 for none."""

    hidden: int
    inner: int
    positions: int
    vocabulary: int
    epsilon: float
    heads: int = 12
    relative: int = 0


BASES = {
    "minilm": Shape(384, 1536, 512, 30522, 1e-12),  # all-MiniLM-L6-v2: what is shipped is trained from it
    "mpnet": Shape(768, 3072, 514, 30527, 1e-5, relative=32),  # all-mpnet-base-v2: the teacher
}
HALF = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())  # where it is emulated, bfloat16 takes twice the time
SHIFT = 4  # MPNet's vocabulary is BERT's, so many further on; and its positions begin at …
FIRST_POSITION = 2
DISTANCES = 24  # signed logarithmic buckets of a token's distance from the cue
CUES, SENTENCES, PARAGRAPHS = 9, 7, 7  # clipped signed differences


class Dropout(nn.Module):
    """Dropout in steps of 1/256, its mask drawn as bytes: torch's own took an eighth of the teacher's time."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.below = round(256 * share)
        self.random: np.random.Generator | None = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.below:
            return x
        if self.random is None:  # seeded from torch's seed, so that a run can be made again
            self.random = np.random.Generator(np.random.SFC64(int(torch.randint(1 << 62, ()))))
        drawn = np.frombuffer(bytearray(self.random.bytes(x.numel())), dtype=np.uint8)
        kept = torch.from_numpy(drawn).view(x.shape) >= self.below
        return x * kept.to(x.dtype).mul_(256 / (256 - self.below))


class Layer(nn.Module):
    """One encoder layer of BERT, attention written out: on two cores that beats the fused kernel."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.hidden
        self.heads = shape.heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=shape.epsilon)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=shape.epsilon)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, width = x.shape
        split = (b, t, self.heads, width // self.heads)
        q = self.query(x).view(split).transpose(1, 2)
        k = self.key(x).view(split).permute(0, 2, 3, 1)
        v = self.value(x).view(split).transpose(1, 2)
        weights = torch.softmax(q @ k / math.sqrt(split[-1]) + bias, -1)
        mixed = (self.dropout(weights) @ v).transpose(1, 2).reshape(b, t, width)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and features to one vector a piece."""

    def __init__(self, shape: Shape, layers: int, dropout: float) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.words.weight.requires_grad_(False)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.segment = nn.Parameter(torch.zeros(shape.hidden))
        self.casing = nn.Embedding(CASINGS, shape.hidden)
        self.double_marks = nn.Embedding(QUOTES, shape.hidden)
        self.single_marks = nn.Embedding(QUOTES, shape.hidden)
        self.edge = nn.Embedding(EDGES, shape.hidden)
        if shape.relative:
            self.relative = nn.Embedding(shape.relative, shape.heads)
        for added in (self.casing, self.double_marks, self.single_marks, self.edge):
            nn.init.normal_(added.weight, std=0.005)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(layers))

    def forward(self, ids: Tensor, features: Tensor, bias: Tensor) -> Tensor:
        """`ids` (B, T), `features` (B, T, 4), `bias` (B, 1, 1, T): 0 for pieces, very negative for padding."""
        first = 0
        if self.shape.relative:
            first = FIRST_POSITION
            ids = torch.where(ids == CLS, 0, torch.where(ids == SEP, 2, ids + SHIFT))
            bias = bias + self.relative(_buckets(ids.shape[1], self.shape.relative)).permute(2, 0, 1)
        x = self.words(ids) + self.positions.weight[first : first + ids.shape[1]] + self.segment
        x = x + self.casing(features[..., 0]) + self.double_marks(features[..., 1])
        x = x + self.single_marks(features[..., 2]) + self.edge(features[..., 3])
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Convolution(nn.Linear):
    """A convolution of width 3 over the second axis, as one product: quicker in training, and quicker in int8."""

    def __init__(self, width: int, step: int) -> None:
        super().__init__(3 * width, width)
        self.step = step

    def forward(self, x: Tensor) -> Tensor:
        length = x.shape[1]
        wide = functional.pad(x, (0, 0, self.step, self.step))
        return super().forward(torch.cat((wide[:, :length], x, wide[:, 2 * self.step :]), -1))


class Pair(nn.Module):
    """For each cue, what every piece of its window is to it: outside, source or content."""

    def __init__(self, hidden: int, width: int, dropout: float) -> None:
        super().__init__()
        self.token = nn.Linear(hidden, width)
        self.gate = nn.Linear(hidden, width)
        self.first = nn.Linear(hidden, width)
        self.last = nn.Linear(hidden, width, bias=False)
        self.gate_first = nn.Linear(hidden, width)
        self.gate_last = nn.Linear(hidden, width, bias=False)
        self.distance = nn.Embedding(DISTANCES, width)
        self.between = nn.Embedding(CUES, width)
        self.sentence = nn.Embedding(SENTENCES, width)
        self.paragraph = nn.Embedding(PARAGRAPHS, width)
        for table in (self.distance, self.between, self.sentence, self.paragraph):
            nn.init.normal_(table.weight, std=0.05)
        self.norm = nn.LayerNorm(width)
        self.near = Convolution(width, 1)
        self.far = Convolution(width, 3)
        self.dropout = Dropout(dropout)
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
        u = functional.gelu(self.norm(u))
        u = u + functional.gelu(self.near(u))
        u = u + functional.gelu(self.far(u))
        return self.out(self.dropout(u))


class Network(nn.Module):
    """Encoder, cue head (two schemes of B, I, O), auxiliary head (in any source, in any content) and pair head."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__()
        dropout, shape = config["dropout"], BASES[config["base"]]
        self.encoder = Encoder(shape, config["layers"], dropout)
        self.cue = nn.Sequential(
            nn.Linear(shape.hidden, config["cue_hidden"]),
            nn.GELU(),
            Dropout(dropout),
            nn.Linear(config["cue_hidden"], 6),
        )
        self.auxiliary = nn.Linear(shape.hidden, 2)
        self.pair = Pair(shape.hidden, config["pair"], dropout)


def _buckets(length: int, count: int) -> Tensor:
    """The bucket of each position seen from each other one (T, T): near ones singly, far ones by logarithm (T5)."""
    places = torch.arange(length)
    distance = places[None] - places[:, None]
    half = count // 2
    side = (distance > 0).long() * half
    size = distance.abs()
    exact = half // 2
    grown = exact + (torch.log(size.float().clamp_min(1) / exact) / math.log(128 / exact) * (half - exact)).long()
    return side + torch.where(size < exact, size, grown.clamp_max(half - 1))


BERT = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
_MPNET = {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "out": "attention.attn.o",
    "norm1": "attention.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def load_base(network: Network, folder: Path) -> None:
    """Fill the encoder with the weights of its base (a folder with `model.safetensors`)."""
    from safetensors.torch import load_file

    w = {k.removeprefix("bert.").removeprefix("mpnet."): v for k, v in load_file(folder / "model.safetensors").items()}
    e = network.encoder
    with torch.no_grad():
        e.words.weight.copy_(w["embeddings.word_embeddings.weight"])
        e.positions.weight.copy_(w["embeddings.position_embeddings.weight"])
        if e.shape.relative:
            e.relative.weight.copy_(w["encoder.relative_attention_bias.weight"])
        else:
            e.segment.copy_(w["embeddings.token_type_embeddings.weight"][0])
        e.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
        e.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
        names = _MPNET if e.shape.relative else BERT
        total = 1 + max(int(k.split(".")[2]) for k in w if k.startswith("encoder.layer."))
        # Fewer layers than the base has: take them evenly spaced, the last always.
        picks = [round((i + 1) * total / len(e.layers)) - 1 for i in range(len(e.layers))]
        for pick, layer in zip(picks, e.layers, strict=True):
            for ours, theirs in names.items():
                for kind in ("weight", "bias"):
                    getattr(getattr(layer, ours), kind).copy_(w[f"encoder.layer.{pick}.{theirs}.{kind}"])
