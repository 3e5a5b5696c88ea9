"""One article, with who says what in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

from sayso.dossier import Dossier
from sayso.model import (
    Article,
    Span,
    Statement,
    StatementKind,
)
from sayso.model.record import article_record
from sayso.show.page import Link as Place
from sayso.show.page import article_values
from sayso.show.safe import one_line, shortened
from sayso.show.view import ArticleView, view
from sayso.web.pages.links import (
    anchor_of,
    article_link,
    article_path,
    claim_path,
    mouth_link,
    outlet_of,
)
from sayso.web.pages.rows import statement_row
from sayso.web.views import (
    ArticlePage,
    CopyLink,
    Link,
    NoteMore,
    Word,
)

__all__ = ["article_page"]

_WORD = re.compile(r"(\s*)(\S+)(\s*)|\s+")


def article_page(dossier: Dossier, id: str, mark: bool) -> ArticlePage:
    """An article with who says what in it, as it is judged. Raises NoSuch."""
    article = dossier.article(id)
    head = dossier.heads([id])[0]
    said = dossier.statements(id)
    copies = dossier.copies_of(id)
    others = {h.id: h for h in dossier.heads(sorted({c.of for c in copies} | {c.copy for c in copies}))}
    resting: list[tuple[str, Span, str]] = []
    links: dict[str, Place] = {}
    for place in (*(s.passage.spans for s, _ in said), *dossier.foretold(id)):
        resting += [
            (anchor_of(place.spans), span, anchor_of(place.spans) + (f"-{n}" if n else ""))
            for n, span in enumerate(place)
        ]
    copied: list[CopyLink] = []
    lent: list[CopyLink] = []
    for c in copies:
        mine = c.copy == id
        other = others.get(c.of if mine else c.copy)
        if other is None:
            continue
        places = []
        for here, there in c.passages if mine else [(b, a) for a, b in c.passages]:
            anchor = f"{'x' if mine else 'y'}{_key(other.id)}-{here.start}"
            back = f"{'y' if mine else 'x'}{_key(id)}-{there.start}"
            resting.append(("copied" if mine else "lent", here, anchor))
            places.append((anchor, article_path(other.id, back)))
            if mine:
                links[anchor] = Place(
                    article_path(other.id, back), f"copied from {shortened(outlet_of(other.id, others), 40)}"
                )
        found = CopyLink(article_link(other), f"{c.share:.0%}", c.sure, one_line(c.credit or ""), tuple(places))
        (copied if mine else lent).append(found)
    resting = [(key, span, anchor) for key, span, anchor in resting if span.start < len(article.document.text)]
    shown = view(article, list(dict.fromkeys(resting)))
    mouths = {s.id: s for s, _ in said}
    claims = {s.id: claim for s, claim in said}
    judged = dossier.hold.corrections.touched(id)
    return ArticlePage(
        id=id,
        to=article_path(id),
        link=article_link(head),
        shown=shown,
        values={**article_values(shown, "", 1, links)},
        more={
            note.key: _more(f"{id}#{note.id}", mouths.get(f"{id}#{note.id}"), claims, judged) for note in shown.notes
        },
        copied=tuple(copied),
        lent=tuple(lent),
        versions=tuple(map(article_link, dossier.versions_of(head))),
        statements=tuple(statement_row(s, head, claim) for s, claim in said if s.kind is not StatementKind.CONTENT),
        mark=mark,
        words=_words(article, shown) if mark else {},
        record=article_record(article),
    )


def _more(id: str, statement: Statement | None, claims: Mapping[str, str | None], judged: frozenset[str]) -> NoteMore:
    if statement is None:
        return NoteMore(id, judged=id in judged)
    mouths = tuple(map(mouth_link, statement.mouths))
    claim = claims.get(id)
    return NoteMore(
        statement=id,
        mouth=mouths[-1] if mouths else None,
        via=mouths[:-1],
        claim=Link(claim_path(claim), claim) if claim else None,
        judged=id in judged,
    )


def _words(article: Article, shown: ArticleView) -> dict[int, tuple[Word, ...]]:
    """The words of every segment by where it starts, each with its place without the space that follows."""
    out: dict[int, list[Word]] = {}
    text = article.document.text
    for block in shown.blocks:
        last: list[Word] = []
        for segment in block.segments:
            words = out.setdefault(segment.start, [])
            for m in _WORD.finditer(text, segment.start, segment.end):
                # Space that begins a segment follows the word before it.
                if (m[2] is None or m[1]) and last:
                    last[-1] = _spaced(last[-1])
                if m[2] is not None and (printed := one_line(m[2])):
                    word = Word(m.start(2), m.end(2), printed)
                    words.append(_spaced(word) if m[3] else word)
                    last = words
        if last:
            last[-1] = _spaced(last[-1])
    return {start: tuple(words) for start, words in out.items()}


def _spaced(word: Word) -> Word:
    return word if word.text.endswith(" ") else replace(word, text=f"{word.text} ")


def _key(id: str) -> str:
    """A short name of an article that can stand in an anchor."""
    return hashlib.sha256(id.encode("utf8", "surrogatepass")).hexdigest()[:8]
