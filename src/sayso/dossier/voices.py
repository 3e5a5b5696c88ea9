"""Who says what in a dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from operator import attrgetter

from sayso.dossier.opened import Opened
from sayso.model import Heard, Mouth, Said, SpanSet, Statement, Who

__all__ = ["Voices"]


class Voices(Opened):
    """People, bodies, papers and what is laid to them."""

    def who(self, name: str, limit: int | None = None) -> Who:
        """Everything laid to a person, body, paper or outlet, by name or by id, or the first `limit` of what they say
        and as many of what they pass on. Raises NoSuch with names like it.
        """
        from sayso.trace import positions

        hold, store = self.hold, self._store
        mouth = self._finder.mouth(name)
        kept = hold.mouth(mouth.id)
        ids = list(dict.fromkeys((kept, mouth.id, *(a for a, b in hold.same.items() if b == kept))))
        heard, names = store.through(ids)
        # What was judged is looked at as it is judged; all else as it stands in the store.
        missed = {
            m.statement.id: m for article in hold.corrections.laid_to(ids) for m in hold.corrections.missed(article)
        }
        judged = [*filter(None, map(hold.statement, store.statements(hold.corrections.judged()).values()))]
        judged += [m.statement for m in missed.values()]
        for number in (numbers := store.statement_numbers(hold.corrections.judged())).values():
            heard.pop(number, None)
        theirs = [s for s in judged if any(m.id in ids for m in s.mouths)]
        names |= {m.id for s in theirs for m in s.mouths}
        heads = {h.id: hold.head(h) for h in store.heads({s.article for s in theirs})}
        placed = store.placed([s.id for s in theirs])
        placed |= {id: (m.claim, m.opposed) for id, m in missed.items() if m.claim is not None}
        full: dict[int, Statement] = {}
        for n, s in enumerate(theirs, 1):
            head = heads[s.article]
            claim, opposed = placed.get(s.id, ("", False))
            number = numbers.get(s.id, -n)  # what only a person saw has none in the store
            full[number] = s
            heard[number] = Heard(
                number,
                s.article,
                head.published or head.added,
                head.outlet,
                head.replaced_by is None,
                s.passage.spans.start if s.passage.spans else -1,
                s.mouths[-1].id in ids,
                int(claim[1:]) if claim else None,
                opposed,
            )
        there = sorted((h for h in heard.values() if h.current), key=attrgetter("day", "article", "start"))
        own = [h for h in there if h.own]
        passed = [h for h in there if not h.own]
        shown = own[:limit]
        # A change of position is one since an earlier statement about the same claim, all of which are looked at.
        claims = {hold.claim(f"c{h.claim}") for h in shown if h.claim is not None}
        about = {int(part[1:]) for claim in claims for part in hold.members(claim)}
        wanted = [h for n, h in enumerate(own) if limit is None or n < limit or h.claim in about]
        more = [h.number for h in (*wanted, *passed[:limit]) if h.number not in full]
        full |= store.numbered(more)
        heads |= {h.id: hold.head(h) for h in store.heads({full[number].article for number in more})}

        def said(h: Heard) -> Said:
            head = heads[h.article]
            if h.claim is None:
                return Said(full[h.number], head, None, False)
            part = f"c{h.claim}"
            return Said(full[h.number], head, hold.claim(part), h.opposed ^ (part in hold.flipped))

        laid = [said(h) for h in wanted]
        changes = [(a, b, what) for a, b, what in positions(laid) if max(a, b) < len(shown)]
        outlets = Counter(hold.outlets.get(h.article) or h.outlet or h.article for h in own)
        names = names & {*ids} - {mouth.id}
        known = {m.id: m for s in full.values() for m in s.mouths} | store.mouths(names)
        return Who(
            mouth,
            tuple(known[id] for id in ids if id in names),
            hold.letter(mouth.id),
            tuple(laid[: len(shown)]),
            tuple(said(h) for h in passed[:limit]),
            tuple(changes),
            len(own),
            len(passed),
            tuple(outlets.most_common()),
        )

    def sources(self, name: str, limit: int = 20) -> list[tuple[Mouth, int]]:
        """Those whose names hold these words, each with the number of statements that came through them."""
        found: dict[str, tuple[Mouth, int]] = {}
        for mouth, n in self._store.find_mouths(name, limit):
            kept, before = found.get(self.hold.mouth(mouth.id), (mouth, 0))
            found[self.hold.mouth(mouth.id)] = (kept, before + n)
        return list(found.values())

    def names_of(self, mouths: Collection[str]) -> dict[str, str]:
        """What these mouths are called, by id, as far as they are known."""
        judged = {m.id: m.name for m in self.hold.corrections.mouths() if m.id in mouths} if mouths else {}
        return judged | {id: m.name for id, m in self._store.mouths(mouths).items()}

    def passages_of(self, statements: Collection[str]) -> dict[str, str]:
        """The words of these statements as they were read, or as a person added them, by id."""
        corrections = self.hold.corrections
        added = (m.statement for id in statements for m in corrections.missed(id.rpartition("#")[0]))
        return {s.id: s.passage.text for s in added} | self._store.passages(statements)

    def statements(self, article: str) -> list[tuple[Statement, str | None]]:
        """What an article says, in the order of its text, each statement with the claim that it makes, if any."""
        hold = self.hold
        found = [s for one in self._store.statements_of(article) if (s := hold.statement(one))]
        claims: dict[str, str | None] = {**self._store.claim_of([s.id for s in found])}
        for missed in hold.corrections.missed(article):
            found.append(missed.statement)
            claims[missed.statement.id] = missed.claim
        found.sort(key=lambda s: s.passage.spans.start if s.passage.spans else -1)
        return [(s, hold.claim(made) if (made := claims.get(s.id)) else None) for s in found]

    def nearest(self, passages: Sequence[tuple[str, SpanSet, str | None]]) -> list[tuple[Statement, str | None] | None]:
        """For each of some passages of articles the statement that it is known to be, or else that which has most of
        its words in common, as `statements` tells of it; None where there is none.
        """
        hold = self.hold
        judged = hold.corrections.made.keys() | hold.corrections.added.keys()
        whole = {article: self.statements(article) for article in {article for article, *_ in passages} & judged}
        places = self._store.places(
            dict.fromkeys(article for article, _, known in passages if known is None and article not in whole)
        )
        near: list[str | tuple[Statement, str | None] | None] = []
        for article, spans, known in passages:
            if article in whole:
                said = max(whole[article], key=lambda one: one[0].passage.spans.common(spans), default=None)
                near.append(said if said is not None and said[0].passage.spans.overlaps(spans) else None)
            elif known is not None:
                near.append(known)
            else:
                at = max(places.get(article, ()), key=lambda one: one[1].common(spans), default=None)
                near.append(at[0] if at is not None and at[1].overlaps(spans) else None)
        wanted = [one for one in near if isinstance(one, str)]
        full, claims = self._store.statements(wanted), self._store.claim_of(wanted)
        return [
            (full[one], hold.claim(claims[one]) if one in claims else None) if isinstance(one, str) else one
            for one in near
        ]

    def claims_of(self, article: str) -> list[str]:
        """The claims that an article carries or denies, in the order of its text."""
        missed = (one.claim for one in self.hold.corrections.missed(article) if one.claim)
        return list(dict.fromkeys(self.hold.claim(id) for id in (*self._store.claims_of(article), *missed)))
