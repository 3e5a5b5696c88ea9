"""The ledger of forecasts ready to show: one value that the terminal and the pages render.

All texts in a view are one visible line each, ready to be written to a screen (and escaped as the medium needs).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.dossier import Bearing, Foreseen, Recalled, Retold, Scores
from sayso.dossier.figures import lacks, without
from sayso.model import AUTHOR, INTENTIONS, Forecast, ForecastKind, Horizon, Outcome, Probability, Score
from sayso.show.explained import counted
from sayso.show.safe import one_line, shortened
from sayso.text.hedges import turned

__all__ = [
    "COLUMNS",
    "BearingRow",
    "BesideRow",
    "GroupRow",
    "LedgerRow",
    "LedgerView",
    "RecalledRow",
    "RetoldRow",
    "ScoresView",
    "ledger_view",
    "recalled_row",
    "scores_view",
]

_NAME = 60
# What the columns of scores mean.
COLUMNS = (
    "To base rate: how much better than always saying how often such things come about (1 is perfect, 0 no better). "
    "To others: how far the Brier score differs from that of the others on the same questions (in brackets how many); "
    "less is better."
)
_TOLD = 200  # hits, and misses, in their own words
_STANCES = {
    "for": "says so",
    "against": "says the contrary",
    "does_not_deny": "does not deny it",
    "no_comment": "does not comment",
    "asks": "asks it, or asks for it",
    "demands": "asks for it",
    "denies_contrary": "denies the contrary",
    "disputes_contrary": "disputes the contrary",
    "does_not_deny_contrary": "does not deny the contrary",
}
_OUTCOMES = {
    Outcome.YES: "came about",
    Outcome.NO: "did not come about",
    Outcome.PARTLY: "came about in part",
    Outcome.VOID: "void: the question fell away",
}
# Of what somebody said they would do. A promise to leave something is kept where it does not come about.
_CARRIED = {
    ForecastKind.PLAN: ("carried out", "not carried out"),
    ForecastKind.PROMISE: ("kept", "broken"),
    ForecastKind.THREAT: ("carried out", "not carried out"),
}
_KINDS = {ForecastKind.PLAN: "plan", ForecastKind.PROMISE: "promise", ForecastKind.THREAT: "threat"}
_STRENGTHS = {
    "same": "as sure as it was",
    "stronger": "stronger than it was",
    "weaker": "weaker than it was",
    "mixed": "stronger in one way and weaker in another",
    "contrary": "now the contrary",
}
_RETOLD = {"in_full": "quoted in full", "shortened": "shortened", "reworded": "in other words"}


@dataclass(frozen=True, slots=True)
class BearingRow:
    """Words of a later article that bear on a forecast: `stance` in words, `side` is `for`, `against` or `beside`."""

    statement: str
    article: str
    outlet: str
    day: str
    stance: str
    side: str
    text: str
    spans: tuple[tuple[int, int], ...]
    claim: str = ""


@dataclass(frozen=True, slots=True)
class RetoldRow:
    """Where the forecaster cites the forecast: in which words, and how they changed since."""

    article: str
    day: str
    text: str
    how: str
    reasons: tuple[str, ...]
    pieces: tuple[tuple[str, str, str], ...]

    @property
    def changed(self) -> bool:
        """Whether the wordings differ, word by word."""
        return any(kind != "same" for kind, _, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class BesideRow:
    """Somebody else who foresees the same: who, when, how surely, by when; `kind` where it is no forecast."""

    id: str
    by: str
    made: str
    surely: str
    until: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A forecast ready to show.

    `text` are the forecaster's own words, `spans` where they stand in the `article` (empty for a line of a ledger kept
    elsewhere). `until` and `surely` say by when and how surely, `until_words` and `surely_words` in which words.
    `status` is `open`, `due` or `resolved`; `outcome` says in words what came of it, `right` whether that was foreseen,
    and `verdict` the same in a word, of an intention whether it was carried out. `event` is what is foreseen, put
    affirmatively, where the words deny it; `bare` are the words in which it is put if it has no figure, as far as they
    are known. `figure_by` is who gave the probability if the words did not, `figure_words` the words for which they
    gave it. `beside` is what others foresee of the same.
    """

    id: str
    text: str
    by: str
    outlet: str
    article: str
    title: str
    spans: tuple[tuple[int, int], ...]
    made: str
    kind: str
    until: str
    until_words: str
    surely: str
    surely_words: str
    condition: str
    status: str
    outcome: str
    resolved: str
    right: bool | None
    verdict: str
    judged_by: str
    note: str
    evidence: tuple[str, ...]
    beside: tuple[BesideRow, ...]
    bearing: tuple[BearingRow, ...]
    cited: tuple[RetoldRow, ...]
    event: str = ""
    figure_by: str = ""
    figure_words: str = ""
    figure_note: str = ""
    bare: str | None = None

    @property
    def others(self) -> tuple[str, ...]:
        """The names of those who foresee the same."""
        return tuple(dict.fromkeys(o.by for o in self.beside))

    @property
    def since(self) -> str:
        """What later articles say, counted by side; empty where they say nothing."""
        sides = Counter(b.side for b in self.bearing)
        named = {"for": "for", "against": "against", "beside": "neither"}
        return ", ".join(f"{sides[side]} {name}" for side, name in named.items() if sides[side])


@dataclass(frozen=True, slots=True)
class RecalledRow:
    """Where somebody says that they foresaw something that the dossier does not hold."""

    article: str
    day: str
    by: str
    outlet: str
    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Scores of somebody in print; all figures are empty where there are too few questions (`enough` is False)."""

    name: str
    questions: int
    forecasts: int
    enough: bool
    brier: str
    log: str
    base_rate: str
    skill: str
    reliability: str
    resolution: str
    against: str
    shared: int
    score: Score


@dataclass(frozen=True, slots=True)
class ScoresView:
    """Scores ready to show: the whole in words and as `score`, the groups as rows, hits and misses in their own words.

    `hidden` is the number of groups with too few questions. `bare` are the words of those that have no figure, with how
    many were right and how many wrong.
    """

    by: str
    least: int
    whole: GroupRow
    score: Score
    told: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    hidden: int
    hits: tuple[LedgerRow, ...]
    misses: tuple[LedgerRow, ...]
    more: tuple[int, int]
    bare: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The ledger ready to show; `counts` are those of due, open and resolved ones among its rows.

    `apart` are the plans, promises and threats, which are no forecasts, and `apart_counts` how many of each there are.
    `others` are the same scores by something else: outlet, period, wording. `recalled` is what people say they foresaw,
    and the dossier does not hold.
    """

    rows: tuple[LedgerRow, ...]
    counts: tuple[tuple[str, int], ...]
    scores: ScoresView | None = None
    apart: tuple[LedgerRow, ...] = ()
    apart_counts: tuple[tuple[str, int], ...] = ()
    others: tuple[ScoresView, ...] = ()
    recalled: tuple[RecalledRow, ...] = ()


def ledger_view(
    shown: Sequence[Foreseen],
    scores: Scores | None = None,
    others: Sequence[Scores] = (),
    recalled: Sequence[Recalled] = (),
) -> LedgerView:
    """The view of what is foreseen, forecasts in one list and what people say they will do themselves in another."""
    forecasts = [f for f in shown if f.forecast.kind is ForecastKind.FORECAST]
    statuses = Counter(str(f.forecast.status) for f in forecasts)
    kinds = Counter(f.forecast.kind for f in shown)
    return LedgerView(
        tuple(map(_row, forecasts)),
        tuple((status, statuses[status]) for status in ("due", "open", "resolved") if statuses[status]),
        None if scores is None else scores_view(scores),
        tuple(_row(f) for f in shown if f.forecast.kind is not ForecastKind.FORECAST),
        tuple((f"{kind}s", kinds[kind]) for kind in INTENTIONS if kinds[kind]),
        tuple(map(scores_view, others)),
        tuple(map(recalled_row, recalled)),
    )


def recalled_row(r: Recalled) -> RecalledRow:
    """The row of something that somebody says they foresaw."""
    c = r.citation
    name = one_line(r.name or c.by.partition(":")[2])
    by = f"{name}, the author" if c.by == AUTHOR and name else name or "the author"
    spans = tuple((s.start, s.end) for s in c.passage.spans)
    return RecalledRow(one_line(c.article), r.day, by, one_line(r.outlet or ""), one_line(c.passage.text), spans)


def scores_view(scores: Scores) -> ScoresView:
    """The view of scores."""
    rows = tuple(_group(name, score) for name, score in scores.groups)
    return ScoresView(
        by=scores.by,
        least=scores.least,
        whole=_group("all", scores.whole),
        score=scores.whole,
        told=tuple(_told(scores)),
        groups=tuple(row for row in rows if row.enough),
        hidden=sum(not row.enough for row in rows),
        hits=tuple(map(_row, scores.hits[:_TOLD])),
        misses=tuple(map(_row, scores.misses[:_TOLD])),
        more=(max(0, len(scores.hits) - _TOLD), max(0, len(scores.misses) - _TOLD)),
        bare=tuple((one_line(words) or "other words", right, wrong) for words, right, wrong in scores.bare[:_TOLD]),
    )


def _row(found: Foreseen) -> LedgerRow:
    f, r = found.forecast, found.resolution
    return LedgerRow(
        id=one_line(f.id),
        text=one_line(f.statement),
        by=_who(f),
        outlet=one_line(f.outlet or ""),
        article=one_line(f.article),
        title=one_line(found.title or ""),
        spans=tuple((s.start, s.end) for s in f.passage.spans),
        made=one_line(f.made or "no date"),
        kind=_KINDS.get(f.kind, ""),
        until=_until(f.horizon),
        until_words=one_line(f.horizon.words.text) if f.horizon else "",
        surely=_surely(f.probability, f.negated) if f.kind is ForecastKind.FORECAST else "",
        surely_words=one_line(_surely_words(f)),
        condition=one_line(f.condition.text) if f.condition else "",
        status=str(f.status),
        outcome=_OUTCOMES[r.outcome] if r else "",
        resolved=one_line(r.resolved) if r else "",
        right=found.hit,
        verdict=_verdict(found),
        judged_by=one_line(r.author) if r else "",
        note=one_line(r.note) if r else "",
        evidence=tuple(map(one_line, r.evidence)) if r else (),
        beside=tuple(
            BesideRow(
                one_line(o.id),
                _who(o),
                one_line(o.made or ""),
                _surely(o.probability, o.negated),
                _until(o.horizon),
                _KINDS.get(o.kind, ""),
            )
            for o in found.beside
        ),
        bearing=tuple(_bearing_row(b) for b in found.bearing),
        cited=tuple(_retold_row(c) for c in found.cited),
        event=one_line(f.event) if f.negated else "",
        figure_by=one_line(found.figure.author) if found.figure else "",
        figure_words=one_line(found.figure.words) if found.figure else "",
        figure_note=one_line(found.figure.note) if found.figure else "",
        bare=one_line(without(f)) if lacks(f) else None,
    )


def _surely_words(f: Forecast) -> str:
    """The words of probability; of a plan, promise or threat those that make it one."""
    if f.kind is not ForecastKind.FORECAST and not f.probability_words:
        return f.verb.text if f.verb else ""
    return ", ".join(p.text for p in f.probability_words)


def _verdict(found: Foreseen) -> str:
    """Whether a forecast was right, or an intention carried out; empty where that cannot be told."""
    if found.hit is not None:
        return "right" if found.hit else "wrong"
    kind, r = found.forecast.kind, found.resolution
    if r is None or kind not in _CARRIED or r.outcome not in (Outcome.YES, Outcome.NO):
        return ""
    return _CARRIED[kind][(r.outcome is Outcome.YES) is found.forecast.negated]


def _who(f: Forecast) -> str:
    name = one_line(f.name)
    if f.by == AUTHOR:
        name = f"{name}, the author" if name else "the author"
    return shortened(name or "nobody named", _NAME)


def _until(horizon: Horizon | None) -> str:
    """By when, in days; the words themselves tell the rest."""
    if horizon is None:
        return "no date given"
    first, last = horizon.earliest, horizon.latest
    if last is None:
        return f"from {first}" if first else "no date known"
    return f"on {last}" if first == last else f"by {last}"


def _surely(p: Probability | None, negated: bool) -> str:
    """How surely it is foreseen that it comes about, or that it does not."""
    if p is None:
        return "will not" if negated else "no figure"
    if negated:
        p = turned(p)
    span = "" if p.low == p.high else f" ({100 * p.low:.0f}–{100 * p.high:.0f})"
    return f"{'about ' if span else ''}{p.median:.0%}{span}{' not' if negated else ''}"


def _bearing_row(b: Bearing) -> BearingRow:
    side = b.stance if b.stance in ("for", "against") else "beside"
    return BearingRow(
        one_line(b.statement),
        one_line(b.article),
        one_line(b.outlet or ""),
        one_line(b.day),
        _STANCES.get(b.stance, one_line(b.stance).replace("_", " ")),
        side,
        one_line(b.passage.text),
        tuple((s.start, s.end) for s in b.passage.spans),
        b.claim or "",
    )


def _retold_row(c: Retold) -> RetoldRow:
    w = c.rewording
    how = _RETOLD.get(w.kind, one_line(w.kind))
    if w.kind != "in_full":
        how += f", {_STRENGTHS.get(w.strength, one_line(w.strength))}"
    pieces = tuple((kind, one_line(then), one_line(now)) for kind, then, now in w.pieces)
    text = one_line(c.citation.passage.text)
    return RetoldRow(one_line(c.citation.article), c.day, text, how, tuple(map(one_line, w.reasons)), pieces)


def _group(name: str, s: Score) -> GroupRow:
    parts = s.decomposition
    return GroupRow(
        one_line(name) or "no name",
        s.questions,
        s.forecasts,
        s.enough,
        _figure(s.brier),
        _figure(s.log),
        "" if s.base_rate is None else f"{s.base_rate:.0%}",
        _signed(s.skill),
        _figure(parts.reliability if parts else None),
        _figure(parts.resolution if parts else None),
        _signed(s.against_others),
        s.shared_questions,
        s,
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _signed(value: float | None) -> str:
    return "" if value is None else f"{value:+.3f}"


def _told(scores: Scores) -> Iterable[str]:
    """The whole in sentences."""
    s = scores.whole
    if not s.enough:
        yield (
            f"{counted(s.questions, 'question')} resolved; nothing is scored for fewer than {scores.least}: "
            "chance alone would decide."
        )
    elif s.decomposition is not None and s.brier is not None and s.log is not None and s.base_rate is not None:
        d = s.decomposition
        counts = f"{counted(s.forecasts, 'forecast')} on {counted(s.questions, 'resolved question')}"
        yield f"{counts}, of which {s.base_rate:.0%} came about."
        yield (
            f"Brier score {s.brier:.3f} (0 is perfect, always saying {s.base_rate:.0%} scores {d.uncertainty:.3f}); "
            f"logarithmic score {s.log:.3f}."
        )
        within = d.within_variance - d.within_covariance
        yield (
            f"Its parts: reliability {d.reliability:.3f} (0 is best), less resolution {d.resolution:.3f} (the more the "
            f"better), plus uncertainty {d.uncertainty:.3f}, plus {within:+.3f} for differences within the bins."
        )
        if s.forecasts > s.questions:
            yield (
                "Several forecasts of one person on one question count as one, each for the days on which it stood."
                if scores.averaged
                else "Every forecast counts in full, several of one person on one question too."
            )
    if scores.judged:
        yield f"{counted(scores.judged, 'forecast')} scored by a figure that somebody gave, as the words give none."
    if scores.unscored:
        yield (
            f"{counted(scores.unscored, 'resolved forecast')} not scored: the words give no probability, and nobody "
            "has judged it; or the article has no date."
        )
