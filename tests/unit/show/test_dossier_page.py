"""The page of a dossier: whole, safe, and every figure leads to its words."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from told import COPIES, HEADS, WORDINGS, articles, bridge, crowd, small

from sayso.model import Alignment, Head, Step
from sayso.show.dossier_page import DossierView, Traced, Wording, dossier_page
from strict import Strict


def dossier() -> DossierView:
    wordings = tuple(Wording(*w) for w in WORDINGS)
    claims = (Traced(bridge(), wordings), Traced(small()), Traced(crowd(30)))
    return DossierView("The bridge", claims, HEADS, articles(), COPIES)


def test_stands_alone() -> None:
    """The page fetches nothing, runs nothing, and its policy allows its own style and nothing else."""
    html = dossier_page(dossier())
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in html
    assert not re.search(r"<(script|img|link|iframe|object)\b|\bsrc=|url\(|@import|\sstyle=", html)


def test_every_link_leads_somewhere() -> None:
    """Ids are unique, and every link goes to a place that is there."""
    reader = Strict(dossier_page(dossier()))
    assert len(set(reader.ids)) == len(reader.ids)
    assert {link[1:] for link in reader.links} <= set(reader.ids)
    assert all(link.startswith("#") for link in reader.links)


def test_claims_open_without_a_script() -> None:
    """Each claim is a part that folds, under its own anchor; the first is open."""
    html = dossier_page(dossier())
    assert re.findall(r'<details class="told" id="(\w+)"( open)?>', html) == [("c1", " open"), ("c2", ""), ("c9", "")]
    assert html.count('class="graph"') == 3
    assert html.count('class="timeline"') == 6


def test_words_by_stance() -> None:
    """The words behind a claim stand under what they do to it, with whose they are and where they stand."""
    html = dossier_page(dossier())
    denial = html[html.index('<section class="lane denies">') : html.index('<section class="lane no_comment">')]
    assert "No decision to close the bridge to lorries has been taken" in denial
    assert "The Elsund Ledger" in denial
    place = re.search(r'<a href="#(d\d+-s\d+-\d+)">in the text</a>', denial)
    assert place
    assert f'id="{place[1]}"' in html
    assert f"main:has(#{place[1]}:target) .{place[1]}{{" in html


def test_copied_passages_lead_to_the_original() -> None:
    """What a copy takes over is tinted and linked to where it stands in the original."""
    html = dossier_page(dossier())
    links = re.findall(r'<a class="taken" id="d\d+-x\d-1" href="#(d1-y\d-1)">copied from Norrby Press Agency</a>', html)
    assert links == ["d1-y1-1", "d1-y2-1"]
    assert '<span class="rests copied' in html
    assert "93%" in html


def test_wordings_side_by_side() -> None:
    """Each side shows its own words, with what differs marked."""
    html = dossier_page(dossier())
    figure = html[html.index('<figure class="compared">') :]
    left, right = re.findall(r'<p class="wording" dir="auto">(.*?)</p>', figure)[:2]
    assert '<span class="left_out">for good</span>' in left
    assert '<span class="altered">June</span>' in left
    assert '<span class="altered">the summer</span>' in right
    assert '<span class="bracketed">[the office]</span>' in right
    assert "for good" not in right
    odd = Wording("a", "b", Alignment("new", (("unheard", "x", "y"),)))
    assert '<span class="altered">x</span>' in dossier_page(replace(dossier(), claims=(Traced(bridge(), (odd,)),)))


def test_small_picture() -> None:
    """A pillar for each that would have to be wrong, a dot for each origin, a cross where it is denied."""
    pictures = re.findall(r'<svg class="picture".*?</svg>', dossier_page(dossier()))
    first, second, third = pictures
    assert (first.count('"pillar"'), first.count("<circle"), first.count("ring"), first.count("denied")) == (2, 2, 1, 1)
    assert (second.count('"pillar"'), second.count("denied")) == (1, 0)
    assert (third.count('"pillar"'), third.count('"pillar perhaps"')) == (2, 1)


@pytest.mark.parametrize(
    "hostile",
    ["</title><script>alert(1)</script>", "</style><b>", "\"'><img src=x onerror=alert(1)>", "\x1b[31m\u202e"],
)
def test_hostile(hostile: str) -> None:
    """Whatever field holds mark-up or controls, the page shows it as words."""
    p = bridge()
    nodes = tuple(Step(s.kind, s.id, hostile) for s in p.nodes)
    evidence = tuple(replace(e, what=hostile, passage=replace(e.passage, text=hostile)) for e in p.evidence)
    claim = replace(p.claim, id=hostile, text=hostile, first_seen=hostile)
    bad = replace(p, claim=claim, nodes=nodes, evidence=evidence, rule=hostile, as_of=hostile)
    heads = {id: Head(id, "", "", hostile, hostile, hostile, hostile, hostile) for id in HEADS}
    wording = Wording(hostile, hostile, Alignment(hostile, ((hostile, hostile, hostile),)))
    copies = tuple(replace(c, credit=hostile) for c in COPIES)
    html = dossier_page(DossierView(hostile, (Traced(bad, (wording,)),), heads, articles(), copies, hostile))
    reader = Strict(html)
    assert not {"script", "img"} & reader.tags
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert 'id="k1"' in html


def test_nothing_to_show() -> None:
    """An empty dossier is a page too; evidence of articles that are not shown links nowhere."""
    assert "No claim is carried" in dossier_page(DossierView("", (), {}))
    html = dossier_page(DossierView("x", (Traced(bridge()),), HEADS))
    assert "in the text" not in html
    assert "<cite" in html
    Strict(html)
