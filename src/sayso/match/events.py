"""Which articles tell of the same event: by their titles and leads, whom and what they name, and their dates.

For the articles of some days, or what an index brings together: quadratic in their number, in memory too.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.inference.meaning import load, settings
from sayso.match.wordings import wording

__all__ = ["EVENT_FIGURES", "Gist", "event_figures", "event_likeness", "gists", "grouped", "same_event"]

EVENT_FIGURES = (
    "title", "lead", "best", "near", "nearer", "words", "words_near", "words_nearer", "title_words", "names", "days",
    "dated",
)  # fmt: skip
_LEAD = 900  # characters of the text that an event is known by …
_PIECE = 300  # … in pieces that the encoder takes whole
_BODY = 4000  # characters whose words are compared
# How alike an article is to its nearest ones, and to those a little further off than one event has articles, tells how
# crowded its topic is.
_NEAREST = (0, 8)
_NEARER = (16, 48)
_COMMON = 0.2  # words in more of the articles than this tell nothing

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Gist:
    """What an article's event is known by: the vectors of its title and its lead, how often each content word stands
    in it and how rare it is in the language, which words stand in the title and which are names, and its day."""

    title: Floats
    lead: Floats
    words: dict[str, tuple[int, float]]
    title_words: frozenset[str]
    names: frozenset[str]
    day: int | None


def gists(
    articles: Sequence[tuple[str, str, str | None]],
    embed: Callable[[Sequence[str]], NDArray[Any]] | None = None,
) -> list[Gist]:
    """The gists of articles given as (title, text, ISO date or None)."""
    texts: list[str] = []
    places = []
    for title, text, _ in articles:
        pieces = [text[at : at + _PIECE] for at in range(0, min(len(text), _LEAD), _PIECE)]
        places.append((len(texts), len(texts) + 1 + len(pieces)))
        texts += [title or text[: _PIECE // 2], *pieces]
    vectors = (embed or load().embed)(texts).astype(np.float32)
    out = []
    for (title, text, published), (first, last) in zip(articles, places, strict=True):
        lead = vectors[first + 1 : last].mean(0) if last > first + 1 else vectors[first]
        held, head = wording(f"{title}.\n{text[:_BODY]}"), wording(title or text[: _PIECE // 2])
        words = {w: (n, held.words[w]) for w, n in held.counts.items()}
        unit = lead / max(float(np.linalg.norm(lead)), 1e-9)
        out.append(Gist(vectors[first], unit, words, frozenset(head.words), held.names, _day(published)))
    return out


def event_figures(articles: Sequence[Gist]) -> NDArray[np.float32]:
    """What every two articles are compared by: (figures, n, n), the figures as `EVENT_FIGURES` names them."""
    n = len(articles)
    title = np.array([a.title for a in articles]).reshape(n, -1)
    lead = np.array([a.lead for a in articles]).reshape(n, -1)
    titles, leads, crossed = title @ title.T, lead @ lead.T, title @ lead.T
    best = np.maximum(np.maximum(titles, leads), np.maximum(crossed, crossed.T))
    known = Counter(w for a in articles for w in a.words)
    weights = {w: math.log((n + 20) / (k + 0.5)) for w, k in known.items() if k <= max(3, _COMMON * n)}
    body = _shared([{w: (1 + math.log(c)) * r for w, (c, r) in a.words.items()} for a in articles], weights)
    heads = _shared([dict.fromkeys(a.title_words, 1.0) for a in articles], weights)
    names = _shared([dict.fromkeys(a.names, 1.0) for a in articles], weights)
    both = (titles + leads) / 2
    days = np.array([math.nan if a.day is None else a.day for a in articles])
    apart = np.abs(days[:, None] - days[None, :])
    dated = ~np.isnan(apart)
    return np.stack(
        [
            titles,
            leads,
            best,
            both - _crowd(both, *_NEAREST),
            both - _crowd(both, *_NEARER),
            body,
            body - _crowd(body, *_NEAREST),
            body - _crowd(body, *_NEARER),
            heads,
            names,
            np.log1p(np.where(dated, np.minimum(apart, 60), 0)),
            dated,
        ]
    ).astype(np.float32)


def event_likeness(figures: NDArray[np.float32]) -> NDArray[np.float32]:
    """The probability that two articles tell of the same event, from their figures."""
    weights: dict[str, Any] = settings()["events"]
    total = np.full(figures.shape[1:], weights["bias"], dtype=np.float32)
    for name, figure in zip(EVENT_FIGURES, figures, strict=True):
        total += weights[name] * figure
    return np.asarray(1 / (1 + np.exp(-np.clip(total, -30, 30))), dtype=np.float32)


def same_event(articles: Sequence[Gist]) -> list[int]:
    """The group of each article, numbered from 0 in their order: those of one event together."""
    if not articles:
        return []
    return grouped(event_likeness(event_figures(articles)), settings()["events"]["least"])


def grouped(likeness: NDArray[Any], least: float) -> list[int]:
    """Clusters by average linkage, the likeliest two first, while the mean over their pairs is at least `least`."""
    n = len(likeness)
    total = likeness.astype(np.float32).copy()
    np.fill_diagonal(total, -np.inf)
    mean = total.copy()
    size = np.ones(n, dtype=np.float32)
    members = {i: [i] for i in range(n)}
    nearest = mean.argmax(1) if n else np.zeros(0, dtype=int)
    highest = mean[np.arange(n), nearest]
    while len(members) > 1:
        i = int(highest.argmax())
        if highest[i] < least:
            break
        i, j = sorted((i, int(nearest[i])))
        total[i] += total[j]
        total[:, i] = total[i]
        size[i] += size[j]
        members[i] += members.pop(j)
        for held in (total, mean):
            held[j] = held[:, j] = -np.inf
        mean[i] = total[i] / (size[i] * size)
        mean[i, i] = -np.inf
        mean[:, i] = mean[i]
        highest[j] = -np.inf
        for k in np.flatnonzero((nearest == i) | (nearest == j)).tolist():
            if k in members:
                nearest[k] = mean[k].argmax()
                highest[k] = mean[k, nearest[k]]
        nearest[i] = mean[i].argmax()
        highest[i] = mean[i, nearest[i]]
        better = mean[:, i] > highest
        nearest[better], highest[better] = i, mean[better, i]
    group = [0] * n
    for number, first in enumerate(sorted(members, key=lambda k: min(members[k]))):
        for at in members[first]:
            group[at] = number
    return group


def _shared(bags: Sequence[dict[str, float]], weights: dict[str, float]) -> NDArray[np.float32]:
    """The cosines of bags of words, each word weighed by how rare it is among all."""
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    norm = np.zeros(len(bags), dtype=np.float32)
    for at, bag in enumerate(bags):
        for word, count in bag.items():
            if word in weights:
                value = count * weights[word]
                postings[word].append((at, value))
                norm[at] += value * value
    out = np.zeros((len(bags), len(bags)), dtype=np.float32)
    for held in postings.values():
        if len(held) > 1:
            rows = np.array([row for row, _ in held])
            values = np.array([value for _, value in held], dtype=np.float32)
            out[np.ix_(rows, rows)] += np.outer(values, values)
    length = np.sqrt(np.maximum(norm, 1e-9))
    return np.asarray(out / np.outer(length, length), dtype=np.float32)


def _crowd(likeness: NDArray[np.float32], first: int, last: int) -> NDArray[np.float32]:
    """For every two articles, how alike they are on average to neighbours of these ranks (Conneau et al. 2018)."""
    n = len(likeness)
    if n < 3:
        return np.zeros_like(likeness)
    first, last = min(first, n // 3), min(last, n - 1)
    others = likeness.copy()
    np.fill_diagonal(others, -np.inf)
    mean = np.sort(others, 1)[:, ::-1][:, first:last].mean(1)
    return np.asarray((mean[:, None] + mean[None, :]) / 2, dtype=np.float32)


def _day(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None
