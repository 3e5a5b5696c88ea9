"""The ledger of forecasts on a terminal: a table of them, one with all that is known of it, and scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.model import Score
from sayso.show.explained import counted
from sayso.show.ledger import COLUMNS, LedgerRow, LedgerView, ScoresView
from sayso.show.safe import shortened
from sayso.show.terminal import screen

__all__ = ["print_forecast", "print_ledger", "print_scores"]

_WIDE = 110
_LINES = 5  # of a forecast in a cell
_NAMES = 3  # of those who foresee the same
_BAR = 24
_CURVES = 4  # of groups
_LISTED = 8  # hits, and misses


def print_ledger(view: LedgerView, file: IO[str], kind: str = "forecast", width: int | None = None) -> None:
    """The forecasts as a table: what, by whom, by when, how surely, and what came of it; intentions in another.

    `kind` is what was asked for, to be named where there is none of it.
    """
    console = screen(file, width)
    if not view.rows and not view.apart and not view.recalled:
        asked = {"all": "forecasts, plans, promises or threats", "intention": "plans, promises or threats"}
        console.print(Text(f"No {asked.get(kind, kind + 's')}."))
        return
    if view.rows:
        console.print(_table(view.rows, console))
    if view.rows and view.apart:
        _title(console, "Plans, promises and threats of those who can carry them out: no forecasts")
    if view.apart:
        console.print(_table(view.apart, console))
    if view.recalled:
        _title(console, "Said to have been foreseen, and in no article here")
        for told in view.recalled[:_LISTED]:
            text = Text(f"“{shortened(told.text.strip('“”'), 300)}”")
            about = [told.by, told.outlet, told.day, told.article]
            text.append(f"\n{' · '.join(part for part in about if part)}", style="dim")
            console.print(Padding(text, (0, 0, 0, 2)))
    if any(row.since for row in (*view.rows, *view.apart)):
        console.print(Text("\nsince: what later articles say about it, put forward and not decided", style="dim"))


def _table(rows: Sequence[LedgerRow], console: Console) -> Table:
    wide = console.width >= _WIDE
    table = Table(box=box.SIMPLE_HEAD, expand=False, pad_edge=False, show_edge=False, leading=1)
    table.add_column("foreseen", min_width=24, ratio=1)
    if wide:
        table.add_column("by", width=22)
    table.add_column("by when", width=18 if wide else 14)
    table.add_column("how surely", width=20 if wide else 14)
    table.add_column("what came of it", width=24 if wide else 16)
    room = max(24, console.width - (22 + 18 + 20 + 24 + 10 if wide else 14 + 14 + 16 + 7))
    for row in rows:
        what = Text(shortened(row.text, _LINES * room))
        if row.condition and row.condition not in row.text:
            what.append(f"\n{row.condition}", style="italic")
        by = Text(row.by)
        by.append(f"\n{row.made}", style="dim")
        if row.outlet:
            by.append(f"\n{row.outlet}", style="dim")
        if wide:
            what.append(f"\n{row.id}", style="dim")
        else:
            what.append("\n").append(f"{row.by}, {row.made}", style="bold").append(f"\n{row.id}", style="dim")
        cells = [_and(row.until, _quoted(row.until_words)), _and(row.surely, _figured(row)), _came(row)]
        table.add_row(what, *([by] if wide else []), *cells)
    return table


def print_forecast(row: LedgerRow, file: IO[str], width: int | None = None) -> None:
    """One forecast with all that is known of it."""
    console = screen(file, width)
    console.print(Text(f"{row.id}  ", style="dim").append(row.text, style="not dim bold"))
    whose = [row.by, row.outlet, row.made, row.kind]
    console.print(Text(" · ".join(dict.fromkeys(part for part in whose if part)), style="dim"))
    console.print()
    lines = [
        ("by when", f"{row.until} {_quoted(row.until_words)}".strip()),
        ("how surely", f"{row.surely} {_figured(row)}{', ' * bool(row.figure_note)}{row.figure_note}".strip()),
        ("of", row.event),
        ("if", row.condition),
        ("status", " · ".join(part for part in (row.status, row.outcome, row.verdict, row.resolved) if part)),
        ("judged by", " · ".join(part for part in (row.judged_by, _quoted(row.note)) if part)),
        ("evidence", ", ".join(row.evidence)),
    ]
    grid = Table.grid(padding=(0, 2, 0, 2))
    for name, told in lines:
        if told:
            grid.add_row(Text(name, style="dim"), Text(told))
    console.print(grid)
    if row.beside:
        _title(console, "The same, foreseen by others")
        others = Table.grid(padding=(0, 2, 0, 2))
        for o in row.beside:
            others.add_row(*map(Text, (o.made, o.by, o.kind or o.surely, o.until)), Text(o.id, style="dim"))
        console.print(others)
    if row.cited:
        _title(console, "Cited since")
        for c in row.cited:
            said = Text(f"{c.day}  {c.article}  ", style="dim").append(c.how, style="not dim bold")
            said.append(f"\n“{c.text.strip('“”')}”")
            for reason in c.reasons:
                said.append(f"\n{reason}", style="dim")
            if c.changed:
                said.append("\n").append(_changed(c.pieces))
            console.print(Padding(said, (0, 0, 0, 2)))
    if row.bearing:
        _title(console, "What later articles say: evidence to judge, nothing is decided by it")
        for b in row.bearing:
            whose = [b.outlet, b.statement, b.claim]
            said = Text(f"{b.day}  ", style="dim").append(b.stance, style="not dim bold")
            said.append(f"  {' · '.join(part for part in whose if part)}\n", style="dim")
            console.print(Padding(said.append(f"“{b.text.strip('“”')}”"), (0, 0, 0, 2)))


def print_scores(view: ScoresView, file: IO[str], width: int | None = None) -> None:
    """The scores: the whole in words, the groups as a table, the calibration, hits and misses."""
    console = screen(file, width)
    for sentence in view.told:
        console.print(Text(sentence))
    if view.groups:
        console.print()
        console.print(_groups(view, console.width))
        console.print(Text(f"\n{COLUMNS}", style="dim"))
    if view.hidden:
        least = counted(view.least, "resolved question")
        console.print(Text(f"\n{counted(view.hidden, view.by)} with fewer than {least} not shown.", style="dim"))
    if view.bare:
        _title(console, "Without a figure")
        grid = Table.grid(padding=(0, 2, 0, 2))
        for words, right, wrong in view.bare[:_LISTED]:
            grid.add_row(Text(_quoted(words)), Text(f"{right:,} right"), Text(f"{wrong:,} wrong"))
        console.print(grid)
        console.print(Text("\nscored once somebody says how surely such words are meant: `sayso judge`", style="dim"))
    if view.score.enough:
        _title(console, "Calibration")
        console.print(Padding(_calibration(view.score), (0, 0, 0, 2)))
    for group in view.groups[:_CURVES] if len(view.groups) > 1 else ():
        _title(console, f"Calibration: {shortened(group.name, 60)}")
        console.print(Padding(_calibration(group.score), (0, 0, 0, 2)))
    for title, rows, more in (("Hits", view.hits, view.more[0]), ("Misses", view.misses, view.more[1])):
        if not rows:
            continue
        _title(console, f"{title}, in their own words")
        for row in rows[:_LISTED]:
            text = Text(f"“{shortened(row.text.strip('“”'), 300)}”")
            about = [row.by, row.made, row.surely, f"{row.outcome} {row.resolved}".strip(), row.id]
            text.append(f"\n{' · '.join(part for part in about if part)}", style="dim")
            console.print(Padding(text, (0, 0, 0, 2)))
        if (left := len(rows) + more - _LISTED) > 0:
            console.print(Padding(Text(f"and {left:,} more", style="dim"), (0, 0, 0, 2)))


def _groups(view: ScoresView, width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=False, pad_edge=False, show_edge=False)
    wide = width >= _WIDE
    table.add_column(view.by, min_width=12, max_width=40 if wide else 22)
    names = ["questions", "Brier", "log", "to base rate", "to others"]
    if wide:
        names[3:3] = ["reliability", "resolution", "came about"]
    for name in names:
        table.add_column(name, justify="right")
    for row in view.groups:
        against = f"{row.against} ({row.shared})" if row.against else "–"
        cells = [f"{row.questions:,}", row.brier, row.log, row.skill or "–", against]
        if wide:
            cells[3:3] = [row.reliability, row.resolution, row.base_rate]
        table.add_row(
            Text(shortened(row.name, 80)), *(Text(c, style="bold" if n == 1 else "") for n, c in enumerate(cells))
        )
    return table


def _calibration(score: Score) -> Table:
    """A row a bin: what was foreseen, what came about, its band as a bar."""
    grid = Table(box=None, pad_edge=False, show_edge=False)
    for name in ("foreseen", "forecasts", "came about", "true share"):
        grid.add_column(name, justify="right")
    grid.add_column("0%" + "100%".rjust(_BAR - 2))
    for b in score.calibration:
        low, high = round((_BAR - 1) * b.share_low), round((_BAR - 1) * b.share_high)
        bar = ["─" if low <= n <= high else "·" for n in range(_BAR)]
        bar[round((_BAR - 1) * b.forecast)] = "│"
        bar[round((_BAR - 1) * b.share)] = "●"
        band = f"{b.share_low:.0%} to {b.share_high:.0%}"
        grid.add_row(f"{b.forecast:.0%}", f"{b.count:,}", f"{b.share:.0%}", band, Text("".join(bar)))
    return grid


def _came(row: LedgerRow) -> Text:
    """The status of a forecast, what came of it, and who foresees the same."""
    text = Text(row.kind + ", " if row.kind else "")
    text.append(row.status if not row.outcome else row.outcome, style="bold" if row.status != "open" else "")
    if row.verdict:
        text.append(f": {row.verdict}", style="bold")
    if row.resolved:
        text.append(f"\n{row.resolved}", style="dim")
    if row.since:
        text.append(f"\nsince: {row.since}")
    for c in row.cited:
        text.append(f"\ncited {c.day}: {c.how}")
    if row.beside:
        text.append(f"\nalso {_names(row)}", style="dim")
    return text


def _changed(pieces: Sequence[tuple[str, str, str]]) -> Text:
    """The wording then and now in one line: what was left out in [- -], what was put in in {+ +}."""
    text = Text("then, now: ", style="dim")
    for n, (kind, then, now) in enumerate(pieces):
        space = " " * bool(n)
        if kind == "same":
            text.append(f"{space}{now.strip()}", style="not dim")
            continue
        if then.strip():
            text.append(f"{space}[-{then.strip()}-]", style="not dim strike")
        if now.strip():
            text.append(f"{space}{{+{now.strip()}+}}", style="not dim bold")
    return text


def _figured(row: LedgerRow) -> str:
    """The words that a figure comes from, or whose it is."""
    if not row.figure_by:
        return _quoted(row.surely_words)
    return f"given by {row.figure_by}" + (f" for all “{row.figure_words}”" if row.figure_words else "")


def _names(row: LedgerRow) -> str:
    names = row.others
    return ", ".join(names[:_NAMES]) + (f" and {len(names) - _NAMES} more" if len(names) > _NAMES else "")


def _and(told: str, words: str) -> Text:
    text = Text(told)
    return text.append(f"{chr(10) * bool(told)}{shortened(words, 60)}", style="dim") if words else text


def _quoted(words: str) -> str:
    return f"“{words}”" if words else ""


def _title(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title.upper(), style="bold"))
