"""Dossiers: articles come in once, in versions, and by name; judgements are applied as it is read, and taken back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.dossier import Dossier
from sayso.errors import InputError, NoDossier, NoSuch
from sayso.model import Provenance
from sayso.show.records import claim_record, provenance_record
from sayso.trace.provenance import known, provenance

ME = "ada"
ORE = "The Varn mine will close in May, the minister Odile Brandt said on Monday."
ARTICLES: list[dict[str, Any]] = [
    {
        "id": "post-1",
        "outlet": "Varn Post",
        "published": "2031-02-03",
        "url": "https://varn-post.example/mine",
        "title": "Minister names a date for the mine",
        "text": f"{ORE}\n\nBrandt said that 300 miners would lose their jobs. The union was not heard.",
    },
    {
        "id": "echo-1",
        "outlet": "Varn Echo",
        "published": "2031-02-04",
        "text": "Two people at the ministry told the Echo that the Varn mine will close in May.\n\n"
        "They said that the shafts would be flooded in June.",
    },
    {
        "id": "sun-1",
        "outlet": "Morning Sun",
        "published": "2031-02-05",
        "text": "The union leader Jory Maddox denied on Wednesday that the Varn mine would close in May.\n\n"
        "“Nobody has told us anything of the kind,” Maddox said.",
    },
]


def records(folder: Path, *articles: dict[str, Any]) -> Path:
    """A file of records."""
    path = folder / f"{'-'.join(a['id'] for a in articles)}.jsonl"
    path.write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf8")
    return path


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of the three articles."""
    folder = tmp_path_factory.mktemp("read")
    with Dossier(folder / "mine.sayso", create=True) as dossier:
        added = dossier.add([records(folder, *ARTICLES)])
    assert (added.added, added.known, added.failures) == (3, 0, ())
    return folder / "mine.sayso"


@pytest.fixture
def mine(read: Path, tmp_path: Path) -> Iterator[Dossier]:
    """A copy of it to do things to."""
    shutil.copy(read, tmp_path / "mine.sayso")
    with Dossier(tmp_path / "mine.sayso") as dossier:
        yield dossier


def everything(dossier: Dossier) -> list[dict[str, Any]]:
    """All that a dossier says of its claims."""
    claims = dossier.claims(alone=True)
    return [provenance_record(dossier.trace(c.id), dossier.carriers(c.id)) for c in claims]


def closing(dossier: Dossier, as_of: str | None = None) -> Provenance:
    """What the claim that the mine will close rests on."""
    return dossier.trace(dossier.find_claim("the Varn mine will close in May")[0], as_of)


def test_a_dossier_that_is_not_there(tmp_path: Path) -> None:
    """Reading makes no dossier where there is none."""
    with pytest.raises(NoDossier):
        Dossier(tmp_path / "none.sayso")
    assert not (tmp_path / "none.sayso").exists()


def test_claims_join_articles(mine: Dossier) -> None:
    """What three articles say of one thing is one claim, with those who carry it and who denies it."""
    found = closing(mine)
    assert found.claim.carried_by == ("post-1", "echo-1")
    assert found.claim.denied_by == ("sun-1",)
    assert {o.mouth.name for o in found.origins} >= {"Odile Brandt"}
    assert [found.evidence[i].article for i in found.stances["denies"]] == ["sun-1"]
    assert mine.claims()[0].id == found.claim.id
    assert (found.corroboration.low, found.corroboration.high) == (2, 2)


def test_as_of(mine: Dossier) -> None:
    """As of a day, later articles do not count, and before the first there is nothing."""
    first = closing(mine, "2031-02-03")
    assert first.claim.carried_by == ("post-1",)
    assert not first.stances
    with pytest.raises(NoSuch, match="2031-02-02"):
        closing(mine, "2031-02-02")
    assert mine.claims("2031-02-02", alone=True) == []


def test_the_same_article_twice_is_one(mine: Dossier, tmp_path: Path) -> None:
    """What is there already is skipped, whatever id it comes under and however its lines are broken."""
    before = mine.counts()
    again = {**ARTICLES[1], "id": "other", "text": ARTICLES[1]["text"].replace("\n\n", "\n \n")}
    added = mine.add([records(tmp_path, *ARTICLES), records(tmp_path, again)])
    assert (added.added, added.known) == (0, 4)
    assert mine.counts() == before


def test_the_same_words_elsewhere_are_a_copy(mine: Dossier, tmp_path: Path) -> None:
    """Another outlet with the same words carries the claim too, and is no second source."""
    text = f"{ARTICLES[0]['text']}\n\n" + "The mine opened in the year of the long frost, and its towers can be seen "
    text += "from every farm of the plain between the river and the old road to Sallow."
    original = {**ARTICLES[0], "id": "post-2", "url": None, "text": text}
    copied = {**original, "id": "leaf-1", "outlet": "Sallow Leaf", "published": "2031-02-06"}
    assert mine.add([records(tmp_path, original, copied)]).added == 2
    pairs = [(c.copy, c.of) for c in mine.copies()]
    assert ("leaf-1", "post-2") in pairs
    found = closing(mine)
    assert "leaf-1" in found.claim.carried_by
    assert found.corroboration.high == 2


def test_versions(mine: Dossier, tmp_path: Path) -> None:
    """Another text at an address replaces the earlier one from its day on; both stay, with what changed."""
    text = "The Varn mine will stay open, the minister Odile Brandt said on Friday.\n\nBrandt took her words back."
    changed = {**ARTICLES[0], "id": "post-1-new", "published": "2031-02-07", "text": text}
    added = mine.add([records(tmp_path, changed)])
    assert (added.added, added.versions) == (1, 1)
    [[old, new]] = mine.versions()
    assert (old.article.id, old.article.replaced_by, old.article.version) == ("post-1", "post-1-new", 1)
    assert (new.article.id, new.article.replaced_by, new.article.version) == ("post-1-new", None, 2)
    assert any("Varn mine" in change.text for change in new.changes)
    assert "post-1" not in closing(mine).claim.carried_by
    assert "post-1" in closing(mine, "2031-02-06").claim.carried_by
    assert mine.article("post-1").document.text == ARTICLES[0]["text"]


def test_an_older_version_comes_late(mine: Dossier, tmp_path: Path) -> None:
    """Versions stand in the order of their dates, not of their coming."""
    text = "A date for the closing of the Varn mine is near, the minister Odile Brandt said on Sunday."
    mine.add([records(tmp_path, {**ARTICLES[0], "id": "post-0", "published": "2031-02-02", "text": text})])
    [[first, second]] = mine.versions()
    assert (first.article.id, second.article.id) == ("post-0", "post-1")
    assert "post-1" in closing(mine).claim.carried_by


@pytest.mark.parametrize(
    ("text", "id", "version"),
    [
        (ARTICLES[1]["text"] + "\n\nThe ministry did not comment on Thursday.", "echo-1-2", True),
        ("A goat has won the cheese fair of Sallow, its owner Petra Quill said.", "echo-1-2", False),
    ],
)
def test_another_text_of_the_same_id(mine: Dossier, tmp_path: Path, text: str, id: str, version: bool) -> None:
    """Much of the same text under one id is a version of it; anything else is an article under an id of its own."""
    added = mine.add([records(tmp_path, {**ARTICLES[1], "published": "2031-02-08", "text": text})])
    assert (added.added, added.versions) == (1, int(version))
    assert mine.article(id).document.text == text
    assert mine.article(id).document.id == id
    assert ({h.id: h for h in mine.heads()}["echo-1"].replaced_by == id) is version


def test_what_cannot_be_read_is_told(mine: Dossier, tmp_path: Path) -> None:
    """A bad input is named with its reason, and the others are read."""
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n")
    goat = {"id": "goat", "text": "A goat has won the cheese fair of Sallow, its owner Petra Quill said."}
    seen: list[str] = []
    inputs = [tmp_path / "none.html", tmp_path / "scan.pdf", records(tmp_path, goat)]
    added = mine.add(inputs, lambda outcome: seen.append(outcome.what))
    assert added.added == 1
    assert [Path(o.name).name for o in added.failures] == ["none.html", "scan.pdf"]
    assert all(o.reason for o in added.failures)
    assert sorted(seen) == ["added", "failed", "failed"]
    assert mine.counts()["failures"] == 2
    (tmp_path / "none.html").write_text("A horse has won the cheese fair of Sallow, its owner Petra Quill said.")
    assert mine.add(inputs).added == 1
    assert mine.counts()["failures"] == 1


def test_a_date_in_the_future_is_told(mine: Dossier, tmp_path: Path) -> None:
    """An article of tomorrow is kept with its date, and said to be of tomorrow."""
    goat = {"id": "goat", "published": "9031-01-01", "text": "A goat has won the fair of Sallow, Petra Quill said."}
    added = mine.add([records(tmp_path, goat)])
    assert [o.article for o in added.future] == ["goat"]
    assert {h.id: h.published for h in mine.heads()}["goat"] == "9031-01-01"


def merged(dossier: Dossier) -> Sequence[str]:
    kept = closing(dossier).claim.id
    return "merge", kept, next(c.id for c in dossier.claims(alone=True) if c.id != kept)


def split(dossier: Dossier) -> Sequence[str]:
    return "split", closing(dossier).claim.id, "echo-1"


def split_off_the_first(dossier: Dossier) -> Sequence[str]:
    return "split", closing(dossier).claim.id, "post-1"


def statement(dossier: Dossier, article: str) -> str:
    return next(c.statement.id for c in dossier.carriers(closing(dossier).claim.id) if c.statement.article == article)


JUDGEMENTS: dict[str, Callable[[Dossier], Sequence[str]]] = {
    "merge": merged,
    "split": split,
    "split off the first": split_off_the_first,
    "same_entity": lambda d: ("same_entity", "Odile Brandt", "Jory Maddox"),
    "wrong_source": lambda d: ("wrong_source", statement(d, "echo-1")),
    "not_an_attribution": lambda d: ("not-an-attribution", statement(d, "echo-1")),
    "outlet": lambda d: ("outlet", "echo-1", "Varn Post"),
}


@pytest.mark.parametrize("name", JUDGEMENTS)
def test_judgements_can_be_taken_back(mine: Dossier, name: str) -> None:
    """A judgement changes what is read, and undone leaves it exactly as it was before; the log keeps both entries."""
    before = everything(mine)
    entry = mine.judge(*JUDGEMENTS[name](mine), author=ME, note="looked at it")
    assert (entry.author, entry.note) == (ME, "looked at it")
    assert everything(mine) != before
    back = mine.undo(entry.id, author=ME)
    assert everything(mine) == before
    assert [(j.id, j.undoes, j.undone_by) for j in mine.judgements()] == [
        (entry.id, None, back.id),
        (back.id, entry.id, None),
    ]


def test_merged_claims_are_one(mine: Dossier) -> None:
    """The kept claim has the carriers of both, and is found under the other's id as well."""
    _, kept, other = merged(mine)
    both = {c.statement.id for id in (kept, other) for c in mine.carriers(id)}
    mine.judge("merge", kept, other, author=ME)
    assert mine.find_claim(other) == (kept, True)
    assert other not in [c.id for c in mine.claims(alone=True)]
    assert {c.statement.id for c in mine.carriers(kept)} == both
    assert mine.carriers(kept) == mine.carriers(other)


def test_a_judged_split_holds_when_more_arrives(mine: Dossier, tmp_path: Path) -> None:
    """What was split off stays apart from the claim whatever arrives, and a new article can join it there."""
    claim = closing(mine).claim.id
    entry = mine.judge("split", claim, "echo-1", author=ME)
    more = {**ARTICLES[1], "id": "leaf-1", "outlet": "Sallow Leaf", "published": "2031-02-09"}
    also = {**ARTICLES[0], "id": "leaf-2", "outlet": "Sallow Leaf", "url": None, "published": "2031-02-09"}
    assert mine.add([records(tmp_path, more, also)]).added == 2
    assert "echo-1" not in {c.statement.article for c in mine.carriers(claim)}
    assert "leaf-2" in {c.statement.article for c in mine.carriers(claim)}
    apart = {c.statement.article for c in mine.carriers(entry.about["to"])}
    assert apart >= {"echo-1", "leaf-1"}
    mine.undo(entry.id, author=ME)
    assert {c.statement.article for c in mine.carriers(claim)} >= {"echo-1", "leaf-1", "post-1"}


def test_a_wrong_source_is_put_right(mine: Dossier) -> None:
    """The statement is laid to the judged source, who is found by name; a new one needs to be said what it is."""
    theirs = statement(mine, "echo-1")
    with pytest.raises(InputError, match="--kind"):
        mine.judge("wrong-source", theirs, author=ME, source="Lise Amrein")
    mine.judge("wrong-source", theirs, author=ME, source="Odile Brandt")
    assert theirs in [s.statement.id for s in mine.who("Odile Brandt").said]
    assert closing(mine).corroboration.high == 1
    mine.judge("wrong-source", theirs, author=ME, source="Lise Amrein", source_kind="named_person")
    assert "Lise Amrein" in [o.mouth.name for o in closing(mine).origins]


def test_together_as_one_by_one(mine: Dossier) -> None:
    """Claims traced together are traced as each by itself, merged ones and as of a day too; nobody's are left out."""
    _, kept, other = merged(mine)
    mine.judge("merge", kept, other, author=ME)
    ids = [id for id, _ in mine.ranked(True)]
    for day in (None, "2031-02-04"):
        found, heads = mine.traces(ids, day, drawn=True)
        listed, _ = mine.traces(ids, day)
        assert found and found.keys() == listed.keys()
        for id in ids:
            if id in found:
                assert found[id] == mine.trace(id, day)
                assert found[id].nodes and not listed[id].nodes
                left = {"nodes": (), "edges": (), "chains": (), "single_points": ()}
                assert listed[id] == replace(found[id], **left)
                assert {e.article for e in found[id].evidence} <= heads.keys()
            else:
                with pytest.raises(NoSuch):
                    mine.trace(id, day)


def test_as_of_a_day_no_more_is_read(mine: Dossier) -> None:
    """What came after a day is not read for it, and makes no difference where it is."""
    heads = {head.id: head for head in mine.heads()}
    for id, _ in mine.ranked(True):
        everybody = mine.carriers(id)
        for day in sorted({known(c.article) for c in everybody}):
            whole = provenance(id, everybody, mine.copies(), day, heads=heads)
            assert (whole.corroboration, whole.claim) == ((p := mine.trace(id, day)).corroboration, p.claim)
            by_then = {c.statement.id for c in everybody if known(c.article) <= day}
            assert {c.statement.id for c in mine.carriers(id, day)} - by_then <= {everybody[0].statement.id}


def test_the_ranks_hold(mine: Dossier) -> None:
    """No claim is carried by more articles than its rank says, and the ranks only fall; merged ones stand once."""
    _, kept, other = merged(mine)
    mine.judge("merge", kept, other, author=ME)
    for alone in (True, False):
        ranked = [*mine.ranked(alone)]
        sizes = [n for _, n in ranked]
        assert sizes == sorted(sizes, reverse=True)
        assert len({id for id, _ in ranked}) == len(ranked) and other not in dict(ranked)
        for id, n in ranked:
            claim = mine.trace(id).claim
            assert len({*claim.carried_by, *claim.denied_by}) <= n


def test_the_first_of_what_somebody_says(mine: Dossier) -> None:
    """A few of the statements are the first of all, with how many there are and the changes among them."""
    for name in ("Odile Brandt", "Jory Maddox"):
        whole = mine.who(name)
        assert (whole.total, whole.passed_total) == (len(whole.said), len(whole.passed_on))
        for n in range(1, whole.total + 1):
            some = mine.who(name, n)
            assert (some.said, some.passed_on) == (whole.said[:n], whole.passed_on[:n])
            assert (some.total, some.passed_total, some.by_outlet) == (whole.total, whole.passed_total, whole.by_outlet)
            assert some.changes == tuple(c for c in whole.changes if max(c[:2]) < n)


def test_reliability(mine: Dossier) -> None:
    """A source's letter is F until somebody judges, and again once that is taken back."""
    assert mine.who("Odile Brandt").letter == "F"
    entry = mine.judge("reliability", "Odile Brandt", "b", author=ME)
    assert mine.who("Brandt").letter == "B"
    mine.undo(entry.id, author=ME)
    assert mine.who("Brandt").letter == "F"


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (("merge", "c1"), InputError, "two claims"),
        (("merge", "c1", "c1"), InputError, "one claim already"),
        (("merge", "c1", "c99999"), NoSuch, "c99999"),
        (("split", "c1", "nowhere"), NoSuch, "nowhere"),
        (("same_entity", "Odile Brandt", "Odile Brandt"), InputError, "one already"),
        (("same_entity", "Odile Brandt", "Jory Madox"), NoSuch, "Jory Maddox"),
        (("not_an_attribution", "post-1#zz"), NoSuch, "post-1#"),
        (("reliability", "Odile Brandt", "AB"), InputError, "A"),
        (("outlet", "post-11", "Varn Post"), NoSuch, "post-1"),
    ],
)
def test_what_cannot_be_judged(mine: Dossier, call: tuple[str, ...], error: type[Exception], says: str) -> None:
    """A judgement about what is not there, or that says nothing, is refused in one line, and the log stays empty."""
    with pytest.raises(error, match=says):
        mine.judge(*call, author=ME)
    assert mine.judgements() == []


def test_what_cannot_be_taken_back(mine: Dossier) -> None:
    """An entry is taken back once, and taking back is not taken back."""
    entry = mine.judge("reliability", "Odile Brandt", "B", author=ME)
    back = mine.undo(entry.id, author=ME)
    with pytest.raises(InputError, match=back.id):
        mine.undo(entry.id, author=ME)
    with pytest.raises(InputError, match="judge again"):
        mine.undo(back.id, author=ME)
    with pytest.raises(NoSuch, match="j77"):
        mine.undo("j77", author=ME)


def test_who(mine: Dossier) -> None:
    """A person is found by part of the name; what is laid to them stands with its claim."""
    found = mine.who("brandt")
    assert found.mouth.name == "Odile Brandt"
    assert {s.article.id for s in found.said} == {"post-1"}
    assert closing(mine).claim.id in {s.claim for s in found.said}
    with pytest.raises(NoSuch, match="did you mean Odile Brandt"):
        mine.who("Odile Brant")


def test_words_find_claims(mine: Dossier) -> None:
    """Claims are found by words in another order and form; nonsense finds none."""
    assert claim_record(mine.claims(search="Varn mine closing in May")[0])["id"] == closing(mine).claim.id
    with pytest.raises(NoSuch, match="sayso search"):
        mine.find_claim("zxqv wkjhg")
    with pytest.raises(NoSuch, match="sayso claims"):
        mine.find_claim("c4711")


def test_limits_of_claims(mine: Dossier) -> None:
    """The first claims of a limited list are those of the whole list."""
    whole = mine.claims(alone=True)
    assert mine.claims(alone=True, limit=2) == whole[:2]
    assert len(mine.claims()) + mine.hidden() == len(whole)
