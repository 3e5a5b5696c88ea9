"""The article on a terminal: its head, then who says what, a row each; plain text when it is piped."""

from __future__ import annotations

from typing import IO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from sayso.show.safe import shortened
from sayso.show.view import ArticleView, Note

__all__ = ["NOBODY", "print_view"]

NOBODY = "(nobody named)"
_WIDE = 110
_PIPED = 100
_LINES = 5


class _Console(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError  # the command line knows what to do; rich would end the process


def print_view(shown: ArticleView, file: IO[str], width: int | None = None) -> None:
    """Write a view to a stream; colours and the screen's width only where the stream is a terminal.

    `width` is in columns; where it is not given, a stream that is no terminal gets 100.
    """
    if width is None and not file.isatty():
        width = _PIPED
    console = _Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    for line in _head(shown):
        console.print(line)
    if shown.notes:
        console.print()
        console.print(_table(shown.notes, console.width))
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


def _table(notes: tuple[Note, ...], width: int) -> Table:
    wide = width >= _WIDE
    table = Table(box=box.SIMPLE_HEAD, expand=False, pad_edge=False, show_edge=False, leading=0 if wide else 1)
    deepest = min(3, max(n.depth for n in notes))
    digits = max(len(n.number) for n in notes)
    table.add_column("", width=digits + 2 * deepest, no_wrap=True)
    source, cue = (28, 18) if wide else (max(10, width * 2 // 9), max(8, width // 7))
    table.add_column("source", min_width=8, max_width=source)
    table.add_column("cue", min_width=6, max_width=cue)
    table.add_column("content", min_width=16)
    table.add_column("form", width=8)
    if wide:
        table.add_column("score", width=6)
    taken = digits + 2 * deepest + source + cue + 8 + (6 if wide else 0) + 2 * (5 if wide else 4)
    most = max(60, (width - taken) * _LINES)
    for note in notes:
        table.add_row(*_row(note, most, wide), style=Style(dim=True) if note.weak else None)
    return table


def _row(note: Note, most: int, wide: bool) -> list[RenderableType]:
    depth = min(note.depth, 3)
    branch = "  " * (depth - 1) + "└ " if depth else ""
    score = note.figure + (" ?" if note.weak else "")
    source = Text(note.source or NOBODY, style="bold" if note.source else "italic")
    row: list[RenderableType] = [
        Text(branch + note.number),
        Padding(source, (0, 0, 0, min(depth, 2))),
        Text(note.cue or "", style="italic"),
        Text(shortened(note.content, most)),
    ]
    return [*row, Text(str(note.form)), Text(score)] if wide else [*row, Text(f"{note.form}\n{score}")]
