"""Every page of the desk for everybody: by the rules of axe-core, in light and dark, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pages = ("story", "alone", "forecasts", "add", "judgements", "search", "article", "mark", "claim", "source", "error")


@pytest.fixture(scope="module")
def paths(reading_room: str, browser: Any) -> dict[str, str]:
    """A path of each kind of page."""
    context = browser.new_context(base_url=reading_room)
    found = context.request.get("/api/").json()
    claim = found["claims"][0]["to"]
    article = found["moments"][0]["article"]["to"]
    said = context.request.get(f"/api{article}").json()
    source = next(more["mouth"]["to"] for more in said["more"].values() if more["mouth"])
    context.close()
    return {
        "story": "/",
        "alone": "/?alone=1&stance=denies",
        "forecasts": "/forecasts",
        "add": "/add",
        "judgements": "/judgements",
        "search": "/search?q=dam",
        "article": article,
        "mark": f"{article}?mark=1",
        "claim": claim,
        "source": source,
        "error": "/claims/c999999",
    }


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("kind", pages)
def test_no_rule_of_access_is_broken(
    reading_room: str, visit: Callable[..., Any], paths: dict[str, str], kind: str, colours: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: extra browser")
    visitor = visit(reading_room, color_scheme=colours)
    visitor.page.goto(paths[kind], wait_until="load")
    found = axe.Axe().run(visitor.page).response
    assert found["passes"], "axe looked at nothing"
    broken = [
        f"{v['id']}: {v['help']}: {n['target']} {n['html'][:160]}" for v in found["violations"] for n in v["nodes"]
    ]
    assert broken == []
    expected(visitor, kind)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_rule_is_broken_by_what_opens(
    reading_room: str, visit: Callable[..., Any], paths: dict[str, str], colours: str
) -> None:
    """Dialogs, and what unfolds: looked at open."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: extra browser")
    visitor = visit(reading_room, color_scheme=colours)
    page = visitor.page
    openers = {
        "story": ["#ask", ".claim-row input[type=checkbox]"],
        "claim": [".fix", "[data-opens=merge]", "#split", "details summary", ".graph a:not(.wire)"],
        "article": [".fix", "[data-opens=outlet]", "details summary"],
        "source": ["[data-opens=same]", ".fix"],
    }
    for kind, some in openers.items():
        page.goto(paths[kind], wait_until="load")
        for opener in some:
            page.locator(opener).first.click()
            assert broken(axe, page) == [], f"{kind}: {opener}"
            if page.locator("dialog[open]").count():
                page.keyboard.press("Escape")


@pytest.mark.parametrize("kind", pages)
def test_no_page_is_wider_than_a_phone(
    reading_room: str, visit: Callable[..., Any], paths: dict[str, str], kind: str
) -> None:
    visitor = visit(reading_room, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    visitor.page.goto(paths[kind], wait_until="load")
    wide = visitor.page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth && window.innerWidth <= 391 ? [] :
        [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > 391)
            .map(e => `${e.tagName}.${e.getAttribute("class")}`).slice(0, 10)"""
    )
    assert wide == []
    expected(visitor, kind)


def test_the_dark_is_dark_and_the_light_is_light(reading_room: str, visit: Callable[..., Any]) -> None:
    for colours, dark in (("light", False), ("dark", True)):
        page = visit(reading_room, color_scheme=colours).go("/")
        # Drawn and read back: whatever way of writing colours the style sheet uses.
        light = page.evaluate(
            """() => {
                const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
                const light = e => {
                    canvas.fillStyle = getComputedStyle(e)[e === document.body ? "backgroundColor" : "color"];
                    canvas.fillRect(0, 0, 1, 1);
                    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).reduce((a, b) => a + b) / 765;
                };
                return [light(document.body), light(document.querySelector("main a"))];
            }"""
        )
        assert (light[0] < 0.25) is dark and (light[0] > 0.85) is not dark, light
        assert (light[1] > light[0]) is dark


def broken(axe: Any, page: Any) -> list[str]:
    """The rules that a page breaks, each with where it does."""
    found = axe.Axe().run(page).response
    assert found["passes"], "axe looked at nothing"
    return [f"{v['id']}: {v['help']}: {n['target']} {n['html'][:160]}" for v in found["violations"] for n in v["nodes"]]


def expected(visitor: Any, kind: str) -> None:
    """The one complaint that belongs to a page that is not there."""
    if kind == "error":
        assert len(visitor.faults) == 1 and "404" in visitor.faults.pop()
