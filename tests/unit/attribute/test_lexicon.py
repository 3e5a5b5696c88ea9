"""The words of saying: their forms, and the particles that make other words of them."""

from __future__ import annotations

import pytest

from sayso.attribute.lexicon import LEXICON, NOUNS, PARTICLES, Act, forms, inflected


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", "say says said saying"),
        ("agree", "agree agrees agreed agreeing"),
        ("deny", "deny denies denied denying"),
        ("vie", "vie vies vied vying"),
        ("watch", "watch watches watched watching"),
        ("state", "state states stated stating"),
    ],
)
def test_forms_of_a_verb(verb: str, forms: str) -> None:
    """All forms of a verb, regular and irregular."""
    assert inflected(verb) == set(forms.split())


def test_forms_that_double() -> None:
    """Verbs that double their last letter have those forms too."""
    assert {"deadpanned", "deadpanning"} <= inflected("deadpan")


def test_particles() -> None:
    """A form that two verbs share has the particles of both; without one it is what the word itself is."""
    assert PARTICLES["shot"] == {"down": Act.REJECT, "back": Act.SAY, "at": Act.CRITICISE}
    assert PARTICLES["called"]["for"] is Act.WANT
    assert LEXICON["called"] is Act.SAY


def test_forms_of_several_verbs() -> None:
    """All forms of all of them."""
    assert forms("warn deny") == inflected("warn") | inflected("deny")


def test_nouns_are_things_that_are_voiced() -> None:
    """A doubt or a call is something to voice; a statement leaves it open what it says."""
    assert {"doubts", "call", "praise", "statement"} & NOUNS == {"doubts", "call"}
