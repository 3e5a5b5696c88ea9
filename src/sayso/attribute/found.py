"""What the extractors hand one another before an article's attributions are numbered."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import SpanSet

__all__ = ["Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as an extractor found it, in offsets of the document's text.

    `by` is `network`, `grammar` or `given`; `rule` names the grammar's rule. `score` is the network's calibrated
    probability, 1 for what was given,
    or the rule's measured precision for the grammar. `features` are the
    figures that made it, by name. `within` is the outermost content or block that it was read inside of, None at
    the top level.
    """

    content: SpanSet
    score: float
    source: SpanSet | None = None
    cue: SpanSet | None = None
    by: str = "network"
    rule: str = ""
    features: tuple[tuple[str, float], ...] = ()
    within: SpanSet | None = None
