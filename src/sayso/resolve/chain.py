"""Through whose mouths a statement came, and what is done with it: `via` and `relations`. Linear in the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from sayso.model import (
    Article,
    Attribution,
    Document,
    Entity,
    EntityKind,
    Form,
    Passage,
    Relation,
    SourceKind,
    Span,
    SpanSet,
    Stance,
)
from sayso.text.paragraph import Sentences
from sayso.text.wording import Wording, plain_name, wording

__all__ = ["chained"]

AUTHOR = "author"
# Somebody who asks or demands that a thing be said does not pass it on.
_PASSES_NOTHING_ON = frozenset((Stance.ASKS, Stance.DEMANDS, Stance.NO_COMMENT))
_ANSWERS = frozenset((Stance.DENIES, Stance.DISPUTES, Stance.CONFIRMS, Stance.DOES_NOT_DENY))
_SAME = 0.8  # two contents that share so much of their union are the same
_ANSWERED = 0.75  # so many of an answer's words stand in what it answers
_FEWEST = 3  # an answer of fewer content words is not matched by them
_LOOK_BACK = 40  # attributions that an answer is matched with
_FAR = 3000  # characters from a statement to what is said of it by its speaker's name

_QUOTES = re.compile(r"\b(?:quot|cit)(?:e|es|ed|ing)\b", re.IGNORECASE)
_TELLS = re.compile(r"\b(?:tell|tells|told|telling)$", re.IGNORECASE)
# What stands between an article and the outlet that the words were first given to; the outlet's name follows.
_GIVEN_TO = re.compile(
    r"\bin (?:an?|his|her|their|its)\s(?:[\w-]+\s){0,4}?(?:interview|conversation|talk|appearance)s?"
    r"(?:\s(?:on|last|this|earlier)\s\w+|\s(?:published|broadcast|aired|posted)(?:\s\w+)?)?\s(?:with|to|for|on|by|in)\s"
    r"|\b(?:quoted|cited)(?:\sas\s\w+ing)?\sby\s"
    r"|\b(?:as\s)?(?:reported|published|carried|broadcast|aired)\s(?:by|in|on)\s",
    re.IGNORECASE,
)
# Words that may stand between these and the name: "the state news agency TANA", "the daily Le Phare".
_LEADING_UP = re.compile(r"(?:(?:the|its|a|an|local|state|daily)\s)?(?:[a-z][\w-]*\s){0,3}$")
# "HARLOW, May 3 (Norpress) -", "(Norpress) —"
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z’'.-]+(?:[ ,/][^()\n]{0,50})?)?\((?P<agency>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})\)\s*[-–—]"
)
_DATELINE_WITHIN = 3  # paragraphs

_DEGREE = r"(?:\w+ly|of course|just|quite|plain|flat|dead|totally|simply|all|also|so|a|an|complete|total|utter|the)"
_FALSE = (
    r"(?:wrong|false|untrue|incorrect|mistaken|misleading|nonsense|absurd|baseless|unfounded|lie|rubbish|ridiculous"
    r"|misguided|inaccurate|fiction|myth|wishful thinking|preposterous|ludicrous|far-fetched|not (?:so|true|the case"
    r"|correct|accurate|right))"
)
_TRUE = r"(?:right|correct|true|accurate)"
_STOPS = r"(?=\s*(?:$|[.,;:!?—–”\"’]|and\b|but\b|because\b|as\b))"
_SPOKEN = (
    r"(?:claim|analysis|argument|assertion|statement|account|assessment|view|explanation|theory|story|version"
    r"|reading|interpretation|conclusion|prediction|forecast|suggestion)"
)
_OPENING = r"[\"“‘']?"
_BARE = re.compile(
    rf"{_OPENING}(?:this|that|it|(?:this|that|the) {_SPOKEN}|(?:these|those|the) {_SPOKEN}s)"
    rf"(?:['’]s|\s(?:is|was|are|were))\s(?:{_DEGREE}\s)*(?:(?P<false>{_FALSE})|(?P<true>{_TRUE}))\b{_STOPS}",
    re.IGNORECASE,
)
_HIS = re.compile(
    rf"(?:\s?['’]s?)?\s(?:\w+\s)?{_SPOKEN}s?\s(?:is|are|was|were),?\s(?P<rest>[^.;:!?]{{0,60}}?)"
    rf"\b(?:(?P<false>{_FALSE})|(?P<true>{_TRUE}))"
    rf"(?:{_STOPS}|(?=\s(?:and|which|that|of|when|given)\b))",
    re.IGNORECASE,
)
_HE = re.compile(
    rf"\s(?:is|are|was|were)\s(?:{_DEGREE}\s)*(?:(?P<false>wrong|mistaken|lying|not right|not telling the truth)"
    rf"|(?P<true>right|correct))\b{_STOPS}"
    r"|\s(?P<errs>misunderstand|misread|misrepresent|misstate|misinterpret)s?\b",
    re.IGNORECASE,
)
_TURNED = re.compile(r"\b(?:not|never|hardly|nobody|if|whether|says|said|claims|thinks)\b|n['’]t\b", re.IGNORECASE)
_ADVERB = re.compile(
    r"\b(?:(?P<wrongly>wrongly|falsely|mistakenly|erroneously|incorrectly|dishonestly|untruthfully)"
    r"|rightly|correctly|truthfully|accurately)\b",
    re.IGNORECASE,
)
# "was accused of falsely claiming", "did not correctly state"
_UNSAID = re.compile(r"(?:\b(?:of|for|not|never|more|less|whether|if)|n['’]t)\s$", re.IGNORECASE)
_OPENER = re.compile(r"[\"“‘'(]*(?:(?:But|Yet|And|However|Still|Clearly|Importantly|Of course),?\s+)?")
_BACK = re.compile(
    r"(?:that|it|this|(?:the|this|that|these|those|any|all|such|both)(?:\s(?!new|other)[\w-]+)?\s(?:claim|charge|accusation"
    r"|allegation|report|assertion|suggestion|account|rumou?r)s?)",
    re.IGNORECASE,
)

# An answer is one where its cue says so in so many words; a refusal to confirm is none.
_DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying)|denial|reject|refut|rebut|dismiss|contradict|disput)", re.IGNORECASE)
_PLAINLY = {
    Stance.DENIES: _DENYING,
    Stance.DISPUTES: _DENYING,
    Stance.DOES_NOT_DENY: _DENYING,
    Stance.CONFIRMS: re.compile(r"\b(?:confirm|corroborat|verif|acknowledg|admit|conced)", re.IGNORECASE),
}


class _Mention(NamedTuple):
    start: int
    end: int
    entity: Entity


def chained(article: Article) -> Article:
    """The article with every attribution's `via` and with `relations` filled in.

    A dateline's agency that no entity stands for yet becomes one.
    """
    if not article.attributions or not article.document.paragraphs:
        return article
    article, credit = _credited(article)
    reading = _Reading(article)
    article = replace(article, attributions=_with_via(reading, credit))
    relations = sorted(dict.fromkeys(_relations(article, reading)), key=lambda r: r.passage.spans.start)
    return replace(article, relations=tuple(relations))


class _Reading:
    """What is looked up of an article more than once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.document.text
        self.by_id = {a.id: a for a in article.attributions}
        self.entities = {e.id: e for e in article.entities}
        self.mentions = sorted(
            (_Mention(m.start, m.end, e) for e in article.entities for m in e.mentions),
            key=lambda m: (m.start, -m.end),
        )
        self._mention_starts = [m.start for m in self.mentions]
        self._by_end: dict[int, _Mention] = {}
        for m in self.mentions:  # of those that end together, the longest stays
            self._by_end.setdefault(m.end, m)
        self._by_cue = sorted(
            ((a.cue.spans.start, n, a) for n, a in enumerate(article.attributions) if a.cue is not None),
            key=lambda x: x[:2],
        )
        self.sentences = Sentences(self.text, article.document.paragraphs)
        self.own = _own(article)

    def last_cue(self, at: int) -> Attribution | None:
        """The attribution whose cue begins last at or before `at`."""
        n = bisect_right(self._by_cue, at, key=lambda x: x[0]) - 1
        return self._by_cue[n][2] if n >= 0 else None

    def cue_between(self, low: int, high: int) -> bool:
        """Whether a cue begins between two places, at neither of them."""
        n = bisect_right(self._by_cue, low, key=lambda x: x[0])
        return n < len(self._by_cue) and self._by_cue[n][0] < high

    def mentions_in(self, start: int, end: int) -> Sequence[_Mention]:
        first = bisect_left(self._mention_starts, start)
        return self.mentions[first : bisect_left(self._mention_starts, end, first)]

    def ending(self, at: int) -> _Mention | None:
        return self._by_end.get(at)

    def named_after(self, at: int, within: int) -> _Mention | None:
        """The first mention behind `at` with nothing but words that lead up to it in between."""
        for m in self.mentions_in(at, min(at + 60, within)):
            if not _LEADING_UP.fullmatch(self.text[at : m.start]):
                return None
            return m
        return None


def _own(article: Article) -> frozenset[str]:
    """The entities that are the article's own outlet or writer: no mouth stands between them and the article."""
    outlet, author = plain_name(article.document.outlet), plain_name(article.document.author)
    own = {e.id for e in article.entities if plain_name(e.name) and plain_name(e.name) in (outlet, author)}
    own.update(a.speaker for a in article.attributions if a.source_kind is SourceKind.AUTHOR and a.speaker)
    return frozenset(own)


# Chains


def _credited(article: Article) -> tuple[Article, str | None]:
    """The agency that a dateline credits the whole text to, as an entity of the article."""
    document = article.document
    found = _dateline(document)
    if found is None:
        return article, None
    name = found.of(document.text)
    if plain_name(name) == plain_name(document.outlet):
        return article, None
    for e in article.entities:
        if found in e.mentions or plain_name(e.name) == plain_name(name):
            return article, e.id
    taken = {e.id for e in article.entities}
    number = next(n for n in range(len(taken) + 1, 2 * len(taken) + 3) if f"e{n}" not in taken)
    agency = Entity(f"e{number}", EntityKind.OUTLET, name, mentions=(found,))
    return replace(article, entities=(*article.entities, agency)), agency.id


def _dateline(document: Document) -> Span | None:
    for p in document.paragraphs[: _DATELINE_WITHIN + 1]:
        if m := _DATELINE.match(document.text, p.start, p.end):
            return Span(*m.span("agency"))
    return None


def _with_via(reading: _Reading, credit: str | None) -> tuple[Attribution, ...]:
    nearer = {a.id: _mouths(reading, a) for a in reading.article.attributions}
    for a, b in _twins(reading.article.attributions):
        # The same words laid to an outlet and to somebody else: the outlet passes them on.
        for inner, outer in ((a, b), (b, a)):
            if outer.source_kind is SourceKind.OUTLET and inner.source_kind is not SourceKind.OUTLET and outer.speaker:
                nearer[inner.id] = (outer.speaker, *nearer[inner.id])
    chains: dict[str, tuple[str, ...]] = {}
    for a in reading.article.attributions:
        waiting: list[Attribution] = []
        at: Attribution | None = a
        while at is not None and at.id not in chains and all(at.id != w.id for w in waiting):
            waiting.append(at)
            at = reading.by_id.get(at.parent) if at.parent is not None else None
        for one in reversed(waiting):
            above: tuple[str, ...] = ()
            parent = reading.by_id.get(one.parent) if one.parent is not None else None
            if parent is not None and parent.id in chains:
                above = chains[parent.id]
                if parent.speaker and parent.stance not in _PASSES_NOTHING_ON:
                    above = (*above, parent.speaker)
            elif credit is not None and one.source_kind is not SourceKind.AUTHOR:
                above = (credit,)
            chains[one.id] = (*above, *nearer[one.id])
    return tuple(
        replace(a, via=tuple(e for e in dict.fromkeys(chains[a.id]) if e != a.speaker and (e not in reading.own)))
        for a in reading.article.attributions
    )


def _mouths(reading: _Reading, a: Attribution) -> tuple[str, ...]:
    """The outlets that the words round an attribution say it came through."""
    if a.cue is None:
        return ()
    text, found = reading.text, []
    sentence = reading.sentences.at(a.cue.spans.start)
    end = max(sentence.end, a.cue.spans.end)
    told = a.cue.spans.end
    if _TELLS.search(text, a.cue.spans.start, told) or _TELLS.search(a.cue.text.split(" … ")[-1]):
        found.append(_outlet(reading.named_after(_space(text, told), end)))
    for m in _GIVEN_TO.finditer(text, sentence.start, end):
        if _elsewhere(reading, a, m.start()):
            continue
        named = reading.named_after(m.end(), end)
        found.append(named.entity.id if named and m.group().lower().startswith(("quoted", "cited")) else _outlet(named))
    if a.source is not None:
        start = a.source.spans.start
        quotes = _last(_QUOTES, text, max(sentence.start, start - 30), start) if sentence.start < start else None
        if quotes is not None:
            found.append(_quoting(reading, a, quotes.start()))
    return tuple(e for e in found if e is not None and e != a.speaker)


def _space(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The pattern's last match in a stretch, where only a few words of lead-up stand behind it."""
    found = list(pattern.finditer(text, start, end))
    return found[-1] if found and _LEADING_UP.fullmatch(text, _space(text, found[-1].end()), end) else None


def _outlet(mention: _Mention | None) -> str | None:
    return mention.entity.id if mention is not None and mention.entity.kind is EntityKind.OUTLET else None


def _elsewhere(reading: _Reading, a: Attribution, at: int) -> bool:
    """Whether words in an attribution's sentence belong to its content, or to another cue that stands nearer."""
    if a.cue is None or a.content.spans.within(at, at + 1):
        return True
    own = a.cue.spans.start
    return reading.cue_between(own, at) if own < at else reading.cue_between(reading.sentences.at(at).start - 1, at)


def _quoting(reading: _Reading, a: Attribution, at: int) -> str | None:
    """Who quotes or cites, by the place of that word: whose cue it is, who stands before it, or who spoke last."""
    last = reading.last_cue(at)
    if last is not None and last is not a and last.cue is not None and at < last.cue.spans.end:
        return last.speaker
    before = reading.ending(_back(reading.text, at))
    if before is not None:
        return before.entity.id
    if last is not None and last is not a and last.cue is not None:
        same = reading.sentences.at(at).start <= last.cue.spans.start
        return last.speaker if same else None
    return None


def _back(text: str, at: int) -> int:
    while at > 0 and text[at - 1] in " ,":
        at -= 1
    return at


def _twins(attributions: Sequence[Attribution]) -> Iterator[tuple[Attribution, Attribution]]:
    """Neighbours of the same parent that have the same content."""
    for a, b in pairwise(attributions):
        if a.parent == b.parent and a.speaker != b.speaker:
            common = a.content.spans.common(b.content.spans)
            if common and common >= _SAME * (len(a.content.spans) + len(b.content.spans) - common):
                yield a, b


# What is done with a statement


def _relations(article: Article, reading: _Reading) -> Iterator[Relation]:
    """Everything that the article and its sources are plainly said to do with a statement, in no order."""
    said = _Said(article, reading)
    yield from _by_the_article(article, reading, said)
    for a in article.attributions:
        yield from _by_adverb(reading, a)
    yield from _by_sources(article, reading, said)


class _Said:
    """The attributions by where they end and by who speaks: what a sentence after them may speak of."""

    def __init__(self, article: Article, reading: _Reading) -> None:
        self.reading = reading
        kept = [
            a
            for a in article.attributions
            if a.content.spans
            and a.stance not in _PASSES_NOTHING_ON
            and a.source_kind not in (SourceKind.AUTHOR, SourceKind.NONE)
        ]
        self._by_end = sorted(
            ((_extent(a).end, a.parent is None, n, a) for n, a in enumerate(kept)), key=lambda x: x[:3]
        )
        self._by_speaker: dict[str, list[Attribution]] = {}
        for *_, a in self._by_end:
            if a.speaker is not None and a.parent is None:
                self._by_speaker.setdefault(a.speaker, []).append(a)

    def just_before(self, at: int) -> Attribution | None:
        """The outermost statement that ends in the sentence before the one at `at`, or earlier in it."""
        n = bisect_right(self._by_end, at, key=lambda x: x[0]) - 1
        if n < 0 or self._by_end[n][0] < self.reading.sentences.before(at):
            return None
        return self._by_end[n][3]

    def last_of(self, speaker: str, at: int) -> Attribution | None:
        """What somebody said last before `at`, if it is not too far off."""
        own = self._by_speaker.get(speaker, [])
        n = bisect_right(own, at, key=lambda a: _extent(a).end) - 1
        return own[n] if n >= 0 and at - _extent(own[n]).end <= _FAR else None


def _extent(a: Attribution) -> Span:
    parts = [p.spans for p in (a.source, a.cue, a.content) if p is not None and p.spans]
    return Span(min(p.start for p in parts), max(p.end for p in parts))


def _by_the_article(article: Article, reading: _Reading, said: _Said) -> Iterator[Relation]:
    text = reading.text
    others = SpanSet.of(
        span
        for a in article.attributions
        if a.source_kind is not SourceKind.AUTHOR or a.parent is not None
        for span in a.content.spans
    )
    for sentence in reading.sentences:
        begin = _begin(text, sentence)
        if others.within(begin, begin + 1):
            continue
        target: Attribution | None = None
        m = _BARE.match(text, begin, sentence.end)
        if m:
            target = said.just_before(begin)
        else:
            for mention in reading.mentions_in(begin, begin + 5):
                m = _HIS.match(text, mention.end, sentence.end) or _HE.match(text, mention.end, sentence.end)
                if m and not _TURNED.search(m.groupdict().get("rest") or ""):
                    target = said.last_of(mention.entity.id, begin)
                    break
        if m is None or target is None or others.overlaps(SpanSet.of([(m.end() - 1, m.end())])):
            continue
        kind = Stance.CONFIRMS if m.groupdict().get("true") else Stance.DISPUTES
        yield Relation(kind, AUTHOR, target.id, Passage.at(text, SpanSet.of([(begin, m.end())])))


def _begin(text: str, sentence: Span) -> int:
    m = _OPENER.match(text, sentence.start, sentence.end)
    return m.end() if m and m.end() < sentence.end else sentence.start


def _by_adverb(reading: _Reading, a: Attribution) -> Iterator[Relation]:
    """ "wrongly claimed", "rightly says": whoever words it so takes sides."""
    if a.cue is None or a.source_kind in (SourceKind.AUTHOR, SourceKind.NONE):
        return
    by: str | None = AUTHOR
    if a.parent is not None and (parent := reading.by_id.get(a.parent)) is not None:
        by = AUTHOR if parent.source_kind is SourceKind.AUTHOR else parent.speaker
    if by is None or by == a.speaker:
        return
    text, cue = reading.text, a.cue.spans
    start = max(0, cue.start - 30)
    for m in _ADVERB.finditer(text, start, cue.spans[0].end):
        near = not text[m.end() : cue.start].strip() if m.end() <= cue.start else True
        if near and not _UNSAID.search(text, start, m.start()):
            kind = Stance.DISPUTES if m["wrongly"] else Stance.CONFIRMS
            yield Relation(kind, by, a.id, Passage.at(text, SpanSet.of([m.span()])))
            return


def _by_sources(article: Article, reading: _Reading, said: _Said) -> Iterator[Relation]:
    text = reading.text
    words: Wording | None = None  # made only where somebody answers: most articles need none
    earlier: deque[Attribution] = deque(maxlen=_LOOK_BACK)
    for a in article.attributions:
        if a.content.spans and a.speaker is not None and a.source_kind is not SourceKind.AUTHOR:
            answered: Attribution | None = None
            kind, passage = a.stance, a.cue
            start = _extent(a).start
            m = _BARE.match(text, a.content.spans.start, a.content.spans.end)
            if m and m["false"] and a.form is not Form.INDIRECT:
                answered, kind = said.just_before(start), Stance.DISPUTES
                passage = Passage.at(text, SpanSet.of([m.span()]))
            elif a.cue is not None and (plainly := _PLAINLY.get(a.stance)) and plainly.search(a.cue.text):
                if _BACK.fullmatch(a.content.text.strip("“”\"'‘’ .,")):
                    answered = said.just_before(start)
                else:
                    words = words or wording(article)
                    answered = _answered(a, earlier, words)
            if answered is not None and answered.speaker != a.speaker and passage is not None:
                yield Relation(kind, a.speaker, answered.id, passage)
        if a.stance not in _ANSWERS | _PASSES_NOTHING_ON and a.source_kind not in (SourceKind.AUTHOR, SourceKind.NONE):
            earlier.append(a)


def _answered(a: Attribution, earlier: Iterable[Attribution], words: Wording) -> Attribution | None:
    """The earlier statement that has nearly all of an answer's words, the last of those that have most."""
    own = words.of(a.content.spans)
    if len(own) < _FEWEST:
        return None
    best, most = None, _ANSWERED * len(own)
    for other in earlier:
        common = len(own & words.of(other.content.spans))
        if common >= most and not _one_in_the_other(a, other):
            best, most = other, common
    return best


def _one_in_the_other(a: Attribution, b: Attribution) -> bool:
    return a.content.spans.overlaps(b.content.spans)
