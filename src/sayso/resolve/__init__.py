"""Which entity a source is: kinds of sources, names gathered into entities, pronouns, offices, descriptions."""

from sayso.resolve.stage import resolve

__all__ = ["resolve"]
