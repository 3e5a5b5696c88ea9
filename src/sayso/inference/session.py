"""The weights, run by ONNX Runtime: the only place that imports it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.errors import ModelError
from sayso.inference.decoding import Floats, Ints
from sayso.inference.encoding import load_tokenizer
from sayso.inference.names import Head
from sayso.inference.reading import Network

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["WEIGHTS", "Model", "OnnxNetwork", "digest_of", "load", "open_session", "settings_in", "threads"]

WEIGHTS = Path(__file__).parent / "weights"
_FILES = ("encoder.onnx", "pair.onnx", "names.npz", "tokenizer.json")
_ANSWERS = ("hidden", "cues", "names")
_DISABLED = ["SkipLayerNormFusion"]  # fused, the addition and the norm take seven times as long as one by one
_SETTINGS = ("version", "digest", "cap", "cue_above", "nested_above", "least", "least_nested", "calibration")


class OnnxNetwork:
    """The two networks of a weights folder, each run on one window at a time.

    One window at a time, because the quantised network scales its figures by the largest in a run: alone, a
    window's figures depend on nothing but its words, whatever else is read with it.
    """

    answers = _ANSWERS

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._encoder = open_session(folder / "encoder.onnx", threads)
        self._pair = open_session(folder / "pair.onnx", threads)

    def read(self, ids: Ints, features: Ints) -> tuple[Floats, Floats, Floats]:
        """See `sayso.inference.reading.Network`."""
        hidden, logits, names = self._encoder.run(self.answers, {"ids": ids, "features": features})
        return np.asarray(hidden), np.asarray(logits), np.asarray(names)

    def pair(self, hidden: Floats, first: Ints, last: Ints, where: Ints) -> Floats:
        """See `sayso.inference.reading.Network`."""
        (logits,) = self._pair.run(None, {"hidden": hidden, "first": first, "last": last, "where": where})
        out: Floats = np.asarray(logits)
        return out


class Model:
    """A weights folder, loaded: network, `names` head, tokeniser, and `settings` (windows, thresholds, version …)."""

    def __init__(self, folder: Path) -> None:
        self.settings = settings_in(folder / "model.json", _SETTINGS)
        self.tokenizer: Tokenizer = load_tokenizer(folder / "tokenizer.json")
        # Read before the runtime loads its own threads; one thread a process is fastest for windows this small.
        self.network: Network = OnnxNetwork(folder, threads())
        self.names = Head.load(folder / "names.npz")
        self.version: str = self.settings["version"]
        self.digest: str = self.settings["digest"]


@lru_cache(maxsize=2)
def load(folder: Path = WEIGHTS) -> Model:
    """The model kept in `folder`, loaded once a process. Raises ModelError where it is missing or damaged."""
    return Model(folder)


def digest_of(folder: Path) -> str:
    """The first 16 hexadecimal digits of the SHA-256 over the files that the figures come from."""
    total = hashlib.sha256()
    for name in _FILES:
        total.update((folder / name).read_bytes())
    return total.hexdigest()[:16]


def settings_in(path: Path, names: Collection[str]) -> dict[str, Any]:
    """The settings in a file beside the weights. Raises ModelError where it is missing or lacks one of `names`."""
    try:
        settings = json.loads(path.read_text(encoding="utf8"))
    except (OSError, ValueError) as fault:
        raise ModelError(f"no weights in {path.parent}: {_line(fault)}; install sayso again") from fault
    missing = [name for name in names if not isinstance(settings, dict) or name not in settings]
    if missing:
        raise ModelError(f"{path.name} in {path.parent} lacks {', '.join(missing)}; install sayso again")
    return dict(settings)


def threads() -> int:
    """How many threads a network may take: what SAYSO_THREADS says, else one."""
    given = os.environ.get("SAYSO_THREADS", "1")
    if not (given.isascii() and given.isdigit() and int(given)):
        raise ModelError(f"SAYSO_THREADS is {given!r}, and must be a whole number from 1 up")
    return int(given)


def _line(fault: Exception) -> str:
    """A library's words in one line."""
    return " ".join(str(fault).split())


def open_session(path: Path, threads: int) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Windows differ in length: a memory plan for each would be kept for ever.
    options.enable_mem_pattern = False
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_DISABLED
        )
    except Exception as fault:
        raise ModelError(f"the weights {path.name} cannot be read: {_line(fault)}; install sayso again") from fault
