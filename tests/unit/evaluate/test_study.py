"""An evaluation: its groups and bands by hand, its worst articles, and how sure a difference is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sayso.errors import BadRecord
from sayso.evaluate import Marked, Task, compared, study
from sayso.evaluate.groups import bands, calibration_error, naming, sex
from sayso.evaluate.resampling import difference, figures, spread

Records = list[dict[str, Any]]
TEXT = "Ana Brod said “rain is near”. The miller fears a dry year."
BROD = {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 28]]}
MILLER = {"source": [[30, 40]], "cue": [[41, 46]], "content": [[47, 57]]}


def records(*attributions: list[dict[str, Any]], **fields: str) -> Records:
    """A record for each list of attributions, all of one text."""
    return [{"id": f"d{n}", "text": TEXT, "attributions": list(a), **fields} for n, a in enumerate(attributions)]


def marked(text: str, source: str) -> Marked:
    """An attribution with this source, at its first place in the text."""
    at = text.index(source)
    return Marked([[at, at + len(source)]] if source else [], [], [])


def test_groups_by_hand() -> None:
    """Recall is counted by the gold one's group, precision by the predicted one's."""
    gold = records([BROD, MILLER], publisher="gazette")
    # The second is cut short to a quarter of its content, and so stands in the shortest group, and is wrong.
    found = records([BROD, {**MILLER, "content": [[53, 57]]}])
    groups = study(gold, [found]).groups
    form = {g.name: g for g in groups["form"]}
    assert (form["direct"].right, form["direct"].gold, form["direct"].good) == (1, 1, 1)
    assert (form["indirect"].right, form["indirect"].gold, form["indirect"].predicted) == (0, 1, 1)
    assert {g.name: (g.gold, g.predicted) for g in groups["naming"] if g.gold} == {"named": (1, 1), "not named": (1, 1)}
    assert [(g.name, g.gold, g.right, g.predicted) for g in groups["publisher"]] == [("gazette", 2, 1, 2)]
    assert "genre" not in groups
    assert form["mixed"].figures["r"] is None


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("Rain, said Ana Brod.", "Ana Brod", "named"),
        ("Officials said so.", "Officials", "not named"),
        ("Brod said so, and again Brod did.", "Brod", "named"),
        ("He said so.", "He", "pronoun"),
        ("The miller said so.", "The miller", "not named"),
        ("The Orrel Gazette said so.", "The Orrel Gazette", "named"),
        ("Said so.", "", "no source"),
    ],
)
def test_naming(text: str, source: str, kind: str) -> None:
    """A name is told from the capital of a sentence's first word."""
    assert naming(text, marked(text, source)) == kind


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ("he", "he, Mr."),
        ("Mr. Brod", "he, Mr."),
        ("Ms. Brod, her lawyer", "she, Mrs., Ms."),
        ("She", "she, Mrs., Ms."),
        ("her lawyer", "not given"),
        ("Mr. and Mrs. Brod", "not given"),
        ("the miller", "not given"),
    ],
)
def test_sex(source: str, given: str) -> None:
    """Only a pronoun or a title of the speaker's own gives it."""
    assert sex(source, marked(source, source)) == given


def test_calibration() -> None:
    """Bands hold what their scores say, the last one 1 as well; the error weighs their gaps."""
    parts = bands([(0.95, True), (1.0, True), (0.25, True), (0.25, False)])
    assert [(b.low, b.predicted, b.right) for b in parts if b.predicted] == [(0.2, 2, 1), (0.9, 2, 2)]
    assert calibration_error(parts) == pytest.approx((2 * 0.25 + 2 * 0.025) / 4)
    assert calibration_error([]) == 0


def test_worst_first() -> None:
    """What pulls the whole down most comes first, and what is right throughout does not come at all."""
    gold = records([BROD, MILLER], [BROD, MILLER], [BROD, MILLER])
    found = records([BROD, MILLER], [BROD], [])
    worst = study(gold, [found]).worst
    assert [w.id for w in worst] == ["d2"]
    assert worst[0].f1 == 0
    assert study(gold, [gold]).worst == []


def test_difference() -> None:
    """A difference stands within its interval, is the same each time, and is nothing between equals."""
    gold = records(*[[BROD, MILLER]] * 8)
    better = [compared(Task(TEXT, [_marked(a) for a in r["attributions"]], [_marked(BROD)])) for r in gold]
    nothing = [compared(Task(TEXT, [_marked(a) for a in r["attributions"]], [])) for r in gold]
    relation = difference([better], nothing)[0]
    assert (relation.figure, relation.other, relation.not_better) == ("relation@0.5", 0.0, 0.0)
    assert relation.difference == relation.low == relation.high == pytest.approx(200 / 3)
    mixed = better[:5] + nothing[:3]
    first = difference([mixed], nothing)[0]
    assert 0 < first.low < first.difference < first.high
    assert difference([mixed], nothing)[0] == first
    assert all(d.difference == d.low == d.high == 0 for d in difference([mixed], mixed))


def test_spread_and_figures() -> None:
    """The figures are those of the measures, and the deviation that of a sample."""
    gold, found = records([BROD, MILLER]), records([BROD])
    result = study(gold, [found, gold], found)
    whole = result.report.record()["relation@0.5"]
    assert isinstance(whole, dict)
    one = figures([compared(Task(TEXT, [_marked(BROD), _marked(MILLER)], [_marked(BROD)]))])
    assert one["relation@0.5"] == pytest.approx(whole["f1"])
    assert (one["recall.direct"], one["recall.indirect"], one["source|content"]) == (100, 0, 100)
    relation = result.spread[0]
    assert relation.mean == pytest.approx((200 / 3 + 100) / 2)
    assert relation.deviation == pytest.approx((100 - 200 / 3) / 2**0.5)
    assert [s.mean for s in spread([[], []])] == [0] * 7


def test_record() -> None:
    """The record is JSON, with the flat measures first and the groups after them."""
    gold = records([{**BROD, "score": 0.9}, MILLER], genre="news")
    record = json.loads(json.dumps(study(gold, [gold], gold).record()))
    assert next(iter(record)) == "token.source"
    assert record["groups"]["genre"]["news"]["f1"] == 100
    assert record["calibration_error"] == pytest.approx(0.1)
    assert record["against"]["figures"]["relation@0.5"]["difference"] == 0
    assert study(gold, [[]]).record()["calibration_error"] is None


@pytest.mark.parametrize("score", [2, -0.1, "high", True, float("nan"), [0.5]])
def test_bad_scores(score: Any) -> None:
    """A score that is none is told with its record."""
    with pytest.raises(BadRecord, match=r"'d0'.*`score`"):
        study(records([BROD]), [records([{**BROD, "score": score}])])


def _marked(a: dict[str, Any]) -> Marked:
    return Marked(a["source"], a["cue"], a["content"])
