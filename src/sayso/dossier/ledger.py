"""The ledger of a dossier: what its articles foresee, who foresaw the same, what bears on it since, who was right.

Forecasts are found as articles are added (`forecasts`); in articles that an older version of sayso added, when the
ledger is first asked for. Whether one came true is decided by a person alone, as a judgement; what later articles say
about it is put forward with its stance, and decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from sayso.dossier.bearing import bearing
from sayso.dossier.figures import settled
from sayso.dossier.finding import Finder, near
from sayso.dossier.forecasts import file, look_through
from sayso.dossier.foreseen import Foreseen, Recalled, Retold, rank
from sayso.dossier.judged import Judged
from sayso.errors import BadRecord, InputError, NoSuch
from sayso.model import (
    AUTHOR,
    Entry,
    Forecast,
    ForecastKind,
    ForecastStatus,
    Head,
    Horizon,
    Outcome,
    Passage,
    Probability,
    Resolution,
    Span,
    SpanSet,
)
from sayso.text.naming import plain_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.store import Store
    from sayso.store.forecasts import Filed

    Vectors = NDArray[np.float16]

__all__ = ["Forecasts"]

_BESIDE = 50  # forecasts of the same by others that stand beside one
_BATCH = 200  # articles that are looked through in one transaction
_FAULTS = 50


class Forecasts:
    """The ledger of one dossier, under the judgements that hold."""

    def __init__(
        self, store: Store, hold: Judged, finder: Finder, in_force: Callable[[Head, str | None], bool]
    ) -> None:
        self._store = store
        self._hold = hold
        self._finder = finder
        self._in_force = in_force

    def look_back(self, embed: Callable[[Sequence[str]], Vectors]) -> int:
        """Look through the articles that were not yet, a few at a time; the number of those that were."""
        unread = self._store.ledger.unread()
        for at in range(0, len(unread), _BATCH):
            some = unread[at : at + _BATCH]
            looked = [look_through(self._store.article(id), self._store.statements_of(id)) for id in some]
            vectors = embed([text for one in looked for text in one.texts])
            with self._store.writing():
                still = set(self._store.ledger.unread())  # somebody else may have been at it
                n = 0
                for one in looked:
                    if one.article in still:
                        file(self._store, one, vectors[n : n + len(one.forecasts)])
                    n += len(one.forecasts)
        return len(unread)

    def all(self, as_of: str | None, today: str) -> list[Foreseen]:
        """Everything that stands in the ledger as of a day: due ones first, then open ones, then the resolved."""
        found = [*self._found(as_of, today), *self._imported(as_of, today)]
        return sorted(found, key=rank)

    def beside(self, found: Sequence[Foreseen], among: Sequence[Foreseen]) -> list[Foreseen]:
        """Some forecasts, each with those of other voices about the same, as far as it is worth showing them."""
        asked = {f.question for f in found}
        same: dict[str, list[Foreseen]] = defaultdict(list)
        for f in among:
            if f.question in asked:
                same[f.question].append(f)
        return [
            replace(f, beside=tuple(islice((o.forecast for o in same[f.question] if o.voice != f.voice), _BESIDE)))
            for f in found
        ]

    def told(self, foreseen: Foreseen, as_of: str | None) -> Foreseen:
        """The same with what later articles say about it, and with where it was cited."""
        if foreseen.entry is not None:
            return foreseen
        if foreseen.resolution is not None:
            return foreseen
        return replace(foreseen, bearing=bearing(self._store, self._hold, self._in_force, foreseen, as_of))

    def resolve(self, id: str, outcome: str, evidence: Sequence[str], on: str | None, today: str) -> dict[str, Any]:
        """What a resolution is about, as the log keeps it. Raises NoSuch and InputError."""
        if outcome not in list(Outcome):
            raise InputError(f"{outcome}: a forecast is resolved yes, no, partly or void")
        made = self._made(id)
        days = []
        known = []
        for named in dict.fromkeys(evidence):
            day, found = self._evidence(named)
            known.append(found)
            days.append(day)
        resolved = on or max((d for d in days if d), default=today)
        if made is not None and resolved < made:
            raise InputError(f"{id} was made on {made}: it cannot have been resolved before, on {resolved}")
        return {"forecast": id, "outcome": outcome, "resolved": resolved, "evidence": known}

    def take(self, entries: Sequence[Entry]) -> int:
        """Keep the lines of a ledger kept elsewhere, all or none; how many are new. Raises BadRecord."""
        with self._store.writing():
            held = {e.question: e.outcome for _, e in self._store.ledger.entries() if e.outcome is not None}
            against = sorted(
                {
                    f"question {e.question!r:.80} came out {e.outcome}, and {held[e.question]} in the dossier"
                    for e in entries
                    if e.outcome is not None and held.get(e.question, e.outcome) is not e.outcome
                }
            )
            if against:
                more = f"\n… and {len(against) - _FAULTS} more" if len(against) > _FAULTS else ""
                listed = "\n".join(f"  {fault}" for fault in against[:_FAULTS])
                raise BadRecord(f"nothing is imported, {len(against)} faults:\n{listed}{more}")
            return self._store.ledger.add_entries(entries)

    # What stands in the ledger.

    def _found(self, as_of: str | None, today: str) -> list[Foreseen]:
        """The forecasts of the articles in force, and those of earlier versions that somebody resolved. What stands in
        copied text is told once.
        """
        from sayso.trace.provenance import known

        hold = self._hold
        filed = self._store.ledger.forecasts()
        every = {h.id: hold.head(h) for h in self._store.heads({f.forecast.article for f in filed})}
        every = {id: h for id, h in every.items() if as_of is None or known(h) <= as_of}
        current = {id for id, h in every.items() if self._in_force(h, as_of)}
        old = [f for f in filed if f.forecast.article not in current and self._resolution(f.forecast.id, as_of)]
        # A later version mostly says the same again.
        again = {
            (id, f.forecast.by, f.forecast.statement) for f in old for id in self._later(f.forecast.article, every)
        }
        shown = current | {f.forecast.article for f in old}
        heads = {id: h for id, h in every.items() if id in shown}
        copied: dict[str, list[Span]] = defaultdict(list)
        for copy in self._store.copies() if filed else ():
            if copy.of in heads:
                copied[copy.copy] += [here for here, _ in copy.passages]
        resolved = {f.forecast.id for f in old}
        kept = []
        for f in filed:
            if f.forecast.article not in current and f.forecast.id not in resolved:
                continue
            if (f.forecast.article, f.forecast.by, f.forecast.statement) in again:
                continue
            forecast = self._judged(f.forecast, heads.get(f.forecast.article))
            if forecast is None or any(span.contains(_whole(forecast)) for span in copied[forecast.article]):
                continue
            kept.append(replace(f, forecast=forecast))
        questions = self._questions(kept)
        cited, _ = self._cited([f.forecast for f in kept], heads, as_of)
        out = []
        for f in kept:
            forecast, head = f.forecast, heads[f.forecast.article]
            resolution = self._resolution(forecast.id, as_of)
            question, turned = questions[forecast.id]
            forecast, figure = settled(forecast, self._hold.figures, self._hold.worded)
            out.append(
                Foreseen(
                    replace(forecast, status=_status(forecast, resolution, as_of or today)),
                    self._voice(forecast, head),
                    question,
                    head.title,
                    turned,
                    resolution,
                    cited=tuple(cited.get(forecast.id, ())),
                    figure=figure,
                )
            )
        return out

    def _later(self, article: str, heads: Mapping[str, Head]) -> list[str]:
        """The versions of an article that came after it."""
        out: list[str] = []
        while (head := heads.get(article)) is not None and head.replaced_by is not None:
            article = head.replaced_by
            out.append(article)
        return out

    def _judged(self, forecast: Forecast, head: Head | None) -> Forecast | None:
        """The forecast with the source and the outlet that it is judged to have; None where it is none."""
        if head is None:
            return None
        if forecast.attribution is not None:
            judged = self._hold.corrections.of(f"{forecast.article}#{forecast.attribution}", SpanSet(()))
            if judged is not None and judged.dropped:
                return None
            if judged is not None and judged.laid:
                by, name = (judged.mouth.id, judged.mouth.name) if judged.mouth else (AUTHOR, head.author or "")
                forecast = replace(forecast, by=by, name=name)
        return replace(forecast, outlet=head.outlet)

    def _voice(self, forecast: Forecast, head: Head) -> str:
        """Who is scored for it: an author as the person of that name, or else the outlet."""
        if forecast.by != AUTHOR:
            return self._hold.mouth(forecast.by)
        if forecast.name:
            return self._hold.mouth(f"person:{plain_name(forecast.name)}")
        return self._hold.mouth(f"outlet:{plain_name(head.outlet)}") if head.outlet else f"{AUTHOR}:{head.id}"

    def _resolution(self, id: str, as_of: str | None) -> Resolution | None:
        found = self._hold.resolutions.get(id)
        return found if found is not None and (as_of is None or found.resolved <= as_of) else None

    def _questions(self, filed: Sequence[Filed]) -> dict[str, tuple[str, bool]]:
        """What each forecast is about, and whether it foresees the contrary of what stands for that.

        A forecast that is a statement is about its claim, where people's judgements count; all others are about what
        the first of their kind is about.
        """
        hold, store = self._hold, self._store
        stated = {f.statement: f for f in filed if f.statement}
        placed = store.placed(stated)
        wordings = store.wordings({hold.claim(claim) for claim, _ in placed.values()})
        negated = store.negated([*placed, *wordings.values()])
        out: dict[str, tuple[str, bool]] = {}
        firsts: dict[str, tuple[str, bool]] = {}
        for id, (claim, opposed) in placed.items():
            whole = hold.claim(claim)
            first = wordings.get(whole, id)
            turned = opposed ^ (claim in hold.flipped) ^ (id in negated) ^ (first in negated)
            f = stated[id]
            out[f.forecast.id] = (whole, turned)
            firsts.setdefault(f.first, (whole, turned ^ f.turned))
        for f in filed:
            if f.forecast.id not in out:
                question, turned = firsts.get(f.first, (f.first, False))
                out[f.forecast.id] = (question, turned ^ f.turned)
        return out

    def recalled(self, found: Iterable[Foreseen], as_of: str | None) -> list[Recalled]:
        """Where somebody says that they foresaw something, and the dossier holds no such forecast of theirs."""
        forecasts = [f.forecast for f in found if f.entry is None]
        heads = {h.id: self._hold.head(h) for h in self._store.heads({f.article for f in forecasts})}
        return self._cited(forecasts, heads, as_of)[1]

    def _cited(
        self, forecasts: Sequence[Forecast], heads: Mapping[str, Head], as_of: str | None
    ) -> tuple[dict[str, list[Retold]], list[Recalled]]:
        """By forecast, where its own forecaster cites it later, and how; and what is cited that is not there.

        `heads` are those of the forecasts' articles. An article that cites need not foresee anything itself.
        """
        from sayso.forecast import cited, foretells, reworded
        from sayso.match import align
        from sayso.trace.provenance import known

        citing = {h.id: self._hold.head(h) for h in self._store.heads(self._store.ledger.citing())}
        citing = {
            id: h
            for id, h in citing.items()
            if (as_of is None or known(h) <= as_of) and (id in heads or self._in_force(h, as_of))
        }
        by_voice: dict[str, list[Forecast]] = defaultdict(list)
        for f in forecasts if citing else ():
            by_voice[self._voice(f, heads[f.article])].append(f)
        out: dict[str, list[Retold]] = defaultdict(list)
        left = []
        for c in self._store.ledger.citations(citing) if citing else ():
            head = citing[c.article]
            day = known(head)
            name = (head.author or "") if c.by == AUTHOR else ""
            teller = Forecast("", c.article, c.by, c.content, c.content.text, name=name)
            # One voice may go by several ids (an author, the same one quoted): here they are one.
            theirs = [replace(f, by=c.by) for f in by_voice[self._voice(teller, head)] if known(heads[f.article]) < day]
            if meant := cited(c, theirs):
                out[meant[0].id].append(Retold(c, day, reworded(meant[0], c.content.text, align)))
            elif foretells(c):
                left.append(Recalled(c, day, name or (head.outlet or "") * (c.by == AUTHOR), head.outlet))
        return out, left

    def _imported(self, as_of: str | None, today: str) -> list[Foreseen]:
        """The lines of ledgers kept elsewhere; what was resolved of one holds for all of its question."""
        entries = [(id, e) for id, e in self._store.ledger.entries() if as_of is None or e.made <= as_of]
        judged: dict[str, Resolution] = {}
        for id, e in entries:
            if (found := self._resolution(id, as_of)) is not None:
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
            status = _status(forecast, resolution, as_of or today)
            voice = f"person:{plain_name(e.by)}" if e.by else e.by
            voice = self._hold.mouth(voice)
            e = replace(e, by=voice)
            out.append(Foreseen(replace(forecast, status=status), voice, e.question, resolution=resolution, entry=e))
        return out

    # What is named.

    def _made(self, id: str) -> str | None:
        """The day of the forecast of this id. Raises NoSuch with ids like it."""
        if found := self._store.ledger.forecasts([id]):
            return found[0].forecast.made
        imported = dict(self._store.ledger.entries()) if id[:1] == "i" else {}
        if id in imported:
            return imported[id].made
        raise NoSuch(near(f"no forecast has the id {id}", id, self._ids()))

    def find(self, id: str, found: Iterable[Foreseen]) -> Foreseen:
        """The forecast of this id among some. Raises NoSuch with ids like it."""
        for f in found:
            if f.forecast.id == id:
                return f
        self._made(id)
        raise NoSuch(f"{id} is not in the ledger as of that day")

    def _ids(self) -> list[str]:
        return [f.forecast.id for f in self._store.ledger.forecasts()]

    def _evidence(self, named: str) -> tuple[str | None, str]:
        """The day and the id of an article, a statement or a claim. Raises NoSuch."""
        if self._store.has_ids([named]):
            return self._store.head(named).published, named
        if "#" in named:
            statement = self._finder.statement(named)
            return self._store.head(statement.article).published, statement.id
        if named[:1] == "c" and named[1:].isdigit():
            return None, self._finder.claim(named)
        return None, self._finder.article(named)


def _whole(forecast: Forecast) -> Span:
    return Span(forecast.passage.spans.start, forecast.passage.spans.end)


def _status(forecast: Forecast, resolution: Resolution | None, day: str) -> ForecastStatus:
    if resolution is not None:
        return ForecastStatus.RESOLVED
    until = forecast.horizon.latest if forecast.horizon else None
    return ForecastStatus.DUE if until is not None and until < day else ForecastStatus.OPEN


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
