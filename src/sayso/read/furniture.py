"""Which paragraphs of a page are furniture: told by their words, their place, and their coming twice.

Real text must never be lost, so everything here is closed and cautious: a paragraph in quotation marks, or
one where somebody says something, is kept whatever it looks like, and so is whatever no rule names. Every
pass is linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.read import phrases

__all__ = ["plain_key", "sort_out"]

_PASSES = 40
_PROSE_WORDS = 8
_FRAME_LENGTH = 260
_FRAME_REACH = 12
_HEAD_REACH = 6
_GALLERY_REACH = 4
_CREDIT_WORDS = 12
_ENDS = re.compile(r"[.!?…:;][\"”’'»)\]]*$")
_STOPS = re.compile(r"[.…:;][\"”’'»)\]]*$")
_OPENS_QUOTE = re.compile(r"[\"“”„«‘‹»]|'(?=\w)")
_QUOTED = re.compile(r"[“„«‘][^“„«»”]{12,}?[”»’“]|\"[^\"]{12,}\"")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DASHED = re.compile(r"[—–-]")
_WORD = re.compile(r"\w+")
_CREDITED = re.compile(r"\(?(?:reporting|writing|editing|additional reporting|with reporting)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Look:
    """What can be seen of a paragraph on its own."""

    key: str
    words: int
    prose: bool
    title_like: bool
    spoken: bool
    strong: str | None
    head: str | None
    tail: str | None
    weak: str | None
    leads: bool
    caption: bool
    notice: bool
    colon: bool
    credits: bool
    frames: str | None = None
    sure: bool = False
    dated: bool = False
    long: bool = False
    counts: bool = False


def plain_key(paragraph: str) -> str:
    """A paragraph's words alone, to tell whether two are the same."""
    return " ".join(_WORD.findall(paragraph.casefold()))


def sort_out(paragraphs: Sequence[str], *, titled: bool = False) -> list[str | None]:
    """Every paragraph's kind of furniture, or None for text; the kept ones, sorted out again, are all kept.

    With `titled` the first paragraph is known to be the title, and stays.

    The rules look at neighbours and at the ends of the text, which move as paragraphs go; they are applied
    until nothing more goes. A text that does not settle is kept as it is.
    """
    # Buttons come many times on a page: each paragraph is looked at once.
    seen = {p: _look(p) for p in dict.fromkeys(paragraphs)}
    looks = [seen[p] for p in paragraphs]
    kinds: list[str | None] = [None] * len(looks)
    left = list(range(len(looks)))
    for _ in range(_PASSES):
        found = _one_pass([looks[i] for i in left])
        if titled:
            found[0] = None
        if not any(found):
            break
        for i, kind in zip(left, found, strict=True):
            kinds[i] = kind
        left = [i for i in left if kinds[i] is None]
    else:
        return [None] * len(looks)
    if len(left) <= titled:
        # Nothing but captions is a text of captions.
        kinds = [None if k == "caption" and look.long else k for k, look in zip(kinds, looks, strict=True)]
    return kinds


def _look(paragraph: str) -> _Look:
    words = len(paragraph.split(None, 40))
    ends = bool(_ENDS.search(paragraph[-6:]))
    prose = words >= _PROSE_WORDS and ends
    title_like = 3 <= words <= 25 and len(paragraph) <= 180 and not _STOPS.search(paragraph[-6:])
    # A dash before a name signs a quotation, or an embedded message.
    title_like = title_like and not _DASHED.match(paragraph)
    key = plain_key(paragraph)
    colon = paragraph.endswith(":")
    if len(paragraph) > phrases.LONGEST:
        return _Look(key, words, prose, False, True, None, None, None, None, False, False, False, colon, False)
    quoted = bool(_OPENS_QUOTE.match(paragraph) or _QUOTED.search(paragraph))
    spoke = bool(phrases.SPEECH.search(paragraph))
    spoken = quoted or (prose and spoke)
    opens = bool(_OPENS_QUOTE.match(paragraph))
    strong = None if opens else _family(phrases.STRONG, paragraph)
    if strong is None and not quoted and phrases.REPORTER.fullmatch(paragraph):
        strong = "related"
    byline = words <= 30 and phrases.BYLINE.fullmatch(paragraph)
    head = "byline" if byline and not _STOPS.search(paragraph[-1:]) else _family(phrases.HEAD, paragraph)
    frame = phrases.FRAME.fullmatch(paragraph) if len(paragraph) <= _FRAME_LENGTH else None
    return _Look(
        key=key,
        words=words,
        prose=prose and strong is None,
        title_like=title_like,
        spoken=spoken,
        strong=strong,
        head=head,
        tail=_family(phrases.TAIL, paragraph),
        weak=_family(phrases.WEAK, paragraph) if words <= 3 else None,
        leads=words <= 8 and bool(phrases.LEADIN.fullmatch(paragraph)),
        caption=len(paragraph) <= 500
        and not opens
        and not (quoted and spoke)
        and bool(phrases.CREDIT.search(paragraph)),
        notice=not spoken and bool(phrases.DISCLAIMER.search(paragraph)),
        colon=colon,
        credits=bool(_CREDITED.match(paragraph)),
        sure=head == "byline" and bool(byline or phrases.DATELINE.fullmatch(paragraph)),
        long=words >= _PROSE_WORDS,
        counts=bool(phrases.COUNTER.fullmatch(paragraph)),
        dated=bool(head and _YEAR.search(paragraph)),
        frames=plain_key(frame["title"]) if frame else None,
    )


def _family(families: Sequence[tuple[str, re.Pattern[str]]], paragraph: str) -> str | None:
    return next((kind for kind, pattern in families if pattern.fullmatch(paragraph)), None)


def _one_pass(looks: Sequence[_Look]) -> list[str | None]:
    kinds: list[str | None] = [None] * len(looks)
    for i, look in enumerate(looks):
        if look.strong:
            kinds[i] = look.strong
        elif look.notice:
            kinds[i] = "disclaimer"
        elif look.caption:
            kinds[i] = "caption"
    prose = [i for i, look in enumerate(looks) if look.prose and kinds[i] is None]
    if not prose:
        _beside(looks, kinds, 0, len(looks))
        return kinds
    first, last = prose[0], prose[-1]
    _ends_of_page(looks, kinds, first, last)
    _title_bar(looks, kinds)
    _recurring(looks, kinds, first, last)
    _galleries(looks, kinds)
    _beside(looks, kinds, first, last)
    _lists(looks, kinds, last)
    _tail_headlines(looks, kinds, last)
    return kinds


def _ends_of_page(looks: Sequence[_Look], kinds: list[str | None], first: int, last: int) -> None:
    """Bylines and section names before the first prose; dates, tags and polls after the last."""
    for i in range(first):
        if kinds[i] is None and looks[i].head and not (i == 0 and looks[i].words > 5 and not looks[i].dated):
            kinds[i] = looks[i].head
    # A standfirst or two may stand above the byline.
    passed = 0
    for i in range(first, min(last, first + _HEAD_REACH)):
        passed += looks[i].prose
        if kinds[i] is None and looks[i].sure and passed <= 2:
            kinds[i] = looks[i].head
    for i in range(last + 1, len(looks)):
        if kinds[i] is None and looks[i].tail:
            kinds[i] = looks[i].tail
    # "Read more here." is prose in form: it goes when it is the very last paragraph of all.
    end = len(looks) - 1
    if kinds[end] is None and looks[end].tail:
        kinds[end] = looks[end].tail


def _title_bar(looks: Sequence[_Look], kinds: list[str | None]) -> None:
    """ "Headline | Outlet" above the headline itself."""
    at = next((i for i, kind in enumerate(kinds) if kind is None), None)
    if at is not None and (frames := looks[at].frames):
        near = range(at + 1, min(len(looks), at + 1 + _FRAME_REACH))
        if any(kinds[i] is None and looks[i].key == frames for i in near):
            kinds[at] = "heading"


def _recurring(looks: Sequence[_Look], kinds: list[str | None], first: int, last: int) -> None:
    """The same words twice: a headline said again, or a notice that frames the article.

    A real paragraph may come twice too (a refrain, a pull quotation): only what stands both before the text
    proper and at its end is taken for a notice, and never what is quoted or spoken.
    """
    counts = Counter(look.key for look in looks if look.key)
    seen: set[str] = set()
    title = next((i for i in range(first + 1) if kinds[i] is None and looks[i].title_like), None)
    framed = {look.key for look in looks[: first + 1]} & {look.key for look in looks[last:]}
    for i, look in enumerate(looks):
        if kinds[i] is not None or not look.key or counts[look.key] < 2:
            continue
        if title is not None and look.key == looks[title].key and look.words >= 4:
            if i != title and not look.prose:
                kinds[i] = "heading"
        elif look.key in framed and look.prose and not look.spoken and first != last:
            kinds[i] = "disclaimer"
        elif look.key in seen and look.caption:
            kinds[i] = "caption"
        seen.add(look.key)


def _galleries(looks: Sequence[_Look], kinds: list[str | None]) -> None:
    """What stands between "Image 1 of 3" and its "Photo: …" is the caption, unless somebody speaks in it."""
    opened: int | None = None
    for i, look in enumerate(looks):
        if look.counts:
            opened = i
        elif opened is not None and kinds[i] == "caption" and look.words <= _CREDIT_WORDS:
            for j in range(opened + 1, i):
                if kinds[j] is None and not looks[j].spoken:
                    kinds[j] = "caption"
            opened = None
        elif opened is not None and i - opened >= _GALLERY_REACH:
            opened = None


def _beside(looks: Sequence[_Look], kinds: list[str | None], first: int, last: int) -> None:
    """Words that are buttons only among buttons: at the ends of the page, or in a run beside a sure one."""
    for i, look in enumerate(looks):
        if kinds[i] is None and look.weak and not first <= i <= last and not _announced(looks, i):
            kinds[i] = look.weak
    order = (range(1, len(looks)), range(len(looks) - 2, -1, -1))
    for step, indices in zip((-1, 1), order, strict=True):
        for i in indices:
            if kinds[i] is None and looks[i].weak and kinds[i + step] not in (None, "disclaimer", "byline"):
                kinds[i] = looks[i].weak


def _announced(looks: Sequence[_Look], i: int) -> bool:
    """Whether the prose before stops at a colon: then a list of short lines belongs to it."""
    while i > 0 and not looks[i].prose:
        i -= 1
    return looks[i].prose and looks[i].colon


def _lists(looks: Sequence[_Look], kinds: list[str | None], last: int) -> None:
    """The headlines under "Related stories", down to the next prose.

    The line just before prose may be a cross-heading of the article: it goes only when it is long.
    """
    i = 0
    while i < len(looks):
        if not looks[i].leads or looks[i].spoken or _announced(looks, i):
            i += 1
            continue
        j = i + 1
        while j < len(looks) and not looks[j].prose and (looks[j].title_like or kinds[j] or looks[j].weak):
            j += 1
        run = [k for k in range(i + 1, j) if kinds[k] is None]
        if run and j < len(looks) and looks[run[-1]].words < 6:
            run.pop()
        if run or j == len(looks) or i > last or kinds[i - 1 if i else 0] is not None:
            kinds[i] = kinds[i] or "related"
        for k in run:
            kinds[k] = "related"
        i = j


def _tail_headlines(looks: Sequence[_Look], kinds: list[str | None], last: int) -> None:
    """Headlines of other pieces that follow the comment box, the share buttons or a notice at the end."""
    opened = False
    for i in range(last + 1, len(looks)):
        if kinds[i] in ("comments", "share", "widget", "related", "advertisement"):
            opened = True
        elif opened and kinds[i] is None and looks[i].title_like and not looks[i].credits:
            kinds[i] = "related"
