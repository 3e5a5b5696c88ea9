"""What the ledger of a dossier promises, whatever keeps it: one body of tests over SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from earlier import UNLISTED
from sayso.dossier import Dossier
from sayso.errors import NoSuch
from sayso.model import (
    Article,
    Copy,
    Document,
    Entry,
    Forecast,
    ForecastKind,
    Head,
    Horizon,
    JudgementKind,
    Outcome,
    Passage,
    Probability,
    SelfCitation,
    Span,
    SpanSet,
)
from sayso.store import Store
from sayso.store.forecasts import Filed
from sayso.store.listed import Line
from sayso.text.paragraph import paragraphs

TEXT = "The lock at Sarn will probably open by 1 May. I wrote in March that it would."
VECTORS = np.linspace(-1, 1, 16).astype(np.float16).reshape(2, 8)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a dossier can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "sarn.sayso")
    return str(request.getfixturevalue("database"))


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store.open(place, create=True) as opened:
        with opened.writing():
            for id in ("a", "b", "c"):
                opened.add_article(
                    Article(Document(id, TEXT, paragraphs(TEXT)), ()), Head(id, f"digest of {id}", "2031-03-15T08:00Z")
                )
        yield opened


def words(start: int, end: int) -> Passage:
    return Passage.at(TEXT, SpanSet.of([(start, end)]))


def foretold(id: str, by: str = "person:io bell") -> Forecast:
    """A forecast with everything that one can have."""
    return Forecast(
        id,
        id.partition("#")[0],
        by,
        words(0, 44),
        "The lock at Sarn will open by 1 May",
        ForecastKind.FORECAST,
        "Io Bell",
        "2031-03-14",
        Horizon(words(31, 43), None, "2031-05-01"),
        words(4, 8),
        Probability(0.7, 0.6, 0.8),
        (words(22, 30),),
        True,
        attribution="a1",
        outlet="Sarn Post",
    )


def test_forecasts_come_back_whole(store: Store, place: str) -> None:
    """A forecast is read as it was written, also by whoever opens the dossier next; so is where one is cited."""
    first, again = Filed(foretold("a#f0"), "a#f0"), Filed(foretold("b#f0"), "a#f0", True)
    cited = SelfCitation("b", "author", words(45, 77), words(68, 76), Horizon(words(53, 61)))
    with store.writing():
        store.ledger.add("a", [first], VECTORS[:1], [])
        store.ledger.add("b", [again], VECTORS[1:], [cited])
    with Store.open(place) as other:
        for one in (store, other):
            assert one.ledger.forecasts() == [first, again]
            assert one.ledger.forecasts(["b#f0", "x"]) == one.ledger.forecasts_of(["b", "c"]) == [again]
            assert one.ledger.citations(["a", "b"]) == [cited]
            assert one.ledger.citations(["a"]) == []
            vectors = one.ledger.vectors(["a#f0", "b#f0", "x"])
            assert [vectors[id].tolist() for id in ("a#f0", "b#f0")] == VECTORS.tolist()
            assert one.counts()["forecasts"] == 2


def test_articles_are_looked_through_once(store: Store) -> None:
    """An article without any forecast was looked through as well; one that was cannot be filed again."""
    assert store.ledger.unread() == ["a", "b", "c"]
    with store.writing():
        store.ledger.add("b", [], VECTORS[:0], [])
    assert store.ledger.unread() == ["a", "c"]
    with store.writing():
        store.add_keys("forecast", [])
        store.ledger.add("a", [Filed(foretold("a#f0"), "a#f0")], VECTORS[:1], [])
        store.add_keys("forecast", [(7, "a#f0")])
    assert store.lookup("forecast", [7, 8]) == {7: ["a#f0"]}


def test_an_error_leaves_nothing(store: Store) -> None:
    """A forecast like one that is not there, or in an article that is not, is not kept, nor is anything with it."""
    for article, filed in (("a", Filed(foretold("a#f0"), "b#f0")), ("x", Filed(foretold("x#f0"), "x#f0"))):
        with pytest.raises(NoSuch), store.writing():
            store.ledger.add_entries([Entry("q", "ada", "2031-01-01", 0.5)])
            store.ledger.add(article, [filed], VECTORS[:1], [])
    assert store.ledger.forecasts() == []
    assert store.ledger.entries() == []
    assert store.ledger.unread() == ["a", "b", "c"]


def test_ledgers_come_in_once(store: Store) -> None:
    """The lines of a ledger that comes again are known; a line that stands in it twice is two."""
    line = Entry(
        "q1", "ada", "2031-01-01", 0.25, Outcome.PARTLY, "2031-02-01", "2031-02-02", "it rains", "maybe", "Post"
    )
    other = replace(line, by="bo\0", outcome=None)
    with store.writing():
        assert store.ledger.add_entries([line, other, line]) == 3
        assert store.ledger.add_entries([line, line, other]) == 0
        assert store.ledger.add_entries([line, line, line]) == 1
    assert store.ledger.entries() == [("i1", line), ("i2", other), ("i3", line), ("i4", line)]


def test_the_numbers_rise_with_all_that_comes(store: Store) -> None:
    """Who keeps what was read of the ledger sees by its last numbers that a forecast, a citation or a line came."""
    cited = SelfCitation("b", "author", words(45, 77), words(68, 76))
    seen = [store.ledger.last()]
    with store.writing():
        store.ledger.add("a", [Filed(foretold("a#f0"), "a#f0")], VECTORS[:1], [])
        seen.append(store.ledger.last())
        store.ledger.add("b", [], VECTORS[:0], [cited])
        seen.append(store.ledger.last())
        store.ledger.add("c", [], VECTORS[:0], [])
        assert store.ledger.last() == seen[-1]
        store.ledger.add_entries([Entry("q", "Io Bell", "2031-03-14", 0.7)])
        seen.append(store.ledger.last())
    assert sorted(set(seen)) == seen


def test_a_resolution_is_a_judgement(store: Store) -> None:
    """What came of a forecast stands in the log."""
    about = {"forecast": "a#f0", "outcome": "yes", "resolved": "2031-05-01", "evidence": ["b", "c#a1"]}
    with store.writing():
        store.judge(JudgementKind.RESOLVE, about, "Io")
    (entry,) = store.judgements()
    assert (entry.kind, entry.about) == (JudgementKind.RESOLVE, about)


def test_a_dossier_from_before_the_ledger(store: Store, place: str) -> None:
    """A dossier that an older version made gets its ledger when it is opened, and all its articles are unread."""
    store._engine.connection.execute(text("DROP INDEX ix_claims_articles_number"))
    store._engine.connection.execute(text("ALTER TABLE claims DROP COLUMN articles"))
    for table in ("unread", "names", "entries", "self_citations", "forecasts", "foretellers"):
        store._engine.connection.execute(text(f"DROP TABLE {table}"))
    for column in ("article", "start", "own"):
        store._engine.connection.execute(text(f"ALTER TABLE spoken DROP COLUMN {column}"))
    store._engine.connection.execute(text("UPDATE sayso_version SET version_num = '0001'"))
    store.close()
    with Store.open(place) as opened:
        assert opened.ledger.unread() == ["a", "b", "c"]
        assert opened.ledger.forecasts() == []


def test_a_ledger_from_before_it_was_listed(store: Store, place: str) -> None:
    """A ledger that an older version made is listed as one is that was filed now; what is not read stays so."""
    copied = Copy("b", "a", 1.0, passages=((Span(0, 50), Span(0, 50)),))
    other = replace(foretold("c#f0", "author"), name="", kind=ForecastKind.PLAN, horizon=None, made=None)
    with store.writing():
        store.add_copies([copied])
        store.ledger.add("a", [Filed(foretold("a#f0"), "a#f0")], VECTORS[:1], [])
        store.ledger.add("b", [Filed(foretold("b#f0"), "a#f0")], VECTORS[:1], [])
        store.ledger.add("c", [Filed(other, "c#f0")], VECTORS[:1], [])
        store.add_article(Article(Document("d", TEXT, paragraphs(TEXT)), ()), Head("d", "d", "2031-03-15T08:00Z"))
    before = listed(store)
    assert [line.id for line in before[0]] == ["a#f0"]
    for command in (*UNLISTED, "DELETE FROM keys WHERE space = 4", "UPDATE sayso_version SET version_num = '0004'"):
        store._engine.connection.execute(text(command))
    store._engine.connection.execute(text("INSERT INTO looked_through SELECT number FROM articles WHERE id <> 'd'"))
    store.close()
    with Store.open(place) as opened:
        assert listed(opened) == before
        assert opened.ledger.unread() == ["d"]


def listed(store: Store) -> list[list[Line]]:
    """The ledger by its sections, and what is found of two of those who foresee."""
    ledger = store.ledger
    tellers = ledger.tellers({"person:io bell"}), ledger.tellers((), "author"), ledger.tellers((), "", "bell")
    return [
        ledger.lines("forecast", None, "2031-05-02", 9),
        ledger.lines("forecast", "2031-05-02", None, 9),
        ledger.lines("plan", None, None, 9),
        *(ledger.told_by(some) for some in tellers),
    ]


def test_what_is_shown_follows_what_comes(store: Store) -> None:
    """What an article foresees is shown until a new version replaces it, and not where it was taken from another."""

    def shown() -> list[str]:
        return [line.id for line in store.ledger.lines("forecast", None, "2031-05-02", 9)]

    def counted() -> int:
        return store.ledger.counted(["forecast"], "2031-05-02")["forecast", True]

    with store.writing():
        for id in ("a", "b", "c"):
            store.ledger.add(id, [Filed(foretold(f"{id}#f0"), f"{id}#f0")], VECTORS[:1], [])
        assert (shown(), counted()) == (["a#f0", "b#f0", "c#f0"], 3)
        # A passage that ends within the words of the forecast is no copy of it.
        store.add_copies([Copy("b", "a", 1.0, passages=((Span(0, 20), Span(0, 20)),))])
        assert shown() == ["a#f0", "b#f0", "c#f0"]
        store.add_copies([Copy("b", "a", 1.0, passages=((Span(0, 44), Span(0, 44)),))])
        assert (shown(), counted()) == (["a#f0", "c#f0"], 2)
        # What was taken from a version that is replaced stands for itself.
        store.set_head(replace(store.head("a"), replaced_by="c"))
        assert (shown(), counted()) == (["b#f0", "c#f0"], 2)
        assert [line.id for line in store.ledger.lines("forecast", None, "2031-05-02", 1)] == ["b#f0"]
        but = store.ledger.numbers_of(["c"])
        assert [line.id for line in store.ledger.lines("forecast", None, "2031-05-02", 9, but)] == ["b#f0"]
        assert store.ledger.counted(["forecast", "plan"], "2031-05-02", but) == {
            ("forecast", True): 1,
            ("forecast", False): 0,
            ("plan", False): 0,
        }
        assert store.ledger.lines("forecast", "2031-05-02", None, 9) == []
        assert shown() == ["b#f0", "c#f0"]
        store.set_head(replace(store.head("a"), replaced_by=None))
        assert shown() == ["a#f0", "c#f0"]


def test_from_article_to_score(place: str, tmp_path: Path) -> None:
    """What an article foresees is found, set beside what another foresees, resolved, and taken in again as a ledger."""
    said = (
        ("x", "Sarn Post", "The lock at Sarn will probably open before the end of June, Io Bell said on Tuesday."),
        ("y", "Upper Echo", "“The lock at Sarn will open before the end of June,” the mayor, Ann Ro, told a rally."),
    )
    articles = [{"id": id, "outlet": outlet, "published": "2021-03-14", "text": text} for id, outlet, text in said]
    source = tmp_path / "sarn.jsonl"
    source.write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf8")
    with Dossier(place, create=True) as dossier:
        assert dossier.add([source]).added == 2
        first, second = dossier.forecasts(status="due")
        assert [f.id for f in first.beside] == [second.forecast.id]
        dossier.resolve(first.forecast.id, "yes", evidence=["y"], author="ada", on="2021-06-30")
        assert dossier.forecasts(status="resolved")[0].forecast.id == first.forecast.id
        # What is listed without the rest being read is the same.
        assert dossier.forecasts(limit=9) == dossier.forecasts()
        assert dossier.forecasts(limit=9, by="bell") == dossier.forecasts(by="bell") != []
        assert dossier.forecast(first.forecast.id) == dossier.forecasts(status="resolved")[0]
        # Only the one of Io Bell says how surely.
        (entry,) = dossier.ledger()
        assert (entry.by, entry.outcome) == ("Io Bell", Outcome.YES if first.forecast.article == "x" else None)
        assert dossier.take_ledger([entry]) == (1, 0)
        assert len(dossier.forecasts()) == 3
