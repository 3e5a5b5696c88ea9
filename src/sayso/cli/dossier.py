"""The commands on dossiers: open one, ask it, print what it says."""

from __future__ import annotations

import contextlib
import datetime
import getpass
import sys
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sayso.cli import say
from sayso.cli.articles import opened
from sayso.dossier import Added, Dossier, Outcome
from sayso.errors import InputError
from sayso.model import INTENTIONS, Head, JudgementKind
from sayso.show import records
from sayso.show.explained import counted
from sayso.show.safe import json_text, one_line

if TYPE_CHECKING:
    from sayso.show.ledger import LedgerView

__all__ = ["add", "claims", "copies", "export", "judge", "report", "search", "trace", "versions", "who"]

_SHOWN_FAILURES = 50
_FORECASTS = 200  # on the page of a dossier


def add(where: str, inputs: list[str], format: str) -> int:
    """Add inputs to a dossier, which is made where there is none; the exit code says whether all could be read."""
    done = 0
    told = 0
    with Dossier(where, create=True) as dossier, _progress() as advance:

        def seen(outcome: Outcome) -> None:
            nonlocal done, told
            done += 1
            if outcome.what == "failed":
                told += 1
                if told <= _SHOWN_FAILURES:
                    say.problem(_named(outcome))
                elif told == _SHOWN_FAILURES + 1:
                    say.problem("more inputs could not be read, which are counted but not listed")
            advance(outcome)

        try:
            added = dossier.add(inputs, seen)
        except KeyboardInterrupt:
            say.problem(f"interrupted after {counted(done, 'article')}; the same command goes on from there")
            return say.INTERRUPTED
        counts = dossier.counts()
    if added.future:
        first = added.future[0]
        several = f", and {len(added.future) - 1} more" if len(added.future) > 1 else ""
        say.problem(f"{first.article}: is dated in the future ({first.published}){several}: kept with that date")
    if format == "json":
        print_json(
            {
                "added": added.added,
                "versions": added.versions,
                "known": added.known,
                "failures": [{"name": o.name, "reason": o.reason} for o in added.failures],
                "future": [o.article for o in added.future],
                "dossier": counts,
            }
        )
    else:
        say.out(one_line(_summary(where, added, counts)))
    return say.BAD_INPUT if added.failures else 0


def _summary(where: str, added: Added, counts: dict[str, int]) -> str:
    parts = [f"{counted(added.added, 'article')} added"]
    if added.versions:
        parts.append(f"{added.versions} of them new versions")
    if added.known:
        parts.append(f"{added.known} known already")
    if added.failures:
        parts.append(f"{len(added.failures)} could not be read")
    holds = ", ".join(
        counted(counts[name], name[:-1]) for name in ("articles", "statements", "claims") if name in counts
    )
    return f"{where}: {', '.join(parts)}; it holds {holds}"


def _named(outcome: Outcome) -> str:
    name = "standard input" if outcome.name == "-" else outcome.name
    return outcome.reason if outcome.reason.startswith(name) else f"{name}: {outcome.reason}"


def claims(where: str, as_of: str | None, search: str | None, limit: int, alone: bool, format: str) -> int:
    """Print the claims, those that most articles carry first."""
    day = date_of(as_of)
    with Dossier(where) as dossier:
        found = dossier.claims(day, search=search, limit=limit + 1 if limit else None, alone=alone)
        more = [f"all but the first {limit}: --limit 0"] if 0 < limit < len(found) else []
        found = found[: limit or None]
        if format == "json":
            print_json([records.claim_record(claim) for claim in found])
            return 0
        hidden = 0 if alone or search is not None or as_of else dossier.hidden()
        heads = _heads(dossier)
        from sayso.show.dossier_terminal import print_claims

        print_claims(found, heads, sys.stdout)
        if hidden:
            more.append(f"{counted(hidden, 'claim')} that one article alone carries: --all")
        if more:
            say.out(f"\nNot shown: {'; '.join(more)}.")
    return 0


def trace(where: str, claim: str, as_of: str | None, format: str) -> int:
    """Print what a claim rests on."""
    day = date_of(as_of)
    with Dossier(where) as dossier:
        id = _meant(dossier, claim)
        found = dossier.trace(id, day)
        if format == "json":
            print_json(records.provenance_record(found, dossier.carriers(id, day)))
            return 0
        from sayso.show.dossier_terminal import print_trace

        print_trace(found, _heads(dossier), sys.stdout)
    return 0


def who(where: str, name: str, format: str) -> int:
    """Print everything that is laid to somebody."""
    with Dossier(where) as dossier:
        found = dossier.who(name)
        if format == "json":
            print_json(records.who_record(found))
            return 0
        from sayso.show.dossier_lists import print_who

        print_who(found, sys.stdout)
    return 0


def copies(where: str, format: str) -> int:
    """Print which text was taken from which."""
    with Dossier(where) as dossier:
        found = dossier.copies()
        if format == "json":
            print_json([records.copy_record(copy) for copy in found])
            return 0
        from sayso.show.dossier_lists import print_copies

        print_copies(found, _heads(dossier), sys.stdout)
    return 0


def versions(where: str, format: str) -> int:
    """Print the articles that changed at their address, and what changed."""
    with Dossier(where) as dossier:
        found = dossier.versions()
        if format == "json":
            print_json([records.version_records(chain) for chain in found])
            return 0
        from sayso.show.dossier_lists import print_versions

        print_versions(found, sys.stdout)
    return 0


def search(where: str, query: str, limit: int, format: str) -> int:
    """Print the sentences that hold some words."""
    with Dossier(where) as dossier:
        found = dossier.search(query, limit)
        if format == "json":
            print_json([records.evidence_record(hit) for hit in found])
            return 0
        from sayso.show.dossier_lists import print_hits

        print_hits(found, _heads(dossier), sys.stdout)
    return 0


def judge(
    where: str,
    action: str,
    named: list[str],
    source: str | None,
    kind: str | None,
    author: str | None,
    note: str,
    format: str,
) -> int:
    """Write a judgement into the log, take one back, or list them."""
    with Dossier(where) as dossier:
        if action == "list":
            entries = dossier.judgements()
        elif action == "undo":
            if len(named) != 1:
                raise InputError("undo needs the id of a judgement: `sayso judge DOSSIER list` shows them")
            entries = [dossier.undo(named[0], author=author or login(), note=note)]
        else:
            who = author or login()
            judgement = JudgementKind(action.replace("-", "_"))
            entries = [dossier.judge(judgement, *named, author=who, note=note, source=source, source_kind=kind)]
        if format == "json":
            # A list wherever there could be several, so that the shape depends on the command alone.
            found: Any = [records.judgement_record(entry) for entry in entries]
            print_json(found if action == "list" else found[0])
            return 0
        from sayso.show.dossier_lists import print_judgements

        print_judgements(entries, sys.stdout)
    return 0


def report(where: str, output: str, as_of: str | None, limit: int) -> int:
    """Write the dossier as one page."""
    from sayso.show.dossier_page import DossierView, Traced, Wording, dossier_page

    if output == "-":
        raise InputError("-: the report is a page: name a file for it")
    day = date_of(as_of)
    with Dossier(where) as dossier:
        traced = []
        for claim in dossier.claims(day, limit=limit or None):
            wordings = tuple(Wording(a, b, found) for a, b, found in dossier.wordings(claim.id, day))
            traced.append(Traced(dossier.trace(claim.id, day), wordings))
        heads = _heads(dossier)
        ledger = _ledger(dossier, day)
        shown = dict.fromkeys(e.article for t in traced for e in t.provenance.evidence)
        shown |= dict.fromkeys(row.article for row in (*ledger.rows, *ledger.apart))
        shown |= dict.fromkeys(row.article for row in ledger.recalled)
        articles = {id: dossier.article(id) for id in heads if id in shown}
        title = PurePath(urlsplit(where).path).stem or "dossier"
        page = dossier_page(DossierView(title, tuple(traced), heads, articles, tuple(dossier.copies()), day, ledger))
    say.utf8()
    with opened(output) as file:
        file.write(page)
    return 0


def _ledger(dossier: Dossier, day: str | None) -> LedgerView:
    """The forecasts that the page tells of, with scores once there is anything to score."""
    from sayso.dossier.scored import GROUPS
    from sayso.show.ledger import ledger_view

    whole = dossier.foreseen(day) if day is not None else None
    found = dossier.forecasts(day, limit=_FORECASTS, found=whole)
    apart = dossier.forecasts(day, kind=INTENTIONS, limit=_FORECASTS, evidence=False, found=whole)
    scores, *others = (dossier.scores(by, day, found=whole) for by in GROUPS)
    told = scores.whole.forecasts or scores.hits or scores.misses
    recalled = dossier.recalled(day, found=whole)
    return ledger_view([*found, *apart], scores if told else None, others if told else (), recalled)


def export(where: str, output: str, format: str, as_of: str | None) -> int:
    """Write the dossier for other programs."""
    from sayso.show.export import export as exported
    from sayso.show.gold import gold

    day = date_of(as_of)
    say.utf8()
    with Dossier(where) as dossier, opened(output) as file:
        n = gold(dossier, file) if format == "gold" else exported(dossier, format, file, day)
    if output != "-":
        what = {"jsonl": "record", "csv": "row", "graphml": "node", "gold": "corrected article"}[format]
        say.problem(f"{counted(n, what)} written to {output}")
    return 0


def _meant(dossier: Dossier, named: str) -> str:
    """The id of the claim that is meant; said where it was named by words."""
    id, outright = dossier.find_claim(named)
    if not outright:
        say.problem(f"“{named}” is taken for {id}: {dossier.trace(id).claim.text}")
    return id


def _heads(dossier: Dossier) -> dict[str, Head]:
    return {head.id: head for head in dossier.heads()}


def date_of(as_of: str | None) -> str | None:
    if as_of is None:
        return None
    try:
        return datetime.date.fromisoformat(as_of).isoformat()
    except ValueError:
        raise InputError(f"{as_of}: is no date: write it as 2016-12-01") from None


def login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise InputError("nobody is logged in by name: say who judges with --author") from None


def print_json(value: Any) -> None:
    say.utf8()
    say.out(json_text(value, indent=1))


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[Outcome], None]]:
    """A line on standard error that counts articles, where it is seen; a function to move it on."""
    if not sys.stderr.isatty():
        yield lambda outcome: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.completed:,.0f} articles", markup=False),
        TextColumn("{task.fields[a_minute]}", style="dim", markup=False),
        TimeElapsedColumn(),
        TextColumn("{task.description}", style="dim", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None, a_minute="")

        def advance(outcome: Outcome) -> None:
            elapsed = bar.tasks[0].elapsed or 0
            rate = f"{(bar.tasks[0].completed + 1) * 60 / elapsed:,.0f} a minute" if elapsed > 1 else ""
            bar.update(task, advance=1, description=one_line(outcome.name)[-60:], a_minute=rate)

        yield advance
