"""The sourcing card: how many sources of which kind, who speaks most, whose side is missing."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from sayso.model import Article, Form, SourceKind, Sourcing, SpanSet, Voice
from sayso.trace.headline import headline
from sayso.trace.rules import findings, is_self_citation, is_silence, unnamed_only
from sayso.trace.standing import Standing

__all__ = ["sourced"]

_WORD = re.compile(r"\w[\w’'-]*")


def sourced(article: Article) -> Article:
    """The article with its `sourcing`: who stands behind it, and what its headline rests on."""
    standing = Standing(article)
    checked = headline(standing)
    carriers = checked.rests_on if checked is not None else ()
    main = unnamed_only(standing, carriers)
    sources: dict[SourceKind, set[str]] = defaultdict(set)
    for a in article.attributions:
        if (who := standing.who(a)) is not None:
            sources[a.source_kind].add(who)
    forms = [a.form for a in article.attributions]
    sourcing = Sourcing(
        named=len(sources[SourceKind.NAMED_PERSON]),
        unnamed=len(sources[SourceKind.UNNAMED_PERSON]) + len(sources[SourceKind.UNNAMED_GROUP]),
        organisations=len(sources[SourceKind.ORGANISATION]),
        outlets=len(sources[SourceKind.OUTLET]),
        documents=len(sources[SourceKind.DOCUMENT]),
        author=sum(a.source_kind is SourceKind.AUTHOR for a in article.attributions),
        direct=forms.count(Form.DIRECT),
        indirect=forms.count(Form.INDIRECT),
        mixed=forms.count(Form.MIXED),
        voices=_voices(standing),
        unnamed_only=tuple(a.id for a in main),
        silent=tuple(a.id for a in article.attributions if is_silence(standing, a)),
        self_citations=tuple(a.id for a in article.attributions if is_self_citation(standing, a)),
        findings=tuple(findings(standing, main)),
        headline=checked,
    )
    return replace(article, sourcing=sourcing)


def _voices(standing: Standing) -> tuple[Voice, ...]:
    """Each speaker's share. Words that stand in two contents are the deeper speaker's."""
    said: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for a in standing.article.attributions:
        if a.speaker is None:
            continue
        others = SpanSet.of(span for c in standing.children[a.id] if c.speaker is not None for span in c.content.spans)
        said[a.speaker][0] += 1
        said[a.speaker][1] += sum(
            1 for span in a.content.spans.minus(others) for _ in _WORD.finditer(standing.text, span.start, span.end)
        )
    voices = [Voice(speaker, count, words) for speaker, (count, words) in said.items()]
    return tuple(sorted(voices, key=lambda v: -v.words))
