"""The pages of the desk, and where they are.

Reading (each also as JSON: below `/api`, or where `Accept: application/json` is asked for):

    GET  /                  story.html       StoryView       ?as_of= &outlet= &source_kind= &stance= &unnamed=1 &alone=1
                                                             &limit=
    GET  /claims/{id}       claim.html       ClaimView       ?as_of=
    GET  /articles/{id}     article.html     ArticlePage     ?mark=1
    GET  /sources/{id}      source.html      SourceView      an id, or a name; ?limit=
    GET  /search            search.html      SearchView      ?q=
    GET  /forecasts         forecasts.html   ForecastsView   ?status= &by= &kind= &score_by= &limit=
    GET  /add               add.html         AddView         ?job=
    GET  /judgements        judgements.html  JudgementsView  ?before=
    GET  /jobs                               tuple[JobView]  JSON alone
    GET  /jobs/{id}                          JobView         JSON alone
    GET  /jobs/{id}/events                                   server-sent events, replayed after Last-Event-ID
    GET  /static/{name}                                      style sheets and modules of `static`, and those of `show`
    (any error)             error.html       ErrorView

Putting right (a form each; `back` is the path to return to, `author` who judges, `note` why; see `changes`). The answer
is a redirection (303) to `back` with `done=<judgement>`, upon which the page has `frame.done`; below `/api` the
judgement as JSON (201):

    POST /judge/merge               claims (2 or more, ids or words; or one with claims separated by commas)
    POST /judge/split               claim, statements (1 or more: of statements, or of articles)
    POST /judge/same-entity         mouths (2 or more, names or ids, the one to keep first)
    POST /judge/wrong-source        statement, source (a name; empty: the outlet itself), kind (if new to the dossier)
    POST /judge/not-an-attribution  statement
    POST /judge/boundary            statement, part (content, source, cue), start, end
    POST /judge/missed              article, start, end, source_start, source_end, cue_start, cue_end, source, kind,
                                    stance, claim
    POST /judge/reliability         mouth, letter
    POST /judge/outlet              article, outlet
    POST /judge/resolve             forecast, outcome (yes, no, partly, void), on (a day),
                                    evidence (0 or more: ids of articles, statements, claims)
    POST /judge/probability         forecast (its id, or words in which some are put: will), probability (90%)
    POST /judgements/{id}/undo      (nothing)

Adding (see `adding`); the answer is a redirection to `/add?job=<id>`, below `/api` the job as JSON (202):

    POST /add                       addresses (http and https, one a line), files (uploads), text (pasted) with title,
                                    outlet, author, published
    POST /jobs/{id}/stop            (nothing)
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from sayso.dossier.scored import GROUPS
from sayso.errors import InputError
from sayso.model import ForecastKind, ForecastStatus, SourceKind
from sayso.show.explained import LANES
from sayso.show.safe import one_line
from sayso.web import pages
from sayso.web.pages import Visit
from sayso.web.rendering import static, wants_json
from sayso.web.views import Filters

if TYPE_CHECKING:
    from sayso.web.app import Desk

__all__ = ["assets", "router"]

router = APIRouter()
assets = APIRouter()

_AWAY = 1800  # seconds without a look at the story after which the next one is another visit
_REMEMBERED = 400 * 86_400  # seconds for which a browser keeps when it was here

AsOf = Annotated[str, Query(max_length=40, description="What was known by that day: 2034-10-06")]
Text = Annotated[str, Query(max_length=300)]


def desk_of(request: Request) -> Desk:
    """The desk that a request is made to."""
    desk: Desk = request.app.state.desk
    return desk


def day(given: str) -> str:
    """A day as ISO 8601 writes it, or nothing. Raises InputError."""
    if not given:
        return ""
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise InputError(f"{one_line(given)[:40]}: is no date: write it as 2016-12-01") from None


def one_of(given: str, known: Iterable[str], otherwise: str) -> str:
    """What is given, where it is nothing or one of these. Raises InputError."""
    if given and given not in set(known):
        raise InputError(f"{one_line(given)[:40]}: {otherwise}")
    return given


@router.get("/", name="story")
def story(
    request: Request,
    as_of: AsOf = "",
    outlet: Text = "",
    source_kind: Text = "",
    stance: Text = "",
    unnamed: Text = "",
    alone: Text = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 30,
) -> Response:
    """The claims, those that most articles carry first."""
    desk = desk_of(request)
    one_of(source_kind, SourceKind, "is no kind of source")
    one_of(stance, LANES, "is nothing that is done to a claim")
    wanted = Filters(day(as_of), one_line(outlet), source_kind, stance, _on(unnamed), _on(alone), limit)
    with desk.reading() as (dossier, stamp):
        now = Visit(*stamp, datetime.now(UTC).isoformat(timespec="seconds"))
        before, kept = _visit(request.cookies.get(desk.visit_cookie, ""), now)
        view = pages.story(dossier, stamp, desk.memory, wanted, before, desk.title)
    answer = desk.render(request, "story.html", view, "story")
    if not wants_json(request):
        answer.set_cookie(desk.visit_cookie, kept, _REMEMBERED, httponly=True, samesite="strict")
    return answer


@router.get("/claims/{id}", name="claim")
def claim(request: Request, id: str, as_of: AsOf = "") -> Response:
    """What one claim rests on."""
    desk = desk_of(request)
    asked = day(as_of) or None
    with desk.reading() as (dossier, stamp):
        view = desk.drawn.get(stamp, (id, asked), lambda: pages.claim_page(dossier, id, asked))
    return desk.render(request, "claim.html", view, "claim")


@router.get("/articles/{id:path}", name="article")
def article(request: Request, id: str, mark: Text = "") -> Response:
    """An article with who says what in it."""
    desk = desk_of(request)
    with desk.reading() as (dossier, _):
        view = pages.article_page(dossier, id, _on(mark))
    return desk.render(request, "article.html", view, "article")


@router.get("/sources/{id:path}", name="source")
def source(request: Request, id: str, limit: Annotated[int, Query(ge=1, le=pages.MOST)] = 100) -> Response:
    """What is laid to somebody."""
    desk = desk_of(request)
    with desk.reading() as (dossier, _):
        view = pages.source_page(dossier, id, limit)
    return desk.render(request, "source.html", view, "source")


@router.get("/search", name="search")
def search(request: Request, q: Text = "") -> Response:
    """Claims, sources and sentences that hold some words."""
    desk = desk_of(request)
    with desk.reading() as (dossier, stamp):
        view = pages.search(dossier, stamp, desk.memory, q)
    return desk.render(request, "search.html", view, "search")


@router.get("/forecasts", name="forecasts")
def forecasts(
    request: Request,
    status: Text = "",
    by: Text = "",
    kind: Text = "",
    score_by: Text = "person",
    limit: Annotated[int, Query(ge=1, le=1000)] = 30,
) -> Response:
    """What is foreseen, by whom, and who was right."""
    desk = desk_of(request)
    one_of(status, ForecastStatus, f"a forecast is {', '.join(ForecastStatus)}")
    one_of(kind, ForecastKind, f"what is foreseen is a {', '.join(ForecastKind)}")
    if score_by not in GROUPS:
        raise InputError(f"{one_line(score_by)[:40]}: forecasts are scored by {', '.join(GROUPS)}")
    desk.look_back()
    with desk.reading() as (dossier, _):
        view = pages.forecasts(dossier, desk.foreseen, status, one_line(by), kind, score_by, GROUPS, limit)
    return desk.render(request, "forecasts.html", view, "forecasts")


@router.get("/judgements", name="judgements")
def judgements(request: Request, before: Annotated[int | None, Query(ge=1)] = None) -> Response:
    """The log of what people decided."""
    desk = desk_of(request)
    with desk.reading() as (dossier, _):
        view = pages.judgements(dossier, before)
    return desk.render(request, "judgements.html", view, "judgements")


@assets.get("/static/{name}")
def asset(request: Request, name: str) -> Response:
    """A style sheet, a module or a picture."""
    found = static(name)
    if found is None:
        raise HTTPException(404)
    body, kind = found
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)


@assets.get("/favicon.ico")
def favicon(request: Request) -> Response:
    """The picture that browsers ask for by themselves."""
    return asset(request, "favicon.svg")


def _on(given: str) -> bool:
    return given not in ("", "0", "false", "off")


def _visit(cookie: str, now: Visit) -> tuple[Visit | None, str]:
    """What there was at the last visit, and the cookie to be kept.

    The cookie holds what there was when the visit before this one ended, what there was at the last look, and when that
    was: whoever reloads a page within a visit still sees what is new in it.
    """
    seconds = int(time.time())
    fresh = f"{now.articles}.{now.judgements}.{seconds}"
    try:
        numbers = [int(part) for part in cookie.split(".")]
        articles, judged, at, last_articles, last_judged, last = numbers
        if not all(0 <= n < 10**12 for n in numbers):
            return None, f"{fresh}.{fresh}"
    except ValueError:
        return None, f"{fresh}.{fresh}"
    if seconds - last > _AWAY:
        articles, judged, at = last_articles, last_judged, last
    return Visit(articles, judged, _instant(at)), f"{articles}.{judged}.{at}.{fresh}"


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(min(seconds, 32_503_680_000), UTC).isoformat(timespec="seconds")
