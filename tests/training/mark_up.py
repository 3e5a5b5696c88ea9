"""Corpora out of marked-up articles: `python tests/training/mark_up.py` writes `corpora/` from
`articles/`.

The mark-up is one that people can read and write, with no offset in it: `{S1:the mayor} {C1:said}
{Q1:that it rains}` are the source, cue and content of attribution 1, each in as many pieces as it takes,
one inside another where need be; `{P:…}`, `{O:…}` and `{L:…}` are the names of persons, organisations and
places. The articles are invented. What comes out has the form of PolNeAR (with silver names) and of GUM's
attributions, which is what training reads; there is just enough of it to try that out.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NAMES = {"P": "PERSON", "O": "ORGANIZATION", "L": "LOCATION"}
_MARK = re.compile(r"\{([SCQ])(\d+):|\{([POL]):|\}")

Spans = list[list[int]]
Rows = list[dict[str, Any]]


def unmarked(marked: str) -> tuple[str, dict[int, dict[str, Spans]], list[tuple[int, int, str]]]:
    """The text without its marks, the spans of each attribution's roles, and the names (start, end, type)."""
    out: list[str] = []
    size = at = 0
    open_marks: list[tuple[int, str, int]] = []
    rows: dict[int, dict[str, Spans]] = {}
    names: list[tuple[int, int, str]] = []
    for mark in _MARK.finditer(marked):
        out.append(marked[at : mark.start()])
        size += mark.start() - at
        at = mark.end()
        if mark.group() != "}":
            open_marks.append((size, mark[1] or mark[3], int(mark[2] or 0)))
            continue
        start, role, number = open_marks.pop()
        if role in NAMES:
            names.append((start, size, NAMES[role]))
        else:
            rows.setdefault(number, {"S": [], "C": [], "Q": []})[role].append([start, size])
    if open_marks:
        raise ValueError(f"a mark is not closed: {marked[:60]!r}")
    return "".join([*out, marked[at:]]), dict(sorted(rows.items())), sorted(names)


def polnear(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """An article as PolNeAR has it, and its names."""
    text, rows, names = unmarked(path.read_text(encoding="utf8").rstrip("\n"))
    marked = [{"source": r["S"], "cue": r["C"], "content": r["Q"]} for r in rows.values()]
    record = {
        "id": path.stem,
        "text": text,
        "publisher": "invented",
        "title": text.split("\n")[0],
        "attributions": marked,
    }
    return record, {"id": path.stem, "entities": names, "sentences": [], "coreference": []}


def gum(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """A document as GUM's attributions have it, and the same in PolNeAR's form."""
    text, rows, _ = unmarked(path.read_text(encoding="utf8").rstrip("\n"))
    genre = path.stem.split("_")[0]
    whole: Rows = []
    for row in rows.values():
        clause = [sorted(row["S"] + row["C"])[0][0], max(end for _, end in row["S"] + row["C"])]
        whole.append({"attribution": [clause], "source": [row["S"]], "content": row["Q"]})
    plain = [{"source": r["S"], "cue": [], "content": r["Q"]} for r in rows.values()]
    return (
        {"doc": path.stem, "genre": genre, "text": text, "attributions": whole},
        {"id": path.stem, "genre": genre, "text": text, "attributions": plain},
    )


def corpora(articles: Path = HERE / "articles") -> dict[str, Rows]:
    """Every corpus file by its name, as records."""
    out: dict[str, Rows] = {"polnear/silver.jsonl": []}
    for part in ("train", "dev"):
        pairs = [polnear(path) for path in sorted((articles / "polnear" / part).glob("*.txt"))]
        out[f"polnear/{part}.jsonl"] = [record for record, _ in pairs]
        out["polnear/silver.jsonl"] += [names for _, names in pairs]
    documents = [gum(path) for path in sorted((articles / "gum_attribution").glob("*.txt"))]
    out["gum_attribution/dev.jsonl"] = [whole for whole, _ in documents]
    out["gum_attribution/dev.attributions.jsonl"] = [plain for _, plain in documents]
    return out


def written(records: Rows) -> str:
    """Records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


if __name__ == "__main__":
    for name, records in corpora().items():
        target = HERE / "corpora" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(written(records), encoding="utf8")
