"""Fetching: the limits are kept against a real server, and no address is asked that is not public."""

from __future__ import annotations

import ipaddress
import socket
import time

import pytest

from sayso.errors import FetchError, Refused, TooLarge
from sayso.read import read
from sayso.read.address import is_public, resolve
from sayso.read.fetch import HttpFetcher, Limits

LOCAL = ("127.0.0.0/8",)


def fetcher(**limits: float) -> HttpFetcher:
    return HttpFetcher(Limits(**limits), allow=LOCAL)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1",
        "198.18.0.1",
        "198.51.100.7", "203.0.113.9", "192.88.99.1", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8",
        "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "fe80::1", "fec0::1", "fc00::1",
        "fd12::1", "ff02::1", "ff0e::1", "2001:db8::1", "2002:7f00:1::", "2001::1", "100::1", "3fff::1",
    ],
)  # fmt: skip
def test_special_addresses_are_never_public(address: str) -> None:
    """No private, loopback, link-local, multicast, reserved or translated address counts as public."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "100.63.0.1", "2606:4700::1111", "2a00:1450::1"])
def test_ordinary_addresses_are_public(address: str) -> None:
    """An ordinary unicast address of the internet may be asked."""
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/",
        "http://0177.0.0.1/", "http://127.1/", "http://0/", "http://[::ffff:127.0.0.1]/",
        "http://10.1.2.3:8080/x",
        "http://169.254.169.254/latest/meta-data", "http://[64:ff9b::a00:1]/", "http://①②⑦.⓪.⓪.①/",
    ],
)  # fmt: skip
def test_every_notation_of_a_private_address_is_refused(url: str) -> None:
    """However a private address is written, it is refused (or not understood), and never connected to."""
    with pytest.raises(FetchError):
        HttpFetcher()(url)


@pytest.mark.parametrize("url", ["ftp://eldmark.example/a", "file:///etc/hostname", "gopher://x.example/"])
def test_only_http_and_https_are_asked(url: str) -> None:
    """Any other scheme is refused by name."""
    with pytest.raises(Refused, match="only http and https"):
        read(url)


def test_credentials_in_an_address_are_refused_and_not_repeated() -> None:
    """An address with a password is refused, and the password is not in the error."""
    with pytest.raises(Refused) as caught:
        HttpFetcher()("http://reader:hush@harrow.example/a")
    assert "hush" not in str(caught.value)


def test_a_name_that_resolves_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is where a name leads: one private answer among public ones is enough to refuse."""
    answers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("192.168.0.5", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: answers)
    with pytest.raises(Refused, match=r"192\.168\.0\.5"):
        resolve("harrow.example", 80)


def test_the_address_that_was_checked_is_the_one_connected_to(server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is resolved once a hop, that answer is connected to, and the Host header keeps the name."""
    real, asked = socket.getaddrinfo, []

    def rebinding(host, port, *args, **kwargs):
        if host == "harrow.example":
            asked.append(host)
            host = "127.0.0.1" if len(asked) == 1 else "127.0.0.99"
        return real(host, port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    port = server.server_address[1]
    page = fetcher()(f"http://harrow.example:{port}/page")
    assert asked == ["harrow.example"]
    assert server.hosts == [f"harrow.example:{port}"]
    assert page.url == f"http://harrow.example:{port}/page"


def test_a_proxy_of_the_environment_is_not_used(server, monkeypatch: pytest.MonkeyPatch) -> None:
    """HTTP_PROXY does not redirect a request away from the address that was checked."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert fetcher()(f"{server.base}/page").body


def test_a_page_is_fetched_and_read(server) -> None:
    """A page of a real server becomes a document that knows its address."""
    document = read(f"{server.base}/page", allow=LOCAL)
    assert document.title == "Ferry returns to Eldmark"
    assert document.url == f"{server.base}/page"
    assert "“We have missed it,”" in document.text


def test_plain_text_is_decoded_as_the_server_says(server) -> None:
    """The charset of the Content-Type header decides where the bytes are not UTF-8."""
    assert "Café owners" in read(f"{server.base}/plain", allow=LOCAL).text


def test_without_leave_the_same_server_is_refused(server) -> None:
    """Loopback is asked only where a test says so."""
    with pytest.raises(Refused):
        read(f"{server.base}/page")
    assert server.hosts == []


def test_a_packed_page_is_unpacked(server) -> None:
    """A gzip answer is read like any other."""
    assert b"night ferry" in fetcher()(f"{server.base}/gzip").body


@pytest.mark.parametrize("path", ["/large", "/large-unsaid", "/bomb"])
def test_a_page_over_the_limit_is_given_up(server, path: str) -> None:
    """Declared, undeclared or packed small: more than the limit is TooLarge."""
    with pytest.raises(TooLarge, match="over"):
        fetcher(size=2000)(server.base + path)


@pytest.mark.parametrize("path", ["/silent", "/drip", "/drip-headers"])
def test_a_slow_server_is_given_up(server, path: str) -> None:
    """Silence, a trickling body and trickling headers all end when the time is up."""
    begun = time.monotonic()
    with pytest.raises(FetchError, match=r"in time|within"):
        fetcher(read=0.5, total=0.6)(server.base + path)
    assert time.monotonic() - begun < 2.5


def test_redirects_are_followed_up_to_the_limit(server) -> None:
    """Five redirects lead to the page; the document's address is the last one."""
    assert fetcher()(f"{server.base}/hops/5").url == f"{server.base}/page"
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher()(f"{server.base}/hops/6")


def test_a_redirect_loop_ends(server) -> None:
    """A page that leads to itself is given up after the limit."""
    with pytest.raises(FetchError, match="redirects"):
        fetcher()(f"{server.base}/loop")
    assert len(server.hosts) == 6


@pytest.mark.parametrize("path", ["/to-private", "/to-file"])
def test_a_redirect_is_checked_like_a_first_address(server, path: str) -> None:
    """A redirect to a private address or another scheme is refused."""
    with pytest.raises(Refused):
        fetcher()(server.base + path)


def test_a_broken_redirect_is_an_error(server) -> None:
    """A redirect to something that is no address is a FetchError."""
    with pytest.raises(FetchError):
        fetcher()(f"{server.base}/to-nowhere")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/missing", "404"),
        ("/picture", "image/png"),
        ("/untyped", "no stated type"),
        ("/odd-packing", "zstd"),
    ],
)
def test_what_is_no_page_is_named(server, path: str, says: str) -> None:
    """An answer that cannot be read is refused with what it was."""
    with pytest.raises(FetchError, match=says):
        fetcher()(server.base + path)


def test_a_server_that_is_not_there_is_an_error() -> None:
    """A closed port is a FetchError and nothing worse."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    with pytest.raises(FetchError):
        fetcher()(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "url", ["http://", "http:///x", "http://a b/", "http://[::1", "http://x.invalid/", "http://é\x00/"]
)
def test_malformed_addresses_are_errors(url: str) -> None:
    """What is no address at all is a FetchError too."""
    with pytest.raises(FetchError):
        HttpFetcher(Limits(total=5))(url)
