"""The headline check: what a headline asserts, how surely, and who in the body says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.model import Attribution, EntityKind, Finding, Headline, SourceKind, Span, SpanSet, Stance
from sayso.trace.rules import is_self_citation
from sayso.trace.standing import Standing, listed

__all__ = ["headline"]

_FEWEST = 2  # words of a headline that can be looked for

_CONFIRMED = re.compile(
    r"\W*(?:(?:now\s|it['’]s\s|officially\s)?(?:confirmed|official|proven|proof))\s*[:!—–-]+\s*"
    r"|\W*(?:confirmed|proof) that\s",
    re.IGNORECASE,
)
_IS_CONFIRMED = re.compile(
    r"\b(?:is|are|was|were|been|now|officially)\s(?:officially\s)?confirmed\b(?! by)|[:—–-]\s*confirmed\W*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:breaking|exclusive|update|watch|video|just in|revealed|analysis|opinion)\s*[:!—–|-]+\s*", re.IGNORECASE
)
_HEDGES = re.compile(
    r"\b(?:may|might|could|reportedly|allegedly|alleged|apparently|likely|possibl[ey]|suspected|feared|seems?|appears?"
    r"|perhaps|probably|rumou?red|purported(?:ly)?|potential(?:ly)?|said to|thought to|believed to|set to)\b",
    re.IGNORECASE,
)
_LAID = re.compile(
    r"\b(?:says?|said|saying|tells?|told|claims?|claimed|warns?|warned|den(?:y|ies|ied)|vows?|vowed|accuses?|accused"
    r"|blames?|blamed|urges?|calls?|called|according to|reports?|confirms?|insists?|admits?|asserts?|argues?|thinks?"
    r"|believes?|wants?|slams?|mocks?|predicts?|suggests?|shows?|finds?|asks?|quotes?|announces?|rejects?|dismisses"
    r"|threatens?|promises?|pledges?|demands?|condemns?|praises?|declares?|hints?|hails?|explains?|reveals?|dispute[sd]?"
    r"|criticizes?|criticises?|questions?|defends?|decr(?:y|ies)|touts?|boasts?|jokes?|tweets?|writes?)\b",
    re.IGNORECASE,
)
_REPORTERS = re.compile(
    r"(?:(?:the|new|a)\s)?(?:\w+\s){0,2}(?:reports?|sources?|polls?|study|studies|survey|officials?|police|experts?|analysts?|monitors?|witnesses)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:state media|monitors?|reports?|sources|officials|activists|observatory|witnesses|ngo|study|poll)"
    r"\W*(?:\s[|–—-]\s.*)?$",
    re.IGNORECASE,
)
# Of the others it would say nothing: one is laid to somebody, and one claims more than to say so.
_OWN = ("stated", "hedged", "asked")
_LISTS = re.compile(r"(?:[^|]*\|){2}")  # the page's own list of subjects, not a headline
# Whoever shares the words of a headline that denies something may well be the one who is contradicted.
_DENIED = re.compile(r"\b(?:no|not|never|nobody|nothing|without)\b|n['’]t\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:and|And)\s")
_QUOTED = re.compile(r"[“\"].+?[”\"]|(?<!\w)[‘'].+?[’'](?!\w)")
_COLON = re.compile(r"(?P<before>[^:]{2,40}):\s+(?P<after>\S.*)", re.DOTALL)
_LAST = re.compile(r"(?P<before>.*\S)\s[-–—|]\s(?P<after>[^-–—|]{2,30})", re.DOTALL)


def headline(standing: Standing) -> Headline | None:
    """What the headline asserts and who carries it; None where the text has no headline, or no words in it."""
    span = standing.headline
    if span is None:
        return None
    asserts, at = _asserts(standing, span)
    claim = Span(at, span.end)
    words = standing.words.row(claim)
    carriers: list[Attribution] = []
    if len(words) >= _FEWEST:
        laid = _laid(standing, claim)
        carriers = [
            a
            for a in standing.body
            if a.stance not in (Stance.NO_COMMENT, Stance.ASKS)
            and (standing.carried(words, a.content.spans) or _repeats(standing, a, laid))
        ]
        # What somebody told of tries, wants or has decided is told by whoever tells of it, and by nobody else.
        ids = {a.id for a in carriers}
        carriers = [a for a in carriers if a.parent not in ids or standing.speaks(a)]
    findings = tuple(_findings(standing, claim, asserts, carriers)) if len(words) >= _FEWEST else ()
    return Headline(
        claim=claim.of(standing.text).strip().rstrip(" .!?"),
        span=span,
        asserts=asserts,
        rests_on=tuple(a.id for a in carriers),
        own_voice=asserts in _OWN and _laid_to_nobody(standing, claim),
        findings=findings,
    )


def _laid(standing: Standing, claim: Span) -> list[tuple[str, list[str]]]:
    """Whom the headline itself lays something to, and the content words of it."""
    found = (a for a in standing.article.attributions if a.parent is None and a.speaker is not None)
    told = [(a.speaker or "", Span(a.content.spans.start, a.content.spans.end)) for a in found if a.content.spans]
    inside = [(who, span) for who, span in told if claim.start <= span.start and span.end <= claim.end]
    return [(who, standing.words.row(span)) for who, span in inside]


def _repeats(standing: Standing, a: Attribution, laid: Sequence[tuple[str, list[str]]]) -> bool:
    """Whether the one whom the headline lays something to says it in the body."""
    return any(a.speaker == speaker and standing.touched(row, a.content.spans) for speaker, row in laid)


def _asserts(standing: Standing, span: Span) -> tuple[str, int]:
    """How surely a headline asserts what it says, and where its claim begins."""
    text = span.of(standing.text)
    begin = span.start
    if m := _CONFIRMED.match(text):
        return "confirmed", begin + _within(m.end(), text)
    if m := _LABEL.match(text):
        begin += _within(m.end(), text)
    text = standing.text[begin : span.end]
    if text.rstrip(" ”\"’'.").endswith("?"):
        return "asked", begin
    if _IS_CONFIRMED.search(text):
        return "confirmed", begin
    if _attributed(standing, begin, span.end):
        return "attributed", begin
    return ("hedged" if _HEDGES.search(text) else "stated"), begin


def _within(at: int, text: str) -> int:
    return at if at < len(text) else 0


def _attributed(standing: Standing, start: int, end: int) -> bool:
    text = standing.text[start:end]
    if _LAID.search(text) or _QUOTED.search(text) or _ENDS.search(text):
        return True
    for a in standing.article.attributions:
        if a.source is not None and start <= a.source.spans.start < end:
            return True
    if (m := _COLON.fullmatch(text)) and _says(
        standing, start + m.start("before"), start + m.end("before"), m["before"]
    ):
        return True
    m = _LAST.fullmatch(text)
    return bool(m and _says(standing, start + m.start("after"), start + m.end("after"), m["after"]))


def _says(standing: Standing, start: int, end: int, words: str) -> bool:
    """Whether the words before a headline's colon, or behind its dash, name somebody who says the rest."""
    if _REPORTERS.fullmatch(words.strip()):
        return True
    said = {a.speaker for a in standing.article.attributions}
    return any(
        e.id in said
        and e.kind is not EntityKind.DOCUMENT
        and any(start <= m.start and m.end <= end + 1 for m in e.mentions)
        for e in standing.article.entities
    )


def _findings(standing: Standing, claim: Span, asserts: str, carriers: Sequence[Attribution]) -> Iterator[Finding]:
    span = standing.headline
    if asserts not in ("confirmed", "stated") or span is None or _LISTS.match(claim.of(standing.text)):
        return
    others = [a for a in carriers if a.source_kind is not SourceKind.AUTHOR]
    ids = tuple(a.id for a in carriers)
    if asserts == "confirmed":
        if carriers and not any(_strong(standing, a) for a in others):
            yield Finding("headline-surer", _surer(standing, carriers), ids, (span,))
        return
    if not others or _DENIED.search(claim.of(standing.text)) or _in_own_voice(standing, claim):
        return
    if not _alone(standing, claim, others):
        return
    if all(standing.only_unnamed(a) for a in _outermost(others)):
        text = f"The headline states it; the text rests it on unnamed people alone: {_names(standing, others)}."
        yield Finding("headline-unnamed", text, ids, (span,))


def _outermost(found: Sequence[Attribution]) -> list[Attribution]:
    ids = {a.id for a in found}
    return [a for a in found if a.parent not in ids]


def _alone(standing: Standing, claim: Span, carriers: Sequence[Attribution]) -> bool:
    """Whether nobody but the sources of `carriers` speaks of what the headline says."""
    row = standing.words.row(claim)
    sources = {standing.who(a) for a in carriers}
    together = any(
        _TOGETHER.search(standing.text, max(0, a.source.spans.start - len(" and ")), a.source.spans.end)
        for a in carriers
        if a.source is not None
    )
    return not together and not any(
        standing.who(a) not in sources
        and a.source_kind is not SourceKind.AUTHOR
        and standing.touched(row, a.content.spans)
        for a in standing.body
    )


def _strong(standing: Standing, a: Attribution) -> bool:
    """Whether somebody with a name vouches for it: not an outlet for others, and no hedge on it."""
    return (
        a.source_kind in (SourceKind.NAMED_PERSON, SourceKind.ORGANISATION, SourceKind.DOCUMENT)
        and a.stance in (Stance.STATES, Stance.CONFIRMS)
        and standing.speaks(a)
        and not a.certainty.markers
    )


def _in_own_voice(standing: Standing, claim: Span) -> bool:
    """Whether the article itself says what its headline says, in a sentence that is laid to nobody."""
    return _left_by(standing, claim, standing.attributed)


def _laid_to_nobody(standing: Standing, claim: Span) -> bool:
    """The same, less what is laid to the author: "I wrote that" is somebody's statement."""
    return _left_by(standing, claim, SpanSet.of(s for a in standing.article.attributions for s in a.content.spans))


def _left_by(standing: Standing, claim: Span, laid: SpanSet) -> bool:
    """Whether what of the text's sentences is not `laid` to anybody says what the headline says."""
    return standing.carried(standing.words.row(claim), SpanSet.of(standing.sentences).minus(laid))


def _names(standing: Standing, found: Sequence[Attribution]) -> str:
    return listed(standing.name(a) for a in found)


def _surer(standing: Standing, carriers: Sequence[Attribution]) -> str:
    """What a headline that says *confirmed* rests on, in a sentence or a few."""
    parts = []
    outlets = [a for a in carriers if a.source_kind is SourceKind.OUTLET]
    for a in {standing.who(a): a for a in reversed(outlets)}.values():
        told = [c for c in standing.relayed(a) if standing.unnamed(c)]
        part = f"a report by {standing.name(a)}"
        parts.append(f"{part}, which rests on unnamed people ({_names(standing, told)})" if told else part)
    shown = {c.id for a in outlets for c in standing.relayed(a)}
    unnamed = [a for a in carriers if standing.unnamed(a) and a.id not in shown]
    if unnamed:
        parts.append(f"unnamed people ({_names(standing, unnamed)})")
    rest = [a for a in carriers if a not in outlets and not standing.unnamed(a) and a.id not in shown]
    others = [a for a in rest if a.source_kind is not SourceKind.AUTHOR]
    if named := [a for a in others if a.source is not None]:
        parts.append(f"{_names(standing, named)} (hedged, or not said in so many words)")
    if len(others) > len(named):
        parts.append("words that are laid to nobody")
    if len(rest) > len(others):
        cited = any(is_self_citation(standing, a) for a in rest)
        parts.append("the author’s own earlier words" if cited else "the author’s own words")
    sentences = [f"The headline says “confirmed”; the text rests it on {listed(parts)}."]
    ids = {a.id for a in carriers}
    silent = [
        a for a in standing.body if a.source_kind is SourceKind.NAMED_PERSON and a.parent is None and standing.speaks(a)
    ]
    officials = {standing.who(a): standing.name(a) for a in silent if standing.is_official(a)}
    for a in silent:
        if a.id in ids:
            officials.pop(standing.who(a), None)
    if officials:
        they = "does" if len(officials) == 1 else "do"
        whom = "The official quoted" if len(officials) == 1 else "The officials quoted"
        sentences.append(f"{whom}, {listed(officials.values())}, {they} not say so.")
    denials = [
        a for a in standing.body if a.stance is Stance.DOES_NOT_DENY and a.source is not None and a.cue is not None
    ]
    if denials:
        words = listed(f"“{a.source.text} {a.cue.text}”" for a in denials if a.source is not None and a.cue is not None)
        sentences.append(f"That {words} is an absence of denial.")
    return " ".join(sentences)
