"""What a claim rests on: from the articles that carry it, over those they have it from, to its origins.

The definition, with small graphs worked by hand, is `docs/corroboration.md`. In short: the claim leads to every
article that carries it, an article to the mouths that it lays the claim to, the outermost first, or to the text that
it copies; an outlet among the mouths leads on to its own articles that were there by then. The count is taken over
outlets and sources, all articles of an outlet being one node.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from types import MappingProxyType

from sayso.model import (
    Carrier,
    Claim,
    Copy,
    Corroboration,
    Evidence,
    Head,
    Origin,
    Provenance,
    SourceKind,
    SpanSet,
    Stance,
    Statement,
    StatementKind,
    Step,
)
from sayso.trace.corroboration import Network, highest, lowest, on_every_path
from sayso.trace.credibility import Grounds, credibility
from sayso.trace.loops import circles, entangled
from sayso.trace.names import Names
from sayso.trace.unnamed import classes

__all__ = ["counted", "known", "provenance", "towards"]

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_HEADS: Mapping[str, Head] = MappingProxyType({})
_CARRYING = frozenset((Stance.STATES, Stance.CONFIRMS, Stance.BELIEVES, Stance.PREDICTS))
_CONTRADICTING = ("denies", "disputes")
_INSIDE = 0.5  # more than so much of a statement stands in a copied passage: it is copied
_DAY = len("2031-03-14")
_CHAINS = 2000  # chains that are listed, shared out among the articles …
_FEWEST, _MOST = 2, 64  # … of each so many at least, and at most
_STEPS = 10  # tried for each
_NEVER = "9999"
_SAYS = {
    Stance.STATES: "said by",
    Stance.CONFIRMS: "confirmed by",
    Stance.DENIES: "denied by",
    Stance.DOES_NOT_DENY: "not denied by",
    Stance.NO_COMMENT: "not commented on by",
    Stance.DISPUTES: "disputed by",
    Stance.PREDICTS: "predicted by",
    Stance.BELIEVES: "believed by",
    Stance.DEMANDS: "demanded by",
    Stance.ASKS: "asked by",
}


def known(head: Head) -> str:
    """The day on which an article was there: that of its publication, or else the one on which it was added."""
    return (head.published or head.added)[:_DAY]


def towards(statement: Statement, opposed: bool) -> str | None:
    """What a statement does with the claim, as a key of `Provenance.stances`; None where it carries it.

    `opposed` tells whether its words say the contrary of the claim's. To state, confirm, believe or predict what the
    claim says is to carry it; to do so with its contrary is to deny it. All else stands beside the count. Whoever
    denies or disputes the contrary does not vouch for the claim yet, and does not contradict it either.
    """
    stance = statement.stance
    if stance in _CARRYING:
        return "denies" if opposed else None
    if opposed and stance in (Stance.DENIES, Stance.DISPUTES, Stance.DOES_NOT_DENY):
        return f"{stance}_contrary"
    return str(stance)


def provenance(
    claim_id: str,
    carriers: Sequence[Carrier],
    copies: Sequence[Copy],
    as_of: str | None = None,
    same: Mapping[str, str] = _NOTHING,
    heads: Mapping[str, Head] = _NO_HEADS,
    *,
    drawn: bool = True,
) -> Provenance:
    """What a claim rests on as of a date.

    `carriers` are all statements of the claim, the one that stands for it first; `copies` those among their articles
    and of others. `as_of` is an ISO 8601 date: articles that were published (else added) after it do not count.
    `same` leads from a mouth's id to that of the mouth it is judged to be. `heads` may give the articles that copies
    are of and that do not carry the claim themselves, so that their outlets are known. The order of `carriers`, the
    first apart, and of `copies` makes no difference. Who does not want it `drawn` gets no nodes, edges, chains and
    single points, which are half of the work.
    """
    day = as_of[:_DAY] if as_of is not None else None
    tracing = _Tracing(carriers, copies, day, same, heads)
    found = tracing.result(claim_id, carriers[0].statement.passage.text if carriers else "", as_of)
    return tracing.drawn(found) if drawn else found


def counted(carriers: Sequence[Carrier], copies: Sequence[Copy]) -> tuple[Network, Corroboration]:
    """The graph whose paths are counted, outlets and sources, and the count: as of all that is known, with nothing
    that is only shown."""
    tracing = _Tracing(carriers, copies, None, _NOTHING, _NO_HEADS)
    return tracing.network, tracing.corroboration()


@dataclass(slots=True)
class _Link:
    """What one statement leads to from its article: `copy` an article, `mouths` somebody, `own` nobody (the outlet says
    it itself), `again` what the outlet said before. `held`: the last mouth is an outlet whose articles go on."""

    kind: str
    article: str
    carrier: Carrier
    to: tuple[str, ...] = ()
    held: bool = False


@dataclass(slots=True)
class _End:
    via: dict[str, None] = field(default_factory=dict)
    articles: dict[str, None] = field(default_factory=dict)
    evidence: dict[int, None] = field(default_factory=dict)


class _Tracing:
    def __init__(
        self,
        carriers: Sequence[Carrier],
        copies: Sequence[Copy],
        day: str | None,
        same: Mapping[str, str],
        heads: Mapping[str, Head],
    ) -> None:
        counted = {c.statement.id: c for c in carriers if day is None or known(c.article)[: len(day)] <= day}
        self.carriers = sorted(counted.values(), key=_order)
        self.heads = {c.article.id: c.article for c in self.carriers}
        others = {id: h for id, h in heads.items() if id not in self.heads}
        late = {c.article.id for c in carriers} | {i for i, h in others.items() if day and known(h) > day}
        self.known_heads = {**others, **self.heads}
        self.names = Names([*self.known_heads.values()], self.carriers, same)
        self.by_article: dict[str, list[Carrier]] = defaultdict(list)
        for c in self.carriers:
            if towards(c.statement, c.opposed) is None:
                self.by_article[c.article.id].append(c)
        self.node = {id: self.names.outlet_of(head) for id, head in self.heads.items()}
        self.held: dict[str, list[str]] = defaultdict(list)
        for id in self.by_article:
            self.held[self.node[id]].append(id)
        # An outlet's article without a date of publication may be as early as any.
        self.first = {
            node: min((self.heads[id] for id in ids), key=lambda h: h.published or "")
            for node, ids in self.held.items()
        }
        self.copies = _usable(copies, self.by_article, late - set(self.heads), self.heads)
        self.evidence: list[Evidence] = []
        self.shown = {c.statement.id: self._show(c) for c in self.carriers}
        self.links: dict[str, list[_Link]] = {}
        for id in self.by_article:
            self.links[id] = [link for c in self.by_article[id] if (link := self._link(c)) is not None]
        self.laid = {id for id, links in self.links.items() if links}
        for id in self.by_article:
            if id not in self.laid:
                self.links[id] = self._own(id)
        self._join()

    # What each statement leads to.

    def _link(self, c: Carrier) -> _Link | None:
        """Whom a statement is laid to, or what it is copied from; None where the outlet says it on its own word."""
        id = c.article.id
        of = self._original(c)
        if of is not None and of.of in self.by_article:
            return _Link("copy", id, c, (of.of,))
        mouths = self.names.mouths(c, self.node[id])
        if of is not None:
            first = self.names.outlet_of(self.known_heads[of.of]) if of.of in self.known_heads else None
            if first is None and not (mouths and self.names.is_outlet(mouths[0])):
                first = self.names.text(of)
            if first is not None and first not in mouths and first != self.node[id]:
                mouths = (first, *mouths)
        if not mouths:
            return None
        for n, mouth in enumerate(mouths):
            if mouth in self.held and _no_later(self.first[mouth], c.article):
                return _Link("mouths", id, c, mouths[: n + 1], held=True)
        return _Link("mouths", id, c, mouths)

    def _original(self, c: Carrier) -> Copy | None:
        """The text that a statement is taken over from, if any."""
        spans = c.statement.passage.spans
        return next((k for k in self.copies.get(c.article.id, ()) if _copied(spans, k)), None)

    def _own(self, id: str) -> list[_Link]:
        """What an article rests on that lays the claim to nobody.

        A headline over a text that is taken from an article with the claim rests on that; what an outlet has laid to
        somebody before, it does not know by itself when it says it again.
        """
        said = self.by_article[id]
        of = next((k for k in self.copies.get(id, ()) if k.of in self.by_article), None)
        if of is not None and all(c.statement.kind is StatementKind.HEADLINE for c in said):
            return [_Link("copy", id, said[0], (of.of,))]
        head = self.heads[id]
        earlier = (h for h in self.held[self.node[id]] if h in self.laid and _no_later(self.heads[h], head))
        if (before := next(earlier, None)) is not None:
            return [_Link("again", id, said[0], (before,))]
        return [_Link("own", id, c) for c in said]

    # The nodes that count.

    def _join(self) -> None:
        leads: dict[str, set[str]] = defaultdict(set)
        made: dict[tuple[str, str], list[str]] = defaultdict(list)
        onward: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        ended: dict[str, _End] = defaultdict(_End)
        self.apart: set[tuple[str, str]] = set()
        for id, links in self.links.items():
            node = self.node[id]
            for link in links:
                shown = self.shown[link.carrier.statement.id]
                if link.kind == "own":
                    _note(ended[node], None, id, shown)
                    continue
                way = (node, *(link.to if link.kind == "mouths" else [self.node[to] for to in link.to]))
                for n in range(1, len(way)):
                    if way[n] != way[n - 1]:
                        leads[way[n - 1]].add(way[n])
                        made[way[n - 1], way[n]].append(id)
                        if n > 1:
                            onward[way[n - 1]][way[n]].append(id)
                if link.kind == "mouths":
                    unnamed = [m for m in link.to if m in self.names.unnamed]
                    self.apart.update((a, b) for a in unnamed for b in unnamed if a < b)
                    if not link.held:
                        outlets = [m for m in way[:-1] if self.names.is_outlet(m)]
                        _note(ended[way[-1]], self.names.mouth(outlets[-1]).name if outlets else None, id, shown)
        own = {self.node[id] for id, links in self.links.items() if links[0].kind == "own"}
        self.ends = {m: end for m, end in ended.items() if m in own or m not in onward}
        self.onward = onward
        self.made = made
        self.network = Network(frozenset(self.node[id] for id in self.by_article), dict(leads), frozenset(self.ends))

    def corroboration(self) -> Corroboration:
        high = highest(self.network)
        nodes = {*self.network.leads, *self.network.ends}
        unnamed = [self.names.mouth(n) for n in nodes & self.names.unnamed]
        if not unnamed:
            return Corroboration(high, high)
        alone = {m.id for m in unnamed if m.id not in self.ends} | {id for pair in self.apart for id in pair}
        found, may = classes(unnamed, alone, self.apart)
        return Corroboration(lowest(self.network, found, may) if found else high, high)

    # What is shown.

    def _show(self, c: Carrier) -> tuple[int, ...]:
        """The words of a statement as evidence, by their places there: what is said and who says it, who that is in
        the words of the text, and the words that lay it to them."""
        s = c.statement
        mouths = self.names.mouths(c, self.node[c.article.id])
        who = self.names.mouth(mouths[-1] if mouths else self.node[c.article.id]).name or "somebody"
        contrary = "the contrary " if c.opposed else ""
        first = len(self.evidence)
        self.evidence.append(Evidence(c.article.id, s.passage, f"{contrary}{_SAYS[s.stance]} {who}"))
        for passage, what in ((s.source, "source"), (s.cue, "cue")):
            if passage is not None and passage.spans:
                self.evidence.append(Evidence(c.article.id, passage, what))
        return tuple(range(first, len(self.evidence)))

    def result(self, claim_id: str, text: str, as_of: str | None) -> Provenance:
        corroboration = self.corroboration()
        beside: dict[str, list[int]] = defaultdict(list)
        against: set[str] = set()
        denied: dict[str, None] = {}
        for c in self.carriers:
            key = towards(c.statement, c.opposed)
            if key is None:
                continue
            beside[key].append(self.shown[c.statement.id][0])
            if key in _CONTRADICTING and self._original(c) is None:
                against.add((self.names.mouths(c, self.node[c.article.id]) or (self.node[c.article.id],))[-1])
            if key == "denies":
                denied[c.article.id] = None
        origins = self.origins()
        digit, rule = credibility(
            Grounds(
                corroboration.low,
                corroboration.high,
                carried=bool(self.by_article),
                named=any(o.mouth.named for o in origins),
                described=any(o.mouth.kind is not SourceKind.NONE for o in origins),
                contradicted=len(against),
            )
        )
        claim = Claim(
            claim_id,
            text,
            carried_by=tuple(self.by_article),
            denied_by=tuple(denied),
            first_seen=known(self.carriers[0].article) if self.carriers else None,
            origins=len(origins),
            corroboration=corroboration,
        )
        return Provenance(
            claim=claim,
            as_of=as_of,
            corroboration=corroboration,
            credibility=digit,
            rule=rule,
            origins=tuple(origins),
            loops=tuple(self.loops()),
            copies=tuple(k for id in self.copies for k in self.copies[id]),
            stances={key: tuple(beside[key]) for key in sorted(beside)},
            timeline=tuple((known(c.article), self.shown[c.statement.id][0]) for c in self.carriers),
            evidence=tuple(self.evidence),
        )

    def drawn(self, found: Provenance) -> Provenance:
        """The same with its graph."""
        # An article of no known outlet stands for itself.
        alone = {self.node[id]: id for id in self.heads if self.node[id] == f"unknown:{id}:outlet"}
        single: tuple[str, ...] = ()
        if found.corroboration.high == 1:
            single = tuple(alone.get(n, n) for n in on_every_path(self.network))
        root = Step("claim", f"claim:{found.claim.id}", found.claim.text)
        edges = self.edges(root.id)
        shown = {*(e for a, b, _, _ in edges for e in (a, b)), *single} - {root.id}
        return replace(
            found,
            nodes=(root, *(self.step(n) for n in sorted(shown))),
            edges=tuple(edges),
            chains=tuple(self.chains()),
            single_points=single,
        )

    def step(self, node: str) -> Step:
        if node in self.heads:
            head = self.heads[node]
            return Step("article", node, head.outlet or head.title or node)
        kind = "article" if node in self.names.texts else "outlet" if self.names.is_outlet(node) else "source"
        return Step(kind, node, self.names.mouth(node).name)

    def edges(self, root: str) -> list[tuple[str, str, str, tuple[int, ...]]]:
        found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        cited: dict[str, list[Head]] = defaultdict(list)
        for id, links in self.links.items():
            found[root, id, "carries"] += [self.shown[c.statement.id][0] for c in self.by_article[id]]
            node = self.node[id]
            for link in links:
                shown = self.shown[link.carrier.statement.id]
                match link.kind:
                    case "own":
                        found[id, node, "says it itself"] += shown
                    case "copy":
                        found[id, link.to[0], "copies"] += shown
                    case "again":
                        found[id, node, "said it before"] += shown
                        found[node, link.to[0], "reported in"] += self._words_of(link.to[0])
                    case _:
                        found[id, link.to[0], "lays it to"] += shown
                        for a, b in pairwise(link.to):
                            found[a, b, "has it from"] += shown
                        if link.held:
                            cited[link.to[-1]].append(self.heads[id])
        for node, citing in cited.items():
            latest = max(citing, key=lambda h: h.published or _NEVER)
            for id in self.held[node]:
                if _no_later(self.heads[id], latest):
                    found[node, id, "reported in"] += self._words_of(id)
        return [(*edge, tuple(dict.fromkeys(evidence))) for edge, evidence in found.items()]

    def _words_of(self, article: str) -> list[int]:
        return [self.shown[c.statement.id][0] for c in self.by_article[article]]

    def origins(self) -> list[Origin]:
        rank = {id: n for n, id in enumerate(self.by_article)}
        return [
            Origin(
                self.names.mouth(node),
                tuple(end.via),
                tuple(sorted(end.articles, key=rank.__getitem__)),
                tuple(self.evidence[e] for e in end.evidence),
            )
            for node, end in sorted(self.ends.items(), key=lambda i: (min(rank[a] for a in i[1].articles), i[0]))
        ]

    def chains(self) -> Iterator[tuple[Step, ...]]:
        """The ways from each article to an origin, each once, the shorter ones of an article first."""
        most = max(_FEWEST, min(_MOST, _CHAINS // max(1, len(self.by_article))))
        steps: dict[str, Step] = {}
        for id in self.by_article:
            found = dict.fromkeys(islice(self._ways(id, (id,), [_STEPS * most]), most))
            for way in sorted(found, key=len):
                for node in way:
                    if node not in steps:
                        steps[node] = self.step(node)
                yield tuple(steps[node] for node in way)

    def _ways(self, id: str, seen: tuple[str, ...], left: list[int]) -> Iterator[tuple[str, ...]]:
        """The ways from an article, itself first, to an origin, through nothing twice."""
        left[0] -= 1
        if left[0] < 0:
            return
        for link in self.links[id]:
            match link.kind:
                case "own":
                    yield id, self.node[id]
                case "copy":
                    yield from ((id, *way) for way in self._into(link.to, seen, left))
                case "again":
                    yield from ((id, self.node[id], *way) for way in self._into(link.to, seen, left))
                case _ if not any(mouth in seen for mouth in link.to):
                    passed = (*seen, *link.to)
                    if link.held:
                        there = [h for h in self.held[link.to[-1]] if _no_later(self.heads[h], self.heads[id])]
                        ways = self._reports(there, passed, left)
                    else:
                        ways = self._beyond(link.to[-1], passed, left)
                    yield from ((id, *link.to, *way) for way in ways)

    def _into(self, ids: Iterable[str], seen: tuple[str, ...], left: list[int]) -> Iterator[tuple[str, ...]]:
        for id in ids:
            if id not in seen:
                yield from self._ways(id, (*seen, id), left)

    def _reports(self, ids: Iterable[str], seen: tuple[str, ...], left: list[int]) -> Iterator[tuple[str, ...]]:
        """The ways on from an outlet, through its articles; none is needed where it says it on its own word."""
        for id in ids:
            if self.links[id][0].kind == "own":
                yield ()
            else:
                yield from self._into((id,), seen, left)

    def _beyond(self, node: str, seen: tuple[str, ...], left: list[int]) -> Iterator[tuple[str, ...]]:
        """The ways on from somebody to whom a statement is laid: to those they are elsewhere said to have it from."""
        left[0] -= 1
        if node in self.ends:
            yield ()
        elif left[0] >= 0:
            for n, by in sorted(self.onward.get(node, {}).items()):
                if n not in seen:
                    citing = [self.heads[id] for id in by]
                    there = [h for h in self.held.get(n, ()) if any(_no_later(self.heads[h], x) for x in citing)]
                    passed = (*seen, n)
                    ways = self._reports(there, passed, left) if there else self._beyond(n, passed, left)
                    yield from ((n, *way) for way in ways)

    def loops(self) -> Iterator[tuple[str, ...]]:
        """Circular reporting: articles each of which rests on the next, the last on the first or on its outlet."""
        rank = {id: n for n, id in enumerate(self.by_article)}
        leads = self.network.leads
        inner = {a: [b for b in there if b in leads] for a, there in leads.items()}
        for circle in circles(inner):
            made = [self.made[a, b][0] for a, b in zip(circle, [*circle[1:], circle[0]], strict=True)]
            start = max(range(len(made)), key=lambda n: rank[made[n]])
            articles = list(dict.fromkeys([*made[start:], *made[:start]]))
            first, last = self.heads[articles[0]], self.heads[articles[-1]]
            before = (h for h in self.held[self.node[first.id]] if h not in articles and _no_later(self.heads[h], last))
            if (earlier := next(before, None)) is not None:
                articles.append(earlier)
            if len(articles) > 1:
                yield tuple(articles)


def _usable(
    copies: Sequence[Copy], articles: Mapping[str, object], late: Iterable[str], heads: Mapping[str, Head]
) -> dict[str, list[Copy]]:
    """The copies that hold, by the article that is one, the likeliest original first.

    An original that carries the claim goes before one that does not. Where texts are found to be copies of one
    another in a circle, the later ones are copies of the earlier.
    """
    gone = set(late)
    found = [k for k in dict.fromkeys(copies) if k.copy in heads and k.of not in gone and k.copy != k.of]
    leads: dict[str, set[str]] = defaultdict(set)
    for k in found:
        leads[k.copy].add(k.of)
    circle = {id: n for n, ids in enumerate(entangled(leads)) for id in ids}
    out: dict[str, list[Copy]] = defaultdict(list)
    for k in sorted(found, key=lambda k: (k.copy, k.of not in articles, -k.containment, not k.sure, k.of, repr(k))):
        turned = (
            k.copy in circle
            and circle[k.copy] == circle.get(k.of)
            and (known(heads[k.copy]), k.copy) < (known(heads[k.of]) if k.of in heads else "", k.of)
        )
        if not turned:
            out[k.copy].append(k)
    return out


def _copied(spans: SpanSet, copy: Copy) -> bool:
    """Whether a statement stands in what was taken over; all of it was where no passages are marked."""
    if not copy.passages:
        return True
    return spans.common(SpanSet.of(here for here, _ in copy.passages)) > _INSIDE * len(spans)


def _no_later(head: Head, than: Head) -> bool:
    """Whether an article was published no later than another, as far as is known."""
    if not head.published or not than.published:
        return True
    n = min(len(head.published), len(than.published), _DAY)
    return head.published[:n] <= than.published[:n]


def _note(end: _End, via: str | None, article: str, evidence: Iterable[int]) -> None:
    if via is not None:
        end.via[via] = None
    end.articles[article] = None
    end.evidence.update(dict.fromkeys(evidence))


def _order(c: Carrier) -> tuple[str, str, int, str]:
    spans = c.statement.passage.spans
    return known(c.article), c.article.id, spans.start if spans else -1, c.statement.id
