"""Precision, recall and F1 of attributions against gold ones.

Pareti, "Attribution: a computational approach" (2015), for the roles and for partial matches; Newell,
Margolin and Ruths, "An Attribution Relations Corpus for Political News" (2018), for PolNeAR. A token is a run
of word characters or one other mark that is no white space; a match is intersection over union of tokens, one
to one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sayso.model import Form

__all__ = [
    "PRF",
    "ROLES",
    "Comparison",
    "Marked",
    "Outcome",
    "Report",
    "Spans",
    "Task",
    "compared",
    "judged",
    "matched",
    "measure",
    "overlaps",
]

Spans = Sequence[Sequence[int]]
ROLES = ("source", "cue", "content")

_TOKEN = re.compile(r"\w+|[^\w\s]")
_MARKS = '"“”'
_FORMS = (Form.DIRECT, Form.MIXED, Form.INDIRECT)


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as an annotation file holds it: spans of each role, `[[start, end], …]`, any of them
    empty.
    """

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Task:
    """One text with the attributions that are right and those that are to be judged."""

    text: str
    gold: Sequence[Marked]
    predicted: Sequence[Marked]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attribution with content, gold or predicted.

    `found`: its content has a counterpart (content@0.5); `right`: the counterpart's source agrees as well
    (relation@0.5). `length` is that of its content, in tokens.
    """

    found: bool
    right: bool
    form: Form
    length: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcomes of one text, in the order of its attributions; None stands for one without content.

    `most` counts the contents that agree at 0.8.
    """

    gold: tuple[Outcome | None, ...]
    predicted: tuple[Outcome | None, ...]
    most: int


@dataclass(slots=True)
class PRF:
    """What was hit of what was predicted and of what was there; the figures are percentages, 0 where
    undefined.
    """

    hit: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, hit: int, predicted: int, gold: int) -> None:
        """Count one more text."""
        self.hit += hit
        self.predicted += predicted
        self.gold += gold

    @property
    def figures(self) -> dict[str, float]:
        """Precision, recall and their harmonic mean."""
        p = self.hit / self.predicted if self.predicted else 0.0
        r = self.hit / self.gold if self.gold else 0.0
        return {"p": 100 * p, "r": 100 * r, "f1": 100 * (2 * p * r / (p + r) if p + r else 0.0)}


@dataclass(slots=True)
class Report:
    """All measures over some texts, micro-averaged: by token and role, by content, by relation, by form."""

    tokens: dict[str, PRF] = field(default_factory=lambda: {role: PRF() for role in ROLES})
    half: PRF = field(default_factory=PRF)
    most: PRF = field(default_factory=PRF)
    relation: PRF = field(default_factory=PRF)
    forms: dict[Form, PRF] = field(default_factory=lambda: {form: PRF() for form in _FORMS})
    texts: int = 0

    def record(self) -> dict[str, dict[str, float] | float | int]:
        """The report as JSON holds it; percentages, and the two counts `gold` and `predicted`."""
        if not self.texts:
            return {"source|content": 0.0, "gold": 0, "predicted": 0}
        out: dict[str, dict[str, float] | float | int] = {
            f"token.{role}": count.figures for role, count in self.tokens.items()
        }
        out["content@0.5"] = self.half.figures
        out["content@0.8"] = self.most.figures
        out["relation@0.5"] = self.relation.figures
        for form, count in self.forms.items():
            out[f"recall.{form}"] = 100 * count.hit / count.gold if count.gold else 0.0
        out["source|content"] = 100 * self.relation.hit / self.half.hit if self.half.hit else 0.0
        out["gold"] = self.half.gold
        out["predicted"] = self.half.predicted
        return out


@dataclass(frozen=True, slots=True)
class _Tokens:
    """One attribution as sets of token numbers."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    form: Form


def measure(tasks: Iterable[Task]) -> Report:
    """Every measure over the tasks, which are read once."""
    report = Report()
    for task in tasks:
        _count(task, report)
    return report


def compared(task: Task) -> Comparison:
    """What became of every attribution of a text."""
    return _compared(*_both(task))


def judged(task: Task) -> list[bool]:
    """For each predicted attribution, whether it is right by relation@0.5; those without content are not."""
    return [outcome is not None and outcome.right for outcome in compared(task).predicted]


def matched(task: Task) -> dict[int, int]:
    """Which predicted attribution has the content of which gold one (content@0.5): their numbers, gold first."""
    gold, predicted = _both(task)
    gold_at, predicted_at = ({id(a): n for n, a in enumerate(rows)} for rows in (gold, predicted))
    pairs = _matched([a for a in gold if a.content], [a for a in predicted if a.content], 0.5)
    return {gold_at[id(g)]: predicted_at[id(p)] for g, p in pairs}


def _both(task: Task) -> tuple[list[_Tokens], list[_Tokens]]:
    tokens = [m.span() for m in _TOKEN.finditer(task.text)]
    starts, ends = [t[0] for t in tokens], [t[1] for t in tokens]
    return _tokens(task.text, starts, ends, task.gold), _tokens(task.text, starts, ends, task.predicted)


def _compared(gold: list[_Tokens], predicted: list[_Tokens]) -> Comparison:
    there, found = [a for a in gold if a.content], [a for a in predicted if a.content]
    right: dict[int, bool] = {}  # by the identity of what has a counterpart
    for g, p in _matched(there, found, 0.5):
        right[id(g)] = right[id(p)] = _same_source(g, p)

    def outcomes(attributions: list[_Tokens]) -> tuple[Outcome | None, ...]:
        return tuple(
            Outcome(id(a) in right, right.get(id(a), False), a.form, len(a.content)) if a.content else None
            for a in attributions
        )

    return Comparison(outcomes(gold), outcomes(predicted), len(_matched(there, found, 0.8)))


def _count(task: Task, report: Report) -> None:
    gold, predicted = _both(task)
    report.texts += 1
    for role, count in report.tokens.items():
        there = frozenset[int]().union(*(getattr(a, role) for a in gold))
        found = frozenset[int]().union(*(getattr(a, role) for a in predicted))
        count.add(len(there & found), len(found), len(there))
    comparison = _compared(gold, predicted)
    sought = [o for o in comparison.gold if o]
    offered = sum(o is not None for o in comparison.predicted)
    report.half.add(sum(o.found for o in sought), offered, len(sought))
    report.most.add(comparison.most, offered, len(sought))
    report.relation.add(sum(o.right for o in sought), offered, len(sought))
    for form, count in report.forms.items():
        count.add(sum(o.right for o in sought if o.form == form), 0, sum(o.form == form for o in sought))


def overlaps(task: Task) -> list[tuple[str, Marked | None, Marked | None]]:
    """Every disagreement of a text as (kind, gold, predicted), for reading.

    Kinds: `source` (contents agree, sources do not), `boundary` (contents overlap, by less than half),
    `missed` followed by the gold form, `spurious`.
    """
    gold, predicted = _both(task)
    marked = {id(t): m for t, m in zip([*gold, *predicted], [*task.gold, *task.predicted], strict=True)}
    out: list[tuple[str, Marked | None, Marked | None]] = []
    pairs = _matched([a for a in gold if a.content], [a for a in predicted if a.content], 0.5)
    out += [("source", marked[id(g)], marked[id(p)]) for g, p in pairs if not _same_source(g, p)]
    done = {id(a) for pair in pairs for a in pair}
    rest = (
        [a for a in gold if a.content and id(a) not in done],
        [a for a in predicted if a.content and id(a) not in done],
    )
    loose = _matched(*rest, 0.05)
    out += [("boundary", marked[id(g)], marked[id(p)]) for g, p in loose]
    done |= {id(a) for pair in loose for a in pair}
    out += [(f"missed {g.form}", marked[id(g)], None) for g in rest[0] if id(g) not in done]
    out += [("spurious", None, marked[id(p)]) for p in rest[1] if id(p) not in done]
    return out


def _tokens(text: str, starts: Sequence[int], ends: Sequence[int], marked: Sequence[Marked]) -> list[_Tokens]:
    return [
        _Tokens(
            source=_covered(starts, ends, a.source),
            cue=_covered(starts, ends, a.cue),
            content=_covered(starts, ends, a.content),
            form=_form(text, a.content),
        )
        for a in marked
    ]


def _covered(starts: Sequence[int], ends: Sequence[int], spans: Spans) -> frozenset[int]:
    """The numbers of the tokens that share a character with a span."""
    return frozenset(n for start, end in spans for n in range(bisect_right(ends, start), bisect_left(starts, end)))


def _matched(gold: Sequence[_Tokens], predicted: Sequence[_Tokens], least: float) -> list[tuple[_Tokens, _Tokens]]:
    """Pairs, one to one, of at least `least` overlap in content: the closest first, ties to the earliest."""
    edges = sorted(
        (-overlap, i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if (overlap := _iou(g.content, p.content)) >= least
    )
    gone_gold, gone_predicted = set[int](), set[int]()
    out = []
    for _, i, j in edges:
        if i not in gone_gold and j not in gone_predicted:
            gone_gold.add(i)
            gone_predicted.add(j)
            out.append((gold[i], predicted[j]))
    return out


def _iou(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _same_source(g: _Tokens, p: _Tokens) -> bool:
    return (not g.source and not p.source) or _iou(g.source, p.source) >= 0.5


def _form(text: str, spans: Spans) -> Form:
    """The form of a gold content, by its quotation marks alone (straight and curly double ones)."""
    words = "".join(text[a:b] for a, b in spans).strip()
    marks = sum(c in _MARKS for c in words)
    if not marks:
        return Form.INDIRECT
    whole = words[0] in _MARKS and words[-1] in _MARKS + ",." and marks <= 2
    return Form.DIRECT if whole else Form.MIXED
