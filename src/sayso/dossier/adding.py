"""Articles into a dossier: what is new is attributed, matched with what is there, and kept, a few articles at a time.

Each few are one transaction, so a run that is killed at any moment leaves whole articles and nothing else, and the
same command goes on from there: a text that the dossier holds is not read again. What an article costs depends on the
article alone, as all that it is compared with comes out of an index, the same number of candidates at most.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sayso.dossier.forecasts import Looked, file, look_through
from sayso.model import Article, Copy, Document, Head, Statement
from sayso.pipeline import BATCH_CHARACTERS, BATCH_DOCUMENTS, Failure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.store import Store

    Vectors = NDArray[np.float16]

# The two that take time, and that a benchmark of all the rest replaces: who says what in documents, and the vectors of
# statements.
Attribute = Callable[[Sequence[tuple[str, Document]]], Iterable[Article | Failure]]
Embed = Callable[[Sequence[str]], "Vectors"]

__all__ = ["Added", "Attribute", "Embed", "Intake", "Outcome", "article_digest"]

# How many stored statements, or articles, a new one is compared with at most: those that share the most keys. And how
# many items of a key are looked at, the newest ones: one that has more of them says little.
_STATEMENTS = 24
_ARTICLES = 24
_KEY_ITEMS = 64
# How many keys two texts must share before they are compared word by word.
_SHARED = 2
# What a text must have in common with another of the same id, and no address, to be a version of it.
_VERSION = 0.3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: `added`, `version` (of the article `of`), `known` already, or `failed`."""

    name: str
    what: str
    article: str | None = None
    of: str | None = None
    reason: str = ""
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What a run of `add` did: how many articles are new, how many of those are versions, how many were known, and
    what could not be read.

    `future` are the new articles that are dated later than today.
    """

    added: int = 0
    versions: int = 0
    known: int = 0
    failures: tuple[Outcome, ...] = ()
    future: tuple[Outcome, ...] = ()
    stored: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An article ready to be kept, with the id that it was given."""

    given: str
    article: Article
    head: Head
    statements: list[Statement]
    vectors: Vectors
    looked: Looked
    foreseen: Vectors


class Intake:
    """Puts articles into a store."""

    def __init__(
        self,
        store: Store,
        attribute: Attribute,
        embed: Embed,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._store = store
        self._now = now
        self._attribute = attribute
        self._embed = embed

    def add(self, documents: Iterable[tuple[str, Document | Exception]]) -> Iterator[Outcome]:
        """Keep every document that is not there yet: one outcome each, once what it tells is on the disk."""
        for batch in _batches(documents):
            yield from self._batch(batch)

    def _batch(self, batch: Sequence[tuple[str, Document | Exception]]) -> list[Outcome]:
        digests = {n: article_digest(d) for n, (_, d) in enumerate(batch) if isinstance(d, Document)}
        seen = set(self._store.has(digests.values()))
        fresh: dict[int, tuple[str, Document]] = {}
        outcomes: dict[int, Outcome] = {}
        for n, (name, document) in enumerate(batch):
            if not isinstance(document, Document):
                outcomes[n] = _failed(Failure(name, document))
            elif digests[n] in seen:
                outcomes[n] = Outcome(name, "known")
            else:
                seen.add(digests[n])
                fresh[n] = (name, document)
        found = dict(zip(fresh, self._attribute(list(fresh.values())), strict=True))
        for n, article in found.items():
            if isinstance(article, Failure):
                outcomes[n] = _failed(article)
        articles = {n: article for n, article in found.items() if isinstance(article, Article)}
        failed = [o for o in outcomes.values() if o.what == "failed"]
        if not articles and not failed:
            return [outcomes[n] for n in range(len(batch))]
        prepared = self._prepared(articles, digests)
        with self._store.writing():
            # Whoever else wrote in the meantime: what they brought is known, and what they named is taken.
            brought = self._store.has([item.head.digest for item in prepared.values()])
            if brought or self._store.has_ids([item.head.id for item in prepared.values()]):
                articles = {n: article for n, article in articles.items() if digests[n] not in brought}
                prepared = self._prepared(articles, digests)
            for outcome in failed:
                self._store.note_failure(failed_input(outcome), outcome.reason)
            for n, item in prepared.items():
                outcomes[n] = self._keep(batch[n][0], item)
        return [outcomes.get(n) or Outcome(batch[n][0], "known") for n in range(len(batch))]

    def _prepared(self, articles: Mapping[int, Article], digests: Mapping[int, str]) -> dict[int, _Prepared]:
        """All that can be worked out before the store is written to, which nobody else may do meanwhile."""
        from sayso import match

        heads = {}
        taken: set[str] = set()
        for n, article in articles.items():
            heads[n] = self._named(article, digests[n], taken)
            taken.add(heads[n][0].id)
        said = {n: match.statements(article, head) for n, (head, article) in heads.items()}
        looked = {n: look_through(article, said[n]) for n, (_, article) in heads.items()}
        # A forecast mostly is a statement: the same words are embedded once.
        texts = {n: [s.passage.text for s in said[n]] + looked[n].texts for n in heads}
        place = {text: at for at, text in enumerate(dict.fromkeys(text for some in texts.values() for text in some))}
        vectors = self._embed(list(place))
        out = {}
        for n, (head, article) in heads.items():
            own = vectors[[place[text] for text in texts[n]]] if texts[n] else vectors[:0]
            stated, foreseen = own[: len(said[n])], own[len(said[n]) :]
            out[n] = _Prepared(articles[n].document.id, article, head, said[n], stated, looked[n], foreseen)
        return out

    def _keep(self, name: str, item: _Prepared) -> Outcome:
        head = item.head
        earlier = self._earlier(item.article.document, item.given)
        self._store.add_article(item.article, head)
        of = self._versions(head, earlier)
        self._copies(item.article, head, {h.id for h in earlier})
        if item.statements:
            self._store.add_statements(item.statements, item.vectors)
            self._claims(item.head, item.statements, item.vectors)
        file(self._store, item.looked, item.foreseen)
        return Outcome(name, "version" if of else "added", head.id, of, published=head.published)

    # Who it is.

    def _named(self, article: Article, digest: str, taken: set[str]) -> tuple[Head, Article]:
        """The head of an article under an id that no other has, and the article under it."""
        from sayso import match

        document = article.document
        base, id, n = document.id, document.id, 2
        while id in taken or self._store.has_ids([id]):
            id, n = f"{base}-{n}", n + 1
        head = Head(
            id=id,
            digest=digest,
            added=self._now().astimezone(UTC).isoformat(timespec="seconds"),
            title=document.title,
            outlet=document.outlet,
            author=document.author,
            published=document.published,
            url=document.url,
            language=document.language,
            credits=tuple(match.credits(document)),
        )
        return head, article if id == base else replace(article, document=replace(document, id=id))

    def _earlier(self, document: Document, given: str) -> list[Head]:
        """The versions of an article that are there: those of its address; where it has none, of the id that it was
        given, if the texts are akin.
        """
        if document.url:
            return self._store.versions(document.url)
        holder = next(iter(self._store.heads([given])), None)
        if holder is None or holder.url or not self._is_version(document, holder):
            return []
        chain = [holder]
        while chain[-1].replaced_by:
            chain.append(self._store.head(chain[-1].replaced_by))
        return chain

    def _is_version(self, document: Document, holder: Head) -> bool:
        """Whether a text that comes under the id of another, and without an address, is that one changed."""
        from sayso import match

        if document.title and document.title == holder.title:
            return True
        ours = set(match.sketch(document.text))
        theirs = set(match.sketch(self._store.document(holder.id).text))
        return bool(ours) and len(ours & theirs) >= _VERSION * min(len(ours), len(theirs))

    def _versions(self, head: Head, earlier: Sequence[Head]) -> str | None:
        """Put a version into its place among the others, by date; the id of the one that it follows or precedes."""
        if not earlier:
            return None
        chain = sorted([*earlier, head], key=lambda h: (h.published or "", h.added, h.version))
        for n, one in enumerate(chain, 1):
            following = chain[n].id if n < len(chain) else None
            if (one.version, one.replaced_by) != (n, following):
                self._store.set_head(replace(one, version=n, replaced_by=following))
        place = chain.index(head)
        return chain[place - 1].id if place else chain[1].id

    # What it takes from others.

    def _copies(self, article: Article, head: Head, versions: set[str]) -> None:
        """Find the stored articles that share text with this one, and put it into their index."""
        from sayso import match

        text = article.document.text
        keys = match.sketch(text)
        if not keys:
            return
        copies: list[Copy] = []
        waiting = deque(match.suspects(self._store.lookup("copy", keys, most=_KEY_ITEMS), _SHARED)[:_ARTICLES])
        seen = {head.id, *versions}
        while waiting and len(seen) - len(versions) <= 2 * _ARTICLES:
            id = waiting.popleft()
            if id in seen:
                continue
            seen.add(id)
            other = self._store.document(id).text
            if (copy := match.compare(head, text, self._store.head(id), other)) is not None:
                copies.append(copy)
                # What the other one was taken from may be too old to be among the suspects.
                waiting.extend(c.of for c in self._store.copies([id]) if c.copy == id)
        if copies:
            self._store.add_copies(copies)
        self._store.add_keys("copy", [(key, head.id) for key in keys])

    # What it says.

    def _claims(self, head: Head, statements: Sequence[Statement], vectors: Vectors) -> None:
        """Give every statement its claim: one that is there, or a new one."""
        from sayso import match

        store = self._store
        new = list(zip(statements, vectors, strict=True))
        keys = [match.keys(s, v) for s, v in new]
        found = store.vectors(store.sharing("claim", keys, _STATEMENTS, _KEY_ITEMS))
        claims = store.claim_of(found)
        theirs = {id: found[id] for id in match.near(new, found, claims)}
        # The statement that stands for a claim comes first: whether a new one is opposed is said of its wording.
        first = store.wordings({claims[id] for id in theirs})
        theirs |= store.vectors(set(first.values()) - theirs.keys())
        claims |= {id: claim for claim, id in first.items()}
        there = store.statements(theirs)
        ids = sorted(there, key=lambda id: (id != first[claims[id]], id))
        known = [(there[id], theirs[id], claims[id]) for id in ids]
        articles = store.heads(sorted({s.article for s in there.values()}))
        dates = {other.id: other.published for other in (*articles, head)}
        store.carry(match.assign(new, known, dates))
        store.add_keys("claim", [(key, s.id) for s, some in zip(statements, keys, strict=True) for key in some])


def failed_input(outcome: Outcome) -> str:
    """What could not be read: of an input that holds many, the file, the line or the address."""
    what, _, _ = outcome.reason.rpartition(": ")
    return what if what.startswith(outcome.name) else outcome.name


def article_digest(document: Document) -> str:
    """What makes two articles one: the words of the text, and the outlet. The same words in another outlet are a copy,
    which carries the claims of its original there.
    """
    outlet = " ".join((document.outlet or "").casefold().split())
    if not outlet and document.url:
        outlet = (urlsplit(document.url).hostname or "").removeprefix("www.")
    words = " ".join(document.text.split())
    return hashlib.sha256(f"{outlet}\n{words}".encode("utf8", "surrogatepass")).hexdigest()[:32]


def _batches(documents: Iterable[tuple[str, Any]]) -> Iterator[list[tuple[str, Any]]]:
    batch: list[tuple[str, Any]] = []
    held = 0
    for name, document in documents:
        batch.append((name, document))
        held += len(document.text) if isinstance(document, Document) else 0
        if len(batch) >= BATCH_DOCUMENTS or held >= BATCH_CHARACTERS:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _failed(failure: Failure) -> Outcome:
    return Outcome(failure.name, "failed", reason=failure.reason)
