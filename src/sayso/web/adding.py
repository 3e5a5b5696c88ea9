"""Adding articles: addresses, files, pasted text, feeds; and how far it has come."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from sayso.errors import Empty, TooLarge
from sayso.show.safe import json_text, one_line, shortened
from sayso.web.jobs import Given, Job, addresses, upload
from sayso.web.pages import article_path
from sayso.web.rendering import json_answer, wants_json
from sayso.web.routes import day, desk_of
from sayso.web.security import UPLOAD_LIMIT
from sayso.web.views import AddView, JobView

if TYPE_CHECKING:
    from sayso.web.app import Desk

__all__ = ["router"]

router = APIRouter()

TEXT_LIMIT = 2_000_000  # bytes of pasted text
_FILES = 200  # at once
_FIELDS = 20
_ADDRESSES = 500
_LINES = 200  # of a job that a page shows
_LOOK = 0.15  # seconds between two looks for new events
_QUIET = 15.0  # seconds after which a stream says that it is still there
_STREAM = 600.0  # seconds after which a stream ends; a browser asks for the rest by itself
_PIECE = 1 << 20


_FORM = {
    "requestBody": {
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "addresses": {"type": "string", "description": "http and https, one a line"},
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
                        "text": {"type": "string"},
                        "title": {"type": "string"},
                        "outlet": {"type": "string"},
                        "author": {"type": "string"},
                        "published": {"type": "string"},
                    },
                }
            }
        }
    }
}


@router.get("/add", name="add")
def add_page(request: Request, job: str = "") -> Response:
    """The forms, and what is being added."""
    desk = desk_of(request)
    jobs = tuple(map(job_view, desk.jobs.all()))
    watched = next((one for one in jobs if one.id == job), None)
    return desk.render(request, "add.html", AddView(jobs, watched, UPLOAD_LIMIT, TEXT_LIMIT), "add")


@router.post("/add", openapi_extra=_FORM)
async def add(request: Request) -> Response:
    """Put addresses, files or pasted text into the dossier, in the background."""
    desk = desk_of(request)
    async with request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=4 * TEXT_LIMIT) as form:
        job = await run_in_threadpool(_begin, desk, form)
    if wants_json(request):
        return json_answer(job_view(job), 202)
    return RedirectResponse(f"/add?job={job.id}", 303)


@router.get("/jobs")
def jobs(request: Request) -> Response:
    """What is being added, and what was."""
    return json_answer([job_view(job) for job in desk_of(request).jobs.all()])


@router.get("/jobs/{id}")
def job(request: Request, id: str) -> Response:
    """How far one job has come."""
    return json_answer(job_view(desk_of(request).jobs.job(id)))


@router.get("/jobs/{id}/events")
async def events(request: Request, id: str) -> Response:
    """What happens in a job as it happens, from the event after `Last-Event-ID` on."""
    desk = desk_of(request)
    found = desk.jobs.job(id)
    given = request.headers.get("last-event-id", "")
    after = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
    # With its last event told, there is nothing to come: without this answer a browser would ask again and again.
    if found.over and after >= found.last:
        return Response(status_code=204)
    return StreamingResponse(_told(request, desk, found, after), media_type="text/event-stream")


@router.post("/jobs/{id}/stop")
def stop(request: Request, id: str) -> Response:
    """End a job; what it has added stays."""
    found = desk_of(request).jobs.stop(id)
    if wants_json(request):
        return json_answer(job_view(found), 202)
    return RedirectResponse(f"/add?job={found.id}", 303)


def job_view(job: Job) -> JobView:
    """A job as pages show it."""
    lines = [
        (
            e.data["what"],
            one_line(e.data["name"]),
            article_path(e.data["article"]) if e.data["article"] else "",
            e.data["reason"],
        )
        for e in job.events.copy()
        if e.kind == "read"
    ]
    return JobView(
        id=job.id,
        name=one_line(job.name),
        state=job.state,
        made=job.made,
        counts=dict(job.counts),
        to=f"/add?job={job.id}",
        events=f"/jobs/{job.id}/events",
        lines=tuple(lines[-_LINES:]),
        reason=job.reason,
    )


async def _told(request: Request, desk: Desk, job: Job, after: int) -> AsyncIterator[str]:
    """The events of a job as a stream: `id`, `event`, and `data` as JSON."""
    loop = asyncio.get_running_loop()
    end = loop.time() + _STREAM
    said = loop.time()
    while True:
        for event in job.after(after):
            after, said = event.number, loop.time()
            data = dict(event.data)
            if data.get("article"):
                data["to"] = article_path(data["article"])
            yield f"id: {event.number}\nevent: {event.kind}\ndata: {json_text(data)}\n\n"
        if (job.over and after >= job.last) or desk.jobs.closing or loop.time() > end:
            return
        if loop.time() - said > _QUIET:
            said = loop.time()
            yield ": still here\n\n"
        if await request.is_disconnected():
            return
        await asyncio.sleep(_LOOK)


def _begin(desk: Desk, form: FormData) -> Job:
    """A job of what a form brings."""
    about = _about(form)
    folder = desk.jobs.folder()
    try:
        given = [Given(one, address=one) for one in addresses(_text(form, "addresses"))]
        if len(given) > _ADDRESSES:
            raise TooLarge(f"these are {len(given)} addresses: no more than {_ADDRESSES} at once")
        for n, file in enumerate(form.getlist("files")):
            if isinstance(file, UploadFile) and (file.filename or file.size):
                name = one_line(file.filename or "") or "upload"
                path = upload(folder, n, name)
                _keep(file, path)
                given.append(Given(path.name, path=path, about=about))
        if pasted := _text(form, "text").strip():
            if len(pasted) > TEXT_LIMIT:
                raise TooLarge(f"the text is over {TEXT_LIMIT / 1e6:g} MB: save it as a file, and give that")
            path = upload(folder, len(given) + _FILES, "pasted.txt")
            path.write_text(pasted, encoding="utf8", errors="surrogatepass", newline="")
            given.append(
                Given(dict(about).get("title") or f"pasted: {shortened(one_line(pasted), 60)}", path=path, about=about)
            )
        if not given:
            raise Empty("nothing was given: an address, a file, or some text")
        return desk.jobs.start(given, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _about(form: FormData) -> tuple[tuple[str, str], ...]:
    """What the user tells of a text, as far as anything is told."""
    said = {name: shortened(one_line(_text(form, name)), 300) for name in ("title", "outlet", "author")}
    said["published"] = day(_text(form, "published").strip())
    return tuple((name, value) for name, value in said.items() if value)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _keep(file: UploadFile, path: Path) -> None:
    with path.open("wb") as target:
        while piece := file.file.read(_PIECE):
            target.write(piece)
