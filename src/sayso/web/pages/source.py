"""One source, and everything laid to it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.dossier import Dossier
from sayso.model import Said
from sayso.show.safe import one_line
from sayso.web.pages.links import mouth_link, source_path
from sayso.web.pages.rows import statement_row
from sayso.web.views import (
    MouthLink,
    SaidRow,
    SourceView,
)

__all__ = ["MOST", "source_page"]

MOST = 1000  # statements of a source that a page lists

_DESCRIBED = {"number": "number", "office": "office", "side": "side", "place": "place", "reason": "why unnamed"}


def source_page(dossier: Dossier, name: str, limit: int = 100) -> SourceView:
    """What is laid to somebody: so many statements of their own at most, and so many passed on. Raises NoSuch."""
    who = dossier.who(name, limit)
    changes: dict[int, list[str]] = {}
    for earlier, later, what in who.changes:
        before = who.said[earlier].article
        changes.setdefault(later, []).append(one_line(f"since {before.published or before.added[:10]}: {what}"))
    longest = max(who.total, who.passed_total)
    described: dict[str, dict[str, None]] = {}
    for s in who.said:
        description = s.statement.mouths[-1].description if s.statement.mouths else None
        for name, label in _DESCRIBED.items() if description else ():
            if (passage := getattr(description, name)) is not None and (words := one_line(passage.text)):
                described.setdefault(label, {})[words] = None
    alike: list[MouthLink] = []
    if not who.mouth.named:
        ours = {who.mouth.id, *(m.id for m in who.also)}
        alike = [mouth_link(m) for m, _ in dossier.sources(who.mouth.name) if not m.named and m.id not in ours]
    return SourceView(
        mouth=mouth_link(who.mouth),
        also=tuple(map(mouth_link, who.also)),
        letter=who.letter,
        said=tuple(_row_of(s, changes.get(n, ())) for n, s in enumerate(who.said)),
        passed_on=tuple(_row_of(s, (), by=True) for s in who.passed_on),
        total=who.total,
        passed_total=who.passed_total,
        more=f"{source_path(who.mouth.id)}?limit={min(MOST, 2 * limit)}" if limit < min(longest, MOST) else None,
        by_outlet=tuple((one_line(outlet), n) for outlet, n in who.by_outlet),
        described=tuple((label, tuple(words)) for label, words in described.items()),
        alike=tuple(alike),
    )


def _row_of(said: Said, changes: Sequence[str], by: bool = False) -> SaidRow:
    return statement_row(said.statement, said.article, said.claim, said.opposed, tuple(changes), by)
