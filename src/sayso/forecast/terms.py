"""The terms of a forecast: what exactly is foreseen, under which condition, and how surely."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.forecast.marked import Marked
from sayso.forecast.phrases import within
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
_NEAR = 60  # characters between words of probability and those that they are said of
_CONTRACTED = re.compile(r"\b(?:wo|sha)$", re.IGNORECASE)
_WHOLE = {"wo": "will", "sha": "shall"}
# How surely, in the words that put it into the future, and in the verb that lays it to whoever holds it to be so.
_EXPECTED = re.compile(
    r"expected|projected|predicted|anticipated|tipped|(?:almost |virtually |nearly )?certain|sure\b|guaranteed|bound to"
    r"|inevitable|(?:expect|anticipate)s?\b|chance|possibility|likelihood|danger|risk",
    re.IGNORECASE,
)
_HELD = within(
    """
    believ(?:es?|ed|ing)|think(?:s|ing)?|thought|expect(?:s|ing|ation)?|anticipat(?:es?|ing)|suspect(?:s|ed)?|reckons?|
    guess(?:es)?|doubt(?:s|ed)?|bets?|convinced|confident|certain|sure
    """
)
# Words of doubt or of none that no survey asked about: they are told, without a figure.
_SURE = re.compile(
    r"\b(?:certainly|surely|definitely|undoubtedly|inevitably|no doubt|without (?:a )?doubt|no (?:chance|way)"
    r"|no question|(?:the |a )?prospect)\b(?= (?!of\b))|\b(?:I|we)(?:['’]m| am|['’]re| are) (?:\w+ly )?"
    r"(?:sure|certain|confident|convinced)\b",
    re.IGNORECASE,
)
_SPEAKING = re.compile(r"(?:I|we)$", re.IGNORECASE)


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
    held: list[Hedged] = _thought(text, holder)
    held += [f for span in part for f in hedges(text, span.start, span.end)]
    if holder is not None and holder.cue is not None:
        cued = [f for span in holder.cue.spans for f in hedges(text, span.start, span.end)]
        held += [f for f in cued if not is_modal(text, f) and not is_adverb(text, f)]
    if holder is not None and holder.source_kind is SourceKind.AUTHOR and part.start > sentence.start:
        held += hedges(text, sentence.start, part.start)  # "I still believe that"
    held = list(dict(held).items())  # "I think" once
    known = [turned(p) if negated and not _denies(spans, found) else p for spans, p in held if p is not None]
    words = [Passage.at(text, spans) for spans, _ in held]
    words += _unsurveyed(text, part, found, holder, words)
    told = holder.certainty if holder is not None and part == holder.content.spans else None
    if told is not None and told.probability is not None and not known:
        words += [marker for marker in told.markers if marker not in words]
        known = [turned(told.probability) if negated else told.probability]
    exact = [p for p in known if p.low == p.median == p.high]
    least = max if negated else min
    return least(exact or known, key=lambda p: (p.median, p.low, p.high), default=None), tuple(words)


def _thought(text: str, holder: Attribution | None) -> list[Hedged]:
    """What *I think* comes to where it is itself what lays the rest to its speaker."""
    if holder is None or holder.cue is None or holder.source is None or not _SPEAKING.match(holder.source.text):
        return []
    start, end = holder.source.spans.start, holder.cue.spans.end
    return list(hedges(text, start, end)) if start < end <= start + _NEAR else []


def _unsurveyed(
    text: str, part: SpanSet, found: Marked, holder: Attribution | None, known: Sequence[Passage]
) -> list[Passage]:
    """The words of probability that no survey asked about, less those that are known."""
    out: list[Passage] = []
    cue = holder.cue.spans if holder is not None and holder.cue is not None else ()
    places = [(_EXPECTED, found.span), *((_HELD, span) for span in cue)]
    places += [
        (_SURE, Span(max(span.start, found.span.start - _NEAR), min(span.end, found.span.end + _NEAR)))
        for span in part
        if span.start < found.span.end + _NEAR and span.end > found.span.start - _NEAR
    ]
    for pattern, where in places:
        m = pattern.search(text, where.start, where.end)
        if m and not any(w.spans.overlaps(SpanSet((Span(m.start(), m.end()),))) for w in (*known, *out)):
            out.append(Passage.at(text, SpanSet((Span(m.start(), m.end()),))))
    return out


def _denies(spans: SpanSet, found: Marked) -> bool:
    """Whether a hedge holds the negation already: *probably not*."""
    cut = found.negation
    return cut is not None and any(s.overlaps(cut) for s in spans)
