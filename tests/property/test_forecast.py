"""What must hold of forecasts whatever is written and whatever comes: places, dates, sums, files."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadRecord
from sayso.forecast import expressions, forecasts, read_csv, read_jsonl, self_citations, to_csv, to_jsonl
from sayso.forecast.scoring import Wager, brier, calibration, decomposition, standing, wilson
from sayso.model import Article, Document, Entry, Outcome
from sayso.text.paragraph import paragraphs
from sayso.text.wording import wordset

PIECES = wordset(
    "The mine will close. I said on 2 November that “it won’t” may before the summer within ten days in 2036 by"
    " the end of the decade next Tuesday until 31 February a 70 percent chance unless if she plans to sell vowed"
    " not would going likely expected between May and July 3-9 the third quarter of the year soon in 999 centuries"
    " two weeks ago ? ;"
)
TEXTS = st.lists(st.one_of(st.sampled_from([*sorted(PIECES), "\n"]), st.text(max_size=6)), max_size=40).map(" ".join)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)).map(date.isoformat)
MAYBE = st.one_of(st.none(), DAYS, st.text(max_size=12))


@given(TEXTS, MAYBE)
def test_times_lie_in_the_text_and_run_forwards(text: str, published: str | None) -> None:
    """Expressions stand in the text, in order and apart, and none ends before it begins."""
    last = 0
    for found in expressions(text, 0, len(text), published):
        assert found.words.spans.text(text) == found.words.text
        assert found.words.spans.start >= last
        last = found.words.spans.end
        if found.earliest and found.latest:
            assert date.fromisoformat(found.earliest) <= date.fromisoformat(found.latest)


@given(TEXTS, MAYBE)
def test_forecasts_lie_in_the_text(text: str, published: str | None) -> None:
    """Whatever an article holds, every forecast and self-citation is in its words, with an id of its own."""
    article = Article(Document("x", text, paragraphs(text), published=published), ())
    found = forecasts(article)
    assert len({f.id for f in found}) == len(found)
    for f in found:
        for passage in (f.passage, f.condition, f.horizon.words if f.horizon else None, *f.probability_words):
            assert passage is None or passage.spans.text(text) == passage.text
        if f.probability is not None:
            assert 0 <= f.probability.low <= f.probability.median <= f.probability.high <= 1
    for c in self_citations(article):
        assert c.content.spans.text(text) == c.content.text


WAGERS = st.lists(
    st.builds(
        Wager,
        st.sampled_from("abc"),
        st.sampled_from("xy"),
        st.floats(0, 1),
        st.sampled_from((0.0, 0.5, 1.0)),
        st.floats(0.01, 1),
    ),
    min_size=1,
    max_size=60,
)


@given(WAGERS)
def test_the_parts_add_up(made: list[Wager]) -> None:
    """Reliability - resolution + uncertainty + the two terms within bins is the Brier score, weights or none."""
    parts = decomposition(made)
    total = parts.reliability - parts.resolution + parts.uncertainty + parts.within_variance - parts.within_covariance
    assert total == pytest.approx(parts.brier, abs=1e-12)
    assert parts.brier == brier(made)


@given(WAGERS)
def test_calibration_counts_everything_once(made: list[Wager]) -> None:
    """Every forecast is in one bin, and the band holds the share."""
    bins = calibration(made)
    assert sum(b.count for b in bins) == len(made)
    for b in bins:
        assert b.low - 1e-9 <= b.forecast <= b.high + 1e-9
        assert 0 <= b.share_low <= b.share + 1e-9
        assert b.share <= b.share_high + 1e-9 <= 1 + 2e-9


@given(st.floats(0, 1), st.integers(1, 500))
def test_wilson_narrows_with_more_trials(share: float, trials: int) -> None:
    """Twice the trials, a narrower band."""
    one, two = wilson(share, trials), wilson(share, 2 * trials)
    assert two[1] - two[0] <= one[1] - one[0]


@given(st.lists(DAYS, min_size=1, max_size=8), MAYBE, st.integers())
def test_standing_is_a_share(made: list[str], end: str | None, seed: int) -> None:
    """The shares of the days are none negative and together one, in whatever order the forecasts are given."""
    shares = standing(made, end)
    assert sum(shares) == pytest.approx(1)
    assert min(shares) >= 0
    order = list(range(len(made)))
    random.Random(seed).shuffle(order)
    if len(set(made)) == len(made):
        assert standing([made[n] for n in order], end) == [shares[n] for n in order]


PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00", exclude_categories=("Cs",)), max_size=8)
NAMES = PLAIN.map(str.strip).filter(bool)


@given(st.lists(st.builds(Entry, NAMES, NAMES, DAYS, st.floats(0, 1), statement=PLAIN.map(str.strip)), max_size=5))
def test_ledgers_come_back(tmp_path_factory: pytest.TempPathFactory, rows: list[Entry]) -> None:
    """What is written is read back, digit by digit, in both formats."""
    folder = tmp_path_factory.mktemp("ledger")
    for name, write, read in (("a.csv", to_csv, read_csv), ("a.jsonl", to_jsonl, read_jsonl)):
        (folder / name).write_text("".join(write(rows)), encoding="utf8", newline="")
        assert read(folder / name) == rows


@given(st.text(max_size=80), st.sampled_from(Outcome))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str, outcome: Outcome) -> None:
    """Whatever stands behind the header, it is entries or one error that says so."""
    path: Path = tmp_path_factory.mktemp("any") / "ledger.csv"
    line = f"question,by,made,probability,outcome\nq,ada,2034-11-02,0.5,{outcome}\n{text}"
    path.write_text(line, encoding="utf8", errors="ignore", newline="")
    try:
        assert read_csv(path)[0].outcome is outcome
    except BadRecord as error:
        assert "nothing is imported" in str(error)
