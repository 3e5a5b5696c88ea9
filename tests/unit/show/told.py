"""An invented dossier: eight articles about a bridge, what one claim rests on, and drawn graphs of any size."""

from __future__ import annotations

import random

from reported import article

from sayso.model import (
    Alignment,
    Article,
    Claim,
    Copy,
    Corroboration,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Head,
    Mouth,
    Origin,
    Passage,
    Provenance,
    SourceKind,
    Span,
    SpanSet,
    Step,
)

AGENCY = "The bridge at Karsholm will close to lorries in June, two officials said on Monday, asking not to be named."
TEXTS: dict[str, tuple[str, str, str]] = {
    "npa-1": ("Norrby Press Agency", "2031-03-03", f"Bridge to close to lorries\n\n{AGENCY}\n\nThe toll stays."),
    "herald-1": ("Morning Herald", "2031-03-03", f"Lorries off the bridge\n\n{AGENCY}"),
    "coast-1": ("Coast Daily", "2031-03-04", f"Bridge shuts to freight\n\n{AGENCY}\n\nFerries are full."),
    "post-1": (
        "Evening Post",
        "2031-03-04",
        "Detour for freight\n\nLorries will have to go round by Elsund from June, the Norrby Press Agency reported.",
    ),
    "fjord-1": (
        "Radio Fjord",
        "2031-03-06",
        "Engineer: bridge closes\n\n“We close her to lorries in June,” said Hanne Torvik, who leads the bridge office.",
    ),
    "ledger-1": (
        "The Elsund Ledger",
        "2031-03-08",
        "Ministry denies closure\n\n"
        "No decision to close the bridge to lorries has been taken, the transport ministry said.",
    ),
    "mirror-1": (
        "Norrby Mirror",
        "2031-03-10",
        "CONFIRMED: the bridge closes\n\n"
        "The Norrby Press Agency has now confirmed what this column said: lorries are out.",
    ),
    "npa-2": (
        "Norrby Press Agency",
        "2031-03-12",
        "Bridge closure confirmed\n\n"
        "The closure of the bridge to lorries was confirmed, the Norrby Mirror reported.\n\n"
        "The mayor of Karsholm declined to comment.",
    ),
}
HEADS = {
    id: Head(id, f"digest-{id}", "2031-03-20T08:00:00Z", text.split("\n")[0], outlet, published=day, language="en")
    for id, (outlet, day, text) in TEXTS.items()
}


def _words(id: str, words: str) -> Passage:
    at = TEXTS[id][2].index(words)
    return Passage.at(TEXTS[id][2], SpanSet.of([(at, at + len(words))]))


SAID = (
    ("npa-1", "The bridge at Karsholm will close to lorries in June", "said by", "two officials"),
    ("herald-1", "The bridge at Karsholm will close to lorries in June", "said by", "two officials"),
    ("coast-1", "The bridge at Karsholm will close to lorries in June", "said by", "two officials"),
    ("post-1", "Lorries will have to go round by Elsund from June", "said by", "Norrby Press Agency"),
    ("fjord-1", "We close her to lorries in June", "confirmed by", "Hanne Torvik"),
    ("ledger-1", "No decision to close the bridge to lorries has been taken", "denied by", "the transport ministry"),
    ("mirror-1", "lorries are out", "said by", "Norrby Press Agency"),
    ("npa-2", "The closure of the bridge to lorries was confirmed", "said by", "Norrby Mirror"),
    ("npa-2", "The mayor of Karsholm declined to comment", "not commented on by", "The mayor of Karsholm"),
)
EVIDENCE = tuple(Evidence(id, _words(id, words), f"{does} {who}") for id, words, does, who in SAID)
COPIES = tuple(
    Copy(id, "npa-1", 0.93, "NPA", ((Span(at, at + len(AGENCY)), Span(of, of + len(AGENCY))),))
    for id in ("herald-1", "coast-1")
    for at, of in [(TEXTS[id][2].index(AGENCY), TEXTS["npa-1"][2].index(AGENCY))]
)
OFFICIALS = Mouth("unnamed:npa-1:e2", "two officials", SourceKind.UNNAMED_GROUP)
TORVIK = Mouth("person:hanne torvik", "Hanne Torvik", SourceKind.NAMED_PERSON)


def bridge() -> Provenance:
    """An agency on two officials, copied twice and relayed once; an engineer; a denial; a column in a loop."""
    articles = ("npa-1", "herald-1", "coast-1", "post-1", "fjord-1", "mirror-1", "npa-2")
    claim = Claim(
        "c1",
        "The bridge at Karsholm will close to lorries in June",
        articles,
        ("ledger-1",),
        "2031-03-03",
        2,
        Corroboration(2, 2),
    )
    agency, mirror = "outlet:norrby press agency", "outlet:norrby mirror"
    nodes = (
        Step("claim", "claim:c1", claim.text),
        *(Step("article", id, HEADS[id].outlet or id) for id in articles),
        Step("outlet", agency, "Norrby Press Agency"),
        Step("outlet", mirror, "Norrby Mirror"),
        Step("source", OFFICIALS.id, OFFICIALS.name),
        Step("source", TORVIK.id, TORVIK.name),
    )
    edges = (
        *(("claim:c1", id, "carries", (n,)) for n, (id, *_) in enumerate(SAID[:8]) if id != "ledger-1"),
        ("herald-1", "npa-1", "copies", (1,)),
        ("coast-1", "npa-1", "copies", (2,)),
        ("coast-1", agency, "lays it to", (2,)),
        ("npa-1", OFFICIALS.id, "lays it to", (0,)),
        ("post-1", agency, "lays it to", (3,)),
        ("fjord-1", TORVIK.id, "lays it to", (4,)),
        ("mirror-1", agency, "lays it to", (6,)),
        ("npa-2", mirror, "lays it to", (7,)),
        (agency, "npa-1", "reported in", (0,)),
        (agency, "npa-2", "reported in", (7,)),
        (mirror, "mirror-1", "reported in", (6,)),
    )
    steps = {step.id: step for step in nodes}
    return Provenance(
        claim=claim,
        as_of=None,
        corroboration=Corroboration(2, 2),
        credibility=2,
        rule="Two independent origins say it, and an official body denies it.",
        nodes=nodes,
        edges=edges,
        origins=(
            Origin(OFFICIALS, ("Norrby Press Agency",), ("npa-1", "herald-1", "coast-1", "post-1"), EVIDENCE[:1]),
            Origin(TORVIK, ("Radio Fjord",), ("fjord-1",), EVIDENCE[4:5]),
        ),
        chains=(
            (steps["npa-1"], steps[OFFICIALS.id]),
            (steps["post-1"], steps[agency], steps["npa-1"], steps[OFFICIALS.id]),
            (steps["fjord-1"], steps[TORVIK.id]),
        ),
        loops=(("npa-2", "mirror-1"),),
        copies=COPIES,
        stances={"denies": (5,), "no_comment": (8,)},
        timeline=tuple((HEADS[e.article].published or "", n) for n, e in enumerate(EVIDENCE)),
        evidence=EVIDENCE,
    )


def small() -> Provenance:
    """One outlet on one unnamed official, relayed by another: five nodes."""
    claim = Claim("c2", "The toll on the bridge doubles", ("a", "b"), (), "2031-03-01", 1, Corroboration(1, 1))
    nodes = (
        Step("claim", "c2", claim.text),
        Step("article", "a", "Toll on the bridge to double, official says"),
        Step("article", "b", "Higher toll ahead"),
        Step("outlet", "outlet:coast daily", "Coast Daily"),
        Step("source", "unnamed:a:e1", "a senior official of the bridge office who was not allowed to speak"),
    )
    edges = (
        ("c2", "a", "carries", (0,)),
        ("c2", "b", "carries", (0,)),
        ("b", "outlet:coast daily", "has it from", (0,)),
        ("a", "outlet:coast daily", "published by", (0,)),
        ("outlet:coast daily", "unnamed:a:e1", "has it from", (0,)),
    )
    mouth = Mouth("unnamed:a:e1", nodes[4].name, SourceKind.UNNAMED_PERSON)
    return Provenance(
        claim=claim,
        as_of="2031-03-05",
        corroboration=Corroboration(1, 1),
        credibility=3,
        rule="One unnamed origin and no denial.",
        nodes=nodes,
        edges=edges,
        origins=(Origin(mouth, ("Coast Daily",), ("a", "b"), EVIDENCE[:1]),),
        chains=((nodes[1], nodes[3], nodes[4]),),
        single_points=("outlet:coast daily", "unnamed:a:e1"),
        timeline=(("2031-03-01", 0),),
        evidence=EVIDENCE[:1],
    )


def crowd(articles: int, seed: int = 1) -> Provenance:
    """A claim that many articles carry, through chance chains of outlets down to chance sources."""
    chance = random.Random(seed)
    kinds = (SourceKind.NAMED_PERSON, SourceKind.UNNAMED_GROUP, SourceKind.ORGANISATION, SourceKind.DOCUMENT)
    prefixes = ("person", "unnamed", "organisation", "document")
    called = ("Ada", "some aides of", "the Board of", "a report by")
    papers = [Step("outlet", f"outlet:paper {n}", f"The Paper of Town {n}") for n in range(max(2, articles // 3))]
    mouths = [
        Mouth(f"{prefixes[n % 4]}:who {n}", f"{called[n % 4]} Nr {n}", kinds[n % 4])
        for n in range(max(1, articles // 5))
    ]
    ids = tuple(f"n{n}" for n in range(articles))
    steps = [Step("article", id, f"What is said in article {id} about the bridge and its toll") for id in ids]
    edges: list[tuple[str, str, str, tuple[int, ...]]] = []
    for step in steps:
        edges.append(("c9", step.id, "carries", (0,)))
        edges.append((step.id, chance.choice(papers).id, "published by", (0,)))
    for paper in papers:
        for _ in range(chance.choice((1, 1, 2))):
            to = chance.choice([*[m.id for m in mouths], chance.choice(papers).id])
            edges.append((paper.id, to, "has it from", (0,)))
    used = {b for _, b, *_ in edges}
    sources = [Step("source", m.id, m.name) for m in mouths if m.id in used]
    claim = Claim("c9", "The toll on the bridge doubles in the autumn", ids, (), "2031-03-01", len(sources))
    return Provenance(
        claim=claim,
        as_of=None,
        corroboration=Corroboration(2, 3),
        credibility=2,
        rule="Several origins.",
        nodes=(Step("claim", "c9", claim.text), *steps, *papers, *sources),
        edges=tuple(edges),
        origins=tuple(Origin(m, (), ids[:2], EVIDENCE[:1]) for m in mouths if m.id in used),
        chains=(),
        copies=(Copy("n1", "n0", 0.9), Copy("n2", "n1", 0.8)) if articles > 2 else (),
        timeline=tuple((f"2031-{1 + n % 3:02}-{1 + n * 7 % 28:02}", 0) for n in range(articles)),
        evidence=EVIDENCE[:1],
    )


def articles() -> dict[str, Article]:
    """The articles, with who says what in some of them."""
    torvik = Entity("e1", EntityKind.PERSON, "Hanne Torvik")
    said = {
        "npa-1": [{"source": "two officials", "cue": "said", "content": SAID[0][1], "kind": "unnamed_group"}],
        "fjord-1": [
            {"source": "Hanne Torvik", "cue": "said", "content": "“We close her to lorries in June,”", "speaker": "e1"}
        ],
        "ledger-1": [
            {
                "source": "the transport ministry",
                "cue": "said",
                "content": SAID[5][1],
                "stance": "denies",
                "kind": "organisation",
            }
        ],
    }
    out = {}
    for id, (outlet, _, text) in TEXTS.items():
        made = article(text, said.get(id, []), [torvik] if id == "fjord-1" else [], outlet=outlet)
        document = made.document
        out[id] = Article(
            Document(id, text, document.paragraphs, headline=document.headline, outlet=outlet, published=TEXTS[id][1]),
            made.attributions,
            entities=made.entities,
        )
    return out


WORDINGS = (
    (
        "fjord-1",
        "post-1",
        Alignment(
            "altered",
            (
                ("same", "“We close her to lorries", "“We close her to lorries"),
                ("left_out", "for good", ""),
                ("same", "in", "in"),
                ("altered", "June", "the summer"),
                ("bracketed", "", "[the office]"),
                ("put_in", "", "surely"),
            ),
        ),
    ),
)
