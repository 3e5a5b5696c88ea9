"""What a source does with a content: by its cue, by what denies that, and else by the content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.stance import deed, stance
from sayso.model import SpanSet, Stance


def stance_of(text: str) -> Stance:
    """The stance in a text whose parts are marked up: {source} <cue> [content]."""
    spans: dict[str, list[tuple[int, int]]] = {"{": [], "<": [], "[": []}
    plain = ""
    opened: list[tuple[str, int]] = []
    for character in text:
        if character in spans:
            opened.append((character, len(plain)))
        elif character in "}>]":
            kind, start = opened.pop()
            spans[kind].append((start, len(plain)))
        else:
            plain += character
    source, cue, content = (SpanSet.of(spans[kind]) for kind in "{<[")
    return stance(plain, content, deed(plain, source or None, cue or None, content))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{Ane Roe} <said> [the dam was old].", Stance.STATES),
        ("{Ane Roe} <admitted> [the dam was old].", Stance.CONFIRMS),
        ("By {Ane Roe’s} <own admission>, [the dam was old].", Stance.CONFIRMS),
        ("{Ane Roe} <denies> [that the dam was old].", Stance.DENIES),
        ("{Ane Roe} <brushed aside> [the report].", Stance.DENIES),
        ("{Ane Roe} <shot down> [the report].", Stance.DENIES),
        ("{Ane Roe} <pushed back against> [the report].", Stance.DISPUTES),
        ("{Ane Roe} <has been critical of> [the report].", Stance.DISPUTES),
        ("{Ane Roe} <raised questions about> [the report].", Stance.DISPUTES),
        ("{Ane Roe} <vowed> [to mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <plans> [to mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <is confident> [that the dam holds].", Stance.BELIEVES),
        ("{Ane Roe} <expressed hope> [that the dam holds].", Stance.BELIEVES),
        ("{Ane Roe} <calls on> [the mayor to go].", Stance.DEMANDS),
        ("{Ane Roe} <called for> [a new dam].", Stance.DEMANDS),
        ("{Ane Roe} <called> [the dam a danger].", Stance.STATES),
        ("{Ane Roe} <made clear> [that the dam was old].", Stance.STATES),
        ("{Ane Roe} <asked> [whether the dam was old].", Stance.ASKS),
        ("{Ane Roe} <wanted to know> [how old the dam was].", Stance.ASKS),
        ("{Ane Roe} <continued to insist> [that the dam was old].", Stance.STATES),
        ("{Ane Roe} <issued a statement denying> [that the dam was old].", Stance.DENIES),
    ],
)
def test_cues(text: str, wanted: Stance) -> None:
    """Verbs, nouns, adjectives and particles each say what is done."""
    assert stance_of(text) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{Ane Roe} did not <rule out> [a strike].", Stance.DOES_NOT_DENY),
        ("{The Ostrans} <are not denying> [the raid].", Stance.DOES_NOT_DENY),
        ("{The Ostrans} aren’t <denying> [the raid].", Stance.DOES_NOT_DENY),
        ("{Ane Roe} <refused to deny> [the raid].", Stance.DOES_NOT_DENY),
        ("{Ane Roe} refused to <confirm> [the raid].", Stance.NO_COMMENT),
        ("{Ane Roe} <declined to comment on> [the raid].", Stance.NO_COMMENT),
        ("{Ane Roe} <has never said> [that there was a raid].", Stance.NO_COMMENT),
        ("{Ane Roe} has yet to <say> [if there was a raid].", Stance.NO_COMMENT),
        ("{Ane Roe} <said nothing about> [the raid].", Stance.NO_COMMENT),
        ("{Ane Roe} <refused> [to mend the dam].", Stance.DENIES),
        ("{Ane Roe} never <admitted> [the raid].", Stance.DENIES),
        ("{Ane Roe} <does not support> [the raid].", Stance.DISPUTES),
        ("{Ane Roe} <doesn’t think> [the dam holds].", Stance.BELIEVES),
        ("{Ane Roe} <not only said> [that it was old].", Stance.STATES),
        ("That is not so. {Ane Roe} <said> [it was old].", Stance.STATES),
    ],
)
def test_negation_turns_a_cue(text: str, wanted: Stance) -> None:
    """What denies a cue may stand before its spans; what stands in another sentence does not."""
    assert stance_of(text) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[“Is the dam old?”] {Ane Roe} <said>.", Stance.ASKS),
        ("{Ane Roe} <said> [the town will mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <said> [she plans to mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <said> [those who will vote are many].", Stance.STATES),
        ("{Ane Roe} <told> [him to leave].", Stance.DEMANDS),
        ("{Ane Roe} <asked> [the mayor to leave].", Stance.DEMANDS),
        ("[“Don’t open the gate,”] {Ane Roe} <said>.", Stance.DEMANDS),
        ("{Ane Roe} <said> [the report is not true].", Stance.DENIES),
        ("{Ane Roe} <scolded> [“You are late.”]", Stance.STATES),
        ("[“The dam is old.”]", Stance.STATES),
    ],
)
def test_neutral_cues_leave_it_to_the_content(text: str, wanted: Stance) -> None:
    """A question, a command and a future are told by how the content is put."""
    assert stance_of(text) is wanted


@given(st.text(alphabet="ab no't \n.“”?’م", min_size=3, max_size=60), st.data())
def test_any_spans_of_any_text_have_a_stance(text: str, data: st.DataObject) -> None:
    """Whatever is marked, in whatever order, nothing fails."""
    spans = [SpanSet.of([data.draw(st.tuples(st.integers(0, len(text) - 1), st.just(len(text))))]) for _ in range(3)]
    assert stance(text, spans[2], deed(text, *spans)) in Stance
