"""The training loop: seeded, in step over a few single-threaded processes, and resumable from its checkpoint."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn import functional

from sayso.inference.decoding import cues, softmax, where
from training.batches import IGNORED, Item, batches, items, padded
from training.data import Example
from training.distil import Teacher, Told, soft_losses
from training.network import HALF, Network, load_base
from training.vary import vary

__all__ = ["TorchNetwork", "fit"]


class TorchNetwork:
    """The network behind the seam of `sayso.inference.reading`, for measuring while it trains."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval()

    @torch.no_grad()
    def read(self, ids: np.ndarray, features: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        hidden = self.network.encoder(
            torch.as_tensor(ids)[None], torch.as_tensor(features)[None], torch.zeros(1, 1, 1, len(ids))
        )
        nothing = np.zeros((len(ids), 0), dtype=np.float32)  # the names head is made afterwards
        return hidden[0].numpy(), self.network.cue(hidden)[0].numpy(), nothing

    @torch.no_grad()
    def pair(self, hidden: np.ndarray, first: np.ndarray, last: np.ndarray, where: np.ndarray) -> np.ndarray:
        window = torch.zeros(len(first), dtype=torch.long)
        out: np.ndarray = self.network.pair(
            torch.as_tensor(hidden)[None],
            window,
            torch.as_tensor(first),
            torch.as_tensor(last),
            torch.as_tensor(where),
        ).numpy()
        return out


def fit(
    examples: list[Example],
    base: Path,
    out: Path,
    config: dict[str, Any],
    rank: int,
    measure: Any,
    deadline: float,
    start: Path | None = None,
    unmarked: Sequence[Example] = (),
) -> None:
    """Train on `examples` and leave `out/final.pt`, the averaged weights of the best epoch by `measure`.

    One call a process; `rank` of `config["optimiser"]["processes"]`, which must share a gloo group when there are
    several. `measure(network)` is called by rank 0 after each epoch and returns the figures to log, of which
    `relation` decides. Takes up from `out/checkpoint.pt` where that exists, else begins with the weights in
    `start`, else with the base encoder. After `deadline` (seconds since the epoch) no further epoch begins.

    Where `config["distil"]["teacher"]` names a teacher's run, the network also learns to answer as the teacher does
    (Hinton et al. 2015), on a sample of `unmarked` texts too, about which only the teacher says anything.
    """
    o, world = config["optimiser"], config["optimiser"]["processes"]
    torch.manual_seed(o["seed"])
    torch.set_num_threads(o["threads"])
    network = Network(config["network"])
    if start is None:
        load_base(network, Path(config["network"]["weights"] or base))
    else:
        network.load_state_dict(torch.load(start))
    teacher = Teacher.of(Path(config["distil"]["teacher"])) if config["distil"]["teacher"] else None
    average = Network(config["network"])
    average.load_state_dict(network.state_dict())
    frozen = o["frozen_layers"]
    if frozen:  # the names head reads the early layers, and stays true to them
        for part in (network.encoder, *network.encoder.layers[frozen:]):
            for p in part.parameters():
                p.requires_grad_(part is not network.encoder)
    trained = [p for p in network.parameters() if p.requires_grad]
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in encoder}
    heads = [p for p in trained if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": o["encoder"]}, {"params": heads, "lr": o["heads"]}],
        betas=(0.9, o["beta2"]),
        weight_decay=o["decay"],
    )
    peak = [g["lr"] for g in optimiser.param_groups]
    step, best, per_epoch, log = 0, -1.0, 0, []
    checkpoint = out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        step, best, per_epoch, log = state["step"], state["best"], state["per_epoch"], state["log"]
    repeats, anew = config["vary"]["gum_repeat"], config["distil"]["asked_anew"]
    epoch = step // per_epoch if per_epoch else 0
    while (not per_epoch or step < round(per_epoch * o["epochs"])) and time.time() < deadline:
        rng = random.Random(f"{o['seed']}-{epoch}-{rank}")
        chosen = random.Random(f"{o['seed']}-{epoch}")
        first = [e for e in examples if e.told and not e.nested]
        left = chosen.sample(first, min(len(first), o["articles"] or len(first)))
        order = [*left, *(e for e in examples for _ in range(repeats if e.nested else 0 if e.told else 1))]
        if teacher:
            order += chosen.sample(unmarked, min(len(unmarked), config["distil"]["unlabelled"]))
        chosen.shuffle(order)
        pool: list[Item] = []
        for example in order[rank::world]:
            cap = rng.randint(config["windows"]["least_cap"], config["windows"]["cap"])
            varied = vary(replace(example, told=example.told or anew), rng, config["vary"])
            pool += items(varied, base / "tokenizer.json", cap, rng.randrange(1 << 30))
        work = batches(pool, o["tokens"] // world, rng)
        if not per_epoch:
            count = torch.tensor(len(work))
            if world > 1:
                dist.all_reduce(count, dist.ReduceOp.MIN)
            per_epoch = int(count)
        total = round(per_epoch * o["epochs"])
        began, seen, sums = time.time(), 0, {}
        done = step - epoch * per_epoch
        network.train()
        for number in range(done, min(per_epoch, total - epoch * per_epoch)):  # epochs may end in half a one
            batch = work[number % len(work)]
            share = step / total
            scale = min(share / o["warm_up"], (1 - share) / (1 - o["warm_up"])) if share else 1e-3
            for group, rate in zip(optimiser.param_groups, peak, strict=True):
                group["lr"] = rate * scale
            losses = _losses(network, batch, config, rng, share >= o["own_cues_after"], teacher)
            loss = torch.stack([_weight(config, k) * v for k, v in losses.items()]).sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            if world > 1:
                _share_gradients(trained, world)
            nn.utils.clip_grad_norm_(trained, o["clip"])
            optimiser.step()
            step += 1
            decay = min(o["average"], (1 + step) / (10 + step))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), network.parameters(), strict=True):
                    if now.requires_grad:
                        mean.lerp_(now, 1 - decay)
            seen += sum(len(i.ids) for i in batch)
            for k, v in losses.items():
                sums[k] = sums.get(k, 0.0) + v.item()
            if rank == 0 and step % 20 == 0:
                rate = seen * world / (time.time() - began)
                means = " ".join(f"{k} {v / (number - done + 1):.3f}" for k, v in sums.items())
                print(f"step {step}/{total}  {rate:.0f} pieces/s  {means}", flush=True)
            if rank == 0 and step % o["save_every"] == 0:
                _save(checkpoint, network, average, optimiser, step, best, per_epoch, log)
        epoch += 1
        if rank == 0:
            _save(checkpoint, network, average, optimiser, step, best, per_epoch, log)
            figures = measure(TorchNetwork(average))
            log.append({"epoch": epoch, "minutes": round((time.time() - began) / 60, 1), **figures})
            print(json.dumps(log[-1]), flush=True)
            if figures["relation"] >= best:
                best = figures["relation"]
                torch.save(average.state_dict(), out / "final.pt")
            _save(checkpoint, network, average, optimiser, step, best, per_epoch, log)
        if world > 1:
            dist.barrier()
    if rank == 0:
        (out / "log.json").write_text(json.dumps(log, indent=1), encoding="utf8")


def _save(
    path: Path,
    network: Network,
    average: Network,
    optimiser: Any,
    step: int,
    best: float,
    per_epoch: int,
    log: list[Any],
) -> None:
    state = {
        "network": network.state_dict(),
        "average": average.state_dict(),
        "optimiser": optimiser.state_dict(),
        "step": step,
        "best": best,
        "per_epoch": per_epoch,
        "log": log,
    }
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def _share_gradients(parameters: list[nn.Parameter], world: int) -> None:
    """The mean of all processes' gradients, in one message."""
    flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).reshape(-1) for p in parameters])
    dist.all_reduce(flat)
    flat /= world
    at = 0
    for p in parameters:
        p.grad = flat[at : at + p.numel()].view_as(p)
        at += p.numel()


def _weight(config: dict[str, Any], name: str) -> float:
    """What a loss counts: its weight, shared out between the annotators and the teacher where that answers too."""
    what = name.removeprefix("soft ")
    soft = config["distil"]["soft"] if config["distil"]["teacher"] and what in config["distil"]["answers"] else 0.0
    weight: float = config["loss"][what]
    return weight * (soft if name.startswith("soft ") else 1 - soft)


def _losses(
    network: Network,
    batch: list[Item],
    config: dict[str, Any],
    rng: random.Random,
    own: bool,
    teacher: Teacher | None = None,
) -> dict[str, Tensor]:
    o = config["optimiser"]
    ids = padded([i.ids for i in batch], 0, torch.long)
    features = padded([i.features for i in batch], 0, torch.long)
    bias = padded([np.zeros(len(i.ids)) for i in batch], -1e4, torch.float32)[:, None, None, :]
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        hidden = network.encoder(ids, features, bias)
        cue = network.cue(hidden)
        auxiliary = network.auxiliary(hidden)
    cue, auxiliary = cue.float(), auxiliary.float()
    losses: dict[str, Tensor] = {}
    for name, logits, labels in (
        ("cue", cue[..., :3], padded([i.flat for i in batch], IGNORED, torch.long)),
        ("nested", cue[..., 3:], padded([i.nested for i in batch], IGNORED, torch.long)),
    ):
        positive = int(((labels == 0) | (labels == 1)).sum())
        total = functional.cross_entropy(
            logits.reshape(-1, 3), labels.reshape(-1), ignore_index=IGNORED, reduction="sum"
        )
        losses[name] = total / max(positive, 8)
    wanted = padded([i.auxiliary for i in batch], IGNORED, torch.float32)
    known = wanted != IGNORED
    each = functional.binary_cross_entropy_with_logits(auxiliary, wanted.clamp_min(0), reduction="none")
    losses["auxiliary"] = (each * known).sum() / max(float(((wanted == 1) & known).sum()), 8)
    told = teacher.read(ids, features, bias) if teacher else None
    real = (bias[:, 0, 0] == 0) & torch.tensor([[i.told] for i in batch])
    if told:
        losses |= soft_losses(cue, auxiliary, told, real)
    window, first, last, steps, labels = _cues(batch, cue.detach(), rng if own else None, o, told)
    if first:
        longest = ids.shape[1]
        place = torch.zeros(len(first), longest, 4, dtype=torch.long)
        target = torch.full((len(first), longest), IGNORED)
        for k, (s, lab) in enumerate(zip(steps, labels, strict=True)):
            place[k, : len(s)] = torch.as_tensor(s)
            target[k, : len(lab)] = torch.as_tensor(lab)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            logits = network.pair(hidden, torch.tensor(window), torch.tensor(first), torch.tensor(last), place)
        total = functional.cross_entropy(
            logits.float().reshape(-1, 3), target.reshape(-1), ignore_index=IGNORED, reduction="sum"
        )
        losses["pair"] = total / max(int((target > 0).sum()), 8)
        if teacher and told:
            losses["soft pair"] = teacher.pair_loss(told, logits.float(), window, first, last, place, real)
    return losses


def _cues(
    batch: list[Item], logits: Tensor, rng: random.Random | None, o: dict[str, Any], told: Told | None = None
) -> tuple[list[int], list[int], list[int], list[np.ndarray], list[np.ndarray]]:
    """The cues to train the pair head on: the gold ones, and at times those that the model itself proposes.

    A proposed cue that shares no piece with a gold one gets all outside, so that the head learns to refuse. The
    cues that a teacher proposes beside them get no label: what they tie together the teacher itself tells.
    """
    window: list[int] = []
    first: list[int] = []
    last: list[int] = []
    steps: list[np.ndarray] = []
    labels: list[np.ndarray] = []
    for number, item in enumerate(batch):
        rows = list(item.cues)
        proposing = rng is not None and rng.random() < o["own_cues_share"]
        if proposing:
            scheme = slice(3, 6) if (item.flat == IGNORED).all() else slice(0, 3)
            known = item.nested if scheme.start else item.flat
            chance = softmax(logits[number, : len(item.ids), scheme].numpy())
            at = np.flatnonzero(item.word_start)
            for cue in cues(chance[at], o["own_cues_above"]):
                a = int(at[cue.first])
                b = int(at[cue.last + 1]) - 1 if cue.last + 1 < len(at) else len(item.ids) - 2
                inside = np.concatenate((known[a : b + 1], item.nested[a : b + 1]))
                if np.isin(inside, (2, IGNORED)).all() and (known[a : b + 1] == 2).all():
                    rows.append((a, b, np.zeros(len(item.ids), dtype=np.int64), scheme.start == 0))
        if told is not None and item.told:
            taken = np.zeros(len(item.ids), dtype=bool)
            for a, b, _, _ in rows:
                taken[a : b + 1] = True
            for a, b, is_flat in told.cues(number, item, o["own_cues_above"]):
                if not taken[a : b + 1].any():
                    taken[a : b + 1] = True
                    rows.append((a, b, np.full(len(item.ids), IGNORED), is_flat))
        if not rows:
            continue
        second = (item.flat == IGNORED).all() and (item.nested != IGNORED).any()  # of the second scheme's corpus
        flat = np.array(sorted(a for a, _, _, is_flat in rows if is_flat or second), dtype=np.int64)
        f = np.array([r[0] for r in rows])
        e = np.array([r[1] for r in rows])
        place = where(f, e, flat, item.sentence, item.paragraph)
        for k, row in enumerate(rows):
            window.append(number)
            first.append(row[0])
            last.append(row[1])
            steps.append(place[k])
            lab = row[2].copy()
            lab[0] = lab[-1] = IGNORED
            labels.append(lab)
    return window, first, last, steps, labels
