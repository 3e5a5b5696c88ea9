"""The commands on the ledger of a dossier: list what is foreseen, resolve it, score it, take ledgers in and out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from sayso.cli import say
from sayso.cli.articles import opened
from sayso.cli.dossier import date_of, login, print_json
from sayso.dossier import Dossier
from sayso.errors import BadRecord, InputError
from sayso.model import INTENTIONS, ForecastKind
from sayso.show import ledger
from sayso.show import ledger_record as records
from sayso.show.explained import counted

__all__ = ["forecasts", "ledger_in", "ledger_out", "resolve", "scores"]

_FORMATS = (".csv", ".jsonl")


def forecasts(
    where: str,
    id: str | None,
    statuses: Sequence[str],
    by: str | None,
    kind: str,
    as_of: str | None,
    limit: int,
    format: str,
) -> int:
    """Print what is foreseen, or all that is known of one forecast."""
    on = date_of(as_of)
    from sayso.show.ledger_terminal import print_forecast, print_ledger

    with Dossier(where) as dossier:
        if id is not None:
            found = [dossier.forecast(id, on)]
            if format == "json":
                print_json(records.forecast_record(found[0]))
            else:
                view = ledger.ledger_view(found)
                print_forecast((*view.rows, *view.apart)[0], sys.stdout)
            return 0
        kinds = {"all": tuple(ForecastKind), "intention": INTENTIONS}.get(kind) or (ForecastKind(kind),)
        # Of another day, or without a limit, the whole ledger is read: once.
        whole = dossier.foreseen(on) if on is not None or not limit else None
        found = dossier.forecasts(on, status=statuses or None, by=by, kind=kinds, limit=limit or None, found=whole)
        if format == "json":
            print_json([records.forecast_record(one) for one in found])
            return 0
        asked = bool(statuses or by) or ForecastKind.FORECAST not in kinds
        recalled = () if asked else dossier.recalled(on, found=whole)
        print_ledger(ledger.ledger_view(found, recalled=recalled), sys.stdout, kind)
        numbers: Counter[str] = Counter()
        for (of, status), n in dossier.foreseen_counts(on, by=by, found=whole).items():
            numbers[of] += n * (not statuses or status in statuses)
        if 0 < limit < sum(numbers[one] for one in kinds):
            say.out(f"\nNot shown: all but the first {limit}: --limit 0")
        if others := [
            f"{counted(numbers[one], one)} (--kind {one})" for one in ForecastKind if one not in kinds and numbers[one]
        ]:
            say.out(f"\nKept apart: {', '.join(others)}")
    return 0


def ledger_in(where: str, path: str) -> int:
    """Take over a ledger that is kept elsewhere: all of it, or nothing and a line for every fault."""
    from sayso.forecast import read_csv, read_jsonl

    suffix = PurePath(path).suffix.lower()
    if suffix not in _FORMATS:
        raise InputError(f"{path}: a ledger is read from .csv or from .jsonl")
    try:
        entries = (read_jsonl if suffix == ".jsonl" else read_csv)(path)
        with Dossier(where, create=True) as dossier:
            new, known = dossier.take_ledger(entries)
    except BadRecord as error:
        for line in str(error).splitlines():
            say.problem(line)
        return say.BAD_INPUT
    parts = [f"{counted(new, 'forecast')} imported"]
    if known:
        parts.append(f"{known:,} known already")
    say.out(f"{where}: {', '.join(parts)}")
    return 0


def ledger_out(where: str, output: str, as_of: str | None) -> int:
    """Write the ledger for other programs."""
    from sayso.forecast import to_csv, to_jsonl
    from sayso.show.export import plain_entry

    on = date_of(as_of)
    suffix = PurePath(output).suffix.lower()
    if output != "-" and suffix not in _FORMATS:
        raise InputError(f"{output}: a ledger is written as .csv or as .jsonl")
    say.utf8()
    with Dossier(where) as dossier:
        entries = dossier.ledger(on)
        with opened(output) as file:
            for line in to_jsonl(entries) if suffix == ".jsonl" else to_csv(map(plain_entry, entries)):
                file.write(line)
    if output != "-":
        say.problem(f"{counted(len(entries), 'forecast')} written to {output}")
    return 0


def resolve(
    where: str,
    id: str,
    outcome: str,
    evidence: Sequence[str],
    on: str | None,
    author: str | None,
    note: str,
    format: str,
) -> int:
    """Write into the log whether a forecast came true."""
    settled = date_of(on)
    with Dossier(where) as dossier:
        entry = dossier.resolve(id, outcome, evidence=evidence, author=author or login(), note=note, on=settled)
        if format == "json":
            from sayso.show.records import judgement_record

            print_json(judgement_record(entry))
            return 0
        from sayso.show.dossier_lists import print_judgements

        print_judgements([entry], sys.stdout)
        others = [o.id for o in dossier.forecast(id).beside if o.status != "resolved"]
        if others:
            say.out(f"\nThe same is foreseen, and not resolved, in: {', '.join(others[:5])}{', …' * (len(others) > 5)}")
    return 0


def scores(where: str, by: str, as_of: str | None, least: int | None, each: bool, format: str) -> int:
    """Print how right forecasts were."""
    on = date_of(as_of)
    with Dossier(where) as dossier:
        found = dossier.scores(by, on, least=least, averaged=not each)
        if format == "json":
            print_json(records.scores_record(found))
            return 0
        from sayso.show.ledger_terminal import print_scores

        print_scores(ledger.scores_view(found), sys.stdout)
    return 0
