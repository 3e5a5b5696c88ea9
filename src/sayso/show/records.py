"""What a dossier holds as JSON: the contract that other programs read. Field names stay; more may come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sayso.model import (
    Carrier,
    Change,
    Claim,
    Copy,
    Evidence,
    Head,
    Judgement,
    Mouth,
    Passage,
    Provenance,
    Said,
    Statement,
    Step,
    Version,
    Who,
)

__all__ = [
    "claim_record",
    "copy_record",
    "evidence_record",
    "head_record",
    "judgement_record",
    "provenance_record",
    "statement_record",
    "version_records",
    "who_record",
]


def claim_record(claim: Claim) -> dict[str, Any]:
    """A row of `sayso claims`."""
    c = claim.corroboration
    return {
        "id": claim.id,
        "text": claim.text,
        "carried_by": list(claim.carried_by),
        "denied_by": list(claim.denied_by),
        "first_seen": claim.first_seen,
        "origins": claim.origins,
        "corroboration": c and {"low": c.low, "high": c.high},
    }


def provenance_record(provenance: Provenance, carriers: Sequence[Carrier] = ()) -> dict[str, Any]:
    """What `sayso trace` prints: names where people read, and ids beside them. Indices are those of `evidence`."""
    p = provenance
    names = {step.id: step.name for step in p.nodes}
    return {
        "claim": {**claim_record(p.claim), "corroboration": {"low": p.corroboration.low, "high": p.corroboration.high}},
        "as_of": p.as_of,
        "credibility": p.credibility,
        "rule": p.rule,
        "origins": [
            {
                "id": o.mouth.id,
                "name": o.mouth.name,
                "source_kind": str(o.mouth.kind),
                "via": [names.get(id, id) for id in o.via],
                "articles": list(o.articles),
                "evidence": [evidence_record(e) for e in o.evidence],
            }
            for o in p.origins
        ],
        "single_points": [names.get(id, id) for id in p.single_points],
        "loops": [list(loop) for loop in p.loops],
        "chains": [[_step(step) for step in chain] for chain in p.chains],
        "stances": {kind: [p.evidence[i].passage.text for i in some] for kind, some in p.stances.items()},
        "stance_evidence": {kind: list(some) for kind, some in p.stances.items()},
        "timeline": [{"date": date, "evidence": i} for date, i in p.timeline],
        "copies": [copy_record(c) for c in p.copies],
        "nodes": [{"id": step.id, "kind": step.kind, "name": step.name} for step in p.nodes],
        "edges": [{"from": a, "to": b, "why": why, "evidence": list(some)} for a, b, why, some in p.edges],
        "evidence": [evidence_record(e) for e in p.evidence],
        "statements": [
            {
                **statement_record(c.statement),
                "published": c.article.published,
                "opposed": c.opposed,
                "likeness": round(c.likeness, 4),
            }
            for c in carriers
        ],
    }


def _step(step: Step) -> dict[str, str]:
    """A link of a chain under its kind, with the id that articles are named by and others told apart by."""
    return {step.kind: step.id} if step.kind == "article" else {step.kind: step.name, "id": step.id}


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """Words of an article, where they stand, and what they are evidence of."""
    record = {"article": evidence.article, **_passage(evidence.passage)}
    return {**record, "what": evidence.what} if evidence.what else record


def copy_record(copy: Copy) -> dict[str, Any]:
    """A row of `sayso copies`; `passages` are spans in the copy and in the original."""
    return {
        "copy": copy.copy,
        "of": copy.of,
        "containment": round(copy.containment, 4),
        "share": round(copy.share, 4),
        "credit": copy.credit,
        "sure": copy.sure,
        "passages": [[[a.start, a.end], [b.start, b.end]] for a, b in copy.passages],
    }


def statement_record(statement: Statement) -> dict[str, Any]:
    """A statement with its mouths, from the article's own outwards to the deepest source."""
    return {
        "id": statement.id,
        "article": statement.article,
        "kind": str(statement.kind),
        **_passage(statement.passage),
        "attribution": statement.attribution,
        "stance": str(statement.stance),
        "negated": statement.negated,
        "mouths": [mouth_record(m) for m in statement.mouths],
        "source": statement.source and _passage(statement.source),
        "cue": statement.cue and _passage(statement.cue),
        "probability": statement.probability and asdict(statement.probability),
    }


def mouth_record(mouth: Mouth) -> dict[str, Any]:
    """Somebody who says something, as the whole dossier knows them."""
    return {"id": mouth.id, "name": mouth.name, "source_kind": str(mouth.kind)}


def head_record(head: Head) -> dict[str, Any]:
    """An article without its text."""
    return {
        "id": head.id,
        "title": head.title,
        "outlet": head.outlet,
        "author": head.author,
        "published": head.published,
        "url": head.url,
        "language": head.language,
        "added": head.added,
        "version": head.version,
        "replaced_by": head.replaced_by,
        "credits": [{"agency": c.agency, "text": c.text, "whole": c.whole} for c in head.credits],
    }


def who_record(who: Who) -> dict[str, Any]:
    """What `sayso who` prints; `changes` name two entries of `said` each."""
    return {
        **mouth_record(who.mouth),
        "also": [mouth_record(m) for m in who.also],
        "reliability": who.letter,
        "said": [_said(s) for s in who.said],
        "passed_on": [_said(s) for s in who.passed_on],
        "changes": [{"from": a, "to": b, "what": what} for a, b, what in who.changes],
    }


def _said(said: Said) -> dict[str, Any]:
    record = statement_record(said.statement)
    return {**record, "published": said.article.published, "claim": said.claim, "opposed": said.opposed}


def version_records(chain: Sequence[Version]) -> list[dict[str, Any]]:
    """The versions of one article, the oldest first."""
    return [{**head_record(v.article), "changes": [_change(c) for c in v.changes]} for v in chain]


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "text": change.text,
        "old": change.old and _passage(change.old),
        "new": change.new and _passage(change.new),
        "pieces": [list(piece) for piece in change.pieces],
    }


def judgement_record(judgement: Judgement) -> dict[str, Any]:
    """An entry of the log."""
    return {**asdict(judgement), "kind": str(judgement.kind), "about": dict(judgement.about)}


def _passage(passage: Passage) -> dict[str, Any]:
    return {"text": passage.text, "spans": passage.spans.pairs()}
