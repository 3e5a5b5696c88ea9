"""What stands in the ledger of a dossier: which forecasts count, what they are about, who is scored for them.

A forecast counts where its article is in force, or where somebody resolved it; what stands in copied text, or is said
again by a later version of what was resolved, is told once; what was judged to be no attribution is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.dossier.figures import settled
from sayso.dossier.foreseen import Foreseen, Recalled, Retold
from sayso.dossier.judged import Judged
from sayso.model import (
    AUTHOR,
    Entry,
    Forecast,
    ForecastKind,
    ForecastStatus,
    Head,
    Horizon,
    Passage,
    Probability,
    Resolution,
    Span,
    SpanSet,
)
from sayso.text.naming import plain_name, voice

if TYPE_CHECKING:
    from sayso.store import Store
    from sayso.store.forecasts import Filed

__all__ = ["Decided", "Kept", "Standing", "status_on"]


@dataclass(frozen=True, slots=True)
class Kept:
    """Forecasts that count, as they are judged to be, in the order of their coming, and the heads of their articles."""

    filed: tuple[Filed, ...]
    heads: Mapping[str, Head]


@dataclass(frozen=True, slots=True)
class Decided:
    """What of the ledger hangs on more than its days as of a `day`: what people decided, and ledgers kept elsewhere.

    `articles` are the numbers of those that judgements touch, `kept` their forecasts that count, and `found` the same
    as they are answered with; `imported` are the lines of other ledgers. `cited` tells, by forecast, where any of the
    whole ledger was cited since, `recalled` what is cited that is not there.
    """

    day: str
    articles: frozenset[int]
    kept: Kept
    found: tuple[Foreseen, ...] = ()
    imported: tuple[Foreseen, ...] = ()
    cited: Mapping[str, Sequence[Retold]] = field(default_factory=dict)
    recalled: tuple[Recalled, ...] = ()

    @property
    def every(self) -> tuple[Foreseen, ...]:
        """All that is worked out already."""
        return (*self.found, *self.imported)


class Standing:
    """What counts of the forecasts of one store, under the judgements that hold, as of a day."""

    def __init__(
        self,
        store: Store,
        hold: Judged,
        in_force: Callable[[Head, str | None], bool],
        as_of: str | None,
        today: str,
    ) -> None:
        self._store = store
        self._hold = hold
        self._in_force = in_force
        self._as_of = as_of
        self._day = as_of or today

    def kept(self, filed: Sequence[Filed]) -> Kept:
        """Those of some forecasts that count. With one of an article that people judged of, all of that are given."""
        from sayso.trace.provenance import known

        hold, as_of, store = self._hold, self._as_of, self._store
        articles = {f.forecast.article for f in filed}
        copies = [c for c in store.copies(sorted(articles)) if c.copy in articles] if filed else []
        originals = {c.of for c in copies} - articles
        every = {h.id: hold.head(h) for h in store.heads(articles | store.ledger.foreseeing(originals))}
        every = {id: h for id, h in every.items() if as_of is None or known(h) <= as_of}
        current = {id for id, h in every.items() if self._in_force(h, as_of)}
        resolved = {id for id in hold.resolutions if self.resolution(id) is not None}
        old = [f for f in filed if f.forecast.article not in current and f.forecast.id in resolved]
        # A later version mostly says the same again.
        later = self._later({f.forecast.article for f in old})
        again = {(id, f.forecast.by, f.forecast.statement) for f in old for id in later[f.forecast.article]}
        shown = current | {id.rpartition("#")[0] for id in resolved}
        copied: dict[str, list[Span]] = defaultdict(list)
        for copy in copies:
            if copy.of in every and copy.of in shown:
                copied[copy.copy] += [here for here, _ in copy.passages]
        out = []
        for f in filed:
            id = f.forecast.article
            if id not in every or not (id in current or f.forecast.id in resolved):
                continue
            if (id, f.forecast.by, f.forecast.statement) in again:
                continue
            forecast = self._judged(f.forecast, every[id])
            if forecast is not None and not any(span.contains(_whole(forecast)) for span in copied[id]):
                out.append(replace(f, forecast=forecast))
        return Kept(tuple(out), {id: h for id, h in every.items() if id in articles})

    def touched(self) -> set[str]:
        """The articles whose forecasts count otherwise than they were filed, by what people judged: those that were
        corrected or put under another outlet, or of which a forecast was resolved; the later versions of these, and
        what was copied from all of them.
        """
        hold, store = self._hold, self._store
        judged = {*hold.corrections.made, *hold.outlets, *(id.rpartition("#")[0] for id in hold.resolutions)} - {""}
        judged = store.has_ids(judged)
        judged.update(id for some in self._later(judged).values() for id in some)
        return judged | {c.copy for c in store.copies(sorted(judged)) if c.of in judged} if judged else judged

    def foreseen(
        self, kept: Kept, questions: Mapping[str, tuple[str, bool]], cited: Mapping[str, Sequence[Retold]]
    ) -> list[Foreseen]:
        """Forecasts that count as the ledger answers with them."""
        out = []
        for f in kept.filed:
            forecast, head = f.forecast, kept.heads[f.forecast.article]
            resolution = self.resolution(forecast.id)
            question, turned = questions[forecast.id]
            forecast, figure = settled(forecast, self._hold.figures, self._hold.worded)
            out.append(
                Foreseen(
                    replace(forecast, status=status_on(forecast, resolution, self._day)),
                    self.voice(forecast, head),
                    question,
                    head.title,
                    turned,
                    resolution,
                    cited=tuple(cited.get(forecast.id, ())),
                    figure=figure,
                    statement=f.statement,
                )
            )
        return out

    def questions(self, filed: Sequence[Filed]) -> dict[str, tuple[str, bool]]:
        """What each forecast is about, and whether it foresees the contrary of what stands for that.

        A forecast that is a statement is about its claim, where people's judgements count; all others are about what
        the first of their kind is about, so that all of their kind that count are to be given with them.
        """
        hold, store = self._hold, self._store
        stated = {f.statement: f for f in filed if f.statement}
        placed = store.placed(stated)
        wordings = store.wordings({hold.claim(claim) for claim, _ in placed.values()})
        negated = store.negated([*placed, *wordings.values()])
        out: dict[str, tuple[str, bool]] = {}
        firsts: dict[str, tuple[str, bool]] = {}
        for id, f in stated.items():
            if id not in placed:
                continue
            claim, opposed = placed[id]
            whole = hold.claim(claim)
            first = wordings.get(whole, id)
            turned = opposed ^ (claim in hold.flipped) ^ (id in negated) ^ (first in negated)
            out[f.forecast.id] = (whole, turned)
            firsts.setdefault(f.first, (whole, turned ^ f.turned))
        for f in filed:
            if f.forecast.id not in out:
                question, turned = firsts.get(f.first, (f.first, False))
                out[f.forecast.id] = (question, turned ^ f.turned)
        return out

    def voice(self, forecast: Forecast, head: Head) -> str:
        """Who is scored for it: an author as the person of that name, or else the outlet."""
        return self._hold.mouth(voice(forecast.by, forecast.name, head.outlet, head.id))

    def resolution(self, id: str) -> Resolution | None:
        """What was decided of a forecast by then."""
        found = self._hold.resolutions.get(id)
        return found if found is not None and (self._as_of is None or found.resolved <= self._as_of) else None

    # What is cited.

    def cited(
        self, stands: Callable[[str], bool], theirs: Callable[[str, str], Iterable[Forecast]]
    ) -> tuple[dict[str, list[Retold]], list[Recalled]]:
        """By forecast, where its own forecaster cites it later, and how; and what is cited that is not there.

        `stands` tells whether an article counts that is not in force, and `theirs` the forecasts that do of a voice,
        from before a day. An article that cites need not foresee anything itself.
        """
        from sayso.forecast import cited, foretells, reworded
        from sayso.match import align
        from sayso.trace.provenance import known

        hold, as_of, store = self._hold, self._as_of, self._store
        citing = {h.id: hold.head(h) for h in store.heads(store.ledger.citing())}
        citing = {
            id: h
            for id, h in citing.items()
            if (as_of is None or known(h) <= as_of) and (stands(id) or self._in_force(h, as_of))
        }
        out: dict[str, list[Retold]] = defaultdict(list)
        left = []
        for c in store.ledger.citations(citing) if citing else ():
            head = citing[c.article]
            day = known(head)
            name = (head.author or "") if c.by == AUTHOR else ""
            teller = Forecast("", c.article, c.by, c.content, c.content.text, name=name)
            # One voice may go by several ids (an author, the same one quoted): here they are one.
            earlier = [replace(f, by=c.by) for f in theirs(self.voice(teller, head), day)]
            if meant := cited(c, earlier):
                out[meant[0].id].append(Retold(c, day, reworded(meant[0], c.content.text, align)))
            elif foretells(c):
                left.append(Recalled(c, day, name or (head.outlet or "") * (c.by == AUTHOR), head.outlet))
        return out, left

    # Ledgers kept elsewhere.

    def imported(self) -> list[Foreseen]:
        """The lines of ledgers kept elsewhere; what was resolved of one holds for all of its question."""
        as_of = self._as_of
        entries = [(id, e) for id, e in self._store.ledger.entries() if as_of is None or e.made <= as_of]
        judged: dict[str, Resolution] = {}
        for id, e in entries:
            if (found := self.resolution(id)) is not None:
                judged[e.question] = found
        out = []
        for id, e in entries:
            resolution = judged.get(e.question)
            if resolution is not None:
                e = replace(e, outcome=resolution.outcome, resolved=resolution.resolved)
            elif e.outcome is not None and (as_of is None or (e.resolved or "") <= as_of):
                resolution = Resolution(id, e.outcome, e.resolved or "")
            else:
                e = replace(e, outcome=None)
            forecast = _of_entry(id, e)
            by = self._hold.mouth(f"person:{plain_name(e.by)}" if e.by else e.by)
            forecast = replace(forecast, status=status_on(forecast, resolution, self._day))
            out.append(Foreseen(forecast, by, e.question, resolution=resolution, entry=replace(e, by=by)))
        return out

    def _later(self, articles: Iterable[str]) -> dict[str, list[str]]:
        """The versions of articles that came after each of them."""
        following: dict[str, str] = {}
        ends = set(articles)
        out: dict[str, list[str]] = {id: [] for id in ends}
        while ends and (found := self._store.ledger.following(ends)):
            ends = set(found.values()) - following.keys() - found.keys()
            following |= found
        for id, versions in out.items():
            while (id := following.get(id, "")) and id not in versions:
                versions.append(id)
        return out

    def _judged(self, forecast: Forecast, head: Head) -> Forecast | None:
        """The forecast with the source and the outlet that it is judged to have; None where it is none."""
        if forecast.attribution is not None:
            judged = self._hold.corrections.of(f"{forecast.article}#{forecast.attribution}", SpanSet(()))
            if judged is not None and judged.dropped:
                return None
            if judged is not None and judged.laid:
                by, name = (judged.mouth.id, judged.mouth.name) if judged.mouth else (AUTHOR, head.author or "")
                forecast = replace(forecast, by=by, name=name)
        return replace(forecast, outlet=head.outlet)


def status_on(forecast: Forecast, resolution: Resolution | None, day: str) -> ForecastStatus:
    """Where a forecast stands on a day."""
    if resolution is not None:
        return ForecastStatus.RESOLVED
    until = forecast.horizon.latest if forecast.horizon else None
    return ForecastStatus.DUE if until is not None and until < day else ForecastStatus.OPEN


def _whole(forecast: Forecast) -> Span:
    return Span(forecast.passage.spans.start, forecast.passage.spans.end)


def _of_entry(id: str, entry: Entry) -> Forecast:
    """A line of a ledger kept elsewhere as a forecast, which stands in no article."""
    nowhere = SpanSet(())
    text = entry.statement or entry.question
    return Forecast(
        id,
        "",
        entry.by,
        Passage(text, nowhere),
        text,
        ForecastKind.FORECAST,
        entry.by,
        entry.made,
        Horizon(Passage("", nowhere), latest=entry.horizon) if entry.horizon else None,
        probability=Probability(entry.probability, entry.probability, entry.probability),
        probability_words=(Passage(entry.words, nowhere),) if entry.words else (),
        outlet=entry.outlet or None,
    )
