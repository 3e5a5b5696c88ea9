"""Figures on a few articles while the network trains, by the measures of `sayso evaluate`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from sayso.evaluate.measures import Marked, Task
from sayso.evaluate.measures import measure as measured
from sayso.inference.encoding import encode, load_tokenizer
from sayso.inference.reading import Network, Tie, ties
from sayso.text.paragraph import paragraphs, sentence_starts
from sayso.text.window import windows
from training.data import Example

__all__ = ["measure_on", "predict"]


def predict(example: Example, network: Network, tokenizer_path: Path, cap: int, nested_above: float = 2.0) -> list[Tie]:
    """What a network ties together in an example's text, unthresholded and uncalibrated."""
    paras = paragraphs(example.text)
    pieces = encode(example.text, paras, load_tokenizer(tokenizer_path))
    starts = np.concatenate([sentence_starts(example.text, p) for p in paras])
    sentence = np.searchsorted(starts, pieces.starts, side="right")
    cut = windows(example.text, paras, pieces.starts, pieces.paragraph, cap)
    return ties(pieces, sentence, cut, network, 0.25, nested_above)


def measure_on(
    examples: list[Example], tokenizer_path: Path, config: dict[str, Any]
) -> Callable[[Network], dict[str, float]]:
    """A function from a network to its relation and content F1 on `examples`, in percent."""

    def measure(network: Network) -> dict[str, float]:
        tasks = []
        for example in examples:
            found = [
                Marked(tie.source, [tie.cue], tie.content)
                for tie in predict(example, network, tokenizer_path, config["windows"]["cap"])
                if tie.peak * tie.content_mean > 0.35
            ]
            tasks.append(Task(example.text, [Marked(*row) for row in example.attributions], found))
        report = measured(tasks)
        return {
            "relation": round(report.relation.figures["f1"], 2),
            "content": round(report.half.figures["f1"], 2),
            "content8": round(report.most.figures["f1"], 2),
        }

    return measure
