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
    """Train in as many processes as `config` asks for; see `training.fit.fit`."""
    world = config["optimiser"]["processes"]
    (out / "meet").unlink(missing_ok=True)
    if world == 1:
        _process(0, corpora, base, out, config, deadline)
    else:
        mp.spawn(_process, (corpora, base, out, config, deadline), nprocs=world)


def _process(rank: int, corpora: Path, base: Path, out: Path, config: dict[str, Any], deadline: float) -> None:
    world = config["optimiser"]["processes"]
    if world > 1:
        dist.init_process_group("gloo", init_method=f"file://{(out / 'meet').absolute()}", rank=rank, world_size=world)
    train, apart = split(corpora, config)
    fit(train, base, out, config, rank, measure_on(apart, base / "tokenizer.json", config), deadline)
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
