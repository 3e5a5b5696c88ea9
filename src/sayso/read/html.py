"""HTML to a `Document`: the article's body through trafilatura, or block by block where that finds none."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import Empty
from sayso.model import Document
from sayso.read.assemble import Known, clean, iso_date, put_together, same_title
from sayso.read.decode import decode
from sayso.read.plain import author_of, pieces_of

__all__ = ["read_html"]

# A news page has some thousand tags; the extraction is made for those, and slow on this many.
_TAGS = 150_000
# libxml2 drops the rest of a page that is nested deeper than 256: such a page is read block by block.
_TOO_DEEP = "depth"
_NUMERIC = re.compile(r"&#(?:x0*(?P<hex>[89][0-9a-f])|0*(?P<dec>1[2-5]\d))(?:;|(?![0-9a-z]))", re.IGNORECASE)
_Q = re.compile(r"<(?P<close>/?)q(?:\s[^<>]*)?>", re.IGNORECASE)
_QUOTES = (("“", "”"), ("‘", "’"))
# fmt: off
_HIDDEN = frozenset(
    (
        "script", "style", "noscript", "template", "head", "nav", "footer", "aside", "form", "button",
        "select", "option", "svg", "math", "iframe", "object", "audio", "video", "textarea", "figcaption",
    )
)
# fmt: on
# fmt: off
_BLOCKS = frozenset(
    (
        "address", "article", "blockquote", "body", "br", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
        "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
        "ul",
    )
)
# fmt: on


def read_html(html: str | bytes, *, url: str | None = None) -> Document:
    """The document that a page makes: its metadata, and the body of its article.

    `url` is where the page is from, if known. Bytes are decoded by their mark or declaration. Raises
    NotText for bytes of no known encoding, Empty where no article is found.
    """
    page = decode(html, html=True) if isinstance(html, bytes) else html
    page = _with_quotes(page.replace("\0", ""))
    known, lines = _extracted(page, url)
    lines = [(text, quote) for text, quote in lines if text]
    if not lines:
        title, lines = _block_by_block(page)
        known = replace(known, title=known.title or title, url=known.url or url)
    texts = [text for text, _ in lines]
    title = known.title or ""
    if texts and title and _bar_of(title, texts[0]):
        title = texts[0]
    title = _without_outlet(title, known.outlet)
    pieces = pieces_of(texts, title, [quote for _, quote in lines])
    if title and not any(p.kind is None and not same_title(p.text, title) for p in pieces):
        raise Empty("the page has a title but no article text: it may be behind a log-in or made by a script")
    author = known.author or author_of([p.text for p in pieces if p.kind == "byline"])
    return put_together(pieces, replace(known, title=title or None, author=author))


def _with_quotes(page: str) -> str:
    """The page with its quotation marks as characters: those of `<q>`, and numbers such as `&#147;`."""
    depth = 0

    def mark(m: re.Match[str]) -> str:
        nonlocal depth
        if m["close"]:
            depth = max(0, depth - 1)
            return _QUOTES[depth % 2][1]
        depth += 1
        return _QUOTES[(depth - 1) % 2][0]

    def number(m: re.Match[str]) -> str:
        code = int(m["hex"], 16) if m["hex"] else int(m["dec"])
        if not 0x80 <= code <= 0x9F:
            return m.group()
        return bytes([code]).decode("cp1252", "ignore")

    return _NUMERIC.sub(number, _Q.sub(mark, page))


def _extracted(page: str, url: str | None) -> tuple[Known, list[tuple[str, int]]]:
    """What trafilatura finds: metadata, and (paragraph, number of its block quotation or 0)."""
    known = Known(url=url)
    if page.count("<") > _TAGS or _is_too_deep(page):
        return known, []
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found: Any = trafilatura.bare_extraction(
                page,
                url=url,
                include_comments=False,
                with_metadata=True,
                # Only what the page declares: the extensive search guesses a date from any year on the page.
                date_extraction_params={"original_date": True, "extensive_search": False},
            )
        # A page is foreign input and trafilatura a deep stack: whatever it fails with, the page is read
        # plainly.
        except Exception:  # noqa: BLE001
            found = None
    if found is None:
        return known, []
    known = Known(
        title=_line(found.title),
        outlet=_outlet(_line(found.sitename)) or _host(url or found.url),
        author=_line(found.author),
        published=iso_date(found.date),
        url=url or _line(found.url),
    )
    return known, list(_paragraphs(found.body))


def _is_too_deep(page: str) -> bool:
    from lxml import etree

    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        etree.fromstring(page.encode("utf8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    return any(_TOO_DEEP in entry.message for entry in parser.error_log)


def _paragraphs(body: Any) -> Iterator[tuple[str, int]]:
    """The lines of trafilatura's tree in order, each with the number of the quotation it stands in, or 0.

    Block elements and line breaks part lines; the cells of a table row share one, a tab between them.
    """
    quotes = 0
    line: list[str] = []
    stack: list[tuple[Any, int, bool]] = [(body, 0, False)]
    # An explicit stack: (element, quotation, leaving). Recursion would end at a thousand levels.
    inside = 0
    while stack:
        element, quote, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        parts = tag in ("p", "head", "item", "list", "quote", "row", "table", "div", "lb", "body", "code")
        if parts or (leaving and tag == "cell"):
            if tag == "cell":
                line.append("\t")
            elif not (tag in ("p", "head") and _in_cell(element)):
                if text := _line("".join(line)):
                    yield text, inside
                line = []
        if leaving:
            inside = quote
            line.append(element.tail or "")
            continue
        if tag == "quote" and not inside:
            quotes += 1
        stack.append((element, inside, True))
        inside = quotes if tag == "quote" and not inside else inside
        line.append(element.text or "")
        stack.extend((child, 0, False) for child in reversed(element))
    if text := _line("".join(line)):
        yield text, inside


def _in_cell(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "cell"


def _block_by_block(page: str) -> tuple[str | None, list[tuple[str, int]]]:
    """The page's title, and its blocks of text without navigation, forms and scripts; at any depth."""
    from lxml import etree

    target = _Blocks()
    parser = etree.HTMLParser(target=target, huge_tree=True, encoding="utf-8")
    try:
        etree.fromstring(page.encode("utf8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError):
        target.end_line()
    return _line("".join(target.title)), [(text, quote) for line, quote in target.lines if (text := _line(line))]


class _Blocks:
    """A parser's target that keeps the text of block elements as lines."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, int]] = []
        self.title: list[str] = []
        self._line: list[str] = []
        self._hidden = 0
        self._in_title = False
        self._quotes: list[int] = []
        self._count = 0

    def start(self, tag: str, attrib: Any) -> None:
        if tag in _BLOCKS:
            self.end_line()
        if tag == "title":
            self._in_title = not self.title
        elif tag in _HIDDEN:
            self._hidden += 1
        elif tag == "blockquote":
            self._count += not self._quotes
            self._quotes.append(self._count)

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
        if tag == "title":
            self._in_title = False
        elif tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "blockquote" and self._quotes:
            self._quotes.pop()

    def data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif not self._hidden:
            self._line.append(data)

    def comment(self, text: str) -> None:
        """Nothing: comments are no text."""

    def end_line(self) -> None:
        if self._line:
            self.lines.append(("".join(self._line), self._quotes[-1] if self._quotes else 0))
            self._line = []

    def close(self) -> None:
        self.end_line()


def _line(text: str | None) -> str | None:
    """One line: in mark-up every run of white space is one space. Non-breaking spaces stay."""
    return re.sub(r"[ \t\n]+", _space, clean(text or "")).strip() or None


def _space(m: re.Match[str]) -> str:
    return "\t" if m.group() == "\t" else " "


def _outlet(name: str | None) -> str | None:
    return _host(name) if name and name.startswith(("http://", "https://")) else name


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _bar_of(title: str, first: str) -> bool:
    """Whether the title is the first line with an outlet's name hung on: "Headline - The Harrow Post"."""
    rest = title[len(first) :].strip()
    return len(first) >= 20 and title.startswith(first) and bool(re.fullmatch(r"[|–—-]\s*.{2,60}", rest))


def _without_outlet(title: str, outlet: str | None) -> str:
    if outlet:
        m = re.fullmatch(r"(.{12,}?)\s+[|–—-]\s+(.{2,60})", title)
        if m and same_title(m[2], outlet):
            return m[1]
    return title
