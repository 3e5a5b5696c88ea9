"""The view: one value that says everything there is to show."""

from dataclasses import replace

from sayso.model import Article, Attribution, Computation, Description, Document, Form, Passage, Span, SpanSet
from sayso.show.view import view

MADE = Computation("test", "0")


def attribution(text: str, key: str, *spans: tuple[int, int], parent: str | None = None) -> Attribution:
    return Attribution(key, Passage.at(text, SpanSet.of(spans)), Form.INDIRECT, 0.9, MADE, parent=parent)


def test_head_and_counts(harbour: Article) -> None:
    """The head names the article, and the counts say what is in it, forms in one order."""
    shown = view(harbour)
    assert shown.title == "Tidewatch: Harbour gates at Port Calder “must stay shut” until spring, council hears"
    assert (shown.outlet, shown.author, shown.published) == ("The Calder Ledger", "Ines Marrow", "2031-11-19")
    assert shown.summary == (
        "15 attributions",
        "3 direct",
        "8 indirect",
        "4 mixed",
        "3 with nobody named",
        "2 unsure (?)",
    )
    assert shown.aside == "1 byline, 1 disclaimer, 2 related, 1 widget, 1 comments"


def test_nested_ones_follow_their_parent(harbour: Article) -> None:
    """An attribution inside another's content is one step deeper, right after it, and names it."""
    notes = view(harbour).notes
    assert [(n.key, n.depth, n.parent) for n in notes[3:5]] == [("a4", 0, None), ("a5", 1, "a4")]


def test_below_a_half_is_weak(harbour: Article) -> None:
    """What is less likely right than not is marked weak."""
    assert [n.key for n in view(harbour).notes if n.weak] == ["a8", "a15"]


def test_segments_are_cut_at_every_boundary() -> None:
    """Where contents overlap, the shared words belong to both and the others to one."""
    text = "abcdef"
    article = Article(
        Document("x", text, (Span(0, 6),)), (attribution(text, "a1", (0, 4)), attribution(text, "a2", (2, 6)))
    )
    (block,) = view(article).blocks
    assert [(s.text, sorted(p.note.key for p in s.parts)) for s in block.segments] == [
        ("ab", ["a1"]),
        ("cd", ["a1", "a2"]),
        ("ef", ["a2"]),
    ]
    assert [[n.key for n in s.begins] for s in block.segments] == [["a1"], ["a2"], []]


def test_contents_that_share_words_have_lines_of_their_own() -> None:
    """Contents that share words are underlined at different heights, the shorter one closest."""
    text = "abcdef"
    article = Article(
        Document("x", text, (Span(0, 6),)),
        (attribution(text, "a1", (0, 6)), attribution(text, "a2", (1, 5), parent="a1")),
    )
    assert [(n.key, n.lane) for n in view(article).notes] == [("a1", 1), ("a2", 0)]


def test_note_stands_where_its_content_begins(harbour: Article) -> None:
    """Each paragraph carries the notes of the contents that begin in it, and no note is lost or doubled."""
    shown = view(harbour)
    assert [n.key for b in shown.blocks for n in b.notes] == [n.key for n in shown.notes]
    assert [b.kind for b in shown.blocks][:2] == ["headline", "paragraph"]
    assert [n.key for b in shown.blocks if b.kind == "quotation" for n in b.notes] == ["a11"]


def test_parents_in_a_circle_are_shown() -> None:
    """Attributions that name each other as parents are still shown, once each."""
    text = "abc"
    article = Article(
        Document("x", text, (Span(0, 3),)),
        (attribution(text, "a1", (0, 1), parent="a2"), attribution(text, "a2", (0, 2), parent="a1")),
    )
    assert sorted(n.key for n in view(article).notes) == ["a1", "a2"]


def test_foreign_ids_get_anchors() -> None:
    """Ids that are no anchors are numbered, so that no id can break a page."""
    text = "abc"
    article = Article(Document("x", text, (Span(0, 3),)), (attribution(text, '"><b', (0, 1)),))
    assert [n.key for n in view(article).notes] == ["a1"]


def test_words_outside_paragraphs_are_kept() -> None:
    """Words that no paragraph covers are shown all the same."""
    text = "one two three"
    shown = view(Article(Document("x", text, (Span(4, 7),)), ()))
    assert "".join(s.text for b in shown.blocks for s in b.segments) == text


def test_speaker_is_named_where_the_words_do_not(resolved: Article) -> None:
    """A name that the source's own words hold is not said again, and a kind is not said of no source."""
    notes = {n.key: n for n in view(resolved).notes}
    assert (notes["a2"].speaker, notes["a3"].speaker) == ("Tomas Reyl", None)
    assert (notes["a5"].speaker, notes["a9"].speaker) == (None, "the regional water board")
    assert (notes["a6"].kind, notes["a6"].named) == ("unnamed group", False)
    assert notes["a13"].kind is None
    assert notes["a7"].chain == ("Harbour Radio", "Ms Okafor-Lind")
    assert notes["a2"].stance is None
    assert notes["a8"].stance == "does not comment"


def test_description_beside_the_words(resolved: Article) -> None:
    """Of what is said of an unnamed source, the view has what its own words do not hold."""
    reason = Passage.at(resolved.document.text, SpanSet.of([(84, 90)]))
    said = Description(number=Passage.at(resolved.document.text, SpanSet.of([(84, 87)])), reason=reason)
    source = Passage.at(resolved.document.text, SpanSet.of([(84, 87)]))
    one = replace(resolved.attributions[5], source=source, description=said)
    (note,) = view(replace(resolved, attributions=(one,))).notes
    assert note.described == (("why unnamed", " ".join(reason.text.split())),)


def test_findings_rest_on_words(resolved: Article) -> None:
    """Every word of a finding has an anchor in the text, at the words themselves."""
    shown = view(resolved)
    assert shown.check
    assert shown.card
    findings = (*shown.check.findings, *shown.card.findings)
    assert [f.key for f in findings] == ["f1", "f2", "f3"]
    places = {a: s.text for b in shown.blocks for s in b.segments for a in s.anchors}
    assert set(places) == {"f1-1", "f3-1", "r1-1"}
    for f in findings:
        for words in f.words:
            assert words.text.startswith(places[words.anchor].strip("“")[:10])
    under = "".join(s.text for b in shown.blocks for s in b.segments if "f1" in s.rests)
    assert under == "The storm gates of Port Calder will stay closed through the winter"


def test_a_finding_is_shown_once(resolved: Article) -> None:
    """A finding of the headline check is not told again in the card."""
    card = resolved.sourcing
    assert card
    assert card.headline
    twice = replace(card, findings=(*card.headline.findings, *card.findings))
    shown = view(replace(resolved, sourcing=twice))
    assert shown.check
    assert shown.card
    assert [f.rule for f in (*shown.check.findings, *shown.card.findings)] == [
        "says-more",
        "unnamed-only",
        "side-missing",
    ]
