"""Whom and what a text names: single names, and the entities that they and other words refer to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.span import Span

__all__ = ["Entity", "EntityKind", "Name", "NameKind"]


class NameKind(StrEnum):
    """What a name is the name of."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    OTHER = "other"
    OUTLET = "outlet"
    DOCUMENT = "document"


class EntityKind(StrEnum):
    """What an entity is; `group` is several people that are never named one by one."""

    PERSON = "person"
    GROUP = "group"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in the text; `score` is the probability that it is one of this kind."""

    span: Span
    kind: NameKind
    score: float


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that a text speaks of, under however many names.

    `name` is the fullest name that the text gives, or the fullest description where it gives none (then `named` is
    False). `roles` are its offices in the text's words; `speaks_for` is the id of the entity whose spokesman it
    is or in whose name it acts. `mentions` are all the words that refer to it, in order; they may overlap those of
    other entities.
    """

    id: str
    kind: EntityKind
    name: str
    named: bool = True
    roles: tuple[str, ...] = ()
    speaks_for: str | None = None
    mentions: tuple[Span, ...] = ()
