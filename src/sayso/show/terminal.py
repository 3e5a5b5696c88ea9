"""The article on a terminal: its head, the headline check, who says what, a row each, and the sourcing card; plain
text when it is piped.
"""

from __future__ import annotations

from typing import IO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from sayso.show.card import Card, Check, Shown
from sayso.show.notes import NOBODY, Note
from sayso.show.safe import shortened
from sayso.show.view import ArticleView

__all__ = ["NOBODY", "print_view", "screen"]

_WIDE = 110
_PIPED = 100
_LINES = 5
_VOICES = 5
_BAR = 20


class _Console(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError  # the command line knows what to do; rich would end the process


def screen(file: IO[str], width: int | None = None) -> Console:
    """A console that prints what it is given as it is; colours and the screen's width only on a terminal.

    `width` is in columns; where it is not given, a stream that is no terminal gets 100.
    """
    if width is None and not file.isatty():
        width = _PIPED
    return _Console(file=file, width=width, highlight=False, markup=False, emoji=False)


def print_view(shown: ArticleView, file: IO[str], width: int | None = None) -> None:
    """Write a view to a stream."""
    console = screen(file, width)
    for line in _head(shown):
        console.print(line)
    if shown.check:
        console.print()
        _section(console, "Headline check", _check(shown.check))
    if shown.notes:
        console.print()
        console.print(_table(shown.notes, console.width))
        console.print()
    if shown.card and shown.notes:
        _section(console, "Sourcing", _card(shown.card))
        console.print()
    if shown.aside:
        console.print(Text(f"Set aside: {shown.aside}", style="dim"))
    for remark in shown.remarks:
        console.print(Text(f"Note: {remark}", style="dim"))


def _head(shown: ArticleView) -> list[Text]:
    lines = [Text(shown.title or "(no title)", style="bold")]
    known = (shown.outlet, shown.author, shown.published, shown.language)
    if by := " · ".join(k for k in known if k):
        lines.append(Text(by))
    if shown.url:
        lines.append(Text(shown.url, style="dim", overflow="fold"))
    lines.append(Text(", ".join(shown.summary)))
    return lines


def _section(console: Console, title: str, lines: list[tuple[str, Text]]) -> None:
    """A title, and lines below it that each have a word before them."""
    console.print(Text(title.upper(), style="bold"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=max(len(word) for word, _ in lines), no_wrap=True)
    grid.add_column(overflow="fold")
    for word, text in lines:
        grid.add_row(Text(word, style="dim"), text)
    console.print(Padding(grid, (0, 0, 0, 2)))


def _check(check: Check) -> list[tuple[str, Text]]:
    carried = _listed(check.rests_on)
    if check.otherwise:
        carried.append(f"; and {check.otherwise}" if check.rests_on else check.otherwise)
    return [
        ("claim", Text(check.claim, style="bold")),
        ("headline", Text(check.asserts)),
        ("rests on", carried),
        *_findings(check.findings),
    ]


def _card(card: Card) -> list[tuple[str, Text]]:
    lines = [
        ("sources", Text(", ".join(card.sources) or "none")),
        ("statements", Text(", ".join(card.forms) or "none")),
    ]
    most = max((len(v.name) for v in card.voices[:_VOICES]), default=0)
    most_bar = max((round(_BAR * v.share) for v in card.voices[:_VOICES]), default=0) or 1
    for n, voice in enumerate(card.voices[:_VOICES]):
        bar = "▇" * round(_BAR * voice.share) or "▏"
        name = shortened(voice.name, 32).ljust(min(most, 32))
        words = f"{voice.words:>4} word{' ' if voice.words == 1 else 's'}"
        figures = f"{words} in {voice.statements} statement{'' if voice.statements == 1 else 's'}"
        lines.append(("who speaks" if n == 0 else "", Text(f"{name}  {bar.ljust(most_bar)}  {figures}")))
    if (left := len(card.voices) - _VOICES) > 0:
        lines.append(("", Text(f"and {left} more", style="dim")))
    for word, notes in (
        ("unnamed only", card.unnamed_only),
        ("silent", card.silent),
        ("cites itself", card.self_citations),
    ):
        if notes:
            lines.append((word, _listed(notes)))
    return [*lines, *_findings(card.findings)]


def _findings(findings: tuple[Shown, ...]) -> list[tuple[str, Text]]:
    lines = []
    for f in findings:
        text = Text(f.text)
        if f.notes:
            text.append(f" ({', '.join(n.number for n in f.notes)})", style="dim")
        lines.append(("!", text))
    return lines


def _listed(notes: tuple[Note, ...]) -> Text:
    numbers: dict[str, list[str]] = {}
    for note in notes:
        numbers.setdefault(note.who, []).append(note.number)
    return Text(", ".join(f"{shortened(who, 60)} ({', '.join(some)})" for who, some in numbers.items()))


def _table(notes: tuple[Note, ...], width: int) -> Table:
    wide = width >= _WIDE
    table = Table(box=box.SIMPLE_HEAD, expand=False, pad_edge=False, show_edge=False, leading=1)
    deepest = min(3, max(n.depth for n in notes))
    digits = max(len(n.number) for n in notes)
    table.add_column("", width=digits + 2 * deepest, no_wrap=True)
    source, cue, how = (30, 18, 26) if wide else (max(10, width * 2 // 9), max(8, width // 7), 13)
    table.add_column("source", min_width=8, max_width=source)
    table.add_column("cue", min_width=6, max_width=cue)
    table.add_column("content", min_width=16)
    table.add_column("how", max_width=how)
    if wide:
        table.add_column("score", width=6)
    taken = digits + 2 * deepest + source + cue + how + (6 if wide else 0) + 2 * (5 if wide else 4)
    most = max(60, (width - taken) * _LINES)
    for note in notes:
        table.add_row(*_row(note, most, wide), style=Style(dim=True) if note.weak else None)
    return table


def _row(note: Note, most: int, wide: bool) -> list[RenderableType]:
    depth = min(note.depth, 3)
    branch = "  " * (depth - 1) + "└ " if depth else ""
    score = note.figure + (" ?" if note.weak else "")
    source = _lines(
        Text(note.source or NOBODY, style="bold" if note.source else "italic"),
        note.speaker and f"= {note.speaker}",
        note.speaks_for and f"for {note.speaks_for}",
        note.kind if note.source else None,
        note.via,
    )
    content = _lines(
        Text(shortened(note.content, most)), *(_touch(t.text, t.at.text if t.at else None) for t in note.touches)
    )
    hedged = note.hedged and f"hedged {note.hedged}"
    stanced = Text(note.stance, style="bold") if note.stance else None
    how = _lines(stanced, str(note.form), hedged) if stanced else _lines(Text(str(note.form)), hedged)
    if not wide:
        how.append(f"\n{score}")
    row: list[RenderableType] = [
        Text(branch + note.number),
        Padding(source, (0, 0, 0, min(depth, 2))),
        Text(note.cue or "", style="italic"),
        content,
        how,
    ]
    return [*row, Text(score)] if wide else row


def _touch(what: str, words: str | None) -> str:
    return f"↳ {what}: “{words.strip('“”')}”" if words else f"↳ {what}"


def _lines(first: Text, *more: str | None) -> Text:
    """The first words, and below them, dimmed, a line for each that there is."""
    for words in more:
        if words:
            first.append(f"\n{words}", style="not bold not italic dim")
    return first
