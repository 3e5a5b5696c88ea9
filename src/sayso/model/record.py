"""The article record: how an `Article` is written as JSON, the contract that other programs read (schema 1)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sayso.model.attribution import Article, Attribution, Passage
from sayso.model.document import Document

__all__ = ["SCHEMA", "article_record", "bulk_attributions", "canonical", "digest"]

SCHEMA = 1


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
    }


def bulk_attributions(article: Article) -> list[dict[str, Any]]:
    """The list that `sayso extract` adds to a line: plain spans, `parent` an index into the list or None."""
    place = {a.id: i for i, a in enumerate(article.attributions)}
    return [
        {
            "source": a.source.spans.pairs() if a.source else [],
            "cue": a.cue.spans.pairs() if a.cue else [],
            "content": a.content.spans.pairs(),
            "parent": None if a.parent is None else place[a.parent],
            "form": str(a.form),
            "score": round(a.score, 4),
        }
        for a in article.attributions
    ]


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
        "score": round(a.score, 4),
        "features": dict(a.features),
        "made_by": {"component": a.made_by.component, "version": a.made_by.version, "model": a.made_by.model},
    }
