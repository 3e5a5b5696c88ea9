"""Articles that were written to take over whoever reads them: nothing of them runs, and nothing is asked for."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ELSEWHERE = "http://elsewhere.invalid"
TRICK = (
    "</title></p></textarea></style></script>\"'><script>ran('script')</script><img src=x onerror=ran('error')>"
    "<svg onload=ran('load')><a xlink:href=\"javascript:ran('link')\"><text>go</text></a></svg>{{ 7 * 7 }}"
)
SAID = 'The old mill of Corrin will be sold in June, <b onclick="ran(1)">mayor</b> Ada Holm said on Monday.'
PAGE = f"""<!DOCTYPE html>
<html><head>
<title>{TRICK}</title>
<base href="{ELSEWHERE}/">
<meta http-equiv="refresh" content="1;url={ELSEWHERE}/moved">
<link rel="canonical" href="javascript:ran('canonical')">
<link rel="stylesheet" href="{ELSEWHERE}/sheet.css">
<meta property="og:site_name" content="&lt;script&gt;ran('site')&lt;/script&gt;">
<meta name="author" content="&lt;img src=x onerror=ran('author')&gt;">
<style>@import "{ELSEWHERE}/more.css"; body {{ background: url({ELSEWHERE}/picture.png) }}</style>
<script>ran("head")</script><script src="{ELSEWHERE}/code.js"></script>
</head><body onload="ran('body')" onpageshow="ran('shown')"><article>
<h1>Mill of Corrin to be sold <img src=x onerror="ran('heading')"></h1>
<p>{SAID}</p>
<p onmouseover="ran('over')" style="background: url({ELSEWHERE}/over.png)">Two officials, who spoke on condition of
anonymity, denied that the mill of Corrin will be sold. <a href="javascript:ran('href')">More here</a>, and
<a href="  java&#10;script:ran('split')">there</a>, and <a href="data:text/html,<script>ran('data')</script>">far</a>.
</p>
<p>The spokesman wrote: &lt;script&gt;ran('text')&lt;/script&gt; and &lt;img src=x onerror=ran('written')&gt; and
&amp;lt;svg onload=ran('twice')&amp;gt; were the words that he had in mind, he told reporters on Tuesday in Corrin.</p>
<svg><script>ran('svg script')</script><animate onbegin="ran('begin')" attributeName="x" dur="1s"/><use
href="{ELSEWHERE}/shapes.svg#a"/><foreignObject><iframe srcdoc="<script>parent.ran('frame')</script>"></iframe>
</foreignObject></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=ran('math')&gt;"></table></math>
<noscript><p title="</noscript><img src=x onerror=ran('noscript')>">Nothing.</p></noscript>
<object data="{ELSEWHERE}/object"></object><embed src="{ELSEWHERE}/embed"><video src="{ELSEWHERE}/film"
onerror="ran('film')"></video><iframe src="javascript:parent.ran('source')"></iframe>
<details open ontoggle="ran('toggle')"><summary>Open</summary></details><input autofocus onfocus="ran('focus')">
<form action="javascript:ran('form')"><button>Go</button></form>
<p>The council of Corrin confirmed on Wednesday that the old mill of Corrin will be sold in June, and that the money
will go to the school. The mayor said that nobody had asked for it to be kept, and that it would be a pity to wait.</p>
</article></body></html>"""
# What no page of the desk has, whatever was read.
FOREIGN = """() => {
  const found = [];
  for (const e of document.querySelectorAll("*")) {
    for (const a of e.attributes) {
      if (/^on/i.test(a.name)) found.push(`${e.tagName} ${a.name}`);
      if (/^(href|src|action|formaction|xlink:href|data|srcdoc)$/i.test(a.name)
          && !/^(\\/(?!\\/)|#|\\?|$)/.test(a.value.trim())
          && !(e.tagName === "A" && /^https?:\\/\\//.test(a.value))) found.push(`${e.tagName} ${a.name}=${a.value}`);
    }
    const name = e.tagName.toLowerCase();
    const foreign = "iframe object embed img video audio base style foreignobject animate math use".split(" ");
    if (foreign.includes(name)) found.push(name);
    if (name === "script" && !/^\\/static\\//.test(e.getAttribute("src") || "")) found.push("script");
    if (name === "meta" && /refresh/i.test(e.getAttribute("http-equiv") || "")) found.push("refresh");
  }
  return found;
}"""


def inputs(folder: Path) -> list[Path]:
    """The page, and records whose every field is a trick: two, so that there is a claim with a graph."""
    page = folder / "<img src=x onerror=ran(name)>.html"
    page.write_text(PAGE, encoding="utf8")
    records = folder / "records.jsonl"
    fields = {"title": TRICK, "author": TRICK, "published": "2031-05-02", "language": "en"}
    text = f"{SAID}\n\n{TRICK} said that the old mill of Corrin will be sold in June.\n\n“{TRICK}”, said Bren Okoro."
    with records.open("w", encoding="utf8") as file:
        for n in range(2):
            record = {"id": f"r{n} {TRICK}", "outlet": f"Paper {n} {TRICK}", "url": f"javascript:ran('url {n}')"}
            file.write(json.dumps({**record, **fields, "text": f"{text}\n\nIt was number {n}."}) + "\n")
    return [page, records]


def test_the_page_is_as_hostile_as_it_should_be(browser: Any) -> None:
    """Without the desk, it runs and asks: so that what is proven below is not for want of an attack."""
    context = browser.new_context()
    ran: list[str] = []
    asked: list[str] = []

    def foreign(route: Any) -> None:
        asked.append(route.request.url)
        route.abort()

    context.expose_function("ran", lambda what: ran.append(what))
    context.route("**/*", foreign)
    page = context.new_page()
    page.set_content(PAGE, wait_until="domcontentloaded")
    page.wait_for_timeout(500)
    context.close()
    assert {"head", "body", "error"} & set(ran) and len(set(ran)) >= 4, ran
    assert any(url.startswith(ELSEWHERE) for url in asked)


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without the policy"])
def test_nothing_of_it_runs_and_nothing_is_asked_for(
    empty: str, visit: Callable[..., Any], tmp_path: Path, policy: bool
) -> None:
    """The second time without the content-security policy: what keeps it out has to be that all of it is escaped."""
    visitor = visit(empty, bypass_csp=not policy)
    ran: list[str] = []
    visitor.context.expose_function("ran", lambda what: ran.append(str(what)))
    page = visitor.go("/add")
    page.locator("input[type=file]").set_input_files([str(file) for file in inputs(tmp_path)])
    page.locator(
        "form:has(input[type=file]) button[type=submit], form:has(input[type=file]) button:not([type])"
    ).click()
    page.wait_for_url("**/add?job=*")
    job = page.url.partition("job=")[2]
    done(page, job)
    page.goto("/add")
    page.locator("textarea[name=text]").fill(f"{SAID}\n\n{TRICK}, he said.")
    for name in ("title", "outlet", "author"):
        page.locator(f"form:has(textarea[name=text]) [name={name}]").fill(TRICK)
    page.locator("form:has(textarea[name=text]) button").last.click()
    page.wait_for_url("**/add?job=*")
    done(page, page.url.partition("job=")[2])

    waiting, seen = deque(["/?alone=1", "/", f"/add?job={job}", "/judgements", "/search?q=mill+script"]), set()
    while waiting and len(seen) < 60:
        path = waiting.popleft()
        if path in seen:
            continue
        seen.add(path)
        page.goto(path, wait_until="load")
        assert page.evaluate(FOREIGN) == [], path
        links = page.eval_on_selector_all("a[href^='/']", "found => found.map(a => a.getAttribute('href'))")
        waiting += [link.partition("#")[0] for link in links]
        # What is hidden until somebody comes to it is gone through as well.
        for _ in range(5):
            page.keyboard.press("Tab")
    kinds = {path.split("/")[1].partition("?")[0] for path in seen}
    assert {"articles", "claims", "sources", "search", "judgements", "add"} <= kinds
    assert page.request.get("/api/articles/" + article_id(page)).headers["content-type"] == "application/json"
    assert ran == []
    assert not [url for url in visitor.asked if "ran(" in url or ("onerror" in url.rpartition("/")[2] and "/x" in url)]


def article_id(page: Any) -> str:
    found = page.request.get("/api/?alone=1").json()
    return str(found["moments"][0]["article"]["to"]).removeprefix("/articles/")


def done(page: Any, job: str) -> None:
    """Wait until a job is over, and see that it went well."""
    for _ in range(300):
        state = page.request.get(f"/api/jobs/{job}").json()
        if state["state"] not in ("waiting", "running"):
            break
        page.wait_for_timeout(100)
    assert state["state"] == "done" and not state["counts"]["failed"], state
