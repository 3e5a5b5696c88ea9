"""Copies, alignments, changes and credits of any texts at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.match.alignment import align, matching
from sayso.match.copies import compare, shared_passages
from sayso.match.credits import credits
from sayso.match.sketch import sketch, words, words_of
from sayso.match.versions import changes
from sayso.model import Article, Credit, Document, Head
from sayso.text.paragraph import paragraphs

WORDS = [
    "the",
    "dam",
    "is",
    "old",
    "İİ",
    "ßtraße",
    "won’t",
    "won't",
    "[the",
    "mayor]",
    "…",
    "“",
    "”",
    '"',
    "not",
    "ﬁnd",
]
WORDS += [
    "9.5",
    "\u00ad",
    "\n\n",
    ".",
    "(AP) -",
    "VELM (Kestrel) –",
    "By",
    "Reuters",
    "©",
    "contributed to this report.",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join) | st.text(max_size=60)
HEADS = st.builds(
    Head,
    id=st.sampled_from("ab"),
    digest=st.just("d"),
    added=st.sampled_from(["2031-05-03T00:00:00Z", "2031-05-04T00:00:00Z"]),
    published=st.sampled_from([None, "2031-05-03", "2031-05-03T10:00:00Z", "2031-05-04", "May"]),
    outlet=st.sampled_from([None, "The Associated Press", "Velm Gazette"]),
    credits=st.sampled_from([(), (Credit("AP", "(AP)"),), (Credit("AP", "AP helped", whole=False),)]),
)


def read(text: str) -> Article:
    return Article(Document("d", text, paragraphs(text)), ())


@given(HEADS, TEXTS, HEADS, TEXTS)
def test_the_order_of_two_articles_does_not_matter(a: Head, x: str, b: Head, y: str) -> None:
    found = compare(a, x, b, y)
    assert found == compare(b, y, a, x)
    if found is not None:
        assert {found.copy, found.of} == {"a", "b"} and 0 < found.containment <= 1 and 0 < found.share <= 1


@given(TEXTS, TEXTS)
def test_passages_begin_and_end_with_the_same_words_and_stand_in_order(x: str, y: str) -> None:
    last = 0
    for here, there in shared_passages(x, y):
        one, other = words(here.of(x)), words(there.of(y))
        assert one[:5] == other[:5] and one[-5:] == other[-5:]
        assert here.start >= last
        last = here.end


@given(TEXTS)
def test_a_sketch_is_sorted_and_the_same_for_any_case(text: str) -> None:
    keys = sketch(text)
    assert keys == sorted(set(keys)) and set(keys) <= set(words_of(text).kinds.view("int64").tolist())


@given(TEXTS, TEXTS)
def test_an_alignment_holds_the_words_of_both(x: str, y: str) -> None:
    found = align(x, y)
    for at, text in ((1, x), (2, y)):
        held = "".join("".join(words(piece[at])) for piece in found.pieces)
        assert held == "".join(words(text))
    assert align(x, x).kind == "same"


@given(st.lists(st.sampled_from("abc"), max_size=60), st.lists(st.sampled_from("abc"), max_size=60))
def test_matching_agrees_with_the_table_of_the_textbooks(x: list[str], y: list[str]) -> None:
    row = [0] * (len(y) + 1)
    for one in x:
        before = row[:]
        for j, other in enumerate(y):
            row[j + 1] = before[j] + 1 if one == other else max(row[j], before[j + 1])
    blocks = matching(x, y)
    assert sum(n for _, _, n in blocks) == row[-1]
    assert all(x[i : i + n] == y[j : j + n] for i, j, n in blocks)


@given(TEXTS, TEXTS)
def test_changes_point_into_their_texts(x: str, y: str) -> None:
    old, new = read(x), read(y)
    assert changes(old, old) == ()
    for change in changes(old, new):
        for passage, text in ((change.old, x), (change.new, y)):
            assert passage is None or passage.spans.text(text) == passage.text


@given(TEXTS)
def test_credits_stand_in_the_text(text: str) -> None:
    for credit in credits(read(text).document):
        assert credit.agency and credit.span is not None and credit.span.of(text) == credit.text
