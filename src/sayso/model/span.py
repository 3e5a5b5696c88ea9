"""Where words stand: half-open ranges of Unicode code points in one text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Span", "SpanSet"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `start` included and `end` not.

    Raises ValueError for a negative start or an empty or reversed range.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of `text` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether every code point of `other` is one of this span's."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same length, `by` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class SpanSet:
    """An ordered set of disjoint spans in its normal form: sorted, touching and overlapping ones merged.

    Two sets are equal exactly when they cover the same code points. Build one with `SpanSet.of`.
    """

    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        if any(a.end >= b.start for a, b in zip(self.spans, self.spans[1:], strict=False)):
            raise ValueError("spans out of normal form: use SpanSet.of")

    @classmethod
    def of(cls, spans: Iterable[Span | tuple[int, int] | list[int]]) -> SpanSet:
        """The normal form of any spans, given as `Span` or as (start, end)."""
        merged: list[tuple[int, int]] = []
        pairs = ((s.start, s.end) if isinstance(s, Span) else (s[0], s[1]) for s in spans)
        for start, end in sorted(pairs):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return cls(tuple(Span(a, b) for a, b in merged))

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __len__(self) -> int:
        """The number of code points covered."""
        return sum(map(len, self.spans))

    @property
    def start(self) -> int:
        """The first code point covered."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """One past the last code point covered."""
        return self.spans[-1].end

    def text(self, of: str) -> str:
        """The words covered, with an ellipsis where something between them is left out."""
        return " … ".join(span.of(of) for span in self.spans)

    def common(self, other: SpanSet) -> int:
        """How many code points both cover; linear in what overlaps, logarithmic in the rest."""
        if not self.spans or not other.spans:
            return 0
        total, i, j = 0, self._after(other.start), other._after(self.start)
        while i < len(self.spans) and j < len(other.spans):
            a, b = self.spans[i], other.spans[j]
            if a.start >= other.end or b.start >= self.end:
                break
            total += max(0, min(a.end, b.end) - max(a.start, b.start))
            if a.end <= b.end:
                i += 1
            else:
                j += 1
        return total

    def contains(self, other: SpanSet) -> bool:
        """Whether every code point of `other` is covered here too."""
        return self.common(other) == len(other)

    def overlaps(self, other: SpanSet) -> bool:
        """Whether the two share a code point."""
        return self.common(other) > 0

    def union(self, other: SpanSet) -> SpanSet:
        """All that either covers."""
        return SpanSet.of([*self.spans, *other.spans])

    def minus(self, other: SpanSet) -> SpanSet:
        """What is covered here and not there."""
        out: list[tuple[int, int]] = []
        for span in self.spans:
            at = span.start
            for k in range(other._after(span.start), len(other.spans)):
                cut = other.spans[k]
                if cut.start >= span.end:
                    break
                if cut.start > at:
                    out.append((at, cut.start))
                at = max(at, cut.end)
            if at < span.end:
                out.append((at, span.end))
        return SpanSet.of(out)

    def within(self, start: int, end: int) -> SpanSet:
        """What is covered from code point `start` up to, not including, `end`."""
        out = []
        for k in range(self._after(start), len(self.spans)):
            span = self.spans[k]
            if span.start >= end:
                break
            out.append(Span(max(span.start, start), min(span.end, end)))
        return SpanSet(tuple(out))

    def _after(self, at: int) -> int:
        """The index of the first span that ends after `at`."""
        return bisect_right(self.spans, at, key=lambda span: span.end)

    def shifted(self, by: int) -> SpanSet:
        """The same shape, `by` code points further on."""
        return SpanSet(tuple(span.shifted(by) for span in self.spans))

    def pairs(self) -> list[list[int]]:
        """As JSON writes it: `[[start, end], …]`."""
        return [[span.start, span.end] for span in self.spans]
