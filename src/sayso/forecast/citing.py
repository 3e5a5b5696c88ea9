"""What somebody says they said before, and how the wording of a forecast changed when it was told again.

A columnist's *as I wrote last month* and a minister's *I said in May that it would hold* are self-citations: words of
saying in the past with the speaker as subject. `cited` finds the earlier forecast that one is about, among those that
are known; `reworded` sets the two wordings side by side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from sayso.forecast.horizon import expressions, horizon, parsed
from sayso.forecast.phrases import within
from sayso.model import (
    AUTHOR,
    Alignment,
    Article,
    Attribution,
    Forecast,
    Form,
    Horizon,
    Mouth,
    Passage,
    Probability,
    Rewording,
    SelfCitation,
    SourceKind,
    Span,
    SpanSet,
)
from sayso.text.hedges import hedges, turned
from sayso.text.paragraph import Sentences
from sayso.text.wording import wordset

__all__ = ["cited", "foretells", "reworded", "self_citations"]

_SAID = (
    r"(?:(?:(?:have|had|['’]ve|['’]d) )?(?:(?:already|also|first|long|once|previously|repeatedly|even|then) )?"
    r"(?:said|wrote|written|warned|predicted|forecast|argued|noted|reported|told|suggested|claimed"
    r"|explained|promised|announced|foresaw|foretold|ventured|bet|put it))"
)
_CITES = re.compile(
    rf"(?<![\w’'-])(?:(?:I|[Ww]e|[Tt]his (?:column|newspaper|paper|page|blog|writer|correspondent|author"
    rf"|newsletter)) {_SAID}\b(?! you\b)"
    r"|(?P<my>[Mm]y (?:own |last |earlier |previous |first )*(?:forecast|prediction|column|warning"
    r"|article|piece|post)\b(?: (?:of|from|in|on) [^,.;:]{1,30}?)?"
    r" (?:was|said|stated|had it|predicted|warned|read|held|ended|closed|argued|forecast)\b))"
)
_BEFORE = within(
    """
    last|ago|earlier|previous(?:ly)?|before|back in|already|once|first|then|at the time|in my (?:last|previous)|
    in these pages|in this (?:column|space)|here
    """
)
_THAT = re.compile(r"[\s,:–—-]*(?:that\b\s*)?[\s,:]*", re.IGNORECASE)
# What introduces the paragraph that follows.
_INTRODUCES = re.compile(r"[^.!?:;“\"]{0,60}[:,]?\s*$")
_IN = re.compile(r"[^.;:“\"]{0,60}?\bthat\s", re.IGNORECASE)
_TOLD = re.compile(r"\bthat\b|[:“\"]", re.IGNORECASE)
_BESIDE = 60  # characters
_AROUND = 600  # characters of a sentence that are looked at, before and behind
_HOLDS = 400  # characters that a time holds for what follows without one
_AS = re.compile(r"\b(?:[Aa]s|[Ll]ike)\s+$")
_QUOTES = {"“": "”", '"': '"', "«": "»"}
_LONGEST = 3000  # characters of a quotation
_LEAST = 12  # characters of a content
_WORD = re.compile(r"\d[\d.,]*\d|\w[\w’'-]*")
_BRACKETS = re.compile(r"\[[^\]]{0,200}\]")
_LITTLE = wordset("the a an of to in on at by for and or that this it its is be will would shall as with from")
_NEGATED = re.compile(r"\b(?:not(?! only)|never|no longer|won['’]t|cannot)\b|n['’]t\b", re.IGNORECASE)
_CONDITION = within("if|unless|provided|assuming|as long as")
_FORETOLD = within("predicted|forecast|foresaw|foretold|warned|bet|promised|prediction|warning")
_AHEAD = re.compile(
    r"\b(?:will|won['’]t|would|shall|going to|about to|(?:un)?likely|expected|bound to|set to)\b|['’]ll\b",
    re.IGNORECASE,
)
_ALIKE = 55.0  # of 100: below it two wordings are not of the same forecast
_STEP = 0.04  # of probability: less is no change of strength
_DAYS_OFF = 3  # days that a date may be off: written on one, printed on the other


def self_citations(article: Article, mouths: Mapping[str, Mouth | None] | None = None) -> tuple[SelfCitation, ...]:
    """Where the author, or a source in their own words, says what they said before; in the order of the text.

    `mouths` are those of `forecasts`. Linear in the text.
    """
    return tuple(_citations(article, mouths or {}))


def _citations(article: Article, mouths: Mapping[str, Mouth | None]) -> Iterator[SelfCitation]:
    document = article.document
    text = document.text
    sentences = Sentences(text, document.paragraphs)
    quoted = [a for a in article.attributions if a.form is not Form.INDIRECT]
    found: set[int] = set()
    told: tuple[Horizon | None, int] = (None, 0)  # the last time that was named, and up to where it holds
    for m in _CITES.finditer(text):
        sentence = sentences.at(m.start())
        if not sentence.start <= m.start() < sentence.end:
            continue
        sentence = Span(max(sentence.start, m.start() - _AROUND), min(sentence.end, m.end() + _AROUND))
        holder = _inside(quoted, m.start())
        by = _by(holder, article, mouths)
        when = _when(text, m, sentence, document.published)
        aloud = _INTRODUCES.match(text, m.end(), sentence.end) is not None
        if when is None and not (m["my"] or aloud or _BEFORE.search(text, sentence.start, sentence.end)):
            continue
        content = _content(text, m, sentence, when, document.paragraphs)
        if content is None or content.start in found:
            continue  # "I wrote a piece in which I said that …" is one citation
        found.add(content.start)
        if when is None and m.start() < told[1]:
            when = told[0]
        elif when is not None:
            told = (when, sentence.end + _HOLDS)
        end = len(sentence.of(text).rstrip()) + sentence.start
        passage = Passage.at(text, SpanSet((Span(sentence.start, max(end, content.end)),)))
        asserted = _AS.search(text, sentence.start, m.start()) is not None
        yield SelfCitation(document.id, by, passage, Passage.at(text, SpanSet((content,))), when, asserted)


def _when(text: str, m: re.Match[str], sentence: Span, published: str | None) -> Horizon | None:
    """The time that is given for what was said: right behind the words of saying, or right before them."""
    start, end = max(sentence.start, m.start() - 2 * _BESIDE), min(sentence.end, m.end() + 2 * _BESIDE)
    times = list(expressions(text, start, end, published, past=True))
    for h in times:
        if m.start() <= h.words.spans.start < m.end():  # "my forecast of 2 November was"
            return h
        if 0 <= h.words.spans.start - m.end() < _BESIDE and not _TOLD.search(text, m.end(), h.words.spans.start):
            return h
    if _AS.search(text, sentence.start, m.start()):
        return None
    before = [h for h in times if 0 <= m.start() - h.words.spans.end < _BESIDE]
    return before[-1] if before else None


def _inside(quoted: Iterable[Attribution], at: int) -> Attribution | None:
    inside = [a for a in quoted if a.content.spans.within(at, at + 1)]
    return min(inside, key=lambda a: len(a.content.spans), default=None)


def _by(holder: Attribution | None, article: Article, mouths: Mapping[str, Mouth | None]) -> str:
    if holder is None or holder.source_kind is SourceKind.AUTHOR:
        return AUTHOR
    if holder.id in mouths:
        mouth = mouths[holder.id]
        return AUTHOR if mouth is None else mouth.id
    return f"unknown:{article.document.id}:{holder.id}"


def _content(
    text: str, m: re.Match[str], sentence: Span, when: Horizon | None, paragraphs: Sequence[Span]
) -> Span | None:
    """What is said to have been said.

    It is what follows, up to the end of the sentence or of a quotation that begins there; of *this is what I said:* the
    paragraph that follows; of *…, as I said in May* what stands before.
    """
    before = text[sentence.start : m.start()]
    as_ = _AS.search(before)
    if as_ and len(told := before[: as_.start()].rstrip(" ,–—-")) >= _LEAST:
        return Span(sentence.start, sentence.start + len(told))
    start = m.end()
    if when is not None and when.words.spans.start >= m.end():
        start = when.words.spans.end
    that = _IN.match(text, start, sentence.end)
    start = that.end() if that else start
    start = _THAT.match(text, start, sentence.end).end()  # type: ignore[union-attr]
    if _INTRODUCES.match(text, m.end(), sentence.end) and text[m.end() : sentence.end].rstrip()[-1:] in (":", "", ","):
        following = bisect_left(paragraphs, sentence.end, key=lambda p: p.start)
        if following < len(paragraphs) and text[paragraphs[following].start] in _QUOTES:
            return _quoted(text, paragraphs[following].start)
    if text[start : start + 1] in _QUOTES:
        return _quoted(text, start)
    words = text[start : sentence.end].rstrip().rstrip('.!”"')
    if len(words) >= _LEAST:
        return Span(start, start + len(words))
    before = before.rstrip(' ,–—-“"')
    if len(before) >= _LEAST and not as_:
        return Span(sentence.start, sentence.start + len(before))
    return None


def _quoted(text: str, start: int) -> Span | None:
    """What stands between the quotation mark at `start` and the one that closes it."""
    close = text.find(_QUOTES[text[start]], start + 1, start + _LONGEST)
    return Span(start + 1, close) if close > start + _LEAST else None


def cited(citation: SelfCitation, forecasts: Iterable[Forecast]) -> tuple[Forecast, ...]:
    """The earlier forecasts that a self-citation may be about, the likeliest first.

    They are of the same mouth, older than the citing article, of the time it names, and worded alike.
    """
    from rapidfuzz import fuzz

    out = []
    for forecast in forecasts:
        if forecast.by != citation.by or forecast.article == citation.article:
            continue
        if not _of_the_time(forecast.made, citation.when):
            continue
        score = fuzz.token_set_ratio(_plain(forecast.statement), _plain(citation.content.text))
        if score >= _ALIKE:
            out.append((-score, forecast.made or "", forecast.id, forecast))
    return tuple(entry[-1] for entry in sorted(out, key=lambda e: e[:3]))


def foretells(citation: SelfCitation) -> bool:
    """Whether what somebody says they said before was a forecast: by a verb of foreseeing, or by what it says."""
    passage, content = citation.passage, citation.content
    told = passage.text[: max(0, content.spans.start - passage.spans.start)]
    return _FORETOLD.search(told) is not None or _AHEAD.search(content.text) is not None


def _of_the_time(made: str | None, when: Horizon | None) -> bool:
    day, first, last = parsed(made), parsed(when.earliest if when else None), parsed(when.latest if when else None)
    if day is None or first is None or last is None:
        return True
    slack = timedelta(_DAYS_OFF)
    return first - slack <= day <= last + slack


def _plain(text: str) -> str:
    return " ".join(w.lower().replace("’", "'") for w in _WORD.findall(text) if w.lower() not in _LITTLE)


def reworded(
    earlier: Forecast, told: str, align: Callable[[str, str], Alignment] | None = None, made: str | None = None
) -> Rewording:
    """How a forecast was told again: in full, shortened or in other words, and claiming more or less than it did.

    It is stronger where it is more probable, or where a condition or the horizon is left out; weaker the other way
    round. `align` sets two wordings side by side, word by word (a dossier has one); `made` is the date on which it was
    told again, against which its times are read.
    """
    then, now = _words(earlier.statement), _words(told)
    ratio, kept = _likeness(then, now)
    kind = "in_full" if then == now else "shortened" if kept == 1 and len(now) < len(then) else "reworded"
    strength, reasons = ("same", ()) if kind == "in_full" else _strength(earlier, told, made)
    pieces = align(earlier.statement, told).pieces if align is not None else ()
    return Rewording(kind, strength, reasons, round(ratio, 4), pieces)


def _words(text: str) -> list[str]:
    """The words of a wording, without what was put in brackets to explain it."""
    text = _BRACKETS.sub(" ", text)
    return [w.lower().replace("’", "'") for w in _WORD.findall(text)]


def _likeness(then: list[str], now: list[str]) -> tuple[float, float]:
    """How much of both wordings agrees in order, and how much of the shorter one stands in the longer one."""
    from rapidfuzz.distance import LCSseq

    same = LCSseq.similarity(then[:2000], now[:2000])
    return 2 * same / max(1, len(then) + len(now)), same / max(1, min(len(then), len(now)))


def _strength(earlier: Forecast, told: str, made: str | None) -> tuple[str, tuple[str, ...]]:
    negated = _NEGATED.search(told) is not None
    if negated != earlier.negated:
        return "contrary", ("what was foreseen is now denied" if negated else "what was denied is now foreseen",)
    more: list[str] = []
    less: list[str] = []
    was, said = _sureness(earlier.statement, earlier.negated), _sureness(told, negated)
    if earlier.probability is not None:
        was = turned(earlier.probability) if earlier.negated else earlier.probability
    if was is not None and said is None:
        hedge = earlier.probability_words[0].text if earlier.probability_words else "the hedge"
        (more if was.median < 1 else less).append(f"“{hedge}” is left out")
    elif said is not None and was is None:
        less.append("it is hedged now and was not")
    elif was is not None and said is not None and abs(said.median - was.median) >= _STEP:
        side = more if said.median > was.median else less
        side.append(f"{said.median:.0%} by its words, and was {was.median:.0%}")
    conditional = _CONDITION.search(told) is not None
    if earlier.condition is not None and not conditional:
        more.append(f"the condition “{earlier.condition.text}” is left out")
    elif earlier.condition is None and conditional:
        less.append("it has a condition now")
    when = horizon(told, 0, len(told), made or earlier.made)
    if earlier.horizon is not None and earlier.horizon.latest and when is None:
        less.append(f"the deadline “{earlier.horizon.words.text}” is left out")
    elif earlier.horizon is None and when is not None and when.latest:
        more.append(f"it has a deadline now, “{when.words.text}”")
    elif earlier.horizon is not None and when is not None and earlier.horizon.latest and when.latest:
        if when.latest > earlier.horizon.latest:
            less.append(f"the deadline has moved on to {when.latest}")
        elif when.latest < earlier.horizon.latest:
            more.append(f"the deadline is earlier, {when.latest}")
    if bool(more) == bool(less):
        return "same" if not more else "mixed", (*more, *less)
    return ("stronger" if more else "weaker"), (*more, *less)


def _sureness(text: str, negated: bool) -> Probability | None:
    """How surely a wording puts what it says, not the event that it may deny."""
    found = [p for _, p in hedges(text, 0, len(text)) if p is not None]
    best = min(found, key=lambda p: p.median, default=None)
    return turned(best) if best is not None and negated and best.median < 0.5 else best
