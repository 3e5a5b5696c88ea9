"""Which statements say the contrary of one another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.match.contrary import opposes

CONTRARY = [
    ("The gates will close in May", "The gates will not close in May"),
    ("The gates of Calder are closed", "No one, including the mayor, closed the gates of Calder"),
    ("The storm gates leak", "It is false that the storm gates leak"),
    ("The storm gates leak", "That the storm gates leak is a hoax, he said"),
    ("The army shelled the market", "The army denied shelling the market"),
    ("Reyl met the envoy", "Reyl rejected Tidewatch reports that he met the envoy"),
    ("Reyl resigned", "Reyl has yet to resign"),
    ("The envoy never met Reyl", "The envoy met Reyl twice"),
    ("Reyl should close the gates", "Reyl should not close the gates"),
    ("a war of Maren’s choosing", "Needless to say, the war in Sodra was not “a war of Maren’s choosing”"),
    ("The airport will close", "The airport will stay open"),
    ("Kestria to close the dam over cracks", "There is no decision to close the dam, and there is no list of villages"),
    ("Whale Swims Up the Tarn to Port Elsa", "No, a Whale Did Not Swim Up the Tarn"),
    ("Whale swims up the Tarn", "Tarn whale story is a hoax"),
]
NOT_CONTRARY = [
    # What is denied is said by one of the two alone.
    ("a war of Maren’s choosing", "that Sodra is a war of Maren’s choosing and may not be winnable"),
    ("the gates will hold", "I am not ashamed of the gates, and they will hold"),
    ("the committee will call Reyl", "the committee will call Reyl if he does not cooperate"),
    # Both deny it.
    (
        "“I’m not ashamed to say so, but you don’t need to stand at the gates to know it,”",
        "“I’m not ashamed,” … “But you don’t need to stand at the gates every day to know it.”",
    ),
    ("The law does not discriminate", "the law does not protect discrimination"),
    ("Reyl has yet to answer the letter", "Reyl did not answer the letter"),
    # One of two like words is denied, and the statement has the other.
    (
        "“help ourselves by putting people back to work”",
        "“You have debated a coin. That is not putting people back to work. Help ourselves by putting people to work.”",
    ),
    # False things, not false statements.
    ("Reyl pleads guilty", "His wife is expected to plead guilty to filing false reports"),
    ("Reyl criticised for Sodra comments", "Pressure on Reyl over “inaccurate” Sodra comments"),
    ("The mayor is called on to veto a bill that allows denial of service", "The mayor would veto the bill"),
    # What ought to be, and what is.
    ("he should close the gates", "he will not close the gates"),
    # Contrary words about other things.
    ("the start of the battle to break the siege", "the assault will end the rule of the guard and break the siege"),
    ("Not only the gates will close", "The gates will close"),
    ("The airport will close", "The airport will not stay open"),
]


@pytest.mark.parametrize(("a", "b"), CONTRARY)
def test_contrary(a: str, b: str) -> None:
    assert opposes(a, b)
    assert opposes(b, a)


@pytest.mark.parametrize(("a", "b"), NOT_CONTRARY)
def test_not_contrary(a: str, b: str) -> None:
    assert not opposes(a, b)
    assert not opposes(b, a)


def test_the_same_words_are_no_contrary_of_their_own() -> None:
    """A statement that was found inside another one is worded alike; what the other does with it is its stance."""
    assert not opposes(
        "We have seen no sign that any part of the old story is wrong", "any part of the old story is wrong"
    )


WORDS = st.lists(
    st.sampled_from(
        ["gates", "will", "not", "never", "close", "open", "Reyl", "denied", "if", "no one,", "false.", "nor"]
    ),
    max_size=30,
).map(" ".join)


@given(WORDS | st.text(max_size=60), WORDS)
@settings(deadline=None)
def test_opposition_is_mutual_and_nothing_opposes_itself(a: str, b: str) -> None:
    assert opposes(a, b) == opposes(b, a)
    assert not opposes(a, a)
