"""Articles of the corpora that were marked anew by the guides in `training/marks`, as spans without a text.

A line of `training/marks/*.jsonl` names a file below the corpora folder, the number of a line in it and the digest of
that line's text; `attributions` are (source, cue, content), nested ones among them. In `training/marks/names` it has
`names` in their place, each (start, end, kind). The text itself stays where it is.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.model import SpanSet
from training.data import Example, Spans, read_lines, text_of

__all__ = ["MARKS", "lines", "marked", "named", "second_readings"]

MARKS = Path(__file__).with_name("marks")
Row = tuple[Spans, Spans, Spans]
_INSIDE = 0.8  # as much of a content stands in another one's where it is said to stand inside


def marked(corpora: Path, folder: Path, but: str) -> list[Example]:
    """The marked articles of every corpus but `but`, each an example of its own.

    Articles whose corpus is not there are left out; ValueError where a text is no longer the one that was marked.
    """
    return [
        _example(line, f"{line['file']}-{line['line']}", text)
        for line, text in lines(corpora, folder)
        if not line["file"].startswith(f"{but}/")
    ]


def named(corpora: Path, folder: Path) -> list[Example]:
    """The articles whose names were marked, with those alone; as `marked` else."""
    return [
        Example(f"{line['file']}-{line['line']}", text, [], entities=[(a, b, kind) for a, b, kind in line["names"]])
        for line, text in lines(corpora, folder)
    ]


def second_readings(examples: list[Example], corpora: Path, folder: Path, of: str) -> list[Example]:
    """The examples; those of the corpus `of` that were marked anew can be read either way."""
    anew = {text: line for line, text in lines(corpora, folder) if line["file"].startswith(f"{of}/")}
    out = []
    for e in examples:
        if e.text in anew:
            new = _example(anew[e.text], e.id, e.text)
            first = e.versions or [(e.attributions, e.inner, e.read)]
            e = replace(e, versions=[*first, *[(new.attributions, new.inner, new.read)] * len(first)])
        out.append(e)
    return out


def lines(corpora: Path, folder: Path) -> list[tuple[dict[str, Any], str]]:
    """The lines of marks whose corpus is there, each with its text; ValueError as in `marked`."""
    files: dict[str, list[dict[str, Any]]] = {}
    out = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in read_lines(path):
            name = line["file"]
            if name not in files:
                files[name] = read_lines(corpora / name) if (corpora / name).exists() else []
            if not files[name]:
                continue
            text = text_of(files[name][line["line"]]) if line["line"] < len(files[name]) else ""
            if hashlib.sha256(text.encode()).hexdigest()[:16] != line["sha256"]:
                raise ValueError(f"{path.name}: line {line['line']} of {name} is not the text that was marked")
            out.append((line, text))
    return out


def _example(line: dict[str, Any], name: str, text: str) -> Example:
    rows: list[Row] = [(s, c, k) for s, c, k in line["attributions"]]
    outer = _tops(rows)
    inner = [row for row in rows if row not in outer]
    contents = [span for _, _, content in outer for span in content]
    return Example(id=name, text=text, attributions=outer, inner=inner, read=contents, told=False)


def _tops(rows: list[Row]) -> list[Row]:
    """The rows that stand inside no other one's content, with their cue."""
    sets = [(SpanSet.of(cue), SpanSet.of(content)) for _, cue, content in rows]
    return [
        row
        for n, (row, (cue, content)) in enumerate(zip(rows, sets, strict=True))
        if not any(_inside(cue, content, home) for m, (_, home) in enumerate(sets) if m != n)
    ]


def _inside(cue: SpanSet, content: SpanSet, home: SpanSet) -> bool:
    size = len(content)
    return len(home) > size and content.common(home) >= _INSIDE * size and home.contains(cue)
