"""From trained weights to the folder that ships: ONNX in int8, thresholds, calibration, figures, model card."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from sayso.attribute.network import FEATURES
from sayso.attribute.stage import candidates
from sayso.evaluate import Marked, Task, judged
from sayso.inference import session
from sayso.read import verbatim
from training.data import read_lines
from training.network import HIDDEN, Network
from training.report import card, report

__all__ = ["export", "quantised"]


class _Encoder(nn.Module):
    """One window: pieces and features to hidden vectors and cue logits, without a batch dimension."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        bias = torch.zeros(1, 1, 1, 1)
        hidden = self.network.encoder(ids[None], features[None], bias)
        return hidden[0], self.network.cue(hidden)[0]


class _Pair(nn.Module):
    """The pair head for the cues of one window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, hidden: Tensor, first: Tensor, last: Tensor, where: Tensor) -> Tensor:
        out: Tensor = self.network.pair(hidden[None], torch.zeros_like(first), first, last, where)
        return out


def export(corpora: Path, base: Path, out: Path, config: dict[str, Any]) -> None:
    """Write `out/weights` (what ships) and `out/report.md`, from `out/final.pt`.

    The calibration and the threshold are chosen on PolNeAR dev; figures on it come with those of five folds in
    which each fifth is scored with what the other four chose.
    """
    began = time.time()
    network = Network(config["network"])
    network.load_state_dict(torch.load(out / "final.pt"))
    network.eval()
    folder = out / "weights"
    quantised(network, base, folder)
    settings: dict[str, Any] = {
        "version": config["version"]["version"],
        "digest": session.digest_of(folder),
        "cap": config["windows"]["cap"],
        "cue_above": 0.15,
        "nested_above": 0.3,
        "least": 0.0,
        "least_nested": config["version"]["least_nested"],
        "calibration": [0.5] + [0.0] * (len(FEATURES) - 1) + [0.0],
    }
    _write(folder, settings)
    dev = read_lines(corpora / config["data"]["polnear"] / "dev.jsonl")
    rows = _candidates(dev, folder)
    for _ in range(2):  # the scores decide which of two overlapping candidates is one, so fit, look again, fit
        settings["calibration"] = _fitted(rows, range(len(dev)))
        _write(folder, settings)
        rows = _candidates(dev, folder)
    settings["least"] = _threshold(rows, settings["calibration"], sum(len(d["attributions"]) for d in dev))
    _write(folder, settings)
    folds = []
    for fold in range(5):
        others = [n for n in range(len(dev)) if n % 5 != fold]
        weights = _fitted(rows, others)
        folds += [(_probability(f, weights), right) for n, f, right in rows if n % 5 == fold]
    log = json.loads((out / "log.json").read_text(encoding="utf8")) if (out / "log.json").exists() else []
    settings["figures"] = report(corpora, folder, config, out / "report.md", folds, log)
    _write(folder, settings)
    (folder / "MODEL_CARD.md").write_text(card(settings, config, log), encoding="utf8")
    print(f"exported to {folder} in {time.time() - began:.0f} s")


def quantised(network: Network, base: Path, folder: Path) -> None:
    """Write encoder (int8) and pair head (fp32: small, and sensitive) as ONNX, with the tokeniser beside them."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (40,))
    features = torch.zeros(40, 4, dtype=torch.long)
    whole = folder / "whole.onnx"
    torch.onnx.export(
        _Encoder(network),
        (ids, features),
        str(whole),
        input_names=["ids", "features"],
        output_names=["hidden", "cues"],
        opset_version=17,
        dynamo=False,
        dynamic_axes={"ids": {0: "T"}, "features": {0: "T"}, "hidden": {0: "T"}, "cues": {0: "T"}},
    )
    quantize_dynamic(
        str(whole),
        str(folder / "encoder.onnx"),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )
    cues = torch.tensor([3, 9])
    torch.onnx.export(
        _Pair(network),
        (torch.zeros(40, HIDDEN), cues, cues, torch.zeros(2, 40, 4, dtype=torch.long)),
        str(folder / "pair.onnx"),
        input_names=["hidden", "first", "last", "where"],
        output_names=["roles"],
        opset_version=17,
        dynamo=False,
        dynamic_axes={
            "hidden": {0: "T"},
            "first": {0: "C"},
            "last": {0: "C"},
            "where": {0: "C", 1: "T"},
            "roles": {0: "C", 1: "T"},
        },
    )
    whole.unlink()
    shutil.copy(base / "tokenizer.json", folder / "tokenizer.json")


def _write(folder: Path, settings: dict[str, Any]) -> None:
    (folder / "model.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf8")
    session.load.cache_clear()


Row = tuple[int, tuple[float, ...], bool]


def _candidates(dev: list[dict[str, Any]], folder: Path) -> list[Row]:
    """(article number, features, whether an annotator marked it so) of every candidate of the network."""
    rows: list[Row] = []
    model = session.load(folder)
    for number, d in enumerate(dev):
        found = candidates(verbatim({"id": d["id"], "text": d["text"]}), model)
        predicted = [
            Marked(f.source.pairs() if f.source else [], f.cue.pairs() if f.cue else [], f.content.pairs())
            for f in found
        ]
        right = judged(Task(d["text"], _marked(d["attributions"]), predicted))
        rows += [(number, tuple(v for _, v in f.features), ok) for f, ok in zip(found, right, strict=True)]
    return rows


def _fitted(rows: list[Row], articles: Any) -> list[float]:
    """Logistic regression of rightness on the features, with a small ridge (Platt 1999, over several figures)."""
    wanted = set(articles)
    x = np.array([f for n, f, _ in rows if n in wanted])
    y = np.array([r for n, _, r in rows if n in wanted], dtype=float)
    mean, spread = x.mean(0), x.std(0) + 1e-6
    x = np.concatenate(((x - mean) / spread, np.ones((len(x), 1))), 1)
    w = np.zeros(x.shape[1])
    ridge = np.eye(len(w))
    ridge[-1, -1] = 0
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, x.T @ (y - p) - ridge @ w)
    scaled = w[:-1] / spread
    return [round(float(v), 4) for v in (*scaled, w[-1] - float(scaled @ mean))]


def _probability(features: tuple[float, ...], weights: list[float]) -> float:
    return float(1 / (1 + np.exp(-(np.dot(features, weights[:-1]) + weights[-1]))))


def _threshold(rows: list[Row], weights: list[float], gold: int) -> float:
    """The least score at which the F1 of what is kept is best, in steps of 0.01."""
    scored = [(_probability(f, weights), right) for _, f, right in rows]

    def f1(least: float) -> float:
        kept = [right for p, right in scored if p >= least]
        return 2 * sum(kept) / (len(kept) + gold)

    return max((round(0.01 * k, 2) for k in range(15, 70)), key=f1)


def _marked(attributions: list[dict[str, Any]]) -> list[Marked]:
    return [Marked(a["source"], a["cue"], a["content"]) for a in attributions]
