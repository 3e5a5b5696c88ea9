"""Training in several processes in step: who reads which articles, and where the processes meet."""

from __future__ import annotations

import json
import random
import shutil
import time
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import Tensor

from training.data import Example, gum, polnear, unlabelled
from training.fit import fit
from training.marks import MARKS, marked, second_readings
from training.measure import measure_on
from training.restore import restored

__all__ = ["averaged", "run", "split"]

# Files of weights and their shares in the mean, the runs that come last first: a run's best weights and its last. The
# weights that a run began with keep a part of what it forgot.
_SHARES = (
    {"start.pt": 0.25, "again/final.pt": 0.375, "again/checkpoint.pt": 0.375},
    {"mean.pt": 0.25, "distil/final.pt": 0.5, "distil/checkpoint.pt": 0.25},
    {"final.pt": 1 / 3, "polish/final.pt": 1 / 3, "polish/checkpoint.pt": 1 / 3},
    {"final.pt": 1.0},
)


def run(corpora: Path, base: Path, out: Path, config: dict[str, Any], deadline: float) -> None:
    """Train, then polish: a short second run, with low rates and few variations, from the first one's weights.

    Where `config` names a teacher, a third run follows, in which the network learns from it. Each run uses as many
    processes as `config` asks for; see `training.fit.fit`. Leaves `out/final.pt`, `out/polish/final.pt` and
    `out/distil/final.pt`, each with its `log.json`, and the settings in `out/config.json`.

    Where `config` names weights to begin with again, one run goes on from those instead, `out/again`, in which what
    they answered themselves keeps them from forgetting, or a teacher does where one is named. After `deadline`
    (seconds since the epoch) no epoch begins, and nothing that another run would begin with is made of one that is
    not over.
    """
    (out / "config.json").write_text(json.dumps(config, indent=1), encoding="utf8")
    alone = {**config, "distil": {**config["distil"], "teacher": ""}}

    def together(name: str, settings: dict[str, Any], start: Path | None) -> None:
        _together(corpora, base, out / name, settings, deadline, start)

    if config["again"]["start"]:
        if not (out / "start.pt").exists():
            torch.manual_seed(config["optimiser"]["seed"])  # of the auxiliary head, which begins anew
            torch.save(restored(Path(config["again"]["start"]), base, config).state_dict(), out / "start.pt")
        taught = _second(config, config["distil"]) if config["distil"]["teacher"] else _reminded(out, config)
        together("again", taught, out / "start.pt")
        return
    together("", alone, None)
    if config["polish"]["epochs"] and time.time() < deadline:
        together("polish", _second(alone, config["polish"]), out / "final.pt")
    if config["distil"]["teacher"] and time.time() < deadline:
        together("distil", _second(config, config["distil"]), _mean(out))


def _reminded(out: Path, config: dict[str, Any]) -> dict[str, Any]:
    """The settings of the run in which the weights that it begins with are the teacher, made ready as one."""
    teacher, stage = out / "teacher", config["again"]
    teacher.mkdir(exist_ok=True)
    (teacher / "config.json").write_text(json.dumps({"network": config["network"]}), encoding="utf8")
    shutil.copy(out / "start.pt", teacher / "final.pt")
    settings = _second(config, stage)
    told = {k: stage[k] for k in ("soft", "answers", "asked_anew", "unlabelled")}
    settings["distil"] = {**settings["distil"], **told, "teacher": str(teacher)}
    return settings


def _mean(out: Path) -> Path:
    """The file of the weights that a further run begins with: the mean of those before it, made once."""
    if not (out / "mean.pt").exists():
        torch.save(averaged(out), out / "mean.pt")
    return out / "mean.pt"


def averaged(out: Path) -> dict[str, Tensor]:
    """The mean of the weights below `out` after the last run that came to something, in the shares of `_SHARES`.

    Weights that were trained on from one another average well, and the mean is better than each ("model soups",
    Wortsman et al. 2022). `FileNotFoundError` where no epoch is over.
    """
    for shares in _SHARES:
        if all((out / name).exists() for name in shares):
            held = [torch.load(out / name, weights_only=False) for name in shares]
            parts = [part.get("average", part) for part in held]  # of a checkpoint its averaged weights
            share = torch.tensor(list(shares.values()))
            return {name: torch.tensordot(share, torch.stack([p[name] for p in parts]), 1) for name in parts[0]}
    raise FileNotFoundError(f"{out}: no epoch is over yet: the same command goes on")


def _second(config: dict[str, Any], stage: dict[str, Any]) -> dict[str, Any]:
    """The settings of a further run: other epochs and rates, and so much of the variations."""
    shares = {k: v * stage["vary"] if isinstance(v, float) else v for k, v in config["vary"].items()}
    rates = {k: stage[k] for k in ("epochs", "encoder", "heads", "frozen_layers", "articles") if k in stage}
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
    distil = config["distil"]
    asked = distil["teacher"] and distil["unlabelled"]
    unmarked = unlabelled(corpora, distil["corpora"]) if asked else []
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
    if d["marks"]:
        train = second_readings(train, corpora, MARKS, d["polnear"]) + marked(corpora, MARKS, d["polnear"])
    if config["vary"]["gum_repeat"]:
        train += gum(corpora / d["gum"], d["gum_held"])
    return train, articles[: d["slice"]]
