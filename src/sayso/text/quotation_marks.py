"""The marks of a text that may open or close a quotation, and which way each of them leans.

A mark leans by its shape and its neighbours; what it does in the end, the state decides (`quotation`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.model import Span

__all__ = ["Mark", "marks_of"]

# More marks than this in one run are an ornament.
_RUN = 6

_RUNS = re.compile(r"[\"“”„‟'‘’‚«»‹›`]+")
_OPENING = "([{<—–-/=*_~|>"
_CLOSING = ".,;:!?)]}…"
# Words that begin with an apostrophe.
_ELIDED = re.compile(
    r"(?:\d0s?\b|\d\ds?\b|(?:em|tis|twas|til|till|twere|twill|tisn|twasn|cause|cos|cuz|bout|round|n|nuff|ere|neath|gainst"
    r"|tween|twixt|fraid|course|kay|sup|scuse|nother|ave|ome|er)\b)",
    re.IGNORECASE,
)
_AFTER_PAUSE = re.compile(r"[.,:;!?—–\"“”(-]\s*$")
_FEET = re.compile(r"\d ?['’] ?\d{1,2}(?: ?½| ?¼| ?¾)? ?$")


class Mark(NamedTuple):
    """A mark that may open or close a quotation, of kind d double, s single, g « » or h ‹ ›.

    `lean` is what its shape and its neighbours say: `(` it opens, `)` it closes, `|` it does what the state
    needs, `c` an opening shape where a closer stands, `o` a closing shape where an opener stands.
    """

    at: int
    width: int
    kind: str
    glyph: str
    lean: str
    weak: bool  # may as well be an apostrophe or inches


def marks_of(text: str, paragraphs: Sequence[Span]) -> list[list[Mark]]:
    """The marks of every paragraph, in order, apostrophes and the like left out."""
    reversed_, symmetric = _guillemets(text, paragraphs)
    return [_marks(text, p, reversed_, symmetric) for p in paragraphs]


def _guillemets(text: str, paragraphs: Sequence[Span]) -> tuple[bool, bool]:
    """Whether the text sets »so«, and whether it sets »so»."""
    if "»" not in text and "›" not in text:
        return False, False
    if "«" not in text and "‹" not in text:
        return False, True
    first = re.compile(r"[«»‹›]")
    balance = 0
    for p in paragraphs:
        if m := first.search(text, p.start, p.end):
            balance += 1 if m.group() in "«‹" else -1
    return balance < 0, False


def _lean(left: str, right: str) -> str:
    """What the neighbours of a mark say: ( it opens, ) it closes, | either; empty strings are the
    paragraph's ends.
    """
    left_space = not left or left.isspace() or not left.isprintable()
    right_space = not right or right.isspace() or not right.isprintable()
    if left_space and right_space:
        return "|"
    if left_space:
        return ")" if right in ",;:!?)" else "("
    if right_space or right in _CLOSING:
        return ")"
    if left in _OPENING:
        return "("
    if right in _OPENING:
        return "(" if right in "([{" and left not in _CLOSING and not left.isalnum() else ")"
    return "|"


def _marks(text: str, within: Span, reversed_: bool, symmetric: bool) -> list[Mark]:
    """The marks of one paragraph that may open or close a quotation, in order."""
    out: list[Mark] = []
    for run in _RUNS.finditer(text, within.start, within.end):
        a, b = run.span()
        if b - a > _RUN:
            continue
        left = text[a - 1] if a > within.start else ""
        right = text[b] if b < within.end else ""
        at = a
        while at < b:
            two = text[at : at + 2] if at + 2 <= b else ""
            closing = bool(left) and not left.isspace() and left not in _OPENING
            if two in ("``", "''", "‘‘", "’’") and not (closing and b - at == 3 and text[at:b] == two[0] * 3):
                out.append(_double(text, at, 2, two, left, right, within))
                at += 2
                continue
            glyph = text[at]
            mark: Mark | None
            if glyph in '"“”„‟':
                mark = _double(text, at, 1, glyph, left, right, within)
            elif glyph in "«»‹›":
                mark = _guillemet(at, glyph, left, right, reversed_, symmetric)
            else:
                mark = _single(text, at, glyph, left, right, within)
            if mark is not None:
                out.append(mark)
            at += 1
    return _without_apostrophes(out)


def _double(text: str, at: int, width: int, glyph: str, left: str, right: str, within: Span) -> Mark:
    lean = _lean(left, right)
    weak = False
    if glyph in "„‟":
        lean = "("
    elif glyph in ("“", "``", "‘‘"):
        lean = "c" if lean == ")" else "("
    elif glyph in ("”", "’’"):
        lean = "o" if lean == "(" else ")"
    elif left.isdigit() and at > within.start and text[at - 1] == left:
        if _FEET.search(text, max(within.start, at - 8), at):
            return Mark(at, width, "x", glyph, "|", True)
        lean, weak = ")", bool(right) and not right.isalnum() and right not in ".,;:!?"
    return Mark(at, width, "d", glyph, lean, weak)


def _guillemet(at: int, glyph: str, left: str, right: str, reversed_: bool, symmetric: bool) -> Mark | None:
    kind = "g" if glyph in "«»" else "h"
    if symmetric:
        lean = _lean(left, right)
        if lean == "|" and (not left or left.isspace()):
            return None  # a bullet, or "Home » News"
        return Mark(at, 1, kind, glyph, lean, False)
    return Mark(at, 1, kind, glyph, "(" if (glyph in "«‹") != reversed_ else ")", False)


def _single(text: str, at: int, glyph: str, left: str, right: str, within: Span) -> Mark | None:
    """A single mark, or None where it can only be an apostrophe (don't, O'Neil, rock 'n' roll)."""
    if glyph == "`":
        return Mark(at, 1, "s", glyph, "(", True) if right.isalnum() and not left.isalnum() else None
    if glyph == "‚":
        return Mark(at, 1, "s", glyph, "(", False)
    near = text[at + 1] if at + 1 < within.end else ""
    before = text[at - 1] if at > within.start else ""
    if before.isalnum() and near.isalnum():
        return None
    if before.isdigit() and glyph == "'" and not near.isalpha() and near not in ".,":
        return Mark(at, 1, "s", glyph, ")", True)
    if near in "nN" and text[at + 2 : at + 3] in ("'", "’", "‘") and not text[at + 3 : at + 4].isalnum():
        return None
    if before in "nN" and near.isspace() and at - 2 >= within.start and text[at - 2] in "'’‘":
        return None
    lean = _lean(left, right)
    if glyph == "‘":
        weak = near.isalnum() and bool(_ELIDED.match(text, at + 1))
        return Mark(at, 1, "s", glyph, "c" if lean == ")" else "(", weak)
    if lean == "(" or (lean == "|" and not before.isalnum() and near.isalnum()):
        elided = bool(_ELIDED.match(text, at + 1))
        if elided and at > within.start and not _AFTER_PAUSE.search(text, max(within.start, at - 6), at):
            return None
        return Mark(at, 1, "s", glyph, "(", elided or glyph == "’")
    if lean == ")" or before.isalnum():
        # The dogs' owners, goin' home: where a plural or a clipped -ing is followed by a word.
        possessive = before in "szxSZX" or (before in "nN" and text[max(within.start, at - 2) : at].lower() == "in")
        return Mark(at, 1, "s", glyph, ")", possessive and near.isspace())
    return Mark(at, 1, "s", glyph, lean, False)


def _without_apostrophes(marks: list[Mark]) -> list[Mark]:
    """The marks that are left when weak ones have been decided by what follows them in the paragraph.

    A weak closer is an apostrophe (or inches) where a firm closer of its kind still comes before the next
    opener; a weak opener is one unless such a closer comes.
    """
    firm = {"d": False, "s": False}
    outside: list[bool] = []  # whether a firm single closer follows the double marks around
    out: list[Mark] = []
    for mark in reversed(marks):
        kind = mark.kind
        if kind == "x":
            continue
        if kind in firm:
            opens = mark.lean in "(o"
            if mark.weak and (firm[kind] != opens):
                continue
            if kind == "d" and opens:
                firm["s"] = outside.pop() if outside else False
            elif kind == "d":
                outside.append(firm["s"])
                firm["s"] = False
            firm[kind] = not opens and (not mark.weak or firm[kind])
        out.append(mark)
    out.reverse()
    return out
