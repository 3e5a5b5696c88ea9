"""What a text says about a source that it does not name: all that a reader has to judge it by."""

from __future__ import annotations

import re

from sayso.model import Attribution, Description, EntityKind, Passage, Span, SpanSet
from sayso.resolve.cast import Cast
from sayso.resolve.places import is_province, state_of
from sayso.resolve.vocabulary import DETERMINERS, NUMBERS, PRONOUNS, STOPS, noun
from sayso.resolve.words import Text
from sayso.text.wording import wordset

__all__ = ["describe"]

_REASON = re.compile(
    r"(?:who |each of whom |all of whom |both of whom |and )?"
    r"(?:(?:spoke|speaking|speaks|talked|commented)(?: \w+){0,6}? )?"
    r"(?:(?:on|under)(?: the)? condition of anonymity"
    r"|anonymously"
    r"|(?:asked|asking|requested|requesting|wished|wishing|wanted|preferred|declined|declining|refused|insisted)"
    r"(?: \w+){0,3}? (?:anonymity|not to be (?:identified|named|quoted)|to be (?:identified|named)"
    r"|to remain (?:anonymous|unnamed)|to give (?:his|her|their|a) (?:full )?names?)"
    r"|(?:was|were|is|are)(?: not|n['’]t) (?:authori[sz]ed|allowed|permitted)"
    r" to (?:speak|talk|comment|discuss|be named))"
    r"(?:,? (?:because|since|as|for fear|citing|to|in order to)\b[^.;\"“”\n]{0,160})?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\n|[.!?][\"”’]?\s+[A-Z“\"]")
_PLACES = wordset("in from at near outside across around inside")
_SIDES = wordset("of with for from on close familiar at within")


def describe(a: Attribution, text: Text, cast: Cast) -> Description | None:
    """The number, office, side, place and reason of an unnamed source, in the text's words; None where none is told."""
    if a.source is None:
        return None
    words = text.words
    inside = [i for span in a.source.spans for i in text.within(span) if words[i].text != "\n"]
    if not inside or (len(inside) == 1 and words[inside[0]].low in PRONOUNS):
        return None
    head = next(
        (
            i
            for i, j in zip(inside, [*inside[1:], -1], strict=True)
            if noun(words[i].low) and (j < 0 or not noun(words[j].low))
        ),
        None,
    )
    number = next((i for i in inside[:4] if words[i].low in NUMBERS or words[i].text[0].isdigit()), None)
    office = None
    if head is not None:
        first = inside[0]
        while first < head and (
            words[first].low in DETERMINERS or words[first].low in NUMBERS or words[first].low in STOPS
        ):
            first += 1
        office = (first, head)
    side = place = None
    for n, i in enumerate(inside):
        mention = cast.at.get(i)
        if (
            mention is not None
            and side is None
            and mention.figure.kind is not EntityKind.DOCUMENT
            and not _somewhere(cast, text, i)
        ):
            side = (mention.first, min(mention.last, inside[-1]))
        if head is None or i <= head or n + 1 >= len(inside):
            continue
        end = _phrase_end(text, inside, n + 1)
        if words[i].low in _PLACES and place is None and _has_place(cast, text, inside[n + 1], end):
            place = (i, end)
        elif words[i].low in _SIDES and side is None and not _has_place(cast, text, inside[n + 1], end):
            side = (inside[n + 1], end)
    found = Description(
        _passage(text, None if number is None else (number, number)),
        _passage(text, office),
        _passage(text, side),
        _passage(text, place),
        _reason(a.source, text),
    )
    return found if found != Description() else None


def _passage(text: Text, where: tuple[int, int] | None) -> Passage | None:
    if where is None:
        return None
    return Passage.at(text.text, SpanSet.of([Span(text.words[where[0]].start, text.words[where[1]].end)]))


def _somewhere(cast: Cast, text: Text, i: int) -> bool:
    mention = cast.at.get(i)
    if mention is None:
        return False
    name = " ".join(w.text for w in text.words[mention.first : mention.last + 1])
    state = state_of(name)
    before = text.words[mention.first - 1].low if mention.first else ""
    return (is_province(name) or (state is not None and state.by != "people")) and before in _PLACES


def _phrase_end(text: Text, inside: list[int], n: int) -> int:
    end = inside[n]
    for i in inside[n : n + 10]:
        if i > inside[n] and (text.words[i].low in STOPS - {"of"} or text.words[i].text in ",;:()—–"):
            break
        end = i
    return end


def _has_place(cast: Cast, text: Text, first: int, last: int) -> bool:
    for i in range(first, last + 1):
        mention = cast.at.get(i)
        if mention is not None:
            name = " ".join(w.text for w in text.words[mention.first : mention.last + 1])
            if is_province(name) or state_of(name):
                return True
        if text.words[i].low in (
            "city",
            "town",
            "village",
            "region",
            "capital",
            "country",
            "area",
            "province",
            "state",
        ):
            return True
    return False


def _reason(source: Passage, text: Text) -> Passage | None:
    """Why no name is given: in the sentence of the source, wherever it stands there."""
    start = source.spans.start
    end = min(len(text.text), source.spans.end + 500)
    stop = _SENTENCE.search(text.text, min(source.spans.end, end), end)
    m = _REASON.search(text.text, start, stop.start() if stop else end)
    return None if m is None else Passage.at(text.text, SpanSet.of([Span(m.start(), m.end())]))
