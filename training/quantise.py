"""Weights in eight bits that every processor reads alike, and layers made ready for them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.network import Layer

__all__ = ["eight_bits", "smoothed"]

_SMOOTHING = 0.7  # how much of the outliers moves; the error against fp32 is least from 0.65 to 0.8
_NEIGHBOURS = 128  # an activation is at most 255, and 255 times this fits sixteen bits
_SCALES = 9


class _Attention(torch.autograd.Function):
    """Self-attention over one window as the one operation that ONNX Runtime has for it, in int8 when quantised."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor, heads: int) -> Tensor:
        b, t, width = x.shape
        q, k, v = (x @ weight + bias).view(b, t, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(2, 3) / (width // heads) ** 0.5, -1)
        return (weights @ v).transpose(1, 2).reshape(b, t, width)

    @staticmethod
    def symbolic(g: Any, x: Any, weight: Any, bias: Any, heads: int) -> Any:
        return g.op("com.microsoft::Attention", x, weight, bias, num_heads_i=heads).setType(x.type())


class _Joined(nn.Linear):
    """The maps to queries, keys and values side by side, so that their input is quantised once; then attention."""

    def __init__(self, layer: Layer) -> None:
        parts = (layer.query, layer.key, layer.value)
        super().__init__(layer.query.in_features, 3 * layer.query.out_features)
        self.heads = layer.heads
        self.weight = nn.Parameter(torch.cat([part.weight for part in parts]))
        self.bias = nn.Parameter(torch.cat([part.bias for part in parts]))

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = _Attention.apply(x, self.weight.T, self.bias, self.heads)
        return out


class _Layer(nn.Module):
    """A layer as it is exported: for one window, without padding."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.attention = _Joined(layer)
        self.out, self.norm1 = layer.out, layer.norm1
        self.up, self.down, self.norm2 = layer.up, layer.down, layer.norm2

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        x = self.norm1(x + self.out(self.attention(x)))
        out: Tensor = self.norm2(x + self.down(functional.gelu(self.up(x))))
        return out


class _Smoothed(nn.Module):
    """A linear layer whose inputs are shrunk and whose weights are stretched, channel by channel, by as much."""

    def __init__(self, linear: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        weights = linear.weight.detach().abs().amax(0).clamp_min(1e-5)
        stretch = largest.clamp_min(1e-5) ** _SMOOTHING / weights ** (1 - _SMOOTHING)
        self.shrink = nn.Parameter(1 / stretch)
        self.linear = copy.deepcopy(linear)
        self.linear.weight = nn.Parameter(linear.weight * stretch)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.linear(x * self.shrink)
        return out


def smoothed(layers: nn.ModuleList, read: Callable[[nn.ModuleList], None]) -> nn.ModuleList:
    """The same layers for single windows, the outliers of their activations moved into their weights.

    There int8 bears them better: one scale serves all channels of an activation, but each column of weights has its
    own. The largest activations are those while `read` runs a network through the layers that it is given (SmoothQuant,
    Xiao et al. 2023). It costs a multiplication a channel.
    """
    ready = nn.ModuleList(_Layer(layer) for layer in copy.deepcopy(layers))
    largest: dict[nn.Module, Tensor] = {}

    def watch(module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        now = inputs[0].detach().abs().flatten(0, -2).amax(0)
        largest[module] = torch.maximum(largest[module], now) if module in largest else now

    linears = [(layer, name) for layer in ready for name, _ in layer.named_children()]
    linears = [(layer, name) for layer, name in linears if isinstance(getattr(layer, name), nn.Linear)]
    hooks = [getattr(layer, name).register_forward_pre_hook(watch) for layer, name in linears]
    with torch.no_grad():
        read(ready)
    for hook in hooks:
        hook.remove()
    for layer, name in linears:
        linear = getattr(layer, name)
        setattr(layer, name, _Smoothed(linear, largest[linear]))
    return ready


def eight_bits(whole: Path, path: Path, exclude: tuple[str, ...] = ()) -> None:
    """Write the ONNX file `whole` to `path` with its products in int8, but for the nodes to `exclude`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(whole),
        str(path),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather", "Attention"],
        nodes_to_exclude=list(exclude),
        extra_options={"MatMulConstBOnly": True},
    )
    _without_overflow(whole, path)


def _without_overflow(whole: Path, path: Path) -> None:
    """Choose the weights of every product anew, so that no sum of two products can leave sixteen bits.

    Processors without VNNI add the products of neighbouring rows in sixteen bits and cut short what is larger, so that
    the same weights read otherwise there. Seven bits a weight would do, at three times the loss.
    """
    import onnx
    from onnx.numpy_helper import from_array, to_array

    real = {i.name: to_array(i) for i in onnx.load(whole).graph.initializer}
    model = onnx.load(path)
    held = {i.name: i for i in model.graph.initializer}
    for name in [n.removesuffix("_quantized") for n in held if n.endswith("_quantized")]:
        if to_array(held[f"{name}_quantized"]).dtype != np.int8:
            continue  # a table that is looked up in, not multiplied by
        weights = real[name] if name in real else real[name.removesuffix("_Transposed")].T
        quantised, scale = _fitting(weights)
        each = to_array(held[f"{name}_scale"])
        held[f"{name}_quantized"].CopyFrom(from_array(quantised, f"{name}_quantized"))
        held[f"{name}_scale"].CopyFrom(from_array(scale.reshape(each.shape).astype(each.dtype), f"{name}_scale"))
    onnx.save(model, path)


def _fitting(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (K, N) in eight bits and the scale of each column, no two neighbours of one sign over `_NEIGHBOURS`.

    Between the scale that lets the largest weight in and the one that lets the largest two neighbours in, that with
    the least squared error is taken; neighbours that are too large together share what has to go.
    """
    padded = np.pad(weights, ((0, len(weights) % 2), (0, 0))).reshape(-1, 2, weights.shape[1])
    together = np.maximum(np.maximum(padded, 0).sum(1).max(0), np.maximum(-padded, 0).sum(1).max(0))
    least, most = np.abs(weights).max(0) / 127, together / (_NEIGHBOURS - 1)
    best = np.zeros(padded.shape)
    error, scale = np.full(weights.shape[1], np.inf), np.ones(weights.shape[1])
    for step in np.linspace(0, 1, _SCALES):
        size = np.maximum(least + step * np.maximum(most - least, 0), 1e-9)
        tried = np.round(padded / size)
        for sign in (1, -1):
            side = np.maximum(sign * tried, 0)
            over = np.maximum(side.sum(1) - _NEIGHBOURS, 0)
            tried -= sign * np.stack((np.ceil(over / 2), np.floor(over / 2)), 1)
        now = ((tried * size - padded) ** 2).sum((0, 1))
        better = now < error
        best[..., better], error[better], scale[better] = tried[..., better], now[better], size[better]
    return best.reshape(-1, weights.shape[1])[: len(weights)].astype(np.int8), scale
