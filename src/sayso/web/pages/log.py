"""The log of what people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sayso.dossier import Dossier
from sayso.model import (
    Judgement,
    JudgementKind,
)
from sayso.show.explained import counted
from sayso.show.safe import one_line, shortened
from sayso.web.pages.links import (
    LETTERS,
    article_path,
    claim_path,
    source_path,
)
from sayso.web.views import (
    JudgementRow,
    JudgementsView,
    Link,
)

__all__ = ["judgement_rows", "judgements"]

_LOG = 200  # judgements on a page
_MARKS = "“”„«»\"‘’' ,"
_WORDED = 90  # characters of a claim


def judgements(dossier: Dossier, before: int | None) -> JudgementsView:
    """The log, the newest entry first; only entries with a smaller number than `before`, if that is given."""
    log = [entry for entry in reversed(dossier.judgements()) if before is None or int(entry.id[1:]) < before]
    more = f"/judgements?before={log[_LOG - 1].id[1:]}" if len(log) > _LOG else None
    return JudgementsView(judgement_rows(dossier, log[:_LOG]), len(log), more)


def judgement_rows(dossier: Dossier, entries: Sequence[Judgement]) -> tuple[JudgementRow, ...]:
    """Entries of the log, in words: claims, statements and forecasts by theirs, people and bodies by name."""
    mouths: set[str] = set()
    claims: set[str] = set()
    for entry in entries:
        mouths.update([*entry.about.get("mouths", ()), *filter(None, [entry.about.get("mouth")])])
        claims.update(id for name in ("claims", "claim", "to") for id in _several(entry.about.get(name)))
    named = {id: one_line(name) for id, name in dossier.names_of(mouths).items()}
    worded = {id: _quoted(text) for id, text in dossier.worded(claims).items()}
    said = {id for entry in entries if (id := entry.about.get("statement"))}
    foreseen = {id for entry in entries if (id := entry.about.get("forecast"))}
    for id, text in (dossier.passages_of(said) | dossier.foretold_in(foreseen)).items():
        worded[id] = _quoted(text)
    return tuple(_row(entry, {**named, **worded}) for entry in entries)


def _quoted(text: str) -> str:
    """Words between quotation marks, without those that stand round them already."""
    return f"“{shortened(one_line(text).strip(_MARKS), _WORDED)}”"


def _several(about: Any) -> list[str]:
    """The ids of claims in what a judgement is about."""
    given = about if isinstance(about, list) else [about]
    return [id for id in given if isinstance(id, str) and id[:1] == "c" and id[1:].isdigit()]


def _row(entry: Judgement, names: Mapping[str, str]) -> JudgementRow:
    about, links = _about(entry, names)
    what = str(entry.kind).replace("_", " ")
    return JudgementRow(
        id=entry.id,
        kind=str(entry.kind),
        what=f"takes back {entry.undoes}: {what}" if entry.undoes else what,
        about=one_line(about),
        author=one_line(entry.author),
        made=entry.made,
        note=one_line(entry.note),
        links=tuple(links),
        undoes=entry.undoes,
        undone_by=entry.undone_by,
        can_undo=entry.undoes is None and entry.undone_by is None,
    )


def _about(entry: Judgement, names: Mapping[str, str]) -> tuple[str, list[Link]]:
    """What a judgement says, and where what it is about can be seen."""
    about = entry.about

    def called(id: str) -> str:
        # A mouth's id without its kind reads like a name.
        return names.get(id) or one_line(id.partition(":")[2] or id)

    match entry.kind:
        case JudgementKind.MERGE:
            kept, *others = about["claims"]
            return f"{', '.join(map(called, others))} and {called(kept)} are one claim", [Link(claim_path(kept), kept)]
        case JudgementKind.SPLIT:
            both = [Link(claim_path(id), id) for id in (about["claim"], about["to"])]
            many = counted(len(about["statements"]), "statement")
            return f"{many} taken out of {called(about['claim'])}, now {about['to']}", both
        case JudgementKind.SAME_ENTITY:
            kept, *others = about["mouths"]
            return f"{', '.join(map(called, others))} and {called(kept)} are one", [
                Link(source_path(kept), called(kept))
            ]
        case JudgementKind.RELIABILITY:
            mouth = about["mouth"]
            return f"{called(mouth)}: {about['letter']}", [Link(source_path(mouth), called(mouth))]
        case JudgementKind.WRONG_SOURCE:
            said = f"{called(about['statement'])} is laid to {about['source'] or 'the outlet itself'}"
        case JudgementKind.NOT_AN_ATTRIBUTION:
            said = f"{called(about['statement'])} is no attribution"
        case JudgementKind.BOUNDARY:
            said = f"the {about['part']} of {called(about['statement'])} is “{shortened(about['text'], LETTERS)}”"
        case JudgementKind.MISSED:
            whom = about["laid"]["source"] if about["laid"] else "the outlet itself"
            said = f"missed: “{shortened(about['content']['text'], LETTERS)}”, laid to {whom}"
        case JudgementKind.OUTLET:
            said = f"{about['article']} is of {about['outlet']}"
        case JudgementKind.PROBABILITY:
            whole = called(about["forecast"]) if about["forecast"] else f"all that is put as “{about['words']}”"
            said = f"{whole}: {about['probability']:.0%}"
        case JudgementKind.RESOLVE:
            said = f"{called(about['forecast'])}: {about['outcome']}, {about['resolved']}"
    article = about.get("article") or str(about.get("statement") or about.get("forecast") or "").rpartition("#")[0]
    return said, [Link(article_path(article), one_line(article))] if article else []
