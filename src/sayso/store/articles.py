"""The articles of a dossier: heads, whole records, versions, words that are searched for, and copies among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update

from sayso.errors import NoSuch
from sayso.model import Article, Copy, Credit, Document, Evidence, Head, Passage, SpanSet
from sayso.store import tables as t
from sayso.store.core import Core
from sayso.store.records import pack, pack_article, unpack, unpack_article, unpack_document, unpack_words
from sayso.store.search import Query, passage, words
from sayso.store.standing import settle

__all__ = ["Articles", "dated", "head_of"]

_PLAIN = tuple(c.name for c in t.articles.columns if c.name not in ("number", "credits"))


class Articles(Core):
    """What was read."""

    def has(self, digests: Iterable[str]) -> set[str]:
        """Those of these digests of texts that articles of the dossier have."""
        return self._held(t.articles.c.digest, digests)

    def has_ids(self, ids: Iterable[str]) -> set[str]:
        """Those of these ids that articles of the dossier have."""
        return self._held(t.articles.c.id, ids)

    def ids_beginning(self, start: str, limit: int) -> list[str]:
        """The ids of articles that begin so, in their order, at most so many."""
        id = t.articles.c.id
        found = self._connection.scalars(select(id).where(id >= start).order_by(id).limit(limit))
        return [one for one in found if one.startswith(start)]

    def add_article(self, article: Article, head: Head) -> None:
        """Keep a whole article under its head's id, and make its words searchable."""
        number = self._free(t.articles)
        self._insert(t.articles, [{"number": number, **_head_row(head)}])
        self._remember(t.articles, {head.id: number})
        self._insert(t.texts, [{"article": number, "record": pack_article(article)}])
        self._insert(t.unread, [{"article": number}])
        self._engine.add_words(number, words(article.document.text))

    def set_head(self, head: Head) -> None:
        """Put another head in the place of the one with this id."""
        number = self._number(t.articles, head.id)
        self._execute(update(t.articles).where(t.articles.c.number == number).values(_head_row(head)))
        settle(self._connection, [number])

    def head(self, id: str) -> Head:
        """The head of one article. Raises NoSuch."""
        for head in self.heads([id]):
            return head
        raise NoSuch(f"the dossier holds no article {id!r}")

    def heads(self, ids: Iterable[str] | None = None) -> Iterator[Head]:
        """The heads of these articles, or of all: in the order of their dates, those without one last, then of ids."""
        a = t.articles.c
        order = (a.published.is_(None), a.published, a.id)
        if ids is None:
            numbers = list(self._connection.scalars(select(a.number).order_by(*order)))
            for portion in self._engine.some(numbers):
                rows = self._connection.execute(select(t.articles).where(a.number.in_(portion)).order_by(*order))
                yield from [head_of(row._mapping) for row in rows]
            return
        found = self._rows(select(t.articles), a.id, ids)
        yield from sorted((head_of(row._mapping) for row in found), key=dated)

    def article(self, id: str) -> Article:
        """One whole article. Raises NoSuch."""
        return unpack_article(self._record(id))

    def document(self, id: str) -> Document:
        """One article's document, without what was found in it. Raises NoSuch."""
        return unpack_document(self._record(id))

    def _record(self, id: str) -> bytes:
        query = select(t.texts.c.record).join_from(t.texts, t.articles).where(t.articles.c.id == id)
        record: bytes | None = self._connection.scalar(query)
        if record is None:
            raise NoSuch(f"the dossier holds no article {id!r}")
        return record

    def newer(self, number: int, limit: int) -> tuple[list[Head], int]:
        """The articles that came after the first so many, the newest first, at most `limit`; and how many there are."""
        a = t.articles.c
        query = select(t.articles).where(a.number > number).order_by(a.number.desc()).limit(limit)
        found = [head_of(row._mapping) for row in self._connection.execute(query)]
        return found, max(0, self.last()[0] - number)

    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day on which an article was published."""
        published = t.articles.c.published
        first, last = (select(end(published)).where(published.is_not(None)) for end in (func.min, func.max))
        return self._connection.scalar(first), self._connection.scalar(last)

    def versions(self, url: str) -> list[Head]:
        """The versions of the article at an address, the oldest first."""
        query = select(t.articles).where(t.articles.c.url == url).order_by(t.articles.c.version, t.articles.c.number)
        return [head_of(row._mapping) for row in self._connection.execute(query)]

    def holding(self, query: str, limit: int) -> list[str]:
        """The ids of the articles that hold all of these words, the best first: those of `search`, unread."""
        wanted = Query.of(query)
        if not wanted.parts or limit < 1:
            return []
        numbers = self._engine.search(wanted, limit)
        ids = self._all_ids(t.articles, numbers)
        return [ids[number] for number in numbers]

    def search(self, query: str, limit: int) -> list[Evidence]:
        """The articles that hold all of these words, the best first, each with the sentence or paragraph that does.

        Words in quotation marks must follow one another. Whatever is typed is searched for: nothing is a wrong query.
        """
        wanted = Query.of(query)
        if not wanted.parts or limit < 1:
            return []
        numbers = self._engine.search(wanted, limit)
        found = self._rows(
            select(t.texts.c.article, t.articles.c.id, t.texts.c.record).join_from(t.texts, t.articles),
            t.texts.c.article,
            numbers,
        )
        by_number = {number: (id, record) for number, id, record in found}
        out = []
        for number in numbers:
            id, record = by_number[number]
            document = unpack_words(record)
            if (span := passage(document, wanted)) is not None:
                out.append(Evidence(id, Passage.at(document.text, SpanSet.of([span]))))
        return out

    # Copies.

    def add_copies(self, copies: Iterable[Copy]) -> None:
        """Keep which text is another's; of the same two articles the last word counts."""
        self._check()
        for copy in copies:
            pair = {"copy": self._number(t.articles, copy.copy), "of": self._number(t.articles, copy.of)}
            c = t.copies.c
            self._execute(delete(t.copies).where(and_(c.copy == pair["copy"], c.of == pair["of"])))
            self._insert(t.copies, [{**pair, "record": pack(copy)}])
            settle(self._connection, [pair["copy"]])

    def copies(self, article_ids: Iterable[str] | None = None) -> list[Copy]:
        """The copies that these articles are or have, or all, in the order of their coming."""
        c = t.copies.c
        query = select(c.copy, c.of, c.record)
        if article_ids is None:
            found = {(a, b): record for a, b, record in self._connection.execute(query)}
        else:
            numbers = list(self._all_numbers(t.articles, dict.fromkeys(article_ids)).values())
            found = {}
            for portion in self._engine.some(numbers):
                some = query.where(or_(c.copy.in_(portion), c.of.in_(portion)))
                found |= {(a, b): record for a, b, record in self._connection.execute(some)}
        return [_copy(found[pair]) for pair in sorted(found)]


# One copy is asked for with every claim that either article carries.
@lru_cache(maxsize=1024)
def _copy(record: bytes) -> Copy:
    return unpack(Copy, record)


def _head_row(head: Head) -> dict[str, Any]:
    return {**{name: getattr(head, name) for name in _PLAIN}, "credits": pack(head.credits) if head.credits else None}


def head_of(row: Mapping[Any, Any]) -> Head:
    credits = unpack(tuple[Credit, ...], row["credits"]) if row["credits"] else ()
    return Head(**{name: row[name] for name in _PLAIN}, credits=credits)


def dated(head: Head) -> tuple[bool, str, str]:
    """What articles are sorted by: their dates, those without one last, and their ids."""
    return head.published is None, head.published or "", head.id
