"""What holds some words: claims, sources, sentences."""

from __future__ import annotations

from sayso.dossier import Dossier
from sayso.show.safe import one_line, shortened
from sayso.web.pages.links import (
    LETTERS,
    article_named,
    mouth_link,
    to_words,
)
from sayso.web.pages.memory import Memory
from sayso.web.pages.rows import look_at
from sayso.web.views import (
    SearchView,
)

__all__ = ["search"]

_HITS = 20
_ALIKE = 10  # claims that say something like what is searched for


def search(dossier: Dossier, stamp: tuple[int, int], memory: Memory, query: str) -> SearchView:
    """Claims, sources and sentences that hold some words."""
    words = one_line(query)
    if not words:
        return SearchView("")
    hits = dossier.search(words, _HITS)
    heads = {h.id: h for h in dossier.heads(sorted({hit.article for hit in hits}))}
    claims = look_at(dossier, stamp, memory, dossier.like(words, _ALIKE), None)
    return SearchView(
        query=words,
        claims=tuple(seen.row for seen in claims.values()),
        sources=tuple((mouth_link(mouth), n) for mouth, n in dossier.sources(words)),
        hits=tuple(
            (
                article_named(hit.article, heads),
                shortened(one_line(hit.passage.text), LETTERS),
                to_words(hit.article, hit.passage.spans.spans),
            )
            for hit in hits
        ),
    )
