"""The written rules of the sourcing card, one function each; `docs/findings.md` has an example of every one.

A rule that fires wrongly on more than one article in ten is not kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.model import Attribution, Finding, Relation, SourceKind, Span, Stance
from sayso.trace.standing import Standing, listed, sentence

__all__ = ["findings", "is_self_citation", "is_silence", "unnamed_only"]

_BORNE_OUT = 0.66  # whoever says so much of a statement's words says the same
_FEWEST = 3  # attributions to speak of one source

_WRITTEN = re.compile(
    r"\b(?:wrote|written|reported|argued|predicted|warned|forecast|published|pointed out"
    r"|been (?:saying|writing|reporting|arguing|predicting|warning))\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"\b(?:said|explained|noted)\b", re.IGNORECASE)
_WRITING = re.compile(
    r"\b(?:wrote|piece|article|column|post|blog|essay|report|story|newsletter|thread)\b", re.IGNORECASE
)
_AHEAD = re.compile(r"\b(?:will|likely|probably|going to|expect)\b|['’]ll\b", re.IGNORECASE)
_SILENCE = re.compile(
    r"\bdeclined\s(?:\w+\s){0,2}?to\s(?:comment|be interviewed|answer|respond|discuss|elaborate|speak|talk"
    r"|say (?:whether|if|how|why|what|when|who|where))\b"
    r"|\b(?:refused|would not agree)\sto\s(?:comment|be interviewed|answer questions|speak to|talk to|respond to)\b"
    r"|\bwould\s?(?:not|n['’]t)\scomment\b"
    r"|\bcould\s?(?:not|n['’]t)\s(?:immediately\s|be immediately\s)?be\s(?:immediately\s)?(?:reached|contacted)\b"
    r"|\b(?:did\s?(?:not|n['’]t)|had\s?(?:not|n['’]t)|has\s?(?:not|n['’]t))\s(?:immediately\s|yet\s)?"
    r"(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?)\sto\s(?:[\w’']+\s){0,5}?"
    r"(?:requests?|e-?mails?|calls?|messages?|questions|inquiries|enquiries)\b"
    r"|\bdid\s?(?:not|n['’]t)\s(?:immediately\s)?return\s(?:[\w’']+\s){0,5}?(?:calls?|messages?|e-?mails?|requests?)\b"
    r"|\b(?:not|un)\s?(?:immediately\s)?available\sfor\scomment\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying)|contradict(?:s|ed|ing)?|refut(?:e|es|ed|ing))\b", re.IGNORECASE)


def findings(standing: Standing, main: Sequence[Attribution]) -> Iterator[Finding]:
    """All that the rules find, in the order in which they stand here. `main` are those of `unnamed_only`."""
    yield from _unnamed_only(standing, main)
    yield from _outlet_relays_unnamed(standing)
    yield from _one_source(standing)
    yield from _side_missing(standing)
    yield from _absence_of_denial(standing)
    yield from _author_overrules(standing)
    yield from _self_citation(standing)


def unnamed_only(standing: Standing, carriers: Sequence[str]) -> list[Attribution]:
    """The main statements, the headline's and those of the first paragraphs, that only unnamed people stand for."""
    main = [
        a
        for a in standing.body
        if (a.id in carriers or a.content.spans.start < standing.lead_end)
        and standing.speaks(a)
        and standing.only_unnamed(a)
    ]
    within = {a.parent for a in main}
    main = [a for a in main if a.id not in within]
    if not main:
        return []
    named = [
        standing.words.of(a.content.spans)
        for a in standing.body
        if a.source_kind in (SourceKind.NAMED_PERSON, SourceKind.ORGANISATION, SourceKind.DOCUMENT)
        and a.stance is not Stance.DENIES
    ]
    holders: dict[str, list[int]] = defaultdict(list)
    for n, words in enumerate(named):
        for word in words:
            holders[word].append(n)
    return [a for a in main if not _borne_out(standing.words.of(a.content.spans), holders)]


def _borne_out(words: frozenset[str], holders: dict[str, list[int]]) -> bool:
    shared: dict[int, int] = defaultdict(int)
    for word in words:
        for n in holders.get(word, ()):
            shared[n] += 1
    return bool(words) and max(shared.values(), default=0) >= _BORNE_OUT * len(words)


def is_silence(standing: Standing, a: Attribution) -> bool:
    """Whether somebody is said to have been asked and to have said nothing."""
    if a.stance is not Stance.NO_COMMENT:
        return False
    sentences = standing.sentences_of((a.cue or a.content).spans)
    return any(_SILENCE.search(standing.text, s.start, s.end) for s in sentences)


def is_self_citation(standing: Standing, a: Attribution) -> bool:
    """Whether the author or the outlet quotes what it published before.

    What the author said, rather than wrote, counts where a piece of writing is spoken of right before.
    """
    if a.source_kind is not SourceKind.AUTHOR or a.parent is not None or a.cue is None:
        return False
    if _WRITTEN.search(a.cue.text):
        return True
    return bool(_SPOKEN.search(a.cue.text) and _WRITING.search(standing.text, *standing.before(a.cue.spans.start)))


def _unnamed_only(standing: Standing, main: Sequence[Attribution]) -> Iterator[Finding]:
    if main:
        what = "A main statement rests" if len(main) == 1 else f"{len(main)} main statements rest"
        who = listed(standing.name(a) for a in main)
        yield Finding("unnamed-only", f"{what} on unnamed people alone: {who}.", tuple(a.id for a in main))


def _outlet_relays_unnamed(standing: Standing) -> Iterator[Finding]:
    reports: dict[str, list[Attribution]] = defaultdict(list)
    for a in standing.body:
        if a.via and a.source is not None and standing.speaks(a) and standing.outlet(a.via[-1]):
            parent = standing.by_id.get(a.parent) if a.parent is not None else None
            quoted = parent is not None and parent.speaker == a.via[-1]
            reports[parent.id if quoted and parent is not None else a.via[-1]].append(a)
    for found in reports.values():
        if all(standing.unnamed(a) for a in found):
            name = sentence(standing.named(standing.entities[found[0].via[-1]]))
            who = listed(standing.name(a) for a in found)
            text = f"{name} has it from people whom it does not name: {who}."
            yield Finding("outlet-relays-unnamed", text, tuple(a.id for a in found))


def _one_source(standing: Standing) -> Iterator[Finding]:
    laid = [a for a in standing.body if a.source_kind is not SourceKind.AUTHOR]
    whom = {standing.who(a) for a in laid}
    if len(laid) >= _FEWEST and len(whom) == 1 and laid[0].source is not None:
        text = f"All {len(laid)} statements that are laid to somebody are laid to one source: {standing.name(laid[0])}."
        yield Finding("one-source", text, tuple(a.id for a in laid))


def _side_missing(standing: Standing) -> Iterator[Finding]:
    silent: dict[Span, list[str]] = defaultdict(list)
    for a in standing.body:
        if is_silence(standing, a):
            for span in standing.sentences_of((a.cue or a.content).spans):
                silent[span].append(a.id)
    for span in standing.sentences:
        if _SILENCE.search(standing.text, span.start, span.end):
            words = " ".join(span.of(standing.text).split())
            yield Finding("side-missing", f"A side is not heard: “{words}”", tuple(silent[span]), (span,))


def _absence_of_denial(standing: Standing) -> Iterator[Finding]:
    for a in standing.body:
        if a.stance is Stance.DOES_NOT_DENY and a.cue is not None and _DENIAL.search(a.cue.text):
            who = a.source.text if a.source is not None else "nobody"
            text = f"That “{who} {a.cue.text}” is an absence of denial; it confirms nothing."
            yield Finding("absence-of-denial", text, (a.id,))


def _author_overrules(standing: Standing) -> Iterator[Finding]:
    experts = {standing.who(a) for a in standing.body if standing.is_expert(a)}
    against: dict[str, list[Relation]] = defaultdict(list)
    for relation in standing.article.relations:
        if relation.kind is Stance.DISPUTES and relation.by == "author" and relation.attribution in standing.by_id:
            against[relation.attribution].append(relation)
    for key, relations in against.items():
        a = standing.by_id[key]
        only = ", the only expert quoted" if standing.who(a) in experts and len(experts) == 1 else ""
        words = listed(f"“{relation.passage.text}”" for relation in relations)
        spans = tuple(span for relation in relations for span in relation.passage.spans)
        yield Finding("author-overrules", f"The author contradicts {standing.name(a)}{only}: {words}.", (key,), spans)


def _self_citation(standing: Standing) -> Iterator[Finding]:
    own = [a for a in standing.body if is_self_citation(standing, a)]
    if own:
        ahead = any(a.stance is Stance.PREDICTS or _AHEAD.search(a.content.text) for a in own)
        what = "own earlier forecast" if ahead else "own earlier words"
        yield Finding("self-citation", f"The article cites its author’s {what} as support.", tuple(a.id for a in own))
