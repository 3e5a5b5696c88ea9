"""The log of what people decided."""

from __future__ import annotations

from sayso.dossier import Dossier
from sayso.model import (
    Judgement,
    JudgementKind,
)
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

__all__ = ["judgement_row", "judgements"]

_LOG = 200  # judgements on a page


def judgements(dossier: Dossier, before: int | None) -> JudgementsView:
    """The log, the newest entry first; only entries with a smaller number than `before`, if that is given."""
    log = [entry for entry in reversed(dossier.judgements()) if before is None or int(entry.id[1:]) < before]
    more = f"/judgements?before={log[_LOG - 1].id[1:]}" if len(log) > _LOG else None
    return JudgementsView(tuple(map(judgement_row, log[:_LOG])), len(log), more)


def judgement_row(entry: Judgement) -> JudgementRow:
    """An entry of the log, in words."""
    about, links = _about(entry)
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


def _about(entry: Judgement) -> tuple[str, list[Link]]:
    """What a judgement says, and where what it is about can be seen."""
    about = entry.about
    match entry.kind:
        case JudgementKind.MERGE:
            kept, *others = about["claims"]
            return f"{', '.join(others)} and {kept} are one claim", [Link(claim_path(kept), kept)]
        case JudgementKind.SPLIT:
            both = [Link(claim_path(id), id) for id in (about["claim"], about["to"])]
            return f"{len(about['statements'])} taken out of {about['claim']}, now {about['to']}", both
        case JudgementKind.SAME_ENTITY:
            kept, *others = about["mouths"]
            return f"{', '.join(map(_bare, others))} and {_bare(kept)} are one", [Link(source_path(kept), _bare(kept))]
        case JudgementKind.RELIABILITY:
            mouth = about["mouth"]
            return f"{_bare(mouth)}: {about['letter']}", [Link(source_path(mouth), _bare(mouth))]
        case JudgementKind.WRONG_SOURCE:
            said = f"{about['statement']} is laid to {about['source'] or 'the outlet itself'}"
        case JudgementKind.NOT_AN_ATTRIBUTION:
            said = f"{about['statement']} is no attribution"
        case JudgementKind.BOUNDARY:
            said = f"the {about['part']} of {about['statement']} is “{shortened(about['text'], LETTERS)}”"
        case JudgementKind.MISSED:
            whom = about["laid"]["source"] if about["laid"] else "the outlet itself"
            said = f"missed: “{shortened(about['content']['text'], LETTERS)}”, laid to {whom}"
        case JudgementKind.OUTLET:
            said = f"{about['article']} is of {about['outlet']}"
        case JudgementKind.PROBABILITY:
            said = f"{about['forecast'] or 'all that is put as “' + about['words'] + '”'}: {about['probability']:.0%}"
        case JudgementKind.RESOLVE:
            said = f"{about['forecast']}: {about['outcome']}, {about['resolved']}"
    article = about.get("article") or str(about.get("statement") or about.get("forecast") or "").rpartition("#")[0]
    return said, [Link(article_path(article), one_line(article))] if article else []


def _bare(mouth: str) -> str:
    """A mouth's id as it is read: without its kind."""
    return one_line(mouth.partition(":")[2] or mouth)
