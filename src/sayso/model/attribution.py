"""Who says what: a source, a cue and a content, each with the exact words it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.document import Document
from sayso.model.span import SpanSet

__all__ = ["Article", "Attribution", "Computation", "Form", "Passage"]


class Form(StrEnum):
    """How a content is worded: all inside quotation marks, none of it, or some of it."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text: the spans they stand at, and the words themselves."""

    text: str
    spans: SpanSet

    @classmethod
    def at(cls, text: str, spans: SpanSet) -> Passage:
        """The passage that `spans` cover in `text`."""
        return cls(spans.text(text), spans)


@dataclass(frozen=True, slots=True)
class Computation:
    """What made a derived record: the component, its version, and the digest of the weights it used, if any."""

    component: str
    version: str
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to say, think, deny or want something (the term of PARC3 and PolNeAR).

    `source` is None where nobody is named, `cue` is None where no word lays the content to its source (a
    quotation that stands alone, a block quotation). `parent` is the id of the attribution inside whose content
    this one stands. `score` is the calibrated probability that a trained annotator would mark it so; `features`
    holds the figures that made it, by name.
    """

    id: str
    content: Passage
    form: Form
    score: float
    made_by: Computation
    source: Passage | None = None
    cue: Passage | None = None
    parent: str | None = None
    features: tuple[tuple[str, float], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Article:
    """A document and who says what in it, in the order of the text."""

    document: Document
    attributions: tuple[Attribution, ...]
