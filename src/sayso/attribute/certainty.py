"""How sure a content is put: the hedges that stand on it, and the probability that readers give to such words.

The words and their figures are those of `text.hedges`.

Only the main clause counts, and of a longer quotation only its first sentence: a hedge in passing (*who may be ill*)
stands on something else. Of several hedges the least probable one counts, since hedges of one clause say one thing
together (*may possibly*, *I think it likely*) and are no independent chances to be multiplied.
"""

from __future__ import annotations

import re

from sayso.attribute.lexicon import Act
from sayso.attribute.stance import Deed
from sayso.model import Certainty, Passage, SpanSet
from sayso.text.hedges import Hedged, hedges, is_adverb, is_modal, surveyed

__all__ = ["certainty"]

_LONG = 260  # characters: of a longer content only the first sentence is looked at
_MOST = 600  # characters of a sentence that are looked at

_SENTENCE = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«]?[A-Z])|\n")
# Verbs of belief: not to have it is to doubt, not to have knowledge is to be uncertain.
_BELIEF = re.compile(
    r"(?:think|believ|expect|foresee|anticipat|envision|envisag|imagin|predict|reckon|convinced|confident|suppos|trust)"
)
_KNOWLEDGE = re.compile(r"(?:know|sure|certain|clear|aware|understand|understood)")
_SUGGESTING = re.compile(r"(?:suggest|hint|impl(?:y|ie)|insinuat|speculat|surmis|conjectur|suspect|guess)")


def certainty(text: str, cue: SpanSet | None, content: SpanSet, done: Deed) -> Certainty:
    """The hedges that stand on a content, in the order of the text, and what they come to.

    `done` is what the words do that lay it to its source.
    """
    found = [f for f in _in_content(text, content) if done.act is not Act.ASK or not is_modal(text, f)]
    if cue:
        hedge = _in_deed(text, done, cue)
        found += [hedge] if hedge is not None else _in_cue(text, cue)
    found.sort(key=lambda f: f[0].start)
    markers = tuple(Passage.at(text, spans) for spans, _ in found)
    known = [probability for _, probability in found if probability is not None]
    return Certainty(markers, min(known, key=lambda p: (p.median, p.low, p.high), default=None))


def _in_content(text: str, content: SpanSet) -> list[Hedged]:
    """The hedges in a short content, and in the first sentence of a longer one."""
    out: list[Hedged] = []
    short = len(content) <= _LONG
    for span in content if short else content.spans[:1]:
        start = span.start
        while start < span.end:
            stop = _SENTENCE.search(text, start, min(span.end, start + _MOST))
            end = stop.end() if stop else min(span.end, start + _MOST)
            asked = text[start:end].rstrip('"”’»)] \n').endswith("?")
            out += [f for f in hedges(text, start, end) if not (asked and is_modal(text, f))]
            if not short or not stop:
                break
            start = end
    return out


def _in_cue(text: str, cue: SpanSet) -> list[Hedged]:
    """A cue's own hedges: *is likely to*, *thinks it possible*.

    That somebody *may say* or *apparently believes* something is the article's doubt and not the source's.
    """
    found = [f for span in cue for f in hedges(text, span.start, span.end)]
    return [f for f in found if not is_modal(text, f) and not is_adverb(text, f)]


def _in_deed(text: str, done: Deed, cue: SpanSet) -> Hedged | None:
    """The doubt that a cue's verb is: *doubts*, *does not think*, *no one knows*; *suggests* has no figure."""
    if (done.act is Act.DOUBT and not done.negated) or (done.negated and _BELIEF.match(done.word)):
        phrase = "we doubt"
    elif done.negated and _KNOWLEDGE.match(done.word):
        phrase = "uncertain"
    elif not done.negated and _SUGGESTING.match(done.word):
        phrase = ""
    else:
        return None
    return _words_of(text, done, cue), surveyed()[phrase] if phrase else None


def _words_of(text: str, done: Deed, cue: SpanSet) -> SpanSet:
    """Where the verb stands, and the first word of what denies it."""
    spans: list[tuple[int, int]] = []
    for span in cue:
        m = re.compile(re.escape(done.word).replace("'", "['’]"), re.IGNORECASE).search(text, span.start, span.end)
        if m:
            spans.append((m.start(), m.end()))
            break
    else:
        spans.append((cue.start, cue.end) if len(cue.spans) == 1 else (cue.spans[0].start, cue.spans[0].end))
    if done.negated:
        for part in _NEGATION.finditer(text, max(0, spans[0][0] - 60), spans[0][0]):
            spans[1:] = [(part.start(), part.end())]
    return SpanSet.of(spans)


_NEGATION = re.compile(r"\b(?:not|never|no|nobody|none|few|neither|cannot|without|unable|\w+n['’]t)\b", re.IGNORECASE)
