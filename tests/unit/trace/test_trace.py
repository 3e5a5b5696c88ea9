"""The sourcing card and the headline check, on invented articles of the shapes that they are for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reported import article, entity

from sayso.model import Article, Entity, EntityKind, Passage, Relation, Sourcing, SpanSet, Stance
from sayso.resolve.chain import chained
from sayso.trace import sourced
from sayso.trace.standing import Standing

PERSON, OUTLET, GROUP, ORGANISATION = (
    EntityKind.PERSON,
    EntityKind.OUTLET,
    EntityKind.GROUP,
    EntityKind.ORGANISATION,
)

COLUMN = """\
CONFIRMED: Valdora bargains with Kestria over handover of rebel garrison in Port Marrow

In March I wrote that Valdora was bargaining with Kestria over a handover of the Port Marrow garrison.

Today the Calder Ledger reports: “Kestria hosts talks with Valdora over Port Marrow, two rebel captains told us. \
‘Valdora and Kestria talk every day about the garrison,’ said one harbour pilot, who would not be named.”

The Valdorans are not denying the talks. Irena Vos, the Valdoran navy’s spokeswoman, said: “We have met captains \
in Kestria for years.”

The Ledger asked Aldo Brandt, an analyst in Harlow, who said: “Valdora would rather keep Port Marrow open.”

This is plainly wrong.
"""


def column() -> Article:
    text = COLUMN
    report = text[text.index("“Kestria hosts") : text.index("\n\nThe Valdorans")]
    entities = [
        entity("e1", OUTLET, "Calder Ledger", text, "The Ledger"),
        entity("e2", PERSON, "Irena Vos", text, roles=["the Valdoran navy’s spokeswoman"]),
        entity("e3", PERSON, "Aldo Brandt", text, roles=["an analyst in Harlow"]),
        entity("e4", GROUP, "two rebel captains", text),
        entity("e5", GROUP, "one harbour pilot", text),
        entity("e6", ORGANISATION, "Valdora", text, "Valdorans", "The Valdorans"),
    ]
    said = [
        {"source": "I", "cue": "wrote", "content": "that Valdora was bargaining with Kestria over a handover of the "
         "Port Marrow garrison", "kind": "author"},
        {"source": "the Calder Ledger", "cue": "reports", "content": report, "speaker": "e1"},
        {"source": "two rebel captains", "cue": "told", "content": "Kestria hosts talks with Valdora over Port Marrow",
         "speaker": "e4", "parent": "a2"},
        {"source": "one harbour pilot", "cue": "said", "content": "‘Valdora and Kestria talk every day about the "
         "garrison,’", "speaker": "e5", "kind": "unnamed_person", "parent": "a2"},
        {"source": "The Valdorans", "cue": "are not denying", "content": "the talks", "speaker": "e6",
         "stance": "does_not_deny", "after": "The Valdorans"},
        {"source": "Irena Vos", "cue": "said", "content": "“We have met captains in Kestria for years.”",
         "speaker": "e2", "after": "Irena"},
        {"source": "Aldo Brandt", "cue": "said", "content": "“Valdora would rather keep Port Marrow open.”",
         "speaker": "e3", "after": "Aldo"},
    ]  # fmt: skip
    made = article(text, said, entities)
    made = replace(
        made,
        attributions=tuple(replace(a, via=("e1",)) if a.parent == "a2" else a for a in made.attributions),
    )
    at = text.index("This is plainly wrong")
    words = Passage.at(text, SpanSet.of([(at, at + len("This is plainly wrong"))]))
    return replace(made, relations=(Relation(Stance.DISPUTES, "author", "a7", words),))


def card(made: Article) -> Sourcing:
    found = sourced(made).sourcing
    assert found is not None
    return found


def rules(made: Article) -> dict[str, str]:
    found = card(made)
    checked = found.headline.findings if found.headline else ()
    return {f.rule: f.text for f in (*found.findings, *checked)}


def test_a_column_that_calls_a_report_a_confirmation_is_taken_apart() -> None:
    found = card(column())
    assert found.headline is not None
    assert found.headline.asserts == "confirmed"
    assert found.headline.claim.startswith("Valdora bargains")
    assert found.headline.rests_on == ("a1", "a2", "a3", "a4")
    assert rules(column()) == {
        "headline-surer": "The headline says “confirmed”; the text rests it on a report by the Calder Ledger, which "
        "rests on unnamed people (“two rebel captains” and “one harbour pilot”) and the author’s own earlier words. "
        "The official quoted, Irena Vos, does not say so. That “The Valdorans are not denying” is an absence of "
        "denial.",
        "unnamed-only": "2 main statements rest on unnamed people alone: “two rebel captains” and “one harbour pilot”.",
        "outlet-relays-unnamed": "The Calder Ledger has it from people whom it does not name: “two rebel "
        "captains” and “one harbour pilot”.",
        "absence-of-denial": "That “The Valdorans are not denying” is an absence of denial; it confirms nothing.",
        "author-overrules": "The author contradicts Aldo Brandt, the only expert quoted: “This is plainly wrong”.",
        "self-citation": "The article cites its author’s own earlier words as support.",
    }


def test_sources_are_counted_once_and_words_are_the_deepest_speakers() -> None:
    found = card(column())
    assert (found.named, found.unnamed, found.organisations, found.outlets, found.author) == (2, 2, 1, 1, 1)
    assert (found.direct, found.indirect, found.mixed) == (3, 4, 0)
    assert {v.speaker: (v.attributions, v.words) for v in found.voices} == {
        "e1": (1, 14),
        "e2": (1, 8),
        "e3": (1, 7),
        "e4": (1, 8),
        "e5": (1, 9),
        "e6": (1, 2),
    }
    assert found.self_citations == ("a1",)


def brief(headline: str, body: str, said: Sequence[Mapping[str, str]], *entities: tuple[EntityKind, str]) -> Article:
    text = f"{headline}\n\n{body}"
    return article(text, said, [entity(f"e{n}", kind, name, text) for n, (kind, name) in enumerate(entities, 1)])


@pytest.mark.parametrize(
    ("headline", "asserts"),
    [
        ("Confirmed: storm gates shut", "confirmed"),
        ("It’s official: storm gates shut", "confirmed"),
        ("Storm gates shut", "stated"),
        ("BREAKING: Storm gates shut", "stated"),
        ("Are the storm gates shut?", "asked"),
        ("Storm gates may be shut", "hedged"),
        ("Storm gates shut, says Reyl", "attributed"),
        ("Reyl: storm gates shut", "attributed"),
        ("Storm gates shut - sources", "attributed"),
        ("Port Calder: storm gates shut", "stated"),
        ("Reyl confirms storm gates shut", "attributed"),
        ("Storm gates ‘shut’", "attributed"),
    ],
)
def test_how_surely_a_headline_asserts(headline: str, asserts: str) -> None:
    said = {"source": "Reyl", "cue": "said", "content": "the wind rose", "speaker": "e1", "after": "Reyl said"}
    found = card(brief(headline, "Reyl said the wind rose.", [said], (PERSON, "Reyl"))).headline
    assert found is not None and found.asserts == asserts


GATES = "Storm gates of Port Calder shut for winter"


def test_a_headline_on_unnamed_people_alone() -> None:
    body = "Two pilots said the storm gates of Port Calder were possibly shut."
    said = {"source": "Two pilots", "cue": "said", "content": body[16:-1], "kind": "unnamed_group"}
    assert set(rules(brief(GATES, body, [said]))) == {"headline-unnamed", "unnamed-only"}


def test_a_statement_that_a_named_source_bears_out_does_not_rest_on_unnamed_people() -> None:
    body = "Two pilots said the storm gates were shut. Reyl said the storm gates shut at noon."
    said = [
        {"source": "Two pilots", "cue": "said", "content": "the storm gates were shut", "kind": "unnamed_group"},
        {"source": "Reyl", "cue": "said", "content": "the storm gates shut at noon", "speaker": "e1", "after": "Reyl"},
    ]
    assert "unnamed-only" not in rules(brief("The wind rises", body, said, (PERSON, "Reyl")))


def test_a_spokesman_without_a_name_is_no_unnamed_source() -> None:
    body = "A police spokesman said the storm gates were shut."
    said = {
        "source": "A police spokesman",
        "cue": "said",
        "content": "the storm gates were shut",
        "kind": "unnamed_person",
    }
    assert not card(brief("The wind rises", body, [said])).unnamed_only


def test_an_article_with_one_source() -> None:
    body = "Reyl said one thing. He said another thing. Reyl told a third thing."
    said = [
        {"source": "Reyl", "cue": "said", "content": "one thing", "speaker": "e1"},
        {"source": "He", "cue": "said", "content": "another thing", "speaker": "e1"},
        {"source": "Reyl", "cue": "told", "content": "a third thing", "speaker": "e1"},
    ]
    assert set(rules(brief("The wind rises", body, said, (PERSON, "Reyl")))) == {"one-source"}


@pytest.mark.parametrize(
    ("body", "cue", "cites"),
    [
        ("Last spring I wrote that the gates would fail.", "wrote", True),
        ("In a column in May I said that the gates would fail.", "said", True),
        ("At supper I said that the gates would fail.", "said", False),
        ("I think that the gates would fail.", "think", False),
    ],
)
def test_an_author_is_cited_for_what_was_published_alone(body: str, cue: str, cites: bool) -> None:
    said = {"source": "I", "cue": cue, "content": "that the gates would fail", "kind": "author", "after": body[:9]}
    found = card(brief("The wind rises", body, [said]))
    assert bool(found.self_citations) == cites == ("self-citation" in {f.rule for f in found.findings})


def test_a_headline_that_a_named_source_speaks_of_too_does_not_rest_on_unnamed_people() -> None:
    body = "Two pilots said the storm gates of Port Calder were shut. Solberg said the gates shut for winter early."
    said = [
        {"source": "Two pilots", "cue": "said", "content": "the storm gates of Port Calder were shut",
         "kind": "unnamed_group"},
        {"source": "Solberg", "cue": "said", "content": "the gates shut for winter early", "speaker": "e1",
         "after": "Solberg"},
    ]  # fmt: skip
    assert "headline-unnamed" not in rules(brief(GATES, body, said, (PERSON, "Solberg")))


def test_a_confirmation_that_is_laid_to_nobody_is_said_to_be_so() -> None:
    body = "“The storm gates of Port Calder are shut.”"
    found = rules(brief(f"CONFIRMED: {GATES}", body, [{"content": body}]))
    assert found["headline-surer"].endswith("the text rests it on words that are laid to nobody.")


def test_nothing_is_said_of_a_headline_that_denies() -> None:
    body = "Two pilots said the storm gates of Port Calder were shut."
    said = {"source": "Two pilots", "cue": "said", "content": body[16:-1], "kind": "unnamed_group"}
    assert "headline-unnamed" not in rules(brief("Storm gates of Port Calder not shut", body, [said]))


@pytest.mark.parametrize(
    ("source", "unnamed"),
    [
        ("two officials familiar with the repairs", True),
        ("one harbour pilot, who would not be named", True),
        ("the source", True),
        ("critics", False),
        ("most officials", False),
        ("the group", False),
        ("the chairman", False),
        ("a police spokesman", False),
        ("budget figures", False),
        ("industry figures", True),
        ("a pilot Pava Reyl", False),
        ("another pilot, Pava Reyl", False),
    ],
)
def test_who_counts_as_an_unnamed_source(source: str, unnamed: bool) -> None:
    said = {"source": source, "cue": "said", "content": "the storm gates were shut", "kind": "unnamed_group"}
    made = brief("The wind rises", f"In Harlow {source} said the storm gates were shut.", [said])
    assert bool(card(made).unnamed_only) == unnamed


@pytest.mark.parametrize(
    "sentence",
    [
        "The Board declined to comment.",
        "Reyl could not be reached.",
        "Reyl could not immediately be reached for comment.",
        "The Board did not respond to repeated requests for comment.",
        "Ms Solberg didn’t return several calls.",
    ],
)
def test_whose_side_is_missing(sentence: str) -> None:
    made = brief("The wind rises", f"The wind rose. {sentence}", [])
    (found,) = card(made).findings
    assert (found.rule, found.text) == ("side-missing", f"A side is not heard: “{sentence}”")
    assert found.spans[0].of(made.document.text) == sentence


def test_attributions_without_content_or_place_are_counted_and_break_nothing() -> None:
    said = {"source": "Reyl", "cue": "said", "content": "the gates", "speaker": "e1"}
    made = brief(GATES, "Reyl said the gates shut.", [said], (PERSON, "Reyl"))
    bare = replace(made.attributions[0], content=Passage("", SpanSet(())))
    nothing = replace(bare, id="a2", source=None, cue=None, speaker=None)
    found = card(chained(replace(made, attributions=(bare, nothing))))
    assert (found.named, found.direct + found.indirect, found.voices[0].words) == (1, 2, 0)


def test_an_article_without_headline_or_attributions_has_an_empty_card() -> None:
    assert card(article("", [], headline=False)) == Sourcing()
    assert card(article("The wind rose.", [], headline=False)).headline is None


@given(
    st.lists(st.sampled_from(["“", "”", "CONFIRMED:", "Reyl said", "א", "?", "\n\n", ". ", "gates", "3"]), max_size=30)
)
def test_every_span_stands_inside_the_text_whatever_is_in_it(parts: list[str]) -> None:
    text = "wind" + " ".join(parts)
    said = (
        [{"source": "Reyl", "cue": "said", "content": text[text.index("said") + 4 :]}]
        if text.count("Reyl said ")
        else []
    )
    made = article(text, [one | {"kind": "named_person"} for one in said])
    found = card(made)
    for one in (*found.findings, *(found.headline.findings if found.headline else ())):
        assert all(span.end <= len(text) for span in one.spans)
        assert set(one.attributions) <= {a.id for a in made.attributions}


def test_cards_are_made_of_entities_with_names_alone() -> None:
    nobody = Entity("e1", PERSON, "a pilot", named=False)
    body = "A pilot said the storm gates of Port Calder were shut."
    said = {"source": "A pilot", "cue": "said", "content": body[13:-1], "kind": "unnamed_person", "speaker": "e1"}
    made = article(f"{GATES}\n\n{body}", [said], [nobody])
    assert rules(made)["headline-unnamed"].endswith("unnamed people alone: “A pilot”.")


def test_a_deed_told_of_carries_no_headline() -> None:
    """What somebody inside a report was trying to do is told by whoever reports it, by nobody else."""
    body = "Aldo Reyl said the Karvians were trying to keep the storm gates of Port Calder shut."
    said = [
        {"source": "Aldo Reyl", "cue": "said", "content": body[len("Aldo Reyl said ") : -1], "speaker": "e1"},
        {
            "source": "the Karvians",
            "cue": "were trying to keep",
            "content": "the storm gates of Port Calder shut",
            "kind": "organisation",
        },
    ]
    made = brief(GATES, body, said, (PERSON, "Aldo Reyl"))
    made = replace(made, attributions=(made.attributions[0], replace(made.attributions[1], parent="a1")))
    found = card(made)
    assert found.headline is not None
    assert found.headline.rests_on == ("a1",)


def test_a_headline_that_lays_it_to_somebody_rests_on_that_persons_words() -> None:
    """The body says it again in other words; the headline's own source and verb need not be among them."""
    title = "Aldo Reyl accuses former aide of failing to follow harbour rules"
    body = "Aldo Reyl wrote of a former aide who disregards basic harbour rules. Pava Sund wrote of the harbour rules."
    said = [
        {"source": "Aldo Reyl", "cue": "accuses", "content": title[len("Aldo Reyl accuses ") :], "speaker": "e1"},
        {"source": "Aldo Reyl", "cue": "wrote of", "content": "a former aide who disregards basic harbour rules",
         "speaker": "e1", "after": "Aldo Reyl wrote"},
        {"source": "Pava Sund", "cue": "wrote of", "content": "the harbour rules", "speaker": "e2",
         "after": "Pava Sund"},
    ]  # fmt: skip
    found = card(brief(title, body, said, (PERSON, "Aldo Reyl"), (PERSON, "Pava Sund")))
    assert found.headline is not None
    assert (found.headline.asserts, found.headline.rests_on) == ("attributed", ("a2",))


def test_a_headline_may_rest_on_the_articles_own_words() -> None:
    body = "The storm gates of Port Calder were shut at noon. Aldo Reyl said the storm gates of Port Calder were shut."
    said = [{"source": "Aldo Reyl", "cue": "said", "content": body[body.index("said ") + 5 : -1], "speaker": "e1"}]
    title = "Storm gates of Port Calder shut"
    found = card(brief(title, body, said, (PERSON, "Aldo Reyl"))).headline
    assert found is not None
    assert (found.rests_on, found.own_voice) == (("a1",), True)
    found = card(brief(title, body[body.index("Aldo") :], said, (PERSON, "Aldo Reyl"))).headline
    assert found is not None
    assert (found.rests_on, found.own_voice) == (("a1",), False)


def test_an_article_before_another_word_is_none_of_the_names() -> None:
    """The article before a name is its own: *the Karvians* are Karvia, *the Storm Office* is the Storm Office."""
    text = "The Karvians said the gates hold. The Storm Office said so too.\n"
    people = [
        entity("e1", EntityKind.ORGANISATION, "Karvia", text, "Karvians"),
        entity("e2", EntityKind.ORGANISATION, "Storm Office", text),
    ]
    standing = Standing(article(text, [], people, headline=False))
    assert [standing.named(e) for e in people] == ["Karvia", "the Storm Office"]
