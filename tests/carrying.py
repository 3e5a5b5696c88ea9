"""Carriers of a claim in few words, for tests of what a claim rests on."""

from __future__ import annotations

from sayso.model import (
    Carrier,
    Copy,
    Description,
    Head,
    Mouth,
    Passage,
    SourceKind,
    Span,
    SpanSet,
    Stance,
    Statement,
    StatementKind,
)

__all__ = ["copied", "head", "named", "outlet", "passage", "said", "unnamed"]

CLAIM = "the storm gates of Port Calder will be shut"


def head(id: str, outlet: str | None = None, published: str | None = None, added: str = "2031-04-01T08:00:00Z") -> Head:
    return Head(id, f"digest of {id}", added, title=f"Title of {id}", outlet=outlet, published=published)


def passage(text: str, start: int = 0) -> Passage:
    return Passage(text, SpanSet((Span(start, start + len(text)),)))


def outlet(name: str) -> Mouth:
    return Mouth(f"outlet:{name.lower()}", name, SourceKind.OUTLET)


def named(name: str) -> Mouth:
    return Mouth(f"person:{name.lower()}", name, SourceKind.NAMED_PERSON)


def unnamed(
    article: str, name: str, n: int = 1, group: bool = False, number: str | None = None, side: str | None = None
) -> Mouth:
    """Somebody without a name; `name` is all that is said of what they are."""
    kind = SourceKind.UNNAMED_GROUP if group else SourceKind.UNNAMED_PERSON
    description = Description(
        number=passage(number) if number else None, office=passage(name), side=passage(side) if side else None
    )
    return Mouth(f"unnamed:{article}:e{n}", name, kind, description)


def said(
    article: Head,
    *mouths: Mouth,
    stance: Stance = Stance.STATES,
    opposed: bool = False,
    kind: StatementKind = StatementKind.CONTENT,
    start: int = 0,
    n: int = 0,
) -> Carrier:
    """A statement of the claim in an article, laid to these mouths, the outermost first."""
    own = not mouths
    return Carrier(
        Statement(
            id=f"{article.id}#a{n}" if not own else f"{article.id}#s{n}",
            article=article.id,
            kind=kind if not own or kind is StatementKind.HEADLINE else StatementKind.ASSERTION,
            passage=passage(CLAIM, start),
            stance=stance,
            mouths=mouths,
            source=None if own else passage(mouths[-1].name, start + 100),
            cue=None if own else passage("said", start + 200),
        ),
        article,
        opposed=opposed,
    )


def copied(copy: Head, of: Head, *passages: tuple[int, int], containment: float = 0.9) -> Copy:
    """One text taken over from another: all of it, or the stretches of the copy that are given."""
    return Copy(copy.id, of.id, containment, passages=tuple((Span(a, b), Span(a, b)) for a, b in passages))
