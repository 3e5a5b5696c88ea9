"""HTML: what a page says, where it was quoted, and pages that are made to break readers."""

from __future__ import annotations

import pytest

from sayso.errors import Empty
from sayso.read import read_html

SENTENCE = "The night ferry will sail again from Monday, the harbour board of Eldmark said after a long dispute."


def page(body: str, head: str = "<title>Ferry returns to Eldmark - The Harrow Post</title>") -> str:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>"


def test_metadata_and_body() -> None:
    """Title, outlet, author and date are from the metadata; the title is the first paragraph once."""
    head = (
        "<title>Ferry returns to Eldmark - The Harrow Post</title>"
        '<meta property="og:site_name" content="The Harrow Post"><meta name="author" content="Oda Brenner">'
        '<meta property="article:published_time" content="2018-05-04T09:00:00Z">'
        '<meta property="og:title" content="Ferry returns to Eldmark">'
    )
    document = read_html(
        page(f"<h1>Ferry returns to Eldmark</h1><p>{SENTENCE}</p><p>{SENTENCE[::-1]}</p>", head),
        url="https://harrow.example/ferry",
    )
    assert document.title == "Ferry returns to Eldmark"
    assert document.headline is not None
    assert document.headline.of(document.text) == document.title
    assert document.text.count("Ferry returns") == 1
    assert (document.outlet, document.author, document.published) == (
        "The Harrow Post",
        "Oda Brenner",
        "2018-05-04",
    )
    assert (document.url, document.language) == ("https://harrow.example/ferry", "en")


@pytest.mark.parametrize(
    ("marked", "seen"),
    [
        ("&ldquo;It sails&rdquo;", "“It sails”"), ("&#8220;It sails&#8221;", "“It sails”"),
        ("&#x201C;It sails&#x201D;", "“It sails”"), ("&#147;It sails&#148;", "“It sails”"),
        ("&#x93;It sails&#x94;", "“It sails”"), ("&laquo;It sails&raquo;", "«It sails»"),
        ("&quot;It sails&quot;", '"It sails"'), ("&#39;It sails&#39;", "'It sails'"),
        ("‘It sails’", "‘It sails’"), ("&bdquo;It sails&ldquo;", "„It sails“"),
        ("<q>It sails</q>", "“It sails”"), ("<q>It <q>never</q> sails</q>", "“It ‘never’ sails”"),
        ("“He said ‘it sails’ twice”", "“He said ‘it sails’ twice”"), ("“<b>It</b> <i>sails</i>”",
        "“It sails”"),
    ],
)  # fmt: skip
def test_quotation_marks_survive(marked: str, seen: str) -> None:
    """Every spelling of a quotation mark reaches the text as the mark that a reader of the page sees."""
    assert seen in read_html(page(f"<p>{SENTENCE}</p><p>{marked}, the board told reporters that day.</p>")).text


def test_block_quotations_are_marked() -> None:
    """The spans of `blockquote` are in `blocks`, one span for each, over all its paragraphs."""
    document = read_html(
        page(
            f"<p>{SENTENCE}</p><blockquote><p>The board has received an offer.</p>"
            "<p>It will discuss it in closed session.</p></blockquote>"
            f"<p>{SENTENCE} Twice.</p><blockquote>No sale is planned for now.</blockquote>"
        )
    )
    assert [b.of(document.text) for b in document.blocks] == [
        "The board has received an offer.\n\nIt will discuss it in closed session.",
        "No sale is planned for now.",
    ]


def test_bytes_are_decoded_as_the_page_declares() -> None:
    """A declared charset is used where the bytes are not UTF-8, and Latin-1 is read as browsers do."""
    text = page(f"<p>{SENTENCE}</p><p>“Na então,” said Oda Brenner of the café.</p>", '<meta charset="iso-8859-1">')
    assert "“Na então,” said Oda Brenner of the café." in read_html(text.encode("cp1252")).text


def test_furniture_that_the_extraction_keeps_is_set_aside() -> None:
    """The rules for plain text hold for pages too."""
    document = read_html(page(f"<p>{SENTENCE}</p><p>Read more: Lighthouse of Harrow sold</p><p>{SENTENCE} Again.</p>"))
    assert [f.kind for f in document.furniture] == ["related"]


def test_navigation_and_scripts_are_no_text() -> None:
    """What is hidden, or leads elsewhere, is not in the text."""
    document = read_html(
        "<html><body><nav><a href=/>Home</a><a href=/x>Harbour news</a></nav><script>var hush = 1</script>"
        f"<article><p>{SENTENCE}</p><p>{SENTENCE} Twice.</p></article><footer>Imprint</footer></body></html>"
    )
    assert "hush" not in document.text
    assert "Imprint" not in document.text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + f"<p>{SENTENCE}</p>" + "</div>" * 100_000,
        "<html><body>" + "<b><i>" * 20_000 + f"<p>{SENTENCE}</p>",
        "<html><body>" + "<table><tr><td>" * 2_000 + f"<p>{SENTENCE}</p>",
        "<html><body>" + "<div></div>" * 200_000 + f"<p>{SENTENCE}</p>",
        "<html><body><div " + "a=b " * 100_000 + f"><p>{SENTENCE}</p>",
        "<html><body>" + "<q>" * 20_000 + f"<p>{SENTENCE}</p>",
        f"<p>{SENTENCE}</p>" + "&#" * 100_000,
        f"<html><body><p>{SENTENCE}\0\x0b\ud800</p></body></html>",
        f"<html><body><p>{SENTENCE}</p></body></html>" + "]]>" * 10_000,
    ],
    ids=["deep", "inline", "tables", "flat", "attributes", "quotes", "entities", "controls", "after"],
)
def test_pages_made_to_break_readers_are_read(html: str) -> None:
    """Depth, bulk and damage do not crash, and do not lose the one sentence there is."""
    assert SENTENCE in read_html(html).text


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "<html></html>",
        "<html><head><title>Ferry returns</title></head><body></body></html>",
        "<!--",
        "<script>x</script>",
    ],
)
def test_a_page_without_text_is_empty(html: str) -> None:
    """A page that shows nothing, or its title alone, is Empty."""
    with pytest.raises(Empty):
        read_html(html)


def test_nothing_is_logged_or_warned(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """Reading a bad page writes nothing anywhere."""
    with pytest.raises(Empty):
        read_html("<html><body></body></html>")
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


def test_importing_the_reader_loads_no_heavy_library() -> None:
    """`import sayso.read` leaves trafilatura, lxml, httpx and py3langid unloaded."""
    import subprocess
    import sys

    heavy = "{'trafilatura', 'lxml', 'httpx', 'py3langid'}"
    code = f"import sayso.read, sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
