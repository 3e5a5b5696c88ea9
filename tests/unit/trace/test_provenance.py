"""What a claim rests on: each rule of docs/corroboration.md on the smallest story that shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carrying import copied, head, named, outlet, said, unnamed
from sayso.model import Carrier, Corroboration, Mouth, Provenance, SourceKind, Stance, StatementKind
from sayso.trace import provenance

WIRE = head("wire", "Coast Wire", "2031-03-10")
TIDE = head("tide", "The Tide", "2031-03-11")
BEACON = head("beacon", "Beacon", "2031-03-12")
VOS, BRANDT = named("Irena Vos"), named("Aldo Brandt")


def count(found: Provenance) -> tuple[int, int]:
    return found.corroboration.low, found.corroboration.high


def names(found: Provenance) -> list[str]:
    return [o.mouth.name for o in found.origins]


def chains(found: Provenance) -> list[list[str]]:
    return [[step.id if step.kind == "article" else step.name for step in chain] for chain in found.chains]


def single(found: Provenance) -> list[str]:
    called = {step.id: step.name for step in found.nodes}
    return [called[n] for n in found.single_points]


def test_one_report_with_one_source() -> None:
    """One outlet and one source: one, and either of the two could be wrong."""
    found = provenance("c1", [said(WIRE, VOS)], [])
    assert count(found) == (1, 1)
    assert single(found) == ["Coast Wire", "Irena Vos"]
    assert chains(found) == [["wire", "Irena Vos"]]
    assert found.origins[0].via == ("Coast Wire",)
    assert found.origins[0].articles == ("wire",)


def test_two_people_heard_by_one_outlet() -> None:
    """They are two origins and a corroboration of one, since the outlet could be wrong about both."""
    found = provenance("c1", [said(WIRE, VOS), said(WIRE, BRANDT, n=1)], [])
    assert count(found) == (1, 1)
    assert names(found) == ["Aldo Brandt", "Irena Vos"]
    assert single(found) == ["Coast Wire"]
    assert found.claim.origins == 2


def test_all_articles_of_an_outlet_are_one() -> None:
    """What one paper has from two people on two days counts once; it is one paper under any spelling of its name."""
    again = head("tide-2", "Tide", "2031-03-20")
    found = provenance("c1", [said(TIDE, VOS), said(again, BRANDT)], [])
    assert count(found) == (1, 1)
    assert len(single(found)) == 1


def test_one_person_heard_by_two_outlets() -> None:
    """It is one source, whoever reports it."""
    found = provenance("c1", [said(WIRE, VOS), said(TIDE, VOS)], [])
    assert count(found) == (1, 1)
    assert single(found) == ["Irena Vos"]
    assert found.origins[0].via == ("Coast Wire", "The Tide")


def test_a_relay_leads_to_the_articles_of_the_outlet_it_cites() -> None:
    """What the paper tells of the agency's sources gives way to the agency's own article."""
    officials = unnamed("wire", "two officials", group=True, number="two")
    told = unnamed("tide", "officials", group=True)
    found = provenance("c1", [said(WIRE, officials), said(TIDE, outlet("Coast Wire"), told)], [])
    assert names(found) == ["two officials"]
    assert chains(found) == [["wire", "two officials"], ["tide", "Coast Wire", "wire", "two officials"]]
    assert single(found) == ["Coast Wire", "two officials"]


def test_an_outlet_that_is_cited_and_not_held_is_an_origin() -> None:
    """Unless the citing article tells whom it has it from."""
    assert names(provenance("c1", [said(TIDE, outlet("Coast Wire"))], [])) == ["Coast Wire"]
    found = provenance("c1", [said(TIDE, outlet("Coast Wire"), VOS)], [])
    assert names(found) == ["Irena Vos"]
    assert found.origins[0].via == ("Coast Wire",)
    assert single(found) == ["The Tide", "Coast Wire", "Irena Vos"]


def test_an_article_that_came_later_is_not_the_one_that_was_cited() -> None:
    """The outlet is an origin then; where a date is not known, the article may be the one."""
    later = replace(WIRE, published="2031-03-15")
    assert names(provenance("c1", [said(TIDE, outlet("Coast Wire")), said(later, VOS)], [])) == [
        "Coast Wire",
        "Irena Vos",
    ]
    undated = replace(WIRE, published=None)
    assert names(provenance("c1", [said(TIDE, outlet("Coast Wire")), said(undated, VOS)], [])) == ["Irena Vos"]


def test_an_outlet_on_its_own_word_is_an_origin() -> None:
    """What it says itself, or in its author's words, it vouches for."""
    author = Mouth("person:me", "I", SourceKind.AUTHOR)
    for carrier in (said(TIDE), said(TIDE, author)):
        found = provenance("c1", [carrier], [])
        assert chains(found) == [["tide", "The Tide"]]
        assert names(found) == ["The Tide"]
        assert found.origins[0].via == ()


def test_a_headline_rests_on_the_text_below_it() -> None:
    """An article that lays the claim to somebody is no origin for its headline, nor for a sentence without a source."""
    headline = said(TIDE, kind=StatementKind.HEADLINE, n=1)
    found = provenance("c1", [headline, said(TIDE, VOS), said(TIDE, n=2)], [])
    assert names(found) == ["Irena Vos"]


def test_what_an_outlet_had_from_somebody_it_does_not_know_itself_later() -> None:
    """A later article that drops the source leads back to the earlier one; an earlier one vouches for itself."""
    again = head("tide-2", "The Tide", "2031-03-20")
    found = provenance("c1", [said(TIDE, VOS), said(again)], [])
    assert names(found) == ["Irena Vos"]
    assert chains(found)[1] == ["tide-2", "The Tide", "tide", "Irena Vos"]
    assert set(names(provenance("c1", [said(TIDE), said(again, VOS)], []))) == {"The Tide", "Irena Vos"}


def test_a_copy_leads_to_the_text_it_copies() -> None:
    """Not to the sources that its own words name, and its headline neither."""
    taken = [said(TIDE, unnamed("tide", "an official")), said(TIDE, kind=StatementKind.HEADLINE, n=1, start=900)]
    found = provenance("c1", [said(WIRE, VOS), *taken], [copied(TIDE, WIRE, (0, 100))])
    assert count(found) == (1, 1)
    assert chains(found)[1] == ["tide", "wire", "Irena Vos"]
    found = provenance("c1", [said(WIRE, VOS), taken[1]], [copied(TIDE, WIRE, (0, 100))])
    assert names(found) == ["Irena Vos"]


def test_outside_the_copied_passages_the_copier_has_its_own_sources() -> None:
    """A paper that prints a wire report and adds what somebody told it is a second source for what it adds."""
    found = provenance(
        "c1", [said(WIRE, VOS), said(TIDE, VOS), said(TIDE, BRANDT, start=500, n=1)], [copied(TIDE, WIRE, (0, 100))]
    )
    assert count(found) == (2, 2)


def test_two_copies_of_a_text_that_is_not_among_the_carriers() -> None:
    """They rest on that text, under its outlet where it is known, and are one."""
    lost = head("lost", "Coast Wire", "2031-03-09")
    carriers = [said(TIDE, unnamed("tide", "a pilot")), said(BEACON, unnamed("beacon", "a captain"))]
    copies = [copied(TIDE, lost), copied(BEACON, lost)]
    assert count(provenance("c1", carriers, [])) == (2, 2)
    found = provenance("c1", carriers, copies)
    assert count(found) == (1, 1)
    assert single(found) == ["lost"]
    assert single(provenance("c1", carriers, copies, heads={"lost": lost})) == ["Coast Wire"]
    late = replace(lost, published="2031-04-01")
    assert count(provenance("c1", carriers, copies, "2031-03-20", heads={"lost": late})) == (2, 2)


def test_copies_of_one_another_leave_the_earlier_one_an_original() -> None:
    """Two texts each of which passes for a copy of the other still rest on somebody."""
    found = provenance("c1", [said(WIRE, VOS), said(TIDE, VOS)], [copied(WIRE, TIDE), copied(TIDE, WIRE)])
    assert chains(found) == [["wire", "Irena Vos"], ["tide", "wire", "Irena Vos"]]


def test_a_circle_adds_nothing() -> None:
    """An agency that cites the column that cites the agency: reported, the latest article first, and not counted."""
    column = said(TIDE, outlet("Coast Wire"))
    again = said(head("wire-2", "Coast Wire", "2031-03-14"), outlet("The Tide"))
    before = provenance("c1", [said(WIRE, VOS), column], [])
    found = provenance("c1", [said(WIRE, VOS), column, again], [])
    assert before.loops == ()
    assert found.loops == (("wire-2", "tide", "wire"),)
    assert found.corroboration == before.corroboration == Corroboration(1, 1)
    assert names(found) == ["Irena Vos"]


def test_who_have_it_from_one_another_alone_rest_on_nobody() -> None:
    """No origin, no corroboration, and a digit that says that it cannot be judged."""
    undated = [replace(WIRE, published=None), replace(TIDE, published=None)]
    found = provenance("c1", [said(undated[0], outlet("The Tide")), said(undated[1], outlet("Coast Wire"))], [])
    assert (count(found), found.origins, found.chains, found.single_points) == ((0, 0), (), (), ())
    assert len(found.loops) == 1
    assert found.credibility == 6


def test_unnamed_sources_that_may_be_the_same_make_a_range() -> None:
    """Merged for the lower end, apart for the upper; not where what is told of them does not fit."""
    first = said(WIRE, unnamed("wire", "two officials", group=True, number="two", side="the Energy Ministry"))
    one = said(TIDE, unnamed("tide", "a senior official", side="the government"))
    assert count(provenance("c1", [first, one], [])) == (1, 2)
    for other in (
        unnamed("tide", "four officials", group=True, number="four", side="the Energy Ministry"),
        unnamed("tide", "an official", side="the Harbour Ministry"),
        unnamed("tide", "an official", side="the opposition"),
    ):
        assert count(provenance("c1", [first, said(TIDE, other)], [])) == (2, 2)


def test_may_be_the_same_is_not_passed_on() -> None:
    """An official of whom nothing is told may be of either ministry, but the two ministries' men are two."""
    carriers = [
        said(WIRE, unnamed("wire", "an official", side="the Energy Ministry")),
        said(TIDE, unnamed("tide", "an official")),
        said(BEACON, unnamed("beacon", "an official", side="the Harbour Ministry")),
    ]
    assert count(provenance("c1", carriers, [])) == (2, 3)


def test_a_judgement_makes_mouths_one() -> None:
    """What a person decided holds for both ends of the range: for sources, outlets, one found out."""
    pilot = unnamed("wire", "a pilot")
    found = provenance("c1", [said(WIRE, pilot), said(TIDE, VOS)], [], same={pilot.id: VOS.id})
    assert count(found) == (1, 1)
    assert names(found) == ["Irena Vos"]
    found = provenance("c1", [said(WIRE, pilot)], [], same={pilot.id: "person:pava reyl"})
    assert (names(found), found.origins[0].mouth.kind) == (["pava reyl"], SourceKind.NAMED_PERSON)
    carriers = [said(WIRE, VOS), said(TIDE, BRANDT)]
    assert count(provenance("c1", carriers, [], same={"outlet:tide": "outlet:coast wire"})) == (1, 1)


@pytest.mark.parametrize("stance", [Stance.STATES, Stance.CONFIRMS, Stance.BELIEVES, Stance.PREDICTS])
def test_these_stances_carry_the_claim(stance: Stance) -> None:
    """To say, confirm, believe or predict it is to carry it; to do so with the contrary is to deny it."""
    assert provenance("c1", [said(WIRE, VOS, stance=stance)], []).claim.carried_by == ("wire",)
    found = provenance("c1", [said(WIRE, VOS, stance=stance, opposed=True)], [])
    assert (found.claim.carried_by, found.claim.denied_by) == ((), ("wire",))


def test_all_other_stances_stand_beside_the_count() -> None:
    """Each under its name, with the words; none of them is an origin, and a denial of the contrary is no support."""
    others = [s for s in Stance if s not in (Stance.STATES, Stance.CONFIRMS, Stance.BELIEVES, Stance.PREDICTS)]
    for n, stance in enumerate(others):
        beside = said(head("x", "Beacon", "2031-03-12"), BRANDT, stance=stance, n=n)
        found = provenance("c1", [said(WIRE, VOS), beside], [])
        assert count(found) == (1, 1)
        assert names(found) == ["Irena Vos"]
        ((key, (at,)),) = found.stances.items()
        assert key == stance
        assert found.evidence[at].passage == beside.statement.passage
        assert found.claim.denied_by == (("x",) if stance is Stance.DENIES else ())
    found = provenance("c1", [said(WIRE, VOS), said(TIDE, BRANDT, stance=Stance.DENIES, opposed=True)], [])
    assert (count(found), found.claim.denied_by, list(found.stances)) == ((1, 1), (), ["denies_contrary"])


def test_as_of_a_date_only_what_was_there_counts() -> None:
    """Articles that were published on that day or before it, or added where no date is known."""
    undated = head("late", "Beacon", None, added="2031-03-20T10:00:00Z")
    carriers = [said(WIRE, VOS), said(TIDE, BRANDT, stance=Stance.DENIES), said(undated, BRANDT)]
    by_day = {day: provenance("c1", carriers, [], f"2031-03-{day}") for day in ("09", "10", "11", "20")}
    assert [found.claim.carried_by for found in by_day.values()] == [(), ("wire",), ("wire",), ("wire", "late")]
    assert [found.claim.denied_by for found in by_day.values()] == [(), (), ("tide",), ("tide",)]
    assert [found.claim.first_seen for found in by_day.values()] == [None, "2031-03-10", "2031-03-10", "2031-03-10"]
    assert [day for day, _ in by_day["20"].timeline] == ["2031-03-10", "2031-03-11", "2031-03-20"]
    assert [found.credibility for found in by_day.values()] == [6, 3, 4, 2]


def test_everything_is_shown_with_its_words() -> None:
    """Content, source and cue of every statement are evidence, and edges and origins point to them."""
    carrier = said(WIRE, outlet("Harbour Radio"), VOS)
    found = provenance("c1", [carrier], [])
    s = carrier.statement
    assert [e.passage for e in found.evidence] == [s.passage, s.source, s.cue]
    assert [e.what for e in found.evidence] == ["said by Irena Vos", "source", "cue"]
    assert found.edges == (
        ("claim:c1", "wire", "carries", (0,)),
        ("wire", "outlet:harbour radio", "lays it to", (0, 1, 2)),
        ("outlet:harbour radio", "person:irena vos", "has it from", (0, 1, 2)),
    )
    assert found.origins[0].evidence == found.evidence
    assert [(step.kind, step.id) for step in found.nodes] == [
        ("claim", "claim:c1"),
        ("outlet", "outlet:coast wire"),
        ("outlet", "outlet:harbour radio"),
        ("source", "person:irena vos"),
        ("article", "wire"),
    ]


def test_an_article_of_no_known_outlet_stands_for_itself() -> None:
    """It is a node of its own, and its own word is an origin."""
    alone, other = head("n1", None, "2031-03-10"), head("n2", None, "2031-03-10")
    assert count(provenance("c1", [said(alone, VOS), said(other, BRANDT)], [])) == (2, 2)
    found = provenance("c1", [said(alone)], [])
    assert (count(found), found.single_points, names(found)) == ((1, 1), ("n1",), ["Title of n1"])


def test_a_body_that_publishes_is_one_with_its_outlet() -> None:
    """A statement that is laid to a body under whose name an article is held leads to that article."""
    body = Mouth("organisation:coast wire", "Coast Wire", SourceKind.ORGANISATION)
    assert names(provenance("c1", [said(WIRE, VOS), said(TIDE, body)], [])) == ["Irena Vos"]


def test_no_carrier_at_all() -> None:
    """Nothing is known of a claim that nobody makes."""
    empty: list[Carrier] = []
    found = provenance("c1", empty, [])
    assert (count(found), found.credibility, found.claim.first_seen) == ((0, 0), 6, None)


def test_many_denials_of_one_report_weigh_once() -> None:
    """A denial that is copied is one denial; two of different sources outweigh a single source."""
    first = said(TIDE, BRANDT, stance=Stance.DENIES)
    copy = said(BEACON, unnamed("beacon", "a spokesman"), stance=Stance.DENIES)
    assert provenance("c1", [said(WIRE, VOS), first, copy], [copied(BEACON, TIDE)]).credibility == 4
    assert provenance("c1", [said(WIRE, VOS), first, copy], []).credibility == 5
