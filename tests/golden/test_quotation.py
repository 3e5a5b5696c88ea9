"""Every golden file of tests/golden/quotation: structure-*.txt and speech-*.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.attribute.grammar import complete
from sayso.model import Document, SpanSet
from sayso.text.paragraph import paragraphs
from sayso.text.quotation import quotations

from .markup import Marked, parse, read, render

FOLDER = Path(__file__).parent / "quotation"
STRUCTURE = sorted(FOLDER.glob("structure-*.txt"))
SPEECH = sorted(FOLDER.glob("speech-*.txt"))


def document(marked: Marked) -> Document:
    return Document("golden", marked.text, paragraphs(marked.text))


@pytest.mark.parametrize("path", STRUCTURE, ids=lambda p: p.stem)
def test_the_quotations_of_a_text_are_those_that_a_reader_marked(path: Path) -> None:
    marked = read(path)
    parts = paragraphs(marked.text)
    found = {i: q.parts for i, q in enumerate(quotations(marked.text, parts), 1)}
    wanted = sorted(marked.spans["Q"].values(), key=lambda s: (s.start, -s.end))
    assert render(marked.text, {"Q": found}) == render(marked.text, {"Q": dict(enumerate(wanted, 1))}), marked.about


@pytest.mark.parametrize("path", SPEECH, ids=lambda p: p.stem)
def test_each_quotation_is_laid_to_whom_a_reader_laid_it(path: Path) -> None:
    marked = read(path)
    doc = document(marked)
    found = complete(doc, quotations(doc.text, doc.paragraphs), [])
    spans: dict[str, dict[int, SpanSet]] = {"Q": {}, "S": {}, "C": {}}
    for number, f in enumerate(found, 1):
        spans["Q"][number] = f.content
        if f.source is not None:
            spans["S"][number] = f.source
        if f.cue is not None:
            spans["C"][number] = f.cue
    order = sorted(marked.spans["Q"], key=lambda n: (marked.spans["Q"][n].start, -marked.spans["Q"][n].end))
    wanted = {k: {order.index(n) + 1: s for n, s in by.items()} for k, by in marked.spans.items()}
    assert render(doc.text, spans) == render(doc.text, wanted), marked.about


def test_there_is_a_file_for_each_of_at_least_twenty_five_phenomena() -> None:
    """The golden files do not shrink unseen."""
    assert len(STRUCTURE) + len(SPEECH) >= 25


def test_the_markup_survives_a_round_trip() -> None:
    """What render writes, parse reads."""
    written = "{Q1:“A {Q2:‘b’}”} {S1:x} {C1:said}. {Q1:“C.”}"
    marked = parse(written)
    assert marked.text == "“A ‘b’” x said. “C.”"
    assert render(marked.text, marked.spans) == written
