"""The stage: a document in, who says what in it out. Network, quotation grammar, nesting, in this order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from sayso.attribute.certainty import certainty
from sayso.attribute.form import form, quoted
from sayso.attribute.found import Found
from sayso.attribute.grammar import Block, blocks, complete
from sayso.attribute.network import in_english, read_document, read_paragraphs
from sayso.attribute.stance import deed, stance
from sayso.inference.session import WEIGHTS, Model, load
from sayso.model import Article, Attribution, Computation, Document, Passage, Span, SpanSet
from sayso.text.paragraph import paragraphs
from sayso.text.quotation import Quotation, quotations

__all__ = ["arranged", "attribute", "candidates", "model_card"]

_SAME = 0.6  # two contents that share so much of their union are the same
_INSIDE = 0.8  # a content stands inside another that covers so much of it


def attribute(documents: Sequence[Document], weights: Path = WEIGHTS) -> list[Article]:
    """Who says what in each document, in the order of the text.

    A document in another language than English gets no attribution and a note that says so. Raises ModelError
    where the weights cannot be used.
    """
    model = load(weights)
    return [_article(document, model) for document in documents]


def model_card(weights: Path = WEIGHTS) -> dict[str, Any]:
    """What the weights are: version, digest, settings, and the figures measured when they were made."""
    return dict(load(weights).settings)


def candidates(document: Document, model: Model) -> list[Found]:
    """The network's top-level findings before any threshold, those that exclude one another resolved."""
    found = read_paragraphs(document.text, document.paragraphs, model)
    return _chosen([f for f in found if not _is_nested(f)], 0.0)


def _article(document: Document, model: Model) -> Article:
    if not in_english(document):
        note = f"in another language ({document.language}): sayso finds attributions in English only"
        return Article(replace(document, notes=(*document.notes, note)), ())
    marks = quotations(document.text, document.paragraphs)
    least, least_nested = model.settings["least"], model.settings["least_nested"]
    every, names = read_document(document, model)
    flat = _chosen([f for f in every if not _is_nested(f)], least)
    outer = complete(document, marks, flat)
    quoted_blocks = blocks(document, marks)
    outer = _with_blocks(outer, quoted_blocks)
    covered = SpanSet.of(span for block in quoted_blocks for span in block.content)
    whole = {block.content for block in quoted_blocks}
    outer = [f for f in outer if f.within is not None or not _inside_block(f, covered, whole)]
    # A block quotation is a text of its own, and is read as one: without its marks, and free of the scheme that
    # finds nothing inside a content. Other contents are left to the nested scheme.
    inside = SpanSet.of(span for block in quoted_blocks for span in block.inner)
    own = [line for span in inside for line in _lines(document.text, span)]
    again = read_paragraphs(document.text, own, model) if own else []
    inner = _at_home(_chosen([f for f in again if not _is_nested(f)], least), outer)
    nested = [f for f in every if _is_nested(f) and not (f.cue is not None and covered.overlaps(f.cue))]
    inner = _once(inner, _at_home(_chosen(nested, least_nested), outer))
    top = [f for f in outer if f.within is None]
    found = [*top, *_once([f for f in outer if f.within is not None], inner)]
    return replace(_numbered(document, found, marks, model), names=names)


def _is_nested(found: Found) -> bool:
    return dict(found.features).get("nested", 0.0) > 0


def _chosen(found: Sequence[Found], least: float) -> list[Found]:
    """Those scored above `least`, and of those whose contents overlap, the better ones.

    What stands whole inside another's content, its cue too, does not exclude it: it is nested there.
    """
    kept = _Index()
    for one in sorted(found, key=lambda f: (-f.score, f.content.start)):
        if one.score < least:
            break
        content: SpanSet | None = one.content
        for other in kept.near(one.content):
            common = one.content.common(other.content)
            if not common or _holds(other, one) or _holds(one, other):
                continue
            if common * 2 > len(one.content):
                content = None
                break
            content = (content or one.content).minus(other.content)
        if content:
            kept.add(one if content == one.content else replace(one, content=content))
    return kept.all()


def _holds(outer: Found, inner: Found) -> bool:
    """Whether `inner` stands inside the content of `outer`, its cue too."""
    size = len(inner.content)
    if outer.content.common(inner.content) < _INSIDE * size or not _longer(outer.content, size):
        return False
    return inner.cue is None or outer.content.contains(inner.cue)


def _longer(content: SpanSet, size: int) -> bool:
    """Whether a content has more characters than `size`, without counting all of a long one."""
    return any(total > size for total in accumulate(len(span) for span in content))


class _Index:
    """Findings by where they stand, so that neighbours are found without looking at all."""

    _CELL = 2000  # characters

    def __init__(self) -> None:
        self._cells: dict[int, list[Found]] = {}
        self._all: list[Found] = []

    def add(self, found: Found) -> None:
        self._all.append(found)
        for cell in self._span(found.content):
            self._cells.setdefault(cell, []).append(found)

    def near(self, content: SpanSet) -> list[Found]:
        seen: dict[int, Found] = {}
        for cell in self._span(content):
            for found in self._cells.get(cell, ()):
                seen[id(found)] = found
        return list(seen.values())

    def all(self) -> list[Found]:
        return sorted(self._all, key=lambda f: (f.content.start, -f.content.end))

    def _span(self, content: SpanSet) -> range:
        return range(content.start // self._CELL, (content.end - 1) // self._CELL + 1)


def _with_blocks(outer: list[Found], quoted_blocks: Sequence[Block]) -> list[Found]:
    """The findings, each block quotation among them once and whole, laid to whom its introduction names."""
    index = _Index()
    for found in outer:
        index.add(found)
    gone: set[int] = set()
    added: list[Found] = []
    for block in quoted_blocks:
        size = len(block.content)
        same: list[Found] = []
        part: list[Found] = []
        for f in index.near(block.content):
            if id(f) in gone or f.within is not None or (f.cue is not None and block.content.overlaps(f.cue)):
                continue
            common = f.content.common(block.content)
            if common > _SAME * (len(f.content) + size - common):
                same.append(f)
            elif (
                f.cue is not None
                and common
                and (common > _INSIDE * len(f.content) or (block.cue is not None and block.cue.overlaps(f.cue)))
            ):
                part.append(f)
        # Pieces of the block that were laid to somebody outside it are the block's, worse cut.
        candidates = same or part
        gone.update(id(f) for f in [*same, *part])
        best = max(candidates, key=lambda f: f.score, default=None)
        if best is not None and best.source is not None and best.source.overlaps(block.content):
            best = replace(best, source=None)
        if best is not None and _misled(best, block):
            best = None
        if block.source is not None and (best is None or best.source is None or best.by == "grammar"):
            score = max(0.6, best.score if best else 0.0)
            added.append(Found(block.content, score, block.source, block.cue, by="grammar", rule="block"))
        elif best is not None:
            added.append(replace(best, content=block.content))
        else:
            added.append(Found(block.content, 0.3, by="grammar", rule="no-speaker"))
    return sorted([f for f in outer if id(f) not in gone] + added, key=lambda f: (f.content.start, -f.content.end))


def _misled(found: Found, block: Block) -> bool:
    """Whether a finding has the introduction's cue, and another source: It quotes X as explaining … is X's."""
    if found.source is None or found.cue is None or block.source is None or block.cue is None:
        return False
    return block.cue.overlaps(found.cue) and not block.source.overlaps(found.source)


def _inside_block(found: Found, covered: SpanSet, whole: Set[SpanSet]) -> bool:
    """Whether a finding of the first reading stands inside a block, which has been read again on its own."""
    if not covered.contains(found.cue or found.content):
        return False
    return found.content not in whole or (found.cue is not None and found.content.overlaps(found.cue))


def _lines(text: str, span: Span) -> list[Span]:
    """A span cut where paragraphs end: spans of neighbouring paragraphs that touch are one in a set."""
    return [p.shifted(span.start) for p in paragraphs(span.of(text))]


def _at_home(found: Sequence[Found], outer: Sequence[Found]) -> list[Found]:
    """Those that stand inside one of the `outer` contents, cue and all, and whose source is not all outside."""
    index = _Index()
    for one in outer:
        if one.within is None:
            index.add(one)
    out = []
    for one in found:
        homes = [
            f
            for f in index.near(one.content)
            if _holds(f, one) and (one.source is None or f.content.overlaps(one.source))
        ]
        if homes:
            out.append(replace(one, within=min(homes, key=lambda f: len(f.content)).content))
    return out


def _once(first: list[Found], second: list[Found]) -> list[Found]:
    """Both lists, less what they have twice; the better of the two stays."""
    index = _Index()
    for found in second:
        index.add(found)
    gone: set[int] = set()
    for one in first:
        size = len(one.content)
        for other in index.near(one.content):
            common = one.content.common(other.content)
            if common > _SAME * (size + len(other.content) - common) and id(other) not in gone:
                gone.add(id(one) if other.score >= one.score else id(other))
    return [f for f in [*first, *second] if id(f) not in gone]


def _numbered(document: Document, found: list[Found], marks: Sequence[Quotation], model: Model) -> Article:
    found = sorted(found, key=lambda f: (f.content.start, -f.content.end, f.cue.start if f.cue else -1))
    makers = {
        "network": Computation("attribute.network", model.version, model.digest),
        "grammar": Computation("attribute.grammar", model.version),
    }
    return arranged(document, found, marks, makers)


def arranged(
    document: Document, found: Sequence[Found], marks: Sequence[Quotation], makers: Mapping[str, Computation]
) -> Article:
    """The findings as attributions, numbered as they come: each with its form, stance and certainty, and its parent.

    The parent is the smallest other content that one stands in with its cue. `makers` are by `Found.by`.
    """
    text = document.text
    index = _Index()
    for f in found:
        if f.content:
            index.add(f)
    name = {id(f): f"a{n}" for n, f in enumerate(found, 1)}
    size = {id(f): len(f.content) for f in found}
    marked = quoted(marks)
    inner_marks = [q for q in marks if q.level]
    starts = [q.span.start for q in inner_marks]
    marked_in: dict[int, SpanSet] = {}  # what stands inside quotation marks, by the parent that it stands in
    out = []
    for f in found:
        near_by = index.near(f.content) if f.content else ()
        homes = [g for g in near_by if size[id(g)] > size[id(f)] and _holds(g, f)]
        parent = min(homes, key=lambda g: size[id(g)], default=None)
        if parent is not None and id(parent) not in marked_in:
            marked_in[id(parent)] = marked
            if marked.common(parent.content) == size[id(parent)]:  # only marks inside the parent's count
                first, last = (bisect_left(starts, at) for at in (parent.content.start, parent.content.end))
                near = [q for q in inner_marks[first:last] if q.parts.common(parent.content) < size[id(parent)]]
                marked_in[id(parent)] = SpanSet.of(part for q in near for part in q.parts)
        inside = marked if parent is None else marked_in[id(parent)]
        done = deed(text, f.source, f.cue, f.content)
        out.append(
            Attribution(
                id=name[id(f)],
                content=Passage.at(text, f.content),
                form=form(text, f.content, inside),
                score=f.score,
                made_by=makers[f.by],
                source=Passage.at(text, f.source) if f.source else None,
                cue=Passage.at(text, f.cue) if f.cue else None,
                parent=None if parent is None else name[id(parent)],
                stance=stance(text, f.content, done),
                certainty=certainty(text, f.cue, f.content, done),
                features=f.features or (((f.rule, 1.0),) if f.rule else ()),
            )
        )
    return Article(document, tuple(out))
