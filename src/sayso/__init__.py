"""On whose say-so? Reads news articles and shows who says what, in the exact words.

    >>> import sayso
    >>> article = sayso.read("article.html")
    >>> article.attributions[0].source.text

    >>> with sayso.Dossier("story.sayso", create=True) as dossier:
    ...     dossier.add(["articles/"])
    ...     dossier.claims()

Everything in `__all__` is loaded when it is first asked for: importing sayso costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.dossier import Dossier as Dossier
    from sayso.errors import InputError as InputError
    from sayso.errors import SaysoError as SaysoError
    from sayso.model import Article as Article
    from sayso.model import Attribution as Attribution
    from sayso.model import Certainty as Certainty
    from sayso.model import Description as Description
    from sayso.model import Document as Document
    from sayso.model import Entity as Entity
    from sayso.model import Finding as Finding
    from sayso.model import Form as Form
    from sayso.model import Headline as Headline
    from sayso.model import Passage as Passage
    from sayso.model import Probability as Probability
    from sayso.model import Relation as Relation
    from sayso.model import SourceKind as SourceKind
    from sayso.model import Sourcing as Sourcing
    from sayso.model import Span as Span
    from sayso.model import SpanSet as SpanSet
    from sayso.model import Stance as Stance
    from sayso.model import Voice as Voice
    from sayso.model.record import article_record as article_record
    from sayso.pipeline import attribute_records as attribute_records
    from sayso.pipeline import read as read
    from sayso.pipeline import read_many as read_many

__version__ = "0.1.0"

_HOMES = {
    "Article": "sayso.model",
    "Attribution": "sayso.model",
    "Certainty": "sayso.model",
    "Description": "sayso.model",
    "Document": "sayso.model",
    "Dossier": "sayso.dossier",
    "Entity": "sayso.model",
    "Finding": "sayso.model",
    "Form": "sayso.model",
    "Headline": "sayso.model",
    "InputError": "sayso.errors",
    "Passage": "sayso.model",
    "Probability": "sayso.model",
    "Relation": "sayso.model",
    "SaysoError": "sayso.errors",
    "SourceKind": "sayso.model",
    "Sourcing": "sayso.model",
    "Span": "sayso.model",
    "SpanSet": "sayso.model",
    "Stance": "sayso.model",
    "Voice": "sayso.model",
    "article_record": "sayso.model.record",
    "attribute_records": "sayso.pipeline",
    "read_many": "sayso.pipeline",
}

__all__ = [
    "Article",
    "Attribution",
    "Certainty",
    "Description",
    "Document",
    "Dossier",
    "Entity",
    "Finding",
    "Form",
    "Headline",
    "InputError",
    "Passage",
    "Probability",
    "Relation",
    "SaysoError",
    "SourceKind",
    "Sourcing",
    "Span",
    "SpanSet",
    "Stance",
    "Voice",
    "__version__",
    "article_record",
    "attribute_records",
    "read",
    "read_many",
]


class _Callable(ModuleType):
    """A sub-package that can be called as well: `sayso.read` is both the first stage and the first thing to
    do.
    """

    def __call__(self, source: Any) -> Any:
        from sayso.pipeline import read

        return read(source)


class _Front(ModuleType):
    """The front door: loads a name when it is first asked for.

    `read` is a name twice: the sub-package and the call. Whoever imports the sub-package, by whatever
    statement, makes the import system set it as an attribute here, and a function of that name would be gone.
    So the sub-package itself is made callable at that very moment, which serves both uses in any order, and
    `read`, a stage, need not know the pipeline that stands above it.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "read" and type(value) is ModuleType:
            value.__class__ = _Callable
        super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name == "read":
            import_module("sayso.read")  # which sets the attribute, see above
            return self.__dict__[name]
        if name not in _HOMES:
            raise AttributeError(f"module 'sayso' has no attribute {name!r}")
        value = getattr(import_module(_HOMES[name]), name)
        setattr(self, name, value)
        return value

    def __dir__(self) -> list[str]:
        return sorted({*self.__dict__, *__all__})


sys.modules[__name__].__class__ = _Front
