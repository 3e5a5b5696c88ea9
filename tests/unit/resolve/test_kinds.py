"""Of which kind names are, by what stands around them and by what they are elsewhere, in invented sentences."""

from __future__ import annotations

from named import found

from sayso.model import NameKind

PERSON, BODY, PLACE = NameKind.PERSON, NameKind.ORGANISATION, NameKind.PLACE


def test_what_a_name_is_elsewhere_tells_of_which_kind_it_is() -> None:
    text = "[Velmo] is rainy. [Velmo] is wet."
    assert [kind for _, kind in found(text, a=PERSON, b=PLACE)] == [PLACE, PLACE]
    assert [kind for _, kind in found("It was [Team Fennick]. [Fennick] left.", a=BODY, b=PERSON)] == [BODY, PERSON]


def test_a_name_with_an_article_is_no_persons() -> None:
    text = "He read it in the [Velmo]. The [Velmo] wanted more. The [Quell] boat left."
    assert [kind for _, kind in found(text, a=PERSON, b=PERSON, c=PERSON)] == [BODY, BODY, PERSON]


def test_firms_and_sites_are_nobody_whatever_the_network_took_them_for() -> None:
    assert found("Then [TidePost] closed.", a=PERSON) == [("TidePost", BODY)]
    assert found("They wrote to the [NRB] about them then.", a=PERSON) == [("NRB", BODY)]
    assert found("Then [FitzGerald] and [MacDonald] left.", a=PERSON, b=PERSON)[0] == ("FitzGerald", PERSON)
    text = "It stood on [quellers.com]. So [Quellers] closed, and [Fennick] left."
    assert [kind for _, kind in found(text, a=BODY, b=PERSON, c=PERSON)] == [BODY, BODY, PERSON]
