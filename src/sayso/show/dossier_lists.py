"""Lists of a dossier on a terminal: what somebody said, copies, versions, hits of a search, judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import IO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.model import Copy, Evidence, Head, Judgement, Said, Stance, Version, Who
from sayso.show.explained import counted, outlet_of
from sayso.show.safe import one_line, shortened
from sayso.show.terminal import screen

__all__ = ["print_copies", "print_hits", "print_judgements", "print_versions", "print_who"]

_WORDS = 400  # characters of what is said
_NAME = 60
_FORMS = {Stance.DOES_NOT_DENY: "does not deny", Stance.NO_COMMENT: "does not comment"}


def print_who(who: Who, file: IO[str], width: int | None = None) -> None:
    """Everything that is laid to somebody, by date, each with the claim that it makes."""
    console = screen(file, width)
    console.print(Text(one_line(who.mouth.name), style="bold"))
    about = [str(who.mouth.kind).replace("_", " "), f"reliability {who.letter}", counted(len(who.said), "statement")]
    if who.also:
        about.insert(1, f"also {', '.join(one_line(m.name) for m in who.also)}")
    console.print(Text(" · ".join(about)))
    changes: dict[int, list[str]] = {}
    for earlier, later, what in who.changes:
        day = _day(who.said[earlier].article)
        changes.setdefault(later, []).append(f"changed since {day} ({who.said[earlier].statement.id}): {what}")
    _said(console, who.said, changes)
    if who.passed_on:
        console.print()
        console.print(Text(f"Passed on, {counted(len(who.passed_on), 'statement')}".upper(), style="bold"))
        _said(console, who.passed_on, {}, passed_on=True)


def print_copies(copies: Sequence[Copy], heads: Mapping[str, Head], file: IO[str], width: int | None = None) -> None:
    """Which text was taken from which, the most first."""
    console = screen(file, width)
    if not copies:
        console.print("No article takes its text from another.")
        return
    table = _table("copy", "of", "shared", "credit")
    table.columns[2].justify = "right"
    for c in copies:
        shared = f"{c.containment:.0%}" + ("" if c.sure else " ?")
        table.add_row(_article(c.copy, heads), _article(c.of, heads), Text(shared), Text(one_line(c.credit or "none")))
    console.print(table)
    if not all(c.sure for c in copies):
        console.print(Text("\n? which of the two is the copy cannot be told", style="dim"))


def print_versions(chains: Sequence[Sequence[Version]], file: IO[str], width: int | None = None) -> None:
    """The articles that were changed at their address, and what changed from one version to the next."""
    console = screen(file, width)
    if not chains:
        console.print("No article was changed at its address.")
    for n, chain in enumerate(chains):
        if n:
            console.print()
        last = chain[-1].article
        console.print(Text(one_line(last.title or last.id), style="bold"))
        console.print(Text(" · ".join(x for x in (outlet_of(last.id, {last.id: last}), one_line(last.url or "")) if x)))
        for version in chain:
            head = version.article
            console.print(Text(f"  version {head.version}, {_day(head)}, read {head.added[:10]}: {one_line(head.id)}"))
            for change in version.changes:
                console.print(Padding(Text(shortened(one_line(change.text), _WORDS)), (0, 0, 0, 4)))


def print_hits(hits: Sequence[Evidence], heads: Mapping[str, Head], file: IO[str], width: int | None = None) -> None:
    """The sentences that hold what was searched for."""
    console = screen(file, width)
    if not hits:
        console.print("No article holds these words.")
        return
    table = _table("article", "words")
    table.columns[0].max_width = max(24, console.width // 4)
    for hit in hits:
        table.add_row(_article(hit.article, heads), Text(shortened(one_line(hit.passage.text), _WORDS)))
    console.print(table)


def print_judgements(entries: Sequence[Judgement], file: IO[str], width: int | None = None) -> None:
    """The log of what people decided."""
    console = screen(file, width)
    if not entries:
        console.print("Nobody has judged anything yet.")
        return
    table = _table("", "judgement", "about", "by", "when")
    for entry in entries:
        what = str(entry.kind).replace("_", " ")
        if entry.undoes:
            what = f"takes back {entry.undoes} ({what})"
        about = Text(_about(entry))
        if entry.note:
            about.append(f"\n“{one_line(entry.note)}”", style="dim")
        if entry.undone_by:
            about.append(f"\ntaken back by {entry.undone_by}", style="dim")
        style = "dim" if entry.undone_by else ""
        table.add_row(entry.id, what, about, one_line(entry.author), entry.made[:16].replace("T", " "), style=style)
    console.print(table)


def _said(
    console: Console, entries: Sequence[Said], changes: Mapping[int, Iterable[str]], passed_on: bool = False
) -> None:
    at = 0
    for head, some in groupby(entries, key=lambda said: said.article):
        console.print()
        line = Text(_day(head), style="bold")
        line.append(f"  {outlet_of(head.id, {head.id: head})}", style="not bold")
        console.print(line.append(f"  {one_line(head.id)}", style="not bold dim"))
        for said in some:
            s = said.statement
            words = Text()
            if s.stance is not Stance.STATES:
                words.append(f"{_FORMS.get(s.stance, str(s.stance))}: ", style="bold")
            words.append(shortened(one_line(s.passage.text), _WORDS))
            about = [f"{said.claim}{', to the contrary' * said.opposed}"] if said.claim else []
            if passed_on:
                about.append(f"said by {shortened(one_line(s.mouths[-1].name), _NAME)}")
            elif len(s.mouths) > 1:
                about.append(f"via {' → '.join(shortened(one_line(m.name), _NAME) for m in s.mouths[:-1])}")
            words.append(f"\n{' · '.join([*about, s.id])}", style="dim")
            for change in changes.get(at, ()):
                words.append(f"\n! {change}", style="bold")
            console.print(Padding(words, (0, 0, 0, 2)))
            at += 1


def _about(entry: Judgement) -> str:
    """What a judgement is about, in words."""
    about = entry.about
    match str(entry.kind):
        case "merge":
            said = f"{', '.join(about['claims'][1:])} into {about['claims'][0]}"
        case "split":
            said = f"{', '.join(about['statements'])} out of {about['claim']}, now {about['to']}"
        case "same_entity":
            said = f"{', '.join(about['mouths'][1:])} is {about['mouths'][0]}"
        case "wrong_source":
            said = f"{about['statement']} is laid to {about['source'] or 'the outlet itself'}"
        case "reliability":
            said = f"{about['mouth']}: {about['letter']}"
        case "outlet":
            said = f"{about['article']} is of {about['outlet']}"
        case "probability":
            said = f"{about['forecast'] or '“' + about['words'] + '”'}: {about['probability']:.0%}"
        case "resolve":
            on = f", on {', '.join(about['evidence'])}" if about["evidence"] else ""
            said = f"{about['forecast']}: {about['outcome']} ({about['resolved']}{on})"
        case "boundary":
            said = f"{about['part']} of {about['statement']} is “{about['text']}”"
        case "missed":
            said = f"missed in {about['article']}: “{about['content']['text']}”"
        case _:
            said = str(about["statement"])
    return one_line(said)


def _article(id: str, heads: Mapping[str, Head]) -> Text:
    """An article by its outlet and date, its title, and its id."""
    head = heads.get(id)
    if head is None:
        return Text(one_line(id))
    text = Text(f"{outlet_of(id, heads)}, {_day(head)}", style="bold")
    if head.title:
        text.append(f"\n{shortened(one_line(head.title), 100)}", style="not bold")
    return text.append(f"\n{one_line(id)}", style="not bold dim")


def _day(head: Head) -> str:
    return head.published or "no date"


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=False, pad_edge=False, show_edge=False, leading=1)
    for column in columns:
        table.add_column(column)
    return table
