"""Putting it right: each correction from a page, seen to hold at once, told in the log, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

expect = pytest.importorskip("playwright.sync_api", reason="the extra browser is not installed").expect

Visit = Callable[..., Any]


def drawn(page: Any) -> str:
    """The words of the provenance graph, without its titles."""
    return str(page.eval_on_selector_all(".graph text", "found => found.map(t => t.textContent).join(' | ')"))


def undone(page: Any) -> None:
    page.locator("#done").get_by_role("button", name="Undo").click()
    told(page, "takes back")


def told(page: Any, what: str) -> None:
    """Wait for the page that says that this was judged, all of it: it says so at the top."""
    expect(page.locator("#done")).to_contain_text(what)
    page.wait_for_load_state()


def test_a_source_is_corrected_and_put_back(desk: str, visit: Visit) -> None:
    visitor = visit(desk)
    page = visitor.go(visitor.claim())
    assert "Henrik Sollas" in drawn(page)
    for _ in range(page.locator("#evidence li", has_text="Henrik Sollas").count()):
        quoted = page.locator("#evidence li", has_text="Henrik Sollas").first
        quoted.locator(".fix").click()
        dialog = page.get_by_role("dialog", name="Put it right")
        assert "Henrik Sollas" in dialog.locator(".laid-to").inner_text()
        dialog.get_by_label("The right source").fill("Mara Lindqvist")
        dialog.get_by_label("It is").select_option("named_person")
        dialog.get_by_label("Judged by").fill("Jörg Ødegård")
        dialog.get_by_label("Why").fill("The byline says so.")
        dialog.get_by_role("button", name="Lay it to this source").click()
        told(page, "wrong source")
    assert "Mara Lindqvist" in drawn(page) and "Henrik Sollas" not in drawn(page)
    # Who judged is known the next time, in their own letters.
    page.locator(".fix").first.click()
    assert page.get_by_role("dialog", name="Put it right").get_by_label("Judged by").input_value() == "Jörg Ødegård"
    page.keyboard.press("Escape")
    page.goto(f"/sources/{quote('Mara Lindqvist')}")
    assert page.locator("h1").inner_text() == "Mara Lindqvist"
    page.goto("/judgements")
    entries = page.locator("li.entry")
    assert "Jörg Ødegård" in entries.first.inner_text() and "The byline says so." in entries.first.inner_text()
    while page.get_by_role("button", name="Undo").count() > page.locator("#done button").count():
        page.locator("li.entry").get_by_role("button", name="Undo").first.click()
        page.wait_for_load_state()
    page.goto(visitor.claim())
    assert "Henrik Sollas" in drawn(page) and "Mara Lindqvist" not in drawn(page)


def test_two_claims_are_merged_and_the_graph_changes(desk: str, visit: Visit) -> None:
    visitor = visit(desk)
    page = visitor.go(visitor.claim("If they mean to move us"))
    before = drawn(page)
    assert "Greta Nyholm" in before and "Henrik Sollas" not in before
    other = visitor.claim("The reservoir will be drained").rpartition("/")[2]
    page.get_by_role("button", name="Merge with another claim").click()
    dialog = page.get_by_role("dialog", name="Merge with another claim")
    dialog.get_by_label("The other claim").fill(other)
    dialog.get_by_role("button", name="Merge them").click()
    told(page, "merge")
    assert "Greta Nyholm" in drawn(page) and "Henrik Sollas" in drawn(page)
    undone(page)
    assert drawn(page) == before


def test_claims_are_picked_and_merged_on_the_story(desk: str, visit: Visit) -> None:
    visitor = visit(desk)
    page = visitor.go("/")
    rows = page.locator(".claim-row")
    before, first = rows.count(), rows.nth(0).locator(".wording").inner_text()
    for n in (0, 1):
        rows.nth(n).get_by_role("checkbox").check()
    page.get_by_role("button", name="Merge them").click()
    told(page, "merge")
    assert rows.count() == before - 1 and rows.nth(0).locator(".wording").inner_text() == first
    undone(page)
    assert rows.count() == before


def test_words_are_split_off(desk: str, visit: Visit) -> None:
    visitor = visit(desk)
    page = visitor.go(visitor.claim())
    before = page.locator("#evidence li").count()
    page.get_by_role("button", name="Split", exact=True).click()
    page.get_by_role("checkbox", name="Split off, number 1", exact=True).check()
    page.get_by_role("button", name="Split it off").click()
    told(page, "split")
    assert page.locator("#evidence li").count() < before
    undone(page)
    assert page.locator("#evidence li").count() == before


def test_an_attribution_is_taken_out_of_its_article_and_put_back(desk: str, visit: Visit) -> None:
    visitor = visit(desk)
    page = visitor.go("/articles/observer-1")
    page.locator(".fix").first.click()
    dialog = page.get_by_role("dialog", name="Put it right")
    words = dialog.locator("[data-shows=words]").inner_text()
    dialog.get_by_role("button", name="It is no attribution").click()
    told(page, "not an attribution")
    left = page.locator(".fix").evaluate_all("found => found.map(e => e.dataset.words)")
    judged = page.locator(".judged").count()
    assert words not in left or judged
    undone(page)
    assert words in page.locator(".fix").evaluate_all("found => found.map(e => e.dataset.words)")


@pytest.mark.parametrize("hand", ["keys", "pointer"])
def test_a_boundary_is_moved(desk: str, visit: Visit, hand: str) -> None:
    visitor = visit(desk)
    page = visitor.go("/articles/observer-1")
    fix = page.locator(".fix").first
    statement = fix.get_attribute("data-statement")
    fix.click()
    page.get_by_role("dialog", name="Put it right").get_by_role("link", name="begin or end elsewhere").click()
    page.wait_for_url("**mark=1**")
    assert page.locator(".w.in-content").count() > 2
    chosen = page.locator(".w.in-content")
    words = "".join(chosen.all_text_contents()[:2]).strip()
    here, there = (page.locator(f".w[data-start='{chosen.nth(n).get_attribute('data-start')}']") for n in (0, 1))
    if hand == "keys":
        here.focus()
        page.keyboard.press("Shift+ArrowRight")
    else:
        here.click()
        there.click()
    assert page.locator("#marked-content").inner_text() == words
    assert page.locator(".w.in-content").count() == 2
    page.locator("#mark-bar button[type=submit]").click()
    told(page, "boundary")
    kept = page.request.get("/api/articles/observer-1").json()
    number = str(statement).partition("#")[2]
    found = [a["content"]["text"] for a in kept["attributions"] if a["id"] == number]
    assert found == [words]


def test_a_missed_attribution_is_added(desk: str, visit: Visit) -> None:
    visitor = visit(desk)
    page = visitor.go("/articles/ledger-2")
    page.get_by_role("link", name="An attribution was missed").click()
    page.wait_for_url("**missed=1**")
    # Six words in a row that are laid to nobody yet, and two others for the source.
    free = page.locator("#paper .w").evaluate_all(
        """found => {
            const free = e => !e.closest(".content, .source, .cue, h1");
            const at = found.findIndex((e, n) => n && found.slice(n, n + 8).every(free));
            return found.slice(at, at + 8).map(e => e.dataset.start);
        }"""
    )
    for part, begin, end in (("content", 2, 7), ("source", 0, 1)):
        page.locator(f"#part-{part}").check()
        for n in (begin, end):
            page.locator(f".w[data-start='{free[n]}']").click()
    words = page.locator("#marked-content").inner_text()
    page.get_by_text("More, and who judges").click()
    page.get_by_label("It is").select_option("organisation")
    page.locator("#mark-bar button[type=submit]").click()
    told(page, "missed")
    page.goto("/articles/ledger-2")
    assert words in page.locator(".fix").evaluate_all("found => found.map(e => e.dataset.words)")


def test_sources_are_one_and_have_a_letter(desk: str, visit: Visit) -> None:
    visitor = visit(desk)
    page = visitor.go(f"/sources/{quote('Henrik Sollas')}")
    said = page.locator(".said-list .statement").count()
    page.get_by_role("button", name="The same as another").click()
    dialog = page.get_by_role("dialog", name="Two names for one")
    dialog.get_by_label("The other").fill("Greta Nyholm")
    dialog.get_by_role("button", name="They are one").click()
    told(page, "same entity")
    assert page.locator(".said-list .statement").count() > said
    assert "also Greta Nyholm" in page.locator(".lead").inner_text()
    undone(page)
    assert page.locator(".said-list .statement").count() == said
    page.get_by_label("usually reliable", exact=False).first.check()
    page.get_by_role("button", name="Judge", exact=True).click()
    told(page, "reliability")
    assert page.locator("h2 .letter").inner_text() == "B"
    undone(page)
    assert page.locator("h2 .letter").inner_text() == "F"


def test_the_outlet_of_an_article_is_corrected(desk: str, visit: Visit) -> None:
    visitor = visit(desk)
    page = visitor.go("/articles/ledger-2")
    page.get_by_role("button", name="The outlet is wrong").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Outlet").fill("The Tarr Bridge Bugle")
    dialog.get_by_role("button").first.click()
    told(page, "outlet")
    assert page.request.get("/api/articles/ledger-2").json()["link"]["outlet"] == "The Tarr Bridge Bugle"
    undone(page)
    assert page.request.get("/api/articles/ledger-2").json()["link"]["outlet"] == "The Kestrian Ledger"


def test_a_bare_will_gets_a_figure(desk: str, visit: Visit) -> None:
    visitor = visit(desk)
    page = visitor.go("/forecasts")
    apart = page.get_by_role("heading", name="Plans, promises and threats").locator("xpath=..")
    assert apart.locator("li.forecast").count() > 3
    assert apart.get_by_text("How surely?").count() == 0
    row = page.locator("li.forecast", has_text="The reservoir will be drained").first
    assert "no figure" in row.inner_text()
    row.get_by_text("How surely?").click()
    row.get_by_label("Probability", exact=True).fill("90%")
    row.get_by_label("Of", exact=True).select_option(label="all that are put as “will”")
    form = row.locator('form[action="/judge/probability"]')
    form.get_by_label("Judged by").fill("Ada")
    form.get_by_role("button", name="Give it this figure").click()
    told(page, "probability")
    row = page.locator("li.forecast", has_text="The reservoir will be drained").first
    assert "90%" in row.inner_text() and "given by Ada for all “will”" in row.inner_text()
    undone(page)
    row = page.locator("li.forecast", has_text="The reservoir will be drained").first
    assert "no figure" in row.inner_text()
