"""From kept and set-aside paragraphs to a `Document`: the headline rule, offsets, language, id."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.errors import Empty
from sayso.model import Document, Furniture, Span
from sayso.model.record import digest
from sayso.read.furniture import plain_key
from sayso.read.phrases import DATE

__all__ = ["Known", "Piece", "any_date", "clean", "find_date", "iso_date", "put_together", "same_title"]

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters, lone surrogates, and what has no width: zero-width space, word joiner, byte order
# mark, soft hyphen. The joiners U+200C and U+200D stay: Persian, Hindi and emoji are spelt with them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff\ud800-\udfff]")
# A date that begins with its year in another notation than ISO 8601: 2034/10/02, 2034.10.02, 20341002T1200Z.
_YEAR_FIRST = re.compile(r"\s*((?:19|20)\d\d)([/.]?)(\d\d)\2(\d\d)(?!\d)")
_DATE_LENGTH = 100
_LANGUAGE_SAMPLE = 2000
_WORD = re.compile(r"[^\W\d_]+")
_LITTLE = "the of and to that is was for with are were been have has they which their this from"
_ENGLISH = frozenset(_LITTLE.split(" "))
_ENGLISH_SHARE = 0.12  # news in English has 0.2 to 0.35 of these; other languages under 0.05
_ENOUGH_WORDS = 30
_LANGUAGE_LETTERS = 20
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph as found: its text, its kind of furniture, the number of its block quotation or 0."""

    text: str
    kind: str | None = None
    block: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a text beside the text itself; None where nothing is."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    id: str | None = None


def clean(text: str) -> str:
    """The text with `\\n` for every line end and without unseen characters; all else untouched."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def same_title(a: str, b: str) -> bool:
    """Whether two lines have the same words."""
    return plain_key(a) == plain_key(b) and bool(plain_key(a))


def iso_date(value: str | None) -> str | None:
    """The ISO 8601 date that a value begins with, or None where it begins with none."""
    try:
        return datetime.date.fromisoformat((value or "").strip()[:10]).isoformat()
    except ValueError:
        return None


def any_date(value: str) -> str | None:
    """The one date that a value gives, as ISO 8601: in that notation, that of mails and feeds, or written out."""
    value = value[:_DATE_LENGTH]
    if m := _YEAR_FIRST.match(value):
        value = f"{m[1]}-{m[3]}-{m[4]}"
    return iso_date(value) or find_date([value])


def find_date(lines: Iterable[str]) -> str | None:
    """The one date that the lines give, as ISO 8601; None where they give none, or several."""
    found = set()
    for line in lines:
        for m in DATE.finditer(line):
            g = m.groupdict()
            year = g["y1"] or g["y2"] or g["y3"]
            name = g["m1"] or g["m2"]
            month = _MONTHS.index(name[:3].lower()) + 1 if name else int(g["m3"])
            try:
                found.add(datetime.date(int(year), month, int(g["d1"] or g["d2"] or g["d3"])).isoformat())
            except ValueError:
                continue
    return found.pop() if len(found) == 1 else None


def put_together(
    pieces: Sequence[Piece], known: Known, *, notes: Sequence[str] = (), headline_first: bool = False
) -> Document:
    """The document that the pieces make, in their order.

    `known.title` becomes the first paragraph unless the first kept piece says the same; with
    `headline_first` that first piece is the title itself. Raises Empty when no piece is kept.
    """
    kept = [p for p in pieces if p.kind is None]
    if not kept:
        raise Empty("no article text is left once the page furniture is set aside")
    title = known.title
    parts: list[str] = []
    if headline_first:
        title = kept[0].text
    elif title is not None and not same_title(title, kept[0].text):
        parts.append(title)
    offset = len(parts[0]) + 2 if parts else 0
    paragraphs = [Span(0, len(parts[0]))] if parts else []
    blocks: dict[int, Span] = {}
    waiting: list[Piece] = []
    furniture: list[Furniture] = []
    for piece in pieces:
        if piece.kind is not None:
            waiting.append(piece)
            continue
        furniture += [Furniture(str(w.kind), w.text, offset) for w in waiting]
        waiting = []
        span = Span(offset, offset + len(piece.text))
        paragraphs.append(span)
        if piece.block:
            begun = blocks.get(piece.block, span)
            blocks[piece.block] = Span(begun.start, span.end)
        parts.append(piece.text)
        offset = span.end + 2
    text = "\n\n".join(parts)
    furniture += [Furniture(str(w.kind), w.text, len(text)) for w in waiting]
    return Document(
        id=known.id or digest({"url": known.url, "text": text}),
        text=text,
        paragraphs=tuple(paragraphs),
        title=title,
        headline=paragraphs[0] if title is not None else None,
        outlet=known.outlet,
        author=known.author,
        published=known.published,
        url=known.url,
        language=known.language or language_of(text),
        blocks=tuple(blocks.values()),
        furniture=tuple(furniture),
        notes=tuple(notes),
    )


def language_of(text: str) -> str | None:
    """The ISO 639-1 code that the text's beginning is most likely written in; None under twenty letters."""
    sample = text[:_LANGUAGE_SAMPLE]
    if sum(map(str.isalpha, sample)) < _LANGUAGE_LETTERS:
        return None
    # English gives itself away by its little words, and loading the model that knows the other languages
    # costs more than reading an article does.
    words = _WORD.findall(sample.lower())
    if len(words) >= _ENOUGH_WORDS and sum(word in _ENGLISH for word in words) > _ENGLISH_SHARE * len(words):
        return "en"
    import py3langid

    return str(py3langid.classify(sample)[0])
