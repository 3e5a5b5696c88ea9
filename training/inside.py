"""What stands inside the contents of a corpus that marks nothing there: as a network reads it, text by text.

Self-training (Yarowsky 1995): the first cue scheme finds little inside a content, since nobody marked anything there;
but it reads the inside of a content well as a text of its own. What it finds so, the second scheme learns to find in
one reading of the whole article.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.attribute.network import read_paragraphs
from sayso.inference.session import Model, load
from sayso.model import Span
from sayso.text.paragraph import paragraphs
from training.data import Example, Spans

__all__ = ["inside"]

_MARKS = "\"“”„‟«»‹›‘’‚'` "


def inside(examples: list[Example], config: dict[str, Any], kept: Path) -> list[Example]:
    """The examples with `inner` and `read`, by the weights in the folder that `config["inside"]` names, if any.

    What is found is kept in the file `kept`, and taken from there by a run that goes on.
    """
    settings = config["inside"]
    if not settings["weights"]:
        return examples
    if not kept.exists():
        model = load(Path(settings["weights"]))
        rows = {e.id: _found(e, model, settings) for e in examples if e.marked and not e.nested}
        kept.with_suffix(".part").write_text(json.dumps(rows), encoding="utf8")
        kept.with_suffix(".part").replace(kept)
    found = json.loads(kept.read_text(encoding="utf8"))
    return [replace(e, inner=found[e.id][0], read=found[e.id][1]) if e.id in found else e for e in examples]


def _found(example: Example, model: Model, settings: dict[str, Any]) -> tuple[list[tuple[Spans, Spans, Spans]], Spans]:
    rows: list[tuple[Spans, Spans, Spans]] = []
    read: Spans = []
    for _, _, content in example.attributions:
        for start, end in content:
            while start < end and example.text[start] in _MARKS:
                start += 1
            while end > start and example.text[end - 1] in _MARKS:
                end -= 1
            if len(example.text[start:end].split()) < settings["fewest_words"]:
                continue
            own = [p.shifted(start) for p in paragraphs(Span(start, end).of(example.text))]
            sure: Spans = [[start, end]]
            for found in read_paragraphs(example.text, own, model):
                if found.cue is None or found.score < settings["doubt"]:
                    continue
                if found.score >= settings["least"] and found.source:
                    parts = (found.source, found.cue, found.content)
                    rows.append(tuple([list(p) for p in spans.pairs()] for spans in parts))  # type: ignore[arg-type]
                else:  # neither one nor none: nothing is learned there
                    a, b = found.cue.start, found.cue.end
                    sure = [p for x, y in sure for p in ([x, min(y, a)], [max(x, b), y]) if p[1] > p[0]]
            read += sure
    return rows, read
