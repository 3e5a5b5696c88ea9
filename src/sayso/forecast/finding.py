"""Statements about the future that somebody stands behind: what, by when, under which condition, how surely.

A sentence is looked through for words that put a verb into the future (*will*, *is going to*, *is expected to*, *plans
to*, *vowed to*). What they say is laid to the deepest source inside whose content they stand, or else to the author.
Left out is what nobody stands behind: questions, conditions (*if it will*), hopes, habits, what *would* follow from a
mere supposition, and clauses that only say which one is meant (*the judges who will hear it*).

What somebody says about what lies in their own hands is a plan, a promise or a threat: *I will resign*, *said it would
close the mine*, *vowed to appeal*. All else is a forecast. One sentence of one source is one forecast.

Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.forecast import future_words, terms
from sayso.forecast.citing import self_citations
from sayso.forecast.future import CUED, Candidate, is_foreseen, is_long_ago
from sayso.forecast.horizon import expressions, parsed
from sayso.forecast.intent import kind_of
from sayso.forecast.marked import Marked
from sayso.model import (
    AUTHOR,
    Article,
    Attribution,
    Forecast,
    Horizon,
    Mouth,
    Passage,
    SourceKind,
    Span,
    SpanSet,
    Stance,
)
from sayso.text.hedges import turned
from sayso.text.paragraph import Sentences

__all__ = ["forecasts"]

_MOST = 1200  # characters of a sentence that are looked at
_THAT = re.compile(r"(?:(?:is|was) )?that,? (?=\S)")
_BARE_DATE = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})$")
_FAR = 240  # days


def forecasts(article: Article, mouths: Mapping[str, Mouth | None] | None = None) -> tuple[Forecast, ...]:
    """What an article, or somebody in it, says will come, in the order of the text.

    `mouths` tells whom the content of an attribution (by its id) is laid to in the whole dossier, None for the
    article's own author or outlet; without it, a source is known by `unknown:<article>:<attribution>` alone.
    """
    return tuple(_Reading(article, mouths or {}).forecasts())


class _Reading:
    def __init__(self, article: Article, mouths: Mapping[str, Mouth | None]) -> None:
        self.document = article.document
        self.text = article.document.text
        self.mouths = mouths
        self.made = parsed(article.document.published)
        self.attributions = sorted(article.attributions, key=lambda a: (a.content.spans.start, -a.content.spans.end))
        old: dict[str, list[Span]] = {}
        for citation in self_citations(article, mouths):
            if not citation.asserted:
                old.setdefault(citation.by, []).extend(citation.content.spans)
        self.old = {by: SpanSet.of(spans) for by, spans in old.items()}
        self.entities = {e.id: e for e in article.entities}

    def forecasts(self) -> Iterator[Forecast]:
        """One for every sentence and whoever speaks of the future in it."""
        waiting = list(reversed(self.attributions))
        active: list[Attribution] = []
        for sentence in Sentences(self.text, self.document.paragraphs):
            while waiting and waiting[-1].content.spans.start < sentence.end:
                active.append(waiting.pop())
            active = [a for a in active if a.content.spans.end > sentence.start]
            sentence = Span(sentence.start, min(sentence.end, sentence.start + _MOST))
            taken: set[str] = set()
            for forecast in self._in_sentence(sentence, active):
                if forecast.by not in taken and not self._is_old(forecast):
                    taken.add(forecast.by)
                    yield forecast

    def _in_sentence(self, sentence: Span, active: Sequence[Attribution]) -> Iterator[Forecast]:
        """What the words of the future in a sentence come to, then what the verbs of foreseeing do."""
        asked: set[str | None] = set()
        for m in future_words.MARKERS.finditer(self.text, sentence.start, sentence.end):
            holder = self._cued(active, m) or self._holder(active, m.start())
            id = holder.id if holder else None
            part = self._part(sentence, holder)
            if id in asked or not part:
                continue
            found = Candidate(self.text, m, sentence, part, holder, self.document.published).marked()
            if found is not None and (made := self._made(found, sentence, part, holder)) is not None:
                asked.add(id)
                yield made
        for a in active:
            if a.id not in asked and is_foreseen(self.text, a, sentence) and (part := self._part(sentence, a)):
                found = Marked(Span(part.start, part.start + 1), "cue")
                if (made := self._made(found, sentence, part, a)) is not None:
                    yield made

    def _is_old(self, forecast: Forecast) -> bool:
        """Whether somebody only tells what they said before."""
        return forecast.by in self.old and self.old[forecast.by].overlaps(forecast.passage.spans)

    # Whose words, and which.

    def _holder(self, active: Iterable[Attribution], at: int) -> Attribution | None:
        """The deepest attribution inside whose content a place is."""
        inside = [a for a in active if a.content.spans.within(at, at + 1)]
        return min(inside, key=lambda a: len(a.content.spans), default=None)

    def _cued(self, active: Iterable[Attribution], m: re.Match[str]) -> Attribution | None:
        """The attribution that words of intent lay to its source: *vowed to* is a cue."""
        if m.lastgroup not in CUED:
            return None
        span = SpanSet((Span(m.start(), m.end()),))
        return next((a for a in active if a.cue is not None and a.cue.spans.overlaps(span)), None)

    def _part(self, sentence: Span, holder: Attribution | None) -> SpanSet:
        """What the holder says in a sentence."""
        if holder is None:
            text = sentence.of(self.text)
            return SpanSet((Span(sentence.start, sentence.start + len(text.rstrip())),))
        spans = holder.content.spans.within(sentence.start, sentence.end)
        that = _THAT.match(self.text, spans.start, spans.end) if spans else None
        return spans.within(that.end(), spans.end) if that else spans

    # What is said.

    def _made(self, found: Marked, sentence: Span, part: SpanSet, holder: Attribution | None) -> Forecast | None:
        whole = Span(part.start, part.end)
        times = self._times(sentence)
        own = [h for h in times if not (h.past or self._is_by_the_way(h, found))]
        own = [h for h in own if holder is None or whole.contains(Span(h.words.spans.start, h.words.spans.end))]
        if (
            found.sort in ("would", "was", "plan", "promise", "threat", "cue")
            and not own
            and any(is_long_ago(h, self.document.published) for h in times)
        ):
            return None
        by, name = self._by(holder)
        negated = found.negation is not None or found.nobody is not None
        condition = terms.condition(self.text, part, found)
        probability, words = terms.probability(self.text, sentence, part, found, holder, negated)
        if holder is not None and holder.stance is Stance.DENIES:
            negated = not negated
            probability = turned(probability) if probability else None
        before = self.text[min(part.start, found.span.start) : found.span.start]
        after = self.text[found.span.end : min(part.end, found.span.end + 80)]
        return Forecast(
            id=f"{self.document.id}#f{found.span.start}",
            article=self.document.id,
            by=by,
            passage=Passage.at(self.text, part),
            event=terms.event(self.text, part, found),
            kind=kind_of(found, before, after, holder, self._described(holder)),
            name=name,
            made=self.document.published,
            horizon=_nearest(own, found.span, condition),
            condition=condition,
            probability=probability,
            probability_words=words,
            negated=negated,
            attribution=holder.id if holder else None,
            outlet=self.document.outlet,
            verb=self._verb(found, holder),
        )

    def _by(self, holder: Attribution | None) -> tuple[str, str]:
        if holder is None or holder.source_kind is SourceKind.AUTHOR:
            return AUTHOR, self.document.author or ""
        if holder.id in self.mouths:
            mouth = self.mouths[holder.id]
            return (AUTHOR, self.document.author or "") if mouth is None else (mouth.id, mouth.name)
        entity = self.entities.get(holder.speaker or "")
        name = entity.name if entity else holder.source.text if holder.source else ""
        return f"unknown:{self.document.id}:{holder.id}", name

    def _verb(self, found: Marked, holder: Attribution | None) -> Passage | None:
        """The words that put it into the future: those of the text, or those that lay it to its source."""
        if found.sort == "cue":
            return holder.cue if holder is not None else None
        return Passage.at(self.text, SpanSet((found.span,)))

    def _described(self, holder: Attribution | None) -> str:
        """The words for a source, and the offices it holds."""
        if holder is None:
            return ""
        entity = self.entities.get(holder.speaker or "")
        return "; ".join([holder.source.text if holder.source else "", *(entity.roles if entity else ())])

    # Times.

    def _times(self, stretch: Span) -> list[Horizon]:
        return list(expressions(self.text, stretch.start, stretch.end, self.document.published))

    def _is_by_the_way(self, when: Horizon, found: Marked) -> bool:
        """Whether a time is not the forecast's: a bare date of the last months (*the 2 May flood*), or, for a number
        that was revised, the day of the revision."""
        if found.sort == "numbers" and when.words.spans.start < found.span.start:
            return True
        latest = parsed(when.latest)
        bare = _BARE_DATE.match(when.words.text) is not None
        return bare and latest is not None and self.made is not None and (latest - self.made).days > _FAR


def _nearest(times: list[Horizon], marker: Span, condition: Passage | None) -> Horizon | None:
    """The first time behind the verb; else the last before it. What stands in the condition is its own."""
    own = [h for h in times if condition is None or not h.words.spans.overlaps(condition.spans)]
    dated = [h for h in own if h.latest or h.earliest] or own
    behind = [h for h in dated if h.words.spans.start >= marker.start]
    sure = [h for h in behind if h.latest] or behind
    return sure[0] if sure else dated[-1] if dated else None
