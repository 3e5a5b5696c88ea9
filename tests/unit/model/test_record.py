"""The JSON contract: one article as an object, and the short list of the bulk command."""

from sayso.model import Article, Attribution, Computation, Document, Form, Furniture, Passage, Span, SpanSet
from sayso.model.record import article_record, bulk_attributions, canonical, digest

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
                "score": 0.4,
                "features": {"cue": 0.5},
                "made_by": {"component": "attribute.network", "version": "0.1.0", "model": "00ff"},
            },
        ],
    }


def test_bulk_attributions() -> None:
    """The bulk list holds plain spans, empty where there is no source or cue, and parents by their place."""
    assert bulk_attributions(article()) == [
        {
            "source": [[0, 8]],
            "cue": [[9, 13]],
            "content": [[14, 34]],
            "parent": None,
            "form": "mixed",
            "score": 0.9123,
        },
        {"source": [], "cue": [], "content": [[23, 34]], "parent": 0, "form": "direct", "score": 0.4},
    ]


def test_one_spelling() -> None:
    """The same value has the same digest in whatever order its keys were given."""
    assert canonical({"b": 1, "a": "ö"}) == '{"a":"ö","b":1}'
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    assert len(digest("\ud800")) == 16
