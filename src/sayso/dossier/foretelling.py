"""What is foreseen in a dossier, and who was right: the questions that are asked of its ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime

from sayso.dossier import scored
from sayso.dossier.claims import Claims
from sayso.dossier.foreseen import Foreseen, Recalled, Scores
from sayso.dossier.ledger import Forecasts
from sayso.model import AUTHOR, Entry, ForecastKind, ForecastStatus, Judgement, JudgementKind, SpanSet
from sayso.text.naming import plain_name

__all__ = ["Foretelling", "today"]


class Foretelling(Claims):
    """Forecasts, what bears on them since, and scores."""

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
    ) -> list[Foreseen]:
        """What is foreseen, as of a date: what is due first, then what is open, then what is resolved.

        `status` takes those that are `open`, `due` or `resolved`, or several of these; `by` those of whoever is called
        so, by name, part of it, or id; `kind` forecasts, or else the plans, promises or threats of those who can carry
        them out, or several of these (None: all of them). Each comes with what others foresee of the same, with where
        its forecaster cites it, and, unless `evidence` is False, with what later articles say about it. Who asks
        several times may give what `foreseen` found of the same day.
        """
        ledger = self._ledger
        found = self.foreseen(as_of) if found is None else found
        statuses = {status} if isinstance(status, str) else set(status or ForecastStatus)
        kinds = {kind} if isinstance(kind, str) else set(kind or ForecastKind)
        wanted = [
            f
            for f in found
            if f.forecast.status in statuses and f.forecast.kind in kinds and (by is None or _is_by(f, by))
        ]
        shown = ledger.beside(wanted[:limit], found)
        return [ledger.told(f, as_of) for f in shown] if evidence else shown

    def forecast(self, id: str, as_of: str | None = None) -> Foreseen:
        """One forecast, of whatever kind. Raises NoSuch with ids like it."""
        ledger, found = self._ledger, self.foreseen(as_of)
        (one,) = ledger.beside([ledger.find(id, found)], found)
        return ledger.told(one, as_of)

    def recalled(self, as_of: str | None = None, *, found: Sequence[Foreseen] | None = None) -> list[Recalled]:
        """Where somebody says that they foresaw something, and no article of the dossier holds that forecast.

        Who asks several things may give what `foreseen` found of the same day.
        """
        return self._ledger.recalled(self.foreseen(as_of) if found is None else found, as_of)

    def foretold(self, article: str) -> list[SpanSet]:
        """Where in an article something is foreseen, whatever anybody judged of it since."""
        return [f.forecast.passage.spans for f in self._store.ledger.forecasts_of([article])]

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
    ) -> Scores:
        """How right forecasts were by `person`, `outlet`, `period` or `wording`.

        Nobody is scored for fewer than `least` resolved questions. With `averaged`, several forecasts of one voice on
        one question count as one, each for the time it stood. Raises InputError.
        """
        from sayso.forecast import LEAST

        found = self.foreseen(as_of) if found is None else found
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
        from sayso import match

        ledger = self._ledger
        if self._store.may_write:
            ledger.look_back(match.embed)
        return ledger.all(as_of, today())

    def foreseen_so_far(self) -> tuple[int, ...]:
        """Numbers that rise with every change of the ledger: as long as they stay, so does what is foreseen."""
        return (*self._store.last(), *self._store.ledger.last(), date.fromisoformat(today()).toordinal())

    @property
    def _ledger(self) -> Forecasts:
        return Forecasts(self._store, self.hold, self._finder, self._in_force)


def _is_by(found: Foreseen, named: str) -> bool:
    """Whether a forecast is of somebody, by id, by name or by words of it."""
    name = plain_name(found.forecast.name or (found.forecast.outlet or "" if found.forecast.by == AUTHOR else ""))
    return named in (found.voice, found.forecast.by) or f" {plain_name(named)} " in f" {name} "


def today() -> str:
    """The day that it is, in UTC."""
    return datetime.now(UTC).date().isoformat()
