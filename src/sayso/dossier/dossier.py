"""One story over many articles: what is said in them, who carries it, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike, fspath

from sayso.dossier.adding import Added, Attribute, Embed, Intake, Outcome
from sayso.dossier.finding import near
from sayso.dossier.foretelling import Foretelling, today
from sayso.dossier.texts import Texts
from sayso.dossier.voices import Voices
from sayso.errors import InputError, NoSuch
from sayso.model import Judgement, JudgementKind

__all__ = ["Dossier"]


class Dossier(Foretelling, Voices, Texts):
    """A dossier: one SQLite file, or a PostgreSQL database by its URL.

        >>> with sayso.Dossier("harbour.sayso", create=True) as dossier:
        ...     dossier.add(["articles.jsonl"])
        ...     for claim in dossier.claims():
        ...         print(claim.text, claim.corroboration)

    Raises DossierError where it cannot be opened: NoDossier where there is none and `create` is not given, Locked,
    Damaged, Newer, Unwritable. Judgements are applied as it is read, so each of them can be taken back.
    """

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
        now = today()
        counts = dict.fromkeys(("added", "version", "known", "failed"), 0)
        failures: list[Outcome] = []
        future: list[Outcome] = []
        for outcome in outcomes:
            counts[outcome.what] += 1
            if outcome.what == "failed":
                failures.append(outcome)
            elif outcome.what != "known" and (outcome.published or "") > now:
                future.append(outcome)
            if progress:
                progress(outcome)
        return Added(
            counts["added"] + counts["version"], counts["version"], counts["known"], tuple(failures), tuple(future)
        )

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
