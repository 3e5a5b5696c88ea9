"""Through whose mouths statements come, and what is done with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reported import article, entity

from sayso.model import Article, EntityKind
from sayso.resolve.chain import chained

PERSON, OUTLET, GROUP, ORGANISATION = (
    EntityKind.PERSON,
    EntityKind.OUTLET,
    EntityKind.GROUP,
    EntityKind.ORGANISATION,
)


def via(found: Article, key: str) -> tuple[str, ...]:
    return next(a.via for a in found.attributions if a.id == key)


def relations(found: Article) -> list[tuple[str, str, str, str]]:
    return [(str(r.kind), r.by, r.attribution, r.passage.text) for r in found.relations]


def one(text: str, source: str, cue: str, content: str, *others: tuple[EntityKind, str]) -> Article:
    """One attribution to the person e1, in a text with the entities e2 and so on."""
    entities = [entity("e1", PERSON, source, text)]
    entities += [entity(f"e{n}", kind, name, text) for n, (kind, name) in enumerate(others, 2)]
    return article(
        text, [{"source": source, "cue": cue, "content": content, "speaker": "e1"}], entities, headline=False
    )


def test_a_report_in_a_report_comes_through_everybody_above_it_outermost_first() -> None:
    text = "Ida Solberg wrote that the Calder Ledger had reported that Tomas Reyl expected a flood."
    made = article(
        text,
        [
            {"source": "Ida Solberg", "cue": "wrote", "content": text[text.index("that the") : -1], "speaker": "e1"},
            {
                "source": "the Calder Ledger",
                "cue": "had reported",
                "content": "that Tomas Reyl expected a flood",
                "speaker": "e2",
                "parent": "a1",
            },
            {"source": "Tomas Reyl", "cue": "expected", "content": "a flood", "speaker": "e3", "parent": "a2"},
        ],
        [
            entity("e1", PERSON, "Ida Solberg", text),
            entity("e2", OUTLET, "Calder Ledger", text),
            entity("e3", PERSON, "Tomas Reyl", text),
        ],
        headline=False,
    )
    found = chained(made)
    assert [via(found, a) for a in ("a1", "a2", "a3")] == [(), ("e1",), ("e1", "e2")]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Tomas Reyl told the Calder Ledger that the gates held.", "told", "that the gates held"),
        ("Tomas Reyl told state news agency Calder Ledger that the gates held.", "told", "that the gates held"),
        ("“The gates held,” Tomas Reyl said in an interview with the Calder Ledger.", "said", "“The gates held,”"),
        ("In a rare interview with the Calder Ledger, Tomas Reyl said the gates held.", "said", "the gates held"),
        ("Tomas Reyl was quoted by the Calder Ledger as saying the gates held.", "as saying", "the gates held"),
        ("Calder Ledger quoted Tomas Reyl as saying the gates held.", "as saying", "the gates held"),
        ("The gates held, according to Tomas Reyl, quoted by the Calder Ledger.", "according to", "The gates held"),
    ],
)
def test_the_outlet_that_somebody_told_stands_between(text: str, cue: str, content: str) -> None:
    made = one(text, "Tomas Reyl", cue, content, (OUTLET, "Calder Ledger"))
    assert via(chained(made), "a1") == ("e2",)
    own = replace(made, document=replace(made.document, outlet="The Calder Ledger"))
    assert via(chained(own), "a1") == ()


def test_people_who_are_told_something_pass_nothing_on() -> None:
    made = one(
        "Tomas Reyl told Ida Solberg that the gates held.",
        "Tomas Reyl",
        "told",
        "that the gates held",
        (PERSON, "Ida Solberg"),
    )
    assert via(chained(made), "a1") == ()


def test_whoever_cites_somebody_stands_before_them() -> None:
    text = "The gates held, Norpress reported, citing two harbour pilots."
    made = article(
        text,
        [
            {"source": "Norpress", "cue": "reported", "content": "The gates held", "speaker": "e1"},
            {"source": "two harbour pilots", "cue": "citing", "content": "The gates held", "speaker": "e2"},
        ],
        [entity("e1", OUTLET, "Norpress", text), entity("e2", GROUP, "two harbour pilots", text)],
        headline=False,
    )
    assert via(chained(made), "a2") == ("e1",)


def test_a_datelines_agency_stands_before_everybody_unless_the_article_is_its_own() -> None:
    text = "HARLOW, May 3 (Norpress) - The gates held, Tomas Reyl said."
    made = one(text, "Tomas Reyl", "said", "The gates held")
    found = chained(made)
    assert [(e.id, e.name) for e in found.entities] == [("e1", "Tomas Reyl"), ("e2", "Norpress")]
    assert via(found, "a1") == ("e2",)
    own = chained(replace(made, document=replace(made.document, outlet="Norpress")))
    assert via(own, "a1") == () and len(own.entities) == 1


QUOTED = "“The gates will fail,” said Ida Solberg, a lecturer in Harlow. "


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("This is plainly wrong. The gates held.", [("disputes", "author", "a1", "This is plainly wrong")]),
        ("That is not true. The gates held.", [("disputes", "author", "a1", "That is not true")]),
        ("It is wrong that nobody helps. The gates held.", []),
        ("That is not wrong. The gates held.", []),
        ("The gates held. A week passed. This is false.", []),
        (
            "The gates held. A week passed. Solberg’s analysis is, frankly, wishful thinking.",
            [("disputes", "author", "a1", "Solberg’s analysis is, frankly, wishful thinking")],
        ),
        ("Solberg misunderstands the gates.", [("disputes", "author", "a1", "Solberg misunderstands")]),
        ("Solberg is right. The gates failed.", [("confirms", "author", "a1", "Solberg is right")]),
        ("Solberg is right to leave.", []),
    ],
)
def test_the_article_takes_sides_only_where_its_own_words_say_so(after: str, expected: list[tuple[str, ...]]) -> None:
    text = QUOTED + after
    made = article(
        text,
        [{"source": "Ida Solberg", "cue": "said", "content": "“The gates will fail,”", "speaker": "e1"}],
        [entity("e1", PERSON, "Ida Solberg", text, "Solberg")],
        headline=False,
    )
    assert relations(chained(made)) == expected


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Ida Solberg wrongly claimed that the gates failed.", "claimed", [("disputes", "author", "a1", "wrongly")]),
        ("As Ida Solberg rightly says, the gates failed.", "says", [("confirms", "author", "a1", "rightly")]),
        ("Ida Solberg was accused of falsely claiming that the gates failed.", "claiming", []),
    ],
)
def test_an_adverb_at_the_cue_takes_sides(text: str, cue: str, expected: list[tuple[str, ...]]) -> None:
    assert relations(chained(one(text, "Ida Solberg", cue, "the gates failed"))) == expected


@pytest.mark.parametrize(
    ("answer", "content", "stance"),
    [
        (
            "The Water Board denied that Reyl had closed the storm gates.",
            "that Reyl had closed the storm gates",
            "denies",
        ),
        ("The Water Board denied the claim.", "the claim", "denies"),
        ("The Water Board confirmed it.", "it", "confirms"),
    ],
)
def test_a_source_answers_another_where_it_speaks_of_the_same(answer: str, content: str, stance: str) -> None:
    text = f"Ida Solberg said that Reyl closed both storm gates on Monday. {answer}"
    made = article(
        text,
        [
            {
                "source": "Ida Solberg",
                "cue": "said",
                "content": text[text.index("that") : text.index(".")],
                "speaker": "e1",
            },
            {
                "source": "The Water Board",
                "cue": answer.split()[3],
                "content": content,
                "speaker": "e2",
                "stance": stance,
                "after": answer,
            },
        ],
        [entity("e1", PERSON, "Ida Solberg", text), entity("e2", ORGANISATION, "Water Board", text)],
        headline=False,
    )
    assert relations(chained(made)) == [(stance, "e2", "a1", answer.split()[3])]


def test_a_denial_of_something_else_answers_nobody() -> None:
    text = "Ida Solberg said that Reyl closed both gates. The Water Board denied that its chairman had been paid twice."
    made = article(
        text,
        [
            {"source": "Ida Solberg", "cue": "said", "content": "that Reyl closed both gates", "speaker": "e1"},
            {
                "source": "The Water Board",
                "cue": "denied",
                "content": "that its chairman had been paid twice",
                "speaker": "e2",
                "stance": "denies",
            },
        ],
        [entity("e1", PERSON, "Ida Solberg", text), entity("e2", ORGANISATION, "Water Board", text)],
        headline=False,
    )
    assert relations(chained(made)) == []


@given(
    parents=st.lists(st.integers(0, 5), min_size=6, max_size=6),
    speakers=st.lists(st.sampled_from(["e1", "e2", "e3", None]), min_size=6, max_size=6),
)
def test_no_chain_has_anybody_twice_whatever_the_parents(parents: list[int], speakers: list[str | None]) -> None:
    names = ("Ida", "Tomas", "Norpress")
    text = " ".join(f"{name} said thing{n}." for n, name in enumerate(names * 2))
    entities = [entity(f"e{n}", PERSON, name, text) for n, name in enumerate(names, 1)]
    said = [
        {"source": name, "cue": "said", "content": f"thing{n}", "kind": "named_person"}
        for n, name in enumerate(names * 2)
    ]
    made = article(text, said, entities, headline=False)
    made = replace(
        made,
        attributions=tuple(
            replace(a, speaker=speaker, parent=None if p == n else f"a{p + 1}")
            for n, (a, p, speaker) in enumerate(zip(made.attributions, parents, speakers, strict=True))
        ),
    )
    for a in chained(made).attributions:
        assert len(set(a.via)) == len(a.via) and a.speaker not in a.via and set(a.via) <= {"e1", "e2", "e3"}
