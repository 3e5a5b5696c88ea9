"""A real web server on this machine, for what a fake fetcher cannot show."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

PAGE = (
    b"<!doctype html><html><head><title>Ferry returns to Eldmark</title></head><body><article>"
    b"<h1>Ferry returns to Eldmark</h1>"
    b"<p>The night ferry will sail again from Monday, the board of Eldmark said after a long dispute.</p>"
    b"<p>&ldquo;We have missed it,&rdquo; said Oda Brenner, who keeps the inn beside the landing stage.</p>"
    b"</article></body></html>"
)


class _Handler(BaseHTTPRequestHandler):
    seen_hosts: list[str]

    def do_GET(self) -> None:
        self.server.hosts.append(self.headers["Host"])
        path = self.path
        if path == "/page":
            self._send(PAGE, "text/html; charset=utf-8")
        elif path == "/plain":
            self._send(
                "Caf\xe9 owners of Eldmark say that they will stay open.".encode("latin-1"),
                "text/plain; charset=latin-1",
            )
        elif path == "/gzip":
            import gzip

            self._send(gzip.compress(PAGE), "text/html", {"Content-Encoding": "gzip"})
        elif path == "/bomb":
            import gzip

            self._send(gzip.compress(b"<p>" + b"a" * 30_000_000), "text/html", {"Content-Encoding": "gzip"})
        elif path == "/odd-packing":
            self._send(PAGE, "text/html", {"Content-Encoding": "zstd"})
        elif path == "/picture":
            self._send(b"\x89PNG", "image/png")
        elif path == "/untyped":
            self._send(PAGE, None)
        elif path == "/large":
            self._send(b"<p>" + b"a" * 3000, "text/html")
        elif path == "/feed":
            self._send(self.server.feed, "application/rss+xml")
        elif path == "/endless-feed":
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            try:
                self.wfile.write(b"<rss><channel>")
                while True:
                    self.wfile.write(b"<item><link>/page</link></item>")
            except OSError:
                return
        elif path == "/large-unsaid":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"a" * 200_000)
        elif path == "/loop":
            self._move("/loop")
        elif path.startswith("/hops/"):
            left = int(path.rsplit("/", 1)[1])
            self._move(f"/hops/{left - 1}" if left > 1 else "/page")
        elif path == "/to-private":
            self._move("http://10.0.0.8/secret")
        elif path == "/to-file":
            self._move("file:///etc/hostname")
        elif path == "/to-nowhere":
            self._move("http://[broken")
        elif path == "/silent":
            time.sleep(3)
        elif path == "/drip":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            for _ in range(40):
                try:
                    self.wfile.write(b"a")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.1)
        elif path == "/drip-headers":
            try:
                for c in b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Slow: " + b"a" * 40:
                    self.wfile.write(bytes([c]))
                    self.wfile.flush()
                    time.sleep(0.1)
            except OSError:
                return
        else:
            self.send_error(404)

    def _send(self, body: bytes, kind: str | None, more: dict[str, str] | None = None) -> None:
        self.send_response(200)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _move(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Silent."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.hosts: list[str] = []
        self.feed = b""

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what these tests are about."""

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def server() -> Iterator[_Server]:
    running = _Server()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join(2)
