"""Noun phrases that may be a speaker: behind a verb of speech, before one, or at the head of a sentence.

General patterns of English word order; no parser, no model. Linear in the words.
"""

from __future__ import annotations

from sayso.attribute.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    FINITE,
    FINITE_COMMON,
    FORMS,
    OCCASIONS,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    UNITS,
    Word,
    is_name,
)
from sayso.model import Span
from sayso.text.wording import wordset

__all__ = [
    "beside_name",
    "finite_before",
    "first_subject",
    "noun_phrase",
    "subject_before",
    "whole_subject",
    "with_auxiliaries",
]

_SUBJECTS = wordset("he she they it i we")
_NO_HEAD = wordset("that to of in on at by as him them me us so about")
# Behind an apposition and its comma the sentence goes on with these, …
_RESUMING = wordset("adding but when while as referring speaking according")
# … behind any noun phrase with these, and behind a bare name with these as well.
_LEAVING = wordset("during when while after before as because last earlier via")
_BEHIND_NAMES = wordset("about this that recently later told who")
_SPELLS = wordset("week month year morning afternoon")


def noun_phrase(words: list[Word]) -> Span | None:
    """The noun phrase that begins `words`, with its appositions, up to where the sentence goes on."""
    if not words:
        return None
    head = words[0]
    if head.low in _SUBJECTS:
        return Span(head.start, head.end)
    if head.low in _NO_HEAD or not (is_name(head) or head.low in DETERMINERS or head.text[0].isalpha()):
        return None
    name = is_name(head) and head.low not in DETERMINERS
    end, apposed, i = head.end, False, 1
    while i < len(words):
        w = words[i]
        if w.text == ",":
            if i + 1 == len(words) or not _goes_on(words[i + 1], apposed):
                break
            apposed = True
        elif w.text == "(":
            close = next((j for j in range(i, len(words)) if words[j].text == ")"), None)
            if close is None:
                break
            i, end = close, words[close].end
        elif w.text in ';:—–―-"“”…' or _leaves(words, i, name and not apposed):
            break
        else:
            end = w.end
        i += 1
    return Span(head.start, end)


def _goes_on(word: Word, apposed: bool) -> bool:
    """Whether the word behind a comma, the first one or one of an apposition, still belongs to the noun phrase."""
    if word.low in DAYS or word.low in ("adding", "this", "that"):
        return False
    if not apposed:
        return _starts_apposition(word)
    resumes = word.low in PREPOSITIONS or word.low in _RESUMING or word.low in PRONOUNS - {"who"}
    return not (resumes or word.low.endswith("ing"))


def _leaves(words: list[Word], i: int, name: bool) -> bool:
    """Whether the word at `i` no longer belongs to the noun phrase before it, which may be a bare name."""
    w = words[i]
    following = [x.low for x in words[i + 1 : i + 5]]
    if w.low in DAYS:
        return words[i - 1].low not in DETERMINERS
    if w.low in _LEAVING:
        return True
    if w.low in ("in", "on", "at", "to", "through", "by"):
        if name or w.low == "through" or any(x in OCCASIONS or x in DAYS for x in following):
            return True
        return w.low in ("on", "at") and following[:1] in (["a"], ["an"])
    if name and (w.low in PREPOSITIONS or w.low in _BEHIND_NAMES):
        return w.low != "from"
    if w.low in ("this", "that") and following and following[0] in _SPELLS:
        return True
    return name and w.text.islower() and w.low.endswith(("ing", "ly"))


def whole_subject(words: list[Word]) -> Span | None:
    """The noun phrase that `words`, all that stands between a quotation and the verb after it, must be."""
    words = _drop_adverbs(words)
    if not words:
        return None
    if words[0].low in ("and", "but", "as") and len(words) > 1:
        words = words[1:]
    head = words[0]
    if head.low in PRONOUNS:
        return Span(head.start, head.end) if len(words) == 1 or words[1].text in ",(" else None
    commas = [i for i, w in enumerate(words) if w.text == ","]
    main = words[: commas[0]] if commas else words
    if not _is_phrase(main):
        return None
    if not commas:
        return Span(main[0].start, main[-1].end)
    apposed = words[commas[0] + 1 :]
    if apposed and apposed[-1].text == ",":
        apposed = apposed[:-1]
    if apposed and _starts_apposition(apposed[0]) and apposed[0].low not in ("who", "whose"):
        return Span(main[0].start, apposed[-1].end)
    return Span(main[0].start, main[-1].end)


def subject_before(words: list[Word], verb: int) -> Span | None:
    """The subject of the verb at `verb`, whose sentence (or the rest of it) `words` are."""
    if words[verb].low in PARTICIPLES:
        finite = finite_before(words, verb)
        return subject_before(words, finite) if finite is not None else first_subject(words[:verb])
    head = _drop_adverbs(words[:verb])
    if not head:
        return None
    if head[-1].low in ("and", "but", "then", "or", "who", "which", "that"):
        return _subject_shared(head)
    cut = max((i for i, w in enumerate(head) if w.text in ';:—–―"“”'), default=-1)
    head = head[cut + 1 :]
    if not head:
        return None
    if head[-1].text == ",":
        return _apposed(head[:-1])
    commas = [i for i, w in enumerate(head) if w.text == ","]
    chunk = head[commas[-1] + 1 :] if commas else head
    return _last_phrase(chunk, head)


def finite_before(words: list[Word], end: int) -> int | None:
    """Where the last finite verb of speech before `end` stands."""
    verbs = (i for i in range(end - 1, 0, -1) if words[i].low in FINITE and words[i].text.islower())
    return next((i for i in verbs if beside_name(words, i)), None)


def _subject_shared(head: list[Word]) -> Span | None:
    """The subject of a verb right behind a conjunction or a relative pronoun, the last word of `head`."""
    last = head[-1]
    if last.low in ("which", "who"):
        return Span(last.start, last.end)
    if last.low == "that":
        at = next((i for i in range(len(head) - 2, -1, -1) if head[i].low in DETERMINERS), None)
        return None if at is None else Span(head[at].start, head[-2].end)
    for w in reversed(head):
        if w.low in ("he", "she", "they", "i", "we"):
            return Span(w.start, w.end)
        if w.text == ",":
            break
    return first_subject(head[:-1])


def _apposed(head: list[Word]) -> Span | None:
    """X in "X, the chairman, said", the apposition included; "X, speaking on Monday, said" gives X alone."""
    commas = [i for i, w in enumerate(head) if w.text == ","]
    if not commas:
        return None
    at = len(commas) - 1
    while at >= 0:
        left = commas[at - 1] + 1 if at else 0
        chunk = head[left : commas[at]]
        rest = head[commas[at] + 1 :]
        phrase = _last_phrase(chunk, chunk)
        named = (phrase is not None and any(is_name(w) for w in chunk)) or (
            len(chunk) == 1 and chunk[0].low in PRONOUNS
        )
        if phrase is not None and (named or at == 0) and rest:
            if _starts_apposition(rest[0]) and rest[0].low not in ("who", "whose"):
                return Span(phrase.start, rest[-1].end)
            return phrase
        at -= 1
    return None


def _last_phrase(chunk: list[Word], head: list[Word]) -> Span | None:
    """The noun phrase at the end of a chunk of words without commas."""
    if not chunk:
        return None
    if chunk[-1].low in PRONOUNS:
        return Span(chunk[-1].start, chunk[-1].end)
    for i in range(len(chunk) - 1, -1, -1):
        w = chunk[i]
        if w.low in CONJUNCTIONS and w.text.islower():
            joined = w.low == "and" and i and is_name(chunk[i - 1]) and i + 1 < len(chunk) and is_name(chunk[i + 1])
            if not joined:
                chunk = chunk[i + 1 :]
                break
    while (
        chunk and chunk[0].low in CONJUNCTIONS and not (len(chunk) > 1 and is_name(chunk[1]) and chunk[0].low == "that")
    ):
        chunk = chunk[1:]
    if not chunk:
        return first_subject(head)
    if chunk[0].low in PREPOSITIONS or chunk[0].low in DAYS or chunk[0].low in ("last", "earlier", "asked", "of"):
        tail = len(chunk)
        while tail and is_name(chunk[tail - 1]) and chunk[tail - 1].low not in DAYS:
            tail -= 1
        chunk = chunk[max(tail, 1) :]
    if not _is_phrase(chunk):
        return _trailing_name(chunk)
    return Span(chunk[0].start, chunk[-1].end)


def _trailing_name(chunk: list[Word]) -> Span | None:
    tail = len(chunk)
    while tail and is_name(chunk[tail - 1]) and chunk[tail - 1].text[0].isalpha():
        tail -= 1
    return Span(chunk[tail].start, chunk[-1].end) if tail < len(chunk) and tail else None


def first_subject(words: list[Word]) -> Span | None:
    """The subject that a sentence begins with: a pronoun, a name, or a determiner and what follows up to
    the verb.
    """
    i = 0
    while (
        i < len(words) and i < 4 and (words[i].low in CONJUNCTIONS or words[i].text == "," or words[i].low in ADVERBS)
    ):
        i += 1
    words = words[i:]
    if not words:
        return None
    if words[0].low in PREPOSITIONS | {"asked", "last", "earlier"}:
        comma = next((j for j, w in enumerate(words) if w.text == ","), None)
        if comma is None:
            return None
        words = words[comma + 1 :]
        if not words:
            return None
    head = words[0]
    if head.low in PRONOUNS:
        return Span(head.start, head.end)
    if not (is_name(head) or head.low in DETERMINERS) or head.low in DAYS or head.low in UNITS:
        return None
    end = 1
    while end < len(words) and end < 16:
        w = words[end]
        if w.text == "," or w.text in '();:—–"“”' or w.low in FINITE_COMMON or w.low in AUXILIARIES | ADVERBS:
            break
        if w.text.islower() and (w.low in FINITE or w.low.endswith(("ed", "ing"))):
            break
        end += 1
    while end > 1 and words[end - 1].text.islower() and words[end - 1].low in PREPOSITIONS:
        end -= 1
    if end < len(words) and words[end].text == "," and end + 1 < len(words) and _starts_apposition(words[end + 1]):
        close = next((j for j in range(end + 1, min(len(words), end + 16)) if words[j].text == ","), None)
        if close is not None and not any(w.low in PRONOUNS for w in words[end + 1 : close]):
            end = close
    return Span(head.start, words[end - 1].end)


def _drop_adverbs(words: list[Word]) -> list[Word]:
    end = len(words)
    while end and (
        words[end - 1].low in AUXILIARIES
        or words[end - 1].low in ADVERBS
        or (words[end - 1].low.endswith("ly") and words[end - 1].text.islower())
    ):
        end -= 1
    return words[:end]


def _is_phrase(words: list[Word]) -> bool:
    """Whether words may be one noun phrase: the right start, no clause inside, not too long."""
    if not words or len(words) > 22:
        return False
    head, last = words[0], words[-1]
    if not (is_name(head) or head.low in DETERMINERS or head.text.isalpha()):
        return False
    if head.low in PREPOSITIONS or head.low in CONJUNCTIONS - {"that"} or last.low in PREPOSITIONS:
        return False
    if head.low in FINITE_COMMON or head.low in FORMS:
        return False
    return not any(w.low in FINITE_COMMON and w.text.islower() for w in words)


def _starts_apposition(word: Word) -> bool:
    low = word.low
    if is_name(word) or low in DETERMINERS:
        return True
    if low in ("then", "who"):
        return True
    if low in PREPOSITIONS | CONJUNCTIONS | PRONOUNS | ADVERBS | AUXILIARIES | FORMS | {"whose", "according"}:
        return False
    return low.replace("-", "").isalpha() and not low.endswith(("ing", "ly", "ed")) and low not in FINITE_COMMON


def with_auxiliaries(words: list[Word], at: int) -> Span:
    start = at
    while start and (words[start - 1].low in AUXILIARIES):
        start -= 1
    return Span(words[start].start, words[at].end)


def beside_name(words: list[Word], i: int) -> bool:
    """Whether a form that may be a noun follows a pronoun or a name, and so is a verb."""
    before = words[i - 1]
    return before.low in PRONOUNS or before.text == "," or (is_name(before) and not before.low.endswith(("’s", "'s")))
