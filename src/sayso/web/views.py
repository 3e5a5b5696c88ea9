"""What each page shows: one frozen value a page, which the templates print and which JSON writes as it stands.

A template gets its value as `view`, and what stands on every page as `frame` (a `Frame`). All texts are one visible
line each, ready to be escaped; only the fields that are called drawings (`picture`, `graph`, `lines`) hold mark-up,
made by `sayso.show` out of escaped words: print those with `|safe`, and nothing else. Every `to` is a path of this
desk. Dates are ISO 8601 days. Offsets are code points of the article's text: a page writes them into data attributes,
and sends back those that it finds there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from sayso.show.ledger import LedgerRow, RecalledRow
from sayso.show.view import ArticleView

__all__ = [
    "AddView",
    "ArticleLink",
    "ArticlePage",
    "Changed",
    "Choice",
    "ClaimRow",
    "ClaimView",
    "Compared",
    "CopyLink",
    "ErrorView",
    "Filters",
    "ForecastRow",
    "ForecastsView",
    "Frame",
    "JobView",
    "JudgementRow",
    "JudgementsView",
    "Lane",
    "Link",
    "Moment",
    "MouthLink",
    "NoteMore",
    "Quote",
    "SaidRow",
    "SearchView",
    "SourceView",
    "StepLink",
    "StoryView",
    "Word",
    "as_json",
]


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go: the path, and the words for it."""

    to: str
    text: str


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article where it is named: `to` its page, `outlet` its outlet (or else its id), `day` its date or empty."""

    id: str
    to: str
    outlet: str
    title: str
    day: str
    version: int = 1
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class MouthLink:
    """Somebody who says something: `kind` is a source kind in words; `named` is False for *two officials*."""

    id: str
    to: str
    name: str
    kind: str
    named: bool


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """An entry of the log. `what` is its kind in words, `about` what it says, `links` where it is about, `made` the
    instant. `can_undo` is False for one that was taken back, or that takes one back."""

    id: str
    kind: str
    what: str
    about: str
    author: str
    made: str
    note: str
    links: tuple[Link, ...]
    undoes: str | None
    undone_by: str | None
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has: the dossier's `name`, how many `articles` and `judgements` it holds, the `here` of the
    navigation (`story`, `claim`, `article`, `source`, `search`, `forecasts`, `add`, `judgements`, `error`), the path
    with query of this very page (`path`, to come back to: forms send it as `back`), who judges (`author`), what was
    judged just now (`done`: say so, with a button that undoes it), and how many jobs of adding are under way
    (`busy`)."""

    name: str
    here: str
    path: str
    articles: int = 0
    judgements: int = 0
    author: str = ""
    done: JudgementRow | None = None
    busy: int = 0
    version: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim in a list.

    `picture` is a drawing (114 by 40). `figure` is the corroboration in print (`1`, `1–2`), between `low` and `high`.
    `articles` carry or deny it, in `outlets`; `denied_in` are the outlets of those that deny it. `kinds` are the kinds
    of its origins and `stances` what is done to it besides (`denies`, `no_comment` …). `unnamed` is True where none of
    its origins has a name. `news` is `new` for a claim that nobody carried at the last visit, `more` where articles
    have come that carry it, else empty.
    """

    id: str
    to: str
    text: str
    picture: str
    figure: str
    low: int
    high: int
    origins: int
    articles: int
    outlets: tuple[str, ...]
    denied_in: tuple[str, ...]
    credibility: int
    credible: str
    first_seen: str
    kinds: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    unnamed: bool = False
    loops: int = 0
    news: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter can take: `value` goes into the address, `text` is shown, `count` of the claims that were
    looked through have it."""

    value: str
    text: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """What the story is narrowed to, as it stands in the address: `as_of`, `outlet`, `source_kind`, `stance`, `unnamed`
    (`1`), `alone` (`1`: claims of one article too), `limit`.

    `first` and `last` are the days that a slider runs between, and `days` those on which something was published,
    among the claims shown. The tuples of choices are what can be asked for. `any` tells whether anything is narrowed.
    """

    as_of: str = ""
    outlet: str = ""
    source_kind: str = ""
    stance: str = ""
    unnamed: bool = False
    alone: bool = False
    limit: int = 30
    first: str = ""
    last: str = ""
    days: tuple[str, ...] = ()
    outlets: tuple[Choice, ...] = ()
    source_kinds: tuple[Choice, ...] = ()
    stances: tuple[Choice, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.as_of or self.outlet or self.source_kind or self.stance or self.unnamed)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something said on a day: by whom (`who`, a source where one is known), in which article, of which claim; `lane`
    is what it does to the claim (`carries`, `denies` …), `heading` that in words."""

    day: str
    article: ArticleLink
    who: str
    lane: str
    heading: str
    words: str
    claim: Link
    to: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What is new since the last visit: `since` (an instant, empty on a first visit), the articles that came (some of
    them; `more` are not listed), and the judgements made."""

    since: str = ""
    articles: tuple[ArticleLink, ...] = ()
    more: int = 0
    judgements: tuple[JudgementRow, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryView:
    """`/`: the claims, those that most articles carry first.

    `more` is the path that shows more claims, None where there are no more. `looked` tells how many claims were looked
    through for the filters, `whole` whether these were all.
    """

    title: str
    claims: tuple[ClaimRow, ...]
    filters: Filters
    moments: tuple[Moment, ...]
    changed: Changed
    more: str | None = None
    looked: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """Words behind a claim.

    `index` is that of the evidence (the anchor `e<index>`, to which the drawings link; `more` are further anchors that
    belong here), `number` counts them on the page. `to` leads to the words in their article. `statement` is what
    judgements name; `mouths` are those it came through, the deepest source last. `what` says what is done (*denied by
    …*). `opposed`: says the contrary of the claim's own wording. `likeness` is the score of the match, 0 to 1.
    """

    index: int
    more: tuple[int, ...]
    number: int
    text: str
    what: str
    to: str
    article: ArticleLink
    statement: str | None = None
    mouths: tuple[MouthLink, ...] = ()
    stance: str = ""
    source: str = ""
    cue: str = ""
    opposed: bool = False
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Lane:
    """What is done to a claim alike: `key` (`carries`, `denies` …), its `title`, the words."""

    key: str
    title: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class StepLink:
    """A step of a chain: `kind` in words, `to` its page if it has one, `signs` (*single point of failure*), and the
    quotes behind it as (index, number)."""

    name: str
    kind: str
    to: str | None
    signs: tuple[str, ...]
    evidence: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two wordings side by side, as pieces (`same`, `left_out`, `put_in`, `altered`, `bracketed`; the words, which may
    be empty)."""

    here: ArticleLink
    there: ArticleLink
    kind: str
    left: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """`/claims/{id}`: what one claim rests on.

    `told` is the count explained, a sentence each; `graph` and the two `lines` (wide and narrow time-line) are
    drawings, which link to `#e<index>`. `days` are those on which something of it was published: the places of the
    slider. `as_of` is the day asked for, or empty. `record` is the published JSON record.
    """

    id: str
    to: str
    row: ClaimRow
    as_of: str
    days: tuple[str, ...]
    told: tuple[str, ...]
    graph: str
    lines: tuple[str, ...]
    chains: tuple[tuple[StepLink, ...], ...]
    left_out: int
    lanes: tuple[Lane, ...]
    wordings: tuple[Compared, ...]
    record: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with the space around it, and where it stands without that."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NoteMore:
    """What a note of `ArticlePage.shown.notes` has beside, by its key: the `statement` that judgements name, who the
    source is, the mouths between, and the claim that it makes."""

    statement: str
    mouth: MouthLink | None = None
    via: tuple[MouthLink, ...] = ()
    claim: Link | None = None
    judged: bool = False


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Text that is shared with another article: `share` of the copy's text, `sure` which is the copy, `credit` who is
    named. `places` lead from each passage here (its anchor) to where it stands there."""

    article: ArticleLink
    share: str
    sure: bool
    credit: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """`/articles/{id}`: the text with its attributions.

    `shown` is what `sayso.show` makes of an article: blocks of segments, notes, headline check, card, furniture. Its
    template `show/article.html` can be included; it wants `values` set (see `templates/article.html`). Each segment has
    `start` and `end`, and with `?mark=1` in the address `words` has its words by the segment's start, to select from:
    each is to be an element with data-start and data-end. `more` is by the keys of the notes. `copied` is what it takes
    from others, `lent` what others take from it; the anchors `s<start>-<end>` of everything that something rests on are
    in the text. `statements` are those that stand in no attribution (headline, own assertions), with their claims.
    `record` is the published JSON record.
    """

    id: str
    to: str
    link: ArticleLink
    shown: ArticleView
    values: Mapping[str, Any]
    more: Mapping[str, NoteMore]
    copied: tuple[CopyLink, ...]
    lent: tuple[CopyLink, ...]
    versions: tuple[ArticleLink, ...]
    statements: tuple[SaidRow, ...]
    mark: bool = False
    words: Mapping[int, tuple[Word, ...]] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A statement in a list: what is said, where, on which day, with the claim it makes. `via` are the mouths that it
    came through, `by` the deepest source where that is somebody else. `changes` tell a change of position since."""

    statement: str
    text: str
    stance: str
    article: ArticleLink
    to: str
    claim: Link | None = None
    opposed: bool = False
    via: tuple[MouthLink, ...] = ()
    by: MouthLink | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceView:
    """`/sources/{id}`: what is laid to somebody, by date.

    `total` and `passed_total` count the statements of `said` and `passed_on` that there are; `more` is the path that
    shows more of them, None where there are no more.
    `letter` is the Admiralty reliability, F until judged. `by_outlet` counts the statements by the outlet that has
    them. Of somebody without a name, `described` groups what is told of them by label, and `alike` are others that are
    described with the same words.
    """

    mouth: MouthLink
    also: tuple[MouthLink, ...]
    letter: str
    said: tuple[SaidRow, ...]
    passed_on: tuple[SaidRow, ...]
    by_outlet: tuple[tuple[str, int], ...]
    described: tuple[tuple[str, tuple[str, ...]], ...] = ()
    alike: tuple[MouthLink, ...] = ()
    total: int = 0
    passed_total: int = 0
    more: str | None = None


@dataclass(frozen=True, slots=True)
class SearchView:
    """`/search?q=`: claims, sources, and sentences of articles."""

    query: str
    claims: tuple[ClaimRow, ...] = ()
    sources: tuple[tuple[MouthLink, int], ...] = ()
    hits: tuple[tuple[ArticleLink, str, str], ...] = ()  # the article, the sentence, and the path to it


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A forecast in the ledger, with where to go from it.

    `to` leads to the words in their article, None for a line of a ledger kept elsewhere. `who` is the source it is laid
    to, where that has a page, `claim` the claim that it makes. `bearing` are the paths to the words that bear on it, by
    the row's own `bearing`, and `evidence` what settled it.
    """

    row: LedgerRow
    to: str | None = None
    article: ArticleLink | None = None
    who: MouthLink | None = None
    claim: Link | None = None
    bearing: tuple[str | None, ...] = ()
    evidence: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ForecastsView:
    """`/forecasts`: what is foreseen, due ones first, then open ones, then the resolved.

    `status`, `by` and `kind` are what it is narrowed to, as they stand in the address, `statuses` and `kinds` what can
    be asked for. `total` counts the forecasts that there are without a status asked for; `more` is the path that shows
    more of them. `apart` are the plans, promises and threats, which are no forecasts, of `apart_total`. `recalled` is
    what people say they foresaw and no article holds, each with the path to the words.
    `values` is what `show/ledger_scores.html` wants, empty while nothing is resolved: its scores are of the whole
    ledger, by `score_by`, one of `groups`. `record` is the published JSON.
    """

    rows: tuple[ForecastRow, ...]
    total: int
    apart: tuple[ForecastRow, ...] = ()
    apart_total: int = 0
    status: str = ""
    by: str = ""
    kind: str = ""
    kinds: tuple[Choice, ...] = ()
    statuses: tuple[Choice, ...] = ()
    score_by: str = ""
    groups: tuple[str, ...] = ()
    more: str | None = None
    recalled: tuple[tuple[RecalledRow, str | None], ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JobView:
    """A job of adding: `state` is `waiting`, `running`, `done`, `failed` or `stopped`, `counts` are outcomes so far
    (`added`, `version`, `known`, `failed`); `events` the path of its event stream, `lines` what happened, the newest
    last: each an outcome (`what`), its name, a path if there is one, and the reason of a failure."""

    id: str
    name: str
    state: str
    made: str
    counts: Mapping[str, int]
    to: str
    events: str
    lines: tuple[tuple[str, str, str, str], ...] = ()
    reason: str = ""

    @property
    def over(self) -> bool:
        return self.state not in ("waiting", "running")


@dataclass(frozen=True, slots=True)
class AddView:
    """`/add`: the forms, and the jobs, the newest first; `job` is the one to be watched (`?job=`)."""

    jobs: tuple[JobView, ...]
    job: JobView | None = None
    upload_limit: int = 0
    text_limit: int = 0


@dataclass(frozen=True, slots=True)
class JudgementsView:
    """`/judgements`: the log, the newest entry first; `more` leads to older ones."""

    entries: tuple[JudgementRow, ...]
    total: int
    more: str | None = None


@dataclass(frozen=True, slots=True)
class ErrorView:
    """What went wrong, in a sentence, and the way out."""

    status: int
    title: str
    text: str
    way: Link | None = None


def as_json(value: Any) -> Any:
    """A view as JSON holds it. Where it has a published `record`, that stands for what only draws it."""
    if isinstance(value, ClaimView):
        return {**value.record, "told": list(value.told), "row": as_json(value.row), "days": list(value.days)}
    if isinstance(value, ArticlePage):
        beside = ("id", "link", "more", "copied", "lent", "versions", "statements", "words")
        return {**value.record, **{name: as_json(getattr(value, name)) for name in beside}}
    if isinstance(value, ForecastsView):
        asked = ("total", "apart_total", "status", "by", "kind", "statuses", "kinds", "score_by", "more")
        return {**value.record, **{name: as_json(getattr(value, name)) for name in asked}}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [as_json(part) for part in value]
    return value
