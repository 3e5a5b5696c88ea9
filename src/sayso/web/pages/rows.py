"""Claims and statements as lists show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sayso.dossier import Dossier
from sayso.model import (
    Evidence,
    Head,
    Provenance,
    Statement,
)
from sayso.show.dossier_page import picture
from sayso.show.explained import LANES, UNNAMED, figure, lanes, read_credibility
from sayso.show.safe import one_line, shortened
from sayso.show.timeline import events
from sayso.web.pages.links import (
    LETTERS,
    article_link,
    claim_path,
    mouth_link,
    outlet_of,
    stance_words,
    to_words,
)
from sayso.web.pages.memory import Memory
from sayso.web.views import (
    ClaimRow,
    Link,
    Moment,
    SaidRow,
)

__all__ = ["MOMENTS", "Seen", "claim_row", "look_at", "statement_row"]

MOMENTS = 80  # of the story's time-line


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim that was looked at: its row, and what the filters and the time-line ask of it."""

    row: ClaimRow
    days: tuple[str, ...]
    told: tuple[tuple[str, Evidence, str, Head], ...]  # day, words, lane, and in which article
    claim: Link

    def moments(self) -> Iterator[Moment]:
        """What the time-line tells of it."""
        for day, e, lane, head in self.told:
            yield Moment(
                day=one_line(day),
                article=article_link(head),
                who=one_line(e.what),
                lane=lane,
                heading=LANES[lane][0],
                words=shortened(one_line(e.passage.text), LETTERS),
                claim=self.claim,
                to=to_words(e.article, e.passage.spans.spans),
            )


def look_at(
    dossier: Dossier, stamp: tuple[int, int], memory: Memory, ids: Sequence[str], as_of: str | None
) -> dict[str, Seen]:
    """These claims as rows, in their order, those that somebody carries as of the date.

    What was not looked at before is traced together.
    """
    known = {id: memory.held(stamp, ("claim", id, as_of)) for id in ids}
    missing = [id for id, (there, _) in known.items() if not there]
    if missing:
        traced, heads = dossier.traces(missing, as_of)
        for id in missing:
            seen = _seen(traced[id], heads, as_of) if id in traced else None
            memory.keep(stamp, ("claim", id, as_of), seen)
            known[id] = True, seen
    return {id: seen for id, (_, seen) in known.items() if seen is not None}


def _seen(found: Provenance, heads: Mapping[str, Head], as_of: str | None) -> Seen:
    return Seen(
        claim_row(found, heads, as_of),
        tuple(sorted({day for day, _ in found.timeline if day})),
        tuple(islice(_told(found, heads), MOMENTS)),
        Link(claim_path(found.claim.id, as_of), shortened(one_line(found.claim.text), 90)),
    )


def claim_row(p: Provenance, heads: Mapping[str, Head], as_of: str | None = None) -> ClaimRow:
    """A claim as a list shows it."""
    ids = dict.fromkeys((*p.claim.carried_by, *p.claim.denied_by))
    kinds = dict.fromkeys(str(o.mouth.kind) for o in p.origins)
    return ClaimRow(
        id=p.claim.id,
        to=claim_path(p.claim.id, as_of),
        text=one_line(p.claim.text) or "(no words)",
        picture=picture(p),
        figure=figure(p.corroboration),
        low=p.corroboration.low,
        high=p.corroboration.high,
        origins=len(p.origins),
        articles=len(ids),
        outlets=tuple(dict.fromkeys(outlet_of(id, heads) for id in ids)),
        denied_in=tuple(dict.fromkeys(outlet_of(id, heads) for id in p.claim.denied_by)),
        credibility=p.credibility,
        credible=read_credibility(p.credibility),
        first_seen=one_line(p.claim.first_seen or ""),
        kinds=tuple(kinds),
        stances=tuple(dict.fromkeys(lane for _, lane in lanes(p) if lane != "carries")),
        unnamed=bool(p.origins) and all(o.mouth.kind in UNNAMED for o in p.origins),
        loops=len(p.loops),
    )


def _told(p: Provenance, heads: Mapping[str, Head]) -> Iterator[tuple[str, Evidence, str, Head]]:
    """What there is to tell in the order of time, of an article once for every lane."""
    told: set[tuple[str, str]] = set()
    for day, index, lane in events(p):
        e = p.evidence[index]
        if (e.article, lane) not in told and e.article in heads:
            told.add((e.article, lane))
            yield day, e, lane, heads[e.article]


def statement_row(
    s: Statement, head: Head, claim: str | None, opposed: bool = False, changes: tuple[str, ...] = (), by: bool = False
) -> SaidRow:
    return SaidRow(
        statement=s.id,
        text=shortened(one_line(s.passage.text), LETTERS),
        stance=stance_words(s.stance),
        article=article_link(head),
        to=to_words(s.article, s.passage.spans.spans),
        claim=Link(claim_path(claim), claim) if claim else None,
        opposed=opposed,
        via=tuple(map(mouth_link, s.mouths[:-1])),
        by=mouth_link(s.mouths[-1]) if by and s.mouths else None,
        changes=changes,
    )
