"""Corrections as training data: the articles in which people put attributions right, in PolNeAR's format.

An object a line with `id`, `text`, `publisher`, `date`, `author`, `title`, `wire`, `annotators` and `attributions`,
each of which has `source`, `cue` and `content` as lists of `[start, end]`, code points of `text`. As in PolNeAR,
nothing inside another attribution's content is among them. Beside what PolNeAR has, `judged` tells of an attribution
that a person has put it right or in, with `speaker` and `kind` where they said who it is; `nested` are those that were
judged and stand inside another's content, `rejected` those that were judged to be none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from sayso.dossier import Dossier
from sayso.model import Attribution, Head, Judgement, JudgementKind, Passage
from sayso.show.safe import json_text

__all__ = ["gold"]

_OF_ATTRIBUTIONS = (
    JudgementKind.WRONG_SOURCE,
    JudgementKind.NOT_AN_ATTRIBUTION,
    JudgementKind.BOUNDARY,
    JudgementKind.MISSED,
)


def gold(dossier: Dossier, file: IO[str]) -> int:
    """Write every article with a corrected attribution; the number of articles written."""
    authors: dict[str, dict[str, None]] = {}
    for entry in dossier.judgements():
        if entry.kind in _OF_ATTRIBUTIONS and entry.undoes is None and entry.undone_by is None:
            authors.setdefault(_article_of(entry), {})[entry.author] = None
    n = 0
    for record in _records(dossier, authors):
        file.write(json_text(record) + "\n")
        n += 1
    return n


def _records(dossier: Dossier, authors: dict[str, dict[str, None]]) -> Iterator[dict[str, Any]]:
    for head in dossier.heads(sorted(authors)):
        article = dossier.article(head.id)
        read = dossier.as_read(head.id)
        made = dossier.hold.corrections
        missed = {m.statement.attribution for m in made.missed(head.id)}
        found: list[dict[str, Any]] = []
        nested: list[dict[str, Any]] = []
        before = {a.id: a for a in read.attributions}
        names = {e.id: e.name for e in article.entities}
        for a in article.attributions:
            # What it was, for a correction is looked up by where the content stood.
            one = made.of(f"{head.id}#{a.id}", before.get(a.id, a).content.spans)
            record = _spans(a)
            if judged := one is not None or a.id in missed:
                record["judged"] = True
            if a.id in missed or (one is not None and one.laid):
                record |= {"speaker": names.get(a.speaker or ""), "kind": str(a.source_kind)}
            if a.parent is None:
                found.append(record)
            elif judged:
                nested.append(record)
        gone = before.keys() - {a.id for a in article.attributions}
        yield {
            "id": head.id,
            "text": article.document.text,
            "publisher": head.outlet,
            "date": head.published,
            "author": head.author,
            "title": head.title,
            "wire": _wire(head),
            "annotators": list(authors[head.id]),
            "attributions": found,
            "nested": nested,
            "rejected": [_spans(a) for a in read.attributions if a.id in gone],
        }


def _article_of(entry: Judgement) -> str:
    about = entry.about
    return str(about["article"] if "article" in about else about["statement"].rpartition("#")[0])


def _spans(a: Attribution) -> dict[str, Any]:
    def pairs(passage: Passage | None) -> list[list[int]]:
        return passage.spans.pairs() if passage else []

    return {"source": pairs(a.source), "cue": pairs(a.cue), "content": pairs(a.content)}


def _wire(head: Head) -> str | None:
    return next((credit.agency for credit in head.credits if credit.whole), None)
