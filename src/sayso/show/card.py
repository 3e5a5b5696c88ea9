"""What one article stands on, ready to print: the headline check and the sourcing card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.model import Article, Finding, Headline, Sourcing, Span
from sayso.show.notes import Cast, Note, Words, words_at
from sayso.show.safe import one_line

__all__ = ["Card", "Check", "Shown", "Voice", "card_of"]

_ASSERTS = {
    "confirmed": "says that it is confirmed",
    "stated": "says it as a fact",
    "attributed": "lays it to somebody",
    "hedged": "says it with a hedge",
    "asked": "asks it",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding: what it says, the notes that it rests on, and the words beside them."""

    key: str
    rule: str
    text: str
    notes: tuple[Note, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """The headline check: its claim, how surely it says it in words, what carries it, and what is to be said.

    `otherwise` says what carries it besides `rests_on`, or that nothing does; it may be empty.
    """

    claim: str
    asserts: str
    rests_on: tuple[Note, ...]
    otherwise: str
    findings: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker's share: `share` is that of the words of everybody together, from 0 to 1."""

    name: str
    statements: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class Card:
    """The sourcing card. `sources` and `forms` are counts with their words; what is nought is left out."""

    sources: tuple[str, ...]
    forms: tuple[str, ...]
    voices: tuple[Voice, ...]
    unnamed_only: tuple[Note, ...]
    silent: tuple[Note, ...]
    self_citations: tuple[Note, ...]
    findings: tuple[Shown, ...]


class _Findings:
    """Findings as they are shown, numbered on; `resting` are the words that they rest on: key, span, anchor."""

    def __init__(self, text: str, notes: Mapping[str, Note]) -> None:
        self._text = text
        self._notes = notes
        self._count = 0
        self.resting: list[tuple[str, Span, str]] = []

    def notes(self, ids: Iterable[str]) -> tuple[Note, ...]:
        """The notes of these attributions, those that there are."""
        return tuple(self._notes[i] for i in ids if i in self._notes)

    def shown(self, findings: Iterable[Finding]) -> tuple[Shown, ...]:
        """The findings, in their order."""
        out = []
        for f in findings:
            self._count += 1
            key = f"f{self._count}"
            at = words_at(self._text, key, f.spans)
            self.resting += [(key, span, words.anchor) for span, words in at]
            said = tuple(words for _, words in at)
            out.append(Shown(key, one_line(f.rule), one_line(f.text), self.notes(f.attributions), said))
        return tuple(out)


def card_of(
    article: Article, notes: Mapping[str, Note], cast: Cast
) -> tuple[Check | None, Card | None, list[tuple[str, Span, str]]]:
    """The headline check and the card, where there are any, and the words that their findings rest on: key, span,
    anchor. `notes` go by the ids of their attributions.
    """
    s = article.sourcing
    if s is None:
        return None, None, []
    findings = _Findings(article.document.text, notes)
    # Where nobody is found to say anything, a headline has nothing to be held against.
    check = _check(s.headline, findings) if s.headline and notes else None
    rest = [f for f in s.findings if s.headline is None or f not in s.headline.findings]
    every = sum(v.words for v in s.voices)
    card = Card(
        sources=_sources(s),
        forms=tuple(
            f"{n} {form}" for n, form in ((s.direct, "direct"), (s.indirect, "indirect"), (s.mixed, "mixed")) if n
        ),
        voices=tuple(
            Voice(cast.name(v.speaker), v.attributions, v.words, v.words / every if every else 0.0) for v in s.voices
        ),
        unnamed_only=findings.notes(s.unnamed_only),
        silent=findings.notes(s.silent),
        self_citations=findings.notes(s.self_citations),
        findings=findings.shown(rest),
    )
    return check, card, findings.resting


def _check(h: Headline, findings: _Findings) -> Check:
    asserts = _ASSERTS.get(h.asserts, one_line(h.asserts))
    if h.own_voice:
        otherwise = "the article’s own words, laid to nobody"
    else:
        otherwise = "" if h.rests_on else "nothing in the text that says so much of it"
    return Check(one_line(h.claim), asserts, findings.notes(h.rests_on), otherwise, findings.shown(h.findings))


def _sources(s: Sourcing) -> tuple[str, ...]:
    counted = (
        (s.named, "named person", "named people"),
        (s.unnamed, "unnamed source", "unnamed sources"),
        (s.organisations, "organisation", "organisations"),
        (s.outlets, "outlet", "outlets"),
        (s.documents, "document", "documents"),
        (s.author, "statement of the author’s own", "statements of the author’s own"),
    )
    return tuple(f"{n} {one if n == 1 else many}" for n, one, many in counted if n)
