"""The claims of a dossier, and what they rest on."""

from __future__ import annotations

import heapq
import re
from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from sayso.dossier.opened import Opened
from sayso.errors import NoSuch
from sayso.model import Alignment, Carrier, Claim, Head, Provenance

__all__ = ["Claims"]

# Something in quotation marks of a few words, how many of them are compared for a claim, and from which share of words
# in common on they are one quotation.
_QUOTED = re.compile(r"[“\"‘«„][^”\"’»“]{12,}[”\"’»“]?")
_QUOTATIONS = 200
_SAME_WORDS = 0.5
_WIDE = 1000  # claims whose articles are counted as of a day
_PORTION = 50  # claims that are traced at a time


class Claims(Opened):
    """What several articles say alike."""

    def claims(
        self, as_of: str | None = None, *, search: str | None = None, limit: int | None = None, alone: bool = False
    ) -> list[Claim]:
        """The claims, those that most articles carry first; as of a date those that were known by then.

        Claims that one article alone carries are left out unless `alone`; with `search` those that say something like
        these words, the likest first; no more than `limit`.
        """
        if search is not None:
            like = self._finder.like(search)
            found = (c for c in self._claims(like, as_of) if alone or _carriers(c) > 1)
            return list(islice(found, limit))
        # The number of articles in the store is the most that a claim can be carried by, whatever was judged and as of
        # any date: once that falls below what is found, nothing better follows, and the rest need not be worked out.
        kept: list[Claim] = []
        ranked = self.ranked(alone)
        while portion := dict(islice(ranked, _PORTION if limit is None else min(_PORTION, max(1, limit)))):
            if limit is not None and len(kept) >= limit > 0 and _carriers(kept[limit - 1]) >= max(portion.values()):
                break
            for claim in self._claims(portion, as_of):
                if alone or _carriers(claim) > 1:
                    insort(kept, claim, key=_rank)
        return kept[:limit]

    def ranked(self, alone: bool = False, as_of: str | None = None) -> Iterator[tuple[str, int]]:
        """The ids of the claims, each with the most articles that it can be carried by, those of most first.

        They are found as they are asked for. Claims that are kept of one article alone are left out unless `alone`.
        With `as_of` only what was there by then counts; of claims that few articles carry this is not looked at, as the
        most may be more than there are.
        """
        hold = self.hold
        missed = hold.corrections.claims()
        # Of what was merged, or has something in it that only a person saw, even those of one article count.
        judged = dict.fromkeys((*hold.merged, *hold.merged.values(), *missed))
        stored = self._store.sizes_of(judged)
        sizes: dict[str, int] = {}
        for id in judged:
            whole = hold.claim(id)
            sizes[whole] = sizes.get(whole, 0) + stored.get(id, 1) + missed.get(id, 0)
        found = heapq.merge(
            (pair for pair in self._store.claim_sizes(1 if alone else 2) if pair[0] not in judged),
            sorted(((id, n) for id, n in sizes.items() if alone or n > 1), key=_by_size),
            key=_by_size,
        )
        if as_of is None:
            return found
        wide = list(islice(found, _WIDE))
        parts = {id: hold.members(id) for id, _ in wide}
        there = self._store.claim_sizes_by(as_of, [part for some in parts.values() for part in some])
        seen = {id: sum(there.get(part, 0) + missed.get(part, 0) for part in some) for id, some in parts.items()}
        return heapq.merge(sorted(((id, n) for id, n in seen.items() if n), key=_by_size), found, key=_by_size)

    def like(self, words: str, limit: int) -> list[str]:
        """The ids of the claims that say something like these words, the likest first, no more than `limit`."""
        return self._finder.like(words, limit)

    def worded(self, claims: Iterable[str]) -> dict[str, str]:
        """The words that stand for these claims as they are stored, by id, as far as somebody carries them."""
        wordings = self._store.wordings(claims)
        texts = self._store.passages(wordings.values())
        return {id: texts[statement] for id, statement in wordings.items()}

    def hidden(self) -> int:
        """How many claims one article alone carries."""
        return self._store.claims_of_size(1)

    def trace(self, claim: str, as_of: str | None = None) -> Provenance:
        """What a claim rests on, as of a date or as of all that is known. Raises NoSuch."""
        return self.traced(claim, as_of)[0]

    def traced(self, claim: str, as_of: str | None = None) -> tuple[Provenance, dict[str, Head]]:
        """The same with the heads of all articles that are named there. Raises NoSuch."""
        id = self._finder.claim(claim)
        found, heads = self.traces([id], as_of, drawn=True)
        if id not in found:
            raise NoSuch(f"{id} is carried by no article" + (f" as of {as_of}" if as_of else ""))
        return found[id], heads

    def traces(
        self, claims: Iterable[str], as_of: str | None = None, *, drawn: bool = False
    ) -> tuple[dict[str, Provenance], dict[str, Head]]:
        """What each of these claims rests on, by the ids given, as far as an article carries it as of the date; and the
        heads of all articles that are named there.

        They are read together, which for many is far quicker than one by one, and come without a graph unless `drawn`.
        """
        from sayso.trace import provenance
        from sayso.trace.provenance import known

        carriers = {
            id: some
            for id, some in self._carriers_of(claims, as_of).items()
            if some and (as_of is None or any(known(c.article) <= as_of for c in some))
        }
        articles = {c.article.id for some in carriers.values() for c in some}
        copies = self._store.copies(sorted(articles))
        others = {c.of for c in copies} | {c.copy for c in copies}
        heads = {head.id: self.hold.head(head) for head in self._store.heads(sorted(others - articles))}
        heads |= {c.article.id: c.article for some in carriers.values() for c in some if c.article.id in others}
        out = {}
        for id, some in carriers.items():
            there = {c.article.id for c in some}
            own = [c for c in copies if c.copy in there or c.of in there]
            beside = sorted({c.of for c in own} | {c.copy for c in own} - there)
            near = {one: heads[one] for one in beside}
            out[id] = provenance(id, some, own, as_of, self.hold.same, near, drawn=drawn)
        return out, heads | {c.article.id: c.article for some in carriers.values() for c in some}

    def carriers(self, claim: str, as_of: str | None = None) -> list[Carrier]:
        """The statements that make a claim, in the articles that are in force, the one that stands for them first."""
        whole = self.hold.claim(claim)
        self._store.check_claim(whole)
        return self._carriers_of([whole], as_of)[whole]

    def _carriers_of(self, claims: Iterable[str], as_of: str | None) -> dict[str, list[Carrier]]:
        hold = self.hold
        parts = {id: hold.members(id) for id in dict.fromkeys(claims)}
        stored = self._store.carriers_of((part for some in parts.values() for part in some), as_of)
        found: dict[str, list[Carrier]] = {}
        for id, some in parts.items():
            out = found[id] = []
            for part in some:
                turned = part in hold.flipped
                for carrier in stored.get(part, ()):
                    if (statement := hold.statement(carrier.statement)) and self._in_force(carrier.article, as_of):
                        head = hold.head(carrier.article)
                        opposed = carrier.opposed ^ turned
                        out.append(replace(carrier, statement=statement, article=head, opposed=opposed))
                for missed in hold.corrections.making(part):
                    if self._in_force(head := self._store.head(missed.statement.article), as_of):
                        out.append(Carrier(missed.statement, hold.head(head), missed.opposed ^ turned))
        return found

    def wordings(self, claim: str, as_of: str | None = None) -> list[tuple[str, str, Alignment]]:
        """How a claim's quotations differ from article to article: each against the earliest that has it, word by word,
        as (article, the earlier one, alignment of the words here with those there).
        """
        from sayso import match
        from sayso.trace.provenance import known

        quoted = [c for c in self.carriers(claim, as_of) if _QUOTED.search(c.statement.passage.text)]
        quoted.sort(key=lambda c: (known(c.article), c.article.id))
        out: list[tuple[str, str, Alignment]] = []
        first: list[Carrier] = []
        for c in quoted[:_QUOTATIONS]:
            text = c.statement.passage.text
            for other in first:
                found = match.align(text, other.statement.passage.text)
                same = sum(len(here.split()) for kind, here, _ in found.pieces if kind == "same")
                if same >= _SAME_WORDS * min(len(text.split()), len(other.statement.passage.text.split())):
                    if c.article.id != other.article.id:
                        out.append((c.article.id, other.article.id, found))
                    break
            else:
                first.append(c)
        return out

    def find_claim(self, named: str) -> tuple[str, bool]:
        """The id of the claim that is meant by an id or by words, and whether it was its id. Raises NoSuch."""
        return self._finder.meant(named)

    def _claims(self, ids: Iterable[str], as_of: str | None) -> Iterator[Claim]:
        """These claims, as far as an article carries them as of the date."""
        rest = iter(ids)
        while portion := list(islice(rest, _PORTION)):
            found, _ = self.traces(portion, as_of)
            yield from (found[id].claim for id in portion if id in found)

    def _in_force(self, head: Head, as_of: str | None) -> bool:
        """Whether an article is what its address says: as of a date, whether the next version had come by then."""
        if head.replaced_by is None:
            return True
        if as_of is None:
            return False
        following = self._store.head(head.replaced_by)
        # A version mostly keeps the date of the article: then it came when it was read.
        since = following.published if (following.published or "") > (head.published or "") else following.added[:10]
        return since is not None and since > as_of


def _by_size(claim: tuple[str, int]) -> tuple[int, int]:
    return -claim[1], int(claim[0][1:])


def _carriers(claim: Claim) -> int:
    return len({*claim.carried_by, *claim.denied_by})


def _rank(claim: Claim) -> tuple[int, str, int]:
    return -_carriers(claim), claim.first_seen or "", int(claim.id[1:])
