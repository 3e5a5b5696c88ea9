"""An invented article with one of everything: nested, discontinuous, weak, unnamed, overlapping; and
furniture.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.model import (
    Article,
    Attribution,
    Certainty,
    Computation,
    Description,
    Document,
    Entity,
    EntityKind,
    Finding,
    Form,
    Furniture,
    Headline,
    Passage,
    Probability,
    Relation,
    SourceKind,
    Sourcing,
    Span,
    SpanSet,
    Stance,
    Voice,
)
from sayso.text.paragraph import paragraphs

NETWORK = Computation("attribute.network", "0.1.0", "3f9c2a7710be44d1")
GRAMMAR = Computation("attribute.grammar", "0.1.0")

TEXT = """\
Tidewatch: Harbour gates at Port Calder “must stay shut” until spring, council hears

The storm gates of Port Calder will stay closed through the winter after engineers found cracks in two of \
the four hinges, the harbour master told the town council on Tuesday night.

“We will not open gates that we cannot close again,” said Tomas Reyl, who has run the harbour since the \
flood. “Anybody who asks me to is asking me to drown Ferry Street.”

Ms Okafor-Lind, the council leader, said that the regional water board had assured her that repairs “are \
fully funded” and would begin within weeks.

According to two people who have seen the board’s accounts, no such money has been set aside. One of them \
described the promise as “a letter of intent, at most”.

The board’s spokeswoman declined to say when work would start. In a statement, it confirmed that divers had \
inspected the hinges in October and denied that any report had been withheld.

A report by the Hask Institute, published in June, concluded:

The gates were designed for forty years and are in their sixty-first. Failure in a surge above 3.2 metres is \
more likely than not.

Fishing crews believe the closure will cost them a third of the season. “Nobody asked us.”

“The hinges,” Mr Reyl added, “will decide it, not the council.” The harbour, it is understood, may reopen to \
small boats in March.
"""


def passage(words: str, *more: str, after: str = "") -> Passage:
    """The words' place in the text: their first one, or their first one after other words."""
    begin = TEXT.index(after) if after else 0
    spans = []
    for part in (words, *more):
        at = TEXT.index(part, begin)
        spans.append((at, at + len(part)))
        begin = at + len(part)
    return Passage.at(TEXT, SpanSet.of(spans))


def said(
    key: str,
    source: Passage | None,
    cue: Passage | None,
    content: Passage,
    form: Form,
    score: float,
    parent: str | None = None,
) -> Attribution:
    made = NETWORK if cue else GRAMMAR
    return Attribution(key, content, form, score, made, source=source, cue=cue, parent=parent)


def harbour_article() -> Article:
    p = passage
    direct, indirect, mixed = Form.DIRECT, Form.INDIRECT, Form.MIXED
    lines = TEXT.split("\n")
    block = next(line for line in lines if line.startswith("The gates were designed"))
    at = TEXT.index(block)
    return Article(
        Document(
            id="calder-1",
            text=TEXT,
            paragraphs=paragraphs(TEXT),
            title=lines[0],
            headline=Span(0, len(lines[0])),
            outlet="The Calder Ledger",
            author="Ines Marrow",
            published="2031-11-19",
            url="https://ledger.example/2031/11/19/harbour-gates",
            language="en",
            blocks=(Span(at, at + len(block)),),
            furniture=(
                Furniture("byline", "By Ines Marrow, harbour correspondent", 84),
                Furniture("disclaimer", "The views expressed in this column are the author’s own.", 84),
                Furniture("related", "Ferry to Hask: new timetable", len(TEXT)),
                Furniture("related", "Why the eels came back", len(TEXT)),
                Furniture("widget", "Subscribe to the Ledger for tides by e-mail", 600),
                Furniture("comments", "0 Comments", len(TEXT)),
            ),
            notes=("Line breaks inside two paragraphs were joined.",),
        ),
        (
            said(
                "a1",
                None,
                p("hears"),
                p("Harbour gates at Port Calder “must stay shut” until spring"),
                mixed,
                0.71,
            ),
            said(
                "a2",
                p("the harbour master"),
                p("told"),
                p("The storm gates of Port Calder", "four hinges"),
                indirect,
                0.96,
            ),
            said(
                "a3",
                p("Tomas Reyl, who has run the harbour since the flood"),
                p("said", after="close again"),
                p(
                    "“We will not open gates that we cannot close again,”",
                    "“Anybody who asks me to is asking me to drown Ferry Street.”",
                ),
                direct,
                0.99,
            ),
            said(
                "a4",
                p("Ms Okafor-Lind, the council leader"),
                p("said", after="leader"),
                p(
                    "that the regional water board had assured her that repairs “are fully funded” and would "
                    "begin within weeks"
                ),
                mixed,
                0.97,
            ),
            said(
                "a5",
                p("the regional water board"),
                p("had assured"),
                p("that repairs “are fully funded” and would begin within weeks"),
                mixed,
                0.83,
                "a4",
            ),
            said(
                "a6",
                p("two people who have seen the board’s accounts"),
                p("According to"),
                p("no such money has been set aside"),
                indirect,
                0.94,
            ),
            said(
                "a7",
                p("One of them"),
                p("described"),
                p("the promise as “a letter of intent, at most”"),
                mixed,
                0.88,
            ),
            said(
                "a8",
                p("The board’s spokeswoman"),
                p("declined to say"),
                p("when work would start"),
                indirect,
                0.46,
            ),
            said(
                "a9",
                p("it", after="a statement, "),
                p("In a statement", "confirmed"),
                p("that divers had inspected the hinges in October"),
                indirect,
                0.92,
            ),
            said(
                "a10",
                p("it", after="a statement, "),
                p("denied"),
                p("that any report had been withheld"),
                indirect,
                0.9,
            ),
            said(
                "a11",
                p("A report by the Hask Institute, published in June"),
                p("concluded"),
                p(block),
                indirect,
                0.78,
            ),
            said(
                "a12",
                p("Fishing crews"),
                p("believe"),
                p("the closure will cost them a third of the season"),
                indirect,
                0.67,
            ),
            said("a13", None, None, p("“Nobody asked us.”"), direct, 0.58),
            said(
                "a14",
                p("Mr Reyl"),
                p("added"),
                p("“The hinges,”", "“will decide it, not the council.”"),
                direct,
                0.98,
            ),
            said(
                "a15",
                None,
                p("it is understood"),
                p("The harbour", "may reopen to small boats in March"),
                indirect,
                0.21,
            ),
        ),
    )


def resolved_article() -> Article:
    """The same article with everything known of it: whose words they are, through whom, how sure, and the card."""
    article = harbour_article()
    kinds, stances = SourceKind, Stance
    likely = Certainty((passage("likely"),), Probability(0.7, 0.6, 0.8))
    may = Certainty((passage("may", after="understood"),), Probability(0.45, 0.3, 0.5))
    unseen = Description(number=passage("two"), office=passage("people who have seen the board’s accounts"))
    known: dict[str, dict[str, Any]] = {
        "a1": {"source_kind": kinds.NONE},
        "a2": {"source_kind": kinds.NAMED_PERSON, "speaker": "e1"},
        "a3": {"source_kind": kinds.NAMED_PERSON, "speaker": "e1"},
        "a4": {"source_kind": kinds.NAMED_PERSON, "speaker": "e2"},
        "a5": {"source_kind": kinds.ORGANISATION, "speaker": "e3", "via": ("e2",)},
        "a6": {"source_kind": kinds.UNNAMED_GROUP, "speaker": "e4", "description": unseen},
        "a7": {"source_kind": kinds.UNNAMED_PERSON, "speaker": "e4", "via": ("e7", "e2")},
        "a8": {"source_kind": kinds.UNNAMED_PERSON, "speaker": "e5", "stance": stances.NO_COMMENT},
        "a9": {"source_kind": kinds.ORGANISATION, "speaker": "e3", "stance": stances.CONFIRMS},
        "a10": {"source_kind": kinds.ORGANISATION, "speaker": "e3", "stance": stances.DENIES},
        "a11": {"source_kind": kinds.DOCUMENT, "speaker": "e6", "stance": stances.PREDICTS, "certainty": likely},
        "a12": {"source_kind": kinds.UNNAMED_GROUP, "stance": stances.BELIEVES},
        "a13": {"source_kind": kinds.NONE},
        "a14": {"source_kind": kinds.NAMED_PERSON, "speaker": "e1"},
        "a15": {"source_kind": kinds.NONE, "certainty": may},
    }
    entities = (
        Entity("e1", EntityKind.PERSON, "Tomas Reyl", roles=("harbour master",)),
        Entity("e2", EntityKind.PERSON, "Ms Okafor-Lind", roles=("council leader",)),
        Entity("e3", EntityKind.ORGANISATION, "the regional water board"),
        Entity("e4", EntityKind.GROUP, "two people who have seen the board’s accounts", named=False),
        Entity("e5", EntityKind.PERSON, "The board’s spokeswoman", named=False, speaks_for="e3"),
        Entity("e6", EntityKind.DOCUMENT, "A report by the Hask Institute"),
        Entity("e7", EntityKind.OUTLET, "Harbour Radio"),
    )
    disputed = passage("Nobody asked us.")
    lead = passage("The storm gates of Port Calder will stay closed through the winter").spans.spans
    card = Sourcing(
        named=2,
        unnamed=3,
        organisations=1,
        documents=1,
        direct=3,
        indirect=8,
        mixed=4,
        voices=(Voice("e1", 3, 41), Voice("e3", 3, 24), Voice("e6", 1, 23), Voice("e2", 1, 19), Voice("e4", 2, 15)),
        unnamed_only=("a6",),
        silent=("a8",),
        findings=(
            Finding("unnamed-only", "A main statement rests on unnamed people alone.", ("a6", "a7")),
            Finding("side-missing", "A side is not heard: the board’s spokeswoman.", ("a8",), lead),
        ),
        headline=Headline(
            "Harbour gates at Port Calder “must stay shut” until spring",
            Span(0, len(TEXT.split("\n")[0])),
            "attributed",
            ("a2", "a3"),
            (Finding("says-more", "The headline says until spring; the text says through the winter.", ("a2",), lead),),
        ),
    )
    return replace(
        article,
        attributions=tuple(replace(a, **known[a.id]) for a in article.attributions),
        entities=entities,
        relations=(Relation(Stance.DISPUTES, "author", "a12", disputed),),
        sourcing=card,
    )


@pytest.fixture
def harbour() -> Article:
    return harbour_article()


@pytest.fixture
def resolved() -> Article:
    return resolved_article()
