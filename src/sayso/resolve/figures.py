"""An entity while it is being worked out, and the words that refer to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.model import EntityKind, NameKind
from sayso.resolve.kinds import SUFFIXES

__all__ = ["Figure", "Mention"]


@dataclass(slots=True, eq=False)
class Mention:
    """Words that refer to a figure: the word indices from `first` to `last`, both included."""

    first: int
    last: int
    figure: Figure
    name: bool


@dataclass(slots=True, eq=False)
class Figure:
    """An entity while it is being worked out. `votes` are for he (m) and she (f), `forms` are a body's names."""

    kind: EntityKind
    name: str
    named: bool = True
    worded: bool = True  # whether the name stands in the text, and was not put together
    forms: set[tuple[str, ...]] = field(default_factory=set)
    roles: dict[str, str] = field(default_factory=dict)
    votes: dict[str, float] = field(default_factory=lambda: {"m": 0.0, "f": 0.0})
    mentions: list[Mention] = field(default_factory=list)
    state: str | None = None
    read_as: NameKind | None = None  # what the network takes its name for
    plural: bool = False
    owned: bool = False  # whether it is told whose it is
    speaks_for: Figure | None = None
    members: tuple[Figure, ...] = ()

    @property
    def surname(self) -> str:
        """The last word of the name, the Jr. left aside, in small letters; for others than people too."""
        words = self.name.casefold().replace(".", "").replace(",", " ").split()
        return next((w for w in reversed(words) if w not in SUFFIXES), self.name.casefold())

    @property
    def gender(self) -> str:
        """`m` or `f` where the text is clear enough about it, else nothing."""
        m, f = self.votes["m"], self.votes["f"]
        if m + f < 1:
            return ""
        return "m" if m >= 2 * f + 0.5 else "f" if f >= 2 * m + 0.5 else ""
