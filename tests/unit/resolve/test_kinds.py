"""Of which kind names are, by what stands around them and by what they are elsewhere, in invented sentences."""

from __future__ import annotations

from named import found

from sayso.model import NameKind

PERSON, BODY, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE


def test_who_behind_a_name_tells_a_person_from_the_body_they_are_of() -> None:
    text = "said [Orla Fennick of Harrow Rights Watch], who left"
    assert found(text, a=BODY)[0] == ("Orla Fennick", PERSON)
    assert found(text.replace(", who", ", which"), a=BODY) == [("Orla Fennick of Harrow Rights Watch", BODY)]


def test_what_is_said_of_a_name_and_what_it_is_elsewhere_tell_of_which_kind_it_is() -> None:
    text = "They met [Orla Fennick], leader of the ferrymen. [Fennick] left. [Velmo] is rainy. [Velmo] is wet."
    assert [kind for _, kind in found(text, a=BODY, b=PERSON, c=PERSON, d=PLACE)] == [PERSON, PERSON, PLACE, PLACE]
    assert [kind for _, kind in found("It was [Team Fennick]. [Fennick] left.", a=BODY, b=PERSON)] == [BODY, PERSON]


def test_a_name_with_an_article_is_no_persons() -> None:
    text = "He read it in the [Velmo]. The [Velmo] wanted more. The [Quell] boat left."
    assert [kind for _, kind in found(text, a=PERSON, b=PERSON, c=PERSON)] == [BODY, BODY, PERSON]
