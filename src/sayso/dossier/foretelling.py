"""What is foreseen in a dossier, and who was right: the questions that are asked of its ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime

from sayso.dossier import scored
from sayso.dossier.claims import Claims
from sayso.dossier.foreseen import Foreseen, Recalled, Scores
from sayso.dossier.ledger import Forecasts, is_by
from sayso.dossier.standing import Decided
from sayso.model import Entry, ForecastKind, ForecastStatus, Judgement, JudgementKind, SpanSet

__all__ = ["Foretelling", "today"]


class Foretelling(Claims):
    """Forecasts, what bears on them since, and scores."""

    _decided: tuple[tuple[int, ...], Decided] | None = None

    def forecasts(
        self,
        as_of: str | None = None,
        *,
        status: Collection[str] | str | None = None,
        by: str | None = None,
        kind: Collection[ForecastKind | str] | ForecastKind | str | None = ForecastKind.FORECAST,
        limit: int | None = None,
        evidence: bool = True,
        found: Sequence[Foreseen] | None = None,
        decided: Decided | None = None,
    ) -> list[Foreseen]:
        """What is foreseen, as of a date: what is due first, then what is open, then what is resolved.

        `status` takes those that are `open`, `due` or `resolved`, or several of these; `by` those of whoever is called
        so, by name, part of it, or id; `kind` forecasts, or else the plans, promises or threats of those who can carry
        them out, or several of these (None: all of them). Each comes with what others foresee of the same, with where
        its forecaster cites it, and, unless `evidence` is False, with what later articles say about it. Who asks
        several times may give what `foreseen` found of the same day; of today, with a `limit`, no more is read than is
        shown, beside what `decided` gives.
        """
        ledger = self._ledger
        statuses = {str(status)} if isinstance(status, str) else set(map(str, status or ForecastStatus))
        kinds = {str(kind)} if isinstance(kind, str) else set(map(str, kind or ForecastKind))
        if found is None and as_of is None and limit is not None:
            shown = ledger.listed(decided or self.decided(), statuses, kinds, by, limit)
        else:
            found = self.foreseen(as_of) if found is None else found
            wanted = [
                f
                for f in found
                if f.forecast.status in statuses and f.forecast.kind in kinds and (by is None or is_by(f, by))
            ]
            shown = ledger.beside(wanted[:limit], found)
        return self.told(shown, as_of) if evidence else shown

    def told(self, found: Sequence[Foreseen], as_of: str | None = None) -> list[Foreseen]:
        """The same forecasts, each with what later articles say about it."""
        return self._ledger.told(found, as_of)

    def foreseen_counts(
        self,
        as_of: str | None = None,
        *,
        by: str | None = None,
        found: Sequence[Foreseen] | None = None,
        decided: Decided | None = None,
    ) -> Counter[tuple[str, str]]:
        """How much is foreseen, by kind and status, of everybody or of whoever is called so."""
        if found is None and as_of is None:
            return self._ledger.counted(decided or self.decided(), by)
        found = self.foreseen(as_of) if found is None else found
        return Counter((str(f.forecast.kind), str(f.forecast.status)) for f in found if by is None or is_by(f, by))

    def forecast(self, id: str, as_of: str | None = None) -> Foreseen:
        """One forecast, of whatever kind. Raises NoSuch with ids like it."""
        ledger = self._ledger
        if as_of is None:
            return ledger.told([ledger.one(self.decided(), id)], None)[0]
        found = self.foreseen(as_of)
        return ledger.told(ledger.beside([ledger.find(id, found)], found), as_of)[0]

    def recalled(
        self,
        as_of: str | None = None,
        *,
        found: Sequence[Foreseen] | None = None,
        decided: Decided | None = None,
    ) -> list[Recalled]:
        """Where somebody says that they foresaw something, and no article of the dossier holds that forecast."""
        if found is None and as_of is None:
            return list((decided or self.decided()).recalled)
        return self._ledger.recalled(self.foreseen(as_of) if found is None else found, as_of, today())

    def foretold(self, article: str) -> list[SpanSet]:
        """Where in an article something is foreseen, whatever anybody judged of it since."""
        return [f.forecast.passage.spans for f in self._store.ledger.forecasts_of([article])]

    def foretold_in(self, forecasts: Collection[str]) -> dict[str, str]:
        """The words of these forecasts, by id, as far as they are there."""
        ledger = self._store.ledger
        out = {f.forecast.id: f.forecast.statement for f in ledger.forecasts(forecasts)} if forecasts else {}
        if missing := set(forecasts) - out.keys():
            out |= {id: e.statement or e.question for id, e in ledger.entries() if id in missing}
        return out

    def resolve(
        self,
        id: str,
        outcome: str,
        *,
        evidence: Iterable[str] = (),
        author: str,
        note: str = "",
        on: str | None = None,
    ) -> Judgement:
        """Judge whether a forecast came true: `yes`, `no`, `partly` or `void`, until `undo` takes it back.

        It is the event put affirmatively that came about or not. `evidence` are ids of the articles, statements or
        claims that settle it, `on` the day on which it was settled: that of the latest article among them if not given,
        else today. Raises NoSuch for what is not there, and InputError for what cannot be.
        """
        with self._store.writing():
            about = self._ledger.resolve(id, outcome, list(evidence), on, today())
            entry = self._store.judge(JudgementKind.RESOLVE, about, author, note)
        self._judged = None
        return entry

    def scores(
        self,
        by: str = "person",
        as_of: str | None = None,
        *,
        least: int | None = None,
        averaged: bool = True,
        found: Sequence[Foreseen] | None = None,
        decided: Decided | None = None,
    ) -> Scores:
        """How right forecasts were by `person`, `outlet`, `period` or `wording`.

        Nobody is scored for fewer than `least` resolved questions. With `averaged`, several forecasts of one voice on
        one question count as one, each for the time it stood. Raises InputError.
        """
        from sayso.forecast import LEAST

        if found is None:
            # What is resolved was decided by somebody.
            found = (decided or self.decided()).every if as_of is None else self.foreseen(as_of)
        forecasts = [f for f in found if f.forecast.kind is ForecastKind.FORECAST]
        return scored.scores(forecasts, by, LEAST if least is None else least, averaged)

    def ledger(self, as_of: str | None = None) -> list[Entry]:
        """Every forecast that has a probability and a date, as the line of a ledger that other programs can score."""
        return scored.written(f for f in self.foreseen(as_of) if f.forecast.kind is ForecastKind.FORECAST)

    def take_ledger(self, entries: Iterable[Entry]) -> tuple[int, int]:
        """Keep the lines of a ledger kept elsewhere, all of them or none: how many are new, how many were there.

        Raises BadRecord where a question came out otherwise in this dossier.
        """
        given = list(entries)
        new = self._ledger.take(given)
        return new, len(given) - new

    def foreseen(self, as_of: str | None = None) -> list[Foreseen]:
        """Everything in the ledger as of a date, of whatever kind, in the order of `forecasts`: it is all read."""
        self.look_back()
        return self._ledger.all(as_of, today())

    def decided(self) -> Decided:
        """What of today's ledger hangs on what people decided: kept until something of it changes."""
        self.look_back()
        stamp = self.foreseen_so_far()
        if self._decided is None or self._decided[0] != stamp:
            self._decided = stamp, self._ledger.decided(today())
        return self._decided[1]

    def look_back(self) -> None:
        """Find what is foreseen in articles that an older version of sayso added, where writing can begin."""
        from sayso import match

        if self._store.may_write:
            self._ledger.look_back(match.embed)

    def foreseen_so_far(self) -> tuple[int, ...]:
        """Numbers that rise with every change of the ledger: as long as they stay, so does what is foreseen."""
        return (*self._store.last(), *self._store.ledger.last(), date.fromisoformat(today()).toordinal())

    @property
    def _ledger(self) -> Forecasts:
        return Forecasts(self._store, self.hold, self._finder, self._in_force)


def today() -> str:
    """The day that it is, in UTC."""
    return datetime.now(UTC).date().isoformat()
