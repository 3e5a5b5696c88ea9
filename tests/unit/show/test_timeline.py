"""The time-line: who said what, when, in a lane for each stance."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import EVIDENCE, HEADS, bridge, crowd

from sayso.show.timeline import events, set_out, timeline

SVG = "{http://www.w3.org/2000/svg}"


def test_lanes_and_order() -> None:
    """Lanes hold what was done to the claim, and time runs to the right."""
    strip = set_out(bridge(), HEADS)
    assert [lane for lane, _ in strip.lanes] == ["carries", "confirms", "denies", "no_comment"]
    assert {m.lane: m.name for m in strip.marks}["denies"] == "The Elsund Ledger"
    by_day = sorted(strip.marks, key=lambda m: m.day)
    assert [m.x for m in by_day] == sorted(m.x for m in by_day)
    assert strip.ticks[0][0] == "3 Mar 2031"


@pytest.mark.parametrize("width", [330, 720])
@pytest.mark.parametrize("articles", [1, 8, 45, 600])
def test_marks_stand_apart(width: int, articles: int) -> None:
    """On a phone and on a desk, no two marks share a place, none leaves the drawing, and no event is lost."""
    p = replace(crowd(articles), evidence=EVIDENCE[:1] * articles)
    p = replace(p, timeline=tuple((day, n) for n, (day, _) in enumerate(p.timeline)))
    strip = set_out(p, HEADS, width)
    assert sorted(index for m in strip.marks for index in m.evidence) == list(range(articles))
    places = [(m.x, m.y) for m in strip.marks]
    for n, (x, y) in enumerate(places):
        assert 8 <= x <= width - 8
        assert all(abs(x - u) >= 15 or abs(y - v) >= 15 for u, v in places[:n])
    assert all(m.x + 11 + 6 * len(m.name) <= width + 40 for m in strip.marks if not m.left)
    assert strip.height < 330


def test_an_article_is_one_mark_a_day() -> None:
    """What an article says twice in a lane is one mark with both sentences."""
    p = replace(bridge(), timeline=(("2031-03-03", 0), ("2031-03-03", 0), ("2031-03-12", 7)))
    assert [len(m.evidence) for m in set_out(p, HEADS).marks] == [2, 1]


@given(st.lists(st.one_of(st.dates().map(str), st.sampled_from(["", "soon", "2031-02-30", "2031-03-03T10:00:00Z"]))))
def test_any_dates(days: list[str]) -> None:
    """Whatever stands for a date, the drawing is sound, and what has none is counted."""
    p = replace(bridge(), timeline=tuple((day, n % 9) for n, day in enumerate(days)))
    strip = set_out(p, HEADS, 330)
    assert sum(len(m.evidence) for m in strip.marks) + strip.undated == len(days)
    assert len(strip.ticks) <= 5
    svg = timeline(p, HEADS, "c1-", 330)
    if strip.marks:
        ElementTree.fromstring(svg)
    else:
        assert svg == ""


def test_undated_are_last() -> None:
    """Events are told in the order of time, those without a date at the end."""
    p = replace(bridge(), timeline=(("", 0), ("2031-03-09", 1), ("2031-03-02", 2)))
    assert [index for _, index, _ in events(p)] == [2, 1, 0]


def test_shapes_differ_without_colour() -> None:
    """Every stance has a shape of its own."""
    stances = {"denies": (5,), "disputes": (6,), "does_not_deny": (7,), "no_comment": (8,), "asks": (3,)}
    stances["denies_contrary"] = (2,)
    root = ElementTree.fromstring(timeline(replace(bridge(), stances=stances), HEADS, "c1-"))
    shapes: dict[str, set[str]] = {}
    for a in root.iter(f"{SVG}a"):
        x, y = (float(a.find(f"{SVG}rect").get(k) or 0) for k in ("x", "y"))  # type: ignore[union-attr]
        drawn = [
            (part.tag, part.get("d", "").split("l")[-1].split("a")[-1] if "d" in part.attrib else part.get("r"))
            for part in a
            if part.get("class") in ("shape", "dot")
        ]
        shapes.setdefault((a.get("class") or "").split()[-1], set()).add(str(drawn))
        assert x > 0 and y > 0
    assert len(shapes) == 8
    assert len({shape for drawn in shapes.values() for shape in drawn}) == 8


def test_links_and_names() -> None:
    """Every mark leads to the words behind it, and says in words what it stands for."""
    root = ElementTree.fromstring(timeline(replace(bridge(), as_of="2031-03-15"), HEADS, "c1-"))
    links = {a.get("href"): a.get("aria-label") for a in root.iter(f"{SVG}a")}
    assert links["#c1-e5"] == "denies it: 2031-03-08: The Elsund Ledger: denied by the transport ministry"
    assert any(path.get("class") == "as-of" for path in root.iter(f"{SVG}path"))
