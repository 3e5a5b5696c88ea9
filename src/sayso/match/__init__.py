"""Which statements are one claim, which articles tell of one event, and which texts are copies of others."""

from __future__ import annotations

from sayso.match.alignment import align
from sayso.match.claims import able, assign, keys, near
from sayso.match.copies import compare
from sayso.match.credits import agency_of, credits, same_agency
from sayso.match.events import gists, same_event
from sayso.match.likeness import alike, embed, liken
from sayso.match.sketch import sketch, suspects
from sayso.match.stance import position, positions
from sayso.match.statements import statements
from sayso.match.versions import changes

__all__ = [
    "able",
    "agency_of",
    "align",
    "alike",
    "assign",
    "changes",
    "compare",
    "credits",
    "embed",
    "gists",
    "keys",
    "liken",
    "near",
    "position",
    "positions",
    "same_agency",
    "same_event",
    "sketch",
    "statements",
    "suspects",
]
