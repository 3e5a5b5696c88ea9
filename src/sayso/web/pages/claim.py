"""One claim and what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sayso.dossier import Dossier
from sayso.model import (
    Alignment,
    Carrier,
    Head,
    Provenance,
    Step,
)
from sayso.show import records
from sayso.show.explained import LANES, chains, explained, lanes, parts_of
from sayso.show.graph import graph
from sayso.show.safe import one_line, shortened
from sayso.show.timeline import timeline
from sayso.web.pages.links import (
    article_named,
    article_path,
    claim_path,
    mouth_link,
    source_path,
    stance_words,
    to_words,
)
from sayso.web.pages.rows import claim_row
from sayso.web.views import (
    ClaimView,
    Compared,
    Lane,
    Quote,
    StepLink,
)

__all__ = ["claim_page"]

_CHAINS = 100  # chains that are told
_WIDE, _NARROW = 720.0, 330.0
_COMPARED = {
    "same": "word for word the same",
    "shortened": "shortened",
    "altered": "altered",
    "bracketed": "with words put in brackets",
}


def claim_page(dossier: Dossier, id: str, as_of: str | None) -> ClaimView:
    """What one claim rests on. Raises NoSuch."""
    id, _ = dossier.find_claim(id)
    p, heads = dossier.traced(id, as_of)
    carriers = dossier.carriers(id, as_of)
    all_days = p.timeline if as_of is None else dossier.trace(id).timeline
    drawn = (timeline(p, heads, "", width, mark=f"{width:.0f}") for width in (_WIDE, _NARROW))
    return ClaimView(
        id=id,
        to=claim_path(id),
        row=claim_row(p, heads, as_of),
        as_of=as_of or "",
        days=tuple(sorted({one_line(day) for day, _ in all_days if day})),
        told=tuple(explained(p)),
        graph=graph(p, heads),
        lines=tuple(filter(None, drawn)),
        chains=_chains(p, {m.id for c in carriers for m in c.statement.mouths}),
        left_out=max(0, len(p.chains) - _CHAINS),
        lanes=_lanes(p, carriers, heads),
        wordings=tuple(_compared(a, b, found, heads) for a, b, found in dossier.wordings(id, as_of)),
        record=records.provenance_record(p, carriers),
    )


def _lanes(p: Provenance, carriers: Sequence[Carrier], heads: Mapping[str, Head]) -> tuple[Lane, ...]:
    """The words behind a claim by what they do to it, each with the words of its source and cue."""
    said = dict(lanes(p))
    belonging = parts_of(p, said)
    # A headline may stand nowhere in its text.
    by_words = {(c.article.id, c.statement.passage): c for c in carriers}
    groups: dict[str, list[Quote]] = {}
    for number, (index, lane) in enumerate(said.items(), 1):
        e = p.evidence[index]
        carrier = by_words.get((e.article, e.passage))
        quote = Quote(
            index=index,
            more=tuple(belonging[index]),
            number=number,
            text=one_line(e.passage.text),
            what=one_line(e.what),
            to=to_words(e.article, e.passage.spans.spans),
            article=article_named(e.article, heads),
        )
        if carrier is not None:
            s = carrier.statement
            quote = replace(
                quote,
                statement=s.id,
                mouths=tuple(map(mouth_link, s.mouths)),
                stance=stance_words(s.stance),
                source=one_line(s.source.text) if s.source else "",
                cue=one_line(s.cue.text) if s.cue else "",
                opposed=carrier.opposed,
                likeness=round(carrier.likeness, 4),
            )
        groups.setdefault(lane, []).append(quote)
    return tuple(Lane(lane, title, tuple(groups[lane])) for lane, (title, _) in LANES.items() if lane in groups)


def _chains(p: Provenance, mouths: Collection[str]) -> tuple[tuple[StepLink, ...], ...]:
    return tuple(
        tuple(
            StepLink(
                name=shortened(one_line(step.name), 90),
                kind=kind,
                to=_step_path(step, mouths),
                signs=signs,
                evidence=found,
            )
            for step, kind, signs, found in chain
        )
        for chain in chains(p, _CHAINS)
    )


def _step_path(step: Step, mouths: Collection[str]) -> str | None:
    if step.kind == "article":
        return article_path(step.id.removeprefix("article:"))
    # An outlet that only says things in its own articles is nobody's source, and so has no page.
    if step.id in mouths or step.id.startswith(("person:", "organisation:", "document:", "unnamed:")):
        return source_path(step.id)
    return None


def _compared(here: str, there: str, found: Alignment, heads: Mapping[str, Head]) -> Compared:
    pieces = [(kind, one_line(a), one_line(b)) for kind, a, b in found.pieces]
    return Compared(
        article_named(here, heads),
        article_named(there, heads),
        _COMPARED.get(found.kind, one_line(found.kind)),
        tuple((kind, a) for kind, a, _ in pieces),
        tuple((kind, b) for kind, _, b in pieces),
    )
