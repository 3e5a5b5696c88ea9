"""The article as one self-contained HTML page: no script, nothing fetched, safe whatever the article
contains.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from jinja2 import DictLoader, Environment, StrictUndefined, Template

from sayso.show.notes import Note
from sayso.show.safe import visible
from sayso.show.view import ArticleView, Segment

__all__ = ["page"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
# One rule an attribution lights it up from its note and back. Past some hundreds a browser would feel them.
_LIT = 300


def page(shown: ArticleView) -> str:
    """A view as a complete HTML document, in UTF-8 once it is encoded."""
    style = _style() + _highlights(shown)
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    language = shown.language if shown.language and _LANGUAGE.fullmatch(shown.language) else None
    return _template().render(
        shown=shown,
        style=style,
        style_hash=hashed,
        language=language,
        classes=_classes,
        grouped=_grouped,
        headed=bool(shown.blocks) and shown.blocks[0].kind == "headline",
        has_headline=any(b.kind == "headline" for b in shown.blocks),
    )


@cache
def _style() -> str:
    return _file("page.css")


@cache
def _template() -> Template:
    environment = Environment(
        loader=DictLoader({"page": _file("page.html")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    return environment.get_template("page")


def _file(name: str) -> str:
    return resources.files("sayso.show").joinpath(name).read_text(encoding="utf8")


def _highlights(shown: ArticleView) -> str:
    """The rules that light up an attribution's words while its note, or its number in the text, is pointed
    at.
    """
    out = []
    for key, anchors in _resting(shown)[:_LIT]:
        asked = f"main:has(#n-{key}:hover,#n-{key}:focus-within{''.join(f',#{a}:target' for a in anchors)})"
        out.append(f"{asked} .{key},{asked} #n-{key}{{background:var(--lit)}}\n")
    for note in shown.notes[:_LIT]:
        k = note.key
        asked = f"main:has(#n-{k}:hover,#n-{k}:focus-within,#{k}:hover,#{k}:target,#{k}:focus)"
        out.append(f"{asked} .{k}{{background:var(--lit)}}{asked} #n-{k}{{background:var(--lit)}}\n")
    return "".join(out)


def _resting(shown: ArticleView) -> list[tuple[str, list[str]]]:
    """What rests on words of the text without being an attribution, with the anchors of those words."""
    findings = (*(shown.check.findings if shown.check else ()), *(shown.card.findings if shown.card else ()))
    found = [(f.key, [words.anchor for words in f.words]) for f in findings]
    return found + [(t.key, [t.at.anchor]) for note in shown.notes for t in note.touches if t.at]


def _grouped(notes: Sequence[Note]) -> list[tuple[str, list[Note]]]:
    """The notes by who is called what in them."""
    groups: dict[str, list[Note]] = {}
    for note in notes:
        groups.setdefault(note.who, []).append(note)
    return list(groups.items())


def _classes(segment: Segment) -> list[str]:
    """The class lists of the nested elements that one segment is wrapped in, from the outermost inwards."""
    wrapped = [f"rests {' '.join(segment.rests)}"] if segment.rests else []
    for part in segment.parts:
        weak = " weak" if part.note.weak else ""
        if part.role == "content":
            wrapped.append(f"content {part.note.form} lane{part.note.lane} {part.note.key}{weak}")
        else:
            wrapped.append(f"{part.role} {part.note.key}{weak}")
    return wrapped
