"""How surely forecasts were meant, where people decide it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.dossier import Dossier
from sayso.errors import InputError, NoSuch, SaysoError
from sayso.model import Probability

ME = "ada"
TEXT = (
    "The sluice\n\nThe sluice at Orrin will open before the end of May. The lock at Orrin will not open before June. "
    "The mill will probably burn.\n\nThe council vowed to keep the weir."
)


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Dossier]:
    """A dossier of one column: two bare wills, one of them denying, a hedge, and a promise."""
    source = tmp_path / "orrin.jsonl"
    source.write_text(
        json.dumps({"id": "o", "outlet": "Orrin Post", "author": "Io Bell", "published": "2023-03-02", "text": TEXT})
    )
    with Dossier(tmp_path / "orrin.sayso", create=True) as dossier:
        assert dossier.add([source]).added == 1
        yield dossier


def ids(dossier: Dossier) -> dict[str, str]:
    """The forecasts by a word of theirs."""
    found = dossier.forecasts(kind=None)
    return {w: f.forecast.id for f in found for w in ("sluice", "lock", "mill", "weir") if w in f.forecast.statement}


def surely(dossier: Dossier, id: str) -> Probability | None:
    return dossier.forecast(id).forecast.probability


def test_of_one_forecast(mine: Dossier) -> None:
    """A figure for one forecast is that of the event, names its judge, outranks words, and is taken back."""
    by_word = ids(mine)
    before = surely(mine, by_word["mill"])
    first = mine.judge("probability", by_word["lock"], "20%", author=ME, note="as I read it")
    second = mine.judge("probability", by_word["mill"], "0.9", author=ME)
    assert surely(mine, by_word["lock"]) == Probability(0.2, 0.2, 0.2)
    figure = mine.forecast(by_word["lock"]).figure
    assert figure is not None
    assert (figure.author, figure.note, figure.words) == (ME, "as I read it", "")
    assert surely(mine, by_word["mill"]) == Probability(0.9, 0.9, 0.9)
    mine.undo(first.id, author=ME)
    mine.undo(second.id, author=ME)
    assert surely(mine, by_word["lock"]) is None
    assert surely(mine, by_word["mill"]) == before


def test_of_a_wording(mine: Dossier) -> None:
    """A figure for a bare will is that of all forecasts that have no other, turned for those that deny the event."""
    by_word = ids(mine)
    hedged = surely(mine, by_word["mill"])
    mine.judge("probability", "Will", "95%", author=ME)
    assert surely(mine, by_word["sluice"]) == Probability(0.95, 0.95, 0.95)
    denied = surely(mine, by_word["lock"])
    assert denied is not None
    assert denied.median == pytest.approx(0.05)
    assert surely(mine, by_word["mill"]) == hedged
    mine.judge("probability", by_word["sluice"], ".6", author=ME)
    assert surely(mine, by_word["sluice"]) == Probability(0.6, 0.6, 0.6)
    assert surely(mine, by_word["weir"]) is None


@pytest.mark.parametrize(
    ("named", "given", "error", "says"),
    [
        ("o#f99999", "0.5", NoSuch, "no forecast has the id o#f99999"),
        ("i1", "0.5", InputError, "i1 has the figure of the ledger that it came from"),
        ("weir", "0.5", InputError, "is a promise: only forecasts have a probability"),
        ("perhaps", "0.5", NoSuch, "no forecast that has no figure is put as “perhaps”"),
        ("probably", "0.5", NoSuch, "is put as “probably”"),
        ("sluice", "1.2", InputError, "1.2: a probability is from 0 to 1, or 0% to 100%"),
        ("sluice", "101%", InputError, "101%: a probability"),
        ("sluice", "-1", InputError, "-1: a probability"),
        ("sluice", "nan", InputError, "nan: a probability"),
        ("sluice", "high", InputError, "high: a probability"),
    ],
)
def test_what_cannot_be(mine: Dossier, named: str, given: str, error: type[SaysoError], says: str) -> None:
    """What is not there or is no probability is refused, and nothing is written."""
    with pytest.raises(error, match=says):
        mine.judge("probability", ids(mine).get(named, named), given, author=ME)
    with pytest.raises(InputError, match="probability needs a forecast"):
        mine.judge("probability", named, author=ME)
    assert mine.judgements() == []


def test_what_has_no_figure_is_told_by_its_words(mine: Dossier) -> None:
    """Resolved forecasts without a figure are counted as right and wrong, until somebody gives one: then they score."""
    by_word = ids(mine)
    for word in ("sluice", "lock", "mill"):
        mine.resolve(by_word[word], "yes", author=ME, on="2023-06-02")
    found = mine.scores("wording")
    assert (found.unscored, found.judged, found.bare) == (2, 0, (("will", 1, 1),))
    assert [name for name, _ in found.groups] == ["probably"]
    mine.judge("probability", "will", "90%", author=ME)
    found = mine.scores("wording")
    assert (found.unscored, found.judged, found.bare) == (0, 2, ())
    assert {name: score.questions for name, score in found.groups} == {"probably": 1, "will": 2}
    assert {e.words: e.probability for e in mine.ledger() if e.words == "will" and "not" not in e.statement} == {
        "will": 0.9
    }
