"""Articles built by hand: who says what in a text of the test's own writing, each part found by its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.model import (
    Article,
    Attribution,
    Certainty,
    Computation,
    Document,
    Entity,
    EntityKind,
    Form,
    Passage,
    SourceKind,
    Span,
    SpanSet,
    Stance,
)
from sayso.text.paragraph import paragraphs

BY_HAND = Computation("test", "1")
KINDS = {
    EntityKind.PERSON: SourceKind.NAMED_PERSON,
    EntityKind.ORGANISATION: SourceKind.ORGANISATION,
    EntityKind.OUTLET: SourceKind.OUTLET,
    EntityKind.DOCUMENT: SourceKind.DOCUMENT,
    EntityKind.GROUP: SourceKind.UNNAMED_GROUP,
}


def entity(key: str, kind: EntityKind, name: str, text: str, *others: str, roles: Sequence[str] = ()) -> Entity:
    """An entity that is mentioned wherever one of its names stands as words of their own."""
    names = "|".join(re.escape(n) for n in sorted((name, *others), key=len, reverse=True))
    mentions = tuple(Span(*m.span()) for m in re.finditer(rf"(?<!\w)(?:{names})(?!\w)", text))
    return Entity(key, kind, name, named=name[0].isupper(), roles=tuple(roles), mentions=mentions)


def article(
    text: str,
    said: Sequence[Mapping[str, str]],
    entities: Sequence[Entity] = (),
    *,
    headline: bool = True,
    outlet: str | None = None,
) -> Article:
    """The article that a text and its attributions make; `said` gives source, cue and content in their words.

    Parts are looked for behind the words `after`, if given. A `kind` of its own goes before that of the
    `speaker`; `hedge` marks a word of the content.
    """
    known = {e.id: e for e in entities}
    spans = paragraphs(text)
    out = []
    for n, one in enumerate(said, 1):
        begin = text.index(one["after"]) if "after" in one else 0

        def found(part: str, one: Mapping[str, str] = one, begin: int = begin) -> Passage | None:
            if part not in one:
                return None
            at = text.index(one[part], begin)
            return Passage.at(text, SpanSet.of([(at, at + len(one[part]))]))

        content = found("content")
        assert content is not None
        speaker = one.get("speaker")
        kind = SourceKind(one["kind"]) if "kind" in one else KINDS[known[speaker].kind] if speaker else SourceKind.NONE
        hedge = found("hedge")
        out.append(
            Attribution(
                id=f"a{n}",
                content=content,
                form=Form.DIRECT if content.text[0] in "“" else Form.INDIRECT,
                score=0.9,
                made_by=BY_HAND,
                source=found("source"),
                cue=found("cue"),
                parent=one.get("parent"),
                stance=Stance(one.get("stance", "states")),
                certainty=Certainty((hedge,)) if hedge else Certainty(),
                source_kind=kind,
                speaker=speaker,
            )
        )
    document = Document(
        id="t", text=text, paragraphs=spans, headline=spans[0] if headline else None, outlet=outlet, language="en"
    )
    return Article(document, tuple(out), entities=tuple(entities))
