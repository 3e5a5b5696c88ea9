"""Learning from a teacher: its answers are what the loss pulls towards."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("training.edits", reason="the training code is not here")
pytest.importorskip("torch", reason="torch is not installed: pip install 'sayso[train]'")

import torch
from test_items import TINY, TOKENIZER, config, examples
from training.batches import IGNORED, items
from training.data import Example, unlabelled
from training.distil import Teacher, Told, soft_losses
from training.fit import _losses, _weight
from training.network import Network

UNMARKED = "The dam holds, the mayor said. Nobody believes him.\n\nWork begins in May, according to the harbour board."


def taught(folder: Path) -> Teacher:
    """A teacher with random weights, loaded as a run leaves it."""
    torch.manual_seed(5)
    network = Network(TINY)
    with torch.no_grad():  # one that is sure of what it says
        for last in (network.cue[-1], network.auxiliary, network.pair.out):
            last.weight.mul_(12)
    torch.save(network.state_dict(), folder / "final.pt")
    (folder / "config.json").write_text(json.dumps({"network": TINY}))
    return Teacher.of(folder)


def test_no_answer_is_nearer_than_the_teachers_own() -> None:
    """The loss is least where the answers are the teacher's, and padding counts for nothing."""
    torch.manual_seed(6)
    told = Told(torch.zeros(2, 5, 4), torch.randn(2, 5, 6), torch.randn(2, 5, 2))
    real = torch.tensor([[True] * 5, [True] * 3 + [False] * 2])
    own = soft_losses(told.cue, told.auxiliary, told, real)
    for _ in range(20):
        other = soft_losses(told.cue + torch.randn(2, 5, 6), told.auxiliary + torch.randn(2, 5, 2), told, real)
        assert all(other[name] > own[name] for name in own)
    padding = told.cue.clone()
    padding[1, 3:] = 9.0
    assert torch.equal(soft_losses(padding, told.auxiliary, told, real)["soft cue"], own["soft cue"])


def test_a_network_comes_nearer_to_its_teacher(tmp_path: Path) -> None:
    """A few steps on marked and on unmarked texts bring a network's answers nearer to the teacher's."""
    teacher = taught(tmp_path)
    settings: dict[str, Any] = config()
    settings["distil"] |= {"teacher": str(tmp_path), "soft": 1.0}
    texts = [*examples(), Example("u", UNMARKED, [], marked=False)]
    batch = [item for e in texts for item in items(e, TOKENIZER, 60, 0)][-8:]
    assert any((item.flat == IGNORED).all() and (item.nested == IGNORED).all() for item in batch)
    torch.manual_seed(7)
    network = Network(TINY)
    optimiser = torch.optim.AdamW([p for p in network.parameters() if p.requires_grad], lr=2e-3)
    seen = []
    for _ in range(25):
        losses = _losses(network, batch, settings, random.Random(1), True, teacher)
        assert {"soft cue", "soft nested", "soft auxiliary", "soft pair"} <= set(losses)
        seen.append(sum(v.item() for k, v in losses.items() if k.startswith("soft ")))
        loss = torch.stack([_weight(settings, k) * v for k, v in losses.items()]).sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    assert seen[-1] < 0.9 * seen[0]


def test_unmarked_texts(tmp_path: Path) -> None:
    """Articles of other corpora come with their text, whichever way it is kept; what is hardly a text does not."""
    (tmp_path / "one" / "bodies").mkdir(parents=True)
    (tmp_path / "two").mkdir()
    rows = [{"text": UNMARKED * 5}, {"text": "Short."}]
    (tmp_path / "one" / "bodies" / "dev.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    (tmp_path / "two" / "dev.jsonl").write_text(json.dumps({"paragraphs": [["One.", "Two."] * 60, ["Three."]]}))
    one, two = unlabelled(tmp_path, ["one", "two"])
    assert one.text == UNMARKED * 5
    assert two.text.endswith("Two.\n\nThree.")
    assert not one.marked
    assert not one.attributions
