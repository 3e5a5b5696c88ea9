"""The ledger of a dossier: found, set side by side, cited, resolved by people alone, and scored."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from sayso.dossier import Dossier, Foreseen
from sayso.errors import BadRecord, InputError, NoSuch, SaysoError
from sayso.model import Entry, ForecastKind, ForecastStatus, Outcome

ME = "ada"
FERRY = "The old ferry at Tarn will probably close before the end of June."
ARTICLES: list[dict[str, Any]] = [
    {
        "id": "col-1",
        "title": "The ferry is done for",
        "outlet": "Ostley Observer",
        "author": "Maud Ferrers",
        "published": "2023-03-02",
        "url": "https://ostley.example/col-1",
        "text": "The ferry is done for\n\nNobody at the town hall wants to hear it. "
        f"{FERRY} There is no money for a new hull, and the crew is as old as the boat.",
    },
    {
        "id": "post-1",
        "title": "Harbour master defends ferry",
        "outlet": "Tarn Post",
        "author": "Ilse Brandt",
        "published": "2023-03-09",
        "text": "Harbour master defends ferry\n\n"
        "The old ferry at Tarn is very unlikely to close before the end of June, harbour master Henrik "
        "Sollas said on Tuesday.\n\nThe council promised to pay for a new hull by 1 May.",
    },
    {
        "id": "radio-1",
        "title": "Ferry closes",
        "outlet": "Radio Ostley",
        "published": "2023-06-20",
        "text": "Ferry closes\n\nThe old ferry at Tarn was closed on Sunday, the harbour office said. "
        "Its last crossing took eleven minutes.",
    },
    {
        "id": "post-2",
        "title": "Ferry still runs, says union",
        "outlet": "Tarn Post",
        "published": "2023-06-21",
        "text": "Ferry still runs, says union\n\nThe old ferry at Tarn has not been closed, the seamen's union said on "
        "Tuesday. A crew stood by at the quay.",
    },
    {
        "id": "col-2",
        "title": "As I said",
        "outlet": "Ostley Observer",
        "author": "Maud Ferrers",
        "published": "2023-07-01",
        "text": "As I said\n\nOn 2 March I wrote that the old ferry at Tarn will close before the end of June. It has "
        "closed.\n\nThe mill at Ostley will almost certainly be gone by 1 December.",
    },
]


def records(folder: Path, *articles: dict[str, Any]) -> Path:
    path = folder / f"{'-'.join(a['id'] for a in articles)}.jsonl"
    path.write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf8")
    return path


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ferry")
    with Dossier(folder / "ferry.sayso", create=True) as dossier:
        assert dossier.add([records(folder, *ARTICLES)]).added == len(ARTICLES)
    return folder / "ferry.sayso"


@pytest.fixture
def mine(read: Path, tmp_path: Path) -> Iterator[Dossier]:
    """The dossier to do things to."""
    shutil.copy(read, tmp_path / "ferry.sayso")
    with Dossier(tmp_path / "ferry.sayso") as dossier:
        yield dossier


def one(dossier: Dossier, article: str, as_of: str | None = None) -> Foreseen:
    """The forecast of an article."""
    (found,) = (f for f in dossier.forecasts(as_of) if f.forecast.article == article)
    return found


def lines(n: int, by: str = "bo", **more: Any) -> list[Entry]:
    """A ledger of n questions, every other of which came about; what was said is wrong every fourth time."""
    return [
        Entry(f"q{i}", by, "2022-01-01", 0.8 if i % 4 else 0.2, Outcome.NO if i % 2 else Outcome.YES, **more)
        for i in range(n)
    ]


def test_what_is_foreseen(mine: Dossier) -> None:
    """A forecast has its own words, its forecaster, its last day, and the probability of its words."""
    found = one(mine, "col-1")
    f = found.forecast
    assert (f.statement, f.name, f.made, f.kind) == (FERRY, "Maud Ferrers", "2023-03-02", ForecastKind.FORECAST)
    assert f.horizon is not None
    assert f.horizon.latest == "2023-06-30"
    assert f.probability is not None
    assert 0.6 < f.probability.median < 0.8
    assert mine.article("col-1").document.text[f.passage.spans.start : f.passage.spans.end] == FERRY
    assert found.voice == "person:maud ferrers"
    assert mine.counts()["forecasts"] == len(mine.forecasts(kind=None))


def test_status_as_of_a_day(mine: Dossier) -> None:
    """A forecast is open up to its last day, then due, and not there before it was made."""
    assert [f.forecast.article for f in mine.forecasts("2023-03-01")] == []
    assert one(mine, "col-1", "2023-06-30").forecast.status is ForecastStatus.OPEN
    assert one(mine, "col-1", "2023-07-01").forecast.status is ForecastStatus.DUE
    due = mine.forecasts("2023-07-01", status="due")
    assert [f.forecast.article for f in due] == ["col-1", "post-1"]
    assert [f.forecast.article for f in mine.forecasts("2023-07-01", status=["open"])] == ["col-2"]
    assert [f.forecast.article for f in mine.forecasts("2023-07-01", limit=1)] == ["col-1"]


def test_forecasts_of_somebody(mine: Dossier) -> None:
    """A forecaster is named by name, by part of it, or by id."""
    for name in ("Henrik Sollas", "sollas", "person:henrik sollas"):
        assert [f.forecast.article for f in mine.forecasts(by=name)] == ["post-1"]
    assert mine.forecasts(by="Soll") == []


def test_promises_are_kept_apart(mine: Dossier) -> None:
    """What lies in somebody's own hands is no forecast."""
    (promise,) = mine.forecasts(kind="promise")
    assert promise.forecast.article == "post-1"
    assert promise.forecast.id not in [f.forecast.id for f in mine.forecasts()]


def test_the_same_side_by_side(mine: Dossier) -> None:
    """Who foresees the same stands beside it, with the probability that it comes about."""
    column, post = one(mine, "col-1"), one(mine, "post-1")
    assert [f.id for f in column.beside] == [post.forecast.id]
    assert [f.id for f in post.beside] == [column.forecast.id]
    assert column.question == post.question
    assert column.turned == post.turned
    assert post.forecast.probability is not None
    assert post.forecast.probability.median < 0.2


def test_evidence_is_put_forward(mine: Dossier) -> None:
    """Later articles bear on a forecast with their stance, and resolve nothing; neither who foresees the same, nor the
    forecaster's own word for it, is evidence."""
    found = one(mine, "col-1")
    assert {(b.article, b.stance) for b in found.bearing} == {("radio-1", "for"), ("post-2", "against")}
    assert all(b.day > "2023-03-02" and b.claim for b in found.bearing)
    assert found.resolution is None
    assert {b.article for b in one(mine, "col-1", "2023-06-20").bearing} == {"radio-1"}
    assert one(mine, "col-1", "2023-06-01").bearing == ()
    assert mine.forecasts(evidence=False)[0].bearing == ()


def test_cited_by_its_own_forecaster(mine: Dossier) -> None:
    """A column that quotes the last one leads to the forecast there, and says what was left out."""
    (cited,) = one(mine, "col-1").cited
    assert (cited.citation.article, cited.day) == ("col-2", "2023-07-01")
    assert (cited.rewording.kind, cited.rewording.strength) == ("shortened", "stronger")
    assert any("probably" in reason for reason in cited.rewording.reasons)
    assert one(mine, "col-1", "2023-06-30").cited == one(mine, "post-1").cited == ()


def test_cited_where_nothing_new_is_foreseen(mine: Dossier, tmp_path: Path) -> None:
    """An article that foresees nothing itself cites all the same; what it cites and nobody holds is told as such."""
    last = {
        "id": "col-3",
        "outlet": "Ostley Observer",
        "author": "Maud Ferrers",
        "published": "2023-08-01",
        "text": "Told you\n\nOn 2 March I wrote that the old ferry at Tarn will close before the end of June. "
        "In April I predicted that the lighthouse would fall into the sea. Last week I wrote that the mayor slept.",
    }
    assert mine.add([records(tmp_path, last)]).added == 1
    assert [f for f in mine.forecasts(kind=None) if f.forecast.article == "col-3"] == []
    assert [c.citation.article for c in one(mine, "col-1").cited] == ["col-2", "col-3"]
    (left,) = mine.recalled()
    assert (left.citation.article, left.day, left.name) == ("col-3", "2023-08-01", "Maud Ferrers")
    assert "lighthouse" in left.citation.content.text
    assert mine.recalled("2023-07-31") == []


def test_resolved_by_a_person(mine: Dossier) -> None:
    """A resolution is a judgement with evidence: it counts from its day on, and is taken back like any other."""
    id, other = one(mine, "col-1").forecast.id, one(mine, "post-1").forecast.id
    entry = mine.resolve(id, "yes", evidence=["radio-1"], author=ME, note="seen")
    mine.resolve(other, "yes", author=ME, on="2023-07-02")
    found = mine.forecast(id)
    assert found.resolution is not None
    assert (found.resolution.outcome, found.resolution.resolved) == (Outcome.YES, "2023-06-20")
    assert (found.resolution.evidence, found.resolution.author) == (("radio-1",), ME)
    assert (found.forecast.status, found.hit, found.bearing) == (ForecastStatus.RESOLVED, True, ())
    assert mine.forecast(other).hit is False
    assert mine.forecast(id, "2023-06-19").resolution is None
    mine.undo(entry.id, author=ME)
    assert mine.forecast(id).resolution is None
    assert [j.undone_by is None for j in mine.judgements()] == [False, True, True]


@pytest.mark.parametrize("evidence", ["radio-1", "radio-1#h"])
def test_evidence_gives_the_day(mine: Dossier, evidence: str) -> None:
    """What settles a forecast may be an article, a statement or a claim; the latest article tells when."""
    id = one(mine, "col-1").forecast.id
    claim = mine.claims_of("radio-1")[0]
    entry = mine.resolve(id, "partly", evidence=[evidence, claim, evidence], author=ME)
    assert entry.about == {
        "forecast": id,
        "outcome": "partly",
        "resolved": "2023-06-20",
        "evidence": [evidence, claim],
    }


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        ({"id": "col-1#f9999"}, NoSuch, r"no forecast has the id col-1#f9999; did you mean col-1#f"),
        ({"id": "i3"}, NoSuch, "no forecast has the id i3"),
        ({"outcome": "maybe"}, InputError, "maybe: a forecast is resolved yes, no, partly or void"),
        ({"evidence": ["radio-9"]}, NoSuch, "no article has the id radio-9; did you mean radio-1"),
        ({"evidence": ["radio-1#a99"]}, NoSuch, "no statement has the id radio-1#a99"),
        ({"evidence": ["c999"]}, NoSuch, "no claim has the id c999"),
        ({"on": "2023-03-01"}, InputError, "made on 2023-03-02: it cannot have been resolved before"),
    ],
)
def test_what_cannot_be_resolved(mine: Dossier, call: dict[str, Any], error: type[SaysoError], says: str) -> None:
    """What is not there, and what cannot be, is refused, and nothing is written."""
    given = {"id": one(mine, "col-1").forecast.id, "outcome": "yes", "evidence": ["radio-1"], **call}
    with pytest.raises(error, match=says):
        mine.resolve(given.pop("id"), given.pop("outcome"), author=ME, **given)
    assert mine.judgements() == []
    with pytest.raises(InputError, match="`sayso resolve"):
        mine.judge("resolve", "x", author=ME)


def test_articles_that_were_there_before(mine: Dossier) -> None:
    """What an older version of sayso added is looked through when the ledger is first asked for, and only then."""
    before = mine.forecasts(kind=None)
    with mine._store.writing():
        for table in ("forecasts", "self_citations"):
            mine._store._engine.connection.execute(text(f"DELETE FROM {table}"))
        mine._store._engine.connection.execute(text("INSERT INTO unread SELECT number FROM articles"))
        mine._store._engine.connection.execute(text("DELETE FROM keys WHERE space = 3"))
    assert mine.counts()["forecasts"] == 0
    with mine.reading():
        assert mine.forecasts() == []  # what reads only does not write
    mine._store._ids.clear()
    mine._store._numbers.clear()
    assert mine.forecasts(kind=None) == before
    assert mine._store.ledger.unread() == []


def test_judgements_hold_here_too(mine: Dossier) -> None:
    """A wrong source is put right, two names of one person are one voice, and what is no statement foresees nothing."""
    post = one(mine, "post-1").forecast
    statement = f"post-1#{post.attribution}"
    laid = mine.judge("wrong-source", statement, source="Maud Ferrers", source_kind="named_person", author=ME)
    assert one(mine, "post-1").voice == "person:maud ferrers"
    assert one(mine, "post-1").beside == ()
    mine.undo(laid.id, author=ME)
    dropped = mine.judge("not-an-attribution", statement, author=ME)
    assert "post-1" not in [f.forecast.article for f in mine.forecasts()]
    mine.undo(dropped.id, author=ME)
    assert one(mine, "post-1").forecast == post


def test_a_new_version_says_it_again(mine: Dossier, tmp_path: Path) -> None:
    """Of an article that was changed the new version counts; what was resolved of the old one stays resolved."""
    old = one(mine, "col-1").forecast.id
    mine.resolve(old, "yes", evidence=["radio-1"], author=ME)
    again = {**ARTICLES[0], "id": "col-1b", "published": "2023-03-03", "text": f"{ARTICLES[0]['text']} So be it."}
    assert mine.add([records(tmp_path, again)]).versions == 1
    assert [f.forecast.id for f in mine.forecasts() if f.voice == "person:maud ferrers"] == [
        one(mine, "col-2").forecast.id,
        old,
    ]
    mine.undo("j1", author=ME)
    assert one(mine, "col-1b").resolution is None
    assert old not in [f.forecast.id for f in mine.forecasts()]


def test_copied_forecasts_are_told_once(mine: Dossier, tmp_path: Path) -> None:
    """A text that another outlet takes over foresees nothing of its own."""
    copy = {**ARTICLES[1], "id": "mail-1", "outlet": "Elsund Mail", "published": "2023-03-10"}
    assert mine.add([records(tmp_path, copy)]).added == 1
    assert [(c.copy, c.of) for c in mine.copies()] == [("mail-1", "post-1")]
    assert "mail-1" not in [f.forecast.article for f in mine.forecasts()]


def test_the_list_is_the_whole_ledger(mine: Dossier, tmp_path: Path) -> None:
    """What is listed of today without reading the rest is what the whole ledger says, after whatever was judged.

    Asked after each of: a copy, a resolution, a new version of what was resolved, another outlet, another source, an
    attribution that is none, two names of one person, a figure, a merge of claims, and a ledger kept elsewhere.
    """
    same_as_whole(mine)
    copy = {**ARTICLES[1], "id": "mail-1", "outlet": "Elsund Mail", "published": "2023-03-10"}
    mine.add([records(tmp_path, copy)])
    same_as_whole(mine)
    old, post = one(mine, "col-1").forecast.id, one(mine, "post-1").forecast
    mine.resolve(old, "yes", evidence=["radio-1"], author=ME)
    same_as_whole(mine)
    again = {**ARTICLES[0], "id": "col-1b", "published": "2023-03-03", "text": f"{ARTICLES[0]['text']} So be it."}
    mine.add([records(tmp_path, again)])
    same_as_whole(mine)
    statement = f"post-1#{post.attribution}"
    claims = dict.fromkeys(c for _, c in mine.statements("post-1") if c)
    mine.judge("outlet", "col-2", "Elsund Mail", author=ME)
    for judgement in (
        lambda: mine.judge("wrong-source", statement, source="Maud Ferrers", source_kind="named_person", author=ME),
        lambda: mine.judge("not-an-attribution", statement, author=ME),
        lambda: mine.judge("same-entity", "harbour office", "Henrik Sollas", author=ME),
        lambda: mine.judge("probability", post.id, "90%", author=ME),
        lambda: mine.judge("merge", *list(claims)[:2], author=ME),
    ):
        entry = judgement()
        same_as_whole(mine)
        mine.undo(entry.id, author=ME)
        same_as_whole(mine)
    mine.take_ledger([*lines(6), Entry("rain", "Henrik Sollas", "2022-01-01", 0.9, horizon="2022-02-01")])
    mine.undo("j1", author=ME)
    same_as_whole(mine)


def same_as_whole(dossier: Dossier) -> None:
    """Whether the list says what the whole ledger says, however it is asked."""
    whole = dossier.foreseen()
    assert whole
    for by in (None, "ferrers", "Henrik Sollas", "person:henrik sollas", "author", "elsund mail", "observer", "bo"):
        assert dossier.foreseen_counts(by=by) == dossier.foreseen_counts(by=by, found=whole)
        for kind in (None, "forecast", ("plan", "promise", "threat")):
            for status in (None, "due", "open", "resolved", ("due", "resolved")):
                for limit in (1, 2, 50):
                    asked: dict[str, Any] = {"by": by, "kind": kind, "status": status, "limit": limit}
                    asked["evidence"] = limit == 50 and by is None
                    assert dossier.forecasts(**asked) == dossier.forecasts(found=whole, **asked)
    assert dossier.recalled() == dossier.recalled(found=whole)
    assert dossier.scores(least=5) == dossier.scores(least=5, found=whole)
    for f in whole:
        (found,) = dossier.forecasts(found=whole, kind=None, by=None, limit=None)[whole.index(f) :][:1]
        assert dossier.forecast(f.forecast.id) == found


def test_nobody_is_scored_for_little(mine: Dossier) -> None:
    """Below the stated number of questions there is no figure, whatever is asked for."""
    for f in mine.forecasts():
        mine.resolve(f.forecast.id, "yes", author=ME, on="2023-12-02")
    found = mine.scores()
    assert (found.least, found.whole.questions, found.whole.enough, found.whole.brier) == (20, 2, False, None)
    assert {name for name, _ in found.groups} == {"Maud Ferrers", "Henrik Sollas"}
    assert [f.forecast.article for f in (*found.hits, *found.misses)] == ["col-2", "col-1", "post-1"]
    with pytest.raises(InputError, match="fewer than 5"):
        mine.scores(least=4)
    with pytest.raises(InputError, match="person, outlet, period or wording"):
        mine.scores("shoe size")


def test_scores(mine: Dossier) -> None:
    """Lines of another ledger and forecasts of articles are scored together; everyone against the others."""
    assert mine.take_ledger([*lines(30), *lines(25, "cy", outlet="Post", words="Likely")]) == (55, 0)
    found = mine.scores()
    assert [(name, s.questions) for name, s in found.groups] == [("cy", 25), ("bo", 30)]
    whole = found.whole
    assert (whole.questions, whole.forecasts) == (30, 55)
    assert whole.base_rate == pytest.approx(28 / 55)
    right = sum((0.2 if i % 4 else 0.8) ** 2 if i % 2 == 0 else (0.8 if i % 4 else 0.2) ** 2 for i in range(30))
    assert dict(found.groups)["bo"].brier == pytest.approx(right / 30)
    assert dict(found.groups)["bo"].against_others == pytest.approx(0)
    assert [name for name, s in mine.scores("outlet", least=5).groups] == ["Post", "no outlet"]
    assert {name for name, _ in mine.scores("wording").groups} == {"likely", "figures alone"}
    assert [name for name, _ in mine.scores("period").groups] == ["2022"]
    assert mine.scores(as_of="2021-12-31").whole.questions == 0


def test_several_of_one_person_are_averaged(mine: Dossier) -> None:
    """Several forecasts of one person on one question count for the time that each stood, or each in full."""
    twice = [
        Entry(f"q{i}", "bo", made, p, Outcome.YES, resolved="2022-01-11")
        for i in range(20)
        for made, p in (("2022-01-01", 0.0), ("2022-01-10", 1.0))
    ]
    mine.take_ledger(twice)
    assert mine.scores().whole.brier == pytest.approx(0.9)
    assert mine.scores(averaged=False).whole.brier == pytest.approx(0.5)


def test_a_ledger_comes_whole_or_not(mine: Dossier) -> None:
    """A question that came out otherwise here refuses the whole ledger, with every fault; the same ledger is known."""
    given = lines(8)
    assert mine.take_ledger(given) == (8, 0)
    assert mine.take_ledger(given) == (0, 8)
    other = [Entry("q1", "cy", "2022-01-01", 0.5, Outcome.YES), Entry("q2", "cy", "2022-01-01", 0.5, Outcome.NO)]
    with pytest.raises(BadRecord, match="nothing is imported, 2 faults") as refused:
        mine.take_ledger([*lines(3, "dee"), *other])
    assert "'q1' came out yes, and no in the dossier" in str(refused.value)
    assert len([f for f in mine.forecasts() if f.entry]) == 8


def test_a_line_of_a_ledger_is_resolved(mine: Dossier) -> None:
    """What is open in a ledger is resolved like any forecast, for everyone who was asked the same."""
    asked = [Entry("rain", by, "2022-01-01", p, horizon="2022-02-01") for by, p in (("bo", 0.9), ("cy", 0.2))]
    mine.take_ledger(asked)
    found = {f.voice: f for f in mine.forecasts(status="due") if f.entry}
    assert found["person:bo"].beside == (found["person:cy"].forecast,)
    mine.resolve(found["person:bo"].forecast.id, "yes", author=ME, on="2022-02-02")
    assert {f.voice: f.hit for f in mine.forecasts(status="resolved")} == {"person:bo": True, "person:cy": False}
    assert {(e.question, e.outcome) for e in mine.ledger() if e.question == "rain"} == {("rain", Outcome.YES)}


def test_the_ledger_goes_out(mine: Dossier, tmp_path: Path) -> None:
    """Every forecast with a probability goes out as a line that comes in elsewhere; those of one thing share a
    question."""
    id = one(mine, "col-1").forecast.id
    mine.resolve(id, "yes", evidence=["radio-1"], author=ME)
    entries = mine.ledger()
    assert [e.statement for e in entries if e.outcome] == [FERRY]
    ferry = [e for e in entries if "ferry" in e.statement]
    assert [(e.by, e.horizon) for e in ferry] == [
        ("Henrik Sollas", "2023-06-30"),
        ("Maud Ferrers", "2023-06-30"),
    ]
    assert len({e.question for e in ferry}) == 1
    with Dossier(tmp_path / "other.sayso", create=True) as other:
        assert other.take_ledger(entries) == (len(entries), 0)
        assert sorted(map(said, other.ledger())) == sorted(map(said, entries))
        assert {f.voice for f in other.forecasts()} == {"person:henrik sollas", "person:maud ferrers"}


def said(e: Entry) -> tuple[str, str, str, float, str, str]:
    return e.question, e.by, e.statement, e.probability, e.made, str(e.outcome)


def test_opposite_forecasts_are_one_question(tmp_path: Path) -> None:
    """Who foresees the contrary is scored on the same question, turned round."""
    stay, close = (
        {**ARTICLES[1], "id": id, "author": None, "published": "2023-03-09", "text": text}
        for id, text in (
            (
                "stay",
                "The toll\n\nThe toll on the Elsund bridge will probably rise by 1 May, Ivo Brandt said on Tuesday.",
            ),
            (
                "fall",
                "The toll\n\nThe toll on the Elsund bridge will probably fall by 1 May, Una Lind said on Tuesday.",
            ),
        )
    )
    with Dossier(tmp_path / "toll.sayso", create=True) as dossier:
        dossier.add([records(tmp_path, stay, {**close, "outlet": "Elsund Mail"})])
        rise, fall = one(dossier, "stay"), one(dossier, "fall")
        assert rise.question == fall.question
        assert rise.turned != fall.turned
        dossier.resolve(rise.forecast.id, "yes", author=ME, on="2023-05-01")
        dossier.resolve(fall.forecast.id, "no", author=ME, on="2023-05-01")
        lines = dossier.ledger()
        assert len({(e.question, e.outcome) for e in lines}) == 1
        assert sum(e.probability for e in lines) == pytest.approx(1)
        assert (dossier.forecast(rise.forecast.id).hit, dossier.forecast(fall.forecast.id).hit) == (True, False)
