"""Pages from the internet: one seam (`Fetcher`), and the fetcher that keeps its limits.

Every hop is resolved once, checked, and connected to at the very address that was checked, so that a name
which changes its answer between the two gains nothing. Redirects are followed here and not by the library,
each as a fresh address. Proxies and credentials of the environment are not used.
"""

from __future__ import annotations

import ssl
import threading
import time
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sayso.errors import FetchError, Refused, SaysoError, TooLarge
from sayso.read.address import resolve

if TYPE_CHECKING:
    import httpx

__all__ = ["Fetcher", "HttpFetcher", "Limits", "Page", "Unpacker"]

_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
# What feeds are sent as, right or wrong.
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
_MOVED = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "sayso (reads one page at a person's request)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, application/rss+xml;q=0.8, application/xml;q=0.7",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: where it led, the bytes, and the type and charset that were declared."""

    url: str
    body: bytes
    content_type: str
    charset: str | None = None


class Fetcher(Protocol):
    """Whatever turns an address into a page."""

    def __call__(self, url: str) -> Page:
        """The page at `url`; raises FetchError or TooLarge."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take: `size` in bytes, unpacked; times in seconds, `total` over all redirects."""

    size: int = 10_000_000
    connect: float = 5.0
    read: float = 10.0
    total: float = 30.0
    redirects: int = 5


class HttpFetcher:
    """Fetches pages by http and https from public addresses within `Limits`.

    `allow` lists networks to be asked although they are not public: for tests against a server on this
    machine.
    """

    def __init__(self, limits: Limits | None = None, *, allow: Collection[str] = ()) -> None:
        self.limits = limits or Limits()
        self.allow = tuple(allow)

    def __call__(self, url: str) -> Page:
        """The page at `url`. Raises Refused, FetchError, TooLarge."""
        outcome: list[Page | BaseException] = []
        deadline = time.monotonic() + self.limits.total

        def work() -> None:
            try:
                outcome.append(self._follow(url, deadline))
            # Handed over to the caller's thread, and raised there.
            except BaseException as error:  # noqa: BLE001
                outcome.append(error)

        # A thread, since neither the system's name look-up nor headers that trickle in can be timed out
        # otherwise.
        thread = threading.Thread(target=work, daemon=True, name="sayso-fetch")
        thread.start()
        thread.join(self.limits.total + 0.2)
        if not outcome:
            raise self._too_slow(url)
        if isinstance(outcome[0], BaseException):
            raise outcome[0]
        return outcome[0]

    def _too_slow(self, url: str) -> FetchError:
        return FetchError(f"{_short(url)}: no whole answer within {self.limits.total:g} seconds")

    def _follow(self, url: str, deadline: float) -> Page:
        import httpx

        for _ in range(self.limits.redirects + 1):
            try:
                target = httpx.URL(url)
                answer = self._ask(target, deadline)
            except SaysoError:
                raise
            except httpx.TimeoutException:
                raise FetchError(f"{_short(url)}: no answer in time") from None
            except (
                httpx.HTTPError,
                httpx.InvalidURL,
                ssl.SSLError,
                OSError,
                UnicodeError,
                ValueError,
            ) as error:
                raise FetchError(f"{_short(url)}: {_first_line(error)}") from None
            if isinstance(answer, Page):
                return answer
            url = answer
        raise FetchError(f"{_short(url)}: more than {self.limits.redirects} redirects")

    def _ask(self, url: httpx.URL, deadline: float) -> Page | str:
        """The page, or the address that it moved to."""
        import httpx

        if url.scheme not in ("http", "https"):
            raise Refused(f"{_short(str(url))}: only http and https addresses are read")
        if url.userinfo:
            raise Refused(f"{url.host}: an address with a user name or password in it is not asked")
        if not url.host:
            raise FetchError(f"{_short(str(url))}: the address names no host")
        host = url.raw_host.decode("ascii")
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = resolve(host.strip("[]"), port, allow=self.allow)
        timeout = httpx.Timeout(self.limits.read, connect=self.limits.connect)
        with httpx.Client(trust_env=False, follow_redirects=False, timeout=timeout) as client:
            for n, address in enumerate(addresses, 1):
                request = client.build_request(
                    "GET",
                    url.copy_with(host=str(address), fragment=None),
                    # The name still goes into the Host header and the TLS handshake: the certificate is
                    # checked against it, not against the number.
                    headers={**_HEADERS, "Host": url.netloc.decode("ascii")},
                    extensions={"sni_hostname": host.strip("[]")},
                )
                try:
                    response = client.send(request, stream=True)
                except httpx.ConnectError:
                    if n == len(addresses):
                        raise
                    continue
                try:
                    return self._answer(response, url, deadline)
                finally:
                    response.close()
        raise FetchError(f"{_short(str(url))}: no connection")

    def _answer(self, response: httpx.Response, url: httpx.URL, deadline: float) -> Page | str:
        where = _short(str(url))
        if response.status_code in _MOVED and "location" in response.headers:
            return str(url.join(response.headers["location"]))
        if response.status_code != 200:
            raise FetchError(f"{where}: the server answers {response.status_code} {response.reason_phrase}".rstrip())
        kind, _, rest = response.headers.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        if kind not in _TYPES and kind not in _FEED_TYPES:
            what = kind or "an answer of no stated type"
            raise FetchError(f"{where}: {what} is not read, only HTML, plain text and feeds")
        length = response.headers.get("content-length", "")
        if length.isdigit() and int(length) > self.limits.size:
            raise self._too_large(where)
        unpack = Unpacker(response.headers.get("content-encoding", ""), where)
        body = bytearray()
        for chunk in response.iter_raw(65536):
            body += unpack(chunk, self.limits.size + 1 - len(body))
            if len(body) > self.limits.size:
                raise self._too_large(where)
            if time.monotonic() > deadline:
                raise self._too_slow(str(url))
        charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'") or None
        return Page(str(url), bytes(body), kind, charset)

    def _too_large(self, where: str) -> TooLarge:
        return TooLarge(f"{where}: the page is over {self.limits.size / 1e6:g} MB")


class Unpacker:
    """Unpacks a body bit by bit, never further than asked for, so that no small answer swells at once."""

    def __init__(self, encoding: str, where: str) -> None:
        encoding = encoding.strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(f"{where}: the answer is packed as {encoding[:40]!r}, which was not asked for")
        self._where = where
        self._raw = encoding == "deflate"
        self._inflate = zlib.decompressobj(47) if encoding not in ("", "identity") else None

    def __call__(self, chunk: bytes, most: int) -> bytes:
        if self._inflate is None:
            return chunk
        try:
            out = self._inflate.decompress(chunk, most)
        except zlib.error:
            if not self._raw:
                raise FetchError(f"{self._where}: the answer is damaged") from None
            # "deflate" is sent with and without its zlib header.
            self._inflate = zlib.decompressobj(-15)
            self._raw = False
            return self(chunk, most)
        self._raw = False
        return out


def _short(url: str) -> str:
    """An address for an error line: without user name and password, and not too long."""
    scheme, mark, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    text = scheme + mark + authority.rpartition("@")[2] + slash + path
    return text if len(text) <= 120 else text[:117] + "..."


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:160] or type(error).__name__
