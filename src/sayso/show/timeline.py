"""Who said what of a claim, and when, as a drawing: time runs to the right, and every stance has a lane of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from sayso.model import Head, Provenance
from sayso.show.explained import LANES, counted, lanes, outlet_of
from sayso.show.safe import one_line, shortened

__all__ = ["Mark", "Strip", "events", "set_out", "timeline"]

_MARGIN = 12.0
_TITLE = 20.0  # the height of a lane's title
_ROW = 21.0  # of a row of marks
_AXIS = 34.0
_LETTER = 7.4  # the width of an average letter, in a wide font
_NAME = 22  # letters of a name beside its mark
_TOLD = 20  # events in a tooltip
_ROWS = 9  # of a lane; where they do not suffice, marks are drawn without names
_CLOSE = 44.0  # between the marks of a crowded lane
_STEPS = (1, 2, 7, 14, 31, 61, 91, 183, 366, 731, 1827, 3653, 36525)  # days between the ticks of an axis
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


_Event = tuple[float, str, tuple[int, ...]]  # where it stands, its day, and the indices of the evidence


@dataclass(frozen=True, slots=True)
class Mark:
    """One or more events at one place of a lane; `evidence` are their indices, `name` stands beside the mark."""

    lane: str
    day: str
    x: float
    y: float
    name: str
    left: bool
    evidence: tuple[int, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A time-line set out: its marks, the lanes with the height of their titles, the ticks, and its size."""

    marks: tuple[Mark, ...]
    lanes: tuple[tuple[str, float], ...]
    ticks: tuple[tuple[str, float], ...]
    as_of: float | None
    width: float
    height: float
    undated: int


def timeline(
    provenance: Provenance,
    heads: Mapping[str, Head] | None = None,
    pre: str = "",
    width: float = 720,
    *,
    mark: str = "",
) -> str:
    """The time-line as SVG of this width; empty where nothing has a date.

    Every mark links to the first sentence behind it, the anchor `<pre>e<index of the evidence>`; `mark` tells apart the
    ids of two drawings of one time-line.
    """
    strip = set_out(provenance, heads, width)
    if not strip.marks:
        return ""
    own = escape(f"{pre}{mark}")
    wide, high = f"{strip.width:.0f}", f"{strip.height:.0f}"
    floor = strip.height - _AXIS
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="group" aria-labelledby="{own}tt {own}td">',
        f'<title id="{own}tt">{escape(f"Who said what, and when: {one_line(provenance.claim.text)}")}</title>'
        f'<desc id="{own}td">{escape(_described(strip))}</desc>',
    ]
    for name, x in strip.ticks:
        out.append(
            f'<path class="tick" d="M{x:.1f} 0V{floor:.1f}"/>'
            f'<text class="date" x="{min(max(x, 38), width - 30):.1f}" y="{floor + 17:.1f}" '
            f'text-anchor="middle">{name}</text>'
        )
    if strip.as_of is not None:
        out.append(f'<path class="as-of" d="M{strip.as_of:.1f} 0V{floor:.1f}"><title>as of this day</title></path>')
    for n, (lane, y) in enumerate(strip.lanes):
        if n:
            out.append(f'<path class="rule" d="M0 {y:.1f}H{wide}"/>')
        out.append(f'<text class="heading" x="0" y="{y + 14:.1f}">{LANES[lane][0]}</text>')
    out += [_mark(m, escape(pre)) for m in strip.marks]
    out.append(f'<path class="axis" d="M0 {floor:.1f}H{wide}"/>\n</svg>')
    return "\n".join(out)


def events(provenance: Provenance) -> list[tuple[str, int, str]]:
    """What there is to tell of a claim in the order of time: date, index of the evidence, lane; undated ones last."""
    own = dict(lanes(provenance))
    found = [(day, index, own[index]) for day, index in provenance.timeline if index in own]
    return sorted(found, key=lambda event: (_day(event[0]) or date.max, event[1]))


def set_out(provenance: Provenance, heads: Mapping[str, Head] | None = None, width: float = 720) -> Strip:
    """Where everything stands."""
    told = events(provenance)
    dated = [(day, index, lane) for text, index, lane in told if (day := _day(text))]
    if not dated:
        return Strip((), (), (), None, width, 0, len(told))
    as_of = _day(provenance.as_of or "")
    days = [day for day, *_ in dated] + ([as_of] if as_of else [])
    first, last = min(days), max(days)
    span = max((last - first).days, 1)
    room = width - 2 * _MARGIN - 24

    def x(day: date) -> float:
        return _MARGIN + 12 + (room / 2 if first == last else room * (day - first).days / span)

    names = [(outlet_of(e.article, heads or {}), one_line(e.what)) for e in provenance.evidence]
    marks: list[Mark] = []
    drawn: list[tuple[str, float]] = []
    top = 0.0
    for lane in LANES:
        # What an article says twice on a day, in its headline and below it, is one mark.
        said: dict[tuple[date, str], list[int]] = {}
        for day, index, of in dated:
            if of == lane:
                said.setdefault((day, provenance.evidence[index].article), []).append(index)
        own = [(x(day), day.isoformat(), tuple(indices)) for (day, _), indices in said.items()]
        if own:
            drawn.append((lane, top))
            placed, rows = _rows(lane, own, names, top + _TITLE + _ROW / 2, width)
            marks += placed
            top += _TITLE + _ROW * rows + 8
    named = _ticks(first, last, width)
    ticks = tuple((name, round(x(day), 1)) for name, day in zip(_dates(named), named, strict=True))
    undated = len(told) - len(dated)
    return Strip(tuple(marks), tuple(drawn), ticks, x(as_of) if as_of else None, width, top + _AXIS, undated)


def _rows(
    lane: str, events: Sequence[_Event], names: Sequence[tuple[str, str]], top: float, width: float
) -> tuple[list[Mark], int]:
    """The marks of a lane, each in the first row that has room for it and its name, and how many rows they take."""
    rows: list[list[tuple[float, float]]] = []
    marks: list[Mark] = []
    for x, day, indices in events:
        name = shortened(names[indices[0]][0], _NAME)
        long = _LETTER * len(name)
        left = x + 12 + long > width
        # A name for which neither side has room is left to the tooltip.
        if left and x - 12 - long < 0:
            name, left, long = "", False, 0.0
        taken = (x - 12 - long, x + 9) if left else (x - 9, x + 12 + long)
        free = (n for n, row in enumerate(rows) if all(b <= taken[0] or a >= taken[1] for a, b in row))
        row = next(free, len(rows))
        if row == _ROWS:
            return _crowded(lane, events, names, top), 1
        if row == len(rows):
            rows.append([])
        rows[row].append(taken)
        told = tuple(_told(day, names[index]) for index in indices)
        marks.append(Mark(lane, day, round(x, 1), round(top + _ROW * row, 1), name, left, indices, told))
    return marks, len(rows)


def _crowded(lane: str, events: Sequence[_Event], names: Sequence[tuple[str, str]], top: float) -> list[Mark]:
    """The marks of a lane that has no room for all names: one for all that is close together, with their number."""
    groups: list[list[_Event]] = []
    for event in events:
        if groups and event[0] - groups[-1][0][0] < _CLOSE:
            groups[-1].append(event)
        else:
            groups.append([event])
    return [
        Mark(
            lane,
            group[0][1],
            round(group[0][0], 1),
            top,
            f"{len(group):,}",
            False,
            tuple(index for *_, indices in group for index in indices),
            tuple(_told(day, names[index]) for _, day, indices in group for index in indices),
        )
        for group in groups
    ]


def _told(day: str, name: tuple[str, str]) -> str:
    outlet, what = name
    return f"{day}: {shortened(outlet, 60)}" + (f": {shortened(what, 80)}" if what else "")


def _ticks(first: date, last: date, width: float) -> list[date]:
    """The days that are named below the axis, evenly apart, the first among them."""
    days = (last - first).days
    most = max(2, int(width // 96))
    step = next((s for s in _STEPS if days <= s * (most - 1)), days)
    return [first + timedelta(n) for n in range(0, days + 1, max(step, 1))]


def _dates(days: Sequence[date]) -> list[str]:
    """Days in words, the year only where it is new."""
    out = []
    year = None
    for day in days:
        out.append(f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != year else ""))
        year = day.year
    return out


def _day(text: str) -> date | None:
    """The day of an ISO 8601 date or instant; None for what is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _mark(m: Mark, pre: str) -> str:
    x, y = m.x, m.y
    told = "; ".join(m.told[:_TOLD]) + (f"; and {len(m.told) - _TOLD} more" if len(m.told) > _TOLD else "")
    anchor, at = ("end", x - 11) if m.left else ("start", x + 11)
    name = f'<text class="called" x="{at:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}">{escape(m.name)}</text>'
    title = escape(f"{LANES[m.lane][0]}: {told}")
    return (
        f'<a class="event {m.lane}" href="#{pre}e{m.evidence[0]}" aria-label="{title}"><title>{title}</title>'
        f'<rect class="reach" x="{x - 10:.1f}" y="{y - 10:.1f}" width="20" height="20"/>{_shape(m.lane, x, y)}'
        f"{name if m.name else ''}</a>"
    )


def _shape(lane: str, x: float, y: float) -> str:
    """A shape for each stance, told apart without colour."""
    circle = f'<circle class="shape" cx="{x:.1f}" cy="{y:.1f}" r="5.5"/>'
    match lane:
        case "confirms":
            return f'{circle}<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>'
        case "denies":
            return f'<path class="shape" d="M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10"/>'
        case "disputes":
            return f'<path class="shape" d="M{x:.1f} {y - 6:.1f}l6.5 11h-13z"/>'
        case "does_not_deny":
            return f'{circle}<path class="dot" d="M{x:.1f} {y - 5.5:.1f}a5.5 5.5 0 0 1 0 11z"/>'
        case "no_comment":
            return f'<rect class="shape" x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10"/>'
        case "contrary":
            return f'<path class="shape" d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z"/>'
        case "asks":
            return f'<path class="shape" d="M{x:.1f} {y + 6:.1f}l6.5 -11h-13z"/>'
    return circle


def _described(strip: Strip) -> str:
    lanes = []
    for lane, _ in strip.lanes:
        own = [m for m in strip.marks if m.lane == lane]
        first = min(own, key=lambda m: m.day)
        title = LANES[lane][0]
        lanes.append(f"{title}: {counted(sum(len(m.evidence) for m in own), 'time')}, first on {first.day}")
    without = f" {strip.undated} without a date are not drawn." if strip.undated else ""
    return f"{'; '.join(lanes)}.{without}"
