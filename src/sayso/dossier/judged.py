"""What people decided about a dossier, as a pure function of the log: what holds, and what it makes of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sayso.dossier.corrections import Corrections, corrections
from sayso.model import Figure, Head, Judgement, JudgementKind, Outcome, Resolution, Statement

__all__ = ["Judged", "judged"]


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements that hold, ready to be applied.

    `merged` leads from each claim that was merged to the one that was kept, `flipped` are those of them whose wording
    says the contrary of the kept one's. `same` leads from a mouth's id to that of the mouth it is. `corrections` are
    those of what was read in the articles. `resolutions` tell, by forecast, whether it came true, and `figures` how
    surely it was meant; `worded` does so by the words of forecasts that have no figure of their own.
    """

    merged: Mapping[str, str] = field(default_factory=dict)
    flipped: frozenset[str] = frozenset()
    same: Mapping[str, str] = field(default_factory=dict)
    corrections: Corrections = field(default_factory=Corrections)
    letters: Mapping[str, str] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    resolutions: Mapping[str, Resolution] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    worded: Mapping[str, Figure] = field(default_factory=dict)

    def claim(self, id: str) -> str:
        """The claim that a stored one is part of."""
        return self.merged.get(id, id)

    def members(self, id: str) -> list[str]:
        """The stored claims that make up a claim, the kept one first."""
        return [id, *(part for part, whole in self.merged.items() if whole == id)]

    def mouth(self, id: str) -> str:
        """The mouth that a mouth is judged to be."""
        return self.same.get(id, id)

    def letter(self, id: str) -> str:
        """The Admiralty letter of a source's reliability: F, cannot be judged, until somebody judges."""
        return self.letters.get(self.mouth(id), "F")

    def head(self, head: Head) -> Head:
        """The article's head with the outlet that it is judged to be of."""
        outlet = self.outlets.get(head.id)
        return head if outlet is None else replace(head, outlet=outlet)

    def statement(self, statement: Statement) -> Statement | None:
        """The statement as it is judged to be; None where it is judged to be no statement."""
        return self.corrections.statement(statement)


def judged(log: Iterable[Judgement]) -> Judged:
    """Everything that holds of a log, later entries over earlier ones."""
    claims: dict[str, str] = {}
    mouths: dict[str, str] = {}
    turned: dict[str, bool] = {}
    corrected: list[Judgement] = []
    letters: dict[str, str] = {}
    outlets: dict[str, str] = {}
    resolutions: dict[str, Resolution] = {}
    figures: dict[str, Figure] = {}
    worded: dict[str, Figure] = {}
    for entry in log:
        if entry.undoes is not None or entry.undone_by is not None:
            continue
        about = entry.about
        match entry.kind:
            case JudgementKind.MERGE:
                _join(claims, turned, about["claims"], frozenset(about.get("opposed", ())))
            case JudgementKind.SAME_ENTITY:
                _join(mouths, {}, about["mouths"], frozenset())
            case JudgementKind.RELIABILITY:
                letters[about["mouth"]] = about["letter"]
            case JudgementKind.OUTLET:
                outlets[about["article"]] = about["outlet"]
            case JudgementKind.PROBABILITY:
                words = about["words"] or ""
                figure = Figure(about["probability"], entry.author, entry.made, entry.note, words)
                if words:
                    worded[words] = figure
                else:
                    figures[about["forecast"]] = figure
            case JudgementKind.RESOLVE:
                resolutions[about["forecast"]] = Resolution(
                    about["forecast"],
                    Outcome(about["outcome"]),
                    about["resolved"],
                    tuple(about["evidence"]),
                    entry.author,
                    entry.made,
                    entry.note,
                )
            case (
                JudgementKind.WRONG_SOURCE
                | JudgementKind.NOT_AN_ATTRIBUTION
                | JudgementKind.BOUNDARY
                | JudgementKind.MISSED
            ):
                corrected.append(entry)
            case JudgementKind.SPLIT:
                pass  # the store has moved the statements: a claim that others may join must be a stored one
    same = {id: _root(mouths, id) for id in mouths}
    return Judged(
        merged={id: _root(claims, id) for id in claims},
        flipped=frozenset(id for id in claims if _turned(claims, turned, id)),
        same=same,
        corrections=corrections(corrected),
        letters={same.get(id, id): letter for id, letter in letters.items()},
        outlets=outlets,
        resolutions=resolutions,
        figures=figures,
        worded=worded,
    )


def _join(parents: dict[str, str], turned: dict[str, bool], ids: list[str], opposed: frozenset[str]) -> None:
    """Hang every one of the ids, with all that hangs on it, below the first one's own root."""
    kept = _root(parents, ids[0])
    kept_turned = _turned(parents, turned, ids[0])
    for id in ids[1:]:
        root = _root(parents, id)
        if root != kept:
            # Said of the two that were named; each may itself be worded the other way round than its root.
            turned[root] = (id in opposed) ^ _turned(parents, turned, id) ^ kept_turned
            parents[root] = kept


def _root(parents: Mapping[str, str], id: str) -> str:
    while id in parents:
        id = parents[id]
    return id


def _turned(parents: Mapping[str, str], turned: Mapping[str, bool], id: str) -> bool:
    """Whether a claim says the contrary of its root."""
    odd = False
    while id in parents:
        odd ^= turned.get(id, False)
        id = parents[id]
    return odd
