"""What an article says, and through whose mouths."""

from __future__ import annotations

from dataclasses import replace

from reported import article, entity

from sayso.match.statements import statements
from sayso.model import Article, Credit, EntityKind, Head, SourceKind, Stance, Statement, StatementKind

TEXT = """Tarn Bridge to close, Norpress reports

The Tarn Bridge will be closed in May, the Norpress agency reported, citing two officials at the Road Office.

The agency said that Mayor Ilka Maren told it that the bridge carries 9,000 lorries a day. “It is rotten,” Maren said.

Nobody will miss the toll booths of Port Elsa, which were built in 1988. They are painted green.

A spokesman asked not to be named. The Road Office declined to comment. Will there be a new bridge over the Tarn?
"""


def told(by: str | None = "The Elsa Post", credits: tuple[Credit, ...] = ()) -> list[Statement]:
    """The statements of the text, in the outlet and with the credits given."""
    people = [
        entity("e1", EntityKind.OUTLET, "Norpress", TEXT),
        entity("e2", EntityKind.PERSON, "Ilka Maren", TEXT, "Maren"),
        entity("e3", EntityKind.ORGANISATION, "Road Office", TEXT),
    ]
    found = article(
        TEXT,
        [
            {
                "source": "the Norpress agency",
                "cue": "reported",
                "content": "The Tarn Bridge will be closed in May",
                "speaker": "e1",
            },
            {
                "source": "the Norpress agency",
                "cue": "citing",
                "content": "two officials at the Road Office",
                "speaker": "e1",
            },
            {
                "source": "The agency",
                "cue": "said",
                "content": "that Mayor Ilka Maren told it that the bridge carries 9,000 lorries a day",
                "speaker": "e1",
            },
            {
                "source": "Ilka Maren",
                "cue": "told",
                "content": "that the bridge carries 9,000 lorries a day",
                "speaker": "e2",
                "after": "The agency",
            },
            {"source": "Maren", "cue": "said", "content": "“It is rotten,”", "speaker": "e2", "after": "“It"},
            {"source": "A spokesman", "cue": "asked", "content": "not to be named", "kind": "unnamed_person"},
            {
                "source": "The Road Office",
                "cue": "declined",
                "content": "to comment",
                "speaker": "e3",
                "after": "A spokesman",
            },
        ],
        people,
        outlet=by,
    )
    a = list(found.attributions)
    a[3] = replace(a[3], parent="a3", via=("e1",))
    a[6] = replace(a[6], stance=Stance.NO_COMMENT)
    return statements(replace(found, attributions=tuple(a)), of(found, by, credits))


def of(found: Article, by: str | None, credits: tuple[Credit, ...]) -> Head:
    return Head("x", "x", "2031-05-02T00:00:00Z", found.document.title, by, credits=credits)


def one(found: list[Statement], words: str) -> Statement:
    """The statement that begins so."""
    return next(s for s in found if s.passage.text.startswith(words))


def test_contents_with_their_mouths() -> None:
    """The source of a content stands last, behind whoever passes it on."""
    found = told()
    assert [m.id for m in one(found, "that the bridge carries").mouths] == ["outlet:norpress", "person:ilka maren"]


def test_whoever_is_cited_stands_behind_the_outlet() -> None:
    """Officials whom an agency cites for a sentence are its source, described in the text's words."""
    closed = one(told(), "The Tarn Bridge will be closed in May")
    assert [m.id for m in closed.mouths] == ["outlet:norpress", "unnamed:x:a2"]
    cited = closed.mouths[1]
    assert cited.kind is SourceKind.UNNAMED_GROUP
    assert cited.description is not None
    assert cited.description.office is not None and cited.description.office.text == "officials"
    assert cited.description.side is not None and cited.description.side.text == "the Road Office"
    for part in (cited.description.number, cited.description.office, cited.description.side):
        assert part is not None and part.spans.text(TEXT) == part.text


def test_what_only_passes_on_another_statement_is_none() -> None:
    """A content that is hardly more than somebody else's statement is left to that."""
    assert not [s for s in told() if s.passage.text.startswith("that Mayor")]


def test_a_deed_told_of_is_no_report() -> None:
    """What somebody inside a report has decided to do leaves the claim with those who tell of it; a refusal counts."""
    text = (
        "Two officials said the Road Board has decided to close the Tarn Bridge in May. "
        "They said the mayor declined to comment on that.\n"
    )
    people = [
        entity("e1", EntityKind.GROUP, "officials", text),
        entity("e2", EntityKind.ORGANISATION, "Road Board", text),
    ]
    said = [
        {
            "source": "officials",
            "cue": "said",
            "content": "the Road Board has decided to close the Tarn Bridge in May",
            "speaker": "e1",
        },
        {"source": "Road Board", "cue": "decided", "content": "to close the Tarn Bridge in May", "speaker": "e2"},
        {"source": "They", "cue": "said", "content": "the mayor declined to comment on that", "speaker": "e1"},
        {"source": "the mayor", "cue": "declined", "content": "to comment on that", "stance": "no_comment"},
    ]
    found = article(text, said, people, headline=False)
    a = list(found.attributions)
    a[1], a[3] = replace(a[1], parent="a1", via=("e1",)), replace(a[3], parent="a3", via=("e1",))
    made = statements(replace(found, attributions=tuple(a)), of(found, None, ()))
    assert [s.attribution for s in made if "close" in s.passage.text] == ["a1"]
    assert [s.attribution for s in made if s.stance is Stance.NO_COMMENT] == ["a4"]


def test_words_without_substance() -> None:
    """Two words, the wish not to be named, and questions make no claim; a refusal to comment is kept."""
    found = told()
    assert not [s for s in found if "rotten" in s.passage.text or "named" in s.passage.text or "?" in s.passage.text]
    assert one(found, "to comment").stance is Stance.NO_COMMENT


def test_nouns_alone_assert_nothing() -> None:
    """What is talked about is no statement, unless it is denied."""
    text = "Maren spoke of the toll booths of Port Elsa. She denied the sale of the Tarn Bridge.\n"
    maren = entity("e1", EntityKind.PERSON, "Maren", text)
    said = [
        {"source": "Maren", "cue": "spoke", "content": "the toll booths of Port Elsa", "speaker": "e1"},
        {
            "source": "She",
            "cue": "denied",
            "content": "the sale of the Tarn Bridge",
            "speaker": "e1",
            "stance": "denies",
        },
    ]
    found = article(text, said, [maren], headline=False)
    assert [(s.passage.text, s.stance) for s in statements(found, of(found, None, ()))] == [
        ("the sale of the Tarn Bridge", Stance.DENIES)
    ]


def test_the_headline_and_whom_it_names() -> None:
    """A headline that names its source is laid to it, and its words stand where they stand in the text."""
    headline = next(s for s in told() if s.kind is StatementKind.HEADLINE)
    assert (headline.id, headline.passage.text) == ("x#h", "Tarn Bridge to close")
    assert headline.passage.spans.text(TEXT) == headline.passage.text
    assert [m.id for m in headline.mouths] == ["outlet:norpress"]


def test_assertions_are_the_articles_own_words() -> None:
    """A sentence with a name or a number, outside all attributions, is the outlet's own assertion."""
    own = [s for s in told() if s.kind is StatementKind.ASSERTION]
    assert [s.passage.text[:22] for s in own] == ["Nobody will miss the t"]
    assert own[0].mouths == () and own[0].negated


def test_the_own_outlet_is_no_mouth() -> None:
    """What the agency says in its own article it says itself, however its name is written."""
    for name in ("Norpress", "The Norpress", "norpress.com"):
        assert [m.id for m in one(told(name), "that the bridge").mouths] == ["person:ilka maren"]
        assert [m.id for m in one(told(name), "The Tarn Bridge will").mouths] == ["unnamed:x:a2"]


def test_a_whole_credit_puts_the_agency_first() -> None:
    """A text that is an agency's has it as the first mouth of all it says, once; a note of contribution does not."""
    whole = told(credits=(Credit("Coastal Press", "(Coastal Press)"),))
    assert all(s.mouths[0].id == "outlet:coastal press" for s in whole)
    same = told(credits=(Credit("Norpress", "(Norpress)"),))
    assert [m.id for m in one(same, "that the bridge").mouths] == ["outlet:norpress", "person:ilka maren"]
    assert told(credits=(Credit("Coastal Press", "contributed", whole=False),)) == told()
    assert told("Coastal Press", (Credit("Coastal Press", "(Coastal Press)"),)) == told("Coastal Press")


def test_both_sides_of_a_colon_and_what_is_shouted() -> None:
    """A headline of two sentences makes two statements; CONFIRMED is what is done with it, and no part of it."""
    text = "CONFIRMED: Tarn Bridge to close: 9,000 lorries must go round\n\nIt is so.\n"
    found = article(text, [])
    both = statements(found, of(found, None, ()))
    assert [(s.id, s.passage.text, s.stance) for s in both] == [
        ("x#h", "Tarn Bridge to close", Stance.CONFIRMS),
        ("x#h2", "9,000 lorries must go round", Stance.CONFIRMS),
    ]
    assert all(s.passage.spans.text(text) == s.passage.text for s in both)


def test_somebody_without_a_name_is_called_by_their_fullest_words() -> None:
    """Not the words of the last mention, but those that tell most, as they stand within a sentence."""
    text = "Two clerks at the Road Office said the pier is closed. The clerks said the ferry still sails at night."
    clerks = entity("e1", EntityKind.GROUP, "clerks", text)
    found = article(
        text,
        [
            {"source": "Two clerks at the Road Office", "cue": "said", "content": "the pier is closed"},
            {"source": "The clerks", "cue": "said", "content": "the ferry still sails at night"},
        ],
        [clerks],
        outlet="The Elsa Post",
    )
    found = replace(found, attributions=tuple(replace(a, speaker="e1") for a in found.attributions))
    names = {m.name for s in statements(found, of(found, "The Elsa Post", ())) for m in s.mouths}
    assert names == {"two clerks at the Road Office"}
