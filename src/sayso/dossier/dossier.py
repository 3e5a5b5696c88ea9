"""One story over many articles: what is said in them, who carries it, and what it rests on."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from os import PathLike, fspath
from types import TracebackType
from typing import TYPE_CHECKING

from sayso.dossier import scored
from sayso.dossier.adding import Added, Attribute, Embed, Intake, Outcome
from sayso.dossier.finding import Finder, near
from sayso.dossier.foreseen import Foreseen, Recalled, Scores
from sayso.dossier.judged import Judged, judged
from sayso.dossier.ledger import Forecasts
from sayso.errors import InputError, NoSuch
from sayso.model import (
    AUTHOR,
    Alignment,
    Article,
    Carrier,
    Claim,
    Copy,
    Entry,
    Evidence,
    ForecastKind,
    ForecastStatus,
    Head,
    Judgement,
    JudgementKind,
    Mouth,
    Provenance,
    Said,
    SpanSet,
    Statement,
    Version,
    Who,
)
from sayso.text.naming import plain_name

if TYPE_CHECKING:
    from sayso.store import Store

__all__ = ["Dossier"]

# Something in quotation marks of a few words, how many of them are compared for a claim, and from which share of words
# in common on they are one quotation.
_QUOTED = re.compile(r"[“\"‘«„][^”\"’»“]{12,}[”\"’»“]?")
_QUOTATIONS = 200
_WIDE = 1000  # claims whose articles are counted as of a day
_SAME_WORDS = 0.5


class Dossier:
    """A dossier: one SQLite file, or a PostgreSQL database by its URL.

        >>> with sayso.Dossier("harbour.sayso", create=True) as dossier:
        ...     dossier.add(["articles.jsonl"])
        ...     for claim in dossier.claims():
        ...         print(claim.text, claim.corroboration)

    Raises DossierError where it cannot be opened: NoDossier where there is none and `create` is not given, Locked,
    Damaged, Newer, Unwritable. Judgements are applied as it is read, so each of them can be taken back.
    """

    def __init__(self, where: str | PathLike[str], *, create: bool = False) -> None:
        from sayso.store import Store

        self._store: Store = Store.open(where, create=create)
        self._judged: Judged | None = None
        self._seen = -1  # judgements, when it was last read

    def __enter__(self) -> Dossier:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file, or the connection, go."""
        self._store.close()

    # Putting in.

    def add(
        self,
        inputs: Iterable[str | PathLike[str]],
        progress: Callable[[Outcome], None] | None = None,
    ) -> Added:
        """Read files, folders, addresses, feeds, records and web archives into the dossier.

        What is there already is skipped, what cannot be read is told in `failures` and ends nothing. Every few articles
        are on the disk before the next ones are read: a run that is killed is gone on with by the same call. `progress`
        is told of every article as it is kept. Raises DossierError and ModelError alone.
        """
        from sayso.pipeline import read_documents

        names = [fspath(source) for source in inputs]
        # What failed in them before is read again now, and noted again where it still fails.
        if again := [name for name, _, _ in self._store.failures() if name.startswith(tuple(names))]:
            with self._store.writing():
                for failed in again:
                    self._store.forget_failure(failed)
        return self.take(self.intake().add(read_documents(names)), progress)

    def intake(self, attribute: Attribute | None = None, embed: Embed | None = None) -> Intake:
        """What puts articles into this dossier, by other means than sayso's networks where some are given."""
        from sayso import match
        from sayso.pipeline import attribute_documents

        return Intake(self._store, attribute or attribute_documents, embed or match.embed)

    def take(self, outcomes: Iterable[Outcome], progress: Callable[[Outcome], None] | None = None) -> Added:
        """Sum up what becomes of articles as they are kept."""
        today = _today()
        counts = dict.fromkeys(("added", "version", "known", "failed"), 0)
        failures: list[Outcome] = []
        future: list[Outcome] = []
        for outcome in outcomes:
            counts[outcome.what] += 1
            if outcome.what == "failed":
                failures.append(outcome)
            elif outcome.what != "known" and (outcome.published or "") > today:
                future.append(outcome)
            if progress:
                progress(outcome)
        return Added(
            counts["added"] + counts["version"], counts["version"], counts["known"], tuple(failures), tuple(future)
        )

    # Claims and what they rest on.

    def claims(
        self, as_of: str | None = None, *, search: str | None = None, limit: int | None = None, alone: bool = False
    ) -> list[Claim]:
        """The claims, those that most articles carry first; as of a date those that were known by then.

        Claims that one article alone carries are left out unless `alone`; with `search` those that say something like
        these words, the likest first; no more than `limit`.
        """
        if search is not None:
            found = (self._claim(id, as_of) for id in self._finder.like(search))
            return list(islice((c for c in found if c and (alone or _carriers(c) > 1)), limit))
        # The number of articles in the store is the most that a claim can be carried by, whatever was judged and as of
        # any date: once that falls below what is found, nothing better follows, and the rest need not be worked out.
        ranked = self.ranked(alone)
        kept: list[Claim] = []
        most = limit if limit is not None else len(ranked)
        for id, size in ranked:
            if len(kept) >= most and _carriers(kept[most - 1]) >= size:
                break
            claim = self._claim(id, as_of)
            if claim and (alone or _carriers(claim) > 1):
                insort(kept, claim, key=_rank)
        return kept[:most]

    def ranked(self, alone: bool = False, as_of: str | None = None) -> list[tuple[str, int]]:
        """The ids of the claims, each with the most articles that it can be carried by, those of most first.

        Claims that are kept of one article alone are left out unless `alone`. With `as_of` only what was there by then
        counts; of claims that few articles carry this is not looked at, as the most may be more than there are.
        """
        hold = self.hold
        stored = dict(self._store.claim_sizes(1 if alone else 2))
        # Of what was merged, or has something in it that only a person saw, even those of one article count.
        missed = hold.corrections.claims()
        sizes: dict[str, int] = {}
        for id in {**stored, **hold.merged, **dict.fromkeys(hold.merged.values()), **missed}:
            whole = hold.claim(id)
            sizes[whole] = sizes.get(whole, 0) + stored.get(id, 1) + missed.get(id, 0)
        found = [(id, n) for id, n in sizes.items() if alone or n > 1]
        found.sort(key=_by_size)
        if as_of is not None:
            wide = found[:_WIDE]
            parts = {id: hold.members(id) for id, _ in wide}
            there = self._store.claim_sizes_by(as_of, [part for some in parts.values() for part in some])
            seen = {id: sum(there.get(part, 0) + missed.get(part, 0) for part in some) for id, some in parts.items()}
            found = sorted([(id, n) for id, n in seen.items() if n] + found[_WIDE:], key=_by_size)
        return found

    def like(self, words: str, limit: int) -> list[str]:
        """The ids of the claims that say something like these words, the likest first, no more than `limit`."""
        return self._finder.like(words)[:limit]

    def hidden(self) -> int:
        """How many claims one article alone carries."""
        return sum(articles == 1 for _, articles in self._store.claim_sizes())

    def trace(self, claim: str, as_of: str | None = None) -> Provenance:
        """What a claim rests on, as of a date or as of all that is known. Raises NoSuch."""
        id = self._finder.claim(claim)
        found = self._provenance(id, as_of)
        if found is None:
            raise NoSuch(f"{id} is carried by no article" + (f" as of {as_of}" if as_of else ""))
        return found

    def carriers(self, claim: str, as_of: str | None = None) -> list[Carrier]:
        """The statements that make a claim, in the articles that are in force, the one that stands for them first."""
        hold = self.hold
        out: list[Carrier] = []
        for part in hold.members(hold.claim(claim)):
            for carrier in self._store.carriers(part):
                if (statement := hold.statement(carrier.statement)) and self._in_force(carrier.article, as_of):
                    opposed = carrier.opposed ^ (part in hold.flipped)
                    head = hold.head(carrier.article)
                    out.append(replace(carrier, statement=statement, article=head, opposed=opposed))
            for missed in hold.corrections.making(part):
                if self._in_force(head := self._store.head(missed.statement.article), as_of):
                    out.append(Carrier(missed.statement, hold.head(head), missed.opposed ^ (part in hold.flipped)))
        return out

    def wordings(self, claim: str, as_of: str | None = None) -> list[tuple[str, str, Alignment]]:
        """How a claim's quotations differ from article to article: each against the earliest that has it, word by word,
        as (article, the earlier one, alignment of the words here with those there).
        """
        from sayso import match
        from sayso.trace.provenance import known

        quoted = [c for c in self.carriers(claim, as_of) if _QUOTED.search(c.statement.passage.text)]
        quoted.sort(key=lambda c: (known(c.article), c.article.id))
        out: list[tuple[str, str, Alignment]] = []
        first: list[Carrier] = []
        for c in quoted[:_QUOTATIONS]:
            text = c.statement.passage.text
            for other in first:
                found = match.align(text, other.statement.passage.text)
                same = sum(len(here.split()) for kind, here, _ in found.pieces if kind == "same")
                if same >= _SAME_WORDS * min(len(text.split()), len(other.statement.passage.text.split())):
                    if c.article.id != other.article.id:
                        out.append((c.article.id, other.article.id, found))
                    break
            else:
                first.append(c)
        return out

    def find_claim(self, named: str) -> tuple[str, bool]:
        """The id of the claim that is meant by an id or by words, and whether it was its id. Raises NoSuch."""
        return self._finder.meant(named)

    # People, papers, texts.

    def who(self, name: str) -> Who:
        """Everything laid to a person, body, paper or outlet, by name or by id. Raises NoSuch with names like it."""
        from sayso.trace import positions

        hold = self.hold
        mouth = self._finder.mouth(name)
        kept = hold.mouth(mouth.id)
        ids = list(dict.fromkeys((kept, mouth.id, *(a for a, b in hold.same.items() if b == kept))))
        own: list[Said] = []
        passed: list[Said] = []
        found = {s.id: s for s in self._store.statements_by(ids)}
        judged_theirs = hold.corrections.laid_to(ids)
        for article in judged_theirs:
            found |= {s.id: s for s in self._store.statements_of(article)}
        missed = {m.statement.id: m for article in judged_theirs for m in hold.corrections.missed(article)}
        whole = [*filter(None, map(hold.statement, found.values())), *(m.statement for m in missed.values())]
        statements = [s for s in whole if any(m.id in ids for m in s.mouths)]
        heads = {h.id: hold.head(h) for h in self._store.heads(sorted({s.article for s in statements}))}
        claims = self._store.claim_of([s.id for s in statements])
        likeness = self._store.likeness(claims)
        for s in statements:
            if (head := heads[s.article]).replaced_by is not None:
                continue
            part, opposed = claims.get(s.id), s.id in likeness and likeness[s.id].opposed
            if s.id in missed:
                part, opposed = missed[s.id].claim, missed[s.id].opposed
            turned = opposed ^ (part in hold.flipped)
            said = Said(s, head) if part is None else Said(s, head, hold.claim(part), turned)
            (own if s.mouths and s.mouths[-1].id in ids else passed).append(said)
        own.sort(key=_said_at)
        passed.sort(key=_said_at)
        names = {m.id: m for s in statements for m in s.mouths if m.id in ids}
        also = tuple(m for id, m in names.items() if id != mouth.id)
        return Who(mouth, also, hold.letter(mouth.id), tuple(own), tuple(passed), positions(own))

    def copies(self) -> list[Copy]:
        """Which text was taken from which, the most first."""
        return sorted(self._store.copies(), key=lambda c: (-c.containment, c.copy, c.of))

    def copies_of(self, article: str) -> list[Copy]:
        """What an article takes from others, and what others take from it, the most first."""
        return sorted(self._store.copies([self._finder.article(article)]), key=lambda c: (-c.containment, c.copy, c.of))

    def search(self, query: str, limit: int = 20) -> list[Evidence]:
        """The sentences of the articles that hold these words, the best first."""
        return self._store.search(query, limit)

    def heads(self, ids: Iterable[str] | None = None) -> list[Head]:
        """These articles, or all, without their texts, by date; of an address that changed every version."""
        return [self.hold.head(h) for h in self._store.heads(ids)]

    def article(self, id: str) -> Article:
        """An article as it was read, and as it is judged. Raises NoSuch with ids like it."""
        from sayso.attribute.form import form, quoted
        from sayso.text.quotation import quotations
        from sayso.trace import sourced

        article = self._store.article(self._finder.article(id))
        if not self.hold.corrections.touched(id):
            return article
        document = article.document
        marked = quoted(quotations(document.text, document.paragraphs))
        return sourced(self.hold.corrections.article(article, lambda content: form(document.text, content, marked)))

    def as_read(self, id: str) -> Article:
        """An article as it was read, whatever was judged of it since. Raises NoSuch with ids like it."""
        return self._store.article(self._finder.article(id))

    def versions(self) -> list[list[Version]]:
        """The articles that changed at their address: every version, with what changed in claims and sources."""
        from sayso import match

        heads = {h.id: h for h in self.heads()}
        later = {h.replaced_by for h in heads.values()}
        out = []
        for head in heads.values():
            if head.replaced_by is None or head.id in later:
                continue
            chain = [Version(head)]
            while following := chain[-1].article.replaced_by:
                old, new = self._store.article(chain[-1].article.id), self._store.article(following)
                chain.append(Version(heads[following], match.changes(old, new)))
            out.append(chain)
        return out

    def versions_of(self, head: Head) -> list[Head]:
        """The versions of an article, the oldest first, itself among them; none where it has but one."""
        if head.url:
            found = self._store.versions(head.url)
        else:
            found = [head]
            while (following := found[-1].replaced_by) is not None:
                found += self._store.heads([following])
        return [self.hold.head(h) for h in found] if len(found) > 1 else []

    def statements(self, article: str) -> list[tuple[Statement, str | None]]:
        """What an article says, in the order of its text, each statement with the claim that it makes, if any."""
        hold = self.hold
        found = [s for one in self._store.statements_of(article) if (s := hold.statement(one))]
        claims: dict[str, str | None] = {**self._store.claim_of([s.id for s in found])}
        for missed in hold.corrections.missed(article):
            found.append(missed.statement)
            claims[missed.statement.id] = missed.claim
        found.sort(key=lambda s: s.passage.spans.start if s.passage.spans else -1)
        return [(s, hold.claim(made) if (made := claims.get(s.id)) else None) for s in found]

    def sources(self, name: str, limit: int = 20) -> list[tuple[Mouth, int]]:
        """Those whose names hold these words, each with the number of statements that came through them."""
        found: dict[str, tuple[Mouth, int]] = {}
        for mouth, n in self._store.find_mouths(name, limit):
            kept, before = found.get(self.hold.mouth(mouth.id), (mouth, 0))
            found[self.hold.mouth(mouth.id)] = (kept, before + n)
        return list(found.values())

    def newer(self, articles: int, limit: int = 20) -> tuple[list[Head], int]:
        """The articles that came after the first so many, the newest first, at most `limit`; and how many there are."""
        found, n = self._store.newer(articles, limit)
        return [self.hold.head(h) for h in found], n

    def claims_of(self, article: str) -> list[str]:
        """The claims that an article carries or denies, in the order of its text."""
        missed = (one.claim for one in self.hold.corrections.missed(article) if one.claim)
        return list(dict.fromkeys(self.hold.claim(id) for id in (*self._store.claims_of(article), *missed)))

    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day on which an article was published."""
        return self._store.days()

    @contextmanager
    def reading(self) -> Iterator[tuple[int, int]]:
        """All that is read inside is read of one moment, whatever is written meanwhile.

        Gives the numbers of articles and of judgements (those that take others back counted): as long as these stay,
        so does everything else. A dossier that is kept open sees here what others have judged.
        """
        with self._store.reading():
            last = self._store.last()
            if last[1] != self._seen:
                self._judged, self._seen = None, last[1]
            yield last

    def counts(self) -> dict[str, int]:
        """How much of what there is in the dossier."""
        return self._store.counts()

    # What is foreseen, and who was right.

    def forecasts(
        self,
        as_of: str | None = None,
        *,
        status: Collection[str] | str | None = None,
        by: str | None = None,
        kind: Collection[ForecastKind | str] | ForecastKind | str | None = ForecastKind.FORECAST,
        limit: int | None = None,
        evidence: bool = True,
    ) -> list[Foreseen]:
        """What is foreseen, as of a date: what is due first, then what is open, then what is resolved.

        `status` takes those that are `open`, `due` or `resolved`, or several of these; `by` those of whoever is called
        so, by name, part of it, or id; `kind` forecasts, or else the plans, promises or threats of those who can carry
        them out, or several of these (None: all of them). Each comes with what others foresee of the same, with where
        its forecaster cites it, and, unless `evidence` is False, with what later articles say about it.
        """
        ledger, found = self._foreseen(as_of)
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
        ledger, found = self._foreseen(as_of)
        (one,) = ledger.beside([ledger.find(id, found)], found)
        return ledger.told(one, as_of)

    def recalled(self, as_of: str | None = None) -> list[Recalled]:
        """Where somebody says that they foresaw something, and no article of the dossier holds that forecast."""
        ledger, found = self._foreseen(as_of)
        return ledger.recalled(found, as_of)

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
            about = self._ledger.resolve(id, outcome, list(evidence), on, _today())
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
    ) -> Scores:
        """How right forecasts were by `person`, `outlet`, `period` or `wording`.

        Nobody is scored for fewer than `least` resolved questions. With `averaged`, several forecasts of one voice on
        one question count as one, each for the time it stood. Raises InputError.
        """
        from sayso.forecast import LEAST

        _, found = self._foreseen(as_of)
        forecasts = [f for f in found if f.forecast.kind is ForecastKind.FORECAST]
        return scored.scores(forecasts, by, LEAST if least is None else least, averaged)

    def ledger(self, as_of: str | None = None) -> list[Entry]:
        """Every forecast that has a probability and a date, as the line of a ledger that other programs can score."""
        _, found = self._foreseen(as_of)
        return scored.written(f for f in found if f.forecast.kind is ForecastKind.FORECAST)

    def take_ledger(self, entries: Iterable[Entry]) -> tuple[int, int]:
        """Keep the lines of a ledger kept elsewhere, all of them or none: how many are new, how many were there.

        Raises BadRecord where a question came out otherwise in this dossier.
        """
        given = list(entries)
        new = self._ledger.take(given)
        return new, len(given) - new

    def _foreseen(self, as_of: str | None) -> tuple[Forecasts, list[Foreseen]]:
        from sayso import match

        ledger = self._ledger
        if self._store.may_write:
            ledger.look_back(match.embed)
        return ledger, ledger.all(as_of, _today())

    @property
    def _ledger(self) -> Forecasts:
        return Forecasts(self._store, self.hold, self._finder, self._in_force)

    # What people decide.

    def judge(
        self,
        kind: JudgementKind | str,
        *named: str,
        author: str,
        note: str = "",
        source: str | None = None,
        source_kind: str | None = None,
    ) -> Judgement:
        """Write a decision into the log, where it outranks every score until `undo` takes it back.

        `merge` takes the claims, the one to keep first; `split` a claim and the statements or articles that are no
        part of it; `same_entity` the names that are one, the one to keep first; `wrong_source` a statement, with
        `source` the name of the right one (none: the outlet itself); `not_an_attribution` a statement; `boundary` a
        statement and the right bounds of a part of it (`content=120-184`, offsets into the article's text); `missed` an
        article and the words of an attribution in it (`content=…`, and where there are any `source=…`, `cue=…`,
        `stance=denies`, `claim=c4`; the claim is found where none is given), with `source`; `reliability` a name and a
        letter from A to F; `outlet` an article and the name of its outlet; `probability` a forecast, or the words in
        which some are put that give no figure (*will*), and how surely it is foreseen. Raises NoSuch for what is not
        there, and InputError for what cannot be judged.
        """
        from sayso.dossier.judging import about

        kind = JudgementKind(str(kind).replace("-", "_"))
        with self._store.writing():
            self._judged = None  # others may have judged since it was read
            made = about(self._store, self._finder, kind, named, source, source_kind)
            entry = self._store.judge(kind, made, author, note)
        self._judged = None
        return entry

    def undo(self, id: str, *, author: str, note: str = "") -> Judgement:
        """Take a judgement back: what it overruled holds again; the log keeps both. Raises NoSuch and InputError."""
        from sayso.dossier.judging import rejoin

        log = {entry.id: entry for entry in self.judgements()}
        if (entry := log.get(id)) is None:
            raise NoSuch(near(f"no judgement has the id {id}", id, log))
        if entry.undoes is not None:
            raise InputError(f"{id} takes {entry.undoes} back and cannot be taken back itself: judge again")
        if entry.undone_by is not None:
            raise InputError(f"{id} was taken back already, by {entry.undone_by}")
        with self._store.writing():
            if entry.kind is JudgementKind.SPLIT:
                rejoin(self._store, entry)
            undone = self._store.judge(entry.kind, entry.about, author, note, undoes=id)
        self._judged = None
        return undone

    def judgements(self) -> list[Judgement]:
        """The log, the oldest entry first."""
        return self._store.judgements()

    @property
    def hold(self) -> Judged:
        """What holds of the log."""
        if self._judged is None:
            self._judged = judged(self._store.judgements())
        return self._judged

    @property
    def _finder(self) -> Finder:
        return Finder(self._store, self.hold)

    # What is in force when.

    def _claim(self, id: str, as_of: str | None) -> Claim | None:
        found = self._provenance(id, as_of)
        return None if found is None else found.claim

    def _provenance(self, id: str, as_of: str | None) -> Provenance | None:
        """What a claim rests on; None where no article carries it as of the date."""
        from sayso.trace import provenance
        from sayso.trace.provenance import known

        carriers = self.carriers(id, as_of)
        if not carriers or (as_of is not None and all(known(c.article) > as_of for c in carriers)):
            return None
        there = {c.article.id for c in carriers}
        copies = self._store.copies(sorted(there))
        others = self._store.heads(sorted({c.of for c in copies} | {c.copy for c in copies} - there))
        heads = {head.id: self.hold.head(head) for head in others}
        return provenance(id, carriers, copies, as_of, self.hold.same, heads)

    def _in_force(self, head: Head, as_of: str | None) -> bool:
        """Whether an article is what its address says: as of a date, whether the next version had come by then."""
        if head.replaced_by is None:
            return True
        if as_of is None:
            return False
        following = self._store.head(head.replaced_by)
        # A version mostly keeps the date of the article: then it came when it was read.
        since = following.published if (following.published or "") > (head.published or "") else following.added[:10]
        return since is not None and since > as_of


def _by_size(claim: tuple[str, int]) -> tuple[int, int]:
    return -claim[1], int(claim[0][1:])


def _said_at(said: Said) -> tuple[str, str, int]:
    spans = said.statement.passage.spans
    return said.article.published or said.article.added, said.article.id, spans.start if spans else -1


def _carriers(claim: Claim) -> int:
    return len({*claim.carried_by, *claim.denied_by})


def _rank(claim: Claim) -> tuple[int, str, int]:
    return -_carriers(claim), claim.first_seen or "", int(claim.id[1:])


def _is_by(found: Foreseen, named: str) -> bool:
    """Whether a forecast is of somebody, by id, by name or by words of it."""
    name = plain_name(found.forecast.name or (found.forecast.outlet or "" if found.forecast.by == AUTHOR else ""))
    return named in (found.voice, found.forecast.by) or f" {plain_name(named)} " in f" {name} "


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
