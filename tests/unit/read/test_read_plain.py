"""Plain text: lines, titles, and what is known beforehand."""

from __future__ import annotations

import pytest

from sayso.errors import Empty
from sayso.read import read_text
from sayso.read.assemble import clean, find_date, iso_date

WRAPPED = (
    "Ferry returns to Eldmark\n\n"
    "The night ferry will sail again from Monday, the harbour board of Eldmark\n"
    "said after a dispute that had kept it in port for eleven weeks, and that\n"
    "cost the inns on the far shore most of their winter trade.\n\n"
    "“We have missed it,” said Oda Brenner, who keeps the inn that stands beside\n"
    "the landing stage at Harrow.\n"
)


def test_lines_wrapped_at_a_column_are_joined() -> None:
    """Hard-wrapped paragraphs become one line each, joined with a space."""
    document = read_text(WRAPPED)
    assert len(document.paragraphs) == 3
    assert "board of Eldmark said after" in document.text
    assert document.title == "Ferry returns to Eldmark"


def test_lines_that_are_paragraphs_stay_apart() -> None:
    """Text without wrapping keeps one paragraph a line."""
    lines = [
        "The harbour board met on Monday.",
        "It will meet again.",
        "Nobody knows when that will be, they said.",
    ]
    assert len(read_text("\n".join(lines)).paragraphs) == 3


def test_short_lines_in_a_wrapped_text_stay_apart() -> None:
    """A line that had room for the next word was ended on purpose."""
    document = read_text(WRAPPED + "\nThe harbour board\nLanding Stage 4\nHarrow\n")
    assert "The harbour board\n\nLanding Stage 4\n\nHarrow" in document.text


def test_paragraphs_cover_the_text_but_for_white_space() -> None:
    """Paragraph spans are what `sayso.text` finds in the text, and every other character is white space."""
    from sayso.text.paragraph import paragraphs

    document = read_text(WRAPPED)
    assert document.paragraphs == paragraphs(document.text)


@pytest.mark.parametrize("marks", ["“a”", "‘a’", "«a»", "„a“", '"a"', "'a'", "“a ‘b’ c”", "‹a›", "「a」", "”a”"])
def test_quotation_marks_survive(marks: str) -> None:
    """Quotation marks of any kind come through untouched."""
    assert marks in read_text(f"The harbour board said {marks} and left the room without another word.").text


def test_only_unseen_characters_are_changed() -> None:
    """Line ends become one kind, unseen characters go; non-breaking spaces, accents and joiners stay."""
    text = "a\r\nb\rc\u2028d\x00e\ufeff\u200bf\xad\u00a0g e\u0301 \u200d\x07"
    assert clean(text) == "a\nb\nc\ndef\u00a0g e\u0301 \u200d"


def test_the_title_is_the_first_paragraph_once() -> None:
    """A title that is given is put above the text, unless the text begins with it."""
    body = "The night ferry will sail again from Monday, the harbour board said."
    with_title = read_text(body, title="Ferry  returns\nto Eldmark")
    assert with_title.text == "Ferry returns to Eldmark\n\n" + body
    assert with_title.headline == with_title.paragraphs[0]
    again = read_text(with_title.text, title="Ferry returns to Eldmark")
    assert again.text == with_title.text


def test_a_first_sentence_is_no_title() -> None:
    """A first line that ends in a full stop is text."""
    document = read_text("The ferry will sail.\nThe board said so on Monday after a long meeting.")
    assert document.title is None
    assert document.headline is None


def test_what_is_known_is_kept() -> None:
    """Everything that a caller knows is in the document as it was given."""
    known = {
        "title": "T of E",
        "outlet": "O",
        "author": "A",
        "published": "2018-05-04",
        "language": "en",
        "id": "x1",
    }
    document = read_text("The board said so on Monday.", url="https://harrow.example/a", **known)
    assert {k: getattr(document, k) for k in known} == known
    assert document.url == "https://harrow.example/a"


def test_the_id_is_a_digest_of_text_and_url() -> None:
    """The same text has the same id; another text, or another address, another one."""
    a, b = read_text("The board said so on Monday."), read_text("The board said so on Monday. ")
    assert a.id == b.id
    assert a.id != read_text("The board said so on Tuesday.").id
    assert a.id != read_text("The board said so on Monday.", url="https://harrow.example/").id


def test_a_date_from_elsewhere_is_said_to_be_so() -> None:
    """A date that the text does not give is used, and a note says where it is from."""
    document = read_text("The board said so on Monday.", dated="2018-05-04")
    assert document.published == "2018-05-04"
    assert "name of the file" in document.notes[0]


def test_language_is_told_by_the_words_and_not_from_a_few() -> None:
    """The language is found from the text; a handful of letters tells none."""
    assert read_text("The harbour board of the town said that the ferry would return.").language == "en"
    assert read_text("Der Vorstand des Hafens hat gesagt, dass die Fähre am Montag wieder fährt.").language == "de"
    assert read_text("Aha.").language is None


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\x00\ufeff\u200b"])
def test_nothing_is_empty(text: str) -> None:
    """A text without a visible character is Empty."""
    with pytest.raises(Empty):
        read_text(text)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("May 4, 2018", "2018-05-04"), ("4 May 2018", "2018-05-04"), ("2018-05-04T10:00", None),
        ("Sept. 14th, 2018", "2018-09-14"), ("on 2018-05-04 at noon", "2018-05-04"), ("5/4/2018", None),
        ("February 30, 2018", None), ("May 4, 2018 or May 5, 2018", None),
    ],
)  # fmt: skip
def test_dates_are_found_only_when_unambiguous(line: str, date: str | None) -> None:
    """Written-out dates are understood; ambiguous, impossible and several are none."""
    assert find_date([line]) == date


def test_iso_dates() -> None:
    """An ISO date is recognised with a time behind it, and nothing else is."""
    assert iso_date("2018-05-04T10:00:00Z") == "2018-05-04"
    assert iso_date("4 May 2018") is iso_date(None) is iso_date("2018-13-01") is None
