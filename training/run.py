"""Training in several processes in step: who reads which articles, and where the processes meet."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import Tensor

from training.data import Example, gum, polnear, unlabelled
from training.fit import fit
from training.inside import inside
from training.measure import measure_on
from training.restore import restored

__all__ = ["averaged", "run", "split"]


def run(
    corpora: Path, base: Path, out: Path, config: dict[str, Any], deadline: float, start: Path | None = None
) -> None:
    """Train, then polish: a short second run, with low rates and few variations, from the first one's weights.

    Where `config` names a teacher, a third run follows, in which the network learns from it. Each run uses as many
    processes as `config` asks for; see `training.fit.fit`. Leaves `out/final.pt`, `out/polish/final.pt` and
    `out/distil/final.pt`, each with its `log.json`, and the settings in `out/config.json`.

    Given `start`, a folder of weights that were exported, two runs go on from those instead: `out/again`, and
    `out/taught`, in which what they answered themselves keeps them from forgetting.
    """
    config = {**config, "inside": {**config["inside"], "kept": str(out / "inside.json")}}
    (out / "config.json").write_text(json.dumps(config, indent=1), encoding="utf8")
    inside(split(corpora, config)[0], config, out / "inside.json")
    alone = {**config, "distil": {**config["distil"], "teacher": ""}}
    if start is not None:
        _on_from(start, corpora, base, out, config, alone, deadline)
        return
    _together(corpora, base, out, alone, deadline, None)
    polish, distil = config["polish"], config["distil"]
    if polish["epochs"]:
        _together(corpora, base, out / "polish", _second(alone, polish), deadline, out / "final.pt")
    if distil["teacher"]:
        start = out / "mean.pt"
        if not start.exists():
            torch.save(averaged(out), start)
        _together(corpora, base, out / "distil", _second(config, distil), deadline, start)


def _on_from(
    start: Path,
    corpora: Path,
    base: Path,
    out: Path,
    config: dict[str, Any],
    alone: dict[str, Any],
    deadline: float,
) -> None:
    """The two runs from exported weights; `alone` are the settings without a teacher."""
    if not (out / "start.pt").exists():
        torch.save(restored(start, base, config).state_dict(), out / "start.pt")
    _together(corpora, base, out / "again", _second(alone, config["again"]), deadline, out / "start.pt")
    teacher, stage = out / "teacher", config["again"]["taught"]
    teacher.mkdir(exist_ok=True)
    (teacher / "config.json").write_text(json.dumps({"network": config["network"]}), encoding="utf8")
    shutil.copy(out / "start.pt", teacher / "final.pt")
    if not (out / "mean.pt").exists():
        half = {"start.pt": 0.5, "again/checkpoint.pt": 0.5}
        torch.save(_mixed(out, half), out / "mean.pt")
    settings = _second(config, {**config["again"], **stage})
    settings["vary"] = {**settings["vary"], "gum_repeat": stage["gum_repeat"]}
    told = {name: stage[name] for name in ("soft", "answers", "articles")}
    settings["distil"] = {**settings["distil"], **told, "teacher": str(teacher)}
    _together(corpora, base, out / "taught", settings, deadline, out / "mean.pt")


def _mixed(out: Path, shares: dict[str, float]) -> dict[str, Tensor]:
    """Weights in these shares of files below `out`; of a checkpoint its averaged ones."""
    parts = []
    for name, share in shares.items():
        held = torch.load(out / name, weights_only=False)
        parts.append((held.get("average", held), share))
    return {name: torch.stack([share * part[name] for part, share in parts]).sum(0) for name in parts[0][0]}


def averaged(out: Path) -> dict[str, Tensor]:
    """The mean of averaged weights: the first run's best, the second one's best and last; where there was a run with
    a teacher, its best and last, and for a quarter the mean that it began with, of which it has forgotten something.

    Weights that were trained on from one another average well, and the mean is better than each ("model soups",
    Wortsman et al. 2022).
    """
    taught = out / "distil"
    if (out / "taught" / "final.pt").exists():
        return _mixed(out, {"start.pt": 0.4, "again/checkpoint.pt": 0.25, "taught/final.pt": 0.35})
    if (taught / "final.pt").exists():
        last = torch.load(taught / "checkpoint.pt", weights_only=False)["average"]
        parts = [torch.load(out / "mean.pt"), torch.load(taught / "final.pt"), torch.load(taught / "final.pt"), last]
    else:
        parts = [torch.load(path) for path in (out / "final.pt", out / "polish" / "final.pt") if path.exists()]
        if (out / "polish" / "checkpoint.pt").exists():
            parts.append(torch.load(out / "polish" / "checkpoint.pt", weights_only=False)["average"])
    return {name: torch.stack([part[name] for part in parts]).mean(0) for name in parts[0]}


def _second(config: dict[str, Any], stage: dict[str, Any]) -> dict[str, Any]:
    """The settings of a further run: other epochs and rates, and so much of the variations."""
    shares = {k: v * stage["vary"] if isinstance(v, float) else v for k, v in config["vary"].items()}
    rates = {k: stage[k] for k in ("epochs", "encoder", "heads", "frozen_layers") if k in stage}
    return {**config, "vary": shares, "optimiser": {**config["optimiser"], **rates, "own_cues_after": 0.0}}


def _together(
    corpora: Path, base: Path, out: Path, config: dict[str, Any], deadline: float, start: Path | None
) -> None:
    world = config["optimiser"]["processes"]
    out.mkdir(exist_ok=True)
    (out / "meet").unlink(missing_ok=True)
    if world == 1:
        _process(0, corpora, base, out, config, deadline, start)
    else:
        mp.spawn(_process, (corpora, base, out, config, deadline, start), nprocs=world)


def _process(
    rank: int, corpora: Path, base: Path, out: Path, config: dict[str, Any], deadline: float, start: Path | None
) -> None:
    world = config["optimiser"]["processes"]
    if world > 1:
        dist.init_process_group("gloo", init_method=f"file://{(out / 'meet').absolute()}", rank=rank, world_size=world)
    train, apart = split(corpora, config)
    train = inside(train, config, Path(config["inside"]["kept"]))
    distil = config["distil"]
    unmarked = unlabelled(corpora, distil["unlabelled"]) if distil["teacher"] else []
    measure = measure_on(apart, base / "tokenizer.json", config)
    fit(train, base, out, config, rank, measure, deadline, start, unmarked)
    if world > 1:
        dist.destroy_process_group()


def split(corpora: Path, config: dict[str, Any]) -> tuple[list[Example], list[Example]]:
    """What is trained on, and the slice of train that is kept apart."""
    d = config["data"]
    articles = polnear(corpora / d["polnear"], "train", d["limit"])
    random.Random(0).shuffle(articles)
    train = articles[d["slice"] :]
    if config["vary"]["gum_repeat"]:
        train += gum(corpora / d["gum"], d["gum_held"])
    return train, articles[: d["slice"]]
