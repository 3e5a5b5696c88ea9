"""The JSON contract: one article as an object, and the short list of the bulk command."""

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import (
    Article,
    Attribution,
    Certainty,
    Computation,
    Description,
    Document,
    Entity,
    EntityKind,
    Finding,
    Form,
    Furniture,
    Headline,
    Passage,
    Probability,
    Relation,
    SourceKind,
    Sourcing,
    Span,
    SpanSet,
    Stance,
    Voice,
)
from sayso.model.record import (
    LINE_FIELDS,
    USUAL_FIELDS,
    article_record,
    bulk_attributions,
    bulk_fields,
    canonical,
    digest,
)

TEXT = "Ana Brod said the mill “will burn”."
MADE = Computation("attribute.network", "0.1.0", "00ff")


def article() -> Article:
    def at(words: str) -> Passage:
        start = TEXT.index(words)
        return Passage.at(TEXT, SpanSet.of([(start, start + len(words))]))

    document = Document("m1", TEXT, (Span(0, len(TEXT)),), title="Mill", furniture=(Furniture("share", "Share", 0),))
    outer = Attribution(
        "a1", at("the mill “will burn”"), Form.MIXED, 0.912345, MADE, source=at("Ana Brod"), cue=at("said")
    )
    inner = Attribution("a2", at("“will burn”"), Form.DIRECT, 0.4, MADE, parent="a1", features=(("cue", 0.5),))
    return Article(document, (outer, inner))


def test_article_record() -> None:
    """The record of an article is the published one, field for field."""
    assert article_record(article()) == {
        "schema": 1,
        "document": {
            "id": "m1",
            "text": TEXT,
            "title": "Mill",
            "headline": None,
            "outlet": None,
            "author": None,
            "published": None,
            "url": None,
            "language": None,
            "paragraphs": [[0, 35]],
            "blocks": [],
            "furniture": [{"kind": "share", "text": "Share", "at": 0}],
            "notes": [],
        },
        "attributions": [
            {
                "id": "a1",
                "parent": None,
                "source": {"text": "Ana Brod", "spans": [[0, 8]]},
                "cue": {"text": "said", "spans": [[9, 13]]},
                "content": {"text": "the mill “will burn”", "spans": [[14, 34]]},
                "form": "mixed",
                "stance": "states",
                "source_kind": "none",
                "speaker": None,
                "via": [],
                "certainty": {"markers": [], "probability": None, "low": None, "high": None},
                "description": None,
                "score": 0.9123,
                "features": {},
                "made_by": {"component": "attribute.network", "version": "0.1.0", "model": "00ff"},
            },
            {
                "id": "a2",
                "parent": "a1",
                "source": None,
                "cue": None,
                "content": {"text": "“will burn”", "spans": [[23, 34]]},
                "form": "direct",
                "stance": "states",
                "source_kind": "none",
                "speaker": None,
                "via": [],
                "certainty": {"markers": [], "probability": None, "low": None, "high": None},
                "description": None,
                "score": 0.4,
                "features": {"cue": 0.5},
                "made_by": {"component": "attribute.network", "version": "0.1.0", "model": "00ff"},
            },
        ],
        "entities": [],
        "relations": [],
        "sourcing": None,
    }


def resolved() -> Article:
    """The same with everything that can be known of it."""
    plain = article()
    outer, inner = plain.attributions
    will = Passage.at(TEXT, SpanSet.of([(24, 28)]))
    outer = replace(
        outer,
        stance=Stance.PREDICTS,
        source_kind=SourceKind.NAMED_PERSON,
        speaker="e1",
        via=("e2",),
        certainty=Certainty((will,), Probability(0.7, 0.6, 0.8)),
        description=Description(office=will),
    )
    finding = Finding("one", "Nobody else says so.", ("a2",), (Span(0, 3),))
    head = Headline("the mill", Span(14, 22), "stated", ("a1",), (finding,))
    return replace(
        plain,
        attributions=(outer, inner),
        entities=(Entity("e1", EntityKind.PERSON, "Ana Brod", roles=("miller",), mentions=(Span(0, 8),)),),
        relations=(Relation(Stance.DISPUTES, "author", "a2", will),),
        sourcing=Sourcing(
            named=1, voices=(Voice("e1", 1, 4),), unnamed_only=("a2",), findings=(finding,), headline=head
        ),
    )


def test_everything_known_is_in_the_record() -> None:
    """Whose words they are, how sure, and what the article stands on are in the record, as published."""
    record = article_record(resolved())
    first = record["attributions"][0]
    will = {"text": "will", "spans": [[24, 28]]}
    assert (first["stance"], first["source_kind"]) == ("predicts", "named_person")
    assert (first["speaker"], first["via"]) == ("e1", ["e2"])
    assert first["certainty"] == {"markers": [will], "probability": 0.7, "low": 0.6, "high": 0.8}
    assert first["description"] == {"number": None, "office": will, "side": None, "place": None, "reason": None}
    assert record["entities"] == [
        {
            "id": "e1",
            "kind": "person",
            "name": "Ana Brod",
            "named": True,
            "roles": ["miller"],
            "speaks_for": None,
            "mentions": [[0, 8]],
        }
    ]
    assert record["relations"] == [
        {"kind": "disputes", "by": "author", "attribution": "a2", "text": "will", "spans": [[24, 28]]}
    ]
    sourcing = record["sourcing"]
    assert sourcing["headline"] == {
        "claim": "the mill",
        "span": [14, 22],
        "asserts": "stated",
        "rests_on": ["a1"],
        "own_voice": False,
        "findings": ["Nobody else says so."],
    }
    # One finding is told once, by what it is about.
    assert sourcing["findings"] == [
        {
            "rule": "one",
            "about": "headline",
            "text": "Nobody else says so.",
            "attributions": ["a2"],
            "spans": [[0, 3]],
        }
    ]


def test_bulk_attributions() -> None:
    """The bulk list holds plain spans, empty where there is no source or cue, and parents by their place."""
    first, second = bulk_attributions(article())
    assert (first["source"], first["cue"], first["content"]) == ([[0, 8]], [[9, 13]], [[14, 34]])
    assert (second["source"], second["cue"], second["content"], second["parent"]) == ([], [], [[23, 34]], 0)
    assert set(first) == set(USUAL_FIELDS) - {"entities"}


def test_bulk_writes_what_is_asked_for() -> None:
    """Only the fields asked for are written, and attributions are named by their place in the list."""
    found = bulk_attributions(resolved(), ("speaker", "certainty"))
    assert [set(a) for a in found] == [{"speaker", "certainty"}] * 2
    assert found[0]["certainty"]["probability"] == 0.7
    assert bulk_fields(resolved(), ("speaker",)) == {}
    line = bulk_fields(resolved(), LINE_FIELDS)
    assert list(line) == list(LINE_FIELDS)
    assert line["relations"][0]["attribution"] == 1
    assert line["sourcing"]["unnamed_only"] == [1]
    assert line["sourcing"]["headline"]["rests_on"] == [0]


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), min_size=1, max_size=4))
@settings(deadline=None)
def test_every_record_is_json(name: str, places: list[tuple[int, int]]) -> None:
    """Whatever an article holds, its record is the same value once it was written as JSON and read again."""
    text = TEXT * 2
    passage = Passage.at(text, SpanSet.of([(s, s + n) for s, n in places]))
    some = resolved()
    some = replace(
        some,
        attributions=tuple(replace(a, content=passage, source=passage) for a in some.attributions),
        entities=(replace(some.entities[0], name=name, mentions=tuple(passage.spans)),),
    )
    for value in (article_record(some), bulk_attributions(some), bulk_fields(some, LINE_FIELDS)):
        assert json.loads(json.dumps(value)) == value


def test_one_spelling() -> None:
    """The same value has the same digest in whatever order its keys were given."""
    assert canonical({"b": 1, "a": "ö"}) == '{"a":"ö","b":1}'
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    assert len(digest("\ud800")) == 16
