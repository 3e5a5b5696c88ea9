"""Scores against sums that were done by hand, and the rules of what counts."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from sayso.forecast.scoring import (
    Wager,
    brier,
    calibration,
    decomposition,
    entry,
    logarithmic,
    score,
    scores,
    skill,
    standing,
    status,
    wagers,
    was_right,
    wilson,
    wording,
)
from sayso.model import (
    Entry,
    Forecast,
    ForecastStatus,
    Horizon,
    Outcome,
    Passage,
    Probability,
    Resolution,
    Score,
    SpanSet,
)

WORDS = Passage.at("It will close.", SpanSet.of([(0, 14)]))


def wager(p: float, happened: float, question: str = "q", by: str = "ada") -> Wager:
    return Wager(question, by, p, happened)


def line(question: str, by: str, p: float, outcome: Outcome | None, made: str = "2034-11-01", **more: str) -> Entry:
    return Entry(question, by, made, p, outcome, **more)


def test_brier_and_logarithmic_by_hand() -> None:
    """(0.2² + 0.3² + 0.9²) / 3, and the mean of -ln 0.8, -ln 0.7, -ln 0.1."""
    made = [wager(0.8, 1), wager(0.3, 0), wager(0.9, 0)]
    assert brier(made) == pytest.approx(0.94 / 3)
    assert logarithmic(made) == pytest.approx(-(math.log(0.8) + math.log(0.7) + math.log(0.1)) / 3)


def test_the_logarithm_is_clipped() -> None:
    """A certainty that fails costs -ln 0.01."""
    assert logarithmic([wager(1, 0)]) == pytest.approx(-math.log(0.01))


def test_decomposition_by_hand() -> None:
    """Two bins, 0.2 with one of four come true and 0.85 and 0.95 with both: parts worked out on paper."""
    made = [wager(0.2, o) for o in (0, 0, 0, 1)] + [wager(0.85, 1), wager(0.95, 1)]
    parts = decomposition(made, (0.0, 0.5, 1.0))
    assert parts.uncertainty == pytest.approx(0.25)  # half of six
    assert parts.reliability == pytest.approx((4 * 0.05**2 + 2 * 0.1**2) / 6)
    assert parts.resolution == pytest.approx((4 * 0.25**2 + 2 * 0.5**2) / 6)
    assert parts.within_variance == pytest.approx(2 * 0.05**2 / 6)
    assert parts.within_covariance == pytest.approx(0)
    assert parts.brier == pytest.approx((3 * 0.04 + 0.64 + 0.0225 + 0.0025) / 6)


def test_wilson_by_hand() -> None:
    """Eight of ten at 95 per cent: 0.490 to 0.943; none of ten: 0 to 0.278."""
    assert wilson(0.8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0.0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)


def test_calibration_bins() -> None:
    """A bin holds its lower edge, the last one its upper edge too; empty ones are left out."""
    bins = calibration([wager(0.1, 0), wager(0.19, 1), wager(1.0, 1)])
    assert [(b.low, b.high, b.count, b.share) for b in bins] == [(0.1, 0.2, 2, 0.5), (0.9, 1.0, 1, 1.0)]
    assert bins[0].forecast == pytest.approx(0.145)
    assert all(b.share_low <= b.share <= b.share_high for b in bins)


def test_skill_against_the_base_rate() -> None:
    """Always saying the base rate has none, and where all came out alike there is nothing to be better than."""
    assert skill([wager(0.5, 1), wager(0.5, 0)]) == pytest.approx(0)
    assert skill([wager(1, 1), wager(0, 0)]) == pytest.approx(1)
    assert skill([wager(0.9, 1), wager(0.9, 1)]) is None


def test_forecasts_are_averaged_over_the_days_they_stood() -> None:
    """Of ten days, 0.5 stood for two and 0.9 for eight: 0.2 × 0.25 + 0.8 × 0.01."""
    rows = [
        line("q", "ada", 0.9, Outcome.YES, "2034-11-03", resolved="2034-11-11"),
        line("q", "ada", 0.5, Outcome.YES, "2034-11-01", resolved="2034-11-11"),
    ]
    assert brier(wagers(rows)) == pytest.approx(0.2 * 0.25 + 0.8 * 0.01)
    assert brier(wagers(rows, averaged=False)) == pytest.approx((0.25 + 0.01) / 2)


def test_standing() -> None:
    """The last of several on one day counts, and the last of all for a day at least."""
    assert standing(["2034-11-01", "2034-11-01", "2034-11-04"], "2034-11-05") == [0.0, 0.75, 0.25]
    assert standing(["2034-11-01"], None) == [1.0]
    assert standing(["2034-11-01", "2034-11-02"], "2034-11-02") == [0.5, 0.5]


def test_what_counts() -> None:
    """Open and void questions and late forecasts count for nothing, partly for one half."""
    rows = [
        line("a", "ada", 0.9, None),
        line("b", "ada", 0.9, Outcome.VOID),
        line("c", "ada", 0.9, Outcome.YES, "2034-12-01", resolved="2034-11-11"),
        line("d", "ada", 0.9, Outcome.PARTLY),
    ]
    assert [(w.question, w.happened) for w in wagers(rows)] == [("d", 0.5)]


def test_nothing_is_shown_of_too_few() -> None:
    """Below the least number of resolved questions there is a count and no figure; several forecasts of one are one."""
    rows = [line(f"q{n}", "ada", 0.7, Outcome.YES) for n in range(4)]
    rows.append(line("q0", "ada", 0.8, Outcome.YES, "2034-11-09"))
    assert score(rows, least=5) == Score(questions=4, forecasts=5, enough=False)
    assert score(rows, least=4).brier is not None


def test_scores_against_the_others() -> None:
    """On the questions that both forecast, the mean difference; what only one of them forecast is left out."""
    rows = [line(f"q{n}", "ada", 0.9, Outcome.YES) for n in range(3)]
    rows += [line(f"q{n}", "ben", 0.6, Outcome.YES) for n in range(2)]
    found = scores(rows, lambda e: e.by, least=2)
    assert found["ada"].against_others == pytest.approx(0.01 - 0.16)
    assert found["ben"].against_others == pytest.approx(0.16 - 0.01)
    assert (found["ada"].shared_questions, found["ada"].questions) == (2, 3)


def test_scores_by_period() -> None:
    """Groups need not be people: within a period nobody is set against themselves."""
    rows = [line("q0", "ada", 0.9, Outcome.YES, "2034-01-01"), line("q1", "ada", 0.6, Outcome.YES, "2035-01-01")]
    found = scores(rows, lambda e: e.made[:4], least=1)
    assert {name: s.brier for name, s in found.items()} == pytest.approx({"2034": 0.01, "2035": 0.16})
    assert found["2034"].against_others is None


def forecast(p: float | None = None, negated: bool = False, latest: str | None = None) -> Forecast:
    probability = None if p is None else Probability(p, p, p)
    horizon = Horizon(WORDS, "2034-11-01", latest) if latest else None
    return Forecast(
        "x#f0",
        "x",
        "author",
        WORDS,
        WORDS.text,
        made="2034-11-01",
        probability=probability,
        negated=negated,
        horizon=horizon,
    )


def test_status() -> None:
    """A forecast is due from the day after its horizon, unless it is resolved."""
    assert status(forecast(latest="2034-11-30"), None, "2034-11-30") is ForecastStatus.OPEN
    assert status(forecast(latest="2034-11-30"), None, "2034-12-01") is ForecastStatus.DUE
    assert status(forecast(), None, "2099-01-01") is ForecastStatus.OPEN
    settled = Resolution("x#f0", Outcome.NO, "2034-11-20")
    assert status(forecast(latest="2034-11-30"), settled, "2034-12-01") is ForecastStatus.RESOLVED


@pytest.mark.parametrize(
    ("p", "negated", "outcome", "right"),
    [
        (None, False, Outcome.YES, True),
        (None, True, Outcome.YES, False),
        (0.2, False, Outcome.NO, True),
        (0.2, False, Outcome.YES, False),
        (0.5, False, Outcome.YES, None),
        (0.9, False, Outcome.PARTLY, None),
        (0.9, False, Outcome.VOID, None),
    ],
)
def test_who_was_right(p: float | None, negated: bool, outcome: Outcome, right: bool | None) -> None:
    """Hits and misses: the side that somebody was on, by the figure or by the bare words."""
    assert was_right(forecast(p, negated), outcome) is right


def test_a_forecast_as_an_entry() -> None:
    """What is found in a text goes into the ledger with its median; without a probability it does not."""
    made = entry(forecast(0.7, latest="2034-11-30"), Resolution("x#f0", Outcome.YES, "2034-11-20"), question="mine")
    assert made == Entry(
        "mine", "author", "2034-11-01", 0.7, Outcome.YES, "2034-11-30", "2034-11-20", statement="It will close."
    )
    assert entry(forecast()) is None


@pytest.mark.parametrize(
    ("verb", "hedges", "words"),
    [
        ("Will", (), "will"),
        ("won’t", (), "will"),
        ("’ll", (), "will"),
        ("is not going to", (), "going to"),
        ("'re about to", (), "about to"),
        ("isn't expected to", (), "expected to"),
        ("predicts", (), "predicts"),
        ("will", ("Probably", "I think"), "Probably; I think"),
        (None, (), ""),
    ],
)
def test_wording(verb: str | None, hedges: tuple[str, ...], words: str) -> None:
    """How surely something is put: by its hedges, or by the verb alone, less what denies the event."""

    def passage(text: str) -> Passage:
        return Passage(text, SpanSet.of([(0, len(text))]))

    made = Forecast("x", "a", "b", WORDS, "e", verb=passage(verb) if verb else None)
    assert wording(replace(made, probability_words=tuple(map(passage, hedges)))) == words
