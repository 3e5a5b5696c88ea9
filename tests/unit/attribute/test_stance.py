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
        ("{Ane Roe} <decided against> [mending the dam].", Stance.DENIES),
        ("{Ane Roe} <rejected> [claims that the dam was old].", Stance.DENIES),
        ("{Ane Roe} <rejects> [that the dam was old].", Stance.DENIES),
        ("{Ane Roe} <rejects> [the plan].", Stance.DISPUTES),
        ("{Ane Roe} <dismissed> [that plan as a stunt].", Stance.DISPUTES),
        ("{Ane Roe} <said no to> [the new dam].", Stance.DISPUTES),
        ("{Ane Roe} <scoffed at> [the plan].", Stance.DISPUTES),
        ("{Ane Roe} <is skeptical of> [the plan].", Stance.DISPUTES),
        ("{Ane Roe} <pushed back against> [the report].", Stance.DISPUTES),
        ("{Ane Roe} <has been critical of> [the report].", Stance.DISPUTES),
        ("{Ane Roe} <raised questions about> [the report].", Stance.DISPUTES),
        ("{Ane Roe} <vowed> [to mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <plans> [to mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <agreed> [to mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <is looking to> [mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <is determined> [to mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <announced plans> [to mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <pleaded guilty> [to the theft].", Stance.CONFIRMS),
        ("{Ane Roe} <concurred with> [the report].", Stance.CONFIRMS),
        ("{Ane Roe} <is convinced> [that the dam holds].", Stance.BELIEVES),
        ("{Ane Roe} <laments> [the state of the dam].", Stance.BELIEVES),
        ("[The dam] <still annoys> {Ane Roe}.", Stance.BELIEVES),
        ("{Ane Roe} <is confident> [that the dam holds].", Stance.BELIEVES),
        ("{Ane Roe} <expressed hope> [that the dam holds].", Stance.BELIEVES),
        ("{Ane Roe} <calls on> [the mayor to go].", Stance.DEMANDS),
        ("{Ane Roe} <called for> [a new dam].", Stance.DEMANDS),
        ("{Ane Roe}’s <recent call> [to mend the dam].", Stance.DEMANDS),
        ("{Ane Roe} <would like> [to see it mended].", Stance.DEMANDS),
        ("{Ane Roe} <is seeking> [a permit].", Stance.DEMANDS),
        ("{Ane Roe} <is seeking> [to show that it holds].", Stance.STATES),
        ("{Ane Roe} <endorsed> [Bo Lund].", Stance.STATES),
        ("{Ane Roe} <shot back> [that it was old].", Stance.STATES),
        ("{Ane Roe} <went right back to> [the dam].", Stance.STATES),
        ("{Ane Roe} <wrote an angry letter to> [the mayor].", Stance.STATES),
        ("{Ane Roe} <called> [the dam a danger].", Stance.STATES),
        ("{Ane Roe} <made clear> [that the dam was old].", Stance.STATES),
        ("{Ane Roe} <asked> [whether the dam was old].", Stance.ASKS),
        ("{Ane Roe} <wanted to know> [how old the dam was].", Stance.ASKS),
        ("{Ane Roe} <demanded to know> [how old the dam was].", Stance.ASKS),
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
        ("{Ane Roe} <concluded by scolding> [the mayor].", Stance.DISPUTES),
        ("{Ane Roe} <was vocal in rejecting> [the plan].", Stance.DISPUTES),
        ("{Ane Roe} <joined the mayor in calling for> [a new dam].", Stance.DEMANDS),
        ("{Ane Roe} <sent a letter urging> [the mayor to go].", Stance.DEMANDS),
        ("{Ane Roe} <is an outspoken critic of> [the dam].", Stance.DISPUTES),
        ("{Ane Roe} <responded to criticism by pointing to> [the dam].", Stance.STATES),
        ("{Ane Roe} <voiced> [her opposition to the dam].", Stance.DISPUTES),
        ("{Ane Roe} <shares> [their fear of a flood].", Stance.BELIEVES),
        ("{Ane Roe} <offered her thoughts on> [the dam].", Stance.STATES),
        ("{Ane Roe} <appeared> [to oppose the dam].", Stance.DISPUTES),
    ],
)
def test_a_plain_verb_leaves_it_to_what_is_done_by_it(text: str, wanted: Stance) -> None:
    """What is voiced, or done by saying something, counts more than that something was said."""
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
        ("{Ane Roe} <refused to endorse> [Bo Lund].", Stance.DENIES),
        ("{Ane Roe} <withheld support from> [Bo Lund].", Stance.DISPUTES),
        ("{Ane Roe} <refused to admit> [the raid].", Stance.DENIES),
        ("{Ane Roe} <refuses> [to attack Bo Lund].", Stance.STATES),
        ("{Ane Roe} <declined> [a question about the raid].", Stance.NO_COMMENT),
        ("{Ane Roe} <declined> [to be interviewed].", Stance.NO_COMMENT),
        ("{Ane Roe} <did not mention> [the raid].", Stance.STATES),
        ("{Ane Roe} <stopped short of calling for> [a raid].", Stance.STATES),
        ("{Ane Roe} <doesn’t want> [a raid].", Stance.DEMANDS),
        ("{Ane Roe} <did not hesitate to report> [the raid].", Stance.STATES),
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
        ("{Ane Roe} <warned> [that the dam would burst].", Stance.PREDICTS),
        ("{Ane Roe} <announced> [that the town will mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <said> [she would never mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <said> [she plans to mend the dam].", Stance.PREDICTS),
        ("{Ane Roe} <said> [those who will vote are many].", Stance.STATES),
        ("{Ane Roe} <told> [him to leave].", Stance.DEMANDS),
        ("{Ane Roe} <asked> [the mayor to leave].", Stance.DEMANDS),
        ("{Ane Roe} <asked> [that the mayor leave].", Stance.DEMANDS),
        ("{Ane Roe} <suggested> [mending the dam].", Stance.DEMANDS),
        ("[“Don’t open the gate,”] {Ane Roe} <said>.", Stance.DEMANDS),
        ("[“Stop Bo Lund!”] {Ane Roe} <shouted>.", Stance.STATES),
        ("[“Look what the water did,”] {Ane Roe} <said>.", Stance.STATES),
        ("{Ane Roe} <said> [no].", Stance.DENIES),
        ("[“Absolutely,”] {Ane Roe} <said>.", Stance.CONFIRMS),
        ("{Ane Roe} <said> [the report is not true].", Stance.DENIES),
        ("{Ane Roe} <scolded> [“You are late.”]", Stance.STATES),
        ("{Ane Roe}’s <attack on> [“cheap dams”].", Stance.DISPUTES),
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
