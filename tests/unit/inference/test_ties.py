"""One text through a network whose answers are written down: what its figures become in characters."""

from __future__ import annotations

import numpy as np
from scripted import Scripted

from sayso.inference.decoding import Floats, Ints
from sayso.inference.encoding import CLS, SEP, encode, load_tokenizer
from sayso.inference.reading import Tie, ties
from sayso.inference.session import WEIGHTS
from sayso.text.paragraph import paragraphs, sentence_starts
from sayso.text.window import windows


def read(text: str, network: Scripted | Recorder, cap: int = 254, nested: float = 2.0) -> list[Tie]:
    spans = paragraphs(text)
    pieces = encode(text, spans, load_tokenizer(WEIGHTS / "tokenizer.json"))
    starts = np.array([s for span in spans for s in sentence_starts(text, span)])
    sentence = np.searchsorted(starts, pieces.starts, side="right")
    cut = windows(text, spans, pieces.starts, pieces.paragraph, cap)
    return ties(pieces, sentence, cut, network, 0.3, nested)


def words(text: str, runs: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[a:b] for a, b in runs]


class Recorder(Scripted):
    """Keeps what it was shown."""

    def __init__(self) -> None:
        super().__init__({})
        self.shown: list[tuple[Ints, Ints]] = []

    def read(self, ids: Ints, features: Ints) -> tuple[Floats, Floats, Floats]:
        self.shown.append((ids, features))
        return super().read(ids, features)


def test_source_cue_and_content() -> None:
    """Pieces that the network labels become the characters of their words."""
    text = "On Monday the old man said that the dam broke."
    (tie,) = read(text, Scripted({5: (6, [(2, 5)], [(6, 10)])}))
    assert words(text, tie.source) == ["the old man"]
    assert text[tie.cue[0] : tie.cue[1]] == "said"
    assert words(text, tie.content) == ["that the dam broke"]
    assert tie.peak > 0.99
    assert not tie.nested


def test_discontinuous_content() -> None:
    """A content around its cue comes out in two runs, a source behind it as one."""
    text = "The dam, she said, is old."
    (tie,) = read(text, Scripted({4: (5, [(3, 4)], [(0, 2), (6, 8)])}))
    assert words(text, tie.content) == ["The dam", "is old"]
    assert words(text, tie.source) == ["she"]


def test_a_run_is_cut_where_a_paragraph_ends() -> None:
    """A content over paragraphs has one run in each, without the white space between."""
    text = "He said:\n\nThe dam is old.\n\nThe mill is new."
    (tie,) = read(text, Scripted({1: (2, [(0, 1)], [(3, 13)])}))
    assert words(text, tie.content) == ["The dam is old.", "The mill is new."]


def test_whole_words() -> None:
    """A label on the first piece of a word is the word's; those of its other pieces do not count."""
    text = "Unquestionably he said no"
    spans = paragraphs(text)
    pieces = encode(text, spans, load_tokenizer(WEIGHTS / "tokenizer.json"))
    said = int(np.flatnonzero(pieces.starts == text.index("said"))[0])
    assert said > 2  # the adverb has several pieces
    (tie,) = read(text, Scripted({said: (said + 1, [(0, 1)], [(said + 1, said + 2)])}))
    assert words(text, tie.source) == ["Unquestionably"]


def test_a_cue_without_content_ties_nothing() -> None:
    """Nothing is laid to anybody where no word is content."""
    assert read("The old man said.", Scripted({3: (4, [(0, 3)], [])})) == []


def test_nested_cues() -> None:
    """What only the nested scheme sees comes out as nested, and not at all where it is not asked for."""
    text = "He said she thinks it rains."
    network = Scripted({1: (2, [(0, 1)], [(2, 6)])}, {3: (4, [(2, 3)], [(4, 6)])})
    outer, inner = read(text, network, nested=0.3)
    assert (outer.nested, inner.nested) == (False, True)
    assert words(text, inner.content) == ["it rains"]
    assert [tie.nested for tie in read(text, network)] == [False]


def test_several_cues_in_several_windows() -> None:
    """Every window is read once, in order, and its cues are tied in its own words."""
    text = "\n\n".join(f"{name} said that it rains in town." for name in ("Anna", "Bob", "Carl", "Emma"))
    network = Scripted({1: (2, [(0, 1)], [(2, 7)])})
    found = read(text, network, cap=9)
    assert [words(text, tie.source) for tie in found] == [["Anna"], ["Bob"], ["Carl"], ["Emma"]]
    assert {text[tie.content[0][0] : tie.content[-1][1]] for tie in found} == {"that it rains in town"}
    assert network.reads == [8] * 4


def test_what_the_network_is_shown() -> None:
    """A window goes in between the two special pieces, whose features are 0, with its four features a
    piece.
    """
    network = Recorder()
    read("“Yes”", network)
    ((ids, features),) = network.shown
    assert ids[0] == CLS
    assert ids[-1] == SEP
    assert features.tolist() == [[0] * 4, [0, 2, 0, 1], [2, 1, 0, 0], [0, 3, 0, 2], [0] * 4]


def test_work_grows_with_the_text() -> None:
    """Twice the text is twice the windows and twice the pieces read, and no window is asked about more
    cues.
    """
    line = "The old man of the mill said that it rains in the town of Velm on most days.\n\n"
    once, twice = Scripted({6: (7, [(0, 3)], [(7, 12)])}), Scripted({6: (7, [(0, 3)], [(7, 12)])})
    read(line * 300, once)
    read(line * 600, twice)
    assert sum(twice.reads) == 2 * sum(once.reads)
    assert len(twice.reads) <= 2 * len(once.reads) + 2
    assert len(once.reads) < 2 * sum(once.reads) / 254
    assert once.asked == len(once.reads)
    assert twice.asked == len(twice.reads)


def test_no_windows() -> None:
    """A text without pieces ties nothing."""
    assert read("", Scripted({})) == []
