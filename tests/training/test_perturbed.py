"""The copies in other dress: the words of every annotation stay, and stand where the copy says."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("training.edits", reason="the training code is not here")

BENCH = Path(__file__).parents[2] / "bench"

TEXT = (
    "Mill to close by ‘early May’\n\n"
    "“The weir is old,” said Ana Brod. “It won’t hold ‘another winter’, I fear.”\n\n"
    'The miller, Piet Orrel, called it "a slow goodbye."\n\n'
    "He said the council would pay.\n\n"
    "Brod added: “Nobody asked us.”"
)
ROWS = [
    ("Ana Brod", "said", ["“The weir is old,”", "“It won’t hold ‘another winter’, I fear.”"]),
    ("The miller, Piet Orrel", "called", ['"a slow goodbye."']),
    ("He", "said", ["the council would pay"]),
    ("Brod", "added", ["“Nobody asked us.”"]),
]


@pytest.fixture(scope="module")
def perturbed() -> Any:
    """The module, which stands with the benchmarks."""
    if not BENCH.is_dir():
        pytest.skip("the benchmarks are not here")
    sys.path.insert(0, str(BENCH))
    try:
        return importlib.import_module("perturbed")
    finally:
        sys.path.remove(str(BENCH))


@pytest.fixture(scope="module")
def made(perturbed: Any) -> dict[str, Any]:
    """Every copy of the invented article."""

    def span(words: str) -> list[int]:
        at = TEXT.rindex(words) if words in ("Brod",) else TEXT.index(words)
        return [at, at + len(words)]

    rows = [{"source": [span(s)], "cue": [span(c)], "content": [span(w) for w in k]} for s, c, k in ROWS]
    return dict(perturbed.copies(perturbed.plain({"id": "mill", "text": TEXT, "attributions": rows})))


def contents(copy: Any) -> list[str]:
    return [" … ".join(copy.article.text[a:b] for a, b in row[2]) for row in copy.article.attributions]


def test_words_stay(made: dict[str, Any], perturbed: Any) -> None:
    """In every copy that is rewritten, each role has the letters that it had."""

    def letters(copy: Any) -> list[list[str]]:
        text = copy.article.text.lower()
        return [
            ["".join(c for a, b in spans for c in text[a:b] if c.isalnum()) for spans in row]
            for row in copy.article.attributions
        ]

    assert tuple(made) == perturbed.NAMES
    for name, copy in made.items():
        assert len(copy.forms) == len(copy.article.attributions)
        if name not in ("transcript", "quotation list"):
            assert letters(copy) == letters(made["plain"]), name
            assert copy.forms == made["plain"].forms


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("single marks", "‘The weir is old,’ … ‘It won’t hold “another winter”, I fear.’", "‘a slow goodbye.’"),
        ("straight marks", '"The weir is old," … "It won\'t hold \'another winter\', I fear."', '"a slow goodbye."'),
        ("no marks", "The weir is old, … It won’t hold another winter, I fear.", "a slow goodbye."),
        ("british", "‘The weir is old’ … ‘It won’t hold “another winter”, I fear.’", "‘a slow goodbye’"),
        ("guillemets", "«The weir is old,» … «It won’t hold “another winter”, I fear.»", "«a slow goodbye.»"),
        ("lower case", "“the weir is old,” … “it won’t hold ‘another winter’, i fear.”", '"a slow goodbye."'),
    ],
)
def test_marks(made: dict[str, Any], name: str, first: str, second: str) -> None:
    """Contents end with their own marks, whatever stands behind these now."""
    assert contents(made[name])[:2] == [first, second]


def test_other_dress(made: dict[str, Any]) -> None:
    """Headline, paragraphs, times and the frame of a press release are changed, and nothing else."""
    assert made["capital headline"].article.text.startswith("MILL TO CLOSE BY ‘EARLY MAY’\n\n“The weir")
    assert "\n" not in made["no paragraphs"].article.text
    times = [line for line in made["live blog"].article.text.split("\n\n") if line not in TEXT]
    assert times
    assert all(any(c.isdigit() for c in line) for line in times)
    assert made["press release"].article.text.startswith("FOR IMMEDIATE RELEASE")
    assert "’, said" in made["british"].article.text


def test_built_anew(made: dict[str, Any]) -> None:
    """Transcript and list hold the direct quotations, each with its speaker."""
    turns = made["transcript"].article
    assert [line.split(":")[0] for line in turns.text.split("\n\n")[1:]] == ["ORREL", "BROD"]
    for source, _, content in turns.attributions:
        (a, b), (c, _) = source[0], content[0]
        assert turns.text[a:b].isupper()
        assert turns.text[b:c] == ": "
    listed = made["quotation list"]
    assert all(words[0] == "“" and words[-1] == "”" for words in contents(listed))
