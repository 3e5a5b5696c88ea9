"""How often what was foreseen came about, against how surely it was foreseen, as a drawing."""

from __future__ import annotations

from html import escape

from sayso.model import CalibrationBin, Score
from sayso.show.explained import counted

__all__ = ["calibration"]

_LEFT, _TOP, _SIDE = 46.0, 12.0, 280.0
_BARS = 46.0  # the height of the bars below the plot, which count the forecasts
_WIDE = _LEFT + _SIDE + 14
_HIGH = _TOP + _SIDE + _BARS + 62


def calibration(score: Score, pre: str = "") -> str:
    """The plot as SVG; empty where there are too few questions for one. `pre` goes before its ids.

    On the diagonal as much came about as was foreseen. Every dot has the band within which the true share lies.
    """
    if not score.enough or not score.calibration:
        return ""
    own = escape(f"{pre}cal")
    floor = _TOP + _SIDE
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="calibrated" viewBox="0 0 {_WIDE:.0f} {_HIGH:.0f}" '
        f'width="{_WIDE:.0f}" height="{_HIGH:.0f}" role="img" aria-labelledby="{own}t {own}d">',
        f'<title id="{own}t">Calibration: what was foreseen, and how much of it came about</title>'
        f'<desc id="{own}d">{escape(". ".join(_told(b) for b in score.calibration))}.</desc>',
    ]
    for n in range(0, 101, 25):
        x, y = _LEFT + _SIDE * n / 100, floor - _SIDE * n / 100
        out.append(f'<path class="grid" d="M{_LEFT} {y:.1f}h{_SIDE}M{x:.1f} {_TOP}v{_SIDE}"/>')
        out.append(f'<text class="tick" x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{n}</text>')
        out.append(f'<text class="tick" x="{x:.1f}" y="{floor + 16:.1f}" text-anchor="middle">{n}</text>')
    out.append(f'<path class="even" d="M{_LEFT} {floor}l{_SIDE} {-_SIDE}"/>')
    if score.base_rate is not None:
        y = floor - _SIDE * score.base_rate
        out.append(
            f'<path class="rate" d="M{_LEFT} {y:.1f}h{_SIDE}"><title>{score.base_rate:.0%} came about</title></path>'
        )
    most = max(b.count for b in score.calibration)
    foot = floor + 28 + _BARS
    line = []
    for b in score.calibration:
        x, y = _LEFT + _SIDE * b.forecast, floor - _SIDE * b.share
        low, high = floor - _SIDE * b.share_low, floor - _SIDE * b.share_high
        line.append(f"{x:.1f} {y:.1f}")
        bar = _BARS * b.count / most
        at, wide = _LEFT + _SIDE * b.low + 1, _SIDE * (b.high - b.low) - 2
        out.append(
            f'<g class="bin"><title>{escape(_told(b))}</title>'
            f'<path class="band" d="M{x:.1f} {low:.1f}V{high:.1f}M{x - 5:.1f} {low:.1f}h10M{x - 5:.1f} {high:.1f}h10"/>'
            f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
            f'<rect class="bar" x="{at:.1f}" y="{foot - bar:.1f}" width="{wide:.1f}" height="{bar:.1f}"/></g>'
        )
    out.insert(-len(score.calibration), f'<path class="line" d="M{"L".join(line)}"/>')
    out.append(f'<path class="axis" d="M{_LEFT} {_TOP}v{_SIDE}h{_SIDE}M{_LEFT} {foot}h{_SIDE}"/>')
    out.append(f'<text class="axis-name" x="{_LEFT + _SIDE / 2:.1f}" y="{foot + 22:.1f}" text-anchor="middle">')
    out.append("foreseen, in percent; bars: how many forecasts</text>")
    middle = _TOP + _SIDE / 2
    out.append(
        f'<text class="axis-name" x="12" y="{middle}" text-anchor="middle" transform="rotate(-90 12 {middle})">'
        "came about, in percent</text>\n</svg>"
    )
    return "\n".join(out)


def _told(b: CalibrationBin) -> str:
    between = f"true share between {b.share_low:.0%} and {b.share_high:.0%}"
    return f"{counted(b.count, 'forecast')} of about {b.forecast:.0%}: {b.share:.0%} came about ({between})"
