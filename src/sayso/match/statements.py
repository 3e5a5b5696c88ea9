"""What an article says: contents of its attributions, its headline, and what it asserts in its own words.

Linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sayso.match.wordings import is_negated
from sayso.model import (
    SOURCE_KINDS,
    Article,
    Attribution,
    Description,
    Entity,
    EntityKind,
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
from sayso.text.naming import outlet_key, plain_name
from sayso.text.paragraph import sentence_starts
from sayso.text.wording import key, wordset

__all__ = ["statements"]

_LEAD = 3  # paragraphs at the beginning, headline not counted, whose sentences are taken without a name or number
_ASSERTIONS = 12  # the most sentences of its own words that count for an article …
_SHARE = 0.5  # … and the most of its own sentences, where it is short
_LEAST_WORDS = 3  # content words of a statement
_NOUN_WORDS = 6  # so many content words or fewer, without a verb among all words, name a subject and assert nothing
_LEAST_OWN = 5  # content words of an assertion
_SAME = 0.7  # so much of a content stands in another one
_LAID = 0.6  # so much of a headline stands in an attribution: it is one
_NEAR = 4  # attributions before and after one that may say the same
_SMALL = wordset("a an the this that one two three four five six seven eight nine ten several some many both another")
_LONGEST_SOURCE = 120  # characters of whom an outlet cites
_LONGEST = 600  # characters of a statement's text

_WORD = re.compile(r"\d[\d.,]*\d|\w[\w’'-]*")
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|half)\b",
    re.IGNORECASE,
)
# Signs of a verb: an auxiliary, an infinitive, an ending, a form of its own, or what follows a name or pronoun.
_VERB = re.compile(
    r"^[\"“‘']|^that\s|\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|can|could|may|might|must|shall"
    r"|should|to\s[a-z]+|[a-z]{2,}ed|[a-z]+ing)\b|['’](?:s|re|ve|ll|d|m)\b|n['’]t\b"
    r"|\b(?:said|went|came|took|made|got|saw|knew|thought|left|won|lost|fell|rose|held|kept|sold|bought|met|paid|led|ran"
    r"|began|broke|fled|fought|found|gave|grew|hit|put|set|shot|struck|cut|quit|sent|spent|stood|told|wrote|means?|bears?)\b"
    r"|\b(?:[A-Z]\w+|he|she|it|who|they|we|I|you|this|that)\s(?:[a-z]+ly\s)?[a-z]+s\b"
    r"|\b(?:they|we|I|you)\s[a-z]+\b",
)
# What sources ask of a reporter, and who is no source at all.
_UNNAMED = re.compile(
    r"(?:that (?:he|she|they) )?(?:(?:would |could )?not (?:to )?be|(?:to )?(?:remain|stay))"
    r" (?:named|identified|anonymous|quoted by name)\b|(?:on condition of |for )?anonymity\b",
    re.IGNORECASE,
)
_NO_ONE = re.compile(r"(?:no ?body|no one|none)\b", re.IGNORECASE)
_TO = re.compile(r"to\s+\w", re.IGNORECASE)
# "…, citing two officials at the ministry"
_CITES = re.compile(r"(?:cit(?:e|es|ed|ing)|quot(?:e|es|ed|ing))\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?P<number>an?|one|two|three|four|five|six|several|some|unnamed|many|other|its|his|her|their|the)?\b[\w\s,’'-]{0,60}?"
    r"(?P<office>\b(?:officials?|sources?|people|persons?|men|women|members?|diplomats?|aides?|advis[eo]rs?|officers?"
    r"|ministers?|lawyers?|witness(?:es)?|residents?|employees?|workers?|executives?|insiders?|figures?|commanders?"
    r"|spokes(?:man|woman|person|people)|doctors?|experts?|activists?|lawmakers?|politicians?|soldiers?|engineers?))\b"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SIDE = re.compile(r"\s(?:at|of|from|in|with|inside|within)\s(?P<side>[^,;]+)", re.IGNORECASE)
_NUMBERS = frozenset(("a", "an", "one", "two", "three", "four", "five", "six", "several", "some", "many"))
# "…, the Harbour Post reports"; "Harbour Post: …"
_SAID_AFTER = re.compile(
    r"(?P<what>.{12,}?)[,:–—-]\s*(?P<who>(?:the\s)?[\w’'&.][\w’'&. -]{1,40}?)\s"
    r"(?P<cue>reports?|says?|said|claims?|reported)$",
    re.IGNORECASE,
)
# "CONFIRMED: …", "BREAKING: …"
_SHOUT = re.compile(
    r"(?:(?P<confirmed>(?:it[’']s )?(?:now )?(?:officially )?confirmed|it[’']s official|official)"
    r"|breaking(?: news)?|exclusive|update[d]?|watch|video|opinion|analysis|live)\s*[:!–—-]\s+",
    re.IGNORECASE,
)
_COLON = re.compile(r"\s*[:;]\s+")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]m|I['’]ve|me|my|you|your)\b")
_SHORT = frozenset((Stance.DENIES, Stance.DOES_NOT_DENY, Stance.NO_COMMENT, Stance.CONFIRMS, Stance.DISPUTES))
_PASSES_NOTHING_ON = frozenset((Stance.ASKS, Stance.DEMANDS, Stance.NO_COMMENT))
_PREFIXES = {
    EntityKind.PERSON: "person",
    EntityKind.GROUP: "organisation",
    EntityKind.ORGANISATION: "organisation",
    EntityKind.OUTLET: "outlet",
    EntityKind.DOCUMENT: "document",
}


def statements(article: Article, head: Head) -> list[Statement]:
    """What an article says, in the order of its text: contents, the headline, and unattributed assertions.

    Contents without substance (a word or two, questions) are left out, and so is a content that does no more than
    pass on another one: the statement is the inner one, and the outer speaker is among its mouths. An assertion is a
    sentence of the article's own words that stands in no attribution: of the lead, or with a name or a number, and
    not more than `_ASSERTIONS`. A headline that the text does not hold has no spans.
    """
    reading = _Reading(article, head)
    out = [*reading.headline(), *reading.contents(), *reading.assertions()]
    return sorted(out, key=lambda s: (s.passage.spans.start if s.passage.spans else -1, s.id))


class _Reading:
    def __init__(self, article: Article, head: Head) -> None:
        self.article = article
        self.head = head
        self.text = article.document.text
        self.entities = {e.id: e for e in article.entities}
        self.by_id = {a.id: a for a in article.attributions}
        self._place = {a.id: n for n, a in enumerate(article.attributions)}
        self.children: dict[str, list[Attribution]] = {}
        for a in article.attributions:
            if a.parent is not None:
                self.children.setdefault(a.parent, []).append(a)
        self._own = {outlet_key(name) for name in (head.outlet, article.document.outlet) if name}
        self._authors = {plain_name(name) for name in (head.author, article.document.author) if name}
        self._chains: dict[str, tuple[Mouth, ...]] = {}
        self._sentences = [at for p in article.document.paragraphs for at in sentence_starts(self.text, p)]
        self._citing: dict[str, Mouth] = {}
        self._cited: dict[tuple[str, int], Mouth] = {}
        self._agency = self._credited()
        self._name_starts = sorted(n.span.start for n in article.names)
        self._find_cited()

    # Through whom.

    def _credited(self) -> tuple[Mouth, ...]:
        """The agency whose text the article is, unless the agency is its outlet."""
        for credit in self.head.credits:
            if credit.whole and outlet_key(credit.agency) not in self._own:
                return (Mouth(f"outlet:{plain_name(credit.agency)}", credit.agency, SourceKind.OUTLET),)
        return ()

    def _is_own(self, entity: Entity) -> bool:
        if entity.kind is EntityKind.PERSON:
            return plain_name(entity.name) in self._authors
        return entity.named and outlet_key(entity.name) in self._own

    def _mouth(self, id: str, said: Attribution | None = None) -> Mouth | None:
        """Who an entity is in the whole dossier; None for the article's own outlet or writer."""
        entity = self.entities.get(id)
        if entity is None or self._is_own(entity):
            return None
        kind = SOURCE_KINDS[entity.kind]
        if said is not None and said.source_kind not in (SourceKind.NONE, SourceKind.AUTHOR):
            kind = said.source_kind
        if entity.named and plain_name(entity.name):
            return Mouth(f"{_PREFIXES[entity.kind]}:{plain_name(entity.name)}", entity.name, kind)
        if kind is SourceKind.NAMED_PERSON:
            kind = SourceKind.UNNAMED_PERSON
        described = said.description if said is not None else self._described(id)
        return Mouth(f"unnamed:{self.head.id}:{id}", self._fullest(id) or entity.name, kind, described)

    def _fullest(self, id: str) -> str:
        """The fullest words for somebody without a name: *two officials at the ministry*, and not *the officials*."""
        sources = (a.source.text for a in self.article.attributions if a.speaker == id and a.source is not None)
        words = max((w.strip(" ,") for w in sources if len(w) <= _LONGEST_SOURCE), key=len, default="")
        first = words.partition(" ")[0].lower()
        return first + words[len(first) :] if first in _SMALL else words

    def _described(self, id: str) -> Description | None:
        return next((a.description for a in self.article.attributions if a.speaker == id and a.description), None)

    def mouths(self, a: Attribution) -> tuple[Mouth, ...]:
        """Everybody between the article and a content, the outermost first, its source last.

        `via` holds the mouths that are entities; one who is none stands where their attribution does.
        """
        waiting: list[Attribution] = []
        at: Attribution | None = a
        while at is not None and at.id not in self._chains and all(at.id != w.id for w in waiting):
            waiting.append(at)
            at = self.by_id.get(at.parent) if at.parent is not None else None
        for one in reversed(waiting):
            parent = self.by_id.get(one.parent) if one.parent is not None else None
            chain: list[Mouth] = list(self._agency)
            if parent is not None and parent.stance not in _PASSES_NOTHING_ON:
                chain += self._chains.get(parent.id, ())
            chain += [m for e in one.via if (m := self._mouth(e)) is not None]
            # The source stands last, even where it is among those it came through.
            source = self._source(one)
            last = {m.id for m in source}
            through = {m.id: m for m in chain if m.id not in last}
            self._chains[one.id] = (*through.values(), *source)
        return self._chains[a.id]

    def _source(self, a: Attribution) -> tuple[Mouth, ...]:
        if a.source_kind is SourceKind.AUTHOR:
            return ()
        if a.speaker is not None and a.speaker in self.entities:
            mouth = self._mouth(a.speaker, a)
            cited = self._cited.get((a.speaker, self._sentence(a.content.spans.start)))
            return tuple(m for m in (mouth, cited) if m is not None)
        name = a.source.text if a.source is not None else ""
        return (Mouth(f"unknown:{self.head.id}:{a.id}", name, a.source_kind, a.description),)

    def _find_cited(self) -> None:
        """Whom an outlet cites for what it says in the same sentence: they stand behind it."""
        for a in self.article.attributions:
            if a.speaker is None or a.cue is None or not _CITES.match(a.cue.text) or a.stance is Stance.NO_COMMENT:
                continue
            found = _PEOPLE.fullmatch(a.content.text) if len(a.content.text) <= _LONGEST_SOURCE else None
            if found is None:
                continue
            start = a.content.spans.start

            def part(group: str, found: re.Match[str] = found, start: int = start) -> Passage:
                at = SpanSet((Span(start + found.start(group), start + found.end(group)),))
                return Passage(found[group], at)

            number = part("number") if (found["number"] or "").lower() in _NUMBERS else None
            side = _SIDE.match(found["rest"])
            where = start + found.start("rest")
            described = Description(
                number=number,
                office=part("office"),
                side=None
                if side is None
                else Passage(side["side"], SpanSet((Span(where + side.start("side"), where + side.end("side")),))),
            )
            many = found["office"].lower().endswith(("s", "people", "men", "women"))
            mouth = Mouth(
                f"unnamed:{self.head.id}:{a.id}",
                a.content.text,
                SourceKind.UNNAMED_GROUP if many else SourceKind.UNNAMED_PERSON,
                described,
            )
            self._citing[a.id] = mouth
            self._cited[a.speaker, self._sentence(a.content.spans.start)] = mouth

    def _sentence(self, at: int) -> int:
        return bisect_right(self._sentences, at)

    # What.

    def contents(self) -> Iterable[Statement]:
        for a in self.article.attributions:
            if a.id in self._citing or not self._has_substance(a) or _is_deed_told_of(a) or self._passes_on(a):
                continue
            yield Statement(
                id=f"{self.head.id}#{a.id}",
                article=self.head.id,
                kind=StatementKind.CONTENT,
                passage=a.content,
                attribution=a.id,
                stance=a.stance,
                negated=is_negated(a.content.text),
                mouths=self.mouths(a),
                source=a.source,
                cue=a.cue,
                probability=a.certainty.probability,
                score=a.score,
            )

    def _has_substance(self, a: Attribution) -> bool:
        text = a.content.text.rstrip(" \"”’'»)")
        if a.stance is Stance.ASKS or (text.endswith("?") and a.stance not in _SHORT):
            return False
        if a.stance is Stance.NO_COMMENT and a.source_kind is SourceKind.AUTHOR:
            return False
        if _UNNAMED.match(text) or (a.source is not None and _NO_ONE.match(a.source.text)):
            return False
        words = _content_words(text)
        if a.stance in _SHORT:
            return a.stance is Stance.NO_COMMENT or len(words) >= _LEAST_WORDS - 1
        if len(words) <= _NOUN_WORDS and not self._in_headline(a) and not _VERB.search(text):
            return False
        return len(words) >= _LEAST_WORDS or (
            len(words) == _LEAST_WORDS - 1 and self._names_or_numbers(a.content.spans)
        )

    def _in_headline(self, a: Attribution) -> bool:
        headline = self.article.document.headline
        return headline is not None and a.content.spans.start < headline.end

    def _passes_on(self, a: Attribution) -> bool:
        """Whether a content is hardly more than the words of somebody else who stands inside it or behind it."""
        own = len(a.content.spans)
        for child in self.children.get(a.id, ()):
            inner = child.content.spans.union(_spans(child.source)).union(_spans(child.cue))
            if (
                self._has_substance(child)
                and not _is_deed_told_of(child)
                and inner.common(a.content.spans) >= _SAME * own
            ):
                return True
        if a.speaker is None:
            return False
        return any(
            a.speaker in b.via and b.content.spans.common(a.content.spans) >= _SAME * max(own, len(b.content.spans))
            for b in self._beside(a)
            if not _is_deed_told_of(b)
        )

    def _beside(self, a: Attribution) -> Sequence[Attribution]:
        """The attributions next to one in the text."""
        at = self._place[a.id]
        return [b for b in self.article.attributions[max(0, at - _NEAR) : at + _NEAR + 1] if b.id != a.id]

    def headline(self) -> Iterable[Statement]:
        """The headline, on the outlet's own word or that of somebody it names, unless it is itself an attribution."""
        document = self.article.document
        title = (document.title or self.head.title or "").strip()
        start = None
        if document.headline is not None:
            spans = SpanSet((document.headline,))
            laid = SpanSet.of(
                span
                for a in self.article.attributions
                if a.content.spans.overlaps(spans)
                for part in (a.content, a.source, a.cue)
                if part is not None
                for span in part.spans
            )
            if laid.common(spans) >= _LAID * len(spans):
                return
            start, title = document.headline.start, document.headline.of(self.text)
        source, cue, mouths = None, None, self._agency
        if len(title) <= _LONGEST and (said := _SAID_AFTER.fullmatch(title)):
            mouths = (*mouths, *(m for m in self._called(said["who"]) if m.id not in {k.id for k in mouths}))
            source, cue = _part(said, "who", start), _part(said, "cue", start)
            title = said["what"]
        stance, at = Stance.STATES, 0
        if shout := _SHOUT.match(title):
            at = shout.end()
            if shout["confirmed"]:
                stance, cue = Stance.CONFIRMS, cue or _part(shout, "confirmed", start)
        for number, (first, last) in enumerate(_halves(title, at), 1):
            words = title[first:last][:_LONGEST]
            if len(_content_words(words)) < 2 or words.rstrip(" \"”’'»)").endswith("?"):
                continue
            spans = SpanSet(()) if start is None else SpanSet((Span(start + first, start + first + len(words)),))
            yield Statement(
                id=f"{self.head.id}#h{number if number > 1 else ''}",
                article=self.head.id,
                kind=StatementKind.HEADLINE,
                passage=Passage(words, spans),
                stance=stance,
                negated=is_negated(words),
                mouths=mouths,
                source=source,
                cue=cue,
            )

    def _called(self, name: str) -> tuple[Mouth, ...]:
        """Who bears a name that a headline gives as its source: an entity of the text, else somebody unknown."""
        plain = plain_name(name)
        for e in self.article.entities:
            whole = plain_name(e.name)
            if e.named and (whole == plain or (e.kind is EntityKind.PERSON and whole.split()[-1:] == [plain])):
                mouth = self._mouth(e.id)
                return () if mouth is None else (mouth,)
        if outlet_key(name) in self._own or not plain:
            return ()
        # The text says who it is: somebody whose words the headline sums up.
        for e in self.article.entities:
            if (not e.named or e.kind is EntityKind.OUTLET) and plain.split()[-1] in plain_name(e.name).split():
                mouth = self._mouth(e.id)
                return () if mouth is None else (mouth,)
        return (Mouth(f"unknown:{self.head.id}:h", name, SourceKind.NONE),)

    def assertions(self) -> Iterable[Statement]:
        document = self.article.document
        laid = SpanSet.of(
            span
            for a in self.article.attributions
            for part in (a.content, a.source, a.cue)
            if part is not None
            for span in part.spans
        )
        found: list[tuple[int, Statement]] = []
        paragraphs = [p for p in document.paragraphs if p != document.headline]
        own = 0
        for number, p in enumerate(paragraphs):
            for start, after in pairwise([*sentence_starts(self.text, p), p.end]):
                sentence = Span(start, start + len(self.text[start:after].rstrip()))
                spans = SpanSet((sentence,))
                if not sentence or laid.overlaps(spans):
                    continue
                own += 1
                rank = self._worth(sentence, number)
                if rank is not None:
                    passage = Passage.at(self.text, spans)
                    found.append((rank, self._own_word(f"{self.head.id}#s{start}", StatementKind.ASSERTION, passage)))
        most = min(_ASSERTIONS, max(2, int(_SHARE * own)))
        return [s for _, s in sorted(found, key=lambda item: item[0])[:most]]

    def _worth(self, sentence: Span, paragraph: int) -> int | None:
        """How early a sentence comes among those that assert something that can be checked; None: it does not."""
        text = sentence.of(self.text)
        if len(text) > _LONGEST or text.rstrip(" \"”’'»)").endswith("?") or _FIRST_PERSON.search(text):
            return None
        words = _content_words(text)
        if len(words) < _LEAST_OWN:
            return None
        telling = self._names_or_numbers(SpanSet((sentence,)))
        if paragraph >= _LEAD and not telling:
            return None
        return sentence.start

    def _own_word(self, id: str, kind: StatementKind, passage: Passage) -> Statement:
        return Statement(id, self.head.id, kind, passage, negated=is_negated(passage.text), mouths=self._agency)

    def _names_or_numbers(self, spans: SpanSet) -> bool:
        for span in spans:
            first = bisect_left(self._name_starts, span.start)
            if first < len(self._name_starts) and self._name_starts[first] < span.end:
                return True
            if _NUMBER.search(self.text, span.start, span.end):
                return True
        return False


def _is_deed_told_of(a: Attribution) -> bool:
    """Whether an attribution inside another is what somebody decided, plans or wants *to* do: the report around it
    tells of that, and whoever is told of has reported nothing."""
    return a.parent is not None and a.stance not in _SHORT and _TO.match(a.content.text) is not None


def _halves(title: str, at: int) -> list[tuple[int, int]]:
    """The parts of a headline that each say something: both sides of a colon, where both do."""
    for m in _COLON.finditer(title, at):
        if min(len(_content_words(title[at : m.start()])), len(_content_words(title[m.end() :]))) >= _LEAST_WORDS - 1:
            return [(at, m.start()), (m.end(), len(title))]
    return [(at, len(title))]


def _part(found: re.Match[str], group: str, start: int | None) -> Passage:
    spans = SpanSet(()) if start is None else SpanSet((Span(start + found.start(group), start + found.end(group)),))
    return Passage(found[group], spans)


def _spans(part: Passage | None) -> SpanSet:
    return SpanSet(()) if part is None else part.spans


def _content_words(text: str) -> set[str]:
    return {k for m in _WORD.finditer(text[:_LONGEST]) if (k := key(m.group())) is not None}
