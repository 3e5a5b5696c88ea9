"""Corpora as examples: a text with attributions, each a source, a cue and a content in character spans."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from training.edits import Rewriting

__all__ = ["Example", "Spans", "gum", "polnear", "read_lines", "text_of", "unlabelled"]

Spans = list[list[int]]
Rows = list[tuple[Spans, Spans, Spans]]


@dataclass(frozen=True)
class Example:
    """An annotated text.

    `attributions` are (source, cue, content). `nested` says that the scheme marks attributions inside contents
    too; `entities` are (start, end, type) for name replacement; `headline` is the end of the first paragraph.
    """

    id: str
    text: str
    attributions: Rows
    nested: bool = False
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    group: str = ""
    versions: list[tuple[Rows, Rows, Spans]] = field(default_factory=list)  # readings by several: see `inner`, `read`
    marked: bool = True  # an annotator has read it
    wrapped: bool = False  # the last attribution is an invented block quotation around others
    inner: Rows = field(default_factory=list)  # what stands inside contents …
    read: Spans = field(default_factory=list)  # … where somebody looked for it
    told: bool = True  # a teacher may be asked about it as well

    def rewritten(self, edits: list[tuple[int, int, str]]) -> Example:
        """The same annotations over the text with `edits` made."""
        if not edits:
            return self
        new = Rewriting(self.text, edits)
        return replace(
            self,
            text=new.text,
            attributions=[(new.spans(s), new.spans(c), new.spans(k)) for s, c, k in self.attributions],
            entities=[(a, b, kind) for (x, y, kind) in self.entities for a, b in new.spans([[x, y]])],
            inner=[(new.spans(s), new.spans(c), new.spans(k)) for s, c, k in self.inner],
            read=new.spans(self.read),
        )


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def polnear(folder: Path, part: str, limit: int = 0) -> list[Example]:
    """The articles of PolNeAR's `train` or `dev`, with the silver entities where the folder has them."""
    silver: dict[str, list[tuple[int, int, str]]] = {}
    if (folder / "silver.jsonl").exists():
        for line in read_lines(folder / "silver.jsonl"):
            silver[line["id"]] = [(a, b, kind) for a, b, kind in line["entities"]]
    records = read_lines(folder / f"{part}.jsonl")
    if limit:
        records = records[:: max(1, len(records) // limit)][:limit]
    return [
        Example(
            id=d["id"],
            text=d["text"],
            attributions=_rows(d["attributions"]),
            entities=silver.get(d["id"], []),
            group=d["publisher"],
            versions=[(_rows(rows), [], []) for rows in d.get("alternatives", {}).values()],
        )
        for d in records
    ]


def _rows(attributions: list[dict[str, Spans]]) -> Rows:
    return [(a["source"], a["cue"], a["content"]) for a in attributions]


def gum(folder: Path, held: list[str], keep_held: bool = False) -> list[Example]:
    """The documents of `gum_attribution` outside the `held` genres (or, with `keep_held`, inside them).

    The scheme marks the attributing clause, "she told the court": what is left of it without its source, without
    the marks and conjunctions at its edges, is taken as the cue. Attributions whose cue vanishes are left out.
    """
    out = []
    for d in read_lines(folder / "dev.jsonl"):
        if (d["genre"] in held) != keep_held:
            continue
        rows: Rows = []
        for a in d["attributions"]:
            source = a["source"][0] if a["source"] else []
            cue = _cue(d["text"], a["attribution"], source)
            if cue and a["content"] and sum(e - b for b, e in a["content"]) <= _LONGEST:
                rows.append((source, cue, a["content"]))
        out.append(Example(id=d["doc"], text=d["text"], attributions=rows, nested=True, group=d["genre"]))
    return out


def text_of(record: dict[str, Any]) -> str:
    """The text of a corpus's line, which may be in sentences by paragraphs."""
    return str(record.get("text") or "\n\n".join(" ".join(p) for p in record.get("paragraphs", [])))


def unlabelled(corpora: Path, names: list[str]) -> list[Example]:
    """The news articles of other corpora, which nobody has marked, long ones cut short."""
    out = []
    for name in names:
        for path in sorted((corpora / name).glob("**/dev.jsonl")):
            for number, d in enumerate(read_lines(path)):
                text = text_of(d)
                if len(text) >= _SHORTEST:
                    out.append(Example(id=f"{name}-{number}", text=text[:_CUT], attributions=[], marked=False))
    return out


_SHORTEST, _CUT = 400, 9000  # characters: no headlines, and no book among the articles
_LONGEST = 900  # characters; a letter laid to whoever signs it teaches nothing about windows
_EDGE = {
    "and",
    "but",
    "that",
    "so",
    "because",
    "as",
    "if",
    "when",
    "while",
    "which",
    "who",
    "where",
    "then",
    "or",
    "also",
    "though",
    "although",
    "since",
    "just",
    "well",
    "now",
    "for",
    "to",
    "how",
    "what",
    "why",
    "yet",
}


def _cue(text: str, clause: Spans, source: Spans) -> Spans:
    best: tuple[int, int] | None = None
    for a, b in clause:
        pieces = [(a, b)]
        for s, e in source:
            pieces = [p for x, y in pieces for p in ((x, min(y, s)), (max(x, e), y)) if p[1] > p[0]]
        for x, y in pieces:
            while True:
                while x < y and not text[x].isalnum():
                    x += 1
                while x < y and not text[y - 1].isalnum():
                    y -= 1
                words = text[x:y].split()
                if len(words) > 1 and words[0].lower() in _EDGE:
                    x += len(words[0])
                elif len(words) > 1 and words[-1].lower() in ("that", "how", "what", "if", "why", "whether"):
                    y -= len(words[-1])
                else:
                    break
            words = text[x:y].split()
            if (
                x < y
                and len(words) <= 12
                and (len(words) > 1 or words[0].lower() not in _EDGE)
                and (best is None or y - x > best[1] - best[0])
            ):
                best = (x, y)
    return [list(best)] if best else []
