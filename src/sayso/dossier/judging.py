"""Decisions on their way into the log: what is named is looked up, what cannot be judged is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sayso.dossier import figures
from sayso.dossier.corrections import alike
from sayso.dossier.finding import Finder
from sayso.errors import InputError, NoSuch
from sayso.model import (
    Judgement,
    JudgementKind,
    Likeness,
    Passage,
    SourceKind,
    SpanSet,
    Stance,
    Statement,
    StatementKind,
)
from sayso.text.naming import plain_name

if TYPE_CHECKING:
    from sayso.store import Store

__all__ = ["about", "rejoin"]

_LETTERS = "ABCDEF"
# How many names each kind takes, and what they are.
_NAMED = {
    JudgementKind.MERGE: (2, "two claims or more, the one to keep first"),
    JudgementKind.SPLIT: (2, "a claim, and the statements or articles that are no part of it"),
    JudgementKind.SAME_ENTITY: (2, "two names or more, the one to keep first"),
    JudgementKind.WRONG_SOURCE: (1, "a statement"),
    JudgementKind.NOT_AN_ATTRIBUTION: (1, "a statement"),
    JudgementKind.BOUNDARY: (2, "a statement, and the right bounds of a part of it: content=120-184, for example"),
    JudgementKind.MISSED: (2, "an article, and where the words stand: content=120-184 source=100-118, for example"),
    JudgementKind.RELIABILITY: (2, "a name, and a letter from A to F"),
    JudgementKind.OUTLET: (2, "an article, and the name of its outlet"),
    JudgementKind.PROBABILITY: (
        2,
        "a forecast, or words in which some are put, and a probability: 90%, for example",
    ),
}
_PREFIXES = {
    SourceKind.NAMED_PERSON: "person",
    SourceKind.UNNAMED_PERSON: "unnamed",
    SourceKind.UNNAMED_GROUP: "unnamed",
    SourceKind.ORGANISATION: "organisation",
    SourceKind.OUTLET: "outlet",
    SourceKind.DOCUMENT: "document",
}
_MANY = (
    JudgementKind.MERGE,
    JudgementKind.SPLIT,
    JudgementKind.SAME_ENTITY,
    JudgementKind.MISSED,
)
_PARTS = ("content", "source", "cue")
_SPANS = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9})*")
_LIKE = 5  # claims that something that was missed may make
_THERE = 0.8  # what shares so much with an attribution was not missed


def about(
    store: Store, finder: Finder, kind: JudgementKind, named: Sequence[str], source: str | None, source_kind: str | None
) -> dict[str, Any]:
    """What a judgement is about, as the log keeps it; a split is carried out as well. Raises NoSuch and InputError."""
    if kind is JudgementKind.RESOLVE:
        raise InputError("a forecast is resolved by itself: `sayso resolve DOSSIER FORECAST yes|no|partly|void`")
    least, what = _NAMED[kind]
    if len(named) < least or (len(named) > least and kind not in _MANY):
        raise InputError(f"{kind.replace('_', '-')} needs {what}")
    match kind:
        case JudgementKind.MERGE:
            return _merge(store, finder, named)
        case JudgementKind.SPLIT:
            return _split(store, finder, named)
        case JudgementKind.SAME_ENTITY:
            mouths = list(dict.fromkeys(finder.mouth(name).id for name in named))
            if len(mouths) < 2:
                raise InputError(f"{' and '.join(named)} are one already")
            return {"mouths": mouths}
        case JudgementKind.WRONG_SOURCE:
            return {**_place(store, finder, named[0]), **_source(finder, source, source_kind)}
        case JudgementKind.NOT_AN_ATTRIBUTION:
            return _place(store, finder, named[0])
        case JudgementKind.BOUNDARY:
            return _boundary(store, finder, named)
        case JudgementKind.MISSED:
            return _missed(store, finder, named, source, source_kind)
        case JudgementKind.RELIABILITY:
            letter = named[1].upper()
            if letter not in _LETTERS or len(letter) != 1:
                raise InputError(f"{named[1]}: reliability is a letter from A (reliable) to F (cannot be judged)")
            return {"mouth": finder.mouth(named[0]).id, "letter": letter}
        case JudgementKind.PROBABILITY:
            return figures.about(store, *named)
        case JudgementKind.OUTLET:
            if not (outlet := " ".join(named[1].split())):
                raise InputError("an outlet needs a name")
            return {"article": finder.article(named[0]), "outlet": outlet}


def rejoin(store: Store, entry: Judgement) -> None:
    """Undo what a split did: its statements go back as they were, and those that have joined them since go along."""
    about = entry.about
    before = {
        id: Likeness(score, opposed, tuple(map(tuple, some))) for id, (score, opposed, some) in about["was"].items()
    }
    made = store.likeness([c.statement.id for c in store.carriers(about["to"])])
    turned = before[about["statements"][0]].opposed
    back: dict[str, dict[str, Likeness]] = {}
    for id, now in made.items():
        part = about["from"].get(id, about["claim"])
        back.setdefault(part, {})[id] = before.get(id) or replace(now, opposed=now.opposed ^ turned)
    for part, likeness in back.items():
        if (first := about["first"].get(part)) in likeness:
            # It stands for the claim again: it must be the first to come into it, so the others leave for a moment.
            left = store.likeness([c.statement.id for c in store.carriers(part)])
            other = any(now.opposed != about["left"].get(id, now.opposed) for id, now in left.items())
            if left:
                store.move(left, store.new_claim(next(iter(left))))
            store.move([first], part, likeness)
            store.move(left, part, {id: replace(now, opposed=now.opposed ^ other) for id, now in left.items()})
        store.move(likeness, part, likeness)


def _merge(store: Store, finder: Finder, named: Sequence[str]) -> dict[str, Any]:
    from sayso import match

    claims = list(dict.fromkeys(finder.meant(name)[0] for name in named))
    if len(claims) < 2:
        raise InputError(f"{' and '.join(named)} are one claim already")
    first = [store.carriers(id)[0].statement for id in claims]
    vectors = store.vectors([s.id for s in first])
    # A claim and its contrary are one claim with opposed stances: which of the wordings is which, is kept with it.
    opposed = [
        id
        for id, s in zip(claims[1:], first[1:], strict=True)
        if match.liken(first[0], vectors[first[0].id], s, vectors[s.id]).opposed
    ]
    return {"claims": claims, "opposed": opposed}


def _split(store: Store, finder: Finder, named: Sequence[str]) -> dict[str, Any]:
    claim, _ = finder.meant(named[0])
    parts = {part: store.carriers(part) for part in finder.members(claim)}
    carriers = {c.statement.id: (part, c.opposed) for part, some in parts.items() for c in some}
    chosen: list[str] = []
    for name in named[1:]:
        some = [name] if name in carriers else [id for id in carriers if id.rpartition("#")[0] == name]
        if not some:
            raise NoSuch(f"{claim} has no statement {name}, and none in an article of that id")
        chosen += some
    ids = list(dict.fromkeys(chosen))
    if len(ids) == len(carriers):
        raise InputError(f"these are all the statements of {claim}: nothing would be left of it")
    # They become a stored claim of their own, which others can join, and which nothing joins to the old one again.
    # What said the contrary of the old wording may say the same as the new one.
    turned = carriers[ids[0]][1]
    found = store.likeness(ids)
    made = store.new_claim(ids[0])
    store.move(ids[1:], made, {id: replace(found[id], opposed=carriers[id][1] ^ turned) for id in ids[1:]})
    return {
        "claim": claim,
        "statements": ids,
        "to": made,
        "from": {id: carriers[id][0] for id in ids},
        "first": {part: some[0].statement.id for part, some in parts.items() if some},
        "was": {id: (found[id].score, found[id].opposed, found[id].features) for id in ids},
        "left": {id: opposed for id, (_, opposed) in carriers.items() if id not in found},
    }


def _place(store: Store, finder: Finder, id: str) -> dict[str, Any]:
    """A statement, or an attribution that makes none, by its id, and where it stands. Raises NoSuch."""
    at: SpanSet | None = None
    if id in (found := store.statements([id])):
        at = found[id].passage.spans
    else:
        article, _, attribution = id.rpartition("#")
        if store.has_ids([article]):
            some = [a.content.spans for a in store.article(article).attributions if a.id == attribution]
            some += [m.statement.passage.spans for m in finder.missed(article) if m.statement.id == id]
            at = next(iter(some), None)
    if at is None:
        at = finder.statement(id).passage.spans
    return {"statement": id, "at": at.pairs()}


def _boundary(store: Store, finder: Finder, named: Sequence[str]) -> dict[str, Any]:
    about = _place(store, finder, named[0])
    parts, _ = _parts(store.article(about["statement"].rpartition("#")[0]).document.text, named[1:])
    if len(parts) != 1:
        raise InputError(f"boundary needs {_NAMED[JudgementKind.BOUNDARY][1]}")
    [(part, words)] = parts.items()
    return {**about, "part": part, **words}


def _missed(
    store: Store, finder: Finder, named: Sequence[str], source: str | None, source_kind: str | None
) -> dict[str, Any]:
    id = finder.article(named[0])
    article = store.article(id)
    parts, others = _parts(article.document.text, named[1:])
    if "content" not in parts:
        raise InputError(f"missed needs {_NAMED[JudgementKind.MISSED][1]}")
    content = SpanSet.of(parts["content"]["spans"])
    there = [(a.id, a.content.spans) for a in article.attributions]
    there += [(m.statement.attribution or "", m.statement.passage.spans) for m in finder.missed(id)]
    for attribution, spans in there:
        if alike(content, spans) >= _THERE:
            raise InputError(f"that was not missed: it is {id}#{attribution}, whose source or bounds can be put right")
    try:
        stance = Stance(others.get("stance", Stance.STATES))
    except ValueError:
        raise InputError(f"{others['stance']}: is no stance: {', '.join(Stance)} are") from None
    name = source or (" ".join(parts["source"]["text"].split()) if "source" in parts else None)
    laid = dict(_source(finder, name, source_kind)) if name else None
    if laid and (mouth := laid["mouth"] or "").startswith("unnamed:") and mouth.count(":") == 1:
        # Two officials of one article are not those of another.
        laid["mouth"] = f"unnamed:{id}:{mouth.removeprefix('unnamed:')}"
    statement = Statement("", id, StatementKind.CONTENT, Passage(parts["content"]["text"], content))
    if "claim" in others:
        made: tuple[str | None, bool] = (finder.meant(others["claim"])[0], False)
    else:
        made = _made(store, finder, statement)
    return {
        "article": id,
        "content": parts["content"],
        "source": parts.get("source"),
        "cue": parts.get("cue"),
        "stance": str(stance),
        "laid": laid,
        "claim": made[0],
        "opposed": made[1],
    }


def _made(store: Store, finder: Finder, statement: Statement) -> tuple[str | None, bool]:
    """The claim that a statement makes, if any that is there, and whether it says the contrary of its wording."""
    from sayso import match

    vector = match.embed([statement.passage.text])[0]
    first = [(store.carriers(id)[0].statement, id) for id in finder.like(statement.passage.text)[:_LIKE]]
    vectors = store.vectors([s.id for s, _ in first])
    [(_, claim, likeness)] = match.assign([(statement, vector)], [(s, vectors[s.id], id) for s, id in first])
    return (None, False) if claim.startswith("new:") else (claim, likeness.opposed)


def _parts(text: str, named: Sequence[str]) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """The words that are meant by `content=120-184`, `source=…` and `cue=…`, and whatever else is given so.

    Space at their ends is no part of them. Raises InputError for what stands nowhere in the text.
    """
    parts: dict[str, dict[str, Any]] = {}
    others: dict[str, str] = {}
    for one in named:
        part, _, value = one.partition("=")
        if part in ("stance", "claim"):
            others[part] = value
            continue
        if part not in _PARTS or not _SPANS.fullmatch(value):
            raise InputError(f"{one}: name a part and where it stands: content=120-184, source=… or cue=…")
        spans = []
        for pair in value.split(","):
            start, end = map(int, pair.split("-"))
            words = text[start:end]
            start += len(words) - len(words.lstrip())
            if end > len(text) or not any(map(str.isalnum, words)):
                raise InputError(f"{one}: no words of the text stand there, which has {len(text)} characters")
            spans.append((start, start + len(words.strip())))
        found = SpanSet.of(spans)
        parts[part] = {"spans": found.pairs(), "text": found.text(text)}
    return parts, others


def _source(finder: Finder, name: str | None, kind: str | None) -> Mapping[str, str | None]:
    if not name:
        return {"source": None, "kind": str(SourceKind.NONE), "mouth": None}
    try:
        mouth = finder.mouth(name)
        if mouth.name.casefold() == name.casefold().strip():
            return {"source": mouth.name, "kind": str(mouth.kind), "mouth": mouth.id}
    except NoSuch:
        pass
    if kind is None:
        raise InputError(f"{name} is not in the dossier yet: say what it is, with --kind named_person, for example")
    return {"source": name, "kind": kind, "mouth": f"{_PREFIXES[SourceKind(kind)]}:{plain_name(name)}"}
