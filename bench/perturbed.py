"""Copies of annotated articles in other dress: other quotation marks, letters, paragraphs, and other kinds of text.

What is only rewritten keeps its annotations: every gold span is carried to where its words stand now. The
transcript and the list of quotations are built anew under the headline, out of the direct quotations, and have
the annotations of these alone.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.evaluate import Marked, Task, compared
from sayso.model import Form

sys.path.insert(0, str(Path(__file__).parents[1]))
from training.data import Example

__all__ = ["NAMES", "Copy", "copies", "plain"]

Spans = list[list[int]]
Row = tuple[Spans, Spans, Spans]

_DOUBLE = re.compile(r"[\"“”]|«|»")
_SINGLE = re.compile(r"(?P<opens>(?<!\w)[‘'](?=[\w“\"]))|(?P<closes>(?<=[\w.,!?…])[’'](?!\w))")
_NAME = re.compile(r"[A-Z][\w’'-]*(?:\.(?=\s[A-Z]))?(?:\s+[A-Z][\w’'-]*(?:\.(?=\s[A-Z]))?)*")
_NO_NAME = re.compile(
    r"(?:(?:an?|the|he|she|they|it|we|i|his|her|their|its|our|my|this|that|these|those|some|many|most|several|one|two"
    r"|others?|another|both|all|who|mr|mrs|ms|dr|sen|rep|gov|president)\b\.?\s*)+",
    re.IGNORECASE,
)
_TIMES = ("{h:02}:{m:02}", "{h:02}.{m:02}", "{h:02}:{m:02} GMT", "Posted at {h:02}:{m:02}", "Updated {h:02}:{m:02}")
_RELEASE = "FOR IMMEDIATE RELEASE\n\nContact: Dana Orrel, Halverton Press Office, +1 555 0100, press@example.org\n\n"
_DATELINE = "HALVERTON, Sept. 14, 2016 – "
_ABOUT = (
    "\n\n###\n\nAbout the Halverton Press Office\n\nThe Halverton Press Office distributes announcements in full, "
    "at no charge, to newsrooms in four counties. Founded in 1987, it has a staff of twelve.\n\n"
    "Media inquiries: press@example.org"
)
_LISTED = ("{q} – {s}", "{q}\n— {s}", "{s}: {q}", "• {s}: {q}")


@dataclass(frozen=True)
class Copy:
    """An article in some dress, with the form that each of its attributions has in the plain one."""

    article: Example
    forms: list[Form | None]


@dataclass(frozen=True)
class Mark:
    """A quotation mark: where it stands, whether it opens, and whether it stands inside another quotation."""

    at: int
    opens: bool
    inner: bool


def plain(record: dict[str, Any]) -> Example:
    """An annotated record as the copies take it."""
    rows = [(a.get("source") or [], a.get("cue") or [], a["content"]) for a in record["attributions"]]
    return Example(id=str(record["id"]), text=record["text"], attributions=rows)


def copies(example: Example) -> Iterator[tuple[str, Copy]]:
    """The plain article and every copy that can be made of it, each with its name."""
    kept = _forms(example)
    yield "plain", Copy(example, kept)
    for name, rewritten in _REWRITTEN.items():
        yield name, Copy(rewritten(example), kept)
    for name, built in _BUILT.items():
        if (copy := built(example)) is not None:
            yield name, copy


def marks(text: str) -> Iterator[Mark]:
    """The quotation marks of a text, paragraph by paragraph: double ones, and single ones in pairs."""
    for line in re.finditer(r"[^\n]+", text):
        inside = False
        doubles: list[Mark] = []
        for m in _DOUBLE.finditer(line.group()):
            opens = m.group() in "“«" or (m.group() == '"' and not inside)
            inside = opens
            doubles.append(Mark(line.start() + m.start(), opens, inner=False))
        yield from doubles
        pending: int | None = None
        for m in _SINGLE.finditer(line.group()):
            if m.group("opens"):
                pending = line.start() + m.start()
            elif pending is not None:
                before = [d.opens for d in doubles if d.at < pending]
                within = bool(before) and before[-1]
                yield Mark(pending, True, within)
                yield Mark(line.start() + m.start(), False, within)
                pending = None


def _marked(example: Example, outer: str, inner: str) -> list[tuple[int, int, str]]:
    """Edits that set every double mark to `outer` and every single one inside of those to `inner`."""
    return [(m.at, m.at + 1, (inner if m.inner else outer)[not m.opens]) for m in _of_double(example)]


def _of_double(example: Example) -> list[Mark]:
    return [m for m in marks(example.text) if m.inner or _DOUBLE.match(example.text[m.at])]


def single(example: Example) -> Example:
    """Single quotation marks outside, double ones inside."""
    return example.rewritten(_marked(example, "‘’", "“”"))


def straight(example: Example) -> Example:
    """Straight marks and apostrophes throughout."""
    text = example.text.translate(str.maketrans("“”‘’", "\"\"''"))
    return Example(id=example.id, text=text, attributions=example.attributions)


def unmarked(example: Example) -> Example:
    """No quotation marks at all."""
    return example.rewritten([(m.at, m.at + 1, "") for m in marks(example.text)])


def british(example: Example) -> Example:
    """Single marks; commas after them, and full stops too, but for those of whole quoted sentences."""
    text = example.text
    edits = _marked(example, "‘’", "“”")
    begun = ""
    for m in _of_double(example):
        if m.opens:
            begun = text[m.at + 1 : m.at + 2]
        elif text[m.at - 1] == "," or (text[m.at - 1] == "." and begun.islower()):
            edits += [(m.at - 1, m.at, ""), (m.at + 1, m.at + 1, text[m.at - 1])]
    return example.rewritten(edits)


def guillemets(example: Example) -> Example:
    """Guillemets outside, curly marks inside."""
    return example.rewritten(_marked(example, "«»", "“”"))


def capitals(example: Example) -> Example:
    """The headline in capitals."""
    end = max(0, example.text.find("\n"))
    text = _cased(example.text[:end], str.upper) + example.text[end:]
    return Example(id=example.id, text=text, attributions=example.attributions)


def lowered(example: Example) -> Example:
    """Everything in lower case."""
    return Example(id=example.id, text=_cased(example.text, str.lower), attributions=example.attributions)


def unbroken(example: Example) -> Example:
    """One line from the headline to the last word."""
    return example.rewritten([(m.start(), m.end(), " ") for m in re.finditer(r"[ \t]*\n\s*(?=\S)", example.text)])


def live_blog(example: Example) -> Example:
    """Times of day before every one to three paragraphs, the latest first, never in the middle of an annotation."""
    rng = random.Random(example.id)
    pattern = rng.choice(_TIMES)
    clock = rng.randrange(15 * 60, 22 * 60)
    taken = [
        (min(a for a, _ in spans), max(b for _, b in spans))
        for spans in ([span for role in row for span in role] for row in example.attributions)
        if spans
    ]
    edits: list[tuple[int, int, str]] = []
    wait = 0
    for m in list(re.finditer(r"[^\n]+", example.text))[1:]:
        wait -= 1
        if wait > 0 or any(a < m.start() < b for a, b in taken):
            continue
        edits.append((m.start(), m.start(), pattern.format(h=clock // 60, m=clock % 60) + "\n\n"))
        wait = rng.randint(1, 3)
        clock = max(0, clock - rng.randint(2, 25))
    return example.rewritten(edits)


def press_release(example: Example) -> Example:
    """With the head, the dateline and the foot of a press release."""
    end = len(example.text.rstrip())
    edits = [(0, 0, _RELEASE), (end, len(example.text), _ABOUT)]
    if second := re.search(r"\n+(?=[^\n])", example.text):
        edits.append((second.end(), second.end(), _DATELINE))
    return example.rewritten(edits)


def transcript(example: Example) -> Copy | None:
    """The direct quotations as turns, each after its speaker's name in capitals and a colon."""
    turns: list[tuple[str, list[str]]] = []
    for _, name, words in _quoted(example):
        if turns and turns[-1][0] == name:  # goes on speaking
            turns[-1][1].append(words)
        else:
            turns.append((name, [words]))
    lines = [(name.split()[-1].upper(), " ".join(words)) for name, words in turns]
    return _built(example, [(f"{speaker}: {words}", speaker, words) for speaker, words in lines])


def quotation_list(example: Example) -> Copy | None:
    """The direct quotations one below the other, each with its source, in one of four layouts."""
    layout = random.Random(example.id).choice(_LISTED)
    quoted = [(source, f"“{words}”") for source, _, words in _quoted(example)]
    return _built(example, [(layout.format(q=words, s=source), source, words) for source, words in quoted])


_REWRITTEN: dict[str, Callable[[Example], Example]] = {
    "single marks": single,
    "straight marks": straight,
    "no marks": unmarked,
    "british": british,
    "guillemets": guillemets,
    "capital headline": capitals,
    "lower case": lowered,
    "no paragraphs": unbroken,
    "live blog": live_blog,
    "press release": press_release,
}
_BUILT: dict[str, Callable[[Example], Copy | None]] = {"transcript": transcript, "quotation list": quotation_list}
NAMES = ("plain", *_REWRITTEN, *_BUILT)


def _built(example: Example, lines: list[tuple[str, str, str]]) -> Copy | None:
    """The headline with its annotations, and paragraphs, each given with its source and its content."""
    if not lines:
        return None
    text = example.text[: max(0, example.text.find("\n"))]
    rows, kept = list[Row](), list[Form | None]()
    for row, form in zip(example.attributions, _forms(example), strict=True):
        if all(b <= len(text) for spans in row for _, b in spans):
            rows.append(row)
            kept.append(form)
    for line, source, words in lines:
        text += "\n\n"
        c = len(text) + line.index(words)
        # The source stands before the content or after it, never in it.
        s = line.find(source, 0, c - len(text))
        s = len(text) + (s if s >= 0 else line.index(source, c - len(text) + len(words)))
        rows.append(([[s, s + len(source)]], [], [[c, c + len(words)]]))
        kept.append(Form.DIRECT)
        text += line
    return Copy(Example(id=example.id, text=text, attributions=rows), kept)


def _forms(example: Example) -> list[Form | None]:
    """The form of every attribution by its quotation marks, None for one without content."""
    task = Task(example.text, [Marked(*row) for row in example.attributions], [])
    return [None if outcome is None else outcome.form for outcome in compared(task).gold]


def _cased(text: str, case: Callable[[str], str]) -> str:
    """The text in another case, at the same length."""
    return "".join(d if len(d := case(c)) == 1 else c for c in text)


def _quoted(example: Example) -> Iterator[tuple[str, str, str]]:
    """Source, speaker's name and bare words of every direct quotation; "he said" goes to the name before it."""
    name = ""
    for (source, _, content), form in zip(example.attributions, _forms(example), strict=True):
        words = " ".join(example.text[a:b] for a, b in source)
        names = [n for n in _NAME.findall(words) if not _NO_NAME.fullmatch(n)]
        name = max(names, key=len, default=name)
        if form is not Form.DIRECT or not name or not words:
            continue
        bare = " ".join(" ".join(example.text[a:b] for a, b in content).strip('"“”, \n').split())
        if not bare:
            continue
        bare += "" if bare[-1] in ".!?…" else "."
        shown = " ".join(words.split()) if names and len(words.split()) <= 10 else name
        yield shown, " ".join(name.split()), bare
