"""Changes of position: what one source says about one claim on one day, and otherwise on a later one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from sayso.model import Said, Stance
from sayso.text.wording import key
from sayso.trace.provenance import known, towards

__all__ = ["positions"]

_SURER = 0.1  # between two medians: less is no difference that readers would notice
_ANEW = 1 / 3  # two wordings that share less than this of their content words
_FEWEST = 4  # content words of a wording that is compared
_WORD = re.compile(r"\w[\w’'-]*")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_DID = {
    Stance.STATES: "said so",
    Stance.CONFIRMS: "confirmed it",
    Stance.BELIEVES: "believed so",
    Stance.PREDICTS: "predicted it",
    Stance.DENIES: "denied it",
    Stance.DISPUTES: "disputed it",
    Stance.DOES_NOT_DENY: "did not deny it",
    Stance.NO_COMMENT: "did not comment",
}
_SIDES = {None: "for", "denies": "against", "disputes": "against", "does_not_deny": "open", "no_comment": "open"}


def positions(said: Sequence[Said]) -> tuple[tuple[int, int, str], ...]:
    """The changes of position in what is laid to one source, in the order of the later statements.

    Each is the index of the earlier statement, that of the later one, and what changed, in words. Compared is each
    statement with the latest one about the same claim that an article of an earlier day has: on one day nobody
    knows which came first. A change is that they took a side, left it or took the other; on the same side, that
    they are surer or less sure (where both wordings have a probability, or one is plain), that the figures are others,
    or that hardly a word is the same. Demands and questions are no position.
    """
    by_claim: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(said):
        if one.claim is not None and towards(one.statement, one.opposed) in _SIDES:
            by_claim[one.claim].append(n)
    found: list[tuple[int, int, str]] = []
    for entries in by_claim.values():
        told: set[tuple[str, str]] = set()
        ordered = sorted(entries, key=lambda n: (known(said[n].article), n))
        before: int | None = None  # the last one of the days before
        for at, n in enumerate(ordered):
            day = known(said[n].article)
            if at and known(said[ordered[at - 1]].article) < day:
                before = ordered[at - 1]
            if before is None:
                continue
            change = _change(said[before], said[n])
            if change is not None and (day, change) not in told:
                told.add((day, change))
                found.append((before, n, change))
    return tuple(sorted(found, key=lambda change: (change[1], change[0])))


def _change(old: Said, new: Said) -> str | None:
    side, now = (_SIDES[towards(s.statement, s.opposed)] for s in (old, new))
    if side != now:
        return f"{_did(old)}, then {_did(new)}"
    if side == "open":
        return None
    return _sureness(old, new) or _wording(old, new)


def _did(said: Said) -> str:
    if said.opposed and towards(said.statement, True) == "denies":
        return "said the contrary"
    return _DID[said.statement.stance]


def _sureness(old: Said, new: Said) -> str | None:
    before, after = _median(old), _median(new)
    if before is None or after is None or abs(after - before) < _SURER:
        return None
    return "surer than before" if after > before else "less sure than before"


def _median(said: Said) -> float | None:
    """How surely it is said; a plain statement without a hedge is as sure as can be."""
    s = said.statement
    if s.probability is not None:
        return s.probability.median
    return 1.0 if s.stance in (Stance.STATES, Stance.CONFIRMS, Stance.DENIES) else None


def _wording(old: Said, new: Said) -> str | None:
    a, b = old.statement.passage.text, new.statement.passage.text
    figures, others = _FIGURE.findall(a), _FIGURE.findall(b)
    if figures and others and not (set(figures) <= set(others) or set(others) <= set(figures)):
        return f"other figures: {', '.join(figures)}, then {', '.join(others)}"
    words, now = _stems(a), _stems(b)
    if min(len(words), len(now)) >= _FEWEST and len(words & now) < _ANEW * len(words | now):
        return "worded anew"
    return None


def _stems(text: str) -> set[str]:
    return {k for w in _WORD.findall(text) if (k := key(w)) is not None}
