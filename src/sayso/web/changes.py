"""Putting it right: every correction is a judgement in the log, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote, urlsplit, urlunsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import StringConstraints

from sayso.model import Judgement, JudgementKind, Outcome, SourceKind, Stance
from sayso.show import records
from sayso.show.safe import one_line, shortened
from sayso.web.rendering import json_answer, wants_json
from sayso.web.routes import day, desk_of, one_of

if TYPE_CHECKING:
    from sayso.web.app import Desk

__all__ = ["router"]

router = APIRouter()

_LISTED = 500  # names in one judgement
_REMEMBERED = 400 * 86_400  # seconds for which a browser keeps who judges

One = Annotated[str, Form(min_length=1, max_length=500)]
Several = Annotated[list[Annotated[str, StringConstraints(max_length=500)]], Form(min_length=1, max_length=_LISTED)]
PerhapsSeveral = Annotated[
    list[Annotated[str, StringConstraints(max_length=500)]], Form(max_length=_LISTED, default_factory=list)
]
Perhaps = Annotated[str, Form(max_length=500)]
Note = Annotated[str, Form(max_length=2000)]
Author = Annotated[str, Form(max_length=80)]
Offset = Annotated[int, Form(ge=0, le=10**9)]
PerhapsOffset = Annotated[str, Form(max_length=10, pattern=r"[0-9]*")]


@router.post("/judge/merge")
def merge(request: Request, claims: Several, author: Author = "", note: Note = "", back: Perhaps = "") -> Response:
    """These claims are one; the first is kept."""
    named = claims
    if len(named) == 1:
        named = [part for part in (one.strip() for one in named[0].split(",")) if part]
    return _judged(request, JudgementKind.MERGE, [name for name in named if name.strip()], author, note, back)


@router.post("/judge/split")
def split(
    request: Request, claim: One, statements: Several, author: Author = "", note: Note = "", back: Perhaps = ""
) -> Response:
    """These statements are no part of the claim."""
    return _judged(request, JudgementKind.SPLIT, [claim, *statements], author, note, back)


@router.post("/judge/same-entity")
def same_entity(
    request: Request, mouths: Several, author: Author = "", note: Note = "", back: Perhaps = ""
) -> Response:
    """These sources are one; the first is kept."""
    named = [name for name in mouths if name.strip()]
    return _judged(request, JudgementKind.SAME_ENTITY, named, author, note, back)


@router.post("/judge/wrong-source")
def wrong_source(
    request: Request,
    statement: One,
    source: Perhaps = "",
    kind: Perhaps = "",
    author: Author = "",
    note: Note = "",
    back: Perhaps = "",
) -> Response:
    """The statement is laid to somebody else; to the outlet itself if to nobody."""
    return _judged(request, JudgementKind.WRONG_SOURCE, [statement], author, note, back, source, _kind(kind))


@router.post("/judge/not-an-attribution")
def not_an_attribution(
    request: Request, statement: One, author: Author = "", note: Note = "", back: Perhaps = ""
) -> Response:
    """The statement is none."""
    return _judged(request, JudgementKind.NOT_AN_ATTRIBUTION, [statement], author, note, back)


@router.post("/judge/boundary")
def boundary(
    request: Request,
    statement: One,
    part: One,
    start: Offset,
    end: Offset,
    author: Author = "",
    note: Note = "",
    back: Perhaps = "",
) -> Response:
    """The content, source or cue of a statement is these words; offsets are code points of the article's text."""
    named = [statement, f"{part}={start}-{end}"]
    return _judged(request, JudgementKind.BOUNDARY, named, author, note, back)


@router.post("/judge/missed")
def missed(
    request: Request,
    article: One,
    start: Offset,
    end: Offset,
    source_start: PerhapsOffset = "",
    source_end: PerhapsOffset = "",
    cue_start: PerhapsOffset = "",
    cue_end: PerhapsOffset = "",
    source: Perhaps = "",
    kind: Perhaps = "",
    stance: Perhaps = "",
    claim: Perhaps = "",
    author: Author = "",
    note: Note = "",
    back: Perhaps = "",
) -> Response:
    """These words are laid to somebody, which was not seen."""
    named = [article, f"content={start}-{end}"]
    if source_start and source_end:
        named.append(f"source={source_start}-{source_end}")
    if cue_start and cue_end:
        named.append(f"cue={cue_start}-{cue_end}")
    if one_of(stance, Stance, "is no stance"):
        named.append(f"stance={stance}")
    if claim:
        named.append(f"claim={claim}")
    return _judged(request, JudgementKind.MISSED, named, author, note, back, source, _kind(kind))


@router.post("/judge/reliability")
def reliability(
    request: Request, mouth: One, letter: One, author: Author = "", note: Note = "", back: Perhaps = ""
) -> Response:
    """How reliable a source is, from A to F."""
    return _judged(request, JudgementKind.RELIABILITY, [mouth, letter], author, note, back)


@router.post("/judge/outlet")
def outlet(
    request: Request, article: One, outlet: One, author: Author = "", note: Note = "", back: Perhaps = ""
) -> Response:
    """Whose article this is."""
    return _judged(request, JudgementKind.OUTLET, [article, outlet], author, note, back)


@router.post("/judge/resolve")
def resolve(
    request: Request,
    forecast: One,
    outcome: One,
    evidence: PerhapsSeveral,
    on: Perhaps = "",
    author: Author = "",
    note: Note = "",
    back: Perhaps = "",
) -> Response:
    """Whether what was foreseen came about, and what settles it."""
    desk = desk_of(request)
    one_of(outcome, Outcome, f"a forecast is resolved {', '.join(Outcome)}")
    named = [name.strip() for name in evidence if name.strip()]
    settled = day(on.strip()) or None
    with desk.opened() as dossier:
        who = _author(desk, request, author)
        entry = dossier.resolve(forecast, outcome, evidence=named, author=who, note=one_line(note), on=settled)
    return _done(request, entry, author, back)


@router.post("/judge/probability")
def probability(
    request: Request, forecast: One, probability: One, author: Author = "", note: Note = "", back: Perhaps = ""
) -> Response:
    """How surely a forecast was meant whose words give no figure; or all that are put in some words."""
    return _judged(request, JudgementKind.PROBABILITY, [forecast, probability], author, note, back)


@router.post("/judgements/{id}/undo")
def undo(request: Request, id: str, author: Author = "", note: Note = "", back: Perhaps = "") -> Response:
    """Take a judgement back."""
    desk = desk_of(request)
    with desk.opened() as dossier:
        entry = dossier.undo(id, author=_author(desk, request, author), note=one_line(note))
    return _done(request, entry, author, back)


def _judged(
    request: Request,
    kind: JudgementKind,
    named: list[str],
    author: str,
    note: str,
    back: str,
    source: str = "",
    source_kind: str | None = None,
) -> Response:
    desk = desk_of(request)
    who = _author(desk, request, author)
    with desk.opened() as dossier:
        entry = dossier.judge(
            kind, *named, author=who, note=one_line(note), source=one_line(source) or None, source_kind=source_kind
        )
    return _done(request, entry, author, back)


def _author(desk: Desk, request: Request, given: str) -> str:
    return one_line(given) or desk.author(request)


def _done(request: Request, entry: Judgement, author: str, back: str) -> Response:
    """Back to where it was judged, with the judgement to be told of; as JSON the judgement itself."""
    if wants_json(request):
        return json_answer(records.judgement_record(entry), 201)
    answer = RedirectResponse(_way_back(back, entry.id), 303)
    if name := shortened(one_line(author), 80):
        cookie = desk_of(request).author_cookie
        answer.set_cookie(cookie, quote(name, errors="replace"), _REMEMBERED, httponly=True, samesite="strict")
    return answer


def _way_back(back: str, id: str) -> str:
    """A path of this desk and of no other host, with what was done."""
    parts = urlsplit(back) if back.startswith("/") and not back.startswith(("//", "/\\")) else urlsplit("/judgements")
    query = "&".join(
        [*(part for part in parts.query.split("&") if part and not part.startswith("done=")), f"done={id}"]
    )
    return urlunsplit(("", "", parts.path, query, ""))


def _kind(given: str) -> str | None:
    return one_of(given, SourceKind, "is no kind of source") or None
