"""From figures to words: cues, distances, roles."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.inference.decoding import cues, distance_buckets, roles, softmax, where

OUTSIDE, SOURCE, CONTENT = range(3)


def chances(*rows: tuple[float, float]) -> NDArray[np.float32]:
    return np.array([(b, i, 1 - b - i) for b, i in rows], dtype=np.float32)


def found(rows: NDArray[np.float32], above: float = 0.3) -> list[tuple[int, int]]:
    return [(c.first, c.last) for c in cues(rows, above)]


def test_softmax_of_large_logits() -> None:
    """Probabilities sum to one and keep the order of the logits, however large these are."""
    p = softmax(np.array([[1e4, 0, -1e4], [3, 3, 3]], dtype=np.float32))
    assert p.sum(-1) == pytest.approx([1, 1])
    assert p[0].tolist() == [1, 0, 0]
    assert p[1] == pytest.approx([1 / 3] * 3)


def test_a_cue_is_a_run_of_likely_words() -> None:
    """Words above the threshold that touch are one cue, with the highest probability among them."""
    rows = chances((0, 0), (0.6, 0.1), (0.1, 0.8), (0, 0.1), (0.5, 0))
    assert found(rows) == [(1, 2), (4, 4)]
    assert cues(rows, 0.3)[0].peak == pytest.approx(0.9)


def test_a_new_beginning_splits() -> None:
    """Where a word rather begins a cue than goes on with one, another cue begins."""
    assert found(chances((0.9, 0), (0.1, 0.8), (0.7, 0.2), (0.1, 0.8))) == [(0, 1), (2, 3)]


def test_a_cue_is_trimmed_to_what_comes_near_its_peak() -> None:
    """Words far below the peak are no part of a cue's edges, and stay where they stand between likely
    ones.
    """
    rows = chances((0.31, 0), (0.1, 0.85), (0, 0.32), (0, 0.9), (0, 0.35))
    assert found(rows) == [(1, 3)]


def test_no_cue_without_a_likely_word() -> None:
    """Nothing above the threshold, or no words at all, gives no cue."""
    assert found(chances((0.1, 0.1), (0.2, 0.1))) == []
    assert found(np.zeros((0, 3), dtype=np.float32)) == []


def test_distance_buckets() -> None:
    """Buckets never fall with distance, tell 0, 1, 2 and 3 apart, mirror each other, and fit the 24 of the
    network.
    """
    far = np.arange(0, 600)
    after, before = distance_buckets(far), distance_buckets(-far[1:])
    assert after[:4].tolist() == [0, 1, 2, 3]
    assert (np.diff(after) >= 0).all()
    assert (np.diff(after) <= 1).all()
    assert (before == after[1:] + 11).all()
    assert before.max() < 24
    assert not set(after.tolist()) & set(before.tolist())


def test_where() -> None:
    """A piece's place is told by its distance from the cue and the cues, sentences and paragraphs between."""
    sentence = np.array([0, 0, 0, 0, 1, 1, 2, 2])
    paragraph = np.array([0, 0, 0, 0, 0, 0, 1, 1])
    first, last = np.array([1, 5, 7]), np.array([2, 5, 7])
    place = where(first, last, first, sentence, paragraph)
    assert place.shape == (3, 8, 4)
    assert place[0, :, 0].tolist() == [12, 0, 0, 1, 2, 3, *distance_buckets(np.array([4, 5])).tolist()]
    assert (place[0, :, 1] - 4).tolist() == [0, 0, 0, 0, 0, 1, 1, 2]
    assert (place[2, :, 1] - 4).tolist() == [-2, -1, -1, -1, -1, 0, 0, 0]
    assert (place[1, :, 2] - 3).tolist() == [-1, -1, -1, -1, 0, 0, 1, 1]
    assert (place[1, :, 3] - 3).tolist() == [0, 0, 0, 0, 0, 0, 1, 1]


def test_where_is_antisymmetric() -> None:
    """From one cue to another there are as many sentences, paragraphs and pieces as back, with the other
    sign.
    """
    rng = np.random.default_rng(5)
    sentence = np.cumsum(rng.random(60) < 0.1, dtype=np.int64)
    paragraph = np.cumsum(rng.random(60) < 0.05, dtype=np.int64)
    first = np.sort(rng.choice(60, 8, replace=False))
    place = where(first, first, first, sentence, paragraph)
    across = place[:, first]
    for kind in (2, 3):
        assert (across[..., kind] - 3 == -(across[..., kind] - 3).T).all()
    forth, back = np.triu(across[..., 0], 1), np.tril(across[..., 0], -1).T
    assert (forth[forth > 0] + 11 == back[back > 0]).all()


def test_where_clips() -> None:
    """However far away, every number fits the network's tables of 24, 9, 7 and 7."""
    numbers = np.arange(500)
    first = np.arange(0, 500, 2)
    place = where(first, first, first, numbers, numbers)
    assert place.min() >= 0
    assert place.reshape(-1, 4).max(0).tolist() == [22, 8, 6, 6]


def path_score(p: NDArray[np.float32], labels: tuple[int, ...]) -> float:
    words = sum(float(np.log(max(float(p[w, label]), 1e-9))) for w, label in enumerate(labels))
    return words - sum(a != b for a, b in pairwise(labels))


def best_score(p: NDArray[np.float32]) -> float:
    return max(path_score(p, labels) for labels in product(range(3), repeat=len(p)))


def drawn(rng: np.random.Generator, count: int) -> NDArray[np.float32]:
    return rng.dirichlet((0.4, 0.4, 0.4), count).astype(np.float32)


def labels_of(role_source: tuple[tuple[int, int], ...], content: tuple[tuple[int, int], ...], count: int) -> list[int]:
    out = [OUTSIDE] * count
    for label, runs in ((SOURCE, role_source), (CONTENT, content)):
        for a, b in runs:
            out[a:b] = [label] * (b - a)
    return out


@pytest.mark.parametrize("seed", range(40))
def test_roles_are_the_best_path(seed: int) -> None:
    """No labelling of a window's words scores better than the one that comes out, whatever windows stand
    beside it.
    """
    rng = np.random.default_rng(seed)
    windows = [drawn(rng, int(rng.integers(1, 7))) for _ in range(4)]
    for p, role in zip(windows, roles(windows), strict=True):
        source = () if role.source_faint else role.source
        score = path_score(p, tuple(labels_of(source, role.content, len(p))))
        assert score == pytest.approx(best_score(p), abs=1e-4)


def test_a_window_alone_and_among_others() -> None:
    """What a window's words are to a cue depends on that window and on no longer or shorter one beside it."""
    rng = np.random.default_rng(1)
    windows = [drawn(rng, count) for count in (5, 30, 12, 1, 29)]
    assert roles(windows) == [roles([p])[0] for p in windows]


@pytest.mark.parametrize("seed", range(20))
def test_words_that_are_outside_beyond_doubt_change_nothing(seed: int) -> None:
    """What a cue ties together is the best path of the whole window, also where most of it is certainly outside."""
    rng = np.random.default_rng(seed)
    certain = np.array([(0.995, 0.004, 0.001)], dtype=np.float32)
    p = np.concatenate((certain.repeat(3, 0), drawn(rng, int(rng.integers(1, 5))), certain.repeat(2, 0)))
    role = roles([p])[0]
    path = tuple(labels_of(() if role.source_faint else role.source, role.content, len(p)))
    assert path_score(p, path) == pytest.approx(best_score(p), abs=1e-3)


def test_content_at_the_end_of_a_short_window() -> None:
    """A content may end where its window ends, even when another window is longer."""
    short = np.array([[0.98, 0.01, 0.01]] * 3 + [[0.3, 0.0, 0.7]] * 3, dtype=np.float32)
    long = np.array([[0.98, 0.01, 0.01]] * 20, dtype=np.float32)
    assert roles([short])[0].content == ((3, 6),)
    assert roles([short, long])[0].content == ((3, 6),)


def test_roles_may_be_discontinuous() -> None:
    """Source and content may each stand in several runs."""
    sure = {OUTSIDE: (0.96, 0.02, 0.02), SOURCE: (0.02, 0.96, 0.02), CONTENT: (0.02, 0.02, 0.96)}
    wanted = [2, 2, 0, 1, 1, 0, 2, 2, 2, 1]
    role = roles([np.array([sure[w] for w in wanted], dtype=np.float32)])[0]
    assert role.content == ((0, 2), (6, 9))
    assert role.source == ((3, 5), (9, 10))
    assert not role.source_faint
    assert role.content_mean == pytest.approx(0.96)
    assert role.content_edge == pytest.approx(0.96)


def test_one_doubtful_word_breaks_no_run() -> None:
    """A word that leans away by less than two changes of role cost stays with its neighbours."""
    rows = [(0.02, 0.02, 0.96)] * 3 + [(0.6, 0.0, 0.4)] + [(0.02, 0.02, 0.96)] * 3
    assert roles([np.array(rows, dtype=np.float32)])[0].content == ((0, 7),)


def test_a_faint_source() -> None:
    """Where no word is likelier a source than not, the likeliest stretch is taken, and said to be faint."""
    rows = [
        (0.9, 0.1, 0.0),
        (0.6, 0.4, 0.0),
        (0.65, 0.35, 0.0),
        (0.95, 0.05, 0.0),
        (0.01, 0.0, 0.99),
        (0.01, 0.0, 0.99),
    ]
    role = roles([np.array(rows, dtype=np.float32)])[0]
    assert role.source == ((1, 3),)
    assert role.source_faint
    assert role.source_mean == pytest.approx(0.375)
    without = roles([np.array([(0.95, 0.05, 0.0), (0.01, 0.0, 0.99)], dtype=np.float32)])[0]
    assert without.source == ()
    assert not without.source_faint


def test_no_content() -> None:
    """A cue without a content has no faint source either, and its means are 0."""
    role = roles([np.array([(0.6, 0.4, 0.0)] * 4, dtype=np.float32)])[0]
    assert (role.source, role.content, role.content_mean, role.content_edge) == ((), (), 0.0, 0.0)
    assert roles([]) == []
