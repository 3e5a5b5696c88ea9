"""What changed between two versions of one article."""

from reported import article, entity

from sayso.match.versions import changes
from sayso.model import Article, Document, EntityKind

LEAD = "The ferry to the outer islands will not sail this winter, the harbour board decided on Monday."
HULL = "Its hull is fifty years old and has been patched four times since the spring."
VEE = "“We have no money for a new ship,” said Ada Vee, who chairs the board."
ORM = "“The board never asked us,” said Tom Orm, the captain."
SAID = {"source": "Ada Vee", "cue": "said", "content": "“We have no money for a new ship,”", "speaker": "e1"}
ASKED = {"source": "Tom Orm", "cue": "said", "content": "“The board never asked us,”", "speaker": "e2"}


def version(*lines: str) -> Article:
    text = "\n\n".join(("Ferry stays in harbour", *lines)) if lines and lines[0] != "!" else "\n\n".join(lines[1:])
    people = [entity("e1", EntityKind.PERSON, "Ada Vee", text), entity("e2", EntityKind.PERSON, "Tom Orm", text)]
    said = [one for one in (SAID, ASKED) if one["content"] in text]
    return article(text, said, people)


def kinds(old: Article, new: Article) -> list[str]:
    return [c.kind for c in changes(old, new)]


def test_nothing_changed_where_only_marks_spaces_and_order_did() -> None:
    old = version(LEAD, HULL, VEE)
    assert kinds(old, old) == []
    assert kinds(old, version(LEAD, VEE.replace("said", "said,"), HULL)) == []


def test_a_sentence_put_in_is_shown_where_it_stands() -> None:
    old, new = version(LEAD, VEE), version(f"{LEAD} {HULL}", VEE)
    (change,) = changes(old, new)
    assert change.kind == "added" and change.old is None and change.new is not None
    assert change.new.spans.text(new.document.text) == change.new.text == HULL
    assert change.text == f"put in: {HULL}"


def test_a_sentence_taken_out_is_shown_where_it_stood() -> None:
    old, new = version(LEAD, HULL, VEE), version(LEAD, VEE)
    (change,) = changes(old, new)
    assert change.kind == "removed" and change.new is None and change.old is not None
    assert change.old.spans.text(old.document.text) == HULL


def test_a_sentence_worded_anew_is_shown_word_by_word() -> None:
    (change,) = changes(version(LEAD, HULL), version(LEAD, HULL.replace("four times", "twice")))
    assert change.kind == "reworded"
    assert [(k, a, b) for k, a, b in change.pieces if k != "same"] == [("altered", "four times", "twice")]
    assert "[-four times-] {+twice+}" in change.text


def test_sentences_that_follow_one_another_are_one_change() -> None:
    assert kinds(version(LEAD), version(LEAD, f"{HULL} {HULL.replace('hull', 'keel').replace('spring', 'war')}")) == [
        "added"
    ]


def test_another_headline_comes_first() -> None:
    old, new = version("!", "Ferry stays in harbour", LEAD), version("!", "Ferry sails after all", LEAD, HULL)
    first, second = changes(old, new)
    assert (first.kind, second.kind) == ("headline", "added")
    assert first.old is not None and first.old.text == "Ferry stays in harbour"


def test_a_title_outside_the_text_counts_too() -> None:
    def titled(title: str | None) -> Article:
        return Article(Document("d", "", (), title=title), ())

    assert [c.text for c in changes(titled("Ferry stays"), titled("Ferry sails"))] == [
        "headline: Ferry stays → Ferry sails"
    ]
    assert [c.text for c in changes(titled(None), titled("Ferry sails"))] == ["headline put in: Ferry sails"]
    assert [c.text for c in changes(titled("Ferry sails"), titled(None))] == ["headline taken out: Ferry sails"]


def test_statements_and_sources_that_come_and_go_are_named() -> None:
    old, new = version(LEAD, VEE), version(LEAD, ORM)
    by_kind = {c.kind: c for c in changes(old, new)}
    assert set(by_kind) == {
        "added",
        "removed",
        "statement_dropped",
        "statement_added",
        "source_dropped",
        "source_added",
    }
    assert by_kind["source_dropped"].text == "no longer cites Ada Vee"
    added = by_kind["source_added"].new
    assert added is not None and added.spans.text(new.document.text) == "Tom Orm"
    assert by_kind["statement_added"].text == "now says: “The board never asked us,” (Tom Orm)"


def test_the_same_words_read_otherwise_are_no_change() -> None:
    read, unread = version(LEAD, VEE), Article(version(LEAD, VEE).document, ())
    assert kinds(read, unread) == kinds(unread, read) == []
