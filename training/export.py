"""From trained weights to the folder that ships: ONNX in int8, thresholds, calibration, figures, model card."""

from __future__ import annotations

import copy
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
from training.batches import Item, items
from training.data import read_lines
from training.names import names_figures, names_head
from training.network import Network
from training.quantise import eight_bits, smoothed
from training.report import card, report
from training.run import averaged, split

__all__ = ["export", "quantised", "ready", "same_words"]

_ANSWERS = ("/cue/cue.3/MatMul", "/pair/out/MatMul")  # tiny, and their products are the answers
_WINDOWS = 60
_FLAT = 0.002


def ready(network: Network, windows: list[Item]) -> Network:
    """The same network for single windows, its layers smoothed by what they read in `windows`."""
    network = copy.deepcopy(network)

    def read(layers: nn.ModuleList) -> None:
        network.encoder.layers = layers
        for item in windows:
            ids, features = torch.as_tensor(item.ids)[None], torch.as_tensor(item.features)[None]
            network.encoder(ids, features, torch.zeros(1, 1, 1, 1))

    network.encoder.layers = smoothed(network.encoder.layers, read)
    return network


class _Encoder(nn.Module):
    """One window: pieces and features to hidden vectors and cue logits, without a batch dimension.

    With them go the vectors before the first layer and after the third, side by side: those of the last have
    forgotten most of what tells a person from a place, these have not. Given `inward` (3, 2 H, N), which the names
    head multiplies them by, it gives the products in their place.
    """

    def __init__(self, network: Network, inward: np.ndarray | None = None) -> None:
        super().__init__()
        self.network = network
        self.inward = nn.ModuleList()
        for part in () if inward is None else np.split(np.concatenate(inward, 1), 2):
            linear = nn.Linear(*part.shape, bias=False)
            linear.weight = nn.Parameter(torch.from_numpy(part.T.copy()))
            self.inward.append(linear)
        self._early: list[Tensor] = []
        for part in (network.encoder.norm, network.encoder.layers[:3][-1]):
            part.register_forward_hook(lambda _module, _inputs, x: self._early.append(x))

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        self._early.clear()
        hidden = self.network.encoder(ids[None], features[None], torch.zeros(1, 1, 1, 1))
        told = torch.cat(self._early, -1)
        if self.inward:
            told = self.inward[0](self._early[0]) + self.inward[1](self._early[1])
        return hidden[0], self.network.cue(hidden)[0], told[0]


class _Pair(nn.Module):
    """The pair head for the cues of one window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, hidden: Tensor, first: Tensor, last: Tensor, where: Tensor) -> Tensor:
        out: Tensor = self.network.pair(hidden[None], torch.zeros_like(first), first, last, where)
        return out


def export(corpora: Path, base: Path, out: Path, config: dict[str, Any]) -> None:
    """Write `out/weights` (what ships) and `out/report.md`, from the mean of the runs' weights.

    The calibration and the threshold are chosen on PolNeAR dev; figures on it come with those of five folds in
    which each fifth is scored with what the other four chose.
    """
    began = time.time()
    network = Network(config["network"])
    network.load_state_dict(averaged(out))
    network.eval()
    folder = out / "weights"
    _, apart = split(corpora, config)
    windows = [i for e in apart for i in items(e, base / "tokenizer.json", config["windows"]["cap"], 0)]
    network = ready(network, windows[:_WINDOWS])
    quantised(network, base, folder)  # for the names head to be trained on
    quantised(network, base, folder, names_head(folder, corpora, config))
    if start := config["again"]["start"]:
        same_words(Path(start), folder)
    names = names_figures(folder, corpora, config)
    settings: dict[str, Any] = {
        "version": config["version"]["version"],
        "digest": session.digest_of(folder),
        "cap": config["windows"]["cap"],
        "cue_above": 0.25,
        "nested_above": config["version"]["nested_above"],
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
    log = [row for part in ("", "polish", "distil", "again") for row in _log(out / part)]
    settings["figures"] = report(corpora, folder, config, out / "report.md", folds, log) | {"names": names}
    _write(folder, settings)
    (folder / "MODEL_CARD.md").write_text(card(settings, config, log, corpora), encoding="utf8")
    print(f"exported to {folder} in {time.time() - began:.0f} s")


def _log(folder: Path) -> list[dict[str, Any]]:
    path = folder / "log.json"
    return list(json.loads(path.read_text(encoding="utf8"))) if path.exists() else []


def quantised(network: Network, base: Path, folder: Path, inward: np.ndarray | None = None) -> None:
    """Write encoder and pair head as ONNX in int8, with the tokeniser beside them; `inward` is of the names head."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (40,))
    features = torch.zeros(40, 4, dtype=torch.long)
    whole = folder / "whole.onnx"
    names = ["hidden", "cues", "early" if inward is None else "names"]
    torch.onnx.export(
        _Encoder(network, inward),
        (ids, features),
        str(whole),
        input_names=["ids", "features"],
        output_names=names,
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
        dynamic_axes={name: {0: "T"} for name in ("ids", "features", *names)},
    )
    eight_bits(whole, folder / "encoder.onnx", _ANSWERS)
    cues = torch.tensor([3, 9])
    torch.onnx.export(
        _Pair(network),
        (torch.zeros(40, network.encoder.shape.hidden), cues, cues, torch.zeros(2, 40, 4, dtype=torch.long)),
        str(whole),
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
    eight_bits(whole, folder / "pair.onnx", _ANSWERS)
    whole.unlink()
    shutil.copy(base / "tokenizer.json", folder / "tokenizer.json")


def same_words(weights: Path, folder: Path) -> None:
    """Take the table of word vectors, which no training moves, from other `weights` to the bit.

    The encoder of sentences (`training.meaning`) goes by that very table, and quantising it on another machine rounds
    some figures otherwise.
    """
    import onnx

    held = {i.name: i for i in onnx.load(weights / "encoder.onnx").graph.initializer}
    model = onnx.load(folder / "encoder.onnx")
    for i in model.graph.initializer:
        if i.name.startswith("network.encoder.words."):
            i.CopyFrom(held[i.name])
    onnx.save(model, folder / "encoder.onnx")


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
        gold = [Marked(a["source"], a["cue"], a["content"]) for a in d["attributions"]]
        right = judged(Task(d["text"], gold, predicted))
        rows += [(number, tuple(v for _, v in f.features), ok) for f, ok in zip(found, right, strict=True)]
    return rows


def _fitted(rows: list[Row], articles: Any) -> list[float]:
    """Logistic regression of rightness on the features, with a small ridge (Platt 1999, over several figures)."""
    wanted = set(articles)
    if not any(n in wanted for n, *_ in rows):
        raise ValueError("the network finds nothing yet in articles that it is to be calibrated on: train it longer")
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
    """The least score at which the F1 of what is kept is hardly below the best, in steps of 0.01.

    The curve is flat there, and a reader can overlook a weak row, but not one that is missing.
    """
    scored = [(_probability(f, weights), right) for _, f, right in rows]

    def f1(least: float) -> float:
        kept = [right for p, right in scored if p >= least]
        return 2 * sum(kept) / (len(kept) + gold)

    steps = [round(0.01 * k, 2) for k in range(15, 70)]
    best = max(map(f1, steps))
    return min(step for step in steps if f1(step) >= best - _FLAT)
