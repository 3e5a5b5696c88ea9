"""The article record: how an `Article` is written as JSON, the contract that other programs read (schema 1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from sayso.model.attribution import (
    Article,
    Attribution,
    Certainty,
    Computation,
    Description,
    Form,
    Passage,
    Probability,
    Relation,
    SourceKind,
    Stance,
)
from sayso.model.document import Document, Furniture
from sayso.model.entity import Entity, EntityKind, Name, NameKind
from sayso.model.sourcing import Finding, Headline, Sourcing, Voice
from sayso.model.span import Span, SpanSet

__all__ = [
    "ATTRIBUTION_FIELDS",
    "LINE_FIELDS",
    "SCHEMA",
    "USUAL_FIELDS",
    "article_of",
    "article_record",
    "bulk_attributions",
    "bulk_fields",
    "canonical",
    "digest",
    "document_of",
    "whole_record",
]

SCHEMA = 1

# What the bulk command can write: of each attribution, and beside the attributions of a line. A line names
# attributions by their place in its list, for they have no ids there.
ATTRIBUTION_FIELDS = (
    "source",
    "cue",
    "content",
    "parent",
    "form",
    "stance",
    "source_kind",
    "speaker",
    "via",
    "certainty",
    "description",
    "score",
)
LINE_FIELDS = ("entities", "relations", "sourcing", "notes")
USUAL_FIELDS = (*(f for f in ATTRIBUTION_FIELDS if f != "description"), "entities")

_COUNTS = ("named", "unnamed", "organisations", "outlets", "documents", "author", "direct", "indirect", "mixed")

# How a record names an attribution: by its id, or by its place in a list.
_Name = Callable[[str], Any]


def canonical(value: Any) -> str:
    """One spelling for one JSON value: sorted keys, no spaces, no escapes (after RFC 8785)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a value's canonical JSON."""
    return hashlib.sha256(canonical(value).encode("utf8", "surrogatepass")).hexdigest()[:16]


def article_record(article: Article) -> dict[str, Any]:
    """The object that `sayso read --format json` prints for one article."""
    return {
        "schema": SCHEMA,
        "document": _document(article.document),
        "attributions": [_attribution(a) for a in article.attributions],
        "entities": [_entity(e) for e in article.entities],
        "relations": [_relation(r, str) for r in article.relations],
        "sourcing": None if article.sourcing is None else _sourcing(article.sourcing, str),
    }


def whole_record(article: Article) -> dict[str, Any]:
    """The article's record, with what printing leaves out as `rest`: `article_of` gives the same article back."""
    record = article_record(article)
    card = article.sourcing
    told = [] if card is None else [f for f, _ in _findings(card)]
    record["rest"] = {
        "names": [[n.span.start, n.span.end, str(n.kind), n.score] for n in article.names],
        "scores": [a.score for a in article.attributions],
        "extra": dict(article.document.extra),
        "findings": [] if card is None else [told.index(f) for f in card.findings],
    }
    return record


def article_of(record: Mapping[str, Any]) -> Article:
    """The article that a record tells of: the inverse of `whole_record`.

    From a printed record the same comes back without the names, the unknown fields of the input and the finer
    places of the scores. Raises KeyError, TypeError or ValueError for what is no record.
    """
    rest = record.get("rest", {})
    attributions = [_attribution_of(a) for a in record["attributions"]]
    if scores := rest.get("scores"):
        attributions = [replace(a, score=score) for a, score in zip(attributions, scores, strict=True)]
    sourcing = record["sourcing"]
    return Article(
        document=_document_of(record["document"], rest.get("extra", {})),
        attributions=tuple(attributions),
        names=tuple(Name(Span(a, b), NameKind(kind), score) for a, b, kind, score in rest.get("names", ())),
        entities=tuple(_entity_of(e) for e in record["entities"]),
        relations=tuple(_relation_of(r) for r in record["relations"]),
        sourcing=None if sourcing is None else _sourcing_of(sourcing, rest.get("findings")),
    )


def document_of(record: Mapping[str, Any]) -> Document:
    """The document alone of such a record."""
    return _document_of(record["document"], record.get("rest", {}).get("extra", {}))


def bulk_attributions(article: Article, fields: Collection[str] = USUAL_FIELDS) -> list[dict[str, Any]]:
    """The list that `sayso extract` adds to a line: plain spans, `parent` an index into the list or None."""
    place = {a.id: i for i, a in enumerate(article.attributions)}
    chosen = [name for name in ATTRIBUTION_FIELDS if name in fields]
    return [{name: _BULK[name](a, place.get) for name in chosen} for a in article.attributions]


def bulk_fields(article: Article, fields: Collection[str] = USUAL_FIELDS) -> dict[str, Any]:
    """What `sayso extract` adds to a line beside the list: the fields of the whole line among those asked for."""
    place = {a.id: i for i, a in enumerate(article.attributions)}
    out: dict[str, Any] = {}
    if "entities" in fields:
        out["entities"] = [_entity(e) for e in article.entities]
    if "relations" in fields:
        out["relations"] = [_relation(r, place.get) for r in article.relations]
    if "sourcing" in fields:
        out["sourcing"] = None if article.sourcing is None else _sourcing(article.sourcing, place.get)
    if "notes" in fields:
        out["notes"] = list(article.document.notes)
    return out


_BULK: dict[str, Callable[[Attribution, _Name], Any]] = {
    "source": lambda a, _: a.source.spans.pairs() if a.source else [],
    "cue": lambda a, _: a.cue.spans.pairs() if a.cue else [],
    "content": lambda a, _: a.content.spans.pairs(),
    "parent": lambda a, name: None if a.parent is None else name(a.parent),
    "form": lambda a, _: str(a.form),
    "stance": lambda a, _: str(a.stance),
    "source_kind": lambda a, _: str(a.source_kind),
    "speaker": lambda a, _: a.speaker,
    "via": lambda a, _: list(a.via),
    "certainty": lambda a, _: _certainty(a.certainty),
    "description": lambda a, _: _description(a.description),
    "score": lambda a, _: round(a.score, 4),
}


def _document(d: Document) -> dict[str, Any]:
    return {
        "id": d.id,
        "text": d.text,
        "title": d.title,
        "headline": None if d.headline is None else [d.headline.start, d.headline.end],
        "outlet": d.outlet,
        "author": d.author,
        "published": d.published,
        "url": d.url,
        "language": d.language,
        "paragraphs": [[s.start, s.end] for s in d.paragraphs],
        "blocks": [[s.start, s.end] for s in d.blocks],
        "furniture": [{"kind": f.kind, "text": f.text, "at": f.at} for f in d.furniture],
        "notes": list(d.notes),
    }


def _passage(p: Passage | None) -> dict[str, Any] | None:
    return None if p is None else {"text": p.text, "spans": p.spans.pairs()}


def _attribution(a: Attribution) -> dict[str, Any]:
    return {
        "id": a.id,
        "parent": a.parent,
        "source": _passage(a.source),
        "cue": _passage(a.cue),
        "content": _passage(a.content),
        "form": str(a.form),
        "stance": str(a.stance),
        "source_kind": str(a.source_kind),
        "speaker": a.speaker,
        "via": list(a.via),
        "certainty": _certainty(a.certainty),
        "description": _description(a.description),
        "score": round(a.score, 4),
        "features": dict(a.features),
        "made_by": {"component": a.made_by.component, "version": a.made_by.version, "model": a.made_by.model},
    }


def _certainty(c: Certainty) -> dict[str, Any]:
    """The hedges, and the median of what readers take them to mean as `probability`, between its quartiles."""
    p = c.probability
    return {
        "markers": [_passage(m) for m in c.markers],
        "probability": p and p.median,
        "low": p and p.low,
        "high": p and p.high,
    }


def _description(d: Description | None) -> dict[str, Any] | None:
    if d is None:
        return None
    return {
        "number": _passage(d.number),
        "office": _passage(d.office),
        "side": _passage(d.side),
        "place": _passage(d.place),
        "reason": _passage(d.reason),
    }


def _entity(e: Entity) -> dict[str, Any]:
    return {
        "id": e.id,
        "kind": str(e.kind),
        "name": e.name,
        "named": e.named,
        "roles": list(e.roles),
        "speaks_for": e.speaks_for,
        "mentions": _pairs(e.mentions),
    }


def _relation(r: Relation, name: _Name) -> dict[str, Any]:
    return {
        "kind": str(r.kind),
        "by": r.by,
        "attribution": name(r.attribution),
        "text": r.passage.text,
        "spans": r.passage.spans.pairs(),
    }


def _findings(s: Sourcing) -> list[tuple[Finding, str]]:
    """Every finding once, with what it is about: the headline's first."""
    of_headline = () if s.headline is None else s.headline.findings
    return [(f, "headline") for f in of_headline] + [(f, "article") for f in s.findings if f not in of_headline]


def _sourcing(s: Sourcing, name: _Name) -> dict[str, Any]:
    h = s.headline
    return {
        "named": s.named,
        "unnamed": s.unnamed,
        "organisations": s.organisations,
        "outlets": s.outlets,
        "documents": s.documents,
        "author": s.author,
        "direct": s.direct,
        "indirect": s.indirect,
        "mixed": s.mixed,
        "voices": [{"speaker": v.speaker, "attributions": v.attributions, "words": v.words} for v in s.voices],
        "unnamed_only": [name(i) for i in s.unnamed_only],
        "silent": [name(i) for i in s.silent],
        "self_citations": [name(i) for i in s.self_citations],
        "findings": [_finding(f, of, name) for f, of in _findings(s)],
        "headline": h
        and {
            "claim": h.claim,
            "span": [h.span.start, h.span.end],
            "asserts": h.asserts,
            "rests_on": [name(i) for i in h.rests_on],
            "own_voice": h.own_voice,
            "findings": [f.text for f in h.findings],
        },
    }


def _finding(f: Finding, of: str, name: _Name) -> dict[str, Any]:
    return {
        "rule": f.rule,
        "about": of,
        "text": f.text,
        "attributions": [name(i) for i in f.attributions],
        "spans": _pairs(f.spans),
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _document_of(d: Mapping[str, Any], extra: Mapping[str, Any]) -> Document:
    return Document(
        id=d["id"],
        text=d["text"],
        paragraphs=_spans(d["paragraphs"]),
        title=d["title"],
        headline=d["headline"] and Span(*d["headline"]),
        outlet=d["outlet"],
        author=d["author"],
        published=d["published"],
        url=d["url"],
        language=d["language"],
        blocks=_spans(d["blocks"]),
        furniture=tuple(Furniture(f["kind"], f["text"], f["at"]) for f in d["furniture"]),
        notes=tuple(d["notes"]),
        extra=dict(extra),
    )


def _passage_of(p: Mapping[str, Any] | None) -> Passage | None:
    return None if p is None else Passage(p["text"], SpanSet.of(p["spans"]))


def _words_of(p: Mapping[str, Any]) -> Passage:
    return Passage(p["text"], SpanSet.of(p["spans"]))


def _attribution_of(a: Mapping[str, Any]) -> Attribution:
    c, d, made = a["certainty"], a["description"], a["made_by"]
    return Attribution(
        id=a["id"],
        content=_words_of(a["content"]),
        form=Form(a["form"]),
        score=a["score"],
        made_by=Computation(made["component"], made["version"], made["model"]),
        source=_passage_of(a["source"]),
        cue=_passage_of(a["cue"]),
        parent=a["parent"],
        stance=Stance(a["stance"]),
        certainty=Certainty(
            tuple(_words_of(m) for m in c["markers"]),
            None if c["probability"] is None else Probability(c["probability"], c["low"], c["high"]),
        ),
        source_kind=SourceKind(a["source_kind"]),
        speaker=a["speaker"],
        via=tuple(a["via"]),
        description=None if d is None else Description(**{name: _passage_of(p) for name, p in d.items()}),
        features=tuple(a["features"].items()),
    )


def _entity_of(e: Mapping[str, Any]) -> Entity:
    return Entity(
        id=e["id"],
        kind=EntityKind(e["kind"]),
        name=e["name"],
        named=e["named"],
        roles=tuple(e["roles"]),
        speaks_for=e["speaks_for"],
        mentions=_spans(e["mentions"]),
    )


def _relation_of(r: Mapping[str, Any]) -> Relation:
    return Relation(Stance(r["kind"]), r["by"], r["attribution"], _words_of(r))


def _sourcing_of(s: Mapping[str, Any], own: list[int] | None) -> Sourcing:
    """`own` are the places of the card's own findings among all that are told; else those about the article."""
    told = [Finding(f["rule"], f["text"], tuple(f["attributions"]), _spans(f["spans"])) for f in s["findings"]]
    of_headline = [f["about"] == "headline" for f in s["findings"]]
    h = s["headline"]
    return Sourcing(
        **{name: s[name] for name in _COUNTS},
        voices=tuple(Voice(v["speaker"], v["attributions"], v["words"]) for v in s["voices"]),
        unnamed_only=tuple(s["unnamed_only"]),
        silent=tuple(s["silent"]),
        self_citations=tuple(s["self_citations"]),
        findings=tuple(
            [f for f, headline in zip(told, of_headline, strict=True) if not headline]
            if own is None
            else [told[i] for i in own]
        ),
        headline=h
        and Headline(
            claim=h["claim"],
            span=Span(*h["span"]),
            asserts=h["asserts"],
            rests_on=tuple(h["rests_on"]),
            own_voice=h.get("own_voice", False),  # a record from before it was told
            findings=tuple(f for f, headline in zip(told, of_headline, strict=True) if headline),
        ),
    )


def _spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)
