"""Forecasts as lines of a ledger, and how right they were: by person, outlet, period and wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.dossier.figures import without
from sayso.dossier.foreseen import FLIPPED, Foreseen, Scores
from sayso.errors import InputError
from sayso.model import Entry, Outcome

__all__ = ["FEWEST", "GROUPS", "entries", "scores", "written"]

_WORDED = 200  # characters of a question in a ledger that goes out
FEWEST = 5  # resolved questions, below which nobody is scored whatever is asked for
# What forecasts are scored by.
GROUPS = ("person", "outlet", "period", "wording")


def entries(found: Iterable[Foreseen]) -> list[Entry]:
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
            turned = FLIPPED.get(made.outcome, made.outcome) if made.outcome else None
            made = replace(made, probability=1 - made.probability, outcome=turned)
        if made.outcome is not None and outcomes.setdefault(question, made.outcome) is not made.outcome:
            made = replace(made, question=f"{question} ({f.forecast.id})")
        out.append(made)
    return out


def written(found: Iterable[Foreseen]) -> list[Entry]:
    """The same lines for other programs and other dossiers: names in place of ids, and the words of a question."""
    given = list(found)
    names = {f.voice: f.forecast.name or f.forecast.outlet or f.voice for f in given if _is_named(f.voice)}
    own = {f.entry.question for f in given if f.entry is not None}
    words: dict[str, str] = {}
    out = []
    for e in entries(given):
        question = e.question
        if question not in own:
            said = words.setdefault(question, " ".join(e.statement.split())[:_WORDED])
            question = f"{said} ({question})"
        out.append(replace(e, by=names.get(e.by, e.by), question=question))
    return out


def scores(found: Sequence[Foreseen], by: str, least: int, averaged: bool) -> Scores:
    """How right forecasts were, by person, outlet, period or wording. Raises InputError."""
    from sayso import forecast

    if by not in GROUPS:
        raise InputError(f"{by}: forecasts are scored by {', '.join(GROUPS[:-1])} or {GROUPS[-1]}")
    if least < FEWEST:
        raise InputError(f"{least}: fewer than {FEWEST} resolved questions tell nothing about anybody")
    resolved = [f for f in found if f.resolution is not None]
    lines = entries(resolved)
    names = {f.voice: f.forecast.name or f.voice for f in resolved}
    if by == "person":
        # Two persons may have one name.
        by_id = forecast.scores(lines, lambda e: e.by, least, averaged)
        groups = [(names.get(id, id), one) for id, one in by_id.items()]
    else:
        of = {"outlet": _outlet, "period": _period, "wording": _wording}[by]
        groups = list(forecast.scores(lines, of, least, averaged).items())
    told = [f for f in resolved if f.hit is not None]
    told.sort(key=lambda f: (f.resolution.resolved if f.resolution else "", f.forecast.id), reverse=True)
    settled = [f for f in resolved if f.resolution is not None and f.resolution.outcome is not Outcome.VOID]
    scored = sum(e.outcome is not Outcome.VOID for e in lines)
    return Scores(
        by,
        least,
        averaged,
        forecast.score(lines, least=least, averaged=averaged),
        tuple(sorted(groups, key=lambda g: (not g[1].enough, g[1].brier or 0.0, -g[1].questions, g[0]))),
        len(settled) - scored,
        tuple(f for f in told if f.hit),
        tuple(f for f in told if not f.hit),
        tuple(_bare(told)),
        sum(f.figure is not None for f in settled),
    )


def _bare(told: Iterable[Foreseen]) -> list[tuple[str, int, int]]:
    """Those that have no figure by the words that put them, with how many were right and wrong."""
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for f in told:
        if f.forecast.probability is None:
            counted[without(f.forecast)][not f.hit] += 1
    return sorted(
        ((words, right, wrong) for words, (right, wrong) in counted.items()), key=lambda c: (-c[1] - c[2], c[0])
    )


def _outlet(entry: Entry) -> str:
    return entry.outlet or "no outlet"


def _period(entry: Entry) -> str:
    return entry.made[:4]


def _wording(entry: Entry) -> str:
    return " ".join(entry.words.casefold().split()) or "figures alone"


def _is_named(voice: str) -> bool:
    """Whether somebody is known by name in every article, and not as *two officials* in one."""
    return voice.partition(":")[0] not in ("unnamed", "unknown")
