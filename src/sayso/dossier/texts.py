"""The articles of a dossier: their texts, versions and copies."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.dossier.opened import Opened
from sayso.model import Article, Copy, Evidence, Head, Version

__all__ = ["Texts"]


class Texts(Opened):
    """What was read."""

    def copies(self) -> list[Copy]:
        """Which text was taken from which, the most first."""
        return sorted(self._store.copies(), key=lambda c: (-c.containment, c.copy, c.of))

    def copies_of(self, article: str) -> list[Copy]:
        """What an article takes from others, and what others take from it, the most first."""
        return sorted(self._store.copies([self._finder.article(article)]), key=lambda c: (-c.containment, c.copy, c.of))

    def search(self, query: str, limit: int = 20) -> list[Evidence]:
        """The sentences of the articles that hold these words, the best first."""
        return self._store.search(query, limit)

    def heads(self, ids: Iterable[str] | None = None) -> list[Head]:
        """These articles, or all, without their texts, by date; of an address that changed every version."""
        return [self.hold.head(h) for h in self._store.heads(ids)]

    def article(self, id: str) -> Article:
        """An article as it was read, and as it is judged. Raises NoSuch with ids like it."""
        from sayso.attribute.form import form, quoted
        from sayso.text.quotation import quotations
        from sayso.trace import sourced

        article = self._store.article(self._finder.article(id))
        if not self.hold.corrections.touched(id):
            return article
        document = article.document
        marked = quoted(quotations(document.text, document.paragraphs))
        return sourced(self.hold.corrections.article(article, lambda content: form(document.text, content, marked)))

    def as_read(self, id: str) -> Article:
        """An article as it was read, whatever was judged of it since. Raises NoSuch with ids like it."""
        return self._store.article(self._finder.article(id))

    def versions(self) -> list[list[Version]]:
        """The articles that changed at their address: every version, with what changed in claims and sources."""
        from sayso import match

        heads = {h.id: h for h in self.heads()}
        later = {h.replaced_by for h in heads.values()}
        out = []
        for head in heads.values():
            if head.replaced_by is None or head.id in later:
                continue
            chain = [Version(head)]
            while following := chain[-1].article.replaced_by:
                old, new = self._store.article(chain[-1].article.id), self._store.article(following)
                chain.append(Version(heads[following], match.changes(old, new)))
            out.append(chain)
        return out

    def versions_of(self, head: Head) -> list[Head]:
        """The versions of an article, the oldest first, itself among them; none where it has but one."""
        if head.url:
            found = self._store.versions(head.url)
        else:
            found = [head]
            while (following := found[-1].replaced_by) is not None:
                found += self._store.heads([following])
        return [self.hold.head(h) for h in found] if len(found) > 1 else []

    def newer(self, articles: int, limit: int = 20) -> tuple[list[Head], int]:
        """The articles that came after the first so many, the newest first, at most `limit`; and how many there are."""
        found, n = self._store.newer(articles, limit)
        return [self.hold.head(h) for h in found], n

    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day on which an article was published."""
        return self._store.days()
