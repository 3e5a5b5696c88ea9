"""The weights that ship, back as a network that can be trained on: a start for a run whose checkpoints are gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.network import Network, load_base

__all__ = ["exported", "restored"]


def restored(weights: Path, base: Path, config: dict[str, Any]) -> Network:
    """The network that `weights`, a folder made by `training.export`, holds in int8.

    Its figures are those of the int8 weights, multiplied out; the word vectors are the base encoder's own, which
    training leaves alone. The auxiliary head, which never ships, begins anew.
    """
    network = Network(config["network"])
    load_base(network, base)
    ours = network.state_dict()
    held = exported(weights / "encoder.onnx") | exported(weights / "pair.onnx")
    for name, value in held.items():
        if name in ours and name != "encoder.words.weight":
            ours[name] = torch.from_numpy(value.astype(np.float32)).view_as(ours[name])
    for n in range(config["network"]["layers"]):
        layer = f"encoder.layers.{n}."
        for kind in ("weight", "bias"):
            joined = np.split(held[f"{layer}attention.{kind}"], 3)
            for part, value in zip(("query", "key", "value"), joined, strict=True):
                ours[f"{layer}{part}.{kind}"] = torch.from_numpy(value.astype(np.float32))
    network.load_state_dict(ours)
    return network


def exported(path: Path) -> dict[str, np.ndarray]:
    """Every parameter of an exported network by the name that it has in `Network`, the smoothing undone."""
    import onnx
    from onnx.numpy_helper import to_array

    graph = onnx.load(path).graph
    held = {i.name: to_array(i) for i in graph.initializer}
    out: dict[str, np.ndarray] = {}
    shrink: dict[str, np.ndarray] = {}

    def real(name: str) -> np.ndarray:
        stem = name.removesuffix("_quantized")
        figures: np.ndarray = (held[name].astype(np.float32) - held[f"{stem}_zero_point"]) * held[f"{stem}_scale"]
        return figures

    for name in held:
        plain = name.removeprefix("network.").replace(".linear.", ".")
        if plain.endswith(".shrink"):
            shrink[plain.removesuffix(".shrink")] = held[name]
        elif name.startswith("network.") and not name.endswith(("_scale", "_zero_point", "_quantized")):
            out[plain] = held[name]
    for node in graph.node:
        plain = [i for i in node.input if node.op_type == "MatMul" and i in held]
        named = [i for i in node.input if i.endswith("_quantized") and i in held] or plain
        if not named:
            continue
        where = node.name.removeprefix("/").rpartition("/")[0].replace("/linear", "").replace("/", ".")
        # The exporter writes a module in a list of the cue head as `cue/cue.0`.
        where = where.replace("cue.cue.", "cue.")
        weight = held[named[0]] if plain else real(named[0])
        if node.op_type != "Gather":
            weight = weight.T * shrink.get(where, 1)
        out[f"{where}.weight"] = weight
    return out
