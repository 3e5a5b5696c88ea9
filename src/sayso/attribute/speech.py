"""Who is said to speak: the speech verb, and the noun phrase it belongs to, before or after a quotation.

General patterns of English word order over a list of speech verbs; no parser, no model. Every function
looks at one bounded stretch of one sentence, so that the whole is linear in the text.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.attribute.vocabulary import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    FINITE,
    FINITE_COMMON,
    FORMS,
    INVERTED,
    NOT_FINITE,
    OCCASIONS,
    PARTICIPLES,
    PHRASAL,
    PREPOSITIONS,
    PRONOUNS,
    REACH,
    UNITS,
    Word,
    is_name,
    sentence_end,
    words_of,
)
from sayso.model import Span

__all__ = [
    "Laid",
    "any_verb",
    "laid_after",
    "laid_before",
    "noun_phrase",
    "participle_before",
    "speaker",
    "subject_before",
]


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
            if w.low in NOT_FINITE and not _beside_name(words, i):
                continue
            subject = _whole_subject(words[:i])
            if subject is None:
                return None
            cue = _with_auxiliaries(words, i)
            return Laid(subject, cue, "x-said", stop)
    return None


def _beside_name(words: list[Word], i: int) -> bool:
    """Whether a form that may be a noun follows a pronoun or a name, and so is a verb."""
    before = words[i - 1]
    return before.low in PRONOUNS or before.text == "," or (is_name(before) and not before.low.endswith(("’s", "'s")))


def _with_auxiliaries(words: list[Word], at: int) -> Span:
    start = at
    while start and (words[start - 1].low in AUXILIARIES):
        start -= 1
    return Span(words[start].start, words[at].end)


def _whole_subject(words: list[Word]) -> Span | None:
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


def noun_phrase(words: list[Word]) -> Span | None:
    """The noun phrase that begins `words`, with its appositions, up to where the sentence goes on."""
    if not words:
        return None
    head = words[0]
    if head.low in ("he", "she", "they", "it", "i", "we"):
        return Span(head.start, head.end)
    if head.low in (
        "that",
        "to",
        "of",
        "in",
        "on",
        "at",
        "by",
        "as",
        "him",
        "them",
        "me",
        "us",
        "so",
        "about",
    ):
        return None
    if not (is_name(head) or head.low in DETERMINERS or head.text[0].isalpha()):
        return None
    name = is_name(head) and head.low not in DETERMINERS
    end, apposed, i = head.end, False, 1
    while i < len(words):
        w = words[i]
        after = words[i + 1] if i + 1 < len(words) else None
        if w.text == ",":
            if after is None:
                break
            if not apposed and not _starts_apposition(after):
                break
            if apposed and (
                after.low in PREPOSITIONS
                or after.low in ("adding", "but", "when", "while", "as", "referring", "speaking", "according")
                or after.low.endswith("ing")
                or after.low in PRONOUNS - {"who"}
            ):
                break
            if after.low in DAYS or after.low in ("adding", "this", "that"):
                break
            apposed = True
            i += 1
            continue
        if w.text == "(":
            while i < len(words) and words[i].text != ")":
                i += 1
            if i < len(words):
                end = words[i].end
            i += 1
            continue
        if w.text in ';:—–―-"“”…':
            break
        if _leaves(words, i, name and not apposed):
            break
        end = w.end
        i += 1
    return Span(head.start, end)


def _leaves(words: list[Word], i: int, name: bool) -> bool:
    """Whether the word at `i` no longer belongs to the noun phrase before it."""
    w = words[i]
    following = [x.low for x in words[i + 1 : i + 5]]
    if w.low in DAYS and words[i - 1].low in DETERMINERS:
        return False
    if w.low in DAYS or w.low in (
        "during",
        "when",
        "while",
        "after",
        "before",
        "as",
        "because",
        "last",
        "earlier",
        "via",
    ):
        return True
    if w.low in ("in", "on", "at", "to", "during", "through", "by"):
        if name or any(x in OCCASIONS or x in DAYS for x in following):
            return True
        return w.low == "through" or (w.low in ("on", "at") and following[:1] in (["a"], ["an"]))
    if name and (w.low in PREPOSITIONS or w.low in ("about", "this", "that", "recently", "later", "told", "who")):
        return w.low != "from"
    if (
        w.low in ("this", "that")
        and following[:1]
        and following[0] in ("week", "month", "year", "morning", "afternoon")
    ):
        return True
    return name and w.text.islower() and w.low.endswith(("ing", "ly"))


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
            participle = words[found].low in PARTICIPLES
            rule = (
                "adding"
                if participle
                else ("x-said-colon" if mark == ":" else "x-said-comma" if mark == "," else "x-said-bare")
            )
            return Laid(subject, _with_auxiliaries(words, found), rule, end)
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
    subject = _first_subject(words)
    head = words[0]
    if subject is None or subject.start != head.start or len(words) > 16 or len(words) < 3:
        return None
    if head.low not in PRONOUNS and (head.low in DETERMINERS or head.text.isupper() or words[1].text == ","):
        return None
    rest = [w for w in words if subject is not None and w.start >= subject.end and w.text[0].isalnum()]
    if subject is None or not rest:
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
    found = next(
        (
            i
            for i in range(len(words) - 1, 0, -1)
            if words[i].low in FINITE and words[i].text.islower() and _beside_name(words, i)
        ),
        None,
    )
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
            if w.low in NOT_FINITE and not _beside_name(words, i):
                continue
            before = words[i - 1].low
            if mark != ":" and any(x.low == "that" for x in words[i + 1 :]):
                return None
            if before in (
                "the",
                "a",
                "an",
                "of",
                "his",
                "her",
                "their",
                "this",
                "that",
                "my",
                "by",
                "not",
                "been",
            ):
                continue
            if w.low in ("read", "reads") and mark not in ":,":
                continue
            return i
    return None


def subject_before(words: list[Word], verb: int) -> Span | None:
    """The subject of the verb at `verb`, whose sentence (or the rest of it) `words` are."""
    if words[verb].low in PARTICIPLES:
        for i in range(verb - 1, 0, -1):
            if words[i].low in FINITE and words[i].text.islower() and _beside_name(words, i):
                return subject_before(words, i)
        return _first_subject(words[:verb])
    head = _drop_adverbs(words[:verb])
    if not head:
        return None
    if head[-1].low in ("and", "but", "then", "or", "who", "which", "that"):
        if head[-1].low in ("which", "who"):
            return Span(head[-1].start, head[-1].end)
        if head[-1].low == "that":
            at = next((i for i in range(len(head) - 2, -1, -1) if head[i].low in DETERMINERS), None)
            return None if at is None else Span(head[at].start, head[-2].end)
        for w in reversed(head):
            if w.low in ("he", "she", "they", "i", "we"):
                return Span(w.start, w.end)
            if w.text == ",":
                break
        return _first_subject(head[:-1])
    cut = max((i for i, w in enumerate(head) if w.text in ';:—–―"“”'), default=-1)
    head = head[cut + 1 :]
    if not head:
        return None
    if head[-1].text == ",":
        return _apposed(head[:-1])
    commas = [i for i, w in enumerate(head) if w.text == ","]
    chunk = head[commas[-1] + 1 :] if commas else head
    return _last_phrase(chunk, head)


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
        return _first_subject(head)
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


def _first_subject(words: list[Word]) -> Span | None:
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
