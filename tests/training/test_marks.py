"""Articles that were marked anew: spans without a text, and the text that they belong to."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("training.edits", reason="the training code is not here")
pytest.importorskip("torch", reason="torch is not installed: pip install 'sayso[train]'")

from test_items import TOKENIZER
from training.batches import IGNORED, items
from training.data import polnear, read_lines
from training.marks import MARKS, marked, named, second_readings
from training.vary import vary

TEXT = "Dam to stay\n\nThe mayor said the engineers had told her that the wall is sound. Nobody objected."
FILES = sorted(MARKS.glob("*.jsonl"))


def spans(words: str) -> list[list[int]]:
    return [[TEXT.index(words), TEXT.index(words) + len(words)]]


OUTER = (spans("The mayor"), spans("said"), spans("the engineers had told her that the wall is sound"))
INNER = (spans("the engineers"), spans("had told"), spans("that the wall is sound"))


def line(file: str, text: str = TEXT) -> dict[str, Any]:
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return {"file": file, "line": 0, "sha256": digest, "attributions": [OUTER, INNER]}


def folder(tmp_path: Path, *lines: dict[str, Any]) -> Path:
    """A corpora folder with one article in `news/dev.jsonl` and in `polnear/train.jsonl`, and its marks beside it."""
    for name in ("news/dev.jsonl", "polnear/train.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        row = {"id": "x", "publisher": "invented", "attributions": []}
        sentences = {"paragraphs": [[s] for s in TEXT.split("\n\n")]} if name[0] == "n" else {"text": TEXT}
        (tmp_path / name).write_text(json.dumps(row | sentences) + "\n")
    (tmp_path / "marks").mkdir()
    (tmp_path / "marks" / "some.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines))
    return tmp_path / "marks"


def test_marks_find_their_text(tmp_path: Path) -> None:
    """What stands inside a content is taught to the nested scheme, everywhere in it; no teacher is asked about it."""
    marks = folder(tmp_path, line("news/dev.jsonl"), line("elsewhere/dev.jsonl"), line("polnear/train.jsonl"))
    (example,) = marked(tmp_path, marks, but="polnear")
    assert example.text == TEXT
    assert [tuple(row) for row in example.attributions] == [OUTER]
    assert [tuple(row) for row in example.inner] == [INNER]
    (item,) = items(example, TOKENIZER, 200, 0)
    assert not item.told
    assert IGNORED not in item.nested[1:-1]
    assert [flat for *_, flat in item.cues] == [True, False]


def test_names_find_their_text(tmp_path: Path) -> None:
    """Marked names stand at their places in the text, and nobody says anything in it."""
    row = {k: v for k, v in line("news/dev.jsonl").items() if k != "attributions"} | {"names": [[0, 3, "MISC"]]}
    (example,) = named(tmp_path, folder(tmp_path, row))
    assert (example.text, example.attributions) == (TEXT, [])
    assert [(example.text[a:b], kind) for a, b, kind in example.entities] == [("Dam", "MISC")]


def test_a_second_reading_stands_beside_the_first(tmp_path: Path) -> None:
    """An article that was marked twice is read either way, and each way comes up."""
    marks = folder(tmp_path, line("polnear/train.jsonl"), line("news/dev.jsonl"))
    (example,) = second_readings(polnear(tmp_path / "polnear", "train"), tmp_path, marks, of="polnear")
    assert example.told
    assert [len(rows) for rows, _, _ in example.versions] == [0, 1]
    rng, shares = random.Random(3), dict.fromkeys(("names", "transcript", "wrap", "unquoted", "quotes"), 0.0)
    shares |= dict.fromkeys(("paragraphs", "headline", "lower"), 0.0)
    seen = [vary(example, rng, shares) for _ in range(20)]
    assert {len(e.attributions) for e in seen} == {0, 1}
    assert all(len(e.inner) == len(e.attributions) == len(e.read) for e in seen)


@pytest.mark.parametrize("change", [{"sha256": "0" * 16}, {"line": 7}])
def test_marks_of_another_text_are_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    """Spans are of no use in a text that is not the one they were made on."""
    marks = folder(tmp_path, line("news/dev.jsonl") | change)
    with pytest.raises(ValueError, match="not the text that was marked"):
        marked(tmp_path, marks, but="polnear")


def test_the_marks_that_ship_are_spans() -> None:
    """Each attribution is three lists of spans in order, its source and its content not empty; no article is twice."""
    seen = set()
    rows = [row for path in FILES for row in read_lines(path)]
    assert len(rows) > 900
    for row in rows:
        assert row["file"].endswith(("dev.jsonl", "train.jsonl"))
        assert not row["file"].startswith("polnear/dev")
        assert (row["file"], row["line"]) not in seen
        seen.add((row["file"], row["line"]))
        for source, cue, content in row["attributions"]:
            assert source
            assert content
            for part in (source, cue, content):
                flat = [at for span in part for at in span]
                assert flat == sorted(set(flat)), (row["line"], part)
