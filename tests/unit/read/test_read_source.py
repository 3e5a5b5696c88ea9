"""Sources: files, standard input, and what is refused with which words."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from sayso.errors import BadRecord, Empty, NotFound, NotText, TooLarge
from sayso.read import documents, read, source
from sayso.read.decode import decode
from sayso.read.fetch import Page

TEXT = "Ferry returns to Eldmark\n\nThe harbour board said “yes” on Monday, and the crew cheered.\n"


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    """A path that leads nowhere, or to a folder, is NotFound and named."""
    with pytest.raises(NotFound, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(NotFound, match="folder"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"%PDF-1.7\n", "PDF"), (b"PK\x03\x04....", "zip"), (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x1f\x8b\x08", "gzip"), (b"{\\rtf1", "RTF"), (b"\xd0\xcf\x11\xe0\xa1", "Office"), (b"GIF89a",
        "GIF"),
        (b"PAR1\x15", "Parquet"), (b"\x8f\x81\x9d\x90" * 50, "encoding"),
        ("Привет, это газета. ".encode("cp1251") * 20, "encoding"), (b"<?xml version='1.0'?><rss>", "feed"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a"])
def test_what_is_no_text_is_named(tmp_path: Path, start: bytes, what: str, name: str) -> None:
    """A binary file is NotText, whatever its suffix: the line names the file, and what it looks like."""
    path = tmp_path / name
    path.write_bytes(start)
    with pytest.raises(NotText, match=what) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Text in any encoding that can be told is read with its quotation marks."""
    data = b"\xff\xfe" + TEXT.encode("utf-16-le") if encoding == "utf-16-le-bom" else TEXT.encode(encoding)
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    document = read(path)
    assert "“yes”" in document.text
    assert document.text.startswith("Ferry")


def test_zero_bytes_are_no_text_but_in_a_page(tmp_path: Path) -> None:
    """A text with zero bytes is refused; in a page they are damage that browsers read over."""
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("utf-16-le"))
    with pytest.raises(NotText, match="zero bytes"):
        read(path)
    page = tmp_path / "a.html"
    page.write_bytes(b"<p>The harbour\0 board said yes.</p>")
    assert read(page).text == "The harbour board said yes."


def test_a_damaged_byte_does_not_spoil_the_rest() -> None:
    """UTF-8 with a broken byte stays UTF-8; C1 controls are the Windows characters that were meant."""
    assert decode("“yes” “no” “so”".encode() + b"\xff") == "“yes” “no” “so”\ufffd"
    assert decode("\x93yes\x94".encode()) == "“yes”"


def test_declared_charsets() -> None:
    """A server's charset and a page's are used; unknown and senseless ones are not."""
    assert decode("Привет".encode("cp1251"), charset="windows-1251") == "Привет"
    assert decode(b"<meta charset=koi8-r>" + "Привет".encode("koi8-r"), html=True).endswith("Привет")
    for label in ("base64", "no-such", "unicode_escape", "utf-16", "x" * 500):
        assert decode("café au lait au bord du lac".encode("cp1252"), charset=label).startswith("café")


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16")])
def test_an_empty_file_is_empty(tmp_path: Path, data: bytes) -> None:
    """A file without a visible character is Empty and named."""
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(Empty):
        read(path)


def test_a_file_over_the_limit_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the limit is TooLarge, told without reading the rest."""
    monkeypatch.setattr(source, "FILE_LIMIT", 1000)
    path = tmp_path / "a.txt"
    path.write_text("a" * 1001)
    with pytest.raises(TooLarge, match="over"):
        read(path)


def test_html_is_told_by_content(tmp_path: Path) -> None:
    """A page is a page under any name; a text that mentions a tag is not."""
    sentence = "The harbour board of Eldmark said yes on Monday, and the crew of the ferry cheered."
    page = tmp_path / "a.txt"
    page.write_text(f"<!DOCTYPE html><html><body><p>{sentence}</p></body></html>")
    assert read(page).text == sentence
    fragment = tmp_path / "b.html"
    fragment.write_text(f"<p>{sentence}</p>")
    assert read(fragment).text == sentence
    text = tmp_path / "c.txt"
    text.write_text(f"{sentence} It put <b> and </b> around the word, and a <p> before it.")
    assert "<b>" in read(text).text
    plain = tmp_path / "d.html"
    plain.write_text(sentence)
    assert read(plain).text == sentence


def test_a_date_in_the_name_is_a_hint(tmp_path: Path) -> None:
    """An ISO date in a text file's name dates the text unless the text does; two dates there are none."""
    for name, date in (
        ("a-2016-12-01.txt", "2016-12-01"),
        ("a-2016-12-01-2017-01-01.txt", None),
        ("a-2016-13-01.txt", None),
    ):
        path = tmp_path / name
        path.write_text(TEXT)
        assert read(path).published == date
        assert bool(read(path).notes) == (date is not None)
    path = tmp_path / "b-2016-12-01.txt"
    path.write_text(TEXT.replace("\n\n", "\n\nPublished May 4, 2018\n\n", 1))
    assert read(path).published == "2018-05-04"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads standard input as bytes."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert read("-").title == "Ferry returns to Eldmark"


def test_a_pipe_is_read(tmp_path: Path) -> None:
    """What has no size to ask for is read all the same."""
    import threading

    path = tmp_path / "pipe"
    os.mkfifo(path)
    thread = threading.Thread(target=lambda: path.write_text(TEXT))
    thread.start()
    assert read(path).title == "Ferry returns to Eldmark"
    thread.join()


def test_records_and_single_articles_are_not_confused(tmp_path: Path) -> None:
    """`documents` gives every record; `read` takes one record, and sends many to `sayso extract`."""
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"id": f"n{i}", "text": TEXT}) + "\n" for i in range(3)))
    assert [d.id for d in documents(path)] == ["n0", "n1", "n2"]
    with pytest.raises(NotText, match="sayso extract"):
        read(path)
    path.write_text(json.dumps({"id": "n1", "text": TEXT}))
    assert read(path).text == TEXT
    path.write_text("\n")
    with pytest.raises(Empty):
        read(path)
    with pytest.raises(NotFound):
        list(documents(tmp_path / "none.jsonl"))


def test_a_bad_record_is_named_with_its_line(tmp_path: Path) -> None:
    """`documents` gives an error in the place of a bad line, says which it is, and goes on."""
    path = tmp_path / "a.ndjson"
    lines = [
        json.dumps({"text": "One."}),
        "{",
        "",
        json.dumps({"text": "Two.", "id": 1.5}),
        json.dumps({"text": "Three."}),
    ]
    path.write_text("\n".join(lines))
    one, broken, odd, three = documents(path)
    assert (one.text, three.text) == ("One.", "Three.")
    assert isinstance(broken, BadRecord)
    assert str(broken).startswith(f"{path}: line 2: not JSON")
    assert isinstance(odd, BadRecord)
    assert str(odd) == f"{path}: line 4: the record's id is neither a string nor a number"


def test_an_address_goes_through_the_seam() -> None:
    """Any callable that gives a page can stand for the network; the last address is the document's."""
    asked = []

    def fetch(url: str) -> Page:
        asked.append(url)
        return Page("https://harrow.example/b", TEXT.encode(), "text/plain", "utf-8")

    document = read("https://harrow.example/a", fetch=fetch)
    assert asked == ["https://harrow.example/a"]
    assert document.url == "https://harrow.example/b"
    assert [d.id for d in documents("https://harrow.example/a.jsonl", fetch=fetch)] == [document.id]
