"""A story over many articles: what each says, what is said alike, which text is another's, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sayso.model.attribution import Description, Passage, Probability, SourceKind, Stance
from sayso.model.span import Span

__all__ = [
    "Alignment",
    "Carrier",
    "Change",
    "Claim",
    "Copy",
    "Corroboration",
    "Credit",
    "Evidence",
    "Head",
    "Heard",
    "Judgement",
    "JudgementKind",
    "Likeness",
    "Mouth",
    "Origin",
    "Provenance",
    "Said",
    "Statement",
    "StatementKind",
    "Step",
    "Version",
    "Who",
]


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency that an article says it has its text from, in the words that say so.

    `whole` is True where the credit stands for the article (a byline, a dateline), False where the agency only
    contributed. The words may stand in the furniture: then `span` is None.
    """

    agency: str
    text: str
    whole: bool = True
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """An article of a dossier without its text.

    `published` is an ISO 8601 date and `added` the instant it came into the dossier (ISO 8601, UTC). Articles of one
    address are versions of each other: `version` counts them from 1, and `replaced_by` is the id of the next one.
    """

    id: str
    digest: str
    added: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    version: int = 1
    replaced_by: str | None = None
    credits: tuple[Credit, ...] = ()


class StatementKind(StrEnum):
    """Where a statement stands: in an attribution, in the headline, or in the article's own words."""

    CONTENT = "content"
    HEADLINE = "headline"
    ASSERTION = "assertion"


@dataclass(frozen=True, slots=True)
class Mouth:
    """Somebody whom a statement came through, or from whom it came, as the whole dossier knows them.

    `id` is the same wherever the same person, body, paper or document speaks: `outlet:…`, `person:…`,
    `organisation:…`, `document:…`, each with the normal form of the name; for somebody unnamed
    `unnamed:<article>:<entity>`, for whom the text says nothing `unknown:<article>:<attribution>`. `description` is
    what is told of somebody unnamed, `place` where their words stand in the article.
    """

    id: str
    name: str
    kind: SourceKind
    description: Description | None = None

    @property
    def named(self) -> bool:
        return self.kind not in (SourceKind.UNNAMED_PERSON, SourceKind.UNNAMED_GROUP, SourceKind.NONE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an article says, in the words that say it: what is matched into claims.

    `id` is `<article>#<attribution>`, `<article>#h` or `<article>#s<start>`. `passage` is the content, the headline
    or the sentence. `mouths` lead from the article to the deepest source, the outermost first; empty where the
    outlet says it on its own word. `negated` tells whether the proposition is worded in the negative.
    """

    id: str
    article: str
    kind: StatementKind
    passage: Passage
    attribution: str | None = None
    stance: Stance = Stance.STATES
    negated: bool = False
    mouths: tuple[Mouth, ...] = ()
    source: Passage | None = None
    cue: Passage | None = None
    probability: Probability | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two statements are: `score` is the probability that they make the same claim.

    `opposed` is True where one says the contrary of the other. `features` are the figures that made the score.
    """

    score: float
    opposed: bool = False
    features: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Carrier:
    """A statement that makes a claim, with the article it stands in.

    `opposed` is True where it says the contrary of the claim's own wording; `likeness` is the score with which it was
    matched, 1 for the statement that the claim began with.
    """

    statement: Statement
    article: Head
    opposed: bool = False
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Copy:
    """Text that one article takes over from another.

    `containment` is the share of the word 5-grams of the text that has fewer of them that stand in the other text,
    `share` that of the copy's own: an article that takes in a whole report and tells much more has a containment of
    1 and a small share. `credit` is the agency that the copy names, if any. `passages` are the stretches taken over:
    where they stand in the copy, and in the original. `sure` is False where nothing but the lengths of the two decides
    which is the copy.
    """

    copy: str
    of: str
    containment: float
    credit: str | None = None
    passages: tuple[tuple[Span, Span], ...] = ()
    sure: bool = True
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """One quotation in two wordings, word by word.

    `pieces` are (`same` | `left_out` | `put_in` | `altered` | `bracketed`, words here, words there), in order;
    `kind` sums them up: `same`, `shortened`, `altered`, `bracketed`.
    """

    kind: str
    pieces: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What is different in a later version of an article.

    `kind` is `headline`, `added`, `removed` or `reworded` (sentences of the text), `statement_added`,
    `statement_dropped`, `source_added` or `source_dropped`. `old` and `new` are the words and where they stand in the
    earlier and the later text (a headline that the text does not carry stands nowhere); `text` says it in a line;
    `pieces` are those of an `Alignment` where something is worded anew.
    """

    kind: str
    text: str
    old: Passage | None = None
    new: Passage | None = None
    pieces: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What several statements say alike: one proposition, wherever it is worded.

    `text` is the wording of the statement that stands for the others. `carried_by` and `denied_by` are ids of
    articles, in the order of their dates; `first_seen` is the earliest date.
    """

    id: str
    text: str
    carried_by: tuple[str, ...]
    denied_by: tuple[str, ...] = ()
    first_seen: str | None = None
    origins: int = 0
    corroboration: Corroboration | None = None


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many nodes would have to be wrong for the claim to fall: `low` where unnamed sources that may be the same
    people are taken for the same, `high` where they are taken apart."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of an article that something rests on."""

    article: str
    passage: Passage
    what: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The end of a chain: a source that rests on nobody else within what was read."""

    mouth: Mouth
    via: tuple[str, ...]
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain: an article, an outlet, or a source (`kind`), its id in the graph, and its name."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What one claim rests on as of a date (`as_of`; None: all that is known).

    `nodes` and `edges` are the provenance graph, from the claim to its origins: each edge (from, to, why) with the
    indices of the `evidence` behind it. `single_points` are the ids of nodes on every path. `loops` are the ids of
    articles that rest on one another. `stances` hold who denies, disputes, declines to comment or does not deny, as
    indices of `evidence`. `credibility` is the Admiralty digit and `rule` the sentence of the table that gave it.
    What only stands in a list comes without `nodes`, `edges`, `chains` and `single_points`.
    """

    claim: Claim
    as_of: str | None
    corroboration: Corroboration
    credibility: int
    rule: str
    origins: tuple[Origin, ...]
    nodes: tuple[Step, ...] = ()
    edges: tuple[tuple[str, str, str, tuple[int, ...]], ...] = ()
    chains: tuple[tuple[Step, ...], ...] = ()
    single_points: tuple[str, ...] = ()
    loops: tuple[tuple[str, ...], ...] = ()
    copies: tuple[Copy, ...] = ()
    stances: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    timeline: tuple[tuple[str, int], ...] = ()
    evidence: tuple[Evidence, ...] = ()


class JudgementKind(StrEnum):
    """What a person can decide about a dossier."""

    MERGE = "merge"  # these claims are one: {"claims": [kept, …]}
    SPLIT = "split"  # these statements are no part of the claim: {"claim": id, "statements": [ids]}
    SAME_ENTITY = "same_entity"  # these mouths are one: {"mouths": [kept, …]}
    WRONG_SOURCE = "wrong_source"  # {"statement": id, "at": its spans, "source": name or null, "kind": source kind}
    NOT_AN_ATTRIBUTION = "not_an_attribution"  # {"statement": id, "at": its spans}
    BOUNDARY = "boundary"  # {"statement": id, "at": its spans, "part": content | source | cue, "spans": the right ones}
    MISSED = (
        "missed"  # {"article": id, "content": words, "source": words or null, "laid": to whom, "claim": id or null}
    )
    RELIABILITY = "reliability"  # the Admiralty letter of a source or outlet: {"mouth": id, "letter": "A" … "F"}
    OUTLET = "outlet"  # {"article": id, "outlet": name}
    PROBABILITY = "probability"  # {"forecast": id, or null: all of these "words", "probability": 0 … 1}
    RESOLVE = "resolve"  # {"forecast": id, "outcome": yes | no | partly | void, "resolved": day, "evidence": [ids]}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided: an entry of a log. It outranks every score and is never overwritten; `undone_by` is the
    id of the entry that took it back."""

    id: str
    kind: JudgementKind
    about: Mapping[str, Any]
    author: str
    made: str
    note: str = ""
    undoes: str | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement that came through somebody: where it stands, and what it claims.

    `number` is by what the store knows it. `day` is the day of its `article`, `current` tells whether no later version
    has taken that one's place. `start` is the offset of its first word there, -1 where it has no place. `own` tells
    whether one of those asked for is the source itself. `claim` is the number of that which it carries, `opposed`
    whether it says the contrary.
    """

    number: int
    article: str
    day: str
    outlet: str | None
    current: bool
    start: int
    own: bool
    claim: int | None = None
    opposed: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that is laid to somebody, with its article, and the claim that it makes.

    `opposed` is True where it says the contrary of the claim's own wording; `claim` is None where it makes none.
    """

    statement: Statement
    article: Head
    claim: str | None = None
    opposed: bool = False


@dataclass(frozen=True, slots=True)
class Who:
    """Everything that is laid to one person, body, paper or outlet, by date.

    `also` are the mouths that are judged to be the same, `letter` the reliability that somebody judged (F until then).
    `said` is what they say themselves, `passed_on` what they have from others. `changes` are changes of position: the
    indices of two entries of `said` about one claim, and what changed, in words.

    Where no more than some were asked for, `total` and `passed_total` are how many there are; `by_outlet` counts all
    that they say themselves by the outlet that has it, the most first.
    """

    mouth: Mouth
    also: tuple[Mouth, ...] = ()
    letter: str = "F"
    said: tuple[Said, ...] = ()
    passed_on: tuple[Said, ...] = ()
    changes: tuple[tuple[int, int, str], ...] = ()
    total: int = 0
    passed_total: int = 0
    by_outlet: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article, and what changed from the one before it."""

    article: Head
    changes: tuple[Change, ...] = ()
