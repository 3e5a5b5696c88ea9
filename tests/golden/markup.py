"""The light mark-up of the golden files: `{Q1:“No,”} {S1:the miller} {C1:said}`.

A file begins with lines of `# `, which say what the phenomenon is; the text follows. Q is a quotation or
a content, S a source, C a cue; what belongs together shares the number, pieces that stand apart too.
Braces nest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from sayso.model import SpanSet

_OPEN = re.compile(r"\{([QSC])(\d+):")


@dataclass
class Marked:
    """A text without its mark-up; `spans` has what was marked, by letter and number."""

    about: str
    text: str
    spans: dict[str, dict[int, SpanSet]] = field(default_factory=dict)


def parse(source: str) -> Marked:
    """The text and the marked spans of a golden file. Raises ValueError where braces do not match."""
    lines = source.splitlines(keepends=True)
    comments = [line for line in lines if line.startswith("# ")]
    marked = "".join(lines[len(comments) :]).strip("\n")
    text: list[str] = []
    length = 0
    open_: list[tuple[str, int, int]] = []
    pairs: dict[str, dict[int, list[tuple[int, int]]]] = {"Q": {}, "S": {}, "C": {}}
    at = 0
    while at < len(marked):
        if m := _OPEN.match(marked, at):
            open_.append((m[1], int(m[2]), length))
            at = m.end()
        elif marked[at] == "}":
            if not open_:
                raise ValueError("a closing brace too many")
            letter, number, start = open_.pop()
            pairs[letter].setdefault(number, []).append((start, length))
            at += 1
        else:
            text.append(marked[at])
            length += 1
            at += 1
    if open_:
        raise ValueError("an opening brace too many")
    spans = {k: {n: SpanSet.of(p) for n, p in by.items()} for k, by in pairs.items()}
    return Marked(" ".join(c[2:].strip() for c in comments), "".join(text), spans)


def render(text: str, spans: dict[str, dict[int, SpanSet]]) -> str:
    """A text with its spans marked, as a golden file writes it."""
    marks = [
        (span.start, -span.end, f"{{{letter}{number}:", span.end)
        for letter, by in spans.items()
        for number, found in by.items()
        for span in found
    ]
    opens: dict[int, list[str]] = {}
    closes: dict[int, int] = {}
    for start, _, mark, end in sorted(marks):
        opens.setdefault(start, []).append(mark)
        closes[end] = closes.get(end, 0) + 1
    return "".join(
        "}" * closes.get(at, 0) + "".join(opens.get(at, [])) + text[at : at + 1] for at in range(len(text) + 1)
    )


def read(path: Path) -> Marked:
    """The golden file at `path`."""
    return parse(path.read_text(encoding="utf8"))
