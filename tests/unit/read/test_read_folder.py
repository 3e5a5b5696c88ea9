"""Folders, tables and dates: what stands in a folder in its order, and one bad thing that ends nothing."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path

import pytest

from sayso.errors import BadRecord, Empty, InputError, NotFound, NotText
from sayso.model import Document
from sayso.read import documents, holds_many, read, read_text, verbatim

TEXT = "Ferry returns to Eldmark\n\nThe harbour board said “yes” on Monday, and the crew cheered.\n"


def said(source: Path) -> list[str]:
    """The id of each document, or the kind and words of the error in its place."""
    return [
        item.id if isinstance(item, Document) else f"{type(item).__name__} {str(item).replace(str(source), '')}"
        for item in documents(source)
    ]


def record(id: str) -> str:
    """A line with an article of this id."""
    return json.dumps({"id": id, "text": TEXT})


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    """Folder by folder, and what is passed over is named: hidden, of another kind, a feed, no regular file."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.jsonl").write_text(record("hidden"))
    (tmp_path / "b" / "z.jsonl").write_text(record("z"))
    (tmp_path / "a.jsonl").write_text(record("a1") + "\n{\n" + record("a2"))
    (tmp_path / "c.jsonl").write_text(record("c"))
    (tmp_path / "d.csv").write_text("a;b")
    (tmp_path / "e.rss").write_text("<rss/>")
    (tmp_path / "f.txt").write_text("")
    os.mkfifo(tmp_path / "g.txt")
    assert said(tmp_path) == [
        "a1",
        "BadRecord /a.jsonl: line 2: not JSON (Expecting property name enclosed in double quotes)",
        "a2",
        "z",
        "c",
        "NotText /d.csv: is of a kind that sayso does not read",
        "NotText /e.rss: is a feed by its name: name it itself, as its articles are fetched from the internet",
        "Empty /f.txt is empty",
        "NotText /g.txt: is no regular file",
        "NotText : hidden files are passed over: /.git",
    ]


def test_links_in_a_folder_end(tmp_path: Path) -> None:
    """A link up, a link to a neighbour and a broken link: every folder is read once."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.jsonl").write_text(record("a"))
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "c").symlink_to(tmp_path / "b")
    (tmp_path / "d.txt").symlink_to(tmp_path / "none")
    (tmp_path / "e.txt").symlink_to(tmp_path / "e.txt")
    a, broken, itself = said(tmp_path)
    assert a == "a"
    assert broken.startswith("NotFound /d.txt: cannot be read")
    assert itself.startswith("NotFound /e.txt: cannot be read")


def test_a_folder_with_nothing_in_it(tmp_path: Path) -> None:
    """Such a folder gives one error; `read`, which is for one article, refuses any folder."""
    (found,) = documents(tmp_path)
    assert isinstance(found, Empty)
    with pytest.raises(NotFound, match="folder"):
        read(tmp_path)


def test_what_holds_many(tmp_path: Path) -> None:
    """By its name, and for a folder by what it is; an address never, whatever it ends in."""
    many = ("a.jsonl", "a.NDJSON", "a.parquet", "a.warc", "a.warc.gz", str(tmp_path))
    assert all(map(holds_many, many))
    assert not any(map(holds_many, ("a.txt", "a.html", "a.xml", "-", "https://harrow.example/a.jsonl")))


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    """Rows are records: dates become dates, other columns are kept, and a row without a text is named."""
    import pyarrow
    import pyarrow.parquet

    path = tmp_path / "a.parquet"
    rows = [{"text": TEXT if n != 9 else None, "published": datetime.date(2018, 5, 4), "n": n} for n in range(20)]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    found = list(documents(path))
    (bad,) = (item for item in found if isinstance(item, InputError))
    assert str(bad) == f"{path}: row 10: no text"
    good = [item for item in found if isinstance(item, Document)]
    assert [item.extra["n"] for item in good] == [n for n in range(20) if n != 9]
    assert {item.published for item in good} == {"2018-05-04"}
    with pytest.raises(NotText, match="holds many"):
        read(path)


def test_a_table_with_a_damaged_text_or_page(tmp_path: Path) -> None:
    """A text that is no UTF-8 costs its row; damage in the file ends the table and says where."""
    import pyarrow
    import pyarrow.parquet

    path = tmp_path / "a.parquet"
    texts = pyarrow.array([TEXT.encode(), b"caf\xe9 \xff", TEXT.encode()])
    damaged = pyarrow.StringArray.from_buffers(3, texts.buffers()[1], texts.buffers()[2])
    pyarrow.parquet.write_table(pyarrow.table({"text": damaged}), path)
    assert [type(item) for item in documents(path)] == [Document, BadRecord, Document]
    long = [{"text": f"{TEXT} {n} " + "".join(map(chr, range(200 + n, 900 + n)))} for n in range(400)]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(long), path, row_group_size=200)
    data = bytearray(path.read_bytes())
    middle = len(data) * 3 // 4
    data[middle : middle + 2000] = bytes(2000)
    path.write_bytes(data)
    *read_first, last = documents(path)
    assert isinstance(last, NotText)
    assert "not readable from row" in str(last)
    assert len(read_first) >= 200


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2018-05-04", "2018-05-04"), ("2018-05-04T23:59:00-05:00", "2018-05-04"), ("2018/05/04", "2018-05-04"),
        ("20180504T101500Z", "2018-05-04"), ("Fri, 04 May 2018 10:00:00 GMT", "2018-05-04"),
        ("May 4, 2018", "2018-05-04"), ("4 May 2018", "2018-05-04"), ("4/5/2018", None), ("2018", None),
        ("2018-13-44", None), ("yesterday", None),
    ],
)  # fmt: skip
def test_dates_become_iso_dates(given: str, date: str | None) -> None:
    """Any notation that leaves no doubt is understood, and what was given is kept; others are noted."""
    document = verbatim({"text": TEXT, "published": given})
    assert document.published == date
    assert bool(document.notes) is (date is None)
    assert document.extra == ({} if given == date else {"published": given})


def test_a_date_in_the_future_is_kept_and_noted(tmp_path: Path) -> None:
    """Tomorrow may be today elsewhere; what is later is noted."""
    path = tmp_path / "a.jsonl"
    today = datetime.datetime.now(datetime.UTC).date()
    dates = [(today + datetime.timedelta(days=days)).isoformat() for days in (-1, 0, 3)]
    path.write_text("\n".join(json.dumps({"text": TEXT, "published": date}) for date in dates))
    found = [item for item in documents(path) if isinstance(item, Document)]
    assert [item.published for item in found] == dates
    assert [item.notes for item in found] == [(), (), (f"it is dated in the future ({dates[2]})",)]
    assert read_text(TEXT, published=dates[2]).notes == ()
