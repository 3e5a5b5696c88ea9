"""What the network finds in a document, scored: the probability that a trained annotator would mark it so."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.attribute.found import Found
from sayso.inference.encoding import Pieces, encode
from sayso.inference.names import NameReader
from sayso.inference.reading import Seen, Tie, glance, ties
from sayso.inference.session import Model
from sayso.model import Document, Span, SpanSet
from sayso.model.entity import Name
from sayso.text.paragraph import sentence_starts
from sayso.text.window import windows

__all__ = ["FEATURES", "calibrated", "in_english", "names_of", "read_document", "read_paragraphs"]

# The figures that a score is made of, in the order of the calibration's weights.
FEATURES = (
    "cue",  # log odds of the cue
    "content",  # log odds of the content's mean probability
    "edge",  # log odds of the least sure edge of the content
    "source",  # log odds of the source's mean probability, 0 without a source
    "no_source",
    "faint_source",
    "length",  # natural logarithm of the content's characters
    "pieces",  # further spans of the content, at most 3
    "quoted",  # the content begins and ends at a quotation mark
    "nested",
)
_MARKS = "\"“”„«»‘’'‚‹›"
_ENGLISH = re.compile(r"(?:eng?|english)(?![^\W_])", re.IGNORECASE)  # en, en-GB, en_US, eng, English
_WHAT = re.compile(r"(?:what|how|why|where)[^\S\n]+(?=(?:he|she|it|they|we|you|I)\b)", re.IGNORECASE)
_BREAK = re.compile(r"[\n\r\u2028\u2029]")
_WITHIN_LINE = re.compile(r"[^\S\n\r\u2028\u2029]*")


def in_english(document: Document) -> bool:
    """Whether the network can read a document: one that is in English, or in a language that nobody knows."""
    return document.language is None or _ENGLISH.match(document.language) is not None


def read_document(document: Document, model: Model) -> tuple[list[Found], tuple[Name, ...]]:
    """What the network ties together in a document, as `read_paragraphs` has it, and the names, in one pass."""
    pieces, cut = _windows(document.text, document.paragraphs, model)
    names = NameReader(model.names, pieces)
    return _found(document.text, document.paragraphs, pieces, cut, model, names), names.names()


def names_of(document: Document, model: Model) -> tuple[Name, ...]:
    """The names of a document alone, without looking for attributions; none in another language than English."""
    if not in_english(document):
        return ()
    pieces, cut = _windows(document.text, document.paragraphs, model)
    names = NameReader(model.names, pieces)
    glance(pieces, cut, model.network, names)
    return names.names()


def read_paragraphs(text: str, paragraphs: Sequence[Span], model: Model) -> list[Found]:
    """Everything the network ties together in these paragraphs of a text, scored but not yet chosen from."""
    pieces, cut = _windows(text, paragraphs, model)
    return _found(text, paragraphs, pieces, cut, model)


def _windows(text: str, paragraphs: Sequence[Span], model: Model) -> tuple[Pieces, list[tuple[int, int]]]:
    """The word pieces of these paragraphs of a text, and the windows that the network reads them in."""
    spans = tuple(paragraphs)
    # Only the stretch that is read, with the characters that touch it: a text may hold many small ones.
    left = max(0, spans[0].start - 1) if spans else 0
    here = tuple(span.shifted(-left) for span in spans)
    pieces = encode(text[left : spans[-1].end + 1] if spans else "", here, model.tokenizer)
    pieces = replace(pieces, starts=pieces.starts + left, ends=pieces.ends + left)
    return pieces, windows(text, spans, pieces.starts, pieces.paragraph, model.settings["cap"])


def _found(
    text: str,
    paragraphs: Sequence[Span],
    pieces: Pieces,
    cut: list[tuple[int, int]],
    model: Model,
    seen: Seen | None = None,
) -> list[Found]:
    starts = np.array([s for p in paragraphs for s in sentence_starts(text, p)])
    sentence = np.searchsorted(starts, pieces.starts, side="right")
    settings = model.settings
    found = []
    for tie in ties(pieces, sentence, cut, model.network, settings["cue_above"], settings["nested_above"], seen):
        tie = replace(tie, source=_source(text, tie))
        features = _features(text, tie)
        found.append(
            Found(
                content=_joined(text, tie.content),
                source=_joined(text, tie.source) if tie.source else None,
                cue=SpanSet.of([tie.cue]),
                score=calibrated(features, settings["calibration"]),
                features=tuple(zip(FEATURES, features, strict=True)),
            )
        )
    return found


def _source(text: str, tie: Tie) -> tuple[tuple[int, int], ...]:
    """The pieces of a source that no line break parts from the cue, or all where each is parted from it.

    The *what* of "Here is what it reports" is no part of one.
    """
    start, end = tie.cue
    near = [(a, b) for a, b in tie.source if not _BREAK.search(text, b, start) and not _BREAK.search(text, end, a)]
    return tuple((m.end() if (m := _WHAT.match(text, a, b)) else a, b) for a, b in near or tie.source)


def calibrated(features: Sequence[float], weights: Sequence[float]) -> float:
    """The probability that logistic regression gives to features (Platt scaling over more than one figure).

    `weights` are one a feature and the intercept last.
    """
    total = weights[-1] + sum(f * w for f, w in zip(features, weights, strict=False))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def _features(text: str, tie: Tie) -> tuple[float, ...]:
    length = sum(b - a for a, b in tie.content)
    quoted = text[tie.content[0][0]] in _MARKS and text[tie.content[-1][1] - 1] in _MARKS
    return tuple(
        round(f, 3)
        for f in (
            _odds(tie.peak),
            _odds(tie.content_mean),
            _odds(tie.content_edge),
            _odds(tie.source_mean) if tie.source else 0.0,
            float(not tie.source),
            float(tie.source_faint),
            math.log(max(length, 1)),
            float(min(len(tie.content) - 1, 3)),
            float(quoted),
            float(tie.nested),
        )
    )


def _joined(text: str, runs: Sequence[tuple[int, int]]) -> SpanSet:
    """Runs of words as a span set; runs that only white space parts within a line are one."""
    out: list[tuple[int, int]] = []
    for a, b in runs:
        if out and _WITHIN_LINE.fullmatch(text, out[-1][1], a):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return SpanSet.of(out)
