"""A dossier as one self-contained HTML page: its claims with what each rests on, and its articles. No script."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.model import Alignment, Article, Copy, Head, Provenance, Span
from sayso.show.explained import (
    LANES,
    UNNAMED,
    chains,
    counted,
    explained,
    figure,
    lanes,
    outlet_of,
    parts_of,
    read_credibility,
)
from sayso.show.graph import graph
from sayso.show.ledger import LedgerView
from sayso.show.ledger_page import ledger_values
from sayso.show.page import Link, article_values
from sayso.show.safe import one_line, shortened
from sayso.show.template import packaged, rendered
from sayso.show.timeline import timeline
from sayso.show.view import view

__all__ = ["DossierView", "Traced", "Wording", "dossier_page", "picture"]

_ANCHOR = re.compile(r"c[0-9]{1,9}")
_CHAINS = 200  # told of a claim
_LIT = 400  # rules that light up the words of a text to which a link leads
_WIDE, _NARROW = 720.0, 330.0  # the two drawings of a time-line
_PILLARS, _DOTS = 6, 9  # drawn in the small picture of a claim
_COMPARED = {
    "same": "word for word the same",
    "shortened": "shortened",
    "altered": "altered",
    "bracketed": "with words put in brackets",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One quotation in two articles: the words here are those of `article`, the words there those of `other`."""

    article: str
    other: str
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class Traced:
    """A claim with what it rests on, and how its quotations differ from article to article."""

    provenance: Provenance
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class DossierView:
    """What there is to show of a dossier.

    `claims` are shown in their order. `heads` are those of all articles by their ids, `articles` those that are shown
    in full, `copies` the texts taken over, `ledger` the forecasts.
    """

    title: str
    claims: tuple[Traced, ...]
    heads: Mapping[str, Head]
    articles: Mapping[str, Article] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()
    as_of: str | None = None
    ledger: LedgerView | None = None


@dataclass(frozen=True, slots=True)
class _Quote:
    """Words behind a claim, by their number; `more` are the indices of evidence that belongs to them, `place` is where
    they stand on the page."""

    number: int
    index: int
    more: tuple[int, ...]
    text: str
    outlet: str
    day: str
    what: str
    title: str
    place: str | None


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of a chain in words, with the indices and the numbers of the words behind it."""

    name: str
    kind: str
    signs: tuple[str, ...]
    evidence: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two wordings side by side, in pieces of a kind and the words."""

    here: str
    there: str
    kind: str
    left: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim as the page shows it; its drawings are mark-up made here out of escaped words."""

    anchor: str
    pre: str
    text: str
    picture: str
    facts: tuple[str, ...]
    denied: str
    told: tuple[str, ...]
    graph: str
    lines: tuple[str, ...]
    chains: tuple[tuple[_Step, ...], ...]
    left_out: int
    evidence: tuple[tuple[str, str, tuple[_Quote, ...]], ...]
    wordings: tuple[_Compared, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """An article as the page shows it: what `article.html` needs, and what heads it while it is folded."""

    anchor: str
    outlet: str
    day: str
    title: str
    sources: tuple[tuple[str, str | None], ...]
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A row of the copies: whose text, from whom, how much, and where both stand on the page."""

    copy: tuple[str, str | None]
    of: tuple[str, str | None]
    share: str
    credit: str
    sure: bool


def dossier_page(shown: DossierView) -> str:
    """The page, in UTF-8 once it is encoded."""
    places = _Places(shown)
    claims = [_claim(traced, n, shown, places) for n, traced in enumerate(shown.claims, 1)]
    ledger = (
        ledger_values(shown.ledger, places.link)
        if shown.ledger and (shown.ledger.rows or shown.ledger.apart or shown.ledger.recalled)
        else {}
    )
    texts = [_text(id, shown, places) for id in shown.articles]
    title = one_line(shown.title) or "Untitled"
    style = (
        "".join(map(packaged, ("page.css", "graph.css", "timeline.css", "dossier.css", "ledger.css"))) + places.rules()
    )
    outlets = {outlet_of(id, shown.heads) for id in shown.heads}
    days = sorted(head.published for head in shown.heads.values() if head.published)
    about = [counted(len(shown.heads), "article"), counted(len(outlets), "outlet"), counted(len(claims), "claim")]
    if days:
        about.append(one_line(days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"))
    if shown.as_of:
        about.append(f"as of {one_line(shown.as_of)}")
    return rendered(
        "dossier.html",
        f"{title} · on whose say-so",
        style,
        title=title,
        about=about,
        claims=claims,
        texts=texts,
        taken=_taken(shown, places),
        lanes=LANES,
        **{"ledger": None, **ledger},
    )


class _Places:
    """Where words stand on the page: the anchors of the articles, and of the words that something rests on."""

    def __init__(self, shown: DossierView) -> None:
        self.article = {id: f"d{n}" for n, id in enumerate(shown.articles, 1)}
        self._texts = {id: article.document.text for id, article in shown.articles.items()}
        self._resting: dict[str, dict[tuple[str, str], Span]] = {id: {} for id in self.article}
        self._links: dict[str, dict[str, Link]] = {id: {} for id in self.article}
        self._lit: list[tuple[str, str]] = []
        for n, copy in enumerate(shown.copies, 1):
            self._copied(n, copy, shown)

    def evidence(self, article: str, spans: Sequence[Span]) -> str | None:
        """The anchor of some words of an article; None where the article or the words are not there."""
        here = [s for s in spans if s.start < len(self._texts.get(article, ""))]
        if not here:
            return None
        anchor = f"s{here[0].start}-{here[-1].end}"
        pre = self.article[article]
        if (f"{pre}-{anchor}", anchor) not in self._resting[article]:
            for n, span in enumerate(here):
                # Only the first of several pieces is gone to; all of them light up.
                self._resting[article][f"{pre}-{anchor}", anchor if n == 0 else f"{anchor}-{n}"] = span
            self._lit.append((f"{pre}-{anchor}", f"{pre}-{anchor}"))
        return f"{pre}-{anchor}"

    def link(self, article: str, spans: Sequence[Span]) -> str | None:
        """The address of some words on the page, as `evidence`."""
        anchor = self.evidence(article, spans)
        return f"#{anchor}" if anchor else None

    def resting(self, article: str) -> list[tuple[str, Span, str]]:
        """Everything that rests on an article's words, as `view` takes it."""
        return [(key, span, anchor) for (key, anchor), span in self._resting[article].items()]

    def links(self, article: str) -> dict[str, Link]:
        """The places of an article that lead to another."""
        return self._links[article]

    def rules(self) -> str:
        """The rules that light up the words which a link leads to."""
        return "".join(
            f"main:has(#{anchor}:target) .{name}{{background:var(--lit)}}\n" for anchor, name in self._lit[:_LIT]
        )

    def _copied(self, n: int, copy: Copy, shown: DossierView) -> None:
        """Tint what a copy takes over, with a link to where it stands in the original, and that with one to return."""
        whose = f"copied from {shortened(outlet_of(copy.of, shown.heads), 40)}"
        for m, (here, there) in enumerate(copy.passages, 1):
            anchor = f"x{n}-{m}"
            if copy.copy in self.article:
                self._resting[copy.copy]["copied", anchor] = here
            if copy.of in self.article:
                self._resting[copy.of]["lent", f"y{n}-{m}"] = there
            if copy.copy in self.article and copy.of in self.article:
                self._links[copy.copy][anchor] = Link(f"{self.article[copy.of]}-y{n}-{m}", whose)


def _claim(traced: Traced, n: int, shown: DossierView, places: _Places) -> _Claim:
    p = traced.provenance
    anchor = p.claim.id if _ANCHOR.fullmatch(p.claim.id) else f"k{n}"
    pre = f"{anchor}-"
    carried = len(set(p.claim.carried_by))
    facts = [
        counted(carried, "article"),
        counted(len({outlet_of(id, shown.heads) for id in p.claim.carried_by}), "outlet"),
        counted(len(p.origins), "origin"),
        f"corroboration {figure(p.corroboration)}",
        f"credibility {p.credibility}, {read_credibility(p.credibility)}",
    ]
    if p.claim.first_seen:
        facts.append(f"first seen {one_line(p.claim.first_seen)}")
    deniers = list(dict.fromkeys(outlet_of(id, shown.heads) for id in p.claim.denied_by))
    more = f" and {len(deniers) - 3} more" if len(deniers) > 3 else ""
    return _Claim(
        anchor=anchor,
        pre=pre,
        text=one_line(p.claim.text) or "(no words)",
        picture=picture(p),
        facts=tuple(facts),
        denied=f"denied in {', '.join(deniers[:3])}{more}" if deniers else "",
        told=tuple(explained(p)),
        graph=graph(p, shown.heads, pre),
        lines=tuple(filter(None, (timeline(p, shown.heads, pre, w, mark=f"{w:.0f}") for w in (_WIDE, _NARROW)))),
        chains=_chains(p),
        left_out=max(0, len(p.chains) - _CHAINS),
        evidence=_evidence(p, shown, places),
        wordings=tuple(_compared(w, shown) for w in traced.wordings),
    )


def _evidence(p: Provenance, shown: DossierView, places: _Places) -> tuple[tuple[str, str, tuple[_Quote, ...]], ...]:
    """The words behind a claim by what they do to it, each with the words of its source and cue."""
    said = dict(lanes(p))
    belonging = parts_of(p, said)
    groups: dict[str, list[_Quote]] = {}
    for number, (index, lane) in enumerate(said.items(), 1):
        e = p.evidence[index]
        head = shown.heads.get(e.article)
        quote = _Quote(
            number=number,
            index=index,
            more=tuple(belonging[index]),
            text=one_line(e.passage.text),
            outlet=outlet_of(e.article, shown.heads),
            day=one_line((head.published if head else None) or ""),
            what=one_line(e.what),
            title=one_line((head.title if head else None) or ""),
            place=places.evidence(e.article, e.passage.spans.spans),
        )
        groups.setdefault(lane, []).append(quote)
    return tuple((lane, title, tuple(groups[lane])) for lane, (title, _) in LANES.items() if lane in groups)


def _chains(p: Provenance) -> tuple[tuple[_Step, ...], ...]:
    return tuple(
        tuple(_Step(shortened(one_line(step.name), 90), kind, signs, found) for step, kind, signs, found in chain)
        for chain in chains(p, _CHAINS)
    )


def _compared(w: Wording, shown: DossierView) -> _Compared:
    pieces = [(kind, one_line(here), one_line(there)) for kind, here, there in w.alignment.pieces]
    kinds = {"same", "left_out", "put_in", "altered", "bracketed"}
    named = [(kind if kind in kinds else "altered", here, there) for kind, here, there in pieces]
    return _Compared(
        outlet_of(w.article, shown.heads),
        outlet_of(w.other, shown.heads),
        _COMPARED.get(w.alignment.kind, one_line(w.alignment.kind)),
        tuple((kind, here) for kind, here, _ in named),
        tuple((kind, there) for kind, _, there in named),
    )


def _text(id: str, shown: DossierView, places: _Places) -> _Text:
    article = shown.articles[id]
    head = shown.heads.get(id)
    seen = view(article, places.resting(id))
    anchor = places.article[id]
    from_whom = [
        (f"{copy.containment:.0%} from {outlet_of(copy.of, shown.heads)}", places.article.get(copy.of))
        for copy in shown.copies
        if copy.copy == id
    ]
    return _Text(
        anchor=anchor,
        outlet=outlet_of(id, shown.heads),
        day=one_line((head.published if head else None) or seen.published or ""),
        title=one_line((head.title if head else None) or "") or seen.title or "Untitled",
        sources=tuple(from_whom),
        values=article_values(seen, f"{anchor}-", 3, places.links(id)),
    )


def _taken(shown: DossierView, places: _Places) -> list[_Taken]:
    def named(id: str) -> tuple[str, str | None]:
        head = shown.heads.get(id)
        day = f", {one_line(head.published)}" if head and head.published else ""
        return f"{outlet_of(id, shown.heads)}{day}", places.article.get(id)

    return [
        _Taken(
            named(copy.copy),
            named(copy.of),
            f"{copy.containment:.0%}",
            one_line(copy.credit or "") or "nobody",
            copy.sure,
        )
        for copy in shown.copies
    ]


def picture(p: Provenance) -> str:
    """A beam on pillars: a pillar for each that would have to be wrong (dashed where only the higher figure counts it),
    below them a dot for each origin (a ring where it has no name), and a cross where the claim is denied.
    """
    low, high = p.corroboration.low, p.corroboration.high
    pillars = min(high, _PILLARS)
    out = ['<path class="beam" d="M2 6H94"/>']
    for n in range(pillars):
        x = 48 + 15 * (n - (pillars - 1) / 2)
        out.append(f'<path class="{"pillar" if n < low else "pillar perhaps"}" d="M{x:.1f} 9V26"/>')
    origins = p.origins[:_DOTS]
    for n, origin in enumerate(origins):
        x = 48 + 10 * (n - (len(origins) - 1) / 2)
        ring = " ring" if origin.mouth.kind in UNNAMED else ""
        out.append(f'<circle class="origin{ring}" cx="{x:.1f}" cy="34" r="3.2"/>')
    if any(lane in ("denies", "disputes") for _, lane in lanes(p)):
        out.append('<path class="denied" d="M102 2l9 9m0 -9l-9 9"/>')
    return f'<svg class="picture" viewBox="0 0 114 40" width="114" height="40" aria-hidden="true">{"".join(out)}</svg>'
