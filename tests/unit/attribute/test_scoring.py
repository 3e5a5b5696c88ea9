"""What the network finds, scored: the features, the calibration, and where spans stand."""

from __future__ import annotations

import math

import pytest
from saying import model

from sayso.attribute.network import FEATURES, calibrated, read_paragraphs
from sayso.text.paragraph import paragraphs


def test_calibration_is_logistic() -> None:
    """The score is the logistic function of the weighed features and the intercept, and never overflows."""
    assert calibrated([1.0, 2.0], [0.5, 0.25, -1.0]) == pytest.approx(0.5)
    assert calibrated([2.0], [1.0, 0.0]) == pytest.approx(1 / (1 + math.exp(-2)))
    assert 0 < calibrated([1e9], [-1.0, 0.0]) < 1e-9
    assert calibrated([1e9], [1.0, 0.0]) == pytest.approx(1)


def test_every_score_travels_with_its_features() -> None:
    """A finding has its features by name, in order, and its score is what the calibration makes of them."""
    made, _ = model()
    text = "The miller said that the dam is old."
    (found,) = read_paragraphs(text, paragraphs(text), made)
    assert tuple(name for name, _ in found.features) == FEATURES
    assert found.score == calibrated([v for _, v in found.features], made.settings["calibration"])
    values = dict(found.features)
    assert values["length"] == pytest.approx(math.log(len("that the dam is old")), abs=1e-3)
    assert values["no_source"] == values["quoted"] == values["nested"] == 0
    assert found.cue is not None
    assert found.cue.text(text) == "said"


def test_quoted_and_no_source() -> None:
    """The features tell a content in quotation marks, and a cue without a source."""
    made, _ = model()
    text = "Said\n\nsaid no"
    (found,) = read_paragraphs(text, paragraphs(text)[1:], made)
    assert dict(found.features)["no_source"] == 1
    assert dict(found.features)["source"] == 0
    assert found.source is None


def test_runs_of_one_line_are_one_span_and_those_of_two_are_not() -> None:
    """White space inside a line parts nothing; any kind of line end does."""
    from sayso.attribute.network import _joined

    for space in (" ", "  ", "\t", "\xa0"):
        assert _joined(f"ab{space}cd", [(0, 2), (2 + len(space), 4 + len(space))]).pairs() == [[0, 4 + len(space)]]
    for end in ("\n", "\n\n", "\r", "\r\n", "\u2028", "\u2029", " \n "):
        found = _joined(f"ab{end}cd", [(0, 2), (2 + len(end), 4 + len(end))])
        assert found.pairs() == [[0, 2], [2 + len(end), 4 + len(end)]]


@pytest.mark.parametrize(
    ("pieces", "kept"),
    [
        (["The mayor", "of Orlin"], ["The mayor", "of Orlin"]),  # parted by words of the cue's own line
        (["A letter", "the mayor"], ["the mayor"]),  # the headline is no part of it
        (["A letter"], ["A letter"]),  # all that there is
        (["what they"], ["they"]),
        (["what"], ["what"]),
    ],
)
def test_a_source_is_what_stands_on_its_cues_line(pieces: list[str], kept: list[str]) -> None:
    """Words of another paragraph are left out where some stand beside the cue."""
    from sayso.attribute.network import _source
    from sayso.inference.reading import Tie

    text = "A letter\n\nThe mayor, they told the mayor of Orlin, said no; what they heard."

    def at(words: str) -> tuple[int, int]:
        return text.rindex(words), text.rindex(words) + len(words)

    tie = Tie(tuple(map(at, pieces)), at("said"), (at("no"),), False, 1, 1, 1, 1, False)
    assert [text[a:b] for a, b in _source(text, tie)] == kept


def test_offsets_of_a_stretch_are_those_of_the_text() -> None:
    """What is found in some paragraphs of a text stands where it stands in the text."""
    made, _ = model()
    text = "Zero.\n\nThe miller said that the dam is old.\n\nThe end."
    (found,) = read_paragraphs(text, paragraphs(text)[1:2], made)
    assert found.content.text(text) == "that the dam is old"
    assert found.source is not None
    assert found.source.text(text) == "The miller"


def test_a_stretch_is_read_as_it_is_within_the_text() -> None:
    """A paragraph read alone, its marks and neighbours in place, shows the network what it shows within the
    text.
    """
    from sayso.inference.encoding import encode

    made, _ = model()
    text = "A.\n\n“'Twas İnce’s mill,” the miller said, 'not ours'.\n\nB said no."
    spans = paragraphs(text)
    whole = encode(text, spans, made.tokenizer)
    seen: list[list[int]] = []
    read = made.network.read

    class Watching:
        pair = staticmethod(made.network.pair)

        def read(self, ids, features):  # type: ignore[no-untyped-def]
            seen.append([ids[1:-1].tolist(), features[1:-1, :3].tolist()])
            return read(ids, features)

    made.network = Watching()
    inner = whole.paragraph == 1
    read_paragraphs(text, spans[1:2], made)
    features = [list(row) for row in zip(whole.casing[inner], whole.double[inner], whole.single[inner], strict=True)]
    assert seen == [[whole.ids[inner].tolist(), features]]


def test_nothing_to_read() -> None:
    """No paragraphs, or paragraphs without a piece, give nothing and ask the network nothing."""
    made, network = model()
    assert read_paragraphs("", (), made) == []
    assert read_paragraphs("\u0301\u0301", paragraphs("\u0301\u0301"), made) == []
    assert network.reads == []
