"""What changed between two versions of one article: sentences, the headline, statements, sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from sayso.match.alignment import matching, pieces
from sayso.match.sketch import words
from sayso.model import Article, Attribution, Change, Document, Passage, SourceKind, Span, SpanSet
from sayso.text.paragraph import sentence_starts
from sayso.text.wording import LITTLE

__all__ = ["changes"]

# Share of words in common from which a sentence is the other one worded anew.
_REWORDED = 0.5
# A word that stands in more sentences than this does not lead from one version to the other.
_COMMON = 40
# Words of what is shown in a line.
_SHOWN = 24


class _Sentence(NamedTuple):
    span: Span
    paragraph: int
    words: tuple[str, ...]


def changes(old: Article, new: Article) -> tuple[Change, ...]:
    """What is different in the later of two versions of an article, in the order of its text; () where nothing is.

    First the headline; then sentences added, removed and reworded (those that stand in one stretch of a paragraph are
    one change, and a sentence that only moved is none); then the statements and sources that were added or dropped.
    A statement counts only where its words changed as well: that the same words are read otherwise is no change.
    Linear in the texts but for sentences that were changed beyond recognition, whose number of comparisons has a
    bound.
    """
    before, after = _sentences(old.document), _sentences(new.document)
    gone, come, pairs = _compared(before, after)
    text = list(_text_changes(old.document, new.document, before, after, gone, come, pairs))
    touched_old = SpanSet.of([before[i].span for i in (*gone, *(p for p, _ in pairs))])
    touched_new = SpanSet.of([after[j].span for j in (*come, *(q for _, q in pairs))])
    dropped, added = _statements(old, new, touched_old), _statements(new, old, touched_new)
    return (
        *_headline(old.document, new.document),
        *text,
        *(Change("statement_dropped", f"no longer says: {_told(a)}", old=a.content) for a in dropped),
        *(Change("statement_added", f"now says: {_told(a)}", new=a.content) for a in added),
        *(Change("source_dropped", f"no longer cites {name}", old=p) for name, p in _sources(old, new, touched_old)),
        *(Change("source_added", f"now cites {name}", new=p) for name, p in _sources(new, old, touched_new)),
    )


def _sentences(document: Document) -> list[_Sentence]:
    text, out = document.text, []
    for n, paragraph in enumerate(document.paragraphs):
        if paragraph != document.headline:
            for start, end in pairwise([*sentence_starts(text, paragraph), paragraph.end]):
                sentence = text[start:end].rstrip()
                if found := words(sentence):
                    out.append(_Sentence(Span(start, start + len(sentence)), n, tuple(found)))
    return out


def _compared(
    before: Sequence[_Sentence], after: Sequence[_Sentence]
) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """Which sentences are gone, which have come, and which are the same worded anew."""
    gone, come = set(range(len(before))), set(range(len(after)))
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    keys = [" ".join(s.words) for s in before], [" ".join(s.words) for s in after]
    for i, j, n in matching(*keys):
        gone -= set(range(i, i + n))
        come -= set(range(j, j + n))
    for j in sorted(come, reverse=True):
        where[after[j].words].append(j)
    for i in sorted(gone):
        if where[before[i].words]:  # moved
            gone.discard(i)
            come.discard(where[before[i].words].pop())
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(_alike(before, after, gone, come)):
        if i in gone and j in come:
            gone.discard(i)
            come.discard(j)
            pairs.append((i, j))
    return sorted(gone), sorted(come), sorted(pairs, key=lambda pair: pair[1])


def _alike(
    before: Sequence[_Sentence], after: Sequence[_Sentence], gone: Iterable[int], come: Iterable[int]
) -> Iterator[tuple[float, int, int]]:
    """Sentences with enough words in common: (how far apart, place here, place there)."""
    holds: dict[str, list[int]] = defaultdict(list)
    kinds = {j: frozenset(after[j].words) for j in sorted(come)}
    for j, held in kinds.items():
        for word in held - LITTLE:
            if len(holds[word]) < _COMMON:
                holds[word].append(j)
    for i in sorted(gone):
        held = frozenset(before[i].words)
        for j in sorted({j for word in held - LITTLE for j in holds.get(word, ())}):
            alike = 2 * len(held & kinds[j]) / (len(held) + len(kinds[j]))
            if alike >= _REWORDED:
                yield 1 - alike, i, j


def _text_changes(
    old: Document,
    new: Document,
    before: Sequence[_Sentence],
    after: Sequence[_Sentence],
    gone: Sequence[int],
    come: Sequence[int],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[Change]:
    placed: list[tuple[tuple[int, int], Change]] = []
    # What is gone is told where the next sentence that stayed or changed stands.
    for span in _stretches(before, gone):
        passage = Passage.at(old.text, SpanSet.of([span]))
        place = round(span.start / max(1, len(old.text)) * len(new.text))
        placed.append(((place, 0), Change("removed", f"taken out: {_short(passage.text)}", old=passage)))
    for span in _stretches(after, come):
        passage = Passage.at(new.text, SpanSet.of([span]))
        placed.append(((span.start, 1), Change("added", f"put in: {_short(passage.text)}", new=passage)))
    for i, j in pairs:
        one = Passage.at(old.text, SpanSet.of([before[i].span]))
        two = Passage.at(new.text, SpanSet.of([after[j].span]))
        found = tuple(pieces(one.text, two.text))
        placed.append(((after[j].span.start, 1), Change("reworded", f"reworded: {_diff(found)}", one, two, found)))
    placed.sort(key=lambda entry: entry[0])
    return (change for _, change in placed)


def _stretches(sentences: Sequence[_Sentence], chosen: Sequence[int]) -> Iterator[Span]:
    """Sentences that follow one another in one paragraph, as one span."""
    for _, group in groupby(enumerate(chosen), key=lambda entry: (entry[1] - entry[0], sentences[entry[1]].paragraph)):
        held = [sentences[k].span for _, k in group]
        yield Span(held[0].start, held[-1].end)


def _headline(old: Document, new: Document) -> Iterator[Change]:
    one, two = _title(old), _title(new)
    if one is None and two is None:
        return
    if one is None or two is None:
        line = f"headline taken out: {one.text}" if one is not None else f"headline put in: {two.text if two else ''}"
        yield Change("headline", line, one, two)
    elif words(one.text) != words(two.text):
        yield Change("headline", f"headline: {one.text} → {two.text}", one, two, tuple(pieces(one.text, two.text)))


def _title(document: Document) -> Passage | None:
    if document.headline is not None:
        return Passage.at(document.text, SpanSet.of([document.headline]))
    return Passage(document.title, SpanSet(())) if document.title else None


def _statements(here: Article, there: Article, touched: SpanSet) -> list[Attribution]:
    """The attributions that stand on changed words of one version, and whose content the other has from nobody."""
    held = {(_worded(a.content.text), _source(there, a)) for a in there.attributions}
    return [
        a
        for a in here.attributions
        if a.content.spans.overlaps(touched) and (_worded(a.content.text), _source(here, a)) not in held
    ]


def _worded(text: str) -> tuple[str, ...]:
    return tuple(words(text))


def _source(article: Article, attribution: Attribution) -> str:
    """What the source of an attribution is called: the entity's name, or the words themselves; "" for nobody."""
    entity = next((e for e in article.entities if e.id == attribution.speaker), None)
    if entity is not None:
        return entity.name
    return attribution.source.text if attribution.source is not None else ""


def _sources(here: Article, there: Article, touched: SpanSet) -> Iterator[tuple[str, Passage]]:
    """The sources that one version lays something to on changed words, and the other nothing at all."""
    seen = {_worded(_source(there, a)) for a in there.attributions}
    for a in here.attributions:
        name = _source(here, a)
        if not name or a.source is None or a.source_kind is SourceKind.AUTHOR:
            continue
        if _worded(name) not in seen and a.content.spans.union(a.source.spans).overlaps(touched):
            seen.add(_worded(name))
            yield name, a.source


def _told(a: Attribution) -> str:
    return f"{_short(a.content.text)} ({a.source.text})" if a.source is not None else _short(a.content.text)


def _short(text: str) -> str:
    held = text.split()
    return " ".join(held[:_SHOWN]) + (" …" if len(held) > _SHOWN else "")


def _diff(found: Sequence[tuple[str, str, str]]) -> str:
    """A word diff in a line: what was taken out in [-…-], what was put in in {+…+}."""
    out = []
    for kind, here, there in found:
        if kind == "same":
            same = here.split()
            out.append(here if len(same) <= 8 else " ".join([*same[:3], "…", *same[-3:]]))
        else:
            out += [f"[-{_short(here)}-]"] * bool(here) + [f"{{+{_short(there)}+}}"] * bool(there)
    return " ".join(out)
