"""What an article foresees, found on its way into a dossier, and kept with the first that foresaw the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import (
    Article,
    Forecast,
    Mouth,
    Passage,
    SelfCitation,
    Statement,
    StatementKind,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.store import Store

    Vectors = NDArray[np.float16]

__all__ = ["Looked", "as_statement", "file", "look_through"]

_NEAREST = 24  # stored forecasts that one is compared with at most
_KEY_ITEMS = 64
_SAME = 0.7  # of the words of a statement, from which on it is the forecast that stands in it


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in one article: its forecasts, each with the statement that it is, and where it cites itself."""

    article: str
    forecasts: tuple[tuple[Forecast, str | None], ...] = ()
    citations: tuple[SelfCitation, ...] = ()

    @property
    def texts(self) -> list[str]:
        """What is to be embedded."""
        return [f.statement for f, _ in self.forecasts]


def look_through(article: Article, statements: Iterable[Statement]) -> Looked:
    """Find what an article foresees. Its statements tell whom that is laid to in the whole dossier."""
    from sayso import forecast

    by_attribution: dict[str, Statement] = {}
    for s in statements:
        if s.attribution is not None:
            by_attribution.setdefault(s.attribution, s)
    mouths: dict[str, Mouth | None] = {id: s.mouths[-1] if s.mouths else None for id, s in by_attribution.items()}
    by_start = {s.passage.spans.start: s for s in statements if s.attribution is None and s.passage.spans}
    made = forecast.forecasts(article, mouths)
    found = []
    for f in made:
        if any(_goes_into(f, g) for g in made if g is not f):
            continue
        is_it = by_attribution.get(f.attribution) if f.attribution else by_start.get(f.passage.spans.start)
        found.append((f, is_it.id if is_it is not None and _is_same(f.passage, is_it.passage) else None))
    return Looked(article.document.id, tuple(found), forecast.self_citations(article, mouths))


def file(store: Store, looked: Looked, vectors: Vectors) -> None:
    """Keep what was found in a stored article, each forecast with the first that foresaw the same."""
    from sayso import match
    from sayso.store.forecasts import Filed

    said = [as_statement(f) for f, _ in looked.forecasts]
    keys = [match.keys(s, v) for s, v in zip(said, vectors, strict=True)]
    found = store.ledger.vectors(store.sharing("forecast", keys, _NEAREST, _KEY_ITEMS))
    new = list(zip(said, vectors, strict=True))
    firsts = store.ledger.firsts(found)
    there = {f.forecast.id: f for f in store.ledger.forecasts(match.near(new, found, firsts))}
    # The first of its kind comes first: what is said of a new one, that it is the contrary, is said of that one.
    there |= {f.forecast.id: f for f in store.ledger.forecasts({firsts[id] for id in there} - there.keys())}
    order = sorted(there.values(), key=lambda f: (f.first, f.forecast.id != f.first, f.forecast.id))
    known_vectors = store.ledger.vectors(there)
    known = [(as_statement(f.forecast), known_vectors[f.forecast.id], f.first) for f in order]
    worded = {s.id: s for s in (*said, *(s for s, _, _ in known))}
    filed = []
    for (f, statement), (id, group, likeness) in zip(looked.forecasts, match.assign(new, known), strict=True):
        first = group.removeprefix("new:")
        # Its event is put affirmatively: a contrary that lies in a negation alone is none of the event.
        turned = likeness.opposed ^ worded[id].negated ^ worded[first].negated
        filed.append(Filed(f, first, turned and first != id, statement))
    store.ledger.add(looked.article, filed, vectors, looked.citations)
    store.add_keys("forecast", [(key, s.id) for s, some in zip(said, keys, strict=True) for key in some])


def as_statement(forecast: Forecast) -> Statement:
    """A forecast as what statements are compared with."""
    from sayso.match.wordings import is_negated

    return Statement(
        forecast.id,
        forecast.article,
        StatementKind.CONTENT,
        forecast.passage,
        negated=is_negated(forecast.statement),
    )


def _goes_into(forecast: Forecast, other: Forecast) -> bool:
    """Whether another forecast of the same mouth says all that one does, and more."""
    spans, theirs = forecast.passage.spans, other.passage.spans
    return forecast.by == other.by and len(spans) < len(theirs) and theirs.contains(spans)


def _is_same(forecast: Passage, statement: Passage) -> bool:
    """Whether a statement says a forecast and hardly anything besides."""
    return forecast.spans.common(statement.spans) >= _SAME * max(len(forecast.spans), len(statement.spans))
