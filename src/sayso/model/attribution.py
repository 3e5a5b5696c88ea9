"""Who says what: a source, a cue and a content, each with the exact words it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.document import Document
from sayso.model.entity import Entity, EntityKind, Name
from sayso.model.sourcing import Sourcing
from sayso.model.span import SpanSet

__all__ = [
    "SOURCE_KINDS",
    "Article",
    "Attribution",
    "Certainty",
    "Computation",
    "Description",
    "Form",
    "Passage",
    "Probability",
    "Relation",
    "SourceKind",
    "Stance",
]


class Form(StrEnum):
    """How a content is worded: all inside quotation marks, none of it, or some of it."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What a source does with the content."""

    STATES = "states"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DOES_NOT_DENY = "does_not_deny"
    NO_COMMENT = "no_comment"
    DISPUTES = "disputes"
    PREDICTS = "predicts"
    BELIEVES = "believes"
    DEMANDS = "demands"
    ASKS = "asks"


class SourceKind(StrEnum):
    """What a source is. `none` is said of an attribution without source words."""

    NAMED_PERSON = "named_person"
    UNNAMED_PERSON = "unnamed_person"
    UNNAMED_GROUP = "unnamed_group"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    AUTHOR = "author"
    NONE = "none"


# What an entity is as a source, a person where there is a name.
SOURCE_KINDS = {
    EntityKind.PERSON: SourceKind.NAMED_PERSON,
    EntityKind.GROUP: SourceKind.UNNAMED_GROUP,
    EntityKind.ORGANISATION: SourceKind.ORGANISATION,
    EntityKind.OUTLET: SourceKind.OUTLET,
    EntityKind.DOCUMENT: SourceKind.DOCUMENT,
}


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
class Probability:
    """What readers take words of probability to mean: the median of a survey's answers and its quartiles, 0 to 1."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Certainty:
    """The hedges that stand on a content, and the probability that readers give to such words, where known."""

    markers: tuple[Passage, ...] = ()
    probability: Probability | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """All that a text says about a source it does not name, each in its own words.

    `number` (*two*), `office` (*harbour pilots*, *a senior official*), `side` (whom they belong to or stand for),
    `place` (*from the flooded valley*), `reason` (why no name is given).
    """

    number: Passage | None = None
    office: Passage | None = None
    side: Passage | None = None
    place: Passage | None = None
    reason: Passage | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What somebody does with another's statement: `kind`, `by` an entity's id or `author`, in these words.

    `attribution` is the id of the attribution that it is done to.
    """

    kind: Stance
    by: str
    attribution: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to say, think, deny or want something (the term of PARC3 and PolNeAR).

    `source` is None where nobody is named, `cue` is None where no word lays the content to its source (a
    quotation that stands alone, a block quotation). `parent` is the id of the attribution inside whose content
    this one stands. `speaker` is the id of the entity that the source is, and `via` those of the mouths between
    the article and the source, the outermost first. `score` is the calibrated probability that a trained annotator
    would mark it so; `features` holds the figures that made it, by name.
    """

    id: str
    content: Passage
    form: Form
    score: float
    made_by: Computation
    source: Passage | None = None
    cue: Passage | None = None
    parent: str | None = None
    stance: Stance = Stance.STATES
    certainty: Certainty = Certainty()
    source_kind: SourceKind = SourceKind.NONE
    speaker: str | None = None
    via: tuple[str, ...] = ()
    description: Description | None = None
    features: tuple[tuple[str, float], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Article:
    """A document and who says what in it, in the order of the text.

    `names` are what the network reads as names, in order and disjoint; `resolve` makes `entities` of them. What
    stands behind the article as a whole is its `sourcing`, None until it is worked out.
    """

    document: Document
    attributions: tuple[Attribution, ...]
    names: tuple[Name, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    sourcing: Sourcing | None = None
