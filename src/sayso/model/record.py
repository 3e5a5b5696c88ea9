"""The article record: how an `Article` is written as JSON, the contract that other programs read (schema 1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from typing import Any

from sayso.model.attribution import Article, Attribution, Certainty, Description, Passage, Relation
from sayso.model.document import Document
from sayso.model.entity import Entity
from sayso.model.sourcing import Finding, Sourcing
from sayso.model.span import Span

__all__ = [
    "ATTRIBUTION_FIELDS",
    "LINE_FIELDS",
    "SCHEMA",
    "USUAL_FIELDS",
    "article_record",
    "bulk_attributions",
    "bulk_fields",
    "canonical",
    "digest",
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


def _sourcing(s: Sourcing, name: _Name) -> dict[str, Any]:
    h = s.headline
    findings = [(f, "article") for f in s.findings]
    if h is not None:
        findings = [(f, "headline") for f in h.findings] + [(f, of) for f, of in findings if f not in h.findings]
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
        "findings": [_finding(f, of, name) for f, of in findings],
        "headline": h
        and {
            "claim": h.claim,
            "span": [h.span.start, h.span.end],
            "asserts": h.asserts,
            "rests_on": [name(i) for i in h.rests_on],
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
