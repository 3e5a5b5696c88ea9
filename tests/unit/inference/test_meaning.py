"""The encoder of sentences: its table, its files, and what is said when they are not whole."""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import pytest

from sayso.errors import ModelError
from sayso.inference.encoding import load_tokenizer
from sayso.inference.meaning import WIDTH, Meaning, Table, load, rarity
from sayso.inference.session import WEIGHTS

FILES = ("encoder.onnx", "meaning.onnx", "meaning.json", "tokenizer.json")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A weights folder of our own to damage."""
    for name in FILES:
        shutil.copy(WEIGHTS / name, tmp_path / name)
    return tmp_path


def test_the_table_is_the_one_it_was_trained_over() -> None:
    table = Table(WEIGHTS / "encoder.onnx")
    assert table.rows.shape[1] == WIDTH
    assert table.digest == json.loads((WEIGHTS / "meaning.json").read_text(encoding="utf8"))["table"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kept", [None, 0.0, 0.5])
def test_damaged_files(copy: Path, name: str, kept: float | None) -> None:
    """A file that is missing, empty or cut short is named in one line that says what to do."""
    path = copy / name
    if kept is None:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: int(kept * path.stat().st_size)])
    with pytest.raises(ModelError, match="install sayso again") as caught:
        Meaning(copy)
    assert "\n" not in str(caught.value)


def test_another_table(copy: Path) -> None:
    """Weights that were made over another table are not used with this one."""
    known = json.loads((copy / "meaning.json").read_text(encoding="utf8"))
    (copy / "meaning.json").write_text(json.dumps(known | {"table": "00000000"}), encoding="utf8")
    with pytest.raises(ModelError, match="another encoder"):
        Meaning(copy)


def test_rare_words() -> None:
    """A name is rarer than a noun, and a noun than an article."""
    assert rarity("the") < rarity("bridge") < rarity("vellinholm") == 1


@pytest.mark.parametrize("word", ["dam", "bridge", "the", "Vellinholm", "unhitching", "x" * 70, "don't", "café", "30"])
def test_a_word_is_as_rare_as_its_pieces_tell(word: str) -> None:
    """Whether a word is looked up whole or taken apart makes no difference."""
    ids = load_tokenizer(WEIGHTS / "tokenizer.json").encode(word[:60], add_special_tokens=False).ids
    assert (rarity(word) == 1) == (len(ids) > 1) or rarity(word) == pytest.approx(math.log2(ids[0] / 1000) / 5)


def test_long_texts_are_cut() -> None:
    """What stands behind the first sixty-two pieces does not count."""
    one, other = load().embed(["dam " * 62, "dam " * 62 + "bridge " * 5000])
    assert (one == other).all()
