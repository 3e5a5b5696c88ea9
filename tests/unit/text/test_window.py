"""Windows: where a text is cut for the network."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sayso.text.paragraph import paragraphs
from sayso.text.window import windows


def cut(text: str, cap: int, seed: int = 0) -> list[str]:
    """The windows of a text in words, a word being a piece here."""
    spans = paragraphs(text)
    found = [(m.start(), m.end(), n) for n, s in enumerate(spans) for m in re.finditer(r"\S+", text) if
             s.start <= m.start() < s.end]  # fmt: skip
    starts = np.array([a for a, _, _ in found], dtype=np.int64)
    owner = np.array([n for _, _, n in found], dtype=np.int64)
    return [text[found[lo][0] : found[hi - 1][1]] for lo, hi in windows(text, spans, starts, owner, cap, seed)]


def line(number: int, count: int) -> str:
    return " ".join(f"w{number}x{k}" for k in range(count))


def test_a_short_text_is_one_window() -> None:
    """A text that fits is read at once."""
    text = "One two.\n\nThree four.\n\nFive."
    assert cut(text, 5) == [text]


def test_cut_between_paragraphs() -> None:
    """Where paragraphs fit, none is cut."""
    lines = [line(n, 3 + n % 5) for n in range(40)]
    for window in cut("\n\n".join(lines), 20):
        assert all(part in lines for part in window.split("\n\n"))


def test_rather_not_before_a_quotation_or_after_a_colon() -> None:
    """A paragraph that begins with a quotation mark, or follows a colon, stays with the one before it."""
    for second in ("“Four five six.”", '"Four five six."', "‘Four five six.’"):
        text = f"One two three.\n\n{second}\n\nSeven eight nine.\n\nTen eleven twelve."
        assert f"three.\n\n{second}" in cut(text, 6)[0]
    assert cut("One two.\n\nShe said:\n\nThree four.\n\nFive six.", 4) == [
        "One two.", "She said:\n\nThree four.", "Five six.",
    ]  # fmt: skip


def test_an_overlong_paragraph_is_cut_between_sentences() -> None:
    """Inside a paragraph over the cap, windows begin where sentences do."""
    sentences = [f"The mill of Velm number {n} stands still today." for n in range(30)]
    for window in cut(" ".join(sentences), 20):
        assert window.startswith("The mill")
        assert window.endswith("today.")


def test_an_overlong_sentence_is_cut_anywhere() -> None:
    """A sentence over the cap is cut so that no window is over it."""
    text = line(0, 1000)
    parts = cut(text, 64)
    assert " ".join(parts) == text
    assert max(len(part.split()) for part in parts) == 64


@pytest.mark.parametrize("cap", [1, 2, 7, 50])
def test_none_over_the_cap_and_none_lost(cap: int) -> None:
    """The windows stand in order, cover every piece once, and none holds more than the cap."""
    text = "\n\n".join(line(n, n * 7 % 23 + 1) + "." for n in range(50))
    parts = cut(text, cap)
    assert " ".join(" ".join(parts).split()) == " ".join(text.split())
    assert max(len(part.split()) for part in parts) <= cap


def test_windows_are_well_filled() -> None:
    """Joining leaves the windows of a text of short paragraphs more than half full on the whole."""
    text = "\n\n".join(line(n, 12) for n in range(400))
    assert len(cut(text, 250)) < 2 * 400 * 12 / 250


def test_a_text_that_repeats_itself() -> None:
    """The same line over and over is cut no finer than other lines are."""
    text = "\n\n".join([line(0, 12)] * 400)
    assert len(cut(text, 250)) < 2 * 400 * 12 / 250


@pytest.mark.parametrize("before", [1, 2, 3, 10, 57])
def test_stable_under_a_prefix(before: int) -> None:
    """Whatever is put before a text, the windows away from the joint are those that it had."""
    text = "\n\n".join(line(n, 5 + n * 7 % 30) for n in range(200))
    prefix = "\n\n".join(line(1000 + n, 5 + n * 3 % 30) for n in range(before))
    alone, joined = cut(text, 100), cut(prefix + "\n\n" + text, 100)
    near = 6  # windows
    assert len(alone) > 4 * near
    assert joined[len(joined) - len(alone) + near :] == alone[near:]


def test_the_seed_moves_the_cuts() -> None:
    """Training sees the same text cut in other places."""
    text = "\n\n".join(line(n, 5 + n * 7 % 30) for n in range(100))
    assert cut(text, 100, 0) == cut(text, 100, 0)
    assert cut(text, 100, 0) != cut(text, 100, 1)


def test_nothing() -> None:
    """No pieces, no windows."""
    none = np.array([], dtype=np.int64)
    assert windows("", (), none, none, 10) == []
