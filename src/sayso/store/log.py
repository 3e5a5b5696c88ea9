"""What people decided about a dossier, and what could not be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select

from sayso.errors import NoSuch
from sayso.model import Judgement, JudgementKind
from sayso.store import tables as t
from sayso.store.core import Core

__all__ = ["Log"]


class Log(Core):
    """The log of judgements, and the failures."""

    def judge(
        self, kind: JudgementKind, about: Mapping[str, Any], author: str, note: str = "", undoes: str | None = None
    ) -> Judgement:
        """Write a judgement into the log; `undoes` takes an earlier one back. Raises NoSuch."""
        self._check()
        before = None
        if undoes is not None:
            earlier = {j.id: j for j in self.judgements()}
            if undoes not in earlier:
                raise NoSuch(f"there is no judgement {undoes!r} to take back")
            if (by := earlier[undoes].undone_by) is not None:
                raise NoSuch(f"judgement {undoes} was taken back already, by {by}")
            before = int(undoes[1:])
        number = self._free(t.judgements)
        judgement = Judgement(f"j{number}", JudgementKind(kind), dict(about), author, _now(), note, undoes)
        row = {
            "number": number,
            "kind": str(judgement.kind),
            "about": json.dumps(judgement.about),
            "author": author,
            "made": judgement.made,
            "note": note,
            "undoes": before,
        }
        self._insert(t.judgements, [row])
        return judgement

    def judgements(self) -> list[Judgement]:
        """The log in its order. An entry that was taken back names the one that did so, unless that was itself."""
        rows = self._connection.execute(select(t.judgements).order_by(t.judgements.c.number)).all()
        undone: dict[int, int] = {}
        for row in reversed(rows):
            if row.undoes is not None and row.number not in undone:
                undone[row.undoes] = row.number
        return [
            Judgement(
                id=f"j{row.number}",
                kind=JudgementKind(row.kind),
                about=json.loads(row.about),
                author=row.author,
                made=row.made,
                note=row.note,
                undoes=None if row.undoes is None else f"j{row.undoes}",
                undone_by=f"j{undone[row.number]}" if row.number in undone else None,
            )
            for row in rows
        ]

    def note_failure(self, name: str, reason: str) -> None:
        """Remember what could not be read, and why; of one name the last reason."""
        self._check()
        self.forget_failure(name)
        self._insert(t.failures, [{"name": name, "reason": reason, "at": _now()}])

    def forget_failure(self, name: str) -> None:
        """What could not be read is read now."""
        self._execute(delete(t.failures).where(t.failures.c.name == name))

    def failures(self) -> list[tuple[str, str, str]]:
        """(name, reason, when) of everything that could not be read, by time."""
        f = t.failures.c
        found = self._connection.execute(select(f.name, f.reason, f.at).order_by(f.at, f.name))
        return [(name, reason, at) for name, reason, at in found]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
