"""What a claim rests on, in plain English: the words that the terminal and the page share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from sayso.model import Corroboration, Head, Provenance, SourceKind, Step
from sayso.show.safe import one_line, shortened

__all__ = [
    "LANES",
    "UNNAMED",
    "chains",
    "counted",
    "explained",
    "figure",
    "lanes",
    "node_kind",
    "outlet_of",
    "parts_of",
    "read_credibility",
]

# What is done to a claim, as the time-line and the lists of evidence go through it: the key, its title, and what a
# single one of them is called.
LANES: Mapping[str, tuple[str, str]] = {
    "carries": ("carries it", "report"),
    "confirms": ("confirms it", "confirmation"),
    "denies": ("denies it", "denial"),
    "disputes": ("disputes it", "dispute"),
    "does_not_deny": ("does not deny it", "non-denial"),
    "no_comment": ("does not comment", "refusal to comment"),
    "contrary": ("speaks against its contrary", "word against its contrary"),
    "asks": ("asks it or asks for it", "question or demand"),
}
_CONFIRMED = "confirmed by "  # as evidence says what a source does
_PARTS = ("source", "cue")  # evidence that belongs to the statement before it
_CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtfully true",
    5: "improbable",
    6: "cannot be judged",
}
_KINDS = {
    "outlet": "outlet",
    "person": "named person",
    "organisation": "organisation",
    "document": "document",
    "unnamed": "unnamed",
    "unknown": "nobody named",
}
UNNAMED = (SourceKind.UNNAMED_PERSON, SourceKind.UNNAMED_GROUP, SourceKind.NONE)
_LISTED = 4  # names in a sentence, before the rest are only counted
_NAME = 60  # characters of a name in a sentence


def explained(provenance: Provenance) -> list[str]:
    """The count in words: who carries the claim, where it comes from, and what would have to be wrong."""
    p = provenance
    if not p.claim.carried_by:
        return [f"No article carries it{_dated(p)}."]
    names = {step.id: _named(step.name) for step in p.nodes}
    return [
        _carried(p),
        *_origins(p, names),
        _corroboration(p, names),
        *_loops(p, names),
        *_beside(p),
        f"Credibility {p.credibility} of 6, {read_credibility(p.credibility)}: {_sentence(p.rule)}",
    ]


def figure(corroboration: Corroboration | None) -> str:
    """The corroboration as a figure: `1`, `1–2`, or `–` where it is not worked out."""
    if corroboration is None:
        return "–"
    c = corroboration
    return str(c.low) if c.low == c.high else f"{c.low}–{c.high}"


def read_credibility(digit: int) -> str:
    """What the Admiralty digit means."""
    return _CREDIBILITY.get(digit, "not graded")


def counted(n: int, one: str, many: str | None = None) -> str:
    """`1 origin`, `2 origins`."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def outlet_of(article: str, heads: Mapping[str, Head]) -> str:
    """Whose article this is: its outlet, or else its id."""
    head = heads.get(article)
    return one_line((head.outlet if head else None) or article)


def node_kind(step: Step, unnamed: Iterable[str] = ()) -> str:
    """What a node of the graph is, in a word or two; `unnamed` are ids of sources known to have no name."""
    if step.kind in ("claim", "article", "outlet"):
        return step.kind
    if step.id in unnamed:
        return _KINDS["unnamed"]
    return _KINDS.get(step.id.split(":", 1)[0], one_line(step.kind))


def chains(
    provenance: Provenance, most: int
) -> Iterator[Sequence[tuple[Step, str, tuple[str, ...], tuple[tuple[int, int], ...]]]]:
    """The first chains, step by step below the claim: each step, what it is, its signs, and the evidence that it
    stands on (its index, and its number in the lists).
    """
    p = provenance
    behind = {(a, b): found for a, b, _, found in p.edges}
    numbers = {index: number for number, (index, _) in enumerate(lanes(p), 1)}
    unnamed = {o.mouth.id for o in p.origins if o.mouth.kind in UNNAMED}
    claim = next((s.id for s in p.nodes if s.kind == "claim"), p.claim.id)
    for chain in p.chains[:most]:
        steps = []
        for before, step in pairwise((Step("claim", claim, ""), *(s for s in chain if s.kind != "claim"))):
            signs = ("single point of failure",) if step.id in p.single_points else ()
            found = tuple((i, numbers[i]) for i in behind.get((before.id, step.id), ()) if i in numbers)
            steps.append((step, node_kind(step, unnamed), signs, found))
        yield steps


def lanes(provenance: Provenance) -> list[tuple[int, str]]:
    """The statements among the evidence by their indices, each with the one of the `LANES` that it belongs to, in the
    order of the lanes.

    The words of a source or a cue are evidence too, but follow their statement and are left out here.
    """
    beside = {index: stance for stance, indices in provenance.stances.items() for index in indices}
    out = []
    for index, evidence in enumerate(provenance.evidence):
        stance = beside.get(index)
        if stance is None:
            if evidence.what in _PARTS:
                continue
            out.append((index, "confirms" if evidence.what.startswith(_CONFIRMED) else "carries"))
        elif stance.endswith("_contrary"):
            out.append((index, "contrary"))
        else:
            out.append((index, stance if stance in LANES else "asks"))
    order = list(LANES)
    return sorted(out, key=lambda pair: (order.index(pair[1]), pair[0]))


def parts_of(provenance: Provenance, said: Collection[int]) -> dict[int, list[int]]:
    """The indices of the words of a source and a cue, by the index of the statement of `said` that they follow."""
    out: dict[int, list[int]] = {index: [] for index in said}
    last = min(said, default=None)
    for index in range(len(provenance.evidence)):
        if index in out:
            last = index
        elif last is not None:
            out[last].append(index)
    return out


def _dated(p: Provenance) -> str:
    return f" as of {one_line(p.as_of)}" if p.as_of else ""


def _carried(p: Provenance) -> str:
    """Who carries it, and how many of them only copy."""
    carried = set(p.claim.carried_by)
    n = len(carried)
    copied = len({copy.copy for copy in p.copies} & carried)
    text = f"{counted(n, 'article')} {'carries' if n == 1 else 'carry'} it{_dated(p)}"
    if copied == n > 1:
        return f"{text}, and all of them take their text from elsewhere."
    if copied:
        return f"{text}; {counted(copied, 'is a copy', 'are copies')} of another and no source of {_its(copied)} own."
    return f"{text}."


def _its(n: int) -> str:
    return "its" if n == 1 else "their"


def _origins(p: Provenance, names: Mapping[str, str]) -> list[str]:
    if not p.origins:
        return ["No origin is found: the chains end in one another."]
    all_go = "It goes" if len(set(p.claim.carried_by)) == 1 else "All go"
    if len(p.origins) == 1:
        origin = p.origins[0]
        name = _source(origin.mouth.name, origin.mouth.kind)
        via = [v for v in (names.get(v, _named(v)) for v in origin.via) if v != _named(origin.mouth.name)]
        if not via:
            return [f"{all_go} back to one origin: {name}."]
        if len(via) == 1:
            return [f"{all_go} back to {via[0]}, which has it from {name}: one origin."]
        return [f"{all_go} back to one origin, {name}, by way of {_all(via)}."]
    told = [_source(o.mouth.name, o.mouth.kind) for o in p.origins]
    unnamed = sum(o.mouth.kind in UNNAMED for o in p.origins)
    note = ""
    if unnamed == len(p.origins):
        note = " None of them is named."
    elif unnamed and len(told) > _LISTED + 1:
        note = f" {counted(unnamed, 'of them is', 'of them are')} not named."
    return [f"It goes back to {counted(len(told), 'origin')}: {_all(told, '; ')}.{note}"]


def _corroboration(p: Provenance, names: Mapping[str, str]) -> str:
    low, high = p.corroboration.low, p.corroboration.high
    single = [names.get(id, _named(id)) for id in p.single_points]
    if low != high:
        unnamed = [f"“{_named(o.mouth.name)}”" for o in p.origins if o.mouth.kind in UNNAMED]
        which = f" ({_all(unnamed)})" if len(unnamed) > 1 else ""
        text = f"Corroboration {low} to {high}: {low} if the unnamed sources{which} are the same people, {high} if not."
    elif low == 0:
        text = "Corroboration 0: no chain leads to an origin."
    elif low == 1:
        text = "Corroboration 1: one of them being wrong is enough for the claim to fall."
    else:
        text = f"Corroboration {low}: {low} would all have to be wrong for the claim to fall."
    if single:
        text += f" Every chain runs through {_all(single)}."
    return text


def _loops(p: Provenance, names: Mapping[str, str]) -> list[str]:
    out = []
    for loop in p.loops:
        ring = [names.get(id, _named(id)) for id in loop]
        if len(ring) > 1 and ring[0] == ring[-1]:
            ring = ring[:-1]
        if len(ring) > 1:
            links = [f"which rests on {name}" for name in ring[2:_LISTED]]
            links.append(f"which rests on {ring[0]}" if len(ring) <= _LISTED else f"and so on, back to {ring[0]}")
            out.append(f"Circular reporting: {ring[0]} rests on {ring[1]}, {', '.join(links)}.")
    return out


def _beside(p: Provenance) -> list[str]:
    """Who denies, disputes, does not deny or does not comment: beside the count, never inside it."""
    found = []
    said = lanes(p)
    for lane, (_, one) in LANES.items():
        own = [one_line(p.evidence[index].what) for index, of in said if of == lane]
        if not own or lane in ("carries", "confirms"):
            continue
        told = list(dict.fromkeys(shortened(what, _NAME) for what in own if what))
        more = f" and {len(told) - _LISTED} more" if len(told) > _LISTED else ""
        found.append(", ".join(told[:_LISTED]) + more if told else f"{len(own)} × {one}")
    return [f"Beside the count, not in it: {'; '.join(found)}."] if found else []


def _source(name: str, kind: SourceKind) -> str:
    """A source in a sentence: the words of one without a name stand in quotation marks."""
    named = _named(name)
    if kind is SourceKind.NONE:
        return "somebody the text does not tell of"
    return f"“{named}” (unnamed)" if kind in UNNAMED else named


def _named(name: str) -> str:
    return shortened(one_line(name), _NAME) or "(no name)"


def _sentence(text: str) -> str:
    shown = one_line(text)
    return shown if shown.endswith((".", "!", "?")) else f"{shown}."


def _all(names: Sequence[str], comma: str = ", ") -> str:
    """Names in a sentence, those beyond the first few only counted."""
    some = list(dict.fromkeys(names))
    if len(some) > _LISTED + 1:
        return f"{comma.join(some[:_LISTED])} and {len(some) - _LISTED} more"
    return f"{comma.join(some[:-1])} and {some[-1]}" if len(some) > 1 else some[0]
