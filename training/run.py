"""Training in several processes in step: who reads which articles, and where the processes meet."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import torch.distributed as dist
import torch.multiprocessing as mp

from training.data import Example, gum, polnear
from training.fit import fit
from training.measure import measure_on

__all__ = ["run", "split"]


def run(corpora: Path, base: Path, out: Path, config: dict[str, Any], deadline: float) -> None:
    """Train, then polish: a short second run, with low rates and few variations, from the first one's weights.

    Each run uses as many processes as `config` asks for; see `training.fit.fit`. Leaves `out/final.pt` and
    `out/polish/final.pt`, each with its `log.json`.
    """
    _together(corpora, base, out, config, deadline, None)
    polish = config["polish"]
    if polish["epochs"]:
        shares = {k: v * polish["vary"] if isinstance(v, float) else v for k, v in config["vary"].items()}
        rates = {k: polish[k] for k in ("epochs", "encoder", "heads")}
        second = {**config, "vary": shares, "optimiser": {**config["optimiser"], **rates, "own_cues_after": 0.0}}
        (out / "polish").mkdir(exist_ok=True)
        _together(corpora, base, out / "polish", second, deadline, out / "final.pt")


def _together(
    corpora: Path, base: Path, out: Path, config: dict[str, Any], deadline: float, start: Path | None
) -> None:
    world = config["optimiser"]["processes"]
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
    fit(train, base, out, config, rank, measure_on(apart, base / "tokenizer.json", config), deadline, start)
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
