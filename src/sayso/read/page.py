"""One page that came with its address and its declared type, from the internet or out of an archive."""

from __future__ import annotations

from dataclasses import replace

from sayso.errors import Empty, NotText
from sayso.model import Document
from sayso.read.decode import decode, looks_like_html
from sayso.read.fetch import Page
from sayso.read.html import read_html
from sayso.read.plain import read_text

__all__ = ["captured", "read_page"]


def read_page(page: Page, name: str | None = None) -> Document:
    """The article that a page holds; `name` is what an error calls it, its address if nothing else.

    Raises NotText and Empty.
    """
    name = name or page.url
    plain = page.content_type == "text/plain"
    text = decode(page.body, html=not plain, charset=page.charset, name=name)
    is_html = looks_like_html(text, suffix="" if plain else ".html", name=name)
    if not is_html and page.content_type.endswith("xml"):
        raise NotText(f"{name} is XML, but neither a page nor a feed")
    try:
        return read_html(text, url=page.url) if is_html else read_text(text, url=page.url)
    except Empty as error:
        raise Empty(f"{name}: {error}") from None


def captured(document: Document, date: str | None, what: str) -> Document:
    """The document with a date that counts only where it has none itself; a note then says `what` gave it."""
    if date is None or document.published is not None:
        return document
    return replace(document, published=date, notes=(*document.notes, f"the date {date} is {what}"))
