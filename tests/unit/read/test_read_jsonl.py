"""Records: text as it is, unknown fields kept, and bad lines that end nothing."""

from __future__ import annotations

import io
import json

import pytest

from sayso.errors import BadRecord
from sayso.read import jsonl, records, verbatim


def test_text_is_never_cleaned() -> None:
    """Every character stands where it stood, so that offsets index the text that was given."""
    text = "  in ,\r\n\r\n\u200bFerry “returns”\x07\n0 Comments\n"
    document = verbatim({"text": text})
    assert document.text == text
    assert [p.of(text) for p in document.paragraphs] == ["in ,", "\u200bFerry “returns”\x07", "0 Comments"]
    assert document.furniture == ()


def test_known_fields_are_read_and_others_kept() -> None:
    """Known fields become attributes, unknown ones stay in `extra` with their values."""
    document = verbatim(
        {"id": "a1", "text": "T\nBody.", "title": "T", "outlet": "Harrow Post", "author": None,
        "published": "2018-05-04",
         "url": "https://harrow.example", "language": "en", "desk": {"n": [1, None]}, "Text": 3}
    )  # fmt: skip
    assert (document.id, document.outlet, document.author, document.published) == (
        "a1",
        "Harrow Post",
        None,
        "2018-05-04",
    )
    assert document.headline == document.paragraphs[0]
    assert document.extra == {"desk": {"n": [1, None]}, "Text": 3}
    assert document.notes == ()


def test_odd_values_are_kept_and_noted() -> None:
    """A known field with a value of another kind is left in `extra`, and a note says so."""
    document = verbatim({"text": "Body.", "author": ["A", "B"], "published": "last week", "title": 7})
    assert document.extra == {"author": ["A", "B"], "published": "last week", "title": 7}
    assert document.author is document.published is document.title is None
    assert len(document.notes) == 3


def test_a_time_is_cut_to_its_date_and_kept() -> None:
    """`published` is a date; the fuller value is written back."""
    document = verbatim({"text": "Body.", "published": "2018-05-04T10:00:00Z"})
    assert document.published == "2018-05-04"
    assert document.extra == {"published": "2018-05-04T10:00:00Z"}


def test_ids() -> None:
    """A number is an id; without one the text and address make it."""
    assert verbatim({"id": 7, "text": "x"}).id == "7"
    assert verbatim({"id": 0, "text": "x"}).id == "0"
    assert verbatim({"id": "", "text": "x"}).id == verbatim({"text": "x"}).id != verbatim({"text": "y"}).id


@pytest.mark.parametrize(
    ("record", "why"),
    [({}, "no text"), ({"text": None}, "no text"), ({"text": 3}, "not a string"),
    ({"text": "a\ud800"}, "surrogate"),
     ({"text": "a", "id": []}, "id"), ({"text": "a", "id": True}, "id")],
)  # fmt: skip
def test_bad_records_say_why(record: dict[str, object], why: str) -> None:
    """What is no record is a BadRecord with its reason."""
    with pytest.raises(BadRecord, match=why):
        verbatim(record)


def test_an_empty_text_is_a_document_without_paragraphs() -> None:
    """An empty text in bulk is no error: there is nothing in it."""
    assert verbatim({"text": ""}).paragraphs == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "not JSON"), (b"[1]", "not a JSON object"), (b'"text"', "not a JSON object"), (b"{}",
        "no text"),
        (b'{"text": 3}', "not a string"), (b'{"text": "\\ud800"}', "surrogate"),
        (b'{"text": "\xff"}', "UTF-8"),
        (b'{"text": "a", "n": NaN}', "NaN"), (b'{"text": "a", "n": 1e999}', "written back"),
        (b'{"text": "a", "n": "\\udfff"}', "written back"), (b'{"text": "a", "\\ud800": 1}', "written back"),
        (b'{"text": "a", "n": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested"),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "JSON"), (b"\x00", "not JSON"), (b"text", "not JSON"),
    ],
)  # fmt: skip
def test_a_bad_line_is_told_and_passed(line: bytes, why: str) -> None:
    """A bad line gives a BadRecord with its number, and the next line is read."""
    found = list(records([b'{"text": "a"}\n', b"\n", line + b"\n", b'{"text": "b"}\n']))
    assert [n for n, _ in found] == [1, 3, 4]
    bad = found[1][1]
    assert isinstance(bad, BadRecord)
    assert why in str(bad)
    assert "line 3" in str(bad)
    assert len(str(bad)) < 200
    assert found[2][1] == {"text": "b"}


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    """A file that begins with a mark is read."""
    assert list(records([b'\xef\xbb\xbf{"text": "a"}'])) == [(1, {"text": "a"})]


def test_reading_is_lazy() -> None:
    """A record is given before the next line is asked for."""

    def lines():
        yield b'{"text": "a"}\n'
        raise AssertionError("read ahead")

    assert next(records(lines())) == (1, {"text": "a"})


@pytest.mark.parametrize("end", [b"\n", b""])
@pytest.mark.parametrize("extra", [0, 1, 2, 100, 101, 102, 250])
def test_a_line_over_the_limit_is_passed_over(monkeypatch: pytest.MonkeyPatch, end: bytes, extra: int) -> None:
    """An endless line costs no more memory than the limit, and the lines after it are read."""
    monkeypatch.setattr(jsonl, "LINE_LIMIT", 100)
    line = b'{"text": "' + b"a" * (100 - 12 + extra) + b'"}'
    assert len(line) == 100 + extra
    stream = io.BytesIO(b'{"text": "a"}\n' + line + end + (b'{"text": "b"}' if end else b""))
    found = list(records(jsonl.lines_of(stream)))
    assert [n for n, _ in found] == ([1, 2, 3] if end else [1, 2])
    assert isinstance(found[1][1], BadRecord) == (len(line + end) > 100)
    assert found[-1][1] == {"text": "b"} or not end


def test_a_million_characters_are_fine() -> None:
    """A long line within the limit is a record."""
    line = json.dumps({"text": "The ferry sailed. " * 60_000}).encode()
    assert isinstance(dict(records([line]))[1], dict)
