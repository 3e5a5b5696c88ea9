"""Reading at the desk: pasted articles, the keyboard, earlier days, imports, with scripts and without."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

expect = pytest.importorskip("playwright.sync_api", reason="the extra browser is not installed").expect

Visit = Callable[..., Any]
COUNTED = re.compile(r"[1-9]\d* read")

PASTED = """Lighthouse to be lit again

The lighthouse of Sandmark will be lit again in May, the harbour master Ilse Varga said on Tuesday. "We have the lamp,
and we have the keeper," she told reporters.

Two members of the council denied that the money had been found. According to the Sandmark Courier, the lamp alone
costs 40,000 crowns.
"""


def test_a_pasted_article_is_read(empty: str, visit: Visit) -> None:
    page = visit(empty).go("/")
    page.get_by_label("The article").fill(PASTED)
    page.get_by_label("Outlet").fill("Sandmark Gazette")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/add?job=*")
    page.locator("#job-log a[href^='/articles/']").click()
    page.wait_for_url("**/articles/**")
    paper = page.locator("#paper")
    assert "Sandmark Gazette" in page.locator("main").inner_text()
    assert paper.locator(".source", has_text="Ilse Varga").count()
    assert paper.locator(".content", has_text="We have the lamp").count()


def test_the_story_and_a_claim_are_walked_by_keyboard(reading_room: str, visit: Visit) -> None:
    page = visit(reading_room).go("/")
    page.keyboard.press("Tab")
    assert focused(page, "e => e.className") == "skip"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("j")
    first = focused(page, "e => e.href")
    page.keyboard.press("j")
    second = focused(page, "e => e.href")
    assert "/claims/" in first and "/claims/" in second and first != second
    page.keyboard.press("k")
    assert focused(page, "e => e.href") == first
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/**")
    assert page.url == first
    page.keyboard.press("j")
    assert "n" in focused(page, "e => e.firstElementChild.className")
    page.keyboard.press("c")
    assert page.get_by_role("dialog", name="Put it right").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").count()
    page.keyboard.press("/")
    assert focused(page, "e => e.id") == "find"
    page.keyboard.type("reservoir")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=reservoir")
    assert page.locator("main a[href^='/claims/']").count() and page.locator("main a[href^='/articles/']").count()


def test_an_article_is_walked_by_keyboard_and_its_margin_lights_up(reading_room: str, visit: Visit) -> None:
    page = visit(reading_room).go("/articles/observer-1")
    page.keyboard.press("j")
    page.keyboard.press("j")
    mark = focused(page, "e => e.id")
    lit = page.locator("#paper .lit")
    assert lit.count() >= 2, "words and note"
    assert page.locator(f"#n-{mark}.lit").count() == 1
    page.keyboard.press("Enter")
    assert focused(page, "e => e.closest('.note').id") == f"n-{mark}"
    page.keyboard.press("Enter")
    assert focused(page, "e => e.id") == mark
    # The other way round: what is pointed at in the margin lights up in the text.
    page.locator(".note").last.hover()
    assert page.locator(".words .lit").count()


def test_the_graph_shows_the_sentences_behind_it(reading_room: str, visit: Visit) -> None:
    visitor = visit(reading_room)
    page = visitor.go(visitor.claim())
    link = page.locator(".graph a[href^='#e']").last
    link.focus()
    page.keyboard.press("Enter")
    behind = page.locator("#behind")
    assert behind.is_visible() and behind.locator("blockquote").count()
    page.keyboard.press("Escape")
    assert not behind.is_visible()


def test_the_slider_goes_back_in_time(reading_room: str, visit: Visit) -> None:
    visitor = visit(reading_room)
    page = visitor.go(visitor.claim())
    graph = page.locator("#graph")
    assert "Henrik Sollas" in graph.text_content()
    slider = page.get_by_role("slider", name="As of")
    slider.focus()
    page.keyboard.press("Home")
    expect(graph).not_to_contain_text("Henrik Sollas")
    assert "as_of=2034-10-02" in page.url and slider.get_attribute("aria-valuetext") == "2034-10-02"
    page.reload()
    assert "Henrik Sollas" not in graph.text_content() and slider.get_attribute("aria-valuetext") == "2034-10-02"
    page.get_by_role("slider", name="As of").press("End")
    expect(graph).to_contain_text("Henrik Sollas")
    assert "as_of" not in page.url


def test_the_story_goes_back_in_time_and_is_narrowed(reading_room: str, visit: Visit) -> None:
    page = visit(reading_room).go("/")
    rows = page.locator(".claim-row")
    before, facts = rows.count(), rows.first.locator(".facts").inner_text()
    page.get_by_role("slider", name="As of").press("Home")
    expect(page.locator("#claims")).to_contain_text("as of 2034-10-02")
    assert rows.first.locator(".facts").inner_text() != facts
    page.get_by_role("link", name="Clear").click()
    page.wait_for_url("**/")
    assert rows.count() == before
    page.get_by_label("Stance").select_option("denies")
    page.wait_for_url("**stance=denies**")
    expect(page.get_by_role("link", name="Clear")).to_be_visible()
    assert rows.count() and all("denied in" in row for row in rows.all_inner_texts())


def test_without_scripts_the_same_can_be_read_and_asked(reading_room: str, visit: Visit) -> None:
    visitor = visit(reading_room, java_script_enabled=False)
    page = visitor.go(visitor.claim())
    page.locator("input[name=as_of]").fill("2034-10-02")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**as_of=2034-10-02**")
    assert "Henrik Sollas" not in page.locator("#graph").text_content()
    page.locator(".graph a[href^='#e']:not(.wire)").first.click()
    assert "#e" in page.url
    visitor.go("/articles/observer-1")
    assert page.locator(".note").count() and not page.locator(".fix").first.is_visible()


def test_a_page_that_is_reloaded_goes_on_telling_how_far_an_import_has_come(
    empty: str, visit: Visit, tmp_path: Path
) -> None:
    file = tmp_path / "many.jsonl"
    text = "Orrin will build pier number {n} in May, Ada Holm said on Monday. A clerk of ward {n} declined to comment."
    whole = 120
    with file.open("w", encoding="utf8") as lines:
        for n in range(whole):
            lines.write(json.dumps({"id": f"n{n}", "outlet": f"Paper {n % 7}", "text": text.format(n=n)}) + "\n")
    page = visit(empty).go("/add")
    page.locator("input[type=file]").set_input_files(str(file))
    page.get_by_role("button", name="Read them").click()
    page.wait_for_url("**/add?job=*")
    counts = page.locator("#job-status [data-shows=counts]")
    expect(counts).to_have_text(COUNTED)
    begun = int(counts.inner_text().split()[0])
    page.reload()
    again = int(counts.inner_text().split()[0])
    assert 0 < begun <= again < whole and page.locator("#job").get_attribute("data-state") == "running"
    expect(counts).not_to_have_text(f"{again} read")
    assert page.locator("#job-progress").count() == 1
    expect(page.locator("#job")).to_have_attribute("data-state", "done", timeout=120_000)
    assert counts.inner_text() == f"{whole} read"
    assert page.locator("#job-log li").count() == whole, "each told once"
    page.get_by_role("link", name="To the story", exact=True).click()
    assert f"{whole} articles" in page.locator("main").inner_text()


def test_the_colours_are_chosen_and_kept(reading_room: str, visit: Visit) -> None:
    page = visit(reading_room, color_scheme="light").go("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    for _ in range(2):
        page.locator("#theme").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto("/add")
    assert page.evaluate(ground) == dark


def test_every_link_leads_somewhere(reading_room: str, visit: Visit) -> None:
    page = visit(reading_room).go("/")
    waiting, seen = deque(["/", "/?alone=1", "/judgements", "/add", "/search?q=dam"]), {}
    while waiting:
        path = waiting.popleft()
        if path in seen:
            continue
        answer = page.request.get(path)
        seen[path] = answer.status
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
            continue
        found = page.evaluate(
            """text => {
                const page = new DOMParser().parseFromString(text, "text/html");
                const links = [...page.querySelectorAll("a[href], link[href], script[src]")];
                return {
                    links: links.map(e => e.getAttribute("href") ?? e.getAttribute("src")),
                    ids: [...page.querySelectorAll("[id]")].map(e => e.id),
                };
            }""",
            answer.text(),
        )
        assert len(found["ids"]) == len(set(found["ids"])), f"{path}: an id stands twice"
        for link in found["links"]:
            to, _, anchor = link.partition("#")
            if not to:
                assert not anchor or anchor in found["ids"], f"{path}: leads to no {link}"
            elif to.startswith("/") and not to.startswith("//"):
                waiting.append(to)
    assert len(seen) > 60
    assert {path: status for path, status in seen.items() if status != 200} == {}


def focused(page: Any, of: str) -> Any:
    """Something of what has the focus."""
    return page.evaluate(f"({of})(document.activeElement)")
