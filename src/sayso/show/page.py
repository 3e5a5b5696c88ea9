"""The article as one self-contained HTML page: no script, nothing fetched, safe whatever the article
contains.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sayso.show.notes import Note
from sayso.show.template import packaged, rendered
from sayso.show.view import ArticleView, Segment

__all__ = ["Link", "article_values", "page"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
# One rule an attribution lights it up from its note and back. Past some hundreds a browser would feel them.
_LIT = 300


@dataclass(frozen=True, slots=True)
class Link:
    """Where a place of the text leads (an anchor of the page), in these words."""

    to: str
    text: str


_NO_LINKS: Mapping[str, Link] = MappingProxyType({})


def page(shown: ArticleView) -> str:
    """A view as a complete HTML document, in UTF-8 once it is encoded."""
    style = packaged("page.css") + _highlights(shown)
    return rendered("page.html", f"{shown.title or 'Untitled'} · who says what", style, **article_values(shown))


def article_values(
    shown: ArticleView, pre: str = "", level: int = 1, links: Mapping[str, Link] = _NO_LINKS
) -> dict[str, Any]:
    """What `article.html` needs for one article.

    `pre` stands before its anchors, so that several articles fit on one page, and `level` is that of its heading.
    `links` are the places of the text that lead elsewhere, by their anchors.
    """
    return {
        "shown": shown,
        "language": shown.language if shown.language and _LANGUAGE.fullmatch(shown.language) else None,
        "pre": pre,
        "level": level,
        "links": links,
        "classes": _classes,
        "grouped": _grouped,
    }


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
