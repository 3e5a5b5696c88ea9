"""What things are: frozen values that point into a text. Standard library only."""

from sayso.model.attribution import (
    Article,
    Attribution,
    Certainty,
    Computation,
    Description,
    Form,
    Passage,
    Probability,
    Relation,
    SourceKind,
    Stance,
)
from sayso.model.document import Document, Furniture
from sayso.model.entity import Entity, EntityKind, Name, NameKind
from sayso.model.sourcing import Finding, Headline, Sourcing, Voice
from sayso.model.span import Span, SpanSet

__all__ = [
    "Article",
    "Attribution",
    "Certainty",
    "Computation",
    "Description",
    "Document",
    "Entity",
    "EntityKind",
    "Finding",
    "Form",
    "Furniture",
    "Headline",
    "Name",
    "NameKind",
    "Passage",
    "Probability",
    "Relation",
    "SourceKind",
    "Sourcing",
    "Span",
    "SpanSet",
    "Stance",
    "Voice",
]
