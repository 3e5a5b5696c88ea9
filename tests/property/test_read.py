"""Reading any text at all: nothing is lost, nothing is made up, and reading again changes nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso.errors import BadRecord, Empty, InputError
from sayso.model import Document
from sayso.read import read_html, read_text, records, verbatim
from sayso.read.assemble import clean
from sayso.read.decode import decode, looks_like_html

few = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
fewer = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Lines as pages have them: furniture, prose, headlines, and anything at all.
LINES = st.one_of(
    st.sampled_from(
        [
            "in ,", "By Oda Brenner", "Report", "Subscribe", "Notify of", "guest", "0 Comments",
            "View all comments",
            "Share on Facebook", "Facebook", "Advertisement", "Related stories:", "More", "Image 1 of 2",
            "___", "",
            "Photo: Ann Lee, HP", "Published May 4, 2018", "What do you think?",
            "Ferry returns | The Harrow Post",
            "Ferry to Harrow returns | The Harrow Post", "Ferry to Harrow returns", "• ", "Read more here.",
            "Weary councillors show they have no plan", "The crew",
            "The Harrow Post belongs to its many readers.",
            "The night ferry will sail again from Monday, the board said.",
            "“Subscribe,” said the board’s notice.",
            "The board will ask these companies for their records this week:", "   indented and then some   ",
            "The views expressed in this column are those of the author and not of this site.",
            "FILE - In this May",
        ]
    ),
    st.text(max_size=90),
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(LINES, max_size=25).map("\n".join),
    st.lists(LINES, max_size=12).map("\n\n".join),
    st.lists(st.text("abc de.", min_size=55, max_size=85), max_size=12).map("\n".join),
)


def _visible(text: str) -> str:
    return "".join(text.split())


def _pieces(document: Document) -> Iterator[str]:
    """Furniture and paragraphs in the order in which they stood."""
    waiting = list(document.furniture)
    for span in document.paragraphs:
        while waiting and waiting[0].at <= span.start:
            yield waiting.pop(0).text
        yield span.of(document.text)
    yield from (piece.text for piece in waiting)


@few
@given(TEXTS)
@example("a\x85b\u2028c\x1cd\u200b\ufeff e")
def test_nothing_is_lost_and_nothing_made_up(text: str) -> None:
    """Furniture and paragraphs, put back in order, are every visible character of the cleaned text."""
    try:
        document = read_text(text, language="en")
    except Empty:
        return
    assert "".join(map(_visible, _pieces(document))) == _visible(clean(text))
    assert [f.at for f in document.furniture] == sorted(f.at for f in document.furniture)


@few
@given(TEXTS)
def test_reading_again_changes_nothing(text: str) -> None:
    """What was kept is kept again, to the character, and nothing more is set aside."""
    try:
        document = read_text(text, language="en")
    except Empty:
        return
    again = read_text(document.text, language="en")
    assert again.text == document.text
    assert again.furniture == ()


@few
@given(TEXTS, st.text(max_size=60))
def test_a_given_title_is_always_the_first_paragraph(text: str, title: str) -> None:
    """Whatever the title says, it heads the text and is never taken for furniture."""
    try:
        document = read_text(text, title=title, language="en")
    except Empty:
        return
    if clean(title).strip():
        assert document.headline == document.paragraphs[0]
        assert document.title is not None


@few
@given(TEXTS)
def test_spans_are_disjoint_and_cover_the_text(text: str) -> None:
    """Paragraphs are in order, disjoint, trimmed, and leave out white space alone."""
    try:
        document = read_text(text, language="en")
    except Empty:
        return
    at = 0
    for span in document.paragraphs:
        assert span.start >= at
        assert not document.text[at : span.start].strip()
        at = span.end
    assert at == len(document.text)


TAGS = st.sampled_from(
    re.findall(
        r"\S+",
        "<p> </p> <div> </div> <q> </q> <blockquote> </blockquote> <b> </b> <table> <tr> <td> </table>"
        " <ul> <li> </ul> <h1> </h1> <title> </title> <script> </script> <br> <!-- --> <article>"
        " </article> <a&b> <p/>"
        " &quot; &#147; &#0; &#xd800; &#99999999; <![CDATA[ ]]> <svg> <math> <html> <body> </body> <pre>",
    )
)
WORDS = st.sampled_from(["The harbour board of Eldmark said so on Monday.", "“No”, she said.", "Subscribe", "ferry "])


@fewer
@given(st.lists(st.one_of(TAGS, WORDS, st.text(max_size=20)), max_size=40).map("".join))
@example("<html><body><p>" + "\ud800" + "</p>")
def test_any_page_is_read_or_refused(html: str) -> None:
    """Any mark-up gives a document with sound spans, or an error of ours."""
    try:
        document = read_html(html)
    except InputError:
        return
    assert all(document.text[p.start : p.end].strip() for p in document.paragraphs)
    assert all(block.end <= len(document.text) for block in document.blocks)
    document.text.encode()


@fewer
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_decoded_or_refused(data: bytes, html: bool) -> None:
    """Any bytes give a text, or an error of ours."""
    try:
        looks_like_html(decode(data, html=html), suffix=".html" if html else "")
    except InputError:
        return


@few
@given(st.text(max_size=300))
def test_records_keep_their_text(text: str) -> None:
    """A record's text is untouched, through JSON and back."""
    line = json.dumps({"text": text}).encode()
    ((number, record),) = records([line])
    assert number == 1
    assert not isinstance(record, BadRecord)
    assert verbatim(record).text == text


@few
@given(st.lists(st.binary(max_size=40), max_size=8))
def test_any_lines_are_records_or_bad_records(lines: list[bytes]) -> None:
    """No line of bytes ends the reading, and the numbers are those of the lines."""
    found = list(records(lines))
    assert [n for n, _ in found] == [
        i for i, line in enumerate(lines, 1) if (line.removeprefix(b"\xef\xbb\xbf") if i == 1 else line).strip()
    ]
