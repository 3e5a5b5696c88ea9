"""The sentence that introduces a block quotation: whose words follow, and by which word it says so."""

from __future__ import annotations

import re

from sayso.attribute.noun_phrase import noun_phrase, subject_before
from sayso.attribute.speech import any_verb
from sayso.attribute.vocabulary import (
    DETERMINERS,
    FORMS,
    NOT_FINITE,
    PARTICIPLES,
    PRONOUNS,
    REACH,
    Word,
    is_name,
    words_of,
)
from sayso.model import Span

__all__ = ["introduction"]

_CITED = re.compile(r"\b(?:quot|cit)(?:es?|ed|ing)\b", re.IGNORECASE)
_NOUN_CUES = re.compile(
    r"\b(?:statement|comments?|words?|answer|reply|response|remarks?|message|letter|e-?mail|tweet|post|report|account|"
    r"explanation|analysis|view|opinion|conclusion|verdict|note|memo|article|piece|column|speech|version|summary|take|"
    r"question|argument|warning|advice|description|definition|testimony|observation|point|text)\b"
)
_PRESENTING = re.compile(
    r"(?:as follows|the following|(?:in )?(?:this|these|(?:his|her|their|its) own) (?:way|words?|terms)"
    r"|thus|like this|this|so)\W*$",
    re.IGNORECASE,
)


def introduction(text: str, start: int, end: int) -> tuple[bool, Span | None, Span | None]:
    """Whether the sentence at `start` to `end` introduces what follows it; and its source and cue, where it
    names them.
    """
    start = max(start, end - 3 * REACH)
    sentence = text[start:end].rstrip()
    if not sentence:
        return False, None, None
    bare = sentence[-1].isalnum()
    opens = sentence[-1] in ":—–" or bool(_PRESENTING.search(sentence))
    words = words_of(text, start, start + len(sentence))
    while words and not words[-1].text[0].isalnum():
        words = words[:-1]
    if not words or not (opens or bare):
        return False, None, None
    source, cue = _introduced(text, words)
    if source is None and sentence[-1] == ":":
        laid = any_verb(words, end)
        if laid is not None:
            source, cue = laid.source, laid.cue
    return (opens or cue is not None), source, cue


def _introduced(text: str, words: list[Word]) -> tuple[Span | None, Span | None]:
    for i, w in enumerate(words):
        if i and _CITED.fullmatch(w.text) and i + 1 < len(words) and words[i + 1].low not in ("by", "as"):
            name = _quoted_person(words[i + 1 :])
            if name is not None:
                source, cue = name
                return source, cue or Span(w.start, w.end)
    if words[0].low == "according" and len(words) > 2:
        return noun_phrase(words[2:]), Span(words[0].start, words[1].end)
    verbs = [
        i
        for i, w in enumerate(words)
        if i and w.low in FORMS - PARTICIPLES and w.text.islower() and words[i - 1].low not in DETERMINERS | {"of"}
    ]
    for i in reversed(verbs):
        if words[i].low in NOT_FINITE and not (words[i - 1].low in PRONOUNS or is_name(words[i - 1])):
            continue
        subject = subject_before(words, i)
        if subject is not None:
            return subject, Span(words[i].start, words[i].end)
    for i, w in enumerate(words):
        if i and _NOUN_CUES.fullmatch(w.low):
            j = i - 1
            while j >= 0 and words[j].text.islower() and words[j].low not in DETERMINERS:
                j -= 1
            owner = words[j] if j >= 0 else None
            if owner is not None and owner.low in ("his", "her", "their", "its", "my", "our"):
                return Span(owner.start, owner.end), Span(w.start, w.end)
            if owner is not None and owner.low.endswith(("'s", "’s", "s'", "s’")):
                k = j
                while k and (is_name(words[k - 1]) or words[k - 1].low == "the"):
                    k -= 1
                return Span(words[k].start, owner.end), Span(w.start, w.end)
    return None, None


def _quoted_person(words: list[Word]) -> tuple[Span, Span | None] | None:
    """X and "as saying" in "quotes X, an expert at Y, as saying"."""
    for i, w in enumerate(words):
        if w.low == "as" and i and i + 1 < len(words) and words[i + 1].low in PARTICIPLES:
            last = words[i - 1] if words[i - 1].text != "," else words[i - 2]
            return (Span(words[0].start, last.end), Span(w.start, words[i + 1].end)) if i > 1 or last else None
    source = noun_phrase(words)
    return None if source is None else (source, None)
