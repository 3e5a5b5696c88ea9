"""What one article stands on: the sourcing card and the headline check."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.span import Span

__all__ = ["Finding", "Headline", "Sourcing", "Voice"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth knowing about an article's sourcing, found by the written rule of this id.

    `text` says it in plain words; `attributions` are the ids of those it rests on, and `spans` the words.
    """

    rule: str
    text: str
    attributions: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Headline:
    """What a headline asserts and what in the body carries it.

    `claim` is its words less the word that says how sure they are; `asserts` is how surely: `confirmed`, `stated`,
    `attributed`, `hedged`, `asked`. `rests_on` are the ids of the attributions whose contents carry it;
    `own_voice` is whether the article says it in its own words too, laid to nobody; told of
    `stated`, `hedged` and `asked` alone.
    """

    claim: str
    span: Span
    asserts: str
    rests_on: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    own_voice: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker's share of an article: how many attributions, and how many words of content."""

    speaker: str
    attributions: int
    words: int


@dataclass(frozen=True, slots=True)
class Sourcing:
    """Who an article's statements are laid to: different sources counted by kind, statements by form.

    An author is one source at most, so `author` counts the statements that are laid to the author.
    `voices` are the speakers, who says most first. `unnamed_only` are the ids of main statements that rest on
    unnamed sources alone; `silent` those of refusals to comment and of attempts to reach somebody;
    `self_citations` those in which the author or the outlet quotes itself. `findings` are those of the whole card.
    """

    named: int = 0
    unnamed: int = 0
    organisations: int = 0
    outlets: int = 0
    documents: int = 0
    author: int = 0
    direct: int = 0
    indirect: int = 0
    mixed: int = 0
    voices: tuple[Voice, ...] = ()
    unnamed_only: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    self_citations: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    headline: Headline | None = None
