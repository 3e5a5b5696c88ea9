"""What matching derives from the shipped encoder's figures: logistic regressions, small enough to read.

How alike two statements are (`emergent`, `claim_pairs/sts_headlines`, sentences of one article in `basil_triples`),
whether two articles tell of one event (`basil_triples`, `ecbplus`, `allsides_triples`), and where a text stands to a
claim (`emergent`). Called by `python -m training.meaning`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.match.events import EVENT_FIGURES, event_figures, gists
from sayso.match.likeness import FEATURES, compared, embed
from sayso.match.stance import POSITIONS, figures

__all__ = ["derived", "fitted"]

Floats = NDArray[np.float64]

# Set by hand: opposites are one claim; other numbers make another one, whatever else is alike (headlines of one claim
# often have numbers that count different things); no corpus here has statements of one event and of others together.
BY_HAND = {"contrary": 0.0, "numbers_contradict": -4.5, "same_event": 0.8}
# How alike a statement is to a claim that it joins, and the least cosine at which two are compared at all.
CLAIM = {"least": 0.5, "cosine": 0.35}
LEAST_EVENT = 0.3  # mean likeness at which groups of articles are joined
RARER = -0.8  # of what the index brings together, fewer pairs make one claim than of those learned from
_SAME_STS, _OTHER_STS = 3.8, 2.6  # readers' scores from which, and up to which, headlines make one claim, and do not
_BASIL_ARTICLES, _BASIL_SENTENCES = 60, 14
FOLDS = 5  # parts of the stories: what is reported of one comes from weights that do not know it
RIDGE = 20.0
_HARD = 12  # nearest wordings of other claims that a wording is set against


@dataclass
class Stand:
    """Where a headline stands to a claim, both of a story."""

    story: str
    claim: str
    text: str
    label: int


def emergent(corpora: Path) -> list[Stand]:
    """Claims and the headlines of articles on them."""
    with (corpora / "emergent" / "dev.jsonl").open(encoding="utf8") as lines:
        return [
            Stand(claim["event"], claim["claim"], a["headline"], POSITIONS.index(a["stance"]))
            for claim in map(json.loads, lines)
            for a in claim["articles"]
        ]


def fold_of(story: str) -> int:
    """Which part of the stories one belongs to."""
    return int(hashlib.md5(story.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def fitted(x: Floats, y: Floats, weight: Floats, ridge: float = 1.0) -> tuple[list[float], float]:
    """Weights and bias of a logistic regression, for the figures as they come."""
    mean, spread = x.mean(0), x.std(0) + 1e-6
    z = np.concatenate(((x - mean) / spread, np.ones((len(x), 1))), 1)
    w = np.zeros(z.shape[1])
    penalty = np.eye(len(w)) * ridge
    penalty[-1, -1] = 0
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        slope = (z * (weight * p * (1 - p))[:, None]).T @ z + penalty
        w += np.linalg.solve(slope, z.T @ (weight * (y - p)) - penalty @ w)
    scaled = w[:-1] / spread
    return [round(float(v), 4) for v in scaled], round(float(w[-1] - scaled @ mean), 4)


def likeness(corpora: Path) -> dict[str, float]:
    """The weights of `sayso.match.likeness.FEATURES`: polarity counts for nothing, opposites are one claim."""
    rows: list[tuple[float, ...]] = []
    same: list[float] = []
    weight: list[float] = []

    def add(a: str, b: str, cosine: float, y: bool, w: float) -> None:
        rows.append(compared(a, b, cosine))
        same.append(float(y))
        weight.append(w)

    stands = emergent(corpora)
    texts = [e.text for e in stands] + sorted({e.claim for e in stands})
    of = [e.claim for e in stands] + sorted({e.claim for e in stands})
    vectors = embed(texts).astype(np.float32)
    cosines = vectors @ vectors.T
    group = np.array(of)
    for i, text in enumerate(texts):
        alike = np.flatnonzero(group == group[i])
        for j in alike:
            if j > i and texts[j] != text:
                add(text, texts[j], float(cosines[i, j]), True, 1 / len(alike))
        others = np.where(group == group[i], -1, cosines[i])
        for j in np.argsort(-others)[:_HARD]:
            if texts[j] != text:
                add(text, texts[j], float(cosines[i, j]), False, 1 / _HARD)
    path = corpora / "claim_pairs" / "sts_headlines" / "dev.jsonl"
    pairs = [json.loads(line) for line in path.open(encoding="utf8")]
    a, b = embed([p["a"] for p in pairs]).astype(np.float32), embed([p["b"] for p in pairs]).astype(np.float32)
    for pair, cosine in zip(pairs, (a * b).sum(1), strict=True):
        if not _OTHER_STS < pair["score"] < _SAME_STS:
            add(pair["a"], pair["b"], float(cosine), pair["score"] >= _SAME_STS, 1.0)
    for article in [json.loads(line) for line in (corpora / "basil_triples" / "dev.jsonl").open(encoding="utf8")][
        :_BASIL_ARTICLES
    ]:
        sentences = [s for p in article["paragraphs"] for s in p if len(s) > 40][:_BASIL_SENTENCES]
        v = embed(sentences).astype(np.float32)
        for i, one in enumerate(sentences):
            for j in range(i):
                if v[i] @ v[j] > 0.3:
                    add(sentences[j], one, float(v[i] @ v[j]), False, 0.5)
    x, y, w = np.array(rows), np.array(same), np.array(weight)
    # Both sides count alike, so that the score is about a half where nothing but the words is known.
    w[y == 1] *= w[y == 0].sum() / w[y == 1].sum()
    learned = [n for n, name in enumerate(FEATURES) if name not in BY_HAND]
    found, bias = fitted(x[:, learned], y, w)
    right = ((x[:, learned] @ np.array(found) + bias > 0) == y) @ w / w.sum()
    print(f"likeness: {len(y)} pairs, {100 * right:.1f} % right")
    out = {FEATURES[n]: f for n, f in zip(learned, found, strict=True)} | BY_HAND
    return {name: out[name] for name in FEATURES} | {"bias": round(bias + RARER, 4)}


def stories(corpora: Path) -> dict[str, tuple[list[str], list[tuple[str, str, str | None]]]]:
    """Of each corpus, the event of every article, and the article as (title, text, date)."""
    out: dict[str, tuple[list[str], list[tuple[str, str, str | None]]]] = {}

    def lines(name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (corpora / name / "dev.jsonl").open(encoding="utf8")]

    basil = lines("basil_triples")
    texts = ["\n".join(" ".join(p) for p in r["paragraphs"]) for r in basil]
    out["basil_triples"] = (
        [r["event"] for r in basil],
        [(r["title"], text, r["date"]) for r, text in zip(basil, texts, strict=True)],
    )
    ecb = lines("ecbplus")
    out["ecbplus"] = ([r["event"] for r in ecb], [("", r["tokens"], None) for r in ecb])
    sides = [(r, a) for r in lines("allsides_triples") for a in r["articles"]]
    out["allsides_triples"] = (
        [r["event"] for r, _ in sides],
        [(a["title"], a["teaser"], r.get("date")) for r, a in sides],
    )
    return out


def events(corpora: Path) -> dict[str, float]:
    """The weights of `sayso.match.events.EVENT_FIGURES`: each corpus counts alike, and each of its pairs."""
    rng = np.random.default_rng(0)
    xs, ys, ws = [], [], []
    for names, articles in stories(corpora).values():
        figures = event_figures(gists(articles))
        i, j = np.triu_indices(len(names), 1)
        of = np.unique(names, return_inverse=True)[1]
        same = of[i] == of[j]
        hard = figures[EVENT_FIGURES.index("best")][i, j] + figures[EVENT_FIGURES.index("words")][i, j]
        order = np.flatnonzero(~same)[np.argsort(-hard[~same])]
        near, far = order[:30_000], order[30_000:]
        some = rng.choice(far, min(len(far), 10_000), replace=False)
        at = np.concatenate((np.flatnonzero(same), near, some))
        w = np.ones(len(at))
        w[len(at) - len(some) :] = len(far) / max(1, len(some))
        xs.append(figures[:, i[at], j[at]].T.astype(float))
        ys.append(same[at].astype(float))
        ws.append(w * 1000 / same.sum())
    found, bias = fitted(np.concatenate(xs), np.concatenate(ys), np.concatenate(ws))
    return dict(zip(EVENT_FIGURES, found, strict=True)) | {"bias": bias}


def position(corpora: Path) -> tuple[dict[str, Any], dict[str, float]]:
    """The weights of `sayso.match.stance.figures`, and how right they are on stories that nothing was learned from."""
    rows = emergent(corpora)
    x = figures([(e.claim, e.text) for e in rows])
    y = np.array([e.label for e in rows])
    fold = np.array([fold_of(e.story) for e in rows])
    guessed = np.zeros(len(y), dtype=int)
    for k in range(FOLDS):
        w, b = _softmax(x[fold != k], y[fold != k])
        guessed[fold == k] = (x[fold == k] @ w.T + b).argmax(1)
    f1 = []
    for label in range(len(POSITIONS)):
        hit = ((guessed == label) & (y == label)).sum()
        f1.append(2 * hit / ((guessed == label).sum() + (y == label).sum()))
    measured = {
        "accuracy": round(100 * float((guessed == y).mean()), 2),
        "macro_f1": round(100 * float(np.mean(f1)), 2),
    }
    w, b = _softmax(x, y)
    return {"weights": w.round(4).tolist(), "bias": b.round(4).tolist()}, measured


def derived(corpora: Path) -> dict[str, Any]:
    """All that `meaning.json` holds but for what it belongs to."""
    weights, measured = position(corpora)
    print("position, cross-validated by story:", measured)
    return {
        "likeness": likeness(corpora),
        "claim": CLAIM,
        "events": events(corpora) | {"least": LEAST_EVENT},
        "position": weights,
        "figures": {"position": measured},
    }


def _softmax(x: Floats, y: NDArray[np.int64], ridge: float = RIDGE) -> tuple[Floats, Floats]:
    """Multinomial logistic regression, by steps no longer than its curvature allows, with momentum (Nesterov)."""
    mean, spread = x.mean(0), x.std(0) + 1e-6
    z = np.concatenate(((x - mean) / spread, np.ones((len(x), 1))), 1)
    step = 1 / (0.5 * np.linalg.eigvalsh(z.T @ z)[-1] + ridge)
    w = ahead = np.zeros((len(POSITIONS), z.shape[1]))
    truth = np.eye(len(POSITIONS))[y]
    for n in range(1500):
        scores = z @ ahead.T
        p = np.exp(scores - scores.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        slope = (truth - p).T @ z
        slope[:, :-1] -= ridge * ahead[:, :-1]
        before, w = w, ahead + step * slope
        ahead = w + n / (n + 3) * (w - before)
    scaled = w[:, :-1] / spread
    return scaled, w[:, -1] - scaled @ mean
