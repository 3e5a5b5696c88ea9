"""What sentences mean, as vectors that lie near one another where they say alike.

A small encoder of its own layers; its table of word vectors is the one that the attribution encoder holds, so that it
ships once.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.inference.decoding import Floats
from sayso.inference.encoding import CLS, HALF, SEP, load_tokenizer
from sayso.inference.session import WEIGHTS, open_session, settings_in, threads

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["WIDTH", "Meaning", "Table", "load", "rarity", "settings"]

WIDTH = 384
PIECES = 64  # word pieces of a sentence, the two special ones counted; what is longer is cut
_CHARACTERS = 1200  # nothing behind them can be within the pieces, but for words of one letter
_FIRST_WORD = 1996  # of the vocabulary; before it stand marks and single letters
_SETTINGS = ("version", "table", "likeness", "claim", "events", "position")
_INT8, _UINT8 = 3, 2  # data types of ONNX


class Table:
    """The vectors of all word pieces, in eight bits, as they stand in the attribution encoder's file."""

    def __init__(self, path: Path) -> None:
        try:
            found = _tensors(path.read_bytes())
            name, (dims, kind, raw) = max(found.items(), key=lambda item: len(item[1][2]))
            stem = name.removesuffix("_quantized")
            if len(dims) != 2 or dims[1] != WIDTH or kind not in (_INT8, _UINT8) or stem == name:
                raise ValueError("it holds no table of word vectors")
            self.rows = np.frombuffer(raw, dtype=np.int8 if kind == _INT8 else np.uint8).reshape(dims)
            self.scale = float(_scalar(found[stem + "_scale"]))
            self.zero = int(_scalar(found[stem + "_zero_point"]))
        except (OSError, ValueError, KeyError, IndexError) as fault:
            raise ModelError(f"the weights {path.name} cannot be read: {fault}; install sayso again") from fault

    @property
    def digest(self) -> str:
        """Tells one table from another."""
        return f"{zlib.crc32(self.rows.tobytes()):08x}"

    def __getitem__(self, ids: NDArray[np.int64]) -> Floats:
        out: Floats = (self.rows[ids].astype(np.float32) - self.zero) * np.float32(self.scale)
        return out


class Meaning:
    """The encoder of sentences with its tokeniser and its settings; see `load`."""

    def __init__(self, folder: Path) -> None:
        self.tokenizer = load_tokenizer(folder / "tokenizer.json")
        self.table = Table(folder / "encoder.onnx")
        if self.table.digest != settings(folder)["table"]:
            raise ModelError("meaning.onnx was made for another encoder.onnx; install sayso again")
        self._session = open_session(folder / "meaning.onnx", threads())

    def embed(self, texts: Sequence[str]) -> NDArray[np.float16]:
        """One unit vector a text, (n, 384). A text's vector does not depend on the texts beside it."""
        out = np.zeros((len(texts), WIDTH), dtype=np.float16)
        rows = [[CLS, *row, SEP] for row in self._pieces(texts, PIECES - 2)]
        known: dict[tuple[int, ...], int] = {}
        for n, row in enumerate(rows):
            first = known.setdefault(tuple(row), n)
            if first == n:
                # One alone: in eight bits, its figures would depend on what else is run with it.
                (vector,) = self._session.run(["vector"], {"words": self.table[np.array([row])]})
                out[n] = vector[0] / max(float(np.linalg.norm(vector)), 1e-9)
            else:
                out[n] = out[first]
        return out

    def _pieces(self, texts: Sequence[str], most: int) -> list[list[int]]:
        cleaned = [HALF.sub("\ufffd", text[:_CHARACTERS]) for text in texts]
        return [e.ids[:most] for e in self.tokenizer.encode_batch(cleaned, add_special_tokens=False)]


@lru_cache(maxsize=2)
def load(folder: Path = WEIGHTS) -> Meaning:
    """The encoder of sentences kept in `folder`, loaded once a process. Raises ModelError where it cannot be."""
    return Meaning(folder)


@lru_cache(maxsize=50_000)
def rarity(word: str) -> float:
    """How rare a word is in English, from about 0.2 to 1: by its place in the vocabulary, whose words stand there in
    the order of how common they are, about. A word of several pieces is rarer than any that stands there itself.
    """
    tokenizer = _tokenizer()
    if word.isascii() and word.isalpha():  # the vocabulary says it, without taking the word apart
        whole = tokenizer.token_to_id(word.lower()[:60])
        return 1.0 if whole is None else _rare(whole)
    ids = tokenizer.encode(HALF.sub("\ufffd", word[:60]), add_special_tokens=False).ids
    return _rare(ids[0]) if len(ids) == 1 else 1.0


def _rare(piece: int) -> float:
    return math.log2(max(piece, _FIRST_WORD) / 1000) / 5


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    return load_tokenizer(WEIGHTS / "tokenizer.json")


@lru_cache(maxsize=2)
def settings(folder: Path = WEIGHTS) -> dict[str, Any]:
    """What `training.meaning` derived from the encoder's figures: thresholds, and weights of features, by name."""
    return settings_in(folder / "meaning.json", _SETTINGS)


# An ONNX file is a Protocol Buffers message. Of it only the initial tensors of the graph are wanted, and these few
# lines read them: the onnx library is a matter of training alone.

_GRAPH, _INITIALIZER, _DIMS, _TYPE, _FLOATS, _INT32S, _NAME, _RAW = 7, 5, 1, 2, 4, 5, 8, 9
_Tensor = tuple[list[int], int, memoryview]


def _tensors(data: bytes) -> dict[str, _Tensor]:
    out: dict[str, _Tensor] = {}
    for number, graph in _fields(memoryview(data)):
        if number != _GRAPH or isinstance(graph, int):
            continue
        for inner, tensor in _fields(graph):
            if inner == _INITIALIZER and not isinstance(tensor, int):
                name, found = _tensor(tensor)
                out[name] = found
    if not out:
        raise ValueError("it is no ONNX file with tensors in it")
    return out


def _tensor(data: memoryview) -> tuple[str, _Tensor]:
    name, dims, kind, raw = "", [], 0, memoryview(b"")
    for number, value in _fields(data):
        if number == _DIMS:
            dims += [value] if isinstance(value, int) else _varints(value)
        elif number == _TYPE and isinstance(value, int):
            kind = value
        elif number == _NAME and not isinstance(value, int):
            name = bytes(value).decode("utf8", "replace")
        elif number in (_RAW, _FLOATS) and not isinstance(value, int):
            raw = value
        elif number == _INT32S:
            numbers = [value] if isinstance(value, int) else _varints(value)
            raw = memoryview(np.array(numbers, dtype="<u4").tobytes())
    return name, (dims, kind, raw)


def _scalar(tensor: _Tensor) -> float:
    _, kind, raw = tensor
    if kind == 1:
        return float(np.frombuffer(raw[:4], dtype="<f4")[0])
    return float(np.frombuffer(raw[:1], dtype=np.int8 if kind == _INT8 else np.uint8)[0])


def _fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        number, wire = key >> 3, key & 7
        if wire == 0:
            value, at = _varint(data, at)
            yield number, value
        else:
            if wire == 2:
                length, at = _varint(data, at)
            elif wire in (1, 5):
                length = 8 if wire == 1 else 4
            else:
                raise ValueError("it is no ONNX file")
            if at + length > len(data):
                raise ValueError("it is cut short")
            yield number, data[at : at + length]
            at += length


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("it is no ONNX file")


def _varints(data: memoryview) -> list[int]:
    out, at = [], 0
    while at < len(data):
        value, at = _varint(data, at)
        out.append(value)
    return out
