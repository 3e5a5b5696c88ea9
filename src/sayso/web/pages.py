"""What a dossier holds, as the views of the pages."""

from __future__ import annotations

import hashlib
import re
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice, pairwise
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from sayso.dossier import Dossier, Foreseen
from sayso.model import (
    INTENTIONS,
    Alignment,
    Article,
    Carrier,
    ForecastKind,
    ForecastStatus,
    Head,
    Judgement,
    JudgementKind,
    Mouth,
    Provenance,
    Said,
    SourceKind,
    Span,
    Stance,
    Statement,
    StatementKind,
    Step,
)
from sayso.model.record import article_record
from sayso.show import records
from sayso.show.dossier_page import picture
from sayso.show.explained import LANES, explained, figure, lanes, node_kind, read_credibility
from sayso.show.graph import graph
from sayso.show.ledger import ledger_view, recalled_row
from sayso.show.ledger_page import ledger_values
from sayso.show.ledger_record import forecast_record, recalled_record, scores_record
from sayso.show.page import Link as Place
from sayso.show.page import article_values
from sayso.show.safe import one_line, shortened
from sayso.show.timeline import events, timeline
from sayso.show.view import ArticleView, view
from sayso.web.views import (
    ArticleLink,
    ArticlePage,
    Changed,
    Choice,
    ClaimRow,
    ClaimView,
    Compared,
    CopyLink,
    Filters,
    ForecastRow,
    ForecastsView,
    JudgementRow,
    JudgementsView,
    Lane,
    Link,
    Moment,
    MouthLink,
    NoteMore,
    Quote,
    SaidRow,
    SearchView,
    SourceView,
    StepLink,
    StoryView,
    Word,
)

__all__ = [
    "Memory",
    "Visit",
    "article_page",
    "article_path",
    "claim_page",
    "claim_path",
    "forecasts",
    "judgement_row",
    "judgements",
    "search",
    "source_page",
    "source_path",
    "story",
]

T = TypeVar("T")
_LOOKED = 300  # claims that are looked through for a filter at most, before a reader is asked to go on
_MOMENTS = 80  # of the story's time-line
_MOMENT_CLAIMS = 12  # whose moments these are
_LISTED = 20  # articles that are new
_SAID = 1000  # statements of a source that are listed
_CHAINS = 100  # chains that are told
_LOG = 200  # judgements on a page
_HITS = 20
_ALIKE = 10  # claims that say something like what is searched for
_LETTERS = 400  # of what is said, in a list
_STATUSES = (ForecastStatus.DUE.value, ForecastStatus.OPEN.value, ForecastStatus.RESOLVED.value)
_WIDE, _NARROW = 720.0, 330.0
_UNNAMED = (SourceKind.UNNAMED_PERSON, SourceKind.UNNAMED_GROUP, SourceKind.NONE)
_WORD = re.compile(r"(\s*)(\S+)(\s*)|\s+")
_STANCES = {Stance.DOES_NOT_DENY: "does not deny", Stance.NO_COMMENT: "does not comment"}
_COMPARED = {
    "same": "word for word the same",
    "shortened": "shortened",
    "altered": "altered",
    "bracketed": "with words put in brackets",
}
_DESCRIBED = {"number": "number", "office": "office", "side": "side", "place": "place", "reason": "why unnamed"}


def claim_path(id: str, as_of: str | None = None) -> str:
    """Where the page of a claim is."""
    return f"/claims/{_quoted(id)}" + (f"?as_of={_quoted(as_of)}" if as_of else "")


def article_path(id: str, anchor: str = "") -> str:
    """Where the page of an article is."""
    return f"/articles/{_quoted(id)}" + (f"#{anchor}" if anchor else "")


def source_path(id: str) -> str:
    """Where the page of a source is."""
    return f"/sources/{_quoted(id)}"


def _quoted(id: str) -> str:
    return quote(id, safe="", errors="replace")


class Memory:
    """What was worked out of a dossier, for as long as nothing is added and nothing judged."""

    def __init__(self, most: int = 4000) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] = (-1, -1)
        self._kept: dict[Any, Any] = {}

    def get(self, stamp: tuple[int, int], key: Any, make: Callable[[], T]) -> T:
        """What `make` makes, or has made of the same state of the dossier."""
        with self._lock:
            if self._stamp == stamp and key in self._kept:
                found: T = self._kept[key]
                return found
        made = make()
        with self._lock:
            if stamp > self._stamp:
                self._stamp = stamp
                self._kept.clear()
            if stamp == self._stamp:
                if len(self._kept) >= self._most:
                    self._kept.clear()
                self._kept[key] = made
        return made


@dataclass(frozen=True, slots=True)
class Visit:
    """The last visit: how many articles and judgements there were, and when it was."""

    articles: int
    judgements: int
    at: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """A claim that was looked at: its row, and what the filters and the time-line ask of it."""

    row: ClaimRow
    days: tuple[str, ...]
    moments: tuple[Moment, ...]


# The story.


def story(
    dossier: Dossier,
    stamp: tuple[int, int],
    memory: Memory,
    wanted: Filters,
    visit: Visit | None,
    title: str,
) -> StoryView:
    """The claims that the filters let through, those that most articles carry first."""
    as_of = wanted.as_of or None
    ranked = memory.get(stamp, ("ranked", wanted.alone, as_of), lambda: dossier.ranked(wanted.alone, as_of))
    found: list[_Seen] = []
    looked = 0
    every: list[_Seen] = []
    for id, size in ranked:
        # No later claim can have more articles than this: once there are enough with more, the rest can wait.
        if looked >= _LOOKED or (len(found) > wanted.limit and _nth(found, wanted.limit) >= size):
            break
        looked += 1
        seen = memory.get(stamp, ("claim", id, as_of), partial(_looked_at, dossier, id, as_of))
        if seen is None or (seen.row.articles < 2 and not wanted.alone):
            continue
        every.append(seen)
        if _passes(seen.row, wanted):
            found.append(seen)
    found.sort(key=lambda s: (-s.row.articles, s.row.first_seen, int(s.row.id[1:])))
    shown = found[: wanted.limit]
    changed, news = _changed(dossier, visit, stamp)
    first, last = dossier.days()
    moments = sorted(
        (m for s in shown[:_MOMENT_CLAIMS] for m in s.moments), key=lambda m: (m.day or "9999", m.article.id)
    )
    whole = looked == len(ranked)
    more = None
    if len(found) > len(shown) or not whole:
        more = _query(wanted, limit=wanted.limit * 2)
    return StoryView(
        title=title,
        claims=tuple(replace(s.row, news=news.get(s.row.id, "")) for s in shown),
        filters=replace(
            wanted,
            first=first or "",
            last=last or "",
            days=tuple(sorted({day for s in every for day in s.days})),
            outlets=_outlets([s.row for s in every], wanted),
            source_kinds=_source_kinds([s.row for s in every], wanted),
            stances=_stances([s.row for s in every], wanted),
        ),
        moments=tuple(dict.fromkeys(moments))[:_MOMENTS],
        changed=changed,
        more=more,
        looked=looked,
        whole=whole,
    )


def _nth(found: Sequence[_Seen], n: int) -> int:
    """The number of articles of the n-th claim, by their number."""
    return sorted((s.row.articles for s in found), reverse=True)[n - 1]


def _passes(row: ClaimRow, wanted: Filters) -> bool:
    return (
        (not wanted.outlet or wanted.outlet in row.outlets)
        and (not wanted.source_kind or wanted.source_kind in row.kinds)
        and (not wanted.stance or wanted.stance in row.stances)
        and (not wanted.unnamed or row.unnamed)
    )


def _outlets(rows: Sequence[ClaimRow], wanted: Filters) -> tuple[Choice, ...]:
    found = Counter(outlet for row in rows for outlet in row.outlets)
    ordered = sorted(found.items(), key=lambda pair: pair[0].casefold())
    return tuple(Choice(name, name, n, name == wanted.outlet) for name, n in ordered)


def _source_kinds(rows: Sequence[ClaimRow], wanted: Filters) -> tuple[Choice, ...]:
    found = Counter(kind for row in rows for kind in row.kinds)
    return tuple(Choice(k, _kind(k), found[k], k == wanted.source_kind) for k in SourceKind if found[k])


def _stances(rows: Sequence[ClaimRow], wanted: Filters) -> tuple[Choice, ...]:
    found = Counter(stance for row in rows for stance in row.stances)
    return tuple(
        Choice(lane, heading, found[lane], lane == wanted.stance) for lane, (heading, _) in LANES.items() if found[lane]
    )


def _query(wanted: Filters, **changed: Any) -> str:
    """The path of the story with these filters."""
    asked = {
        "as_of": wanted.as_of,
        "outlet": wanted.outlet,
        "source_kind": wanted.source_kind,
        "stance": wanted.stance,
        "unnamed": "1" if wanted.unnamed else "",
        "alone": "1" if wanted.alone else "",
        **changed,
    }
    return f"/?{urlencode({key: value for key, value in asked.items() if value}, errors='replace')}"


def _changed(dossier: Dossier, visit: Visit | None, stamp: tuple[int, int]) -> tuple[Changed, dict[str, str]]:
    """What is new since the last visit, and which claims are."""
    if visit is None or (visit.articles, visit.judgements) >= stamp:
        return Changed(visit.at if visit else ""), {}
    heads, n = dossier.newer(visit.articles, _LISTED) if visit.articles < stamp[0] else ([], 0)
    log = dossier.judgements() if visit.judgements < stamp[1] else []
    fresh = {head.id for head in heads}
    news: dict[str, str] = {}
    for head in heads:
        for id in dossier.claims_of(head.id):
            if id not in news:
                all_new = all(c.article.id in fresh for c in dossier.carriers(id))
                news[id] = "new" if all_new else "more"
    entries = [judgement_row(entry) for entry in log if int(entry.id[1:]) > visit.judgements]
    return Changed(visit.at, tuple(map(article_link, heads)), n - len(heads), tuple(entries[-_LISTED:])), news


def _looked_at(dossier: Dossier, id: str, as_of: str | None) -> _Seen | None:
    """A claim as a row; None where nobody carries it as of the date."""
    from sayso.errors import NoSuch

    try:
        found = dossier.trace(id, as_of)
    except NoSuch:
        return None
    heads = _heads_of(dossier, found)
    return _Seen(
        claim_row(found, heads, as_of),
        tuple(sorted({day for day, _ in found.timeline if day})),
        tuple(islice(_moments(found, heads, as_of), _MOMENTS)),
    )


def _heads_of(dossier: Dossier, p: Provenance) -> dict[str, Head]:
    ids = {e.article for e in p.evidence} | {*p.claim.carried_by, *p.claim.denied_by}
    ids |= {c.copy for c in p.copies} | {c.of for c in p.copies}
    return {head.id: head for head in dossier.heads(sorted(ids))}


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
        outlets=tuple(dict.fromkeys(_outlet(id, heads) for id in ids)),
        denied_in=tuple(dict.fromkeys(_outlet(id, heads) for id in p.claim.denied_by)),
        credibility=p.credibility,
        credible=read_credibility(p.credibility),
        first_seen=one_line(p.claim.first_seen or ""),
        kinds=tuple(kinds),
        stances=tuple(dict.fromkeys(lane for _, lane in lanes(p) if lane != "carries")),
        unnamed=bool(p.origins) and all(o.mouth.kind in _UNNAMED for o in p.origins),
        loops=len(p.loops),
    )


def _moments(p: Provenance, heads: Mapping[str, Head], as_of: str | None) -> Iterable[Moment]:
    claim = Link(claim_path(p.claim.id, as_of), shortened(one_line(p.claim.text), 90))
    told: set[tuple[str, str]] = set()
    for day, index, lane in events(p):
        e = p.evidence[index]
        if (e.article, lane) in told or e.article not in heads:
            continue
        told.add((e.article, lane))
        yield Moment(
            day=one_line(day),
            article=article_link(heads[e.article]),
            who=one_line(e.what),
            lane=lane,
            heading=LANES[lane][0],
            words=shortened(one_line(e.passage.text), _LETTERS),
            claim=claim,
            to=_to_words(e.article, e.passage.spans.spans),
        )


# One claim.


def claim_page(dossier: Dossier, id: str, as_of: str | None) -> ClaimView:
    """What one claim rests on. Raises NoSuch."""
    id, _ = dossier.find_claim(id)
    p = dossier.trace(id, as_of)
    carriers = dossier.carriers(id, as_of)
    heads = _heads_of(dossier, p)
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
    belonging: dict[int, list[int]] = {index: [] for index in said}
    last = min(said, default=None)
    for index in range(len(p.evidence)):
        if index in said:
            last = index
        elif last is not None:
            belonging[last].append(index)
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
            to=_to_words(e.article, e.passage.spans.spans),
            article=_article_link(e.article, heads),
        )
        if carrier is not None:
            s = carrier.statement
            quote = replace(
                quote,
                statement=s.id,
                mouths=tuple(map(mouth_link, s.mouths)),
                stance=_stance(s.stance),
                source=one_line(s.source.text) if s.source else "",
                cue=one_line(s.cue.text) if s.cue else "",
                opposed=carrier.opposed,
                likeness=round(carrier.likeness, 4),
            )
        groups.setdefault(lane, []).append(quote)
    return tuple(Lane(lane, title, tuple(groups[lane])) for lane, (title, _) in LANES.items() if lane in groups)


def _chains(p: Provenance, mouths: Collection[str]) -> tuple[tuple[StepLink, ...], ...]:
    behind = {(a, b): found for a, b, _, found in p.edges}
    numbers = {index: number for number, (index, _) in enumerate(lanes(p), 1)}
    unnamed = {o.mouth.id for o in p.origins if o.mouth.kind in _UNNAMED}
    claim = next((s.id for s in p.nodes if s.kind == "claim"), p.claim.id)
    out = []
    for chain in p.chains[:_CHAINS]:
        steps = []
        for before, step in pairwise((Step("claim", claim, ""), *(s for s in chain if s.kind != "claim"))):
            steps.append(
                StepLink(
                    name=shortened(one_line(step.name), 90),
                    kind=node_kind(step, unnamed),
                    to=_step_path(step, mouths),
                    signs=("single point of failure",) if step.id in p.single_points else (),
                    evidence=tuple((i, numbers[i]) for i in behind.get((before.id, step.id), ()) if i in numbers),
                )
            )
        out.append(tuple(steps))
    return tuple(out)


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
        _article_link(here, heads),
        _article_link(there, heads),
        _COMPARED.get(found.kind, one_line(found.kind)),
        tuple((kind, a) for kind, a, _ in pieces),
        tuple((kind, b) for kind, _, b in pieces),
    )


# One article.


def article_page(dossier: Dossier, id: str, mark: bool) -> ArticlePage:
    """An article with who says what in it, as it is judged. Raises NoSuch."""
    article = dossier.article(id)
    head = dossier.heads([id])[0]
    said = dossier.statements(id)
    copies = dossier.copies_of(id)
    others = {h.id: h for h in dossier.heads(sorted({c.of for c in copies} | {c.copy for c in copies}))}
    resting: list[tuple[str, Span, str]] = []
    links: dict[str, Place] = {}
    for place in (*(s.passage.spans for s, _ in said), *dossier.foretold(id)):
        resting += [
            (_anchor(place.spans), span, _anchor(place.spans) + (f"-{n}" if n else "")) for n, span in enumerate(place)
        ]
    copied: list[CopyLink] = []
    lent: list[CopyLink] = []
    for c in copies:
        mine = c.copy == id
        other = others.get(c.of if mine else c.copy)
        if other is None:
            continue
        places = []
        for here, there in c.passages if mine else [(b, a) for a, b in c.passages]:
            anchor = f"{'x' if mine else 'y'}{_key(other.id)}-{here.start}"
            back = f"{'y' if mine else 'x'}{_key(id)}-{there.start}"
            resting.append(("copied" if mine else "lent", here, anchor))
            places.append((anchor, article_path(other.id, back)))
            if mine:
                links[anchor] = Place(
                    article_path(other.id, back), f"copied from {shortened(_outlet(other.id, others), 40)}"
                )
        found = CopyLink(article_link(other), f"{c.share:.0%}", c.sure, one_line(c.credit or ""), tuple(places))
        (copied if mine else lent).append(found)
    resting = [(key, span, anchor) for key, span, anchor in resting if span.start < len(article.document.text)]
    shown = view(article, list(dict.fromkeys(resting)))
    mouths = {s.id: s for s, _ in said}
    claims = {s.id: claim for s, claim in said}
    judged = dossier.hold.corrections.touched(id)
    return ArticlePage(
        id=id,
        to=article_path(id),
        link=article_link(head),
        shown=shown,
        values={**article_values(shown, "", 1, links)},
        more={
            note.key: _more(f"{id}#{note.id}", mouths.get(f"{id}#{note.id}"), claims, judged) for note in shown.notes
        },
        copied=tuple(copied),
        lent=tuple(lent),
        versions=tuple(map(article_link, dossier.versions_of(head))),
        statements=tuple(_said_row(s, head, claim) for s, claim in said if s.kind is not StatementKind.CONTENT),
        mark=mark,
        words=_words(article, shown) if mark else {},
        record=article_record(article),
    )


def _more(id: str, statement: Statement | None, claims: Mapping[str, str | None], judged: frozenset[str]) -> NoteMore:
    if statement is None:
        return NoteMore(id, judged=id in judged)
    mouths = tuple(map(mouth_link, statement.mouths))
    claim = claims.get(id)
    return NoteMore(
        statement=id,
        mouth=mouths[-1] if mouths else None,
        via=mouths[:-1],
        claim=Link(claim_path(claim), claim) if claim else None,
        judged=id in judged,
    )


def _words(article: Article, shown: ArticleView) -> dict[int, tuple[Word, ...]]:
    """The words of every segment by where it starts, each with its place without the space that follows."""
    out: dict[int, list[Word]] = {}
    text = article.document.text
    for block in shown.blocks:
        last: list[Word] = []
        for segment in block.segments:
            words = out.setdefault(segment.start, [])
            for m in _WORD.finditer(text, segment.start, segment.end):
                # Space that begins a segment follows the word before it.
                if (m[2] is None or m[1]) and last:
                    last[-1] = _spaced(last[-1])
                if m[2] is not None and (printed := one_line(m[2])):
                    word = Word(m.start(2), m.end(2), printed)
                    words.append(_spaced(word) if m[3] else word)
                    last = words
        if last:
            last[-1] = _spaced(last[-1])
    return {start: tuple(words) for start, words in out.items()}


def _spaced(word: Word) -> Word:
    return word if word.text.endswith(" ") else replace(word, text=f"{word.text} ")


def _anchor(spans: Sequence[Span]) -> str:
    return f"s{spans[0].start}-{spans[-1].end}" if spans else ""


def _to_words(article: str, spans: Sequence[Span]) -> str:
    return article_path(article, _anchor(spans))


def _key(id: str) -> str:
    """A short name of an article that can stand in an anchor."""
    return hashlib.sha256(id.encode("utf8", "surrogatepass")).hexdigest()[:8]


# One source.


def source_page(dossier: Dossier, name: str) -> SourceView:
    """Everything laid to somebody. Raises NoSuch."""
    who = dossier.who(name)
    changes: dict[int, list[str]] = {}
    for earlier, later, what in who.changes:
        before = who.said[earlier].article
        changes.setdefault(later, []).append(one_line(f"since {before.published or before.added[:10]}: {what}"))
    said = [(s, _row_of(s, changes.get(n, ()))) for n, s in enumerate(who.said)]
    outlets = Counter(row.article.outlet for _, row in said)
    passed = tuple(_row_of(s, (), by=True) for s in who.passed_on)
    described: dict[str, dict[str, None]] = {}
    for s in who.said:
        description = s.statement.mouths[-1].description if s.statement.mouths else None
        for name, label in _DESCRIBED.items() if description else ():
            if (passage := getattr(description, name)) is not None and (words := one_line(passage.text)):
                described.setdefault(label, {})[words] = None
    alike: list[MouthLink] = []
    if not who.mouth.named:
        ours = {who.mouth.id, *(m.id for m in who.also)}
        alike = [mouth_link(m) for m, _ in dossier.sources(who.mouth.name) if not m.named and m.id not in ours]
    return SourceView(
        mouth=mouth_link(who.mouth),
        also=tuple(map(mouth_link, who.also)),
        letter=who.letter,
        said=tuple(row for _, row in said)[:_SAID],
        passed_on=passed[:_SAID],
        by_outlet=tuple(outlets.most_common()),
        described=tuple((label, tuple(words)) for label, words in described.items()),
        alike=tuple(alike),
    )


def _row_of(said: Said, changes: Sequence[str], by: bool = False) -> SaidRow:
    return _said_row(said.statement, said.article, said.claim, said.opposed, tuple(changes), by)


def _said_row(
    s: Statement, head: Head, claim: str | None, opposed: bool = False, changes: tuple[str, ...] = (), by: bool = False
) -> SaidRow:
    return SaidRow(
        statement=s.id,
        text=shortened(one_line(s.passage.text), _LETTERS),
        stance=_stance(s.stance),
        article=article_link(head),
        to=_to_words(s.article, s.passage.spans.spans),
        claim=Link(claim_path(claim), claim) if claim else None,
        opposed=opposed,
        via=tuple(map(mouth_link, s.mouths[:-1])),
        by=mouth_link(s.mouths[-1]) if by and s.mouths else None,
        changes=changes,
    )


# What is foreseen.


def forecasts(
    dossier: Dossier, status: str, by: str, kind: str, score_by: str, groups: Sequence[str], limit: int
) -> ForecastsView:
    """The ledger, with scores once anything is resolved. Raises InputError.

    It is worked out anew each time: a ledger that is taken in changes it without an article or a judgement more.
    """
    every = dossier.forecasts(by=by or None, kind=None, evidence=False)
    there = Counter(f.forecast.kind for f in every)
    wanted = [k for k in ForecastKind if kind in ("", k)]
    counts = Counter(str(f.forecast.status) for f in every if f.forecast.kind in wanted)
    shown, apart = [], []
    if ForecastKind.FORECAST in wanted:
        shown = dossier.forecasts(status=status or None, by=by or None, limit=limit)
    if intended := [k for k in INTENTIONS if k in wanted]:
        apart = dossier.forecasts(status=status or None, by=by or None, kind=intended, limit=limit)
    scores = dossier.scores(score_by) if any(f.resolution is not None for f in every) else None
    recalled = dossier.recalled() if not (status or by) and kind in ("", ForecastKind.FORECAST) else []
    cited = map(recalled_row, recalled)
    rows, apart_rows = _forecast_rows(dossier, shown), _forecast_rows(dossier, apart)
    left = (counts[status] if status else sum(counts.values())) - len(shown) - len(apart)
    asked = {"status": status, "by": by, "kind": kind, "score_by": score_by, "limit": str(min(1000, limit * 2))}
    return ForecastsView(
        rows=rows,
        total=there[ForecastKind.FORECAST],
        apart=apart_rows,
        apart_total=sum(there[k] for k in INTENTIONS),
        status=status,
        by=by,
        kind=kind,
        kinds=tuple(Choice(k, f"{k}s", there[k], k == kind) for k in ForecastKind if there[k] or k == kind),
        statuses=tuple(
            Choice(value, value, counts[value], value == status)
            for value in _STATUSES
            if counts[value] or value == status
        ),
        score_by=score_by,
        groups=tuple(groups),
        more=f"/forecasts?{urlencode({k: v for k, v in asked.items() if v})}" if left > 0 and limit < 1000 else None,
        values=ledger_values(ledger_view((), scores), _to_words) if scores else {},
        recalled=tuple((row, _to_words(row.article, [Span(*pair) for pair in row.spans])) for row in cited),
        record={
            "forecasts": [_forecast_record(f, row) for f, row in zip(shown, rows, strict=True)],
            "apart": [_forecast_record(f, row) for f, row in zip(apart, apart_rows, strict=True)],
            "recalled": [recalled_record(r) for r in recalled],
            "scores": scores_record(scores) if scores else None,
        },
    )


def _forecast_record(found: Foreseen, row: ForecastRow) -> dict[str, Any]:
    return {**forecast_record(found), "to": row.to, "claim": row.claim.text if row.claim else None}


def _forecast_rows(dossier: Dossier, shown: Sequence[Foreseen]) -> tuple[ForecastRow, ...]:
    evidence = {id for f in shown if f.resolution for id in f.resolution.evidence}
    articles = {f.forecast.article for f in shown if f.forecast.article}
    heads = {h.id: h for h in dossier.heads(sorted(articles | evidence | {id.rpartition("#")[0] for id in evidence}))}
    said = {id: dossier.statements(id) for id in articles}
    out = []
    seen = ledger_view(shown)
    for found, row in zip(shown, seen.rows or seen.apart, strict=True):
        f = found.forecast
        settled = found.resolution.evidence if found.resolution else ()
        bearing = tuple(_to_words(b.article, b.passage.spans.spans) for b in found.bearing)
        made = ForecastRow(row, bearing=bearing, evidence=tuple(_settling(id, heads) for id in settled))
        if f.article:
            mouth, claim = None, None
            near = max(said[f.article], key=lambda one: one[0].passage.spans.common(f.passage.spans), default=None)
            if near is not None and near[0].passage.spans.overlaps(f.passage.spans):
                statement, claim = near
                mouth = next((m for m in statement.mouths[-1:] if m.id in (f.by, found.voice)), None)
            made = replace(
                made,
                to=_to_words(f.article, f.passage.spans.spans),
                article=_article_link(f.article, heads),
                who=mouth_link(mouth) if mouth else None,
                claim=Link(claim_path(claim), claim) if claim else None,
            )
        out.append(made)
    return tuple(out)


def _settling(id: str, heads: Mapping[str, Head]) -> Link:
    """Where an article, a statement or a claim that settled a forecast can be seen."""
    if id in heads:
        return Link(article_path(id), article_link(heads[id]).outlet)
    if "#" in id:
        return Link(article_path(id.rpartition("#")[0]), one_line(id))
    return Link(claim_path(id), one_line(id))


# Searching, and the log.


def search(dossier: Dossier, stamp: tuple[int, int], memory: Memory, query: str) -> SearchView:
    """Claims, sources and sentences that hold some words."""
    words = one_line(query)
    if not words:
        return SearchView("")
    hits = dossier.search(words, _HITS)
    heads = {h.id: h for h in dossier.heads(sorted({hit.article for hit in hits}))}
    like = dossier.like(words, _ALIKE)
    claims = [memory.get(stamp, ("claim", id, None), partial(_looked_at, dossier, id, None)) for id in like]
    return SearchView(
        query=words,
        claims=tuple(seen.row for seen in claims if seen is not None),
        sources=tuple((mouth_link(mouth), n) for mouth, n in dossier.sources(words)),
        hits=tuple(
            (
                _article_link(hit.article, heads),
                shortened(one_line(hit.passage.text), _LETTERS),
                _to_words(hit.article, hit.passage.spans.spans),
            )
            for hit in hits
        ),
    )


def judgements(dossier: Dossier, before: int | None) -> JudgementsView:
    """The log, the newest entry first; only entries with a smaller number than `before`, if that is given."""
    log = [entry for entry in reversed(dossier.judgements()) if before is None or int(entry.id[1:]) < before]
    more = f"/judgements?before={log[_LOG - 1].id[1:]}" if len(log) > _LOG else None
    return JudgementsView(tuple(map(judgement_row, log[:_LOG])), len(log), more)


def judgement_row(entry: Judgement) -> JudgementRow:
    """An entry of the log, in words."""
    about, links = _about(entry)
    what = str(entry.kind).replace("_", " ")
    return JudgementRow(
        id=entry.id,
        kind=str(entry.kind),
        what=f"takes back {entry.undoes}: {what}" if entry.undoes else what,
        about=one_line(about),
        author=one_line(entry.author),
        made=entry.made,
        note=one_line(entry.note),
        links=tuple(links),
        undoes=entry.undoes,
        undone_by=entry.undone_by,
        can_undo=entry.undoes is None and entry.undone_by is None,
    )


def _about(entry: Judgement) -> tuple[str, list[Link]]:
    """What a judgement says, and where what it is about can be seen."""
    about = entry.about
    match entry.kind:
        case JudgementKind.MERGE:
            kept, *others = about["claims"]
            return f"{', '.join(others)} and {kept} are one claim", [Link(claim_path(kept), kept)]
        case JudgementKind.SPLIT:
            both = [Link(claim_path(id), id) for id in (about["claim"], about["to"])]
            return f"{len(about['statements'])} taken out of {about['claim']}, now {about['to']}", both
        case JudgementKind.SAME_ENTITY:
            kept, *others = about["mouths"]
            return f"{', '.join(map(_bare, others))} and {_bare(kept)} are one", [Link(source_path(kept), _bare(kept))]
        case JudgementKind.RELIABILITY:
            mouth = about["mouth"]
            return f"{_bare(mouth)}: {about['letter']}", [Link(source_path(mouth), _bare(mouth))]
        case JudgementKind.WRONG_SOURCE:
            said = f"{about['statement']} is laid to {about['source'] or 'the outlet itself'}"
        case JudgementKind.NOT_AN_ATTRIBUTION:
            said = f"{about['statement']} is no attribution"
        case JudgementKind.BOUNDARY:
            said = f"the {about['part']} of {about['statement']} is “{shortened(about['text'], _LETTERS)}”"
        case JudgementKind.MISSED:
            whom = about["laid"]["source"] if about["laid"] else "the outlet itself"
            said = f"missed: “{shortened(about['content']['text'], _LETTERS)}”, laid to {whom}"
        case JudgementKind.OUTLET:
            said = f"{about['article']} is of {about['outlet']}"
        case JudgementKind.PROBABILITY:
            said = f"{about['forecast'] or 'all that is put as “' + about['words'] + '”'}: {about['probability']:.0%}"
        case JudgementKind.RESOLVE:
            said = f"{about['forecast']}: {about['outcome']}, {about['resolved']}"
    article = about.get("article") or str(about.get("statement") or about.get("forecast") or "").rpartition("#")[0]
    return said, [Link(article_path(article), one_line(article))] if article else []


def _bare(mouth: str) -> str:
    """A mouth's id as it is read: without its kind."""
    return one_line(mouth.partition(":")[2] or mouth)


# Links.


def article_link(head: Head) -> ArticleLink:
    """An article where it is named."""
    return ArticleLink(
        id=head.id,
        to=article_path(head.id),
        outlet=one_line(head.outlet or head.id),
        title=one_line(head.title or "") or "Untitled",
        day=one_line(head.published or ""),
        version=head.version,
        replaced=head.replaced_by is not None,
    )


def _article_link(id: str, heads: Mapping[str, Head]) -> ArticleLink:
    head = heads.get(id)
    return article_link(head) if head else ArticleLink(id, article_path(id), one_line(id), "", "")


def mouth_link(mouth: Mouth) -> MouthLink:
    """Somebody where they are named."""
    name = one_line(mouth.name) or "(nobody named)"
    return MouthLink(mouth.id, source_path(mouth.id), name, _kind(mouth.kind), mouth.named)


def _kind(kind: SourceKind) -> str:
    return "nobody named" if kind is SourceKind.NONE else str(kind).replace("_", " ")


def _stance(stance: Stance) -> str:
    return _STANCES.get(stance, str(stance))


def _outlet(id: str, heads: Mapping[str, Head]) -> str:
    head = heads.get(id)
    return one_line((head.outlet if head else None) or id)
