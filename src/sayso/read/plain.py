"""Plain text to a `Document`: lines unwrapped, furniture set aside, title, author and date found."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from sayso.model import Document
from sayso.read import phrases
from sayso.read.assemble import Known, Piece, clean, find_date, iso_date, put_together, same_title
from sayso.read.furniture import sort_out

__all__ = ["author_of", "pieces_of", "read_text", "split_lines"]

# What follows a name without a comma: the agency, or the office.
_TRADE = re.compile(r"\s(?=(?:AP|AFP|UPI|Associated\s+Press|Reuters|The\s|Staff|Special|Senior|National)\b)")
_BLANK = re.compile(r"\n[^\S\n]*\n")
# A full stop at the end, or the dash that signs a quotation at the beginning.
_NO_TITLE = re.compile(r"[.…:;,][\"”’'»)\]]*$|^[—–-]")
_TITLE_LENGTH = 200
# A line that was wrapped at a column is about as long as its neighbours: between these.
_WRAP_LEAST, _WRAP_MOST = 55, 85
_WRAP_SHARE = 0.8
_WRAP_LINES = 3
# How much of the line may stay empty for a next word that would still have fitted (hyphens, indents).
_WRAP_SLACK = 3


def read_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
    id: str | None = None,
    notes: Sequence[str] = (),
    dated: str | None = None,
) -> Document:
    """The document that a plain text makes, with what is known about it beforehand.

    Furniture is set aside; title, author and date are looked for in the text where they are not given.
    `published` is an ISO 8601 date; `dated` is one that counts only when the text gives none. Raises Empty.
    """
    lines = split_lines(clean(text))
    given = " ".join(clean(title).split()) if title else ""
    pieces = pieces_of(lines, given)
    kept = [p.text for p in pieces if p.kind is None]
    remarks = list(notes)
    bylines = [p.text for p in pieces if p.kind == "byline"]
    date = iso_date(published) or _date_of(bylines)
    if date is None and dated is not None:
        date = dated
        remarks.append(f"the date {dated} is from the name of the file, not from the text")
    known = Known(
        title=given or None,
        outlet=outlet or _outlet_of(pieces),
        author=author or author_of(bylines),
        published=date,
        url=url or None,
        language=language or None,
        id=id or None,
    )
    first = not given and _is_title(kept)
    return put_together(pieces, known, notes=remarks, headline_first=first)


def split_lines(text: str) -> list[str]:
    """The paragraphs of a cleaned text, trimmed: its lines, joined where they were wrapped."""
    if _is_wrapped(text):
        return [line for block in _BLANK.split(text) for line in _unwrap(block)]
    return [line for raw in text.split("\n") if (line := raw.strip())]


def pieces_of(lines: Sequence[str], title: str = "", blocks: Sequence[int] = ()) -> list[Piece]:
    """The paragraphs with what each of them is; a `title` that is known keeps its own repetitions out.

    `blocks` holds for every line the number of its block quotation, or 0.
    """
    above = bool(title) and not (lines and same_title(title, lines[0]))
    kinds = sort_out([title, *lines] if above else lines, titled=bool(title))[above:]
    quotes = blocks or [0] * len(lines)
    return [Piece(*of) for of in zip(lines, kinds, quotes, strict=True)]


def author_of(bylines: Sequence[str]) -> str | None:
    """The name in the first "By …" line that has one."""
    for line in bylines:
        m = phrases.BYLINE.fullmatch(line)
        if m:
            whole = m["name"].split(",")[0].strip()
            name = _TRADE.split(whole)[0]
            if (m["rest"] or "").lstrip()[:1].isdigit():
                # "By Ann Lee July 11, 2017": the last word is the month.
                name = name.rpartition(" ")[0]
            if len(whole) > 1:
                return name if " " in name else whole
    return None


def _date_of(bylines: Sequence[str]) -> str | None:
    issued = [b for b in bylines if re.search(r"\b(?:published|posted)\b", b, re.IGNORECASE)]
    return find_date(issued) or find_date(b for b in bylines if "updated" not in b.lower())


def _is_title(kept: Sequence[str]) -> bool:
    """Whether the first line is a headline: of some length, without a full stop, and with more to come."""
    first = kept[0] if kept else ""
    return len(kept) > 1 and 10 <= len(first) <= _TITLE_LENGTH and not _NO_TITLE.search(first)


def _outlet_of(pieces: Sequence[Piece]) -> str | None:
    """The outlet that the page's title bar names, where one was set aside."""
    for piece in pieces:
        if piece.kind == "heading" and (m := phrases.FRAME.fullmatch(piece.text)):
            return m["outlet"].strip()
    return None


def _is_wrapped(text: str) -> bool:
    inner = full = 0
    for block in _BLANK.split(text):
        lines = block.strip("\n").split("\n")
        for line in lines[:-1]:
            inner += 1
            full += _WRAP_LEAST <= len(line.rstrip()) <= _WRAP_MOST
    return full >= _WRAP_LINES and full >= _WRAP_SHARE * inner


def _unwrap(block: str) -> list[str]:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    if not lines:
        return []
    width = max(map(len, lines))
    out = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        fits = len(before) + 1 + len(line.split(None, 1)[0]) <= width - _WRAP_SLACK
        if fits and not line[0].islower():
            out.append([line])
        else:
            out[-1].append(line)
    return [" ".join(parts) for parts in out]
