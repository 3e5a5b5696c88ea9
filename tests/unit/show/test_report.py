"""The page of an evaluation: whole, safe, and with every mark at its place."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.evaluate import study
from sayso.show.report import report_page
from strict import Strict

TEXT = "Ana Brod said “rain is near”. The miller fears a dry year.\n\nNobody spoke.\n\nThe end."
BROD: dict[str, Any] = {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 28]], "score": 0.9}
MILLER = {"source": [[30, 40]], "cue": [[41, 46]], "content": [[47, 57]]}


def page(text: str = TEXT, found: list[Any] | None = None, **fields: Any) -> str:
    """The page of one article, with a spread and a difference."""
    gold = [{"id": "d", "text": text, "attributions": [BROD, MILLER], **fields}]
    predicted = [{"id": "d", "attributions": [BROD, BROD] if found is None else found}]
    return report_page(study(gold, [predicted, gold], predicted), "a/gold.jsonl", ["a/one.jsonl", "b/two.jsonl"], "x")


def test_whole() -> None:
    """Every part is there, nothing is fetched, and the policy allows the page's own style alone."""
    html = page(publisher="gazette", genre="news")
    for words in ("Difference from x", "Spread over 2 files", "Publisher", "gazette", "Genre", "Calibration error"):
        assert words in html
    assert "a/one" not in html
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style
    assert f"sha256-{base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()}" in html
    assert not re.search(r"<(script|img|link|iframe|object)\b|\bsrc=|url\(|@import|\sstyle=", html)


def test_side_by_side() -> None:
    """What agrees is marked right on both sides, what does not wrong; paragraphs with nothing are counted."""
    html = page()
    assert html.count('<b class="tag right">1✓</b>') == 2
    assert '<b class="tag wrong">2✗</b><span class="content wrong">a dry year</span>' in html
    assert "2 paragraphs without attributions" in html
    assert html.count('<span class="source">Ana Brod</span>') == 2
    shown = re.findall(r'<p dir="auto" data-side="Found">(.*?)</p>', html)
    assert [unescape(re.sub(r"<b.*?</b>|<[^>]*>", "", words)) for words in shown] == [TEXT.split("\n")[0]]


def test_hostile() -> None:
    """Markup in a text, a title and a name stays text; direction marks and escapes do not get through."""
    bad = "<script>alert(1)</script>\"'\u202e\x1b[31m"
    html = page(TEXT[:58] + bad, title=bad, publisher=bad)
    assert "<script" not in html
    assert "\u202e" not in html
    assert "\x1b" not in html


SPANS = st.lists(st.lists(st.integers(-5, 130), min_size=2, max_size=2), max_size=3)


@settings(max_examples=40)
@given(st.lists(st.fixed_dictionaries({"source": SPANS, "cue": SPANS, "content": SPANS}), max_size=4))
def test_any_spans(found: list[Any]) -> None:
    """Spans of any kind, crossing, empty or out of the text, leave a balanced page with the text as it is."""
    html = page(found=found)
    Strict(html)
    for words in re.findall(r'<p dir="auto" data-side="[^"]*">(.*?)</p>', html):
        assert unescape(re.sub(r"<b.*?</b>|<[^>]*>", "", words)) in TEXT.split("\n")


def test_nothing_wrong() -> None:
    """A page without scores and without mistakes says so."""
    gold = [{"id": "d", "text": TEXT, "attributions": [MILLER]}]
    html = report_page(study(gold, [gold]), "gold.jsonl", ["gold.jsonl"], None)
    assert "Every attribution is right." in html
    assert "The predictions have no scores." in html
