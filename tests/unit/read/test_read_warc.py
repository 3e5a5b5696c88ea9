"""Web archives: pages out of records, and what is damaged, swollen, cut off, or no page at all."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sayso.errors import Empty, InputError, NotFound, NotText, TooLarge
from sayso.model import Document
from sayso.read import documents, warc

PAGE = (
    b"<html><head><title>Ferry %d returns</title></head><body><article><h1>Ferry %d returns</h1>"
    b"<p>The night ferry will sail again from Monday, the harbour board said after a long dispute.</p>"
    b"</article></body></html>"
)


def record(
    n: int, body: bytes = b"", *, kind: bytes = b"response", status: bytes = b"200 OK", more: bytes = b""
) -> bytes:
    """One record of an archive as it stands in the file."""
    html = body or PAGE % (n, n)
    content = b"HTTP/1.1 " + status + b"\r\nContent-Type: text/html; charset=utf-8\r\n" + more + b"\r\n" + html
    head = (
        b"WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://harrow.example/%d\r\n"
        b"WARC-Date: 2018-05-04T10:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\nContent-Length: %d\r\n\r\n"
    )
    return head % (kind, n, n, len(content)) + content + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """Records as members of a packed archive."""
    return b"".join(map(gzip.compress, records))


def found(path: Path, content: bytes) -> list[str]:
    """The number in each article's title, or the error's words after the file's name."""
    path.write_bytes(content)
    out = []
    for item in documents(path):
        assert isinstance(item, Document | InputError)
        out.append(str(item.title)[6] if isinstance(item, Document) else str(item).removeprefix(f"{path}: "))
    return out


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test puts its archive."""
    return tmp_path / "pages.warc.gz"


@pytest.mark.parametrize(
    "content", [record(1) + record(2), packed(record(1), record(2)), packed(record(1) + record(2))]
)
def test_pages_are_read_with_the_address_and_date_of_their_records(path: Path, content: bytes) -> None:
    """Plain, packed record by record, or packed as a whole: the same; the date is noted to be the capture's."""
    path.write_bytes(content)
    one, two = documents(path)
    assert isinstance(one, Document)
    assert (one.url, one.published) == ("https://harrow.example/1", "2018-05-04")
    assert one.notes == ("the date 2018-05-04 is that of the capture, not of the text",)
    assert isinstance(two, Document)
    assert two.url == "https://harrow.example/2"


def test_a_date_in_the_page_outranks_the_capture(path: Path) -> None:
    """An article that tells its own date keeps it."""
    page = (PAGE % (1, 1)).replace(b"<head>", b'<head><meta property="article:published_time" content="2017-01-02">')
    path.write_bytes(record(1, page))
    (document,) = documents(path)
    assert isinstance(document, Document)
    assert (document.published, document.notes) == ("2017-01-02", ())


def test_records_that_are_no_pages_are_passed_over(path: Path) -> None:
    """Requests, redirects, missing pages and pictures are no failures; an archive of nothing else is Empty."""
    others = (
        record(1, kind=b"request"),
        record(2, status=b"404 Not Found"),
        record(3).replace(b"text/html", b"image/gif"),
    )
    assert found(path, b"".join((*others, record(4)))) == ["4"]
    with pytest.raises(Empty, match="none of its 3 records"):
        found(path, b"".join(others))


def test_a_damaged_record_is_named_and_the_next_is_read(path: Path) -> None:
    """Damage inside a packed record costs that record alone."""
    member = bytearray(gzip.compress(record(2)))
    member[80] ^= 0xFF
    member[120] ^= 0xFF
    one, problem, three = found(path, packed(record(1)) + bytes(member) + packed(record(3)))
    assert (one, three) == ("1", "3")
    assert problem.startswith("record 2")
    assert "damaged" in problem


@pytest.mark.parametrize("content", [record(1) + record(2)[:-90], packed(record(1)) + packed(record(2))[:-90]])
def test_an_archive_that_is_cut_off_says_so(path: Path, content: bytes) -> None:
    """What comes before the cut is read, and the record that was cut is named."""
    one, problem = found(path, content)
    assert one == "1"
    assert problem.startswith("record 2")
    assert "cut off" in problem


def test_junk_between_records_does_not_end_the_archive(path: Path) -> None:
    """The next record is looked for."""
    assert found(path, record(1) + b"junk\r\n\r\nmore junk\r\n" + record(2)) == ["1", "2"]


def test_a_large_record_is_refused_and_a_swelling_one_is_not_unpacked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page over the limit is named; data that swells like nothing real is given up, the next record read."""
    monkeypatch.setattr(warc, "RECORD_LIMIT", 100_000)
    monkeypatch.setattr(warc, "_SWOLLEN", 1_000_000)
    large = record(2, b"<p>" + b"a" * 5_000_000)
    one, limit, swells, three = found(path, packed(record(1), large, record(3)))
    assert (one, three) == ("1", "3")
    assert limit == "record 2 (https://harrow.example/2): over 0.1 MB"
    assert "record 2: it swells" in swells
    assert found(path, record(1) + large + record(3)) == ["1", limit, "3"]
    inner = record(2, gzip.compress(b"<p>" + b"a" * 5_000_000), more=b"Content-Encoding: gzip\r\n")
    assert "when it is unpacked" in found(path, inner + record(3))[0]


def test_the_number_of_records_is_bounded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit the reading ends and says so."""
    monkeypatch.setattr(warc, "RECORDS", 2)
    path.write_bytes(record(1) + record(2) + record(3))
    assert [type(item) for item in documents(path)] == [Document, Document, TooLarge]


def test_packed_and_chunked_answers(path: Path) -> None:
    """Bodies are unpacked and joined as their headers say, or left alone where the archive did that already."""
    page, packing, chunks = PAGE % (5, 5), b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n"
    cut = b"%x\r\n%s\r\n%x;a=b\r\n%s\r\n0\r\n\r\n" % (9, page[:9], len(page) - 9, page[9:])
    bodies = ((gzip.compress(page), packing), (page, packing), (cut, chunks), (page, chunks))
    assert found(path, b"".join(record(5, body, more=more) for body, more in bodies)) == ["5"] * 4
    (problem,) = found(path, record(1, b"abc", more=b"Content-Encoding: br\r\n"))
    assert "packed as 'br'" in problem


def test_what_is_no_archive(tmp_path: Path) -> None:
    """Another file under an archive's name is NotText, none at all NotFound."""
    path = tmp_path / "a.warc"
    for content in (b"", b"Ferry returns to Eldmark\n"):
        path.write_bytes(content)
        with pytest.raises(NotText, match="no web archive"):
            list(documents(path))
    with pytest.raises(NotFound):
        list(documents(tmp_path / "none.warc"))
