"""Examples as tensors: windows with their labels, packed into batches of like length."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from sayso.inference.encoding import CLS, SEP, encode, load_tokenizer
from sayso.text.paragraph import paragraphs, sentence_starts
from sayso.text.window import windows
from training.data import Example, Spans

__all__ = ["IGNORED", "Item", "batches", "items", "padded"]

IGNORED = -100


@dataclass
class Item:
    """One window: arrays with one entry a piece (the two special pieces included), and its gold cues.

    `flat` and `nested` are B, I, O labels (0, 1, 2) or IGNORED; `auxiliary` (T, 2); `cues` are (first, last,
    labels over the window, whether the flat scheme has it); `told` as in `Example`.
    """

    ids: np.ndarray
    features: np.ndarray
    sentence: np.ndarray
    paragraph: np.ndarray
    word_start: np.ndarray
    flat: np.ndarray
    nested: np.ndarray
    auxiliary: np.ndarray
    cues: list[tuple[int, int, np.ndarray, bool]]
    told: bool = True


def items(example: Example, tokenizer_path: Path, cap: int, seed: int) -> list[Item]:
    """The windows of one example, cut as the program cuts them (`seed` moves the cuts)."""
    tokenizer = load_tokenizer(tokenizer_path)
    paras = paragraphs(example.text)
    pieces = encode(example.text, paras, tokenizer)
    if not len(pieces):
        return []
    starts = np.concatenate([sentence_starts(example.text, p) for p in paras])
    sentence = np.searchsorted(starts, pieces.starts, side="right")
    fresh = np.concatenate(([True], pieces.word[1:] != pieces.word[:-1]))

    def mask(spans: Spans) -> np.ndarray:
        out = np.zeros(len(pieces), dtype=bool)
        for a, b in spans:
            out[np.searchsorted(pieces.ends, a, side="right") : np.searchsorted(pieces.starts, b, side="left")] = True
        return out

    rows = [(mask(s), mask(c), mask(k)) for s, c, k in example.attributions]
    wrapper = rows[-1] if example.wrapped else None
    inner = [(mask(s), mask(c), mask(k)) for s, c, k in example.inner]
    within = np.zeros(len(pieces), dtype=bool)  # inside a content of the flat scheme, where nesting is unmarked
    for row in rows:
        if row is not wrapper:
            within |= row[2]
    flat = np.full(len(pieces), 2)
    nested = np.full(len(pieces), 2)
    auxiliary = np.zeros((len(pieces), 2))
    for source, cue, content in rows:
        auxiliary[:, 0] = np.maximum(auxiliary[:, 0], source)
        auxiliary[:, 1] = np.maximum(auxiliary[:, 1], content)
        at = np.flatnonzero(cue)
        if len(at):
            flat[at], nested[at] = 1, 1
            flat[at[0]], nested[at[0]] = 0, 0
    for _, cue, _ in inner:
        at = np.flatnonzero(cue & (flat == 2))
        if len(at):
            nested[at], nested[at[0]] = 1, 0
    if not example.marked:
        flat[:] = nested[:] = IGNORED
        auxiliary[:] = IGNORED
    elif example.nested:
        flat[:] = IGNORED
        auxiliary[:] = IGNORED
    else:
        nested[within & (nested == 2) & ~mask(example.read)] = IGNORED
        if wrapper is not None:
            flat[wrapper[2]] = IGNORED
            auxiliary[wrapper[2]] = IGNORED
    out = []
    for lo, hi in windows(example.text, paras, pieces.starts, pieces.paragraph, cap, seed):

        def cut(values: np.ndarray, edge: Any, lo: int = lo, hi: int = hi) -> np.ndarray:
            shape = (1, *values.shape[1:])
            return np.concatenate((np.full(shape, edge), values[lo:hi], np.full(shape, edge)))

        gold = []
        for row in [*rows, *inner]:
            source, cue, content = row
            at = np.flatnonzero(cue[lo:hi])
            if not len(at) or not content[lo:hi].any():
                continue
            labels = np.zeros(hi - lo + 2, dtype=np.int64)
            labels[1:-1][source[lo:hi]] = 1
            labels[1:-1][content[lo:hi]] = 2
            inside_block = wrapper is not None and row is not wrapper and bool(wrapper[2][lo:hi][at].any())
            of_flat = not example.nested and not inside_block and not any(row is other for other in inner)
            gold.append((int(at[0]) + 1, int(at[-1]) + 1, labels, of_flat))
        features = np.stack([pieces.casing, pieces.double, pieces.single, pieces.edge], 1)
        out.append(
            Item(
                ids=np.concatenate(([CLS], pieces.ids[lo:hi], [SEP])),
                features=cut(features, 0),
                sentence=np.concatenate((sentence[lo : lo + 1], sentence[lo:hi], sentence[hi - 1 : hi])),
                paragraph=np.concatenate(
                    (pieces.paragraph[lo : lo + 1], pieces.paragraph[lo:hi], pieces.paragraph[hi - 1 : hi])
                ),
                word_start=cut(fresh, False),
                flat=cut(flat, IGNORED),
                nested=cut(nested, IGNORED),
                auxiliary=cut(auxiliary, IGNORED),
                cues=gold,
                told=example.told,
            )
        )
    return out


def batches(pool: list[Item], tokens: int, rng: random.Random) -> list[list[Item]]:
    """The items in batches of at most `tokens` padded pieces, like lengths together, in random order."""
    order = sorted(rng.sample(pool, len(pool)), key=lambda item: len(item.ids) + rng.random() * 24)
    out: list[list[Item]] = []
    batch: list[Item] = []
    for item in order:
        longest = max([len(item.ids), *(len(i.ids) for i in batch)])
        if batch and longest * (len(batch) + 1) > tokens:
            out.append(batch)
            batch = []
        batch.append(item)
    if batch:
        out.append(batch)
    rng.shuffle(out)
    return out


def padded(arrays: list[np.ndarray], fill: float, dtype: torch.dtype) -> Tensor:
    """Arrays of unlike length as one tensor, filled up with `fill`."""
    longest = max(len(a) for a in arrays)
    out = torch.full((len(arrays), longest, *arrays[0].shape[1:]), fill, dtype=dtype)
    for row, a in enumerate(arrays):
        out[row, : len(a)] = torch.as_tensor(a, dtype=dtype)
    return out
