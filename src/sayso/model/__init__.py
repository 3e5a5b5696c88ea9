"""What things are: frozen values that point into a text. Standard library only."""

from sayso.model.attribution import Article, Attribution, Computation, Form, Passage
from sayso.model.document import Document, Furniture
from sayso.model.span import Span, SpanSet

__all__ = [
    "Article",
    "Attribution",
    "Computation",
    "Document",
    "Form",
    "Furniture",
    "Passage",
    "Span",
    "SpanSet",
]
