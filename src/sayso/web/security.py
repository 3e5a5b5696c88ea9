"""What stands between the network and the pages: who may ask, how much, and what a browser may do with the answer.

Every request passes through `Guard`, whatever it asks for. The threats, and what is done about each, stand in
docs/desk.md.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import logging
import re
from collections.abc import Awaitable, Callable, Collection
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["FORM_LIMIT", "HEADERS", "LOOPBACK", "PATIENCE", "UPLOAD_LIMIT", "Guard", "cookie_name"]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
FORM_LIMIT = 1_000_000
UPLOAD_LIMIT = 60_000_000
PATIENCE = 120.0  # seconds within which a body must have come
_ADDRESS_LIMIT = 8_000  # characters of a path with its query

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
# A page without referrer would send `Origin: null` with its own forms, and so could not be told from a foreign one.
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = ("GET", "HEAD")
_METHODS = (*_SAFE, "POST")
_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
_log = logging.getLogger("sayso.web")

Refuse = Callable[[Scope, int, str], Response]


def cookie_name(what: str, where: str) -> str:
    """The name of a cookie of one dossier: cookies of a host are shared by all of its ports."""
    return f"sayso_{what}_{hashlib.sha256(where.encode('utf8', 'surrogatepass')).hexdigest()[:10]}"


class Guard:
    """Lets through what may be asked for, and puts the headers on whatever is answered.

    `hosts` are the names that the desk may be called by; `numbers` lets it be called by any address in figures, which
    no foreign name can stand for. With a `token` nothing is answered that does not bring it: in the address of the
    first visit, in the cookie that it is kept in from then on, or as `Authorization: Bearer`. `refuse` makes the page
    that says why something is not answered.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Collection[str],
        numbers: bool,
        token: str | None,
        cookie: str,
        refuse: Refuse,
        patience: float,
    ) -> None:
        self._app = app
        self._hosts = {host.casefold().strip("[]") for host in hosts}
        self._numbers = numbers
        self._token = token
        self._cookie = cookie
        self._refuse = refuse
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            # The lifespan goes through; nothing else is spoken here.
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        refusal = self._refused(scope)
        if refusal is not None:
            await refusal(scope, receive, sending)
            return
        limit = UPLOAD_LIMIT if scope["path"].removeprefix("/api") == "/add" else FORM_LIMIT
        try:
            await self._app(scope, _Bounded(receive, limit, self._patience), sending)
        except Exception as error:  # noqa: BLE001 - nobody is shown a traceback, and nothing goes unsaid
            _log.error("an error in sayso itself, at %s %s", scope["method"], scope["path"][:200], exc_info=error)
            if not begun:
                answer = self._refuse(scope, 500, "An error in sayso itself. Nothing of the dossier is lost.")
                await answer(scope, receive, sending)

    def _refused(self, scope: Scope) -> Response | None:
        """Why this is not answered, as an answer; None where it is."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._known(hosts[0]):
            # The page of another name that was made to lead here must not read what is here.
            return self._refuse(scope, 421, "This desk is not called by that name. Open the address that it printed.")
        if len(scope["path"]) + len(scope["query_string"]) > _ADDRESS_LIMIT:
            return self._refuse(scope, 414, "The address is too long.")
        if scope["method"] not in _METHODS:
            return self._refuse(scope, 405, "This cannot be done here.")
        if self._token is not None and not self._holds(headers):
            return self._admitted(scope) or self._refuse(
                scope, 401, "This desk needs its token. Open the address that `sayso serve` printed, with all of it."
            )
        if not self._own(scope, headers):
            return self._refuse(scope, 403, "Only the desk's own pages may ask for this.")
        return None

    def _known(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found["name"].strip("[]").casefold()
        if name in self._hosts:
            return True
        if not self._numbers:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _own(self, scope: Scope, headers: Headers) -> bool:
        """Whether a request comes from a page of this desk, or from the user's own hand."""
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if scope["method"] in _SAFE:
            # A foreign page may link here, but not draw on what is here as a picture, a script or by fetching it.
            foreign = site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate"
            return not foreign
        if site is not None and site not in ("same-origin", "none"):
            return False
        if origin is not None:
            return _same_host(origin, headers["host"])
        return site is not None or ("authorization" in headers and self._token is not None)

    # The token.

    def _holds(self, headers: Headers) -> bool:
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer" and self._is_token(bearer.strip()):
            return True
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        return self._cookie in cookies and self._is_token(cookies[self._cookie].value)

    def _admitted(self, scope: Scope) -> Response | None:
        """The way on for a first visit that brings the token in its address: the same page, without it there."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["method"] not in _SAFE or not any(key == "token" and self._is_token(value) for key, value in query):
            return None
        rest = urlencode([(key, value) for key, value in query if key != "token"])
        # The path as it came: it begins with one slash, so that it leads to no other host.
        path = "/" + scope.get("raw_path", b"/").decode("latin-1").lstrip("/\\")
        answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        answer.set_cookie(self._cookie, self._token or "", httponly=True, samesite="strict", path="/")
        return answer

    def _is_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf8", "replace"), (self._token or "").encode())


class _Bounded:
    """A body that is given up once it is too large, or does not end."""

    def __init__(self, receive: Receive, limit: int, patience: float) -> None:
        self._receive = receive
        self._most = self._left = limit
        self._patience = patience
        self._until: float | None = None
        self._whole = False

    async def __call__(self) -> Message:
        if self._whole:
            return await self._receive()  # that the other side is gone, which has all the time in the world
        now = asyncio.get_running_loop().time()
        if self._until is None:
            self._until = now + self._patience
        try:
            waiting: Awaitable[Message] = asyncio.wait_for(self._receive(), max(0.0, self._until - now))
            message = await waiting
        except TimeoutError:
            raise HTTPException(408, "What was sent did not come to its end in time.") from None
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
            if self._left < 0:
                raise HTTPException(
                    413, f"What was sent is over {self._most / 1e6:g} MB, the most that is taken at once."
                )
        return message


def _same_host(origin: str, host: str) -> bool:
    """Whether an origin is that of this very server; behind a proxy that speaks TLS, the scheme may be the other."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.casefold() == host.casefold()
