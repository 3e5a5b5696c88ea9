"""The stage: what is kept of what was found, block quotations, nesting, parents."""

from __future__ import annotations

from pathlib import Path

import pytest
from saying import model

from sayso.attribute import attribute, model_card
from sayso.attribute.found import Found
from sayso.attribute.grammar import Block
from sayso.attribute.stage import _article, _chosen, _with_blocks, candidates
from sayso.errors import ModelError
from sayso.inference.session import WEIGHTS
from sayso.model import Article, Attribution, Document, Span, SpanSet
from sayso.text.paragraph import paragraphs


def document(text: str, language: str | None = None, blocks: tuple[Span, ...] = ()) -> Document:
    return Document("stage", text, paragraphs(text), language=language, blocks=blocks)


def found(
    *content: tuple[int, int], score: float = 0.5, cue: tuple[int, int] | None = None, by: str = "network"
) -> Found:
    return Found(SpanSet.of(content), score, cue=SpanSet.of([cue]) if cue else None, by=by)


def contents(article: Article) -> list[str]:
    return [a.content.text for a in article.attributions]


def by_content(article: Article, words: str) -> Attribution:
    (one,) = [a for a in article.attributions if a.content.text == words]
    return one


# ---------------------------------------------------------------- what is kept


def test_below_the_threshold() -> None:
    """What scores less than the threshold is not kept, what reaches it is."""
    assert [f.score for f in _chosen([found((0, 9), score=0.29), found((20, 29), score=0.3)], 0.3)] == [0.3]


def test_of_two_that_overlap_the_better_is_kept() -> None:
    """Where two contents share most of the weaker, the better scored one stays as it is."""
    cue = (200, 204)
    kept = _chosen([found((0, 100), score=0.6, cue=cue), found((20, 110), score=0.9, cue=cue)], 0)
    assert [f.content.pairs() for f in kept] == [[[20, 110]]]


def test_a_small_overlap_is_cut_off() -> None:
    """Where two contents share little, both stay, and the weaker loses what they share."""
    kept = _chosen([found((0, 100), score=0.9), found((90, 200), score=0.6)], 0)
    assert [f.content.pairs() for f in kept] == [[[0, 100]], [[100, 200]]]


def test_what_stands_inside_excludes_nothing() -> None:
    """A content inside another, its cue too, is nested there: both stay whole, whichever scores better."""
    for outer, inner in ((0.9, 0.6), (0.6, 0.9)):
        kept = _chosen([found((0, 100), score=outer, cue=(110, 114)), found((40, 90), score=inner, cue=(30, 34))], 0)
        assert [f.content.pairs() for f in kept] == [[[0, 100]], [[40, 90]]]


def test_a_cue_outside_makes_it_a_rival() -> None:
    """A content inside another whose cue stands outside is another reading of it, and one of the two goes."""
    kept = _chosen([found((0, 100), score=0.9, cue=(110, 114)), found((40, 90), score=0.6, cue=(120, 124))], 0)
    assert [f.content.pairs() for f in kept] == [[[0, 100]]]


def test_choosing_does_not_depend_on_the_order() -> None:
    """The same findings in any order give the same choice."""
    some = [found((k * 7, k * 7 + 12), score=0.3 + k % 5 / 10) for k in range(40)]
    assert _chosen(some, 0.2) == _chosen(some[::-1], 0.2)


# ---------------------------------------------------------------- block quotations


def block(
    *content: tuple[int, int], source: tuple[int, int] | None = None, cue: tuple[int, int] | None = None
) -> Block:
    spans = SpanSet.of(content)
    return Block(spans, spans, None, SpanSet.of([source]) if source else None, SpanSet.of([cue]) if cue else None)


def test_a_block_is_laid_to_whom_its_introduction_names() -> None:
    """A block that nothing found is added whole, with its introduction's source and cue."""
    (one,) = _with_blocks([], [block((20, 50), (52, 90), source=(0, 5), cue=(6, 10))])
    assert one.content.pairs() == [[20, 50], [52, 90]]
    assert one.source == SpanSet.of([(0, 5)])
    assert one.rule == "block"


def test_a_block_without_a_speaker() -> None:
    """A block that nobody is named for is laid to nobody, with a low score."""
    (one,) = _with_blocks([], [block((20, 50))])
    assert (one.source, one.rule) == (None, "no-speaker")
    assert one.score < 0.5


def test_a_block_is_there_once() -> None:
    """Pieces of a block that were laid to somebody outside it become the one whole block."""
    outside = Found(SpanSet.of([(20, 49)]), 0.8, SpanSet.of([(0, 5)]), SpanSet.of([(6, 10)]))
    (one,) = _with_blocks([outside, found((53, 88), score=0.7, cue=(6, 10))], [block((20, 50), (52, 90))])
    assert one.content.pairs() == [[20, 50], [52, 90]]
    assert one.source == SpanSet.of([(0, 5)])
    assert one.score == 0.8


def test_a_block_is_not_laid_to_somebody_inside_it() -> None:
    """A finding whose cue stands inside the block does not name the block's source, however much of it it
    covers.
    """
    inside = Found(SpanSet.of([(20, 80)]), 0.9, SpanSet.of([(82, 85)]), SpanSet.of([(86, 90)]))
    kept = _with_blocks([inside], [block((20, 50), (52, 90), source=(0, 5), cue=(6, 10))])
    (one,) = [f for f in kept if len(f.content) == 68]
    assert one.source == SpanSet.of([(0, 5)])
    (nameless,) = [f for f in _with_blocks([inside], [block((20, 50), (52, 90))]) if len(f.content) == 68]
    assert nameless.source is None


def test_one_cue_lays_one_thing() -> None:
    """A finding with the cue of the block's introduction is the block's, worse cut, however much lies outside
    it.
    """
    ragged = Found(SpanSet.of([(2, 5), (12, 40)]), 0.7, SpanSet.of([(0, 2)]), SpanSet.of([(6, 11)]))
    (one,) = _with_blocks([ragged], [block((20, 50), (52, 90), source=(0, 5), cue=(6, 10))])
    assert one.content.pairs() == [[20, 50], [52, 90]]


def test_no_source_inside_its_own_block() -> None:
    """A block is laid to nobody rather than to somebody who stands inside it."""
    odd = Found(SpanSet.of([(20, 49)]), 0.8, SpanSet.of([(60, 65)]), SpanSet.of([(6, 10)]))
    (one,) = _with_blocks([odd], [block((20, 50), (52, 90))])
    assert (one.content.pairs(), one.source) == ([[20, 50], [52, 90]], None)


def test_what_stands_elsewhere_is_left_alone() -> None:
    """Findings outside every block are not touched."""
    other = found((100, 130), cue=(95, 99))
    assert _with_blocks([other], [block((20, 50))])[1] is other


# ---------------------------------------------------------------- with a network that knows "said"

REPORT = (
    "This is what the Velm Gazette said:\n\n“The town is quiet. The miller said that the dam is old.\n\n"
    "“The mayor said that the mill is new.”\n\nThe judge said that it rains."
)


def test_inside_a_block_quotation() -> None:
    """What is said inside a block quotation has the block for its parent, and what is said outside has
    none.
    """
    made, _ = model()
    article = _article(document(REPORT), made)
    (outer,) = [a for a in article.attributions if len(a.content.spans.spans) == 2]
    assert outer.parent is None
    assert outer.source is not None
    assert outer.source.text == "the Velm Gazette"
    for words in ("that the dam is old", "that the mill is new"):
        assert by_content(article, words).parent == outer.id
    assert by_content(article, "that it rains").parent is None


def test_nested_contents() -> None:
    """What only the nested scheme sees inside a content has that content's attribution for its parent."""
    made, _ = model()
    made.settings = {**made.settings, "least": 0.0, "least_nested": 0.0}
    article = _article(document("The miller said that Bo thinks it rains."), made)
    outer, inner = by_content(article, "that Bo thinks it rains"), by_content(article, "it rains")
    assert (outer.parent, inner.parent) == (None, outer.id)


def test_nested_only_inside_contents() -> None:
    """What only the nested scheme sees, and that stands inside no content, is not reported."""
    made, _ = model()
    made.settings = {**made.settings, "least": 0.0, "least_nested": 0.0}
    assert contents(_article(document("Bo thinks it rains."), made)) == []


def test_each_attribution_once() -> None:
    """What both the grammar and the reading of a block find inside it is one attribution."""
    text = (
        "This is what the Velm Gazette said:\n\n"
        "“The town is quiet and the mill stands still as it did last year.\n\n"
        "The miller said, ‘The dam is far too old for it.’\n\n"
        "Nobody in the town went out for bread on Monday.”"
    )
    for longest in (1000, 48):  # as the network sees the whole text, and as it sees the block alone
        article = _article(document(text), model(longest)[0])
        assert sum("dam is far too old" in a.content.text for a in article.attributions) == 2  # this and the block


def test_marked_up_blocks() -> None:
    """A block that only the page's mark-up shows is read like one in quotation marks."""
    text = "The Velm Gazette said:\n\nThe town is quiet. The miller said that the dam is old.\n\nThe end."
    start = text.index("The town")
    article = _article(document(text, blocks=(Span(start, text.index("\n\nThe end")),)), model()[0])
    inner = by_content(article, "that the dam is old")
    (outer,) = [a for a in article.attributions if a.id == inner.parent]
    assert outer.content.text == "The town is quiet. The miller said that the dam is old."
    assert outer.source is not None
    assert outer.source.text == "The Velm Gazette"


def test_ids_follow_the_text() -> None:
    """Attributions are numbered in the order of their contents, the outer before the inner."""
    article = _article(document(REPORT), model()[0])
    assert [a.id for a in article.attributions] == [f"a{n}" for n in range(1, len(article.attributions) + 1)]
    starts = [(a.content.spans.start, -a.content.spans.end) for a in article.attributions]
    assert starts == sorted(starts)


def test_what_made_it() -> None:
    """Every attribution says which component made it, and those of the network with which weights."""
    made, _ = model()
    article = _article(document(REPORT), made)
    assert {a.made_by.component for a in article.attributions} <= {"attribute.network", "attribute.grammar"}
    for a in article.attributions:
        assert (a.made_by.model == made.digest) == (a.made_by.component == "attribute.network")


def test_candidates_are_top_level() -> None:
    """The candidates for calibration are the flat scheme's alone, however low they score."""
    made, _ = model()
    assert len(candidates(document("The miller said that Bo thinks it rains."), made)) == 1


@pytest.mark.parametrize("kind", ["blocks", "one block"])
def test_work_grows_with_the_text(kind: str) -> None:
    """Twice the text gives the network twice as much to read, with many block quotations or one long one."""

    def pieces(count: int) -> int:
        made, network = model()
        if kind == "blocks":
            text = "The Velm Gazette said:\n\n“The town is quiet today.\n\n“The miller said that it rains.”\n\n" * count
        else:
            text = "The Velm Gazette said:\n\n" + "“The miller said that it rains.\n\n" * count + "“The end.”"
        assert len(_article(document(text), made).attributions) >= count
        return sum(network.reads)

    assert pieces(80) < 2.1 * pieces(40)


# ---------------------------------------------------------------- with the weights that ship


@pytest.mark.parametrize("language", ["fr", "de", "zh", "ent", "enm", "fr-EN"])
def test_another_language(language: str) -> None:
    """A text in another language gets no attribution, and a note that names the language."""
    given = document("Le meunier a dit que le barrage est vieux.", language)
    (article,) = attribute([given])
    assert article.attributions == ()
    assert len(article.document.notes) == 1
    assert language in article.document.notes[0]
    assert article.document.text == given.text


@pytest.mark.parametrize("language", [None, "en", "en-GB", "en_US", "EN", "eng", "English"])
def test_english_by_any_name(language: str | None) -> None:
    """English is read however the record names it."""
    (article,) = attribute([document("“The dam is old,” said Mara Orrin, the miller.", language)])
    assert len(article.attributions) == 1
    assert article.document.notes == ()


def test_a_text_without_words() -> None:
    """Texts with nothing to read give articles with nothing in them."""
    for text in ("", " \n ", "\u0301", "—", "“”", "\x00"):
        (article,) = attribute([document(text)])
        assert article.attributions == ()


def test_half_a_character() -> None:
    """A document with a lone surrogate is read, and its spans hold the words they are said to."""
    text = "The \ud800 port. “The dam is old,” said Mara Orrin, the miller."
    (article,) = attribute([document(text)])
    assert contents(article) == ["“The dam is old,”"]


def test_documents_in_order() -> None:
    """One article a document, in order, each as it is alone."""
    texts = ["“The dam is old,” said Mara Orrin.", "", "According to the mayor, the mill is closed."]
    together = attribute([document(t) for t in texts])
    assert together == [attribute([document(t)])[0] for t in texts]
    assert attribute([]) == []


def test_weights_that_are_not_there(tmp_path: Path) -> None:
    """Without weights no article is read at all."""
    with pytest.raises(ModelError):
        attribute([document("The miller said no.")], tmp_path)


def test_the_model_card() -> None:
    """The card is the weights' settings, and changing it changes no weights."""
    card = model_card()
    assert {"version", "digest", "figures"} <= set(card)
    card.clear()
    assert model_card(WEIGHTS)["digest"]
