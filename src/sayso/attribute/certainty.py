"""How sure a content is put: the hedges that stand on it, and the probability that readers give to such words.

The figures come from two surveys (`probability_words.json`, which names them and says how it was made); the table
below says which surveyed phrase a hedge is read as. `may`, `might`, `could`, `perhaps` and `maybe` say that something
is possible and are read so; hedges that no survey asked about (*seems*, *apparently*) carry no figure. "not" before a
hedge gives the figure that was surveyed for the two together where there is one (*not likely*), and the complement
otherwise, its quartiles exchanged (*not unlikely*).

Only the main clause counts, and of a longer quotation only its first sentence: a hedge in passing (*who may be ill*)
stands on something else. Of several hedges the least probable one counts, since hedges of one clause say one thing
together (*may possibly*, *I think it likely*) and are no independent chances to be multiplied.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sayso.attribute.lexicon import Act
from sayso.attribute.stance import Deed, deed
from sayso.model import Certainty, Passage, Probability, SpanSet

__all__ = ["certainty", "surveyed"]

_TABLE = Path(__file__).with_name("probability_words.json")
_LONG = 260  # characters: of a longer content only the first sentence is looked at
_MOST = 600  # characters of a sentence that are looked at

_DEGREE = r"(?:(?:very|highly|extremely|quite|somewhat|rather|most|increasingly|all that) )?"
_ISNT = r"(?:(?:is|are|was|were|am|['’]s|['’]re|['’]m) (?:not|never)|(?:is|are|was|were)n['’]t)"


class _Hedge(NamedTuple):
    """Words of doubt, and the surveyed phrase that they are read as, plain and after a "not".

    An empty phrase has no figure; where `turned` is None, the complement stands for the hedge with its "not".
    """

    pattern: str
    phrase: str
    turned: str | None = None


# The first that fits at a place is taken.
_HEDGES = (
    _Hedge(r"(?:almost|virtually|nearly) certain(?:ly)?", "almost certain"),
    _Hedge(rf"{_DEGREE}unlikely", "unlikely"),
    _Hedge(rf"{_DEGREE}likely(?: to)? not", "not likely"),
    _Hedge(rf"(?<!\bmore )(?<!\bless )(?<!\bas ){_DEGREE}likely", "likely", "not likely"),
    _Hedge(r"probably (?:not|never|(?:wo|is|does|ca|did|was|are)n['’]t)", "probably not"),
    _Hedge(r"probably|in all likelihood|presumably", "probably", "probably not"),
    _Hedge(r"improbabl[ey]", "improbable"),
    _Hedge(r"probable", "probable", "improbable"),
    _Hedge(r"doubtful|dubious", "doubtful"),
    _Hedge(r"(?:I|we) (?:(?:really|seriously|highly|very much) )?doubt", "we doubt"),
    _Hedge(r"(?:I|we) (?:don['’]t|do not) (?:think|believe(?! in\b)|expect)", "we doubt"),
    _Hedge(rf"{_ISNT}(?: really| entirely| exactly| so| at all| yet)? (?:sure|certain|clear)", "uncertain"),
    _Hedge(r"uncertain|unclear|unsure|unknown|up in the air|who knows|no way of knowing", "uncertain"),
    _Hedge(r"(?:I|we|they) (?:(?:don|didn)['’]t|do not|did not) (?:(?:really|even|yet) )?know", "uncertain"),
    _Hedge(r"better than even(?: chance| odds)?", "better than even"),
    _Hedge(r"(?:(?:about|roughly) )?(?:an )?even (?:chance|odds)|fifty-fifty|50-50", "about even"),
    _Hedge(r"(?:almost|next to|virtually) no chance", "almost no chance"),
    _Hedge(r"(?:little|small|slim|slight|poor|remote|low) (?:chance|likelihood|possibility)", "little chance"),
    _Hedge(r"chances are (?:slight|slim)", "chances are slight"),
    _Hedge(r"(?:good|strong|high|great) (?:chance|likelihood|possibility)", "very good chance"),
    _Hedge(r"(?:a|the|some) (?:chance|possibility)(?= that\b)", "possible"),
    _Hedge(r"possibl[ey]|conceivabl[ey]|perhaps|maybe", "possible"),
    _Hedge(r"may|might|could(?! not\b)", "possible"),
    _Hedge(r"(?:I|we) (?:believe(?! in\b)|think|suspect|guess|suppose|reckon)|I['’]d (?:say|guess)", "we believe"),
    _Hedge(r"in (?:my|our) (?:opinion|view|estimation|judge?ment)", "we believe"),
    _Hedge(r"seem(?:s|ed|ingly)?|appear(?:s|ed)? (?:to|that)|apparently|(?:it )?looks like", ""),
)
_ANY = re.compile(
    r"(?<![\w’'-])(?:" + "|".join(f"(?P<h{i}>{h.pattern})" for i, h in enumerate(_HEDGES)) + r")(?![\w-])",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(\d{1,2}(?:\.\d+)?)(?: ?%| per ?cent)(?:age)? (?:chance|probability|likelihood)\b")
_NOT_BEFORE = re.compile(
    r"(?:\b(?:not|never|hardly|no longer)|\b\w+n['’]t)(?: (?:at all|very|all that|so|even|really|terribly))?\s+$"
)
_ADVERB = re.compile(r"(?:(?:bly|ently|ingly)|perhaps|maybe)$", re.IGNORECASE)
_ITEM = re.compile(r"(?:\b(?:and|or|a|an|the)\s|[,—–-]\s*)$")
# What stands before or behind a *likely* that is said of the content: the *likely voters* are some of the voters.
_SAID_OF = re.compile(
    r"(?:\b(?:is|are|was|were|am|be|been|not|will|would|has|have|had|it|most|very|highly|quite|seems?|looks?|as)|['’]\w+)\s+$"
)
_SAYS_ON = re.compile(r"\s+(?:to|that|not|be|have|because)\b|[\s\W]*$")
_MODAL = frozenset(["may", "might", "could"])
# A month, and what people might do in general, are no hedges; nor is a modal verb in a relative clause.
_NO_MODAL_BEFORE = re.compile(r"\b(?:one|you|as best \w+)\s+$", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\w[\w’'-]*,? (?:that|who|which) (?:(?:also|\w+ly) )?(?:(?:is|are|was|were|have|has) )?$", re.IGNORECASE
)
# Words that open another clause than the main one; a comma behind them closes it again.
_CLAUSE = re.compile(
    r"\b(?:if|when|whenever|who|whom|whose|which|where|whether|because|while|although|though|since|until|unless|what|how|so"
    r"|why|than|before|after|as)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«]?[A-Z])|\n")
# Verbs of belief: not to have it is to doubt, not to have knowledge is to be uncertain.
_BELIEF = re.compile(
    r"(?:think|believ|expect|foresee|anticipat|envision|envisag|imagin|predict|reckon|convinced|confident|suppos|trust)"
)
_KNOWLEDGE = re.compile(r"(?:know|sure|certain|clear|aware|understand|understood)")
_SUGGESTING = re.compile(r"(?:suggest|hint|impl(?:y|ie)|insinuat|speculat|surmis|conjectur|suspect|guess)")


@cache
def surveyed() -> dict[str, Probability]:
    """The figures of the survey, by phrase."""
    table = json.loads(_TABLE.read_text(encoding="utf8"))["phrases"]
    return {phrase: Probability(row["median"], row["low"], row["high"]) for phrase, row in table.items()}


def certainty(text: str, source: SpanSet | None, cue: SpanSet | None, content: SpanSet) -> Certainty:
    """The hedges that stand on a content, in the order of the text, and what they come to."""
    done = deed(text, source, cue, content)
    found = [f for f in _in_content(text, content) if done.act is not Act.ASK or not _is_modal(text, f)]
    if cue:
        hedge = _in_deed(text, done, source, cue)
        found += [hedge] if hedge is not None else _in_cue(text, cue)
    found.sort(key=lambda f: f[0].start)
    markers = tuple(Passage.at(text, spans) for spans, _ in found)
    known = [probability for _, probability in found if probability is not None]
    return Certainty(markers, min(known, key=lambda p: (p.median, p.low, p.high), default=None))


_Found = tuple[SpanSet, Probability | None]


def _in_content(text: str, content: SpanSet) -> list[_Found]:
    """The hedges in a short content, and in the first sentence of a longer one."""
    out: list[_Found] = []
    short = len(content) <= _LONG
    for span in content if short else content.spans[:1]:
        start = span.start
        while start < span.end:
            stop = _SENTENCE.search(text, start, min(span.end, start + _MOST))
            end = stop.end() if stop else min(span.end, start + _MOST)
            asked = text[start:end].rstrip('"”’»)] \n').endswith("?")
            out += [f for f in _in_stretch(text, start, end) if not (asked and _is_modal(text, f))]
            if not short or not stop:
                break
            start = end
    return out


def _is_modal(text: str, found: _Found) -> bool:
    return found[0].text(text).lower() in _MODAL


def _in_cue(text: str, cue: SpanSet) -> list[_Found]:
    """A cue's own hedges: *is likely to*, *thinks it possible*.

    That somebody *may say* or *apparently believes* something is the article's doubt and not the source's.
    """
    found = [f for span in cue for f in _in_stretch(text, span.start, span.end)]
    return [f for f in found if not _is_modal(text, f) and not _ADVERB.search(f[0].text(text))]


def _in_stretch(text: str, start: int, end: int) -> Iterator[_Found]:
    for m in _PERCENT.finditer(text, start, end):
        share = float(m.group(1)) / 100
        yield SpanSet.of([(m.start(), m.end())]), Probability(share, share, share)
    for m in _ANY.finditer(text, start, end):
        before = text[max(start, m.start() - 40) : m.start()]
        if m.group().lower() in _MODAL and (_NO_MODAL_BEFORE.search(before) or _is_month(m, before)):
            continue
        if _RELATIVE.search(before) or _is_attribute(m, before, end):
            continue
        if _ITEM.search(before) and _ADVERB.search(m.group()):
            continue  # "the roof, perhaps the walls": on one thing of several
        if _in_another_clause(text, start, m.start()):
            continue
        hedge = _HEDGES[int((m.lastgroup or "h0")[1:])]
        negated = _NOT_BEFORE.search(before)
        at = m.start() - len(before) + negated.start() if negated else m.start()
        yield SpanSet.of([(at, m.end())]), _figure(hedge, m.group().lower(), negated is not None)


def _is_month(m: re.Match[str], before: str) -> bool:
    """Whether *May* is no verb: it is none with its capital, but between other capitals, in a headline."""
    word = before.split()[-1:] or [""]
    return m.group() == "May" and not (word[0][:1].isupper() and m.string[m.end() + 1 : m.end() + 2].isupper())


def _is_attribute(m: re.Match[str], before: str, end: int) -> bool:
    """Whether a *likely* stands with a noun."""
    likely = m.group().lower() == "likely"
    return likely and not _SAID_OF.search(before) and not _SAYS_ON.match(m.string[m.end() : min(end, m.end() + 9)])


def _in_another_clause(text: str, start: int, at: int) -> bool:
    openings = [m for m in _CLAUSE.finditer(text, start, at) if m.start() > start]
    return bool(openings) and "," not in text[openings[-1].end() : at]


def _figure(hedge: _Hedge, words: str, negated: bool) -> Probability | None:
    """What a hedge comes to, with its adverb of degree where the survey asked about the two together."""
    table = surveyed()
    if not hedge.phrase:
        return None
    if negated and hedge.turned is not None:
        return table[hedge.turned]
    plain = table.get(_STRONGER.sub("very ", words), table[hedge.phrase])
    if not negated:
        return plain
    return Probability(*(round(1 - figure, 3) for figure in (plain.median, plain.high, plain.low)))


_STRONGER = re.compile(r"^(?:extremely|most) ")


def _in_deed(text: str, done: Deed, source: SpanSet | None, cue: SpanSet) -> _Found | None:
    """The doubt that a cue's verb is: *doubts*, *does not think*, *no one knows*; *suggests* has no figure."""
    if (done.act is Act.DOUBT and not done.negated) or (done.negated and _BELIEF.match(done.word)):
        phrase = "we doubt"
    elif done.negated and _KNOWLEDGE.match(done.word):
        phrase = "uncertain"
    elif not done.negated and _SUGGESTING.match(done.word):
        phrase = ""
    else:
        return None
    return _words_of(text, done, source, cue), surveyed()[phrase] if phrase else None


def _words_of(text: str, done: Deed, source: SpanSet | None, cue: SpanSet) -> SpanSet:
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
