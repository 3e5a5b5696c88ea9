"""RSS and Atom feeds: every entry's page, or the entry's own text where the page cannot be had."""

from __future__ import annotations

import html
import io
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from sayso.errors import FetchError, InputError, NotText, Refused, TooLarge
from sayso.model import Document
from sayso.read.assemble import any_date
from sayso.read.fetch import Fetcher, Page
from sayso.read.html import read_html
from sayso.read.page import read_page

__all__ = ["ENTRIES", "FEED_LIMIT", "read_feed"]

FEED_LIMIT = 10_000_000
ENTRIES = 500
# An entry with fewer words than this is a teaser and not the article.
_WHOLE = 120
# How many seconds may be lost on pages that do not answer before no more of them are asked.
PATIENCE = 60.0
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINK_LENGTH = 2000


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a feed: where its article stands, what is told of it, and the longest text that is given (HTML)."""

    link: str
    title: str
    author: str | None
    published: str | None
    text: str

    @property
    def is_whole(self) -> bool:
        """Whether the text is long enough to be the article."""
        return len(_TAG.sub(" ", self.text).split()) >= _WHOLE


def read_feed(data: bytes, name: str, fetch: Fetcher, base: str | None = None) -> Iterator[Document | InputError]:
    """The articles of a feed in its order; an error in place of each one that cannot be had.

    Entries lead to pages, which are fetched. Where a page cannot be, an entry that carries the whole text is read
    instead, and a note says so. `base` is the address that the feed is from. At most `ENTRIES` entries are read.
    Raises TooLarge, and NotText for a feed that cannot be parsed.
    """
    if len(data) > FEED_LIMIT:
        raise TooLarge(f"{name}: the feed is over {FEED_LIMIT / 1e6:g} MB")
    outlet, entries = _parsed(data, name)
    seen: set[str] = set()
    lost = 0.0
    for n, found in enumerate(entries[:ENTRIES], 1):
        entry = _entry(found, base)
        if entry.link and entry.link in seen:
            continue
        seen.add(entry.link)
        began = time.monotonic()
        try:
            yield _article(entry, fetch if lost < PATIENCE else _given_up, outlet)
        except InputError as error:
            if isinstance(error, FetchError) and not isinstance(error, Refused):
                lost += time.monotonic() - began
            yield type(error)(f"{name}: entry {n}: {error}")
    if len(entries) > ENTRIES:
        yield TooLarge(f"{name}: the feed has {len(entries)} entries; the first {ENTRIES} are read")


def _parsed(data: bytes, name: str) -> tuple[str | None, list[Any]]:
    """The title of a feed, and its entries as feedparser has them."""
    import feedparser

    try:
        # A stream and never a string, which it would take for an address or the name of a file. What the entries
        # hold goes through the same reader as any page: nothing need be sanitised here.
        found: Any = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    # A feed is foreign input: whatever the parser fails with, the feed cannot be read.
    except Exception as error:  # noqa: BLE001
        raise NotText(f"{name}: the feed cannot be parsed ({type(error).__name__})") from None
    if not found.entries and found.get("bozo"):
        raise NotText(f"{name}: the feed cannot be parsed, and has no entries")
    return _line(found.feed.get("title")), list(found.entries)


def _entry(found: Any, base: str | None) -> _Entry:
    link = _line(found.get("link")) or ""
    if link and base:
        try:
            link = urljoin(base, link)
        except ValueError:
            link = ""
    texts = [part.get("value") for part in found.get("content") or ()] + [found.get("summary")]
    dates = (found[key] for key in ("published", "updated", "created") if key in found)
    return _Entry(
        link=link[:_LINK_LENGTH],
        title=_line(found.get("title")) or "",
        author=_line(found.get("author")),
        published=next((d for value in dates if isinstance(value, str) and (d := any_date(value))), None),
        text=max((text for text in texts if isinstance(text, str)), key=len, default=""),
    )


def _article(entry: _Entry, fetch: Fetcher, outlet: str | None) -> Document:
    """The article that an entry leads to, or else holds. Raises what kept the page from being read."""
    try:
        if not entry.link:
            raise NotText("it links to no page")
        document = read_page(fetch(entry.link))
    except InputError as error:
        if not entry.is_whole:
            raise
        title = html.escape(entry.title)
        page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{entry.text}</article></body>"
        document = read_html(page, url=entry.link or None)
        note = f"the text is the feed’s own, as the page could not be read: {error}"
        document = replace(document, notes=(*document.notes, note), outlet=outlet or document.outlet)
    return replace(
        document,
        outlet=document.outlet or outlet,
        author=document.author or entry.author,
        published=document.published or entry.published,
    )


def _given_up(url: str) -> Page:
    raise FetchError(f"{url}: not asked, as too many pages of this feed did not answer")


def _line(value: Any) -> str | None:
    """A value as one line without mark-up."""
    return " ".join(html.unescape(_TAG.sub("", value)).split()) or None if isinstance(value, str) else None
