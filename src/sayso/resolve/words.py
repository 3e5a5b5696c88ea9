"""A text cut into words once, with what every later step asks of them: sentences and quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from sayso.model import Document, Span
from sayso.resolve.vocabulary import PRONOUNS, TITLES
from sayso.text.quotation import Quotation, quotations
from sayso.text.wording import wordset

__all__ = ["OWNING", "PARTICLE", "Text", "Word"]

# An accent may stand behind its letter, or as what another encoding made of it: JosÃ© for José.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)+(?:[-‐‑][^\W\d_]+)*|['’]s\b"
    r"|[@#]?[^\W_]+(?:[\u0300-\u036f][\x80-\xbf]?[^\W_]*|(?<=[ÂÃ])(?:[\x80-\xbf]| [\u0300-\u036f])[^\W_]*"
    r"|['’](?![sS]\b)[^\W_]+|[-‐‑/&.@_][^\W_]+)*|[^\w\s]|\n+",
)
# What stands before a name, in one word with it: al-Masri, d’Orla.
PARTICLE = re.compile(r"(?:[aeu]l|a[dnrstz]|ash)[-‐‑](?=[A-Z])|[dl]['’](?=[A-Z])")
# Between an owner and what is owned.
OWNING = wordset("'s ’s")
_STOPS = frozenset(".!?…\n")
# Abbreviations that would be pronouns in small letters.
_SPELT_ALIKE = frozenset(("US", "WHO", "IT"))
# Abbreviations whose full stop ends no sentence, titles aside.
_ABBREVIATED = wordset("jr sr st inc ltd co corp vs no d r calif fla mass conn penn va wash ariz ill mich minn")


class Word(NamedTuple):
    """A word, a mark or a line break; `cap` where it begins with a capital letter, al- and the like aside."""

    start: int
    end: int
    text: str
    low: str
    cap: bool


class Text:
    """The words of a document, in order, and for each the number of its sentence; offsets are those of the text."""

    def __init__(self, document: Document, sources: Sequence[Span] = ()) -> None:
        self.text = document.text
        self.words: list[Word] = []
        self.sentence: list[int] = []
        self._starts: list[int] = []
        number = 0
        words, sentence = self.words, self.sentence
        new = tuple.__new__  # a text has very many words, and this is twice as fast as the class is when it is called
        add, count = words.append, sentence.append
        for m in self._tokens(sources):
            piece = m.group()
            start, end = m.span()
            if piece.isalpha():
                low = piece if piece in _SPELT_ALIKE else piece.lower()
                add(new(Word, (start, end, piece, low, piece[0].isupper())))
                count(number)
                continue
            if piece[0] == "\n":
                number += 2
                add(new(Word, (start, end, "\n", "\n", False)))
                count(number)
                continue
            low, cap = piece, piece[0].isupper()
            if end > start + 1:
                low, cap = piece.lower(), cap or PARTICLE.match(piece) is not None
                if "'" in low or "’" in low:
                    # "they're" is they for all that is asked here.
                    pronoun = low.replace("’", "'").split("'")[0]
                    low = pronoun if pronoun in PRONOUNS or pronoun == "who" else low
            add(new(Word, (start, end, piece, low, cap)))
            count(number)
            if piece in _STOPS and not (piece == "." and self._abbreviated(len(words) - 2)):
                number += 1
        self._starts = [w[0] for w in words]
        self.quoted: tuple[Quotation, ...] = tuple(
            q for q in quotations(self.text, document.paragraphs) if q.level == 0
        )
        self._quoted = [q.span.start for q in self.quoted]
        self.outer = self._outside()
        self.headline = document.headline

    def _tokens(self, sources: Sequence[Span]) -> Iterable[re.Match[str]]:
        """The words and marks; where a source begins or ends within a word, as headlines run together, so do words."""
        text = self.text
        cuts = [
            cut
            for cut in {c for s in sources for c in (s.start, s.end)}
            if 0 < cut < len(text) - 1
            and text[cut - 1] not in " \n"
            and text[cut].isupper()
            and text[cut + 1].islower()
        ]
        if not cuts:
            return _WORD.finditer(text)
        parts = pairwise([0, *sorted(cuts), len(text)])
        return chain.from_iterable(_WORD.finditer(text, begin, end) for begin, end in parts)

    def _outside(self) -> list[int]:
        """For each word how many sentences have begun outside quotation marks."""
        parts = [(p.start, p.end) for q in self.quoted for p in q.parts]
        if not parts:
            return self.sentence
        out: list[int] = []
        count, last = 0, -1
        quotes = iter([*parts, (len(self.text) + 1,) * 2])
        begin, end = next(quotes)
        for (start, _, text, _, _), number in zip(self.words, self.sentence, strict=True):
            while start >= end:
                begin, end = next(quotes)
            if number != last and start < begin and text not in '"“”':
                count += 1
                last = number
            out.append(count)
        return out

    def _abbreviated(self, at: int) -> bool:
        if at < 0:
            return False
        low = self.words[at].low
        return low in TITLES or low in _ABBREVIATED or (len(low) == 1 and self.words[at].cap)

    def in_headline(self, at: int) -> bool:
        """Whether a word stands in the headline."""
        return self.headline is not None and self.words[at].start < self.headline.end

    def within(self, span: Span) -> range:
        """The indices of the words that begin inside a span."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation around `offset`."""
        i = bisect_right(self._quoted, offset) - 1
        if i < 0 or self.quoted[i].span.end <= offset:
            return None
        return self.quoted[i] if any(p.start <= offset < p.end for p in self.quoted[i].parts) else None

    def spelt(self, first: int, last: int) -> str:
        """The text from one word to another, both included, in one line."""
        return " ".join(self.text[self.words[first].start : self.words[last].end].split())
