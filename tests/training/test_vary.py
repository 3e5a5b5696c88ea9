"""Variations of an article: another text, the same annotations."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

pytest.importorskip("training.vary", reason="the training code is not here")

from training.data import Example, gum, polnear
from training.vary import vary

CORPORA = Path(__file__).parent / "corpora"
NONE = {
    "names": 0,
    "quotes": 0,
    "unquoted": 0,
    "transcript": 0,
    "paragraphs": 0,
    "headline": 0,
    "lower": 0,
    "wrap": 0,
}
_MARKS = re.compile("[\"“”„‟'‘’‚«»‹›`]")


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return polnear(CORPORA / "polnear", "train") + gum(CORPORA / "gum_attribution", [])


def plain(words: str) -> list[str]:
    """Words without what a variation may change: marks, spaces, case."""
    return _MARKS.sub("", words).casefold().split()


def rows(example: Example, hide_names: bool = False) -> list[list[list[str]]]:
    """The words of every source, cue and content; names left out where they may be others."""
    hidden = {at for a, b, _ in example.entities for at in range(a, b)} if hide_names else set()

    def words(spans: list[list[int]]) -> list[str]:
        parts = ("".join(" " if at in hidden else example.text[at] for at in range(a, b)) for a, b in spans)
        return plain(" ".join(parts))

    return [[words(spans) for spans in row] for row in example.attributions]


@pytest.mark.parametrize("kind", ["quotes", "unquoted", "paragraphs", "headline", "lower"])
def test_annotations_stay_on_their_words(examples: list[Example], kind: str) -> None:
    """Other marks, paragraphs, capitals: every source, cue and content still stands on the words it stood
    on.
    """
    changed = 0
    for example in examples:
        for seed in range(8):
            varied = vary(example, random.Random(seed), {**NONE, kind: 1})
            assert rows(varied) == rows(example)
            assert plain(varied.text) == plain(example.text)
            changed += varied.text != example.text
    assert changed


def test_names_change_and_nothing_else(examples: list[Example]) -> None:
    """With other names in them, sources, cues and contents keep all their other words, and all their
    pieces.
    """
    pytest.importorskip("faker")
    changed = 0
    for example in [e for e in examples if e.entities]:
        for seed in range(4):
            varied = vary(example, random.Random(seed), {**NONE, "names": 1})
            assert rows(varied, hide_names=True) == rows(example, hide_names=True)
            assert [[len(s) for s in row] for row in varied.attributions] == [
                [len(s) for s in row] for row in example.attributions
            ]
            changed += varied.text != example.text
    assert changed


def test_one_name_is_one_name_throughout() -> None:
    """The same name becomes the same other name wherever it stands."""
    pytest.importorskip("faker")
    text = "Ane Torkel said no. Torkel’s boat sank."
    example = Example("x", text, [], entities=[(0, 10, "PERSON"), (20, 26, "PERSON")])
    for seed in range(5):
        new = vary(example, random.Random(seed), {**NONE, "names": 1})
        names = [new.text[a:b] for a, b, _ in new.entities]
        assert names[0].split(maxsplit=1)[1] == names[1]
        assert "Torkel" not in new.text


def test_wrapped(examples: list[Example]) -> None:
    """A run of paragraphs set as a block quotation is one more attribution, with its source, cue and all its
    words.
    """
    pytest.importorskip("faker")
    wrapped = 0
    for example in examples:
        if example.nested:
            continue
        for seed in range(30):
            new = vary(example, random.Random(seed), {**NONE, "wrap": 1})
            if not new.wrapped:
                continue
            wrapped += 1
            assert rows(new)[:-1] == rows(example)
            source, cue, content = new.attributions[-1]
            assert new.text[source[0][0] : source[0][1]].strip()
            assert new.text[cue[0][0] : cue[0][1]].strip()
            first, last = content[0][0], content[-1][1]
            assert new.text[first] in '“"'
            assert new.text[last - 1] in '”"'
            assert source[0][1] <= first
            assert plain(new.text[first:last]) == [w for a, b in content for w in plain(new.text[a:b])]
            block = " ".join(plain(new.text[first:last]))
            assert block in " ".join(plain(example.text))
    assert wrapped


def test_transcript() -> None:
    """Direct quotations as turns: the surname in capitals is the source, the colon the cue, the words the content."""
    parts = [
        "Dam to be raised\n\n",
        "Ane Torkel",
        " said ",
        "“The dam holds for now.”",
        "\n\n",
        "She",
        " added ",
        "“We raise it next year.”",
        " The mayor, ",
        "Odo Brenn",
        ", said ",
        "“Nobody asked the town”",
        ".",
    ]
    text, at, spans = "", 0, []
    for part in parts:
        spans.append([at, at + len(part)])
        text, at = text + part, at + len(part)
    found = [([spans[s]], [spans[c]], [spans[q]]) for s, c, q in ((1, 2, 3), (5, 6, 7), (9, 10, 11))]
    new = vary(Example("x", text, found), random.Random(1), {**NONE, "transcript": 1})
    assert new.text == (
        "Dam to be raised\n\nTORKEL: The dam holds for now.\n\nTORKEL: We raise it next year.\n\n"
        "BRENN: Nobody asked the town."
    )
    words = [[" ".join(new.text[a:b] for a, b in role) for role in row] for row in new.attributions]
    assert words[0] == ["TORKEL", ":", "The dam holds for now."]
    assert words[2] == ["BRENN", ":", "Nobody asked the town."]


def test_several_annotators() -> None:
    """An article that several people marked is now one's, now another's."""
    one, two = ([[0, 3]], [[4, 8]], [[9, 12]]), ([[0, 3]], [[4, 8]], [[9, 15]])
    example = Example("x", "Ane said yes no", [one], versions=[([one], [], []), ([two], [], [])])
    seen = [vary(example, random.Random(seed), NONE).attributions for seed in range(20)]
    assert [one] in seen
    assert [two] in seen


def test_nothing_asked_nothing_changed(examples: list[Example]) -> None:
    """Without a share of anything an example comes back as it is."""
    assert all(vary(e, random.Random(1), NONE) == e for e in examples)


def test_the_same_seed_the_same_variation(examples: list[Example]) -> None:
    """Variations are drawn from the generator that is given and from nothing else."""
    shares = {**NONE, "quotes": 0.5, "paragraphs": 0.5, "headline": 0.5, "lower": 0.2}
    for example in examples:
        assert vary(example, random.Random(3), shares) == vary(example, random.Random(3), shares)
