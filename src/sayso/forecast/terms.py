"""The terms of a forecast: what exactly is foreseen, under which condition, and how surely."""

from __future__ import annotations

import re

from sayso.forecast.marked import Marked
from sayso.model import Attribution, Passage, Probability, SourceKind, Span, SpanSet
from sayso.text.hedges import Hedged, hedges, is_adverb, is_modal, turned

__all__ = ["CONDITION", "condition", "event", "probability"]

CONDITION = re.compile(
    r"(?<!\beven )(?<!\bas )(?<!\bwhat )(?<!\bsee )(?<!\bknow )(?<!\bask )(?<!\basked )\b(?:only if"
    r"|if(?! not\b| any\b| only\b)|unless|provided(?: that)?(?= \w+ \w+)|as long as|so long as|assuming(?: that)?"
    r"|in the event (?:of|that)|on condition that)\b|(?:^|(?<=[,;—–“\"] ))should(?= (?:the |a |an )?[\w’'-]+ \w)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r",[\"”]?\s|[;—–]|[.!?][\"”’)]*(?:\s|$)|\s-\s|\bthen\b")
_SOMEBODY = {
    **dict.fromkeys(("no", "none", "neither"), "any"),
    **dict.fromkeys(("no one", "nobody"), "somebody"),
    "nothing": "something",
    "few": "many",
}
_CONTRACTED = re.compile(r"\b(?:wo|sha)$", re.IGNORECASE)
_WHOLE = {"wo": "will", "sha": "shall"}
_EXPECTED = re.compile(r"expected|projected|predicted|anticipated|tipped", re.IGNORECASE)


def event(text: str, part: SpanSet, found: Marked) -> str:
    """What is said, put affirmatively: less what denies it."""
    cut = found.negation or found.nobody
    out = []
    for span in part:
        words = span.of(text)
        if cut is not None and span.contains(cut):
            a, b = cut.start - span.start, cut.end - span.start
            denial = words[a:b].lower().replace("’", "'")
            if found.nobody is not None:
                words = words[:a] + _SOMEBODY[denial] + words[b:]
            elif denial == "n't":
                words = _CONTRACTED.sub(lambda m: _WHOLE[m.group().lower()], words[:a]) + words[b:]
            else:
                words = words[:a].rstrip() + words[b:]
        out.append(words)
    return " … ".join(out)


def condition(text: str, part: SpanSet, found: Marked) -> Passage | None:
    """The clause on which it hangs."""
    for span in part:
        m = CONDITION.search(text, span.start, span.end)
        if m is None:
            continue
        end = span.end
        for stop in _CLAUSE_END.finditer(text, m.end(), span.end):
            # A second *if* goes on with the first.
            if not re.match(r"\s*(?:and |or )?if\b", text[stop.end() : stop.end() + 8]):
                end = stop.start()
                break
        if m.start() < end <= found.span.start or m.start() > found.span.start:
            words = text[m.start() : end].rstrip(' .,;"”’')
            return Passage.at(text, SpanSet((Span(m.start(), m.start() + len(words)),)))
    return None


def probability(
    text: str, sentence: Span, part: SpanSet, found: Marked, holder: Attribution | None, negated: bool
) -> tuple[Probability | None, tuple[Passage, ...]]:
    """That of the event, and the hedges: those of the sentence, of the cue, and before what the author thinks.

    A number outranks words; of several hedges the one that is least sure of what is said counts.
    """
    held: list[Hedged] = [f for span in part for f in hedges(text, span.start, span.end)]
    if holder is not None and holder.cue is not None:
        cued = [f for span in holder.cue.spans for f in hedges(text, span.start, span.end)]
        held += [f for f in cued if not is_modal(text, f) and not is_adverb(text, f)]
    if holder is not None and holder.source_kind is SourceKind.AUTHOR and part.start > sentence.start:
        held += hedges(text, sentence.start, part.start)  # "I still believe that"
    known = [turned(p) if negated and not _denies(spans, found) else p for spans, p in held if p is not None]
    words = [Passage.at(text, spans) for spans, _ in held]
    m = _EXPECTED.search(text, found.span.start, found.span.end)
    if m:
        words.append(Passage.at(text, SpanSet((Span(m.start(), m.end()),))))
    told = holder.certainty if holder is not None and part == holder.content.spans else None
    if told is not None and told.probability is not None and not known:
        words += [marker for marker in told.markers if marker not in words]
        known = [turned(told.probability) if negated else told.probability]
    exact = [p for p in known if p.low == p.median == p.high]
    least = max if negated else min
    return least(exact or known, key=lambda p: (p.median, p.low, p.high), default=None), tuple(words)


def _denies(spans: SpanSet, found: Marked) -> bool:
    """Whether a hedge holds the negation already: *probably not*."""
    cut = found.negation
    return cut is not None and any(s.overlaps(cut) for s in spans)
