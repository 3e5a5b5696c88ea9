"""Who is said to speak: the speech verb, and the noun phrase it belongs to, before or after a quotation.

General patterns of English word order over a list of speech verbs; no parser, no model. Every function
looks at one bounded stretch of one sentence, so that the whole is linear in the text.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.attribute.noun_phrase import (
    beside_name,
    finite_before,
    first_subject,
    noun_phrase,
    subject_before,
    whole_subject,
    with_auxiliaries,
)
from sayso.attribute.vocabulary import (
    ADVERBS,
    DETERMINERS,
    FINITE,
    FORMS,
    INVERTED,
    NOT_FINITE,
    PARTICIPLES,
    PHRASAL,
    PRONOUNS,
    REACH,
    Word,
    is_name,
    sentence_end,
    words_of,
)
from sayso.model import Span
from sayso.text.wording import wordset

__all__ = ["Laid", "any_verb", "laid_after", "laid_before", "participle_before", "speaker"]

# Behind these a form is no verb, whatever else it may be.
_NO_VERB_BEHIND = wordset("the a an of his her their this that my by not been")


class Laid(NamedTuple):
    """Words that lay a quotation to somebody: the source, the cue, the rule that read them, and where they
    end.
    """

    source: Span | None
    cue: Span | None
    rule: str
    end: int


# ---------------------------------------------------------------- after the quotation


def laid_after(text: str, start: int, end: int) -> Laid | None:
    """What lays a quotation that ends at `start` to somebody, read up to `end`: said X, X said, according
    to X, — X.
    """
    end = min(end, start + REACH)
    while start < end and (text[start].isspace() or text[start] == ","):
        start += 1
    stop = sentence_end(text, start, end)
    words = words_of(text, start, stop)
    if not words:
        return None
    if words[0].text in "—–-―" and len(words) > 1:
        return _byline(text, words, stop, end)
    if words[0].low == "according" and len(words) > 2 and words[1].low == "to":
        source = noun_phrase(words[2:])
        return Laid(source, Span(words[0].start, words[1].end), "according-to", stop) if source else None
    first = 0
    while first < len(words) and first < 3 and (words[first].low in ADVERBS or words[first].low.endswith("ly")):
        first += 1
    if first < len(words) and words[first].low in INVERTED and words[first].text.islower():
        verb = words[first]
        if verb.low not in NOT_FINITE:
            source = noun_phrase(words[first + 1 :])
            if source:
                return Laid(source, Span(verb.start, verb.end), "said-x", stop)
    return _subject_then_verb(words, stop)


def _byline(text: str, words: list[Word], stop: int, end: int) -> Laid | None:
    rest = words[1:]
    if len(rest) > 14 or not is_name(rest[0]) or text[stop:end].strip(" .\n"):
        return None
    names = 0
    for w in rest:
        if w.text in ",(":
            break
        names += is_name(w)
        if not is_name(w) and w.low not in ("of", "de", "van", "von", "al", "the", "bin", "and"):
            return None
    if not 1 <= names <= 5:
        return None
    return Laid(Span(rest[0].start, rest[-1].end), Span(words[0].start, words[0].end), "byline", stop)


def _subject_then_verb(words: list[Word], stop: int) -> Laid | None:
    for i, w in enumerate(words[:45]):
        if w.text in ";:—–―" or (w.text == "-" and i):
            return None
        after = words[i + 1].low if i + 1 < len(words) else ""
        phrasal = w.low in PHRASAL and after in ("back", "in", "out", "on")
        if i and (w.low in FINITE or phrasal) and w.text.islower():
            if words[i - 1].low in ("the", "a", "an", "of", "his", "her", "their", "and", "to"):
                continue
            if w.low in NOT_FINITE and not beside_name(words, i):
                continue
            subject = whole_subject(words[:i])
            if subject is None:
                return None
            cue = with_auxiliaries(words, i)
            return Laid(subject, cue, "x-said", stop)
    return None


# ---------------------------------------------------------------- before the quotation


def laid_before(text: str, start: int, end: int) -> Laid | None:
    """What lays a quotation that opens at `end` to somebody, read from `start`: X said: …, X told Y, …; X:
    …
    """
    start = max(start, end - 2 * REACH)
    head = text[start:end].rstrip()
    if not head:
        return None
    mark = head[-1]
    words = words_of(text, start, start + len(head))
    while words and words[-1].text in ",:—–-":
        words = words[:-1]
    if not words:
        return None
    if words[0].low in PARTICIPLES or (
        len(words) > 1 and words[0].low in ("and", "before") and words[1].low in PARTICIPLES
    ):
        return None  # its subject stands before another quotation
    found = _speech_verb(words, {":": 16, ",": 14}.get(mark, 0), mark)
    if found is not None:
        subject = subject_before(words, found)
        if subject is not None:
            rule = {":": "x-said-colon", ",": "x-said-comma"}.get(mark, "x-said-bare")
            if words[found].low in PARTICIPLES:
                rule = "adding"
            return Laid(subject, with_auxiliaries(words, found), rule, end)
    if words[0].low == "according" and len(words) > 2 and words[1].low == "to":
        source = noun_phrase(words[2:])
        return Laid(source, Span(words[0].start, words[1].end), "according-to", end) if source else None
    if mark == ":":
        return _transcript(words, text) or any_verb(words, end)
    return None


def any_verb(words: list[Word], end: int) -> Laid | None:
    """X put it this way: … A colon after a clause, whatever its verb."""
    if any(w.text in "—–―-" for w in words):
        return None
    subject = first_subject(words)
    head = words[0]
    if subject is None or subject.start != head.start or len(words) > 16 or len(words) < 3:
        return None
    if head.low not in PRONOUNS and (head.low in DETERMINERS or head.text.isupper() or words[1].text == ","):
        return None
    rest = [w for w in words if w.start >= subject.end and w.text[0].isalnum()]
    if not rest:
        return None
    return Laid(subject, Span(rest[0].start, rest[-1].end), "colon", end)


def participle_before(text: str, start: int, end: int) -> Span | None:
    """The cue in ", adding, " between two quotations of one sentence; its subject stands before the first."""
    words = [w for w in words_of(text, start, end) if w.text[0].isalnum()]
    while words and words[0].low in ("and", "before", "then", "later", "while"):
        words = words[1:]
    if not words or len(words) > 8 or words[0].low not in PARTICIPLES:
        return None
    return Span(words[0].start, words[0].end)


def speaker(text: str, start: int, end: int) -> Span | None:
    """The subject of the last speech verb of a stretch of one sentence."""
    words = words_of(text, max(start, end - 2 * REACH), end)
    found = finite_before(words, len(words))
    return None if found is None else subject_before(words, found)


def _transcript(words: list[Word], text: str) -> Laid | None:
    dash = max((i for i, w in enumerate(words) if w.text in "—–―-"), default=-1)
    words = words[dash + 1 :]
    if words and words[0].text == "More" and len(words) > 2 and words[1].low == "from":
        words = words[2:]
    if not words:
        return None
    if len(words) > 6 or not all(
        is_name(w) or w.low in ("of", "de", "van", "the", "(", ")", ",", "al", "and") for w in words
    ):
        return None
    colon = text.index(":", words[-1].end)
    return Laid(Span(words[0].start, words[-1].end), Span(colon, colon + 1), "transcript", colon + 1)


def _speech_verb(words: list[Word], reach: int, mark: str) -> int | None:
    for i in range(len(words) - 1, max(-1, len(words) - 2 - reach), -1):
        w = words[i]
        if w.low in FORMS and w.text.islower() and i:
            if w.low in NOT_FINITE and not beside_name(words, i):
                continue
            before = words[i - 1].low
            if mark != ":" and any(x.low == "that" for x in words[i + 1 :]):
                return None
            if before in _NO_VERB_BEHIND:
                continue
            if w.low in ("read", "reads") and mark not in ":,":
                continue
            return i
    return None
