"""A reader of web pages that lets nothing pass, for tests of what sayso writes."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["Strict"]

_VOID = {"meta", "link", "br", "hr", "img", "input"}


class Strict(HTMLParser):
    """Reads a page: what is opened is closed, no attribute stands twice, no event handlers, no styles on elements.

    Keeps `ids`, `links`, the `tags` that were met, and while it reads `open`, the elements that stand open and their
    classes.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, list[str]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs)
        assert not any(name.startswith("on") or name == "style" for name in given)
        self.tags.add(tag)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag == "a":
            self.links.append(given.get("href") or "")
        if tag not in _VOID:
            self.open.append((tag, (given.get("class") or "").split()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag
