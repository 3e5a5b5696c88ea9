"""What the rules look up of an article: who is who, what stands on what, and what nobody else is made to say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice, pairwise

from sayso.model import Article, Attribution, Entity, EntityKind, SourceKind, Span, SpanSet, Stance
from sayso.text.paragraph import Sentences
from sayso.text.wording import plain_name, wording

__all__ = ["UNNAMED", "Standing", "listed", "sentence"]

UNNAMED = frozenset((SourceKind.UNNAMED_PERSON, SourceKind.UNNAMED_GROUP))
CARRIES = 0.4  # whoever says so much of a headline's words says it
TOUCHES = 0.3  # whoever says so much of them speaks of it
_FEWEST = 2  # words that are more than a coincidence
_LEAD = 3  # paragraphs
_LEAD_WORDS = 8  # a shorter paragraph is a byline or a place
_MENTIONS = 9  # so many are looked at for how an entity's name is written
_SHOWN = 60  # characters of a source's words
_SPEECH = re.compile(
    r"\b(?:say|said|saying|tell|told|according|claim|report|add|explain|note|confirm|den(?:y|ied)|state[sd]?\b|stating"
    r"|announce|warn|reveal|disclos|describ|insist|acknowledg|admit|admitted|suggest|indicat|alleg|maintain|argu|wrote"
    r"|writ|tweet|testif|estimat|predict|quot|cit(?:e|ing)|respond|repl(?:y|ied)|answer|continu|recall|emphasi|stress|declar|assert|remark|conced)",
    re.IGNORECASE,
)
_SPOKESMAN = re.compile(
    r"\bspokes(?:man|woman|person|people)\b|\bstatement\b|\bpress (?:office|secretary)\b", re.IGNORECASE
)
# Who is left without a name for a reason, or for none: people in the know. A crowd ("critics", "voters"), a body
# ("the group") and the holder of an office ("the chairman") are somebody else, or have their names elsewhere.
_PEOPLE = re.compile(
    r"(?:sources?|officials?|officers?|diplomats?|aides?|advis[eo]rs?|insiders?|members?|figure|witness(?:es)?"
    r"|eyewitness(?:es)?|residents?|villagers?|activists?|persons?|people|employees?|staff|staffers?|workers?"
    r"|operatives?|commanders|soldiers?|policem[ae]n|relatives?|friends?|neighbou?rs?|doctors?|nurses?|medics?"
    r"|rescuers|engineers?|pilots?|captains?|lawyers|donors?|associates?|confidants?|colleagues?|investigators?"
    r"|negotiators?|bankers?|traders?|agents?|veterans?|prisoners?|detainees?|migrants?|refugees?|passengers?"
    r"|survivors?|bystanders?|protesters?|students?|teachers?|men|man|women|woman)",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"\b(?:opposition|party|political|senior|leading|prominent|public|government|military|industry|business"
    r"|community|religious)\sfigures$",
    re.IGNORECASE,
)
_CROWD = re.compile(
    r"(?:many|most|all|no|any|every)\s.*|(?:some|few|the|these|those|other)\s(?:people|women|men|students|workers)",
    re.IGNORECASE,
)
_IN_THE_KNOW = re.compile(
    r"\b(?:sources?|officials?|aides?|diplomats?|officers|members|people|activists|residents)$", re.IGNORECASE
)
_DEFINITE = re.compile(r"(?:the|his|her|their|its|this|that)\s|.*\w[’']s?\s", re.IGNORECASE)
# "Pava Reyl, a captain", in a text that may have lost its commas
_NAMED = re.compile(r"(?:[A-Z][\w’'-]+\s?)+,?\s?\b(?:a|an|the|The|of)\s|.*\bnamed\s[A-Z]|.*,\s[A-Z][\w’'-]+\s[A-Z]")
_WORD = re.compile(r"\w[\w.’'-]*")
_BEFORE_NAMES = frozenset(
    ("of", "in", "from", "at", "to", "for", "with", "by", "on", "near", "inside", "outside", "the", "a", "an", "and")
)
_EXPERT = re.compile(
    r"\b(?:expert|analyst|professor|researcher|scholar|scientist|economist|historian|lecturer|academic|fellow"
    r"|specialist)s?\b",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"\b(?:spokes(?:man|woman|person)|minister|president|official|ambassador|secretary|governor|mayor|commissioner"
    r"|senator|prosecutor|chief|director|general|chancellor|envoy|premier)\b",
    re.IGNORECASE,
)


class Standing:
    """One article with what its rules ask of it more than once. Everything in it is linear in the text."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.document = article.document
        self.text = article.document.text
        self.headline = article.document.headline
        self.by_id = {a.id: a for a in article.attributions}
        self.entities = {e.id: e for e in article.entities}
        self.words = wording(article)
        after = self.headline.end if self.headline is not None else 0
        self.body = [a for a in article.attributions if a.content.spans and a.content.spans.start >= after]
        self.children: dict[str, list[Attribution]] = defaultdict(list)
        for a in article.attributions:
            if a.parent is not None:
                self.children[a.parent].append(a)
        self.sentences = Sentences(self.text, (p for p in article.document.paragraphs if p != self.headline))

    @cached_property
    def own(self) -> frozenset[str]:
        """The entities that are the article's own voice: writer, outlet, and the agency that it is all taken from."""
        told = [a.via for a in self.body if a.parent is None and a.source_kind is not SourceKind.AUTHOR]
        credit = {via[0] for via in told if via} if told and all(told) else set()
        own = {a.speaker for a in self.article.attributions if a.source_kind is SourceKind.AUTHOR and a.speaker}
        outlet = plain_name(self.document.outlet)
        own |= {e.id for e in self.article.entities if outlet and plain_name(e.name) == outlet}
        return frozenset(own | (credit if len(credit) == 1 and len(told) > 1 else set()))

    @cached_property
    def lead_end(self) -> int:
        """Where the first paragraphs end, in which an article says what it has to say."""
        paragraphs = (p for p in self.document.paragraphs if p != self.headline)
        lead = [p for p in islice(paragraphs, 3 * _LEAD) if len(p.of(self.text).split()) >= _LEAD_WORDS]
        return lead[:_LEAD][-1].end if lead else 0

    @cached_property
    def attributed(self) -> SpanSet:
        """All that is laid to others than the author."""
        return SpanSet.of(
            span
            for a in self.article.attributions
            if a.source_kind is not SourceKind.AUTHOR
            for span in a.content.spans
        )

    def sentences_of(self, spans: SpanSet) -> Sequence[Span]:
        """The sentences that a content reaches into."""
        return self.sentences.over(spans.start, spans.end) if spans else ()

    def before(self, at: int) -> tuple[int, int]:
        """From the beginning of the sentence before the one at `at`, to `at`."""
        return self.sentences.before(at), at

    def touched(self, row: Sequence[str], spans: SpanSet) -> bool:
        """Whether a content speaks of what a row of content words says, if not all of it."""
        words = frozenset(row)
        return len(words & self.words.of(spans)) >= max(TOUCHES * len(words), _FEWEST)

    def carried(self, row: Sequence[str], spans: SpanSet) -> bool:
        """Whether two neighbouring sentences of `spans` say what a row of content words says.

        They must hold a good part of all of it, and more than one word of its first half: a headline begins with
        who does what, and ends with circumstances that much else in the article shares.
        """
        words, first = frozenset(row), frozenset(row[: (len(row) + 1) // 2])
        least = max(CARRIES * len(words), min(_FEWEST, len(words)))
        if not spans or not words:
            return False
        held = [words & self.words.of(spans.within(s.start, s.end)) for s in self.sentences_of(spans)]
        together = [a | b for a, b in pairwise(held)] or held
        return any(len(one) >= least and len(one & first) >= min(_FEWEST, len(first)) for one in together)

    def entity(self, a: Attribution) -> Entity | None:
        return self.entities.get(a.speaker) if a.speaker is not None else None

    def who(self, a: Attribution) -> str | None:
        """What tells one source from another: the speaker, or the words where there is none."""
        return a.speaker or (a.source.text.lower() if a.source is not None else None)

    def name(self, a: Attribution) -> str:
        """A source as a reader knows it: by name, or in the words that stand for one."""
        entity = self.entity(a)
        if a.source_kind is SourceKind.AUTHOR:
            return "the author"
        if entity is not None and entity.named:
            return self.named(entity)
        if a.source is None:
            return "nobody named"
        best = a.source.text
        if entity is not None and len(best) <= len("they"):
            best = entity.name
        return f"“{_short(best)}”"

    def named(self, entity: Entity) -> str:
        """An entity's name, with its article where the text writes one."""
        mentions = entity.mentions[:_MENTIONS] if entity.kind is not EntityKind.PERSON else ()
        # Its own name, that is, and no other word for it: the Karvians are Karvia, and not the Karvia.
        with_article = any(
            self.text[max(0, m.start - 4) : m.start].lower() == "the " and entity.name.startswith(m.of(self.text))
            for m in mentions
        )
        return f"the {entity.name}" if with_article and not entity.name.lower().startswith("the ") else entity.name

    def speaks(self, a: Attribution) -> bool:
        """Whether words are passed on: not a thought, a wish or a question that is laid to somebody."""
        return a.stance not in (Stance.BELIEVES, Stance.DEMANDS, Stance.ASKS, Stance.NO_COMMENT) and (
            a.cue is None or bool(_SPEECH.search(a.cue.text))
        )

    def unnamed(self, a: Attribution) -> bool:
        """Whether a source is one or several people in the know who have no name, and speak for nobody."""
        if a.source_kind not in UNNAMED or a.source is None:
            return False
        entity = self.entity(a)
        words = _lead(a.source.text)
        if not _anonymous(words) and entity is not None and len(words.split()) == 1:
            words = _lead(entity.name)  # a pronoun
        return (
            (entity is None or (entity.speaks_for is None and not entity.named))
            and not _SPOKESMAN.search(a.source.text)
            and not _NAMED.match(a.source.text)
            and _anonymous(words)
        )

    def relayed(self, a: Attribution) -> list[Attribution]:
        """Those whom the attribution's source passes on, where any of them speak."""
        return [c for c in self.children[a.id] if c.source is not None and self.speaks(c)]

    def only_unnamed(self, a: Attribution) -> bool:
        """Whether what is said comes from people without a name alone, at first hand or through an outlet."""
        if a.source_kind is SourceKind.OUTLET:
            told = self.relayed(a)
            return bool(told) and all(self.unnamed(c) for c in told)
        return self.unnamed(a)

    def is_expert(self, a: Attribution) -> bool:
        return self._described(a, _EXPERT)

    def is_official(self, a: Attribution) -> bool:
        entity = self.entity(a)
        return (entity is not None and entity.speaks_for is not None) or self._described(a, _OFFICIAL)

    def _described(self, a: Attribution, words: re.Pattern[str]) -> bool:
        entity = self.entity(a)
        roles = " ".join(entity.roles) if entity is not None else ""
        return bool(words.search(roles) or (a.source is not None and words.search(a.source.text)))

    def outlet(self, entity: str) -> bool:
        """Whether an entity is a news organisation other than the article's own."""
        return entity not in self.own and self.entities[entity].kind is EntityKind.OUTLET


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them, each once."""
    once = list(dict.fromkeys(names))
    return once[0] if len(once) == 1 else ", ".join(once[:-1]) + " and " + once[-1]


def _lead(words: str) -> str:
    """A source without what is only said of it: no relative clause, no apposition, no phrase behind the noun."""
    return re.split(
        r",|\s(?:who|whose|which|that|familiar|from|with|close|in|at|on|near|inside|outside|within|speaking|involved|briefed|at)\b",
        " ".join(words.split()),
    )[0]


def _anonymous(words: str) -> bool:
    last = words.rsplit(" ", 1)[-1]
    if not (_PEOPLE.fullmatch(last) or _FIGURES.search(words)) or _CROWD.fullmatch(words) or _ends_in_a_name(words):
        return False
    return not _DEFINITE.match(words) or bool(_IN_THE_KNOW.search(words))


def _ends_in_a_name(words: str) -> bool:
    """Whether two capitals in a row end it that no preposition leads up to: "an activist Pava Reyl"."""
    last = _WORD.findall(words)[-3:]
    return len(last) > 2 and all(w[:1].isupper() for w in last[1:]) and last[0].lower() not in _BEFORE_NAMES


def _short(words: str) -> str:
    flat = re.split(r",?\s(?:who|whose|which)\b", " ".join(words.split()))[0].strip(" ,") or words
    return flat if len(flat) <= _SHOWN else flat[:_SHOWN].rsplit(" ", 1)[0] + " …"
