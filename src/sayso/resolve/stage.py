"""Articles → articles with entities: what kind of source each attribution has, and which entity it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.model import Article, Entity, EntityKind, SourceKind, Span
from sayso.resolve.chain import chained
from sayso.resolve.description import describe
from sayso.resolve.figures import Figure
from sayso.resolve.sources import Sources

__all__ = ["resolve"]


def resolve(articles: Iterable[Article]) -> list[Article]:
    """The same articles, each attribution with its kind of source and speaker, and the entities that those are."""
    return [chained(_resolved(article)) for article in articles]


def _resolved(article: Article) -> Article:
    if not article.attributions:
        return article
    found = Sources(article)
    figures = _figures(found)
    ids = {id(f): f"e{n}" for n, f in enumerate(figures, 1)}
    attributions = []
    for a in article.attributions:
        kind, figure = found.answers[a.id]
        unnamed = kind in (SourceKind.UNNAMED_PERSON, SourceKind.UNNAMED_GROUP)
        attributions.append(
            replace(
                a,
                source_kind=kind,
                speaker=None if figure is None else ids[id(figure)],
                description=describe(a, found.text, found.cast) if unnamed else None,
            )
        )
    entities = tuple(_entity(f, ids, found) for f in figures)
    return replace(article, attributions=tuple(attributions), entities=entities)


def _figures(found: Sources) -> list[Figure]:
    """The figures that an article's record has: all speakers, whom they speak for, and whoever is named."""
    used: dict[int, Figure] = {}
    speakers = [figure for _, figure in found.answers.values() if figure is not None]
    named = [figure for figure in found.cast.figures if figure.named and figure.mentions]
    for figure in (*speakers, *named):
        for one in (figure, *figure.members):
            used.setdefault(id(one), one)
    for figure in list(used.values()):
        if figure.speaks_for is not None:
            used.setdefault(id(figure.speaks_for), figure.speaks_for)
    return sorted(used.values(), key=lambda f: min((m.first for m in f.mentions), default=0))


def _entity(figure: Figure, ids: dict[int, str], found: Sources) -> Entity:
    words = found.text.words
    spans = {Span(words[m.first].start, words[m.last].end) for m in figure.mentions}
    return Entity(
        ids[id(figure)],
        figure.kind,
        figure.name,
        figure.named,
        tuple(figure.roles.values()) if figure.kind is EntityKind.PERSON else (),
        None if figure.speaks_for is None else ids[id(figure.speaks_for)],
        tuple(sorted(spans)),
    )
