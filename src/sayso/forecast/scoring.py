"""How right forecasts were: scores, their parts, calibration, and comparisons on the same questions.

- The **Brier score** is the mean squared difference between probability and outcome (Brier 1950), here from 0 (right
  and certain) to 1 (wrong and certain); always saying one half scores 0.25. (Where two complementary probabilities
  are summed, as Brier did and the Good Judgment Project does, it is twice this.)
- The **logarithmic score** is minus the natural logarithm of the probability given to what came about (Good 1952).
  Probabilities are clipped to 0.01 … 0.99 for it, so that one certainty that fails costs 4.6 and not infinitely much.
- **Murphy's decomposition** (A new vector partition of the probability score, 1973) over bins of like probability,
  with the two terms for what the forecasts in one bin differ by (Stephenson, Coelho and Jolliffe, Two extra components
  in the Brier score decomposition, 2008), so that the parts add up exactly.
- **Calibration bands** are Wilson's score intervals (1927) for the share of each bin. They take the questions as
  independent of each other; forecasts that hang together make the true bands wider.
- **Several forecasts of one person on one question** are averaged over time as tournaments do: each counts for the
  days on which it stood, from its day to the next one's, the last until the question was settled.

An outcome of `partly` counts as one half, `void` and open questions count for nothing. The sums are a few lines each,
so they are here and not taken from a library: those that are maintained bring scipy or pandas with them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist, fmean

from sayso.forecast.horizon import parsed
from sayso.model import CalibrationBin, Decomposition, Entry, Forecast, ForecastStatus, Outcome, Resolution, Score

__all__ = [
    "CLIP",
    "EDGES",
    "LEAST",
    "Wager",
    "brier",
    "calibration",
    "decomposition",
    "entry",
    "logarithmic",
    "score",
    "scores",
    "skill",
    "standing",
    "status",
    "wagers",
    "was_right",
    "wilson",
    "wording",
]

LEAST = 20  # resolved questions below which nothing is shown
CLIP = 0.01  # probabilities nearer to 0 or 1 than this count as this far away, for the logarithmic score
EDGES = tuple(n / 10 for n in range(11))  # of the bins; the last one holds its upper edge
# What a verb of the future has around it that says nothing of how surely it is put.
_CONTRACTED = {"won't": "will", "shan't": "shall", "'ll": "will", "'d": "would", "wouldn't": "would"}
_DENIAL = re.compile(r"(?:\bnot|\bnever|\bno longer|n't)\b")
_BE = re.compile(r"^(?:is|are|am|was|were|'s|'re|'m)\b")
_HAPPENED = {Outcome.YES: 1.0, Outcome.NO: 0.0, Outcome.PARTLY: 0.5}


@dataclass(frozen=True, slots=True)
class Wager:
    """A probability that stood on a question, and what came: 1, 0, or one half.

    `weight` is what it counts for among all of the same question and person, together 1.
    """

    question: str
    by: str
    probability: float
    happened: float
    weight: float = 1.0


def entry(forecast: Forecast, resolution: Resolution | None = None, question: str | None = None) -> Entry | None:
    """A forecast as a line of a ledger; None where its words give no probability, or it has no date."""
    if forecast.probability is None or forecast.made is None:
        return None
    return Entry(
        question=question or forecast.id,
        by=forecast.by,
        made=forecast.made,
        probability=forecast.probability.median,
        outcome=resolution.outcome if resolution else None,
        horizon=forecast.horizon.latest if forecast.horizon else None,
        resolved=resolution.resolved if resolution else None,
        statement=forecast.statement,
        words=wording(forecast),
        outlet=forecast.outlet or "",
    )


def wording(forecast: Forecast) -> str:
    """How surely it is put, in words that are the same for all forecasts that put it so.

    The words of probability; else those that put it into the future, less a form of *be* and what denies the event:
    *will* for *won't*, *going to* for *is not going to*. Empty where neither is known.
    """
    if forecast.probability_words:
        return "; ".join(p.text for p in forecast.probability_words)
    words = " ".join((forecast.verb.text if forecast.verb else "").casefold().replace("’", "'").split())
    words = _CONTRACTED.get(words, words)
    return _BE.sub("", _DENIAL.sub("", words)).strip()


def status(forecast: Forecast, resolution: Resolution | None, today: str) -> ForecastStatus:
    """Where a forecast stands on a day (ISO 8601): due from the day after its horizon, if it has one."""
    if resolution is not None:
        return ForecastStatus.RESOLVED
    latest = forecast.horizon.latest if forecast.horizon else None
    return ForecastStatus.DUE if latest is not None and latest < today[:10] else ForecastStatus.OPEN


def was_right(forecast: Forecast, outcome: Outcome) -> bool | None:
    """Whether the forecaster was on the side that came out: by the probability, or where none is told by the words.

    None where nothing can be said: a probability of one half, an outcome of `partly` or `void`.
    """
    if outcome not in (Outcome.YES, Outcome.NO):
        return None
    if forecast.probability is None:
        return (outcome is Outcome.NO) == forecast.negated
    if forecast.probability.median == 0.5:
        return None
    return (forecast.probability.median > 0.5) == (outcome is Outcome.YES)


def wagers(entries: Iterable[Entry], averaged: bool = True) -> list[Wager]:
    """The resolved entries as wagers, weighted for how long each stood; with `averaged` False each counts in full.

    What was made after the question was settled is left out.
    """
    held: dict[tuple[str, str], list[tuple[Entry, float]]] = defaultdict(list)
    for e in entries:
        happened = _HAPPENED.get(e.outcome) if e.outcome is not None else None
        if happened is not None and not (e.resolved and e.made[:10] > e.resolved[:10]):
            held[(e.question, e.by)].append((e, happened))
    out = []
    for (question, by), rows in held.items():
        end = _end([e for e, _ in rows])
        weights = standing([e.made for e, _ in rows], end) if averaged else [1.0] * len(rows)
        for (e, happened), weight in zip(rows, weights, strict=True):
            if weight:
                out.append(Wager(question, by, e.probability, happened, weight))
    return out


def _end(rows: Sequence[Entry]) -> str | None:
    """The day on which a question closed: when it was settled, else the horizon."""
    return max((r.resolved for r in rows if r.resolved), default=None) or max(
        (r.horizon for r in rows if r.horizon), default=None
    )


def standing(made: Sequence[str], end: str | None) -> list[float]:
    """For which share of the time each of some forecasts stood, from the first to the end.

    A forecast stands from its day up to, not including, the next one's; the last one for a day at least. Of several on
    one day the last counts.
    """
    days = [parsed(m) for m in made]
    order = sorted(range(len(made)), key=lambda n: (days[n] or date.min, n))
    last = parsed(end)
    spans = [0.0] * len(made)
    for k, n in enumerate(order):
        here = days[n]
        if here is None:
            spans[n] = 1.0
            continue
        after = days[order[k + 1]] if k + 1 < len(order) else None
        if after is not None:
            spans[n] = float((after - here).days)
        else:
            spans[n] = float(max(1, (last - here).days if last is not None else 1))
    total = sum(spans)
    return [s / total for s in spans]


# The scores of a set of wagers.


def brier(made: Sequence[Wager]) -> float:
    """The mean Brier score, every question and person counting alike."""
    return _mean(made, lambda w: (w.probability - w.happened) ** 2)


def logarithmic(made: Sequence[Wager], clip: float = CLIP) -> float:
    """The mean logarithmic score, in nats; the lower the better."""

    def cost(w: Wager) -> float:
        p = min(1 - clip, max(clip, w.probability))
        return -(w.happened * math.log(p) + (1 - w.happened) * math.log(1 - p))

    return _mean(made, cost)


def base_rate(made: Sequence[Wager]) -> float:
    """The share that came about."""
    return _mean(made, lambda w: w.happened)


def _mean(made: Sequence[Wager], of: Callable[[Wager], float]) -> float:
    return math.fsum(w.weight * of(w) for w in made) / math.fsum(w.weight for w in made)


def decomposition(made: Sequence[Wager], edges: Sequence[float] = EDGES) -> Decomposition:
    """The parts of the mean Brier score; they add up to it but for rounding in the last digits."""
    total = math.fsum(w.weight for w in made)
    rate = base_rate(made)
    reliability = resolution = variance = covariance = 0.0
    for held in _binned(made, edges).values():
        weight = math.fsum(w.weight for w in held)
        mean, share = _mean(held, lambda w: w.probability), base_rate(held)
        reliability += weight * (mean - share) ** 2
        resolution += weight * (share - rate) ** 2
        variance += math.fsum(w.weight * (w.probability - mean) ** 2 for w in held)
        covariance += 2 * math.fsum(w.weight * (w.probability - mean) * (w.happened - share) for w in held)
    return Decomposition(
        brier=brier(made),
        reliability=reliability / total,
        resolution=resolution / total,
        uncertainty=_mean(made, lambda w: (w.happened - rate) ** 2),
        within_variance=variance / total,
        within_covariance=covariance / total,
    )


def calibration(
    made: Sequence[Wager], edges: Sequence[float] = EDGES, confidence: float = 0.95
) -> tuple[CalibrationBin, ...]:
    """For each bin that holds any: how many, what they said on average, and how often it came about.

    The bands are Wilson's for as many trials as there are questions and persons in the bin, weights summed.
    """
    out = []
    for k, held in sorted(_binned(made, edges).items()):
        weight = math.fsum(w.weight for w in held)
        share = base_rate(held)
        low, high = wilson(share, weight, confidence)
        mean = _mean(held, lambda w: w.probability)
        out.append(CalibrationBin(edges[k], edges[k + 1], len(held), mean, share, low, high))
    return tuple(out)


def _binned(made: Sequence[Wager], edges: Sequence[float]) -> Mapping[int, list[Wager]]:
    bins: dict[int, list[Wager]] = defaultdict(list)
    for w in made:
        bins[min(len(edges) - 2, max(0, bisect_right(edges, w.probability) - 1))].append(w)
    return bins


def wilson(share: float, trials: float, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's interval for a share of some trials."""
    if trials <= 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    reach = z / (1 + z * z / trials) * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def skill(made: Sequence[Wager]) -> float | None:
    """1 - Brier / (the Brier score of always saying the base rate of these questions).

    That reference knows the outcomes, so it is hard on the forecaster. None where all came out alike.
    """
    rate = base_rate(made)
    reference = _mean(made, lambda w: (w.happened - rate) ** 2)
    return 1 - brier(made) / reference if reference > 0 else None


def score(entries: Iterable[Entry], others: Iterable[Entry] = (), least: int = LEAST, averaged: bool = True) -> Score:
    """Every figure of some entries, or none where they are of fewer than `least` resolved questions.

    `others` are entries of other people, for the comparison on the same questions; those of the same people are not
    compared with themselves.
    """
    given = list(entries)
    made = wagers(given, averaged)
    questions = {w.question for w in made}
    if len(questions) < max(1, least):
        return Score(len(questions), len(made), enough=False)
    difference, shared = _against(made, wagers(others, averaged))
    return Score(
        questions=len(questions),
        forecasts=len(made),
        enough=True,
        brier=brier(made),
        log=logarithmic(made),
        base_rate=base_rate(made),
        skill=skill(made),
        decomposition=decomposition(made),
        calibration=calibration(made),
        against_others=difference if shared >= least else None,
        shared_questions=shared,
    )


def _against(made: Sequence[Wager], others: Sequence[Wager]) -> tuple[float | None, int]:
    """The mean difference to the others' mean score, question by question, and the number of questions shared.

    Each person's score on a question is averaged over time first, then the others' are averaged.
    """
    own: dict[str, list[Wager]] = defaultdict(list)
    for w in made:
        own[w.question].append(w)
    people = {w.by for w in made}
    theirs: dict[str, dict[str, list[Wager]]] = defaultdict(lambda: defaultdict(list))
    for w in others:
        if w.by not in people and w.question in own:
            theirs[w.question][w.by].append(w)
    differences = [brier(own[q]) - fmean(brier(rows) for rows in by.values()) for q, by in theirs.items()]
    return (fmean(differences) if differences else None), len(differences)


def scores(
    entries: Iterable[Entry], by: Callable[[Entry], str], least: int = LEAST, averaged: bool = True
) -> dict[str, Score]:
    """The scores of groups of entries: by person, outlet, period, wording. Persons are set against one another.

    `by` names the group of an entry: `lambda e: e.made[:4]` for years, `lambda e: e.words` for wordings.
    """
    given = list(entries)
    groups: dict[str, list[Entry]] = defaultdict(list)
    for e in given:
        groups[by(e)].append(e)
    asked: dict[str, list[Entry]] = defaultdict(list)
    for e in given:
        asked[e.question].append(e)
    return {
        name: score(held, [o for q in {e.question for e in held} for o in asked[q]], least, averaged)
        for name, held in sorted(groups.items())
    }
