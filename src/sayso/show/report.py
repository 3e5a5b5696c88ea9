"""An evaluation as one self-contained HTML page: figures, drawings made here, and the worst articles to read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePath

from sayso.evaluate.groups import Band
from sayso.evaluate.measures import Marked, Outcome
from sayso.evaluate.study import Study, Worst
from sayso.show.safe import one_line, visible
from sayso.show.template import packaged, rendered
from sayso.text.paragraph import paragraphs

__all__ = ["report_page"]

_TITLES = {
    "form": "Form",
    "length": "Length of the content",
    "naming": "Source",
    "sex": "Sex of the speaker, where the source words give it",
    "genre": "Genre",
    "publisher": "Publisher",
}
# No article is shown beyond this many characters: a page of twenty has to open.
_SHOWN = 40_000
_PLOT = 240.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text whose words play the same roles throughout; `tags` are the contents that begin here."""

    text: str
    classes: str
    tags: tuple[tuple[int, bool], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with the gold attributions and with the predicted ones; or, without either, how many there are."""

    gold: tuple[Piece, ...]
    found: tuple[Piece, ...]
    passed_over: int = 0


@dataclass(frozen=True, slots=True)
class Dot:
    """A band in the drawing of the calibration."""

    x: float
    y: float
    radius: float
    says: str


def report_page(study: Study, gold: str, predicted: Sequence[str], against: str | None) -> str:
    """The page, in UTF-8 once it is encoded; the names are those of the files, as they were given."""
    names = [one_line(name) for name in (gold, *predicted, *([] if against is None else [against]))]
    short = [PurePath(name).name for name in names]
    # Where a file lies is nobody's business, unless its name alone would not tell it from another.
    if len(set(short)) == len(set(names)):
        names = short
    return rendered(
        "report.html",
        f"{names[1]} · how right it is",
        packaged("page.css") + packaged("report.css"),
        study=study,
        figures=study.report.record(),
        gold=names[0],
        predicted=names[1 : 1 + len(predicted)],
        against=None if against is None else names[-1],
        groups=[(_TITLES[name], members) for name, members in study.groups.items()],
        reach=max((abs(end) for d in study.against for end in (d.low, d.high)), default=0.0) or 1.0,
        dots=_dots(study.bands),
        plot=_PLOT,
        worst=[(worst, one_line(worst.title or worst.id), _rows(worst)) for worst in study.worst],
    )


def _dots(bands: Sequence[Band]) -> list[Dot]:
    most = max((band.predicted for band in bands), default=1)
    return [
        Dot(
            x=round(_PLOT * band.score, 1),
            y=round(_PLOT * (1 - band.right / band.predicted), 1),
            radius=round(3 + 9 * (band.predicted / most) ** 0.5, 1),
            says=f"score {band.score:.2f}: {100 * band.right / band.predicted:.0f} % of {band.predicted} right",
        )
        for band in bands
        if band.predicted
    ]


def _rows(worst: Worst) -> list[Row]:
    """The paragraphs of an article, side by side; those without attributions are only counted."""
    text = worst.task.text
    bounds = [(span.start, min(span.end, _SHOWN)) for span in paragraphs(text) if span.start < _SHOWN]
    gold = _pieces(text, bounds, _numbered(worst.task.gold, worst.comparison.gold))
    found = _pieces(text, bounds, _numbered(worst.task.predicted, worst.comparison.predicted))
    rows: list[Row] = []
    for ours, theirs in zip(gold, found, strict=True):
        if any(piece.classes for piece in (*ours, *theirs)):
            rows.append(Row(ours, theirs))
        elif rows and rows[-1].passed_over:
            rows[-1] = Row((), (), rows[-1].passed_over + 1)
        else:
            rows.append(Row((), (), 1))
    return rows


def _numbered(
    marked: Sequence[Marked], outcomes: Sequence[Outcome | None]
) -> Iterator[tuple[int, bool, str, int, int]]:
    """Every span as number, rightness, role, start and end."""
    number = 0
    for attribution, outcome in zip(marked, outcomes, strict=True):
        if outcome is None:
            continue
        number += 1
        for role in ("source", "cue", "content"):
            for start, end in getattr(attribution, role):
                yield number, outcome.right, role, max(0, start), end


def _pieces(
    text: str, bounds: Sequence[tuple[int, int]], spans: Iterable[tuple[int, bool, str, int, int]]
) -> list[tuple[Piece, ...]]:
    """Each paragraph cut wherever a span begins or ends."""
    starts = [start for start, _ in bounds]
    cuts: list[set[int]] = [{start, end} for start, end in bounds]
    changes: dict[int, list[tuple[str, int]]] = {}
    tags: dict[int, list[tuple[int, bool]]] = {}
    tagged: set[int] = set()
    for number, right, role, start, end in spans:
        if start >= end:
            continue
        name = f"{role} {'right' if right else 'wrong'}" if role == "content" else role
        changes.setdefault(start, []).append((name, 1))
        changes.setdefault(end, []).append((name, -1))
        for at in (start, end):
            if (n := bisect_right(starts, at) - 1) >= 0 and at < bounds[n][1]:
                cuts[n].add(at)
        if role == "content" and number not in tagged:
            tagged.add(number)
            tags.setdefault(start, []).append((number, right))
    order = sorted(changes)
    active: Counter[str] = Counter()
    done = 0
    out = []
    for points in cuts:
        pieces = []
        for a, b in pairwise(sorted(points)):
            while done < len(order) and order[done] <= a:
                for name, step in changes[order[done]]:
                    active[name] += step
                done += 1
            classes = " ".join(sorted({part for name, n in active.items() if n > 0 for part in name.split()}))
            pieces.append(Piece(visible(text[a:b]), classes, tuple(tags.get(a, ()))))
        out.append(tuple(pieces))
    return out
