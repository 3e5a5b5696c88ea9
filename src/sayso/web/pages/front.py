"""The story: the claims of a dossier, those that most articles carry first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from sayso.dossier import Dossier
from sayso.model import (
    SourceKind,
)
from sayso.show.explained import LANES
from sayso.web.pages.links import (
    article_link,
    kind_words,
)
from sayso.web.pages.log import judgement_rows
from sayso.web.pages.memory import Memory, Visit
from sayso.web.pages.rows import MOMENTS, Seen, look_at
from sayso.web.views import (
    Changed,
    Choice,
    ClaimRow,
    Filters,
    StoryView,
)

__all__ = ["story"]

_PORTION = 60  # claims that are looked at together at first
_LOOKED = 300  # claims that are looked through for a filter at most, before a reader is asked to go on
_MOMENT_CLAIMS = 12  # whose moments these are
_LISTED = 20  # articles that are new


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
    ranked = dossier.ranked(wanted.alone, as_of)
    found: list[Seen] = []
    looked = 0
    every: list[Seen] = []
    whole = False
    # No later claim can have more articles than this: once there are enough with more, the rest can wait.
    while looked < _LOOKED:
        # Where few pass, more are looked at together from time to time.
        portion = dict(islice(ranked, min(max(min(wanted.limit + 1, _PORTION), looked), _LOOKED - looked)))
        if not portion:
            whole = True
            break
        if len(found) > wanted.limit and _nth(found, wanted.limit) >= max(portion.values()):
            break
        looked += len(portion)
        for seen in look_at(dossier, stamp, memory, list(portion), as_of).values():
            if seen.row.articles < 2 and not wanted.alone:
                continue
            every.append(seen)
            if _passes(seen.row, wanted):
                found.append(seen)
    if looked >= _LOOKED:
        whole = next(ranked, None) is None
    found.sort(key=lambda s: (-s.row.articles, s.row.first_seen, int(s.row.id[1:])))
    shown = found[: wanted.limit]
    changed, news = _changed(dossier, visit, stamp, [s.row.id for s in shown])
    first, last = dossier.days()
    moments = sorted(
        (m for s in shown[:_MOMENT_CLAIMS] for m in s.moments()), key=lambda m: (m.day or "9999", m.article.id)
    )
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
        moments=tuple(dict.fromkeys(moments))[:MOMENTS],
        changed=changed,
        more=more,
        looked=looked,
        whole=whole,
    )


def _nth(found: Sequence[Seen], n: int) -> int:
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
    return tuple(Choice(k, kind_words(k), found[k], k == wanted.source_kind) for k in SourceKind if found[k])


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


def _changed(
    dossier: Dossier, visit: Visit | None, stamp: tuple[int, int], shown: Collection[str]
) -> tuple[Changed, dict[str, str]]:
    """What is new since the last visit, and which of the claims that are shown are."""
    if visit is None or (visit.articles, visit.judgements) >= stamp:
        return Changed(visit.at if visit else ""), {}
    heads, n = dossier.newer(visit.articles, _LISTED) if visit.articles < stamp[0] else ([], 0)
    log = dossier.judgements() if visit.judgements < stamp[1] else []
    fresh = {head.id for head in heads}
    grown = {id for head in heads for id in dossier.claims_of(head.id)}
    news = {
        id: "new" if all(c.article.id in fresh for c in dossier.carriers(id)) else "more" for id in shown if id in grown
    }
    entries = judgement_rows(dossier, [e for e in log if int(e.id[1:]) > visit.judgements][-_LISTED:])
    return Changed(visit.at, tuple(map(article_link, heads)), n - len(heads), entries), news
