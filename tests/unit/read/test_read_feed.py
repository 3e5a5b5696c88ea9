"""Feeds: pages behind entries, entries that are articles themselves, and feeds that go wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.errors import FetchError, InputError, NotText, Refused, TooLarge
from sayso.model import Document
from sayso.read import documents, feed, read
from sayso.read.fetch import HttpFetcher, Limits, Page

LOCAL = ("127.0.0.0/8",)
SENTENCE = "The night ferry will sail again from Monday, the harbour board said after a long dispute. "
PAGE = f"<html><body><article><h1>Ferry returns</h1><p>{SENTENCE}</p><p>{SENTENCE}</p></article></body></html>"


def rss(*items: str, title: str = "The Harrow Post") -> bytes:
    """A feed of these items."""
    head = f"<?xml version='1.0'?><!-- a feed --><rss version='2.0'><channel><title>{title}</title>"
    return f"{head}{''.join(items)}</channel></rss>".encode()


def item(n: int, text: str = "", more: str = "") -> str:
    """An entry that links to a page of its own."""
    return f"<item><title>Ferry {n}</title><link>/{n}</link><description><![CDATA[{text}]]></description>{more}</item>"


def site(feed: bytes, pages: Callable[[str], bool] = lambda url: True) -> tuple[list[str], Callable[[str], Page]]:
    """A made-up site: the addresses that it was asked for, and what answers; `pages` says which are there."""
    asked: list[str] = []

    def fetch(url: str) -> Page:
        asked.append(url)
        if url.endswith("/feed"):
            return Page("https://harrow.example/news/feed", feed, "application/rss+xml")
        if not pages(url):
            raise FetchError(f"{url}: the server answers 404")
        return Page(url, PAGE.encode(), "text/html", "utf-8")

    return asked, fetch


def test_entries_lead_to_pages_and_tell_what_those_do_not() -> None:
    """Links are taken from the feed's own address; date and author of an entry fill in for the page's."""
    more = "<pubDate>Mon, 02 Oct 2017 23:10:00 -0500</pubDate><author>Ann Lee</author>"
    asked, fetch = site(rss(item(1, more=more), item(2), item(1)))
    one, two = documents("https://harrow.example/feed", fetch=fetch)
    assert asked == ["https://harrow.example/feed", "https://harrow.example/1", "https://harrow.example/2"]
    assert isinstance(one, Document)
    assert (one.url, one.title, one.published, one.author) == (asked[1], "Ferry returns", "2017-10-02", "Ann Lee")
    assert isinstance(two, Document)
    assert two.published is None


def test_an_entry_with_the_whole_text_stands_in_for_its_page() -> None:
    """Where a page cannot be had the entry's text is read and noted as such; a teaser is no article."""
    whole = "".join(f"<p>On day {day} of it: {SENTENCE * 4}</p>" for day in (1, 2, 3))
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harrow</title>
    <entry><title>Ferry &lt;1&gt;</title><link href="https://harrow.example/1"/><updated>2017-10-02T10:00:00Z</updated>
    <content type="html"><![CDATA[{whole}]]></content></entry>
    <entry><title>Ferry 2</title><link href="https://harrow.example/2"/><summary>{SENTENCE}</summary></entry></feed>"""
    _, fetch = site(atom.encode(), pages=lambda url: False)
    one, two = documents("https://harrow.example/feed", fetch=fetch)
    assert isinstance(one, Document)
    assert (one.outlet, one.published, one.title) == ("Harrow", "2017-10-02", "Ferry <1>")
    assert len(one.paragraphs) == 4
    assert "404" in one.notes[0]
    assert isinstance(two, FetchError)
    assert str(two) == "https://harrow.example/feed: entry 2: https://harrow.example/2: the server answers 404"


def test_a_feed_in_a_file(tmp_path: Path) -> None:
    """A file is known for a feed by its content; an entry without an address is named."""
    path = tmp_path / "saved"
    path.write_bytes(rss("<item><link>https://harrow.example/1</link></item>", "<item><title>No link</title></item>"))
    _, fetch = site(b"")
    one, two = documents(path, fetch=fetch)
    assert isinstance(one, Document)
    assert isinstance(two, NotText)
    assert str(two) == f"{path}: entry 2: it links to no page"
    with pytest.raises(NotText, match="is a feed"):
        read(path)


def test_the_number_of_entries_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first entries are read, and the last word is how many there were."""
    monkeypatch.setattr(feed, "ENTRIES", 3)
    asked, fetch = site(rss(*map(item, range(9))))
    found = list(documents("https://harrow.example/feed", fetch=fetch))
    assert [type(each) for each in found] == [Document] * 3 + [TooLarge]
    assert "9 entries; the first 3" in str(found[-1])
    assert len(asked) == 4


def test_a_site_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once enough time is lost no more pages are asked, and each entry that is left says so."""
    monkeypatch.setattr(feed, "PATIENCE", 0.0)
    asked, fetch = site(rss(*map(item, range(5))), pages=lambda url: False)
    found = list(documents("https://harrow.example/feed", fetch=fetch))
    assert all(isinstance(each, FetchError) and "not asked" in str(each) for each in found)
    assert len(found) == 5
    assert len(asked) == 1


@pytest.mark.parametrize("data", [b"<rss", b"<rss><channel></rss", b"<feed><entr"])
def test_a_broken_feed_is_refused(tmp_path: Path, data: bytes) -> None:
    """What begins like a feed and holds no entry is NotText."""
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    with pytest.raises(NotText, match="cannot be parsed"):
        list(documents(path))


def test_entities_are_neither_multiplied_nor_fetched(tmp_path: Path) -> None:
    """An entity that stands for a file, or for a billion others, stands for nothing."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of Eldmark")
    levels = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    body = f"<item><title>&i;&x;</title><description>{SENTENCE * 20}&x;&i;</description></item>"
    path = tmp_path / "a.rss"
    entities = f'<!ENTITY a "laugh"><!ENTITY x SYSTEM "{secret.as_uri()}">{levels}'
    path.write_text(f"<?xml version='1.0'?><!DOCTYPE r [{entities}]><rss><channel>{body}</channel></rss>")
    (document,) = documents(path)
    assert isinstance(document, Document)
    assert "secret" not in document.text
    assert len(document.text) < 5000


def test_a_feed_of_a_real_server(server) -> None:
    """Feed and pages come through the same fetcher: its limits hold, and private addresses are refused."""
    server.feed = rss(item(1, more="").replace("/1", "/page"), item(2).replace("/2", "http://10.0.0.8/x"), item(3))
    found = list(documents(f"{server.base}/feed", allow=LOCAL))
    assert isinstance(found[0], Document)
    assert found[0].title == "Ferry returns to Eldmark"
    assert [type(each) for each in found[1:]] == [Refused, FetchError]
    with pytest.raises(Refused):
        list(documents(f"{server.base}/feed"))
    small = HttpFetcher(Limits(size=2000, total=2), allow=LOCAL)
    with pytest.raises(TooLarge):
        list(documents(f"{server.base}/endless-feed", fetch=small))


def test_xml_that_is_no_feed(tmp_path: Path) -> None:
    """Other XML from an address is named as what it is not."""
    fetch = lambda url: Page(url, b"<?xml version='1.0'?><stock><part/></stock>", "application/xml")  # noqa: E731
    with pytest.raises(InputError, match="neither a page nor a feed"):
        read("https://harrow.example/a", fetch=fetch)
