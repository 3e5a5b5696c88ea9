"""What the ledger of a dossier tells: forecasts with what bears on them, and scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import (
    Entry,
    Forecast,
    Outcome,
    Passage,
    Resolution,
    Rewording,
    Score,
    SelfCitation,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float16]

__all__ = ["Bearing", "Foreseen", "Retold", "Scores"]

_FLIPPED = {Outcome.YES: Outcome.NO, Outcome.NO: Outcome.YES}


@dataclass(frozen=True, slots=True)
class Bearing:
    """Words of a later article that bear on a forecast. It is put forward for a person to judge, no more.

    `stance` is `for` where they say what was foreseen, `against` where they say the contrary, and else what the source
    does with it: `no_comment`, `does_not_deny`, `asks` … `likeness` is how surely they are about the same.
    """

    statement: str
    article: str
    day: str
    passage: Passage
    stance: str
    likeness: float
    outlet: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Retold:
    """A later article in which the forecaster cites the forecast, and how its wording changed."""

    citation: SelfCitation
    day: str
    rewording: Rewording


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A forecast as the ledger keeps it, with its status as of the day that was asked for.

    `voice` is the id of whoever is scored for it, `title` that of its article. `question` is the same for all forecasts
    of one thing: the id of a claim, or of the forecast that foresaw it first; `beside` is what others foresee of it.
    `bearing` is what later articles say of it while nobody has resolved it. `cited` is where it was cited since.
    `entry` is the line of a ledger kept elsewhere that it is, if it is one.
    """

    forecast: Forecast
    voice: str
    question: str
    title: str | None = None
    turned: bool = False
    resolution: Resolution | None = None
    beside: tuple[Forecast, ...] = ()
    bearing: tuple[Bearing, ...] = ()
    cited: tuple[Retold, ...] = ()
    entry: Entry | None = None

    @property
    def hit(self) -> bool | None:
        """Whether it was right: of one half or more a yes, of less a no; None where that cannot be told.

        What is foreseen without a probability counts as foreseen, or as denied where it is.
        """
        if self.resolution is None or self.resolution.outcome not in _FLIPPED:
            return None
        p = self.forecast.probability
        foretold = not self.forecast.negated if p is None else p.median >= 0.5
        return foretold is (self.resolution.outcome is Outcome.YES)


@dataclass(frozen=True, slots=True)
class Scores:
    """How right forecasts were: as a whole, and by `by`, the best first, those with too few questions last.

    `averaged` is True where several forecasts of one voice on one question count as one, each for the time it stood.
    `least` is the number of resolved questions below which no figure is given. `unscored` are resolved forecasts whose
    words give no probability. `hits` and `misses` are the resolved ones, newest first.
    """

    by: str
    least: int
    averaged: bool
    whole: Score
    groups: tuple[tuple[str, Score], ...]
    unscored: int = 0
    hits: tuple[Foreseen, ...] = ()
    misses: tuple[Foreseen, ...] = ()
