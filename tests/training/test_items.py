"""Windows with labels, the network that learns from them, and what is exported of it."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("training.edits", reason="the training code is not here")
pytest.importorskip("torch", reason="torch is not installed: pip install 'sayso[train]'")

import torch
from training.batches import IGNORED, batches, items, padded
from training.data import Example, gum, polnear
from training.network import BASES, Network

from sayso.inference.decoding import where
from sayso.inference.encoding import encode, load_tokenizer
from sayso.inference.session import WEIGHTS, OnnxNetwork
from sayso.text.paragraph import paragraphs

HERE = Path(__file__).parent
TOKENIZER = WEIGHTS / "tokenizer.json"
TINY = {"base": "minilm", "weights": "", "layers": 1, "pair": 16, "dropout": 0.0, "cue_hidden": 16}


def config() -> dict[str, Any]:
    """The settings of a run as small as it gets."""
    with (HERE.parents[1] / "training" / "config.toml").open("rb") as f:
        given = tomllib.load(f)
    given["network"] = dict(TINY)
    given["data"]["marks"] = False
    given["vary"] = {**dict.fromkeys(given["vary"], 0), "gum_repeat": 1}
    given["windows"] = {"cap": 60, "least_cap": 40}
    given["optimiser"] |= {"epochs": 2, "tokens": 400, "processes": 1, "save_every": 1000}
    return given


def examples() -> list[Example]:
    return polnear(HERE / "corpora" / "polnear", "train") + gum(HERE / "corpora" / "gum_attribution", [])


def test_labels_agree_with_spans() -> None:
    """The pieces labelled source, content and cue are those of the annotated words, and no others."""
    for example in examples():
        (item,) = items(example, TOKENIZER, 2000, 0)
        pieces = encode(example.text, paragraphs(example.text), load_tokenizer(TOKENIZER))
        assert item.ids[1:-1].tolist() == pieces.ids.tolist()

        def on(spans: list[list[int]], p: Any = pieces) -> set[int]:
            return {n for n in range(len(p)) if any(a < p.ends[n] and p.starts[n] < b for a, b in spans)}

        gold = [row for row in example.attributions if row[1] and row[2]]
        assert len(item.cues) == len(gold)
        for (source, cue, content), (first, last, labels, flat) in zip(gold, item.cues, strict=True):
            assert (first - 1, last - 1) == (min(on(cue)), max(on(cue)))
            assert set(np.flatnonzero(labels == 2) - 1) == on(content)
            assert set(np.flatnonzero(labels == 1) - 1) == on(source) - on(content)
            assert flat == (not example.nested)
        begins = np.flatnonzero((item.nested if example.nested else item.flat) == 0) - 1
        assert set(begins) == {min(on(row[1])) for row in example.attributions if row[1]}


def test_what_a_scheme_does_not_mark_is_ignored() -> None:
    """The nested corpus says nothing of the flat scheme, the flat corpus nothing of what stands inside
    contents.
    """
    for example in examples():
        (item,) = items(example, TOKENIZER, 2000, 0)
        if example.nested:
            assert set(item.flat.tolist()) == {IGNORED}
            continue
        assert set(item.flat[1:-1].tolist()) <= {0, 1, 2}
        for _, _, labels, _ in item.cues:
            inside = item.nested[labels == 2]
            assert 2 not in inside


def test_windows_of_an_example() -> None:
    """Cut into windows, an example has every piece once, and every window fits the cap."""
    for example in examples():
        for seed in range(3):
            cut = items(example, TOKENIZER, 40, seed)
            (whole,) = items(example, TOKENIZER, 2000, 0)
            assert [i for item in cut for i in item.ids[1:-1]] == whole.ids[1:-1].tolist()
            assert max(len(item.ids) for item in cut) <= 42
            for name in ("features", "sentence", "paragraph", "word_start", "flat", "nested", "auxiliary"):
                assert all(len(getattr(item, name)) == len(item.ids) for item in cut)


def test_batches_hold_every_item_once_and_fit() -> None:
    """Batches hold every window once, and no more padded pieces than they may."""
    pool = [item for e in examples() for item in items(e, TOKENIZER, 60, 0)]
    made = batches(pool, 300, random.Random(1))
    assert sorted(id(i) for batch in made for i in batch) == sorted(id(i) for i in pool)
    assert all(len(batch) * max(len(i.ids) for i in batch) <= 300 for batch in made)


def test_padding() -> None:
    """Arrays of unlike length are filled up at the end."""
    assert padded([np.array([1, 2, 3]), np.array([4])], -1, torch.long).tolist() == [[1, 2, 3], [4, -1, -1]]


def test_shapes_of_the_network() -> None:
    """One vector a piece, six cue figures a piece, three roles a piece and cue; padding changes nothing."""
    torch.manual_seed(1)
    network = Network(TINY).eval()
    ids, features = torch.randint(1000, 2000, (2, 9)), torch.randint(0, 3, (2, 9, 4))
    with torch.no_grad():
        hidden = network.encoder(ids, features, torch.zeros(2, 1, 1, 9))
        assert hidden.shape == (2, 9, BASES["minilm"].hidden)
        assert network.cue(hidden).shape == (2, 9, 6)
        assert network.auxiliary(hidden).shape == (2, 9, 2)
        cues = torch.tensor([1, 4, 6])
        place = torch.zeros(3, 9, 4, dtype=torch.long)
        assert network.pair(hidden, torch.tensor([0, 1, 1]), cues, cues, place).shape == (3, 9, 3)
        bias = torch.zeros(1, 1, 1, 9)
        bias[..., 6:] = -1e4
        masked = network.encoder(ids[:1], features[:1], bias)[:, :6]
        alone = network.encoder(ids[:1, :6], features[:1, :6], torch.zeros(1, 1, 1, 6))
        assert torch.allclose(masked, alone, atol=1e-5)


# The exporter that is used on purpose is the older one, and says so in many words.
@pytest.mark.filterwarnings("ignore")
def test_what_is_exported_computes_the_same(tmp_path: Path) -> None:
    """Encoder and pair head, exported as they ship, come as near to the network's as eight bits allow."""
    pytest.importorskip("onnx")
    from training.export import quantised, ready
    from training.fit import TorchNetwork
    from training.names import EarlyNetwork

    torch.manual_seed(2)
    network = Network(TINY).eval()
    base = tmp_path / "base"
    base.mkdir()
    (base / "tokenizer.json").write_bytes(TOKENIZER.read_bytes())
    windows = [item for e in examples() for item in items(e, TOKENIZER, 60, 0)]
    rng = np.random.default_rng(3)
    quantised(ready(network, windows), base, tmp_path / "weights")
    early = EarlyNetwork(tmp_path / "weights")
    inward = rng.normal(size=(3, early.read(np.arange(9), np.zeros((9, 4), dtype=np.int64))[2].shape[1], 5))
    quantised(ready(network, windows), base, tmp_path / "weights", inward.astype(np.float32))
    exported, own = OnnxNetwork(tmp_path / "weights"), TorchNetwork(network)
    for length in (3, 57):
        ids, features = rng.integers(1000, 30000, length), rng.integers(0, 3, (length, 4))
        hidden, logits, _ = own.read(ids, features)
        near_hidden, near_logits, told = exported.read(ids, features)
        assert np.corrcoef(hidden.ravel(), near_hidden.ravel())[0, 1] > 0.999
        assert np.corrcoef((early.read(ids, features)[2] @ np.hstack(inward)).ravel(), told.ravel())[0, 1] > 0.999
        assert np.abs(logits - near_logits).max() < 0.05
        cues = np.array([1, length - 2])
        numbers = np.zeros(length, dtype=np.int64)
        place = where(cues, cues, cues, numbers, numbers)
        assert np.allclose(own.pair(hidden, cues, cues, place), exported.pair(hidden, cues, cues, place), atol=0.05)


def test_taking_up_from_a_checkpoint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run that stops and is taken up makes as many steps as one that does not stop, and ends with its
    weights.
    """
    safetensors = pytest.importorskip("safetensors.torch")
    from training.fit import fit

    base = tmp_path / "base"
    base.mkdir()
    (base / "tokenizer.json").write_bytes(TOKENIZER.read_bytes())
    torch.manual_seed(4)
    safetensors.save_file(_as_bert(Network(TINY)), base / "model.safetensors")

    class StoppedError(Exception):
        """The power is gone."""

    def stops(network: Any) -> dict[str, float]:
        raise StoppedError

    def measured(network: Any) -> dict[str, float]:
        return {"relation": 1.0}

    states = []
    for name, interrupted in (("whole", False), ("resumed", True)):
        out = tmp_path / name
        out.mkdir()
        if interrupted:
            with pytest.raises(StoppedError):
                fit(examples(), base, out, config(), 0, stops, float("inf"))
            assert not (out / "final.pt").exists()
        fit(examples(), base, out, config(), 0, measured, float("inf"))
        assert (out / "final.pt").exists()
        states.append(torch.load(out / "checkpoint.pt", weights_only=False))
    whole, resumed = states
    assert whole["step"] == resumed["step"] == 2 * whole["per_epoch"]
    for name, value in whole["network"].items():
        assert torch.allclose(value, resumed["network"][name], atol=1e-5), name
    capsys.readouterr()


def _as_bert(network: Network) -> dict[str, Any]:
    """A network's encoder under the names that a BERT checkpoint has."""
    e = network.encoder
    out = {
        "embeddings.word_embeddings.weight": e.words.weight,
        "embeddings.position_embeddings.weight": e.positions.weight,
        "embeddings.token_type_embeddings.weight": torch.zeros(2, BASES["minilm"].hidden),
        "embeddings.LayerNorm.weight": e.norm.weight,
        "embeddings.LayerNorm.bias": e.norm.bias,
    }
    names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
             "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
             "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
    for number, layer in enumerate(e.layers):
        for ours, theirs in names.items():
            for kind in ("weight", "bias"):
                out[f"encoder.layer.{number}.{theirs}.{kind}"] = getattr(getattr(layer, ours), kind)
    return {name: value.detach().clone() for name, value in out.items()}
