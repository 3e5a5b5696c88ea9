"""What a dossier's store promises, whatever keeps it: one body of tests over SQLite and PostgreSQL."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from earlier import UNLISTED
from sayso.errors import Locked, Newer, NoDossier, NoSuch
from sayso.model import (
    Article,
    Copy,
    Credit,
    Document,
    Evidence,
    Head,
    Heard,
    JudgementKind,
    Likeness,
    Mouth,
    Name,
    NameKind,
    Passage,
    SourceKind,
    Span,
    SpanSet,
    Statement,
    StatementKind,
)
from sayso.store import Store
from sayso.store.tables import HEAD, VERSION_TABLE, metadata
from sayso.text.paragraph import paragraphs

TEXT = """\
Lock gates of Sarn to close

The lock gates will close on Friday, the river board's engineer said. Nobody else has been told.

“We were never asked,” said Île Marrowby, who keeps the ferries at Upper Sarn."""
VECTOR = np.linspace(-1, 1, 8).astype(np.float16)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a dossier can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "sarn.sayso")
    return str(request.getfixturevalue("database"))


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store.open(place, create=True) as opened:
        yield opened


def article(id: str, words: str = TEXT) -> Article:
    return Article(
        Document(id, words, paragraphs(words), extra={"desk": 7}), (), (Name(Span(0, 4), NameKind.OTHER, 0.5),)
    )


def head(id: str, published: str | None = "2031-03-14", **more: str | int | None) -> Head:
    return Head(id, f"digest of {id}", "2031-03-15T08:00:00Z", published=published, **more)  # type: ignore[arg-type]


def statement(id: str, *mouths: Mouth) -> Statement:
    words = Passage.at(TEXT, SpanSet.of([(29, 65)]))
    return Statement(id, id.partition("#")[0], StatementKind.CONTENT, words, mouths=mouths, score=0.25)


def person(name: str) -> Mouth:
    return Mouth(f"person:{name.casefold()}", name, SourceKind.NAMED_PERSON)


def add(store: Store, *ids: str, published: str | None = "2031-03-14") -> None:
    """Articles of one statement each, `<article>#a1`."""
    for id in ids:
        store.add_article(article(id), head(id, published))
        store.add_statements([statement(f"{id}#a1")], np.stack([VECTOR]))


def carried(store: Store, claim: str) -> list[tuple[str, bool, float]]:
    return [(c.statement.id, c.opposed, c.likeness) for c in store.carriers(claim)]


def test_articles_come_back_whole(store: Store, place: str) -> None:
    """An article and its head are read as they were written, also by whoever opens the dossier next."""
    top = head("a", title="Gates", outlet="Sarn Post", url="https://sarn.example/a", language="en", author="Io Bell")
    with store.writing():
        store.add_article(article("a"), top)
    with Store.open(place) as again:
        for one in (store, again):
            assert one.article("a") == article("a")
            assert one.article("a").document.extra == {"desk": 7}
            assert one.head("a") == top
            assert (one.has(["digest of a", "x"]), one.has_ids(["a", "b"])) == ({"digest of a"}, {"a"})
    changed = head("a", None, replaced_by="b", version=1)
    with store.writing():
        store.set_head(changed)
    assert store.head("a") == changed


def test_heads_stand_in_the_order_of_their_dates(store: Store) -> None:
    """Heads come by date and id, those without a date last; those of one address by version."""
    with store.writing():
        for id, date in (("b", "2031-02-01"), ("é", None), ("a", "2031-02-01"), ("Z", None), ("c", "2030-12-31")):
            store.add_article(article(id), head(id, date, url="u", version=ord(id)))
    assert [h.id for h in store.heads()] == ["c", "a", "b", "Z", "é"]
    assert [h.id for h in store.heads(["é", "b", "c", "no"])] == ["c", "b", "é"]
    assert [h.id for h in store.versions("u")] == ["Z", "a", "b", "c", "é"]
    assert store.versions("v") == []


@pytest.mark.parametrize(
    "odd", ["a\0b", "\ud800", "\ue000x", "'; DROP TABLE articles --", "%s ? :x %(y)s", "🜚" * 400, " "]
)
def test_any_string_is_kept(store: Store, odd: str) -> None:
    """Whatever stands in ids, names and notes comes back as it was, and finds what it is the id of."""
    with store.writing():
        store.add_article(article(odd, odd + TEXT), head(odd, odd, title=odd, url=odd))
        store.add_statements([statement(f"{odd}#a1", Mouth(odd, odd, SourceKind.DOCUMENT))], np.stack([VECTOR]))
        store.add_keys("copy", [(1, odd)])
        store.judge(JudgementKind.OUTLET, {odd: odd}, odd, odd)
        store.note_failure(odd, odd)
    assert store.article(odd).document.text == odd + TEXT
    assert store.head(odd) == store.versions(odd)[0] == head(odd, odd, title=odd, url=odd)
    assert list(store.statements([f"{odd}#a1"])) == [f"{odd}#a1"]
    assert through(store, odd) == [f"{odd}#a1"]
    assert store.lookup("copy", [1]) == {1: [odd]}
    assert [(j.about, j.author, j.note) for j in store.judgements()] == [({odd: odd}, odd, odd)]
    assert [(name, reason) for name, reason, _ in store.failures()] == [(odd, odd)]


def test_an_error_leaves_nothing(store: Store) -> None:
    """What is inside `writing` happens as a whole or not at all, and its numbers are free again."""
    with store.writing():
        add(store, "a")
        assert store.new_claim("a#a1") == "c1"
    before = store.counts()
    with pytest.raises(ZeroDivisionError), store.writing():
        add(store, "b")
        store.new_claim("b#a1")
        store.add_keys("claim", [(1, "b#a1")])
        store.judge(JudgementKind.MERGE, {}, "me")
        raise ZeroDivisionError
    assert store.counts() == before
    assert store.lookup("claim", [1]) == {}
    assert store.search("gates", 9) == [Evidence("a", Passage.at(TEXT, SpanSet.of([(0, 27)])))]
    with pytest.raises(NoSuch):
        store.carriers("c2")
    with store.writing():
        add(store, "b")
        assert store.new_claim("b#a1") == "c2"


def test_one_inside_another_is_undone_by_itself(store: Store) -> None:
    """An error that is caught around an inner `writing` undoes the inner one alone."""
    with store.writing():
        add(store, "a")
        with pytest.raises(NoSuch), store.writing():
            add(store, "b")
            store.join("c9", "b#a1", Likeness(1.0))
        with store.writing():
            add(store, "c")
    assert [h.id for h in store.heads()] == ["a", "c"]


def test_nothing_is_written_outside(store: Store) -> None:
    """Writing needs `writing`, and does not begin inside `reading`."""
    with pytest.raises(RuntimeError):
        store.add_article(article("a"), head("a"))
    with pytest.raises(RuntimeError), store.reading(), store.writing():
        pass
    assert store.counts()["articles"] == 0


def test_statements(store: Store) -> None:
    """Statements and their vectors come back bit for bit."""
    some = [statement("a#h", person("Io")), statement("a#a1"), statement("a#s3", person("Io"), person("Bo"))]
    rows = np.random.default_rng(1).standard_normal((3, 384)).astype(np.float16)
    with store.writing():
        store.add_article(article("a"), head("a"))
        store.add_statements(some, rows)
        store.add_statements([], rows[:0])
    assert store.statements_of("a") == some
    assert store.statements(["a#s3", "no", "a#h"]) == {"a#s3": some[2], "a#h": some[0]}
    found = store.vectors(["a#h", "a#s3", "no"])
    assert sorted(found) == ["a#h", "a#s3"]
    assert found["a#s3"].tobytes() == rows[2].tobytes()
    assert through(store, "person:bo") == [some[2].id]
    with pytest.raises(NoSuch, match="article 'b'"), store.writing():
        store.add_statements([statement("b#a1")], rows[:1])


def test_the_newest_items_of_a_key(store: Store) -> None:
    """A key gives its newest items first and no more than are asked for, over all 64 bits; twice is once."""
    ids = [f"a{n}" for n in range(100)]
    low, high = -(2**63), 2**63 - 1
    with store.writing():
        add(store, *ids)
        store.add_keys("copy", [(low, id) for id in ids])
        store.add_keys("copy", [(high, "a7"), (high, "a5"), (high, "a7")])
        store.add_keys("copy", [(high, "a5")])
        store.add_keys("claim", [(low, "a3#a1")])
    assert store.lookup("copy", [high, low, 0], most=3) == {high: ["a7", "a5"], low: ["a99", "a98", "a97"]}
    assert store.lookup("claim", [low]) == {low: ["a3#a1"]}
    with pytest.raises(NoSuch), store.writing():
        store.add_keys("copy", [(1, "no")])


def test_the_items_that_share_most(store: Store) -> None:
    """For each list of keys the items that share most with it, a rare key counting more; only the newest are seen."""
    ids = [f"a{n}" for n in range(9)]
    with store.writing():
        add(store, *ids)
        store.add_keys("copy", [(1, id) for id in ids])  # everybody has this one
        store.add_keys("copy", [(2, "a3"), (2, "a4"), (3, "a3"), (4, "a0")])
    assert store.sharing("copy", [[1, 2, 3]], 2) == ["a3", "a4"]
    assert store.sharing("copy", [[2, 3], [4], [5]], 1) == ["a3", "a0"]
    assert store.sharing("copy", [[1]], 9, newest=2) == ["a8", "a7"]
    assert store.sharing("copy", [], 9) == store.sharing("copy", [[7]], 9) == []


def test_more_at_once_than_a_statement_takes(store: Store) -> None:
    """Any number of ids and keys can be asked for and put in at once."""
    many = [f"x{n}" for n in range(70_000)]
    with store.writing():
        add(store, "a")
        store.add_keys("copy", [(n, "a") for n in range(70_000)])
    assert store.has_ids([*many, "a"]) == {"a"}
    assert (store.ids_beginning("a", 5), store.ids_beginning("b", 5)) == (["a"], [])
    assert store.statements([*many, "a#a1"]).keys() == {"a#a1"}
    assert len(store.lookup("copy", range(-5, 80_000))) == 70_000
    assert len(list(store.heads([*many, "a"]))) == 1


def test_claims(store: Store) -> None:
    """Who carries a claim is told with the statement that began it first, then by date."""
    with store.writing():
        add(store, "a", published="2031-03-20")
        add(store, "b", published="2031-03-01")
        add(store, "c", published="2031-02-01")
        claim = store.new_claim("a#a1")
        store.join(claim, "b#a1", Likeness(0.75, True, (("cosine", 0.5), ("names", 1.0))))
        store.join(claim, "c#a1", Likeness(0.5))
    assert carried(store, "c1") == [("a#a1", False, 1.0), ("c#a1", False, 0.5), ("b#a1", True, 0.75)]
    assert [c.article.id for c in store.carriers("c1")] == ["a", "c", "b"]
    assert store.claim_of(["a#a1", "no"]) == {"a#a1": "c1"}
    assert (store.claims_of("b"), store.claim_ids(), [*store.claim_sizes()]) == (["c1"], ["c1"], [("c1", 3)])
    assert store.wordings(["c1"]) == {"c1": "a#a1"}
    assert store.likeness(["b#a1"]) == {"b#a1": Likeness(0.75, True, (("cosine", 0.5), ("names", 1.0)))}
    for wrong in ("c2", "c0", "c01", "c-1", "1", "c", "", "c١", "c99999999999"):
        with pytest.raises(NoSuch):
            store.carriers(wrong)


def test_the_claims_of_an_article_are_kept_at_once(store: Store) -> None:
    """Statements join claims that are there and begin new ones together, and the articles of each are counted."""
    close = Likeness(0.75, True, (("cosine", 0.5),))
    with store.writing():
        add(store, "a", "b")
        more = [replace(statement("b#a2"), negated=True), statement("b#a3", person("Io"))]
        store.add_statements(more, np.stack([VECTOR, VECTOR]))
        store.carry([("a#a1", "new:a#a1", Likeness(1.0))])
        store.carry([("b#a1", "c1", close), ("b#a2", "new:b#a2", Likeness(1.0)), ("b#a3", "new:b#a2", close)])
        store.carry([])
    assert carried(store, "c1") == [("a#a1", False, 1.0), ("b#a1", True, 0.75)]
    assert carried(store, "c2") == [("b#a2", False, 1.0), ("b#a3", True, 0.75)]
    assert [*store.claim_sizes()] == [("c1", 2), ("c2", 1)]
    assert store.likeness(["b#a3"]) == {"b#a3": close}
    assert store.placed(["b#a3", "a#a1", "no"]) == {"b#a3": ("c2", True), "a#a1": ("c1", False)}
    assert store.carriers_of(["c2", "c1", "c9"]) == {id: store.carriers(id) for id in ("c1", "c2")}
    assert (store.sizes_of(["c2", "c1", "c9"]), store.claims_of_size(1)) == ({"c1": 2, "c2": 1}, 1)
    assert store.passages(["b#a2", "no"]) == {"b#a2": statement("b#a2").passage.text}
    assert store.negated(["b#a2", "b#a3", "no"]) == {"b#a2"}
    start = statement("b#a3").passage.spans.start
    number = store.statement_numbers(["b#a3", "no"])["b#a3"]
    assert store.through(["person:io", "person:bo"]) == (
        {number: Heard(number, "b", "2031-03-14", None, True, start, True, 2, True)},
        {"person:io"},
    )
    assert store.numbered([number]) == store.numbered([number, 99]) == {number: store.statements(["b#a3"])["b#a3"]}
    assert store.mouths(["person:io", "person:bo"]) == {"person:io": person("Io")}
    assert store.document("a") == store.article("a").document
    with pytest.raises(NoSuch):
        store.document("no")


def test_claims_are_ranked_a_few_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are read at a time, all come, those of most articles first and of as many the older first."""
    monkeypatch.setattr("sayso.store.claims._PORTION", 2)
    sizes = [1, 3, 1, 1, 2, 3, 1]
    with store.writing():
        add(store, *(f"{n}-{k}" for n, size in enumerate(sizes) for k in range(size)))
        for n, size in enumerate(sizes):
            claim = f"new:{n}-0#a1"
            store.carry([(f"{n}-{k}#a1", claim, Likeness(1.0)) for k in range(size)])
    ranked = [("c2", 3), ("c6", 3), ("c5", 2), ("c1", 1), ("c3", 1), ("c4", 1), ("c7", 1)]
    assert [*store.claim_sizes()] == ranked
    assert [*store.claim_sizes(2)] == ranked[:3]


def test_moved_statements(store: Store) -> None:
    """A claim that loses its first statement is worded by the oldest left; an emptied one is gone, but its number is
    not given again."""
    with store.writing():
        add(store, "a", "b", "c")
        store.new_claim("a#a1")
        store.join("c1", "b#a1", Likeness(0.75, True))
        store.join("c1", "c#a1", Likeness(0.5, False))
        assert store.new_claim("a#a1") == "c2"
    # What denied the old wording is the wording now, and what agreed with the old one denies it.
    assert carried(store, "c1") == [("b#a1", False, 0.75), ("c#a1", True, 0.5)]
    assert [*store.claim_sizes()] == [("c1", 2), ("c2", 1)] and [*store.claim_sizes(2)] == [("c1", 2)]
    with store.writing():
        store.move(["b#a1", "c#a1"], "c2", {"c#a1": Likeness(0.9, True)})
    assert carried(store, "c2") == [("a#a1", False, 1.0), ("b#a1", False, 0.75), ("c#a1", True, 0.9)]
    assert (store.claim_ids(), store.carriers("c1"), store.counts()["claims"]) == (["c2"], [], 1)
    with store.writing():
        assert store.new_claim("b#a1") == "c3"
        store.move(["c#a1"], "c1")
        assert store.new_claim("c#a1") == "c4"
    assert store.claim_ids() == ["c2", "c3", "c4"]
    assert [*store.claim_sizes()] == [("c2", 1), ("c3", 1), ("c4", 1)]


def test_copies(store: Store) -> None:
    """Copies come back whole, for either of their articles; the last word on a pair counts."""
    first = Copy("b", "a", 0.5, "AP", ((Span(0, 9), Span(3, 12)),), sure=False)
    with store.writing():
        add(store, "a", "b", "c")
        store.add_copies([Copy("b", "a", 0.25), first, Copy("c", "b", 1.0)])
    assert store.copies() == [first, Copy("c", "b", 1.0)]
    assert store.copies(["a"]) == [first]
    assert store.copies(["c", "b"]) == [first, Copy("c", "b", 1.0)]
    assert store.copies([]) == []


def test_who_says_it(store: Store) -> None:
    """Mouths are found by the beginnings of the words of their names: the exact name first, then who says most."""
    names = ["Île Marrowby", "Ana Marrowby", "Ana Marrowby", "Marrowby", "the Sarn river board"]
    with store.writing():
        store.add_article(article("a", TEXT), head("a", "2031-03-02"))
        store.add_article(article("b", TEXT), head("b", "2031-03-01"))
        some = [statement(f"{'ab'[n % 2]}#a{n}", person(name)) for n, name in enumerate(names)]
        store.add_statements(some, np.stack([VECTOR] * 5))
    found = [(mouth.name, count) for mouth, count in store.find_mouths("marrow", 9)]
    assert found == [("Ana Marrowby", 2), ("Île Marrowby", 1), ("Marrowby", 1)]
    assert [m.name for m, _ in store.find_mouths("MARROWBY", 2)] == ["Marrowby", "Ana Marrowby"]
    assert [m.name for m, _ in store.find_mouths("ile marrowby", 9)] == ["Île Marrowby"]
    for nobody in ("Marrowby's dog", "%", "_", "", "row"):
        assert store.find_mouths(nobody, 9) == []
    assert through(store, "person:ana marrowby", "person:marrowby") == ["a#a2", "b#a1", "b#a3"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("engineer", "The lock gates will close on Friday, the river board's engineer said."),
        ("ENGINEERS gate", "The lock gates will close on Friday, the river board's engineer said."),
        ("ile marrowby", "“We were never asked,” said Île Marrowby, who keeps the ferries at Upper Sarn."),
        ('"never asked" ferry', "“We were never asked,” said Île Marrowby, who keeps the ferries at Upper Sarn."),
        ("“lock gates of”", "Lock gates of Sarn to close"),
        ("engineer nobody", TEXT.split("\n\n")[1]),
        ("nobody ferries", "Nobody else has been told."),
        ('"asked never"', None),
        ("engineer canal", None),
    ],
)
def test_search(store: Store, typed: str, words: str | None) -> None:
    """A search finds the sentence that holds the most of it, or the paragraph; spelling and number do not matter."""
    with store.writing():
        add(store, "a")
        store.add_article(article("b", "Nothing of the kind."), head("b"))
    found = store.search(typed, 5)
    assert [(e.article, e.passage.text) for e in found] == ([] if words is None else [("a", words)])
    assert all(e.passage == Passage.at(TEXT, e.passage.spans) for e in found)


def test_search_has_no_wrong_queries(store: Store) -> None:
    """Whatever is typed is a search, never an error; nothing in it is a command."""
    with store.writing():
        add(store, "a")

    @given(st.text(st.characters() | st.sampled_from("\"'()*:^-+&|!<>\\ gatesANDORNEAR")))
    @settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def never_fails(typed: str) -> None:
        store.search(typed, 3)
        store.find_mouths(typed, 3)

    never_fails()
    for typed in (
        "lock AND gates",
        "gates OR",
        "NOT gates",
        'gates"',
        "words:gates",
        "gates*",
        "(gates",
        "-gates",
        "'",
    ):
        store.search(typed, 3)
    assert store.search("gates*", 3) == store.search("'gates' &", 3) == store.search('"gates', 3) != []
    assert store.search("canal OR gates", 3) == []


def test_long_texts_are_searchable(store: Store) -> None:
    """A text of many words, each another, is stored, and found by its beginning."""
    words = " ".join(f"w{n:x}" for n in range(200_000))
    with store.writing():
        store.add_article(article("a", f"Overture. {words}\n"), head("a"))
    (found,) = store.search("overture", 1)
    assert found.passage.text.startswith("Overture.")


def test_judgements_are_a_log(store: Store, place: str) -> None:
    """Judgements stand in the order in which they were made; one that is taken back says by which, and can be given
    again by taking that back."""
    with store.writing():
        first = store.judge(JudgementKind.MERGE, {"claims": ["c1", "c2"]}, "Io", "the same gates")
        assert (first.id, first.undone_by) == ("j1", None)
        store.judge(JudgementKind.RELIABILITY, {"mouth": "outlet:x", "letter": "B"}, "Bo")
        assert store.judge(first.kind, first.about, "Bo", undoes="j1").undoes == "j1"
    log = store.judgements()
    assert [(j.id, j.undoes, j.undone_by) for j in log] == [("j1", None, "j3"), ("j2", None, None), ("j3", "j1", None)]
    assert (log[0].about, log[0].author, log[0].note) == (first.about, "Io", "the same gates")
    for wrong in ("j1", "j9", "nonsense"):
        with pytest.raises(NoSuch), store.writing():
            store.judge(first.kind, first.about, "Bo", undoes=wrong)
    with store.writing():
        store.judge(first.kind, first.about, "Io", undoes="j3")
    assert [j.undone_by for j in store.judgements()] == [None, None, "j4", None]


@pytest.mark.parametrize("command", ["UPDATE judgements SET author = 'x'", "DELETE FROM judgements"])
def test_no_judgement_is_overwritten(store: Store, command: str) -> None:
    """The database itself refuses to change the log."""
    with store.writing():
        store.judge(JudgementKind.MERGE, {}, "Io")
    with pytest.raises(DBAPIError, match="judgements stay"):
        store._engine.connection.execute(text(command))
    assert [j.author for j in store.judgements()] == ["Io"]


def test_failures(store: Store) -> None:
    """Of each thing that could not be read the last reason is kept, until it is read."""
    with store.writing():
        store.note_failure("a.txt", "empty")
        store.note_failure("b.txt", "empty")
        store.note_failure("a.txt", "not text")
        store.forget_failure("b.txt")
    assert [(name, reason) for name, reason, _ in store.failures()] == [("a.txt", "not text")]
    assert store.counts()["failures"] == 1


def test_reading_waits_for_nobody(store: Store, place: str) -> None:
    """While one writes, another reads what was there before; inside `reading` it stays what it was."""
    with store.writing():
        add(store, "a")
    with Store.open(place) as reader:
        with store.writing():
            add(store, "b")
            assert reader.has_ids(["a", "b"]) == {"a"}
            assert [e.article for e in reader.search("gates", 9)] == ["a"]
        with reader.reading():
            assert reader.counts()["articles"] == 2
            with store.writing():
                add(store, "c")
            assert reader.counts()["articles"] == 2
        assert reader.counts()["articles"] == 3


# A process that writes, tells that it is in the middle of it, and waits to be ended.
WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from contract.test_store import Store, add
with Store.open(sys.argv[1], create=True) as store:
    with store.writing():
        add(store, "whole")
        store.new_claim("whole#a1")
    with store.writing():
        add(store, *(f"half{n}" for n in range(200)))
        store.new_claim("half1#a1")
        print("writing", flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def writer(place: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another process in the middle of writing to the dossier."""
    command: Sequence[str] = (sys.executable, "-c", WRITER, place, str(Path(__file__).parents[1]))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"writing\n"
            yield process
        finally:
            process.kill()


def test_one_at_a_time_writes(writer: subprocess.Popen[bytes], place: str) -> None:
    """Whoever writes while another process does is told so after a while, and reads all the same."""
    with Store.open(place, patience=0.2) as second:
        with pytest.raises(Locked, match="another process"), second.writing():
            pass
        assert [h.id for h in second.heads()] == ["whole"]
        writer.communicate()
        with second.writing():
            add(second, "more")
        assert second.counts()["articles"] == 202


def test_killed_in_the_middle_of_writing(writer: subprocess.Popen[bytes], place: str) -> None:
    """A process that is killed as it writes leaves what was written before, nothing of the half, and no lock."""
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    with Store.open(place) as store:
        assert [h.id for h in store.heads()] == ["whole"]
        assert (store.claim_ids(), len(store.search("gates", 9))) == (["c1"], 1)
        with store.writing():
            add(store, "half1")
            assert store.new_claim("half1#a1") == "c2"


def test_a_newer_dossier_is_refused(store: Store, place: str) -> None:
    """A dossier that went through a migration which this version does not know is left alone."""
    store._engine.connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(Newer, match="newer version of sayso"):
        Store.open(place)
    with pytest.raises(Newer):
        Store.open(place, create=True)


def test_no_dossier(place: str) -> None:
    """Where there is none, the way out is named, and nothing is made."""
    for _ in range(2):
        with pytest.raises(NoDossier, match=r"`sayso add .* FILE …` makes one"):
            Store.open(place)


def test_making_one_twice(place: str) -> None:
    """To make a dossier where there is one is to open it."""
    for id in ("a", "b"):
        with Store.open(place, create=True) as store, store.writing():
            add(store, id)
    with Store.open(place) as store:
        assert [h.id for h in store.heads()] == ["a", "b"]


def test_migrations_lead_to_the_tables(store: Store) -> None:
    """The migrations make exactly the tables that the store uses."""
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    def ours(name: str | None, kind: str, parents: object) -> bool:
        return kind != "table" or (name or "").partition("_")[0] not in ("search", "names", "sayso")

    options = {"include_name": ours, "compare_type": True}
    context = MigrationContext.configure(store._engine.connection, opts=options)
    assert compare_metadata(context, metadata) == []
    config = Config()
    config.set_main_option("script_location", "sayso.store:migrations")
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [HEAD]
    assert all(a.down_revision == b.revision for a, b in pairwise(script.walk_revisions()))


def test_a_dossier_from_before_the_indexes(store: Store, place: str) -> None:
    """A dossier that an older version made has its claims counted and its names indexed when it is opened."""
    with store.writing():
        add(store, "a", "b")
        store.add_statements([statement("a#a2", person("Ana Marrowby"))], np.stack([VECTOR]))
        store.new_claim("a#a1")
        store.join("c1", "b#a1", Likeness(0.75))
    before = [*store.claim_sizes()], store.find_mouths("marrow", 9), store.through(["person:ana marrowby"])
    for command in (
        "DROP TABLE names",
        "DROP INDEX ix_claims_articles_number",
        "ALTER TABLE claims DROP COLUMN articles",
        *UNLISTED,
        "UPDATE sayso_version SET version_num = '0002'",
    ):
        store._engine.connection.execute(text(command))
    store.close()
    with Store.open(place) as opened:
        there, _ = opened.through(["person:ana marrowby"])
        assert before == ([*opened.claim_sizes()], opened.find_mouths("marrow", 9), (there, {"person:ana marrowby"}))
    assert before[:2] == ([("c1", 2)], [(person("Ana Marrowby"), 1)])
    assert [(h.article, h.start, h.own) for h in there.values()] == [("a", 29, True)]


def through(store: Store, *mouths: str) -> list[str]:
    """The ids of what came through some mouths."""
    return sorted(s.id for s in store.numbered(store.through(mouths)[0]).values())


def test_credits(store: Store) -> None:
    """The credits of a head come back with their places."""
    top = Head("a", "d", "2031-03-15T08:00:00Z", credits=(Credit("AP", "(AP)", False, Span(0, 4)), Credit("X", "X")))
    with store.writing():
        store.add_article(article("a"), top)
    assert store.head("a") == top
    assert [h.credits for h in store.heads()] == [top.credits]
