"""The weights: what is said when they are not there or not whole, and that they run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import ModelError
from sayso.inference.encoding import CASINGS, EDGES, QUOTES
from sayso.inference.session import WEIGHTS, Model, digest_of, load


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A weights folder of our own to damage."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for path in WEIGHTS.iterdir():
        shutil.copy(path, folder / path.name)
    return folder


def refused(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        load(folder)
    return str(caught.value)


def one_line(message: str) -> bool:
    return "\n" not in message and message.endswith("install sayso again")


def test_no_weights(tmp_path: Path) -> None:
    """A folder without weights is named in one line that says what to do."""
    message = refused(tmp_path / "nowhere")
    assert one_line(message)
    assert "nowhere" in message


@pytest.mark.parametrize("name", ["encoder.onnx", "pair.onnx", "tokenizer.json", "model.json"])
@pytest.mark.parametrize("kept", [None, 0, 0.5], ids=["missing", "empty", "half"])
def test_damaged_weights(copy: Path, name: str, kept: float | None) -> None:
    """A file that is missing, empty or cut off is named in one line that says what to do."""
    path = copy / name
    whole = path.read_bytes()
    path.unlink()
    if kept is not None:
        path.write_bytes(whole[: int(len(whole) * kept)])
    message = refused(copy)
    assert one_line(message)
    assert name in message or str(copy) in message


@pytest.mark.parametrize("settings", ["[]", "{}", '"cap"', "null", '{"version": "1", "cap": 254}'])
def test_settings_that_are_none(copy: Path, settings: str) -> None:
    """Settings without what the program needs are refused when they are loaded, not in the middle of an
    article.
    """
    (copy / "model.json").write_text(settings, encoding="utf8")
    message = refused(copy)
    assert one_line(message)
    assert "digest" in message


@pytest.mark.parametrize("given", ["0", "-1", "many", "", "1.5", "²"])
def test_threads_that_are_none(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    """SAYSO_THREADS that is no whole number from 1 up is said to be so."""
    monkeypatch.setenv("SAYSO_THREADS", given)
    with pytest.raises(ModelError, match="a whole number from 1 up"):
        Model(WEIGHTS)


def test_loaded_once() -> None:
    """The weights of a folder are read once a process."""
    assert load(WEIGHTS) is load(WEIGHTS)


def test_the_digest_is_that_of_the_files() -> None:
    """The digest in the settings, which stands on every record, is that of the weights beside them."""
    assert load(WEIGHTS).digest == digest_of(WEIGHTS)


def test_the_settings_fit_the_network() -> None:
    """Windows with the two special pieces fit the network's 512 places; thresholds and calibration are
    usable.
    """
    from sayso.attribute.network import FEATURES

    settings = json.loads((WEIGHTS / "model.json").read_text(encoding="utf8"))
    assert 0 < settings["cap"] <= 510
    assert len(settings["calibration"]) == len(FEATURES) + 1
    assert all(0 <= settings[name] <= 1 for name in ("cue_above", "least", "least_nested"))


@pytest.mark.parametrize("length", [3, 4, 256])
def test_shapes(length: int) -> None:
    """Windows of any length go in, with every value of the features, and figures come out that are
    numbers.
    """
    network = load(WEIGHTS).network
    rng = np.random.default_rng(length)
    ids = rng.integers(1000, 30000, length)
    features = np.stack([rng.integers(0, size, length) for size in (CASINGS, QUOTES, QUOTES, EDGES)], 1)
    hidden, logits, _ = network.read(ids, features)
    assert hidden.shape[0] == length
    assert logits.shape == (length, 6)
    first = np.array([1, length - 2])
    place = np.stack([rng.integers(0, size, (2, length)) for size in (24, 9, 7, 7)], -1)
    roles = network.pair(hidden, first, first, place)
    assert roles.shape == (2, length, 3)
    assert np.isfinite(logits).all()
    assert np.isfinite(roles).all()


def test_a_window_alone_decides_its_figures() -> None:
    """The same window gives the same figures, whatever was read before it."""
    network = load(WEIGHTS).network
    ids, features = np.arange(2000, 2040), np.zeros((40, 4), dtype=np.int64)
    before = network.read(ids, features)[1]
    network.read(np.arange(3000, 3200), np.zeros((200, 4), dtype=np.int64))
    assert (network.read(ids, features)[1] == before).all()
