"""What every way of reading promises, whatever it reads from: one body of tests over all of them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord

from sayso.model import Document
from sayso.read import documents, read, read_html, read_text, verbatim
from sayso.read.fetch import Page

TITLE = "Ferry returns to Eldmark after eleven weeks"
PARAGRAPHS = (
    "The night ferry will sail again from Monday, the board of Eldmark said after a long dispute.",
    "“We have missed it,” said Oda Brenner, who keeps the inn at the quay. “‘Soon’ was all we heard.”",
    "«Nous partirons», the captain told the «Harrow Post», and 'that is that', as he put it.",
)
URL = "https://harrow.example/ferry"
PLAIN = "\n\n".join((TITLE, *PARAGRAPHS))
HTML = (
    f"<!doctype html><html><head><meta charset='utf-8'><title>{TITLE}</title></head>"
    f"<body><article><h1>{TITLE}</h1>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</article></body></html>"
)
Reader = Callable[[Path, pytest.MonkeyPatch], Document]


def _file(name: str, content: str) -> Reader:
    def reader(folder: Path, patch: pytest.MonkeyPatch) -> Document:
        path = folder / name
        path.write_text(content, encoding="utf-8")
        (document,) = documents(path)
        return document

    return reader


def _stdin(content: str) -> Reader:
    def reader(folder: Path, patch: pytest.MonkeyPatch) -> Document:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
        return read("-")

    return reader


def _address(content: str, kind: str) -> Reader:
    return lambda folder, patch: read(URL, fetch=lambda url: Page(url, content.encode(), kind, "utf-8"))


def _table(folder: Path, patch: pytest.MonkeyPatch) -> Document:
    import pyarrow
    import pyarrow.parquet

    path = folder / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([{"title": TITLE, "text": PLAIN}]), path)
    return read(path)


def _archive(packed: bool) -> Reader:
    def reader(folder: Path, patch: pytest.MonkeyPatch) -> Document:
        path = folder / ("a.warc.gz" if packed else "a.warc")
        with path.open("wb") as file:
            record = WarcRecord()
            record.init_headers()
            record.headers["WARC-Type"] = "response"
            record.headers["WARC-Target-URI"] = URL
            record.set_bytes_content(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML.encode())
            stream = GzipWriter(file) if packed else file
            record.write(stream)
            if packed:
                stream.close()
        return read(path)

    return reader


def _feed(kind: str) -> Reader:
    feed = f"<rss version='2.0'><channel><item><link>{URL}</link></item></channel></rss>"
    if kind == "Atom":
        feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{URL}'/></entry></feed>"
    pages = {URL: Page(URL, HTML.encode(), "text/html", "utf-8"), f"{URL}.xml": Page(URL, feed.encode(), "text/xml")}

    def reader(folder: Path, patch: pytest.MonkeyPatch) -> Document:
        (document,) = documents(f"{URL}.xml", fetch=pages.__getitem__)
        assert isinstance(document, Document)
        return document

    return reader


def _folder(folder: Path, patch: pytest.MonkeyPatch) -> Document:
    (folder / "inner").mkdir(exist_ok=True)
    (folder / "inner" / "a.html").write_text(HTML, encoding="utf-8")
    (document,) = documents(folder)
    assert isinstance(document, Document)
    return document


READERS: dict[str, Reader] = {
    "text file": _file("a.txt", PLAIN),
    "text file of Windows line ends": _file("a.txt", PLAIN.replace("\n", "\r\n")),
    "HTML file": _file("a.html", HTML),
    "record": _file("a.jsonl", json.dumps({"title": TITLE, "text": PLAIN})),
    "record in escapes": _file("a.ndjson", json.dumps({"title": TITLE, "text": PLAIN}, ensure_ascii=True)),
    "text from standard input": _stdin(PLAIN),
    "HTML from standard input": _stdin(HTML),
    "text at an address": _address(PLAIN, "text/plain"),
    "HTML at an address": _address(HTML, "text/html"),
    "text in memory": lambda folder, patch: read_text(PLAIN),
    "row of a table": _table,
    "web archive": _archive(packed=False),
    "packed web archive": _archive(packed=True),
    "page that an RSS feed leads to": _feed("RSS"),
    "page that an Atom feed leads to": _feed("Atom"),
    "folder": _folder,
    "HTML in memory": lambda folder, patch: read_html(HTML.encode()),
    "record in memory": lambda folder, patch: verbatim({"title": TITLE, "text": PLAIN}),
}


@pytest.fixture(params=READERS, ids=str)
def document(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Document:
    """The same article, come in by one of the ways."""
    return READERS[request.param](tmp_path, monkeypatch)


def test_paragraphs_are_disjoint_in_order_and_within_the_text(document: Document) -> None:
    """Paragraph spans follow one another inside the text, and only white space is between them."""
    at = 0
    for span in document.paragraphs:
        assert at <= span.start < span.end <= len(document.text)
        assert not document.text[at : span.start].strip()
        assert span.of(document.text) == span.of(document.text).strip()
        at = span.end
    assert not document.text[at:].strip()


def test_the_article_is_all_there(document: Document) -> None:
    """Title and paragraphs come through in order, to the character, quotation marks included."""
    assert [p.of(document.text) for p in document.paragraphs] == [TITLE, *PARAGRAPHS]
    assert document.furniture == ()


def test_the_headline_is_the_first_paragraph(document: Document) -> None:
    """The title is known, and the text carries it as its first paragraph."""
    assert document.title == TITLE
    assert document.headline == document.paragraphs[0]


def test_the_id_is_stable(
    request: pytest.FixtureRequest, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading again gives the same document under the same id."""
    again = READERS[request.node.callspec.params["document"]](tmp_path, monkeypatch)
    assert again == document
    assert len(document.id) == 16


def test_every_span_is_within_the_text(document: Document) -> None:
    """Blocks and furniture point into the text."""
    assert all(block.end <= len(document.text) for block in document.blocks)
    assert all(0 <= piece.at <= len(document.text) for piece in document.furniture)
