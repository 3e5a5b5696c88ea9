"""The page: whole, accessible, and safe whatever an article contains."""

import base64
import hashlib
import re
from dataclasses import replace

import pytest

from sayso.model import Article
from sayso.show.page import page
from sayso.show.view import view


def test_stands_alone(harbour: Article) -> None:
    """A page fetches nothing, runs nothing, and its policy allows its own style and nothing else."""
    html = page(view(harbour))
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in html
    assert not re.search(r"<(script|img|link|iframe|object)\b|\bsrc=|url\(|@import", html)
    assert not re.search(r"<[^>]*\sstyle=", html)


def test_landmarks_and_headings(harbour: Article) -> None:
    """The page has one main part, one first-level heading, a language, and a way past the head."""
    html = page(view(harbour))
    assert html.count("<main>") == html.count("<h1") == html.count("<footer>") == 1
    assert '<html lang="en">' in html
    assert '<a class="skip" href="#text">' in html
    assert "<title>Tidewatch: Harbour gates" in html


def test_there_and_back(harbour: Article) -> None:
    """Every attribution has a place in the text and a note, and each leads to the other."""
    html = page(view(harbour))
    for n in range(1, 16):
        assert html.count(f'id="a{n}"') == html.count(f'id="n-a{n}"') == 1
        assert f'href="#a{n}"' in html
        assert f'href="#n-a{n}"' in html


def test_told_apart_without_colour(harbour: Article) -> None:
    """Forms differ in the line's style, weak ones have a question mark, and a missing source is said in
    words.
    """
    html = page(view(harbour))
    assert ".direct.content{text-decoration-style:solid" in html
    assert ".indirect.content{text-decoration-style:dotted" in html
    assert 'data-n="8?"' in html
    assert "nobody named" in html


def test_set_aside_is_folded(harbour: Article) -> None:
    """Page furniture is there, folded, with its kinds counted."""
    html = page(view(harbour))
    assert "<summary>Set aside, no part of the article: 1 byline, 1 disclaimer, 2 related" in html
    assert "Why the eels came back" in html


@pytest.mark.parametrize(
    "hostile",
    [
        "</title><script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</style><b>",
        "{{ 7 * 7 }}{% raw %}",
        "javascript:alert(1)",
        "--><svg/onload=alert(1)>",
    ],
)
def test_hostile_article(harbour: Article, hostile: str) -> None:
    """Whatever field holds markup, the page shows it as words."""
    document = replace(
        harbour.document,
        title=hostile,
        headline=None,
        outlet=hostile,
        author=hostile,
        published=hostile,
        url=hostile,
        language=hostile,
        notes=(hostile,),
        furniture=(replace(harbour.document.furniture[0], kind=hostile, text=hostile),),
        text=hostile + harbour.document.text[len(hostile) :],
    )
    html = page(view(replace(harbour, document=document)))
    assert not re.search(r"<(script|img|svg|b)(?! class|>\?</b>)\b(?!>\?)", html)
    assert html.count("</style>") == html.count("</title>") == 1
    assert not re.search(r'href="(?!#|https?://)', html)
    assert "49" not in re.sub(r"<style>.*?</style>", "", html, flags=re.S)


def test_address_is_linked_without_a_trace(harbour: Article) -> None:
    """The article's own address is a link that gives nothing away."""
    assert '<a href="https://ledger.example/2031/11/19/harbour-gates" rel="noopener noreferrer nofollow">' in page(
        view(harbour)
    )


def test_findings_lead_to_their_words(resolved: Article) -> None:
    """Every finding links to its attributions and to its words, which are there, once; nothing needs a script."""
    html = page(view(resolved))
    assert '<h2 id="check">Headline check</h2>' in html
    assert '<h2 id="sourcing">Sourcing</h2>' in html
    for finding in re.findall(r'<li id="n-f\d+".*?</li>', html, re.S):
        targets = re.findall(r'href="#([^"]+)"', finding)
        assert targets
        assert all(html.count(f'id="{target}"') == 1 for target in targets)
    assert 'data-rule="says-more"' in html
    assert "<script" not in html


def test_notes_say_who(resolved: Article) -> None:
    """A note has speaker, kind, chain, stance and hedge; an unnamed kind is told apart by its frame too."""
    html = page(view(resolved))
    assert '= <b dir="auto">Tomas Reyl</b>' in html
    assert '<span class="kind unnamed">unnamed group</span>' in html
    assert ".kind.unnamed{border-style:dashed}" in html
    assert "via Harbour Radio → Ms Okafor-Lind" in html
    assert '<b class="stance">does not comment</b>' in html
    assert "hedged “likely”: about 70% (60–80)" in html
    assert "disputed by the author: <a" in html


def test_hostile_names(resolved: Article) -> None:
    """Names and findings that hold markup are words on the page."""
    hostile = "</li><script>alert(1)</script>\x1b"
    entities = tuple(replace(e, name=hostile) for e in resolved.entities)
    assert resolved.sourcing
    finding = replace(resolved.sourcing.findings[0], text=hostile, rule=hostile)
    html = page(view(replace(resolved, entities=entities, sourcing=replace(resolved.sourcing, findings=(finding,)))))
    assert "<script" not in html
    assert "\x1b" not in html


def test_contrast() -> None:
    """Every colour of words stands out from what it is printed on as WCAG AA asks (4.5 to 1)."""
    from importlib import resources

    css = resources.files("sayso.show").joinpath("page.css").read_text(encoding="utf8")
    schemes = [dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", part)) for part in css.split("@media", 2)[:2]]
    for scheme in schemes:
        for words in ("ink", "quiet", "link", "who", "cue"):
            for ground in ("paper", "card", "lit"):
                assert ratio(scheme[words], scheme[ground]) >= 4.5, (words, ground)
        assert ratio(scheme["who"], scheme["whobg"]) >= 4.5
        for line in ("direct", "mixed", "indirect"):
            assert ratio(scheme[line], scheme["paper"]) >= 3


def ratio(a: str, b: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
