"""Forecasts as the ledger of a dossier answers with them: each with what stands beside it, what bears on it, its score.

Values only; what fills them is `ledger`, `bearing` and `scored`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.model import (
    Entry,
    Figure,
    Forecast,
    ForecastKind,
    ForecastStatus,
    Outcome,
    Passage,
    Resolution,
    Rewording,
    Score,
    SelfCitation,
)

__all__ = ["FLIPPED", "Bearing", "Foreseen", "Recalled", "Retold", "Scores", "rank", "rank_of"]

FLIPPED = {Outcome.YES: Outcome.NO, Outcome.NO: Outcome.YES}
_ORDER = {ForecastStatus.DUE: 0, ForecastStatus.OPEN: 1, ForecastStatus.RESOLVED: 2}


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
class Recalled:
    """Somebody says what they said before, and the dossier holds no forecast of theirs that it could be.

    `name` is who, where it is the article's author or outlet; the citation's `by` tells any other.
    """

    citation: SelfCitation
    day: str
    name: str = ""
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A forecast as the ledger keeps it, with its status as of the day that was asked for.

    `voice` is the id of whoever is scored for it, `title` that of its article. `question` is the same for all forecasts
    of one thing: the id of a claim, or of the forecast that foresaw it first; `beside` is what others foresee of it.
    `bearing` is what later articles say of it while nobody has resolved it. `cited` is where it was cited since.
    `figure` is what somebody decided of its probability, which the forecast then has. `entry` is the line of a ledger
    kept elsewhere that it is, `statement` the id of the statement, if it is one.
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
    figure: Figure | None = None
    entry: Entry | None = None
    statement: str | None = None

    @property
    def hit(self) -> bool | None:
        """Whether it was right: of one half or more a yes, of less a no; None where that cannot be told.

        What is foreseen without a probability counts as foreseen, or as denied where it is. Plans, promises and
        threats are neither right nor wrong.
        """
        if self.forecast.kind is not ForecastKind.FORECAST:
            return None
        if self.resolution is None or self.resolution.outcome not in FLIPPED:
            return None
        p = self.forecast.probability
        foretold = not self.forecast.negated if p is None else p.median >= 0.5
        return foretold is (self.resolution.outcome is Outcome.YES)


@dataclass(frozen=True, slots=True)
class Scores:
    """How right forecasts were: as a whole, and by `by`, the best first, those with too few questions last.

    `averaged` is True where several forecasts of one voice on one question count as one, each for the time it stood.
    `least` is the number of resolved questions below which no figure is given. `unscored` are resolved forecasts whose
    words give no probability, and `bare` in which words these put it, with how many were right and how many wrong, the
    most frequent first. `judged` are forecasts that are scored by a figure that somebody gave. `hits` and `misses` are
    the resolved ones, newest first.
    """

    by: str
    least: int
    averaged: bool
    whole: Score
    groups: tuple[tuple[str, Score], ...]
    unscored: int = 0
    hits: tuple[Foreseen, ...] = ()
    misses: tuple[Foreseen, ...] = ()
    bare: tuple[tuple[str, int, int], ...] = ()
    judged: int = 0


def rank(f: Foreseen) -> tuple[Any, ...]:
    """Due ones first, those due the longest first; then open ones, the next first; then the resolved, newest first."""
    forecast = f.forecast
    if f.resolution is not None:
        days = (*(-int(n) for n in f.resolution.resolved.split("-") if n.isdigit()),)
        return _ORDER[forecast.status], 0, days, forecast.made or "", forecast.id
    until = forecast.horizon.latest if forecast.horizon else None
    return rank_of(forecast.status, until, forecast.made or "", forecast.id)


def rank_of(status: str, until: str | None, made: str, id: str) -> tuple[Any, ...]:
    """The rank of a forecast that is not resolved, by its last day and by the day on which it was made."""
    return _ORDER[ForecastStatus(status)], until is None, until or "", made, id
