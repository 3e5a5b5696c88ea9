"""Full-text search: how words are cut and folded, what a query asks for, and where in a text it is met.

Both engines are given the same words, already folded, so that a dossier finds the same things on either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.model import Document, Span
from sayso.text.paragraph import Sentences

__all__ = ["Query", "passage", "plain", "words"]

# Letters and figures with what is set over them; a possessive ending belongs to no word.
_WORD = re.compile(r"((?:[^\W_]|[\u0300-\u036f])+)(?:['’]s\b)?")
_PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
_LONGEST = 64  # characters of a word
_BEGUN = 4  # characters of a word that are looked for before it is
_PARTS = 32  # of a query: the rest of a longer one is not asked for


class Query(NamedTuple):
    """What is searched for: parts that must all be met, each a row of words that follow one another."""

    parts: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, typed: str) -> Query:
        """Read what somebody typed. Words inside quotation marks are one part; no other character means anything."""
        parts: list[tuple[str, ...]] = []
        at = 0
        for m in _PHRASE.finditer(typed):
            parts += [(word,) for word in words(typed[at : m.start()])]
            parts.append(tuple(words(m.group(1))))
            at = m.end()
        parts += [(word,) for word in words(typed[at:])]
        return cls(tuple(dict.fromkeys(part for part in parts if part))[:_PARTS])


def words(text: str) -> list[str]:
    """The words of a text as they are searched for, in order."""
    return list(_found(text, 0, len(text)))


def plain(name: str) -> str:
    """A name as it is searched for: its words with a space round each."""
    return f" {' '.join(words(name))} "


def passage(document: Document, query: Query) -> Span | None:
    """The sentence that meets the most of a query, or the paragraph where that meets more; the first of equals."""
    text = document.text
    best: tuple[int, Span] | None = None
    begun = {word[:-1][:_BEGUN] for part in query.parts for word in part}
    for paragraph in document.paragraphs:
        # Folding changes the ends of words alone, and of what is not written in ASCII more than that.
        low = paragraph.of(text).casefold()
        if low.isascii() and not any(word in low for word in begun):
            continue
        met = _met(text, paragraph, query)
        if not met or (best is not None and met <= best[0]):
            continue
        best = (met, paragraph)
        for sentence in Sentences(text, [paragraph]):
            if _met(text, sentence, query) == met:
                best = (met, _trimmed(text, sentence))
                break
        if met == len(query.parts):
            break
    return best and best[1]


def _met(text: str, where: Span, query: Query) -> int:
    here = list(_found(text, where.start, where.end))
    held = set(here)
    return sum(held.issuperset(part) and (len(part) == 1 or _in_a_row(here, part)) for part in query.parts)


def _in_a_row(here: Sequence[str], part: tuple[str, ...]) -> bool:
    starts = (i for i, word in enumerate(here) if word == part[0])
    return any(tuple(here[i : i + len(part)]) == part for i in starts)


def _trimmed(text: str, span: Span) -> Span:
    return Span(span.start, span.start + len(span.of(text).rstrip()))


def _found(text: str, start: int, end: int) -> Iterator[str]:
    for m in _WORD.finditer(text, start, end):
        if word := _fold(m.group(1)):
            yield word


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    """One spelling for a word: no capitals, no accents, and a plural as its singular (Harman's S-stemmer, 1991)."""
    low = word[:_LONGEST].casefold()
    if not low.isascii():
        apart = unicodedata.normalize("NFKD", word[:_LONGEST]).casefold()
        low = "".join(c for c in unicodedata.normalize("NFKD", apart) if c.isalnum())[:_LONGEST]
    if len(low) > 3 and low.endswith("s"):
        if low.endswith("ies"):
            return low if low.endswith(("eies", "aies")) else low[:-3] + "y"
        if low.endswith("es"):
            return low if low.endswith(("aes", "ees", "oes")) else low[:-1]
        if not low.endswith(("us", "ss")):
            return low[:-1]
    return low
