"""Which statements make one claim: keys to find those alike, and clusters that stay as they are when more arrive."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from types import MappingProxyType
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sayso.inference.meaning import WIDTH, settings
from sayso.match.contrary import opposes
from sayso.match.likeness import FEATURES, compared, scored
from sayso.match.wordings import wording
from sayso.model import Likeness, Stance, Statement
from sayso.text.wording import key

__all__ = ["able", "assign", "is_bare_refusal", "keys", "mean_likeness", "near"]

_RAREST = 5  # content words whose pairs are keys
_TABLES, _BITS = 4, 12  # cells of the space of vectors that are keys
_BEST = 3  # so many members of a claim, those most alike, say how alike a statement is to it
_CLAIMS = 8  # so many claims, those that have the nearest members, are tried for a statement …
_COMPARED = 8  # … and of each so many members, the nearest ones, are compared with it
_CONTRARY = FEATURES.index("contrary")
_MARGIN = 1e-3  # a cosine that is computed otherwise differs by less
_FAR = 0.02  # how alike members are that are not compared
_DRIFT = 0.1  # a statement is at least so much alike to the wording that the claim is shown by
_FRESH, _AGEING, _OLDEST = 3, 0.05, 4.0  # days that cost nothing, log odds that each further one costs, and the most
_OTHERS, _ALMOST = 1.5, 0.85  # log odds that strange names cost; words in common from which nothing is taken off
_DAY = len("2031-03-14")
_UNDATED: Mapping[str, str | None] = MappingProxyType({})

# What stands after "declined" and says nothing of the matter.
_REFUSING = """
comment request answer question call matter issue discuss respond response speak talk elaborate details immediately
report
"""
_COMMENTING = frozenset(k for word in _REFUSING.split() if (k := key(word)) is not None)

Vector = NDArray[np.float16]


def keys(statement: Statement, vector: Vector) -> list[int]:
    """Keys under which an index finds the statements that may make the same claim: signed 64-bit.

    Pairs of the rarest words, so that a name and what it did bring two wordings together, and cells of the space of
    vectors, for those that have no word in common.
    """
    words = wording(statement.passage.text).words
    rarest = sorted(words, key=lambda w: (-words[w], w))[:_RAREST]
    out = [_key(0, f"{a} {b}") for a, b in combinations(sorted(rarest), 2)]
    if len(rarest) == 1:
        out.append(_key(0, rarest[0]))
    bits = (_planes() @ vector.astype(np.float32) > 0).reshape(_TABLES, _BITS)
    out += [_key(1 + table, row.tobytes().hex()) for table, row in enumerate(bits)]
    return list(dict.fromkeys(out))


def near(
    new: Sequence[tuple[Statement, Vector]], vectors: Mapping[str, Vector], claims: Mapping[str, str]
) -> list[str]:
    """Which stored statements, of these vectors and claims, `assign` needs for new ones: those near enough to one of
    them, of the claims that are nearest to one.
    """
    ids = [id for id in vectors if id in claims]
    if not new or not ids:
        return []
    theirs = np.stack([vectors[id] for id in ids]).astype(np.float32)
    cosines = theirs @ np.stack([v for _, v in new]).astype(np.float32).T
    of = [claims[id] for id in ids]
    wanted: set[str] = set()
    for n, (statement, _) in enumerate(new):
        wanted.update(_nearest(cosines[:, n], of, _reach(statement) - _MARGIN))
    floor: float = settings()["claim"]["cosine"]
    there = np.flatnonzero(cosines.max(1) >= floor - _MARGIN).tolist()
    return [ids[n] for n in there if of[n] in wanted]


def able(statement: Statement, vector: Vector, vectors: Mapping[str, Vector]) -> list[str]:
    """Which statements, of these vectors, could be alike enough to one to say the same, whatever their words are."""
    if not vectors:
        return []
    cosines = np.stack(list(vectors.values())).astype(np.float32) @ vector.astype(np.float32)
    reach = _reach(statement) - _MARGIN
    return [id for id, cosine in zip(vectors, cosines.tolist(), strict=True) if cosine >= reach]


def _nearest(cosines: NDArray[np.float32], claims: Sequence[str], reach: float) -> list[str]:
    """The claims that have the statements nearest by, no farther than `reach`: so many at most."""
    found: dict[str, None] = {}
    there = np.flatnonzero(cosines >= reach)
    for at in there[np.argsort(-cosines[there], kind="stable")].tolist():
        found[claims[at]] = None
        if len(found) == _CLAIMS:
            break
    return list(found)


def _reach(statement: Statement) -> float:
    """The cosine below which a statement is one claim with no other, whatever their words have in common."""
    weights: dict[str, float] = settings()["likeness"]
    own = wording(statement.passage.text)
    absent = {"cosine", "bias", "same_event"}
    absent |= set() if own.numbers else {"numbers_agree"}
    absent |= set() if own.dates else {"dates"}
    most = weights["bias"] + sum(max(0.0, weight) for name, weight in weights.items() if name not in absent)
    least: float = settings()["claim"]["least"]
    reach = (math.log(least / (1 - least)) - most) / weights["cosine"]
    floor: float = settings()["claim"]["cosine"]
    return max(reach - _MARGIN, floor)


def _words(statement: Statement) -> str:
    """A statement's words, whatever marks and capitals they were set with."""
    return " ".join(statement.passage.text.casefold().strip(" .,;:“”\"'‘’").split())


def assign(
    new: Sequence[tuple[Statement, Vector]],
    known: Sequence[tuple[Statement, Vector, str]],
    published: Mapping[str, str | None] = _UNDATED,
) -> list[tuple[str, str, Likeness]]:
    """The claim of each new statement, in order: one of the `known` ones', or `new:` and the id of its first statement.

    Claims that are there stay as they are. A statement joins the claim to whose members it is most alike, by the mean
    over the nearest of them, where that is alike enough and so is the claim's own wording; one of those that say it
    word for word, where there are any. Each that is placed counts
    for those after it. A few claims alone are tried, those that have the members of the nearest vectors, so that what
    a statement costs does not depend on how many there are. `published` has the ISO 8601 dates of the articles: the
    more days lie between two of them, the more alike two statements must be, since next month's news has the same words
    for another event. In `known`, the first of a claim's statements is the one that its wording is taken from: the
    likeness tells whether the new one says the contrary of that. A refusal to comment that does not say on what is one
    on what the article begins with.
    """
    least: float = settings()["claim"]["least"]
    floor: float = settings()["claim"]["cosine"]
    weighs = bool(settings()["likeness"]["contrary"])
    everything = [(s, claim) for s, _, claim in known]
    of = [claim for _, claim in everything]
    sizes = Counter(claim for s, claim in everything if not is_bare_refusal(s))
    matrix = np.zeros((len(known) + len(new), WIDTH), dtype=np.float32)
    for n, vector in enumerate([*(v for _, v, _ in known), *(v for _, v in new)]):
        matrix[n] = vector
    wordings: dict[str, Statement] = {}
    firsts: dict[str, str] = {}  # the claim that an article begins with
    for s, claim in everything:
        wordings.setdefault(claim, s)
    out = []
    for n, (statement, _) in enumerate(new):
        row = len(known) + n
        cosines = matrix[:row] @ matrix[row]
        members: dict[str, list[tuple[float, tuple[float, ...], Statement]]] = defaultdict(list)
        to_wording: dict[str, float] = {}
        able = dict.fromkeys(_nearest(cosines, of, _reach(statement)), 0)
        there = np.flatnonzero(cosines >= floor) if able else np.empty(0, np.intp)
        for at in there[np.argsort(-cosines[there], kind="stable")].tolist():
            other, claim = everything[at]
            if claim not in able or is_bare_refusal(other):
                continue
            able[claim] += 1
            if able[claim] > _COMPARED and other is not wordings[claim]:
                continue
            figures = compared(statement.passage.text, other.passage.text, float(cosines[at]), contrary=weighs)
            likeness = _settled(figures, published.get(statement.article), published.get(other.article))
            members[claim].append((likeness, figures, other))
            if other is wordings[claim]:
                to_wording[claim] = likeness
        best, score, figures = f"new:{statement.id}", 1.0, ()
        if is_bare_refusal(statement) and statement.article in firsts:
            best, score = firsts[statement.article], least
        elif members:
            means = {
                c: mean_likeness([likeness for likeness, _, _ in rows], sizes[c])
                for c, rows in members.items()
                if to_wording.get(c, 0.0) >= _DRIFT
            }
            words = _words(statement)
            same = {c for c, mean in means.items() if mean >= least and any(_words(o) == words for *_, o in members[c])}
            claim = max(means, key=lambda c: (c in same, means[c], c), default="")
            if means.get(claim, 0.0) >= least:
                best, score = claim, means[claim]
                _, figures, other = max(members[claim], key=lambda row: row[:2])
                contrary = opposes(statement.passage.text, other.passage.text)
                figures = tuple(float(contrary) if n == _CONTRARY else f for n, f in enumerate(figures))
        wordings.setdefault(best, statement)
        firsts.setdefault(statement.article, best)
        opposed = wordings[best] is not statement and opposes(statement.passage.text, wordings[best].passage.text)
        everything.append((statement, best))
        of.append(best)
        sizes[best] += not is_bare_refusal(statement)
        out.append(
            (
                statement.id,
                best,
                Likeness(
                    round(score, 4),
                    opposed,
                    tuple(zip(FEATURES, (round(f, 4) for f in figures), strict=False)),
                ),
            )
        )
    return out


def is_bare_refusal(statement: Statement) -> bool:
    """Whether somebody declines to comment, and the words do not tell on what."""
    return statement.stance is Stance.NO_COMMENT and not (wording(statement.passage.text).words.keys() - _COMMENTING)


def _settled(figures: Sequence[float], one: str | None, two: str | None) -> float:
    """The likeness of two statements by their figures; unless they have most words in common, less where each has
    names that the other lacks, and less for every day between their articles after the first few.

    No corpus at hand has dated claims of like events to learn these from: they were set by reading what was brought
    together.
    """
    likeness = min(max(scored(figures), 1e-4), 1 - 1e-4)
    odds = math.log(likeness / (1 - likeness))
    told = dict(zip(FEATURES, figures, strict=True))
    if told["shared"] >= _ALMOST:
        return likeness
    odds -= _OTHERS * told["names_apart"]
    if one and two:
        days = abs((date.fromisoformat(one[:_DAY]) - date.fromisoformat(two[:_DAY])).days)
        odds -= min(_OLDEST, _AGEING * max(0, days - _FRESH))
    return 1 / (1 + math.exp(-odds))


def mean_likeness(scores: Sequence[float], size: int) -> float:
    """How alike a statement is to a claim of so many members, from its likeness to those that were compared.

    The mean over the `_BEST` most alike of the logarithms of the odds; members that are too far off to be compared
    count as `_FAR`.
    """
    best = sorted(scores, reverse=True)[:_BEST]
    best += [_FAR] * (min(_BEST, size) - len(best))
    odds = [math.log(p / (1 - p)) for p in (min(max(p, 1e-4), 1 - 1e-4) for p in best)]
    return 1 / (1 + math.exp(-sum(odds) / len(odds)))


def _key(space: int, what: str) -> int:
    data = what.encode("utf8", "surrogatepass")
    return (crc32(data, space) << 31 ^ crc32(data, space + 7777)) & 0x7FFF_FFFF_FFFF_FFFF


@lru_cache(maxsize=1)
def _planes() -> NDArray[np.float32]:
    """Directions drawn once and for all: the keys of a dossier must be the same in every run."""
    drawn = np.random.Generator(np.random.PCG64(20161201)).standard_normal((_TABLES * _BITS, WIDTH))
    return drawn.astype(np.float32)
