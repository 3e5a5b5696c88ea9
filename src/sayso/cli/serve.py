"""`sayso serve`: the desk, for as long as nobody presses Ctrl-C."""

from __future__ import annotations

import contextlib
import errno
import gc
import ipaddress
import logging
import secrets
import socket
import sys
import tempfile
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sayso.cli import say
from sayso.dossier import Dossier
from sayso.errors import InputError
from sayso.show.safe import one_line

__all__ = ["serve"]

_NEEDED = ("fastapi", "uvicorn", "python_multipart")
_SHORTEST = 16  # letters of a token
_WAITING = 128  # connections that wait to be taken
_AT_ONCE = 200  # that are answered at once
_GRACE = 3  # seconds that answers have to come to their end


def serve(where: str | None, host: str, port: int, token: str | None, open_page: bool) -> int:
    """Serve a dossier until it is interrupted."""
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise InputError(f'the desk needs {" and ".join(missing)}: `pip install "sayso[web]"` brings what is missing')
    if token is not None and len(token) < _SHORTEST:
        raise InputError(f"a token of {len(token)} letters can be guessed: {_SHORTEST} are the least, or leave it out")
    place = _dossier(where)
    listening = _listening(host, port)
    try:
        return _serve(place, host, listening, token, open_page)
    finally:
        listening.close()


def _serve(place: str, host: str, listening: socket.socket, token: str | None, open_page: bool) -> int:
    import uvicorn

    from sayso.web import create_app
    from sayso.web.security import LOOPBACK

    address = ipaddress.ip_address(listening.getsockname()[0])
    names = list(LOOPBACK)
    if not address.is_loopback:
        # Whoever reaches the desk from elsewhere brings what only its starter was shown.
        token = token or secrets.token_urlsafe(24)
        names += [socket.gethostname(), socket.getfqdn()]
    if not _is_number(host):
        names.append(host)
    app = create_app(place, token=token, hosts=names, numbers=not address.is_loopback)
    called = f"[{address}]" if address.version == 6 else str(address)
    if address.is_unspecified:
        called = socket.gethostname()
    page = f"http://{called}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
    config = uvicorn.Config(
        app,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_AT_ONCE,
        timeout_graceful_shutdown=_GRACE,
    )
    logging.getLogger("sayso.web").addHandler(_OneLine())
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)

    class Server(uvicorn.Server):
        """One that tells the streams to end first, for which it would wait in vain."""

        def handle_exit(self, sig: int, frame: Any) -> None:
            app.state.desk.jobs.closing = True
            super().handle_exit(sig, frame)

    say.out(f"{one_line(place)} is on the desk at {page}")
    say.problem("Ctrl-C ends it")
    sys.stdout.flush()
    if open_page:
        webbrowser.open(page)
    _collect_seldom()
    # Ctrl-C is how it is meant to end.
    with contextlib.suppress(KeyboardInterrupt):
        Server(config).run(sockets=[listening])
    say.problem("the desk is closed; everything is kept")
    return 0


def _collect_seldom() -> None:
    """What is loaded stays for good, and a page makes tens of thousands of objects that go with it: looking through all
    of them for circles, time and again, took a heavy page half of its time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _dossier(where: str | None) -> str:
    """The dossier to be served, which is made where there is none."""
    if where is None:
        place = str(Path(tempfile.mkdtemp(prefix="sayso-")) / "desk.sayso")
        Dossier(place, create=True).close()
        say.problem(f"nothing named to open: what you add is kept in {place}; to keep it for good, move that file away")
        return place
    new = "://" not in where and not Path(where).exists()
    with Dossier(where, create=new):
        if new:
            say.problem(f"{where} is a new dossier, and empty")
    return where


def _listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections at this place."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise InputError(f"{host}: is no address of this machine: --host 127.0.0.1 is") from None
    family, kind, protocol, _, address = found[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_WAITING)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise InputError(f"port {port} is in use already: --port 0 takes a free one") from None
        if error.errno == errno.EACCES:
            raise InputError(f"port {port} may not be used: --port 0 takes one that may") from None
        raise InputError(f"{host}: is no address of this machine ({error.strerror}): --host 127.0.0.1 is") from None
    return listening


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class _OneLine(logging.Handler):
    """Says on standard error, in a line, what went wrong behind a page."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        say.problem(f"{record.getMessage()}: {type(error).__name__}: {error}" if error else record.getMessage())
