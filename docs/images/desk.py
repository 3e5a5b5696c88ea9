"""Makes the pictures of the desk from the worked example: `python docs/images/desk.py` (needs Playwright and Chromium).

Every page is taken as it stands on a wide screen and on a phone, and those that are read most in the dark as well. With
the names of pages behind it, only those are taken.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
WIDE, PHONE = (1440, 1000), (390, 844)
TALLEST = 1200
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync", "--disable-lcd-text"]
# The same fonts on any machine that has them, near to what most readers see.
FONT = "<edit name='family' mode='prepend' binding='strong'><string>Liberation Sans</string></edit>"
FONTS = f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<match target="pattern"><test name="family"><string>sans</string></test>{FONT}</match>
<match target="pattern"><test name="family"><string>sans-serif</string></test>{FONT}</match>
<match target="pattern"><test name="family"><string>system-ui</string></test>{FONT}</match>
<match target="pattern"><edit name="family" mode="append"><string>Liberation Sans</string></edit></match>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>"""
DARK = ("story", "claim", "article")


def _story(page: Any) -> None:
    page.goto("/")


def _claim(page: Any) -> None:
    page.goto("/")
    page.locator(".claim-row .wording a").first.click()


def _behind(page: Any) -> None:
    _claim(page)
    page.locator(".graph a.is-article").first.click()
    page.locator("#graph").evaluate("graph => graph.closest('section').scrollIntoView()")


def _article(page: Any) -> None:
    page.goto("/articles/gazette-1")


def _source(page: Any) -> None:
    page.goto("/sources/Tomas%20Reed")


def _search(page: Any) -> None:
    page.goto("/search?q=officials")


def _forecasts(page: Any) -> None:
    page.goto("/forecasts")


def _correct(page: Any) -> None:
    page.goto("/articles/press-1")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("c")


def _mark(page: Any) -> None:
    _correct(page)
    page.get_by_role("link", name="begin or end elsewhere").click()


def _judgements(page: Any) -> None:
    page.goto("/sources/Tomas%20Reed")
    if page.locator("h2 .letter").inner_text() == "F":
        page.get_by_label("usually reliable").first.check()
        page.get_by_label("Judged by").first.fill("Nora Vik")
        page.get_by_label("Why").first.fill("speaks for the government, and says so")
        page.get_by_role("button", name="Judge").click()
        page.goto("/")
        for n in (3, 6):
            page.locator(".claim-row [name=claims]").nth(n).check()
        page.get_by_role("button", name="Merge them").click()
        page.get_by_role("button", name="Undo").click()
    page.goto("/judgements")


def _add(page: Any) -> None:
    page.goto("/add")
    page.locator("#add-files").set_input_files(EXAMPLES / "harbour-2031-03-14.txt")
    page.get_by_role("button", name="Read them").click()
    page.locator("#job-done").wait_for(timeout=60_000)


def _error(page: Any) -> None:
    page.goto("/articles/none")


# What changes the dossier comes last.
PAGES: dict[str, Callable[[Any], None]] = {
    "story": _story,
    "claim": _claim,
    "behind": _behind,
    "article": _article,
    "source": _source,
    "search": _search,
    "forecasts": _forecasts,
    "correct": _correct,
    "mark": _mark,
    "error": _error,
    "judgements": _judgements,
    "add": _add,
}
SCREENS = ("behind", "correct", "mark")  # taken as they stand on the screen, not down to their end


def main(names: list[str]) -> None:
    """Take the pages of these names, or all."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no picture made: Chromium is not installed")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        fonts = Path(folder, "fonts.conf")
        fonts.write_text(FONTS)
        env: dict[str, str | float | bool] = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS, env=env)
        with _desk(Path(folder, "Vessen Dam.sayso"), full=True) as address:
            for name in names or PAGES:
                for size in (WIDE, PHONE):
                    _take(browser, address, name, PAGES[name], size, "light")
                if name in DARK:
                    _take(browser, address, name, PAGES[name], WIDE, "dark")
        if not names or "empty" in names:
            with _desk(Path(folder, "A new story.sayso"), full=False) as address:
                for size in (WIDE, PHONE):
                    _take(browser, address, "empty", _story, size, "light")
        browser.close()


@contextmanager
def _desk(dossier: Path, full: bool) -> Iterator[str]:
    """The desk of a dossier that holds the example, or nothing, and its address."""
    sayso = [sys.executable, "-m", "sayso"]
    given = [str(EXAMPLES / "vessen-dam" / "articles.jsonl")] if full else []
    if full:
        subprocess.run([*sayso, "add", str(dossier), *given], check=True, capture_output=True)
    named = {**os.environ, "LOGNAME": "Nora Vik"}  # who judges goes by the login
    command = [*sayso, "serve", str(dossier), "--port", "0"]
    serving = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=named)
    try:
        assert serving.stdout is not None
        found = next(filter(None, (re.search(r"http://[\w.:]+\d", line) for line in serving.stdout)))
        yield found[0]
    finally:
        serving.terminate()
        serving.wait(timeout=30)


def _take(
    browser: Any, address: str, name: str, reach: Callable[[Any], None], size: tuple[int, int], colours: str
) -> None:
    width, height = size
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme=colours,
        reduced_motion="reduce",
        locale="en-GB",
    )
    page = context.new_page()
    reach(page)
    page.wait_for_load_state("networkidle")
    suffix = ("" if width == WIDE[0] else "-phone") + ("-dark" if colours == "dark" else "")
    clip = None
    if name not in SCREENS:
        whole = page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": width, "height": min(whole, TALLEST)}
    page.screenshot(path=HERE / f"desk-{name}{suffix}.png", full_page=clip is not None, clip=clip)
    context.close()


if __name__ == "__main__":
    main(sys.argv[1:])
