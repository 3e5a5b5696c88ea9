"""The ledger of a dossier: what its articles foresee, who foresaw the same, what bears on it since, who was right.

Forecasts are found as articles are added; in articles that an older version of sayso added, when the ledger is first
asked for. Whether one came true is decided by a person alone, as a judgement; what later articles say about it is put
forward with its stance, and decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from sayso.dossier.filing import as_statement, file, look_through
from sayso.dossier.finding import Finder, near
from sayso.dossier.foreseen import Bearing, Foreseen, Retold, Scores
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
    Statement,
)
from sayso.text.naming import plain_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.store import Store
    from sayso.store.forecasts import Filed

    Vectors = NDArray[np.float16]

__all__ = ["FEWEST", "GROUPS", "Forecasts"]

_NEAREST = 24  # stored forecasts, or statements, that one is compared with at most
_KEY_ITEMS = 64
_BESIDE = 50  # forecasts of the same by others that stand beside one
_BEARINGS = 12  # statements that are put forward for one forecast
_BATCH = 200  # articles that are looked through in one transaction
_FAULTS = 50
_WORDED = 200  # characters of a question in a ledger that goes out
FEWEST = 5  # resolved questions, below which nobody is scored whatever is asked for
_FLIPPED = {Outcome.YES: Outcome.NO, Outcome.NO: Outcome.YES}
# What forecasts are scored by.
GROUPS = ("person", "outlet", "period", "wording")
_ORDER = {ForecastStatus.DUE: 0, ForecastStatus.OPEN: 1, ForecastStatus.RESOLVED: 2}


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
        return sorted(found, key=_rank)

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
        bearing = self._bearing(foreseen, as_of) if foreseen.resolution is None else ()
        return replace(foreseen, bearing=bearing)

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

    def entries(self, found: Iterable[Foreseen]) -> list[Entry]:
        """Forecasts as lines of a ledger; those without a probability or a date are none.

        A question is what is foreseen with its horizon; where two forecasts of one came out differently, they were two
        questions.
        """
        from sayso.forecast import entry

        out: list[Entry] = []
        outcomes: dict[str, Outcome] = {}
        for f in found:
            if f.entry is not None:
                out.append(f.entry)
                continue
            until = f.forecast.horizon.latest if f.forecast.horizon else None
            question = f"{f.question} by {until}" if until else f.question
            made = entry(replace(f.forecast, by=f.voice), f.resolution, question)
            if made is None:
                continue
            if f.turned:
                turned = _FLIPPED.get(made.outcome, made.outcome) if made.outcome else None
                made = replace(made, probability=1 - made.probability, outcome=turned)
            if made.outcome is not None and outcomes.setdefault(question, made.outcome) is not made.outcome:
                made = replace(made, question=f"{question} ({f.forecast.id})")
            out.append(made)
        return out

    def written(self, found: Iterable[Foreseen]) -> list[Entry]:
        """The same lines for other programs and other dossiers: names in place of ids, and the words of a question."""
        given = list(found)
        names = {f.voice: f.forecast.name or f.forecast.outlet or f.voice for f in given if _is_named(f.voice)}
        own = {f.entry.question for f in given if f.entry is not None}
        words: dict[str, str] = {}
        out = []
        for e in self.entries(given):
            question = e.question
            if question not in own:
                said = words.setdefault(question, " ".join(e.statement.split())[:_WORDED])
                question = f"{said} ({question})"
            out.append(replace(e, by=names.get(e.by, e.by), question=question))
        return out

    def scores(self, found: Sequence[Foreseen], by: str, least: int, averaged: bool) -> Scores:
        """How right forecasts were, by person, outlet, period or wording. Raises InputError."""
        from sayso.forecast import score, scores

        if by not in GROUPS:
            raise InputError(f"{by}: forecasts are scored by {', '.join(GROUPS[:-1])} or {GROUPS[-1]}")
        if least < FEWEST:
            raise InputError(f"{least}: fewer than {FEWEST} resolved questions tell nothing about anybody")
        resolved = [f for f in found if f.resolution is not None]
        entries = self.entries(resolved)
        names = {f.voice: f.forecast.name or f.voice for f in resolved}
        if by == "person":
            # Two persons may have one name.
            groups = [(names.get(id, id), one) for id, one in scores(entries, lambda e: e.by, least, averaged).items()]
        else:
            of = {"outlet": _outlet, "period": _period, "wording": _wording}[by]
            groups = list(scores(entries, of, least, averaged).items())
        told = [f for f in resolved if f.hit is not None]
        told.sort(key=lambda f: (f.resolution.resolved if f.resolution else "", f.forecast.id), reverse=True)
        scored = sum(e.outcome is not Outcome.VOID for e in entries)
        return Scores(
            by,
            least,
            averaged,
            score(entries, least=least, averaged=averaged),
            tuple(sorted(groups, key=lambda g: (not g[1].enough, g[1].brier or 0.0, -g[1].questions, g[0]))),
            sum(f.resolution is not None and f.resolution.outcome is not Outcome.VOID for f in resolved) - scored,
            tuple(f for f in told if f.hit),
            tuple(f for f in told if not f.hit),
        )

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
        cited = self._cited([f.forecast for f in kept], heads)
        out = []
        for f in kept:
            forecast, head = f.forecast, heads[f.forecast.article]
            resolution = self._resolution(forecast.id, as_of)
            question, turned = questions[forecast.id]
            out.append(
                Foreseen(
                    replace(forecast, status=_status(forecast, resolution, as_of or today)),
                    self._voice(forecast, head),
                    question,
                    head.title,
                    turned,
                    resolution,
                    cited=tuple(cited.get(forecast.id, ())),
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

    def _cited(self, forecasts: Sequence[Forecast], heads: Mapping[str, Head]) -> dict[str, list[Retold]]:
        """By forecast, where its own forecaster cites it later, and how."""
        from sayso.forecast import cited, reworded
        from sayso.match import align
        from sayso.trace.provenance import known

        citations = self._store.ledger.citations(heads)
        if not citations:
            return {}
        by_voice: dict[str, list[Forecast]] = defaultdict(list)
        for f in forecasts:
            by_voice[self._voice(f, heads[f.article])].append(f)
        out: dict[str, list[Retold]] = defaultdict(list)
        for c in citations:
            head = heads[c.article]
            day = known(head)
            name = (head.author or "") if c.by == AUTHOR else ""
            teller = Forecast("", c.article, c.by, c.content, c.content.text, name=name)
            # One voice may go by several ids (an author, the same one quoted): here they are one.
            theirs = [replace(f, by=c.by) for f in by_voice[self._voice(teller, head)] if known(heads[f.article]) < day]
            for f in islice(cited(c, theirs), 1):
                out[f.id].append(Retold(c, day, reworded(f, c.content.text, align)))
        return out

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

    # What bears on a forecast since.

    def _bearing(self, foreseen: Foreseen, as_of: str | None) -> tuple[Bearing, ...]:
        from sayso import match
        from sayso.inference.meaning import settings
        from sayso.trace.provenance import known

        store, hold, forecast = self._store, self._hold, foreseen.forecast
        vector = store.ledger.vectors([forecast.id])[forecast.id]
        asked = as_statement(forecast)
        alike = store.sharing("claim", [match.keys(asked, vector)], 4 * _NEAREST, _KEY_ITEMS)
        vectors = store.vectors(id for id in alike if id.rpartition("#")[0] != forecast.article)
        there = store.statements(match.able(asked, vector, vectors))
        statements = {id: held for id in alike if id in there and (held := hold.statement(there[id]))}
        heads = {h.id: hold.head(h) for h in store.heads({s.article for s in statements.values()})}
        since = forecast.made or known(next(iter(store.heads([forecast.article]))))
        heads = {
            id: h
            for id, h in heads.items()
            if known(h) > since and (as_of is None or known(h) <= as_of) and self._in_force(h, as_of)
        }
        statements = dict(islice(((id, s) for id, s in statements.items() if s.article in heads), _NEAREST))
        foretold = defaultdict(list)
        articles = {s.article for s in statements.values()}
        for f in store.ledger.forecasts_of(articles):
            foretold[f.forecast.article].append(f.forecast.passage.spans)
        for c in store.ledger.citations(articles):
            foretold[c.article].append(c.content.spans)
        claims = store.claim_of(statements)
        least: float = settings()["claim"]["least"]
        out = []
        for id, s in statements.items():
            # Who foresees the same stands beside it, and is no evidence that it came about.
            if any(s.passage.spans.overlaps(spans) for spans in foretold[s.article]):
                continue
            likeness = match.liken(asked, vector, s, vectors[id])
            if likeness.score < least:
                continue
            head = heads[s.article]
            out.append(
                Bearing(
                    id,
                    s.article,
                    known(head),
                    s.passage,
                    _stance(s, likeness.opposed),
                    likeness.score,
                    head.outlet,
                    hold.claim(claims[id]) if id in claims else None,
                )
            )
        out.sort(key=lambda b: (-b.likeness, b.day, b.statement))
        return tuple(sorted(out[:_BEARINGS], key=lambda b: (b.day, b.article, b.statement)))

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


def _stance(statement: Statement, opposed: bool) -> str:
    """What a statement does with what was foreseen."""
    from sayso.trace.provenance import towards

    match towards(statement, opposed):
        case None:
            return "for"
        case "denies" | "disputes":
            return "against"
        case other:
            return other


def _status(forecast: Forecast, resolution: Resolution | None, day: str) -> ForecastStatus:
    if resolution is not None:
        return ForecastStatus.RESOLVED
    until = forecast.horizon.latest if forecast.horizon else None
    return ForecastStatus.DUE if until is not None and until < day else ForecastStatus.OPEN


def _rank(f: Foreseen) -> tuple[Any, ...]:
    """Due ones first, those due the longest first; then open ones, the next first; then the resolved, newest first."""
    forecast = f.forecast
    status = _ORDER[forecast.status]
    if f.resolution is not None:
        days = (*(-int(n) for n in f.resolution.resolved.split("-") if n.isdigit()),)
        return status, 0, days, forecast.made or "", forecast.id
    until = forecast.horizon.latest if forecast.horizon else None
    return status, until is None, until or "", forecast.made or "", forecast.id


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


def _is_named(voice: str) -> bool:
    """Whether somebody is known by name in every article, and not as *two officials* in one."""
    return voice.partition(":")[0] not in ("unnamed", "unknown")


def _outlet(entry: Entry) -> str:
    return entry.outlet or "no outlet"


def _period(entry: Entry) -> str:
    return entry.made[:4]


def _wording(entry: Entry) -> str:
    return " ".join(entry.words.casefold().split()) or "figures alone"
