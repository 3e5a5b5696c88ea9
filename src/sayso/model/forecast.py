"""Statements about what is to come: who foresaw what, by when and how surely, and whether they were right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.attribution import Passage, Probability

__all__ = [
    "AUTHOR",
    "INTENTIONS",
    "CalibrationBin",
    "Decomposition",
    "Entry",
    "Figure",
    "Forecast",
    "ForecastKind",
    "ForecastStatus",
    "Horizon",
    "Outcome",
    "Resolution",
    "Rewording",
    "Score",
    "SelfCitation",
]

AUTHOR = "author"  # who stands behind what an article says in its own words


class ForecastKind(StrEnum):
    """What a statement about the future is: plans, promises and threats are of those who can carry them out."""

    FORECAST = "forecast"
    PLAN = "plan"
    PROMISE = "promise"
    THREAT = "threat"


# What somebody says they will do themselves: kept apart from forecasts, and never scored.
INTENTIONS = (ForecastKind.PLAN, ForecastKind.PROMISE, ForecastKind.THREAT)


class ForecastStatus(StrEnum):
    """Where a forecast stands as of a day: its horizon is still to come, is past, or somebody has resolved it."""

    OPEN = "open"
    DUE = "due"
    RESOLVED = "resolved"


class Outcome(StrEnum):
    """Whether what was foreseen came about. `void`: the question fell away, such as by a condition not met."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Horizon:
    """When something is to come about: the first and the last day that the words leave open (ISO 8601, inclusive).

    `earliest` is None where the words tell no beginning that is known, `latest` where they tell no end (*after the
    election*, *soon*); both where they hang on a date that is not known. `past` is True where the words tell of a
    time that was over when they were written.
    """

    words: Passage
    earliest: str | None = None
    latest: str | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """Somebody says what will come: the words, what is foreseen, by when, under which condition, how surely.

    `id` is `<article>#f<start>`. `by` is the id of the mouth it is laid to, or `author`; `name` is how the article
    calls them. `passage` are the words that say it, the condition among them; `event` is what is foreseen, put
    affirmatively: where `negated` is True the forecaster says that it will not come. `probability` is that of the
    event, turned where the words deny it; None where they give no probability that a survey or a number tells, as a
    bare *will* does not. `probability_words` are the words that gave it, and other hedges; `verb` are those that put it
    into the future: *will*, *is going to*, *predicts*. `made` is the date of the article.
    """

    id: str
    article: str
    by: str
    passage: Passage
    event: str
    kind: ForecastKind = ForecastKind.FORECAST
    name: str = ""
    made: str | None = None
    horizon: Horizon | None = None
    condition: Passage | None = None
    probability: Probability | None = None
    probability_words: tuple[Passage, ...] = ()
    negated: bool = False
    status: ForecastStatus = ForecastStatus.OPEN
    attribution: str | None = None
    outlet: str | None = None
    verb: Passage | None = None

    @property
    def statement(self) -> str:
        """The words that say it."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Resolution:
    """What somebody decided about a forecast: whether the event came about, and what settles it.

    `outcome` is that of the event put affirmatively. `evidence` are ids of articles, statements or claims; `resolved`
    is the day on which it was settled, `author` and `made` are whose judgement it is and when it was given.
    """

    forecast: str
    outcome: Outcome
    resolved: str
    evidence: tuple[str, ...] = ()
    author: str = ""
    made: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """How surely somebody decided that a forecast was meant, where its words give no figure or another one.

    `probability` is that of the event where it is of one forecast. Where it is of all that is put in some `words` (a
    bare *will*), it is how surely these say that it comes as they say, and is turned for those that deny the event.
    """

    probability: float
    author: str = ""
    made: str = ""
    note: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class SelfCitation:
    """Somebody says what they said before: *I said on 2 November that …*.

    `by` is a mouth's id or `author`. `passage` are the words that say so, `content` what is said to have been said;
    `when` is the time that is given for it, if any. `asserted` is True where they say it again: *as I wrote in May, …*.
    """

    article: str
    by: str
    passage: Passage
    content: Passage
    when: Horizon | None = None
    asserted: bool = False


@dataclass(frozen=True, slots=True)
class Rewording:
    """How the wording of a forecast changed when it was told again.

    `kind` is `in_full`, `shortened` or `reworded`. `strength` is what it claims now against what it claimed then:
    `same`, `stronger`, `weaker`, `mixed` where it is stronger in one way and weaker in another, `contrary` where the
    one denies what the other says. `reasons` tell why, a line each: a hedge left out, a deadline dropped.
    `likeness` is how much of the wording agrees, 0 to 1; `pieces` are those of an `Alignment`.
    """

    kind: str
    strength: str
    reasons: tuple[str, ...] = ()
    likeness: float = 1.0
    pieces: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a ledger: on a day, somebody gave an event a probability.

    `question` is the id of what is asked: entries of the same question can be set against each other. `made` is the
    day of the forecast, `horizon` the last day that it speaks of, `resolved` the day on which the outcome was known
    (ISO 8601). `words` are the words of probability, if any; `statement` what is foreseen, `outlet` where it stood.
    """

    question: str
    by: str
    made: str
    probability: float
    outcome: Outcome | None = None
    horizon: str | None = None
    resolved: str | None = None
    statement: str = ""
    words: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The parts of a mean Brier score, computed over bins of like probability.

    `brier` = `reliability` - `resolution` + `uncertainty` + `within_variance` - `within_covariance`, exactly. The
    last two are what the forecasts in one bin differ by (Stephenson, Coelho and Jolliffe 2008); without them the
    three parts of Murphy (1973) add up only where all forecasts in a bin are the same.
    """

    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    within_variance: float
    within_covariance: float


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Forecasts of like probability: from `low` to `high`, `count` of them, their mean, and the share that came true.

    `share_low` and `share_high` are the band within which the true share lies with the stated confidence.
    """

    low: float
    high: float
    count: int
    forecast: float
    share: float
    share_low: float
    share_high: float


@dataclass(frozen=True, slots=True)
class Score:
    """How right somebody's forecasts were.

    `questions` is the number of resolved questions and `forecasts` that of forecasts on them. `brier` is the mean
    squared error of the probabilities, 0 to 1, the lower the better; `log` the mean logarithmic score, in nats, the
    lower the better. `base_rate` is the share that came about and `skill` 1 - `brier` / (the score of somebody who
    always says the base rate): 0 is no better, None where nothing or everything came about. `against_others` is the
    mean difference to the others' Brier score on the same questions (negative: better than they) over
    `shared_questions`; None where nobody else forecast them. Where there are fewer than the least number of
    questions, no figure is given: `enough` is False and every figure None.
    """

    questions: int
    forecasts: int
    enough: bool
    brier: float | None = None
    log: float | None = None
    base_rate: float | None = None
    skill: float | None = None
    decomposition: Decomposition | None = None
    calibration: tuple[CalibrationBin, ...] = ()
    against_others: float | None = None
    shared_questions: int = 0
