"""The ledger on a terminal, as JSON and as a section of a page; the calibration drawn."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from sayso.dossier import Bearing, Foreseen, Recalled, Retold, Scores
from sayso.forecast import score, scores
from sayso.model import (
    AUTHOR,
    Entry,
    Figure,
    Forecast,
    ForecastKind,
    ForecastStatus,
    Horizon,
    Outcome,
    Passage,
    Probability,
    Resolution,
    Rewording,
    Score,
    SelfCitation,
    Span,
    SpanSet,
)
from sayso.show.calibration import calibration
from sayso.show.dossier_page import DossierView, dossier_page
from sayso.show.ledger import ledger_view, scores_view
from sayso.show.ledger_page import ledger_values
from sayso.show.ledger_record import forecast_record, recalled_record, scores_record
from sayso.show.ledger_terminal import print_forecast, print_ledger, print_scores

HOSTILE = "\x1b[31m<script>alert(1)</script>\u202e\r\n" + "long " * 80


def words(text: str, start: int = 0) -> Passage:
    return Passage(text, SpanSet.of([(start, start + len(text))]))


def forecast(id: str, text: str, by: str = AUTHOR, name: str = "Maud Ferrers", p: float | None = 0.7) -> Forecast:
    probability = None if p is None else Probability(p, p - 0.1, p + 0.1)
    return Forecast(
        id,
        id.partition("#")[0],
        by,
        words(text),
        text,
        name=name,
        made="2031-03-02",
        horizon=Horizon(words("before the summer", 20), "2031-03-02", "2031-05-31"),
        probability=probability,
        probability_words=(words("probably"),) if p else (),
        outlet="Ostley Observer",
    )


FERRY = forecast("col-1#f87", "The ferry at Tarn will probably close before the summer")
OTHER = replace(forecast("post-1#f2", "It will not close", "person:henrik sollas", "Henrik Sollas", 0.1), negated=True)


def foreseen() -> list[Foreseen]:
    """One that is due with everything that can be known of it, one that was resolved, and one without anything."""
    bearing = (
        Bearing(
            "radio-1#a1", "radio-1", "2031-06-02", words("The ferry was closed", 7), "for", 0.9, "Radio Ostley", "c6"
        ),
        Bearing("post-2#a1", "post-2", "2031-06-03", words("The ferry runs"), "against", 0.8),
        Bearing("post-2#a2", "post-2", "2031-06-03", words("the ferry"), "no_comment", 0.6),
    )
    citation = SelfCitation("col-2", AUTHOR, words("I said it would close"), words("it would close"))
    rewording = Rewording("shortened", "stronger", ("“probably” is left out",), 0.8, (("left_out", "probably", ""),))
    return [
        Foreseen(
            replace(FERRY, status=ForecastStatus.DUE),
            "person:maud ferrers",
            "c6",
            beside=(OTHER,),
            bearing=bearing,
            cited=(Retold(citation, "2031-07-01", rewording),),
        ),
        Foreseen(
            replace(OTHER, status=ForecastStatus.RESOLVED),
            OTHER.by,
            "c6",
            resolution=Resolution(OTHER.id, Outcome.YES, "2031-06-02", ("radio-1",), "ada", note="seen"),
            beside=(FERRY,),
        ),
        Foreseen(
            replace(
                forecast("x#f1", "The mill goes", p=None),
                horizon=None,
                made=None,
                kind=ForecastKind.PLAN,
                verb=words("plans to"),
            ),
            "v",
            "x",
        ),
    ]


def printed(width: int) -> list[str]:
    out = io.StringIO()
    print_ledger(ledger_view(foreseen()), out, width=width)
    return out.getvalue().splitlines()


def scored(n: int = 40) -> Scores:
    entries = [
        Entry(f"q{i}", ("ada", "bo")[i % 2], "2031-01-01", (i % 10) / 10 + 0.05, Outcome.YES if i % 3 else Outcome.NO)
        for i in range(n)
    ]
    groups = tuple(scores(entries, lambda e: e.by, 15).items())
    due, resolved, _ = foreseen()
    return Scores("person", 15, True, score(entries, least=15), groups, 1, (due,), (resolved,))


@pytest.mark.parametrize("width", [80, 140])
def test_a_table_fits(width: int) -> None:
    """The table says all of a forecast in the columns that there are."""
    lines = printed(width)
    assert max(map(len, lines)) <= width
    told = " ".join(" ".join(lines).split())
    for piece in ("probably", "by 2031-05-31", "about 70%", "(60–80)", "due", "no date given", "plan", "“plans to”"):
        assert piece in told
    for id in ("col-1#f87", "post-1#f2", "x#f1"):
        assert id in told


def test_what_is_denied_is_said_to_be() -> None:
    """Of “it will not close” the figure is that of its not closing; the event came about, so it was wrong."""
    row = ledger_view(foreseen()).rows[1]
    assert (row.surely, row.outcome, row.right) == ("about 90% (80–100) not", "came about", False)
    assert (row.judged_by, row.note, row.evidence) == ("ada", "seen", ("radio-1",))


@pytest.mark.parametrize(
    ("kind", "negated", "outcome", "verdict"),
    [
        (ForecastKind.PLAN, False, Outcome.YES, "carried out"),
        (ForecastKind.PROMISE, False, Outcome.NO, "broken"),
        (ForecastKind.PROMISE, True, Outcome.NO, "kept"),
        (ForecastKind.THREAT, False, Outcome.NO, "not carried out"),
        (ForecastKind.THREAT, False, Outcome.PARTLY, ""),
        (ForecastKind.FORECAST, False, Outcome.NO, "wrong"),
    ],
)
def test_what_became_of_it(kind: ForecastKind, negated: bool, outcome: Outcome, verdict: str) -> None:
    """Forecasts are right or wrong; a promise is kept, also the one to leave something; neither ever stands with the
    other."""
    made = replace(forecast("x#f1", "I go", p=None), kind=kind, negated=negated)
    found = Foreseen(made, "v", "x", resolution=Resolution("x#f1", outcome, "2031-06-02"))
    view = ledger_view([found])
    (row,) = (*view.rows, *view.apart)
    assert row.verdict == verdict
    assert bool(view.rows) is (kind is ForecastKind.FORECAST)
    assert found.hit is (False if kind is ForecastKind.FORECAST else None)


def test_a_figure_that_somebody_gave() -> None:
    """Whose figure it is, and for which words, stands where the words of probability would."""
    figure = Figure(0.9, "ada", words="will")
    given = replace(forecast("x#f1", "It will close", p=0.9), probability_words=())
    rows = ledger_view([Foreseen(given, "v", "x", figure=figure)]).rows
    assert (rows[0].figure_by, rows[0].figure_words, rows[0].bare) == ("ada", "will", None)
    out = io.StringIO()
    print_ledger(ledger_view([Foreseen(given, "v", "x", figure=figure)]), out, width=140)
    assert "given by ada for" in out.getvalue()
    bare = forecast("x#f1", "It will close", p=None)
    assert ledger_view([Foreseen(replace(bare, verb=words("won’t")), "v", "x")]).rows[0].bare == "will"
    assert ledger_view([Foreseen(bare, "v", "x")]).rows[0].bare == ""
    record = forecast_record(Foreseen(given, "v", "x", figure=figure))
    assert record["probability_by"] == {"probability": 0.9, "author": "ada", "made": "", "note": "", "words": "will"}


def test_words_without_a_figure() -> None:
    """What cannot be scored is counted by its words, in print, on a page and in the JSON."""
    found = replace(scored(), bare=(("will", 3, 2),))
    out = io.StringIO()
    print_scores(scores_view(found), out, 80)
    assert "“will” 3 right 2 wrong" in " ".join(out.getvalue().split())
    assert scores_record(found)["without_figure"] == [{"words": "will", "right": 3, "wrong": 2}]
    page = dossier_page(DossierView("Ferry", (), {}, ledger=ledger_view(foreseen(), found)))
    assert "<td>3</td><td>2</td>" in page


def test_what_is_said_to_have_been_foreseen() -> None:
    """A forecast that somebody says they made, and nobody holds, is told of in print, on a page and in the JSON."""
    citation = SelfCitation("col-2", AUTHOR, words("I said the mill would burn", 40), words("the mill would burn", 47))
    recalled = Recalled(citation, "2031-07-01", "Maud Ferrers", "Ostley Observer")
    view = ledger_view([], recalled=[recalled])
    out = io.StringIO()
    print_ledger(view, out, width=80)
    assert "“I said the mill would burn”" in out.getvalue()
    assert "Maud Ferrers, the author · Ostley Observer · 2031-07-01 · col-2" in out.getvalue()
    seen = []
    ledger_values(view, lambda article, spans: seen.append((article, spans)))
    assert seen == [("col-2", [Span(40, 66)])]
    page = dossier_page(DossierView("Mill", (), {}, ledger=view))
    assert "Said to have been foreseen" in page and "I said the mill would burn" in page
    assert recalled_record(recalled)["content"] == "the mill would burn"
    assert json.dumps(recalled_record(recalled))


def test_one_forecast() -> None:
    """All that is known of one: who foresees the same, where it is cited and how, what bears on it."""
    out = io.StringIO()
    print_forecast(ledger_view(foreseen()).rows[0], out, 80)
    told = " ".join(out.getvalue().split())
    for piece in (
        "Henrik Sollas about 90% (80–100) not",
        "2031-07-01 col-2 shortened, stronger than it was",
        "“probably” is left out",
        "then, now: [-probably-]",
        "2031-06-02 says so Radio Ostley · radio-1#a1 · c6",
        "says the contrary",
        "does not comment",
    ):
        assert piece in told
    assert ledger_view(foreseen()).rows[0].since == "1 for, 1 against, 1 neither"


def test_the_record() -> None:
    """The JSON has the fields of the contract, and is JSON."""
    record = forecast_record(foreseen()[0])
    assert record == json.loads(json.dumps(record))
    assert (record["id"], record["by"], record["article"], record["status"]) == ("col-1#f87", "author", "col-1", "due")
    assert (record["text"], record["horizon"]) == (FERRY.statement, "2031-05-31")
    assert record["probability"] == {"median": 0.7, "low": pytest.approx(0.6), "high": pytest.approx(0.8)}
    assert [b["stance"] for b in record["evidence"]] == ["for", "against", "no_comment"]
    last = forecast_record(foreseen()[2])
    assert (last["horizon"], last["probability"], last["resolution"]) == (None, None, None)


def test_scores_in_print() -> None:
    """The whole in sentences, everybody in a row, the bins, hits and misses in their own words."""
    out = io.StringIO()
    print_scores(scores_view(scored()), out, 80)
    told = out.getvalue()
    assert max(map(len, told.splitlines())) <= 80
    for piece in (
        "40 forecasts on 40 resolved questions",
        "ada",
        "bo",
        "CALIBRATION",
        "HITS",
        "MISSES",
        FERRY.statement,
    ):
        assert piece in told
    few = replace(scored(), whole=Score(3, 3, False), groups=(("ada", Score(3, 3, False)),))
    out = io.StringIO()
    print_scores(scores_view(few), out, 80)
    assert "nothing is scored for fewer than 15" in out.getvalue()
    assert "1 person with fewer than 15 resolved questions not shown" in out.getvalue()
    assert "CALIBRATION" not in out.getvalue()
    assert scores_record(few)["all"]["brier"] is None
    record = scores_record(scored())
    assert record == json.loads(json.dumps(record))


def test_the_calibration_is_drawn() -> None:
    """Each bin has its dot inside its band, inside the frame; nothing is drawn of too few questions."""
    whole = scored().whole
    svg = ElementTree.fromstring(calibration(whole, "p-"))
    space = "{http://www.w3.org/2000/svg}"
    bins = svg.findall(f"{space}g")
    assert len(bins) == len(whole.calibration) == 10
    for bin, drawn in zip(whole.calibration, bins, strict=True):
        dot = drawn.find(f"{space}circle")
        band = drawn.find(f"{space}path")
        title = drawn.find(f"{space}title")
        assert dot is not None and band is not None and title is not None and title.text is not None
        top, bottom = sorted(float(y) for y in re.findall(r"M[\d.]+ ([\d.]+)h", band.attrib["d"]))
        assert top - 0.1 <= float(dot.attrib["cy"]) <= bottom + 0.1
        assert title.text.startswith(f"{bin.count} forecast")
    assert calibration(Score(3, 3, False)) == ""


def test_a_page_renders_it() -> None:
    """The section of a page holds the table, the drawing, and the words with links to where they stand."""
    seen = []

    def place(article: str, spans: object) -> str | None:
        seen.append((article, spans))
        return f"/at/{article}" if article != "x" else None

    view = ledger_view(foreseen(), scored())
    values = ledger_values(view, place, "p-")
    assert values["plot"].startswith("<svg")
    ((_, drawn),) = values["grouped"]
    assert [name for name, curve in drawn if curve.startswith("<svg")] == ["ada", "bo"]
    assert ("col-1", [Span(0, len(FERRY.statement))]) in seen
    assert [at for _, at, _ in values["forecasts"]] == ["/at/col-1", "/at/post-1"]
    assert [at for _, at, _ in values["apart"]] == [None]
    page = dossier_page(DossierView("Ferry", (), {}, ledger=view))
    assert page.count('<tr class="') == 3
    assert "Plans, promises and threats" in page
    for piece in ('id="forecasts"', 'class="calibrated"', "Hits, in their own words", "what later articles say"):
        assert piece in page
    assert 'id="forecasts"' not in dossier_page(DossierView("Ferry", (), {}, ledger=ledger_view([])))


def test_nothing_of_an_article_acts() -> None:
    """Whatever words hold, none of them reach a terminal or a page as anything but words."""
    hostile = replace(
        FERRY,
        passage=words(HOSTILE),
        name=HOSTILE,
        made=HOSTILE,
        outlet=HOSTILE,
        condition=words(HOSTILE),
        horizon=Horizon(words(HOSTILE)),
        probability_words=(words(HOSTILE),),
    )
    found = replace(foreseen()[0], forecast=hostile, voice=HOSTILE, question=HOSTILE, beside=(hostile,))
    view = ledger_view([found], replace(scored(), hits=(found,)))
    out = io.StringIO()
    print_ledger(view, out, width=80)
    print_forecast(view.rows[0], out, 80)
    assert view.scores is not None
    print_scores(view.scores, out, 80)
    assert not re.search("[\x1b\u202e\r]", out.getvalue())
    assert max(map(len, out.getvalue().splitlines())) <= 80
    page = dossier_page(DossierView("x", (), {}, ledger=view))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
