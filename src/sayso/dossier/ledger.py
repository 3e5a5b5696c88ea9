"""The ledger of a dossier: what its articles foresee, who foresaw the same, what bears on it since, who was right.

Forecasts are found as articles are added (`forecasts`); in articles that an older version of sayso added, when the
ledger is first asked for. Whether one came true is decided by a person alone, as a judgement; what later articles say
about it is put forward with its stance, and decides nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from sayso.dossier.bearing import bearing
from sayso.dossier.finding import Finder, near
from sayso.dossier.forecasts import file, look_through
from sayso.dossier.foreseen import Foreseen, Recalled, Retold, rank, rank_of
from sayso.dossier.judged import Judged
from sayso.dossier.standing import Decided, Kept, Standing
from sayso.errors import BadRecord, InputError, NoSuch
from sayso.model import Entry, Forecast, ForecastKind, ForecastStatus, Head, Outcome
from sayso.text.naming import called, plain_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.store import Store
    from sayso.store.forecasts import Filed
    from sayso.store.listed import Line

    Vectors = NDArray[np.float16]

__all__ = ["Forecasts", "is_by"]

_BESIDE = 50  # forecasts of the same by others that stand beside one
_BATCH = 200  # articles that are looked through in one transaction
_FAULTS = 50
_SUGGESTED = 500  # ids that a misspelt one is looked for among


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
        standing = self._standing(as_of, today)
        kept = standing.kept(self._store.ledger.forecasts())
        cited = self._cited(standing, kept)
        found = standing.foreseen(kept, standing.questions(kept.filed), cited)
        return sorted([*found, *standing.imported()], key=rank)

    def recalled(self, found: Iterable[Foreseen], as_of: str | None, today: str) -> list[Recalled]:
        """Where somebody says that they foresaw something, and the dossier holds no such forecast of theirs."""
        forecasts = [f for f in found if f.entry is None]
        heads = {h.id: self._hold.head(h) for h in self._store.heads({f.forecast.article for f in forecasts})}
        by_voice: dict[str, list[tuple[Forecast, Head]]] = defaultdict(list)
        for f in forecasts:
            by_voice[f.voice].append((f.forecast, heads[f.forecast.article]))
        return self._standing(as_of, today).cited(heads.__contains__, _earlier(by_voice))[1]

    # What is asked of today is worked out for what it shows alone.

    def decided(self, today: str) -> Decided:
        """What of the ledger hangs on what people decided, and on ledgers kept elsewhere; the rest stands as filed."""
        standing = self._standing(None, today)
        articles = standing.touched()
        numbers = frozenset(self._store.ledger.numbers_of(articles))
        kept = standing.kept(self._store.ledger.forecasts_of(articles)) if articles else Kept((), {})
        part = Decided(today, numbers, kept)
        cited, recalled = standing.cited(kept.heads.__contains__, partial(self._of_voice, standing, part))
        part = replace(part, imported=tuple(standing.imported()), cited=cited, recalled=tuple(recalled))
        own = {f.forecast.id for f in kept.filed}
        answers = self._answers(standing, part, kept.filed)
        return replace(part, found=tuple(f for f in answers if f.forecast.id in own))

    def listed(
        self, part: Decided, statuses: Collection[str], kinds: Collection[str], by: str | None, limit: int
    ) -> list[Foreseen]:
        """The first so many forecasts of some kinds, each with those of other voices about the same."""
        there = [
            f
            for f in part.every
            if f.forecast.status in statuses and f.forecast.kind in kinds and (by is None or is_by(f, by))
        ]
        lines = list(islice(self._lines(part, statuses, kinds, by, limit), limit))
        of = {f.forecast.id: f for f in there}
        first = sorted([*((rank(f), f.forecast.id) for f in there), *lines])[:limit]
        filed = self._store.ledger.forecasts([id for _, id in first if id not in of])
        return self._answered(part, [of.get(id, id) for _, id in first], filed)

    def one(self, part: Decided, id: str) -> Foreseen:
        """The forecast of this id. Raises NoSuch with ids like it."""
        for f in part.every:
            if f.forecast.id == id:
                return self._answered(part, [f], ())[0]
        filed = self._store.ledger.forecasts([id])
        if not filed:
            self._made(id)
        touched = part.articles & self._store.ledger.numbers_of(f.forecast.article for f in filed)
        if touched or not self._standing(None, part.day).kept(filed).filed:
            raise NoSuch(f"{id} is not in the ledger as of that day")
        return self._answered(part, [id], filed)[0]

    def counted(self, part: Decided, by: str | None) -> Counter[tuple[str, str]]:
        """How many forecasts there are of each kind and status."""
        out = Counter((str(f.forecast.kind), str(f.forecast.status)) for f in part.every if by is None or is_by(f, by))
        if by is None:
            for (kind, due), n in self._store.ledger.counted(list(ForecastKind), part.day, part.articles).items():
                out[kind, str(ForecastStatus.DUE if due else ForecastStatus.OPEN)] += n
        else:
            out.update((line.kind, _status(line, part.day)) for line in self._by(part, by))
        return +out

    def _lines(
        self, part: Decided, statuses: Collection[str], kinds: Collection[str], by: str | None, limit: int
    ) -> Iterator[tuple[tuple[Any, ...], str]]:
        """What stands as it was filed, ranked, each with its id: as far as it can be among the first so many."""
        if by is not None:
            told = (line for line in self._by(part, by) if line.kind in kinds and _status(line, part.day) in statuses)
            yield from sorted(_ranked(line, part.day) for line in told)
            return
        ledger, day = self._store.ledger, part.day
        wanted: list[tuple[str | None, str | None]] = []
        if ForecastStatus.DUE in statuses:
            wanted.append((None, day))
        if ForecastStatus.OPEN in statuses:
            wanted += [(day, None), (None, None)]
        for since, before in wanted:
            found = (line for kind in kinds for line in ledger.lines(kind, since, before, limit, part.articles))
            yield from sorted(_ranked(line, day) for line in found)

    def _by(self, part: Decided, named: str) -> list[Line]:
        """What stands as it was filed of somebody, by id, by name or by words of it."""
        ledger = self._store.ledger
        return ledger.told_by(ledger.tellers(self._voices(named), named, plain_name(named)), part.articles)

    def _voices(self, voice: str) -> set[str]:
        """The voices that are judged to be one."""
        same = self._hold.same
        return {voice, *(one for one, root in same.items() if root == voice)} - ({voice} if voice in same else set())

    def _answered(self, part: Decided, order: Sequence[str | Foreseen], filed: Sequence[Filed]) -> list[Foreseen]:
        """Forecasts that were found already or are named by their ids, each with what others foresee of the same."""
        there = {one.forecast.id for one in order if not isinstance(one, str)}
        asked = [*filed, *(f for f in part.kept.filed if f.forecast.id in there)]
        among = self._answers(self._standing(None, part.day), part, asked)
        of = {f.forecast.id: f for f in among}
        found = [of[one] if isinstance(one, str) else of.get(one.forecast.id, one) for one in order]
        return self.beside(found, sorted([*among, *part.imported], key=rank))

    def _answers(self, standing: Standing, part: Decided, asked: Sequence[Filed]) -> list[Foreseen]:
        """Some forecasts, and all that foresee the same as any of them."""
        ledger, own = self._store.ledger, part.kept.filed

        def kin(firsts: set[str]) -> list[Filed]:
            plain = ledger.showing(ledger.like(firsts, part.articles)) if firsts else []
            return [*plain, *(f for f in own if f.first in firsts)]

        # Those of one kind tell what each of them is about; those about one claim may be of several kinds.
        firsts = {f.first for f in asked}
        there = {f.forecast.id: f for f in (*kin(firsts), *asked)}
        questions = standing.questions(sorted(there.values(), key=_number))
        claims = {questions[f.forecast.id][0] for f in asked if "#" not in questions[f.forecast.id][0]}
        stored = {part for claim in claims for part in self._hold.members(claim)}
        if stored:
            placed = self._store.placed(f.statement for f in own if f.statement)
            more = [f for f in own if f.statement in placed and placed[f.statement][0] in stored]
            more += ledger.showing(ledger.claiming(stored, part.articles))
            new = {f.first for f in more} - firsts
            there = {f.forecast.id: f for f in (*kin(new), *more)} | there
            questions = standing.questions(sorted(there.values(), key=_number))
        judged = {f.forecast.id for f in own}
        plain = standing.kept([f for f in there.values() if f.forecast.id not in judged])
        filed = [*plain.filed, *(f for f in there.values() if f.forecast.id in judged)]
        kept = Kept(tuple(sorted(filed, key=_number)), {**plain.heads, **part.kept.heads})
        return standing.foreseen(kept, questions, part.cited)

    def _of_voice(self, standing: Standing, part: Decided, voice: str, day: str) -> Iterator[Forecast]:
        """What a voice foresaw before a day that counts."""
        from sayso.trace.provenance import known

        ledger = self._store.ledger
        lines = ledger.told_by(ledger.tellers(self._voices(voice)), part.articles, day)
        yield from (f.forecast for f in ledger.showing(line.number for line in lines))
        for f in part.kept.filed:
            head = part.kept.heads[f.forecast.article]
            if known(head) < day and standing.voice(f.forecast, head) == voice:
                yield f.forecast

    def _cited(self, standing: Standing, kept: Kept) -> dict[str, list[Retold]]:
        """What is cited of a whole ledger."""
        by_voice: dict[str, list[tuple[Forecast, Head]]] = defaultdict(list)
        for f in kept.filed:
            head = kept.heads[f.forecast.article]
            by_voice[standing.voice(f.forecast, head)].append((f.forecast, head))
        return standing.cited(kept.heads.__contains__, _earlier(by_voice))[0]

    def _standing(self, as_of: str | None, today: str) -> Standing:
        return Standing(self._store, self._hold, self._in_force, as_of, today)

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

    def told(self, found: Sequence[Foreseen], as_of: str | None) -> list[Foreseen]:
        """The same with what later articles say about them, while nobody has resolved them."""
        asked = [f for f in found if f.entry is None and f.resolution is None]
        told = bearing(self._store, self._hold, self._in_force, [f.forecast for f in asked], as_of) if asked else {}
        return [replace(f, bearing=told.get(f.forecast.id, ())) for f in found]

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

    # What is named.

    def _made(self, id: str) -> str | None:
        """The day of the forecast of this id. Raises NoSuch with ids like it."""
        if found := self._store.ledger.forecasts([id]):
            return found[0].forecast.made
        imported = dict(self._store.ledger.entries()) if id[:1] == "i" else {}
        if id in imported:
            return imported[id].made
        raise NoSuch(near(f"no forecast has the id {id}", id, self._store.ledger.ids_beginning(id[:2], _SUGGESTED)))

    def find(self, id: str, found: Iterable[Foreseen]) -> Foreseen:
        """The forecast of this id among some. Raises NoSuch with ids like it."""
        for f in found:
            if f.forecast.id == id:
                return f
        self._made(id)
        raise NoSuch(f"{id} is not in the ledger as of that day")

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


def is_by(found: Foreseen, named: str) -> bool:
    """Whether a forecast is of somebody, by id, by name or by words of it."""
    f = found.forecast
    name = plain_name(named)
    return named in (found.voice, f.by) or (name != "" and f" {name} " in f" {called(f.by, f.name, f.outlet)} ")


def _status(line: Line, day: str) -> str:
    return str(ForecastStatus.DUE if line.until is not None and line.until < day else ForecastStatus.OPEN)


def _ranked(line: Line, day: str) -> tuple[tuple[Any, ...], str]:
    """The rank of what is not resolved, with its id."""
    return rank_of(_status(line, day), line.until, line.made, line.id), line.id


def _earlier(by_voice: Mapping[str, Sequence[tuple[Forecast, Head]]]) -> Callable[[str, str], Iterator[Forecast]]:
    """Of forecasts by voice, with the heads of their articles: those of one from before a day."""
    from sayso.trace.provenance import known

    return lambda voice, day: (f for f, head in by_voice.get(voice, ()) if known(head) < day)


def _number(filed: Filed) -> int:
    return filed.number
