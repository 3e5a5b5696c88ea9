"""Whatever an article contains and however its spans lie: nothing is lost, and nothing gets out."""

from __future__ import annotations

import io
import json
import re
import unicodedata

from hypothesis import given
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
from sayso.show.page import page
from sayso.show.safe import json_text, shortened, visible
from sayso.show.terminal import print_view
from sayso.show.view import view
from sayso.text.paragraph import paragraphs
from strict import Strict

characters = st.one_of(
    st.sampled_from("abc “”\"'<>&{}%#\n\n \t\r\x00\x07\x1b\x85\x9b\u202e\u2066\u2028\ufeff\ud800é🜚م"),
    st.characters(),
)
texts = st.text(characters, max_size=80)
names = st.one_of(st.none(), texts)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(texts)

    def passages(least: int) -> st.SearchStrategy[Passage]:
        span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 30)).map(
            lambda p: (p[0], min(len(text), p[0] + p[1]))
        )
        return st.lists(span, min_size=least, max_size=3).map(lambda s: Passage.at(text, SpanSet.of(s)))

    # Spans of findings may lie anywhere, and ids may be borne by nobody.
    spans = st.tuples(st.integers(0, len(text)), st.integers(1, 30)).map(lambda p: Span(p[0], p[0] + p[1]))
    some = st.sampled_from(["e1", "e2", "author"])
    found = []
    for n in range(draw(st.integers(0, 6)) if text else 0):
        found.append(
            Attribution(
                f"a{n + 1}",
                draw(passages(1)),
                draw(st.sampled_from(Form)),
                draw(st.floats(0, 1)),
                Computation("test", "0"),
                source=draw(st.one_of(st.none(), passages(1))),
                cue=draw(st.one_of(st.none(), passages(1))),
                parent=draw(st.one_of(st.none(), st.sampled_from([f"a{m}" for m in range(1, 8)]))),
                stance=draw(st.sampled_from(Stance)),
                certainty=Certainty(
                    tuple(draw(st.lists(passages(1), max_size=1))),
                    draw(st.sampled_from([None, Probability(0.5, 0.25, 0.75)])),
                ),
                source_kind=draw(st.sampled_from(SourceKind)),
                speaker=draw(st.one_of(st.none(), some)),
                via=tuple(draw(st.lists(some, max_size=2))),
                description=draw(st.one_of(st.none(), st.builds(Description, number=passages(1)))),
            )
        )
    ids = st.lists(st.sampled_from(["a1", "a2", "a9"]), max_size=2).map(tuple)
    findings = st.lists(st.builds(Finding, texts, texts, ids, st.lists(spans, max_size=2).map(tuple)), max_size=2)
    heads = st.builds(Headline, texts, spans, texts, ids, findings.map(tuple))
    sourcing = st.builds(
        Sourcing,
        named=st.integers(0, 2),
        voices=st.lists(st.builds(Voice, some, st.integers(0, 3), st.integers(0, 9)), max_size=2).map(tuple),
        unnamed_only=ids,
        silent=ids,
        findings=findings.map(tuple),
        headline=st.one_of(st.none(), heads),
    )
    relations = st.builds(Relation, st.sampled_from(Stance), some, st.sampled_from(["a1", "a9"]), passages(1))
    lines = paragraphs(text)
    headed = draw(st.booleans()) and bool(lines)
    return Article(
        Document(
            "x",
            text,
            lines,
            title=draw(names),
            headline=lines[0] if headed else None,
            outlet=draw(names),
            author=draw(names),
            published=draw(names),
            url=draw(names),
            language=draw(names),
            blocks=tuple(lines[1:2]),
            furniture=tuple(Furniture("share", t, 0) for t in draw(st.lists(texts, max_size=2))),
            notes=tuple(draw(st.lists(texts, max_size=1))),
        ),
        tuple(found),
        entities=(Entity("e1", EntityKind.PERSON, draw(texts), speaks_for=draw(st.sampled_from([None, "e1", "e3"]))),),
        relations=tuple(draw(st.lists(relations, max_size=2))) if text else (),
        sourcing=draw(st.one_of(st.none(), sourcing)),
    )


class Reader(Strict):
    """Keeps the article's words and its marks."""

    def __init__(self, html: str) -> None:
        self.words = ""
        self.marked: dict[str, str] = {}
        super().__init__(html)

    def handle_data(self, data: str) -> None:
        if any("words" in classes for _, classes in self.open):
            self.words += data
            for _, classes in self.open:
                if "content" in classes:
                    key = next(name for name in classes if re.fullmatch(r"a\d+", name))
                    self.marked[key] = self.marked.get(key, "") + data


def packed(text: str) -> str:
    return "".join(text.split())


@given(articles())
def test_page_shows_the_whole_text(article: Article) -> None:
    """The article's words on the page are the document's, none lost and none doubled, white space aside."""
    reader = Reader(page(view(article)))
    assert packed(reader.words) == packed(visible(article.document.text))


@given(articles())
def test_page_marks_exactly_the_contents(article: Article) -> None:
    """The words marked for an attribution are its content, white space aside, however contents lie on one
    another.
    """
    reader = Reader(page(view(article)))
    for a in article.attributions:
        content = "".join(span.of(article.document.text) for span in a.content.spans)
        assert packed(reader.marked.get(a.id, "")) == packed(visible(content))


@given(articles())
def test_page_is_sound(article: Article) -> None:
    """The page is well formed, encodable, free of scripts and controls, and each of its links leads
    somewhere.
    """
    html = page(view(article))
    html.encode("utf8")
    reader = Reader(html)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in html)
    assert not {"script", "img", "iframe", "link", "object", "form", "input"} & reader.tags
    assert len(set(reader.ids)) == len(reader.ids)
    for target in reader.links:
        if target.startswith("#"):
            if len(packed(visible(article.document.text))) > 0 and not re.fullmatch(r"#a\d+", target):
                assert target[1:] in reader.ids
        else:
            assert re.match(r"https?://", target)


@given(articles(), st.sampled_from([40, 80, 140]))
def test_terminal_gets_no_controls(article: Article, width: int) -> None:
    """No control, override or surrogate of an article reaches a terminal or a pipe."""
    out = io.StringIO()
    print_view(view(article), out, width=width)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in out.getvalue())
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", out.getvalue())


@given(articles())
def test_view_is_one_row_an_attribution(article: Article) -> None:
    """Every attribution is shown exactly once, and a nested one after the one that it stands in."""
    notes = view(article).notes
    assert sorted(n.key for n in notes) == sorted(a.id for a in article.attributions)
    seen: set[str] = set()
    for note in notes:
        assert note.parent is None or note.parent in seen
        seen.add(note.key)


@given(st.text(characters), st.integers(20, 60))
def test_shortening(text: str, most: int) -> None:
    """A shortened text fits, and one that fits is not shortened."""
    assert len(shortened(text, most)) <= most
    assert len(text) > most or shortened(text, most) == text


@given(st.recursive(st.one_of(texts, st.integers()), lambda v: st.lists(v) | st.dictionaries(texts, v)))
def test_json_is_the_same_value(value: object) -> None:
    """JSON for a screen is the same value as any other JSON of it, and can be encoded."""
    written = json_text(value)
    written.encode("utf8")
    assert json.loads(written) == value


def test_empty_article() -> None:
    """An article without words is a page too, which says that nobody is said to say anything."""
    html = page(view(Article(Document("x", "", ()), ())))
    assert "nobody is said to say anything" in html
    assert Reader(html).words == ""
