"""Corrections of what was read: applied at once, taken back without a trace, kept over another reading, exported."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sayso.cli.app import run
from sayso.dossier import Dossier
from sayso.dossier.corrections import corrections
from sayso.errors import InputError, NoSuch
from sayso.evaluate.gold import paired, read_lines
from sayso.model import Form, Judgement, JudgementKind, Span, SpanSet
from sayso.model.record import article_record
from sayso.show.gold import gold
from sayso.show.records import provenance_record, who_record

ME = "ada"
LINES = [
    {
        "id": "post-1",
        "outlet": "Varn Post",
        "published": "2031-02-03",
        "title": "Minister names a date for the mine",
        "text": "The Varn mine will close in May, the minister Odile Brandt said on Monday.\n\n"
        "Brandt said that 300 miners would lose their jobs. The union was not heard.\n\n"
        "For Jory Maddox of the union: the Varn mine stays open in May.",
    },
    {
        "id": "echo-1",
        "outlet": "Varn Echo",
        "published": "2031-02-04",
        "text": "Two people at the ministry told the Echo that the Varn mine will close in May.\n\n"
        "They said that the shafts would be flooded in June.",
    },
]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("read")
    (folder / "lines.jsonl").write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf8")
    with Dossier(folder / "mine.sayso", create=True) as dossier:
        assert dossier.add([folder / "lines.jsonl"]).added == 2
    return folder / "mine.sayso"


@pytest.fixture
def mine(read: Path, tmp_path: Path) -> Iterator[Dossier]:
    """A copy of the dossier to do things to."""
    shutil.copy(read, tmp_path / "mine.sayso")
    with Dossier(tmp_path / "mine.sayso") as dossier:
        yield dossier


def everything(dossier: Dossier) -> list[Any]:
    """All that a dossier says of its claims and articles."""
    claims = [provenance_record(dossier.trace(c.id), dossier.carriers(c.id)) for c in dossier.claims(alone=True)]
    articles = [article_record(dossier.article(h.id)) for h in dossier.heads()]
    return [claims, articles, who_record(dossier.who("Odile Brandt"))]


def of_brandt(dossier: Dossier) -> tuple[str, Span]:
    """The attribution that the mine will close, in the minister's words, and where its content stands."""
    text = dossier.article("post-1").document.text
    at = text.index("The Varn mine will close")
    found = next(a for a in dossier.article("post-1").attributions if a.content.spans.start == at)
    return f"post-1#{found.id}", found.content.spans.spans[0]


def place(dossier: Dossier, words: str, article: str = "post-1") -> str:
    at = dossier.article(article).document.text.index(words)
    return f"{at}-{at + len(words)}"


def test_a_boundary(mine: Dossier) -> None:
    """The corrected words are those of the article and of the claim; other parts, and what is undone, stay as read."""
    before = everything(mine)
    id, content = of_brandt(mine)
    entry = mine.judge("boundary", id, f"content={content.start}-{content.end - len(' in May')}", author=ME)
    assert entry.about["text"] == "The Varn mine will close"
    words = {a.id: a.content.text for a in mine.article("post-1").attributions}
    assert words[id.partition("#")[2]] == "The Varn mine will close"
    claim = next(c for s, c in mine.statements("post-1") if s.id == id)
    assert claim is not None
    assert "The Varn mine will close" in [c.statement.passage.text for c in mine.carriers(claim)]
    source = mine.judge("boundary", id, f"source={place(mine, 'the minister Odile Brandt')}", author=ME)
    both = next(a for a in mine.article("post-1").attributions if f"post-1#{a.id}" == id)
    assert (both.content.text, both.source and both.source.text) == (
        "The Varn mine will close",
        "the minister Odile Brandt",
    )
    assert mine.as_read("post-1") != mine.article("post-1")
    mine.undo(source.id, author=ME)
    mine.undo(entry.id, author=ME)
    assert everything(mine) == before


def test_what_was_missed(mine: Dossier) -> None:
    """It is in the article, laid to its source, and is a carrier of the claim that its words make."""
    before = everything(mine)
    words = "the Varn mine stays open in May"
    entry = mine.judge(
        *("missed", "post-1", f"content={place(mine, words)}", f"source={place(mine, 'Jory Maddox')}"),
        author=ME,
        source_kind="named_person",
    )
    id = f"post-1#{entry.id}"
    [added] = [a for a in mine.article("post-1").attributions if a.id == entry.id]
    assert (added.content.text, added.source and added.source.text, added.form) == (words, "Jory Maddox", Form.INDIRECT)
    order = [a.content.spans.start for a in mine.article("post-1").attributions]
    assert order == sorted(order)
    assert [s.statement.id for s in mine.who("Jory Maddox").said] == [id]
    claim = mine.who("Jory Maddox").said[0].claim
    if claim is not None:
        assert id in [c.statement.id for c in mine.carriers(claim)]
    assert mine.article("post-1").sourcing != mine.as_read("post-1").sourcing
    mine.undo(entry.id, author=ME)
    assert everything(mine) == before


def test_what_was_missed_carries_a_named_claim(mine: Dossier) -> None:
    """Whoever says which claim it makes is believed, merged claims included."""
    claim = mine.find_claim("the Varn mine will close in May")[0]
    words = "the Varn mine stays open in May"
    parts = (f"content={place(mine, words)}", "stance=denies", f"claim={claim}")
    entry = mine.judge("missed", "post-1", *parts, author=ME, source="Jory Maddox", source_kind="named_person")
    found = mine.trace(claim)
    denials = [found.evidence[i].passage.text for i in found.stances["denies"]]
    assert words in denials
    other = next(c.id for c in mine.claims(alone=True) if c.id != claim)
    mine.judge("merge", other, claim, author=ME)
    assert f"post-1#{entry.id}" in [c.statement.id for c in mine.carriers(other)]
    mine.judge("not_an_attribution", f"post-1#{entry.id}", author=ME)
    assert f"post-1#{entry.id}" not in [c.statement.id for c in mine.carriers(other)]
    assert entry.id not in [a.id for a in mine.article("post-1").attributions]


def test_a_new_source_in_the_article(mine: Dossier) -> None:
    """Whom a judgement names is a speaker of the article; the outlet itself is its author."""
    id, _ = of_brandt(mine)
    mine.judge("wrong_source", id, author=ME, source="Lise Amrein", source_kind="named_person")
    article = mine.article("post-1")
    [a] = [a for a in article.attributions if f"post-1#{a.id}" == id]
    assert {e.id: e.name for e in article.entities}[a.speaker or ""] == "Lise Amrein"
    mine.judge("wrong_source", id, author=ME)
    [a] = [a for a in mine.article("post-1").attributions if f"post-1#{a.id}" == id]
    assert (a.source, a.source_kind) == (None, "author")


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (("boundary", "post-1#a1"), InputError, "content=120-184"),
        (("boundary", "post-1#a1", "content=5"), InputError, "content=120-184"),
        (("boundary", "post-1#a1", "content=5-5"), InputError, "no words"),
        (("boundary", "post-1#a1", "content=0-99999"), InputError, "no words"),
        (("boundary", "post-1#a1", "head=0-5"), InputError, "head=0-5"),
        (("boundary", "post-1#a1", "stance=denies"), InputError, "content=120-184"),
        (("boundary", "post-1#zz", "content=0-5"), NoSuch, "post-1#"),
        (("boundary", "none#a1", "content=0-5"), NoSuch, "none#a1"),
        (("missed", "post-1"), InputError, "content=120-184"),
        (("missed", "post-1", "source=0-5"), InputError, "content=120-184"),
        (("missed", "post-1", "content=73-76"), InputError, "no words"),
        (("missed", "post-1", "content=0-31"), InputError, "not missed"),
        (("missed", "post-1", "content=130-150", "stance=sings"), InputError, "sings"),
        (("missed", "post-1", "content=130-150", "claim=c999"), NoSuch, "c999"),
        (("missed", "post-1", "content=130-150", "source=0-8"), InputError, "--kind"),
        (("missed", "post-2", "content=0-5"), NoSuch, "post-1"),
    ],
)
def test_what_cannot_be_corrected(mine: Dossier, call: tuple[str, ...], error: type[Exception], says: str) -> None:
    """What stands nowhere, or says nothing, is refused in one line, and the log stays empty."""
    with pytest.raises(error, match=says):
        mine.judge(*call, author=ME)
    assert mine.judgements() == []


def test_another_reading(mine: Dossier) -> None:
    """A model that counts the attributions of an article anew leaves each correction with its words."""
    id, content = of_brandt(mine)
    jobs = next(a for a in mine.article("post-1").attributions if "300" in a.content.text)
    mine.judge("boundary", id, f"content={content.start}-{content.end - len(' in May')}", author=ME)
    mine.judge("not_an_attribution", f"post-1#{jobs.id}", author=ME)
    made = corrections(mine.judgements())
    read = mine.as_read("post-1")
    # Read again: every number is another, and the first content has lost its first word.
    names = {a.id: f"a{n + 2}" for n, a in enumerate(read.attributions)}
    again = replace(read, attributions=tuple(replace(a, id=names[a.id]) for a in read.attributions))
    shorter = SpanSet.of([(content.start + 4, content.end)])
    again = replace(
        again,
        attributions=tuple(
            replace(a, content=replace(a.content, spans=shorter)) if a.content.spans.start == content.start else a
            for a in again.attributions
        ),
    )
    corrected = {a.id: a.content.text for a in made.article(again, lambda _: Form.INDIRECT).attributions}
    assert corrected[names[id.partition("#")[2]]] == "The Varn mine will close"
    assert names[jobs.id] not in corrected
    assert len(corrected) == len(read.attributions) - 1


def test_entries_without_a_place(mine: Dossier) -> None:
    """What was judged before the log kept where things stand holds by its id."""
    id, content = of_brandt(mine)
    entry = Judgement("j1", JudgementKind.NOT_AN_ATTRIBUTION, {"statement": id}, ME, "2031-01-01")
    one = corrections([entry]).of(id, SpanSet.of([(content.start, content.end)]))
    assert one is not None
    assert one.dropped


def test_gold(mine: Dossier, tmp_path: Path) -> None:
    """Corrected articles come out as annotated records, whose offsets are those of the text."""
    id, content = of_brandt(mine)
    assert gold(mine, io.StringIO()) == 0
    mine.judge("boundary", id, f"content={content.start}-{content.end - len(' in May')}", author=ME)
    jobs = next(a for a in mine.article("post-1").attributions if "300" in a.content.text)
    mine.judge("not_an_attribution", f"post-1#{jobs.id}", author="bo")
    words = "the Varn mine stays open in May"
    parts = (f"content={place(mine, words)}", f"source={place(mine, 'Jory Maddox')}")
    mine.judge("missed", "post-1", *parts, author=ME, source_kind="named_person")
    undone = mine.judge("not_an_attribution", mine.statements("echo-1")[0][0].id, author=ME)
    mine.undo(undone.id, author=ME)
    mine.judge("outlet", "echo-1", "Echo", author=ME)  # which is no correction of an attribution
    assert run(["export", str(tmp_path / "mine.sayso"), "--gold", "--output", str(tmp_path / "gold.jsonl")]) == 0
    [record] = read_lines(tmp_path / "gold.jsonl")
    assert (record["id"], record["publisher"], record["date"]) == ("post-1", "Varn Post", "2031-02-03")
    assert record["annotators"] == [ME, "bo"]
    text = record["text"]
    judged = {
        " ".join(text[a:b] for a, b in one["content"]): one for one in record["attributions"] if one.get("judged")
    }
    assert judged.keys() == {"The Varn mine will close", words}
    assert [text[a:b] for a, b in judged[words]["source"]] == ["Jory Maddox"]
    assert (judged[words]["speaker"], judged[words]["kind"]) == ("Jory Maddox", "named_person")
    assert ["300" in text[a:b] for one in record["rejected"] for a, b in one["content"]] == [True]
    taken = sorted(span for one in record["attributions"] for span in one["content"])
    assert all(a[1] <= b[0] for a, b in pairwise(taken))
    [task] = paired([record], [record])
    assert list(task.gold) == list(task.predicted)
