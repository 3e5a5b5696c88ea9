"""What people corrected in the reading of articles, as a pure function of the log: applied as a dossier is read.

A correction is of words and not of a number: beside the id that an attribution had, the log keeps where its content
stood. Where a newer model has read the article again and counts its attributions anew, the correction is applied to
the one that stands there now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.model import (
    SOURCE_KINDS,
    Article,
    Attribution,
    Computation,
    Entity,
    EntityKind,
    Form,
    Judgement,
    JudgementKind,
    Mouth,
    Passage,
    SourceKind,
    SpanSet,
    Stance,
    Statement,
    StatementKind,
)
from sayso.text.naming import plain_name

__all__ = ["Correction", "Corrections", "Missed", "alike", "corrections"]

_SAME = 0.8  # two contents that share so much of what either covers are one
_MADE_BY = Computation("judgement", "1")
_KINDS = {source: entity for entity, source in SOURCE_KINDS.items()}


@dataclass(frozen=True, slots=True)
class Correction:
    """All that was judged of one statement: the id that it had, and where it stood (`at`; headlines may stand nowhere).

    `laid` tells whether it was judged whose it is: `mouth`, or none: the outlet's own word. `bounds` are its `content`,
    `source` and `cue`, as far as they were corrected.
    """

    statement: str
    at: SpanSet
    dropped: bool = False
    laid: bool = False
    mouth: Mouth | None = None
    bounds: Mapping[str, Passage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missed:
    """An attribution that only a person saw, and the stored claim that it makes, if any."""

    statement: Statement
    claim: str | None = None
    opposed: bool = False


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections that hold, by the ids of their articles."""

    made: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    added: Mapping[str, tuple[Missed, ...]] = field(default_factory=dict)

    def of(self, id: str, at: SpanSet) -> Correction | None:
        """What was judged of the statement that has this id now and stands here."""
        found = self.made.get(id.rpartition("#")[0], ())
        for one in found:
            if one.statement == id and (not one.at or not at or alike(one.at, at) >= _SAME):
                return one
        best = max(found, key=lambda one: alike(one.at, at), default=None)
        return best if best is not None and alike(best.at, at) >= _SAME else None

    def statement(self, statement: Statement) -> Statement | None:
        """The statement as it is judged to be; None where it is judged to be none."""
        one = self.of(statement.id, statement.passage.spans)
        if one is None:
            return statement
        if one.dropped:
            return None
        changed = replace(
            statement,
            passage=one.bounds.get("content", statement.passage),
            source=one.bounds.get("source", statement.source),
            cue=one.bounds.get("cue", statement.cue),
        )
        if not one.laid:
            return changed
        # Who stands between the article and the source was not judged: the mouths before the last one stay.
        mouths = (*statement.mouths[:-1], one.mouth) if one.mouth else ()
        return replace(changed, mouths=mouths, source=changed.source if one.mouth else None)

    def missed(self, article: str) -> list[Missed]:
        """What was missed in an article, as it is judged to be."""
        found = ((one, self.statement(one.statement)) for one in self.added.get(article, ()))
        return [replace(one, statement=statement) for one, statement in found if statement is not None]

    def making(self, claim: str) -> list[Missed]:
        """What was missed that makes a stored claim."""
        articles = dict.fromkeys(a for a, some in self.added.items() if any(one.claim == claim for one in some))
        return [one for article in articles for one in self.missed(article) if one.claim == claim]

    def claims(self) -> dict[str, int]:
        """The stored claims that something makes which was missed, each with how much."""
        return dict(Counter(one.claim for some in self.added.values() for one in some if one.claim))

    def laid_to(self, mouths: Iterable[str]) -> list[str]:
        """The articles in which something is judged to be said by one of these, or was missed that is."""
        ids = set(mouths)
        made = [
            a for a, some in self.made.items() if any(one.mouth is not None and one.mouth.id in ids for one in some)
        ]
        added = [a for a, some in self.added.items() if any(m.id in ids for one in some for m in one.statement.mouths)]
        return list(dict.fromkeys([*made, *added]))

    def mouths(self) -> list[Mouth]:
        """Those to whom something is judged to be laid, each once."""
        made = [one.mouth for some in self.made.values() for one in some if one.mouth]
        added = [m for some in self.added.values() for one in some for m in one.statement.mouths]
        return list({mouth.id: mouth for mouth in (*made, *added)}.values())

    def judged(self) -> frozenset[str]:
        """The ids of all statements about which something was judged."""
        made = (one.statement for some in self.made.values() for one in some)
        return frozenset([*made, *(one.statement.id for some in self.added.values() for one in some)])

    def touched(self, article: str) -> frozenset[str]:
        """The ids of the statements of an article about which something was judged."""
        made = (one.statement for one in self.made.get(article, ()))
        return frozenset([*made, *(one.statement.id for one in self.added.get(article, ()))])

    def article(self, article: Article, form: Callable[[SpanSet], Form]) -> Article:
        """The article with its attributions as they are judged to be; `form` tells how a content is worded."""
        id = article.document.id
        if id not in self.made and id not in self.added:
            return article
        entities = {e.id: e for e in article.entities}
        attributions = list(article.attributions)
        for missed in self.added.get(id, ()):
            attributions.append(_attribution(missed.statement, form))
        kept: list[Attribution] = []
        gone: dict[str, str | None] = {}
        for a in attributions:
            one = self.of(f"{id}#{a.id}", a.content.spans)
            missed_here = next((m for m in self.added.get(id, ()) if m.statement.attribution == a.id), None)
            if one is not None and one.dropped:
                gone[a.id] = a.parent
                continue
            if one is not None and one.bounds:
                content = one.bounds.get("content", a.content)
                a = replace(
                    a,
                    content=content,
                    source=one.bounds.get("source", a.source),
                    cue=one.bounds.get("cue", a.cue),
                    form=form(content.spans),
                )
            if one is not None and one.laid:
                a = _laid(a, one.mouth, entities)
            elif missed_here is not None and missed_here.statement.mouths:
                a = _laid(a, missed_here.statement.mouths[-1], entities)
            kept.append(a)
        kept = [_inside(a, gone) for a in kept]
        kept.sort(key=lambda a: (a.content.spans.start, -a.content.spans.end) if a.content.spans else (0, 0))
        return replace(
            article,
            attributions=tuple(kept),
            entities=tuple(entities.values()),
            relations=tuple(r for r in article.relations if r.attribution not in gone),
        )


def alike(one: SpanSet, other: SpanSet) -> float:
    """How much of what either covers both cover, from 0 to 1."""
    common = one.common(other) if one and other else 0
    return common / (len(one) + len(other) - common) if common else 0.0


def corrections(log: Iterable[Judgement]) -> Corrections:
    """The corrections of the entries of a log that hold, later entries over earlier ones."""
    made: dict[str, dict[str, Correction]] = {}
    added: dict[str, list[Missed]] = {}
    for entry in log:
        about = entry.about
        match entry.kind:
            case JudgementKind.WRONG_SOURCE:
                _change(made, about, laid=True, mouth=_mouth(about))
            case JudgementKind.NOT_AN_ATTRIBUTION:
                _change(made, about, dropped=True)
            case JudgementKind.BOUNDARY:
                passage = Passage(about["text"], SpanSet.of(about["spans"]))
                _change(made, about, bounds={about["part"]: passage})
            case JudgementKind.MISSED:
                added.setdefault(about["article"], []).append(_missed(entry))
            case _:
                pass
    return Corrections(
        {article: tuple(some.values()) for article, some in made.items()},
        {article: tuple(some) for article, some in added.items()},
    )


def _change(made: dict[str, dict[str, Correction]], about: Mapping[str, Any], **changed: Any) -> None:
    """Add what an entry says to what is judged of its statement already."""
    id, at = about["statement"], SpanSet.of(about.get("at", ()))
    some = made.setdefault(id.rpartition("#")[0], {})
    before = some.get(id) or Correction(id, at)
    if "bounds" in changed:
        changed["bounds"] = {**before.bounds, **changed["bounds"]}
    some[id] = replace(before, **changed)


def _missed(entry: Judgement) -> Missed:
    about = entry.about
    words = {part: _passage(about[part]) for part in ("source", "cue")}
    mouth = _mouth(about["laid"]) if about["laid"] else None
    statement = Statement(
        id=f"{about['article']}#{entry.id}",
        article=about["article"],
        kind=StatementKind.CONTENT,
        passage=Passage(about["content"]["text"], SpanSet.of(about["content"]["spans"])),
        attribution=entry.id,
        stance=Stance(about["stance"]),
        mouths=(mouth,) if mouth else (),
        source=words["source"],
        cue=words["cue"],
    )
    return Missed(statement, about["claim"], about["opposed"])


def _passage(words: Mapping[str, Any] | None) -> Passage | None:
    return Passage(words["text"], SpanSet.of(words["spans"])) if words else None


def _mouth(about: Mapping[str, Any]) -> Mouth | None:
    name = about.get("source")
    if not name:
        return None
    return Mouth(about["mouth"], name, SourceKind(about["kind"]))


def _attribution(statement: Statement, form: Callable[[SpanSet], Form]) -> Attribution:
    return Attribution(
        id=statement.attribution or statement.id,
        content=statement.passage,
        form=form(statement.passage.spans),
        score=1.0,
        made_by=_MADE_BY,
        source=statement.source,
        cue=statement.cue,
        stance=statement.stance,
    )


def _laid(a: Attribution, mouth: Mouth | None, entities: dict[str, Entity]) -> Attribution:
    """An attribution laid to somebody, who is made an entity of the article where they are none yet."""
    if mouth is None:
        return replace(a, source=None, source_kind=SourceKind.AUTHOR, speaker=None, description=None, via=())
    wanted = plain_name(mouth.name)
    speaker = next((e.id for e in entities.values() if plain_name(e.name) == wanted), None)
    if speaker is None:
        speaker = f"judged:{mouth.id}"
        entities[speaker] = Entity(speaker, _KINDS.get(mouth.kind, EntityKind.PERSON), mouth.name, mouth.named)
    return replace(
        a, source_kind=mouth.kind, speaker=speaker, description=None, via=tuple(v for v in a.via if v != speaker)
    )


def _inside(a: Attribution, gone: Mapping[str, str | None]) -> Attribution:
    """An attribution that stood inside one that is none stands inside what that stood in."""
    parent = a.parent
    while parent is not None and parent in gone:
        parent = gone[parent]
    return a if parent == a.parent else replace(a, parent=parent)
