"""The application: a dossier, its pages, and what guards them."""

from __future__ import annotations

import getpass
import os
import queue
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Scope

import sayso
from sayso.dossier import Dossier
from sayso.errors import DossierError, InputError, Locked, ModelError, NoDossier, NoSuch, SaysoError, TooLarge
from sayso.show.safe import one_line, shortened
from sayso.web import adding, changes, pages, routes
from sayso.web.jobs import Jobs, Reader
from sayso.web.pages import Memory
from sayso.web.rendering import environment, json_answer, wants_json, written
from sayso.web.security import LOOPBACK, PATIENCE, Guard, cookie_name
from sayso.web.views import ErrorView, Filters, Frame, Link

__all__ = ["Desk", "create_app"]

_WARMING = 10  # seconds that a desk which closes waits for what it began
_IDLE = 4  # dossiers that are kept open
_ASKED = 200  # questions to the ledger whose answers are kept
_DRAWN = 60  # pages of claims that are kept, which are large
_TITLES = {
    400: "That cannot be done",
    401: "This desk needs its token",
    403: "Not from there",
    404: "Not found",
    405: "That cannot be done here",
    408: "Too slow",
    413: "Too large",
    414: "Too long",
    421: "Not this desk",
    422: "That cannot be understood",
    503: "Busy",
}


class Desk:
    """What the routes of one desk share: where its dossier is, what it worked out, and what it is adding."""

    def __init__(self, where: str, read: Reader | None = None) -> None:
        self.where = where
        self.title = one_line(PurePath(urlsplit(where).path).stem) or "dossier"
        self.memory = Memory()
        self.drawn = Memory(_DRAWN)
        self.foreseen = Memory(_ASKED)
        self.jobs = Jobs(self.opened, read)
        self.templates = environment()
        self.author_cookie = cookie_name("author", "")
        self.visit_cookie = cookie_name("visit", where)
        self._looked_back = False
        self._idle: queue.LifoQueue[Dossier] = queue.LifoQueue(_IDLE)

    @contextmanager
    def opened(self) -> Iterator[Dossier]:
        """A dossier to write to, for one thread."""
        with suppress(queue.Empty):
            dossier = self._idle.get_nowait()
            yield from self._lent(dossier)
            return
        yield from self._lent(Dossier(self.where))

    def _lent(self, dossier: Dossier) -> Iterator[Dossier]:
        try:
            yield dossier
        except (InputError, NoSuch):
            self._back(dossier)
            raise
        except BaseException:
            dossier.close()  # whatever state it is in, nobody else gets it
            raise
        self._back(dossier)

    def _back(self, dossier: Dossier) -> None:
        try:
            self._idle.put_nowait(dossier)
        except queue.Full:
            dossier.close()

    @contextmanager
    def reading(self) -> Iterator[tuple[Dossier, tuple[int, int]]]:
        """A dossier to read from, as it is at one moment, and the stamp of that moment."""
        with self.opened() as dossier, dossier.reading() as stamp:
            yield dossier, stamp

    def look_back(self) -> None:
        """Find what is foreseen in articles that an older version of sayso added, once for as long as the desk runs.

        Where somebody else is writing, that waits until the ledger is asked for again.
        """
        if not self._looked_back:
            with suppress(Locked), self.opened() as dossier:
                dossier.look_back()
                self._looked_back = True

    def warm(self) -> None:
        """Load what the pages work with, and work out what the first of them show, before anybody asks."""
        from sayso import forecast, match, trace  # noqa: F401

        with suppress(SaysoError), self.reading() as (dossier, stamp):
            pages.story(dossier, stamp, self.memory, Filters(), None, self.title)
            self.foreseen.get(dossier.foreseen_so_far(), "decided", dossier.decided)
            match.embed([self.title])

    def close(self) -> None:
        """End what is being added, and let the dossier go."""
        self.jobs.close()
        with suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()

    def author(self, request: Request) -> str:
        """Who judges: as they called themselves last, or by their login."""
        given = one_line(unquote(request.cookies.get(self.author_cookie, "")))
        if given:
            return shortened(given, 80)
        try:
            return one_line(getpass.getuser())
        except (OSError, KeyError, ImportError):
            return "the desk"

    def render(self, request: Request, name: str, view: Any, here: str, status: int = 200) -> Response:
        """A view as the page that its template makes of it, or as JSON."""
        if wants_json(request):
            return json_answer(view, status)
        return written(self.templates, name, status, view=view, frame=self._frame(request, here))

    def _frame(self, request: Request, here: str) -> Frame:
        query = "&".join(part for part in request.url.query.split("&") if part and not part.startswith("done="))
        path = request.url.path + (f"?{query}" if query else "")
        done = request.query_params.get("done", "")
        with self.reading() as (dossier, (articles, judgements)):
            entry = [e for e in dossier.judgements() if e.id == done] if done else []
            row = next(iter(pages.judgement_rows(dossier, entry)), None)
        return Frame(
            name=self.title,
            here=here,
            path=path,
            articles=articles,
            judgements=judgements,
            author=self.author(request),
            done=row,
            busy=sum(not job.over for job in self.jobs.all()),
            version=sayso.__version__,
        )

    def error(self, request: Request, status: int, text: str, way: Link | None = None) -> Response:
        """The page that says what went wrong. It opens no dossier, as that may be what went wrong."""
        title = _TITLES.get(status, "An error")
        view = ErrorView(status, title, one_line(text), way or Link("/", "To the story"))
        if wants_json(request):
            return json_answer(view, status)
        frame = Frame(self.title, "error", "/", version=sayso.__version__)
        return written(self.templates, "error.html", status, view=view, frame=frame)


def create_app(
    where: str | os.PathLike[str],
    *,
    token: str | None = None,
    hosts: Sequence[str] = LOOPBACK,
    numbers: bool = False,
    read: Reader | None = None,
    patience: float = PATIENCE,
) -> FastAPI:
    """The desk of the dossier at `where`, as an ASGI application.

    `hosts` are the names that it may be called by, by `numbers` also any address in figures. A `token` is asked of
    every visitor. `read` reads what is added in place of `sayso.read.documents`, and `patience` are the seconds within
    which a body must have come. Raises DossierError where there is no dossier.
    """
    place = os.fspath(where)
    desk = Desk(place, read)
    with desk.opened():
        pass  # that there is none is to be known at once, and not to the first visitor

    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[None]:
        warming = threading.Thread(target=desk.warm, daemon=True)
        warming.start()
        yield
        warming.join(_WARMING)
        desk.close()

    # No pages of documentation: they would come from elsewhere.
    app = FastAPI(
        title="sayso",
        version=sayso.__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
        lifespan=alive,
    )
    app.state.desk = desk
    for router in (routes.router, changes.router, adding.router):
        app.include_router(router, include_in_schema=False)
        app.include_router(router, prefix="/api")
    app.include_router(routes.assets, include_in_schema=False)

    def refuse(scope: Scope, status: int, text: str) -> Response:
        return desk.error(Request(scope), status, text)

    # Inside the guard. No page holds a secret that its length could tell; streams of events are left as they are.
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(
        Guard,
        hosts=hosts,
        numbers=numbers,
        token=token,
        cookie=cookie_name("token", place),
        refuse=refuse,
        patience=patience,
    )

    @app.exception_handler(SaysoError)
    def refused(request: Request, error: Exception) -> Response:
        return desk.error(request, _status(error), str(error))

    @app.exception_handler(HTTPException)
    def failed(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
        text = "There is no such page." if error.status_code == 404 else str(error.detail)
        return desk.error(request, error.status_code, text)

    @app.exception_handler(RequestValidationError)
    def misunderstood(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - what it is registered for
        faults = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors()[:5])
        return desk.error(request, 422, shortened(one_line(faults), 400))

    return app


def _status(error: Exception) -> int:
    match error:
        case NoSuch():
            return 404
        case TooLarge():
            return 413
        case InputError():
            return 400
        case Locked():
            return 503
        case NoDossier() | DossierError() | ModelError():
            return 500
        case _:
            return 500
